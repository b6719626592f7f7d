//! One slot to one value: `ron` judges it, the rest explains.

use super::lex::{Lexer, TokenKind};
use super::tree::Node;
use super::{List, Problem, Slot, code, explain, fields};
use crate::model::{Fault, Incident};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// A value and where it stands in the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Record<T> {
    /// What it says.
    pub value: T,
    /// Its bytes in the text.
    pub bytes: Range<usize>,
}

/// What came of a slot.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed<T> {
    /// The value; `None` if it is no record.
    pub value: Option<T>,
    /// What is wrong with it: one error without a value, else warnings.
    pub problems: Vec<Problem>,
}

/// Judges one slot of a list. `T` must be the type of the list's records.
pub fn parse_slot<T: DeserializeOwned>(text: &str, list: List, slot: &Slot) -> Parsed<T> {
    let (value, mut problems) = match &slot.broken {
        Some(problem) => (None, vec![problem.clone()]),
        None => {
            let parsed = parse(text, slot.bytes.clone(), fields::record(list));
            (parsed.value, parsed.problems)
        }
    };
    if !problems.is_empty() {
        let id = id_in(text, slot.bytes.clone());
        for problem in &mut problems {
            problem.id.clone_from(&id);
        }
    }
    Parsed { value, problems }
}

/// Judges the value in these bytes.
pub(super) fn parse<T: DeserializeOwned>(text: &str, bytes: Range<usize>, form: fields::Form) -> Parsed<T> {
    let slice = text.get(bytes.clone()).unwrap_or("");
    let mut unknown = Vec::new();
    match from_ron(slice, &mut unknown) {
        Ok(value) if unknown.is_empty() => Parsed { value: Some(value), problems: Vec::new() },
        Ok(value) => {
            let tree = Node::read(text, bytes);
            let problems = unknown.iter().map(|path| unknown_field(text, &tree, path, form)).collect();
            Parsed { value: Some(value), problems }
        }
        Err(err) => Parsed { value: None, problems: vec![explain::problem(text, bytes, &err, form)] },
    }
}

fn from_ron<T: DeserializeOwned>(slice: &str, unknown: &mut Vec<String>) -> Result<T, ron::error::SpannedError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut deserializer = ron::Deserializer::from_str_with_options(slice, &options)?;
    let value = serde_ignored::deserialize(&mut deserializer, |path| unknown.push(path.to_string()));
    let value = value.map_err(|err| deserializer.span_error(err))?;
    deserializer.end().map_err(|err| deserializer.span_error(err))?;
    Ok(value)
}

fn unknown_field(text: &str, tree: &Node, path: &str, form: fields::Form) -> Problem {
    let steps: Vec<&str> = path.split('.').filter(|step| *step != "?").collect();
    let (name, parents) = steps.split_last().map_or(("", &[][..]), |(name, parents)| (*name, parents));
    let bytes = tree.find(text, path).map_or(tree.bytes.start..tree.bytes.start, super::tree::Part::label);
    let accepted = form.at(parents.iter().copied()).map(fields::Form::names).unwrap_or_default();
    let problem = Problem::warning(
        code::UNKNOWN_FIELD,
        bytes,
        format!("the format has no field `{name}` here; it is kept and ignored"),
    );
    problem.with_hint(match fields::nearest(name, &accepted) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("fields here are {}", accepted.join(", ")),
    })
}

/// Faults of the record in these bytes as problems, each at its field.
pub fn placed_faults(text: &str, bytes: &Range<usize>, faults: Vec<Fault>) -> Vec<Problem> {
    let tree = Node::read(text, bytes.clone());
    faults.into_iter().map(|fault| fault_problem(text, &tree, fault)).collect()
}

/// The faults of a well-formed incident, each at its field.
pub fn fault_problems(text: &str, bytes: &Range<usize>, incident: &Incident) -> Vec<Problem> {
    let faults = incident.faults();
    if faults.is_empty() {
        return Vec::new();
    }
    let tree = Node::read(text, bytes.clone());
    faults.into_iter().map(|fault| fault_problem(text, &tree, fault).in_record(Some(incident.id.as_str()))).collect()
}

fn fault_problem(text: &str, tree: &Node, fault: Fault) -> Problem {
    let bytes = value_bytes(text, tree, &fault.field);
    let make = if fault.is_error { Problem::error } else { Problem::warning };
    Problem { hint: fault.hint, ..make(fault.code, bytes, fault.message) }
}

/// The bytes of the value at a path, else of the nearest thing around it.
pub fn value_bytes(text: &str, tree: &Node, path: &str) -> Range<usize> {
    let mut path = path;
    loop {
        if let Some(part) = tree.find(text, path) {
            return part.value.bytes.clone();
        }
        match path.rsplit_once('.') {
            Some((parent, _)) => path = parent,
            None => return tree.head.clone().unwrap_or(tree.bytes.start..tree.bytes.start),
        }
    }
}

/// The id that the text of a record gives, even if the rest of it cannot be read.
pub fn id_in(text: &str, bytes: Range<usize>) -> Option<String> {
    const LOOK_AT: usize = 64;
    let mut lexer = Lexer::new(text.get(..bytes.end)?, bytes.start);
    let mut before = [None; 2];
    for _ in 0..LOOK_AT {
        let token = lexer.next_solid()?;
        if token.kind == TokenKind::Text
            && let [Some(name), Some(colon)] = before
            && (name, colon) == ("id", ":")
        {
            let id = token.text(text).trim_matches(['r', '#']).trim_matches('"');
            return (!id.is_empty() && id.len() <= 200 && !id.contains('\n')).then(|| id.to_owned());
        }
        let [_, last] = before;
        before = [last, Some(token.text(text))];
    }
    None
}
