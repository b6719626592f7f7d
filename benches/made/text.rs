//! A timeline that never happened, as text.

use crate::made::{BRANCHES, Dice, N_COUNTRIES, N_DAYS, SPAN};
use daymark::model::{COUNTRIES, Day};
use std::fmt::Write;

/// A timeline of so many records as text, about 1.8 kB a record as in the shipped one.
pub(crate) fn text(n_records: usize) -> String {
    let mut dice = Dice::new();
    let mut text = String::from(
        "#![enable(implicit_some)]\nTimeline(\n    format: 1,\n    title: \"Made\",\n    span: \"2015/2024\",\n    actors: [\n",
    );
    for branch in BRANCHES {
        let _ = writeln!(text, "        Actor(id: \"{branch}\", name: \"{branch}\"),");
    }
    text.push_str("    ],\n    sources: [\n");
    for i in 0..100 {
        let _ = writeln!(
            text,
            "        Source(id: \"source-{i}\", title: \"Page {i}\", publisher: \"Paper {}\", kind: Press, url: \"https://example.org/{i}\"),",
            i % 9
        );
    }
    text.push_str("    ],\n    incidents: [\n");
    for i in 0..n_records {
        record(&mut text, &mut dice, i);
    }
    text.push_str("    ],\n)\n");
    text
}

fn record(text: &mut String, dice: &mut Dice, i: usize) {
    let day = Day::from_days(SPAN.0 + (dice.below(N_DAYS)) as i32);
    let (title, branch, country) = (dice.title(), dice.of(&BRANCHES), COUNTRIES[dice.small(N_COUNTRIES)].code);
    let n = dice.small(60) + 1;
    let summary: Vec<String> = (0..7).map(|_| dice.title()).collect();
    let _ = write!(
        text,
        "        Incident(
            id: \"{day}-made-{i}\",
            kind: Attack,
            title: \"{title}\",
            when: \"{day}\",
            branch: \"{branch}\",
            place: Place(country: \"{country}\", admin1: \"Province\", city: \"Town {i}\", at: (34.673, 43.544), precision: City),
            attack_types: [ArmedAssault, BombingExplosion],
            target_types: [Military, ReligiousShia],
            summary: \"{}.\",
            killed: Count(low: {n}, best: {}, high: {}),
            injured: Count(low: {n}, best: {}, high: {}),
            perpetrators: Perpetrators(killed: 1, in_figures: No),
            reports: [
",
        summary.join(", "),
        n + 1,
        n + 4,
        n + 2,
        n + 9,
    );
    for k in 0..4 {
        let source = dice.below(100);
        let _ = writeln!(
            text,
            "                Report(source: \"source-{source}\", as_of: \"{}\", killed: Exactly({}), injured: AtLeast({n}), note: \"an official said\"),",
            day + k,
            n + k as usize,
        );
    }
    let _ = write!(
        text,
        "            ],
            attributions: [
                Attribution(actor: \"{branch}\", by: \"Officials\", kind: Assessment, source: \"source-{}\", wording: \"as they called it\"),
            ],
            cites: [
                Cite(source: \"source-{}\", supports: [Place, Attribution]),
                Cite(source: \"source-{}\", supports: [Killed, Injured]),
            ],
            confidence: Medium,
            doubts: [\"It is not known how many of the dead were attackers, for no report tells them apart.\"],
            tags: [\"made\", \"tag {}\", \"tag {}\"],
        ),
",
        dice.below(100),
        dice.below(50),
        50 + dice.below(50),
        dice.below(30),
        30 + dice.below(30),
    );
}
