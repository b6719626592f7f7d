//! One file of a timeline, as read.

use super::Reader;
use crate::format::{List, Problem, Record};
use crate::model::{Actor, ActorId, FileRecords, Header, Incident, IncidentId, Period, Source, SourceId};
use std::ops::Range;
use std::sync::Arc;

/// A timeline with its text. The text is the truth: every record knows its bytes in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Path as given, or another name, as messages show it.
    pub name: String,
    /// The whole text, a byte order mark included; empty if the bytes were not text.
    pub text: Arc<str>,
    /// The timeline's own fields.
    pub header: Header,
    /// Groups and branches, in the order of the file.
    pub actors: Vec<Record<Actor>>,
    /// Background spans, in the order of the file.
    pub periods: Vec<Record<Period>>,
    /// Sources, in the order of the file.
    pub sources: Vec<Record<Arc<Source>>>,
    /// Incidents, in the order of the file.
    pub incidents: Vec<Record<Arc<Incident>>>,
    /// Records that could not be read; their text stays.
    pub damaged: Vec<Damaged>,
    /// What is wrong, by place.
    pub problems: Vec<Problem>,
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
        Self { name: name.into(), problems: vec![problem], ..Self::default() }
    }

    /// The plain records, as the catalog takes them. Incidents that could be read are all there, those with an error too.
    pub fn file_records(&self) -> FileRecords {
        fn values<T: Clone>(records: &[Record<T>]) -> Vec<T> {
            records.iter().map(|record| record.value.clone()).collect()
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
            sources: values(&self.sources),
            incidents: values(&self.incidents),
        }
    }

    /// Number of errors, those outside records included.
    pub fn n_errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_error()).count()
    }

    /// Number of warnings.
    pub fn n_warnings(&self) -> usize {
        self.problems.len() - self.n_errors()
    }

    /// Number of records, readable or not, that have at least one error.
    pub fn n_errors_in_records(&self) -> usize {
        let mut errors: Vec<usize> =
            self.problems.iter().filter(|problem| problem.is_error()).map(|problem| problem.bytes.start).collect();
        errors.sort_unstable();
        let holds_error = |bytes: &&Range<usize>| {
            let first = errors.partition_point(|at| *at < bytes.start);
            errors.get(first).is_some_and(|at| *at < bytes.end.max(bytes.start + 1))
        };
        self.damaged.len() + self.record_bytes().filter(holds_error).count()
    }

    /// Number of records, readable or not.
    pub fn n_records(&self) -> usize {
        self.damaged.len() + self.record_bytes().count()
    }

    fn record_bytes(&self) -> impl Iterator<Item = &Range<usize>> {
        let actors = self.actors.iter().map(|record| &record.bytes);
        let periods = self.periods.iter().map(|record| &record.bytes);
        let sources = self.sources.iter().map(|record| &record.bytes);
        actors.chain(periods).chain(sources).chain(self.incidents.iter().map(|record| &record.bytes))
    }

    /// The first incident with this id.
    pub fn incident(&self, id: &IncidentId) -> Option<&Record<Arc<Incident>>> {
        self.incidents.iter().find(|record| record.value.id == *id)
    }

    /// The first source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().map(|record| &*record.value).find(|source| source.id == *id)
    }

    /// The first actor with this id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.iter().map(|record| &record.value).find(|actor| actor.id == *id)
    }
}
