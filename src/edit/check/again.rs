//! The whole-file checks of single records, asked of the index instead of the whole file.
//!
//! What is said here of a record is what the walk over the whole file says of it; line numbers are left out.

use super::registry::SourceFacts;
use super::twins::{self, COMPARED, DAYS};
use super::{DamagedIds, Known, Placed, doubled_id, empty_id, incident, labels, near, registry, retired_id};
use crate::edit::index::{Index, Indexed, LONGEST_DAYS, attack_key, day_of};
use crate::edit::{Document, records::Records};
use crate::format::{List, Problem};
use crate::model::{Actor, ActorId, Incident, Source, SourceId, tag_definition};
use std::collections::HashSet;

/// A document whose records are checked one by one.
struct Again<'a> {
    document: &'a Document,
    index: &'a Index,
    damaged: DamagedIds<'a>,
}

/// What whole-file checks say of these records, by bytes counted from the start of each; those that are gone are left
/// out.
pub(in crate::edit) fn again(
    document: &Document,
    index: &Index,
    records: impl Iterator<Item = (List, u64)>,
) -> Vec<((List, u64), Vec<Problem>)> {
    let again = Again { document, index, damaged: DamagedIds::new(document) };
    records.filter_map(|(list, label)| Some(((list, label), again.problems(list, label)?))).collect()
}

impl Known for Again<'_> {
    fn source(&self, id: &str) -> Option<&Source> {
        let records = &self.document.sources;
        let labels = self.index.ids_of(List::Sources).of(id);
        labels
            .filter_map(|label| records.labelled(label))
            .filter(|r| r.value.id.as_str() == id)
            .last()
            .map(|r| &**r.value)
    }

    fn has(&self, list: List, id: &str) -> bool {
        let is_there = match list {
            List::Actors => self.is_there::<Actor>(id),
            List::Sources => self.is_there::<Source>(id),
            List::Incidents => self.is_there::<Incident>(id),
            List::Periods => false,
        };
        is_there || self.damaged.may_have(id)
    }

    fn near(&self, list: List, id: &str) -> Option<String> {
        let n_ids = self.index.ids_of(list).n_keys;
        match list {
            List::Actors => near(id, Counted(n_ids, self.document.actors.iter().map(|r| r.value.id.as_str()))),
            List::Sources => near(id, Counted(n_ids, self.document.sources.iter().map(|r| r.value.id.as_str()))),
            List::Incidents => near(id, Counted(n_ids, self.document.incidents.iter().map(|r| r.value.id.as_str()))),
            List::Periods => None,
        }
    }
}

/// Ids, doubled ones as well, and the number of different ones.
struct Counted<I>(usize, I);

impl<I: Iterator> Iterator for Counted<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.1.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0, Some(self.0))
    }
}

impl<I: Iterator> ExactSizeIterator for Counted<I> {}

impl Again<'_> {
    fn is_there<T: Indexed>(&self, id: &str) -> bool {
        let records = T::records(self.document);
        self.index.ids_of(T::LIST).of(id).any(|label| records.labelled(label).is_some_and(|r| r.value.id() == id))
    }

    fn problems(&self, list: List, label: u64) -> Option<Vec<Problem>> {
        match list {
            List::Actors => self.of(&self.document.actors, label, |actor, place| {
                registry::actor(actor, self, self.is_forefather(actor), place);
            }),
            List::Periods => self.of(&self.document.periods, label, |period, place| {
                registry::period(period, self, place);
            }),
            List::Sources => self.of(&self.document.sources, label, |source, place| {
                registry::source(source, self, &self.facts(source), place);
            }),
            List::Incidents => self.of(&self.document.incidents, label, |value, place| {
                if self.document.header.retired_ids.contains(&value.id) {
                    retired_id(value.id.as_str(), place);
                }
                incident(value, self, place);
                self.twin(label, value, place);
            }),
        }
    }

    fn of<T: Indexed>(
        &self,
        records: &Records<T>,
        label: u64,
        check: impl FnOnce(&T, &mut Placed<'_>),
    ) -> Option<Vec<Problem>> {
        let record = records.labelled(label)?;
        let text = self.document.text.slice(record.bytes.clone())?;
        let mut problems = Vec::new();
        let bytes = 0..text.len();
        let mut place =
            Placed { text: &text, bytes: &bytes, id: record.value.id(), tree: None, problems: &mut problems };
        self.id(records, label, &**record.value, &mut place);
        check(record.value, &mut place);
        Some(problems)
    }

    /// An empty id, or one that an earlier record has.
    fn id<T: Indexed>(&self, records: &Records<T>, label: u64, value: &T, place: &mut Placed<'_>) {
        let what = T::LIST.record().to_lowercase();
        let id = value.id();
        if id.trim().is_empty() {
            return empty_id(&what, place);
        }
        let same = self.index.ids_of(T::LIST).of(id);
        let first = same.into_iter().find(|other| records.labelled(*other).is_some_and(|r| r.value.id() == id));
        if let Some(first) = first.filter(|first| *first != label) {
            doubled_id(id, &what, (first, ""), &|id| self.is_there::<T>(id), place);
        }
    }

    /// Whether following the parents of an actor leads back to it.
    fn is_forefather(&self, actor: &Actor) -> bool {
        let parent = |id: &str| {
            let labels = self.index.ids_of(List::Actors).of(id);
            let actors = labels.filter_map(|label| self.document.actors.labelled(label));
            let actors = actors.filter(|r| r.value.id.as_str() == id && r.value.parent.is_some());
            actors.last().and_then(|r| r.value.parent.as_ref()).map(ActorId::as_str)
        };
        leads_back(actor.id.as_str(), parent)
    }

    fn facts<'s>(&'s self, source: &'s Source) -> SourceFacts<'s> {
        let relayed = |id: &str| self.source(id).and_then(|source| source.relay_of.as_ref()).map(SourceId::as_str);
        SourceFacts {
            is_in_circle: leads_back(source.id.as_str(), relayed),
            shares_link_with: self.first_with_link(source).filter(|first| *first != source.id.as_str()),
            is_orphan: self.document.damaged.is_empty() && !self.is_used(source.id.as_str()),
        }
    }

    fn first_with_link(&self, source: &Source) -> Option<&str> {
        let url = source.url.as_deref()?;
        let sources = self.index.links.of(url).filter_map(|label| self.document.sources.labelled(label));
        let mut sources = sources.filter(|r| r.value.url.as_deref() == Some(url));
        sources.next().map(|r| r.value.id.as_str())
    }

    fn is_used(&self, id: &str) -> bool {
        let [by_incidents, by_periods, by_sources] = &self.index.used_sources;
        let Document { incidents, periods, sources, .. } = self.document;
        let is_it = |other: &SourceId| other.as_str() == id;
        by_incidents
            .of(id)
            .any(|label| incidents.labelled(label).is_some_and(|r| r.value.source_ids().into_iter().any(is_it)))
            || by_periods.of(id).any(|label| periods.labelled(label).is_some_and(|r| r.value.sources.iter().any(is_it)))
            || by_sources
                .of(id)
                .any(|label| sources.labelled(label).is_some_and(|r| r.value.relay_of.iter().any(is_it)))
    }

    /// The nearest attack before this one that may be the same.
    fn twin(&self, label: u64, later: &Incident, place: &mut Placed<'_>) {
        let Some(key) = attack_key(later) else { return };
        let reach = LONGEST_DAYS + DAYS;
        let is_within = |other: u64| other >> 32 == key >> 32 && day_of(key) - day_of(other) <= reach;
        let before = self.index.attacks.pairs.before((key, label)).take_while(|(other, _)| is_within(*other));
        let before = before.filter_map(|(_, label)| Some((label, self.document.incidents.labelled(label)?.value)));
        let mut before = before.filter(|(_, earlier)| earlier.place.country == later.place.country).take(COMPARED);
        let found = before.find_map(|(label, earlier)| Some((label, earlier, twins::twin_of(earlier, later)?)));
        if let Some((earlier_label, earlier, likeness)) = found {
            twins::warn(earlier, likeness, (earlier_label, ""), place);
        }
    }
}

fn leads_back<'a>(id: &'a str, next: impl Fn(&'a str) -> Option<&'a str>) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut at = next(id);
    while let Some(other) = at {
        if other == id {
            return true;
        }
        if !seen.insert(other) {
            return false;
        }
        at = next(other);
    }
    false
}

/// A warning for each tag that is not on the list, at its first use in the text.
pub(in crate::edit) fn tags(document: &Document, index: &Index) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut uses = index.tags.pairs.iter().peekable();
    while let Some((tag, first)) = uses.next() {
        let mut n = 1;
        while uses.next_if(|(other, _)| *other == tag).is_some() {
            n += 1;
        }
        let Some(record) = document.incidents.labelled(first) else { continue };
        let Some(text) = document.text.slice(record.bytes.clone()) else { continue };
        let is_it = |other: &String| crate::edit::index::hash(other) == tag && tag_definition(other).is_none();
        let Some(i) = record.value.tags.iter().position(is_it) else { continue };
        let mut here = Vec::new();
        let bytes = 0..text.len();
        let id = record.value.id.as_str();
        let mut place = Placed { text: &text, bytes: &bytes, id, tree: None, problems: &mut here };
        labels::unlisted_tag(record.value.tags.get(i).map_or("", String::as_str), i, n, &mut place);
        problems.extend(here.into_iter().map(|problem| problem.moved(record.bytes.start)));
    }
    problems
}
