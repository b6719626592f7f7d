//! JSON, key by key.

use super::{Folder, daymark, pluck, timeline};
use serde_json::{Value, json};

const EVERYTHING: &str = r##"#![enable(implicit_some)]
Timeline(
    format: 1, title: "Everything", version: "2026-01-01", span: "2015/2024", license: "CC-BY-4.0",
    actors: [
        Actor(id: "is", name: "Islamic State"),
        Actor(id: "is-kp", name: "Khorasan Province", short: "IS-KP", aliases: ["ISKP"], parent: "is", about: "A branch."),
        Actor(id: "unnamed", name: "Nobody names it"),
    ],
    sources: [
        Source(id: "wire", title: "A wire", publisher: "Agency", kind: Wire),
        Source(id: "page", title: "A page", publisher: "Paper", author: "N. N.", published: "2024-03-23", language: "en",
               kind: Press, url: "https://example.org/1", archive: "https://example.org/2", relay_of: "wire"),
        Source(id: "unused", title: "None", publisher: "None", kind: Press),
    ],
    incidents: [
        Incident(
            id: "full", previous_ids: ["older"], kind: CounterOperation, title: "Full", names: ["الاسم"],
            when: "2024-03-22/2024-03", branch: "is-kp",
            place: Place(country: "RUS", admin1: "Oblast", city: "Town", site: "Hall", at: (55.5, -37.0), precision: Site),
            attack_types: [ArmedAssault, Arson], target_types: [ReligiousShia], summary: "What happened.",
            killed: Count(low: 1, best: 2, high: 3), injured: Count(low: 4),
            perpetrators: Perpetrators(killed: 2, in_figures: No),
            reports: [
                Report(source: "page", as_of: "2024-03~", killed: Exactly(2), injured: AtLeast(4), note: "A note."),
                Report(source: "page", killed: AtMost(9), injured: About(50), claimed: true),
                Report(source: "page", killed: Between(12, 15), injured: Words("dozens"),
                       other: Other(what: "missing", figure: Exactly(1))),
            ],
            attributions: [
                Attribution(actor: "is-kp", by: "Amaq", kind: Claim, on: "2024-03-22", source: "page", wording: "ISKP"),
                Attribution(actor: "is-kp", kind: Denial),
            ],
            cites: [Cite(source: "page", supports: [Date, Place]), Cite(source: "page")],
            confidence: Medium, doubts: ["A doubt."], tags: ["tag"], related: [Related(id: "bare", how: SameWave)],
        ),
        Incident(id: "bare", kind: Attack, title: "Bare", when: "2024-03", branch: "is-kp",
                 place: Place(country: "AFG", precision: Country), confidence: Low),
    ],
)
"##;

fn everything() -> (Folder, String) {
    let folder = Folder::new(&[("e.ron", EVERYTHING)]);
    let file = folder.at("e.ron");
    (folder, file)
}

fn full(file: &str) -> Value {
    json!({
        "id": "full", "previous_ids": ["older"], "kind": "CounterOperation", "title": "Full", "names": ["الاسم"],
        "when": "2024-03-22/2024-03", "branch": "is-kp",
        "place": {"country": "RUS", "admin1": "Oblast", "city": "Town", "site": "Hall", "at": [55.5, -37.0], "precision": "Site"},
        "attack_types": ["ArmedAssault", "Arson"], "target_types": ["ReligiousShia"], "summary": "What happened.",
        "killed": {"low": 1, "best": 2, "high": 3}, "injured": {"low": 4, "best": null, "high": null},
        "perpetrators": {"killed": 2, "in_figures": "No"},
        "reports": [
            {"source": "page", "as_of": "2024-03~", "killed": {"exactly": 2}, "injured": {"at_least": 4}, "other": null,
             "claimed": false, "note": "A note."},
            {"source": "page", "as_of": null, "killed": {"at_most": 9}, "injured": {"about": 50}, "other": null,
             "claimed": true, "note": null},
            {"source": "page", "as_of": null, "killed": {"between": [12, 15]}, "injured": {"words": "dozens"},
             "other": {"what": "missing", "figure": {"exactly": 1}}, "claimed": false, "note": null},
        ],
        "attributions": [
            {"actor": "is-kp", "by": "Amaq", "kind": "Claim", "on": "2024-03-22", "source": "page", "wording": "ISKP"},
            {"actor": "is-kp", "by": null, "kind": "Denial", "on": null, "source": null, "wording": null},
        ],
        "cites": [{"source": "page", "supports": ["Date", "Place"]}, {"source": "page", "supports": []}],
        "confidence": "Medium", "doubts": ["A doubt."], "tags": ["tag"], "related": [{"id": "bare", "how": "SameWave"}],
        "file": file, "earliest": "2024-03-22", "latest": "2024-03-31", "counted": false, "sources": ["page"],
    })
}

fn bare(file: &str) -> Value {
    json!({
        "id": "bare", "previous_ids": [], "kind": "Attack", "title": "Bare", "names": [], "when": "2024-03",
        "branch": "is-kp",
        "place": {"country": "AFG", "admin1": null, "city": null, "site": null, "at": null, "precision": "Country"},
        "attack_types": [], "target_types": [], "summary": "", "killed": null, "injured": null, "perpetrators": null,
        "reports": [], "attributions": [], "cites": [], "confidence": "Low", "doubts": [], "tags": [], "related": [],
        "file": file, "earliest": "2024-03-01", "latest": "2024-03-31", "counted": true, "sources": [],
    })
}

fn page() -> Value {
    json!({
        "id": "page", "title": "A page", "publisher": "Paper", "author": "N. N.", "published": "2024-03-23",
        "language": "en", "kind": "Press", "url": "https://example.org/1", "archive": "https://example.org/2",
        "relay_of": "wire",
    })
}

fn branch() -> Value {
    json!({"id": "is-kp", "name": "Khorasan Province", "short": "IS-KP", "aliases": ["ISKP"], "parent": "is", "about": "A branch."})
}

/// As text, so that the order of keys counts too.
fn assert_same(found: &Value, wanted: &Value) {
    assert_eq!(format!("{found:#}"), format!("{wanted:#}"));
}

#[test]
fn a_list() {
    let (_folder, file) = everything();
    let query = "Kind:attack OR kind:counter_operation";
    let list = json!({
        "format": 1, "query": "kind:Attack OR kind:CounterOperation", "rule": "victims-of-attacks", "as_of": null,
        "files": [{"file": file, "title": "Everything", "version": "2026-01-01", "license": "CC-BY-4.0", "errors": 0}],
        "incidents": [bare(&file), full(&file)], "sources": [page()], "actors": [branch()],
    });
    assert_same(&daymark(&["list", "--json", &file, "--query", query]).json(), &list);
    let known = daymark(&["list", "--json", &file, "--as-of", "2024-03"]).json();
    assert_eq!((&known["query"], &known["as_of"]), (&"".into(), &"2024-03".into()));
}

#[test]
fn one_incident() {
    let (_folder, file) = everything();
    let shown = json!({"incident": full(&file), "sources": [page()], "actors": [branch()]});
    for id in ["full", "older"] {
        assert_same(&daymark(&["show", id, &file, "--json"]).json(), &shown);
    }
    let shown = json!({"incident": bare(&file), "sources": [], "actors": [branch()]});
    assert_same(&daymark(&["show", "bare", &file, "--json"]).json(), &shown);
}

#[test]
fn a_source_without_anything_has_all_its_keys() {
    let folder = Folder::new(&[("t.ron", &timeline(&[("a", "when: \"2020\", cites: [Cite(source: \"s\")]")]))]);
    let text = EVERYTHING.replace("Cite(source: \"page\")]", "Cite(source: \"wire\")]");
    let other = Folder::new(&[("t.ron", &text)]);
    let sources = daymark(&["show", "full", &other.at("t.ron"), "--json"]).json()["sources"].clone();
    let wire = json!({
        "id": "wire", "title": "A wire", "publisher": "Agency", "author": null, "published": null, "language": null,
        "kind": "Wire", "url": null, "archive": null, "relay_of": null,
    });
    assert_same(&sources, &json!([page(), wire]));
    // A field that is written twice spoils its record alone.
    let list = daymark(&["list", &folder.at("t.ron"), "--json"]).json();
    assert_eq!(list["files"][0]["errors"], 1);
}

#[test]
fn totals() {
    let (_folder, file) = everything();
    let none = json!({"low": 0, "best": 0, "high": 0, "no_best": 0, "no_high": 0, "unknown": 1});
    let wanted = json!({
        "query": "", "rule": "as-gtd-counts", "as_of": "2025", "incidents": 2, "counted": 1, "killed": none, "injured": none,
        "by": [{"key": "2024", "incidents": 2, "counted": 1, "killed": none, "injured": none}],
    });
    let found = daymark(&["stats", &file, "--json", "--rule", "gtd", "--as-of", "2025", "--by", "Year"]).json();
    assert_same(&found, &wanted);
    let found = daymark(&["stats", &file, "--json"]).json();
    assert_eq!((&found["by"], &found["as_of"]), (&json!([]), &Value::Null));
}

#[test]
fn problems() {
    let folder = Folder::new(&[("t.ron", &timeline(&[("a", "when: \"2020-02-30\""), ("b", "when: \"2020\"")]))]);
    let found = daymark(&["check", &folder.at("t.ron"), "--json"]);
    let wanted = json!({"problems": [{
        "file": folder.at("t.ron"), "line": 14, "column": 94, "severity": "error", "code": "date", "id": "a",
        "message": "`2020-02-30` is not a date of this file: this month has no such day",
        "hint": found.json()["problems"][0]["hint"],
    }]});
    assert_same(&found.json(), &wanted);
    assert_eq!((found.exit(), found.err.as_str()), (1, ""));
}

#[test]
fn incidents_go_by_earliest_day_then_id() {
    let records = [
        ("d", "when: \"2020-02-01\""),
        ("c", "when: \"2020-02\""),
        ("b", "when: \"2020-02-01/2020-03-01\""),
        ("a", "when: \"2020-02-02\""),
        ("e", "when: \"2019\""),
    ];
    let folder = Folder::new(&[("t.ron", &timeline(&records))]);
    let list = daymark(&["list", "--json", &folder.at("t.ron")]).json();
    assert_eq!(pluck(&list["incidents"], "id"), ["e", "b", "c", "d", "a"]);
    assert_eq!(daymark(&["list", &folder.at("t.ron")]).out.lines().filter(|line| line.starts_with("20")).count(), 5);
}

#[test]
fn a_query_leaves_out_the_problems_of_others() {
    let doubtful = "when: \"2020-02-03\", killed: Count(best: 2)";
    let damaged = "when: \"2020-02-30\"";
    let folder = Folder::new(&[("t.ron", &timeline(&[("a", doubtful), ("b", doubtful), ("c", damaged)]))]);
    let file = folder.at("t.ron");
    let ids = |args: &[&str]| {
        let problems = daymark(&[&["check", "--json", &file], args].concat()).json();
        pluck(&problems["problems"], "id").join(" ")
    };
    assert_eq!(ids(&[]), "a b c");
    assert_eq!(ids(&["--query", "id:b"]), "b c");
    assert_eq!(ids(&["--query", "id:z"]), "c");
    assert_eq!(ids(&["--as-of", "2019"]), "c");
    let ran = daymark(&["check", &file, "--query", "id:b"]);
    assert_eq!((ran.exit(), ran.out.as_str()), (1, "1 file, 1 of 2 incidents: 1 error, 1 warning\n"));
}
