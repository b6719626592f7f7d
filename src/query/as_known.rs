//! What was known on a day.
//!
//! The rule, for a day D:
//!
//! 1. An incident whose earliest day is after D is not there yet.
//! 2. A report's day is its `as_of`, else its source's `published`, by the latest possible day; else it is undated.
//!    Undated reports and reports of a day after D are left out of the record.
//! 3. The killed, and likewise the injured: the group's own reports (`claimed`) never tell them. If there is a dated
//!    report of the figure and every one of them is on or before D, the recorded figure stands. Otherwise the figure is
//!    read from the newest day up to D on which a report gave a number: low is the least lower bound, high the greatest
//!    upper bound, best the number itself if all numbers of that day are one and the same `Exactly` or `About`. A bound
//!    that another report of that day contradicts is left out. With no report left the figure is unknown.
//! 4. Attributions made after D, by the latest possible day, are left out; undated ones stay.
//!
//! Everything else is as recorded today: the branch is the editors' conclusion, and the attackers' own losses, place
//! and summary carry no day that they were known on.

use super::Catalog;
use crate::model::{Count, Date, Day, Figure, FileRecords, Incident, Report, SourceId};
use std::sync::Arc;

/// The incident as known on a day, by the rule of this module; `None` if it had not happened yet.
///
/// `published` tells when a source was published.
pub fn as_known_on(incident: &Incident, published: impl Fn(&SourceId) -> Option<Date>, day: Day) -> Option<Incident> {
    if incident.when.earliest() > day {
        return None;
    }
    let day_of = |report: &Report| report.as_of.or_else(|| published(&report.source)).map(Date::latest);
    let mut known = incident.clone();
    known.killed = figure(incident, incident.killed, |report| report.killed.as_ref(), day_of, day);
    known.injured = figure(incident, incident.injured, |report| report.injured.as_ref(), day_of, day);
    known.reports.retain(|report| day_of(report).is_some_and(|of| of <= day));
    known.attributions.retain(|attribution| attribution.on.is_none_or(|on| on.latest() <= day));
    Some(known)
}

impl Catalog {
    /// The catalog as known on a day, by the rule of [`as_known_on`]. Rows are not those of this catalog.
    #[must_use]
    pub fn as_known_on(&self, day: Day) -> Self {
        let published = |id: &SourceId| self.source(id).and_then(|source| source.published);
        let known = |file: &FileRecords| {
            let incidents = file.incidents.iter().filter_map(|incident| as_known_on(incident, published, day));
            FileRecords { incidents: incidents.map(Arc::new).collect(), ..file.clone() }
        };
        Self::new(self.files().iter().map(known).collect())
    }
}

/// Step 3 of the rule.
fn figure<'a>(
    incident: &'a Incident,
    recorded: Option<Count>,
    of: impl Fn(&'a Report) -> Option<&'a Figure>,
    day_of: impl Fn(&Report) -> Option<Day>,
    day: Day,
) -> Option<Count> {
    let outside = incident.reports.iter().filter(|report| !report.claimed);
    let dated: Vec<(Day, &Figure)> = outside.filter_map(|report| day_of(report).zip(of(report))).collect();
    if !dated.is_empty() && dated.iter().all(|(of, _)| *of <= day) {
        return recorded;
    }
    let numbers = || dated.iter().filter(|(of, figure)| *of <= day && !matches!(figure, Figure::Words(_)));
    let newest = numbers().map(|(of, _)| *of).max()?;
    let figures: Vec<&Figure> = numbers().filter(|(of, _)| *of == newest).map(|(_, figure)| *figure).collect();
    Some(read(&figures)).filter(|count| count.is_known())
}

fn read(figures: &[&Figure]) -> Count {
    let lows = || figures.iter().filter_map(|figure| figure.bounds().0);
    let highs = || figures.iter().filter_map(|figure| figure.bounds().1);
    let low = lows().min().filter(|low| highs().all(|high| *low <= high));
    let high = highs().max().filter(|high| lows().all(|low| low <= *high));
    let mut stated = figures.iter().map(|figure| match figure {
        Figure::Exactly(n) | Figure::About(n) => Some(*n),
        _ => None,
    });
    let first = stated.next().flatten();
    let best = first.filter(|_| stated.all(|n| n == first));
    Count { low, best, high }
}
