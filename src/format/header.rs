//! The timeline's own fields.

use super::fields::{self, Form, nearest};
use super::record::parse;
use super::{Field, Layout, List, Problem, code};
use crate::model::Header;
use serde::de::DeserializeOwned;

/// Reads the header's fields; what cannot be read keeps its default and is a problem.
pub fn read_header(text: &str, layout: &Layout) -> (Header, Vec<Problem>) {
    if !layout.has_value {
        return (Header::default(), vec![empty(text)]);
    }
    let mut reader = Reader { text, header: Header::default(), seen: Vec::new(), problems: Vec::new() };
    reader.attributes(layout);
    for field in &layout.fields {
        reader.field(field);
    }
    let is_named = layout.root.is_some() || !layout.fields.is_empty();
    if is_named {
        reader.missing(layout);
    }
    (reader.header, reader.problems)
}

fn empty(text: &str) -> Problem {
    let what = if text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty() {
        "empty"
    } else {
        "empty but for comments"
    };
    Problem::warning(code::EMPTY, 0..0, format!("the file is {what}: a timeline without incidents"))
        .with_hint("write Timeline(format: 1, title: \"…\", span: \"2015/2024\", incidents: [])")
}

struct Reader<'a> {
    text: &'a str,
    header: Header,
    seen: Vec<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// Only `#![enable(implicit_some)]` is known; records are read as if it were there.
    fn attributes(&mut self, layout: &Layout) {
        let hint = "write #![enable(implicit_some)] in the first line";
        let mut has_implicit_some = false;
        for bytes in &layout.attributes {
            let written: String = self.text.get(bytes.clone()).unwrap_or("").split_whitespace().collect();
            let inner = written.strip_prefix("#![enable(").and_then(|rest| rest.strip_suffix(")]"));
            let names: Vec<&str> = inner.unwrap_or("").split(',').filter(|name| !name.is_empty()).collect();
            has_implicit_some |= names.contains(&"implicit_some");
            if inner.is_none() {
                let problem =
                    Problem::error(code::ATTRIBUTE, bytes.clone(), "this attribute is not known and not heeded");
                self.problems.push(problem.with_hint(hint));
            }
            for name in names.into_iter().filter(|name| *name != "implicit_some") {
                let message = format!("the extension `{name}` is not known to this format and not heeded");
                self.problems.push(Problem::error(code::ATTRIBUTE, bytes.clone(), message).with_hint(hint));
            }
        }
        if !has_implicit_some && layout.root.is_some() {
            let at = layout.root.clone().unwrap_or(0..0);
            let message = "the line `#![enable(implicit_some)]` is missing; the file is read as if it were there";
            self.problems.push(Problem::warning(code::ATTRIBUTE, at, message).with_hint(hint));
        }
    }

    fn field(&mut self, field: &Field) {
        let name = self.text.get(field.name.clone()).unwrap_or("");
        if self.seen.contains(&name) {
            let message = format!("`{name}` is written twice; the first one counts");
            self.problems.push(Problem::error(code::DOUBLED_FIELD, field.name.clone(), message));
            return;
        }
        self.seen.push(name);
        if field.is_broken {
            return;
        }
        match name {
            "format" => self.header.format = self.value(name, field),
            "title" => self.header.title = self.value(name, field).unwrap_or_default(),
            "version" => self.header.version = self.value(name, field).unwrap_or_default(),
            "span" => self.header.span = self.value(name, field),
            "about" => self.header.about = self.value(name, field).unwrap_or_default(),
            "license" => self.header.license = self.value(name, field).unwrap_or_default(),
            "retired_ids" => self.header.retired_ids = self.value(name, field).unwrap_or_default(),
            _ if List::of_field(name).is_some() => {}
            _ => self.unknown(name, field),
        }
        if name == "format" && self.header.format.is_some_and(|format| format != 1) {
            let message = "this program reads format 1; the records are read as far as they fit";
            self.problems.push(Problem::error(code::HEADER, field.value.clone(), message));
        }
    }

    fn value<T: DeserializeOwned>(&mut self, name: &'a str, field: &Field) -> Option<T> {
        let form = fields::HEADER.at([name]).unwrap_or(Form::Text);
        let parsed = parse(self.text, field.value.clone(), form);
        self.problems.extend(parsed.problems.into_iter().map(|problem| Problem {
            message: problem.message.replacen("the record", &format!("`{name}`"), 1),
            ..problem
        }));
        parsed.value
    }

    fn unknown(&mut self, name: &str, field: &Field) {
        let mut accepted = fields::HEADER.names();
        accepted.extend(List::ALL.map(List::field));
        let message = format!("a timeline has no field `{name}`; it is kept and ignored");
        self.problems.push(Problem::warning(code::UNKNOWN_FIELD, field.name.clone(), message).with_hint(
            match nearest(name, &accepted) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("fields here are {}", accepted.join(", ")),
            },
        ));
    }

    fn missing(&mut self, layout: &Layout) {
        let at = layout.root.clone().unwrap_or(0..0);
        if !self.seen.contains(&"format") {
            let problem =
                Problem::warning(code::HEADER, at.clone(), "the timeline has no `format`; it is read as format 1");
            self.problems.push(problem.with_hint("write format: 1"));
        }
        if !self.seen.contains(&"span") {
            let message = "the timeline has no `span`, the days that totals and first view cover";
            self.problems
                .push(Problem::warning(code::HEADER, at.clone(), message).with_hint("write span: \"2015/2024\""));
        }
        if !self.seen.contains(&"title") {
            let problem = Problem::warning(code::HEADER, at, "the timeline has no `title`");
            self.problems.push(problem.with_hint("write title: \"…\""));
        }
    }
}
