//! What opens over the window: found by its words, driven by keys and clicks.

use daymark::edit::Document;
use daymark::ui::{Effect, FileDialog, Files, Inputs, Msg, Offer, Preview, Refused, UiState, install_fonts, shell};
use daymark::view::{Loaded, Shown, ViewState};
use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::path::PathBuf;
use std::sync::Arc;

/// The panels with everything they show, and the messages that were no change of the view.
pub(crate) struct App {
    documents: Vec<Arc<Document>>,
    loaded: Loaded,
    pub(crate) state: ViewState,
    pub(crate) ui_state: UiState,
    pub(crate) refused: Vec<Refused>,
    pub(crate) recent: Vec<PathBuf>,
    pub(crate) msgs: Vec<Msg>,
    pub(crate) files: Files,
}

impl App {
    fn new(documents: Vec<Document>) -> Self {
        let documents: Vec<Arc<Document>> = documents.into_iter().map(Arc::new).collect();
        let loaded = Loaded::new(documents.iter().map(|document| document.file_records()).collect());
        Self {
            documents,
            loaded,
            state: ViewState { reduced_motion: true, ..ViewState::default() },
            ui_state: UiState::new(false),
            refused: Vec::new(),
            recent: Vec::new(),
            msgs: Vec::new(),
            files: Files::default(),
        }
    }

    pub(crate) fn shipped() -> Self {
        let text = include_bytes!("../../timelines/islamic-state.ron").to_vec();
        Self::new(vec![Document::read("timelines/islamic-state.ron", text)])
    }

    /// Two incidents, one of them with a date that cannot be.
    pub(crate) fn damaged() -> Self {
        Self::new(vec![Document::read("folder/damaged.ron", DAMAGED.into())])
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        let shown = Shown::new(&self.loaded, &self.state, None);
        let inputs = Inputs {
            refused: &self.refused,
            recent: &self.recent,
            ..Inputs::quiet(&self.loaded, &shown, &self.documents, &self.state, &self.files)
        };
        for msg in shell(ui, &inputs, &mut self.ui_state) {
            match msg {
                Msg::View(change) => self.state = self.state.with(change),
                other => self.msgs.push(other),
            }
        }
    }

    fn n_shown(&self) -> usize {
        Shown::new(&self.loaded, &self.state, None).n_shown()
    }
}

const DAMAGED: &str = r#"#![enable(implicit_some)]
Timeline(
    format: 1,
    title: "Damaged",
    actors: [Actor(id: "is", name: "Islamic State")],
    sources: [],
    incidents: [
        Incident(id: "a", kind: Attack, title: "First", when: "2024-13", branch: "is",
                 place: (country: "AFG", precision: Country), confidence: Low),
        Incident(id: "b", kind: Attack, title: "Second", when: "2024-03-22", branch: "is",
                 place: (country: "AFG", precision: Country), confidence: Low,
                 killed: (low: 5, best: 3), names: ["Другое имя", "کندهار"]),
    ],
)
"#;

pub(crate) fn harness_sized(app: App, size: [f32; 2]) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(24)
        .with_context_setup(install_fonts)
        .renderer(crate::renderer::Renderer::default())
        .build_ui_state(|ui, app: &mut App| app.draw(ui), app);
    harness.run();
    harness
}

fn harness(app: App) -> Harness<'static, App> {
    harness_sized(app, [1280.0, 720.0])
}

pub(crate) fn ctrl(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

pub(crate) fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

pub(crate) fn type_text(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// Runs an action by its name in the palette.
pub(crate) fn run(harness: &mut Harness<'_, App>, action: &str) {
    ctrl(harness, Key::K);
    type_text(harness, action);
    press(harness, Key::Enter);
}

fn has_timeline_focus(harness: &Harness<'_, App>) -> bool {
    harness.ctx.memory(|memory| memory.has_focus(egui::Id::unique("timeline")))
}

#[test]
fn the_palette_finds_an_incident() {
    let mut harness = harness(App::shipped());
    ctrl(&mut harness, Key::K);
    type_text(&mut harness, "Kandahar");
    assert!(harness.query_all_by_label_contains("Filter by place: Kandahar").count() > 0);
    press(&mut harness, Key::Enter);
    let app = harness.state();
    let [id] = app.state.selection.as_slice() else { panic!("{:?}", app.state.selection) };
    let row = app.loaded.catalog.row(id).unwrap();
    assert!(app.loaded.columns.title(row).contains("Kandahar"), "{id}");
    assert!(harness.query_by_label("Find or run").is_none());
    assert!(has_timeline_focus(&harness));
}

#[test]
fn the_palette_finds_by_letters_and_date() {
    for (text, label) in [("crcus city", "Crocus City"), ("2024-03-22", "Crocus City"), ("moscow 2024", "Crocus City")]
    {
        let mut harness = harness(App::shipped());
        ctrl(&mut harness, Key::K);
        type_text(&mut harness, text);
        let mut options = harness.query_all_by_role(Role::ListBoxOption);
        assert!(options.any(|node| node.accesskit_node().label().unwrap_or_default().contains(label)), "{text}");
    }
}

#[test]
fn the_palette_finds_by_a_name_in_another_script() {
    for name in ["другое", "کندهار"] {
        let mut harness = harness(App::damaged());
        ctrl(&mut harness, Key::K);
        type_text(&mut harness, name);
        press(&mut harness, Key::Enter);
        assert_eq!(harness.state().state.selection, ["b"], "{name}");
    }
}

#[test]
fn the_palette_runs_actions_and_filters() {
    let mut harness = harness(App::shipped());
    run(&mut harness, "light theme");
    assert_eq!(harness.state().state.theme, daymark::view::Theme::Light);
    ctrl(&mut harness, Key::K);
    type_text(&mut harness, "is-kp");
    harness.get_by_label_contains("Filter by branch: IS-KP").click();
    harness.run();
    assert_eq!(harness.state().state.query, "branch:is-kp");
    run(&mut harness, "kabul airport");
    assert_eq!(harness.state().state.selection.len(), 1);
}

#[test]
fn the_palette_is_walked_by_arrows() {
    let mut harness = harness(App::shipped());
    ctrl(&mut harness, Key::K);
    type_text(&mut harness, "theme");
    let chosen = |harness: &Harness<'_, App>| {
        let mut options = harness.query_all_by_role(Role::ListBoxOption);
        options.position(|node| node.accesskit_node().toggled() == Some(Toggled::True))
    };
    assert_eq!(chosen(&harness), Some(0));
    press(&mut harness, Key::ArrowDown);
    assert_eq!(chosen(&harness), Some(1));
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowUp);
    assert_eq!(chosen(&harness), Some(harness.query_all_by_role(Role::ListBoxOption).count() - 1));
}

#[test]
fn escape_leaves_the_focus_on_the_timeline_or_gives_it_back() {
    let mut harness = harness(App::shipped());
    assert!(has_timeline_focus(&harness));
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(has_timeline_focus(&harness), "Escape took the focus away");
    harness.ctx.memory_mut(|memory| memory.surrender_focus(egui::Id::unique("timeline")));
    press(&mut harness, Key::Escape);
    assert!(has_timeline_focus(&harness), "Escape did not lead back");
}

#[test]
fn escape_closes_an_open_menu_and_keeps_the_selection() {
    let mut app = App::shipped();
    app.state.selection = vec!["2024-03-22-crocus-city-hall".to_owned()];
    let mut harness = harness(app);
    harness.get_by_label("Rule: Victims of attacks").click();
    harness.run();
    assert!(harness.query_by_label("As GTD counts").is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("As GTD counts").is_none(), "the menu stayed");
    assert_eq!(harness.state().state.selection.len(), 1, "Escape reached the timeline, too");
    press(&mut harness, Key::Escape);
    assert!(harness.state().state.selection.is_empty());
}

#[test]
fn escape_closes_the_topmost_thing_only() {
    let mut app = App::shipped();
    app.state.selection = vec!["2024-03-22-crocus-city-hall".to_owned()];
    let mut harness = harness(app);
    press(&mut harness, Key::F1);
    assert!(harness.query_by_label("Move through time").is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Move through time").is_none());
    assert_eq!(harness.state().state.selection.len(), 1, "Escape reached the timeline, too");
    assert!(has_timeline_focus(&harness));
    press(&mut harness, Key::Escape);
    assert!(harness.state().state.selection.is_empty());
}

#[test]
fn enter_restores_what_was_recovered_however_late_its_preview_comes() {
    let mut app = App::shipped();
    app.state.selection = vec!["2024-03-22-crocus-city-hall".to_owned()];
    let offer = Offer {
        preview: None,
        name: "a.ron".to_owned(),
        labels: vec!["title of One".to_owned()],
        is_torn: false,
        is_merged: true,
        refused: None,
    };
    app.files.offers = vec![offer.clone(), offer];
    app.ui_state.show_files(FileDialog::Offers);
    let mut harness = harness(app);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().msgs, [], "there is nothing to see yet");
    let diff = Some(daymark::edit::diff("a\n", "b\n", None));
    let preview = Preview { file: 0, name: "a.ron".to_owned(), diff, lost_comments: Vec::new(), is_cut_off: false };
    for offer in &mut harness.state_mut().files.offers {
        offer.preview = Some(preview.clone());
    }
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().msgs, [Msg::Effect(Effect::Restore(0))]);
    // The first is settled: Enter is for the one that is left.
    harness.state_mut().files.offers.remove(0);
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().msgs.len(), 2);
}

#[test]
fn a_click_beside_it_closes_a_dialog() {
    let mut harness = harness(App::shipped());
    run(&mut harness, "about daymark");
    assert!(harness.query_by_label("Licenses").is_some());
    harness.drag_at(egui::pos2(20.0, 400.0));
    harness.run();
    harness.drop_at(egui::pos2(20.0, 400.0));
    harness.run();
    assert!(harness.query_by_label("Licenses").is_none());
}

#[test]
fn every_example_query_finds_something() {
    let mut harness = harness_sized(App::shipped(), [1400.0, 1000.0]);
    run(&mut harness, "how to write a query");
    let labels: Vec<String> = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label().filter(|label| label.starts_with("Filter by ")))
        .collect();
    assert!(labels.len() > 20, "{labels:?}");
    let all = harness.state().loaded.columns.len();
    for label in &labels {
        let query = label.trim_start_matches("Filter by ").to_owned();
        harness.state_mut().state.query = query;
        let n = harness.state().n_shown();
        assert!(n > 0 && n < all, "{label} shows {n}");
    }
    harness.state_mut().state.query.clear();
    harness.get_by_label("Filter by branch:is-kp killed>=20").click();
    harness.run();
    assert_eq!(harness.state().state.query, "branch:is-kp killed>=20");
    assert!(harness.query_by_label("Put together").is_none());
}

#[test]
fn a_date_is_explained_and_a_good_one_glides() {
    let mut harness = harness(App::shipped());
    ctrl(&mut harness, Key::G);
    type_text(&mut harness, "22.03.2024");
    let _ = harness.get_by_label("It is not written as a date");
    let _ = harness.get_by_label("Did you mean 2024-03-22");
    press(&mut harness, Key::Enter);
    assert!(harness.state().msgs.is_empty(), "a bad date went somewhere");
    for _ in 0..10 {
        harness.key_press(Key::Backspace);
    }
    harness.run();
    type_text(&mut harness, "2024-03-22");
    assert!(harness.query_by_label_contains("Friday, 22 March 2024 · ").is_some());
    press(&mut harness, Key::Enter);
    let [Msg::Glide(view)] = harness.state().msgs.as_slice() else { panic!("{:?}", harness.state().msgs) };
    assert_eq!((view.days(), view.center()), (60.0, 19_804.5));
    assert!(has_timeline_focus(&harness));
}

#[test]
fn the_calendar_turns_and_takes_a_day() {
    let mut harness = harness(App::shipped());
    ctrl(&mut harness, Key::G);
    type_text(&mut harness, "2024-03");
    harness.get_by_label("Month before").click();
    harness.run();
    let _ = harness.get_by_label("February 2024");
    harness.get_by_label("Month after").click();
    harness.run();
    harness.get_by_label_contains("Friday, 22 March 2024: ").click();
    harness.run();
    assert!(matches!(harness.state().msgs.as_slice(), [Msg::Glide(view)] if view.days() == 60.0));
}

#[test]
fn a_damaged_file_opens_its_problems() {
    let mut app = App::damaged();
    app.ui_state = UiState::new(true);
    app.refused.push(Refused { name: "missing.ron".to_owned(), message: "There is no such file".to_owned() });
    let mut harness = harness(app);
    for words in [
        "damaged.ron:8:63",
        "1 of 3 records could not be read; the rest is shown",
        "There is no such file",
        "Killed must run low ≤ best ≤ high",
    ] {
        assert!(harness.query_all_by_label_contains(words).count() > 0, "{words}");
    }
    harness.get_by_label("Copy damaged.ron:8:63").click();
    harness.run();
    let copied = harness.state().msgs.iter().find_map(|msg| match msg {
        Msg::Effect(Effect::Copy { text, .. }) => Some(text.clone()),
        _ => None,
    });
    assert!(copied.unwrap().starts_with("folder/damaged.ron:8:63: error: "));
    harness.get_by_label("Show incident").click();
    harness.run();
    assert_eq!(harness.state().state.selection, ["b"]);
    assert!(harness.query_by_label("There is no such file").is_none());
}

#[test]
fn warnings_wait_behind_their_switch() {
    let app = App::shipped();
    let n = app.documents.iter().flat_map(|document| document.problems()).filter(|problem| !problem.is_error()).count();
    let mut harness = harness(app);
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M);
    harness.run();
    assert!(harness.query_by_label("Show incident").is_none());
    let label = format!("Show {n} ");
    let switch = harness.get_by_label_contains(&label);
    assert!(switch.accesskit_node().label().unwrap().contains("warning"));
    switch.click();
    harness.run();
    assert!(harness.query_all_by_label("Show incident").count() > 0);
}

#[test]
fn a_hundred_thousand_problems_are_paged() {
    let record = "Incident(id: \"x\u{202e}\", kind: Attac, title: \"\t\u{1b}\", when: \"کرمان\"),\n";
    let text = format!("Timeline(format: 1, incidents: [\n{}])", record.repeat(100_000));
    let mut app = App::new(vec![Document::read("many.ron", text.into_bytes())]);
    app.ui_state = UiState::new(true);
    let mut harness = harness(app);
    assert!(harness.query_by_label_contains("1 to 200 of ").is_some());
    let start = std::time::Instant::now();
    harness.get_by_label("Last page").click();
    harness.run();
    assert!(harness.query_all_by_label_contains("many.ron:100001:").count() > 0);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn a_link_opens_only_by_its_button() {
    let mut app = App::shipped();
    app.ui_state.ask_to_open("https://user@xn--80ak6aa92e.com/page?a=b");
    let mut harness = harness(app);
    let _ = harness.get_by_label("xn--80ak6aa92e.com");
    let _ = harness.get_by_label("https://user@xn--80ak6aa92e.com/page?a=b");
    assert!(harness.query_by_label_contains("letters beyond a to z").is_some());
    assert!(harness.query_by_label_contains("before the @").is_some());
    assert!(harness.state().msgs.is_empty());
    harness.get_by_label("Open in browser").click();
    harness.run();
    let expected = Msg::Effect(Effect::OpenUrl("https://user@xn--80ak6aa92e.com/page?a=b".to_owned()));
    assert_eq!(harness.state().msgs, [expected]);
}

#[test]
fn a_link_that_is_no_web_page_is_not_opened() {
    let mut app = App::shipped();
    app.ui_state.ask_to_open("file:///etc/passwd");
    let mut harness = harness(app);
    assert!(harness.get_by_label("Open in browser").accesskit_node().is_disabled());
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    assert!(harness.state().msgs.is_empty());
}

#[test]
fn a_typed_path_opens() {
    let mut app = App::shipped();
    app.recent.push(PathBuf::from("/data/other.ron"));
    let mut harness = harness(app);
    run(&mut harness, "open by path");
    type_text(&mut harness, "~/a.ron");
    press(&mut harness, Key::Enter);
    assert!(harness.state().msgs.is_empty());
    assert!(harness.query_by_label_contains("not replaced by your home folder").is_some());
    for _ in 0..7 {
        harness.key_press(Key::Backspace);
    }
    harness.run();
    type_text(&mut harness, " '/data/my file.ron' ");
    press(&mut harness, Key::Enter);
    let expected = Msg::Effect(Effect::Open(vec![PathBuf::from("/data/my file.ron")]));
    assert_eq!(harness.state().msgs, [expected]);
    run(&mut harness, "open by path");
    harness.get_by_label("/data/other.ron").click();
    harness.run();
    assert_eq!(harness.state().msgs.len(), 2);
}

#[test]
fn the_scope_tells_what_counts() {
    let mut harness = harness(App::shipped());
    run(&mut harness, "scope");
    for words in ["A selection, not a census", "CC-BY-4.0", "Victims of attacks (in force)"] {
        assert!(harness.query_all_by_label_contains(words).count() > 0, "{words}");
    }
}
