//! Sorts the incidents that are shown into lanes, once for each filter and lane key.
//!
//! A lane knows its rows in order of time and how many begin on or before each day, so that a frame can count any
//! stretch of days without looking at incidents.

use super::Groups;
use crate::query::{Columns, Mask, Row};

/// More lanes than this are gathered in one, "Other".
pub const MAX_LANES: usize = 12;

/// Incidents that may last, or be uncertain by, more than this many days are kept apart, for they can reach into a
/// view that begins long after them.
pub const LONG_DAYS: i32 = 31;

/// The lanes of a filter.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// Lanes that hold something, in order of their groups' size.
    pub lanes: Vec<Lane>,
    /// First day of any incident, in days since 1970-01-01.
    pub first_day: i32,
    /// How many shown incidents begin before each day from `first_day` on; one longer than the days.
    begun: Vec<u32>,
    /// Largest number of incidents that begin on one day in one lane.
    pub busiest_day: u32,
}

/// One lane.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Ranks of the groups in it; more than one only in "Other".
    pub ranks: Vec<usize>,
    /// Its rows, in order of time.
    pub rows: Vec<Row>,
    /// Those of its rows that may cover more than [`LONG_DAYS`].
    pub long: Vec<Row>,
    begun: Vec<u32>,
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
        let n_days = (last_day - first_day).max(0) as usize + 1;
        for lane in &mut lanes {
            lane.begun = vec![0; n_days + 1];
        }
        let mut all = Self { lanes, first_day, begun: vec![0; n_days + 1], busiest_day: 0 };
        all.fill(groups, columns, mask, &lane_of_rank);
        all
    }

    fn fill(&mut self, groups: &Groups, columns: &Columns, mask: &Mask, lane_of_rank: &[usize]) {
        for row in mask.iter() {
            let (earliest, latest) = columns.days(row);
            let lane = lane_of_rank.get(groups.rank(columns, row)).copied().unwrap_or(0);
            let Some(lane) = self.lanes.get_mut(lane) else { continue };
            lane.rows.push(row);
            if latest - earliest > LONG_DAYS {
                lane.long.push(row);
            }
            if let Some(count) = lane.begun.get_mut((earliest - self.first_day) as usize + 1) {
                *count += 1;
                self.busiest_day = self.busiest_day.max(*count);
            }
        }
        for lane in &mut self.lanes {
            let mut sum = 0;
            for (count, total) in lane.begun.iter_mut().zip(&mut self.begun) {
                sum += *count;
                *count = sum;
                *total += sum;
            }
        }
    }

    /// How many shown incidents begin from `start` up to, not including, `end`.
    pub fn n_between(&self, start: i32, end: i32) -> u32 {
        between(&self.begun, self.first_day, start, end)
    }

    /// How many incidents of a lane begin from `start` up to, not including, `end`.
    pub fn n_in_lane(&self, lane: &Lane, start: i32, end: i32) -> u32 {
        between(&lane.begun, self.first_day, start, end)
    }

    /// All incidents in the lanes.
    pub fn n_incidents(&self) -> usize {
        self.begun.last().copied().unwrap_or(0) as usize
    }

    /// Last day on which an incident begins.
    pub fn last_day(&self) -> i32 {
        self.first_day + self.begun.len() as i32 - 2
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
}

fn between(begun: &[u32], first_day: i32, start: i32, end: i32) -> u32 {
    let at = |day: i32| {
        let i = (day - first_day).clamp(0, begun.len() as i32 - 1);
        begun.get(i as usize).copied().unwrap_or(0)
    };
    at(end).saturating_sub(at(start))
}
