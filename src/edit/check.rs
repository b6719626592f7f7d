//! Checks that need the whole file, or several files: ids, what they lead to, and what supports a figure.
//!
//! Checks that need one value only are in `model`; whether a text is a record at all is told by `format`.

use super::{Document, usage};
use crate::format::{List, NamedLine, Problem, Record, code, tree::Node, value_bytes};
use crate::model::{Actor, Header, Incident, IncidentId, Source};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::ops::Range;
use std::sync::Arc;

mod again;
mod figures;
mod labels;
mod registry;
mod twins;

pub(super) use again::{again, tags};
pub(super) use labels::MARGIN;
pub(super) use registry::hidden_characters;
pub(super) use twins::{COMPARED as TWIN_CROWD, DAYS as TWIN_DAYS, twin_of};
pub(super) use twins::{DAYS, KILOMETRES, is_like, kilometres};

/// Everything that is wrong with the file as a whole.
pub fn document(document: &Document) -> Vec<Problem> {
    let known = Ids::new(document);
    let mut problems = Vec::new();
    doubled_ids(document, &mut problems);
    registry::actors(document, &known, &mut problems);
    registry::sources(document, &known, &mut problems);
    registry::periods(document, &known, &mut problems);
    for record in &document.incidents {
        let mut place = Placed::new(document, &record.bytes, record.value.id.as_str(), &mut problems);
        incident(record.value, &known, &mut place);
    }
    labels::tags(document, &mut problems);
    twins::check(document, &mut problems);
    problems
}

/// What is wrong with an incident beside the others, but for its id and its likeness to others.
fn incident(incident: &Incident, known: &dyn Known, place: &mut Placed<'_>) {
    dangling(incident, known, place);
    figures::check(incident, known, place);
    labels::outside_country(incident, place);
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
            let first = *actors.entry(record.value.id.as_str()).or_insert((index, record.value));
            twin(document, index, &record, record.value.id.as_str(), first, &name, &mut problems);
        }
        for record in &document.sources {
            let first = *sources.entry(record.value.id.as_str()).or_insert((index, record.value));
            twin(document, index, &record, record.value.id.as_str(), first, &name, &mut problems);
        }
    }
    problems
}

/// One id in two files is one thing if both say the same of it.
fn twin<'a, T: PartialEq>(
    document: &Document,
    index: usize,
    record: &Record<&Arc<T>>,
    id: &str,
    (first, value): (usize, &T),
    name: &dyn Fn(usize) -> &'a str,
    problems: &mut Vec<(usize, Problem)>,
) {
    if first != index && *value != **record.value {
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

/// What a check of one record may ask about the others.
trait Known {
    /// The source with this id; the last if there are several.
    fn source(&self, id: &str) -> Option<&Source>;

    /// Whether a record of the list has the id, or one that cannot be read may have it: pointing at that is no second
    /// fault.
    fn has(&self, list: List, id: &str) -> bool;

    /// "Did you mean", if an id of the list is close.
    fn near(&self, list: List, id: &str) -> Option<String>;
}

/// The ids of a file.
struct Ids<'a> {
    actors: HashSet<&'a str>,
    sources: HashMap<&'a str, &'a Source>,
    incidents: HashSet<&'a str>,
    damaged: DamagedIds<'a>,
}

/// Ids of records that are there but cannot be read.
struct DamagedIds<'a> {
    ids: HashSet<&'a str>,
    /// Whether an unreadable record without an id may be the one that is missed.
    has_nameless: bool,
}

impl<'a> DamagedIds<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            ids: document.damaged.iter().filter_map(|damaged| damaged.id.as_deref()).collect(),
            has_nameless: document.damaged.iter().any(|damaged| damaged.id.is_none()),
        }
    }

    fn may_have(&self, id: &str) -> bool {
        self.has_nameless || self.ids.contains(id)
    }
}

impl<'a> Ids<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            actors: document.actors.iter().map(|record| record.value.id.as_str()).collect(),
            sources: document.sources.iter().map(|record| (record.value.id.as_str(), &**record.value)).collect(),
            incidents: document.incidents.iter().map(|record| record.value.id.as_str()).collect(),
            damaged: DamagedIds::new(document),
        }
    }
}

impl Known for Ids<'_> {
    fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id).copied()
    }

    fn has(&self, list: List, id: &str) -> bool {
        let is_there = match list {
            List::Actors => self.actors.contains(id),
            List::Sources => self.sources.contains_key(id),
            List::Incidents => self.incidents.contains(id),
            List::Periods => false,
        };
        is_there || self.damaged.may_have(id)
    }

    fn near(&self, list: List, id: &str) -> Option<String> {
        match list {
            List::Actors => near(id, self.actors.iter().copied()),
            List::Sources => near(id, self.sources.keys().copied()),
            List::Incidents => near(id, self.incidents.iter().copied()),
            List::Periods => None,
        }
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

    /// The message of the last problem names a line.
    fn name_line(&mut self, line: NamedLine) {
        if let Some(problem) = self.problems.last_mut() {
            problem.line = Some(Box::new(line));
        }
    }
}

fn doubled_ids(document: &Document, problems: &mut Vec<Problem>) {
    let ids = |records: Vec<(&str, Range<usize>)>, what, problems: &mut Vec<Problem>| {
        doubled(document, &records, what, problems);
    };
    ids(document.actors.iter().map(|r| (r.value.id.as_str(), r.bytes)).collect(), "actor", problems);
    ids(document.periods.iter().map(|r| (r.value.id.as_str(), r.bytes)).collect(), "period", problems);
    ids(document.sources.iter().map(|r| (r.value.id.as_str(), r.bytes)).collect(), "source", problems);
    ids(document.incidents.iter().map(|r| (r.value.id.as_str(), r.bytes)).collect(), "incident", problems);
    retired(document, &document.header, problems);
}

fn doubled(document: &Document, records: &[(&str, Range<usize>)], what: &str, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, &Range<usize>> = HashMap::with_capacity(records.len());
    let mut taken: Option<HashSet<&str>> = None;
    for (id, bytes) in records {
        let mut place = Placed::new(document, bytes, id, problems);
        if id.trim().is_empty() {
            empty_id(what, &mut place);
        } else if let Some(first) = seen.get(id) {
            let line = crate::format::position(&document.text, first.start).line.to_string();
            let taken = taken.get_or_insert_with(|| records.iter().map(|(id, _)| *id).collect());
            doubled_id(id, what, (first.start as u64, &line), &|id| taken.contains(id), &mut place);
        } else {
            seen.insert(id, bytes);
        }
    }
}

fn empty_id(what: &str, place: &mut Placed<'_>) {
    let message = format!("this {what} has an empty id");
    place.warning("id", code::EMPTY_ID, message, &format!("give the {what} a readable id of its own"));
}

/// An id that another record has; `of` is where the first begins, `line` the number of its line.
fn doubled_id(id: &str, what: &str, (of, line): (u64, &str), is_taken: &dyn Fn(&str) -> bool, place: &mut Placed<'_>) {
    let free = (2..).map(|n| format!("{id}-{n}")).find(|id| !is_taken(id));
    let hint = free.map(|free| format!("write \"{free}\" if it is another {what}, or take one of them out"));
    let before = format!("the {what} `{id}` is already in line ");
    place.error("id", code::DOUBLED_ID, format!("{before}{line}"), hint);
    place.name_line(NamedLine { of, at: before.len() });
}

fn retired(document: &Document, header: &Header, problems: &mut Vec<Problem>) {
    let retired: HashSet<&str> = header.retired_ids.iter().map(IncidentId::as_str).collect();
    for record in document.incidents.iter().filter(|record| retired.contains(record.value.id.as_str())) {
        let id = record.value.id.as_str();
        retired_id(id, &mut Placed::new(document, &record.bytes, id, problems));
    }
}

fn retired_id(id: &str, place: &mut Placed<'_>) {
    let message = format!("the id `{id}` belonged to an incident that was removed");
    let hint = "give the incident another id, or take the id out of retired_ids".to_owned();
    place.error("id", code::DOUBLED_ID, message, Some(hint));
}

fn dangling(incident: &Incident, known: &dyn Known, place: &mut Placed<'_>) {
    for used in usage::sources(incident) {
        dangle(List::Sources, "source", used.id.as_str(), &|| used.field(), known, place);
    }
    for used in usage::actors(incident) {
        dangle(List::Actors, "actor", used.id.as_str(), &|| used.field(), known, place);
    }
    for used in usage::incidents(incident) {
        dangle(List::Incidents, "incident", used.id.as_str(), &|| used.field(), known, place);
    }
}

fn dangle(list: List, what: &str, id: &str, field: &dyn Fn() -> String, known: &dyn Known, place: &mut Placed<'_>) {
    if known.has(list, id) {
        return;
    }
    let code = match list {
        List::Actors => code::DANGLING_ACTOR,
        List::Incidents => code::DANGLING_INCIDENT,
        List::Sources | List::Periods => code::DANGLING_SOURCE,
    };
    place.error(&field(), code, format!("no {what} has the id `{id}`"), known.near(list, id));
}

/// "Did you mean", if an id of the list is close. Long lists are not searched: it would take as long as reading them.
fn near<'a>(id: &str, ids: impl ExactSizeIterator<Item = &'a str>) -> Option<String> {
    const SEARCHED: usize = 5_000;
    if ids.len() > SEARCHED {
        return None;
    }
    let limit = 1 + id.chars().count() / 6;
    let letters = Letters::of(id);
    let near = ids.filter(|other| letters.as_ref().is_none_or(|letters| letters.may_be_within(limit, other)));
    let best = near.map(|other| (strsim::damerau_levenshtein(id, other), other)).min()?;
    (best.0 <= limit).then(|| format!("did you mean \"{}\"?", best.1))
}

/// How often each letter occurs. A file with hundreds of wrong ids asks for a million distances, of which next to none
/// can be short: every edit but a swap changes these numbers.
struct Letters([i32; 128]);

impl Letters {
    /// `None` if the text is not ASCII.
    fn of(text: &str) -> Option<Self> {
        let mut counts = [0; 128];
        for byte in text.bytes() {
            counts[usize::from(byte & 0x7f)] += 1;
        }
        text.is_ascii().then_some(Self(counts))
    }

    /// `false` only if more than `limit` edits lead from the one text to the other.
    fn may_be_within(&self, limit: usize, other: &str) -> bool {
        if !other.is_ascii() {
            return true;
        }
        let mut counts = self.0;
        for byte in other.bytes() {
            counts[usize::from(byte & 0x7f)] -= 1;
        }
        let sum = |sign: i32| counts.iter().map(|n| (n * sign).max(0)).sum::<i32>();
        usize::try_from(sum(1).max(sum(-1))).is_ok_and(|apart| apart <= limit)
    }
}
