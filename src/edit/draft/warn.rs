//! What is taken but worth a second look, while it is typed.

use super::check::{FieldProblem, Level};
use super::field::{Field, Rows};
use super::{Draft, Spot};
use crate::edit::Document;
use crate::edit::check::MARGIN;
use crate::model::{Incident, Source, degrees_outside, tag_definition};

pub(super) fn warnings(
    draft: &Draft,
    document: &Document,
    incident: &Incident,
    sources: &[Source],
    problems: &mut Vec<FieldProblem>,
) {
    let mut warn = |spot: Spot, message: String, accepts: &str| {
        // What is missing or wrong is said first.
        if !problems.iter().any(|problem| problem.spot == spot && problem.level != Level::Warning) {
            let accepts = accepts.to_owned();
            problems.push(FieldProblem { spot, level: Level::Warning, message, accepts, fixes: Vec::new() });
        }
    };
    let (killed, injured) = (incident.unsupported_killed(), incident.unsupported_injured());
    for (field, missed) in [(Field::Killed, killed), (Field::Injured, injured)] {
        // Reports come after the figures: until one is there, nothing is missed.
        let is_begun = !draft.is_new()
            || incident.reports.iter().any(|report| report.killed.is_some() || report.injured.is_some());
        if is_begun && !missed.is_empty() {
            let words: Vec<String> = missed.iter().map(|(part, n)| format!("{part} {n}")).collect();
            let message = format!("No outside report gives {}", words.join(", "));
            warn(field.into(), message, "Add the report it comes from, or take a figure from one");
        }
    }
    if let Some(beyond) = incident.place.at.and_then(|at| degrees_outside(&incident.place.country, at))
        && beyond > MARGIN
    {
        let message = format!("This lies {beyond:.1} degrees outside {}", incident.place.country_name());
        warn(Field::At.into(), message, "Check the coordinates and the country; the latitude comes first");
    }
    let unlisted: Vec<&str> =
        incident.tags.iter().map(String::as_str).filter(|tag| tag_definition(tag).is_none()).collect();
    if !unlisted.is_empty() {
        let verb = if unlisted.len() == 1 { "is" } else { "are" };
        let message = format!("{} {verb} not on the list of tags", unlisted.join(", "));
        warn(Field::Tags.into(), message, "timelines/README.md lists the tags");
    }
    reports(draft, document, incident, sources, &mut warn);
}

fn reports(
    draft: &Draft,
    document: &Document,
    incident: &Incident,
    sources: &[Source],
    warn: &mut impl FnMut(Spot, String, &str),
) {
    let first = incident.when.earliest();
    let has_day = !draft.get(Field::When).is_empty();
    for row in draft.rows(Rows::Reports) {
        let as_of = row.texts.get(Field::AsOf).trim().parse::<crate::model::Date>().ok();
        if let Some(day) = as_of.filter(|day| has_day && day.latest() < first) {
            let message = format!("{} is before the incident", day.words());
            warn(Spot { field: Field::AsOf, row: row.key }, message, "Check both dates");
        }
        let id = crate::model::SourceId::from(row.texts.get(Field::ReportSource));
        let source = document.source(&id).or_else(|| sources.iter().find(|source| source.id == id));
        let published = source.and_then(|source| source.published);
        if let Some(day) = published.filter(|day| has_day && day.latest() < first) {
            let message = format!("It was published on {}, before the incident", day.words());
            warn(Spot { field: Field::ReportSource, row: row.key }, message, "Check both dates");
        }
    }
}
