//! Checks that need the whole file, or several files: ids, what they lead to, and what supports a figure.
//!
//! Checks that need one value only are in `model`; whether a text is a record at all is told by `format`.

use super::{Document, usage};
use crate::format::{Problem, Record, code, tree::Node, value_bytes};
use crate::model::{Actor, Header, Incident, IncidentId, Source};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

mod figures;
mod labels;
mod registry;
mod twins;

pub(super) use registry::hidden_characters;
pub(super) use twins::kilometres;

/// Everything that is wrong with the file as a whole.
pub fn document(document: &Document) -> Vec<Problem> {
    let known = Known::new(document);
    let mut problems = Vec::new();
    doubled_ids(document, &mut problems);
    registry::actors(document, &known, &mut problems);
    registry::sources(document, &known, &mut problems);
    registry::periods(document, &known, &mut problems);
    for record in &document.incidents {
        let mut place = Placed::new(document, &record.bytes, record.value.id.as_str(), &mut problems);
        dangling(&record.value, &known, &mut place);
        figures::check(&record.value, &known, &mut place);
        labels::outside_country(&record.value, &mut place);
    }
    labels::tags(document, &mut problems);
    twins::check(document, &mut problems);
    problems
}

/// What is wrong between documents that are open together; each problem with the index of its document.
pub fn across(documents: &[&Document]) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    let mut incidents: HashMap<&str, usize> = HashMap::new();
    let mut actors: HashMap<&str, (usize, &Actor)> = HashMap::new();
    let mut sources: HashMap<&str, (usize, &Source)> = HashMap::new();
    let name = |index: usize| documents.get(index).map_or("", |document| document.name.as_str());
    for (index, document) in documents.iter().enumerate() {
        for record in &document.incidents {
            let id = record.value.id.as_str();
            match incidents.get(id) {
                Some(first) if *first != index => {
                    let message = format!("the incident `{id}` is in {} too", name(*first));
                    problems
                        .push((index, at_id(document, &record.bytes, id, Problem::error, code::DOUBLED_ID, message)));
                }
                Some(_) => {}
                None => {
                    incidents.insert(id, index);
                }
            }
        }
        for record in &document.actors {
            let first = *actors.entry(record.value.id.as_str()).or_insert((index, &record.value));
            twin(document, index, record, record.value.id.as_str(), first, &name, &mut problems);
        }
        for record in &document.sources {
            let first = *sources.entry(record.value.id.as_str()).or_insert((index, &record.value));
            twin(document, index, record, record.value.id.as_str(), first, &name, &mut problems);
        }
    }
    problems
}

/// One id in two files is one thing if both say the same of it.
fn twin<'a, T: PartialEq>(
    document: &Document,
    index: usize,
    record: &Record<T>,
    id: &str,
    (first, value): (usize, &T),
    name: &dyn Fn(usize) -> &'a str,
    problems: &mut Vec<(usize, Problem)>,
) {
    if first != index && *value != record.value {
        let message = format!("`{id}` differs from the one in {}; that one is shown", name(first));
        let problem = at_id(document, &record.bytes, id, Problem::warning, code::UNLIKE_TWIN, message);
        problems.push((index, problem.with_hint("give one of them another id, or make them equal")));
    }
}

type Make = fn(&'static str, Range<usize>, String) -> Problem;

fn at_id(
    document: &Document,
    bytes: &Range<usize>,
    id: &str,
    make: Make,
    code: &'static str,
    message: String,
) -> Problem {
    let tree = Node::read(&document.text, bytes.clone());
    make(code, value_bytes(&document.text, &tree, "id"), message).in_record(Some(id))
}

/// The ids of a file.
struct Known<'a> {
    actors: HashSet<&'a str>,
    sources: HashMap<&'a str, &'a Source>,
    incidents: HashSet<&'a str>,
    /// Ids of records that are there but cannot be read: pointing at them is not a second fault.
    damaged: HashSet<&'a str>,
    /// Whether an unreadable record without an id may be the one that is missed.
    has_nameless_damage: bool,
}

impl<'a> Known<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            actors: document.actors.iter().map(|record| record.value.id.as_str()).collect(),
            sources: document.sources.iter().map(|record| (record.value.id.as_str(), &record.value)).collect(),
            incidents: document.incidents.iter().map(|record| record.value.id.as_str()).collect(),
            damaged: document.damaged.iter().filter_map(|damaged| damaged.id.as_deref()).collect(),
            has_nameless_damage: document.damaged.iter().any(|damaged| damaged.id.is_none()),
        }
    }

    fn may_miss(&self, id: &str) -> bool {
        self.damaged.contains(id) || self.has_nameless_damage
    }

    fn has_source(&self, id: &str) -> bool {
        self.sources.contains_key(id) || self.may_miss(id)
    }

    fn has_actor(&self, id: &str) -> bool {
        self.actors.contains(id) || self.may_miss(id)
    }

    fn has_incident(&self, id: &str) -> bool {
        self.incidents.contains(id) || self.may_miss(id)
    }
}

/// Puts problems of one record at its fields; its tree is read when the first one comes.
struct Placed<'a> {
    text: &'a str,
    bytes: &'a Range<usize>,
    id: &'a str,
    tree: Option<Node>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Placed<'a> {
    fn new(document: &'a Document, bytes: &'a Range<usize>, id: &'a str, problems: &'a mut Vec<Problem>) -> Self {
        Self { text: &document.text, bytes, id, tree: None, problems }
    }

    fn push(&mut self, field: &str, make: Make, code: &'static str, message: String, hint: Option<String>) {
        let tree = self.tree.get_or_insert_with(|| Node::read(self.text, self.bytes.clone()));
        let bytes = value_bytes(self.text, tree, field);
        self.problems.push(Problem { hint, ..make(code, bytes, message).in_record(Some(self.id)) });
    }

    fn error(&mut self, field: &str, code: &'static str, message: String, hint: Option<String>) {
        self.push(field, Problem::error, code, message, hint);
    }

    fn warning(&mut self, field: &str, code: &'static str, message: String, hint: &str) {
        self.push(field, Problem::warning, code, message, Some(hint.to_owned()));
    }
}

fn doubled_ids(document: &Document, problems: &mut Vec<Problem>) {
    let ids = |records: Vec<(&str, &Range<usize>)>, what, problems: &mut Vec<Problem>| {
        doubled(document, &records, what, problems);
    };
    ids(document.actors.iter().map(|r| (r.value.id.as_str(), &r.bytes)).collect(), "actor", problems);
    ids(document.periods.iter().map(|r| (r.value.id.as_str(), &r.bytes)).collect(), "period", problems);
    ids(document.sources.iter().map(|r| (r.value.id.as_str(), &r.bytes)).collect(), "source", problems);
    ids(document.incidents.iter().map(|r| (r.value.id.as_str(), &r.bytes)).collect(), "incident", problems);
    retired(document, &document.header, problems);
}

fn doubled(document: &Document, records: &[(&str, &Range<usize>)], what: &str, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, &Range<usize>> = HashMap::new();
    let taken: HashSet<&str> = records.iter().map(|(id, _)| *id).collect();
    for (id, bytes) in records {
        let mut place = Placed::new(document, bytes, id, problems);
        if id.trim().is_empty() {
            let hint = format!("give the {what} a readable id of its own");
            place.push("id", Problem::warning, code::EMPTY_ID, format!("this {what} has an empty id"), Some(hint));
        } else if let Some(first) = seen.get(id) {
            let line = crate::format::position(&document.text, first.start).line;
            let free = (2..).map(|n| format!("{id}-{n}")).find(|id| !taken.contains(id.as_str()));
            let hint = free.map(|free| format!("write \"{free}\" if it is another {what}, or take one of them out"));
            place.error("id", code::DOUBLED_ID, format!("the {what} `{id}` is already in line {line}"), hint);
        } else {
            seen.insert(id, bytes);
        }
    }
}

fn retired(document: &Document, header: &Header, problems: &mut Vec<Problem>) {
    let retired: HashSet<&str> = header.retired_ids.iter().map(IncidentId::as_str).collect();
    for record in document.incidents.iter().filter(|record| retired.contains(record.value.id.as_str())) {
        let id = record.value.id.as_str();
        let message = format!("the id `{id}` belonged to an incident that was removed");
        let hint = "give the incident another id, or take the id out of retired_ids".to_owned();
        Placed::new(document, &record.bytes, id, problems).error("id", code::DOUBLED_ID, message, Some(hint));
    }
}

fn dangling(incident: &Incident, known: &Known<'_>, place: &mut Placed<'_>) {
    for used in usage::sources(incident).filter(|used| !known.has_source(used.id.as_str())) {
        let id = used.id.as_str();
        let hint = near(id, known.sources.keys().copied());
        place.error(&used.field, code::DANGLING_SOURCE, format!("no source has the id `{id}`"), hint);
    }
    for used in usage::actors(incident).filter(|used| !known.has_actor(used.id.as_str())) {
        let id = used.id.as_str();
        let hint = near(id, known.actors.iter().copied());
        place.error(&used.field, code::DANGLING_ACTOR, format!("no actor has the id `{id}`"), hint);
    }
    for used in usage::incidents(incident).filter(|used| !known.has_incident(used.id.as_str())) {
        let id = used.id.as_str();
        let hint = near(id, known.incidents.iter().copied());
        place.error(&used.field, code::DANGLING_INCIDENT, format!("no incident has the id `{id}`"), hint);
    }
}

/// "Did you mean", if an id of the list is close. Long lists are not searched: it would take as long as reading them.
fn near<'a>(id: &str, ids: impl ExactSizeIterator<Item = &'a str>) -> Option<String> {
    const SEARCHED: usize = 5_000;
    if ids.len() > SEARCHED {
        return None;
    }
    let best = ids.map(|other| (strsim::damerau_levenshtein(id, other), other)).min()?;
    (best.0 <= 1 + id.chars().count() / 6).then(|| format!("did you mean \"{}\"?", best.1))
}
