//! Who has which id, who names it, and what else whole-file checks ask, kept up to date edit by edit.
//!
//! Records are known by their labels, ids by their hashes: whoever looks something up compares the record it finds.

use super::draft::bare;
use super::pairs::{Pair, Pairs};
use super::usage;
use super::{Document, records::Records};
use crate::format::{List, Record};
use crate::model::{Actor, Day, Incident, Kind, Period, Source, tag_definition};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// A span or an inexact date of more days than this is like too much to be compared with others.
pub(super) const LONGEST_DAYS: i32 = 31;

/// The tables; each is sorted by hash, then by label.
#[derive(Clone, Default, Debug)]
pub(super) struct Index {
    /// Ids of each list, in the order of [`List::ALL`].
    pub(super) ids: [Table; 4],
    /// Ids that incidents had once.
    pub(super) previous_ids: Table,
    /// Sources that incidents, periods and other sources name.
    pub(super) used_sources: [Table; 3],
    /// Actors that incidents and other actors name.
    pub(super) used_actors: [Table; 2],
    /// Incidents that incidents name.
    pub(super) related: Table,
    /// Addresses of sources.
    pub(super) links: Table,
    /// Tags that are not on the list, as often as they are used.
    pub(super) tags: Table,
    /// Attacks by country and first day.
    pub(super) attacks: Table,
    /// First days of incidents, as [`day_key`] writes them.
    pub(super) firsts: Table,
    /// What incidents are called, as [`crate::edit::draft::bare`] writes it.
    pub(super) titles: Table,
    /// First days of incidents, by the part of the file they are in: see [`Document::last_until`].
    days: Pairs,
    /// Records whose problems hang on all ids of a list; by list.
    pub(super) watchers: [Table; 4],
}

/// Pairs, and how many different first numbers they have.
#[derive(Clone, Default, Debug)]
pub(super) struct Table {
    pub(super) pairs: Pairs,
    pub(super) n_keys: usize,
}

impl Table {
    fn new(pairs: Vec<Pair>) -> Self {
        let pairs = Pairs::new(pairs);
        let mut last = None;
        let n_keys = pairs.iter().filter(|pair| last.replace(pair.0) != Some(pair.0)).count();
        Self { pairs, n_keys }
    }

    fn insert(&mut self, pair: Pair) {
        self.n_keys += usize::from(!self.pairs.has(pair.0));
        self.pairs.insert(pair);
    }

    fn remove(&mut self, pair: Pair) {
        self.pairs.remove(pair);
        self.n_keys -= usize::from(!self.pairs.has(pair.0)).min(self.n_keys);
    }

    pub(super) fn of(&self, text: &str) -> impl Iterator<Item = u64> {
        self.pairs.of(hash(text))
    }

    /// Makes a record's pairs these instead of those.
    fn turn(&mut self, label: u64, old: Vec<u64>, new: Vec<u64>) {
        if old == new {
            return;
        }
        for key in old {
            self.remove((key, label));
        }
        for key in new {
            self.insert((key, label));
        }
    }
}

pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What a record has in the tables.
pub(super) trait Indexed {
    const LIST: List;
    fn id(&self) -> &str;
    fn records(document: &Document) -> &Records<Self>
    where
        Self: Sized;
    /// The first day it may have been, if the list is in the order of days.
    fn first_day(&self) -> Option<i32> {
        None
    }
    /// Its keys in each of the tables that [`Index::tables`] gives for its list.
    fn keys(&self) -> Vec<Vec<u64>>;
}

impl Indexed for Actor {
    const LIST: List = List::Actors;

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn records(document: &Document) -> &Records<Self> {
        &document.actors
    }

    fn keys(&self) -> Vec<Vec<u64>> {
        vec![vec![hash(self.id())], self.parent.iter().map(|parent| hash(parent.as_str())).collect()]
    }
}

impl Indexed for Period {
    const LIST: List = List::Periods;

    fn id(&self) -> &str {
        &self.id
    }

    fn records(document: &Document) -> &Records<Self> {
        &document.periods
    }

    fn keys(&self) -> Vec<Vec<u64>> {
        vec![vec![hash(self.id())], distinct(self.sources.iter().map(|source| hash(source.as_str())))]
    }
}

impl Indexed for Source {
    const LIST: List = List::Sources;

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn records(document: &Document) -> &Records<Self> {
        &document.sources
    }

    fn keys(&self) -> Vec<Vec<u64>> {
        vec![
            vec![hash(self.id())],
            self.relay_of.iter().map(|source| hash(source.as_str())).collect(),
            self.url.iter().map(|url| hash(url)).collect(),
        ]
    }
}

impl Indexed for Incident {
    const LIST: List = List::Incidents;

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn records(document: &Document) -> &Records<Self> {
        &document.incidents
    }

    fn first_day(&self) -> Option<i32> {
        Some(self.when.earliest().days())
    }

    fn keys(&self) -> Vec<Vec<u64>> {
        vec![
            vec![hash(self.id())],
            distinct(self.previous_ids.iter().map(|id| hash(id.as_str()))),
            distinct(usage::sources(self).map(|used| hash(used.id.as_str()))),
            distinct(usage::actors(self).map(|used| hash(used.id.as_str()))),
            distinct(usage::incidents(self).map(|used| hash(used.id.as_str()))),
            sorted(self.tags.iter().filter(|tag| tag_definition(tag).is_none()).map(|tag| hash(tag))),
            attack_key(self).into_iter().collect(),
            vec![day_key(self.when.earliest().days())],
            vec![hash(&bare(&self.title))],
        ]
    }
}

fn sorted(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    keys
}

fn distinct(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys = sorted(keys);
    keys.dedup();
    keys
}

/// Country and first day of an attack that may have a twin.
pub(super) fn attack_key(incident: &Incident) -> Option<u64> {
    let first = incident.when.earliest();
    let is_dated = incident.kind == Kind::Attack && incident.latest() - first <= LONGEST_DAYS;
    is_dated.then(|| attack_key_on(&incident.place.country, first.days()))
}

/// The key of attacks in a country that begin on a day.
pub(super) fn attack_key_on(country: &str, day: i32) -> u64 {
    let day = u64::from(day.cast_unsigned() ^ (1 << 31));
    (hash(country) >> 32 << 32) | day
}

/// The day in a key of [`attack_key_on`].
pub(super) fn day_of(key: u64) -> i32 {
    ((key & u64::from(u32::MAX)) as u32 ^ (1 << 31)).cast_signed()
}

/// The key of a first day; ascends with the day.
pub(super) fn day_key(day: i32) -> u64 {
    u64::from(day.cast_unsigned() ^ (1 << 31))
}

/// The records with this id, in the order of the file; without an index every record is looked at.
pub(super) fn with_id<'a, T: Indexed>(
    records: &'a Records<T>,
    index: Option<&Index>,
    id: &str,
) -> Vec<Record<&'a Arc<T>>> {
    let is_it = |record: &Record<&Arc<T>>| record.value.id() == id;
    match index {
        Some(index) => index.ids_of(T::LIST).of(id).filter_map(|at| records.labelled(at)).filter(is_it).collect(),
        None => records.iter().filter(is_it).collect(),
    }
}

/// Labels of one part of the file have these bits in common.
const PART_BITS: u32 = 48;

fn day_pair<T: Indexed>(label: u64, record: &T) -> Option<Pair> {
    record.first_day().map(|day| (label >> PART_BITS, u64::from(day.cast_unsigned() ^ (1 << 31))))
}

impl Document {
    /// The bytes of the last incident of the file that is not later than a day.
    pub(super) fn last_until(&self, day: Day) -> Option<Range<usize>> {
        let is_it = |value: &Incident| value.when.earliest() <= day;
        let Some(index) = &self.index else {
            return self.incidents.iter().rev().find(|record| is_it(record.value)).map(|record| record.bytes);
        };
        let wanted = u64::from(day.days().cast_unsigned() ^ (1 << 31));
        let last = self.incidents.last_at().and_then(|at| self.incidents.item(at))?.label >> PART_BITS;
        let has_it = |part: &u64| {
            let first = index.days.from((*part, 0)).next();
            first.is_some_and(|(other, day)| other == *part && day <= wanted)
        };
        let part = (0..=last).rev().find(has_it)?;
        let mut at = self.incidents.last_up_to(((part + 1) << PART_BITS) - 1);
        while let Some(here) = at {
            let record = self.incidents.record(here)?;
            if is_it(record.value) {
                return Some(record.bytes);
            }
            at = self.incidents.before(here);
        }
        None
    }
}

impl Index {
    pub(super) fn new(document: &Document) -> Self {
        let mut index = Self::default();
        index.fill(&document.actors);
        index.fill(&document.periods);
        index.fill(&document.sources);
        index.fill(&document.incidents);
        index
    }

    fn fill<T: Indexed>(&mut self, records: &Records<T>) {
        let mut all: Vec<Vec<Pair>> = Vec::new();
        for item in records.items() {
            for (table, keys) in item.value.keys().into_iter().enumerate() {
                if all.len() <= table {
                    all.push(Vec::with_capacity(records.len()));
                }
                all[table].extend(keys.into_iter().map(|key| (key, item.label)));
            }
        }
        for (table, pairs) in self.tables(T::LIST).into_iter().zip(all) {
            *table = Table::new(pairs);
        }
        let days: Vec<Pair> = records.items().filter_map(|item| day_pair(item.label, &*item.value)).collect();
        if !days.is_empty() {
            self.days = Pairs::new(days);
        }
    }

    /// The tables that records of a list are in, in the order of [`Indexed::keys`].
    fn tables(&mut self, list: List) -> Vec<&mut Table> {
        let [actors, periods, sources, incidents] = &mut self.ids;
        let [sources_by_incidents, sources_by_periods, sources_by_sources] = &mut self.used_sources;
        let [actors_by_incidents, actors_by_actors] = &mut self.used_actors;
        match list {
            List::Actors => vec![actors, actors_by_actors],
            List::Periods => vec![periods, sources_by_periods],
            List::Sources => vec![sources, sources_by_sources, &mut self.links],
            List::Incidents => vec![
                incidents,
                &mut self.previous_ids,
                sources_by_incidents,
                actors_by_incidents,
                &mut self.related,
                &mut self.tags,
                &mut self.attacks,
                &mut self.firsts,
                &mut self.titles,
            ],
        }
    }

    /// Follows a record that changed, came or went. Whether anything in the tables is different then.
    pub(super) fn turn<T: Indexed>(&mut self, label: u64, old: Option<&T>, new: Option<&T>) {
        let days = (old.and_then(|old| day_pair(label, old)), new.and_then(|new| day_pair(label, new)));
        if days.0 != days.1 {
            days.0.into_iter().for_each(|day| self.days.remove(day));
            days.1.into_iter().for_each(|day| self.days.insert(day));
        }
        let (old, new) = (old.map(T::keys).unwrap_or_default(), new.map(T::keys).unwrap_or_default());
        let keys = |of: &[Vec<u64>], at: usize| of.get(at).cloned().unwrap_or_default();
        for (at, table) in self.tables(T::LIST).into_iter().enumerate() {
            table.turn(label, keys(&old, at), keys(&new, at));
        }
    }

    pub(super) fn ids_of(&self, list: List) -> &Table {
        &self.ids[list as usize]
    }

    /// Notes whether the problems of a record hang on all ids of a list.
    pub(super) fn watch(&mut self, list: List, watcher: (List, u64), does: bool) {
        let table = &mut self.watchers[list as usize];
        let pair = (watcher.0 as u64, watcher.1);
        let did = table.pairs.from(pair).next() == Some(pair);
        if does && !did {
            table.insert(pair);
        } else if did && !does {
            table.remove(pair);
        }
    }

    pub(super) fn watchers_of(&self, list: List) -> Vec<(List, u64)> {
        let pairs = self.watchers[list as usize].pairs.iter();
        pairs.filter_map(|(list, label)| Some((*List::ALL.get(usize::try_from(list).ok()?)?, label))).collect()
    }
}
