//! Which records name an id, and the same records with another id in its place.

use super::Document;
use super::find::Found;
use super::index::Table;
use super::records::Records;
use crate::format::{List, Record, Value, Written};
use crate::model::{Actor, Incident, Period, Source};
use std::sync::Arc;

/// Takes another id for one that a record names; whether it named it.
trait Names: Written + Clone {
    fn rename(&mut self, list: List, id: &str, new: &str) -> bool;
}

fn put<Id: std::borrow::Borrow<str> + for<'a> From<&'a str>>(place: &mut Id, id: &str, new: &str) -> bool {
    let is_it = (*place).borrow() == id;
    if is_it {
        *place = Id::from(new);
    }
    is_it
}

/// Whether any of them was it; all are asked.
fn any(found: impl IntoIterator<Item = bool>) -> bool {
    found.into_iter().fold(false, |any, one| any | one)
}

impl Names for Incident {
    fn rename(&mut self, list: List, id: &str, new: &str) -> bool {
        match list {
            List::Actors => {
                let is_branch = put(&mut self.branch, id, new);
                any(self.attributions.iter_mut().map(|said| put(&mut said.actor, id, new))) | is_branch
            }
            List::Sources => {
                let reports = any(self.reports.iter_mut().map(|report| put(&mut report.source, id, new)));
                let said = self.attributions.iter_mut().filter_map(|said| said.source.as_mut());
                let said = any(said.map(|source| put(source, id, new)));
                reports | said | any(self.cites.iter_mut().map(|cite| put(&mut cite.source, id, new)))
            }
            List::Incidents => any(self.related.iter_mut().map(|related| put(&mut related.id, id, new))),
            List::Periods => false,
        }
    }
}

impl Names for Actor {
    fn rename(&mut self, list: List, id: &str, new: &str) -> bool {
        list == List::Actors && self.parent.as_mut().is_some_and(|parent| put(parent, id, new))
    }
}

impl Names for Source {
    fn rename(&mut self, list: List, id: &str, new: &str) -> bool {
        list == List::Sources && self.relay_of.as_mut().is_some_and(|source| put(source, id, new))
    }
}

impl Names for Period {
    fn rename(&mut self, list: List, id: &str, new: &str) -> bool {
        list == List::Sources && any(self.sources.iter_mut().map(|source| put(source, id, new)))
    }
}

/// A record that names an id: its list, its own id, and its value with the other id.
type Named = (List, String, Value);

/// The records that name an id, found by a table or, without one, one after the other.
fn naming<T: Names>(
    records: &Records<T>,
    table: Option<&Table>,
    own: (List, fn(&T) -> &str),
    (list, id, new): (List, &str, &str),
) -> Vec<Named> {
    let renamed = |record: Record<&Arc<T>>| {
        let mut value = T::clone(record.value);
        value.rename(list, id, new).then(|| (own.0, own.1(record.value).to_owned(), value.value()))
    };
    match table {
        Some(table) => table.of(id).filter_map(|label| records.labelled(label)).filter_map(renamed).collect(),
        None => records.iter().filter_map(renamed).collect(),
    }
}

impl Document {
    /// Lists and ids of the records that name the record of a list, incidents last; itself is none of them.
    pub fn named_by(&self, list: List, id: &str) -> Vec<(List, String)> {
        self.naming(list, id, id).into_iter().map(|(of, own, _)| (of, own)).collect()
    }

    fn naming(&self, list: List, id: &str, new: &str) -> Vec<Named> {
        let index = self.index.as_ref();
        let asked = (list, id, new);
        let actors = || {
            let table = index.map(|index| &index.used_actors[1]);
            naming(&self.actors, table, (List::Actors, |actor| actor.id.as_str()), asked)
        };
        let sources = || {
            let table = index.map(|index| &index.used_sources[2]);
            naming(&self.sources, table, (List::Sources, |source| source.id.as_str()), asked)
        };
        let periods = || {
            let table = index.map(|index| &index.used_sources[1]);
            naming(&self.periods, table, (List::Periods, |period| &period.id), asked)
        };
        let incidents = |table: fn(&super::index::Index) -> &Table| {
            naming(&self.incidents, index.map(table), (List::Incidents, |incident| incident.id.as_str()), asked)
        };
        let mut named = match list {
            List::Actors => [actors(), incidents(|index| &index.used_actors[0])].concat(),
            List::Sources => [sources(), periods(), incidents(|index| &index.used_sources[0])].concat(),
            List::Incidents => incidents(|index| &index.related),
            List::Periods => Vec::new(),
        };
        named.retain(|(of, own, _)| (*of, own.as_str()) != (list, id));
        named
    }

    /// The records that name the record of a list, each with its value once that has another id.
    pub(super) fn renamed(&self, list: List, id: &str, new: &str) -> Result<Vec<(Found, Value)>, super::Refusal> {
        let mut renamed = Vec::new();
        for (of, own, value) in self.naming(list, id, new) {
            let found = self.find_in(of, &own)?;
            renamed.extend(found.map(|found| (found, value)));
        }
        Ok(renamed)
    }
}
