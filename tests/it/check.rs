//! Whole-file checks: what is found, where, and in which words.

use crate::support::{problems, read, timeline};
use daymark::edit::{Document, check::across};

/// A timeline of two actors, three sources, and one incident with these fields added.
fn with(fields: &str) -> String {
    format!(
        "#![enable(implicit_some)]
Timeline(format: 1, title: \"Test\", span: \"2015/2024\", retired_ids: [\"gone\"],
    actors: [Actor(id: \"is\", name: \"Islamic State\"), Actor(id: \"is-kp\", name: \"IS-KP\", parent: \"is\")],
    sources: [
        Source(id: \"s1\", title: \"\", publisher: \"\", kind: Press, published: \"2020-02-04\", url: \"https://a.example\"),
        Source(id: \"s2\", title: \"\", publisher: \"\", kind: Wire, relay_of: \"s1\"),
        Source(id: \"amaq\", title: \"\", publisher: \"\", kind: ClaimChannel),
    ],
    periods: [Period(id: \"p\", title: \"\", when: \"2015/..\", sources: [\"s2\", \"amaq\"])],
    incidents: [
        Incident(id: \"a\", kind: Attack, title: \"\", when: \"2020-02-03\", branch: \"is\", confidence: Low,
place: Place(country: \"AFG\", precision: City), {fields}),
    ],
)
"
    )
}

#[track_caller]
fn check(fields: &str, expected: &str) {
    let text = with(fields);
    assert_eq!(problems(&read(&text)).trim_end(), expected.trim(), "{text}");
}

const CITE: &str = "cites: [Cite(source: \"s1\")]";

#[test]
fn nothing_is_wrong() {
    check(CITE, "");
}

#[test]
fn dangling_ids() {
    check("cites: [Cite(source: \"s3\")]", "12:69: error: no source has the id `s3`\n  did you mean \"s1\"?");
    check(
        "reports: [Report(source: \"s1\"), Report(source: \"nowhere\")]",
        "12:95: error: no source has the id `nowhere`",
    );
    check(
        &format!("{CITE}, attributions: [Attribution(actor: \"isis-k\", kind: Claim, source: \"x\")]"),
        "12:111: error: no actor has the id `isis-k`\n12:142: error: no source has the id `x`",
    );
    check(
        &format!("{CITE}, related: [Related(id: \"b\", how: Related)]"),
        "12:99: error: no incident has the id `b`\n  did you mean \"a\"?",
    );
    let text = with(CITE).replace("branch: \"is\"", "branch: \"isx\"");
    assert_eq!(problems(&read(&text)), "11:80: error: no actor has the id `isx`\n  did you mean \"is\"?\n");
    let text = with(CITE).replace("parent: \"is\"", "parent: \"aq\"").replace("sources: [\"s2\"", "sources: [\"s9\"");
    let found = problems(&read(&text));
    assert!(found.contains("error: no actor has the id `aq`"), "{found}");
    assert!(found.contains("error: no source has the id `s9`"), "{found}");
    let text = with(CITE).replace("relay_of: \"s1\"", "relay_of: \"zz\"");
    assert!(problems(&read(&text)).contains("error: no source has the id `zz`"));
}

#[test]
fn a_damaged_record_is_not_missed_twice() {
    let text = with(CITE).replace("id: \"s1\", title: \"\"", "id: \"s1\", title: 1");
    assert_eq!(read(&text).n_errors(), 1, "{}", problems(&read(&text)));
}

#[test]
fn doubled_ids() {
    let text = with(&format!(
        "{CITE}),\nIncident(id: \"a\", kind: Attack, title: \"\", when: \"2020\", branch: \"is\", confidence: Low, place: Place(country: \"AFG\", precision: City), {CITE}"
    ));
    let expected = "13:14: error: the incident `a` is already in line 11
  write \"a-2\" if it is another incident, or take one of them out
";
    assert_eq!(problems(&read(&text)), expected);
    assert_eq!(read(&text).incidents.len(), 2);
    let text = with(CITE).replace("id: \"a\"", "id: \"gone\"");
    assert!(problems(&read(&text)).starts_with("11:22: error: the id `gone` belonged to an incident that was removed"));
    let text =
        with(CITE).replace("id: \"s2\"", "id: \"s1\"").replace("[\"s2\", ", "[").replace(", relay_of: \"s1\"", "");
    assert!(problems(&read(&text)).starts_with("6:20: error: the source `s1` is already in line 5"));
    let text = with(CITE).replace("id: \"is-kp\"", "id: \"is\"").replace(", parent: \"is\"", "");
    let found = problems(&read(&text));
    assert!(found.starts_with("3:64: error: the actor `is` is already in line 3"), "{found}");
}

#[test]
fn circles() {
    let text = with(CITE).replace("id: \"is\", name", "id: \"is\", parent: \"is-kp\", name");
    let found = problems(&read(&text));
    assert_eq!(found.matches("is a part of itself").count(), 2, "{found}");
    let text = with(CITE).replace("kind: Press,", "kind: Press, relay_of: \"s2\",");
    let found = problems(&read(&text));
    assert_eq!(found.matches("warning: by `relay_of`").count(), 2, "{found}");
}

#[test]
fn counts_and_places() {
    check(
        &format!("{CITE}, reports: [Report(source: \"s1\", killed: Between(1, 9))], killed: Count(low: 5, best: 4)"),
        "12:141: error: killed must run low ≤ best ≤ high\n  leave out the part that is not known",
    );
    let text = with(CITE).replace("country: \"AFG\",", "country: \"AFG\", at: (91, -181.5),");
    assert_eq!(
        problems(&read(&text)),
        "12:34: error: latitude 91 is not between −90 and 90
  write (latitude, longitude), in degrees
12:34: error: longitude -181.5 is not between −180 and 180
  write (latitude, longitude), in degrees
"
    );
    let text = with(CITE).replace("\"AFG\"", "\"Afghanistan\"");
    assert!(problems(&read(&text)).starts_with("12:23: warning: `Afghanistan` is not a country code"));
    let text = with(CITE).replace("when: \"2020-02-03\"", "when: \"2020-02-03/..\"");
    let found = problems(&read(&text));
    assert!(found.starts_with("11:58: error: an incident needs an end"), "{found}");
}

#[test]
fn figures_without_support() {
    let figure = |figure: &str, count: &str| {
        format!("reports: [Report(source: \"s1\", killed: {figure})], killed: Count({count})")
    };
    for (good, count) in [
        ("Exactly(3)", "best: 3"),
        ("AtLeast(3)", "low: 3"),
        ("AtMost(9)", "high: 9"),
        ("Between(2, 5)", "low: 2, best: 4, high: 5"),
        ("About(7)", "best: 7"),
    ] {
        check(&figure(good, count), "");
    }
    check(
        &figure("Words(\"dozens\")", "low: 24"),
        "12:125: warning: no outside report gives killed low 24\n  add the report it comes from, or take a figure from one",
    );
    check(
        &figure("Exactly(3), claimed: true", "low: 3, best: 3").replace("s1\"", "s1\", injured: Exactly(1)"),
        "12:57: warning: this incident is known from the group's own claim alone
  add an outside source, or say so in doubts
12:156: warning: no outside report gives killed low 3, best 3
  add the report it comes from, or take a figure from one",
    );
}

#[test]
fn too_few_sources() {
    check("", "11:9: warning: this incident names no source\n  add a report, or cite a source");
    let one = "reports: [Report(source: \"s1\", killed: Exactly(26)), Report(source: \"s2\", killed: Exactly(26))], killed: Count(best: 26)";
    check(
        one,
        "12:153: warning: 26 killed on the word of one source\n  add a second, independent source, or say so in doubts",
    );
    check(&one.replace("26", "25"), "");
    check(&one.replace("\"s2\"", "\"amaq\""), "");
    check(
        "cites: [Cite(source: \"amaq\")]",
        "11:9: warning: this incident is known from the group's own claim alone\n  add an outside source, or say so in doubts",
    );
}

#[test]
fn reports_and_sources_before_the_incident() {
    let text = with("reports: [Report(source: \"s1\", as_of: \"2020-02-02\")]").replace("2020-02-04", "2020-01");
    let expected = "12:73: warning: this source was published on January 2020, before the incident
  check both dates
12:86: warning: this report stands for 2 February 2020, before the incident
  check both dates
";
    assert_eq!(problems(&read(&text)), expected);
}

#[test]
fn addresses_and_orphans() {
    let text = with(CITE)
        .replace("kind: Wire, relay_of: \"s1\"", "kind: Wire, url: \"https://a.example\", archive: \"ftp://x\"");
    let text = text.replace("[\"s2\", ", "[");
    let expected = "6:20: warning: nothing uses the source `s2`
  cite it, or take it out
6:69: warning: the source `s1` has this address too
  one address is one source, shared by all that name it
6:99: warning: `ftp://x` is not an address of the web
  write it with https:// or http://, without blanks
";
    assert_eq!(problems(&read(&text)), expected);
}

#[test]
fn several_files() {
    let (a, b) = (with(CITE), with(CITE).replace("name: \"IS-KP\"", "name: \"Khorasan\""));
    let a = Document::read("a.ron", a.into_bytes());
    let b = Document::read("b.ron", b.into_bytes());
    let found: Vec<(usize, bool, String)> =
        across(&[&a, &b]).into_iter().map(|(index, problem)| (index, problem.is_error(), problem.message)).collect();
    let expected = [
        (1, true, "the incident `a` is in a.ron too".to_owned()),
        (1, false, "`is-kp` differs from the one in a.ron; that one is shown".to_owned()),
    ];
    assert_eq!(found, expected);
    assert_eq!(across(&[&a]), []);
    let empty = timeline("");
    assert_eq!(across(&[&a, &read(&empty)]), []);
}

#[test]
fn coordinates_outside_the_country() {
    let at = |country: &str, at: &str| {
        let text = with(CITE).replace("country: \"AFG\",", &format!("country: \"{country}\", at: {at},"));
        problems(&read(&text))
    };
    let place = "12:34: warning: ";
    assert_eq!(
        at("AFG", "(69.2075, 34.5553)"),
        format!(
            "{place}(69.2075, 34.5553) lies 30.7 degrees outside Afghanistan
  did you mean (34.5553, 69.2075)? The latitude comes first\n"
        )
    );
    assert_eq!(
        at("USA", "(40.7, 74)"),
        format!(
            "{place}(40.7, 74) lies 98.4 degrees outside United States\n  did you mean (40.7, -74)? East is positive\n"
        )
    );
    assert_eq!(
        at("COD", "(12, 29)"),
        format!(
            "{place}(12, 29) lies 6.6 degrees outside Democratic Republic of the Congo
  did you mean (-12, 29)? North is positive\n"
        )
    );
    assert_eq!(
        at("IRQ", "(36.2, 37.16)"),
        format!("{place}(36.2, 37.16) lies 1.5 degrees outside Iraq\n  check the coordinates and the country\n")
    );
    for (country, inside) in [
        ("AFG", "(34.5553, 69.2075)"),
        // Just over the border, within the margin.
        ("AFG", "(38.9, 70)"),
        // Overseas, and on both sides of the antimeridian.
        ("FRA", "(4.92, -52.31)"),
        ("FRA", "(-21.1, 55.5)"),
        ("USA", "(21.3, -157.86)"),
        ("RUS", "(66.5, -172)"),
        ("RUS", "(64.7, 177.5)"),
        ("FJI", "(-16.8, -179.9)"),
        ("FJI", "(-17.7, 178.1)"),
        ("TON", "(-20, -175)"),
        ("UKR", "(44.95, 34.1)"),
        ("RUS", "(44.95, 34.1)"),
        // No box is known: no judgement.
        ("SJM", "(0, 0)"),
    ] {
        assert_eq!(at(country, inside), "", "{country} {inside}");
    }
}

#[test]
fn every_country_of_the_boxes_is_a_country() {
    use daymark::model::{COUNTRIES, country_boxes};
    for country in COUNTRIES {
        for (south, west, north, east) in country_boxes(country.code) {
            assert!((-90.0..*north).contains(south) && *north <= 90.0, "{}", country.code);
            assert!((-180.0..*east).contains(west) && *east <= 180.0, "{}", country.code);
        }
    }
    let without: Vec<&str> =
        COUNTRIES.iter().map(|country| country.code).filter(|code| country_boxes(code).is_empty()).collect();
    assert_eq!(without, ["BES", "BVT", "CCK", "CXR", "GLP", "GUF", "MTQ", "MYT", "REU", "SJM", "TKL"]);
}

/// Two attacks: what stands in both, and what stands in each.
fn two(both: &str, first: &str, second: &str) -> String {
    let attack = |id: &str, own: &str| {
        format!(
            "        Incident(id: \"{id}\", title: \"\", branch: \"is\", confidence: Low, cites: [Cite(source: \"s\")], {both}{own}),\n"
        )
    };
    problems(&read(&timeline(&(attack("a", first) + &attack("b", second)))))
}

#[test]
fn near_twins() {
    let found = |likeness: &str| {
        format!(
            "14:22: warning: this may be `a` of line 13: about the same day and place, {likeness}
  make them one, or link them by related if they are two\n"
        )
    };
    let reports = |figure: &str| format!(" reports: [Report(source: \"s\", killed: {figure})]");
    let like = |n: &str, count: &str| reports(n) + &format!(", killed: Count({count})");
    let kabul = "kind: Attack, place: Place(country: \"AFG\", city: \"Kabul\", precision: City), ";
    let on = |when: &str, rest: &str| format!("when: \"{when}\", {rest}");
    let (nine, ten) = (like("Between(7, 9)", "low: 7, best: 8, high: 9"), like("Between(9, 10)", "low: 9, best: 10"));
    let toll = found("with a like number killed");
    let source = found("with one source for the killed of both");
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02-05", &ten)), toll);
    // The order of the file does not matter: the later attack is marked, the earlier one named.
    let turned = toll.replace("14:22", "13:22").replace("`a` of line 13", "`b` of line 14");
    assert_eq!(two(kabul, &on("2020-02-05", &nine), &on("2020-02-03", &ten)), turned);
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02-06", &ten)), "");
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02", &nine)), turned);
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020", &nine)), "");
    // Unlike tolls, but one report of both.
    let hurt = like("Exactly(30)", "best: 30").replace("killed: Count", "injured: Count");
    let hurt = hurt.replace("killed: Exactly", "injured: Exactly");
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02-03", &like("Exactly(20)", "best: 20"))), source);
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02-03", &hurt)), "");
    let claimed = like("Exactly(20)", "").replace("Exactly(20)", "Exactly(20), claimed: true");
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02-03", &claimed)), "");
    // Few killed are no likeness.
    let few = |n: u32| {
        let with = |n: u32| format!("killed: Count(best: {n})");
        two(kabul, &on("2020-02-03", &with(n)), &on("2020-02-03", &with(n)))
    };
    assert!(!few(2).contains("this may be") && few(3).contains("this may be"));
    // Linked, or no attack.
    let linked = format!("{ten}, related: [Related(id: \"a\", how: SameWave)]");
    assert_eq!(two(kabul, &on("2020-02-03", &nine), &on("2020-02-05", &linked)), "");
    assert_eq!(two(&kabul.replace("Attack", "Arrest"), &on("2020-02-03", &nine), &on("2020-02-03", &nine)), "");
    // By coordinates: 8 and 12 kilometres.
    let at = |n: f64, precision: &str| {
        on("2020-02-03", &format!("place: Place(country: \"AFG\", at: ({n}, 69.2), precision: {precision}), {nine}"))
    };
    assert_eq!(two("kind: Attack, ", &at(34.5, "Site"), &at(34.572, "City")), toll);
    assert_eq!(two("kind: Attack, ", &at(34.5, "Site"), &at(34.608, "City")), "");
    assert_eq!(two("kind: Attack, ", &at(34.5, "Admin1"), &at(34.5, "Admin1")), "");
}

#[test]
fn tags_off_the_list() {
    check(&format!("{CITE}, tags: [\"mosque\", \"Hazara\"]"), "");
    check(
        &format!("{CITE}, tags: [\"mosque\", \"mosqe\"]"),
        "12:94: warning: the tag `mosqe` is not on the list\n  did you mean \"mosque\"?",
    );
    let tagged =
        "kind: Attack, when: \"2020\", place: Place(country: \"AFG\", precision: Country), tags: [\"Nowhere\"]";
    let found = two(tagged, "", "");
    assert_eq!(found.matches("warning").count(), 1, "{found}");
    assert!(
        found.contains("the tag `Nowhere` is not on the list; 1 more incident has it\n  timelines/README.md"),
        "{found}"
    );
}

#[test]
fn the_list_of_tags_has_each_once_and_defined() {
    let mut names: Vec<String> = daymark::model::TAGS.iter().map(|(name, _)| name.to_lowercase()).collect();
    names.sort_unstable();
    let n = names.len();
    names.dedup();
    assert_eq!(names.len(), n);
    assert!((1..=70).contains(&n), "{n}");
    for (name, definition) in daymark::model::TAGS {
        assert!(!definition.is_empty() && !definition.ends_with('.') && definition.len() < 120, "{name}");
    }
}
