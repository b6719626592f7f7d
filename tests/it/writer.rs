//! Records as this program writes them.

use crate::support::read;
use daymark::edit::Document;
use daymark::format::{
    List, Style, Value, Writer, Written, arrange, canonical, comments, format_file, quoted, raw_quoted, unquoted,
};
use daymark::model::Incident;
use proptest::prelude::*;
use std::ops::Range;

const SHIPPED: &str = include_str!("../../timelines/islamic-state.ron");

fn style() -> Style {
    Style { line_end: "\n", step: "    ".to_owned() }
}

fn values(document: &Document) -> Vec<(List, Value, Range<usize>)> {
    let actors = document.actors.iter().map(|r| (List::Actors, r.value.value(), r.bytes.clone()));
    let periods = document.periods.iter().map(|r| (List::Periods, r.value.value(), r.bytes.clone()));
    let sources = document.sources.iter().map(|r| (List::Sources, r.value.value(), r.bytes.clone()));
    let incidents = document.incidents.iter().map(|r| (List::Incidents, r.value.value(), r.bytes.clone()));
    actors.chain(periods).chain(sources).chain(incidents).collect()
}

#[test]
fn every_record_of_the_shipped_file_is_written_as_it_stands_there() {
    let document = read(SHIPPED);
    let mut differ = Vec::new();
    for (list, value, bytes) in values(&document) {
        let written = Writer::new(&style()).value(&value, "        ");
        let again = canonical(&written, list, 0..written.len());
        assert_eq!(again.value.as_ref(), Some(&value), "{written}\n{:?}", again.problems);
        if written != SHIPPED[bytes.clone()] {
            differ.push(format!("{}\n{written}", &SHIPPED[bytes]));
        }
    }
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(3)].join("\n"));
}

#[test]
fn the_shipped_file_is_formatted() {
    assert!(format_file(SHIPPED).as_deref() == Some(SHIPPED));
}

#[test]
fn formatting_keeps_comments_values_and_unknown_fields() {
    let messy = "// top\n#![enable(implicit_some)] Timeline( title: r#\"A \"B\"\"#, // the title
  format: 1, /* by hand */ extra: {r#\"k\"#: 2},
  incidents: [ // the first
   Incident( kind: Attack, id: \"a\", killed /* c */ : (low: 0x1F, // police
     best: 1_200), tags: [\"x\",\"y\"], source_note: 3, /* end */ )


   // between
   , Incident(id: \"b\") // tail
   // last
  ]) // foot\n\n";
    let formatted = "// top\n#![enable(implicit_some)]
Timeline(
    format: 1,
    title: r#\"A \"B\"\"#, // the title
    /* by hand */
    extra: {r#\"k\"#: 2},
    incidents: [
        // the first
        Incident(
            id: \"a\",
            kind: Attack,
            /* c */
            killed: (
                low: 0x1F, // police
                best: 1_200,
            ),
            tags: [\"x\", \"y\"],
            source_note: 3, /* end */
        ),

        // between
        Incident(
            id: \"b\",
        ), // tail
        // last
    ],
) // foot
";
    assert_eq!(format_file(messy).unwrap(), formatted);
    assert_eq!(format_file(formatted).unwrap(), formatted, "a formatted file stays");
    let crlf = messy.replace('\n', "\r\n");
    assert_eq!(format_file(&crlf).unwrap(), formatted.replace('\n', "\r\n"));
    assert_eq!(format_file("Timeline(incidents: [Incident(id: \"a)])"), None);
}

#[test]
fn texts_are_written_as_typed_but_for_what_hides() {
    for (text, written) in [
        ("हिन्दी O'Brien café 👨‍👩‍👧", "\"हिन्दी O'Brien café 👨‍👩‍👧\""),
        ("a \"b\" \\ c", r#""a \"b\" \\ c""#),
        ("a\tb\nc\r\0\u{1b}", r#""a\tb\nc\r\0\u{1b}""#),
        ("\u{202e}x\u{2066}\u{feff}\u{200b}\u{2028}\u{85}", r#""\u{202e}x\u{2066}\u{feff}\u{200b}\u{2028}\u{85}""#),
    ] {
        assert_eq!(quoted(text), written);
        assert_eq!(unquoted(written).as_deref(), Some(text));
    }
    assert_eq!(raw_quoted("the \"#1\"", 1).unwrap(), "r##\"the \"#1\"\"##");
    assert_eq!(raw_quoted("a\u{202e}", 1), None);
}

proptest! {
    #[test]
    fn any_text_reads_back(text in any::<String>()) {
        prop_assert_eq!(unquoted(&quoted(&text)), Some(text.clone()));
        if let Some(raw) = raw_quoted(&text, 0) {
            prop_assert_eq!(unquoted(&raw), Some(text));
        }
    }

    #[test]
    fn reading_a_value_never_fails_loudly(text in "[a(\\[{\"r#:,/* \n)\\]}]{0,40}") {
        let _ = Value::read(&text, 0);
        let _ = format_file(&text);
    }
}

#[test]
fn a_value_read_from_text_is_laid_out_as_its_record() {
    let document = read(SHIPPED);
    for record in document.incidents.iter().take(40) {
        let (mut value, end) = Value::read(SHIPPED, record.bytes.start).unwrap();
        arrange(&mut value, List::Incidents);
        assert_eq!(end, record.bytes.end);
        assert_eq!(Writer::new(&style()).value(&value, "        "), SHIPPED[record.bytes.clone()]);
        let incident: &Incident = record.value;
        assert_eq!(Writer::new(&style()).value(&incident.value(), "        "), SHIPPED[record.bytes.clone()]);
    }
    assert_eq!(comments("a // b\n/* c /* d */ */ \"// e\""), ["// b", "/* c /* d */ */"]);
}
