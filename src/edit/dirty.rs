//! Which records whole-file checks may judge otherwise after a change.

use super::Document;
use super::check::{TWIN_CROWD, TWIN_DAYS, twin_of};
use super::index::{Index, Indexed, LONGEST_DAYS, attack_key, day_of};
use crate::format::{List, Problem, code};
use crate::model::{Actor, Incident, IncidentId, Period, Source, SourceId};
use std::collections::HashSet;
use std::sync::Arc;

/// A record that changed, came (`old` is `None`) or went (`new` is).
pub(super) struct Changed<T> {
    pub(super) label: u64,
    pub(super) old: Option<Arc<T>>,
    pub(super) new: Option<Arc<T>>,
    /// What is wrong with it alone, by bytes counted from its start.
    pub(super) own: Vec<Problem>,
    /// What was noted of a record that went.
    pub(super) old_notes: Option<Arc<[Problem]>>,
}

impl<T> Changed<T> {
    /// What it was and what it is, as far as it was and is there.
    fn both(&self) -> impl Iterator<Item = &T> {
        self.old.iter().chain(&self.new).map(|value| &**value)
    }

    fn differs<F: PartialEq>(&self, field: impl Fn(&T) -> F) -> bool {
        self.old.as_deref().map(&field) != self.new.as_deref().map(&field)
    }
}

type AllChanged = (Vec<Changed<Actor>>, Vec<Changed<Period>>, Vec<Changed<Source>>, Vec<Changed<Incident>>);

/// The records to check again; the index knows the changes. `retired` is what the header's `retired_ids` were.
pub(super) fn dirty(
    document: &Document,
    index: &Index,
    (actors, periods, sources, incidents): &AllChanged,
    retired: &[IncidentId],
) -> Vec<(List, u64)> {
    let mut dirty = Dirty { document, index, found: Vec::new() };
    if !actors.is_empty() {
        // Few, and each may be on another's way to the root.
        dirty.found.extend(document.actors.items().map(|item| (List::Actors, item.label)));
    }
    for change in actors {
        dirty.ids(change);
        if change.differs(|actor| actor.id.clone()) {
            for actor in change.both() {
                dirty.add(List::Incidents, index.used_actors[0].of(actor.id.as_str()));
            }
        }
    }
    for change in periods {
        dirty.ids(change);
        dirty.used_sources(change.both().flat_map(|period| period.sources.iter().map(SourceId::as_str)));
    }
    sources.iter().for_each(|change| dirty.source(change));
    incidents.iter().for_each(|change| dirty.incident(change));
    dirty.retired(retired);
    dirty.found
}

struct Dirty<'a> {
    document: &'a Document,
    index: &'a Index,
    found: Vec<(List, u64)>,
}

impl Dirty<'_> {
    fn add(&mut self, list: List, labels: impl Iterator<Item = u64>) {
        self.found.extend(labels.map(|label| (list, label)));
    }

    /// The record itself, and those that have its ids or hang on all ids of its list.
    fn ids<T: Indexed>(&mut self, change: &Changed<T>) {
        if change.new.is_some() {
            self.found.push((T::LIST, change.label));
        }
        if change.differs(|record| record.id().to_owned()) {
            for record in change.both() {
                self.add(T::LIST, self.index.ids_of(T::LIST).of(record.id()));
            }
            self.found.extend(self.index.watchers_of(T::LIST));
        }
    }

    /// Sources that are named by others now, or no more.
    fn used_sources<'s>(&mut self, ids: impl Iterator<Item = &'s str>) {
        for id in ids {
            self.add(List::Sources, self.index.ids_of(List::Sources).of(id));
        }
    }

    fn source(&mut self, change: &Changed<Source>) {
        self.ids(change);
        let [by_incidents, by_periods, by_sources] = &self.index.used_sources;
        if change.differs(|source| source.id.clone()) {
            for source in change.both() {
                self.add(List::Periods, by_periods.of(source.id.as_str()));
                self.add(List::Sources, by_sources.of(source.id.as_str()));
            }
        }
        if change.differs(|source| (source.id.clone(), source.kind, source.published, source.relay_of.clone())) {
            for id in self.passed_on(change) {
                self.add(List::Incidents, by_incidents.of(&id));
            }
        }
        if change.differs(|source| (source.id.clone(), source.url.clone())) {
            for url in change.both().filter_map(|source| source.url.as_deref()) {
                self.add(List::Sources, self.index.links.of(url));
            }
        }
        if change.differs(|source| (source.id.clone(), source.relay_of.clone())) {
            for relayed in change.both().filter_map(|source| source.relay_of.as_ref()) {
                self.used_sources(std::iter::once(relayed.as_str()));
                self.circle(relayed.as_str());
            }
        }
    }

    /// The ids of a source and of those that pass it on, directly or not.
    fn passed_on(&self, change: &Changed<Source>) -> HashSet<String> {
        let mut ids: HashSet<String> = HashSet::new();
        let mut next: Vec<String> = change.both().map(|source| source.id.to_string()).collect();
        while let Some(id) = next.pop() {
            let by = self.index.used_sources[2].of(&id);
            let by = by.filter_map(|label| self.document.sources.labelled(label)).map(|r| r.value.id.to_string());
            if !ids.contains(&id) {
                next.extend(by);
                ids.insert(id);
            }
        }
        ids
    }

    /// The sources on the way from one to what it passes on in the end.
    fn circle(&mut self, id: &str) {
        let mut seen: HashSet<String> = HashSet::new();
        let mut next = Some(id.to_owned());
        while let Some(id) = next.filter(|id| seen.insert(id.clone())) {
            let labels: Vec<u64> = self.index.ids_of(List::Sources).of(&id).collect();
            let sources = labels.iter().filter_map(|label| self.document.sources.labelled(*label));
            next = sources.filter_map(|r| r.value.relay_of.as_ref()).last().map(SourceId::to_string);
            self.add(List::Sources, labels.into_iter());
        }
    }

    fn incident(&mut self, change: &Changed<Incident>) {
        self.ids(change);
        if change.differs(|incident| incident.id.clone()) {
            for incident in change.both() {
                self.add(List::Incidents, self.index.related.of(incident.id.as_str()));
            }
        }
        let sources = |incident: &Incident| -> Vec<String> {
            incident.source_ids().into_iter().map(SourceId::to_string).collect()
        };
        if change.differs(sources) {
            let ids: HashSet<String> = change.both().flat_map(sources).collect();
            self.used_sources(ids.iter().map(String::as_str));
        }
        let likeness = |incident: &Incident| {
            let Incident { id, kind, when, place, killed, reports, related, .. } = incident.clone();
            (id, kind, when, place, killed, reports, related)
        };
        if change.differs(likeness) {
            self.twins(change);
        }
    }

    /// Later attacks whose twin it was, or may be now.
    fn twins(&mut self, change: &Changed<Incident>) {
        let reach = LONGEST_DAYS + TWIN_DAYS;
        let now = change.new.as_deref().and_then(|new| Some((attack_key(new)?, new)));
        let is_moved = change.differs(attack_key);
        let mut keys: Vec<u64> = change.both().filter_map(attack_key).collect();
        keys.dedup();
        for key in keys {
            let attacks = &self.index.attacks.pairs;
            let is_near = |other: u64| other >> 32 == key >> 32 && (day_of(other) - day_of(key)).abs() <= reach;
            let n_before = attacks.before((key, 0)).take_while(|(other, _)| is_near(*other)).take(TWIN_CROWD).count();
            let later: Vec<(u64, u64)> = attacks.from((key, 0)).take_while(|(other, _)| is_near(*other)).collect();
            let is_crowd = n_before + later.len() >= TWIN_CROWD;
            for (other_key, label) in later.into_iter().filter(|(_, label)| *label != change.label) {
                if (is_crowd && is_moved) || self.is_other_twin(change.label, now, (other_key, label)) {
                    self.found.push((List::Incidents, label));
                }
            }
        }
    }

    /// Whether an attack has another twin now that the one with this label is such.
    fn is_other_twin(&self, changed: u64, now: Option<(u64, &Incident)>, (key, label): (u64, u64)) -> bool {
        let incidents = &self.document.incidents;
        let Some(later) = incidents.find(label).and_then(|at| incidents.item(at)) else { return false };
        let mut notes = later.notes.iter().flat_map(|notes| notes.iter());
        let twin = notes.find(|note| note.code == code::NEAR_TWIN).and_then(|note| note.line.as_deref());
        let twin = twin.map(|line| line.of);
        if twin == Some(changed) {
            return true;
        }
        let Some((changed_key, new)) = now.filter(|(changed_key, _)| (*changed_key, changed) < (key, label)) else {
            return false;
        };
        if twin_of(new, &later.value).is_none() {
            return false;
        }
        let key_of = |label: u64| Some((attack_key(incidents.labelled(label)?.value)?, label));
        twin.and_then(key_of).is_none_or(|twin| twin < (changed_key, changed))
    }

    fn retired(&mut self, before: &[IncidentId]) {
        let now = &self.document.header.retired_ids;
        if before == now.as_slice() {
            return;
        }
        let (before, now): (HashSet<&IncidentId>, HashSet<&IncidentId>) =
            (before.iter().collect(), now.iter().collect());
        for id in before.symmetric_difference(&now) {
            self.add(List::Incidents, self.index.ids_of(List::Incidents).of(id.as_str()));
        }
    }
}
