//! Records by their ids, whatever list they are in.

use super::index::with_id;
use super::{Document, Refusal};
use crate::format::{List, Record, Value, Written};
use crate::model::{Actor, Incident, IncidentId};
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
    /// The one record with this id: an incident, else a source, an actor or a period. An id that several lists have is
    /// told apart by the list's name in front of it, such as `actors:is`.
    pub(super) fn find(&self, id: &str) -> Result<Found, Refusal> {
        if let Some(found) = self.find_plain(id)? {
            return Ok(found);
        }
        let named =
            List::ALL.into_iter().find_map(|list| Some((list, id.strip_prefix(list.field())?.strip_prefix(':')?)));
        if let Some((list, id)) = named
            && let Some(found) = self.find_in(list, id)?
        {
            return Ok(found);
        }
        let is_damaged = self.damaged.iter().any(|damaged| damaged.id.as_deref() == Some(id));
        Err(if is_damaged { Refusal::Damaged(id.to_owned()) } else { Refusal::NoRecord(id.to_owned()) })
    }

    fn find_plain(&self, id: &str) -> Result<Option<Found>, Refusal> {
        for list in [List::Incidents, List::Sources, List::Actors, List::Periods] {
            if let Some(found) = self.find_in(list, id)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The one record of a list with this id.
    pub(super) fn find_in(&self, list: List, id: &str) -> Result<Option<Found>, Refusal> {
        let mut found = self.all_with_id(list, id);
        match (found.len(), found.pop()) {
            (0, _) => Ok(None),
            (1, found) => Ok(found),
            (n, _) => Err(Refusal::NotOne { id: id.to_owned(), n }),
        }
    }

    /// An id as commands name the record of this list: the plain one, unless it means a record of another list first.
    pub(super) fn command_id(&self, list: List, id: &str) -> String {
        match self.find_plain(id) {
            Ok(Some(found)) if found.list != list => format!("{}:{id}", list.field()),
            _ => id.to_owned(),
        }
    }

    fn all_with_id(&self, list: List, id: &str) -> Vec<Found> {
        let index = self.index.as_ref();
        match list {
            List::Actors => found(list, with_id(&self.actors, index, id), Actor::label),
            List::Periods => found(list, with_id(&self.periods, index, id), |period| &period.title),
            List::Sources => found(list, with_id(&self.sources, index, id), |source| &source.title),
            List::Incidents => found(list, with_id(&self.incidents, index, id), |incident| &incident.title),
        }
    }

    /// All records of a list that could be read.
    pub(super) fn records(&self, list: List) -> Vec<Found> {
        match list {
            List::Actors => found(list, self.actors.iter(), Actor::label),
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
    name: impl Fn(&T) -> &str,
) -> Vec<Found> {
    let of = |Record { value, bytes }: Record<&Arc<T>>| Found {
        list,
        bytes,
        value: Written::value(&**value),
        name: name(value).to_owned(),
    };
    records.into_iter().map(of).collect()
}
