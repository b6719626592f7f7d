//! Where the bands of background periods stand above the lanes.

use super::{Loaded, Viewport};
use crate::model::{Day, Period};

/// A period on screen.
#[derive(Clone, Copy, Debug)]
pub struct PeriodBand<'a> {
    /// The period.
    pub period: &'a Period,
    /// Its row, from the top.
    pub row: usize,
    /// Left edge within the axis, in points.
    pub left: f32,
    /// Right edge within the axis, in points.
    pub right: f32,
}

/// The periods that touch the view, in at most `max_rows` rows of an axis `width_pt` wide. The longest find room first:
/// they are the frame of reference that must not be crowded out.
pub fn period_bands(loaded: &Loaded, view: Viewport, width_pt: f32, max_rows: usize) -> Vec<PeriodBand<'_>> {
    let end_of = |period: &Period| period.when.latest().unwrap_or_else(|| loaded.columns.span_days().1);
    let mut periods: Vec<&Period> = loaded.catalog.periods().collect();
    periods.sort_by_key(|period| std::cmp::Reverse(end_of(period) - period.when.earliest()));
    let x = |day: Day, add: f64| view.x_from_day(f64::from(day.days()) + add, width_pt);
    let mut bands: Vec<PeriodBand<'_>> = Vec::new();
    for period in periods {
        let (left, right) = (x(period.when.earliest(), 0.0), x(end_of(period), 1.0));
        if right < 0.0 || left > width_pt {
            continue;
        }
        let left = left.max(0.0);
        let right = right.min(width_pt).max(left + 2.0);
        let is_free = |row: &usize| {
            let mut taken = bands.iter().filter(|band| band.row == *row);
            taken.all(|band| right + 2.0 <= band.left || left >= band.right + 2.0)
        };
        if let Some(row) = (0..max_rows).find(is_free) {
            bands.push(PeriodBand { period, row, left, right });
        }
    }
    bands
}
