//! What was known on a day, by the rule of `query::as_known_on`.

use crate::sample::{attribution, catalog, count, killed, report};
use daymark::model::{AttributionKind, Count, Date, Day, Figure, Incident, Report};
use daymark::query::Catalog;
use proptest::prelude::*;
use std::sync::Arc;

fn day(text: &str) -> Day {
    text.parse::<Date>().expect(text).earliest()
}

fn known(incident: Incident, on: &str) -> Option<Incident> {
    let catalog: Catalog = catalog([incident]).as_known_on(day(on));
    catalog.incident(0).map(|incident| incident.as_ref().clone())
}

/// Killed as known on a day; the record says 144, 149, 150.
fn check(reports: Vec<Report>, on: &str, expected: Option<Count>) {
    let known = known(Incident { reports, ..killed(144, 149, 150) }, on).expect("it has happened");
    assert_eq!(known.killed, expected, "on {on}");
}

#[test]
fn nothing_before_it_happened() {
    assert_eq!(known(killed(1, 1, 1), "2024-03-21"), None);
    assert!(known(killed(1, 1, 1), "2024-03-22").is_some());
}

#[test]
fn figures() {
    use Figure::{About, AtLeast, AtMost, Between, Exactly, Words};
    let on = |day: &str, figure: Figure| report("undated", Some(day), figure);
    let two = || vec![on("2024-03-22", AtLeast(40)), on("2024-03-27", Exactly(143))];
    // The first day's figure, then the record, once every dated report is there.
    check(two(), "2024-03-22", Some(count(40, -1, -1)));
    check(two(), "2024-03-26", Some(count(40, -1, -1)));
    check(two(), "2024-03-27", Some(count(144, 149, 150)));
    // No report: nothing was known.
    check(vec![], "2024-12-31", None);
    check(vec![report("undated", None, Exactly(9))], "2024-12-31", None);
    // A report without its own day has that of its source: 23 March and 10 April.
    let by_source = || vec![report("early", None, Exactly(133)), report("late", None, Exactly(144))];
    check(by_source(), "2024-03-22", None);
    check(by_source(), "2024-03-23", Some(count(133, 133, 133)));
    check(by_source(), "2024-04-10", Some(count(144, 149, 150)));
    // A month is known for certain on its last day only.
    check(vec![on("2024-03", Exactly(9))], "2024-03-30", None);
    check(vec![on("2024-03", Exactly(9))], "2024-03-31", Some(count(144, 149, 150)));
    // The group's own figure tells nothing.
    let claim = Report { claimed: true, ..on("2024-03-22", Exactly(1)) };
    check(vec![claim.clone(), on("2024-03-27", Exactly(143))], "2024-03-23", None);
    check(vec![claim], "2024-12-31", None);
    // Several reports of one day.
    let later = on("2024-04-01", Exactly(145));
    let same_day = |a: Figure, b: Figure| vec![on("2024-03-23", a), on("2024-03-23", b), later.clone()];
    check(same_day(Exactly(93), Exactly(115)), "2024-03-23", Some(count(93, -1, 115)));
    check(same_day(Exactly(93), About(93)), "2024-03-23", Some(count(93, 93, 93)));
    check(same_day(Between(90, 95), AtLeast(92)), "2024-03-23", Some(count(90, -1, 95)));
    check(same_day(AtMost(9), Words("a few".into())), "2024-03-23", Some(count(-1, -1, 9)));
    check(same_day(Exactly(30), AtLeast(40)), "2024-03-23", Some(count(30, -1, -1)));
    // Words give no number: the newest number before them holds.
    let words = vec![on("2024-03-22", Exactly(40)), on("2024-03-23", Words("dozens".into())), later];
    check(words, "2024-03-24", Some(count(40, 40, 40)));
}

#[test]
fn reports_and_attributions_of_later_days_are_left_out() {
    use AttributionKind::{Assessment, Claim};
    let record = Incident {
        reports: vec![
            report("undated", Some("2024-03-22"), Figure::AtLeast(40)),
            report("undated", Some("2024-03-27"), Figure::Exactly(143)),
            report("undated", None, Figure::Exactly(139)),
        ],
        attributions: vec![
            attribution("is", Claim, Some("2024-03-22")),
            attribution("is-kp", Assessment, Some("2024-03-24")),
            attribution("is-kp", Assessment, None),
        ],
        ..killed(144, 149, 150)
    };
    let known = known(record, "2024-03-23").expect("it has happened");
    assert_eq!((known.reports.len(), known.attributions.len()), (1, 2));
}

fn a_figure() -> impl Strategy<Value = Figure> {
    prop_oneof![
        (0_u32..500).prop_map(Figure::Exactly),
        (0_u32..500).prop_map(Figure::AtLeast),
        (0_u32..500).prop_map(Figure::AtMost),
        (0_u32..500).prop_map(Figure::About),
        (0_u32..500, 0_u32..500).prop_map(|(a, b)| Figure::Between(a.min(b), a.max(b))),
        Just(Figure::Words("dozens".to_owned())),
    ]
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let one = (a_figure(), 0_i32..300, any::<bool>()).prop_map(|(figure, after, claimed)| {
        let as_of = Some(Date::from_day(day("2024-03-22") + after));
        Report { as_of, claimed, ..report("undated", None, figure) }
    });
    prop::collection::vec(one, 1..6)
}

proptest! {
    #[test]
    fn the_far_future_knows_what_the_record_says(reports in reports()) {
        let told = reports.iter().any(|report| !report.claimed);
        let record = Incident { reports, ..killed(144, 149, 150) };
        let known = known(record.clone(), "2999-01-01").expect("it has happened");
        prop_assert_eq!(known.killed, record.killed.filter(|_| told));
    }

    #[test]
    fn what_was_known_is_in_order(reports in reports(), after in 0_i32..300) {
        let on = (day("2024-03-22") + after).to_string();
        let known = known(Incident { reports, ..killed(144, 149, 150) }, &on).expect("it has happened");
        prop_assert!(known.killed().is_ordered());
    }
}

#[test]
fn another_day_is_made_from_what_is_open() {
    use daymark::view::Loaded;
    let open = |day| {
        let reports = vec![report("early", None, Figure::AtLeast(40)), report("late", None, Figure::Exactly(143))];
        let files = catalog([Incident { reports, ..killed(144, 149, 150) }]).files().to_vec();
        Arc::new(Loaded::as_known_on(files, day))
    };
    let (before, after) = (Some(day("2024-03-23")), Some(day("2024-04-10")));
    let recorded = open(None);
    for loaded in [&recorded, &open(before), &open(after)] {
        for to in [None, before, after] {
            let (made, expected) = (loaded.on_day(to), open(to));
            assert_eq!((made.as_known, &made.columns), (to, &expected.columns));
            assert_eq!(made.catalog, expected.catalog);
        }
    }
    assert_ne!(recorded.columns, open(before).columns);
    assert!(Arc::ptr_eq(&recorded.on_day(before).on_day(None), &recorded), "the way back makes nothing anew");
}
