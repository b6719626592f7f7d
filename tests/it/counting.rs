//! Worked examples of the counting rule, each with its arithmetic.

use crate::sample::{attribution, columns, count, incident, killed, perpetrators};
use daymark::model::{AttributionKind, InFigures, Incident, Kind};
use daymark::query::{CountingRule, Mask, Totals, totals};

/// "counted of incidents: low best high" of the killed, then what is not zero of no best, no high and unknown, then
/// the words.
fn summary(totals: &Totals) -> String {
    let sum = totals.killed;
    let mut text = format!("{} of {}: {} {} {}", totals.counted, totals.incidents, sum.low, sum.best, sum.high);
    for (n, name) in [(sum.no_best, "no best"), (sum.no_high, "no high"), (sum.unknown, "unknown")] {
        if n > 0 {
            text.push_str(&format!(", {name} {n}"));
        }
    }
    format!("{text} = {}", sum.words())
}

fn check_by(rule: &CountingRule, incidents: impl IntoIterator<Item = Incident>, expected: &str) -> Totals {
    let (_, columns, _) = columns(incidents);
    let totals = totals(&columns, &Mask::all(columns.len()), rule);
    assert_eq!(summary(&totals), expected);
    totals
}

fn check(incidents: impl IntoIterator<Item = Incident>, expected: &str) -> Totals {
    check_by(&CountingRule::VICTIMS, incidents, expected)
}

fn on(when: &str, incident: Incident) -> Incident {
    Incident { when: when.parse().expect(when), ..incident }
}

fn by(branch: &str, incident: Incident) -> Incident {
    Incident { branch: branch.into(), ..incident }
}

fn named(id: &str, incident: Incident) -> Incident {
    Incident { id: id.into(), ..incident }
}

#[test]
fn one_incident() {
    // 1. Low, best and high are all there: each sum takes its own part. 144 149 150.
    check([killed(144, 149, 150)], "1 of 1: 144 149 150 = 144–150, best 149");
    // 2. No figure: counted as an incident, and as one unknown; nothing is added. 0 0 0.
    check([incident("a", "2024-03-22")], "1 of 1: 0 0 0, unknown 1 = unknown");
    // 3. A figure whose parts are all unknown says no more than none.
    check([killed(-1, -1, -1)], "1 of 1: 0 0 0, unknown 1 = unknown");
    // 4. Zero that is known: no unknown. low 0, best 0, high 0.
    check([killed(0, 0, 0)], "1 of 1: 0 0 0 = 0");
    // 5. Only low: best = low = 12 (no best), high = low = 12 (no high).
    check([killed(12, -1, -1)], "1 of 1: 12 12 12, no best 1, no high 1 = at least 12");
    // 6. Only best: low = best = 7, high = best = 7 (no high).
    check([killed(-1, 7, -1)], "1 of 1: 7 7 7, no high 1 = at least 7");
    // 7. Only high: low = best = 0 (neither is known), high = 15.
    check([killed(-1, -1, 15)], "1 of 1: 0 0 15, no best 1 = up to 15");
    // 8. No high: low 40, best 49, high = best = 49 (no high).
    check([killed(40, 49, -1)], "1 of 1: 40 49 49, no high 1 = at least 40, best 49");
    // 9. No best: low 12, best = low = 12 (no best), high 15.
    check([killed(12, -1, 15)], "1 of 1: 12 12 15, no best 1 = 12–15");
}

#[test]
fn dates() {
    // 10. A span counts once, whole: 209 killed in five months of Marawi.
    check([on("2017-05-23/2017-10-23", killed(209, 209, 209))], "1 of 1: 209 209 209 = 209");
    // 11. A month inside the span of the file counts like any day of it.
    check([on("2016-10", killed(3, 4, 5))], "1 of 1: 3 4 5 = 3–5, best 4");
    // 12. So does a year, and "one of several days".
    check([on("2016", killed(3, 4, 5))], "1 of 1: 3 4 5 = 3–5, best 4");
    check([on("[2020-06-09..2020-06-10]", killed(2, 2, 2))], "1 of 1: 2 2 2 = 2");
    // 13. Outside the span of the file, 2015 to 2024: shown, not counted. The first possible day decides.
    check([on("2014-12-31", killed(9, 9, 9))], "0 of 1: 0 0 0 = 0");
    check([on("2014-12-31/2015-01-02", killed(9, 9, 9))], "0 of 1: 0 0 0 = 0");
    check([on("2025-01-01", killed(9, 9, 9))], "0 of 1: 0 0 0 = 0");
    // Both ends of the span count; a span that runs out of it counts by its first day.
    check([on("2015-01-01", killed(9, 9, 9))], "1 of 1: 9 9 9 = 9");
    check([on("2024-12-31/2025-01-02", killed(9, 9, 9))], "1 of 1: 9 9 9 = 9");
}

#[test]
fn perpetrators_stand_apart() {
    let with = |killed: Incident, n: Option<u32>, in_figures: InFigures| Incident {
        perpetrators: perpetrators(n, in_figures),
        ..killed
    };
    // 14. Attackers apart from the figures: victims 10 11 12; with attackers 10+2 11+2 12+2.
    let apart = with(killed(10, 11, 12), Some(2), InFigures::No);
    check([apart.clone()], "1 of 1: 10 11 12 = 10–12, best 11");
    check_by(&CountingRule::GTD, [apart], "1 of 1: 12 13 14 = 12–14, best 13");
    // 15. Attackers in the figures already: never subtracted, never added twice.
    let within = with(killed(10, 11, 12), Some(2), InFigures::Yes);
    check([within.clone()], "1 of 1: 10 11 12 = 10–12, best 11");
    check_by(&CountingRule::GTD, [within], "1 of 1: 10 11 12 = 10–12, best 11");
    // 16. Not told whether, or not told how many: nothing is added.
    let not_told = with(killed(10, 11, 12), Some(2), InFigures::Unknown);
    check_by(&CountingRule::GTD, [not_told], "1 of 1: 10 11 12 = 10–12, best 11");
    check_by(&CountingRule::GTD, [with(killed(1, 1, 1), None, InFigures::No)], "1 of 1: 1 1 1 = 1");
    // Victims unknown, two attackers known dead: by the second rule at least 2.
    let victims_unknown = with(incident("a", "2024-03-22"), Some(2), InFigures::No);
    check([victims_unknown.clone()], "1 of 1: 0 0 0, unknown 1 = unknown");
    check_by(&CountingRule::GTD, [victims_unknown], "1 of 1: 2 2 2, no best 1, no high 1 = at least 2");
}

#[test]
fn who_did_it() {
    let unsettled =
        |totals: Totals| (totals.unattributed_or_disputed.incidents, totals.unattributed_or_disputed.killed);
    let said = |said: &[(&str, AttributionKind)], incident: Incident| Incident {
        attributions: said.iter().map(|(actor, kind)| attribution(actor, *kind, None)).collect(),
        ..incident
    };
    use AttributionKind::{Assessment, Claim};
    // 17. Unattributed: counted, and told apart as 1 with best 5.
    let totals = check([by("unattributed", killed(4, 5, 6))], "1 of 1: 4 5 6 = 4–6, best 5");
    assert_eq!(unsettled(totals), (1, 5));
    // 18. Two branches named by claim and finding: counted, and told apart; no best, so its low 4.
    let disputed = said(&[("is-kp", Claim), ("taliban", Assessment)], killed(4, -1, 6));
    let totals = check([disputed], "1 of 1: 4 4 6, no best 1 = 4–6");
    assert_eq!(unsettled(totals), (1, 4));
    // A branch and the group it belongs to are no dispute.
    let agreed = said(&[("is", Claim), ("is-kp", Assessment)], killed(1, 1, 1));
    assert_eq!(unsettled(check([agreed], "1 of 1: 1 1 1 = 1")), (0, 0));
    // 19. Claimed and nothing else: counts like any other.
    let totals = check([said(&[("is-kp", Claim)], killed(2, 3, 3))], "1 of 1: 2 3 3 = 2–3, best 3");
    assert_eq!(unsettled(totals), (0, 0));
    // 20. Filed under other groups, or under one of them: shown, not counted.
    check([by("other", killed(9, 9, 9))], "0 of 1: 0 0 0 = 0");
    check([by("taliban", killed(9, 9, 9))], "0 of 1: 0 0 0 = 0");
}

#[test]
fn other_kinds_are_shown_and_not_summed() {
    // 21. The dead of a counter-operation are mostly militants.
    for kind in
        [Kind::CounterOperation, Kind::Arrest, Kind::FoiledPlot, Kind::Warning, Kind::Statement, Kind::Milestone]
    {
        check([Incident { kind, ..killed(9, 9, 9) }], "0 of 1: 0 0 0 = 0");
    }
}

#[test]
fn several_incidents() {
    let second = named("b", killed(40, -1, -1));
    // 22. 144+40, 149+40 (one without best), 150+40 (one without high).
    check(
        [killed(144, 149, 150), second.clone()],
        "2 of 2: 184 189 190, no best 1, no high 1 = at least 184, best 189",
    );
    // 23. With one unknown beside: 1 known, 1 unknown; "at least", and the unknown told.
    let unknown = named("c", incident("c", "2024-03-23"));
    check([killed(803, 871, 951), unknown], "2 of 2: 803 871 951, unknown 1 = at least 803, best 871 (1 unknown)");
    // 24. A counter-operation beside an attack: 2 shown, 1 counted.
    let raid = Incident { kind: Kind::CounterOperation, ..named("d", killed(30, 30, 30)) };
    check([killed(1, 2, 3), raid], "1 of 2: 1 2 3 = 1–3, best 2");
    // 25. Nothing selected: sums of nothing.
    check([], "0 of 0: 0 0 0 = 0");
    // 26. A known zero and an unknown: at least nobody, one unknown.
    let unknown = incident("e", "2024-03-24");
    check([killed(0, 0, 0), unknown], "2 of 2: 0 0 0, unknown 1 = at least 0 (1 unknown)");
    // 27. Commas every three digits: 1,000+960, all ends equal but three unknown.
    let three = ["x", "y", "z"].map(|id| incident(id, "2024"));
    let two = [killed(1000, 1000, 1000), named("b", killed(960, 960, 960))];
    check(two.into_iter().chain(three), "5 of 5: 1960 1960 1960, unknown 3 = at least 1,960 (3 unknown)");
}

#[test]
fn injured_are_summed_alike() {
    let (_, columns, _) = columns([Incident { injured: Some(count(551, 609, -1)), ..killed(144, 149, 150) }]);
    let sum = totals(&columns, &Mask::all(1), &CountingRule::default()).injured;
    assert_eq!((sum.low, sum.best, sum.high, sum.no_high, sum.unknown), (551, 609, 609, 1, 0));
}

#[test]
fn rules_are_found_by_any_of_their_names() {
    for text in ["victims-of-attacks", "Victims of attacks", "victims", "VICTIMS_OF_ATTACKS"] {
        assert_eq!(CountingRule::by_name(text), Some(CountingRule::VICTIMS), "{text}");
    }
    for text in ["as-gtd-counts", "As GTD counts", "gtd"] {
        assert_eq!(CountingRule::by_name(text), Some(CountingRule::GTD), "{text}");
    }
    assert_eq!(CountingRule::by_name("everything"), None);
}

#[test]
fn rules_say_what_they_do() {
    assert_eq!(
        CountingRule::VICTIMS.words(),
        "Counts the victims of attacks that began within the span of the timeline, those filed under other groups left \
         out; the attackers' own deaths are not added."
    );
}
