//! Saved views as RON beside a timeline: `Views(format: 1, views: [View(name: "…", query: "…"), …])`.
//!
//! A view is judged alone, so that a bad one does not hide the others; what a view means is left to `view`, which gives
//! the type. An edit writes the file anew in one layout and keeps comments and fields that this program does not know.

use super::beside::{Kind, part_name, root, written};
use super::fields;
use super::quote::unquoted;
use super::record::{Record, parse};
use super::tree::Node;
use super::value::{Member, Value};
use super::writer::{Style, Writer};
use super::{Problem, code};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a file of saved views holds.
#[derive(Clone, PartialEq, Debug)]
pub struct ViewsFile<T> {
    /// The views that could be read, with their places.
    pub views: Vec<Record<T>>,
    /// What is wrong with the others, or with the file.
    pub problems: Vec<Problem>,
}

/// A change of a file of saved views.
pub enum ViewEdit<'a, T> {
    /// The view takes the place of the one with this name, or comes last.
    Put {
        /// The name that it had, or has.
        name: &'a str,
        /// What it says now.
        view: &'a T,
    },
    /// The view with this name goes.
    Remove(&'a str),
}

/// A file without views.
const EMPTY: &str = "#![enable(implicit_some)]\nViews(\n    format: 1,\n    views: [],\n)\n";

const KIND: Kind = Kind {
    root: "Views",
    what: "file of saved views",
    example: "Views(format: 1, views: [View(name: \"…\", query: \"…\")])",
    fields: &["format", "views"],
};

/// Reads a file of saved views. `T` must be the type of a view.
pub fn read_views<T: DeserializeOwned>(text: &str) -> ViewsFile<T> {
    let mut file = ViewsFile { views: Vec::new(), problems: Vec::new() };
    let Some(node) = KIND.open(text, &mut file.problems) else { return file };
    for part in node.parts.iter().filter(|part| part_name(text, part) == "views") {
        for item in &part.value.parts {
            view(text, &item.value, &mut file);
        }
    }
    file
}

fn view<T: DeserializeOwned>(text: &str, node: &Node, file: &mut ViewsFile<T>) {
    let bytes = node.bytes.clone();
    let parsed = parse::<T>(text, bytes.clone(), fields::VIEW);
    // A step of a story may leave the name out, a saved view may not.
    let has_name = node.inner(text).parts.iter().any(|part| part_name(text, part) == "name");
    if parsed.value.is_some() && !has_name {
        let head = node.head.clone().unwrap_or(bytes.start..bytes.start + 1);
        let problem = Problem::error(code::MISSING_FIELD, head, "this record has no `name`");
        file.problems.push(problem.with_hint(format!("`name` takes {}", fields::Form::Text.words())));
        return;
    }
    file.problems.extend(parsed.problems);
    file.views.extend(parsed.value.map(|value| Record { value, bytes }));
}

/// The one view that a pasted text holds.
///
/// # Errors
/// If it holds none, or one that cannot be read.
pub fn read_view<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let Some(start) = root(text, "View") else {
        return Err(Problem::error(code::HEADER, 0..0, "this is no saved view")
            .with_hint("paste a text such as View(name: \"…\", query: \"…\")"));
    };
    let Some((_, end)) = Value::read(text, start) else {
        let problem = Problem::error(code::SYNTAX, start..start, "a bracket or quote is not closed");
        return Err(problem.with_hint("paste the text whole"));
    };
    let parsed = parse::<T>(text, start..end, fields::VIEW);
    let problem = parsed.problems.into_iter().find(Problem::is_error);
    parsed.value.ok_or_else(|| problem.unwrap_or_else(|| Problem::error(code::SYNTAX, start..end, "it cannot be read")))
}

/// The view as text, to be pasted elsewhere; empty if it cannot be written.
pub fn view_text(view: &impl Serialize) -> String {
    let style = Style { line_end: "\n", step: "    ".to_owned() };
    written("View", view).map_or(String::new(), |value| Writer::new(&style).value(&value, "") + "\n")
}

/// The text of a file after a change; `None` if the text is no whole file of saved views. An empty text is a new file.
pub fn edit_views<T: Serialize>(text: &str, edit: &ViewEdit<'_, T>) -> Option<String> {
    let text = if text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty() { EMPTY } else { text };
    let start = root(text, "Views")?;
    let (mut file, end) = Value::read(text, start)?;
    file.is_struct().then_some(())?;
    "Views".clone_into(&mut file.kind);
    if file.field("views").is_none() {
        file.members.push(Member::field("views", Value::list([])));
    }
    let list = file.members.iter_mut().find(|member| member.name == "views")?;
    list.value.is_list().then_some(())?;
    let members = &mut list.value.members;
    let at = |name: &str| {
        let is_it =
            |member: &Member| member.value.field("name").and_then(|name| unquoted(&name.text)).as_deref() == Some(name);
        members.iter().position(is_it)
    };
    match edit {
        ViewEdit::Put { name, view } => {
            let value = written("View", view)?;
            match at(name).and_then(|at| members.get_mut(at)) {
                Some(member) => member.value = with_old(value, &member.value),
                None => members.push(Member::item(value)),
            }
        }
        ViewEdit::Remove(name) => {
            members.remove(at(name)?);
        }
    }
    for member in members.iter_mut() {
        "View".clone_into(&mut member.value.kind);
    }
    let style = Style { step: "    ".to_owned(), ..Style::of(text) };
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    Some(format!("{before}{}{after}", Writer::new(&style).value(&file, "")))
}

/// The new value with the comments of the old one, and its fields that this program does not know.
fn with_old(mut new: Value, old: &Value) -> Value {
    let known = fields::VIEW.names();
    for member in &old.members {
        match new.members.iter_mut().find(|field| field.name == member.name) {
            Some(field) => {
                field.above.clone_from(&member.above);
                field.behind.clone_from(&member.behind);
            }
            None if !known.contains(&member.name.as_str()) => new.members.push(member.clone()),
            None => {}
        }
    }
    new.tail.clone_from(&old.tail);
    new
}
