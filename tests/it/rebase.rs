//! Undo after another program changed the text.

use crate::command::set;
use crate::support::{incident, read, timeline};
use daymark::edit::{Document, History, Patch, Splice};
use proptest::prelude::*;

/// Lines `key value`, which changes set, add and remove.
fn text(lines: &[(usize, u32)]) -> String {
    lines.iter().map(|(key, value)| format!("{key} {value}\n")).collect()
}

/// One line taken out, put in or changed, as a patch of the whole line.
fn patch(lines: &mut Vec<(usize, u32)>, what: u8, at: usize, value: u32, next_key: &mut usize) -> Option<Patch> {
    let before = text(lines);
    let at = at % lines.len().max(1);
    match what {
        0 if lines.len() > 1 => {
            lines.remove(at);
        }
        1 => {
            *next_key += 1;
            lines.insert(at, (*next_key, value));
        }
        _ => lines.get_mut(at)?.1 = value,
    }
    let after = text(lines);
    (before != after).then(|| daymark::edit::patch_between(&before, &after, &format!("change {value}"), None))
}

fn changes(n: usize) -> impl Strategy<Value = Vec<(u8, usize, u32)>> {
    prop::collection::vec((0..4_u8, 0..1000_usize, 10..100_000_u32), 0..n)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Lines that others left alone are undone exactly, and redone exactly; lines of theirs stay as they wrote them.
    #[test]
    fn case_64_undo_after_an_outside_change(ours in changes(12), theirs in changes(6), n_undone in 0..4_usize) {
        let start: Vec<(usize, u32)> = (0..30).map(|key| (key, 1)).collect();
        let (mut lines, mut next_key) = (start.clone(), 100);
        let mut document = read(&text(&lines));
        let mut history = History::default();
        for (what, at, value) in ours {
            if let Some(patch) = patch(&mut lines, what, at, value, &mut next_key) {
                document.patch(&patch).unwrap();
                history.push(patch);
            }
        }
        for _ in 0..n_undone {
            history.undo(&mut document).unwrap();
        }
        let now = document.text.to_string();
        let parse = |text: &str| -> Vec<(usize, u32)> {
            text.lines().map(|line| line.split_once(' ').unwrap()).map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect()
        };
        let mut their_lines = parse(&now);
        let mut their_key = 200;
        for (what, at, value) in theirs {
            patch(&mut their_lines, what, at, value, &mut their_key);
        }
        let theirs = text(&their_lines);
        let dropped = history.rebase(&now, &theirs, None);
        let mut document = read(&theirs);
        let mut n_steps = 0;
        while history.undo(&mut document).unwrap().is_some() {
            n_steps += 1;
        }
        let undone = document.text.to_string();
        for (key, value) in parse(&theirs).into_iter().filter(|line| !parse(&now).contains(line)) {
            prop_assert!(parse(&undone).contains(&(key, value)), "their line {key} {value} is gone");
        }
        if dropped.is_empty() {
            for (key, value) in &start {
                let they_touched = parse(&now).iter().find(|line| line.0 == *key) != their_lines.iter().find(|line| line.0 == *key);
                prop_assert!(they_touched || parse(&undone).contains(&(*key, *value)), "line {key} is not as it was");
            }
        }
        for _ in 0..n_steps {
            history.redo(&mut document).unwrap();
        }
        prop_assert_eq!(document.text.to_string(), theirs);
    }
}

/// A thousand changes of two records; another program then changes one of them.
#[test]
fn case_64_a_thousand_undos_of_an_untouched_record() {
    let before = timeline(&(incident("a") + "\n" + &incident("b")));
    let mut texts = vec![before.clone()];
    let mut history = History::default();
    // By hand: carrying out a thousand commands would only test them again.
    let at = before.find("Attack a").unwrap();
    for n in 0..1000 {
        let old = if n == 0 { "Attack a".to_owned() } else { format!("Number {}", n - 1) };
        let patch = Patch {
            label: format!("title {n}"),
            splices: vec![Splice { start: at, old, new: format!("Number {n}") }],
            lost_comments: Vec::new(),
        };
        let text = patch.apply(texts.last().unwrap()).unwrap();
        texts.push(text);
        history.push(patch);
    }
    let ours = texts.last().unwrap().clone();
    let changed = |text: &str| {
        text.replace("#![enable(implicit_some)]\n", "// Hello\n#![enable(implicit_some)]\n")
            .replace("Attack b", "Theirs")
    };
    let theirs = changed(&ours);
    assert_eq!(history.rebase(&ours, &theirs, None), Vec::<String>::new());
    let mut document = read(&theirs);
    for text in texts.iter().rev().skip(1).take(20) {
        history.undo(&mut document).unwrap().unwrap();
        assert_eq!(*document.text, *changed(text));
    }
    let mut n = 20;
    while history.undo_label().is_some() {
        // Reading the document anew each time would take long; the patch says enough.
        let patch = { history.undo(&mut document).unwrap().unwrap() };
        assert_eq!(patch.splices.len(), 1);
        n += 1;
    }
    assert_eq!((n, &*document.text), (1000, changed(&before).as_str()));
}

#[test]
fn case_64_what_others_changed_too_is_dropped_by_name() {
    let before = timeline(&(incident("a") + "\n" + &incident("b")));
    let mut document = read(&before);
    let mut history = History::default();
    for (id, change) in [("a", "title=One"), ("b", "title=Two"), ("a", "title=Three"), ("b", "confidence=Low")] {
        let patch = document.apply(&set(id, change)).unwrap();
        history.push(patch);
    }
    let ours = document.text.to_string();
    let theirs = ours.replace("Three", "Theirs");
    assert_eq!(history.rebase(&ours, &theirs, None), ["title of One", "title of Attack a"]);
    let mut document: Document = read(&theirs);
    assert_eq!(history.undo_label(), Some("confidence of Two"));
    history.undo(&mut document).unwrap();
    history.undo(&mut document).unwrap();
    assert_eq!(history.undo_label(), None);
    assert_eq!(*document.text, *before.replace("Attack a", "Theirs"));
}
