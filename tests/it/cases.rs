//! The numbered cases of texts and edits that the program must survive: one test each, by its number.
//!
//! What is said in other words elsewhere is said here in short; those of saving and watching are in `store`.

use crate::command::{SHIPPED, add, diff, remove, set};
use crate::follow::is_as_read;
use crate::support::{ids, incident, incidents, problems, read, timeline};
use daymark::edit::{Command, Document, merge};
use daymark::format::{Severity, code, decode};

/// The document with a command carried out, which is what reading its text gives.
#[track_caller]
fn after(text: &str, command: &Command) -> Document {
    let mut document = read(text);
    let patch = document.apply(command).unwrap_or_else(|err| panic!("{err}: {:?}", err.hint()));
    assert_eq!(patch.apply(text).unwrap(), document.text.to_string());
    is_as_read(&document);
    let mut back = document.clone();
    back.patch(&patch.inverse()).unwrap();
    assert_eq!(back.text.to_string(), text);
    is_as_read(&back);
    document
}

/// The lines that a command takes out and puts in.
#[track_caller]
fn lines(text: &str, command: &Command) -> String {
    diff(text, &after(text, command).text)
}

/// The codes of the errors, in order.
fn errors(document: &Document) -> Vec<&'static str> {
    document.problems().iter().filter(|problem| problem.is_error()).map(|problem| problem.code).collect()
}

fn three() -> String {
    timeline(&incidents(&["a", "b", "c"]))
}

/// Fifty incidents, the third of which holds this instead of its title.
fn third_of_fifty(to: &str) -> String {
    let ids: Vec<String> = (1..=50).map(|i| format!("i{i}")).collect();
    let text = timeline(&incidents(&ids.iter().map(String::as_str).collect::<Vec<_>>()));
    text.replacen("title: \"Attack i3\",", to, 1)
}

const NEW: &str = "Incident(id: \"n\", kind: Attack, title: \"N\", when: \"2021-01-01\", branch: \"is\", place: Place(country: \"AFG\", precision: City), cites: [Cite(source: \"s\")], confidence: High)";
const WITH_ALL: &str =
    "Actor(id: \"is\", name: \"IS\"), Source(id: \"s\", title: \"S\", publisher: \"P\", kind: Press)";

#[test]
fn case_01_files_without_a_value_take_their_first_record() {
    for text in ["", "\n \n", "// only\n/* comments */\n"] {
        let document = read(text);
        assert_eq!(document.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(), [code::EMPTY]);
        let document = after(text, &add(&format!("{WITH_ALL}, {NEW}")));
        assert_eq!((ids(&document), errors(&document)), (vec!["n"], vec![]));
        assert!(document.text.starts_with(text.trim_end()), "comments stay: {}", document.text);
    }
}

#[test]
fn case_02_a_byte_order_mark_stays() {
    let text = format!("\u{feff}{}", three());
    assert_eq!(ids(&read(&text)), ["a", "b", "c"]);
    let document = after(&text, &set("b", "title=New"));
    assert!(document.text.starts_with("\u{feff}#![enable"));
}

#[test]
fn case_03_new_lines_end_as_most_do() {
    let crlf = three().replace('\n', "\r\n");
    let mixed = crlf.replacen("\r\n", "\n", 3);
    for text in [crlf, mixed] {
        let before = text.matches('\n').count() - text.matches("\r\n").count();
        let document = after(&text, &add(NEW));
        assert_eq!(document.text.matches('\n').count() - document.text.matches("\r\n").count(), before);
    }
}

#[test]
fn case_04_carriage_returns_alone_are_named() {
    let text = three().replace('\n', "\r");
    let document = read(&text);
    assert_eq!(ids(&document), ["a", "b", "c"]);
    assert!(errors(&document).contains(&code::LINE_ENDS));
    assert!(after(&text, &set("b", "title=New")).text.contains("title: \"New\",\r"));
}

#[test]
fn case_05_the_end_of_the_file_may_be_anything() {
    for end in ["", "// the end", "  ", "/* end */"] {
        let text = three().trim_end().to_owned() + end;
        let document = after(&text, &add(NEW));
        assert!(document.text.ends_with(&format!("        ),\n    ],\n){end}")), "{}", document.text);
    }
}

#[test]
fn case_06_latin_1_is_refused_with_its_place() {
    let problem = decode(b"Timeline(\n  title: \"Caf\xe9 au lait\")".to_vec()).unwrap_err();
    assert_eq!(problem.code, code::ENCODING);
    assert_eq!(
        problem.message,
        "byte 23, line 2: the file is not UTF-8 but looks like Latin-1 or Windows-1252 (0xE9 would be `é`)"
    );
}

#[test]
fn case_07_utf_16_is_named() {
    let wide: Vec<u8> = three().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [vec![0xff, 0xfe], wide.clone()].concat();
    for bytes in [wide, with_mark] {
        assert!(decode(bytes).unwrap_err().message.contains("UTF-16 (little endian)"));
    }
}

#[test]
fn case_08_zero_bytes() {
    let within = three().replacen("Attack b", "Att\0ack b", 1);
    let document = read(&within);
    assert_eq!(ids(&document).len(), 3);
    assert!(problems(&document).contains("warning: a zero byte"));
    assert_eq!(ids(&after(&within, &set("a", "title=New"))).len(), 3);
    let outside =
        three().replacen("        Incident(\n            id: \"b\"", "\0        Incident(\n            id: \"b\"", 1);
    assert!(!errors(&read(&outside)).is_empty());
    assert!(decode(vec![0; 4096]).unwrap_err().message.contains("4096 zero bytes: it was damaged"));
}

#[test]
fn case_09_pasted_signs_are_called_by_name() {
    for (from, to, name) in [
        ("kind: Attack,", "kind:\u{a0}Attack,", "no-break space"),
        ("kind: Attack,", "kind:\u{200b}Attack,", "zero width space"),
        ("\"Attack b\"", "“Attack b”", "“"),
    ] {
        let start = three().find("id: \"b\"").unwrap();
        let text = three()[..start].to_owned() + &three()[start..].replacen(from, to, 1);
        let document = read(&text);
        assert!(problems(&document).to_lowercase().contains(name), "{name}: {}", problems(&document));
        assert_eq!(ids(&document), ["a", "c"]);
    }
}

#[test]
fn case_10_bidi_controls_are_warned_of_and_kept() {
    let text = three().replacen("Attack b", "Att\u{202e}ack b", 1);
    let document = read(&text);
    assert_eq!(errors(&document), [] as [&str; 0]);
    assert!(problems(&document).contains("changes the direction of writing"));
    assert!(after(&text, &set("b", "confidence=Low")).text.contains("Att\u{202e}ack b"));
}

#[test]
fn case_11_scripts_are_written_as_typed() {
    for title in ["cafe\u{301}", "هجوم", "हिन्दी", "👩\u{200d}👩\u{200d}👧", "O'Brien"] {
        let document = after(&three(), &set("b", &format!("title={title}")));
        assert!(document.text.contains(&format!("title: \"{title}\"")), "{}", document.text);
        let other = after(&document.text, &set("a", "confidence=Low"));
        assert!(other.text.contains(&format!("title: \"{title}\"")));
    }
}

#[test]
fn case_12_raw_texts_stay_raw() {
    let text = three().replacen("\"Attack b\"", "r##\"A \"# b\nline\"##", 1);
    assert_eq!(
        lines(&text, &set("b", "title=x \"## y")),
        "-            title: r##\"A \"# b\n-line\"##,\n+            title: r###\"x \"## y\"###,\n"
    );
    assert!(lines(&text, &set("b", "confidence=Low")).contains("confidence: Low"));
}

#[test]
fn case_13_brackets_and_quotes_in_comments_say_nothing() {
    let text = three().replacen("id: \"b\",", "id: \"b\", /* ( [ \" /* { */ ' */ // ) ] \"", 1);
    assert_eq!(ids(&read(&text)), ["a", "b", "c"]);
    let document = after(&text, &set("b", "title=New"));
    assert!(document.text.contains("/* ( [ \" /* { */ ' */ // ) ] \""));
}

#[test]
fn case_14_comments_stay_or_are_named() {
    let text = three().replacen(
        "            id: \"b\",\n            kind: Attack,",
        "            /* 1 */ id /* 2 */: /* 3 */ \"b\" /* 4 */, // 5\n            // 6\n            kind: Attack, tags: [\"x\" /* 7 */, /* 8 */],",
        1,
    );
    let mut document = read(&text);
    let patch = document.apply(&set("b", "title=New")).unwrap();
    assert_eq!(patch.lost_comments, [] as [String; 0]);
    assert!(
        (1..=8).all(|n| document.text.contains(&format!("/* {n} */")) || document.text.contains(&format!("// {n}")))
    );
    let patch = document.apply(&set("b", "tags=")).unwrap();
    for comment in ["/* 7 */", "/* 8 */"] {
        let is_named = patch.lost_comments.iter().any(|lost| lost == comment);
        assert!(is_named || document.text.contains(comment), "{comment}: {}", document.text);
    }
    is_as_read(&document);
}

#[test]
fn case_15_commas_may_miss_at_the_end() {
    let text = three().replace("confidence: High,\n        )", "confidence: High\n        )").replacen(
        "),\n    ],\n)",
        ")\n    ]\n)",
        1,
    );
    assert_eq!(errors(&read(&text)), [] as [&str; 0]);
    assert_eq!(
        lines(&text, &set("b", "doubts+=Who?")),
        "-            cites: [Cite(source: \"s\")], confidence: High\n+            cites: [Cite(source: \"s\")], confidence: High, doubts: [\"Who?\"],\n"
    );
    assert_eq!(ids(&after(&text, &add(NEW))).len(), 4);
}

#[test]
fn case_16_some_may_be_written_or_left_out() {
    let text = three().replacen("country: \"AFG\",", "country: \"AFG\", city: Some(\"Kabul\"),", 1);
    let some = lines(&text, &set("a", "place.city=Herat"));
    assert!(some.contains("city: Some(\"Herat\")"), "{some}");
    assert!(lines(&three(), &set("a", "place.city=Herat")).contains("city: \"Herat\""));
}

#[test]
fn case_17_unknown_extensions_are_named_and_the_records_read() {
    for (attribute, expected) in
        [("#![enable(implicit_some, future)]", "`future`"), ("#![wondrous]", "this attribute is not known")]
    {
        let text = three().replacen("#![enable(implicit_some)]", attribute, 1);
        let document = read(&text);
        assert_eq!(ids(&document), ["a", "b", "c"]);
        assert!(problems(&document).contains(expected), "{}", problems(&document));
        assert!(after(&text, &set("b", "title=New")).text.starts_with(attribute));
    }
}

#[test]
fn case_18_notations_of_numbers_and_signs_stay() {
    let text = three().replacen(
        "confidence: High,",
        "killed: Count(low: 0x1F, best: 1_0_0, high: 0b1111111), confidence: High,",
        1,
    );
    assert_eq!(errors(&read(&text)), [] as [&str; 0]);
    let document = after(&text, &set("a", "killed.best=101"));
    assert!(document.text.contains("Count(low: 0x1F, best: 101, high: 0b1111111)"), "{}", document.text);
}

#[test]
fn case_19_order_and_alignment_stay() {
    let odd = "        Incident(confidence:High,  title :\"B\",   id   :\"b\",\n                 kind : Attack, when: \"2020-02-03\",branch:\"is\", place:(precision:City,country:\"AFG\"),cites:[(source:\"s\")]),";
    let text = timeline(odd);
    assert_eq!(
        lines(&text, &set("b", "title=New"))
            .replace("\"New\"", "\"B\"")
            .lines()
            .map(|line| &line[1..])
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        1
    );
}

#[test]
fn case_20_unknown_fields_are_kept() {
    let text = three().replacen("kind: Attack,", "kind: Attack, titel: \"x\", newer: {1: [2]},", 1);
    let document = after(&text, &set("a", "confidence=Low"));
    assert!(document.text.contains("titel: \"x\", newer: {1: [2]},"));
    assert!(problems(&document).contains("did you mean title?"));
}

#[test]
fn case_21_a_missing_quote_costs_one_record() {
    let document = read(&third_of_fifty("title: \"Attack i3,"));
    assert_eq!((ids(&document).len(), errors(&document)), (49, vec![code::SYNTAX]));
}

#[test]
fn case_22_brackets_that_do_not_fit() {
    for (to, n_read) in [
        ("title: \"\", tags: [", 49),
        ("title: \"\", place: Place(", 49),
        ("title: \"\", )", 49),
        ("title: \"\" ],", 49),
    ] {
        let document = read(&third_of_fifty(to));
        assert!(ids(&document).len() >= n_read - 1, "{to}: {}\n{}", ids(&document).len(), problems(&document));
        assert!(!errors(&document).is_empty());
    }
}

#[test]
fn case_23_a_missing_comma_between_records_is_a_warning() {
    let text = three().replacen(
        "        ),\n        Incident(\n            id: \"b\"",
        "        )\n        Incident(\n            id: \"b\"",
        1,
    );
    let document = read(&text);
    assert_eq!((ids(&document), errors(&document)), (vec!["a", "b", "c"], vec![]));
    assert!(
        document.problems().iter().any(|problem| (problem.code, problem.severity) == (code::COMMA, Severity::Warning))
    );
    is_as_read(&after(&text, &set("a", "title=New")));
    is_as_read(&after(&text, &remove("a")));
}

#[test]
fn case_24_a_file_that_was_cut_off_keeps_what_is_before() {
    let text = three();
    for end in [text.find("id: \"c\"").unwrap() + 20, text.find("id: \"b\"").unwrap() + 40] {
        let document = read(&text[..end]);
        let n = if text[..end].contains("id: \"c\"") { 2 } else { 1 };
        assert_eq!(ids(&document).len(), n);
        assert!(!errors(&document).is_empty());
        let tail = text[..end].rsplit("        Incident(").next().unwrap();
        assert!(after(&text[..end], &set("a", "title=New")).text.ends_with(tail), "the tail stays");
    }
}

#[test]
fn case_25_conflict_markers_are_named_with_their_lines() {
    let text = three().replacen(
        "            title: \"Attack b\",\n",
        "<<<<<<< ours\n            title: \"A\",\n=======\n            title: \"B\",\n>>>>>>> theirs\n",
        1,
    );
    let document = read(&text);
    assert_eq!(ids(&document), ["a", "c"]);
    assert!(problems(&document).contains("git left a merge conflict in lines 24 to 28"), "{}", problems(&document));
    assert!(after(&text, &set("a", "title=New")).text.contains("<<<<<<< ours"));
}

#[test]
fn case_26_two_records_in_one_name_the_doubled_field() {
    let text = three().replacen("        ),\n        Incident(\n            id: \"c\"", "            id: \"c\"", 1);
    let document = read(&text);
    assert_eq!(ids(&document), ["a"]);
    assert!(problems(&document).contains("`id` is written twice in one record"), "{}", problems(&document));
}

#[test]
fn case_27_a_doubled_field_is_an_error() {
    let document = read(&three().replacen("kind: Attack,", "kind: Attack, kind: Arrest,", 1));
    assert_eq!((ids(&document), errors(&document)), (vec!["b", "c"], vec![code::DOUBLED_FIELD]));
}

#[test]
fn case_28_wrong_values_cost_one_record() {
    for wrong in [
        "title: 12,",
        "title: \"\", killed: Count(best: 1.5),",
        "title: \"\", killed: Count(best: -3),",
        "title: \"\", killed: Count(best: 99999999999),",
        "title: \"\", killed: 12,",
    ] {
        let document = read(&third_of_fifty(wrong));
        assert_eq!((ids(&document).len(), errors(&document)), (49, vec![code::WRONG_TYPE]), "{wrong}");
    }
}

#[test]
fn case_29_numbers_that_are_none_are_errors_of_their_field() {
    for (number, code) in
        [("NaN", code::LATITUDE), ("inf", code::LATITUDE), ("1e999", code::LATITUDE), ("-91", code::LATITUDE)]
    {
        let text = three().replacen("precision: City", &format!("at: ({number}, 4), precision: City"), 1);
        let document = read(&text);
        assert_eq!((ids(&document).len(), errors(&document)), (3, vec![code]));
    }
}

#[test]
fn case_30_dates_that_cannot_be_and_figures_that_contradict() {
    assert_eq!(errors(&read(&three().replacen("2020-02-03", "2020-02-30", 1))), [code::DATE]);
    assert_eq!(errors(&read(&three().replacen("2020-02-03", "2020-02-03/2020-02-01", 1))), [code::DATE]);
    let text = three().replacen("kind: Attack,", "kind: Attack, killed: Count(low: 9, best: 3),", 1);
    let document = read(&text);
    assert_eq!((ids(&document).len(), errors(&document)), (3, vec![code::COUNT_ORDER]));
    assert!(after(&text, &set("b", "title=New")).text.contains("Count(low: 9, best: 3)"));
}

#[test]
fn case_31_doubled_ids_are_errors_and_nothing_merges_them() {
    let text = timeline(&incidents(&["a", "a", "c"]));
    let mut document = read(&text);
    assert_eq!((ids(&document), errors(&document)), (vec!["a", "a", "c"], vec![code::DOUBLED_ID]));
    assert!(problems(&document).contains("\"a-2\""));
    assert_eq!(document.apply(&set("a", "title=New")).unwrap_err().to_string(), "2 records have the id `a`");
    is_as_read(&after(&text, &set("c", "title=New")));
    let other = Document::read("u.ron", timeline(&incidents(&["c"])).into_bytes());
    let found = daymark::edit::check::across(&[&read(&text), &other]);
    assert!(found.iter().any(|(file, problem)| *file == 1 && problem.code == code::DOUBLED_ID));
}

#[test]
fn case_32_a_record_without_an_id_is_shown_as_such() {
    let document = read(&three().replacen("            id: \"b\",\n", "", 1));
    assert_eq!((ids(&document), errors(&document)), (vec!["a", "c"], vec![code::MISSING_FIELD]));
    let document = read(&three().replacen("id: \"b\"", "id: \"\"", 1));
    assert_eq!((ids(&document).len(), errors(&document).len()), (3, 0));
    assert!(document.problems().iter().any(|problem| problem.code == code::EMPTY_ID));
}

#[test]
fn case_33_deep_nesting_ends() {
    for deep in ["[".repeat(1_000_000), "/*".repeat(1_000_000), "Some(".repeat(1_000_000)] {
        let document = read(&third_of_fifty(&format!("title: {deep}")));
        assert!(!errors(&document).is_empty());
    }
}

#[test]
fn case_34_what_is_too_large_is_named() {
    let large = decode(vec![b' '; (256 << 20) + 1]).unwrap_err();
    assert_eq!(large.code, code::LIMIT);
    let document = read(&third_of_fifty(&format!("title: \"{}\",", "x".repeat((1 << 20) + 1))));
    assert_eq!((ids(&document).len(), errors(&document)), (49, vec![code::LIMIT]));
}

#[test]
fn case_35_a_file_of_nothing_but_faults_is_read() {
    let text = timeline(&"        Incident(id: \"x\", title: \"\n".repeat(5_000));
    let document = read(&text);
    assert!(ids(&document).is_empty() && document.n_errors() > 0);
    is_as_read(&document);
}

#[test]
fn case_36_any_bytes_and_any_end_are_read() {
    let shipped = &SHIPPED[..60_000.min(SHIPPED.len())];
    for end in (0..shipped.len()).step_by(997).filter(|end| shipped.is_char_boundary(*end)) {
        let document = read(&shipped[..end]);
        assert!(document.problems().iter().all(|problem| problem.bytes.start <= end));
    }
    let mut dice = crate::messy::Dice(11);
    for _ in 0..200 {
        let bytes: Vec<u8> = (0..dice.roll(400)).map(|_| dice.roll(256) as u8).collect();
        Document::read("t.ron", bytes);
    }
}

#[test]
fn case_37_damage_elsewhere_stays_as_it_is() {
    for damage in ["title: \"Attack i3,", "title: 12,", "title: \"\" ],", "<<<<<<< x\n"] {
        let text = third_of_fifty(damage);
        let before = read(&text);
        let document = after(&text, &set("i9", "title=New"));
        assert_eq!(ids(&document), ids(&before));
        assert_eq!(document.damaged.len(), before.damaged.len());
        let bytes = |document: &Document| -> Vec<String> {
            document.damaged.iter().map(|damaged| document.text[damaged.bytes.clone()].to_owned()).collect()
        };
        assert_eq!(bytes(&document), bytes(&before));
    }
}

#[test]
fn the_header_is_set_as_a_record_is() {
    let text = three().replacen("title: \"Test\",", "title: \"Test\", // what it is called", 1);
    for (change, expected) in [
        ("title=New", "-    title: \"Test\", // what it is called\n+    title: \"New\", // what it is called\n"),
        ("version=2024-05-01", "+    version: \"2024-05-01\",\n"),
        ("about=All of it", "+    about: \"All of it\",\n"),
        ("span=2014/2025", "-    span: \"2015/2024\",\n+    span: \"2014/2025\",\n"),
        ("span=", "-    span: \"2015/2024\",\n"),
        ("retired_ids+=old", "+    retired_ids: [\"old\"],\n"),
    ] {
        assert_eq!(lines(&text, &set("Timeline", change)), expected, "{change}");
    }
    for (change, expected) in [
        ("titel=x", "Timeline has no field `titel`"),
        ("format=2", "`format` tells how the file is to be read"),
        ("span=soon", "is not a date"),
    ] {
        let mut document = read(&text);
        let refusal = document.apply(&set("Timeline", change)).unwrap_err();
        assert!(refusal.to_string().contains(expected), "{refusal}");
        assert_eq!(&*document.text, text);
        is_as_read(&document);
    }
    let on_one_line = "Timeline(title: \"x\", incidents: [])";
    let document = after(on_one_line, &set("Timeline", "license=CC-BY-4.0"));
    assert_eq!(document.header.license, "CC-BY-4.0");
}

fn merged(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let merged = merge(&read(base), &read(ours), &read(theirs)).unwrap();
    (merged.text, merged.conflicts)
}

#[test]
fn case_58_different_fields_merge_and_of_one_field_both_stand() {
    let base = three();
    let ours = after(&base, &set("b", "title=Ours")).text.to_string();
    let theirs = after(&base, &set("b", "confidence=Low")).text.to_string();
    let (text, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(conflicts, [] as [&str; 0]);
    assert!(text.contains("title: \"Ours\"") && text.contains("confidence: Low"));
    let theirs = after(&base, &set("b", "title=Theirs")).text.to_string();
    let (text, conflicts) = merged(&base, &ours, &theirs);
    assert_eq!(conflicts, ["b: title"]);
    assert!(text.contains("\"Ours\"") && text.contains("\"Theirs\""));
}

#[test]
fn case_59_of_removed_and_changed_the_change_stays_in_sight() {
    let base = three();
    let changed = after(&base, &set("b", "title=Changed")).text.to_string();
    let gone = after(&base, &remove("b")).text.to_string();
    for (ours, theirs) in [(&changed, &gone), (&gone, &changed)] {
        let (text, conflicts) = merged(&base, ours, theirs);
        assert_eq!(conflicts.len(), 1, "{conflicts:?}");
        assert!(text.contains("title: \"Changed\""), "the edit is not lost");
        assert!(text.contains("<<<<<<<") && text.contains(">>>>>>>"));
    }
}

#[test]
fn comments_between_records_come_over() {
    let base = three();
    let ours = after(&base, &set("a", "title=Ours")).text.to_string();
    let theirs = "// Kept by hand.\n".to_owned() + &base;
    let theirs = theirs.replacen(
        "        Incident(\n            id: \"b\"",
        "        // ── the second ──\n        Incident(\n            id: \"b\"",
        1,
    );
    let theirs =
        theirs.replacen("        ),\n    ],\n)", "        ), // the last\n        // more to come\n    ],\n)", 1);
    let merged = merge(&read(&base), &read(&ours), &read(&theirs)).unwrap();
    assert_eq!((merged.conflicts, merged.lost_comments), (vec![], vec![]));
    assert_eq!(merged.text, theirs.replacen("Attack a", "Ours", 1));
    let added = after(&base, &add(NEW)).text.replacen(
        "        Incident(\n            id: \"n\"",
        "        // ── 2021 ──\n        Incident(\n            id: \"n\"",
        1,
    );
    let merged = merge(&read(&base), &read(&ours), &read(&added)).unwrap();
    assert_eq!((merged.conflicts, merged.lost_comments), (vec![], vec![]));
    assert_eq!(merged.text, added.replacen("Attack a", "Ours", 1));
}

#[test]
fn incidents_of_support_are_what_these_tests_say() {
    assert_eq!(incident("b").lines().count(), 8);
}
