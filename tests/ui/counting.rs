//! Every number explains itself: the rule, the facets, the explanation, what was known on a day. Questions that readers
//! ask, in few actions.

use crate::harness::Window;
use daymark::query::{CountingRule, Headline};
use daymark::ui::Effect;
use daymark::view::ViewChange;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

const SIZE: [f32; 2] = [1280.0, 900.0];
const CROCUS: &str = "2024-03-22-crocus-city-hall";

type Panels = Harness<'static, Window>;

fn press(panels: &mut Panels, key: Key) {
    panels.key_press(key);
    panels.run();
}

fn type_text(panels: &mut Panels, text: &str) {
    panels.event(egui::Event::Text(text.to_owned()));
    panels.run();
}

#[track_caller]
fn click(panels: &mut Panels, label: &str) {
    panels.get_by_label(label).click();
    panels.run();
}

/// Goes to something by the keyboard, which brings it on screen, and clicks it.
#[track_caller]
fn go_and_click(panels: &mut Panels, label: &str) {
    panels.get_by_label_contains(label).focus();
    panels.run();
    panels.get_by_label_contains(label).click();
    panels.run();
}

#[track_caller]
fn shows(panels: &Panels, text: &str) {
    assert!(panels.query_all_by_label_contains(text).next().is_some(), "“{text}” is not there");
}

#[test]
fn how_many_died_in_is_kp_attacks_outside_afghanistan_since_2023_and_who_says_so() {
    let mut panels = Window::shipped().open(SIZE);
    // 1. Search. 2. Type the question. 3. Click the number.
    press(&mut panels, Key::Slash);
    type_text(&mut panels, "branch:is-kp -country:Afghanistan kind:attack 2023..");
    let totals = *panels.state().shown().totals;
    let killed = totals.killed.words_by(Headline::Best);
    click(&mut panels, &format!("Explain: killed {killed}"));
    // At least and at most,
    shows(&panels, &killed);
    shows(&panels, &format!("Low {}", daymark::model::thousands(totals.killed.low)));
    shows(&panels, &format!("High {}", daymark::model::thousands(totals.killed.high)));
    assert!(totals.killed.high > totals.killed.low && totals.killed.low > 300);
    // and who says so.
    shows(&panels, "incidents rest on two or more independent sources");
    shows(&panels, "Incidents by kind of source: ");
    shows(&panels, "Crocus City Hall attack");
    // The answer can be taken along, with its rule and its filter.
    click(&mut panels, "Copy explanation");
    let Some(Effect::Copy { text, .. }) = panels.state().effects.last() else { panic!("nothing was copied") };
    assert!(text.contains("Filter: branch:is-kp NOT country:AFG kind:Attack 2023..") && text.contains("Rule: Counts"));
    assert!(text.contains("not a census"));
}

#[test]
fn facets_and_the_query_field_are_two_faces_of_one_query() {
    let mut panels = Window::shipped().open(SIZE);
    press(&mut panels, Key::B);
    shows(&panels, "Facet Branch");
    go_and_click(&mut panels, "Branch IS-KP: ");
    assert_eq!(panels.state().state.query, "branch:is-kp");
    let n = panels.state().shown().n_shown();
    shows(&panels, &format!("Branch IS-KP: {n} incidents"));
    go_and_click(&mut panels, "Without Afghanistan");
    assert_eq!(panels.state().state.query, "branch:is-kp NOT country:AFG");
    shows(&panels, "Remove not country: Afghanistan");
    // What the field says is ticked, too; a chip taken away clears it.
    go_and_click(&mut panels, "Country Iran: ");
    go_and_click(&mut panels, "Country Russia: ");
    assert_eq!(panels.state().state.query, "branch:is-kp NOT country:AFG (country:IRN OR country:RUS)");
    click(&mut panels, "Clear Country");
    assert_eq!(panels.state().state.query, "branch:is-kp");
    panels.get_by_label_contains("Branch IS-KP: ").focus();
    panels.run();
    press(&mut panels, Key::Minus);
    assert_eq!(panels.state().state.query, "NOT branch:is-kp");
}

#[test]
fn the_rule_says_what_each_option_would_change() {
    let mut panels = Window::shipped().open([1280.0, 1200.0]);
    let before = *panels.state().shown().totals;
    press(&mut panels, Key::R);
    shows(&panels, "As UCDP's one-sided violence");
    let rule = CountingRule::parse("-disputed").unwrap();
    click(&mut panels, "Disputed");
    assert_eq!(panels.state().state.rule, rule.to_string());
    assert!(panels.state().shown().totals.counted < before.counted);
    shows(&panels, "Rule: Victims of attacks, without disputed");
    click(&mut panels, "Figure that leads: Low");
    let low = panels.state().shown().totals.killed.low;
    shows(&panels, &format!("killed {} by the low figures", daymark::model::thousands(low)));
    click(&mut panels, "As GTD counts");
    assert_eq!(panels.state().shown().rule, CountingRule::GTD);
    press(&mut panels, Key::Escape);
    assert!(panels.query_by_label("As UCDP's one-sided violence").is_none());
}

#[test]
fn a_rule_that_leaves_nothing_says_why_and_offers_the_way_back() {
    let mut panels = Window::shipped().with(ViewChange::Rule("kinds:none".to_owned())).open(SIZE);
    shows(&panels, "None of these incidents counts under the rule “Victims of attacks, no kind”");
    shows(&panels, "of a kind that is not counted");
    click(&mut panels, "Back to the usual rule");
    assert_eq!(panels.state().shown().rule, CountingRule::VICTIMS);
}

#[test]
fn what_was_known_on_a_day() {
    let mut panels = Window::shipped().selecting(&[CROCUS]).open(SIZE);
    shows(&panels, "144–150");
    press(&mut panels, Key::K);
    type_text(&mut panels, "2024-03-22");
    press(&mut panels, Key::Enter);
    shows(&panels, "As known on 22 March 2024");
    // The side panel shows the record as the first day's reports had it.
    assert!(panels.query_by_label_contains("144–150").is_none());
    shows(&panels, "at least 40");
    // The handle in the overview goes back by months, and to today.
    panels.get_by_label("As known on 22 March 2024").focus();
    panels.run();
    press(&mut panels, Key::ArrowDown);
    assert_eq!(panels.state().state.as_known.map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
    panels.get_by_label("As known on 29 February 2024").focus();
    panels.run();
    for _ in 0..11 {
        press(&mut panels, Key::ArrowUp);
    }
    assert_eq!(panels.state().state.as_known, None, "the last month of the span is today");
}

#[test]
fn the_figures_that_moved_most_lead_to_their_incidents() {
    let mut panels = Window::shipped().open(SIZE);
    panels.key_press_modifiers(Modifiers::COMMAND, Key::K);
    panels.run();
    type_text(&mut panels, "moved most");
    press(&mut panels, Key::Enter);
    shows(&panels, "Figures that moved most");
    shows(&panels, " incidents moved");
    shows(&panels, " → ");
    click(&mut panels, "Close “Figures that moved most”");
    assert!(panels.query_by_label("Figures that moved most").is_none());
}

#[test]
fn the_query_field_completes_keys_and_values() {
    let mut panels = Window::shipped().open(SIZE);
    press(&mut panels, Key::Slash);
    type_text(&mut panels, "bran");
    shows(&panels, "Complete branch:");
    press(&mut panels, Key::ArrowDown);
    press(&mut panels, Key::Enter);
    type_text(&mut panels, "khor");
    press(&mut panels, Key::ArrowDown);
    press(&mut panels, Key::Enter);
    assert_eq!(panels.state().state.query, "branch:is-kp ");
    type_text(&mut panels, "killed>=20");
    assert_eq!(panels.state().state.query, "branch:is-kp killed>=20");
    // The arrows give the list up for Escape; the field keeps its text.
    type_text(&mut panels, " coun");
    press(&mut panels, Key::ArrowDown);
    press(&mut panels, Key::Escape);
    assert!(panels.query_by_label("Complete country:").is_none());
    assert_eq!(panels.state().state.query, "branch:is-kp killed>=20 coun");
}

#[test]
fn around_an_incident() {
    let mut panels = Window::shipped().selecting(&[CROCUS]).open([1280.0, 4000.0]);
    shows(&panels, "Around it");
    shows(&panels, "Legend: follow-up or related");
    go_and_click(&mut panels, "incidents within 30 days");
    assert_eq!(panels.state().state.query, format!("within:30d of:{CROCUS}"));
    assert!(panels.state().shown().n_shown() > 1);
}
