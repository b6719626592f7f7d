//! Edits in the whole window: the real `App` on files of its own.

use crate::window::{Window, app, press_with, window_with};
use daymark::edit::Command;
use daymark::format::Entry;
use daymark::ui::{Edit, Msg};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use std::path::PathBuf;

/// Two incidents, laid out by hand.
pub(crate) const TWO: &str = r#"#![enable(implicit_some)]
Timeline(
    format: 1,
    title: "Two",
    version: "1",
    span: "2020/2021",
    about: "",
    license: "CC0-1.0",
    actors: [Actor(id: "a", name: "A")],
    sources: [Source(id: "s", title: "S", publisher: "P", kind: Press, url: "https://example.org/s")],
    incidents: [
        // The first of them.
        Incident(
            id: "one", kind: Attack, title: "First attack", when: "2020-05-01", branch: "a",
            place: Place(country: "AFG", precision: Country),
            killed: Count(low: 3, best: 4, high: 5), // by hand
            confidence: Low,
        ),
        Incident(
            id: "two", kind: Attack, title: "Second attack", when: "2021-05-01", branch: "a",
            place: Place(country: "IRQ", precision: Country),
            confidence: Low,
        ),
    ],
)
"#;

/// A folder with a file of two incidents.
pub(crate) fn two() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two.ron");
    std::fs::write(&path, TWO).unwrap();
    (folder, path)
}

/// What a form asks for.
pub(crate) fn set(id: &str, field: &str, value: &str) -> Msg {
    let entry = Entry::Is(value.to_owned());
    let command = Command::Set { id: id.to_owned(), field: field.to_owned(), entry };
    Msg::Edit(Edit { file: 0, command, select: None })
}

pub(crate) fn ask(window: &mut Window, msg: Msg) {
    let ctx = window.ctx.clone();
    window.state_mut().as_mut().unwrap().apply(&ctx, msg);
    window.run_ok();
}

pub(crate) fn text(window: &Window) -> String {
    app(window).documents()[0].text.to_string()
}

#[test]
fn an_edit_is_shown_undone_and_made_again() {
    let (_folder, path) = two();
    let mut window = window_with(vec2(1280.0, 720.0), vec![path]);
    assert!(window.query_by_label("Unsaved").is_none());
    ask(&mut window, set("one", "killed.best", "5"));
    let edited = text(&window);
    assert_eq!(edited, TWO.replace("best: 4", "best: 5"));
    window.get_by_label("Unsaved");
    window.get_by_label_contains("Afghanistan; killed 3–5 (5); injured unknown");
    window.get_by_label("Edit").click();
    window.run_ok();
    window.get_by_label_contains("Undo: killed of First attack").click();
    window.run_ok();
    assert_eq!(text(&window), TWO);
    assert!(window.query_by_label("Unsaved").is_none());
    for (key, modifiers, expected) in [
        (Key::Y, Modifiers::COMMAND, edited.as_str()),
        (Key::Z, Modifiers::COMMAND, TWO),
        (Key::Z, Modifiers::COMMAND | Modifiers::SHIFT, edited.as_str()),
    ] {
        press_with(&mut window, modifiers, key);
        assert_eq!(text(&window), expected);
    }
}

#[test]
fn a_refused_edit_changes_nothing_and_says_why() {
    let (_folder, path) = two();
    let mut window = window_with(vec2(1280.0, 720.0), vec![path]);
    ask(&mut window, set("one", "killed.low", "9"));
    assert_eq!(text(&window), TWO);
    window.get_by_label_contains("Not done: the record would be in error");
}

#[test]
fn the_selection_stays_and_a_new_incident_is_selected() {
    let (_folder, path) = two();
    let mut window = window_with(vec2(1280.0, 720.0), vec![path]);
    ask(&mut window, daymark::view::ViewChange::Select(vec!["two".to_owned()]).into());
    ask(&mut window, set("one", "title", "Another title"));
    assert_eq!(app(&window).state().selection, ["two"]);
    let record = r#"Incident(id: "three", kind: Attack, title: "Third", when: "2020-06", branch: "a",
        place: Place(country: "AFG", precision: Country), confidence: Low)"#;
    let command = Command::Add { record: record.to_owned() };
    ask(&mut window, Msg::Edit(Edit { file: 0, command, select: Some("three".to_owned()) }));
    assert_eq!(app(&window).loaded().id(app(&window).shown().selection[0]), "three");
}
