//! The side panel: every figure explains itself.

use crate::harness::Window;
use daymark::ui::Effect;
use daymark::view::ViewChange;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

const SIZE: [f32; 2] = [1280.0, 900.0];
const CROCUS: &str = "2024-03-22-crocus-city-hall";
const KABUL: &str = "2021-08-26-kabul-airport-abbey-gate";
const KERMAN: &str = "2024-01-03-kerman";

fn incident(fields: &str) -> Window {
    let text = format!(
        r#"#![enable(implicit_some)]
Timeline(
    format: 1, title: "Test", version: "1", span: "2015/2024", about: "A. B. C.", license: "CC0-1.0",
    actors: [Actor(id: "is", name: "Islamic State")],
    sources: [
        Source(id: "paper", title: "What happened", publisher: "Paper", kind: Press, url: "https://paper.example/1"),
        Source(id: "channel", title: "Statement", publisher: "Channel", kind: ClaimChannel),
    ],
    incidents: [Incident(
        id: "one", kind: Attack, title: "One", when: "2020-03-01", branch: "is",
        place: Place(country: "IRQ", precision: Country), confidence: Low, {fields}
    )],
)"#
    );
    Window::of(&text).selecting(&["one"])
}

/// The words of every node, in the order of the tree.
fn words(harness: &Harness<'_, Window>) -> Vec<String> {
    let all = harness.get_all(egui_kittest::kittest::by().predicate(|_| true));
    all.filter_map(|node: Node<'_>| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).collect()
}

#[track_caller]
fn shows(harness: &Harness<'_, Window>, text: &str) {
    let words = words(harness);
    assert!(words.iter().any(|word| word.contains(text)), "“{text}” is not in {words:#?}");
}

#[track_caller]
fn shows_not(harness: &Harness<'_, Window>, text: &str) {
    assert!(!words(harness).iter().any(|word| word.contains(text)), "“{text}” is there");
}

/// Goes to a button by the keyboard, which brings it on screen, and presses it.
#[track_caller]
fn press(harness: &mut Harness<'_, Window>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    harness.get_by_label(label).click();
    harness.run();
}

#[test]
fn an_incident_shows_its_figures_reports_and_sources() {
    let harness = Window::shipped().selecting(&[CROCUS]).open(SIZE);
    for text in ["Crocus City Hall attack", "Friday, 22 March 2024", "144–150", "best 149", "551–609", "Doubts"] {
        shows(&harness, text);
    }
    // A figure of the first report, the last and an undated one.
    for text in ["at least 40 killed, at least 100 injured", "149 killed, 609 injured", "at least 139 killed"] {
        shows(&harness, text);
    }
    let n_sources = words(&harness).iter().filter(|word| word.starts_with("Copy citation: ")).count();
    let n = harness.state().incident(CROCUS).source_ids().len();
    assert!(n >= 18);
    assert_eq!(n_sources, n);
    shows(&harness, "Counted under “Victims of attacks”");
    shows(&harness, "Attackers killed 0, not in these figures");
}

#[test]
fn unknown_is_said_and_is_not_zero() {
    let harness = incident("injured: Count(low: 0, best: 0, high: 0)").open(SIZE);
    harness.get_by_label("unknown");
    harness.get_by_label("0");
    harness.get_by_label("No report in the record gives it");
    shows(&harness, "No source in the record reports a figure");
}

#[test]
fn the_groups_own_figure_is_never_counted() {
    let harness = incident(
        r#"killed: Count(low: 12),
        reports: [Report(source: "paper", as_of: "2020-03-02", killed: AtLeast(12)),
                  Report(source: "channel", as_of: "2020-03-02", killed: Exactly(60), claimed: true)]"#,
    )
    .open(SIZE);
    harness.get_by_label("at least 12");
    harness.get_by_label("The group's own figure, never counted");
    harness.get_by_label("60 killed, 2 March 2020, Channel, the group's own figure, never counted");
    shows(&harness, "the page may hold propaganda");
}

#[test]
fn words_are_kept_as_words() {
    let harness = incident(r#"reports: [Report(source: "paper", killed: Words("dozens"))]"#).open(SIZE);
    harness.get_by_label("“dozens” killed");
    harness.get_by_label("undated");
    shows_not(&harness, "Plot reports of the killed");
}

#[test]
fn doubts_are_open_to_see() {
    let harness = incident(r#"doubts: ["The day is doubtful.", "The place is doubtful."]"#).open(SIZE);
    harness.get_by_label("The day is doubtful.");
    harness.get_by_label("The place is doubtful.");
    harness.get_by_label("Show 2 doubts");
}

#[test]
fn a_coarse_place_is_no_point() {
    let harness = incident("").open(SIZE);
    harness.get_by_label("Place known to the country only, so it is given no point");
}

#[test]
fn what_does_not_count_says_why() {
    let harness = Window::shipped().selecting(&["2024-01-05-kerman-arrests"]).open(SIZE);
    shows(&harness, "Not counted under “Victims of attacks”: it is an arrest");
    let harness = Window::shipped().selecting(&["2004-09-01-beslan"]).open(SIZE);
    shows(&harness, "it began outside the span of the timeline");
}

#[test]
fn the_other_rule_adds_the_attackers() {
    let window = Window::shipped().selecting(&[KABUL]).with(ViewChange::Rule("as-gtd-counts".to_owned()));
    shows(&window.open(SIZE), "Counted under “As GTD counts”, the attackers added: killed 164–184 (184)");
}

#[test]
fn several_add_up_to_a_range() {
    let mut harness = Window::shipped().selecting(&[KERMAN, CROCUS, "2024-01-05-kerman-arrests"]).open(SIZE);
    harness.get_by_label("3 incidents selected");
    shows(&harness, "235–245, best 244");
    shows(&harness, "2 of 3 counted under “Victims of attacks”");
    harness.get_by_label("Kerman twin suicide bombings, 3 January 2024, killed 91–95 (95)").click();
    harness.run();
    assert_eq!(harness.state().state.selection, [KERMAN]);
}

#[test]
fn a_page_opens_only_after_asking() {
    let mut harness = Window::shipped().selecting(&[KERMAN]).open(SIZE);
    press(&mut harness, "Open: MENAFN");
    assert_eq!(harness.state().effects, []);
    // The dialog has the keys: this one would hide the legend.
    harness.key_press(egui::Key::L);
    harness.run();
    assert!(harness.state().state.legend, "no dialog is open");
}

#[test]
fn citations_are_copied() {
    let mut harness = Window::shipped().selecting(&[KABUL]).open(SIZE);
    press(&mut harness, "Copy citation of this incident");
    match harness.state().effects.as_slice() {
        [Effect::Copy { text, what: "Citation" }] => assert!(text.contains(KABUL), "{text}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_steps_through_the_filter() {
    let query = ViewChange::Query("crocus OR kerman".to_owned());
    let mut harness = Window::shipped().with(query).selecting(&[KERMAN]).open(SIZE);
    shows(&harness, "2 of 10");
    harness.get_by_label("Next incident").click();
    harness.run();
    assert_ne!(harness.state().state.selection, [KERMAN]);
    harness.get_by_label("Previous incident").click();
    harness.run();
    assert_eq!(harness.state().state.selection, [KERMAN]);
    harness.get_by_label("Close: select nothing (Esc)").click();
    harness.run();
    shows(&harness, "Deadliest in the filter");
}

#[test]
fn the_plot_shows_what_is_asked_for() {
    let mut harness = Window::shipped().selecting(&[KERMAN]).open([1280.0, 1600.0]);
    harness.get_by_label("103 killed, 3 January 2024, MENAFN");
    harness.get_by_label("Plot reports of the injured").click();
    harness.run();
    shows_not(&harness, "103 killed, 3 January 2024");
    harness.get_by_label("284 injured, 4 January 2024, MENAFN");
}

#[test]
fn nothing_selected_leads_on() {
    let mut harness = Window::shipped().open(SIZE);
    shows(&harness, "It is a selection, not a census");
    shows(&harness, "CC-BY-4.0");
    harness.get_by_label("Karrada bombing, Baghdad, 3 July 2016, killed 323–341 (324)").click();
    harness.run();
    assert_eq!(harness.state().state.selection.len(), 1);
    shows(&harness, "Sunday, 3 July 2016");
}

#[test]
fn focus_is_brought_on_screen() {
    let mut harness = Window::shipped().selecting(&[CROCUS]).open(SIZE);
    harness.get_by_label("Copy citation of this incident").focus();
    harness.run();
    let rect = harness.get_by_label("Copy citation of this incident").rect();
    assert!(rect.bottom() < SIZE[1], "{rect}");
}

#[test]
fn related_incidents_are_links() {
    let fields = r#"related: [Related(id: "one", how: SameWave), Related(id: "gone", how: FollowUp)]"#;
    let mut harness = incident(fields).open(SIZE);
    harness.get_by_label("gone, which is not in the open files");
    harness.get_by_role_and_label(egui::accesskit::Role::Link, "One").click();
    harness.run();
    assert_eq!(harness.state().state.selection, ["one"]);
}
