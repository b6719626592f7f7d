//! Checks of actors, sources and periods, and of characters that cannot be seen.

use super::{Known, Placed, near};
use crate::edit::Document;
use crate::format::{Problem, code};
use crate::model::SourceId;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// Parents that are missing or go round in a circle.
pub(super) fn actors(document: &Document, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let parents: HashMap<&str, &str> = document
        .actors
        .iter()
        .filter_map(|record| Some((record.value.id.as_str(), record.value.parent.as_ref()?.as_str())))
        .collect();
    let circles = in_circles(&parents);
    for record in &document.actors {
        let id = record.value.id.as_str();
        let Some(parent) = parents.get(id) else { continue };
        let mut place = Placed::new(document, &record.bytes, id, problems);
        if !known.has_actor(parent) {
            let hint = near(parent, known.actors.iter().copied());
            place.error("parent", code::DANGLING_ACTOR, format!("no actor has the id `{parent}`"), hint);
        } else if circles.contains(id) {
            let message = format!("by its parents, `{id}` is a part of itself");
            place.error("parent", code::ACTOR_CYCLE, message, Some("take one of the parents out".to_owned()));
        }
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
pub(super) fn sources(document: &Document, known: &Known<'_>, problems: &mut Vec<Problem>) {
    let relays: HashMap<&str, &str> = document
        .sources
        .iter()
        .filter_map(|record| Some((record.value.id.as_str(), record.value.relay_of.as_ref()?.as_str())))
        .collect();
    let circles = in_circles(&relays);
    let used = used_sources(document);
    let mut links: HashMap<&str, &str> = HashMap::new();
    for record in &document.sources {
        let source = &record.value;
        let id = source.id.as_str();
        let mut place = Placed::new(document, &record.bytes, id, problems);
        if let Some(relayed) = relays.get(id).filter(|relayed| !known.has_source(relayed)) {
            let hint = near(relayed, known.sources.keys().copied());
            place.error("relay_of", code::DANGLING_SOURCE, format!("no source has the id `{relayed}`"), hint);
        }
        if circles.contains(id) {
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
        if let Some(url) = source.url.as_deref() {
            match links.get(url) {
                Some(first) if *first != id => {
                    let message = format!("the source `{first}` has this address too");
                    place.warning(
                        "url",
                        code::DOUBLED_LINK,
                        message,
                        "one address is one source, shared by all that name it",
                    );
                }
                _ => {
                    links.insert(url, id);
                }
            }
        }
        if !used.contains(id) && document.damaged.is_empty() {
            place.warning(
                "id",
                code::ORPHAN_SOURCE,
                format!("nothing uses the source `{id}`"),
                "cite it, or take it out",
            );
        }
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
pub(super) fn periods(document: &Document, known: &Known<'_>, problems: &mut Vec<Problem>) {
    for record in &document.periods {
        let mut place = Placed::new(document, &record.bytes, &record.value.id, problems);
        for (i, source) in record.value.sources.iter().enumerate() {
            let id = source.as_str();
            if !known.has_source(id) {
                let hint = near(id, known.sources.keys().copied());
                place.error(
                    &format!("sources.{i}"),
                    code::DANGLING_SOURCE,
                    format!("no source has the id `{id}`"),
                    hint,
                );
            }
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
