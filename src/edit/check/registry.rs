//! Checks of actors, sources and periods, and of characters that cannot be seen.

use super::{Ids, Known, Placed};
use crate::edit::Document;
use crate::format::{List, Problem, code};
use crate::model::{Actor, ActorId, Period, Source, SourceId};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// Parents that are missing or go round in a circle.
pub(super) fn actors(document: &Document, known: &Ids<'_>, problems: &mut Vec<Problem>) {
    let parents: HashMap<&str, &str> = document
        .actors
        .iter()
        .filter_map(|record| Some((record.value.id.as_str(), record.value.parent.as_ref()?.as_str())))
        .collect();
    let circles = in_circles(&parents);
    for record in &document.actors {
        let id = record.value.id.as_str();
        actor(record.value, known, circles.contains(id), &mut Placed::new(document, &record.bytes, id, problems));
    }
}

/// An actor whose parent is missing, or that is its own forefather.
pub(super) fn actor(actor: &Actor, known: &dyn Known, is_in_circle: bool, place: &mut Placed<'_>) {
    let Some(parent) = actor.parent.as_ref().map(ActorId::as_str) else { return };
    let id = actor.id.as_str();
    if !known.has(List::Actors, parent) {
        let hint = known.near(List::Actors, parent);
        place.error("parent", code::DANGLING_ACTOR, format!("no actor has the id `{parent}`"), hint);
    } else if is_in_circle {
        let message = format!("by its parents, `{id}` is a part of itself");
        place.error("parent", code::ACTOR_CYCLE, message, Some("take one of the parents out".to_owned()));
    }
}

/// The ids from which following the map leads back to themselves. Every id is walked once.
fn in_circles<'a>(next: &HashMap<&'a str, &'a str>) -> HashSet<&'a str> {
    let mut circles = HashSet::new();
    let mut done: HashSet<&str> = HashSet::new();
    for start in next.keys().copied() {
        let mut path: Vec<&str> = Vec::new();
        let mut on_path: HashSet<&str> = HashSet::new();
        let mut id = start;
        while !done.contains(id) && on_path.insert(id) {
            path.push(id);
            match next.get(id) {
                Some(further) => id = further,
                None => break,
            }
        }
        if on_path.contains(id)
            && next.contains_key(id)
            && !done.contains(id)
            && let Some(first) = path.iter().position(|other| *other == id)
            && next.get(path.last().copied().unwrap_or(id)) == Some(&id)
        {
            circles.extend(path.iter().skip(first));
        }
        done.extend(path);
    }
    circles
}

/// Relays, addresses, and sources that nothing uses.
pub(super) fn sources(document: &Document, known: &Ids<'_>, problems: &mut Vec<Problem>) {
    let relays: HashMap<&str, &str> = document
        .sources
        .iter()
        .filter_map(|record| Some((record.value.id.as_str(), record.value.relay_of.as_ref()?.as_str())))
        .collect();
    let circles = in_circles(&relays);
    let used = used_sources(document);
    let mut links: HashMap<&str, &str> = HashMap::new();
    for record in &document.sources {
        let id = record.value.id.as_str();
        let first = record.value.url.as_deref().map(|url| *links.entry(url).or_insert(id));
        let told = SourceFacts {
            is_in_circle: circles.contains(id),
            shares_link_with: first.filter(|first| *first != id),
            is_orphan: document.damaged.is_empty() && !used.contains(id),
        };
        source(record.value, known, &told, &mut Placed::new(document, &record.bytes, id, problems));
    }
}

/// What the rest of the file says of a source.
pub(super) struct SourceFacts<'a> {
    /// Whether it passes on itself.
    pub(super) is_in_circle: bool,
    /// The first source with its address.
    pub(super) shares_link_with: Option<&'a str>,
    /// Whether nothing names it.
    pub(super) is_orphan: bool,
}

/// What is wrong with a source beside the others.
pub(super) fn source(source: &Source, known: &dyn Known, told: &SourceFacts<'_>, place: &mut Placed<'_>) {
    let id = source.id.as_str();
    let relayed = source.relay_of.as_ref().map(SourceId::as_str);
    if let Some(relayed) = relayed.filter(|relayed| !known.has(List::Sources, relayed)) {
        let hint = known.near(List::Sources, relayed);
        place.error("relay_of", code::DANGLING_SOURCE, format!("no source has the id `{relayed}`"), hint);
    }
    if told.is_in_circle {
        let message = format!("by `relay_of`, `{id}` passes on itself");
        place.warning("relay_of", code::RELAY_CYCLE, message, "leave relay_of out at the original");
    }
    for (field, url) in [("url", &source.url), ("archive", &source.archive)] {
        if let Some(url) = url.as_deref().filter(|url| !is_web_address(url)) {
            let short: String = url.chars().take(80).collect();
            let message = format!("`{short}` is not an address of the web");
            place.warning(field, code::URL, message, "write it with https:// or http://, without blanks");
        }
    }
    if let Some(first) = told.shares_link_with {
        let message = format!("the source `{first}` has this address too");
        place.warning("url", code::DOUBLED_LINK, message, "one address is one source, shared by all that name it");
    }
    if told.is_orphan {
        let message = format!("nothing uses the source `{id}`");
        place.warning("id", code::ORPHAN_SOURCE, message, "cite it, or take it out");
    }
}

fn used_sources(document: &Document) -> HashSet<&str> {
    let incidents = document.incidents.iter().flat_map(|record| record.value.source_ids());
    let periods = document.periods.iter().flat_map(|record| &record.value.sources);
    let relays = document.sources.iter().filter_map(|record| record.value.relay_of.as_ref());
    incidents.chain(periods).chain(relays).map(SourceId::as_str).collect()
}

fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Sources of periods that are missing.
pub(super) fn periods(document: &Document, known: &Ids<'_>, problems: &mut Vec<Problem>) {
    for record in &document.periods {
        period(record.value, known, &mut Placed::new(document, &record.bytes, &record.value.id, problems));
    }
}

/// Sources of a period that are missing.
pub(super) fn period(period: &Period, known: &dyn Known, place: &mut Placed<'_>) {
    for (i, source) in period.sources.iter().enumerate() {
        let id = source.as_str();
        if !known.has(List::Sources, id) {
            let (field, message) = (format!("sources.{i}"), format!("no source has the id `{id}`"));
            place.error(&field, code::DANGLING_SOURCE, message, known.near(List::Sources, id));
        }
    }
}

/// The first character that steers the direction of writing, and the first zero byte, wherever they are.
pub(in crate::edit) fn hidden_characters(text: &str) -> Vec<Problem> {
    let is_bidi = |at: &usize| match text.as_bytes().get(*at..*at + 3) {
        Some([0xe2, 0x80, last]) => (0xaa..=0xae).contains(last),
        Some([0xe2, 0x81, last]) => (0xa6..=0xa9).contains(last),
        _ => false,
    };
    let bidi = memchr::memchr_iter(0xe2, text.as_bytes()).find(is_bidi).map(|at| {
        let message = "an unseen character here changes the direction of writing; it is shown escaped";
        Problem::warning(code::CONTROL, at..at + 3, message).with_hint("take it out if it is not needed")
    });
    let zero = memchr::memchr(0, text.as_bytes()).map(|at| {
        let message = "a zero byte; the file may have been damaged";
        Problem::warning(code::CONTROL, at..at + 1, message).with_hint("take it out")
    });
    bidi.into_iter().chain(zero).collect()
}
