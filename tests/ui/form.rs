//! The side panel in edit mode: by keyboard, by label, and what reaches the file.

use crate::harness::Window;
use daymark::edit::Document;
use daymark::model::IncidentId;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

pub(crate) const SIZE: [f32; 2] = [1280.0, 900.0];
const CROCUS: &str = "2024-03-22-crocus-city-hall";

pub(crate) type Form = Harness<'static, Window>;

pub(crate) fn press(form: &mut Form, key: Key) {
    form.key_press(key);
    form.run_ok();
}

pub(crate) fn press_with(form: &mut Form, modifiers: Modifiers, key: Key) {
    form.key_press_modifiers(modifiers, key);
    form.run_ok();
}

/// Types into whatever has the focus.
pub(crate) fn type_text(form: &mut Form, text: &str) {
    form.event(egui::Event::Text(text.to_owned()));
    form.run_ok();
}

pub(crate) fn paste(form: &mut Form, text: &str) {
    form.event(egui::Event::Paste(text.to_owned()));
    form.run_ok();
}

pub(crate) fn document(form: &Form) -> &Document {
    form.state().document()
}

pub(crate) fn field<'a>(form: &'a Form, name: &'a str) -> egui_kittest::Node<'a> {
    use egui::accesskit::Role::{MultilineTextInput, TextInput};
    let all: Vec<_> = form.query_all_by_label(name).collect();
    let is_text =
        |node: &egui_kittest::Node<'_>| matches!(node.accesskit_node().role(), TextInput | MultilineTextInput);
    all.into_iter().find(is_text).unwrap_or_else(|| panic!("no field is called {name}"))
}

#[track_caller]
pub(crate) fn says(form: &Form, name: &str, text: &str) {
    assert_eq!(field(form, name).accesskit_node().value().unwrap_or_default(), text, "{name}");
}

/// Puts another text into a field and leaves it.
pub(crate) fn fill(form: &mut Form, name: &str, text: &str) {
    field(form, name).focus();
    form.run_ok();
    press_with(form, Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        press(form, Key::Delete);
    } else {
        type_text(form, text);
    }
    press(form, Key::Tab);
}

#[track_caller]
pub(crate) fn shows(form: &Form, text: &str) {
    assert!(form.query_all_by_label_contains(text).next().is_some(), "“{text}” is not there");
}

/// Goes to something by the keyboard, which brings it on screen, and clicks it.
#[track_caller]
pub(crate) fn click(form: &mut Form, label: &str) {
    form.get_by_label(label).focus();
    form.run_ok();
    form.get_by_label(label).click();
    form.run_ok();
}

fn editing(id: &str) -> Form {
    let mut form = Window::shipped().selecting(&[id]).open(SIZE);
    press(&mut form, Key::E);
    form
}

#[test]
fn a_form_opened_and_left_changes_nothing() {
    let mut form = editing(CROCUS);
    says(&form, "Title", "Crocus City Hall attack");
    says(&form, "Killed", "144-150 best 149");
    let n_stops = 60;
    for _ in 0..n_stops {
        press(&mut form, Key::Tab);
    }
    press(&mut form, Key::Escape);
    assert!(form.state().edits.is_empty(), "{:?}", form.state().edits);
    assert_eq!(form.state().state.selection, [CROCUS]);
    shows(&form, "Edit the selection (E)");
}

#[test]
fn a_field_is_saved_when_it_is_left_and_a_wrong_one_is_kept() {
    let mut form = editing(CROCUS);
    fill(&mut form, "Killed", "144-151 best 149");
    assert_eq!(form.state().edits.len(), 1);
    let killed = |form: &Form| document(form).incident(&IncidentId::from(CROCUS)).unwrap().value.killed();
    assert_eq!(killed(&form).high, Some(151));
    fill(&mut form, "Killed", "151-144");
    assert_eq!(form.state().edits.len(), 1, "a wrong value never reaches the document");
    shows(&form, "The smaller number comes first");
    shows(&form, "144-150 best 149, at least 12");
    says(&form, "Killed", "151-144");
    press(&mut form, Key::Escape);
    shows(&form, "Not all of it fits");
    press(&mut form, Key::E);
    says(&form, "Killed", "151-144");
    click(&mut form, "Write 144-151");
    says(&form, "Killed", "144-151");
    press(&mut form, Key::Escape);
    assert_eq!(killed(&form).best, None);
    assert_eq!(killed(&form).high, Some(151));
}

/// Counts the keys pressed besides the text.
struct Typist {
    form: Form,
    n_keys: usize,
}

impl Typist {
    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.n_keys += 1;
        press_with(&mut self.form, modifiers, key);
    }

    fn tab(&mut self) {
        self.key(Modifiers::NONE, Key::Tab);
    }

    /// To the next part of the form.
    fn part(&mut self) {
        self.key(Modifiers::NONE, Key::PageDown);
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            type_text(&mut self.form, &letter.to_string());
        }
    }
}

#[test]
fn a_plain_incident_is_added_without_the_mouse_and_with_few_keys() {
    let form = Window::shipped().open(SIZE);
    let before = document(&form).incidents.len();
    let mut typist = Typist { form, n_keys: 0 };
    typist.key(Modifiers::COMMAND, Key::N);
    typist.text("Bombing of a bus in Kabul");
    typist.tab();
    typist.text("2024-12-30");
    typist.tab();
    typist.text("kabul");
    typist.tab();
    says(&typist.form, "Town", "Kabul");
    says(&typist.form, "Country", "Afghanistan");
    typist.part(); // filed under
    typist.part(); // what happened
    typist.text("A bomb struck a bus.");
    typist.part(); // figures
    typist.text("2-3");
    typist.tab();
    typist.text("at least 12");
    typist.part(); // the first report
    paste(&mut typist.form, "https://www.example.com/2024/12/31/kabul-bus?utm_source=x");
    says(&typist.form, "Source, report 1", "example-com-2024-12-31");
    typist.tab();
    typist.tab();
    typist.text("2-3");
    typist.tab();
    typist.text("at least 12");
    typist.part(); // the new source
    typist.text("Bomb on a bus in Kabul");
    typist.key(Modifiers::COMMAND, Key::Enter);
    let Typist { form, n_keys } = typist;
    assert!(n_keys <= 25, "{n_keys} keys");
    let id = IncidentId::from("2024-12-30-bombing-of-a-bus-in-kabul");
    assert_eq!(document(&form).incidents.len(), before + 1);
    let incident = &document(&form).incident(&id).unwrap().value;
    assert_eq!((incident.killed().words(), incident.injured().words()), ("2–3".to_owned(), "at least 12".to_owned()));
    assert_eq!(incident.place.country, "AFG");
    let source = document(&form).source(&incident.reports[0].source).unwrap();
    assert_eq!(source.published.unwrap().to_string(), "2024-12-31");
    assert_eq!(document(&form).n_errors(), 0);
    // The new one is on screen, and nothing is left behind.
    assert_eq!(form.state().state.selection, [id.as_str()]);
    assert_eq!(form.state().drafts(), "");
    shows(&form, "Edit the selection (E)");
}

#[test]
fn what_is_missing_is_said_when_it_is_to_be_added() {
    let mut form = Window::shipped().open(SIZE);
    press_with(&mut form, Modifiers::COMMAND, Key::N);
    assert!(form.query_by_label_contains("is needed").is_none(), "nobody is scolded before");
    press_with(&mut form, Modifiers::COMMAND, Key::Enter);
    shows(&form, "Title is needed");
    shows(&form, "Date is needed");
    assert!(form.state().edits.is_empty());
    // The first of them has the focus.
    type_text(&mut form, "A title");
    says(&form, "Title", "A title");
}

#[test]
fn a_draft_of_a_new_incident_is_kept_and_survives_as_text() {
    let mut form = Window::shipped().open(SIZE);
    press_with(&mut form, Modifiers::COMMAND, Key::N);
    type_text(&mut form, "Half an incident");
    press(&mut form, Key::Tab);
    type_text(&mut form, "some day");
    press(&mut form, Key::Escape);
    shows(&form, "Not added yet");
    let text = form.state().drafts().to_owned();
    assert!(text.contains("some day"), "{text}");
    // Another run of the program.
    let mut again = Window::shipped().restoring(&text).open(SIZE);
    shows(&again, "Not added yet");
    click(&mut again, "Continue the draft Half an incident");
    says(&again, "Date", "some day");
    fill(&mut again, "Date", "2024-12-01");
    fill(&mut again, "Country", "iraq");
    press_with(&mut again, Modifiers::COMMAND, Key::Enter);
    assert!(document(&again).incident(&IncidentId::from("2024-12-01-half-an-incident")).is_some());
    assert_eq!(again.state().drafts(), "");
    // And one that is thrown away is gone.
    click(&mut form, "Discard the draft Half an incident");
    assert_eq!(form.state().drafts(), "");
}

#[test]
fn a_field_completes_from_the_lists_and_the_files() {
    let mut form = editing(CROCUS);
    field(&form, "Branch").focus();
    form.run_ok();
    press_with(&mut form, Modifiers::COMMAND, Key::A);
    type_text(&mut form, "khor");
    shows(&form, "IS-KP, Islamic State – Khorasan Province");
    press(&mut form, Key::Escape);
    shows(&form, "Done");
    type_text(&mut form, "a");
    press(&mut form, Key::Tab);
    says(&form, "Branch", "IS-KP");
    assert!(form.state().edits.is_empty(), "it is the branch it was");
    fill(&mut form, "Confidence", "med");
    assert_eq!(form.state().edits.len(), 1);
    says(&form, "Confidence", "Medium");
    fill(&mut form, "Targets", "Private citizens, busin");
    says(&form, "Targets", "Private citizens, Business");
}

#[test]
fn rows_are_opened_moved_and_taken_out_by_keys() {
    let reports = |form: &Form| document(form).incident(&IncidentId::from(CROCUS)).unwrap().value.reports.clone();
    let mut form = editing(CROCUS);
    let before = reports(&form);
    let second = form.query_all_by_label_contains("Edit report 2").next().unwrap();
    second.focus();
    form.run_ok();
    press_with(&mut form, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(reports(&form)[0], before[1]);
    assert_eq!(form.state().edits.len(), 1);
    // The moved row still has the focus; Enter opens it.
    press(&mut form, Key::Enter);
    says(&form, "Source, report 1", before[1].source.as_str());
    let bottom = field(&form, "Killed, report 1").rect().bottom();
    assert!(bottom < SIZE[1] - 100.0, "its fields are on screen: {bottom}");
    fill(&mut form, "Note, report 1", "told twice");
    assert_eq!(form.state().edits.len(), 1, "a row is saved when it is left");
    click(&mut form, "Close: report 1");
    assert_eq!(reports(&form)[0].note.as_deref(), Some("told twice"));
    press(&mut form, Key::Delete);
    assert_eq!(reports(&form).len(), before.len() - 1);
    assert_eq!(reports(&form)[0], before[0]);
}

#[test]
fn twins_are_shown_and_linked_or_merged() {
    let begin = || {
        let mut form = Window::shipped().open(SIZE);
        press_with(&mut form, Modifiers::COMMAND, Key::N);
        type_text(&mut form, "Concert hall attack");
        press(&mut form, Key::Tab);
        type_text(&mut form, "2024-03-23");
        press(&mut form, Key::Tab);
        type_text(&mut form, "krasnogorsk");
        press(&mut form, Key::Tab);
        fill(&mut form, "Doubts", "Whether it is the same was not told.");
        shows(&form, "This may be entered already");
        shows(&form, "1 day apart, same town");
        form
    };
    let mut form = begin();
    click(&mut form, "Link: Crocus City Hall attack");
    assert!(form.query_by_label_contains("This may be entered already").is_none());
    shows(&form, "Edit related incident 1: Crocus City Hall attack");
    let mut form = begin();
    click(&mut form, "Merge: Crocus City Hall attack");
    form.run_ok();
    let crocus = &document(&form).incident(&IncidentId::from(CROCUS)).unwrap().value;
    assert_eq!(crocus.doubts.last().map(String::as_str), Some("Whether it is the same was not told."));
    assert_eq!(form.state().state.selection, [CROCUS]);
    says(&form, "Title", "Crocus City Hall attack");
}

#[test]
fn the_queue_is_filtered_and_stepped_through() {
    let mut form = Window::shipped().open(SIZE);
    press(&mut form, Key::W);
    shows(&form, "What needs work");
    let label = "Claim channel only: 0 incidents";
    assert!(form.query_by_label(label).is_some());
    let one_source = form.query_all_by_label_contains("One source only: ").next().unwrap();
    one_source.click();
    form.run_ok();
    press(&mut form, Key::N);
    shows(&form, "Needs work: 1 of ");
    let first = form.state().state.selection.clone();
    press(&mut form, Key::N);
    shows(&form, "Needs work: 2 of ");
    assert_ne!(form.state().state.selection, first);
    press_with(&mut form, Modifiers::SHIFT, Key::N);
    assert_eq!(form.state().state.selection, first);
}

#[test]
fn several_are_edited_at_once_with_a_preview() {
    let ids = [CROCUS, "2024-01-03-kerman"];
    let mut form = Window::shipped().selecting(&ids).open(SIZE);
    press(&mut form, Key::E);
    type_text(&mut form, "series");
    press(&mut form, Key::Tab);
    shows(&form, "2 of 2 incidents");
    shows(&form, "tags + series");
    press_with(&mut form, Modifiers::COMMAND, Key::Enter);
    assert_eq!(form.state().edits.len(), 1);
    for id in ids {
        assert!(document(&form).incident(&IncidentId::from(id)).unwrap().value.tags.iter().any(|tag| tag == "series"));
    }
    shows(&form, "Nothing yet");
}

#[test]
fn an_incident_is_duplicated_and_deleted() {
    let mut form = Window::shipped().selecting(&[CROCUS]).open(SIZE);
    let before = document(&form).incidents.len();
    press_with(&mut form, Modifiers::COMMAND, Key::D);
    shows(&form, "New incident");
    fill(&mut form, "Title", "Another attack");
    press_with(&mut form, Modifiers::COMMAND, Key::Enter);
    assert_eq!(document(&form).incidents.len(), before + 1);
    assert_eq!(form.state().state.selection, ["2024-03-22-another-attack"]);
    press(&mut form, Key::Delete);
    assert_eq!(document(&form).incidents.len(), before);
    assert!(document(&form).header.retired_ids.iter().any(|id| id.as_str() == "2024-03-22-another-attack"));
}

#[test]
fn a_double_click_on_the_ruler_begins_an_incident_there() {
    let mut form = Window::shipped().open(SIZE);
    let at = form.get_by_label_contains("Ruler").rect().center();
    // A step of the harness takes a quarter of a second.
    form.ctx.options_mut(|options| options.input_options.max_double_click_delay = 1.0);
    form.hover_at(at);
    form.run_ok();
    for _ in 0..2 {
        form.drag_at(at);
        form.drop_at(at);
    }
    form.run_ok();
    shows(&form, "New incident");
    let date = field(&form, "Date").accesskit_node().value().unwrap_or_default();
    assert!(date.parse::<daymark::model::When>().is_ok(), "{date}");
}

#[test]
fn a_calendar_writes_the_date() {
    let mut form = editing(CROCUS);
    field(&form, "Date").focus();
    form.run_ok();
    press_with(&mut form, Modifiers::ALT, Key::ArrowDown);
    form.query_all_by_label_contains("Wednesday, 20 March 2024: ").next().unwrap().click();
    form.run_ok();
    says(&form, "Date", "2024-03-20");
    // Escape closes the calendar first, then the form.
    press_with(&mut form, Modifiers::ALT, Key::ArrowDown);
    assert!(form.query_all_by_label_contains("Wednesday, 20 March 2024: ").next().is_some());
    press(&mut form, Key::Escape);
    assert!(form.query_all_by_label_contains("Wednesday, 20 March 2024: ").next().is_none());
    says(&form, "Date", "2024-03-20");
    press(&mut form, Key::Escape);
    shows(&form, "Edit the selection (E)");
}

#[test]
fn a_link_that_is_typed_becomes_a_source_when_the_field_is_left() {
    let mut form = Window::shipped().open(SIZE);
    press_with(&mut form, Modifiers::COMMAND, Key::N);
    fill(&mut form, "Source, report 1", "https://www.example.com/2024/12/31/kabul-bus");
    says(&form, "Source, report 1", "example-com-2024-12-31");
    says(&form, "Publisher, source 1", "example.com");
    says(&form, "Published, source 1", "2024-12-31");
    // The rows that name it follow when it is called otherwise.
    fill(&mut form, "Publisher, source 1", "Example Daily");
    fill(&mut form, "Title, source 1", "A title");
    press(&mut form, Key::Escape);
    click(&mut form, "Continue the draft without a title");
    says(&form, "Source, report 1", "example-daily-2024-12-31");
}

#[test]
fn the_key_sheet_shows_every_group() {
    let mut form = Window::shipped().open([1440.0, 1000.0]);
    press(&mut form, Key::F1);
    for (title, actions) in daymark::ui::SHEET {
        shows(&form, title);
        let with_keys = actions.iter().filter(|action| !action.shortcuts().is_empty());
        with_keys.for_each(|action| shows(&form, &action.text()));
    }
    shows(&form, "In a form");
}

#[test]
fn what_the_file_refuses_is_kept() {
    let mut form = editing(CROCUS);
    fill(&mut form, "Confidence", "low");
    press(&mut form, Key::Escape);
    assert_eq!(form.state().drafts(), "", "what the file took is no draft any more");
    press(&mut form, Key::E);
    fill(&mut form, "Killed", "about many");
    press(&mut form, Key::Escape);
    assert!(form.state().drafts().contains("about many"));
}

/// A quick hand presses the last letter and Escape within one frame.
#[test]
fn a_letter_typed_in_the_frame_of_escape_is_kept() {
    let mut form = editing(CROCUS);
    field(&form, "Summary").focus();
    form.run_ok();
    press_with(&mut form, Modifiers::COMMAND, Key::End);
    let events = &mut form.input_mut().events;
    events.push(egui::Event::Text("!".to_owned()));
    let (modifiers, physical_key) = (Modifiers::NONE, None);
    events.push(egui::Event::Key { key: Key::Escape, physical_key, pressed: true, repeat: false, modifiers });
    form.run_ok();
    let incident = document(&form).incident(&IncidentId::from(CROCUS)).unwrap().value.clone();
    assert!(incident.summary.ends_with('!'), "{}", incident.summary);
    shows(&form, "Edit the selection (E)");
}

/// A new id leaves the old one among the previous ones, and everything that names it follows.
#[test]
fn a_new_id_keeps_the_old_one() {
    let mut form = editing(CROCUS);
    fill(&mut form, "Id", "2024-03-22-crocus");
    let incident = document(&form).incident(&IncidentId::from("2024-03-22-crocus")).unwrap().value.clone();
    assert!(incident.previous_ids.contains(&IncidentId::from(CROCUS)));
    says(&form, "Previous ids", CROCUS);
    assert_eq!(document(&form).n_errors(), 0);
}
