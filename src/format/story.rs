//! A story as RON beside a timeline: `Story(format: 1, title: "…", about: "…", steps: [Step(title: "…", text: "…"), …])`.
//!
//! A step is judged alone, so that a bad one does not hide the others; what a step means is left to `view`, which gives
//! the type. Edits are left to `edit`.

use super::beside::{Kind, part_name, written};
use super::fields;
use super::quote::{quoted, quoted_lines, unquoted};
use super::record::{Record, parse};
use super::tree::Node;
use super::value::Value;
use super::writer::{Style, Writer};
use super::{Problem, code};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a file of a story holds.
#[derive(Clone, PartialEq, Debug)]
pub struct StoryFile<T> {
    /// What it is called; empty if the file does not say.
    pub title: String,
    /// What it rests on.
    pub about: String,
    /// The steps that could be read, in order, with their places.
    pub steps: Vec<Record<T>>,
    /// What is wrong with the others, or with the file.
    pub problems: Vec<Problem>,
    /// The tree of the file; `None` if it is no story.
    pub tree: Option<Node>,
}

const KIND: Kind = Kind {
    root: "Story",
    what: "story",
    example: "Story(format: 1, title: \"…\", steps: [Step(title: \"…\", text: \"…\", view: View(query: \"…\"))])",
    fields: &["format", "title", "about", "steps"],
};

/// Reads a story. `T` must be the type of a step.
pub fn read_story<T: DeserializeOwned>(text: &str) -> StoryFile<T> {
    let mut problems = Vec::new();
    let tree = KIND.open(text, &mut problems);
    let mut file = StoryFile { title: String::new(), about: String::new(), steps: Vec::new(), problems, tree: None };
    let Some(node) = tree else { return file };
    for part in &node.parts {
        match part_name(text, part) {
            "title" => file.title = line_of(text, "title", &part.value, &mut file.problems),
            "about" => file.about = line_of(text, "about", &part.value, &mut file.problems),
            "steps" => {
                for item in &part.value.parts {
                    let bytes = item.value.bytes.clone();
                    let parsed = parse::<T>(text, bytes.clone(), fields::STEP);
                    file.problems.extend(parsed.problems);
                    file.steps.extend(parsed.value.map(|value| Record { value, bytes }));
                }
            }
            _ => {}
        }
    }
    if !node.parts.iter().any(|part| part_name(text, part) == "title") {
        let head = node.head.clone().unwrap_or(node.bytes.clone());
        let problem = Problem::error(code::MISSING_FIELD, head, "this story has no `title`");
        file.problems.push(problem.with_hint("write title: \"…\""));
    }
    file.tree = Some(node);
    file
}

fn line_of(text: &str, name: &str, node: &Node, problems: &mut Vec<Problem>) -> String {
    let value = text.get(node.bytes.clone()).and_then(unquoted);
    if value.is_none() {
        let problem = Problem::error(code::WRONG_TYPE, node.bytes.clone(), format!("`{name}` takes a text in quotes"));
        problems.push(problem.with_hint(fields::Form::Text.hint()));
    }
    value.unwrap_or_default()
}

/// A step as a value; `None` if it cannot be written.
pub fn step_value(step: &impl Serialize) -> Option<Value> {
    written("Step", step)
}

/// The fields of a story itself: title, then what it rests on.
pub fn story_head(title: &str, about: &str) -> Value {
    let long = |text: &str| Value::plain(if text.contains('\n') { quoted_lines(text) } else { quoted(text) });
    let mut fields = vec![("title", long(title))];
    if !about.is_empty() {
        fields.push(("about", long(about)));
    }
    Value::named("Story", fields)
}

/// The text of a new file; `None` if a step cannot be written.
pub fn story_text(title: &str, about: &str, steps: &[impl Serialize]) -> Option<String> {
    let style = Style { line_end: "\n", step: "    ".to_owned() };
    let mut story = story_head(title, about);
    let steps: Option<Vec<Value>> = steps.iter().map(|step| step_value(step)).collect();
    let format = super::Member::field("format", Value::plain("1"));
    story.members.insert(0, format);
    story.members.push(super::Member::field("steps", Value::list(steps?)));
    Some(format!("#![enable(implicit_some)]\n{}\n", Writer::new(&style).value(&story, "")))
}
