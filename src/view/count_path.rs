//! How the count of one incident moved: its reports in order of the day they stood for.
//!
//! A report's day is its `as_of`, else the day its source was published; a report with neither is undated and stands
//! in a gutter of its own.

use crate::model::{Date, Day, Figure, Incident, Report, SourceId};
use crate::query::Catalog;

/// Killed or injured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Toll {
    /// Victims killed.
    Killed,
    /// Victims injured.
    Injured,
}

impl Toll {
    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Killed => "Killed",
            Self::Injured => "Injured",
        }
    }
}

/// One report's figure.
#[derive(Clone, PartialEq, Debug)]
pub struct PathPoint {
    /// Place of the report in the record.
    pub report: usize,
    /// Who reported it.
    pub source: SourceId,
    /// When it stood; `None` if undated.
    pub day: Option<Date>,
    /// What it said.
    pub figure: Figure,
    /// Whether it is the group's own figure.
    pub is_claimed: bool,
}

/// The reports of a toll in order of day, undated ones last; of one day in the order of the record.
pub fn count_path(incident: &Incident, catalog: &Catalog, toll: Toll) -> Vec<PathPoint> {
    let mut points: Vec<PathPoint> = incident
        .reports
        .iter()
        .enumerate()
        .filter_map(|(i, report)| {
            let figure = match toll {
                Toll::Killed => report.killed.clone()?,
                Toll::Injured => report.injured.clone()?,
            };
            let day = report_day(report, catalog);
            Some(PathPoint { report: i, source: report.source.clone(), day, figure, is_claimed: report.claimed })
        })
        .collect();
    points.sort_by_key(|point| order(point.day));
    points
}

/// Every report's place in the record, in the order of [`count_path`].
pub fn reports_by_day(incident: &Incident, catalog: &Catalog) -> Vec<usize> {
    let mut reports: Vec<usize> = (0..incident.reports.len()).collect();
    reports.sort_by_key(|i| order(incident.reports.get(*i).and_then(|report| report_day(report, catalog))));
    reports
}

/// The day a report stood for: its own, else the one its source was published on.
pub fn report_day(report: &Report, catalog: &Catalog) -> Option<Date> {
    report.as_of.or_else(|| catalog.source(&report.source).and_then(|source| source.published))
}

fn order(day: Option<Date>) -> (bool, Option<Day>) {
    (day.is_none(), day.map(Date::latest))
}
