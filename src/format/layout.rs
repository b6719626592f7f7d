//! Finds header fields and records in a text, in one pass, without judging what they mean.
//!
//! ```text
//! #![enable(implicit_some)]          attributes
//! Timeline(                          root
//!     title: "…",                    header field
//!     incidents: [                   list
//!         Incident(id: "…", …),      slot
//!     ],
//! )
//! ```
//!
//! A slot is judged alone, so that a bad one costs one record. Where brackets or quotes do not fit, the scan goes on at
//! the next line that looks like the start of a record or of a list (`scan`). The work is linear in the text: texts
//! that make the scan run to the end again and again use up a budget.
//!
//! Left to others: what a record means (`record`), what the header means (`header`).

use super::Problem;
use super::lex::{Bracket, Lexer, TokenKind};
use std::ops::Range;

/// The lists of a timeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum List {
    /// `actors`
    Actors,
    /// `periods`
    Periods,
    /// `sources`
    Sources,
    /// `incidents`
    Incidents,
}

impl List {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Periods, Self::Sources, Self::Incidents];

    /// The header field that holds it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Periods => "periods",
            Self::Sources => "sources",
            Self::Incidents => "incidents",
        }
    }

    /// The name its records bear.
    pub fn record(self) -> &'static str {
        match self {
            Self::Actors => "Actor",
            Self::Periods => "Period",
            Self::Sources => "Source",
            Self::Incidents => "Incident",
        }
    }

    pub(super) fn of_field(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.field() == name)
    }

    pub(super) fn of_record(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.record() == name)
    }
}

/// The place of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// From its name or bracket to after its closing bracket; no comma.
    pub bytes: Range<usize>,
    /// Why it cannot be a record, if brackets, quotes or signs are wrong.
    pub broken: Option<Problem>,
}

/// A header field that is not one of the lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The bytes of its name.
    pub name: Range<usize>,
    /// The bytes of its value.
    pub value: Range<usize>,
    /// Whether its value cannot be told from what follows; a problem says why.
    pub is_broken: bool,
}

/// Where everything is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The `#![…]` at the top.
    pub attributes: Vec<Range<usize>>,
    /// The bytes of `Timeline`, if the root is named.
    pub root: Option<Range<usize>>,
    /// Header fields but for the lists, in order.
    pub fields: Vec<Field>,
    /// Whether there is anything but blanks and comments.
    pub has_value: bool,
    /// What is wrong outside the slots.
    pub problems: Vec<Problem>,
    pub(super) slots: [Vec<Slot>; 4],
    /// The bytes at which the header names each list.
    pub(super) lists: [Option<usize>; 4],
}

impl Layout {
    /// The records of a list, in order.
    pub fn slots(&self, list: List) -> &[Slot] {
        self.slots.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// Number of slots in all lists.
    pub fn n_slots(&self) -> usize {
        self.slots.iter().map(Vec::len).sum()
    }

    /// The byte at which the header names the list.
    pub fn list_name(&self, list: List) -> Option<usize> {
        self.lists.get(list as usize).copied().flatten()
    }

    /// Whether the header has the list.
    pub fn has_list(&self, list: List) -> bool {
        self.lists.get(list as usize).is_some_and(Option::is_some)
    }

    /// The bytes of a list's `[` and `]`; `None` if the header has no such list, or it is not closed.
    pub fn brackets(&self, text: &str, list: List) -> Option<(usize, usize)> {
        let name = self.lists.get(list as usize).copied().flatten()?;
        let mut lexer = Lexer::new(text, name);
        let open = lexer.find(|token| token.kind == TokenKind::Open(Bracket::Square))?.start;
        let last = self.slots(list).last().map_or(open + 1, |slot| slot.bytes.end.max(open + 1));
        let mut lexer = Lexer::new(text, last);
        let close = lexer.find(|token| !token.is_trivia() && token.kind != TokenKind::Comma)?;
        (close.kind == TokenKind::Close(Bracket::Square)).then_some((open, close.start))
    }

    pub(super) fn slots_mut(&mut self, list: List) -> &mut Vec<Slot> {
        let [actors, periods, sources, incidents] = &mut self.slots;
        match list {
            List::Actors => actors,
            List::Periods => periods,
            List::Sources => sources,
            List::Incidents => incidents,
        }
    }
}

/// Finds the records of a list in a part of a text: from one byte up to another, at which a record or the end of the list
/// must stand. `None` if the records cannot be told apart there without the rest of the text.
pub fn slots_between(text: &str, list: List, bytes: Range<usize>) -> Option<(Vec<Slot>, Vec<Problem>)> {
    super::scan::scan_list(text, list, bytes)
}

/// Finds header fields and records. Any text will do.
pub fn layout(text: &str) -> Layout {
    super::scan::scan(text)
}
