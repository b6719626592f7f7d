//! The comparison by label and keys: the real `App` on the real file.

use crate::window::{Window, app, press, press_with, search, window};
use daymark::view::Centre;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn comparing() -> Window {
    let mut window = window();
    press_with(&mut window, Modifiers::COMMAND, Key::Num3);
    window
}

/// The row of the table that begins with a word.
fn row(window: &Window, name: &str) -> String {
    let rows = window.get_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label());
    rows.into_iter().find(|label| label.starts_with(name)).unwrap()
}

fn retype(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run_ok();
    press_with(window, Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, field).type_text(text);
    window.run_ok();
}

#[test]
fn two_periods_are_compared_with_ranges() {
    let mut window = comparing();
    retype(&mut window, "Query of A", "branch:is-kp country:AFG 2022");
    retype(&mut window, "Query of B", "branch:is-kp country:AFG 2023");
    let shown = app(&window).shown();
    let comparison = shown.compare.as_ref().unwrap();
    assert!(comparison.is_aligned);
    let killed = row(&window, "Killed:");
    assert!(killed.contains(&comparison.a.totals.killed.words()), "{killed}");
    assert!(killed.contains("A less B"), "{killed}");
    window.get_by_role_and_label(Role::Button, "Swap").click();
    window.run_ok();
    assert_eq!(app(&window).state().compare.a, "branch:is-kp country:AFG 2023");
}

#[test]
fn the_present_filter_becomes_a_side() {
    let mut window = window();
    search(&mut window, "country:FRA");
    press(&mut window, Key::Escape);
    press_with(&mut window, Modifiers::COMMAND, Key::Num3);
    window.get_by_role_and_label(Role::Button, "Take the filter as A").click();
    window.run_ok();
    assert_eq!(app(&window).state().compare.a, "country:FRA");
    assert_eq!(app(&window).state().centre, Centre::Compare);
}

#[test]
fn a_query_in_error_names_its_place_and_keeps_the_last_result() {
    let mut window = comparing();
    let before = row(&window, "Incidents:");
    retype(&mut window, "Query of A", "kiled>=3");
    let said = window.query_by_label_contains("A, character 1:").is_some();
    assert!(said);
    assert_eq!(row(&window, "Incidents:"), before);
}
