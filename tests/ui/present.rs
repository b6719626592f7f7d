//! Presenting: keys, clicks, blank screens, the notes, and data that stay as they were.

use crate::stories::{TWO, click, mine, open, wait};
use crate::window::{Window, app, press, press_with, window};
use daymark::view::Centre;
use egui::accesskit::Role;
use egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable as _;
use std::fs;

fn step(window: &Window) -> Option<usize> {
    app(window).presented().map(|(_, step)| step)
}

fn presenting() -> (tempfile::TempDir, std::path::PathBuf, Window) {
    let (folder, path, _) = mine(TWO);
    let mut window = open(&path);
    wait(&mut window, |window| !app(window).files().stories.stories.is_empty());
    press_with(&mut window, Modifiers::SHIFT, Key::F5);
    assert_eq!(step(&window), Some(0));
    (folder, path, window)
}

#[test]
fn keys_lead_through_a_story_and_back_to_the_window() {
    let (_folder, _, mut window) = presenting();
    assert!(window.query_by_role_and_label(Role::Heading, "First").is_some());
    assert!(window.query_by_role_and_label(Role::Button, "File").is_none(), "the menu is hidden");
    assert!(window.query_by_label_contains("data frozen at version").is_some());
    assert!(window.query_by_label("step 1 of 2").is_some());
    press(&mut window, Key::B);
    assert!(window.query_by_label("Black screen").is_some());
    assert!(window.query_by_role_and_label(Role::Heading, "First").is_none());
    press(&mut window, Key::Period);
    assert!(window.query_by_label("Black screen").is_none());
    for (key, at) in [
        (Key::PageDown, 1),
        (Key::PageDown, 1),
        (Key::PageUp, 0),
        (Key::Space, 1),
        (Key::Backspace, 0),
        (Key::Enter, 1),
        (Key::P, 0),
        (Key::N, 1),
        (Key::Home, 0),
        (Key::End, 1),
        (Key::ArrowLeft, 0),
        (Key::ArrowRight, 1),
        (Key::F5, 1),
    ] {
        press(&mut window, key);
        assert_eq!(step(&window), Some(at), "{key:?}");
    }
    press(&mut window, Key::Num1);
    assert!(window.query_by_label("to step 1, Enter · step 2 of 2").is_some());
    press(&mut window, Key::Enter);
    assert_eq!(step(&window), Some(0));
    press(&mut window, Key::End);
    press(&mut window, Key::Escape);
    assert_eq!(step(&window), None);
    assert!(window.query_by_role_and_label(Role::Button, "File").is_some());
    assert_eq!(app(&window).state().centre, Centre::Table, "at the step that was shown");
}

#[test]
fn a_click_advances_but_one_on_a_mark_selects() {
    let mut window = window();
    wait(&mut window, |window| !app(window).files().stories.stories.is_empty());
    press_with(&mut window, Modifiers::SHIFT, Key::F5);
    assert_eq!(step(&window), Some(0));
    press(&mut window, Key::Num2);
    press(&mut window, Key::Enter);
    let mark = window.get_all_by_role(Role::Button).find_map(|node| {
        let label = egui_kittest::kittest::NodeT::accesskit_node(&node).label().unwrap_or_default();
        label.contains("Karabulak").then(|| node.rect().left_center() + egui::vec2(2.0, 0.0))
    });
    if let Some(at) = mark {
        window.hover_at(at);
        window.step();
        window.drag_at(at);
        window.step();
        window.drop_at(at);
        window.run_ok();
        assert_eq!(step(&window), Some(1), "the mark was selected");
        assert!(window.query_all_by_label("Karabulak (Ingushetia) operation").count() > 0);
    }
    let title = pos2(600.0, 30.0);
    window.hover_at(title);
    window.step();
    window.drag_at(title);
    window.step();
    window.drop_at(title);
    window.run_ok();
    assert_eq!(step(&window), Some(2));
}

#[test]
fn the_data_stay_as_they_were_until_the_window_is_back() {
    let (_folder, path, mut window) = presenting();
    let before = *app(&window).presented_totals().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let n = app(&window).loaded().columns.len();
    // Another program takes the figures of an incident up.
    let changed = text.replacen("version: \"", "version: \"new ", 1);
    let changed = changed.replacen("kind: Attack", "kind: Arrest", 1);
    assert_ne!(changed, text);
    fs::write(&path, &changed).unwrap();
    wait(&mut window, |window| {
        app(window).loaded().catalog.files().iter().any(|file| file.header.version.starts_with("new "))
    });
    assert_eq!(app(&window).loaded().columns.len(), n);
    assert_eq!(app(&window).presented_totals().unwrap(), &before);
    assert!(window.query_by_label_contains("version new").is_none());
    press(&mut window, Key::Home);
    assert_eq!(app(&window).presented_totals().unwrap(), &before);
    press(&mut window, Key::Escape);
    assert_ne!(app(&window).shown().totals.incidents, before.incidents);
}

#[test]
fn the_notes_have_a_window_with_the_same_keys() {
    let (_folder, _, mut window) = presenting();
    press(&mut window, Key::S);
    assert!(window.query_by_label_contains("Say it slowly").is_some());
    assert!(window.query_by_label_contains("Elapsed 0:").is_some());
    assert!(window.query_by_label("Step 1 of 2 · 1 to go").is_some());
    click(&mut window, "Next");
    assert_eq!(step(&window), Some(1));
    assert!(window.query_by_label("Step 2 of 2 · the last").is_some());
    click(&mut window, "Black");
    assert!(window.query_by_label("The screen is black").is_some());
    press(&mut window, Key::S);
    assert!(window.query_by_label("The screen is black").is_none());
    assert_eq!(step(&window), Some(1));
}
