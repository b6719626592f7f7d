//! Any text and any changes of it: the document is then what reading its text gives, and taken back, what it was.
#![no_main]

use arbitrary::Arbitrary;
use daymark::edit::{Command, Document, Patch, Splice};
use daymark::format::Entry;
use libfuzzer_sys::fuzz_target;

/// Something done to a document.
#[derive(Arbitrary, Debug)]
enum Step<'a> {
    /// Bytes go, others come; both places in thousandths of the text.
    Splice { at: u16, n: u8, new: &'a str },
    Set { nth: u8, field: u8, text: &'a str },
    Add { record: &'a str },
    Remove { nth: u8 },
}

const FIELDS: [&str; 8] = ["title", "when", "killed.best", "tags", "place.city", "branch", "id", "summary"];
const SEED: &str = include_str!("../../../timelines/template.ron");

fn splice(document: &Document, at: u16, n: u8, new: &str) -> Patch {
    let text = document.text.to_string();
    let mut start = text.len() * usize::from(at) / usize::from(u16::MAX);
    let mut end = (start + usize::from(n)).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Patch { splices: vec![Splice { start, old: text[start..end].to_owned(), new: new.to_owned() }], ..Patch::default() }
}

fn made(document: &mut Document, step: &Step<'_>) -> Option<Patch> {
    let id = |nth: u8| {
        let n = document.incidents.len().max(1);
        document.incidents.get(usize::from(nth) % n).map(|record| record.value.id.to_string()).unwrap_or_default()
    };
    let command = match step {
        Step::Splice { at, n, new } => {
            let patch = splice(document, *at, *n, new);
            document.patch(&patch).ok()?;
            return Some(patch);
        }
        Step::Set { nth, field, text } => Command::Set {
            id: id(*nth),
            field: FIELDS[usize::from(*field) % FIELDS.len()].to_owned(),
            entry: Entry::Is((*text).to_owned()),
        },
        Step::Add { record } => Command::Add { record: (*record).to_owned() },
        Step::Remove { nth } => Command::Remove { id: id(*nth) },
    };
    document.apply(&command).ok()
}

fn is_as_read(document: &Document) {
    let fresh = Document::read("fuzz.ron", document.text.to_string().into_bytes());
    assert_eq!(document.header, fresh.header);
    assert_eq!(document.incidents, fresh.incidents);
    assert_eq!(document.sources, fresh.sources);
    assert_eq!(document.actors, fresh.actors);
    assert_eq!(document.periods, fresh.periods);
    assert_eq!(document.damaged, fresh.damaged);
    assert_eq!((document.n_errors(), document.n_warnings()), (fresh.n_errors(), fresh.n_warnings()));
    assert_eq!(document.problems(), fresh.problems());
}

fuzz_target!(|input: (bool, &str, Vec<Step<'_>>)| {
    let (with_template, text, steps) = input;
    let text = if with_template { SEED } else { text };
    let mut document = Document::read("fuzz.ron", text.as_bytes().to_vec());
    let start = document.text.to_string();
    let mut patches = Vec::new();
    for step in steps.iter().take(8) {
        patches.extend(made(&mut document, step));
        is_as_read(&document);
    }
    for patch in patches.iter().rev() {
        assert!(document.patch(&patch.inverse()).is_ok());
    }
    assert_eq!(document.text.to_string(), start);
    is_as_read(&document);
});
