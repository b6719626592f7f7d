//! Two selections on one scale: what each adds up to, how they differ, and their bars side by side.
//!
//! A and B are queries of their own; the filter of the window is not put on top of them. Where they are the same query
//! over two periods, the periods are laid over each other by their first step, so that month stands on month. Left to
//! others: drawing (`ui::compare`), what a sum means (`query`).

mod difference;
mod slots;
mod text;

pub use difference::{Difference, Rate, difference};
pub use slots::{MAX_SLOTS, Slot, Slots};
pub use text::{comparison_rows, comparison_text};

use super::{Loaded, Step};
use crate::model::Day;
use crate::query::{CountingRule, Mask, Query, QueryError, Row, Totals, totals};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// How the bars of the two stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum CompareShape {
    /// A upward, B downward, from one line.
    #[default]
    Mirrored,
    /// Both upward, one before the other.
    Overlaid,
}

impl CompareShape {
    /// Every shape, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Mirrored, Self::Overlaid];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mirrored => "Mirrored",
            Self::Overlaid => "Overlaid",
        }
    }
}

/// What is compared, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, rename = "Compare")]
pub struct CompareView {
    /// The first selection, in the query grammar.
    pub a: String,
    /// The second.
    pub b: String,
    /// How their bars stand to each other.
    pub shape: CompareShape,
}

impl Default for CompareView {
    fn default() -> Self {
        Self { a: "2015..2017".to_owned(), b: "2022..2024".to_owned(), shape: CompareShape::Mirrored }
    }
}

impl CompareView {
    /// A in place of B, and B in place of A.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self { a: self.b.clone(), b: self.a.clone(), shape: self.shape }
    }
}

/// One of the two.
#[derive(Debug)]
pub struct Compared {
    /// The query in force: the last one that could be read.
    pub query: Query,
    /// Why the query as typed cannot be read.
    pub error: Option<QueryError>,
    /// What counts of it.
    pub totals: Totals,
    /// First and last day that it covers, both counting: its dates, where it names some, else the span of the files.
    pub period: (Day, Day),
    mask: Mask,
}

/// Two selections side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The first.
    pub a: Compared,
    /// The second.
    pub b: Compared,
    /// Incidents that are in both.
    pub n_both: usize,
    /// Whether they are the same query over two periods, laid over each other by their first step.
    pub is_aligned: bool,
    rule: CountingRule,
    slots: [OnceLock<Slots>; Step::ALL.len()],
}

impl Compared {
    fn new(loaded: &Loaded, text: &str, rule: &CountingRule, before: Option<&Self>) -> Self {
        let (query, error) = match Query::parse(text) {
            Ok(query) => (query, None),
            Err(err) => (before.map(|before| before.query.clone()).unwrap_or_default(), Some(err)),
        };
        let mask = loaded.filter(&query).mask;
        let (first, last) = loaded.columns.span_days();
        let named = query.split_period().map_or((None, None), |(_, period)| period);
        let period = (named.0.unwrap_or(first), named.1.unwrap_or(last));
        let period = (period.0, period.1.max(period.0));
        Self { totals: totals(&loaded.columns, &mask, rule), query, error, period, mask }
    }

    /// The query without its dates.
    fn rest(&self) -> Query {
        self.query.split_period().map_or_else(|| self.query.clone(), |(rest, _)| rest)
    }

    /// Its rows that count and begin from `start` up to, not including, `next`.
    pub fn counted_between(&self, loaded: &Loaded, rule: &CountingRule, start: Day, next: Day) -> Vec<Row> {
        let columns = &loaded.columns;
        let rows = columns.rows_between(start.days(), next.days() - 1);
        let counts = |row: &Row| {
            self.mask.contains(*row) && columns.days(*row).0 >= start.days() && rule.counts(*row as usize, columns)
        };
        rows.filter(counts).collect()
    }

    /// Length of the period in months of 30.44 days.
    pub fn months(&self) -> f64 {
        f64::from(self.period.1 - self.period.0 + 1) / Step::Month.days()
    }
}

impl Comparison {
    /// Filters and counts both. `before` is what was compared before of the same data, if anything: where a query cannot
    /// be read, its last good result stays.
    pub fn new(loaded: &Loaded, view: &CompareView, rule: &CountingRule, before: Option<&Self>) -> Self {
        let a = Compared::new(loaded, &view.a, rule, before.map(|before| &before.a));
        let b = Compared::new(loaded, &view.b, rule, before.map(|before| &before.b));
        let has_dates = |side: &Compared| side.query.split_period().is_some();
        let is_aligned = has_dates(&a) && has_dates(&b) && a.period != b.period && a.rest() == b.rest();
        let n_both = a.mask.and(&b.mask).count();
        Self { n_both, is_aligned, rule: *rule, a, b, slots: std::array::from_fn(|_| OnceLock::new()) }
    }

    /// The bars at a step, made at first use.
    pub fn slots(&self, loaded: &Loaded, step: Step) -> &Slots {
        static NO_SLOTS: OnceLock<Slots> = OnceLock::new();
        let at = Step::ALL.iter().position(|each| *each == step).unwrap_or(0);
        self.slots.get(at).unwrap_or(&NO_SLOTS).get_or_init(|| Slots::new(loaded, self, step))
    }

    /// The longest stretch of days that the bars cover.
    pub fn n_days(&self) -> i32 {
        let length = |side: &Compared| side.period.1 - side.period.0 + 1;
        if self.is_aligned {
            length(&self.a).max(length(&self.b))
        } else {
            self.a.period.1.max(self.b.period.1) - self.a.period.0.min(self.b.period.0) + 1
        }
    }

    /// The step as asked for, or a longer one where there would be more bars than can be told apart.
    pub fn step_fitting(&self, asked: Option<Step>, width_pt: f32, min_pt: f32) -> Step {
        let days = f64::from(self.n_days());
        let fits = |step: &Step| step.days() / days * f64::from(width_pt) >= f64::from(min_pt);
        let fitting = || Step::ALL.into_iter().find(fits).unwrap_or(Step::Year);
        let asked = asked.unwrap_or_else(fitting);
        Step::ALL
            .into_iter()
            .filter(|step| *step >= asked)
            .find(|step| days / step.days() < MAX_SLOTS as f64)
            .unwrap_or(Step::Year)
    }
}
