//! A story changed in its text: a step that changes, comes, goes or stands elsewhere changes no other byte.
//!
//! Steps that stand elsewhere take the comments above and behind them along. The result is read back; what does not read
//! back as asked is refused.

use super::splice::{Span, Splicer, end_of_line, is_own_line};
use crate::format::tree::Node;
use crate::format::{Member, StoryFile, Style, Value, Writer, comments, read_story, step_value, story_head};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Range;

/// A change of a story. Steps are counted from 0, only those that can be read.
pub enum StoryEdit<'a, T> {
    /// The story's own fields say this.
    Head {
        /// What it is called.
        title: &'a str,
        /// What it rests on.
        about: &'a str,
    },
    /// A step says something else.
    Put(usize, &'a T),
    /// A new step comes, and has this place then.
    Insert(usize, &'a T),
    /// A step comes a second time, behind the first.
    Copy(usize),
    /// A step goes.
    Remove(usize),
    /// A step goes elsewhere.
    Move {
        /// Where it is.
        from: usize,
        /// The place it has then.
        to: usize,
    },
}

/// The text of a story after a change; `None` if that cannot be made of this text.
pub fn edit_story<T>(text: &str, edit: &StoryEdit<'_, T>) -> Option<String>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq,
{
    let file = read_story::<T>(text);
    // A bracket or quote that is not closed says nothing of what belongs to what.
    let tree = file.tree.as_ref().filter(|tree| tree.is_bracketed)?;
    Value::read(text, tree.bytes.start)?;
    let asked = asked(&file, edit)?;
    let after = match edit {
        StoryEdit::Head { title, about } => head(text, &file, title, about)?,
        StoryEdit::Put(at, step) => put(text, &file, *at, step)?,
        StoryEdit::Insert(_, step) if file.tree.as_ref().is_some_and(|tree| list_of(text, tree).is_none()) => {
            first(text, &file, step)?
        }
        edit => Steps::of(text, &file)?.changed(edit)?,
    };
    let read = read_story::<T>(&after);
    let is_head = matches!(edit, StoryEdit::Head { title, about } if read.title == *title && read.about == *about)
        || (&read.title, &read.about) == (&file.title, &file.about);
    let is_asked = is_head && read.steps.iter().map(|step| &step.value).eq(&asked);
    is_asked.then_some(after)
}

/// The steps as they should be then.
fn asked<T: Clone>(file: &StoryFile<T>, edit: &StoryEdit<'_, T>) -> Option<Vec<T>> {
    let mut steps: Vec<T> = file.steps.iter().map(|step| step.value.clone()).collect();
    match edit {
        StoryEdit::Head { .. } => {}
        StoryEdit::Put(at, step) => *steps.get_mut(*at)? = (*step).clone(),
        StoryEdit::Insert(at, step) => steps.insert((*at).min(steps.len()), (*step).clone()),
        StoryEdit::Copy(at) => steps.insert(at + 1, steps.get(*at)?.clone()),
        StoryEdit::Remove(at) => {
            steps.get(*at)?;
            steps.remove(*at);
        }
        StoryEdit::Move { from, to } => {
            steps.get(*from).and(steps.get(*to))?;
            let step = steps.remove(*from);
            steps.insert(*to, step);
        }
    }
    Some(steps)
}

fn head<T>(text: &str, file: &StoryFile<T>, title: &str, about: &str) -> Option<String> {
    merged(text, file.tree.as_ref()?, &story_head(&file.title, &file.about), &story_head(title, about))
}

fn put<T: Serialize>(text: &str, file: &StoryFile<T>, at: usize, step: &T) -> Option<String> {
    let record = file.steps.get(at)?;
    let node = Node::read(text, record.bytes.clone());
    merged(text, &node, &step_value(&record.value)?, &step_value(step)?)
}

/// The first step of a story that has no field for steps.
fn first<T: Serialize>(text: &str, file: &StoryFile<T>, step: &T) -> Option<String> {
    let old = story_head(&file.title, &file.about);
    let mut new = old.clone();
    new.members.push(Member::field("steps", Value::list([step_value(step)?])));
    merged(text, file.tree.as_ref()?, &old, &new)
}

fn merged(text: &str, node: &Node, old: &Value, new: &Value) -> Option<String> {
    let style = style_of(text);
    // The source may leave the name before the brackets out, or the optional fields.
    let mut splicer = Splicer::new(text, &style);
    splicer.merge(node, old, new);
    Some(splicer.end()?.apply(text))
}

fn style_of(text: &str) -> Style {
    Style { step: "    ".to_owned(), ..Style::of(text) }
}

fn list_of<'a>(text: &str, tree: &'a Node) -> Option<&'a Node> {
    tree.find(text, "steps").map(|part| &part.value)
}

/// The list of steps as pieces of text: each with the comments above it and the rest of its line.
struct Steps<'a> {
    text: &'a str,
    style: Style,
    /// Each ends in a comma, but for comments behind it.
    pieces: Vec<String>,
    /// For each step that can be read, its place among the pieces.
    places: Vec<usize>,
    /// What the pieces stand in for.
    bytes: Range<usize>,
    indent: String,
    outer: String,
}

impl<'a> Steps<'a> {
    fn of<T>(text: &'a str, file: &StoryFile<T>) -> Option<Self> {
        let list = list_of(text, file.tree.as_ref()?)?;
        let (open, close) = (list.bytes.start, list.bytes.end.checked_sub(1)?);
        let line_end = |at: usize| end_of_line(text, at).filter(|end| *end < close).unwrap_or(at);
        let begin = line_end(open + 1);
        let mut pieces = Vec::new();
        let mut from = begin;
        for part in &list.parts {
            let span = Span::new(text, part.value.bytes.clone());
            let end = line_end(span.after_comma());
            let mut piece = text.get(from..end)?.to_owned();
            if span.after_comma() == span.end {
                piece.insert(span.end - from, ',');
            }
            pieces.push(piece);
            from = end;
        }
        let place = |bytes: &Range<usize>| list.parts.iter().position(|part| part.value.bytes == *bytes);
        let places = file.steps.iter().map(|step| place(&step.bytes)).collect::<Option<Vec<_>>>()?;
        let (style, outer) = (style_of(text), indent_at(text, open));
        let own = list.parts.iter().find(|part| is_own_line(text, part.start()));
        let indent = own.map_or_else(|| format!("{outer}{}", style.step), |part| indent_at(text, part.start()));
        Some(Self { text, style, pieces, places, bytes: begin..from, indent, outer })
    }

    fn changed<T: Serialize>(mut self, edit: &StoryEdit<'_, T>) -> Option<String> {
        match edit {
            StoryEdit::Insert(at, step) => {
                let value = Writer::new(&self.style).value(&step_value(step)?, &self.indent);
                let place = self.places.get(*at).copied().unwrap_or(self.pieces.len());
                self.pieces.insert(place, format!("{}{}{value},", self.style.line_end, self.indent));
            }
            StoryEdit::Copy(at) => {
                let place = *self.places.get(*at)?;
                let piece = self.pieces.get(place)?.clone();
                self.pieces.insert(place + 1, piece);
            }
            StoryEdit::Remove(at) => {
                self.pieces.remove(*self.places.get(*at)?);
            }
            StoryEdit::Move { from, to } => {
                let (from, to) = (*self.places.get(*from)?, *self.places.get(*to)?);
                let piece = self.pieces.remove(from);
                self.pieces.insert(to, piece);
            }
            StoryEdit::Head { .. } | StoryEdit::Put(..) => return None,
        }
        self.joined()
    }

    fn joined(&self) -> Option<String> {
        let (before, after) = (self.text.get(..self.bytes.start)?, self.text.get(self.bytes.end..)?);
        let mut out = before.to_owned();
        let mut last = "";
        for piece in &self.pieces {
            if needs_break(last) && !begins_line(piece) {
                out += &format!("{}{}", self.style.line_end, self.indent);
            }
            out += piece;
            last = piece;
        }
        let is_spread = needs_break(last) || begins_line(last);
        if is_spread && after.starts_with(']') {
            out += &format!("{}{}", self.style.line_end, self.outer);
        }
        out += after;
        Some(out)
    }
}

fn begins_line(piece: &str) -> bool {
    piece.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

/// Whether a comment that ends with its line stands last.
fn needs_break(piece: &str) -> bool {
    comments(piece)
        .last()
        .is_some_and(|comment| comment.starts_with("//") && piece.trim_end().ends_with(comment.as_str()))
}

/// Blanks and tabs at the start of the line.
fn indent_at(text: &str, at: usize) -> String {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
    text.get(start..).unwrap_or("").chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
}
