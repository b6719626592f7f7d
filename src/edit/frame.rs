//! What is around the records: where the lists are, and the header read again without them.

use super::clip::Clip;
use super::told::Part;
use super::{Document, Text};
use crate::format::{Layout, List, Problem, code, layout, read_header};
use std::ops::Range;

/// Where the lists of a text are.
#[derive(Clone, Default, Debug)]
pub(super) struct Frame {
    lists: [Option<Place>; 4],
    /// Whether the text is sound enough that a part of it can be read alone.
    pub(super) is_plain: bool,
    /// Whether there is anything but blanks and comments.
    pub(super) has_value: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    name: usize,
    /// The bytes of the brackets, if both can be told.
    brackets: Option<(usize, usize)>,
}

impl Frame {
    pub(super) fn new(text: &str, layout: &Layout) -> Self {
        let place = |list| Some(Place { name: layout.list_name(list)?, brackets: layout.brackets(text, list) });
        let lists = List::ALL.map(place);
        let has_brackets = lists.iter().flatten().all(|place| place.brackets.is_some());
        Self { lists, is_plain: has_brackets && is_plain(layout), has_value: layout.has_value }
    }

    /// Whether the header has the list.
    pub(super) fn has_list(&self, list: List) -> bool {
        self.place(list).is_some()
    }

    /// The bytes of a list's `[` and `]`.
    pub(super) fn brackets(&self, list: List) -> Option<(usize, usize)> {
        self.place(list)?.brackets
    }

    fn place(&self, list: List) -> Option<&Place> {
        self.lists.get(list as usize)?.as_ref()
    }

    /// The list between whose brackets these bytes are.
    pub(super) fn list_at(&self, bytes: &Range<usize>) -> Option<List> {
        let is_in =
            |list: &List| self.brackets(*list).is_some_and(|(open, close)| open < bytes.start && bytes.end <= close);
        List::ALL.into_iter().find(is_in)
    }

    /// Whether these bytes are in the header and touch no list.
    pub(super) fn is_header(&self, bytes: &Range<usize>) -> bool {
        self.lists
            .iter()
            .flatten()
            .all(|place| bytes.end <= place.name || place.brackets.is_some_and(|(_, close)| close < bytes.start))
    }

    /// Moves what stands at or behind a byte.
    pub(super) fn shift(&mut self, from: usize, by: isize) {
        let moved = |at: usize| if at >= from { at.saturating_add_signed(by) } else { at };
        for place in self.lists.iter_mut().flatten() {
            place.name = moved(place.name);
            place.brackets = place.brackets.map(|(open, close)| (moved(open), moved(close)));
        }
    }
}

fn is_plain(layout: &Layout) -> bool {
    let is_sound = |list: List| layout.slots(list).iter().all(|slot| slot.broken.is_none());
    layout.root.is_some()
        && List::ALL.into_iter().all(is_sound)
        && layout.problems.iter().all(|problem| problem.code == code::COMMA)
}

impl Document {
    /// The text without the records: the header with empty lists.
    pub(super) fn header_clip(&self) -> Clip {
        let Some(frame) = self.frame.as_ref().filter(|frame| frame.is_plain) else {
            return Clip::of(&self.text, 0..self.text.len());
        };
        let mut cuts: Vec<Range<usize>> = Vec::new();
        for list in List::ALL {
            let (Some((open, _)), Some(last)) = (frame.brackets(list), self.last_slot(list)) else { continue };
            cuts.push(open + 1..after_comma(&self.text, last.end));
        }
        cuts.sort_by_key(|cut| cut.start);
        let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut.end));
        let ends = cuts.iter().map(|cut| cut.start).chain([self.text.len()]);
        Clip::new(&self.text, starts.zip(ends).map(|(start, end)| start..end))
    }

    /// Reads the header again, after a change of it that touched no list. `None` if only the whole text can tell.
    pub(super) fn follow_header(&mut self) -> Option<()> {
        let clip = self.header_clip();
        let layout = layout(&clip.text);
        let frame = self.frame.as_ref()?;
        let is_where_it_was = |list: List| {
            let name = frame.place(list).map(|place| clip.here(place.name));
            let brackets = frame.brackets(list).map(|(open, close)| (clip.here(open), clip.here(close)));
            let found = layout.brackets(&clip.text, list).map(|(open, close)| (Some(open), Some(close)));
            layout.list_name(list).map(Some) == name && found == brackets && layout.slots(list).is_empty()
        };
        if !is_plain(&layout) || !layout.has_value || !List::ALL.into_iter().all(is_where_it_was) {
            return None;
        }
        let (header, mut problems) = read_header(&clip.text, &layout);
        problems.extend(layout.problems);
        self.header = header;
        self.told.outside.retain(|(part, _)| *part != Part::Header);
        for problem in problems {
            let bytes = clip.bytes_there(&problem.bytes)?;
            let problem = Problem { bytes, ..problem };
            // Commas at the end of a list belong to the list, which has told of them.
            if self.frame.as_ref().is_some_and(|frame| frame.list_at(&problem.bytes).is_none()) {
                self.told.outside.push((Part::Header, problem));
            }
        }
        Some(())
    }

    /// The bytes of the last record of a list, readable or not.
    pub(super) fn last_slot(&self, list: List) -> Option<Range<usize>> {
        self.slot_before(list, usize::MAX)
    }

    /// The bytes of the last record of a list that begins before a byte, readable or not.
    pub(super) fn slot_before(&self, list: List, byte: usize) -> Option<Range<usize>> {
        let last = byte.checked_sub(1)?;
        let readable = match list {
            List::Actors => self.actors.last_from(last).and_then(|at| self.actors.record(at)).map(|r| r.bytes),
            List::Periods => self.periods.last_from(last).and_then(|at| self.periods.record(at)).map(|r| r.bytes),
            List::Sources => self.sources.last_from(last).and_then(|at| self.sources.record(at)).map(|r| r.bytes),
            List::Incidents => self.incidents.last_from(last).and_then(|at| self.incidents.record(at)).map(|r| r.bytes),
        };
        let damaged = self.damaged.iter().filter(|damaged| damaged.list == list && damaged.bytes.start < byte);
        let damaged = damaged.map(|damaged| damaged.bytes.clone()).max_by_key(|bytes| bytes.start);
        readable.into_iter().chain(damaged).max_by_key(|bytes| bytes.start)
    }

    /// The bytes of the first record of a list that begins at or behind a byte, readable or not.
    pub(super) fn slot_from(&self, list: List, byte: usize) -> Option<Range<usize>> {
        let readable = match list {
            List::Actors => self.actors.first_from(byte).and_then(|at| self.actors.record(at)).map(|r| r.bytes),
            List::Periods => self.periods.first_from(byte).and_then(|at| self.periods.record(at)).map(|r| r.bytes),
            List::Sources => self.sources.first_from(byte).and_then(|at| self.sources.record(at)).map(|r| r.bytes),
            List::Incidents => {
                self.incidents.first_from(byte).and_then(|at| self.incidents.record(at)).map(|r| r.bytes)
            }
        };
        let damaged = self.damaged.iter().filter(|damaged| damaged.list == list && damaged.bytes.start >= byte);
        let damaged = damaged.map(|damaged| damaged.bytes.clone()).min_by_key(|bytes| bytes.start);
        readable.into_iter().chain(damaged).min_by_key(|bytes| bytes.start)
    }
}

/// The byte after the comma that follows a record, or the end of the record if none does.
pub(super) fn after_comma(text: &Text, end: usize) -> usize {
    use crate::format::lex::{Lexer, TokenKind};
    // Comments may stand between; most often the comma is the next byte.
    let mut reach = 64;
    loop {
        let to = text.line_end((end + reach).min(text.len()));
        let part = text.slice(end..to).unwrap_or_default();
        match Lexer::new(&part, 0).next_solid() {
            Some(token) if token.kind == TokenKind::Comma => return end + token.end,
            // The token may be a comment that the part cuts off.
            Some(token) if token.end < part.len() => return end,
            _ if to >= text.len() => return end,
            _ => reach = reach.saturating_mul(8),
        }
    }
}
