//! One file of a timeline, as read.

use super::frame::Frame;
use super::index::{Index, with_id};
use super::told::Told;
use super::{Reader, Records, Text};
use crate::format::{Layout, List, Problem, Record, Style};
use crate::model::{Actor, ActorId, FileRecords, Header, Incident, IncidentId, Period, Source, SourceId};
use std::ops::Range;
use std::sync::Arc;

/// A timeline with its text. The text is the truth: every record knows its bytes in it.
///
/// A copy costs little, whatever the size: it shares with the original what neither has changed since.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Path as given, or another name, as messages show it.
    pub name: String,
    /// The whole text, a byte order mark included; empty if the bytes were not text.
    pub text: Text,
    /// The timeline's own fields.
    pub header: Header,
    /// Groups and branches, in the order of the file.
    pub actors: Records<Actor>,
    /// Background spans, in the order of the file.
    pub periods: Records<Period>,
    /// Sources, in the order of the file.
    pub sources: Records<Source>,
    /// Incidents, in the order of the file.
    pub incidents: Records<Incident>,
    /// Records that could not be read; their text stays.
    pub damaged: Vec<Damaged>,
    /// Where header and lists are; `None` until everything is read.
    pub(super) frame: Option<Frame>,
    /// Made at the first edit.
    pub(super) index: Option<Index>,
    pub(super) told: Told,
}

/// A record that could not be read. Its problem lies in its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damaged {
    /// The list it stands in.
    pub list: List,
    /// Its bytes in the text, as far as they can be told.
    pub bytes: Range<usize>,
    /// Its id, if that can be told.
    pub id: Option<String>,
}

impl Document {
    /// Reads a whole file. It never fails: bytes that are not text make a document with one problem and no record.
    pub fn read(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Reader::new(name, bytes).finish()
    }

    /// A document that could not be read at all.
    pub fn unreadable(name: impl Into<String>, problem: Problem) -> Self {
        Self { name: name.into(), told: Told::as_read(vec![problem]), ..Self::default() }
    }

    /// Notes that everything is read, where the lists are, and what is wrong.
    pub(super) fn finished(&mut self, layout: &Layout, problems: Vec<Problem>) {
        self.frame = Some(Frame::new(&self.text, layout));
        self.told = Told::as_read(problems);
    }

    /// Whether the text ends before its timeline does: behind the last record nothing closes the file.
    pub fn is_cut_off(&self) -> bool {
        use crate::format::lex::{Bracket, Lexer, TokenKind};
        // A record's end is the end of a sign, so that the rest can be looked at alone.
        let end = List::ALL.into_iter().filter_map(|list| self.last_slot(list)).map(|slot| slot.end).max();
        let rest = self.text.slice(end.unwrap_or(0)..self.text.len()).unwrap_or_default();
        let mut lexer = Lexer::new(&rest, 0);
        let mut last = end.map(|_| TokenKind::Comma);
        while let Some(token) = lexer.next_solid() {
            last = Some(token.kind);
        }
        last.is_some_and(|last| last != TokenKind::Close(Bracket::Round))
    }

    /// How the text's lines end and step in.
    pub(super) fn style(&self) -> Style {
        let count = self.text.line_count();
        Style::counted(count.n_feeds, count.n_returns, count.n_tabs)
    }

    /// The plain records, as the catalog takes them. Incidents that could be read are all there, those with an error too.
    pub fn file_records(&self) -> FileRecords {
        fn values<T: Clone>(records: &Records<T>) -> Vec<T> {
            records.iter().map(|record| T::clone(record.value)).collect()
        }
        fn shared<T>(records: &Records<T>) -> Vec<Arc<T>> {
            records.iter().map(|record| Arc::clone(record.value)).collect()
        }
        FileRecords {
            name: self.name.clone(),
            header: self.header.clone(),
            n_errors: match self.n_errors_in_records() {
                0 => self.n_errors(),
                n => n,
            },
            actors: values(&self.actors),
            periods: values(&self.periods),
            sources: shared(&self.sources),
            incidents: shared(&self.incidents),
        }
    }

    /// Number of errors, those outside records included.
    pub fn n_errors(&self) -> usize {
        self.counts()[0]
    }

    /// Number of warnings.
    pub fn n_warnings(&self) -> usize {
        self.counts()[1]
    }

    /// Number of records, readable or not, that have at least one error.
    pub fn n_errors_in_records(&self) -> usize {
        if self.n_errors() == 0 {
            return self.damaged.len();
        }
        let mut errors: Vec<usize> =
            self.problems().iter().filter(|problem| problem.is_error()).map(|problem| problem.bytes.start).collect();
        errors.sort_unstable();
        let holds_error = |bytes: &Range<usize>| {
            let first = errors.partition_point(|at| *at < bytes.start);
            errors.get(first).is_some_and(|at| *at < bytes.end.max(bytes.start + 1))
        };
        self.damaged.len() + self.record_bytes().filter(holds_error).count()
    }

    /// Number of records, readable or not.
    pub fn n_records(&self) -> usize {
        self.damaged.len() + self.actors.len() + self.periods.len() + self.sources.len() + self.incidents.len()
    }

    fn record_bytes(&self) -> impl Iterator<Item = Range<usize>> {
        let actors = self.actors.iter().map(|record| record.bytes);
        let periods = self.periods.iter().map(|record| record.bytes);
        let sources = self.sources.iter().map(|record| record.bytes);
        actors.chain(periods).chain(sources).chain(self.incidents.iter().map(|record| record.bytes))
    }

    /// The first incident with this id.
    pub fn incident(&self, id: &IncidentId) -> Option<Record<&Arc<Incident>>> {
        with_id(&self.incidents, self.index.as_ref(), id.as_str()).into_iter().next()
    }

    /// The first source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        with_id(&self.sources, self.index.as_ref(), id.as_str()).into_iter().next().map(|record| &**record.value)
    }

    /// The first actor with this id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        with_id(&self.actors, self.index.as_ref(), id.as_str()).into_iter().next().map(|record| &**record.value)
    }
}
