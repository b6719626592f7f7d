//! A and B on one scale: the differences hold every true value, and periods of one query lie over each other.

use super::*;
use crate::sample;
use daymark::query::{CountingRule, Sum};
use daymark::view::{CompareView, Comparison, Rate, Step, TableFormat, comparison_rows, comparison_text, difference};

fn years() -> Loaded {
    let attack = |id: &str, when: &str, low, best, high| Incident {
        killed: Some(sample::count(low, best, high)),
        ..sample::incident(id, when)
    };
    inline([
        attack("a", "2021-02-03", 10, 12, 15),
        attack("b", "2021-06-01", 5, 5, 5),
        attack("c", "2022-02-20", 1, 2, 3),
        attack("d", "2022-02", 4, -1, -1),
        Incident { kind: Kind::Arrest, ..sample::incident("e", "2022-03-01") },
    ])
}

fn compare(loaded: &Loaded, a: &str, b: &str) -> Comparison {
    let view = CompareView { a: a.to_owned(), b: b.to_owned(), ..CompareView::default() };
    Comparison::new(loaded, &view, &CountingRule::VICTIMS, None)
}

/// Each slot with something in it: its first days, and the incidents of A and B.
fn drawn(loaded: &Loaded, comparison: &Comparison, step: Step) -> String {
    let slots = comparison.slots(loaded, step);
    let n = |tally: &Option<daymark::view::Tally>| {
        tally.as_ref().map_or("–".to_owned(), |tally| tally.n_incidents.to_string())
    };
    let lines = slots.slots.iter().filter(|slot| [&slot.a, &slot.b].into_iter().flatten().any(|t| t.n_incidents > 0));
    lines.map(|slot| format!("{} {} {} {}\n", slot.a_start, n(&slot.a), slot.b_start, n(&slot.b))).collect()
}

#[test]
fn two_periods_of_one_query_lie_over_each_other() {
    let loaded = years();
    let comparison = compare(&loaded, "country:AFG 2021", "country:AFG 2022");
    assert!(comparison.is_aligned);
    assert_eq!(drawn(&loaded, &comparison, Step::Month), "2021-02-01 1 2022-02-01 2\n2021-06-01 1 2022-06-01 0\n");
    assert_eq!(comparison.slots(&loaded, Step::Month).slots.len(), 12);
}

#[test]
fn two_queries_stand_on_one_axis() {
    let loaded = years();
    let comparison = compare(&loaded, "country:AFG 2021", "killed>=5 2021..2022");
    assert!(!comparison.is_aligned);
    assert_eq!(comparison.n_both, 2);
    assert_eq!(drawn(&loaded, &comparison, Step::Year), "2021-01-01 2 2021-01-01 2\n");
    // Outside its period nothing is said of a selection, not even none.
    assert_eq!(comparison.slots(&loaded, Step::Year).slots[1].a, None);
}

#[test]
fn a_query_that_cannot_be_read_keeps_the_last_good_result() {
    let loaded = years();
    let before = compare(&loaded, "2021", "2022");
    let view = CompareView { a: "kilelr:".to_owned(), b: "2022".to_owned(), ..CompareView::default() };
    let now = Comparison::new(&loaded, &view, &CountingRule::VICTIMS, Some(&before));
    assert_eq!(now.a.totals, before.a.totals);
    assert!(now.a.error.is_some() && now.b.error.is_none());
}

#[test]
fn the_table_tells_differences_as_ranges() {
    let loaded = years();
    let comparison = compare(&loaded, "2021", "2022");
    let words: String = comparison_rows(&comparison).iter().map(|row| row.join(" | ") + "\n").collect();
    assert_eq!(
        words,
        "Incidents | 2 | 3 | −1
Counted | 2 | 2 | 0
Killed | 15–20, best 17 | at least 5, best 6 | at most +15, best +11
Injured | unknown | unknown | unknown
Counted a month | 0.17 | 0.17 | 0
Killed a month | 1.25–1.67 | at least 0.42 | at most +1.25
Injured a month | unknown | unknown | unknown
"
    );
    let text = comparison_text(&loaded, &comparison, &CountingRule::VICTIMS, TableFormat::Markdown);
    assert!(text.starts_with("A: 2021 (1 January 2021 to 31 December 2021)\n\nB: 2022"), "{text}");
    assert!(text.contains("| Killed | 15–20, best 17 |"), "{text}");
    let text = comparison_text(&loaded, &comparison, &CountingRule::VICTIMS, TableFormat::Tsv);
    assert!(text.contains("\nKilled\t15–20, best 17\tat least 5, best 6\tat most +15, best +11\n"), "{text}");
}

#[test]
fn a_difference_names_its_ends() {
    let sum = |low, best, high| {
        let mut sum = Sum::default();
        sum.add(sample::count(low, best, high));
        sum
    };
    let words = |a: &Sum, b: &Sum| difference(a, b).words();
    assert_eq!(words(&sum(10, 12, 15), &sum(1, 2, 3)), "+7 to +14, best +10");
    assert_eq!(words(&sum(5, 5, 5), &sum(5, 5, 5)), "0");
    assert_eq!(words(&sum(5, 5, 5), &sum(1_500, 2_000, 2_500)), "−2,495 to −1,495, best −1,995");
    assert_eq!(words(&sum(5, -1, -1), &sum(1, 1, 1)), "at least +4");
    assert_eq!(words(&sum(1, 1, 1), &sum(5, -1, -1)), "at most −4");
    assert_eq!(words(&sum(-1, -1, -1), &sum(5, 5, 5)), "at least −5");
    assert_eq!(Rate::of(&sum(5, 5, 5), 2.0).words(), "2.50");
}

/// A count and a true number that it does not rule out.
fn known_and_true() -> impl Strategy<Value = (Count, u64)> {
    (0..50_u32, 0..9_u32, 0..9_u32, 0..9_u32, any::<bool>()).prop_map(|(low, a, b, over, has_high)| {
        let high = low + a + b;
        let count = Count { low: Some(low), best: Some(low + a), high: has_high.then_some(high) };
        let most = if has_high { high } else { high + over };
        (count, u64::from(low + (a * 7 + b * 3 + over) % (most - low + 1)))
    })
}

proptest! {
    #[test]
    fn every_true_difference_lies_in_the_interval(
        a in prop::collection::vec(known_and_true(), 0..6), b in prop::collection::vec(known_and_true(), 0..6),
    ) {
        let total = |side: &[(Count, u64)]| {
            let mut sum = Sum::default();
            side.iter().for_each(|(count, _)| sum.add(*count));
            (sum, side.iter().map(|(_, truth)| *truth).sum::<u64>() as i64)
        };
        let ((a, true_a), (b, true_b)) = (total(&a), total(&b));
        let found = difference(&a, &b);
        prop_assert!(found.low.is_none_or(|low| low <= true_a - true_b));
        prop_assert!(found.high.is_none_or(|high| true_a - true_b <= high));
    }

    #[test]
    fn swapping_turns_the_difference_round(a in count(), b in count()) {
        let sum = |count: Count| { let mut sum = Sum::default(); sum.add(count); sum };
        let (there, back) = (difference(&sum(a), &sum(b)), difference(&sum(b), &sum(a)));
        prop_assert_eq!(there.low.map(|n| -n), back.high);
        prop_assert_eq!(there.high.map(|n| -n), back.low);
        prop_assert_eq!(there.best.map(|n| -n), back.best);
    }

    #[test]
    fn no_counted_incident_is_lost_in_the_slots(rows in rows(60, 4), step in prop::sample::select(Step::ALL.to_vec())) {
        let loaded = made(&rows);
        let comparison = compare(&loaded, "2015..2017", "");
        let slots = comparison.slots(&loaded, step);
        let placed: u32 = slots.slots.iter().flat_map(|slot| &slot.b).map(|tally| tally.n_incidents).sum();
        prop_assert_eq!(placed + slots.n_undated.1, comparison.b.totals.counted);
    }
}
