//! The bars of the plot: every counted incident once, in the right step, with nothing lost.

use super::{Made, made, rows, view};
use crate::sample::{incident, killed};
use daymark::model::{Day, Incident, Precision};
use daymark::query::{CountingRule, Headline, Mask, Sum, totals};
use daymark::view::{Bars, LaneKey, Loaded, Metric, Step, Tally};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn bars(loaded: &Loaded, step: Step, mask: &Mask, rule: &CountingRule) -> Bars {
    Bars::new(step, &loaded.columns, mask, rule, loaded.groups(LaneKey::Branch))
}

/// Incidents, killed and injured by first and last day, looked at one by one.
fn naive(loaded: &Loaded, step: Step, mask: &Mask, rule: &CountingRule) -> [BTreeMap<(Day, Day), Tally>; 2] {
    let mut all: [BTreeMap<(Day, Day), Tally>; 2] = Default::default();
    let columns = &loaded.columns;
    for row in mask.iter().filter(|row| rule.counts(*row as usize, columns)) {
        let (first, last) = (Day::from_days(columns.days(row).0), Day::from_days(columns.days(row).1));
        let is_in_one = step.floor(first) == step.floor(last) || columns.precision_of(row) == Precision::Span;
        let key = if is_in_one { (step.floor(first), step.next(first)) } else { (first, last) };
        let tally = all[usize::from(!is_in_one)].entry(key).or_default();
        tally.n_incidents += 1;
        tally.killed.add(rule.killed(row as usize, columns));
        tally.injured.add(columns.injured.get(row as usize));
    }
    all
}

proptest! {
    #[test]
    fn nothing_is_lost_or_counted_twice(
        rows in rows(150, 16), bits in any::<u64>(),
        step in prop::sample::select(&Step::ALL), rule in prop::sample::select(CountingRule::presets().collect::<Vec<_>>()),
    ) {
        let loaded = made(&rows);
        let mask = Mask::from_fn(loaded.columns.len(), |row| bits >> (row % 64) & 1 == 1);
        let bars = bars(&loaded, step, &mask, &rule);
        let [in_bars, undated] = naive(&loaded, step, &mask, &rule);
        let found: BTreeMap<(Day, Day), Tally> = bars.bars.iter().map(|bar| ((bar.start, bar.next), bar.tally.clone())).collect();
        prop_assert_eq!(found.len(), bars.bars.len());
        prop_assert_eq!(found, in_bars);
        let found: BTreeMap<(Day, Day), Tally> = bars.undated.iter().map(|range| ((range.first, range.last), range.tally.clone())).collect();
        prop_assert_eq!(found.len(), bars.undated.len());
        prop_assert_eq!(found, undated);
        prop_assert!(bars.bars.is_sorted_by_key(|bar| bar.start));
        prop_assert!(bars.undated.is_sorted_by_key(|range| (range.first, range.last)));

        let (mut killed, mut injured, mut n) = (Sum::default(), Sum::default(), 0);
        for tally in bars.bars.iter().map(|bar| &bar.tally).chain(bars.undated.iter().map(|range| &range.tally)) {
            killed.add_sum(&tally.killed);
            injured.add_sum(&tally.injured);
            n += tally.n_incidents;
        }
        let totals = totals(&loaded.columns, &mask, &rule);
        prop_assert_eq!((killed, injured, n), (totals.killed, totals.injured, totals.counted));

        for bar in &bars.bars {
            let sums = bar.segments.map(|segments| segments.iter().map(|n| u64::from(*n)).sum::<u64>());
            prop_assert_eq!(sums, [bar.tally.killed.best, bar.tally.injured.best, u64::from(bar.tally.n_incidents)]);
        }
        for metric in Metric::ALL {
            let last = bars.running(metric).last().map_or(0, |(_, sum)| sum);
            prop_assert_eq!(last, bars.bars.iter().map(|bar| bar.tally.range(metric, bars.headline).1).sum::<u64>());
        }
    }

    #[test]
    fn the_scale_holds_every_bar_on_screen(
        rows in rows(100, 16), start in 16_000.0..18_000.0_f64, days in 3.0..1_500.0_f64, step in prop::sample::select(&Step::ALL),
    ) {
        let loaded = made(&rows);
        let bars = bars(&loaded, step, &Mask::all(loaded.columns.len()), &CountingRule::VICTIMS);
        let view = view(start, days);
        let is_seen = |from: i32, to: i32| f64::from(to) > view.start && f64::from(from) < view.end;
        let seen = bars.bars.iter().filter(|bar| is_seen(bar.start.days(), bar.next.days()));
        prop_assert_eq!(bars.on_screen(view).iter().collect::<Vec<_>>(), seen.collect::<Vec<_>>());
        let ranges = bars.undated.iter().filter(|range| is_seen(range.first.days(), range.last.days() + 1));
        prop_assert_eq!(bars.undated_on_screen(view).collect::<Vec<_>>(), ranges.collect::<Vec<_>>());
        for metric in Metric::ALL {
            let highest = bars.highest(view, metric);
            let tallies = bars.on_screen(view).iter().map(|bar| &bar.tally);
            for tally in tallies.chain(bars.undated_on_screen(view).map(|range| &range.tally)) {
                let high = |metric| tally.range(metric, bars.headline).2;
                prop_assert!(highest >= high(metric));
                prop_assert!(metric != Metric::Both || highest >= high(Metric::Injured));
            }
        }
        for bar in bars.on_screen(view) {
            prop_assert_eq!(bars.at(f64::from(bar.start.days())), Some(bar));
            prop_assert_eq!(bars.at(f64::from(bar.next.days()) - 0.01), Some(bar));
        }
    }
}

/// The bars as text: first day, incidents and best figure of the killed; undated ones in brackets with their last day.
fn check(incidents: impl IntoIterator<Item = Incident>, step: Step, expected: &[&str]) {
    let loaded = super::inline(incidents);
    let bars = bars(&loaded, step, &Mask::all(loaded.columns.len()), &CountingRule::VICTIMS);
    let words = |tally: &Tally| format!("{} incidents, {} killed", tally.n_incidents, tally.killed.best);
    let mut found: Vec<String> = bars.bars.iter().map(|bar| format!("{}: {}", bar.start, words(&bar.tally))).collect();
    found.extend(bars.undated.iter().map(|range| format!("[{}..{}] {}", range.first, range.last, words(&range.tally))));
    assert_eq!(found, expected);
}

fn on(id: &str, when: &str, best: i64) -> Incident {
    Incident { killed: killed(best, best, best).killed, ..incident(id, when) }
}

#[test]
fn an_incident_of_a_month_is_in_no_bar_of_days() {
    let all = || [on("a", "2020-02-03", 1), on("b", "2020-02", 2), on("c", "2020", 4), on("d", "2020-02", 8)];
    let undated = ["[2020-01-01..2020-12-31] 1 incidents, 4 killed", "[2020-02-01..2020-02-29] 2 incidents, 10 killed"];
    check(all(), Step::Day, &["2020-02-03: 1 incidents, 1 killed", undated[0], undated[1]]);
    check(all(), Step::Week, &["2020-02-03: 1 incidents, 1 killed", undated[0], undated[1]]);
    check(all(), Step::Month, &["2020-02-01: 3 incidents, 11 killed", undated[0]]);
    check(all(), Step::Quarter, &["2020-01-01: 3 incidents, 11 killed", undated[0]]);
    check(all(), Step::Year, &["2020-01-01: 4 incidents, 15 killed"]);
}

#[test]
fn one_of_two_days_is_in_a_bar_only_if_both_are() {
    let all = || [on("a", "[2020-01-31..2020-02-01]", 1), on("b", "[2020-02-03..2020-02-09]", 2)];
    check(all(), Step::Month, &["2020-02-01: 1 incidents, 2 killed", "[2020-01-31..2020-02-01] 1 incidents, 1 killed"]);
    // Both lie in a week from Monday to Sunday.
    check(all(), Step::Week, &["2020-01-27: 1 incidents, 1 killed", "2020-02-03: 1 incidents, 2 killed"]);
}

#[test]
fn a_span_stands_on_its_first_day() {
    let all = || [on("a", "2017-05-23/2017-10-23", 1), on("b", "2017-05-23", 2), on("c", "2017-05/2017-06", 4)];
    check(all(), Step::Day, &["2017-05-01: 1 incidents, 4 killed", "2017-05-23: 2 incidents, 3 killed"]);
    check(all(), Step::Month, &["2017-05-01: 3 incidents, 7 killed"]);
}

#[test]
fn other_groups_and_other_days_do_not_count() {
    let other = Incident { branch: "taliban".into(), ..on("b", "2020-02-03", 2) };
    check(
        [on("a", "2020-02-03", 1), other, on("c", "2013-02-03", 4)],
        Step::Year,
        &["2020-01-01: 1 incidents, 1 killed"],
    );
}

#[test]
fn a_tally_in_words() {
    let rows: &[Made] = &[];
    assert!(bars(&made(rows), Step::Day, &Mask::all(0), &CountingRule::VICTIMS).bars.is_empty());
    let mut tally = Tally { n_incidents: 2, ..Tally::default() };
    tally.killed.add(crate::sample::count(40, 44, 52));
    tally.killed.add(crate::sample::count(-1, -1, -1));
    tally.injured.add(crate::sample::count(100, -1, -1));
    assert_eq!(
        tally.words(Headline::Best),
        "2 incidents; killed at least 40, best 44 (1 unknown); injured at least 100"
    );
}
