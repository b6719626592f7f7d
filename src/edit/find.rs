//! Records by their ids, whatever list they are in.

use super::index::with_id;
use super::{Document, Refusal};
use crate::format::{List, Record, Value, Written};
use crate::model::{Incident, IncidentId};
use std::ops::Range;
use std::sync::Arc;

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
        let index = self.index.as_ref();
        match list {
            List::Actors => found(list, with_id(&self.actors, index, id), |actor| &actor.name),
            List::Periods => found(list, with_id(&self.periods, index, id), |period| &period.title),
            List::Sources => found(list, with_id(&self.sources, index, id), |source| &source.title),
            List::Incidents => found(list, with_id(&self.incidents, index, id), |incident| &incident.title),
        }
    }

    /// All records of a list that could be read.
    pub(super) fn records(&self, list: List) -> Vec<Found> {
        match list {
            List::Actors => found(list, self.actors.iter(), |actor| &actor.name),
            List::Periods => found(list, self.periods.iter(), |period| &period.title),
            List::Sources => found(list, self.sources.iter(), |source| &source.title),
            List::Incidents => found(list, self.incidents.iter(), |incident| &incident.title),
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
        let had_it = |record: &Record<&Arc<Incident>>| record.value.previous_ids.iter().any(had);
        let found = match &self.index {
            Some(index) => index.previous_ids.of(id).filter_map(|label| self.incidents.labelled(label)).find(had_it),
            None => self.incidents.iter().find(had_it),
        };
        match found {
            Some(record) => taken(format!("is a previous id of `{}`", record.value.id)),
            None => Ok(()),
        }
    }
}

fn found<'a, T: Written + 'a>(
    list: List,
    records: impl IntoIterator<Item = Record<&'a Arc<T>>>,
    name: impl Fn(&T) -> &String,
) -> Vec<Found> {
    let of = |Record { value, bytes }: Record<&Arc<T>>| Found {
        list,
        bytes,
        value: Written::value(&**value),
        name: name(value).clone(),
    };
    records.into_iter().map(of).collect()
}
