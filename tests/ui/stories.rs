//! Stories in the window: read by keys, written, moved, taken back, and never over another program's change.

use crate::window::{Window, app, press, press_with, search, window, window_with};
use daymark::format::read_story;
use daymark::view::{Centre, StoryStep};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const TWO: &str = r#"#![enable(implicit_some)]
Story(
    format: 1,
    title: "Mine",
    steps: [
        Step(
            title: "First",
            text: "See [the camp](incident:2020-02-03-example-town-market) and **bold** words",
            notes: "Say it slowly",
            view: View(query: "kind:Attack"),
        ),
        // kept
        Step(title: "Second", view: View(centre: Table)),
    ],
)
"#;

/// The template alone in a folder of its own, with a story beside it unless its text is empty.
pub(crate) fn mine(story: &str) -> (TempDir, PathBuf, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.ron");
    fs::write(&path, include_str!("../../timelines/template.ron")).unwrap();
    let place = folder.path().join("mine.story.ron");
    if !story.is_empty() {
        fs::write(&place, story).unwrap();
    }
    (folder, path, place)
}

/// Waits until something is so.
pub(crate) fn wait(window: &mut Window, is_done: impl Fn(&Window) -> bool) {
    for _ in 0..500 {
        window.step();
        if is_done(window) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    window.run_ok();
    assert!(is_done(window));
}

pub(crate) fn open(path: &Path) -> Window {
    let mut window = window_with(vec2(1280.0, 720.0), vec![path.to_owned()]);
    wait(&mut window, |window| app(window).files().stories.can_begin.is_ok());
    window
}

fn titles(window: &Window) -> Vec<String> {
    let stories = &app(window).files().stories.stories;
    stories.first().map_or(Vec::new(), |story| story.story.steps.iter().map(|step| step.title.clone()).collect())
}

fn on_disk(place: &Path) -> Vec<String> {
    let text = fs::read_to_string(place).unwrap_or_default();
    read_story::<StoryStep>(&text).steps.into_iter().map(|step| step.value.title).collect()
}

pub(crate) fn click(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run_ok();
}

fn type_into(window: &mut Window, role: Role, label: &str, text: &str) {
    window.get_by_role_and_label(role, label).focus();
    window.run_ok();
    window.get_by_role_and_label(role, label).type_text(text);
    window.run_ok();
}

#[test]
fn a_story_is_begun_and_views_become_steps_that_keys_move() {
    let (folder, path, _) = mine("");
    let mut window = open(&path);
    press(&mut window, Key::T);
    click(&mut window, "Begin a story");
    type_into(&mut window, Role::TextInput, "Title of the story", "Why here");
    click(&mut window, "Begin");
    let place = folder.path().join("mine.why-here.story.ron");
    wait(&mut window, |window| !app(window).files().stories.stories.is_empty());
    search(&mut window, "kind:attack");
    press(&mut window, Key::Escape);
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    type_into(&mut window, Role::TextInput, "Title", "Attacks");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    wait(&mut window, |_| on_disk(&place) == ["Attacks"]);
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    type_into(&mut window, Role::TextInput, "Title", "As rows");
    type_into(&mut window, Role::MultilineTextInput, "Text", "One\n\n- and more");
    click(&mut window, "Save step");
    wait(&mut window, |_| on_disk(&place) == ["Attacks", "As rows"]);
    assert!(fs::read_to_string(&place).unwrap().contains("text: \"One\n\n- and more\""));
    window.get_by_role_and_label(Role::Button, "Step 2: As rows").focus();
    window.run_ok();
    press_with(&mut window, Modifiers::ALT, Key::ArrowUp);
    wait(&mut window, |_| on_disk(&place) == ["As rows", "Attacks"]);
    assert_eq!(titles(&window), ["As rows", "Attacks"]);
    assert!(window.get_by_role_and_label(Role::Button, "Step 1: As rows").accesskit_node().is_focused());
    click(&mut window, "Step 2: Attacks");
    assert_eq!(app(&window).state().query, "kind:attack");
    assert_eq!(app(&window).state().centre, Centre::Timeline);
    press_with(&mut window, Modifiers::COMMAND, Key::PageUp);
    assert_eq!(app(&window).state().centre, Centre::Table);
    assert_eq!(app(&window).ui_state().story_step(), Some((place.as_path(), 0)));
}

#[test]
fn a_step_is_dragged_changed_doubled_deleted_and_brought_back() {
    let (_folder, path, place) = mine(TWO);
    let mut window = open(&path);
    press(&mut window, Key::T);
    wait(&mut window, |window| titles(window) == ["First", "Second"]);
    let (from, to) = ("Step 2: Second", "Step 1: First");
    let at = |window: &Window, label: &str| window.get_by_role_and_label(Role::Button, label).rect().center();
    let (from, to) = (at(&window, from), at(&window, to));
    window.drag_at(from);
    window.step();
    window.hover_at(to);
    window.step();
    window.drop_at(to);
    window.run_ok();
    wait(&mut window, |_| on_disk(&place) == ["Second", "First"]);
    let text = fs::read_to_string(&place).unwrap();
    assert!(text.contains("// kept\n        Step(title: \"Second\""), "{text}");
    window.get_by_role_and_label(Role::Link, "Undo: Moved step 2 “Second” to place 1").click();
    window.run_ok();
    wait(&mut window, |_| fs::read_to_string(&place).unwrap() == TWO);
    click(&mut window, "Step 2: Second");
    click(&mut window, "More of this step");
    click(&mut window, "Duplicate this step");
    wait(&mut window, |_| on_disk(&place) == ["First", "Second", "Second"]);
    click(&mut window, "More of this step");
    click(&mut window, "Delete this step");
    wait(&mut window, |_| fs::read_to_string(&place).unwrap().matches("Step(").count() == 2);
    click(&mut window, "Step 1: First");
    click(&mut window, "Edit this step");
    type_into(&mut window, Role::TextInput, "Title", "~");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    wait(&mut window, |_| on_disk(&place)[0].contains('~'));
    let now = fs::read_to_string(&place).unwrap();
    assert_eq!(now.replace('~', ""), TWO, "nothing but the title has changed");
}

#[test]
fn what_another_program_wrote_stays_and_what_was_typed_too() {
    let (_folder, path, place) = mine(TWO);
    let mut window = open(&path);
    press(&mut window, Key::T);
    wait(&mut window, |window| titles(window).len() == 2);
    click(&mut window, "Edit this step");
    type_into(&mut window, Role::TextInput, "Title", " ours");
    let theirs = TWO.replace("\"Second\"", "\"Theirs\"");
    fs::write(&place, &theirs).unwrap();
    // Before the watch tells of it.
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    wait(&mut window, |window| titles(window).last().is_some_and(|title| title == "Theirs"));
    let text = fs::read_to_string(&place).unwrap();
    if text == theirs {
        // Refused: what was typed is in its field again.
        assert!(window.query_by_role_and_label(Role::TextInput, "Title").is_some());
        press_with(&mut window, Modifiers::COMMAND, Key::Enter);
        wait(&mut window, |_| on_disk(&place)[0].contains("ours"));
    }
    assert_eq!(on_disk(&place).last().map(String::as_str), Some("Theirs"));
}

#[test]
fn a_link_selects_the_incident_and_the_shipped_story_has_only_living_ones() {
    let mut window = window();
    wait(&mut window, |window| !app(window).files().stories.stories.is_empty());
    press_with(&mut window, Modifiers::COMMAND, Key::PageDown);
    let n = titles(&window).len();
    assert!(n >= 6);
    for at in 1..n {
        press_with(&mut window, Modifiers::COMMAND, Key::PageDown);
        assert_eq!(app(&window).ui_state().story_step().map(|(_, step)| step), Some(at));
        assert!(window.query_by_label_contains("is not in the timeline").is_none(), "step {at}");
    }
    press_with(&mut window, Modifiers::COMMAND, Key::PageDown);
    assert_eq!(app(&window).ui_state().story_step().map(|(_, step)| step), Some(n - 1));
}
