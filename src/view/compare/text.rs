//! The comparison as a small table, on screen and to paste.

use super::difference::{rate_words, signed, signed_rate};
use super::{Compared, Comparison, Rate, difference};
use crate::model::thousands;
use crate::query::{CountingRule, Totals};
use crate::view::table::{data, markdown, tsv, write_head, write_row};
use crate::view::{Loaded, TableFormat};
use std::fmt::Write as _;

/// What each row of the table says: what, A, B, A less B.
pub fn comparison_rows(comparison: &Comparison) -> Vec<[String; 4]> {
    let (a, b) = (&comparison.a, &comparison.b);
    let headline = comparison.rule.headline;
    let count = |name: &str, of: fn(&Totals) -> u32| {
        let (n, m) = (of(&a.totals), of(&b.totals));
        let less = signed(i64::from(n) - i64::from(m));
        [name.to_owned(), thousands(n.into()), thousands(m.into()), less]
    };
    let sums = |name: &str, of: fn(&Totals) -> crate::query::Sum| {
        let (n, m) = (of(&a.totals), of(&b.totals));
        [name.to_owned(), n.words_by(headline), m.words_by(headline), difference(&n, &m).words()]
    };
    let rates = |name: &str, of: fn(&Totals) -> crate::query::Sum| {
        let (n, m) = (Rate::of(&of(&a.totals), a.months()), Rate::of(&of(&b.totals), b.months()));
        [name.to_owned(), n.words(), m.words(), n.less(&m)]
    };
    let counted = |side: &Compared| f64::from(side.totals.counted) / side.months().max(1.0 / 31.0);
    let (n, m) = (counted(a), counted(b));
    vec![
        count("Incidents", |totals| totals.incidents),
        count("Counted", |totals| totals.counted),
        sums("Killed", |totals| totals.killed),
        sums("Injured", |totals| totals.injured),
        ["Counted a month".to_owned(), rate_words(n), rate_words(m), signed_rate(n - m)],
        rates("Killed a month", |totals| totals.killed),
        rates("Injured a month", |totals| totals.injured),
    ]
}

/// The comparison as text to paste, with both queries, data and rule.
pub fn comparison_text(loaded: &Loaded, comparison: &Comparison, rule: &CountingRule, format: TableFormat) -> String {
    let mut text = String::new();
    let as_known = loaded.as_known.map_or(String::new(), |day| format!(" As known on {}.", day.long()));
    let mut lines = vec![
        format!("A: {}", named(&comparison.a)),
        format!("B: {}", named(&comparison.b)),
        format!(
            "Data: {}. Counting rule: {}.{as_known} A selection of incidents, not a census.",
            data(loaded),
            rule.label()
        ),
    ];
    if comparison.n_both > 0 {
        lines.push(format!("Incidents in both: {}.", thousands(comparison.n_both as u64)));
    }
    for line in lines {
        let _ = match format {
            TableFormat::Tsv => writeln!(text, "{}", tsv(&line)),
            TableFormat::Markdown => writeln!(text, "{}\n", markdown(&line)),
        };
    }
    let head = ["", "A", "B", "A less B, from least to most"].map(str::to_owned);
    write_head(&mut text, &head, |i| i > 0, format);
    for row in comparison_rows(comparison) {
        write_row(&mut text, row.into_iter(), format);
    }
    text
}

/// The query and the days it covers.
fn named(side: &Compared) -> String {
    let query = side.query.to_string();
    let query = if query.is_empty() { "everything".to_owned() } else { query };
    format!("{query} ({} to {})", side.period.0.long(), side.period.1.long())
}
