//! Incidents that never happened, for benches and tests: the same ones each time.
//!
//! Half of them lie evenly over ten years, half in 20 bursts of a month.

pub(crate) mod stage;

use daymark::model::{AttackType, COUNTRIES, Confidence, Count, Day, Kind, Precision, TargetType, Vocabulary};
use daymark::query::{Catalog, Columns, ColumnsBuilder, PlainRow, TextIndex};
use daymark::view::Loaded;
use std::sync::Arc;

/// 2015-01-01 and 2024-12-31, in days since 1970-01-01.
pub(crate) const SPAN: (i32, i32) = (16_436, 20_088);
pub(crate) const N_DAYS: usize = 3_653;
const N_BURSTS: usize = 20;
pub(crate) const N_COUNTRIES: usize = 50;
pub(crate) const BRANCHES: [&str; 12] = [
    "is",
    "is-kp",
    "is-iraq",
    "is-syria",
    "is-sinai",
    "is-wa",
    "is-gs",
    "is-ca",
    "is-libya",
    "is-yemen",
    "unattributed",
    "other",
];
const WORDS: [&str; 40] = [
    "Attack",
    "bombing",
    "market",
    "police",
    "convoy",
    "village",
    "northern",
    "checkpoint",
    "mosque",
    "suicide",
    "raid",
    "prison",
    "roadside",
    "school",
    "embassy",
    "airport",
    "stadium",
    "funeral",
    "district",
    "shrine",
    "hotel",
    "bus",
    "court",
    "station",
    "soldiers",
    "militia",
    "wedding",
    "camp",
    "bridge",
    "hospital",
    "eastern",
    "governor",
    "train",
    "parade",
    "church",
    "office",
    "border",
    "refinery",
    "island",
    "harbor",
];

/// Numbers that look random and are the same each time (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    /// The same dice each time.
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// From 0 up to, not including, `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// Far more small numbers than large ones.
    pub(crate) fn small(&mut self, n: usize) -> usize {
        self.below(n).min(self.below(n)).min(self.below(n))
    }

    /// One of these.
    pub(crate) fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    /// Three to six words.
    pub(crate) fn title(&mut self) -> String {
        let n = 3 + self.below(4);
        (0..n).map(|_| self.of(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// Columns of so many incidents, without records.
pub(crate) fn columns(n_rows: usize) -> Columns {
    let mut dice = Dice::new();
    let mut bursts = [0; N_BURSTS];
    bursts.fill_with(|| dice.below(N_DAYS - 30));
    let mut builder = ColumnsBuilder::new([("made.ron".to_owned(), Some(SPAN))], Arc::default());
    for i in 0..n_rows {
        let title = dice.title();
        let day = if i % 2 == 0 { dice.below(N_DAYS) } else { dice.of(&bursts) + dice.below(15) + dice.below(15) };
        let first = SPAN.0 + day as i32;
        let (earliest, latest, precision) = match dice.below(20) {
            0 => month_of(first),
            1 => (first, first + 1 + dice.below(3) as i32, Precision::Within),
            2 => (first, first + dice.below(90) as i32, Precision::Span),
            _ => (first, first, Precision::Day),
        };
        let (killed, injured) = (dice.small(60) as u32, dice.small(200) as u32);
        let is_known = dice.below(10) > 0;
        builder.push(&PlainRow {
            title: &title,
            earliest,
            latest,
            precision,
            kind: if dice.below(5) > 0 { Kind::Attack } else { dice.of(Kind::ALL) },
            branch: BRANCHES[dice.small(BRANCHES.len() * 2) % BRANCHES.len()],
            country: COUNTRIES[dice.small(N_COUNTRIES)].code,
            attacks: &[dice.of(AttackType::ALL)],
            targets: &[dice.of(TargetType::ALL)],
            confidence: dice.of(Confidence::ALL),
            killed: Count { low: is_known.then_some(killed), best: is_known.then_some(killed + 1), high: None },
            injured: Count { low: Some(injured), best: None, high: Some(injured + 9) },
            ..PlainRow::default()
        });
    }
    builder.finish()
}

fn month_of(day: i32) -> (i32, i32, Precision) {
    use daymark::view::Step;
    let day = Day::from_days(day);
    (Step::Month.floor(day).days(), Step::Month.next(day).days() - 1, Precision::Month)
}

/// So many incidents without records, ready to be shown. Their words are not indexed.
pub(crate) fn loaded(n_rows: usize) -> Loaded {
    Loaded::of_parts(Catalog::default(), columns(n_rows), TextIndex::default())
}
