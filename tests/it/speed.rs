//! Times, printed and never asserted:
//! `cargo test --release --no-default-features --test it speed -- --ignored --nocapture`.

use crate::support::timeline;
use daymark::edit::{Document, Reader};
use std::time::Instant;

/// Makes a text of about so many bytes.
type Make = Box<dyn Fn(usize) -> String>;

/// An incident of about 1.8 kB, the size of those shipped.
fn long_incident(i: usize) -> String {
    let summary =
        "Gunmen attacked a checkpoint on the road; residents and officials gave differing numbers. ".repeat(4);
    let reports: String = (0..4)
        .map(|day| {
            format!(
                "                Report(source: \"s\", as_of: \"2020-02-0{}\", killed: Exactly({}), injured: AtLeast({}), note: \"as given by the governor\"),\n",
                day + 3,
                i % 40,
                i % 90
            )
        })
        .collect();
    format!(
        "        Incident(
            id: \"2020-02-03-incident-{i}\",
            kind: Attack,
            title: \"Attack on a checkpoint, number {i}\",
            names: [\"Нападение {i}\"],
            when: \"2020-02-03\",
            branch: \"is\",
            place: Place(country: \"AFG\", admin1: \"Nangarhar\", city: \"Jalalabad\", at: (34.43, 70.45), precision: City),
            attack_types: [ArmedAssault, BombingExplosion],
            target_types: [Police],
            summary: \"{summary}\",
            killed: Count(low: {0}, best: {0}, high: {0}),
            injured: Count(low: {1}),
            reports: [
{reports}            ],
            attributions: [
                Attribution(actor: \"is\", by: \"Islamic State (Amaq)\", kind: Claim, on: \"2020-02-04\", source: \"s\", wording: \"ISKP\"),
                Attribution(actor: \"is\", by: \"Afghan government\", kind: Accusation, source: \"s\"),
            ],
            cites: [Cite(source: \"s\", supports: [Date, Place])],
            confidence: Medium,
            doubts: [\"The number of attackers is not known.\"],
            tags: [\"checkpoint\", \"eastern Afghanistan\"],
        ),
",
        i % 40,
        i % 90
    )
}

#[test]
#[ignore = "prints times"]
fn speed() {
    let incidents: String = (0..20_000).map(long_incident).collect();
    let text = timeline(&incidents);
    println!("{} bytes, {} each", text.len(), text.len() / 20_000);
    for _ in 0..3 {
        let bytes = text.clone().into_bytes();
        let start = Instant::now();
        let mut reader = Reader::new("t.ron", bytes);
        let scanned = start.elapsed();
        reader.read_some(500);
        let first = start.elapsed();
        reader.read_some(usize::MAX);
        let read = start.elapsed();
        let document = reader.finish();
        println!(
            "scan {scanned:?}, first 500 {first:?}, all {read:?}, checked {:?}; {} incidents, {} problems",
            start.elapsed(),
            document.incidents.len(),
            document.problems().len()
        );
    }
}

#[test]
#[ignore = "prints times"]
fn hostile() {
    let list = |line: &str| {
        let line = line.to_owned();
        move |n: usize| format!("Timeline(\n    incidents: [\n{}", line.repeat(n / line.len()))
    };
    let raw = |piece: &str| {
        let piece = piece.to_owned();
        move |n: usize| piece.repeat(n / piece.len())
    };
    let in_list = |piece: &str| {
        let piece = piece.to_owned();
        move |n: usize| format!("Timeline(incidents: [{}", piece.repeat(n / piece.len()))
    };
    let cases: Vec<(&str, Make)> = vec![
        ("[", Box::new(raw("["))),
        ("(", Box::new(raw("("))),
        ("[ in list", Box::new(in_list("["))),
        ("( in list", Box::new(in_list("("))),
        ("Incident( in list", Box::new(in_list("Incident("))),
        ("unclosed text each", Box::new(list("        Incident(id: \"x),\n"))),
        ("unclosed bracket each", Box::new(list("        Incident(id: [\n"))),
        ("unclosed bracket each, no name", Box::new(list("        (id: [\n"))),
        ("unclosed comment each", Box::new(list("        Incident(/*\n"))),
        ("unclosed raw text each", Box::new(list("        Incident(r#\"\n"))),
        ("bad type each", Box::new(list("        Incident(id: 1),\n"))),
        ("bad date each", Box::new(list("        Incident(id: \"a\", when: \"2020-13\"),\n"))),
        ("unknown fields", Box::new(list("        Actor(id: \"a\", name: \"a\", x: 1, y: 2),\n"))),
        ("heads in texts", Box::new(list("        Incident(id: \"a\n        Incident(\n\"),\n"))),
        ("stray ]", Box::new(list("        Incident(id: \"\"),\n]\n"))),
        ("stray )", Box::new(list("        Incident(id: \"\")),\n"))),
        (
            "doubled ids",
            Box::new(list(
                "        Incident(id: \"a\", kind: Attack, title: \"\", when: \"2020\", branch: \"b\", place: Place(country: \"AFG\", precision: City), confidence: Low),\n",
            )),
        ),
        ("markers", Box::new(list("<<<<<<< a\n"))),
        ("marker in record", Box::new(list("        Incident(\n<<<<<<< a\n"))),
        ("commas", Box::new(in_list(","))),
        ("words", Box::new(in_list("a "))),
        ("fields", Box::new(raw("a:1,"))),
        ("attributes", Box::new(raw("#![enable(implicit_some)]\n"))),
        ("attributes unclosed", Box::new(raw("#![enable(\n"))),
        ("header fields broken", Box::new(|n| format!("Timeline(\n{}", "    title: \"a\n".repeat(n / 15)))),
        ("header fields", Box::new(|n| format!("Timeline(\n{}", "    title: \"a\",\n".repeat(n / 17)))),
        ("quotes", Box::new(in_list("\""))),
        ("single quotes", Box::new(in_list("'"))),
        ("'\\u{", Box::new(in_list("'\\u{"))),
        ("r####", Box::new(|n| format!("[r{}", "#".repeat(n)))),
        ("newlines", Box::new(in_list("\n"))),
        ("CR", Box::new(in_list("(\r"))),
        ("one line of slots", Box::new(in_list("Incident(),"))),
        ("one line, no commas", Box::new(in_list("Incident()"))),
        (
            "relay chain",
            Box::new(|n| {
                format!(
                    "Timeline(sources: [\n{}]",
                    (0..n / 100)
                        .map(|i| format!(
                            "Source(id: \"{i}\", title: \"\", publisher: \"\", kind: Press, relay_of: \"{}\"),\n",
                            i + 1
                        ))
                        .collect::<String>()
                )
            }),
        ),
        (
            "parent chain",
            Box::new(|n| {
                format!(
                    "Timeline(actors: [\n{}]",
                    (0..n / 60)
                        .map(|i| format!("Actor(id: \"{i}\", name: \"\", parent: \"{}\"),\n", i + 1))
                        .collect::<String>()
                )
            }),
        ),
    ];
    for (name, text) in cases {
        let times: Vec<f64> = [100_000, 200_000, 400_000, 800_000]
            .into_iter()
            .map(|n| {
                let bytes = text(n).into_bytes();
                let start = Instant::now();
                let document = Document::read("t.ron", bytes);
                std::hint::black_box(document.problems().len());
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        let steep = times[3] > 30.0 && times[3] > 3.0 * times[2];
        println!("{name:32} {times:9.1?}{}", if steep { "  STEEP" } else { "" });
    }
}

#[test]
#[ignore = "prints times"]
fn edits() {
    let text = include_str!("../../timelines/islamic-state.ron");
    let mut document = daymark::edit::Document::read("t.ron", text.as_bytes().to_vec());
    for (what, command) in [
        ("set", crate::command::set("2024-03-22-crocus-city-hall", "killed.best=150")),
        ("set", crate::command::set("2024-03-22-crocus-city-hall", "killed.best=149")),
        ("remove", crate::command::remove("1994-12-11-first-chechen-war")),
    ] {
        let start = Instant::now();
        let patch = document.apply(&command).unwrap();
        let applied = start.elapsed();
        document.patch(&patch.inverse()).unwrap();
        println!("{what}: applied {applied:?}, undone {:?}", start.elapsed() - applied);
        document.patch(&patch).unwrap();
    }
    let start = Instant::now();
    daymark::format::format_file(text).unwrap();
    println!("fmt {:?}", start.elapsed());
}
