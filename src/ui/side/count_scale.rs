//! The scales of the dot plot, as plain numbers.
//!
//! Counts move by the hour at first and by the year later, so the days since the incident stand on a logarithmic
//! scale: `x = ln(1 + days)`. The first day is at 0, a week about half way to two months, a month half way to three
//! years. Figures stand on a plain scale from zero.

use crate::model::{Date, Figure, Incident, Precision};
use crate::view::PathPoint;

/// Ticks of the day axis: days and label, the ones to keep first. The first day is named by the incident.
const DAY_TICKS: [(i32, &str); 9] = [
    (0, ""),
    (365, "1 y"),
    (30, "1 m"),
    (7, "1 w"),
    (1826, "5 y"),
    (1, "1 d"),
    (3652, "10 y"),
    (91, "3 m"),
    (730, "2 y"),
];
/// The axis never ends before a week.
const LEAST_DAYS: i32 = 7;

/// Days since the first day of the incident, from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct DayScale {
    first: i32,
    n_days: i32,
    /// What the first day is called.
    start: &'static str,
}

impl DayScale {
    /// The scale that holds all dated points.
    pub(super) fn new(incident: &Incident, points: &[PathPoint]) -> Self {
        let first = incident.when.earliest().days();
        let last = points.iter().filter_map(|point| point.day).map(|date| date.latest().days()).max();
        let start = match incident.when.precision() {
            Precision::Day => "same day",
            Precision::Span => "first day",
            Precision::Month | Precision::Year | Precision::Within => "earliest day",
        };
        Self { first, n_days: last.map_or(0, |last| last.saturating_sub(first)).max(LEAST_DAYS), start }
    }

    /// Where a number of days after the first lies, 0 to 1; earlier days lie at 0.
    pub(super) fn x(self, days: i32) -> f32 {
        let ln = |days: i32| f64::from(days.max(0)).ln_1p();
        (ln(days) / ln(self.n_days)).min(1.0) as f32
    }

    /// Where a date begins and ends, 0 to 1 each; the same for a day.
    pub(super) fn ends(self, date: Date) -> (f32, f32) {
        let x = |days: i32| self.x(days.saturating_sub(self.first));
        (x(date.earliest().days()), x(date.latest().days()))
    }

    /// The ticks on the axis, the ones to keep first.
    pub(super) fn ticks(self) -> impl Iterator<Item = (f32, &'static str)> {
        DAY_TICKS.into_iter().filter(move |(days, _)| *days <= self.n_days).map(move |(days, label)| {
            let is_near_end = self.n_days - days <= self.n_days / 100;
            let label = if days == 0 { self.start } else { label };
            (if is_near_end { 1.0 } else { self.x(days) }, label)
        })
    }
}

/// Figures from zero up.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct FigureScale {
    top: f64,
    step: f64,
}

impl FigureScale {
    /// The scale that holds these numbers, with a little room above.
    pub(super) fn new(numbers: impl IntoIterator<Item = u32>) -> Self {
        let most = f64::from(numbers.into_iter().max().unwrap_or(0).max(1));
        let rough = most / 3.0;
        let magnitude = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * magnitude).into_iter().find(|step| *step >= rough);
        Self { top: most * 1.06, step: step.unwrap_or(rough).max(1.0) }
    }

    /// How high a figure stands, 0 to 1.
    pub(super) fn y(self, n: u32) -> f32 {
        (f64::from(n) / self.top) as f32
    }

    /// The round numbers on the axis, from 0.
    pub(super) fn ticks(self) -> impl Iterator<Item = u32> {
        (0..8).map(move |i| f64::from(i) * self.step).take_while(move |n| *n <= self.top).map(|n| n as u32)
    }
}

/// The number at which a figure's mark stands; `None` for words.
pub(super) fn anchor(figure: &Figure) -> Option<u32> {
    match figure {
        Figure::Between(a, b) => Some(a.midpoint(*b)),
        _ => match figure.bounds() {
            (Some(n), _) | (None, Some(n)) => Some(n),
            (None, None) => None,
        },
    }
}
