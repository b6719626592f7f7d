//! JSON, by the contract of the command line: one function for each sort of record.
//!
//! Every key of a record is always there: unknown is `null`, none is `[]`. Words of a vocabulary are spelled as in the
//! file, dates are EDTF strings, numbers are plain.

use super::ask::Asked;
use crate::format::{LineIndex, Problem};
use crate::model::FileRecords;
use crate::model::{
    Actor, ActorId, Attribution, Cite, Count, Date, Figure, Incident, Perpetrators, Place, Related, Report, Source,
    SourceId, Vocabulary,
};
use crate::query::{Group, Row, Sum};
use serde_json::{Map, Value, json};

/// A document as text, with a line end.
pub(super) fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

/// `query`, `rule` and `as_of`, as every answer to a filter has them.
pub(super) fn filter(asked: &Asked) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("query".to_owned(), asked.filter.query.to_string().into());
    map.insert("rule".to_owned(), asked.filter.rule.to_string().into());
    map.insert("as_of".to_owned(), date(asked.filter.as_of));
    map
}

/// A file of a list.
pub(super) fn file(file: &FileRecords) -> Value {
    json!({
        "file": file.name,
        "title": file.header.title,
        "version": file.header.version,
        "license": file.header.license,
        "errors": file.n_errors,
    })
}

/// The incident of a row, with what is derived from it; `null` for a row that is not there.
pub(super) fn incident(asked: &Asked, row: Row) -> Value {
    let Some(entry) = asked.entry(row) else { return Value::Null };
    let mut map = recorded(&entry.incident);
    map.insert("file".to_owned(), asked.file_name(entry).into());
    map.insert("earliest".to_owned(), entry.incident.when.earliest().to_string().into());
    map.insert("latest".to_owned(), entry.incident.latest().to_string().into());
    map.insert("counted".to_owned(), asked.counts(row).into());
    map.insert("sources".to_owned(), list(&entry.incident.source_ids(), |id| id.as_str().into()));
    map.into()
}

/// The fields that the file has.
pub(super) fn recorded(incident: &Incident) -> Map<String, Value> {
    let value = json!({
        "id": incident.id.as_str(),
        "previous_ids": list(&incident.previous_ids, |id| id.as_str().into()),
        "kind": incident.kind.word(),
        "title": incident.title,
        "names": incident.names,
        "when": incident.when.to_string(),
        "branch": incident.branch.as_str(),
        "place": place(&incident.place),
        "attack_types": words(&incident.attack_types),
        "target_types": words(&incident.target_types),
        "summary": incident.summary,
        "killed": count(incident.killed()),
        "injured": count(incident.injured()),
        "perpetrators": perpetrators(incident.perpetrators),
        "reports": list(&incident.reports, report),
        "attributions": list(&incident.attributions, attribution),
        "cites": list(&incident.cites, cite),
        "confidence": incident.confidence.word(),
        "doubts": incident.doubts,
        "tags": incident.tags,
        "related": list(&incident.related, related),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn place(place: &Place) -> Value {
    // A coordinate that is not a number is an error of the file, and JSON has no word for it.
    let at = place.at.filter(|(latitude, longitude)| latitude.is_finite() && longitude.is_finite());
    json!({
        "country": place.country,
        "admin1": place.admin1,
        "city": place.city,
        "site": place.site,
        "at": at.map(|(latitude, longitude)| [latitude, longitude]),
        "precision": place.precision.word(),
    })
}

fn perpetrators(perpetrators: Option<Perpetrators>) -> Value {
    perpetrators.map_or(Value::Null, |them| json!({"killed": them.killed, "in_figures": them.in_figures.word()}))
}

fn report(report: &Report) -> Value {
    let other = report.other.as_ref();
    json!({
        "source": report.source.as_str(),
        "as_of": date(report.as_of),
        "killed": report.killed.as_ref().map(figure),
        "injured": report.injured.as_ref().map(figure),
        "other": other.map(|other| json!({"what": other.what, "figure": figure(&other.figure)})),
        "claimed": report.claimed,
        "note": report.note,
    })
}

fn attribution(attribution: &Attribution) -> Value {
    json!({
        "actor": attribution.actor.as_str(),
        "by": attribution.by,
        "kind": attribution.kind.word(),
        "on": date(attribution.on),
        "source": attribution.source.as_ref().map(SourceId::as_str),
        "wording": attribution.wording,
    })
}

fn cite(cite: &Cite) -> Value {
    json!({"source": cite.source.as_str(), "supports": words(&cite.supports)})
}

fn related(related: &Related) -> Value {
    json!({"id": related.id.as_str(), "how": related.how.word()})
}

/// A source of the registry.
pub(super) fn source(source: &Source) -> Value {
    json!({
        "id": source.id.as_str(),
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": date(source.published),
        "language": source.language,
        "kind": source.kind.word(),
        "url": source.url,
        "archive": source.archive,
        "relay_of": source.relay_of.as_ref().map(SourceId::as_str),
    })
}

/// An actor of the registry.
pub(super) fn actor(actor: &Actor) -> Value {
    json!({
        "id": actor.id.as_str(),
        "name": actor.name,
        "short": actor.short,
        "aliases": actor.aliases,
        "parent": actor.parent.as_ref().map(ActorId::as_str),
        "about": actor.about,
    })
}

/// A count; one of which nothing is known is `null`.
fn count(count: Count) -> Value {
    let Count { low, best, high } = count;
    if count.is_known() { json!({"low": low, "best": best, "high": high}) } else { Value::Null }
}

fn figure(figure: &Figure) -> Value {
    match figure {
        Figure::Exactly(n) => json!({"exactly": n}),
        Figure::AtLeast(n) => json!({"at_least": n}),
        Figure::AtMost(n) => json!({"at_most": n}),
        Figure::About(n) => json!({"about": n}),
        Figure::Between(a, b) => json!({"between": [a, b]}),
        Figure::Words(words) => json!({"words": words}),
    }
}

/// Figures added up.
pub(super) fn sum(sum: &Sum) -> Value {
    json!({
        "low": sum.low,
        "best": sum.best,
        "high": sum.high,
        "no_best": sum.no_best,
        "no_high": sum.no_high,
        "unknown": sum.unknown,
    })
}

/// One part of a total.
pub(super) fn group(group: &Group) -> Value {
    json!({
        "key": group.key,
        "incidents": group.incidents,
        "counted": group.counted,
        "killed": sum(&group.killed),
        "injured": sum(&group.injured),
    })
}

/// A problem of a file; `index` is that of its text.
pub(super) fn problem(name: &str, text: &str, index: &LineIndex, problem: &Problem) -> Value {
    let place = index.position(text, problem.bytes.start);
    json!({
        "file": name,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity.word(),
        "code": problem.code,
        "id": problem.id,
        "message": problem.message,
        "hint": problem.hint,
    })
}

fn date(date: Option<Date>) -> Value {
    date.map_or(Value::Null, |date| date.to_string().into())
}

fn words<T: Vocabulary>(words: &[T]) -> Value {
    list(words, |word| word.word().into())
}

/// Each item in its turn.
pub(super) fn list<T>(items: &[T], item: impl Fn(&T) -> Value) -> Value {
    items.iter().map(item).collect::<Vec<_>>().into()
}
