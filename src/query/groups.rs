//! Totals by year, branch, country and so on.

use super::{AttributionStatus, Columns, CountingRule, Many, Mask, NONE, Row, Sum, fold};
use crate::model::{AttackType, Confidence, Date, Day, Kind, Precision, Region, TargetType, Vocabulary};
use serde::{Deserialize, Serialize};

/// What a selection is split by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words are the keys of `--by`")]
pub enum GroupKey {
    Year,
    Month,
    Branch,
    Country,
    Region,
    Kind,
    Attack,
    Target,
    Confidence,
    Status,
    File,
    Tag,
    Actor,
    Publisher,
    Source,
}

/// One part of a selection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// What it is known by, such as `is-kp`, `2024-03` or `RUS`.
    pub key: String,
    /// How the screen calls it.
    pub label: String,
    /// Incidents in it.
    pub incidents: u32,
    /// Those of them that the rule counts.
    pub counted: u32,
    /// Killed, over the counted incidents.
    pub killed: Sum,
    /// Injured, over the counted incidents.
    pub injured: Sum,
}

impl GroupKey {
    /// Every key, in the order lists are shown.
    pub const ALL: &'static [Self] = &[
        Self::Year,
        Self::Month,
        Self::Branch,
        Self::Country,
        Self::Region,
        Self::Kind,
        Self::Attack,
        Self::Target,
        Self::Confidence,
        Self::Status,
        Self::File,
        Self::Tag,
        Self::Actor,
        Self::Publisher,
        Self::Source,
    ];

    /// The key as the command line spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Branch => "branch",
            Self::Country => "country",
            Self::Region => "region",
            Self::Kind => "kind",
            Self::Attack => "attack",
            Self::Target => "target",
            Self::Confidence => "confidence",
            Self::Status => "status",
            Self::File => "file",
            Self::Tag => "tag",
            Self::Actor => "actor",
            Self::Publisher => "publisher",
            Self::Source => "source",
        }
    }

    /// The key as the screen calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Year => "Year",
            Self::Month => "Month",
            Self::Branch => "Branch",
            Self::Country => "Country",
            Self::Region => "Region",
            Self::Kind => "Kind",
            Self::Attack => "Attack",
            Self::Target => "Target",
            Self::Confidence => "Confidence",
            Self::Status => "Attribution",
            Self::File => "File",
            Self::Tag => "Tag",
            Self::Actor => "Actor",
            Self::Publisher => "Publisher",
            Self::Source => "Source",
        }
    }

    /// The key of this name, folded.
    pub fn by_name(text: &str) -> Option<Self> {
        let text = fold(text);
        Self::ALL.iter().copied().find(|key| key.word() == text)
    }

    /// Whether an incident can be in several groups or in none, so that the groups do not add up to the total.
    pub fn overlaps(self) -> bool {
        matches!(self, Self::Tag | Self::Actor | Self::Publisher | Self::Source)
    }
}

/// Adds up each part of a selection by a rule. Parts without an incident are left out.
///
/// Attack and target go by their first value. Year and month take an incident only if all its possible days lie in one
/// of them, a span on its first day; the others are "not dated to the year" (or month). So these parts add up to the
/// total; those of a key that [overlaps](GroupKey::overlaps) need not. Dates ascend, the undated last; everything else
/// goes by killed (best) descending, then by key.
pub fn totals_by(columns: &Columns, mask: &Mask, rule: &CountingRule, key: GroupKey) -> Vec<Group> {
    let mut groups = match many(columns, key) {
        Some(many) => groups_of_many(columns, mask, rule, many),
        None => groups_of_slots(columns, mask, rule, &slots(columns, key)),
    };
    if !matches!(key, GroupKey::Year | GroupKey::Month) {
        groups.sort_by(|a, b| b.killed.best.cmp(&a.killed.best).then_with(|| a.key.cmp(&b.key)));
    }
    groups
}

/// As [`totals_by`], with the rows of each part, ascending.
pub fn parts_by(columns: &Columns, mask: &Mask, rule: &CountingRule, key: GroupKey) -> Vec<(Group, Vec<Row>)> {
    let mut parts = match many(columns, key) {
        Some(many) => {
            let rows = |i: usize| many.rows(i).iter().copied().filter(|row| mask.contains(*row)).collect();
            let names = many.keys.iter().zip(&many.labels).enumerate();
            names.map(|(i, (key, label))| (key.clone(), label.clone(), rows(i))).collect()
        }
        None => rows_of_slots(mask, slots(columns, key)),
    };
    parts.retain(|(_, _, rows)| !rows.is_empty());
    let mut groups: Vec<(Group, Vec<Row>)> = parts
        .into_iter()
        .map(|(key, label, rows): (String, String, Vec<Row>)| {
            let mut totals = Parts::default();
            rows.iter().for_each(|row| totals.add(*row as usize, columns, rule));
            (Group::new(key, label, &totals), rows)
        })
        .collect();
    if !matches!(key, GroupKey::Year | GroupKey::Month) {
        groups.sort_by(|(a, _), (b, _)| b.killed.best.cmp(&a.killed.best).then_with(|| a.key.cmp(&b.key)));
    }
    groups
}

fn rows_of_slots(mask: &Mask, slots: Slots<'_>) -> Vec<(String, String, Vec<Row>)> {
    let mut rows: Vec<Vec<Row>> = vec![Vec::new(); slots.names.len()];
    for row in mask.iter() {
        if let Some(rows) = rows.get_mut((slots.of)(row as usize)) {
            rows.push(row);
        }
    }
    slots.names.into_iter().zip(rows).map(|((key, label), rows)| (key, label, rows)).collect()
}

fn many(columns: &Columns, key: GroupKey) -> Option<&Many> {
    match key {
        GroupKey::Tag => Some(&columns.tags),
        GroupKey::Actor => Some(&columns.attributed),
        GroupKey::Publisher => Some(&columns.publishers),
        GroupKey::Source => Some(&columns.sources),
        _ => None,
    }
}

fn groups_of_many(columns: &Columns, mask: &Mask, rule: &CountingRule, many: &Many) -> Vec<Group> {
    let names = many.keys.iter().zip(&many.labels).enumerate();
    let groups = names.map(|(i, (key, label))| {
        let mut totals = Parts::default();
        for row in many.rows(i).iter().filter(|row| mask.contains(**row)) {
            totals.add(*row as usize, columns, rule);
        }
        Group::new(key.clone(), label.clone(), &totals)
    });
    groups.filter(|group| group.incidents > 0).collect()
}

fn groups_of_slots(columns: &Columns, mask: &Mask, rule: &CountingRule, slots: &Slots<'_>) -> Vec<Group> {
    let mut totals = vec![Parts::default(); slots.names.len()];
    mask.for_each(|row| {
        if let Some(totals) = totals.get_mut((slots.of)(row)) {
            totals.add(row, columns, rule);
        }
    });
    let groups = slots.names.iter().zip(&totals).filter(|(_, totals)| totals.incidents > 0);
    groups.map(|((key, label), totals)| Group::new(key.clone(), label.clone(), totals)).collect()
}

impl Group {
    fn new(key: String, label: String, totals: &Parts) -> Self {
        let Parts { incidents, counted, killed, injured } = *totals;
        Self { key, label, incidents, counted, killed, injured }
    }
}

/// What a group adds up to.
#[derive(Clone, Copy, Default)]
struct Parts {
    incidents: u32,
    counted: u32,
    killed: Sum,
    injured: Sum,
}

impl Parts {
    fn add(&mut self, row: usize, columns: &Columns, rule: &CountingRule) {
        self.incidents += 1;
        if rule.counts(row, columns) {
            self.counted += 1;
            self.killed.add(rule.killed(row, columns));
            self.injured.add(columns.injured.get(row));
        }
    }
}

/// Every row in exactly one slot.
struct Slots<'a> {
    /// Key and label of each slot; the last one takes what belongs to no other.
    names: Vec<(String, String)>,
    of: Box<dyn Fn(usize) -> usize + 'a>,
}

impl<'a> Slots<'a> {
    fn new(mut names: Vec<(String, String)>, rest: &str, of: impl Fn(usize) -> Option<usize> + 'a) -> Self {
        let last = names.len();
        names.push(("none".to_owned(), rest.to_owned()));
        Self { names, of: Box::new(move |row| of(row).unwrap_or(last)) }
    }

    fn words<T: Vocabulary>(rest: &str, index: impl Fn(usize) -> Option<usize> + 'a) -> Self {
        Self::new(T::ALL.iter().map(|word| (word.word().to_owned(), word.label().to_owned())).collect(), rest, index)
    }
}

fn slots(columns: &Columns, key: GroupKey) -> Slots<'_> {
    fn wide(column: &[u16], row: usize) -> Option<usize> {
        column.get(row).map(|at| usize::from(*at))
    }
    fn narrow(column: &[u8], row: usize) -> Option<usize> {
        column.get(row).filter(|at| **at != NONE).map(|at| usize::from(*at))
    }
    fn word<T: Vocabulary>(column: &[T], row: usize) -> Option<usize> {
        column.get(row).map(|word| word.index())
    }
    fn pairs<K: ToString>(keys: &[K], labels: &[String]) -> Vec<(String, String)> {
        keys.iter().map(K::to_string).zip(labels.iter().cloned()).collect()
    }
    match key {
        GroupKey::Year => steps(columns, 1),
        GroupKey::Month => steps(columns, 12),
        GroupKey::Branch => {
            Slots::new(pairs(&columns.branches, &columns.branch_labels), "No branch", |row| wide(&columns.branch, row))
        }
        GroupKey::Country => Slots::new(pairs(&columns.countries, &columns.country_labels), "No country", |row| {
            wide(&columns.country, row)
        }),
        GroupKey::File => {
            Slots::new(pairs(&columns.file_names, &columns.file_names), "No file", |row| wide(&columns.file, row))
        }
        GroupKey::Region => Slots::words::<Region>("No region", |row| narrow(&columns.region, row)),
        GroupKey::Attack => Slots::words::<AttackType>("No attack type", |row| narrow(&columns.attack, row)),
        GroupKey::Target => Slots::words::<TargetType>("No target type", |row| narrow(&columns.target, row)),
        GroupKey::Kind => Slots::words::<Kind>("No kind", |row| word(&columns.kind, row)),
        GroupKey::Confidence => Slots::words::<Confidence>("No confidence", |row| word(&columns.confidence, row)),
        GroupKey::Status => Slots::words::<AttributionStatus>("No status", |row| word(&columns.status, row)),
        GroupKey::Tag | GroupKey::Actor | GroupKey::Publisher | GroupKey::Source => {
            Slots::new(Vec::new(), "All", |_| None)
        }
    }
}

/// Years (one a year) or months (twelve a year).
fn steps(columns: &Columns, per_year: i32) -> Slots<'_> {
    let step = move |days: i32| {
        let (year, month, _) = Day::from_days(days).ymd();
        if per_year == 1 { year } else { year * 12 + i32::try_from(month).unwrap_or(1) - 1 }
    };
    // A table spares the calendar for every row; a stray year 9999 must not make it huge.
    const MAX_DAYS: usize = 100_000;
    let first_day = columns.earliest.first().copied().unwrap_or(0);
    let last_day = columns.max_latest.last().copied().unwrap_or(-1);
    let table: Vec<i32> = (first_day..=last_day).take(MAX_DAYS).map(step).collect();
    let step_of = move |days: i32| {
        let at = usize::try_from(i64::from(days) - i64::from(first_day)).ok();
        at.and_then(|at| table.get(at)).copied().unwrap_or_else(|| step(days))
    };
    let first = columns.earliest.first().map_or(0, |day| step(*day));
    let last = columns.earliest.last().map_or(-1, |day| step(*day));
    let name = |at: i32| if per_year == 1 { format!("{at:04}") } else { format!("{:04}-{:02}", at / 12, at % 12 + 1) };
    let label = |at: i32| name(at).parse::<Date>().map_or_else(|_| name(at), Date::words);
    let names = (first..=last).map(|at| (name(at), label(at))).collect();
    let rest = if per_year == 1 { UNDATED_YEAR } else { UNDATED_MONTH };
    let mut slots = Slots::new(names, rest, move |row| {
        let from = step_of(*columns.earliest.get(row)?);
        let is_one = columns.precision.get(row) == Some(&Precision::Span) || step_of(*columns.latest.get(row)?) == from;
        is_one.then(|| usize::try_from(from - first).ok()).flatten()
    });
    if let Some(last) = slots.names.last_mut() {
        rest.clone_into(&mut last.0);
    }
    slots
}

const UNDATED_YEAR: &str = "not dated to the year";
const UNDATED_MONTH: &str = "not dated to the month";
