//! The view model: laws that hold for any data, and a few pictures in words.

mod axis;
mod bars;
mod compare;
mod lanes;
mod laws;
mod markdown;
mod scene;
mod state;
mod table;
mod words;

use crate::sample;
use daymark::model::{Confidence, Count, Incident, Kind, Precision};
use daymark::query::{Catalog, Columns, ColumnsBuilder, PlainRow, Row, TextIndex};
use daymark::view::{Loaded, Viewport};
use proptest::prelude::*;
use std::sync::Arc;

/// 2015-01-01.
const FIRST: i32 = 16_436;

/// A row that never was.
#[derive(Clone, Debug)]
struct Made {
    day: i32,
    days: i32,
    precision: Precision,
    branch: usize,
    kind: Kind,
    killed: Count,
    injured: Count,
    is_low: bool,
}

const BRANCHES: [&str; 16] =
    ["is", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "unattributed", "other"];

/// Rows over about three years in up to so many branches.
fn rows(most: usize, n_branches: usize) -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec(row(n_branches), 0..most)
}

fn row(n_branches: usize) -> impl Strategy<Value = Made> {
    let length = prop_oneof![
        6 => Just((0, Precision::Day)),
        1 => (1..5).prop_map(|days| (days, Precision::Within)),
        1 => (1..400).prop_map(|days| (days, Precision::Span)),
        1 => Just((30, Precision::Month)),
        1 => Just((364, Precision::Year)),
    ];
    let kind = prop_oneof![4 => Just(Kind::Attack), 1 => Just(Kind::Arrest), 1 => Just(Kind::Milestone)];
    (0..1_100, length, 0..n_branches, kind, count(), count(), any::<bool>()).prop_map(
        |(day, (days, precision), branch, kind, killed, injured, is_low)| Made {
            day,
            days,
            precision,
            branch,
            kind,
            killed,
            injured,
            is_low,
        },
    )
}

fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        Just(Count::default()),
        (0..50_u32, 0..5_u32, 0..9_u32).prop_map(|(low, more, most)| Count {
            low: Some(low),
            best: Some(low + more),
            high: Some(low + more + most)
        }),
        (0..50_u32).prop_map(|low| Count { low: Some(low), best: None, high: None }),
        (0..50_u32).prop_map(|high| Count { low: None, best: None, high: Some(high) }),
    ]
}

fn columns(rows: &[Made]) -> Columns {
    let mut builder = ColumnsBuilder::new([("t.ron".to_owned(), Some((FIRST, FIRST + 1_000)))], Arc::default());
    for (i, made) in rows.iter().enumerate() {
        let title = format!("{} number {i}", "Title ".repeat(1 + i % 4));
        builder.push(&PlainRow {
            title: &title,
            earliest: FIRST + made.day,
            latest: FIRST + made.day + made.days,
            precision: made.precision,
            branch: BRANCHES[made.branch],
            kind: made.kind,
            killed: made.killed,
            injured: made.injured,
            confidence: if made.is_low { Confidence::Low } else { Confidence::High },
            ..PlainRow::default()
        });
    }
    builder.finish()
}

fn made(rows: &[Made]) -> Loaded {
    Loaded::of_parts(Catalog::default(), columns(rows), TextIndex::default())
}

/// Records ready to be shown.
fn inline(incidents: impl IntoIterator<Item = Incident>) -> Loaded {
    let (catalog, columns, text) = sample::columns(incidents);
    Loaded::of_parts(catalog, columns, text)
}

/// A letter is seven points wide.
fn title_pt(columns: &Columns, row: Row) -> f32 {
    columns.title(row).chars().count() as f32 * 7.0
}

fn view(start: f64, days: f64) -> Viewport {
    Viewport { start, end: start + days }
}
