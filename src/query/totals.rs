//! Adding up: `low` = sum of low, else best, else 0; `best` = sum of best, else low, else 0; `high` = sum of high, else
//! best, else low. Incidents without any figure are counted as unknown. (`daymark stats`, the command line's contract.)

use super::{AttributionStatus, Columns, CountColumn, CountingRule, Headline, Included, Mask, Row, UNKNOWN};
use crate::model::{Count, InFigures, Vocabulary, thousands};

/// Figures added up. A bound on each side, not a confidence interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sum {
    /// Sum of low, else best, else 0.
    pub low: u64,
    /// Sum of best, else low, else 0.
    pub best: u64,
    /// Sum of high, else best, else low.
    pub high: u64,
    /// Incidents with some figure, but no best.
    pub no_best: u32,
    /// Incidents with some figure, but no high.
    pub no_high: u32,
    /// Incidents without any figure.
    pub unknown: u32,
    /// Incidents with some figure.
    pub known: u32,
}

impl Sum {
    /// Adds one incident's figure.
    #[inline]
    pub fn add(&mut self, count: Count) {
        if !count.is_known() {
            self.unknown += 1;
            return;
        }
        self.known += 1;
        self.low += u64::from(count.low.or(count.best).unwrap_or(0));
        self.best += u64::from(count.best.or(count.low).unwrap_or(0));
        self.high += u64::from(count.high.or(count.best).or(count.low).unwrap_or(0));
        self.no_best += u32::from(count.best.is_none());
        self.no_high += u32::from(count.high.is_none());
    }

    /// [`Self::add`] of a figure as the columns store it, if `keep` is all ones, and of nothing if it is 0.
    #[inline]
    fn add_stored(&mut self, keep: u32, low: u32, best: u32, high: u32) {
        let or = |a: u32, b: u32| if a == UNKNOWN { b } else { a };
        let number = |n: u32| u64::from(if n == UNKNOWN { 0 } else { n & keep });
        let best_else = or(best, low);
        let known = if or(best_else, high) == UNKNOWN { 0 } else { keep };
        self.low += number(or(low, best));
        self.best += number(best_else);
        self.high += number(or(high, best_else));
        self.known += known & 1;
        self.unknown += keep & !known & 1;
        self.no_best += if best == UNKNOWN { known & 1 } else { 0 };
        self.no_high += if high == UNKNOWN { known & 1 } else { 0 };
    }

    /// Adds another sum.
    pub fn add_sum(&mut self, other: &Self) {
        self.low += other.low;
        self.best += other.best;
        self.high += other.high;
        self.no_best += other.no_best;
        self.no_high += other.no_high;
        self.unknown += other.unknown;
        self.known += other.known;
    }

    /// Whether more may be missing than `high` tells.
    pub fn is_open(&self) -> bool {
        self.no_high > 0 || self.unknown > 0
    }

    /// The sum in words: "803–951, best 871", "at least 1,960 (3 unknown)", "up to 15", one number where the ends are
    /// equal, and "unknown" where no incident has a figure. Nothing added up is "0".
    pub fn words(&self) -> String {
        if self.known == 0 && self.unknown > 0 {
            return "unknown".to_owned();
        }
        let mut words = self.range();
        let shows_best = if self.is_open() { self.best == self.low } else { self.low == self.high };
        if self.no_best < self.known && !shows_best {
            words.push_str(&format!(", best {}", thousands(self.best)));
        }
        if self.unknown > 0 {
            words.push_str(&format!(" ({} unknown)", thousands(self.unknown.into())));
        }
        words
    }

    /// The sum by the figure that leads.
    pub fn of(&self, headline: Headline) -> u64 {
        match headline {
            Headline::Low => self.low,
            Headline::Best => self.best,
            Headline::High => self.high,
        }
    }

    /// [`Self::words`], led by another figure than the best: "803 by the low figures (803–951)".
    pub fn words_by(&self, headline: Headline) -> String {
        if headline == Headline::Best || self.known == 0 {
            return self.words();
        }
        let name = headline.label().to_lowercase();
        let mut words = format!("{} by the {name} figures ({}", thousands(self.of(headline)), self.range());
        if self.unknown > 0 {
            words.push_str(&format!(", {} unknown", thousands(self.unknown.into())));
        }
        words.push(')');
        words
    }

    fn range(&self) -> String {
        let (low, high) = (thousands(self.low), thousands(self.high));
        if self.is_open() {
            format!("at least {low}")
        } else if self.low == self.high {
            low
        } else if self.low == 0 && self.no_best == self.known {
            format!("up to {high}")
        } else {
            format!("{low}–{high}")
        }
    }
}

/// Incidents and killed that are filed under nobody, or over whose author there is a dispute.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Unsettled {
    /// How many incidents.
    pub incidents: u32,
    /// Their killed, by the figure that leads.
    pub killed: u64,
}

/// What a selection adds up to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// Incidents in the selection.
    pub incidents: u32,
    /// Those of them that the rule counts.
    pub counted: u32,
    /// Killed, over the counted incidents.
    pub killed: Sum,
    /// Injured, over the counted incidents.
    pub injured: Sum,
    /// Of the counted: branch `unattributed` (or under it), or disputed.
    pub unattributed_or_disputed: Unsettled,
}

/// Adds up a selection by a rule.
pub fn totals(columns: &Columns, mask: &Mask, rule: &CountingRule) -> Totals {
    let counted = rule.counted(columns, mask);
    let mut unsettled = Unsettled::default();
    let (nobody, disputed) =
        (columns.rule_bits.holds(Included::Unattributed), columns.rule_bits.holds(Included::Disputed));
    let is_unsettled = |at: usize| nobody.get(at).unwrap_or(&0) | disputed.get(at).unwrap_or(&0);
    counted.map_words(|at, word| word & is_unsettled(at)).for_each(|row| {
        unsettled.incidents += 1;
        unsettled.killed += u64::from(rule.headline.of(rule.killed(row, columns)).unwrap_or(0));
    });
    let killed = if rule.takes(Included::Perpetrators) {
        sum_with_perpetrators(&counted, columns)
    } else {
        sum_of(&counted, &columns.killed)
    };
    let n = |mask: &Mask| u32::try_from(mask.count()).unwrap_or(u32::MAX);
    Totals {
        incidents: n(mask),
        counted: n(&counted),
        killed,
        injured: sum_of(&counted, &columns.injured),
        unattributed_or_disputed: unsettled,
    }
}

/// Adds up a few rows by a rule, without a pass over all: [`totals`] of the same rows. A row given twice counts twice.
pub fn totals_of_rows(columns: &Columns, rows: &[Row], rule: &CountingRule) -> Totals {
    let mut totals = Totals::default();
    for row in rows.iter().map(|row| *row as usize).filter(|row| *row < columns.len()) {
        totals.incidents += 1;
        if !rule.counts(row, columns) {
            continue;
        }
        let killed = rule.killed(row, columns);
        totals.counted += 1;
        totals.killed.add(killed);
        totals.injured.add(columns.injured.get(row));
        let branch = columns.branch.get(row).and_then(|at| columns.branch_is_unattributed.get(usize::from(*at)));
        if branch == Some(&true) || columns.status.get(row) == Some(&AttributionStatus::Disputed) {
            totals.unattributed_or_disputed.incidents += 1;
            totals.unattributed_or_disputed.killed += u64::from(rule.headline.of(killed).unwrap_or(0));
        }
    }
    totals
}

/// [`Sum::add`] for the rows of a mask, column by column and without branches: a million rows are a few milliseconds.
fn sum_of(mask: &Mask, column: &CountColumn) -> Sum {
    const FEW: u32 = 12;
    let mut sum = Sum::default();
    let chunks = column.low.chunks(64).zip(column.best.chunks(64)).zip(column.high.chunks(64));
    for ((i, word), ((low, best), high)) in mask.words().iter().enumerate().zip(chunks) {
        if word.count_ones() < FEW {
            let mut bits = *word;
            while bits != 0 {
                sum.add(column.get(i * 64 + bits.trailing_zeros() as usize));
                bits &= bits - 1;
            }
            continue;
        }
        // All ones where the row is in the mask.
        let mut keep = [0_u32; 64];
        for (bit, keep) in keep.iter_mut().enumerate() {
            *keep = 0_u32.wrapping_sub((word >> bit) as u32 & 1);
        }
        let mut chunk = Sum::default();
        for (((low, best), high), keep) in low.iter().zip(best).zip(high).zip(&keep) {
            chunk.add_stored(*keep, *low, *best, *high);
        }
        sum.add_sum(&chunk);
    }
    sum
}

/// [`CountingRule::killed`] of a rule that takes the attackers' own deaths in, for the rows of a mask: as [`sum_of`],
/// column by column and without branches.
fn sum_with_perpetrators(mask: &Mask, columns: &Columns) -> Sum {
    let (count, own) = (&columns.killed, columns.perpetrators_killed.chunks(64));
    let chunks = count.low.chunks(64).zip(count.best.chunks(64)).zip(count.high.chunks(64));
    let chunks = chunks.zip(own.zip(columns.in_figures.chunks(64)));
    let mut sum = Sum::default();
    for (word, (((low, best), high), (own, in_figures))) in mask.words().iter().zip(chunks) {
        if *word == 0 {
            continue;
        }
        let mut chunk = Sum::default();
        let parts = low.iter().zip(best).zip(high).zip(own.iter().zip(in_figures));
        for (bit, (((low, best), high), (own, in_figures))) in parts.enumerate() {
            let keep = 0_u32.wrapping_sub((word >> bit) as u32 & 1);
            let n = if *in_figures == InFigures::No { *own } else { UNKNOWN };
            let added = |part: u32| if n == UNKNOWN || part == UNKNOWN { part } else { part.saturating_add(n) };
            let is_unknown = *low == UNKNOWN && *best == UNKNOWN && *high == UNKNOWN;
            let least = if is_unknown { n } else { added(*low) };
            chunk.add_stored(keep, least, added(*best), added(*high));
        }
        sum.add_sum(&chunk);
    }
    sum
}
