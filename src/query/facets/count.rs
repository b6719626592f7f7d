//! How many incidents of a selection have each value of a facet, year by year. One pass over plain columns a facet.

use super::{Facet, FacetValue, Picked};
use crate::model::{ActorId, AttackType, Confidence, Day, Kind, SourceKind, TargetType, Vocabulary};
use crate::query::canonical::quoted;
use crate::query::{AttributionStatus, Columns, Many, Mask};
use std::cmp::Reverse;

/// Classes of the number of killed: first and last, both counting.
const CASUALTIES: [(u32, Option<u32>); 6] =
    [(0, Some(0)), (1, Some(9)), (10, Some(24)), (25, Some(49)), (50, Some(99)), (100, None)];
/// Classes of the number of independent sources.
const SOURCES: [(u32, Option<u32>); 5] = [(0, Some(0)), (1, Some(1)), (2, Some(2)), (3, Some(4)), (5, None)];
/// More years than these are not drawn one by one; the last ones are.
const MAX_YEARS: i32 = 40;

/// Size and id of a branch and of those it is under, from the root on.
type BranchOrder = Vec<(Reverse<u32>, String)>;

/// The years of the span, as ranges of rows and of days.
pub(super) struct Years {
    first: i32,
    /// First row of each year, and the row behind the last one.
    rows: Vec<usize>,
    /// First day of each year, and the day behind the last one.
    days: Vec<i32>,
}

impl Years {
    pub(super) fn new(columns: &Columns) -> Self {
        let (first, last) = columns.span_days();
        let (first, last) = (first.year().max(last.year() - MAX_YEARS), last.year());
        let start = |year: i32| Day::from_ymd(year, 1, 1).map_or(i32::MAX, Day::days);
        let days: Vec<i32> = (first..=last + 1).map(start).collect();
        let rows = days.iter().map(|day| columns.earliest.partition_point(|earliest| earliest < day)).collect();
        Self { first, rows, days }
    }

    pub(super) fn ends(&self) -> (i32, i32) {
        let n = i32::try_from(self.n()).unwrap_or(1);
        (self.first, self.first + n - 1)
    }

    fn n(&self) -> usize {
        self.days.len().saturating_sub(1)
    }
}

/// Counts of values, each with its years; the last slot of a row of counts takes what lies outside the span.
struct Tally<'a> {
    years: &'a Years,
    n_slots: usize,
    counts: Vec<u32>,
}

impl<'a> Tally<'a> {
    fn new(n_values: usize, years: &'a Years) -> Self {
        let n_slots = years.n() + 1;
        Self { years, n_slots, counts: vec![0; n_values * n_slots] }
    }

    #[inline]
    fn add(&mut self, value: usize, slot: usize) {
        if let Some(n) = self.counts.get_mut(value * self.n_slots + slot) {
            *n += 1;
        }
    }

    /// Calls `visit` with each row of the selection and its slot, in order of time.
    fn each(&mut self, mask: &Mask, mut visit: impl FnMut(&mut Self, usize, usize)) {
        let (mut slot, mut next) = (self.n_slots - 1, self.years.rows.first().copied().unwrap_or(usize::MAX));
        let n_years = self.years.n();
        let mut at = 0;
        mask.for_each(|row| {
            while row >= next {
                slot = if at < n_years { at } else { n_years };
                at += 1;
                next = self.years.rows.get(at).copied().unwrap_or(usize::MAX);
            }
            visit(self, row, slot);
        });
    }

    fn value(&self, value: usize) -> (u32, Vec<u32>) {
        let slots = self.counts.get(value * self.n_slots..(value + 1) * self.n_slots).unwrap_or_default();
        let by_year = slots.get(..self.n_slots - 1).unwrap_or_default().to_vec();
        (slots.iter().sum(), by_year)
    }

    fn values(&self, named: impl IntoIterator<Item = (String, String)>) -> Vec<FacetValue> {
        let named = named.into_iter().enumerate().map(|(i, (label, term))| {
            let (n, by_year) = self.value(i);
            FacetValue { label, term, depth: 0, n, by_year, picked: Picked::No }
        });
        named.collect()
    }
}

/// The values of a facet over a selection, in the order of the screen; those that no incident has along.
pub(super) fn values(facet: Facet, columns: &Columns, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    match facet {
        Facet::Branch => branches(columns, mask, years),
        Facet::Country => {
            let named = columns.countries.iter().zip(&columns.country_labels);
            let named = named.map(|(code, label)| (label.clone(), format!("country:{code}")));
            largest(one(&columns.country, columns.countries.len(), mask, years).values(named))
        }
        Facet::Admin1 => provinces(columns, mask, years),
        Facet::Kind => words::<Kind>("kind", &columns.kind, mask, years),
        Facet::Status => words::<AttributionStatus>("status", &columns.status, mask, years),
        Facet::Confidence => words::<Confidence>("confidence", &columns.confidence, mask, years),
        Facet::Attack => bits::<AttackType, _>("attack", &columns.attack_bits, mask, years),
        Facet::Target => bits::<TargetType, _>("target", &columns.target_bits, mask, years),
        Facet::SourceKind => bits::<SourceKind, _>("source-kind", &columns.source_kinds, mask, years),
        Facet::Casualties => casualties(columns, mask, years),
        Facet::Sources => sources(columns, mask, years),
        Facet::Year => by_year(columns, mask, years),
        Facet::Publisher => many(&columns.publishers, "=", "publisher", mask, years),
        Facet::Tag => many(&columns.tags, "", "tag", mask, years),
    }
}

fn largest(mut values: Vec<FacetValue>) -> Vec<FacetValue> {
    values.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.label.cmp(&b.label)));
    values
}

fn one<'a>(column: &[u16], n_values: usize, mask: &Mask, years: &'a Years) -> Tally<'a> {
    let mut tally = Tally::new(n_values, years);
    tally.each(mask, |tally, row, slot| {
        if let Some(value) = column.get(row) {
            tally.add(usize::from(*value), slot);
        }
    });
    tally
}

/// A branch counts what is filed under it and below it, as the term finds it. A branch stands behind the one it is under.
fn branches(columns: &Columns, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let tally = one(&columns.branch, columns.branches.len(), mask, years);
    let actors = &columns.actors;
    let mut values: Vec<FacetValue> = Vec::new();
    let mut wanted: Vec<&ActorId> = Vec::new();
    for branch in &columns.branches {
        for id in actors.path(branch) {
            if !wanted.contains(&id) {
                wanted.push(id);
            }
        }
    }
    for id in &wanted {
        let (mut n, mut by_year) = (0, vec![0; years.n()]);
        for (i, _) in columns.branches.iter().enumerate().filter(|(_, branch)| actors.is_within(branch, id)) {
            let (of, of_years) = tally.value(i);
            n += of;
            by_year.iter_mut().zip(of_years).for_each(|(sum, of)| *sum += of);
        }
        values.push(FacetValue {
            label: actors.label(id).to_owned(),
            term: format!("branch:{}", quoted(id.as_str())),
            depth: actors.path(id).len() - 1,
            n,
            by_year,
            picked: Picked::No,
        });
    }
    // Each behind its parent, siblings by size.
    let key = |id: &ActorId| -> BranchOrder {
        let path = actors.path(id);
        let step = |id: &&ActorId| {
            let at = wanted.iter().position(|other| other == id);
            let n = at.and_then(|at| values.get(at)).map_or(0, |value| value.n);
            (Reverse(n), id.as_str().to_owned())
        };
        path.iter().rev().map(step).collect()
    };
    let mut order: Vec<(BranchOrder, FacetValue)> =
        wanted.iter().zip(&values).map(|(id, value)| (key(id), value.clone())).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    order.into_iter().map(|(_, value)| value).collect()
}

/// Provinces by name: two countries' provinces of one name are one value, as the term finds them.
fn provinces(columns: &Columns, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let mut tally = Tally::new(columns.admin1s.len(), years);
    tally.each(mask, |tally, row, slot| {
        if let Some(value) = columns.admin1.get(row) {
            tally.add(*value as usize, slot);
        }
    });
    let named = columns.admin1s.iter().map(|name| (name.clone(), format!("admin1:{}", quoted(name))));
    largest(tally.values(named))
}

fn words<T: Vocabulary>(key: &str, column: &[T], mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let mut tally = Tally::new(T::ALL.len(), years);
    tally.each(mask, |tally, row, slot| {
        if let Some(word) = column.get(row) {
            tally.add(word.index(), slot);
        }
    });
    tally.values(T::ALL.iter().map(|word| (word.label().to_owned(), format!("{key}:{}", word.word()))))
}

fn bits<T: Vocabulary, B: Copy + Into<u32>>(key: &str, column: &[B], mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let mut tally = Tally::new(T::ALL.len(), years);
    tally.each(mask, |tally, row, slot| {
        let mut bits: u32 = column.get(row).copied().map_or(0, Into::into);
        while bits != 0 {
            tally.add(bits.trailing_zeros() as usize, slot);
            bits &= bits - 1;
        }
    });
    largest(tally.values(T::ALL.iter().map(|word| (word.label().to_owned(), format!("{key}:{}", word.word())))))
}

fn class(classes: &[(u32, Option<u32>)], n: u32) -> usize {
    classes.iter().position(|(from, to)| *from <= n && to.is_none_or(|to| n <= to)).unwrap_or(0)
}

fn class_names(key: &str, classes: &[(u32, Option<u32>)]) -> Vec<(String, String)> {
    let name = |(from, to): &(u32, Option<u32>)| match to {
        Some(to) if to == from && key == "killed" => (from.to_string(), format!("{key}={from}")),
        Some(to) if to == from => (from.to_string(), format!("{key}:{from}")),
        Some(to) => (format!("{from}–{to}"), format!("{key}:{from}..{to}")),
        None => (format!("{from} or more"), format!("{key}:{from}..")),
    };
    classes.iter().map(name).collect()
}

fn casualties(columns: &Columns, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let unknown = CASUALTIES.len();
    let mut tally = Tally::new(unknown + 2, years);
    tally.each(mask, |tally, row, slot| {
        let count = columns.killed.get(row);
        match count.best_or_low() {
            Some(n) => tally.add(class(&CASUALTIES, n), slot),
            // Only a high is known: neither in a class nor without any figure.
            None if count.is_known() => tally.add(unknown + 1, slot),
            None => tally.add(unknown, slot),
        }
    });
    let mut named = class_names("killed", &CASUALTIES);
    named.push(("Unknown".to_owned(), "missing:killed".to_owned()));
    tally.values(named)
}

fn sources(columns: &Columns, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let mut tally = Tally::new(SOURCES.len(), years);
    tally.each(mask, |tally, row, slot| {
        let n = columns.n_origins.get(row).copied().unwrap_or(0);
        tally.add(class(&SOURCES, n.into()), slot);
    });
    tally.values(class_names("sources", &SOURCES))
}

/// An incident is in each year that one of its possible days lies in.
fn by_year(columns: &Columns, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let n_years = years.n();
    let mut counts = vec![0_u32; n_years];
    let (first, end) = (years.days.first().copied().unwrap_or(0), years.days.last().copied().unwrap_or(0));
    mask.for_each(|row| {
        let (Some(earliest), Some(latest)) = (columns.earliest.get(row), columns.latest.get(row)) else { return };
        if *latest < first || *earliest >= end {
            return;
        }
        let from = years.days.partition_point(|day| day <= earliest).saturating_sub(1);
        let to = years.days.partition_point(|day| day <= latest).saturating_sub(1);
        for n in counts.iter_mut().take(to + 1).skip(from) {
            *n += 1;
        }
    });
    let value = |(i, n): (usize, &u32)| {
        let year = years.first + i32::try_from(i).unwrap_or(0);
        let mut by_year = vec![0; n_years];
        if let Some(slot) = by_year.get_mut(i) {
            *slot = *n;
        }
        let name = format!("{year:04}");
        FacetValue { label: name.clone(), term: name, depth: 0, n: *n, by_year, picked: Picked::No }
    };
    counts.iter().enumerate().map(value).collect()
}

fn many(many: &Many, sign: &str, key: &str, mask: &Mask, years: &Years) -> Vec<FacetValue> {
    let values = many.keys.iter().zip(&many.labels).enumerate().map(|(i, (name, label))| {
        let mut slots = vec![0_u32; years.n() + 1];
        let mut rows = many.rows(i);
        // Rows ascend, so each year is a run of them.
        let ends = years.rows.iter().enumerate().map(|(at, end)| (if at == 0 { years.n() } else { at - 1 }, *end));
        for (slot, end) in ends.chain([(years.n(), usize::MAX)]) {
            let (of_slot, rest) = rows.split_at(rows.partition_point(|row| (*row as usize) < end));
            let n = of_slot.iter().map(|row| u32::from(mask.contains(*row))).sum::<u32>();
            if let Some(sum) = slots.get_mut(slot) {
                *sum += n;
            }
            rows = rest;
        }
        let n = slots.iter().sum();
        slots.pop();
        let term = format!("{key}:{}", quoted(&format!("{sign}{name}")));
        FacetValue { label: label.clone(), term, depth: 0, n, by_year: slots, picked: Picked::No }
    });
    largest(values.collect())
}
