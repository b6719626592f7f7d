//! `merge`: what two sides changed, in one file.

use super::{Folder, daymark};
use crate::command::diff;
use crate::support::{incident, read, timeline};

/// The merged text, what was said, and the exit status.
fn merged(base: &str, ours: &str, theirs: &str) -> (String, String, u8) {
    let folder = Folder::new(&[("base.ron", base), ("ours.ron", ours), ("theirs.ron", theirs)]);
    let [base, ours_path, theirs] = ["base.ron", "ours.ron", "theirs.ron"].map(|name| folder.at(name));
    let out = folder.at("out.ron");
    let ran = daymark(&["merge", &base, &ours_path, &theirs, "-o", &out]);
    assert_eq!(std::fs::read_to_string(&ours_path).unwrap(), ours, "with -o OURS stays");
    let in_place = daymark(&["merge", &*base, &*ours_path, &*theirs]);
    assert_eq!(in_place.exit(), ran.exit());
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(std::fs::read_to_string(&ours_path).unwrap(), text);
    (text, ran.err.replace(&out, "out.ron"), ran.exit())
}

fn base() -> String {
    timeline(&["a", "b", "c"].map(incident).join("\n"))
}

fn change(text: &str, id: &str, from: &str, to: &str) -> String {
    let at = text.find(&format!("id: \"{id}\"")).unwrap();
    let (before, after) = text.split_at(at);
    assert!(after.contains(from), "{from}");
    before.to_owned() + &after.replacen(from, to, 1)
}

#[test]
fn different_records_and_different_fields_merge() {
    let base = base();
    let ours = change(&base, "a", "title: \"Attack a\"", "title: \"Ours\", // our note");
    let ours = change(&ours, "b", "confidence: High", "confidence: Low");
    let theirs = change(&base, "a", "confidence: High", "confidence: Medium");
    let theirs = change(&theirs, "c", "title: \"Attack c\"", "/* theirs */ title: \"Theirs\"");
    let theirs = theirs.replacen("title: \"Test\"", "title: \"New title\"", 1);
    let (text, err, exit) = merged(&base, &ours, &theirs);
    assert_eq!((exit, &*err), (0, ""));
    assert_eq!(
        diff(&ours, &text),
        "-    title: \"Test\",
+    title: \"New title\",
-            cites: [Cite(source: \"s\")], confidence: High,
+            cites: [Cite(source: \"s\")], confidence: Medium,
-            title: \"Attack c\",
+            /* theirs */ title: \"Theirs\",
"
    );
    assert_eq!(merged(&base, &ours, &base), (ours.clone(), String::new(), 0));
    assert_eq!(merged(&base, &base, &theirs), (theirs.clone(), String::new(), 0));
    assert_eq!(merged(&base, &ours, &ours).0, ours);
}

#[test]
fn lists_merge_item_by_item() {
    let base = change(&base(), "a", "confidence: High,", "confidence: High, tags: [\"x\", \"y\"],");
    let ours = base.replacen("[\"x\", \"y\"]", "[\"x\", \"y\", \"ours\"]", 1).replacen(
        "    actors",
        "    retired_ids: [\"o\"],\n    actors",
        1,
    );
    let theirs = base.replacen("[\"x\", \"y\"]", "[\"theirs\", \"y\"]", 1);
    let (text, err, exit) = merged(&base, &ours, &theirs);
    assert_eq!((exit, &*err), (0, ""));
    assert!(text.contains("tags: [\"theirs\", \"y\", \"ours\"]"), "{text}");
}

#[test]
fn both_versions_of_a_field_stand_between_markers() {
    let base = base();
    let ours = change(&base, "b", "title: \"Attack b\"", "title: \"Ours\"");
    let theirs = change(&base, "b", "title: \"Attack b\"", "title: \"Theirs\"");
    let theirs = change(&theirs, "b", "confidence: High", "confidence: Low");
    let (text, err, exit) = merged(&base, &ours, &theirs);
    assert_eq!((exit, &*err), (1, "out.ron: both sides changed b: title\n"));
    assert_eq!(
        diff(&ours, &text),
        "+<<<<<<< ours
+=======
+            title: \"Theirs\",
+>>>>>>> theirs
-            cites: [Cite(source: \"s\")], confidence: High,
+            cites: [Cite(source: \"s\")], confidence: Low,
"
    );
    let document = read(&text);
    assert_eq!(document.incidents.len(), 2, "the others are still read");
    assert!(document.problems().iter().any(|problem| problem.code == "conflict"), "{:?}", document.problems());
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(merged(&crlf(&base), &crlf(&ours), &crlf(&theirs)).0, crlf(&text));
}

#[test]
fn records_come_and_go() {
    let base = base();
    let removed = |text: &str, id: &str| text.replacen(&format!("{}\n", incident(id)), "", 1);
    let new =
        |text: &str, id: &str| text.replacen("    incidents: [\n", &format!("    incidents: [\n{}\n", incident(id)), 1);
    let (ours, theirs) = (new(&removed(&base, "a"), "o"), new(&removed(&base, "b"), "t"));
    let (text, err, exit) = merged(&base, &ours, &theirs);
    assert_eq!((exit, &*err), (0, ""), "{text}");
    let mut left = crate::support::ids(&read(&text)).iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    left.sort_unstable();
    assert_eq!(left, ["c", "o", "t"]);

    let edited = change(&base, "b", "confidence: High", "confidence: Low");
    let gone = removed(&base, "b");
    let (text, err, exit) = merged(&base, &edited, &gone);
    assert_eq!((exit, &*err), (1, "out.ron: both sides changed b: changed here, removed there\n"));
    assert!(text.contains("<<<<<<< ours\n        Incident(\n            id: \"b\""), "{text}");
    assert!(text.contains("confidence: Low,\n        ),\n=======\n>>>>>>> theirs\n"), "{text}");
    let (text, err, exit) = merged(&base, &gone, &edited);
    assert_eq!((exit, &*err), (1, "out.ron: both sides changed b: removed here, changed there\n"));
    assert!(text.contains("<<<<<<< ours\n=======\n        Incident(\n            id: \"b\""), "{text}");
}

#[test]
fn what_fits_neither_side_is_told() {
    let base = base().replace("[Cite(source: \"s\")]", "[]");
    let ours = change(&base, "a", "cites: []", "cites: [Cite(source: \"s\")]");
    let source = base.lines().find(|line| line.contains("Source(")).unwrap();
    let theirs = base.replacen(&format!("{source}\n"), "", 1);
    let (_, err, exit) = merged(&base, &ours, &theirs);
    assert_eq!(exit, 1);
    assert!(err.contains("error: no source has the id `s`"), "{err}");
    let comment = change(&base, "a", "confidence: High,", "confidence: Low, // why");
    let ours = change(&base, "a", "title: \"Attack a\"", "title: \"Ours\"");
    let (_, err, exit) = merged(&base, &ours, &comment);
    assert_eq!((exit, &*err), (0, "out.ron: note: this comment did not come over: // why\n"));
}
