//! The timeline's own data in the side panel: header, groups and periods, by keyboard and by label.

use crate::form::{Form, SIZE, click, document, fill, paste, press, press_with, says, shows};
use crate::harness::Window;
use daymark::model::ActorId;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// The shipped timeline with its own data as fields.
fn editing() -> Form {
    let mut form = Window::shipped().open(SIZE);
    press_with(&mut form, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    form
}

fn undo(form: &mut Form) {
    form.state_mut().undo();
    form.run_ok();
}

fn is_there(form: &Form, words: &str) -> bool {
    form.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn a_form_opened_and_left_changes_nothing() {
    let mut form = editing();
    says(&form, "Title", "Islamic State and IS-KP, 2015–2024");
    says(&form, "Span", "2015/2024");
    for _ in 0..40 {
        press(&mut form, Key::Tab);
    }
    press(&mut form, Key::Escape);
    assert!(form.state().edits.is_empty(), "{:?}", form.state().edits);
    assert_eq!(form.state().drafts(), "");
    assert!(!is_there(&form, "Edit timeline"));
}

#[test]
fn the_title_is_changed_and_the_change_taken_back() {
    let mut form = editing();
    let before = document(&form).text.to_string();
    fill(&mut form, "Title", "Islamic State");
    assert_eq!(document(&form).header.title, "Islamic State");
    fill(&mut form, "Span", "2015/");
    assert_eq!(form.state().edits.len(), 1, "a wrong value never reaches the document");
    fill(&mut form, "Span", "2015/2025");
    assert_eq!(form.state().edits.len(), 2);
    assert_eq!(form.state().can_undo().as_deref(), Some("span of the timeline"));
    undo(&mut form);
    undo(&mut form);
    assert_eq!(*document(&form).text, *before);
    says(&form, "Title", "Islamic State and IS-KP, 2015–2024");
}

#[test]
fn a_group_is_added_renamed_and_taken_out() {
    let mut form = editing();
    let before = document(&form).text.to_string();
    click(&mut form, "Add group");
    let n = document(&form).actors.len() + 1;
    fill(&mut form, &format!("Name, group {n}"), "Islamic State – Atlantis");
    fill(&mut form, &format!("Short name, group {n}"), "IS Atlantis");
    fill(&mut form, &format!("Part of, group {n}"), "islamic sta");
    press(&mut form, Key::Escape);
    let id = ActorId::from("is-atlantis");
    let added = document(&form).actor(&id).expect("no such group").clone();
    assert_eq!((added.label(), added.parent.as_ref().map(ActorId::as_str)), ("IS Atlantis", Some("is")));
    press_with(&mut form, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    click(&mut form, &format!("Edit group {n}: IS Atlantis, Islamic State – Atlantis · part of Islamic State"));
    fill(&mut form, &format!("Short name, group {n}"), "IS-C");
    click(&mut form, &format!("Close: group {n}"));
    assert_eq!(document(&form).actor(&id).unwrap().label(), "IS-C");
    click(&mut form, &format!("Edit group {n}: IS-C, Islamic State – Atlantis · part of Islamic State"));
    click(&mut form, &format!("Remove: group {n}"));
    assert!(document(&form).actor(&id).is_none());
    while *document(&form).text != *before {
        undo(&mut form);
    }
}

#[test]
fn a_group_that_others_name_stays_and_says_where() {
    let mut form = editing();
    click(&mut form, "Edit group 2: IS-KP, Islamic State – Khorasan Province · part of Islamic State");
    click(&mut form, "Remove: group 2");
    assert!(form.state().edits.is_empty());
    shows(&form, "It stays: ");
    shows(&form, " incidents name it, such as ");
    click(&mut form, "Show what is filed under is-kp");
    assert_eq!(form.state().state.query, "branch:is-kp");
    says(&form, "Short name, group 2", "IS-KP");
    fill(&mut form, "Name, group 2", "Islamic State in Khorasan");
    click(&mut form, "Close: group 2");
    assert_eq!(document(&form).actor(&ActorId::from("is-kp")).unwrap().name, "Islamic State in Khorasan");
    assert!(!is_there(&form, "It stays: "));
    assert_eq!(form.state().can_undo().as_deref(), Some("name of IS-KP"));
}

#[test]
fn a_period_with_a_wrong_date_is_mended() {
    let mut form = editing();
    let n = document(&form).periods.len();
    click(&mut form, "Add period");
    let name = |field: &str| format!("{field}, period {}", n + 1);
    fill(&mut form, &name("Title"), "Years of war");
    fill(&mut form, &name("When"), "2021-05/2019");
    assert!(form.state().edits.is_empty());
    press(&mut form, Key::Escape);
    assert_eq!(document(&form).periods.len(), n);
    shows(&form, "Not all of it fits");
    click(&mut form, "Continue the draft Timeline, groups and periods");
    click(&mut form, &format!("Edit period {}: Years of war, 2021-05/2019", n + 1));
    says(&form, &name("When"), "2021-05/2019");
    fill(&mut form, &name("When"), "2019/2021-05");
    field_focus(&mut form, &name("Sources"));
    paste(&mut form, "https://www.example.com/2021/05/31/war-ends");
    fill(&mut form, "Title, source 1", "The war ends");
    press(&mut form, Key::Escape);
    let period = document(&form).periods.iter().last().unwrap().value.clone();
    assert_eq!((period.id.as_str(), period.when.to_string().as_str()), ("years-of-war", "2019/2021-05"));
    assert_eq!(document(&form).source(&period.sources[0]).unwrap().title, "The war ends");
    assert_eq!(document(&form).n_errors(), 0);
    assert_eq!(form.state().drafts(), "");
}

fn field_focus(form: &mut Form, name: &str) {
    crate::form::field(form, name).focus();
    form.run_ok();
}

#[test]
fn the_ways_in() {
    let mut form = Window::shipped().open(SIZE);
    form.get_by_label("Edit").click();
    form.run_ok();
    form.get_by_label_contains("Timeline, groups and periods…").click();
    form.run_ok();
    says(&form, "Version", &document(&form).header.version.clone());
    press(&mut form, Key::Escape);
    form.get_by_label("Help").click();
    form.run_ok();
    form.get_by_label("Scope and counting rules ").click();
    form.run_ok();
    form.get_by_label_contains("Edit title, scope, groups and periods of").click();
    form.run_ok();
    says(&form, "License", "CC-BY-4.0");
}

/// A draft that was begun with one file is not offered with another, and not lost either.
#[test]
fn drafts_belong_to_their_file() {
    let mut form = Window::shipped().open(SIZE);
    press_with(&mut form, Modifiers::COMMAND, Key::N);
    crate::form::type_text(&mut form, "Half an incident");
    press(&mut form, Key::Escape);
    shows(&form, "Half an incident");
    let drafts = form.state().drafts().to_owned();
    let other = include_str!("../../timelines/template.ron");
    let form = Window::of(other).restoring(&drafts).open(SIZE);
    assert!(!is_there(&form, "Half an incident"));
    assert!(form.state().drafts().contains("Half an incident"), "kept for its file");
    let form = Window::shipped().restoring(&drafts).open(SIZE);
    assert!(is_there(&form, "Half an incident"));
}
