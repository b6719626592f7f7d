//! What ron says of a bad value, in plain words at the right place.

use super::fields::{Form, nearest};
use super::tree::Node;
use super::{Problem, code};
use crate::model::WhenError;
use ron::Error;
use ron::error::SpannedError;
use std::ops::Range;

/// The problem for ron's error on the value in these bytes.
pub(super) fn problem(text: &str, bytes: Range<usize>, err: &SpannedError, form: Form) -> Problem {
    let slice = text.get(bytes.clone()).unwrap_or("");
    let tree = Node::read(text, bytes.clone());
    let end = bytes.start + byte_of(slice, err.span.end);
    let start = bytes.start + byte_of(slice, err.span.start);
    let place = Place::new(text, &tree, start, end, form);
    match &err.code {
        Error::Message(message) => place.message(message),
        Error::NoSuchEnumVariant { expected, found, .. } => place.unknown_word(found, expected),
        Error::MissingStructField { field, .. } => place.missing_field(field),
        Error::DuplicateStructField { field, .. } => place.doubled_field(field),
        Error::ExpectedDifferentStructName { expected, found } => place.other_struct(expected, found),
        Error::InvalidEscape(_) => place.escape(),
        other => place.wrong_type(other),
    }
}

/// The byte of ron's line and column, both from 1, the column in characters.
fn byte_of(slice: &str, position: ron::error::Position) -> usize {
    let mut start = 0;
    for line in slice.split_inclusive('\n').take(position.line.saturating_sub(1)) {
        start += line.len();
    }
    let rest = slice.get(start..).unwrap_or("");
    start + rest.char_indices().nth(position.col.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Where ron stopped, and what should have been there.
struct Place<'a> {
    text: &'a str,
    tree: &'a Node,
    form: Form,
    start: usize,
    end: usize,
    /// The path of the value at `end`.
    path: Vec<String>,
    value: &'a Node,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, tree: &'a Node, start: usize, end: usize, form: Form) -> Self {
        let (path, value) = tree.at(text, end);
        Self { text, tree, form, start, end, path, value }
    }

    fn name(&self) -> String {
        if self.path.is_empty() { "the record".to_owned() } else { format!("`{}`", self.path.join(".")) }
    }

    fn written(&self) -> String {
        let written = self.text.get(self.value.bytes.clone()).unwrap_or("");
        let short: String = written.chars().take(40).collect();
        let short = short.lines().next().unwrap_or("").to_owned();
        if short.len() < written.len() { format!("{short}…") } else { short }
    }

    fn form_here(&self) -> Option<Form> {
        self.form.at(self.path.iter().map(String::as_str))
    }

    fn message(&self, message: &str) -> Problem {
        match message.split_once(WhenError::HINT_MARK) {
            Some((words, hint)) => Problem::error(code::DATE, self.value.bytes.clone(), words).with_hint(hint),
            None => Problem::error(code::WRONG_TYPE, self.value.bytes.clone(), format!("{}: {message}", self.name())),
        }
    }

    fn unknown_word(&self, found: &str, expected: &[&str]) -> Problem {
        let bytes = self.value.head.clone().unwrap_or(self.value.bytes.clone());
        let message = format!("{} does not take `{found}`", self.name());
        let accepted = expected.join(", ");
        Problem::error(code::UNKNOWN_WORD, bytes, message).with_hint(match nearest(found, expected) {
            Some(near) => format!("did you mean {near}? The words are {accepted}"),
            None => format!("the words are {accepted}"),
        })
    }

    /// ron stops behind the value that lacks the field; it is the innermost one around that place with such a field.
    fn missing_field(&self, field: &str) -> Problem {
        let lacks = |node: &Node| node.parts.iter().all(|part| self.part_name(part.name.clone()) != Some(field));
        let mut path: &[String] = &self.path;
        let (node, form) = loop {
            let node = self.node_at(path);
            let form = self.form.at(path.iter().map(String::as_str));
            let has_field = form.is_some_and(|form| form.names().contains(&field));
            if (has_field && lacks(node)) || path.is_empty() {
                break (node, form);
            }
            path = path.split_last().map_or(&[], |(_, rest)| rest);
        };
        let bytes = node.head.clone().unwrap_or(node.bytes.start..node.bytes.start + 1);
        let what = if path.is_empty() { "this record".to_owned() } else { format!("`{}`", path.join(".")) };
        let problem = Problem::error(code::MISSING_FIELD, bytes, format!("{what} has no `{field}`"));
        match form.and_then(|form| form.at([field])) {
            Some(form) => problem.with_hint(format!("`{field}` takes {}: {}", form.words(), form.hint())),
            None => problem,
        }
    }

    fn node_at(&self, path: &[String]) -> &'a Node {
        let found = self.tree.find(self.text, &path.join("."));
        found.map_or(self.tree, |part| part.value.inner(self.text))
    }

    fn part_name(&self, name: Option<Range<usize>>) -> Option<&'a str> {
        self.text.get(name?)
    }

    fn doubled_field(&self, field: &str) -> Problem {
        // ron stops at the second one, before or after its value.
        let named = |node: &Node| {
            let of_name = node.parts.iter().filter_map(|part| part.name.clone());
            of_name.filter(|name| self.text.get(name.clone()) == Some(field) && name.start <= self.end).nth(1)
        };
        let mut path: &[String] = &self.path;
        let bytes = loop {
            match (named(self.node_at(path)), path.split_last()) {
                (Some(bytes), _) => break bytes,
                (None, Some((_, rest))) => path = rest,
                (None, None) => break self.value.bytes.clone(),
            }
        };
        Problem::error(code::DOUBLED_FIELD, bytes, format!("`{field}` is written twice in one record"))
            .with_hint("take one of them out")
    }

    fn other_struct(&self, expected: &str, found: &str) -> Problem {
        let bytes = self.value.head.clone().unwrap_or(self.value.bytes.clone());
        let message = format!("{} takes `{expected}(…)`, not `{found}(…)`", self.name());
        Problem::error(code::WRONG_TYPE, bytes, message).with_hint(format!("write {expected}(…)"))
    }

    fn escape(&self) -> Problem {
        let message = format!("a `\\` in {} begins no sign that RON knows", self.name());
        Problem::error(code::SYNTAX, self.start.min(self.end)..self.end, message)
            .with_hint("write \\\\ for a backslash; \\\" \\n \\t and \\u{1F600} are known")
    }

    fn wrong_type(&self, error: &Error) -> Problem {
        // `Exactly(1.5)`: the number within the figure is at fault.
        let within_figure = self.path.iter().rposition(|step| step.parse::<usize>().is_ok());
        let figure = within_figure.and_then(|at| self.form.at(self.path.get(..at)?.iter().map(String::as_str)));
        let (path, form) = match (self.form_here(), figure, within_figure) {
            (None, Some(form @ (Form::Figure | Form::Degrees)), Some(at)) => (self.path.get(..at), Some(form)),
            (form, _, _) => (Some(self.path.as_slice()), form),
        };
        let name = match path {
            Some([]) | None => "the record".to_owned(),
            Some(path) => format!("`{}`", path.join(".")),
        };
        let written = self.written();
        match form {
            Some(form) => {
                let message = format!("{name} takes {}, not {}", form.words(), quoted(&written));
                Problem::error(code::WRONG_TYPE, self.value.bytes.clone(), message).with_hint(form.hint())
            }
            None => {
                let message = format!("{name} cannot be read: {}", error.to_string().to_lowercase());
                Problem::error(code::SYNTAX, self.value.bytes.clone(), message)
            }
        }
    }
}

fn quoted(written: &str) -> String {
    if written.starts_with('"') { written.to_owned() } else { format!("`{written}`") }
}
