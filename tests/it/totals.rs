//! Totals of any filter, and the parts they are split into.

use crate::sample::{attribution, columns, count, incident, perpetrators};
use daymark::model::{AttackType, AttributionKind, Confidence, Count, InFigures, Incident, Kind, TargetType, When};
use daymark::query::{CountingRule, Group, GroupKey, Mask, Query, Sum, histogram, totals, totals_by};
use proptest::prelude::*;

fn groups(incidents: impl IntoIterator<Item = Incident>, key: GroupKey) -> Vec<Group> {
    let (_, columns, _) = columns(incidents);
    totals_by(&columns, &Mask::all(columns.len()), &CountingRule::VICTIMS, key)
}

/// Groups as "key counted/incidents killed", in order.
fn check(incidents: impl IntoIterator<Item = Incident>, key: GroupKey, expected: &[&str]) {
    let line = |group: &Group| format!("{} {}/{} {}", group.key, group.counted, group.incidents, group.killed.words());
    let lines: Vec<String> = groups(incidents, key).iter().map(line).collect();
    assert_eq!(lines, expected, "{key:?}");
}

fn of(id: &str, when: &str, n: i64) -> Incident {
    Incident { killed: Some(count(n, n, n)), ..incident(id, when) }
}

#[test]
fn steps_take_what_lies_in_them() {
    let incidents = || {
        [
            of("day", "2016-02-03", 1),
            of("month", "2016-02", 2),
            of("year", "2016", 4),
            of("span", "2016-12-30/2017-02-01", 8),
            of("one of", "[2016-02-29..2016-03-01]", 16),
            of("between years", "[2016-12-31..2017-01-01]", 32),
            of("later", "2018-01-01", 64),
        ]
    };
    check(
        incidents(),
        GroupKey::Year,
        // 1+2+4+8+16; the span stands in the year of its first day.
        &["2016 5/5 31", "2018 1/1 64", "not dated to the year 1/1 32"],
    );
    check(
        incidents(),
        GroupKey::Month,
        &["2016-02 2/2 3", "2016-12 1/1 8", "2018-01 1/1 64", "not dated to the month 3/3 52"],
    );
}

#[test]
fn the_largest_comes_first() {
    let by = |branch: &str, incident: Incident| Incident { branch: branch.into(), ..incident };
    let incidents = [
        by("is", of("a", "2016", 5)),
        by("is-kp", of("b", "2017", 3)),
        by("is-kp", of("c", "2018", 4)),
        by("taliban", of("d", "2018", 99)),
        by("is-sinai", of("e", "2018", 5)),
    ];
    check(incidents, GroupKey::Branch, &["is-kp 2/2 7", "is 1/1 5", "is-sinai 1/1 5", "taliban 0/1 0"]);
}

#[test]
fn lists_go_by_their_first_value_and_tags_overlap() {
    let a = || Incident {
        attack_types: vec![AttackType::Arson, AttackType::Stabbing],
        tags: vec!["x".into(), "y".into(), "x".into()],
        ..of("a", "2016", 2)
    };
    check([a(), of("b", "2016", 1)], GroupKey::Attack, &["Arson 1/1 2", "none 1/1 1"]);
    check([a(), of("b", "2016", 1)], GroupKey::Tag, &["x 1/1 2", "y 1/1 2"]);
    assert!(GroupKey::Tag.overlaps() && !GroupKey::Attack.overlaps());
    assert_eq!(GroupKey::by_name("Branch"), Some(GroupKey::Branch));
    assert_eq!(GroupKey::by_name("colour"), None);
}

#[test]
fn status_and_labels() {
    let said = |id: &str, said: &[(&str, AttributionKind)]| Incident {
        attributions: said.iter().map(|(actor, kind)| attribution(actor, *kind, None)).collect(),
        ..of(id, "2016", 1)
    };
    use AttributionKind::{Accusation, Assessment, Claim, Denial};
    let incidents = [
        said("a", &[("is-kp", Claim)]),
        said("b", &[("is-kp", Claim), ("is-kp", Assessment)]),
        said("c", &[("is-kp", Accusation), ("taliban", Denial)]),
        said("d", &[("is-kp", Claim), ("is-sinai", Claim)]),
        said("e", &[("taliban", Denial)]),
        said("f", &[]),
        said("g", &[("is-kp", Claim), ("taliban", Accusation)]),
    ];
    check(
        incidents,
        GroupKey::Status,
        &["Claimed 2/2 2", "Accused 1/1 1", "Assessed 1/1 1", "Denied 1/1 1", "Disputed 1/1 1", "None 1/1 1"],
    );
    let labels = |key: GroupKey| groups([of("a", "2016-03-04", 1)], key).remove(0).label;
    assert_eq!(labels(GroupKey::Branch), "IS-KP");
    assert_eq!(labels(GroupKey::Country), "Afghanistan");
    assert_eq!(labels(GroupKey::Region), "Asia, South");
    assert_eq!(labels(GroupKey::Month), "March 2016");
    assert_eq!(labels(GroupKey::File), "sample.ron");
}

#[test]
fn days_are_counted_by_lane() {
    let (_, columns, _) =
        columns([of("a", "2015-01-01", 1), of("b", "2015-01-02", 1), of("c", "2015-01", 1), of("d", "2016", 1)]);
    let first = columns.earliest[0];
    let histogram = histogram(&columns, &Mask::all(4), &[0, 1, 0, 1], 2, (first, first + 2));
    // Rows by earliest, then latest: a and c on the 1st, b on the 2nd, d behind the last day.
    assert_eq!((histogram.lane(0), histogram.lane(1)), (&[1, 1, 0][..], &[1, 0, 0][..]));
    assert_eq!((histogram.before, histogram.after), (vec![0, 0], vec![0, 1]));
}

fn any_count() -> impl Strategy<Value = Option<Count>> {
    let part = || prop::option::of(0_u32..100);
    prop::option::of((part(), part(), part()).prop_map(|(low, best, high)| Count { low, best, high }))
}

pub(crate) fn any_incident() -> impl Strategy<Value = Incident> {
    let when = prop_oneof![
        (2013_i32..2026, 1_u32..13, 1_u32..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        (2013_i32..2026, 1_u32..13).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2013_i32..2026).prop_map(|year| year.to_string()),
        (2013_i32..2026, 1_u32..12).prop_map(|(year, month)| format!("{year}-{month:02}/{}-01", year + 1)),
        (2013_i32..2026, 1_u32..12).prop_map(|(year, month)| format!("[{year}-{month:02}..{}-01]", year + 1)),
    ];
    let what = (
        prop::sample::select(vec![Kind::Attack, Kind::Attack, Kind::CounterOperation]),
        prop::sample::select(vec!["is", "is-kp", "is-inspired", "unattributed", "other", "taliban"]),
        prop::sample::select(vec!["AFG", "IRQ", "RUS"]),
        prop::sample::subsequence(vec![AttackType::Arson, AttackType::Stabbing], 0..=2),
        prop::sample::subsequence(vec![TargetType::Police, TargetType::Media], 0..=2),
        prop::sample::select(vec![Confidence::High, Confidence::Low]),
    );
    let attackers = (prop::option::of(0_u32..9), prop::sample::select(vec![InFigures::Yes, InFigures::No]));
    let said = prop::sample::subsequence(
        vec![
            attribution("is-kp", AttributionKind::Claim, None),
            attribution("taliban", AttributionKind::Assessment, None),
            attribution("is", AttributionKind::Accusation, None),
        ],
        0..=3,
    );
    let counts = (any_count(), any_count());
    (when, what, counts, attackers, said).prop_map(|(when, what, (killed, injured), attackers, attributions)| {
        let (kind, branch, country, attack_types, target_types, confidence) = what;
        let mut incident = incident("x", &when);
        incident.place.country = country.into();
        Incident {
            kind,
            branch: branch.into(),
            attack_types,
            target_types,
            confidence,
            killed,
            injured,
            perpetrators: perpetrators(attackers.0, attackers.1),
            attributions,
            ..incident
        }
    })
}

pub(crate) fn incidents() -> impl Strategy<Value = Vec<Incident>> {
    prop::collection::vec(any_incident(), 0..30).prop_map(|mut incidents| {
        for (i, incident) in incidents.iter_mut().enumerate() {
            incident.id = format!("i{i}").as_str().into();
        }
        incidents
    })
}

/// The contract's arithmetic, written down once more over records: low, best, high, no best, no high, unknown.
pub(crate) fn fold_of(incidents: &[&Incident], of: impl Fn(&Incident) -> Count) -> [u64; 6] {
    incidents.iter().fold([0; 6], |mut sum, incident| {
        let Count { low, best, high } = of(incident);
        if (low, best, high) == (None, None, None) {
            sum[5] += 1;
            return sum;
        }
        sum[0] += u64::from(low.unwrap_or(best.unwrap_or(0)));
        sum[1] += u64::from(best.unwrap_or(low.unwrap_or(0)));
        sum[2] += u64::from(high.unwrap_or(best.unwrap_or(low.unwrap_or(0))));
        sum[3] += u64::from(best.is_none());
        sum[4] += u64::from(high.is_none());
        sum
    })
}

pub(crate) fn parts(sum: &Sum) -> [u64; 6] {
    [sum.low, sum.best, sum.high, sum.no_best.into(), sum.no_high.into(), sum.unknown.into()]
}

const QUERIES: [&str; 8] = [
    "",
    "killed>=20",
    "NOT killed>=20 branch:is",
    "2016..2019 OR country:RUS",
    "attack:arson -target:police",
    "injured<50 (kind:attack OR confidence:low)",
    "branch:other OR branch:unattributed",
    "kabul 2015..",
];

proptest! {
    #[test]
    fn a_total_is_a_plain_fold_over_its_incidents(incidents in incidents(), query in prop::sample::select(QUERIES.to_vec())) {
        let (catalog, columns, text) = columns(incidents);
        let mask = Query::parse(query).expect(query).filter(&columns, &text).mask;
        let (span, rule) = ("2015/2024".parse::<When>().expect("a span"), CountingRule::VICTIMS);
        let shown: Vec<&Incident> = mask.iter().map(|row| catalog.incident(row).expect("a row").as_ref()).collect();
        let counts = |incident: &&Incident| {
            let day = incident.when.earliest();
            incident.kind == Kind::Attack
                && !["other", "taliban"].contains(&incident.branch.as_str())
                && day >= span.earliest() && Some(day) <= span.latest()
        };
        let counted: Vec<&Incident> = shown.iter().copied().filter(counts).collect();
        let totals = totals(&columns, &mask, &rule);
        prop_assert_eq!((totals.incidents as usize, totals.counted as usize), (shown.len(), counted.len()));
        prop_assert_eq!(parts(&totals.killed), fold_of(&counted, Incident::killed));
        prop_assert_eq!(parts(&totals.injured), fold_of(&counted, Incident::injured));
        prop_assert_eq!(totals.killed.known + totals.killed.unknown, totals.counted);
    }

    #[test]
    fn groups_add_up_to_the_total(incidents in incidents(), query in prop::sample::select(QUERIES.to_vec())) {
        let (_, columns, text) = columns(incidents);
        let mask = Query::parse(query).expect(query).filter(&columns, &text).mask;
        for rule in &CountingRule::presets().collect::<Vec<_>>() {
            let total = totals(&columns, &mask, rule);
            for key in GroupKey::ALL.iter().filter(|key| !key.overlaps()) {
                let groups = totals_by(&columns, &mask, rule, *key);
                prop_assert_eq!(groups.iter().map(|group| group.incidents).sum::<u32>(), total.incidents);
                prop_assert_eq!(groups.iter().map(|group| group.counted).sum::<u32>(), total.counted);
                let sum = |of: fn(&Group) -> &Sum| groups.iter().fold([0; 6], |mut sum: [u64; 6], group| {
                    sum.iter_mut().zip(parts(of(group))).for_each(|(sum, part)| *sum += part);
                    sum
                });
                prop_assert_eq!(sum(|group| &group.killed), parts(&total.killed));
                prop_assert_eq!(sum(|group| &group.injured), parts(&total.injured));
            }
        }
    }
}
