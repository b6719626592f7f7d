//! Comments outside the records: at the top of the file, above and behind records, at the end of a list.
//!
//! What stands between two records is taken over as they wrote it, if both stand side by side in all three texts and
//! we left the comments there alone.

use super::Merge;
use crate::edit::Document;
use crate::edit::apply::id_of;
use crate::edit::find::Found;
use crate::edit::frame::after_comma;
use crate::edit::patch::Replacements;
use crate::format::lex::{Lexer, TokenKind};
use crate::format::{List, comments, layout};
use std::collections::BTreeMap;
use std::ops::Range;

/// The ids of the records before and behind; `None` is an end of the list.
type Between = (Option<String>, Option<String>);

impl Merge<'_> {
    /// Takes over the comments above everything.
    pub(super) fn top(&mut self) {
        let top = |document: &Document| layout(&document.text).root.map(|root| 0..root.start);
        if let (Some(was), Some(our), Some(their)) = (top(self.base), top(self.ours), top(self.theirs)) {
            self.gap(was, our, their);
        }
    }

    /// Takes over the comments between the records of a list.
    pub(super) fn gaps(&mut self, list: List) {
        let (was, our) = (gaps(self.base, list), gaps(self.ours, list));
        for (between, their) in gaps(self.theirs, list) {
            if let (Some(was), Some(our)) = (was.get(&between), our.get(&between)) {
                self.gap(was.clone(), our.clone(), their);
            }
        }
    }

    fn gap(&mut self, was: Range<usize>, our: Range<usize>, their: Range<usize>) {
        let text = |document: &Document, bytes: &Range<usize>| {
            document.text.slice(bytes.clone()).map(std::borrow::Cow::into_owned).unwrap_or_default()
        };
        let (was, ours) = (text(self.base, &was), text(self.ours, &our));
        let theirs = text(self.theirs, &their);
        if comments(&was) == comments(&ours) && comments(&ours) != comments(&theirs) {
            self.changes.push(Replacements::one(our, theirs));
        }
    }

    /// The comments on lines of their own above one of their records, and those behind it in its line.
    pub(super) fn comments_around(&self, found: &Found) -> (Vec<String>, Vec<String>) {
        let text = &self.theirs.text;
        let open = self.theirs.frame.as_ref().and_then(|frame| frame.brackets(found.list)).map(|(open, _)| open + 1);
        let before = self.theirs.slot_before(found.list, found.bytes.start).map(|slot| after_comma(text, slot.end));
        let from = before.max(open).unwrap_or(found.bytes.start).min(found.bytes.start);
        let gap = text.slice(from..found.bytes.start).unwrap_or_default();
        let own_lines = gap.find('\n').and_then(|feed| gap.get(feed..)).unwrap_or("");
        let end = after_comma(text, found.bytes.end);
        let line = text.slice(end..text.line_end(end)).unwrap_or_default();
        let is_blank = |token: &crate::format::lex::Token| token.is_trivia();
        let behind = Lexer::new(&line, 0).take_while(is_blank).last().map_or(0, |token| token.end);
        let of = |text: &str| -> Vec<String> {
            let is_comment = |kind| matches!(kind, TokenKind::LineComment | TokenKind::BlockComment);
            let found = Lexer::new(text, 0).filter(|token| is_comment(token.kind));
            found.map(|token| token.text(text).trim_end().to_owned()).collect()
        };
        (of(own_lines), of(line.get(..behind).unwrap_or("")))
    }
}

/// What stands between records that are neighbors, and at the ends of the list.
fn gaps(document: &Document, list: List) -> BTreeMap<Between, Range<usize>> {
    let mut gaps = BTreeMap::new();
    let Some((open, close)) = document.frame.as_ref().and_then(|frame| frame.brackets(list)) else { return gaps };
    let (mut before, mut from) = (None, open + 1);
    let is_damaged = |gap: &Range<usize>| document.damaged.iter().any(|damaged| gap.contains(&damaged.bytes.start));
    for found in document.records(list) {
        let (id, gap) = (id_of(&found.value), from..found.bytes.start);
        if gap.start <= gap.end && !is_damaged(&gap) {
            gaps.insert((before, id.clone()), gap);
        }
        (before, from) = (id, after_comma(&document.text, found.bytes.end));
    }
    if from <= close && !is_damaged(&(from..close)) {
        gaps.insert((before, None), from..close);
    }
    gaps
}
