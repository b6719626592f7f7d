//! The law of editing: after any change, a document is what reading its text afresh would give.

use crate::command::{add, remove, set};
use crate::messy::Dice;
use crate::support::read;
use daymark::edit::{Command, Document, History, Patch, Records, Splice};
use daymark::format::Record;
use proptest::prelude::*;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

fn values<T: Clone>(records: &Records<T>) -> Vec<(T, Range<usize>)> {
    records.iter().map(|Record { value, bytes }: Record<&Arc<T>>| (T::clone(value), bytes)).collect()
}

fn same<T: Clone + PartialEq + Debug>(a: &Records<T>, b: &Records<T>) {
    assert_eq!(values(a), values(b));
    assert_eq!(a.len(), b.len());
    assert!((0..a.len()).all(|i| a.get(i) == a.iter().nth(i)));
}

/// Everything that can be asked of a document is as if it had just been read.
pub(crate) fn is_as_read(document: &Document) {
    let fresh = Document::read(document.name.clone(), document.text.to_string().into_bytes());
    assert_eq!(document.text.len(), fresh.text.len());
    assert_eq!(document.header, fresh.header);
    same(&document.actors, &fresh.actors);
    same(&document.periods, &fresh.periods);
    same(&document.sources, &fresh.sources);
    same(&document.incidents, &fresh.incidents);
    assert_eq!(document.damaged, fresh.damaged);
    assert_eq!((document.n_errors(), document.n_warnings()), (fresh.n_errors(), fresh.n_warnings()));
    assert_eq!(document.problems(), fresh.problems());
    assert_eq!(document.n_errors_in_records(), fresh.n_errors_in_records());
    assert_eq!(document.n_records(), fresh.n_records());
}

/// A file in which much hangs together: relays, shared addresses, parents, twins, own tags, ids that lead nowhere.
fn file(dice: &mut Dice) -> String {
    let gap = |dice: &mut Dice| dice.pick(&["", "", " // note", "\n        // ── heading ──", "\n", " /* b */"]);
    let mut text = String::from("#![enable(implicit_some)]\nTimeline(\n    format: 1, title: \"Law\",\n");
    text += dice.pick(&["    span: \"2015/2024\",\n", "", "    spann: 3, // typo\n"]);
    text += dice.pick(&["", "    retired_ids: [\"i3\", \"old\"],\n", "    retired_ids: [],\n"]);
    text += "    actors: [\n";
    for i in 0..2 + dice.roll(3) {
        let parent = dice.pick(&["", ", parent: \"a0\"", ", parent: \"a1\"", ", parent: \"a2\"", ", parent: \"none\""]);
        text += &format!("        Actor(id: \"a{i}\", name: \"A{i}\"{parent}),{}\n", gap(dice));
    }
    text += "    ],\n";
    if dice.roll(2) == 0 {
        text += "    periods: [Period(id: \"p\", title: \"P\", when: \"2014/2017\", sources: [\"s0\", \"s9\"])],\n";
    }
    text += "    sources: [\n";
    for i in 0..2 + dice.roll(4) {
        text += &format!("        {},{}\n", source(dice, &format!("s{i}")), gap(dice));
    }
    text += "    ],\n    incidents: [\n";
    let n = dice.roll(7);
    for i in 0..n {
        let id = if dice.roll(12) == 0 { "i0".to_owned() } else { format!("i{i}") };
        let comma = if dice.roll(9) == 0 { "" } else { "," };
        text += &format!("        {}{comma}{}\n", incident(dice, &id), gap(dice));
    }
    text += "    ],\n";
    text += dice.pick(&["", "", "    about: \"After the lists\",\n"]);
    text + ")\n"
}

fn source(dice: &mut Dice, id: &str) -> String {
    let url = dice.pick(&["", ", url: \"https://a.org/1\"", ", url: \"https://a.org/2\"", ", url: \"nowhere\""]);
    let relay = dice.pick(&["", "", ", relay_of: \"s0\"", ", relay_of: \"s1\"", ", relay_of: \"s7\""]);
    let published = dice.pick(&["", ", published: \"2020-01-01\"", ", published: \"2021\""]);
    let kind = dice.pick(&["Press", "ClaimChannel"]);
    format!("Source(id: \"{id}\", title: \"S\", publisher: \"P\"{published}, kind: {kind}{url}{relay})")
}

fn incident(dice: &mut Dice, id: &str) -> String {
    let day = 1 + dice.roll(9);
    let killed = dice.pick(&["", "killed: Count(low: 3, best: 4, high: 5), ", "killed: Count(best: 40), "]);
    let report = dice.pick(&[
        "",
        "reports: [Report(source: \"s0\", killed: Exactly(4))], ",
        "reports: [Report(source: \"s1\", as_of: \"2020-01\", killed: AtLeast(40))], ",
    ]);
    let cites =
        dice.pick(&["", "cites: [Cite(source: \"s1\")], ", "cites: [Cite(source: \"s2\"), Cite(source: \"s8\")], "]);
    let tags = dice.pick(&["", "tags: [\"own\"], ", "tags: [\"own\", \"other\", \"own\"], ", "tags: [\"other\"], "]);
    let related = dice.pick(&[
        "",
        "",
        "related: [Related(id: \"i0\", how: FollowUp)], ",
        "related: [Related(id: \"i1\", how: FollowUp), Related(id: \"i2x\", how: FollowUp)], ",
    ]);
    let branch = dice.pick(&["a0", "a0", "a1", "a1", "a0", "a2", "zz"]);
    let extra = dice.pick(&["", "", "killd: 3, ", "previous_ids: [\"was\"], "]);
    let city = dice.pick(&[
        "city: \"Kabul\", ",
        "city: \"kabul\", ",
        "city: \"Herat\", at: (34.3, 62.2), ",
        "at: (10.0, 10.0), ",
    ]);
    format!(
        "Incident(id: \"{id}\", kind: Attack, title: \"T\",\n            when: \"2020-02-0{day}\", branch: \"{branch}\", \
         {extra}{killed}place: Place(country: \"AFG\", {city}precision: City), {report}{cites}{tags}{related}confidence: High)"
    )
}

const FIELDS: [&str; 30] = [
    "title=New",
    "killed.best=4",
    "killed.best=40",
    "killed.low=2",
    "killed=",
    "when=2020-02-03",
    "when=2020-02-20",
    "when=2020-04-20",
    "tags+=own",
    "tags-=own",
    "tags=",
    "tags+=vehicle",
    "branch=a1",
    "reports+=Report(source: \"s2\", killed: Exactly(4))",
    "reports.0.killed=40",
    "reports.0=",
    "cites+=Cite(source: \"s0\")",
    "cites=",
    "related+=Related(id: \"i1\", how: FollowUp)",
    "related=",
    "place.city=Kabul",
    "place.country=IRQ",
    "kind=Arrest",
    "summary=Words and \"more\".",
    "id=i1x",
    "id=i2x",
    "id=2020-02-02-new",
    "confidence=Low",
    "doubts+=Who?",
    "injured.low=3",
];
const OF_SOURCE: [&str; 12] = [
    "title=New",
    "relay_of=s0",
    "relay_of=s1",
    "relay_of=",
    "url=https://a.org/1",
    "url=https://a.org/3",
    "url=",
    "published=2020-02-04",
    "published=",
    "kind=ClaimChannel",
    "id=s7",
    "archive=https://b.org",
];
const OF_ACTOR: [&str; 5] = ["name=New", "parent=a0", "parent=a1", "parent=", "id=a9"];

fn command(dice: &mut Dice, document: &Document, n: usize) -> Command {
    let known = |ids: Vec<String>, dice: &mut Dice| match ids.len() as u64 {
        0 => "none".to_owned(),
        n => ids[dice.roll(n) as usize].clone(),
    };
    let actor = |dice: &mut Dice| known(document.actors.iter().map(|r| r.value.id.to_string()).collect(), dice);
    let source_id = |dice: &mut Dice| known(document.sources.iter().map(|r| r.value.id.to_string()).collect(), dice);
    let incident_id =
        |dice: &mut Dice| known(document.incidents.iter().map(|r| r.value.id.to_string()).collect(), dice);
    match dice.roll(16) {
        0 => add(&incident(dice, &format!("n{n}"))),
        1 => add(&source(dice, &format!("t{n}"))),
        2 => add(&format!("Actor(id: \"b{n}\", name: \"B\")")),
        3 => add(&format!("Period(id: \"q{n}\", title: \"Q\", when: \"2019\", sources: [\"s1\"])")),
        4 => remove(&incident_id(dice)),
        5 => remove(&source_id(dice)),
        6 => set(&source_id(dice), dice.pick(&OF_SOURCE)),
        7 => set(&actor(dice), dice.pick(&OF_ACTOR)),
        8 => Command::Several(vec![command(dice, document, n + 100), command(dice, document, n + 200)]),
        9 => remove(&actor(dice)),
        10 => set(
            "Timeline",
            dice.pick(&[
                "title=New",
                "about=A \"b\"",
                "version=2",
                "span=2014/2020",
                "span=",
                "retired_ids+=i1",
                "retired_ids=",
            ]),
        ),
        _ => set(&incident_id(dice), dice.pick(&FIELDS)),
    }
}

/// A change of the text that no command makes: something goes, something comes.
fn scribble(dice: &mut Dice, document: &Document) -> Patch {
    let n = 1 + dice.roll(3) as usize;
    let mut text = document.text.to_string();
    let mut splices = Vec::new();
    for _ in 0..n {
        let mut start = dice.roll(text.len() as u64 + 1) as usize;
        let mut end = (start + dice.roll(12) as usize * dice.roll(2) as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let new = dice.pick(&[
            "", "", " ", "\n", ",", "\"", ")", "(", "]", "// c\n", "/* c */", "1", "\r\n", "\t", "x", "é", "\r", "\u{202e}",
            "Incident(id: \"scribbled\", kind: Attack, title: \"T\", when: \"2020-02-02\", branch: \"a0\", place: Place(country: \"AFG\", precision: City), confidence: High),",
        ]);
        let old = text[start..end].to_owned();
        text.replace_range(start..end, new);
        splices.push(Splice { start, old, new: new.to_owned() });
    }
    Patch { splices, ..Patch::default() }
}

fn law(seed: u64, with_scribbles: bool) {
    let mut dice = Dice(seed);
    let text = file(&mut dice);
    let mut document = read(&text);
    let mut history = History::default();
    for n in 0..10 {
        match dice.roll(8) {
            0 => {
                history.undo(&mut document).unwrap();
            }
            1 => {
                history.redo(&mut document).unwrap();
            }
            2 if with_scribbles => {
                let patch = scribble(&mut dice, &document);
                document.patch(&patch).unwrap();
                history.push(patch);
            }
            _ => {
                let command = command(&mut dice, &document, n);
                let before = document.text.to_string();
                match document.apply(&command) {
                    Ok(patch) => {
                        assert_eq!(patch.apply(&before).unwrap(), document.text.to_string());
                        history.push(patch);
                    }
                    Err(_) => assert_eq!(document.text.to_string(), before),
                }
            }
        }
        is_as_read(&document);
    }
    while history.undo(&mut document).unwrap().is_some() {
        is_as_read(&document);
    }
    assert_eq!(document.text.to_string(), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_document_is_what_reading_its_text_gives(seed in 1..u64::MAX) {
        law(seed, false);
    }

    #[test]
    fn so_it_is_after_any_change_of_the_text(seed in 1..u64::MAX) {
        law(seed, true);
    }
}

#[test]
fn the_shipped_file_is_followed_too() {
    let mut dice = Dice(7);
    let mut document = read(crate::command::SHIPPED);
    let ids: Vec<String> = document.incidents.iter().map(|record| record.value.id.to_string()).collect();
    let mut history = History::default();
    for n in 0..40 {
        let id = &ids[dice.roll(ids.len() as u64) as usize];
        let command = match n % 8 {
            0 => remove(id),
            1 => add(&incident(&mut dice, &format!("n{n}")).replace("\"a", "\"is").replace("\"s", "\"sx")),
            _ => set(id, dice.pick(&FIELDS)),
        };
        if let Ok(patch) = document.apply(&command) {
            history.push(patch);
        }
        if n % 5 == 0 {
            is_as_read(&document);
        }
    }
    while history.undo(&mut document).unwrap().is_some() {}
    is_as_read(&document);
    assert_eq!(document.text.to_string(), crate::command::SHIPPED);
}
