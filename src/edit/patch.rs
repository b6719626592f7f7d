//! A change of text as the bytes it takes out and puts in.

use super::Text;
use std::ops::Range;

/// One piece of text in place of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Splice {
    /// First byte of the old text, in the text as it is when this splice's turn comes.
    pub start: usize,
    /// What goes.
    pub old: String,
    /// What comes.
    pub new: String,
}

/// A change of a text: splices made one after the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Patch {
    /// What it does, such as "killed of Crocus City Hall attack".
    pub label: String,
    /// In the order in which they are made.
    pub splices: Vec<Splice>,
    /// Comments that the change takes out, as written; to be named to the editor.
    pub lost_comments: Vec<String>,
}

/// A patch that was made for another text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the text has changed since: byte {at} does not hold what this change replaces")]
pub struct PatchError {
    /// The byte at which the splice that does not fit starts.
    pub at: usize,
}

impl Splice {
    /// The bytes it replaces.
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.old.len()
    }
}

impl Patch {
    /// Whether it changes no byte.
    pub fn is_empty(&self) -> bool {
        self.splices.is_empty()
    }

    /// The changed text.
    ///
    /// # Errors
    /// If the text does not hold what the patch replaces; it is left alone then.
    pub fn apply(&self, text: &str) -> Result<String, PatchError> {
        let mut text = text.to_owned();
        for splice in &self.splices {
            if text.get(splice.bytes()) != Some(splice.old.as_str()) {
                return Err(PatchError { at: splice.start });
            }
            text.replace_range(splice.bytes(), &splice.new);
        }
        Ok(text)
    }

    /// Whether it was made for this text.
    pub(super) fn check(&self, text: &Text) -> Result<(), PatchError> {
        let mut text = text.clone();
        for splice in &self.splices {
            if text.slice(splice.bytes()).as_deref() != Some(splice.old.as_str()) {
                return Err(PatchError { at: splice.start });
            }
            text.splice(splice.bytes(), &splice.new);
        }
        Ok(())
    }

    /// The patch that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let turned = |splice: &Splice| Splice { start: splice.start, old: splice.new.clone(), new: splice.old.clone() };
        let splices = self.splices.iter().rev().map(turned).collect();
        Self { label: self.label.clone(), splices, lost_comments: Vec::new() }
    }

    /// The same as replacements of the text before, in its order and without overlap.
    pub fn at_once(&self) -> Vec<Splice> {
        let mut pieces = Vec::new();
        for splice in &self.splices {
            take_in(&mut pieces, splice);
        }
        pieces
    }

    /// The same, as the document takes them.
    pub(super) fn replacements(&self) -> Replacements {
        let of = |splice: Splice| (splice.bytes(), splice.new);
        Replacements(self.at_once().into_iter().map(of).collect())
    }

    /// Adds replacements of one text, none of which overlap; the last is made first, so that the others keep their place.
    pub(super) fn push(&mut self, text: &Text, replacements: &Replacements) {
        for (bytes, new) in replacements.0.iter().rev() {
            let old = text.slice(bytes.clone()).unwrap_or_default().into_owned();
            if old != *new {
                self.splices.push(Splice { start: bytes.start, old, new: new.clone() });
            }
        }
    }
}

/// Adds a splice of the text behind these replacements to them: it becomes one with those that it touches.
fn take_in(pieces: &mut Vec<Splice>, splice: &Splice) {
    let asked = splice.bytes();
    // Where each piece stands in the text behind them.
    let mut stands = Vec::with_capacity(pieces.len());
    let mut n_more = 0_isize;
    for piece in pieces.iter() {
        let start = piece.start.saturating_add_signed(n_more);
        stands.push(start..start + piece.new.len());
        n_more += piece.new.len() as isize - piece.old.len() as isize;
    }
    let first = stands.iter().take_while(|here| here.end < asked.start).count();
    let n_touched = stands.iter().skip(first).take_while(|here| here.start <= asked.end).count();
    let touched = || pieces.iter().zip(&stands).skip(first).take(n_touched);
    let (mut old, mut at) = (String::new(), asked.start);
    for (piece, here) in touched() {
        // Between pieces stands what the text before had.
        old.push_str(splice.old.get(at - asked.start..here.start.saturating_sub(asked.start)).unwrap_or(""));
        old.push_str(&piece.old);
        at = at.max(here.end);
    }
    old.push_str(splice.old.get(at - asked.start..).unwrap_or(""));
    let head = touched().next().and_then(|(piece, here)| piece.new.get(..asked.start.checked_sub(here.start)?));
    let tail = touched().next_back().and_then(|(piece, here)| piece.new.get(asked.end - here.start..));
    let new = format!("{}{}{}", head.unwrap_or(""), splice.new, tail.unwrap_or(""));
    let n_before: isize =
        pieces.iter().take(first).map(|piece| piece.old.len() as isize - piece.new.len() as isize).sum();
    let start = touched().next().map_or(asked.start, |(_, here)| here.start.min(asked.start));
    let start = start.saturating_add_signed(n_before);
    pieces.splice(first..first + n_touched, [Splice { start, old, new }]);
}

/// Replacements of one text, by its own bytes, in order and without overlap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Replacements(Vec<(Range<usize>, String)>);

impl Replacements {
    /// `None` if two of them overlap. Insertions at one byte keep their order.
    pub(super) fn new(mut replacements: Vec<(Range<usize>, String)>) -> Option<Self> {
        replacements.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
        let overlaps = replacements.windows(2).any(|pair| match pair {
            [(a, _), (b, _)] => b.start < a.end,
            _ => false,
        });
        (!overlaps).then_some(Self(replacements))
    }

    pub(super) fn one(bytes: Range<usize>, new: String) -> Self {
        Self(vec![(bytes, new)])
    }

    /// Those of several records of one text.
    pub(super) fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all: Vec<_> = parts.into_iter().flat_map(|part| part.0).collect();
        all.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
        Self(all)
    }

    /// As [`Self::joined`], but `None` if two of them overlap.
    pub(super) fn checked(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::new(parts.into_iter().flat_map(|part| part.0).collect())
    }

    /// The bytes from the first to the last replacement; `None` if there is none.
    pub(super) fn bytes(&self) -> Option<Range<usize>> {
        let end = self.0.iter().map(|(bytes, _)| bytes.end).max()?;
        Some(self.0.first()?.0.start..end)
    }

    /// Each of them, in order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (&Range<usize>, &str)> + ExactSizeIterator {
        self.0.iter().map(|(bytes, new)| (bytes, new.as_str()))
    }

    /// The same with other bytes.
    pub(super) fn mapped(self, map: impl Fn(&Range<usize>) -> Option<Range<usize>>) -> Option<Self> {
        self.0.into_iter().map(|(bytes, new)| Some((map(&bytes)?, new))).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Those that change something.
    pub(super) fn effective(self, text: &Text) -> Self {
        let changes = |(bytes, new): &(Range<usize>, String)| text.slice(bytes.clone()).as_deref() != Some(new);
        Self(self.0.into_iter().filter(changes).collect())
    }

    /// The pieces of the text that go.
    pub(super) fn taken_out<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter_map(|(bytes, _)| text.get(bytes.clone()))
    }

    /// The changed text.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (bytes, new) in &self.0 {
            out.push_str(text.get(at..bytes.start).unwrap_or(""));
            out.push_str(new);
            at = bytes.end;
        }
        out + text.get(at..).unwrap_or("")
    }
}
