//! Incidents per lane and day: the level of detail of the timeline.

use super::{Columns, Mask};

/// How many incidents of a selection begin on each day, lane by lane.
///
/// An incident stands on its first possible day. What that leaves out (incidents not dated to the day, days of a span
/// behind its first) is the caller's to draw.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DayHistogram {
    /// First day, in days since 1970-01-01.
    pub first: i32,
    /// Days of each lane.
    pub n_days: usize,
    /// Counts, lane after lane; `counts[lane * n_days + (day - first)]`.
    pub counts: Vec<u32>,
    /// Incidents of each lane that begin before the first day.
    pub before: Vec<u32>,
    /// Incidents of each lane that begin after the last day.
    pub after: Vec<u32>,
}

impl DayHistogram {
    /// Counts of one lane, day by day; empty for a lane that is not there.
    pub fn lane(&self, lane: usize) -> &[u32] {
        self.counts.get(lane * self.n_days..(lane + 1) * self.n_days).unwrap_or_default()
    }
}

/// Counts a selection over the days from `days.0` to `days.1` (both counting, since 1970-01-01) in one pass.
///
/// `lane_of` holds the lane of each row; rows whose lane is `n_lanes` or more are left out.
pub fn histogram(columns: &Columns, mask: &Mask, lane_of: &[u8], n_lanes: usize, days: (i32, i32)) -> DayHistogram {
    let n_days = usize::try_from(i64::from(days.1) - i64::from(days.0) + 1).unwrap_or(0);
    let mut counts = vec![0_u32; n_days * n_lanes];
    let (mut before, mut after) = (vec![0_u32; n_lanes], vec![0_u32; n_lanes]);
    mask.for_each(|row| {
        let (Some(day), Some(lane)) = (columns.earliest.get(row), lane_of.get(row)) else { return };
        let lane = usize::from(*lane);
        if lane >= n_lanes {
            return;
        }
        let cell = if *day < days.0 {
            before.get_mut(lane)
        } else if *day > days.1 {
            after.get_mut(lane)
        } else {
            counts.get_mut(lane * n_days + day.abs_diff(days.0) as usize)
        };
        if let Some(cell) = cell {
            *cell += 1;
        }
    });
    DayHistogram { first: days.0, n_days, counts, before, after }
}
