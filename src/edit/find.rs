//! Records by their ids, whatever list they are in.

use super::{Document, Refusal};
use crate::format::{List, Value, Written};
use crate::model::IncidentId;
use std::ops::Range;

/// A record of any list.
pub(super) struct Found {
    pub(super) list: List,
    pub(super) bytes: Range<usize>,
    pub(super) value: Value,
    /// What people call it.
    pub(super) name: String,
}

impl Document {
    /// The one record with this id: an incident, else a source, an actor or a period.
    pub(super) fn find(&self, id: &str) -> Result<Found, Refusal> {
        for list in [List::Incidents, List::Sources, List::Actors, List::Periods] {
            let mut found = self.all_with_id(list, id);
            match (found.len(), found.pop()) {
                (1, Some(found)) => return Ok(found),
                (0, _) => {}
                (n, _) => return Err(Refusal::NotOne { id: id.to_owned(), n }),
            }
        }
        let is_damaged = self.damaged.iter().any(|damaged| damaged.id.as_deref() == Some(id));
        Err(if is_damaged { Refusal::Damaged(id.to_owned()) } else { Refusal::NoRecord(id.to_owned()) })
    }

    fn all_with_id(&self, list: List, id: &str) -> Vec<Found> {
        self.records_where(list, |other| other == id)
    }

    /// All records of a list that could be read.
    pub(super) fn records(&self, list: List) -> Vec<Found> {
        self.records_where(list, |_| true)
    }

    fn records_where(&self, list: List, is_meant: impl Fn(&str) -> bool) -> Vec<Found> {
        macro_rules! of {
            ($records:expr, $name:ident) => {
                $records
                    .iter()
                    .filter(|record| is_meant(record.value.id.as_str()))
                    .map(|record| Found {
                        list,
                        bytes: record.bytes.clone(),
                        value: record.value.value(),
                        name: record.value.$name.clone(),
                    })
                    .collect()
            };
        }
        match list {
            List::Actors => of!(self.actors, name),
            List::Periods => of!(self.periods, title),
            List::Sources => of!(self.sources, title),
            List::Incidents => of!(self.incidents, title),
        }
    }

    /// Why a new record of the list cannot have the id, as the end of a sentence.
    pub(super) fn id_taken(&self, list: List, id: &str) -> Result<(), Refusal> {
        let taken = |why: String| Err(Refusal::IdTaken { id: id.to_owned(), why });
        if id.trim().is_empty() {
            return taken("is empty".to_owned());
        }
        let is_damaged = |damaged: &super::Damaged| damaged.list == list && damaged.id.as_deref() == Some(id);
        if !self.all_with_id(list, id).is_empty() || self.damaged.iter().any(is_damaged) {
            return taken(format!("is that of another {}", list.record().to_lowercase()));
        }
        if list != List::Incidents {
            return Ok(());
        }
        if self.header.retired_ids.iter().any(|retired| retired.as_str() == id) {
            return taken("belonged to an incident that was removed".to_owned());
        }
        let had = |previous: &IncidentId| previous.as_str() == id;
        match self.incidents.iter().find(|record| record.value.previous_ids.iter().any(had)) {
            Some(record) => taken(format!("is a previous id of `{}`", record.value.id)),
            None => Ok(()),
        }
    }
}
