//! The counting rule in force, and what each of its options would change in the present total.

use super::{Inputs, Msg, theme, widgets};
use crate::model::{Confidence, Kind, Vocabulary, thousands};
use crate::query::{CountingRule, Filtered, Headline, Included, Totals, totals};
use crate::view::ViewChange;
use egui::{Align, Layout, RichText, Ui, vec2};
use std::sync::Arc;

/// Up to so many rows are added up in one frame; more options follow in the next ones.
const ROWS_A_FRAME: usize = 400_000;
/// Width of the control, in points.
const WIDTH_PT: f32 = 470.0;

/// What the control remembers from frame to frame.
#[derive(Default)]
pub(crate) struct RuleState {
    /// Whether it is open.
    pub(crate) is_open: bool,
    /// Whether it was open in the last frame.
    was_open: bool,
    effects: Option<Effects>,
}

/// What other rules would add up to, for one filter.
struct Effects {
    filtered: Arc<Filtered>,
    totals: Vec<(CountingRule, Totals)>,
}

/// What is drawn from.
struct Desk<'a> {
    inputs: &'a Inputs<'a>,
    effects: &'a mut Effects,
    rows_left: usize,
    /// Whether something was left for the next frame.
    is_waiting: bool,
    chosen: Option<CountingRule>,
    /// Whether it has just opened, and the rule in force should take the focus.
    is_new: bool,
}

/// Draws the button that names the rule, and the control over it when it is open.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut RuleState, msgs: &mut Vec<Msg>) {
    let now = &inputs.shown.rule;
    let palette = theme::palette(ui.ctx());
    let text = RichText::new(format!("Rule: {}", now.label())).color(theme::color(palette.accent));
    let button = ui.add(egui::Button::new(text).frame_when_inactive(false));
    widgets::focus_ring(ui, &button);
    if button.clicked() {
        state.is_open = !state.is_open;
    }
    let button = button.on_hover_text(now.words());
    let is_new = state.is_open && !std::mem::replace(&mut state.was_open, state.is_open);
    if !state.is_open {
        state.was_open = false;
        state.effects = None;
        return;
    }
    let effects = match state.effects.take() {
        Some(effects) if Arc::ptr_eq(&effects.filtered, &inputs.shown.filtered) => effects,
        _ => Effects { filtered: Arc::clone(&inputs.shown.filtered), totals: Vec::new() },
    };
    let effects = state.effects.insert(effects);
    let mut desk = Desk { inputs, effects, rows_left: ROWS_A_FRAME, is_waiting: false, chosen: None, is_new };
    egui::Popup::from_response(&button)
        .id(egui::Id::unique("counting rule"))
        .accessible_name("Counting rule")
        .open_bool(&mut state.is_open)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .align(egui::RectAlign::TOP_END)
        .gap(6.0)
        .show(|ui| {
            ui.set_width(WIDTH_PT);
            ui.style_mut().override_font_id = None;
            let most = ui.ctx().content_rect().height() - 120.0;
            egui::ScrollArea::vertical()
                .max_height(most)
                .min_scrolled_height(most)
                .show(ui, |ui| contents(ui, &mut desk));
        });
    if desk.is_waiting {
        ui.ctx().request_repaint();
    }
    if let Some(rule) = desk.chosen {
        msgs.push(ViewChange::Rule(rule.to_string()).into());
    }
}

fn contents(ui: &mut Ui, desk: &mut Desk<'_>) {
    let now = desk.inputs.shown.rule;
    ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    ui.label(theme::strong_text("Counting rule", 15.0).color(strong));
    ui.label(widgets::weak("Used by every view, and printed on everything that is copied.", ui));
    ui.add_space(4.0);
    for rule in CountingRule::presets() {
        let totals = desk.totals_by(rule);
        let response = line(ui, |ui| ui.radio(now == rule, rule.label()), &killed(rule, totals));
        if desk.is_new && (now == rule || rule == CountingRule::VICTIMS) {
            response.request_focus();
        }
        if response.on_hover_text(rule.words()).clicked() {
            desk.chosen = Some(rule);
        }
    }
    ui.add_space(6.0);
    figure(ui, desk);
    confidence(ui, desk);
    ui.add_space(6.0);
    heading(ui, "Takes in", "if switched, the total changes by");
    for what in Included::ALL {
        let rule = now.taking(*what, !now.takes(*what));
        let words = desk.effect(rule);
        let mut is_in = now.takes(*what);
        if line(ui, |ui| ui.checkbox(&mut is_in, what.label()), &words).on_hover_text(what.definition()).clicked() {
            desk.chosen = Some(rule);
        }
    }
    ui.add_space(6.0);
    heading(ui, "Kinds", "if switched, the total changes by");
    for kind in Kind::ALL {
        let rule = now.taking_kind(*kind, !now.takes_kind(*kind));
        let words = desk.effect(rule);
        let mut is_in = now.takes_kind(*kind);
        if line(ui, |ui| ui.checkbox(&mut is_in, kind.label()), &words).on_hover_text(kind.definition()).clicked() {
            desk.chosen = Some(rule);
        }
    }
    ui.add_space(6.0);
    let words = now.words();
    ui.label(widgets::weak(&words, ui));
    if !now.caveat().is_empty() {
        ui.label(widgets::weak(now.caveat(), ui));
    }
    unknown(ui, desk);
}

/// Incidents without a figure, beside the total.
fn unknown(ui: &mut Ui, desk: &Desk<'_>) {
    let totals = &desk.inputs.shown.totals;
    let (killed, injured) = (totals.killed.unknown, totals.injured.unknown);
    let words = format!(
        "Of {} counted incidents {} have no figure of the killed and {} none of the injured; unknown is not zero.",
        thousands(totals.counted.into()),
        if killed == 0 { "none".to_owned() } else { thousands(killed.into()) },
        if injured == 0 { "none".to_owned() } else { thousands(injured.into()) },
    );
    ui.label(widgets::weak(words, ui));
}

fn heading(ui: &mut Ui, left: &str, right: &str) {
    ui.horizontal(|ui| {
        widgets::caption(ui, left);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(widgets::weak(right, ui)));
    });
}

/// A control with a few words at the right end of its line.
fn line(ui: &mut Ui, control: impl FnOnce(&mut Ui) -> egui::Response, words: &str) -> egui::Response {
    ui.horizontal(|ui| {
        let response = control(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(widgets::weak(words, ui)));
        response
    })
    .inner
}

fn figure(ui: &mut Ui, desk: &mut Desk<'_>) {
    let now = desk.inputs.shown.rule;
    ui.horizontal(|ui| {
        ui.label("Figure that leads");
        for headline in Headline::ALL {
            let response = ui.selectable_label(now.headline == *headline, headline.label());
            let response = response.accessible_name(format!("Figure that leads: {}", headline.label()));
            if response.on_hover_text(headline.definition()).clicked() {
                desk.chosen = Some(now.led_by(*headline));
            }
        }
    });
}

fn confidence(ui: &mut Ui, desk: &mut Desk<'_>) {
    let now = desk.inputs.shown.rule;
    ui.horizontal(|ui| {
        ui.label("Least confidence");
        for grade in Confidence::ALL.iter().rev() {
            let rule = now.from_confidence(*grade);
            let words = desk.effect(rule);
            let response = ui.selectable_label(now.confidence == *grade, grade.label());
            let response = response.accessible_name(format!("Least confidence: {}", grade.label()));
            if response.on_hover_text(format!("{}\n{words}", grade.definition())).clicked() {
                desk.chosen = Some(rule);
            }
        }
    });
}

impl Desk<'_> {
    /// What another rule would add up to; `None` while it waits for its turn.
    fn totals_by(&mut self, rule: CountingRule) -> Option<Totals> {
        if rule == self.inputs.shown.rule {
            return Some(*self.inputs.shown.totals);
        }
        if let Some((_, totals)) = self.effects.totals.iter().find(|(of, _)| *of == rule) {
            return Some(*totals);
        }
        let columns = &self.inputs.loaded.columns;
        if self.rows_left < columns.len().min(ROWS_A_FRAME) {
            self.is_waiting = true;
            return None;
        }
        self.rows_left = self.rows_left.saturating_sub(columns.len());
        let made = totals(columns, &self.effects.filtered.mask, &rule);
        self.effects.totals.push((rule, made));
        Some(made)
    }

    /// What would change in the present total, such as "+12 incidents, +34 killed".
    fn effect(&mut self, rule: CountingRule) -> String {
        let now = *self.inputs.shown.totals;
        let Some(then) = self.totals_by(rule) else { return "…".to_owned() };
        let (from, to) = (now.killed.of(self.inputs.shown.rule.headline), then.killed.of(rule.headline));
        let incidents = change(now.counted.into(), then.counted.into());
        match (incidents, change(from, to)) {
            (None, None) => "no change".to_owned(),
            (Some(incidents), None) => format!("{incidents} incidents, 0 killed"),
            (None, Some(killed)) => format!("{killed} killed"),
            (Some(incidents), Some(killed)) => format!("{incidents} incidents, {killed} killed"),
        }
    }
}

fn killed(rule: CountingRule, totals: Option<Totals>) -> String {
    totals.map_or("…".to_owned(), |totals| format!("killed {}", totals.killed.words_by(rule.headline)))
}

/// The difference with its sign; `None` where there is none.
fn change(from: u64, to: u64) -> Option<String> {
    match from.cmp(&to) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Less => Some(format!("+{}", thousands(to - from))),
        std::cmp::Ordering::Greater => Some(format!("−{}", thousands(from - to))),
    }
}
