//! Records as JSON, by the contract of the command line: one function for each sort of record.
//!
//! Every key of a record is always there: unknown is `null`, none is `[]`. Words of a vocabulary are spelled as in the
//! file, dates are EDTF strings, numbers are plain.

use crate::model::{
    Actor, ActorId, Attribution, Cite, Count, Date, Figure, FileRecords, Incident, Perpetrators, Place, Related,
    Report, Source, SourceId, Vocabulary,
};
use crate::query::{Catalog, Sum};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// A file of a list, under this name.
pub fn file(file: &FileRecords, name: &str) -> Value {
    json!({
        "file": name,
        "title": file.header.title,
        "version": file.header.version,
        "license": file.header.license,
        "errors": file.n_errors,
    })
}

/// An incident with what is derived from it: the name of its file, and whether the rule in force counts it.
pub fn incident(incident: &Incident, file: &str, is_counted: bool) -> Value {
    let mut map = recorded(incident);
    map.insert("file".to_owned(), file.into());
    map.insert("earliest".to_owned(), incident.when.earliest().to_string().into());
    map.insert("latest".to_owned(), incident.latest().to_string().into());
    map.insert("counted".to_owned(), is_counted.into());
    map.insert("sources".to_owned(), list(&incident.source_ids(), |id| id.as_str().into()));
    map.into()
}

/// The fields that the file has.
pub fn recorded(incident: &Incident) -> Map<String, Value> {
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
pub fn source(source: &Source) -> Value {
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
pub fn actor(actor: &Actor) -> Value {
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
pub fn sum(sum: &Sum) -> Value {
    json!({
        "low": sum.low,
        "best": sum.best,
        "high": sum.high,
        "no_best": sum.no_best,
        "no_high": sum.no_high,
        "unknown": sum.unknown,
    })
}

/// A date, or `null`.
pub fn date(date: Option<Date>) -> Value {
    date.map_or(Value::Null, |date| date.to_string().into())
}

fn words<T: Vocabulary>(words: &[T]) -> Value {
    list(words, |word| word.word().into())
}

/// Each item in its turn.
pub fn list<T>(items: &[T], item: impl Fn(&T) -> Value) -> Value {
    items.iter().map(item).collect::<Vec<_>>().into()
}

/// The sources that incidents name, each once, by first mention. An id that no file knows is left out.
pub fn named_sources<'a>(catalog: &'a Catalog, incidents: &[&Incident]) -> Vec<&'a Source> {
    let mut seen: HashSet<&SourceId> = HashSet::new();
    let ids = incidents.iter().flat_map(|incident| incident.source_ids());
    ids.filter(|id| seen.insert(id)).filter_map(|id| catalog.source(id)).collect()
}

/// The actors that incidents name as branch or in attributions, each once, by first mention; not those above them. An
/// id that no file knows is left out.
pub fn named_actors<'a>(catalog: &'a Catalog, incidents: &[&Incident]) -> Vec<&'a Actor> {
    let mut seen: HashSet<&ActorId> = HashSet::new();
    let ids = incidents.iter().flat_map(|incident| {
        std::iter::once(&incident.branch).chain(incident.attributions.iter().map(|said| &said.actor))
    });
    ids.filter(|id| seen.insert(id)).filter_map(|id| catalog.actors().get(id)).collect()
}
