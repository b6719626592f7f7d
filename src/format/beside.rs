//! What files beside a timeline have in common, be they of saved views or a story: a name before round brackets, its
//! fields, and values written as this program writes them.

use super::lex::{Lexer, TokenKind};
use super::quote::{quoted, quoted_lines, unquoted};
use super::tree::{Node, Part};
use super::value::Value;
use super::{Problem, code};
use ron::extensions::Extensions;
use serde::Serialize;

/// A kind of file.
pub(super) struct Kind {
    /// The name before the brackets.
    pub(super) root: &'static str,
    /// What it is, in words.
    pub(super) what: &'static str,
    /// What to write, by example.
    pub(super) example: &'static str,
    /// The fields it has.
    pub(super) fields: &'static [&'static str],
}

impl Kind {
    /// The tree of a file, with what is wrong with its outermost fields; `None` if it is no such file.
    pub(super) fn open(&self, text: &str, problems: &mut Vec<Problem>) -> Option<Node> {
        let Some(start) = root(text, self.root) else {
            let problem = Problem::error(code::HEADER, 0..0, format!("this is no {}", self.what));
            problems.push(problem.with_hint(format!("write {}", self.example)));
            return None;
        };
        let node = Node::read(text, start..text.len());
        if Value::read(text, start).is_none() {
            let head = node.head.clone().unwrap_or(start..start);
            problems.push(Problem::error(code::SYNTAX, head, "a bracket or quote of this file is not closed"));
        }
        for part in &node.parts {
            problems.extend(self.problem(text, part));
        }
        Some(node)
    }

    fn problem(&self, text: &str, part: &Part) -> Option<Problem> {
        let bytes = part.value.bytes.clone();
        match part_name(text, part) {
            "format" if text.get(bytes.clone()) != Some("1") => {
                let message = "this program reads format 1; the file is read as far as it fits";
                Some(Problem::error(code::HEADER, bytes, message))
            }
            name if self.fields.contains(&name) => None,
            name => {
                let message = format!("a {} has no field `{name}`; it is kept and ignored", self.what);
                let problem = Problem::warning(code::UNKNOWN_FIELD, part.label(), message);
                Some(problem.with_hint(format!("fields here are {}", self.fields.join(", "))))
            }
        }
    }
}

/// The name of a field; empty if it has none.
pub(super) fn part_name<'a>(text: &'a str, part: &Part) -> &'a str {
    part.name.clone().and_then(|name| text.get(name)).unwrap_or("")
}

/// Where the value with this name begins, behind attributes and comments.
pub(super) fn root(text: &str, name: &str) -> Option<usize> {
    let from = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lexer = Lexer::new(text, from);
    let mut depth = 0_usize;
    while let Some(token) = lexer.next_solid() {
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            TokenKind::Word if depth == 0 => return (token.text(text) == name).then_some(token.start),
            _ => {}
        }
    }
    None
}

/// A value under a name, its texts written as this program writes them; `None` if it cannot be written.
pub(super) fn written(name: &str, value: &impl Serialize) -> Option<Value> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let text = options.to_string(value).ok()?;
    let (mut value, _) = Value::read(&text, 0)?;
    tidy(&mut value);
    named(&mut value, name);
    Some(value)
}

fn named(value: &mut Value, name: &str) {
    name.clone_into(&mut value.text);
    name.clone_into(&mut value.kind);
}

fn tidy(value: &mut Value) {
    if value.text.starts_with('"')
        && let Some(text) = unquoted(&value.text)
    {
        value.text = if text.contains('\n') { quoted_lines(&text) } else { quoted(&text) };
    }
    for member in &mut value.members {
        tidy(&mut member.value);
        let name = match member.name.as_str() {
            "table" => "Table",
            "compare" => "Compare",
            "sort" => "Sort",
            "view" => "View",
            _ => continue,
        };
        if member.value.is_struct() && !member.value.members.is_empty() {
            named(&mut member.value, name);
        }
    }
    // A view that says nothing.
    value.members.retain(|member| member.name != "view" || !member.value.members.is_empty());
}
