//! Laws of editing, on files with random layout, comments, notations and line ends.

use crate::command::{add, remove, set};
use crate::support::{ids, read, timeline};
use daymark::edit::{Command, Document, History, merge};
use daymark::format::lex::{Lexer, TokenKind};
use daymark::format::{comments, raw_quoted, unquoted};
use daymark::model::Confidence;
use proptest::prelude::*;

/// Small random numbers from a seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.roll(items.len() as u64) as usize]
    }
}

fn record(dice: &mut Dice, id: usize) -> String {
    let killed = dice.pick(&["", "killed: Count(low: 1, best: 2, high: 3), ", "killed: Count(low: 7), "]);
    let tags = dice.pick(&["", "tags: [], ", "tags: [\"x\"], ", "tags: [\"x\", \"y \\\"q\\\"\", \"z\"], "]);
    let reports = dice.pick(&[
        "",
        "reports: [Report(source: \"s\", killed: Exactly(3))], ",
        "reports: [Report(source: \"s\", killed: Between(1, 2), claimed: false), Report(source: \"s\", note: \"n\")], ",
    ]);
    let city = dice.pick(&["", "city: \"K\", ", "city: Some(\"K\"), ", "city: None, "]);
    let place = dice.pick(&["Place", ""]);
    let day = 1 + dice.roll(27);
    format!(
        "Incident(id: \"i{id}\", kind: Attack, {tags}title: \"T {id}\", when: \"2020-02-{day:02}\", branch: \"is\", \
         {killed}place: {place}(country: \"AFG\", {city}precision: City), {reports}unknown: {{1: [2]}}, \
         cites: [Cite(source: \"s\")], confidence: High,)"
    )
}

/// Puts blanks and comments between the tokens, writes some texts raw, drops some trailing commas.
fn messed(dice: &mut Dice, text: &str, level: u64, line_end: &str) -> String {
    let tokens: Vec<_> = Lexer::new(text, 0).filter(|token| !token.is_trivia()).collect();
    let mut out = String::new();
    for (i, token) in tokens.iter().enumerate() {
        let word = token.text(text);
        let closes = tokens.get(i + 1).is_some_and(|next| matches!(next.kind, TokenKind::Close(_)));
        if token.kind == TokenKind::Comma && closes && dice.roll(2) == 0 {
            continue;
        }
        for _ in 0..dice.roll(2 + level) {
            match dice.roll(14) {
                0 => out += &format!("// c{i} (\"'{line_end}"),
                1 => out += &format!("/* b{i} /* \" */ */"),
                2..5 => out += &format!("{line_end}        {}", "    ".repeat(dice.roll(3) as usize)),
                5 => out.push('\t'),
                _ => out.push(' '),
            }
        }
        match unquoted(word).filter(|_| token.kind == TokenKind::Text && dice.roll(4) == 0) {
            Some(text) => out += &raw_quoted(&text, dice.roll(3) as usize).unwrap(),
            None => out += word,
        }
    }
    out
}

fn file(dice: &mut Dice) -> String {
    let (n, level) = (dice.roll(5) as usize, dice.roll(4));
    let line_end = dice.pick(&["\n", "\n", "\r\n"]);
    let mut text = String::new();
    for i in 0..n {
        let plain = record(dice, i);
        let record = if level == 0 { plain } else { messed(dice, &plain, level, line_end) };
        let comma = if i + 1 < n || dice.roll(2) == 0 { "," } else { "" };
        let tail = dice.pick(&["", " // tail", " /* tail */"]);
        text += &format!("        // about {i}{line_end}        {record}{comma}{tail}{line_end}");
    }
    let file = timeline(&text);
    let file = if line_end == "\n" { file } else { file.replace("\r\n", "\n").replace('\n', "\r\n") };
    if dice.roll(4) == 0 { format!("\u{feff}{file}") } else { file }
}

fn command(dice: &mut Dice, document: &Document, n: usize) -> Command {
    let known = ids(document);
    if known.is_empty() || dice.roll(6) == 0 {
        let day = 1 + dice.roll(27);
        return add(&format!(
            "Incident(id: \"n{n}\", kind: Attack, title: \"N\", when: \"2020-02-{day:02}\", branch: \"is\", \
             place: Place(country: \"AFG\", precision: City), confidence: High)"
        ));
    }
    let id = known[dice.roll(known.len() as u64) as usize].to_owned();
    if dice.roll(6) == 0 {
        return remove(&id);
    }
    let changes = [
        "title=A \"#new\" one",
        "summary=Words.",
        "summary=",
        "killed.low=",
        "killed.best=2",
        "killed.high=9",
        "killed=",
        "injured.best=4",
        "tags=",
        "tags+=x",
        "tags+=new",
        "tags.0=",
        "place.city=Herat",
        "place.city=",
        "place.at=1, 2",
        "reports+=Report(source: \"s\", killed: AtLeast(1))",
        "reports.0=",
        "reports.0.killed=12",
        "reports.0.note=",
        "reports=",
        "confidence=Low",
        "attack_types=arson, stabbing",
        "doubts+=Who?",
        "when=2020-02",
    ];
    let first = set(&id, dice.pick(&changes));
    if dice.roll(3) == 0 { Command::Several(vec![first, set(&id, dice.pick(&changes))]) } else { first }
}

/// The comments of the text, less the others.
fn less(text: &str, others: &[String]) -> Vec<String> {
    let mut left = comments(text);
    for other in others {
        if let Some(at) = left.iter().position(|comment| comment == other) {
            left.swap_remove(at);
        }
    }
    left
}

fn other_records(document: &Document, id: &str) -> Vec<String> {
    let others = document.incidents.iter().filter(|record| record.value.id.as_str() != id);
    others.map(|record| document.text[record.bytes.clone()].to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn edits_touch_what_they_mean_and_nothing_else(seed in 1..u64::MAX) {
        let mut dice = Dice(seed);
        let text = file(&mut dice);
        let mut document = read(&text);
        prop_assert!(document.damaged.is_empty(), "{:?}\n{text}", document.problems());
        let mut history = History::default();
        for n in 0..6 {
            let before = document.clone();
            let command = command(&mut dice, &document, n);
            let patch = match document.apply(&command) {
                Ok(patch) => patch,
                Err(refusal) => {
                    // An item that is not there and a low above the best are refused; nothing else is.
                    let words = refusal.to_string();
                    let is_meant = ["no item", "low ≤ best ≤ high", "has no `source`", "used again"];
                    prop_assert!(is_meant.iter().any(|meant| words.contains(meant)), "{words}\n{command:?}\n{}", before.text);
                    prop_assert_eq!(&before.text, &document.text);
                    continue;
                }
            };
            let context = || format!("{command:?}\n--- before\n{}\n--- after\n{}", before.text, document.text);
            let lost = less(&before.text, &comments(&document.text));
            prop_assert!(less(&lost.join("\n"), &patch.lost_comments).is_empty(), "unnamed {lost:?}: {}", context());
            prop_assert!(document.damaged.is_empty(), "{}", context());
            if let Command::Set { id, .. } = &command {
                let place = |document: &Document| {
                    document.incidents.iter().find(|record| record.value.id.as_str() == id).unwrap().bytes.clone()
                };
                let (was, is) = (place(&before), place(&document));
                prop_assert_eq!(&before.text[..was.start], &document.text[..is.start]);
                prop_assert_eq!(&before.text[was.end..], &document.text[is.end..]);
                prop_assert_eq!(other_records(&before, id), other_records(&document, id));
                let same = document.clone().apply(&command);
                if !matches!(&command, Command::Set { field, .. } if field.ends_with(".0") || field.starts_with("reports")) {
                    prop_assert!(same.as_ref().is_ok_and(daymark::edit::Patch::is_empty), "{same:?} {}", context());
                }
            }
            let mut undone = document.clone();
            undone.patch(&patch.inverse()).unwrap();
            prop_assert_eq!(&undone.text, &before.text);
            history.push(patch);
        }
        while history.undo(&mut document).unwrap().is_some() {}
        prop_assert_eq!(&*document.text, text.as_str());
    }

    #[test]
    fn good_records_of_damaged_files_can_be_edited(seed in 1..u64::MAX) {
        let mut dice = Dice(seed);
        let mut text = file(&mut dice);
        for _ in 0..=dice.roll(2) {
            let at = dice.roll(text.len() as u64) as usize;
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                text.replace_range(at..at + 1, dice.pick(&["", "\"", "(", ")", "]", ",", "/*", "x", "\n"]));
            }
        }
        let before = read(&text);
        let id = before.incidents.last().map(|record| record.value.id.to_string());
        let Some(id) = id.filter(|id| ids(&before).iter().filter(|other| *other == id).count() == 1) else {
            return Ok(());
        };
        let mut after = before.clone();
        let Ok(patch) = after.apply(&set(&id, "title=Mended")) else { return Ok(()) };
        prop_assert_eq!(ids(&before), ids(&after), "{}", text);
        prop_assert_eq!(before.damaged.len(), after.damaged.len());
        prop_assert_eq!(other_records(&before, &id), other_records(&after, &id));
        prop_assert_eq!(&after.incidents.last().unwrap().value.title, "Mended");
        after.patch(&patch.inverse()).unwrap();
        prop_assert_eq!(&*after.text, text.as_str());
    }

    #[test]
    fn edits_of_different_records_merge(seed in 1..u64::MAX) {
        let mut dice = Dice(seed);
        let base = read(&file(&mut dice));
        let known = ids(&base);
        if known.len() < 2 {
            return Ok(());
        }
        let change = |id: &str, title: &str, dice: &mut Dice| {
            let more = dice.pick(&["summary=S", "tags+=new", "killed=", "place.city=Herat", "injured.best=4"]);
            Command::Several(vec![set(id, title), set(id, more)])
        };
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        let (first, second) = (change(known[0], "title=Ours", &mut dice), change(known[1], "title=Theirs", &mut dice));
        ours.apply(&first).unwrap();
        theirs.apply(&second).unwrap();
        let merged = merge(&base, &ours, &theirs).unwrap();
        ours.apply(&second).unwrap();
        let context = format!("{first:?} {second:?}\n{}\n---\n{}", base.text, merged.text);
        prop_assert!(merged.conflicts.is_empty(), "{}", context);
        prop_assert_eq!(merged.text.as_str(), &*ours.text, "{}", context);
    }

    #[test]
    fn both_versions_of_a_conflict_can_be_taken(seed in 1..u64::MAX) {
        let mut dice = Dice(seed);
        let base = read(&file(&mut dice));
        let known = ids(&base);
        let Some(id) = known.first() else { return Ok(()) };
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.apply(&set(id, "title=Ours")).unwrap();
        theirs.apply(&Command::Several(vec![set(id, "title=Theirs"), set(id, "confidence=Low")])).unwrap();
        let merged = merge(&base, &ours, &theirs).unwrap();
        prop_assert_eq!(&merged.conflicts, &[format!("{id}: title")]);
        for (is_ours, title) in [(true, "Ours"), (false, "Theirs")] {
            let taken = read(&taken(&merged.text, is_ours));
            prop_assert!(taken.damaged.is_empty(), "{}", merged.text);
            let incident = taken.incidents.first().unwrap().value;
            prop_assert_eq!((incident.title.as_str(), incident.confidence), (title, Confidence::Low));
        }
    }
}

/// The text with one side of each conflict.
fn taken(text: &str, is_ours: bool) -> String {
    let mut side = None;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match line.trim_end() {
            "<<<<<<< ours" => side = Some(true),
            "=======" => side = Some(false),
            ">>>>>>> theirs" => side = None,
            _ if side.is_none_or(|side| side == is_ours) => out += line,
            _ => {}
        }
    }
    out
}
