//! The bars of both selections in common slots of time.

use super::{Compared, Comparison};
use crate::model::Day;
use crate::query::Headline;
use crate::view::{Bars, LaneKey, Loaded, Metric, Step, Tally};

/// More slots than these are never made.
pub const MAX_SLOTS: usize = 4_000;

/// The slots at a step.
#[derive(Clone, PartialEq, Debug)]
pub struct Slots {
    /// Length of a slot.
    pub step: Step,
    /// In order of time, without gaps.
    pub slots: Vec<Slot>,
    /// Counted incidents of A and of B whose days do not lie in one slot.
    pub n_undated: (u32, u32),
}

/// One stretch of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Slot {
    /// Its first day for A.
    pub a_start: Day,
    /// Its first day for B; another one only where periods are laid over each other.
    pub b_start: Day,
    /// What counts of A; `None` where the slot lies outside A's period.
    pub a: Option<Tally>,
    /// The same of B.
    pub b: Option<Tally>,
}

impl Slots {
    pub(super) fn new(loaded: &Loaded, comparison: &Comparison, step: Step) -> Self {
        let (a, b) = (&comparison.a, &comparison.b);
        let bars = |side: &Compared| {
            let colors = loaded.groups(LaneKey::Branch);
            Bars::new(step, &loaded.columns, &side.mask, &comparison.rule, colors)
        };
        let (a_bars, b_bars) = (bars(a), bars(b));
        let first = a.period.0.min(b.period.0);
        let (a_first, b_first) = if comparison.is_aligned { (a.period.0, b.period.0) } else { (first, first) };
        let (mut a_start, mut b_start) = (step.floor(a_first), step.floor(b_first));
        let mut slots = Vec::new();
        while (a_start <= a.period.1 || b_start <= b.period.1) && slots.len() < MAX_SLOTS {
            slots.push(Slot { a_start, b_start, a: tally(a, &a_bars, a_start), b: tally(b, &b_bars, b_start) });
            (a_start, b_start) = (step.next(a_start), step.next(b_start));
        }
        let n_undated = |bars: &Bars| bars.undated.iter().map(|range| range.tally.n_incidents).sum();
        Self { step, slots, n_undated: (n_undated(&a_bars), n_undated(&b_bars)) }
    }

    /// Largest high of a metric on either side; for "both" that of the killed.
    pub fn highest(&self, metric: Metric) -> u64 {
        let tallies = self.slots.iter().flat_map(|slot| [&slot.a, &slot.b]).flatten();
        tallies.map(|tally| tally.range(metric, Headline::Best).2).max().unwrap_or(0)
    }
}

/// What counts in the slot that begins on a day; `None` if it lies outside the period.
fn tally(side: &Compared, bars: &Bars, start: Day) -> Option<Tally> {
    let is_within = start <= side.period.1 && bars.step.next(start) > side.period.0;
    let bar = || bars.bars.binary_search_by_key(&start, |bar| bar.start).ok().and_then(|at| bars.bars.get(at));
    is_within.then(|| bar().map(|bar| bar.tally.clone()).unwrap_or_default())
}
