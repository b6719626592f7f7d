//! Sorts the incidents that are shown into lanes, once for each filter and lane key.
//!
//! A lane knows its rows in order of time and how many begin and end before each day, so that a frame can count any
//! stretch of days without looking at incidents.

use super::Groups;
use crate::query::{Columns, Mask, Row};

/// More lanes than this are gathered in one, "Other".
pub const MAX_LANES: usize = 12;

/// Incidents that may last, or be uncertain by, more than this many days are kept apart, for they can reach into a
/// view that begins long after them.
pub const LONG_DAYS: i32 = 31;

/// Counts of more days than these (330 years) are looked up instead of tabled: one stray date must not cost megabytes.
const MAX_TABLE_DAYS: i64 = 120_000;

/// The lanes of a filter.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// Lanes that hold something, in order of their groups' size.
    pub lanes: Vec<Lane>,
    /// First day of any incident, in days since 1970-01-01.
    pub first_day: i32,
    last_day: i32,
    begin: DayCounts,
}

/// One lane.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Ranks of the groups in it; more than one only in "Other".
    pub ranks: Vec<usize>,
    /// Its rows, in order of time.
    pub rows: Vec<Row>,
    /// Those of its rows that may cover more than [`LONG_DAYS`].
    long: Vec<Row>,
    /// Greatest last day of each long row and all before it.
    long_until: Vec<i32>,
    begin: DayCounts,
    end: DayCounts,
}

/// Some days, to be asked how many of them lie before another.
#[derive(Clone, Debug)]
enum DayCounts {
    /// How many lie before `first`, before the day after it, and so on; the last number is that of all.
    Table { first: i32, sums: Vec<u32> },
    /// The days, ascending.
    Sorted(Vec<i32>),
}

impl Lanes {
    /// The lanes of the masked incidents.
    pub fn new(groups: &Groups, columns: &Columns, mask: &Mask) -> Self {
        let counts = groups.counts(columns, mask);
        let mut lanes: Vec<Lane> = Vec::new();
        let mut lane_of_rank = vec![0_usize; groups.groups.len()];
        let n_used = counts.iter().filter(|count| **count > 0).count();
        let n_own = if n_used > MAX_LANES { MAX_LANES - 1 } else { n_used };
        for (rank, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            if lanes.len() < n_own || (lanes.len() == n_own && n_used > n_own) {
                lanes.push(Lane { rows: Vec::with_capacity(*count), ..Lane::default() });
            }
            let lane = lanes.len() - 1;
            if let (Some(slot), Some(lane_value)) = (lane_of_rank.get_mut(rank), lanes.get_mut(lane)) {
                *slot = lane;
                lane_value.ranks.push(rank);
            }
        }
        let first_day = columns.earliest.first().copied().unwrap_or(0);
        let last_day = columns.earliest.last().copied().unwrap_or(0);
        let until = columns.max_latest.last().copied().unwrap_or(last_day);
        let counts = || DayCounts::of_days(first_day, until);
        for lane in &mut lanes {
            (lane.begin, lane.end) = (counts(), counts());
        }
        let mut all = Self { lanes, first_day, last_day, begin: counts() };
        all.fill(groups, columns, mask, &lane_of_rank);
        all
    }

    fn fill(&mut self, groups: &Groups, columns: &Columns, mask: &Mask, lane_of_rank: &[usize]) {
        for row in mask.iter() {
            let lane = lane_of_rank.get(groups.rank(columns, row)).copied().unwrap_or(0);
            if let Some(lane) = self.lanes.get_mut(lane) {
                lane.push(columns, row);
            }
        }
        for lane in &mut self.lanes {
            lane.begin.finish();
            lane.end.finish();
            self.begin.add(&lane.begin);
        }
    }

    /// How many shown incidents begin from `start` up to, not including, `end`.
    pub fn n_between(&self, start: i32, end: i32) -> u32 {
        self.begin.between(start, end)
    }

    /// How many incidents of a lane begin from `start` up to, not including, `end`.
    pub fn n_in_lane(&self, lane: &Lane, start: i32, end: i32) -> u32 {
        lane.begin.between(start, end)
    }

    /// All incidents in the lanes.
    pub fn n_incidents(&self) -> usize {
        self.begin.before(i32::MAX) as usize
    }

    /// Last day on which an incident begins.
    pub fn last_day(&self) -> i32 {
        self.last_day
    }
}

impl Lane {
    /// Its name on screen: the group's, or how many groups it gathers.
    pub fn label(&self, groups: &Groups) -> String {
        match self.ranks.as_slice() {
            [rank] => groups.groups.get(*rank).map_or(String::new(), |group| group.label.clone()),
            ranks => format!("{} more", ranks.len()),
        }
    }

    /// The rows that begin from `start` up to, not including, `end`, in order of time.
    pub fn rows_between(&self, columns: &Columns, start: i32, end: i32) -> &[Row] {
        let day = |row: &Row| columns.days(*row).0;
        let a = self.rows.partition_point(|row| day(row) < start);
        let b = self.rows.partition_point(|row| day(row) < end);
        self.rows.get(a..b).unwrap_or(&[])
    }

    /// How many of its incidents have a possible day from `start` up to, not including, `end`.
    pub fn n_on_screen(&self, start: i32, end: i32) -> u32 {
        if start < end { self.begin.before(end).saturating_sub(self.end.before(start)) } else { 0 }
    }

    /// The rows that have a possible day from `start` up to, not including, `end`, in order of their first day.
    pub fn rows_on_screen<'a>(
        &'a self,
        columns: &'a Columns,
        start: i32,
        end: i32,
    ) -> impl Iterator<Item = Row> + use<'a> {
        let near = start.saturating_sub(LONG_DAYS);
        let a = self.long_until.partition_point(|until| *until < start);
        let b = self.long.partition_point(|row| columns.days(*row).0 < near);
        let reaching_in = self.long.get(a..b).unwrap_or(&[]);
        let rows = reaching_in.iter().chain(self.rows_between(columns, near, end)).copied();
        rows.filter(move |row| columns.days(*row).1 >= start)
    }

    fn push(&mut self, columns: &Columns, row: Row) {
        let (earliest, latest) = columns.days(row);
        self.rows.push(row);
        if latest.saturating_sub(earliest) > LONG_DAYS {
            self.long.push(row);
            self.long_until.push(latest.max(self.long_until.last().copied().unwrap_or(latest)));
        }
        self.begin.push(earliest);
        self.end.push(latest);
    }
}

impl Default for DayCounts {
    fn default() -> Self {
        Self::Sorted(Vec::new())
    }
}

impl DayCounts {
    /// Room for days from `first` to `last`, both counting. [`Self::finish`] when all are there.
    fn of_days(first: i32, last: i32) -> Self {
        let n_days = i64::from(last) - i64::from(first) + 1;
        if (1..=MAX_TABLE_DAYS).contains(&n_days) {
            return Self::Table { first, sums: vec![0; n_days as usize + 1] };
        }
        Self::Sorted(Vec::new())
    }

    fn push(&mut self, day: i32) {
        match self {
            Self::Table { first, sums } => {
                if let Some(count) = sums.get_mut((day - *first) as usize + 1) {
                    *count += 1;
                }
            }
            Self::Sorted(days) => days.push(day),
        }
    }

    fn finish(&mut self) {
        match self {
            Self::Table { sums, .. } => {
                let mut sum = 0;
                for count in sums {
                    sum += *count;
                    *count = sum;
                }
            }
            Self::Sorted(days) => days.sort_unstable(),
        }
    }

    /// Adds finished counts of the same kind.
    fn add(&mut self, other: &Self) {
        match (self, other) {
            (Self::Table { sums, .. }, Self::Table { sums: others, .. }) => {
                for (sum, other) in sums.iter_mut().zip(others) {
                    *sum += other;
                }
            }
            (Self::Sorted(days), Self::Sorted(others)) => {
                days.extend(others);
                days.sort_unstable();
            }
            _ => {}
        }
    }

    /// How many lie before `day`.
    fn before(&self, day: i32) -> u32 {
        match self {
            Self::Table { first, sums } => {
                let at = (i64::from(day) - i64::from(*first)).clamp(0, sums.len() as i64 - 1);
                sums.get(at as usize).copied().unwrap_or(0)
            }
            Self::Sorted(days) => days.partition_point(|each| *each < day) as u32,
        }
    }

    fn between(&self, start: i32, end: i32) -> u32 {
        self.before(end).saturating_sub(self.before(start))
    }
}
