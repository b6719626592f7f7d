//! The order of a table's rows, and its parts.
//!
//! Sorting is stable: of equals the earlier comes first, whichever way the column runs. What is unknown comes last both
//! ways, for it is neither the lowest nor the highest.

use super::{Sort, TableColumn, cell};
use crate::model::{Count, Vocabulary};
use crate::query::{Columns, CountingRule, Group, GroupKey, Mask, NONE, Row, UNKNOWN, fold, parts_by};
use crate::view::Loaded;
use std::collections::HashSet;

/// The rows of a filter in order.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The parts in order; without a grouping one part without sums.
    pub parts: Vec<Part>,
    /// What makes the parts.
    pub group: Option<GroupKey>,
}

/// Some rows that belong together.
#[derive(Clone, Debug)]
pub struct Part {
    /// What they add up to; `None` where the table has no parts.
    pub sums: Option<Group>,
    /// The rows in order.
    pub rows: Vec<Row>,
}

/// One line of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// The head of a part.
    Part(usize),
    /// An incident in a part.
    Row(usize, Row),
}

/// The lines of a table with some parts folded up.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    // First line of each part, and the number of all lines last; ascending.
    starts: Vec<usize>,
    is_open: Vec<bool>,
    has_heads: bool,
}

impl Table {
    /// Splits and sorts the masked incidents.
    pub fn new(loaded: &Loaded, mask: &Mask, rule: &CountingRule, group: Option<GroupKey>, sort: Option<Sort>) -> Self {
        let columns = &loaded.columns;
        let mut parts: Vec<Part> = match group {
            Some(key) => parts_by(columns, mask, rule, key)
                .into_iter()
                .map(|(sums, rows)| Part { sums: Some(sums), rows })
                .collect(),
            None => vec![Part { sums: None, rows: mask.iter().collect() }],
        };
        if let Some(sort) = sort {
            let order = Order::new(loaded, rule, sort.column);
            parts.iter_mut().for_each(|part| order.sort(&mut part.rows, sort.descends));
        }
        Self { parts, group }
    }

    /// The lines with these parts folded up.
    pub fn lines(&self, folded: &[String]) -> Lines {
        let folded: HashSet<&str> = folded.iter().map(String::as_str).collect();
        let has_heads = self.group.is_some();
        let is_open: Vec<bool> = self
            .parts
            .iter()
            .map(|part| part.sums.as_ref().is_none_or(|sums| !folded.contains(sums.key.as_str())))
            .collect();
        let mut starts = vec![0];
        let mut next = 0;
        for (part, is_open) in self.parts.iter().zip(&is_open) {
            next += usize::from(has_heads) + if *is_open { part.rows.len() } else { 0 };
            starts.push(next);
        }
        Lines { starts, is_open, has_heads }
    }

    /// Every row in the order of the table, each as often as it stands there.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.parts.iter().flat_map(|part| part.rows.iter().copied())
    }
}

impl Lines {
    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a part's rows are shown.
    pub fn is_open(&self, part: usize) -> bool {
        self.is_open.get(part).copied().unwrap_or(true)
    }

    /// What stands in a line.
    pub fn at(&self, table: &Table, line: usize) -> Option<Line> {
        if line >= self.len() {
            return None;
        }
        let part = self.starts.partition_point(|start| *start <= line).checked_sub(1)?;
        let within = line - self.starts.get(part)?;
        if self.has_heads && within == 0 {
            return Some(Line::Part(part));
        }
        let row = table.parts.get(part)?.rows.get(within - usize::from(self.has_heads))?;
        Some(Line::Row(part, *row))
    }

    /// The first line that shows a row.
    pub fn line_of(&self, table: &Table, row: Row) -> Option<usize> {
        let parts = table.parts.iter().enumerate().filter(|(part, _)| self.is_open(*part));
        parts
            .filter_map(|(part, each)| Some((part, each.rows.iter().position(|other| *other == row)?)))
            .next()
            .and_then(|(part, at)| Some(self.starts.get(part)? + at + usize::from(self.has_heads)))
    }

    /// The head of the part that a line is in.
    pub fn head_of(&self, line: usize) -> Option<usize> {
        self.has_heads.then(|| self.starts.partition_point(|start| *start <= line).checked_sub(1)).flatten()
    }

    /// The line of a part's head.
    pub fn start_of(&self, part: usize) -> usize {
        self.starts.get(part).copied().unwrap_or(0)
    }
}

/// What rows are compared by.
struct Order<'a> {
    loaded: &'a Loaded,
    rule: &'a CountingRule,
    column: TableColumn,
    /// Rank of each value by its label, for columns with a list of values.
    ranks: Vec<u32>,
}

impl<'a> Order<'a> {
    fn new(loaded: &'a Loaded, rule: &'a CountingRule, column: TableColumn) -> Self {
        let ranks = match column {
            TableColumn::Branch => ranks(&loaded.columns.branch_labels),
            TableColumn::Country => ranks(&loaded.columns.country_labels),
            TableColumn::Kind => label_ranks::<crate::model::Kind>(),
            TableColumn::Attack => label_ranks::<crate::model::AttackType>(),
            TableColumn::Target => label_ranks::<crate::model::TargetType>(),
            _ => Vec::new(),
        };
        Self { loaded, rule, column, ranks }
    }

    fn sort(&self, rows: &mut [Row], descends: bool) {
        match self.column {
            TableColumn::Title | TableColumn::Admin1 | TableColumn::City | TableColumn::Id => {
                sort(rows, descends, |row| self.words(row));
            }
            _ => sort(rows, descends, |row| self.number(row)),
        }
    }

    fn words(&self, row: Row) -> Option<String> {
        let words = match self.column {
            TableColumn::Title => self.loaded.columns.title(row),
            TableColumn::Id => self.loaded.id(row),
            TableColumn::Admin1 => self.loaded.catalog.incident(row)?.place.admin1.as_deref()?,
            _ => self.loaded.catalog.incident(row)?.place.city.as_deref()?,
        };
        Some(fold(words))
    }

    /// A number of three parts; `None` is unknown.
    fn number(&self, row: Row) -> Option<(u64, u64, u64)> {
        let columns: &Columns = &self.loaded.columns;
        let at = row as usize;
        let rank = |value: Option<usize>| Some((u64::from(*self.ranks.get(value?)?), 0, 0));
        let known = |n: Option<u32>| Some((u64::from(n?), 0, 0));
        match self.column {
            TableColumn::Date => {
                let (earliest, latest) = columns.days(row);
                Some((ordered(earliest), ordered(latest), 0))
            }
            TableColumn::Branch => rank(columns.branch.get(at).map(|value| usize::from(*value))),
            TableColumn::Country => rank(columns.country.get(at).map(|value| usize::from(*value))),
            TableColumn::Kind => rank(columns.kind.get(at).map(|kind| kind.index())),
            TableColumn::Attack => rank(columns.attack.get(at).filter(|v| **v != NONE).map(|v| usize::from(*v))),
            TableColumn::Target => rank(columns.target.get(at).filter(|v| **v != NONE).map(|v| usize::from(*v))),
            TableColumn::Killed => by_best(self.rule.killed(at, columns)),
            TableColumn::Injured => by_best(columns.injured.get(at)),
            TableColumn::KilledLow => known(self.rule.killed(at, columns).low),
            TableColumn::KilledBest => known(self.rule.killed(at, columns).best),
            TableColumn::KilledHigh => known(self.rule.killed(at, columns).high),
            TableColumn::AttackersKilled => {
                known(columns.perpetrators_killed.get(at).copied().filter(|n| *n != UNKNOWN))
            }
            TableColumn::Confidence => Some((columns.confidence.get(at)?.index() as u64, 0, 0)),
            TableColumn::Status => Some((columns.status.get(at)?.index() as u64, 0, 0)),
            TableColumn::Sources => known(columns.n_origins.get(at).map(|n| u32::from(*n))),
            TableColumn::Reports => known(Some(cell::n_reports(self.loaded, row)?)),
            TableColumn::Title | TableColumn::Admin1 | TableColumn::City | TableColumn::Id => None,
        }
    }
}

/// Days before 1970 come first, too.
fn ordered(days: i32) -> u64 {
    (i64::from(days) - i64::from(i32::MIN)).unsigned_abs()
}

/// By best, else low, else high; then by low, then by high.
fn by_best(count: Count) -> Option<(u64, u64, u64)> {
    let first = count.best.or(count.low).or(count.high)?;
    let or_zero = |n: Option<u32>| u64::from(n.unwrap_or(0));
    Some((first.into(), or_zero(count.low), or_zero(count.high)))
}

/// Place of each label in the alphabet.
fn ranks(labels: &[String]) -> Vec<u32> {
    let mut order: Vec<(String, usize)> = labels.iter().enumerate().map(|(i, label)| (fold(label), i)).collect();
    order.sort();
    let mut ranks = vec![0; labels.len()];
    for (rank, (_, i)) in (0..).zip(order) {
        if let Some(slot) = ranks.get_mut(i) {
            *slot = rank;
        }
    }
    ranks
}

fn label_ranks<T: Vocabulary>() -> Vec<u32> {
    ranks(&T::ALL.iter().map(|word| word.label().to_owned()).collect::<Vec<_>>())
}

/// Sorts stably; what has no key stays last either way.
fn sort<K: Ord>(rows: &mut [Row], descends: bool, key: impl Fn(Row) -> Option<K>) {
    let mut keyed: Vec<(Option<K>, Row)> = rows.iter().map(|row| (key(*row), *row)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if descends => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    for (slot, (_, row)) in rows.iter_mut().zip(keyed) {
        *slot = row;
    }
}
