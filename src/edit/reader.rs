//! Reads a document in batches, so that a window can show progress and stop.

use super::told::Told;
use super::{Damaged, Document, Records, check};
use crate::format::{Layout, List, Problem, Record, Slot, decode, fault_problems, layout, parse_slot, read_header};
use crate::model::{Header, Incident};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// How far reading has come, in records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Records read, good or bad.
    pub done: usize,
    /// Records of the file.
    pub total: usize,
}

impl Progress {
    /// Whether all records are read.
    pub fn is_done(self) -> bool {
        self.done >= self.total
    }
}

/// What is read first: what a picture needs. Sources are many and are read about when an incident is looked at.
const ORDER: [List; 4] = [List::Actors, List::Periods, List::Incidents, List::Sources];

/// A document being read: actors and periods first, then incidents, then sources.
#[derive(Debug)]
pub struct Reader {
    document: Document,
    problems: Vec<Problem>,
    layout: Layout,
    /// Records read of each list, in the order of [`ORDER`].
    done: [usize; 4],
}

impl Reader {
    /// Decodes the bytes and finds header and records, without judging a record yet.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let text = match decode(bytes) {
            Ok(text) => text,
            Err(problem) => {
                let document = Document::unreadable(name, problem.clone());
                return Self { document, problems: vec![problem], layout: Layout::default(), done: [0; 4] };
            }
        };
        let layout = layout(&text);
        let (header, mut problems) = read_header(&text, &layout);
        problems.extend(layout.problems.iter().cloned());
        problems.extend(check::hidden_characters(&text));
        let document = Document { name: name.into(), text: text.into(), header, ..Document::default() };
        Self { document, problems, layout, done: [0; 4] }
    }

    /// Reads at most this many more records.
    pub fn read_some(&mut self, max_records: usize) -> Progress {
        let mut left = max_records;
        for (list, done) in ORDER.into_iter().zip(&mut self.done) {
            let slots = self.layout.slots(list).get(*done..).unwrap_or(&[]);
            let n = slots.len().min(left);
            self.document.read_slots(list, slots.get(..n).unwrap_or(&[]), &mut self.problems);
            *done += n;
            left -= n;
        }
        self.progress()
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        Progress { done: self.done.iter().sum(), total: self.layout.n_slots() }
    }

    /// The timeline's own fields.
    pub fn header(&self) -> &Header {
        &self.document.header
    }

    /// The incidents read so far.
    pub fn incidents(&self) -> &Records<Incident> {
        &self.document.incidents
    }

    /// What has been read so far; whole-file checks are still to come.
    pub fn so_far(&self) -> Document {
        let mut document = self.document.clone();
        document.told = Told::as_read(self.problems.clone());
        document
    }

    /// Reads what is left, checks the file as a whole, and puts the problems in the order of the text.
    pub fn finish(mut self) -> Document {
        self.read_some(usize::MAX);
        let (mut document, mut problems) = (self.document, self.problems);
        problems.extend(check::document(&document));
        document.finished(&self.layout, problems);
        document
    }
}

impl Document {
    fn read_slots(&mut self, list: List, slots: &[Slot], problems: &mut Vec<Problem>) {
        for slot in slots {
            match list {
                List::Actors => {
                    let actor = self.read_slot(list, slot, problems);
                    self.actors.extend(actor);
                }
                List::Periods => {
                    let period = self.read_slot(list, slot, problems);
                    self.periods.extend(period);
                }
                List::Sources => {
                    let source = self.read_slot(list, slot, problems);
                    self.sources.extend(source);
                }
                List::Incidents => self.read_incident(slot, problems),
            }
        }
    }

    fn read_slot<T: DeserializeOwned>(
        &mut self,
        list: List,
        slot: &Slot,
        problems: &mut Vec<Problem>,
    ) -> Option<Record<Arc<T>>> {
        let parsed = parse_slot(&self.text, list, slot);
        if parsed.value.is_none() {
            let id = parsed.problems.iter().find_map(|problem| problem.id.clone());
            self.damaged.push(Damaged { list, bytes: slot.bytes.clone(), id });
        }
        problems.extend(parsed.problems);
        parsed.value.map(|value| Record { value: Arc::new(value), bytes: slot.bytes.clone() })
    }

    fn read_incident(&mut self, slot: &Slot, problems: &mut Vec<Problem>) {
        if let Some(record) = self.read_slot::<Incident>(List::Incidents, slot, problems) {
            problems.extend(fault_problems(&self.text, &record.bytes, &record.value));
            self.incidents.push(record);
        }
    }
}
