//! Citations as text.

use crate::model::FileRecords;
use crate::model::{Date, Day, Incident, Source};
use crate::query::{CountingRule, Query, Totals};

/// What to know before a page of a claim channel is opened.
pub const CLAIM_CHANNEL_WARNING: &str = "It carries the group's own words; the page may hold propaganda";

/// A source as a reader would cite it: author, title, publisher, day, address.
pub fn cite_source(source: &Source) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(source.author.clone());
    parts.push(format!("“{}”", source.title));
    parts.push(source.publisher.clone());
    parts.extend(source.published.map(Date::words));
    let mut text = parts.join(", ");
    text.push('.');
    if let Some(url) = &source.url {
        text.push(' ');
        text.push_str(url);
    }
    text
}

/// An incident as a reader would cite it: title, day, id, timeline, version, licence.
pub fn cite_incident(incident: &Incident, file: &FileRecords) -> String {
    format!(
        "“{}”, {} [{}]. In: {}, version {} ({}).",
        incident.title,
        incident.when.words(),
        incident.id,
        file.header.title,
        file.header.version,
        file.header.license,
    )
}

/// Totals as a reader would cite them: what, which rule, which filter, which data, and that it is a selection.
pub fn cite_totals(
    totals: &Totals,
    rule: &CountingRule,
    query: &Query,
    as_known: Option<Day>,
    files: &[FileRecords],
) -> String {
    let known = as_known.map_or(String::new(), |day| format!(" As known on {}.", day.long()));
    let filter = query.to_string();
    let filter = if filter.is_empty() { "none".to_owned() } else { filter };
    let data: Vec<String> = files
        .iter()
        .map(|file| format!("{}, version {} ({})", file.header.title, file.header.version, file.header.license))
        .collect();
    format!(
        "{} incidents, {} counted: killed {}; injured {}. Counting rule: {}. Filter: {filter}.{known} Data: {}. A selection of \
         incidents, not a census.",
        totals.incidents,
        totals.counted,
        totals.killed.words_by(rule.headline),
        totals.injured.words_by(rule.headline),
        rule.label(),
        data.join("; "),
    )
}
