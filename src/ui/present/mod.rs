//! A story on the whole screen: one step at a time in large type, nothing of the window around it.
//!
//! ```text
//! ┌ title of the step ───────────────┐
//! │ text,       │ timeline and plot,  │
//! │ figures     │ table or comparison │
//! └ data, rule, totals ── step n of m ┘
//! ```
//!
//! What is shown does not change under it: `app` hands in the data of the beginning. The clock is `app`'s too.

mod figures;
mod keys;
mod notes;

pub use notes::{Notes, notes};

use super::stories::markdown;
use super::{Inputs, Msg, UiState, centre, compare, legend, table, theme, widgets};
use crate::model::{SourceId, thousands};
use crate::ui::Effect;
use crate::view::{Centre, LaneKey, Reference, Story, StoryStep, ViewChange};
use egui::{Key, Modifiers, Panel, RichText, ScrollArea, Ui, vec2};
use std::path::PathBuf;

/// What is asked for while, or so that, a story is presented.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PresentAsk {
    /// Present a story.
    Start {
        /// Its file.
        place: PathBuf,
        /// The first step shown, counted from 0.
        step: usize,
    },
    /// The next step; after the last one nothing.
    Next,
    /// The step before.
    Previous,
    /// A step, counted from 0; past the last one the last.
    GoTo(usize),
    /// A screen without anything, or back.
    Screen(Screen),
    /// The notes in a window of their own, or not.
    NotesWindow,
    /// Larger type, or smaller.
    Zoom {
        /// Larger, else smaller.
        is_larger: bool,
    },
    /// Back to the window.
    Leave,
}

/// What the whole screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Screen {
    /// The step.
    #[default]
    Step,
    /// Nothing, in black.
    Black,
    /// Nothing, in white.
    White,
}

/// What is presented.
pub struct Presenting<'a> {
    /// The story as it was at the beginning.
    pub story: &'a Story,
    /// The step, counted from 0.
    pub step: usize,
    /// What the screen shows of it.
    pub screen: Screen,
    /// Which data are shown, in words.
    pub frozen: &'a str,
}

impl Presenting<'_> {
    fn step(&self) -> Option<&StoryStep> {
        self.story.steps.get(self.step)
    }
}

/// What presenting remembers from frame to frame.
#[derive(Default)]
pub(crate) struct PresentState {
    /// Whether a story is presented: nothing is changed then.
    pub(crate) is_on: bool,
    /// Digits of a step that is jumped to.
    typed: String,
    /// The source or address that a link of the step led to.
    card: Option<(usize, Reference)>,
}

/// Draws the step, and hears the keys.
pub fn present(ui: &mut Ui, inputs: &Inputs<'_>, presenting: &Presenting<'_>, state: &mut UiState) -> Vec<Msg> {
    theme::apply(ui.ctx(), inputs.state.theme, inputs.state.reduced_motion);
    state.present.is_on = true;
    state.timeline.note_input(ui.ctx());
    let is_resting = state.timeline.is_led_by_keys;
    theme::set_tooltips(ui.ctx(), if is_resting { theme::Tooltips::StayAway } else { theme::Tooltips::Open });
    let msgs = screen(ui, inputs, presenting, state);
    if is_resting {
        ui.ctx().set_cursor_icon(egui::CursorIcon::None);
    }
    msgs
}

/// Lets the window have again what presenting took away.
pub fn leave(ctx: &egui::Context) {
    theme::set_tooltips(ctx, theme::Tooltips::Open);
}

fn screen(ui: &mut Ui, inputs: &Inputs<'_>, presenting: &Presenting<'_>, state: &mut UiState) -> Vec<Msg> {
    let mut msgs: Vec<Msg> = keys::listen(ui.ctx(), presenting, &mut state.present.typed).map(asked).collect();
    if presenting.screen != Screen::Step {
        blank(ui, presenting.screen, &mut msgs);
        return msgs;
    }
    title(ui, presenting);
    foot(ui, inputs, presenting, &state.present.typed);
    let n_heard = msgs.len();
    let mut is_followed = false;
    if has_text(presenting, inputs, state) {
        is_followed = column(ui, inputs, presenting, state, &mut msgs);
    }
    // Lanes of kinds say already what the shapes mean.
    let needs_legend = inputs.state.legend && inputs.state.lanes != LaneKey::Kind;
    if needs_legend && inputs.state.centre == Centre::Timeline {
        legend::show(ui, inputs, state);
    }
    match inputs.state.centre {
        Centre::Timeline => msgs.extend(centre(ui, inputs, state)),
        Centre::Table => table::show(ui, inputs, state, &mut msgs),
        Centre::Compare => compare::show(ui, inputs, state, &mut msgs),
    }
    let is_click = ui.input(|input| input.pointer.primary_clicked()) && !is_followed;
    let is_elsewhere = |msg: &Msg| *msg != Msg::View(ViewChange::Select(Vec::new()));
    if is_click && !msgs.iter().skip(n_heard).any(is_elsewhere) {
        msgs.truncate(n_heard);
        msgs.push(asked(PresentAsk::Next));
    }
    msgs
}

fn asked(ask: PresentAsk) -> Msg {
    Msg::Effect(Effect::Present(ask))
}

/// A screen without anything; a click brings the step back.
fn blank(ui: &mut Ui, screen: Screen, msgs: &mut Vec<Msg>) {
    let (color, name) = match screen {
        Screen::White => (theme::WHITE_SCREEN, "White screen"),
        _ => (theme::BLACK_SCREEN, "Black screen"),
    };
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0.0, color);
    let response = ui.allocate_rect(rect, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    if response.clicked() {
        msgs.push(asked(PresentAsk::Screen(Screen::Step)));
    }
}

fn title(ui: &mut Ui, presenting: &Presenting<'_>) {
    let palette = theme::palette(ui.ctx());
    let margin = egui::Margin { left: 28, right: 28, top: 16, bottom: 14 };
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(margin);
    Panel::top("step title").frame(frame).show(ui, |ui| {
        let title = presenting.step().map_or("", |step| step.title.as_str());
        let text = theme::strong_text(title, 29.0).color(theme::color(palette.strong));
        let response = ui.add(egui::Label::new(text).wrap());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
    });
}

/// Which data these are, how they are counted and what they come to, small at the foot.
fn foot(ui: &mut Ui, inputs: &Inputs<'_>, presenting: &Presenting<'_>, typed: &str) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(28, 5));
    Panel::bottom("step foot").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let mut place = format!("step {} of {}", presenting.step + 1, presenting.story.steps.len());
                if !typed.is_empty() {
                    place = format!("to step {typed}, Enter · {place}");
                }
                ui.label(RichText::new(place).font(theme::strong(12.0)).color(theme::color(palette.text)));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let words = stamp(inputs, presenting.frozen);
                    let color = theme::color(palette.weak);
                    let width = ui.available_width() - 12.0;
                    let galley = widgets::one_line(ui.painter(), &words, theme::small(), color, width);
                    let response = ui.add(egui::Label::new(galley));
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
                });
            });
        });
    });
}

/// Total as a range, counting rule, day, and the data they come from.
fn stamp(inputs: &Inputs<'_>, frozen: &str) -> String {
    let totals = &inputs.shown.totals;
    let rule = &inputs.shown.rule;
    let incidents = if totals.incidents == 1 { "incident" } else { "incidents" };
    let mut words = format!(
        "{} {incidents}, {} counted: killed {}",
        thousands(totals.incidents.into()),
        thousands(totals.counted.into()),
        totals.killed.words_by(rule.headline)
    );
    words += &format!(" · {}", rule.label());
    if let Some(day) = inputs.loaded.as_known {
        words += &format!(" · as known on {}", day.long());
    }
    words + " · a selection, not a census · " + frozen
}

fn has_text(presenting: &Presenting<'_>, inputs: &Inputs<'_>, state: &UiState) -> bool {
    let has_card = state.present.card.as_ref().is_some_and(|(step, _)| *step == presenting.step);
    presenting.step().is_some_and(|step| !step.text.trim().is_empty())
        || has_card
        || inputs.shown.selection.len() == 1
        || !inputs.state.note.is_empty()
}

/// The text of the step, and the figures of what is selected; whether a link was followed.
fn column(
    ui: &mut Ui,
    inputs: &Inputs<'_>,
    presenting: &Presenting<'_>,
    state: &mut UiState,
    msgs: &mut Vec<Msg>,
) -> bool {
    let palette = theme::palette(ui.ctx());
    let width = (ui.available_width() * 0.36).clamp(280.0, 520.0);
    let margin = egui::Margin { left: 28, right: 18, top: 4, bottom: 12 };
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(margin);
    let text = presenting.step().map_or("", |step| step.text.as_str());
    let size = text_size(text);
    let by = scrolled(ui);
    let mut followed = None;
    Panel::left("step text").frame(frame).exact_size(width).resizable(false).show(ui, |ui| {
        let card = state.present.card.as_ref().filter(|(step, _)| *step == presenting.step);
        let selected = inputs.shown.selection.as_slice();
        if card.is_some() || selected.len() == 1 {
            Panel::bottom("step card").frame(egui::Frame::NONE).show_separator_line(false).show(ui, |ui| {
                match (card, selected) {
                    (Some((_, card)), _) => self::card(ui, card, inputs),
                    (None, [row]) => figures::show(ui, *row, inputs),
                    _ => {}
                }
            });
        }
        ScrollArea::vertical().id_salt(("step text", presenting.step)).auto_shrink(false).show(ui, |ui| {
            ui.scroll_with_delta(vec2(0.0, by));
            ui.set_width(ui.available_width());
            followed = markdown::show(ui, text, size, inputs.loaded);
            if !inputs.state.note.is_empty() {
                ui.add_space(size);
                let note = RichText::new(&inputs.state.note).font(theme::small()).color(theme::color(palette.weak));
                ui.add(egui::Label::new(note).wrap());
            }
        });
    });
    let is_followed = followed.is_some();
    match followed {
        Some(Reference::Incident(id)) => {
            state.present.card = None;
            if let Some(row) = inputs.loaded.catalog.row(&id) {
                super::keys::go_to(row, inputs, state, msgs);
            }
        }
        Some(link) => state.present.card = Some((presenting.step, link)),
        None => {}
    }
    is_followed
}

/// Short texts in larger type, in points.
fn text_size(text: &str) -> f32 {
    match text.chars().count() {
        0..350 => 20.0,
        350..700 => 17.5,
        700..1_100 => 15.5,
        _ => 14.0,
    }
}

/// What the keys ask of the text's scroll position, in points.
fn scrolled(ui: &Ui) -> f32 {
    ui.input_mut(|input| {
        let mut take = |key, by: f32| if input.consume_key(Modifiers::NONE, key) { by } else { 0.0 };
        take(Key::ArrowDown, -80.0) + take(Key::ArrowUp, 80.0)
    })
}

/// What is known of a source or address; no browser opens in front of an audience.
fn card(ui: &mut Ui, link: &Reference, inputs: &Inputs<'_>) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(10.0);
    let frame = egui::Frame::NONE.fill(theme::color(palette.raised)).corner_radius(6).inner_margin(12);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let catalog = &inputs.loaded.catalog;
        let source = match link {
            Reference::Source(id) => catalog.source(&SourceId::from(id.as_str())),
            _ => None,
        };
        let mut line = |text: String, font, color| {
            ui.add(egui::Label::new(RichText::new(text).font(font).color(theme::color(color))).wrap());
        };
        match (source, link) {
            (Some(source), _) => {
                line(source.publisher.clone(), theme::strong(14.0), palette.strong);
                line(source.title.clone(), egui::FontId::proportional(15.0), palette.text);
                let date =
                    source.published.map_or("no date of publication known".to_owned(), crate::model::Date::words);
                line(date, theme::small(), palette.weak);
            }
            (None, Reference::Address(url)) => {
                line(widgets::host(url).to_owned(), theme::strong(14.0), palette.strong);
                line(url.clone(), theme::small(), palette.weak);
            }
            _ => {}
        }
    });
}
