//! One incident: what happened, what each source reported, who is said to have done it.

use super::{
    ActorId, AttackType, AttributionKind, Confidence, Count, Date, Figure, GeoPrecision, InFigures, IncidentId, Kind,
    Relation, SourceId, Support, TargetType, When, country_by_code,
};
use serde::{Deserialize, Serialize};

/// One entry of a timeline.
///
/// `killed` and `injured` mean victims; the attackers' own losses stand apart in `perpetrators`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// Readable, unique in the file, never reused.
    pub id: IncidentId,
    /// Ids it once had.
    #[serde(default)]
    pub previous_ids: Vec<IncidentId>,
    /// What it is.
    pub kind: Kind,
    /// English title.
    pub title: String,
    /// Other names, in their own script.
    #[serde(default)]
    pub names: Vec<String>,
    /// When it happened.
    pub when: When,
    /// The branch it is filed under: the editors' conclusion, by the rule in the file's `about`.
    pub branch: ActorId,
    /// Where it happened.
    pub place: Place,
    /// Means of attack; the first is the main one.
    #[serde(default)]
    pub attack_types: Vec<AttackType>,
    /// Who was struck; the first is the main one.
    #[serde(default)]
    pub target_types: Vec<TargetType>,
    /// At most two neutral sentences.
    #[serde(default)]
    pub summary: String,
    /// Victims killed; `None` is unknown, not zero.
    #[serde(default)]
    pub killed: Option<Count>,
    /// Victims injured; `None` is unknown, not zero.
    #[serde(default)]
    pub injured: Option<Count>,
    /// The attackers' own losses.
    #[serde(default)]
    pub perpetrators: Option<Perpetrators>,
    /// What each source said on which day.
    #[serde(default)]
    pub reports: Vec<Report>,
    /// Who says who did it, in the editors' order.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// Sources used for something other than figures and attribution.
    #[serde(default)]
    pub cites: Vec<Cite>,
    /// The editors' certainty of the whole record.
    pub confidence: Confidence,
    /// What could not be confirmed.
    #[serde(default)]
    pub doubts: Vec<String>,
    /// Free labels.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Incidents that belong with it.
    #[serde(default)]
    pub related: Vec<Related>,
}

/// Where an incident happened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// First-order province or state.
    #[serde(default)]
    pub admin1: Option<String>,
    /// Town or village.
    #[serde(default)]
    pub city: Option<String>,
    /// Building or spot.
    #[serde(default)]
    pub site: Option<String>,
    /// Latitude (−90 to 90, north positive) and longitude (−180 to 180, east positive) in degrees, WGS 84; a gazetteer
    /// value at the stated precision.
    #[serde(default)]
    pub at: Option<(f64, f64)>,
    /// How exact the place is.
    pub precision: GeoPrecision,
}

/// The attackers' own losses.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Perpetrators {
    /// Attackers killed; `None` is unknown.
    #[serde(default)]
    pub killed: Option<u32>,
    /// Whether the incident's figures include them.
    pub in_figures: InFigures,
}

/// What one source said of the figures.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Where it was read.
    pub source: SourceId,
    /// The day the figure stood for; the source's own date where this is unknown.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Victims killed.
    #[serde(default)]
    pub killed: Option<Figure>,
    /// Victims injured.
    #[serde(default)]
    pub injured: Option<Figure>,
    /// A figure of something else.
    #[serde(default)]
    pub other: Option<Other>,
    /// Whether it is the group's own figure, which never enters counts or totals.
    #[serde(default)]
    pub claimed: bool,
    /// What a reader should know of it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A figure that is neither killed nor injured, such as "missing".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Other {
    /// What is counted.
    pub what: String,
    /// How many.
    pub figure: Figure,
}

/// Somebody's word on who did it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attribution {
    /// Who is said to have done it, or not to have done it.
    pub actor: ActorId,
    /// Who says so.
    #[serde(default)]
    pub by: Option<String>,
    /// Claim, assessment, accusation or denial.
    pub kind: AttributionKind,
    /// When it was said.
    #[serde(default)]
    pub on: Option<Date>,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<SourceId>,
    /// The actor's name as reported.
    #[serde(default)]
    pub wording: Option<String>,
}

/// A source used for something other than figures and attribution.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cite {
    /// The source.
    pub source: SourceId,
    /// What it supports.
    #[serde(default)]
    pub supports: Vec<Support>,
}

/// A link to another incident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Related {
    /// The other incident.
    pub id: IncidentId,
    /// How they belong together.
    pub how: Relation,
}

/// Something wrong with a value, found without looking at anything else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Path of the field in the record, such as `killed` or `reports.2.killed`.
    pub field: String,
    /// Short stable name of the rule.
    pub code: &'static str,
    /// Whether it stops an edit; otherwise it is a warning.
    pub is_error: bool,
    /// What is wrong.
    pub message: String,
    /// What would be accepted.
    pub hint: Option<String>,
}

impl Incident {
    /// Every source the record names, each once, in the order reports, attributions, cites.
    pub fn source_ids(&self) -> Vec<&SourceId> {
        let reports = self.reports.iter().map(|report| &report.source);
        let attributions = self.attributions.iter().filter_map(|attribution| attribution.source.as_ref());
        let cites = self.cites.iter().map(|cite| &cite.source);
        let mut ids: Vec<&SourceId> = Vec::new();
        for id in reports.chain(attributions).chain(cites) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Victims killed, all unknown if the record has no figure.
    pub fn killed(&self) -> Count {
        self.killed.unwrap_or_default()
    }

    /// Victims injured, all unknown if the record has no figure.
    pub fn injured(&self) -> Count {
        self.injured.unwrap_or_default()
    }

    /// Last day it may have been or ended, counting.
    pub fn latest(&self) -> super::Day {
        self.when.latest().unwrap_or(super::Day::MAX)
    }

    /// Faults that show in the record alone.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if matches!(self.when, When::OpenSpan(_)) {
            faults.push(
                Fault::error("when", "date", "an incident needs an end")
                    .with_hint("write the last day it can have had"),
            );
        }
        for (field, count) in [("killed", self.killed), ("injured", self.injured)] {
            if count.is_some_and(|count| !count.is_ordered()) {
                let message = format!("{field} must run low ≤ best ≤ high");
                faults.push(
                    Fault::error(field, "count-order", message).with_hint("leave out the part that is not known"),
                );
            }
        }
        for (i, report) in self.reports.iter().enumerate() {
            let other = report.other.as_ref().map(|other| &other.figure);
            for (field, figure) in
                [("killed", report.killed.as_ref()), ("injured", report.injured.as_ref()), ("other", other)]
            {
                if let Some(Err(err)) = figure.map(Figure::check) {
                    faults.push(
                        Fault::error(&format!("reports.{i}.{field}"), "figure-order", err.to_string())
                            .with_hint("write the smaller number first"),
                    );
                }
            }
        }
        faults.extend(self.place.faults());
        faults
    }
}

impl Place {
    /// The country's English name, or its code if the code is not known.
    pub fn country_name(&self) -> &str {
        country_by_code(&self.country).map_or(self.country.as_str(), |country| country.name)
    }

    /// The place from the finest part to the country, such as "Crocus City Hall, Krasnogorsk, Russia".
    pub fn words(&self) -> String {
        let parts = [self.site.as_deref(), self.city.as_deref(), self.admin1.as_deref(), Some(self.country_name())];
        let mut words: Vec<&str> = Vec::new();
        for part in parts.into_iter().flatten() {
            if !words.contains(&part) {
                words.push(part);
            }
        }
        words.join(", ")
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if country_by_code(&self.country).is_none() {
            let message = format!("`{}` is not a country code", self.country);
            faults.push(
                Fault::warning("place.country", "country", message)
                    .with_hint("write the ISO 3166-1 alpha-3 code, such as AFG"),
            );
        }
        if let Some((latitude, longitude)) = self.at {
            if !(-90.0..=90.0).contains(&latitude) {
                let message = format!("latitude {latitude} is not between −90 and 90");
                faults.push(
                    Fault::error("place.at", "latitude", message).with_hint("write (latitude, longitude), in degrees"),
                );
            }
            if !(-180.0..=180.0).contains(&longitude) {
                let message = format!("longitude {longitude} is not between −180 and 180");
                faults.push(
                    Fault::error("place.at", "longitude", message).with_hint("write (latitude, longitude), in degrees"),
                );
            }
        }
        faults
    }
}

impl Fault {
    /// A fault that stops an edit.
    pub fn error(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), code, is_error: true, message: message.into(), hint: None }
    }

    /// A fault that is only pointed out.
    pub fn warning(field: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { is_error: false, ..Self::error(field, code, message) }
    }

    /// The same fault with what would be accepted.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}
