//! Saved views in the window: saved beside the timeline, shown, renamed, removed; never over another program's change.

use crate::stories::wait;
use crate::window::{Window, app, press, press_with, search, window, window_with};
use daymark::format::read_views;
use daymark::view::{Centre, SavedView};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The shipped timeline alone in a folder of its own.
fn mine() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.ron");
    fs::write(&path, include_str!("../../timelines/template.ron")).unwrap();
    (folder, path)
}

fn names(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path.with_extension("views.ron")).unwrap_or_default();
    read_views::<SavedView>(&text).views.into_iter().map(|record| record.value.name).collect()
}

fn shown_names(window: &Window) -> Vec<String> {
    app(window).files().views.views.iter().map(|view| view.name.clone()).collect()
}

fn open_dialog(window: &mut Window) {
    press_with(window, Modifiers::COMMAND, Key::K);
    window.event(egui::Event::Text("saved views".to_owned()));
    window.run_ok();
    press(window, Key::Enter);
    window.run_ok();
}

fn click(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run_ok();
}

#[test]
fn the_shipped_views_answer_the_question_of_figure_one() {
    let mut window = window();
    wait(&mut window, |window| shown_names(window).len() >= 4);
    open_dialog(&mut window);
    click(&mut window, "Show the view IS-KP attacks in Afghanistan over time");
    let state = app(&window).state();
    assert_eq!(state.query, "branch:is-kp country:AFG kind:Attack");
    assert!(state.note.contains("It cannot show how many attacks there were"));
    assert!(window.query_by_label_contains("It cannot show how many attacks").is_some());
    click(&mut window, "Close the note");
    assert_eq!(app(&window).state().note, "");
}

#[test]
fn a_view_is_saved_shown_renamed_and_removed() {
    let (_folder, path) = mine();
    let mut window = window_with(vec2(1280.0, 720.0), vec![path.clone()]);
    wait(&mut window, |window| app(window).files().views.can_save.is_ok());
    search(&mut window, "kind:attack");
    press(&mut window, Key::Escape);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    open_dialog(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Name of the view").type_text("Attacks as rows");
    window.run_ok();
    click(&mut window, "Save");
    wait(&mut window, |window| shown_names(window) == ["Attacks as rows"]);
    assert_eq!(names(&path), ["Attacks as rows"]);
    press(&mut window, Key::Escape);
    press_with(&mut window, Modifiers::COMMAND, Key::Num1);
    assert_eq!(app(&window).state().centre, Centre::Timeline);
    open_dialog(&mut window);
    click(&mut window, "Show the view Attacks as rows");
    assert_eq!(app(&window).state().centre, Centre::Table);
    open_dialog(&mut window);
    click(&mut window, "Rename the view Attacks as rows");
    window.get_by_role_and_label(Role::TextInput, "New name").focus();
    window.run_ok();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, "New name").type_text("Rows");
    window.run_ok();
    click(&mut window, "Rename it");
    wait(&mut window, |window| shown_names(window) == ["Rows"]);
    click(&mut window, "Remove the view Rows");
    wait(&mut window, |window| shown_names(window).is_empty());
    assert_eq!(names(&path), Vec::<String>::new());
}

#[test]
fn a_change_of_another_program_is_not_overwritten() {
    let (_folder, path) = mine();
    let mut window = window_with(vec2(1280.0, 720.0), vec![path.clone()]);
    wait(&mut window, |window| app(window).files().views.can_save.is_ok());
    let theirs = "Views(format: 1, views: [View(name: \"Theirs\")])";
    fs::write(path.with_extension("views.ron"), theirs).unwrap();
    open_dialog(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Name of the view").type_text("Ours");
    window.run_ok();
    click(&mut window, "Save");
    // Either the save is refused, or the change was noticed before it and both are there.
    wait(&mut window, |window| shown_names(window).first().is_some_and(|name| name == "Theirs"));
    let text = fs::read_to_string(path.with_extension("views.ron")).unwrap();
    assert!(text == theirs || names(&path) == ["Theirs", "Ours"], "{text}");
}

#[test]
fn views_that_another_program_writes_are_noticed() {
    let (_folder, path) = mine();
    let mut window = window_with(vec2(1280.0, 720.0), vec![path.clone()]);
    wait(&mut window, |window| app(window).files().views.can_save.is_ok());
    fs::write(path.with_extension("views.ron"), "Views(format: 1, views: [View(name: \"Theirs\")])").unwrap();
    wait(&mut window, |window| shown_names(window) == ["Theirs"]);
}

fn paste(window: &mut Window, text: &str) {
    let label = "A view as text";
    window.get_by_role_and_label(Role::MultilineTextInput, label).focus();
    window.run_ok();
    window.get_by_role_and_label(Role::MultilineTextInput, label).type_text(text);
    window.run_ok();
    click(window, "Show it");
}

#[test]
fn a_pasted_view_is_shown_or_says_where_it_is_wrong() {
    let mut window = window();
    open_dialog(&mut window);
    paste(&mut window, "View(name: \"x\", lanes: Countri)");
    assert!(window.query_by_label_contains("line 1, column 24").is_some());
    press(&mut window, Key::Escape);
    open_dialog(&mut window);
    paste(&mut window, "View(name: \"x\", lanes: Country)");
    assert_eq!(app(&window).state().lanes, daymark::view::LaneKey::Country);
    assert!(window.query_by_role_and_label(Role::TextInput, "Name of the view").is_none());
}

#[test]
fn a_view_that_is_asked_for_at_the_start_is_shown_once_it_is_read() {
    let mut window = window();
    window.state_mut().as_mut().unwrap().show_view("The deadliest attacks, by branch");
    wait(&mut window, |window| app(window).state().centre == Centre::Table);
    assert!(app(&window).shown().table.as_ref().unwrap().parts.len() > 2);
    assert!(window.root().accesskit_node().children().count() > 0);
}
