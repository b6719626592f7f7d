//! Exports from the window: what is asked for, what is written, and that nothing is replaced unasked.

use crate::editing::{ask, set, two};
use crate::harness::Window as Panels;
use crate::saving::{click, open, wait};
use crate::window::{Window, app, press, press_with};
use daymark::export::Format;
use daymark::ui::{Effect, ExportRequest, Msg, PictureChoice};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::path::Path;

fn request(path: &Path, is_selection: bool, replaces: bool) -> Msg {
    let format = Format::of_name(&path.display().to_string()).unwrap();
    let marking = "UNCLASSIFIED".to_owned();
    let picture = PictureChoice::default();
    let request =
        ExportRequest { format, path: path.to_owned(), is_selection, marking, replaces, picture, story: None };
    Msg::Effect(Effect::Export(Box::new(request)))
}

fn notice(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_dialog_asks_for_what_it_shows() {
    let mut harness = Panels::shipped().selecting(&["2024-03-22-crocus-city-hall"]).open([1280.0, 720.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    let n = daymark::model::thousands(harness.state().shown().n_shown() as u64);
    harness.get_by_label(&format!("Everything, {n} incidents"));
    harness.get_by_label("The selection, 1 incident").click();
    harness.run();
    harness.get_by_label("Format: Table (CSV)").click();
    harness.run();
    harness.get_by_label("Calendar (iCalendar)").click();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Marking").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Marking").type_text("  UNCLASSIFIED ");
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Export").click();
    harness.run();
    let expected = ExportRequest {
        format: Format::Calendar,
        path: "islamic-state.ics".into(),
        is_selection: true,
        marking: "UNCLASSIFIED".to_owned(),
        replaces: false,
        story: None,
        picture: PictureChoice::default(),
    };
    assert_eq!(harness.state().effects, [Effect::Export(Box::new(expected))]);
}

#[test]
fn the_dialog_offers_stories_to_formats_that_hold_one() {
    let (folder, path) = two();
    let story = "#![enable(implicit_some)]\nStory(format: 1, title: \"Mine\", steps: [Step(title: \"First step\")])\n";
    std::fs::write(path.with_extension("mine.story.ron"), story).unwrap();
    let out = path.with_file_name("o.html");
    let mut window = open(&path);
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    wait(&mut window, "open", |window| window.query_by_label("Format: Table (CSV)").is_some());
    assert!(window.query_by_label("Story: None").is_none());
    window.get_by_label("Format: Table (CSV)").click();
    window.run_ok();
    window.get_by_label("Web page (HTML)").click();
    window.run_ok();
    window.get_by_label("Story: None").click();
    window.run_ok();
    window.get_by_label("Mine").click();
    window.run_ok();
    window.get_by_label("Story: Mine");
    window.get_by_role_and_label(Role::TextInput, "Path").focus();
    window.run_ok();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, "Path").type_text(&out.display().to_string());
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Export").click();
    wait(&mut window, "written", |_| out.exists());
    assert!(std::fs::read_to_string(&out).unwrap().contains("1. First step"));
    drop(folder);
}

#[test]
fn an_export_is_written_and_not_replaced_unasked() {
    let (folder, path) = two();
    let out = path.with_file_name("o.csv");
    let mut window = open(&path);
    ask(&mut window, set("one", "title", "Changed"));
    ask(&mut window, request(&out, false, false));
    wait(&mut window, "written", |_| out.exists());
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.contains("Changed") && text.contains("UNCLASSIFIED"));
    let metadata = std::fs::read_to_string(path.with_file_name("o.csv-metadata.json")).unwrap();
    assert!(metadata.contains("\"unsaved_changes\": true"), "{metadata}");

    std::fs::write(&out, "mine").unwrap();
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    press(&mut window, Key::Escape);
    ask(&mut window, request(&out, false, false));
    wait(&mut window, "asked", |window| notice(window, "There is a file already"));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
    window.get_by_role_and_label(Role::TextInput, "Path").focus();
    window.run_ok();
    click(&mut window, "Cancel");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
    ask(&mut window, request(&out, false, true));
    wait(&mut window, "replaced", |_| std::fs::read_to_string(&out).unwrap() == text);
    drop(folder);
}

#[test]
fn a_selection_tells_the_query_that_gives_it() {
    let (_folder, path) = two();
    let out = path.with_file_name("o.json");
    let mut window = open(&path);
    ask(&mut window, Msg::View(daymark::view::ViewChange::Select(vec!["two".to_owned()])));
    ask(&mut window, request(&out, true, false));
    wait(&mut window, "written", |_| out.exists());
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(
        text.contains("\"query\": \"id:two\"") && text.contains("Second attack") && !text.contains("First attack"),
        "{text}"
    );
}

#[test]
fn what_cannot_be_written_is_said_in_the_dialog() {
    let (_folder, path) = two();
    let mut window = open(&path);
    let before = std::fs::read_to_string(&path).unwrap();
    ask(&mut window, request(&path.with_file_name("none").join("o.md"), false, false));
    wait(&mut window, "refused", |window| notice(window, "Nothing was written: cannot write, its folder is missing"));
    let timeline = ExportRequest {
        format: Format::Csv,
        path: path.clone(),
        is_selection: false,
        marking: String::new(),
        replaces: true,
        story: None,
        picture: PictureChoice::default(),
    };
    ask(&mut window, Msg::Effect(Effect::Export(Box::new(timeline))));
    wait(&mut window, "refused", |window| notice(window, "this is a timeline, which no export replaces"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    assert!(app(&window).edits().iter().all(|edits| !edits.is_unsaved));
}

#[test]
fn pictures_ask_for_what_they_draw_and_tables_do_not() {
    let mut harness = Panels::shipped().open([1280.0, 720.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    assert!(harness.query_by_label_contains("Draw:").is_none());
    harness.get_by_role_and_label(Role::TextInput, "Path").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Path").type_text("picture.png");
    harness.run();
    harness.get_by_label("Format: Picture (PNG)");
    for (name, choice) in [
        ("Draw: Timeline and casualty plot", "Casualty plot"),
        ("Colors: Light", "High contrast"),
        ("Days: all of the incidents", "those on screen"),
        ("Pages: One picture", "3 pictures"),
    ] {
        harness.get_by_label(name).click();
        harness.run();
        harness.get_by_label(choice).click();
        harness.run();
    }
    harness.get_by_role_and_label(Role::TextInput, "Size in pixels").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Size in pixels").type_text("1920x99999");
    harness.run();
    harness.get_by_label("A picture has 240 to 32768 pixels on each side");
    harness.get_by_role_and_label(Role::Button, "Export").click();
    harness.run();
    assert_eq!(harness.state().effects, []);
    harness.get_by_role_and_label(Role::TextInput, "Size in pixels").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Size in pixels").type_text("1920x1080");
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Export").click();
    harness.run();
    let effects = harness.state().effects.clone();
    let [Effect::Export(request)] = &effects[..] else { panic!("{effects:?}") };
    let expected = PictureChoice {
        drawing: daymark::export::Drawing::Plot,
        paging: daymark::export::Paging::Pages(3),
        size_px: Some([1920, 1080]),
        theme: daymark::view::Theme::Contrast,
        is_on_screen: true,
    };
    assert_eq!((request.format, request.picture), (Format::Png, expected));
}

#[test]
fn a_picture_of_the_window_is_written() {
    let (folder, path) = two();
    let out = path.with_file_name("o.svg");
    let mut window = open(&path);
    ask(&mut window, Msg::View(daymark::view::ViewChange::Metric(daymark::view::Metric::Incidents)));
    ask(&mut window, request(&out, false, false));
    wait(&mut window, "written", |_| out.exists());
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("Incidents by ") && text.contains("First attack") && text.contains("UNCLASSIFIED"), "{text}");
    drop(folder);
}
