//! `set`, `add`, `remove`, `fmt` and `diff`.

use super::{Folder, daymark, timeline};
use crate::command::{SHIPPED, diff as lines};
use serde_json::json;

const GOOD: &str = "when: \"2020-02-03\", killed: Count(low: 1_2, /* by hand */ best: 14), tags: [\"x\"]";
const DAMAGED: &str = "when: \"2020-02-30\"";

fn folder() -> Folder {
    Folder::new(&[
        ("t.ron", &timeline(&[("a", GOOD), ("b", "when: \"2021\""), ("c", DAMAGED)])),
        ("shipped.ron", SHIPPED),
        ("bytes.ron", "\u{0}"),
    ])
}

fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.at(name)).unwrap()
}

#[test]
fn set_changes_the_fields_and_nothing_else() {
    let folder = folder();
    let file = &*folder.at("t.ron");
    let before = text(&folder, "t.ron");
    let ran = daymark(&["set", file, "a", "killed.best=13", "tags+=y", "tags-=x", "title=A \"b\" = c"]);
    assert_eq!(ran.exit(), 0, "{}", ran.err);
    assert_eq!(ran.out, format!("{file}: killed, tags and title of Attack a\n"));
    assert!(ran.err.contains("warning"), "no report gives the figure: {}", ran.err);
    assert_eq!(
        lines(&before, &text(&folder, "t.ron")),
        "-Incident(id: \"a\", kind: Attack, title: \"Attack a\", branch: \"is\", confidence: High,
-            place: Place(country: \"AFG\", precision: City), cites: [Cite(source: \"s\")], when: \"2020-02-03\", killed: Count(low: 1_2, /* by hand */ best: 14), tags: [\"x\"]),
+Incident(id: \"a\", kind: Attack, title: \"A \\\"b\\\" = c\", branch: \"is\", confidence: High,
+            place: Place(country: \"AFG\", precision: City), cites: [Cite(source: \"s\")], when: \"2020-02-03\", killed: Count(low: 1_2, /* by hand */ best: 13), tags: [\"y\"]),
"
    );
    let again = daymark(&["set", file, "a", "killed.best=13", "killed.high="]);
    assert_eq!((again.exit(), again.out), (0, format!("{file}: nothing to change\n")));
    let lost = daymark(&["set", file, "a", "killed="]);
    assert_eq!(lost.exit(), 0);
    assert!(lost.err.contains("note: this comment went with it: /* by hand */"), "{}", lost.err);
}

#[test]
fn what_is_refused_writes_nothing() {
    let folder = folder();
    let file = &*folder.at("t.ron");
    let bytes = &*folder.at("bytes.ron");
    let missing = &*folder.at("missing.ron");
    let before = text(&folder, "t.ron");
    std::fs::write(folder.at("bad.ron"), "Incident(id: \"a\")").unwrap();
    let bad = &*folder.at("bad.ron");
    for (args, words) in [
        (&["set", file, "a", "killed.low=99"][..], "killed must run low ≤ best ≤ high"),
        (&["set", file, "a", "tags+=y", "kind=Atack"], "did you mean Attack?"),
        (&["set", file, "a", "place.at=91,0"], "latitude 91 is not between −90 and 90"),
        (&["set", file, "c", "title=x"], "the record `c` cannot be read"),
        (&["set", file, "aa", "title=x"], "did you mean a?"),
        (&["set", file, "a", "title"], "write FIELD=VALUE"),
        (&["set", file, "a", "tags+="], "FIELD+=VALUE"),
        (&["set", file, "a"], "FIELD=VALUE"),
        (&["set", missing, "a", "title=x"], "there is no such file"),
        (&["set", bytes, "a", "title=x"], "zero bytes"),
        (&["add", file, "--from", bad], "has no"),
        (&["add", file, "--from", missing], "there is no such file"),
        (&["add", file], "--from"),
        (&["remove", file, "z"], "no record of the file has the id `z`"),
        (&["remove", file, "s"], "`s` is still named by a, b"),
        (&["fmt"], "FILE"),
        (&["fmt", missing], "there is no such file"),
        (&["fmt", bytes], "zero bytes"),
        (&["diff", file, missing], "there is no such file"),
        (&["diff", file], "<B>"),
    ] {
        let ran = daymark(args);
        assert_eq!((ran.exit(), &*ran.out), (2, ""), "{args:?} {}", ran.err);
        assert!(ran.err.contains(words), "{args:?} {}", ran.err);
    }
    assert_eq!(text(&folder, "t.ron"), before);
}

#[test]
fn an_error_elsewhere_stays_and_does_not_matter() {
    let folder = folder();
    let file = &*folder.at("t.ron");
    assert_eq!(daymark(&["set", file, "b", "when=2021-05"]).exit(), 0);
    assert!(text(&folder, "t.ron").contains(DAMAGED));
}

#[test]
fn add_and_remove_are_each_others_way_back_but_for_the_retired_id() {
    let folder = folder();
    let file = &*folder.at("t.ron");
    let before = text(&folder, "t.ron");
    let record = "// new\nIncident(id: \"n\", kind: Attack, title: \"N\", when: \"2020-06\", branch: \"is\", place: Place(country: \"AFG\", precision: City), cites: [Cite(source: \"s\")], confidence: Low)\n";
    std::fs::write(folder.at("new.ron"), record).unwrap();
    let from = &*folder.at("new.ron");
    let ran = daymark(&["add", file, "--from", from]);
    assert_eq!((ran.exit(), &*ran.out, &*ran.err), (0, &*format!("{file}: new record n\n"), ""));
    let added = text(&folder, "t.ron");
    assert_eq!(
        lines(&before, &added),
        "+// new
+Incident(
+    id: \"n\",
+    kind: Attack,
+    title: \"N\",
+    when: \"2020-06\",
+    branch: \"is\",
+    place: Place(country: \"AFG\", precision: City),
+    cites: [Cite(source: \"s\")],
+    confidence: Low,
+),
"
    );
    assert_eq!(daymark(&["add", file, "--from", from]).exit(), 2, "the id is taken");
    assert_eq!(daymark(&["remove", file, "n"]).exit(), 0);
    assert_eq!(lines(&before, &text(&folder, "t.ron")), "+    retired_ids: [\"n\"],\n+// new\n");
    let again = daymark(&["add", file, "--from", from]);
    assert_eq!(again.exit(), 2);
    assert!(again.err.contains("belonged to an incident that was removed"), "{}", again.err);
}

#[test]
fn fmt_lays_out_and_check_only_looks() {
    let folder = folder();
    let (file, shipped) = (&*folder.at("t.ron"), &*folder.at("shipped.ron"));
    let before = text(&folder, "t.ron");
    let check = daymark(&["fmt", "--check", shipped, file]);
    assert_eq!((check.exit(), check.out), (1, format!("{file}\n")));
    assert_eq!(text(&folder, "t.ron"), before);
    assert_eq!(daymark(&["fmt", file, shipped]).exit(), 0);
    let after = text(&folder, "t.ron");
    assert!(after.contains("            killed: Count(\n                low: 1_2,\n                /* by hand */\n                best: 14,\n"), "{after}");
    assert!(after.contains(DAMAGED), "a record in error is laid out too");
    assert_eq!(daymark(&["fmt", "--check", file, shipped]).exit(), 0);
    assert_eq!(text(&folder, "shipped.ron"), SHIPPED);
    std::fs::write(folder.at("open.ron"), before.replace("\"2021\"", "\"2021")).unwrap();
    assert_eq!(daymark(&["fmt", &*folder.at("open.ron")]).exit(), 2);
}

#[test]
fn diff_tells_fields_not_layout() {
    let folder = folder();
    let (a, b) = (&*folder.at("t.ron"), &*folder.at("b.ron"));
    std::fs::copy(a, b).unwrap();
    daymark(&["fmt", b]);
    let same = daymark(&["diff", a, b]);
    assert_eq!((same.exit(), &*same.out), (1, "c: the text of a record that cannot be read\n"), "its text moved");
    for text in [a, b] {
        std::fs::write(text, std::fs::read_to_string(text).unwrap().replace("2020-02-30", "2020-02-20")).unwrap();
    }
    assert_eq!(daymark(&["diff", a, b]).exit(), 0);
    daymark(&["set", b, "a", "killed.best=15", "place.city=Kabul", "tags+=y"]);
    daymark(&["set", b, "s", "title=Another page"]);
    daymark(&["remove", b, "b"]);
    let ran = daymark(&["diff", a, b]);
    assert_eq!(ran.exit(), 1);
    assert_eq!(
        ran.out,
        "Timeline: retired_ids: [] → [\"b\"]
s: title: \"A page\" → \"Another page\"
a: place.city: unknown → \"Kabul\"
a: killed.best: 14 → 15
a: tags: [\"x\"] → [\"x\",\"y\"]
- b  Attack b
"
    );
    let changes = daymark(&["diff", a, b, "--json"]).json();
    let changes = changes["changes"].as_array().unwrap();
    assert_eq!(changes[3], json!({"id": "a", "field": "killed.best", "before": 14, "after": 15}));
    assert_eq!(changes[0]["id"], json!(null));
    assert_eq!((&changes[5]["field"], &changes[5]["after"]), (&json!(null), &json!(null)));
    assert_eq!(changes[5]["before"]["title"], json!("Attack b"));
    let back = daymark(&["diff", b, a]);
    assert!(back.out.ends_with("+ b  Attack b\n"), "{}", back.out);
}
