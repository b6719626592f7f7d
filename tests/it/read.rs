use crate::support::{ids, incidents, printed, read, timeline};

#[test]
fn scratch() {
    let good = timeline(&incidents(&["a", "b", "c"]));
    for (from, to) in [
        ("", ""),
        ("kind: Attack,\n            title: \"Attack b", "kind: Atack,\n            title: \"Attack b"),
        ("title: \"Attack b\"", "title: \"Attack b"),
        ("title: \"Attack b\"", "title: Attack b\""),
        ("title: \"Attack b\"", "title: “Attack b”"),
        ("title: \"Attack b\"", "title: 12"),
        ("title: \"Attack b\",", "title: \"Attack b\""),
        ("title: \"Attack b\",", "titel: \"Attack b\","),
        ("title: \"Attack b\",", "title: \"Attack b\", titel: \"x\","),
        ("title: \"Attack b\",", "title: \"Attack b\", title: \"x\","),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(best: 1.5),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(best: -3),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(best: \"3\"),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(bets: 3),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(best: 99999999999),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: 12,"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(low: 3, best: 2),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count(best: 3, best: 2),"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Count 3,"),
        ("title: \"Attack b\",", "title: \"Attack b\", killed: Some(Count(low: Some(2))),"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", killed: 12)],"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", killed: Exactly(1.5))],"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", killed: Exactly(\"x\"))],"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", killed: Between(1))],"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", killed: Between(3, 1))],"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", killed: Precisely(1))],"),
        ("title: \"Attack b\",", "title: \"Attack b\", reports: [Report(source: \"s\", claimed: yes)],"),
        (
            "title: \"Attack b\",",
            "title: \"Attack b\", reports: [Report(source: \"s\", as_of: \"2020-01\"), Report(as_of: \"2020-13\", source: \"s\")],",
        ),
        ("title: \"Attack b\",", "title: \"Attack b\", tags: \"x\","),
        ("title: \"Attack b\",", "title: \"Attack b\", tags: [x],"),
        ("title: \"Attack b\",", "title: \"Attack b\", attack_types: [Arson, \"Arson\"],"),
        ("title: \"Attack b\",", "title: \"Attack b\", attack_types: [Arson, Arsen],"),
        ("title: \"Attack b\",", "title: \"Attack \\q\","),
        (
            "title: \"Attack b\",\n            when: \"2020-02-03\"",
            "title: \"Attack b\",\n            when: \"2020-02-30\"",
        ),
        ("title: \"Attack b\",\n            when: \"2020-02-03\"", "title: \"Attack b\",\n            when: 2020"),
        ("title: \"Attack b\",\n            when: \"2020-02-03\",", "title: \"Attack b\","),
        ("country: \"AFG\", precision: City", "country: \"AFG\", at: (NaN, 3.0), precision: City"),
        ("country: \"AFG\", precision: City", "country: \"AFG\", at: (1e999, 3), precision: City"),
        ("country: \"AFG\", precision: City", "country: \"AFG\", at: (3), precision: City"),
        ("country: \"AFG\", precision: City", "country: \"AFG\", at: (\"3\", 4), precision: City"),
        ("country: \"AFG\", precision: City", "country: \"AFG\""),
        ("country: \"AFG\", precision: City", "country: \"AFG\", precision: \"City\""),
        ("Place(country: \"AFG\", precision: City)", "Plaice(country: \"AFG\", precision: City)"),
        ("Place(country: \"AFG\", precision: City)", "Place(country: \"AFG\", precision: City"),
        ("Place(country: \"AFG\", precision: City)", "Place(country: \"AFG\", precision: City))"),
        ("Place(country: \"AFG\", precision: City)", "Place(country: \"AFG\", precision: City]"),
        ("Place(country: \"AFG\", precision: City),", "Place(country: \"AFG\", precision: City)),"),
        ("kind: Press", "kind: Pres"),
        ("kind: Press,", "kind: Press, published: \"1.2.2020\","),
        ("format: 1", "format: 2"),
        ("format: 1", "format: \"1\""),
        ("span: \"2015/2024\"", "span: \"2024/2015\""),
        ("span:", "spam:"),
        ("    ],\n    incidents", "    incidents"),
        ("    ],\n)", ""),
        ("#![enable(implicit_some)]\n", ""),
        ("implicit_some", "unwrap_newtypes"),
    ] {
        let at = good.find("Attack b").unwrap() - 60;
        let bad = match good[at..].find(from) {
            Some(i) => format!("{}{}", &good[..at], good[at..].replacen(&good[at + i..at + i + from.len()], to, 1)),
            None => good.replacen(from, to, 1),
        };
        let document = read(&bad);
        println!(
            "=== {from:?} -> {to:?} {:?} {}\n{}",
            ids(&document),
            document.n_errors_in_records(),
            printed(&document)
        );
    }
}
