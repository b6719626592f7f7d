//! Files in the whole window: saving, other programs, dead sessions. The real `App` on the real disk.

use crate::editing::{TWO, ask, set, text, two};
use crate::window::{Window, app, press, press_with};
use daymark::app::App;
use daymark::edit::{Command, Side};
use daymark::store::Disk;
use daymark::ui::{Edit, Effect, Msg, SaveOptions};
use daymark::view::ViewChange;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// The window on a file, with a state folder beside it.
fn open(path: &Path) -> Window {
    let (path, state) = (path.to_owned(), path.parent().unwrap().parent().unwrap().join("daymark-test-state"));
    let disk = Disk { state: Some(state.join(path.parent().unwrap().file_name().unwrap())), ..Disk::default() };
    let mut window = Harness::builder().with_size(vec2(1280.0, 720.0)).with_max_steps(40).build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| App::on_disk(ui.ctx(), vec![path.clone()], None, disk.clone()));
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        },
        None,
    );
    window.run_ok();
    window
}

/// Lets the threads work until something is so.
#[track_caller]
fn wait(window: &mut Window, what: &str, mut is_so: impl FnMut(&Window) -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !is_so(window) {
        assert!(Instant::now() < until, "{what}: not so after 20 s; standing: {:?}", app(window).files().standing);
        std::thread::sleep(Duration::from_millis(10));
        window.step();
    }
    window.run_ok();
}

fn effect(window: &mut Window, effect: Effect) {
    ask(window, Msg::Effect(effect));
}

fn is_unsaved(window: &Window) -> bool {
    app(window).edits()[0].is_unsaved
}

fn on_disk(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// What another program does: a new file in place of the old one.
fn write_anew(path: &Path, text: &str) {
    let beside = path.with_extension("tmp");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, path).unwrap();
}

#[track_caller]
fn save(window: &mut Window) {
    effect(window, Effect::Save(String::new()));
    wait(window, "saved", |window| !is_unsaved(window));
}

fn says(window: &Window, words: &str) -> bool {
    app(window).files().standing.iter().any(|standing| standing.text.contains(words))
}

fn click(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run_ok();
}

fn journals(path: &Path) -> usize {
    std::fs::read_dir(path.parent().unwrap().join(".daymark/journal")).map_or(0, Iterator::count)
}

#[test]
fn ctrl_s_shows_the_change_asks_why_and_saves() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "killed.best", "5"));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "compared", |window| app(window).files().reviews.iter().all(|review| review.diff.is_some()));
    window.get_by_label_contains("Gone line 16: ");
    window.get_by_label_contains("New line 16: ");
    window.get_by_role_and_label(Role::TextInput, "Reason").type_text("second count");
    window.run_ok();
    press(&mut window, Key::Enter);
    wait(&mut window, "saved", |window| !is_unsaved(window));
    let saved = TWO.replace("best: 4", "best: 5");
    assert_eq!(on_disk(&path), saved);
    // Undo works after saving; the file then has what is not shown.
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((text(&window).as_str(), is_unsaved(&window)), (TWO, true));
    save(&mut window);
    assert_eq!(on_disk(&path), TWO);
    // The versions are listed with the reason, and the one before can be restored.
    effect(&mut window, Effect::ListVersions(0));
    wait(&mut window, "listed", |window| app(window).files().versions.as_ref().unwrap().rows.is_some());
    let rows = app(&window).files().versions.clone().unwrap().rows.unwrap();
    let at = rows.iter().position(|row| row.reason.as_deref() == Some("second count")).unwrap();
    assert_eq!(rows.iter().filter(|row| row.is_now).count(), 1);
    effect(&mut window, Effect::PreviewVersion(at));
    wait(&mut window, "compared", |window| app(window).files().versions.as_ref().unwrap().shown.is_some());
    click(&mut window, "Restore this version");
    assert_eq!(text(&window), saved);
    assert_eq!(on_disk(&path), TWO);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((text(&window).as_str(), is_unsaved(&window)), (TWO, false));
    // It can be opened beside the file, too, under a name that tells what it is.
    effect(&mut window, Effect::ListVersions(0));
    wait(&mut window, "listed", |window| app(window).files().versions.as_ref().unwrap().rows.is_some());
    effect(&mut window, Effect::PreviewVersion(at));
    wait(&mut window, "compared", |window| app(window).files().versions.as_ref().unwrap().shown.is_some());
    click(&mut window, "Open as a file of its own");
    wait(&mut window, "opened", |window| text(window) == saved);
    assert_eq!(on_disk(&path), TWO);
    let names = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    assert!(names.iter().any(|name| name.starts_with("two of ") && name.ends_with(" UTC.ron")), "{names:?}");
}

#[test]
fn comments_that_saving_would_lose_are_named() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, Msg::Edit(Edit { file: 0, command: Command::Remove { id: "one".to_owned() }, select: None }));
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    wait(&mut window, "compared", |window| app(window).files().reviews.iter().all(|review| review.diff.is_some()));
    window.get_by_label_contains("would be gone");
    window.get_by_label("// by hand");
    press(&mut window, Key::Escape);
    assert_eq!(on_disk(&path), TWO);
}

#[test]
fn case_24_saving_a_file_that_was_cut_off_asks_first() {
    let (_folder, path) = two();
    let cut = &TWO[..TWO.find("            place: Place(country: \"IRQ\"").unwrap()];
    std::fs::write(&path, cut).unwrap();
    let mut window = open(&path);
    press(&mut window, Key::Escape);
    effect(&mut window, Effect::SetSaveOptions(SaveOptions { every_change: true, review: false }));
    ask(&mut window, set("one", "title", "Mine"));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label_contains("The file ends before its timeline does");
    std::thread::sleep(Duration::from_millis(200));
    window.run_ok();
    assert_eq!(on_disk(&path), cut);
    click(&mut window, "Save");
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert_eq!(on_disk(&path), cut.replace("First attack", "Mine"));
}

#[test]
fn every_change_can_be_saved_at_once() {
    let (_folder, path) = two();
    let mut window = open(&path);
    effect(&mut window, Effect::SetSaveOptions(SaveOptions { every_change: true, review: true }));
    ask(&mut window, set("one", "title", "Now"));
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert!(on_disk(&path).contains("\"Now\""));
    assert!(app(&window).memory().saving.every_change);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert_eq!(on_disk(&path), TWO);
}

#[test]
fn revert_is_a_change_that_can_be_taken_back() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "A"));
    ask(&mut window, set("two", "title", "B"));
    let edited = text(&window);
    effect(&mut window, Effect::Revert(0));
    wait(&mut window, "reverted", |window| !is_unsaved(window));
    assert_eq!(text(&window), TWO);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&window), edited);
}

#[test]
fn case_55_another_program_changes_the_file_and_selection_and_view_stay() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, ViewChange::Select(vec!["two".to_owned()]).into());
    press(&mut window, Key::Plus);
    window.run_ok();
    let view = app(&window).state().viewport;
    let theirs = TWO.replace("Second attack", "Renamed attack");
    write_anew(&path, &theirs);
    wait(&mut window, "read again", |window| text(window) == theirs);
    assert!(!is_unsaved(&window));
    assert_eq!(
        (app(&window).state().selection.as_slice(), app(&window).state().viewport),
        (["two".to_owned()].as_slice(), view)
    );
    window.get_by_label_contains("read again");
    assert!(window.query_all_by_label_contains("Renamed attack").count() > 0);
}

#[test]
fn case_64_unsaved_changes_are_merged_and_undo_stays_exact() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    ask(&mut window, set("one", "killed.best", "5"));
    let theirs = TWO.replace("Second attack", "Theirs").replace("title: \"Two\"", "title: \"New title of the file\"");
    write_anew(&path, &theirs);
    let merged = theirs.replace("First attack", "Mine").replace("best: 4", "best: 5");
    wait(&mut window, "merged", |window| text(window) == merged);
    assert!(is_unsaved(&window));
    assert_eq!(app(&window).files().disputes, []);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((text(&window), is_unsaved(&window)), (theirs, false));
    press_with(&mut window, Modifiers::COMMAND, Key::Y);
    press_with(&mut window, Modifiers::COMMAND, Key::Y);
    save(&mut window);
    assert_eq!(on_disk(&path), merged);
}

#[test]
fn case_58_the_same_field_is_shown_side_by_side() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    ask(&mut window, set("two", "title", "Mine too"));
    let theirs = TWO.replace("First attack", "Theirs").replace("Second attack", "Theirs too");
    write_anew(&path, &theirs);
    wait(&mut window, "disputed", |window| app(window).files().disputes.len() == 2);
    let mine = TWO.replace("First attack", "Mine").replace("Second attack", "Mine too");
    assert_eq!(text(&window), mine);
    click(&mut window, "Choose…");
    for words in ["\"First attack\"", "\"Mine\"", "\"Theirs\"", "\"Mine too\""] {
        window.get_by_label(words);
    }
    effect(&mut window, Effect::Choose(0, Side::Theirs));
    click(&mut window, "Keep mine");
    assert_eq!(text(&window), mine.replace("\"Mine\"", "\"Theirs\""));
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&window), mine);
    save(&mut window);
    assert_eq!(on_disk(&path), mine);
    // Theirs is not lost.
    effect(&mut window, Effect::ListVersions(0));
    wait(&mut window, "listed", |window| app(window).files().versions.as_ref().unwrap().rows.is_some());
    let history = path.parent().unwrap().join(".daymark/history");
    let kept: Vec<String> = std::fs::read_dir(history).unwrap().map(|entry| on_disk(&entry.unwrap().path())).collect();
    assert!(kept.contains(&theirs) && kept.contains(&mine));
}

#[test]
fn case_59_a_record_removed_there_and_edited_here_stays() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("two", "title", "Mine"));
    let at = TWO.find("        Incident(\n            id: \"two\"").unwrap();
    let theirs = format!("{}    ],\n)\n", &TWO[..at]);
    write_anew(&path, &theirs);
    wait(&mut window, "disputed", |window| app(window).files().disputes.len() == 1);
    assert!(text(&window).contains("\"Mine\""));
    click(&mut window, "Choose…");
    window.get_by_label("removed");
    click(&mut window, "Take theirs");
    assert_eq!(text(&window), theirs);
}

#[test]
fn case_57_two_windows_on_one_file_both_save() {
    let (_folder, path) = two();
    let (mut a, mut b) = (open(&path), open(&path));
    ask(&mut a, set("one", "title", "By a"));
    ask(&mut b, set("two", "title", "By b"));
    assert_eq!(app(&b).files().offers, [], "a living session is not recovered");
    save(&mut a);
    save(&mut b);
    let both = TWO.replace("First attack", "By a").replace("Second attack", "By b");
    assert_eq!(on_disk(&path), both);
    wait(&mut a, "read again", |window| text(window) == both);
    assert!(!is_unsaved(&a));
}

#[test]
fn case_51_a_save_that_came_second_merges_and_saves() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    // At once, before the watch has told of it.
    write_anew(&path, &TWO.replace("Second attack", "Theirs"));
    save(&mut window);
    assert_eq!(on_disk(&path), TWO.replace("First attack", "Mine").replace("Second attack", "Theirs"));
}

#[test]
fn case_49_a_file_that_is_gone_is_not_written_anew_silently() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    std::fs::remove_file(&path).unwrap();
    wait(&mut window, "gone", |window| says(window, "gone from its folder"));
    effect(&mut window, Effect::Save(String::new()));
    std::thread::sleep(Duration::from_millis(300));
    window.run_ok();
    assert!(!path.exists() && is_unsaved(&window));
    click(&mut window, "Write it anew");
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert_eq!(on_disk(&path), TWO.replace("First attack", "Mine"));
    assert!(!says(&window, "gone"));
    // It is watched again.
    write_anew(&path, TWO);
    wait(&mut window, "read again", |window| text(window) == TWO);
}

#[test]
fn case_49_saving_before_the_watch_has_told_says_that_it_is_gone() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    std::fs::remove_file(&path).unwrap();
    effect(&mut window, Effect::Save(String::new()));
    wait(&mut window, "gone", |window| says(window, "gone from its folder"));
    assert!(!path.exists() && is_unsaved(&window));
}

#[test]
fn case_50_a_folder_that_is_gone_leaves_the_journal_in_the_state_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stick/two.ron");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    std::fs::write(&path, TWO).unwrap();
    let mut window = open(&path);
    let away = folder.path().join("away");
    std::fs::rename(path.parent().unwrap(), &away).unwrap();
    ask(&mut window, set("one", "title", "Mine"));
    wait(&mut window, "gone", |window| says(window, "gone from its folder"));
    drop(window);
    // The stick is back: the change is offered.
    std::fs::rename(&away, path.parent().unwrap()).unwrap();
    let mut window = open(&path);
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    click(&mut window, "Restore");
    save(&mut window);
    assert_eq!(on_disk(&path), TWO.replace("First attack", "Mine"));
}

#[test]
fn case_43_a_read_only_file_says_so_before_and_offers_another_name() {
    let (folder, path) = two();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let mut window = open(&path);
    window.get_by_label("Read-only");
    ask(&mut window, set("one", "title", "Mine"));
    assert!(says(&window, "the file is read-only; allow writing or save under another name"));
    let other = folder.path().join("other.ron");
    effect(&mut window, Effect::SaveAs { file: 0, path: other.clone(), replaces: false });
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert_eq!((on_disk(&path), on_disk(&other)), (TWO.to_owned(), TWO.replace("First attack", "Mine")));
    assert!(window.query_by_label("Read-only").is_none());
    assert_eq!(app(&window).memory().files, std::slice::from_ref(&other));
    // From now on it is the other file that is watched and saved.
    ask(&mut window, set("one", "title", "Again"));
    save(&mut window);
    assert!(on_disk(&other).contains("Again"));
}

#[test]
fn a_save_that_fails_says_what_and_the_edits_stay() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    let away = path.with_extension("away");
    std::fs::rename(&path, &away).unwrap();
    std::fs::create_dir(&path).unwrap();
    effect(&mut window, Effect::Save(String::new()));
    wait(&mut window, "refused", |window| says(window, "Not saved: this is a folder, not a file"));
    assert!(is_unsaved(&window));
    std::fs::remove_dir(&path).unwrap();
    std::fs::rename(&away, &path).unwrap();
    click(&mut window, "Try again");
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert_eq!(on_disk(&path), TWO.replace("First attack", "Mine"));
}

#[test]
fn what_cannot_be_merged_is_not_overwritten() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    let theirs = TWO.replace("kind: Attack, title: \"Second attack\"", "kind: Attack title \"Second attack\"");
    write_anew(&path, &theirs);
    wait(&mut window, "clash", |window| says(window, "cannot be merged"));
    effect(&mut window, Effect::Save(String::new()));
    std::thread::sleep(Duration::from_millis(200));
    window.run_ok();
    assert_eq!(on_disk(&path), theirs);
    let mine = text(&window);
    click(&mut window, "Take theirs");
    assert_eq!((text(&window), is_unsaved(&window)), (theirs.clone(), false));
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&window), mine);
    save(&mut window);
    assert_eq!(on_disk(&path), mine);
}

#[test]
fn closing_with_unsaved_changes_asks() {
    let (_folder, path) = two();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    press_with(&mut window, Modifiers::COMMAND, Key::Q);
    window.get_by_label_contains("before the window closes?");
    click(&mut window, "Cancel");
    assert!(app(&window).files().leaving.is_none());
    press_with(&mut window, Modifiers::COMMAND, Key::Q);
    click(&mut window, "Save");
    wait(&mut window, "saved", |window| !is_unsaved(window));
    assert_eq!(on_disk(&path), TWO.replace("First attack", "Mine"));
}

#[test]
fn opening_another_file_asks_too_and_the_changes_are_offered_when_the_file_comes_back() {
    let (folder, path) = two();
    let other = folder.path().join("other.ron");
    std::fs::write(&other, TWO.replace("\"Two\"", "\"Other\"")).unwrap();
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Mine"));
    effect(&mut window, Effect::Open(vec![other.clone()]));
    click(&mut window, "Do not save");
    wait(&mut window, "opened", |window| text(window).contains("\"Other\""));
    effect(&mut window, Effect::Open(vec![path.clone()]));
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    window.get_by_label_contains("Title of First attack");
    click(&mut window, "Let them go");
    assert_eq!(text(&window), TWO);
    wait(&mut window, "in the trash", |_| journals(&path) == 0);
    assert_eq!(std::fs::read_dir(path.parent().unwrap().join(".daymark/trash")).unwrap().count(), 1);
}

#[test]
fn a_new_timeline_is_valid_and_open() {
    let (folder, path) = two();
    let mut window = open(&path);
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.get_by_role_and_label(Role::TextInput, "Title").type_text("Lake Chad, 2015–2024");
    window.run_ok();
    window.get_by_role_and_label(Role::TextInput, "Path");
    press(&mut window, Key::Escape);
    let new = folder.path().join("new.ron");
    effect(&mut window, Effect::NewTimeline { path: new.clone(), title: "A \"quoted\" title".to_owned() });
    wait(&mut window, "opened", |window| app(window).documents()[0].header.title == "A \"quoted\" title");
    assert_eq!(app(&window).documents()[0].problems(), []);
    let record = r#"Incident(id: "x", kind: Attack, title: "X", when: "2020", branch: "other",
        place: Place(country: "AFG", precision: Country), confidence: Low)"#;
    let command = Command::Add { record: record.to_owned() };
    ask(&mut window, Msg::Edit(Edit { file: 0, command, select: None }));
    save(&mut window);
    assert!(on_disk(&new).contains("title: \"X\""));
}

/// Edits a file in a window of its own process until it is killed.
#[test]
#[ignore = "other tests start and kill it"]
fn victim() {
    let Some(path) = std::env::var_os("DAYMARK_FILE").map(PathBuf::from) else { return };
    let n: usize = std::env::var("DAYMARK_EDITS").unwrap().parse().unwrap();
    let mut window = open(&path);
    for n in 0..n {
        ask(&mut window, set("one", "title", &format!("Edit {n}")));
    }
    // The journal is written by another thread; what stands in it is seen from outside.
    loop {
        std::thread::sleep(Duration::from_millis(20));
        window.step();
    }
}

/// A process that edits the file; killed when this is dropped.
struct Victim(Child);

impl Victim {
    fn start(path: &Path, n_edits: usize) -> Self {
        let program = std::env::current_exe().unwrap();
        let child = std::process::Command::new(program)
            .args(["--ignored", "--exact", "saving::victim"])
            .env("DAYMARK_FILE", path)
            .env("DAYMARK_EDITS", n_edits.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let victim = Self(child);
        let last = format!("Edit {}", n_edits - 1);
        let until = Instant::now() + Duration::from_secs(60);
        let folder = path.parent().unwrap().join(".daymark/journal");
        let has_all = || {
            let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            entries.into_iter().any(|entry| {
                std::fs::read(entry.path())
                    .is_ok_and(|bytes| bytes.windows(last.len()).any(|window| window == last.as_bytes()))
            })
        };
        while !has_all() {
            assert!(Instant::now() < until, "the other process wrote no journal");
            std::thread::sleep(Duration::from_millis(20));
        }
        // The frame ends with its hash.
        std::thread::sleep(Duration::from_millis(200));
        victim
    }

    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn case_39_a_killed_process_loses_nothing() {
    let (_folder, path) = two();
    Victim::start(&path, 4).kill();
    assert_eq!(on_disk(&path), TWO);
    // Case 63: closed before anybody chose, it is offered again.
    for _ in 0..2 {
        let mut window = open(&path);
        wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
        assert_eq!(app(&window).files().offers[0].labels.len(), 4);
        assert_eq!(text(&window), TWO);
    }
    let mut window = open(&path);
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    window.get_by_label_contains("New line 14: ");
    click(&mut window, "Restore");
    let restored = TWO.replace("First attack", "Edit 3");
    assert_eq!((text(&window), on_disk(&path).as_str()), (restored.clone(), TWO));
    window.get_by_label("Unsaved");
    // It is one change, which can be taken back; then it is saved.
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&window), TWO);
    press_with(&mut window, Modifiers::COMMAND, Key::Y);
    save(&mut window);
    assert_eq!(on_disk(&path), restored);
    drop(window);
    let window = open(&path);
    assert_eq!(app(&window).files().offers, []);
    assert_eq!(journals(&path), 0);
}

#[test]
fn case_39_what_was_typed_in_a_form_outlives_the_window() {
    let (_folder, path) = two();
    let mut window = open(&path);
    press_with(&mut window, Modifiers::COMMAND, Key::N);
    for letter in "Quayside".chars() {
        window.event(egui::Event::Text(letter.to_string()));
        window.run_ok();
    }
    assert!(app(&window).ui_state().drafts().contains("Quayside"), "{}", app(&window).ui_state().drafts());
    for _ in 0..4 {
        window.step();
    }
    drop(window);
    let mut window = open(&path);
    wait(&mut window, "still there", |window| app(window).ui_state().drafts().contains("Quayside"));
}

#[test]
fn case_62_a_file_changed_since_is_merged_with_what_a_killed_process_left() {
    let (_folder, path) = two();
    Victim::start(&path, 2).kill();
    let theirs = TWO.replace("Second attack", "Theirs").replace("best: 4", "best: 5");
    write_anew(&path, &theirs);
    let mut window = open(&path);
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    assert!(app(&window).files().offers[0].is_merged);
    window.get_by_label_contains("The file was changed since");
    click(&mut window, "Restore");
    assert_eq!(text(&window), theirs.replace("First attack", "Edit 1"));
    save(&mut window);
    assert_eq!(on_disk(&path), theirs.replace("First attack", "Edit 1"));
}

#[test]
fn case_63_killed_after_restoring_it_is_offered_again() {
    let (_folder, path) = two();
    Victim::start(&path, 2).kill();
    let mut window = open(&path);
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    click(&mut window, "Restore");
    // Closing without an answer is what a kill leaves too: the new journal has it all.
    drop(window);
    let mut window = open(&path);
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    assert_eq!(app(&window).files().offers.len(), 1);
    click(&mut window, "Restore");
    assert_eq!(text(&window), TWO.replace("First attack", "Edit 1"));
}

#[test]
fn case_57_a_second_process_edits_the_same_file() {
    let (_folder, path) = two();
    let victim = Victim::start(&path, 2);
    let mut window = open(&path);
    ask(&mut window, set("two", "title", "Mine"));
    assert_eq!(app(&window).files().offers, [], "a living session is not recovered");
    save(&mut window);
    let mine = TWO.replace("Second attack", "Mine");
    assert_eq!(on_disk(&path), mine);
    victim.kill();
    // Its changes are still there, merged with what was saved since.
    drop(window);
    let mut window = open(&path);
    wait(&mut window, "offered", |window| app(window).files().offers.iter().any(|offer| offer.preview.is_some()));
    click(&mut window, "Restore");
    assert_eq!(text(&window), mine.replace("First attack", "Edit 1"));
}
