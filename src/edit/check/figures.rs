//! What supports the figures of an incident.

use super::{Known, Placed};
use crate::format::code;
use crate::model::{AttributionKind, Count, Figure, Incident, SourceKind};
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
    let outside = || incident.reports.iter().filter(|report| !report.claimed);
    let killed: Vec<&Figure> = outside().filter_map(|report| report.killed.as_ref()).collect();
    let injured: Vec<&Figure> = outside().filter_map(|report| report.injured.as_ref()).collect();
    for (field, count, figures) in [("killed", incident.killed, killed), ("injured", incident.injured, injured)] {
        let Some(Count { low, best, high }) = count else { continue };
        let parts = [("low", low), ("best", best), ("high", high)];
        let missed: Vec<(&str, u32)> = parts
            .into_iter()
            .filter_map(|(part, n)| Some((part, n?)))
            .filter(|(_, n)| !figures.iter().any(|figure| supports(figure, *n)))
            .collect();
        let Some((first, _)) = missed.first() else { continue };
        let words: Vec<String> = missed.iter().map(|(part, n)| format!("{part} {n}")).collect();
        let message = format!("no outside report gives {field} {}", words.join(", "));
        let hint = "add the report it comes from, or take a figure from one";
        place.warning(&format!("{field}.{first}"), code::UNSUPPORTED_FIGURE, message, hint);
    }
}

fn supports(figure: &Figure, n: u32) -> bool {
    match *figure {
        Figure::Between(a, b) => (a..=b).contains(&n),
        _ => {
            let (low, high) = figure.bounds();
            low == Some(n) || high == Some(n)
        }
    }
}

fn sources(incident: &Incident, known: &dyn Known, place: &mut Placed<'_>) {
    let ids = incident.source_ids();
    if ids.is_empty() {
        let hint = "add a report, or cite a source";
        place.warning("", code::NO_SOURCE, "this incident names no source".to_owned(), hint);
        return;
    }
    if is_claim_only(incident, known) {
        let message = "this incident is known from the group's own claim alone".to_owned();
        place.warning("reports", code::CLAIM_ONLY, message, "add an outside source, or say so in doubts");
        return;
    }
    let killed = incident.killed().best_or_low().unwrap_or(0);
    let origins: BTreeSet<&str> = ids.iter().map(|id| origin(id.as_str(), known)).collect();
    if killed > ONE_SOURCE_UP_TO && origins.len() == 1 {
        let message = format!("{killed} killed on the word of one source");
        place.warning("killed", code::SINGLE_SOURCE, message, "add a second, independent source, or say so in doubts");
    }
}

fn is_claim_only(incident: &Incident, known: &dyn Known) -> bool {
    let is_channel = |id: &str| known.source(id).is_some_and(|source| source.kind == SourceKind::ClaimChannel);
    let reports = incident.reports.iter().all(|report| report.claimed || is_channel(report.source.as_str()));
    let cites = incident.cites.iter().all(|cite| is_channel(cite.source.as_str()));
    let attributions = incident.attributions.iter().all(|said| {
        said.kind == AttributionKind::Claim || said.source.as_ref().is_none_or(|id| is_channel(id.as_str()))
    });
    reports && cites && attributions
}

/// The source that a chain of relays leads to.
fn origin<'a>(id: &'a str, known: &'a dyn Known) -> &'a str {
    const LONGEST_CHAIN: usize = 16;
    let mut id = id;
    for _ in 0..LONGEST_CHAIN {
        match known.source(id).and_then(|source| source.relay_of.as_ref()) {
            Some(relayed) => id = relayed.as_str(),
            None => break,
        }
    }
    id
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
