//! `stats` is what anyone can add up from `list`.

use super::daymark;
use proptest::prelude::*;
use serde_json::Value;

const TERMS: &[&str] = &[
    "killed>=20",
    "killed<5",
    "killed.high>100",
    "injured>=50",
    "country:AFG",
    "country:Pakistan",
    "branch:is-kp",
    "branch:unattributed",
    "kind:attack",
    "kind:counter-operation",
    "2015..2017",
    "2021..",
    "2019-04",
    "attack:arson",
    "target:police",
    "confidence:low",
    "mosque",
    "near:34.5,69.2<50km",
    "actor:is",
    "\"market\"",
];

fn figures(incident: &Value, key: &str, extra: Option<u64>) -> [Option<u64>; 3] {
    super::with_extra(["low", "best", "high"].map(|part| incident[key][part].as_u64()), extra)
}

/// The contract's words, over the JSON alone.
fn added_up(incidents: &[&Value], key: &str, with_perpetrators: bool) -> Value {
    super::added_up(incidents.iter().map(|incident| {
        let apart = with_perpetrators && key == "killed" && incident["perpetrators"]["in_figures"] == "No";
        let extra = apart.then(|| incident["perpetrators"]["killed"].as_u64()).flatten();
        figures(incident, key, extra)
    }))
}

fn check(query: &str, rule: &str, as_of: Option<&str>) {
    let mut args = vec!["--json", "--query", query, "--rule", rule];
    args.extend(as_of.into_iter().flat_map(|day| ["--as-of", day]));
    let list = daymark(&[&["list"], &*args].concat()).json();
    let stats = daymark(&[&["stats"], &*args].concat()).json();
    let incidents = list["incidents"].as_array().unwrap();
    let counted: Vec<&Value> = incidents.iter().filter(|incident| incident["counted"] == true).collect();
    for (key, wanted) in [
        ("query", list["query"].clone()),
        ("rule", list["rule"].clone()),
        ("as_of", list["as_of"].clone()),
        ("incidents", incidents.len().into()),
        ("counted", counted.len().into()),
        ("killed", added_up(&counted, "killed", rule == "as-gtd-counts")),
        ("injured", added_up(&counted, "injured", false)),
    ] {
        assert_eq!(stats[key], wanted, "{key} of {query} by {rule} as of {as_of:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stats_are_what_list_adds_up_to(
        terms in prop::collection::vec((prop::sample::select(TERMS), any::<bool>()), 0..4),
        any_of in any::<bool>(),
        gtd in any::<bool>(),
        as_of in prop::option::of(prop::sample::select(&["2016-01-01", "2019", "2024-03-23"][..])),
    ) {
        let terms: Vec<String> = terms.iter().map(|(term, not)| format!("{}{term}", if *not { "-" } else { "" })).collect();
        let query = terms.join(if any_of { " OR " } else { " " });
        check(&query, if gtd { "as-gtd-counts" } else { "victims-of-attacks" }, as_of);
    }
}
