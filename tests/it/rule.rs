//! Counting rules: as text, as options, and what they take in; explanations of what they add up to.

use crate::sample::{attribution, columns, incident, killed};
use crate::totals::{fold_of, incidents, parts};
use daymark::model::{AttributionKind, Confidence, Count, InFigures, Incident, Kind, TargetType, Vocabulary};
use daymark::query::{CountingRule, Headline, Included, LeftOut, Mask, Query, TextIndex, totals, totals_of_rows};
use daymark::view::{Explanation, Loaded, moved_most};
use proptest::prelude::*;

fn any_rule() -> impl Strategy<Value = CountingRule> {
    let switches = prop::collection::vec(any::<bool>(), Included::ALL.len());
    let kinds = prop::collection::vec(any::<bool>(), Kind::ALL.len());
    let headline = prop::sample::select(Headline::ALL);
    let confidence = prop::sample::select(Confidence::ALL);
    (switches, kinds, headline, confidence).prop_map(|(switches, kinds, headline, confidence)| {
        let rule = CountingRule::VICTIMS.led_by(headline).from_confidence(confidence);
        let rule = Included::ALL.iter().zip(switches).fold(rule, |rule, (what, on)| rule.taking(*what, on));
        Kind::ALL.iter().zip(kinds).fold(rule, |rule, (kind, on)| rule.taking_kind(*kind, on))
    })
}

proptest! {
    #[test]
    fn a_rule_reads_back_as_written(rule in any_rule()) {
        prop_assert_eq!(CountingRule::parse(&rule.to_string()), Ok(rule), "{}", rule);
        prop_assert_eq!(rule.is_preset(), !rule.to_string().contains(' '));
    }

    #[test]
    fn rows_one_by_one_and_all_at_once_agree(incidents in incidents(), rule in any_rule()) {
        let (catalog, columns, _) = columns(incidents);
        let all = Mask::all(columns.len());
        let counted = rule.counted(&columns, &all);
        for row in 0..columns.len() {
            let reasons = rule.reasons_against(row, &columns);
            prop_assert_eq!(counted.contains(row as u32), reasons.is_empty());
            prop_assert_eq!(rule.reason_against(row, &columns), reasons.first().copied());
            prop_assert!(!reasons.contains(&LeftOut::Without(Included::Perpetrators)));
        }
        prop_assert!(!rule.counts(columns.len(), &columns));
        let rows: Vec<u32> = (0..columns.len() as u32).collect();
        let sums = totals(&columns, &all, &rule);
        prop_assert_eq!(totals_of_rows(&columns, &rows, &rule), sums);
        // The plain fold, written down once more over records.
        let shown: Vec<&Incident> = counted.iter().map(|row| catalog.incident(row).unwrap().as_ref()).collect();
        let killed = |incident: &Incident| match incident.perpetrators {
            Some(own) if rule.takes(Included::Perpetrators) && own.in_figures == InFigures::No => {
                let Some(n) = own.killed else { return incident.killed() };
                let Count { low, best, high } = incident.killed();
                let add = |part: Option<u32>| part.map(|part| part + n);
                if incident.killed().is_known() {
                    Count { low: add(low), best: add(best), high: add(high) }
                } else {
                    Count { low: Some(n), best: None, high: None }
                }
            }
            _ => incident.killed(),
        };
        prop_assert_eq!(parts(&sums.killed), fold_of(&shown, killed));
        prop_assert_eq!(parts(&sums.injured), fold_of(&shown, Incident::injured));
    }

    #[test]
    fn an_explanation_adds_up(incidents in incidents(), rule in any_rule()) {
        let (catalog, columns, _) = columns(incidents);
        let loaded = Loaded::of_parts(catalog, columns, TextIndex::default());
        let all = Mask::all(loaded.columns.len());
        let explained = Explanation::new(&loaded, &all, &rule);
        let totals = &explained.totals;
        let left_out: u32 = explained.left_out.iter().map(|(_, n)| n).sum();
        prop_assert_eq!(left_out + totals.counted, totals.incidents);
        for (arithmetic, sum) in [(&explained.killed, &totals.killed), (&explained.injured, &totals.injured)] {
            let whole = |parts: &[(u32, u64)]| parts.iter().fold((0, 0), |whole, part| (whole.0 + part.0, whole.1 + part.1));
            prop_assert_eq!(whole(&arithmetic.low).1, sum.low);
            prop_assert_eq!(whole(&arithmetic.best).1, sum.best);
            prop_assert_eq!(whole(&arithmetic.high), (sum.known, sum.high));
            prop_assert_eq!(arithmetic.best[0].0, sum.known - sum.no_best);
            prop_assert_eq!(arithmetic.high[0].0, sum.known - sum.no_high);
        }
        prop_assert_eq!(explained.unknown.len() as u32, totals.killed.unknown);
        prop_assert_eq!(explained.voices.by_origins.iter().map(Vec::len).sum::<usize>() as u32, totals.counted);
        let largest: Vec<u32> = explained.largest.iter().map(|(_, n)| *n).collect();
        prop_assert!(largest.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn rules_as_text() {
    let read = |text: &str| CountingRule::parse(text).map_or_else(|err| format!("{err}"), |rule| rule.to_string());
    for (text, expected) in [
        ("", "victims-of-attacks"),
        ("gtd", "as-gtd-counts"),
        ("As GTD counts", "as-gtd-counts"),
        ("UCDP", "as-ucdp-one-sided"),
        ("victims +perpetrators", "as-gtd-counts"),
        ("-disputed figure:low", "victims-of-attacks -disputed figure:Low"),
        ("victims_of_attacks kinds:attack,counter-operation", "victims-of-attacks kinds:Attack,CounterOperation"),
        ("gtd confidence:medium", "as-gtd-counts confidence:Medium"),
        ("kinds:none", "victims-of-attacks kinds:none"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    assert_eq!(
        read("victim"),
        "no counting rule is called `victim`; the rules are victims-of-attacks, as-gtd-counts, as-ucdp-one-sided; \
         options such as -disputed or figure:Low may follow"
    );
    assert!(read("-dispute").starts_with("a counting rule does not know `dispute`; it knows perpetrators, "));
    assert!(read("gtd figure:middle").contains("it takes Low, Best, High"));
    assert!(read("gtd sum").contains("`sum` is no option"));
}

#[test]
fn rules_in_words() {
    let label = |text: &str| CountingRule::parse(text).unwrap().label();
    assert_eq!(label("victims"), "Victims of attacks");
    assert_eq!(label("-disputed -claimed-only"), "Victims of attacks, without disputed, without claimed only");
    assert_eq!(
        label("kinds:Attack,Arrest confidence:High figure:Low"),
        "Victims of attacks, attacks and arrests, confidence high or better, low figures"
    );
    let words = |text: &str| CountingRule::parse(text).unwrap().words();
    assert_eq!(
        words("victims"),
        "Counts the victims of attacks that began within the span of the timeline, those filed under other groups left \
         out; the attackers' own deaths are not added."
    );
    assert_eq!(
        words("-disputed +other-branches +outside-span figure:High"),
        "Counts the victims of attacks, disputed ones left out; the attackers' own deaths are not added. The high figures lead."
    );
}

fn of(id: &str, change: impl Fn(&mut Incident)) -> Incident {
    let mut incident = Incident { id: id.into(), branch: "is".into(), ..killed(5, 6, 7) };
    change(&mut incident);
    incident
}

#[test]
fn one_sided_violence_leaves_out_the_armed_the_inspired_and_the_unattributed() {
    let (catalog, columns, _) = columns([
        of("bazaar", |i| i.target_types = vec![TargetType::PrivateCitizens, TargetType::Police]),
        of("barracks", |i| i.target_types = vec![TargetType::Military, TargetType::PrivateCitizens]),
        of("inspired", |i| i.branch = "is-inspired".into()),
        of("nobody", |i| i.branch = "unattributed".into()),
        of("unhurt", |i| i.killed = Some(Count { low: None, best: Some(0), high: None })),
        of("unknown", |i| i.killed = None),
    ]);
    let counted = CountingRule::UCDP.counted(&columns, &Mask::all(columns.len()));
    let ids: Vec<&str> = counted.iter().map(|row| catalog.incident(row).unwrap().id.as_str()).collect();
    assert_eq!(ids, ["bazaar"]);
}

#[test]
fn options_take_out_what_they_name() {
    let claim = |actor| attribution(actor, AttributionKind::Claim, None);
    let (_, columns, _) = columns([
        of("claimed", |i| i.attributions = vec![claim("is")]),
        of("disputed", |i| i.attributions = vec![claim("is"), claim("taliban")]),
        of("thin", |i| i.confidence = Confidence::Low),
        of("sure", |i| i.confidence = Confidence::High),
    ]);
    let n = |text: &str| totals(&columns, &Mask::all(columns.len()), &CountingRule::parse(text).unwrap()).counted;
    assert_eq!(
        [
            n(""),
            n("-claimed-only"),
            n("-disputed"),
            n("-claimed-only -disputed"),
            n("confidence:High"),
            n("kinds:none")
        ],
        [4, 3, 3, 2, 3, 0]
    );
}

#[test]
fn the_figure_that_leads_is_said() {
    let (_, columns, _) = columns([killed(144, 149, 150), incident("b", "2024-03-23")]);
    let sum = totals(&columns, &Mask::all(2), &CountingRule::VICTIMS).killed;
    assert_eq!(sum.words_by(Headline::Best), "at least 144, best 149 (1 unknown)");
    assert_eq!(sum.words_by(Headline::Low), "144 by the low figures (at least 144, 1 unknown)");
    assert_eq!(sum.words_by(Headline::High), "150 by the high figures (at least 144, 1 unknown)");
}

#[test]
fn an_explanation_as_text() {
    let (catalog, columns, _) = columns([
        killed(144, 149, 150),
        Incident { id: "open".into(), ..killed(12, -1, -1) },
        Incident { id: "raid".into(), kind: Kind::CounterOperation, ..killed(3, 3, 3) },
        incident("none", "2024-03-23"),
    ]);
    let loaded = Loaded::of_parts(catalog, columns, TextIndex::default());
    let rule = CountingRule::VICTIMS;
    let explained = Explanation::new(&loaded, &Mask::all(4), &rule);
    let text = explained.text(&loaded, &Query::default(), loaded.catalog.files());
    for line in [
        "Left out: 1 of a kind that is not counted.",
        "Killed, low 156 = 156 from 2 low figures",
        "Killed, best 161 = 149 from 1 best figure + 12 from 1 low figure",
        "Killed, high 162 = 150 from 1 high figure + 12 from 1 low figure",
        "Unknown: 1 of 3 counted incidents have no figure of the killed, 3 none of the injured. They add nothing; unknown \
         is not zero.",
        "Largest parts:",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n---\n{text}");
    }
}

#[test]
fn figures_that_moved_are_told_from_the_first_report() {
    use crate::sample::report;
    use daymark::model::Figure;
    let (catalog, columns, _) = columns([
        Incident {
            id: "crocus".into(),
            reports: vec![
                report("late", Some("2024-03-27"), Figure::Exactly(143)),
                report("first", Some("2024-03-22"), Figure::AtLeast(40)),
                report("undated", None, Figure::Exactly(1)),
            ],
            ..killed(144, 149, 150)
        },
        Incident {
            id: "still".into(),
            reports: vec![report("a", Some("2024-03-22"), Figure::Exactly(6))],
            ..killed(6, 6, 6)
        },
        Incident {
            id: "down".into(),
            reports: vec![report("a", Some("2024-03-22"), Figure::Exactly(9))],
            ..killed(6, 6, 9)
        },
    ]);
    let loaded = Loaded::of_parts(catalog, columns, TextIndex::default());
    let moved = moved_most(&loaded, &Mask::all(3));
    let told: Vec<(&str, u32, u32)> = moved.iter().map(|it| (loaded.id(it.row), it.first, it.now)).collect();
    assert_eq!(told, [("crocus", 40, 149), ("down", 9, 6)]);
}
