//! What supports the figures of an incident.

use super::{Known, Placed};
use crate::format::code;
use crate::model::{Incident, SourceId, origin};
use std::collections::BTreeSet;

/// More than this many killed ask for a second source.
const ONE_SOURCE_UP_TO: u32 = 25;

pub(super) fn check(incident: &Incident, known: &dyn Known, place: &mut Placed<'_>) {
    unsupported(incident, place);
    sources(incident, known, place);
    early(incident, known, place);
}

/// Every part of a headline figure must be an end of what an outside report says, or lie within a `Between`.
fn unsupported(incident: &Incident, place: &mut Placed<'_>) {
    for (field, missed) in [("killed", incident.unsupported_killed()), ("injured", incident.unsupported_injured())] {
        let Some((first, _)) = missed.first() else { continue };
        let words: Vec<String> = missed.iter().map(|(part, n)| format!("{part} {n}")).collect();
        let message = format!("no outside report gives {field} {}", words.join(", "));
        let hint = "add the report it comes from, or take a figure from one";
        place.warning(&format!("{field}.{first}"), code::UNSUPPORTED_FIGURE, message, hint);
    }
}

fn sources(incident: &Incident, known: &dyn Known, place: &mut Placed<'_>) {
    let ids = incident.source_ids();
    if ids.is_empty() {
        let hint = "add a report, or cite a source";
        place.warning("", code::NO_SOURCE, "this incident names no source".to_owned(), hint);
        return;
    }
    let source = |id: &SourceId| known.source(id.as_str());
    if incident.is_claim_only(source) {
        let message = "this incident is known from the group's own claim alone".to_owned();
        place.warning("reports", code::CLAIM_ONLY, message, "add an outside source, or say so in doubts");
        return;
    }
    let killed = incident.killed().best_or_low().unwrap_or(0);
    let origins: BTreeSet<&SourceId> = ids.into_iter().map(|id| origin(id, source)).collect();
    if killed > ONE_SOURCE_UP_TO && origins.len() == 1 {
        let message = format!("{killed} killed on the word of one source");
        place.warning("killed", code::SINGLE_SOURCE, message, "add a second, independent source, or say so in doubts");
    }
}

/// Reports that stand for, and sources that were published on, a day before the first that the incident may have been.
fn early(incident: &Incident, known: &dyn Known, place: &mut Placed<'_>) {
    let first = incident.when.earliest();
    for (i, report) in incident.reports.iter().enumerate() {
        if let Some(day) = report.as_of.filter(|day| day.latest() < first) {
            let message = format!("this report stands for {}, before the incident", day.words());
            place.warning(&format!("reports.{i}.as_of"), code::EARLY_REPORT, message, "check both dates");
        }
        let published = known.source(report.source.as_str()).and_then(|source| source.published);
        if let Some(day) = published.filter(|day| day.latest() < first) {
            let message = format!("this source was published on {}, before the incident", day.words());
            place.warning(&format!("reports.{i}.source"), code::EARLY_SOURCE, message, "check both dates");
        }
    }
}
