//! Where both sides changed the same: git's own markers around the lines of that field.

use super::values::{Path, with};
use crate::edit::patch::Replacements;
use crate::edit::splice::change_record;
use crate::edit::{Document, insert};
use crate::format::{Style, Value, layout};
use std::ops::Range;

/// Something that both sides changed. The text holds our version of it, or theirs if we have none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::edit) enum Conflict {
    /// A field of a record.
    Field { id: String, path: Path, theirs: Option<Value> },
    /// A field of the header.
    Header { name: String, theirs: String },
    /// A record that we changed and they took out.
    GoneInTheirs { id: String },
    /// A record that they changed and we took out; it stands in the text as theirs.
    GoneInOurs { id: String },
}

impl Conflict {
    /// `ID: FIELD`.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Field { id, path, .. } => format!("{id}: {}", path.join(".")),
            Self::Header { name, .. } => format!("Timeline: {name}"),
            Self::GoneInTheirs { id } => format!("{id}: changed here, removed there"),
            Self::GoneInOurs { id } => format!("{id}: removed here, changed there"),
        }
    }

    /// What turns the one version into the other.
    pub(super) fn replacements(&self, document: &Document, style: &Style) -> Option<Replacements> {
        let text = &document.text;
        match self {
            Self::Field { id, path, theirs } => {
                let found = document.find(id).ok()?;
                let value = with(&found.value, path, theirs.as_ref());
                let change = change_record(text, style, found.list, &found.bytes, (&found.value, &value)).ok()?;
                Some(change.replacements)
            }
            Self::Header { name, theirs } => {
                let layout = layout(text);
                let field = layout.fields.iter().find(|field| text.get(field.name.clone()) == Some(name))?;
                Some(Replacements::one(field.value.clone(), theirs.clone()))
            }
            Self::GoneInTheirs { id } | Self::GoneInOurs { id } => {
                let found = document.find(id).ok()?;
                Some(insert::remove(document, found.list, &found.bytes).ok()?.replacements)
            }
        }
    }
}

/// Lines in which the sides differ.
struct Block {
    lines: Range<usize>,
    replacements: Vec<Replacements>,
    /// Whether the text holds their version.
    is_theirs: bool,
}

/// The text with both versions of every conflict; `None` if they cannot be told apart.
pub(super) fn mark(document: &Document, conflicts: &[Conflict]) -> Option<String> {
    let style = Style::of(&document.text);
    let mut blocks: Vec<Block> = Vec::new();
    for conflict in conflicts {
        let replacements = conflict.replacements(document, &style)?;
        let is_theirs = matches!(conflict, Conflict::GoneInOurs { .. });
        let lines = whole_lines(&document.text, replacements.bytes()?);
        blocks.push(Block { lines, replacements: vec![replacements], is_theirs });
    }
    blocks.sort_by_key(|block| (block.lines.start, block.lines.end));
    let mut text = document.text.to_string();
    for block in joined(blocks)?.into_iter().rev() {
        let marked = block.marked(&document.text, style.line_end)?;
        text.replace_range(block.lines, &marked);
    }
    Some(text)
}

/// Conflicts in the same lines stand in one block.
fn joined(blocks: Vec<Block>) -> Option<Vec<Block>> {
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        match joined.last_mut() {
            Some(last) if block.lines.start < last.lines.end => {
                if block.is_theirs != last.is_theirs {
                    return None;
                }
                last.lines.end = last.lines.end.max(block.lines.end);
                last.replacements.extend(block.replacements);
            }
            _ => joined.push(block),
        }
    }
    Some(joined)
}

fn whole_lines(text: &str, bytes: Range<usize>) -> Range<usize> {
    let start = text.get(..bytes.start).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
    if text.get(..bytes.end).is_some_and(|before| before.ends_with('\n')) && bytes.end >= start {
        return start..bytes.end;
    }
    let end = text.get(bytes.end..).and_then(|after| after.find('\n')).map_or(text.len(), |feed| bytes.end + feed + 1);
    start..end
}

impl Block {
    fn marked(&self, text: &str, line_end: &str) -> Option<String> {
        let here = text.get(self.lines.clone())?;
        let all = Replacements::checked(self.replacements.iter().cloned())?;
        let changed = all.apply(text.get(..self.lines.end)?);
        let there = changed.get(self.lines.start..)?;
        let (ours, theirs) = if self.is_theirs { (there, here) } else { (here, there) };
        let ended = |lines: &str| match lines.is_empty() || lines.ends_with('\n') {
            true => lines.to_owned(),
            false => format!("{lines}{line_end}"),
        };
        Some(format!("<<<<<<< ours{line_end}{}======={line_end}{}>>>>>>> theirs{line_end}", ended(ours), ended(theirs)))
    }
}
