//! The side panel: the selected incident with its figures, sources and doubts, what several have in common, or a
//! welcome.
//!
//! ```text
//! ┌ ← → 12 of 42 ────────── × ┐  header, stays
//! │ title, date, place, tags   │
//! │ summary                    │
//! │ figures, how they moved    │  scrolls
//! │ reports, attributions      │
//! │ doubts, sources, related   │
//! └────────────────────────────┘
//! ```
//!
//! Only the shown record is read. What depends on all incidents is kept until the filter changes ([`kept`]).

mod around;
mod attributions;
mod count_plot;
mod count_scale;
mod dots;
mod explain;
mod figures;
mod header;
mod incident;
mod kept;
mod pieces;
mod prose;
mod reports;
mod several;
mod sources;
mod tags;
mod welcome;

pub(crate) use explain::Page;
pub(crate) use header::hairline;
pub(crate) use pieces::{LEFT_PT, columns_of, link, reveal, section, section_with, small_button};
pub(crate) use prose::prose;

use super::dialogs::Dialog;
use super::{Action, Inputs, Msg, UiState, form, keys, theme, widgets};
use crate::query::{CountingRule, Row, Totals};
use crate::view::{Explanation, Moved, Toll};
use egui::Ui;
use kept::Kept;
use std::rc::Rc;

/// Narrowest and widest panel, and the width at first, in points.
const WIDTHS_PT: (f32, f32, f32) = (300.0, 360.0, 560.0);
/// Room at the left and right of everything, in points.
const MARGIN_PT: i8 = 16;

/// An explanation, by its rule and rows.
type KeptExplanation = Kept<(CountingRule, Vec<Row>), Rc<Explanation>>;

/// What the side panel remembers from frame to frame.
#[derive(Default)]
pub(crate) struct SideState {
    /// Whose reports the dot plot shows.
    toll: Option<Toll>,
    /// What the pointer or the focus is on, from the frame before.
    lit: Lit,
    /// What is to be scrolled to.
    jump: Option<Jump>,
    /// The incident of the frame before.
    row: Option<Row>,
    standing: Option<Kept<Row, header::Standing>>,
    deadliest: Option<Kept<CountingRule, Vec<Row>>>,
    totals: Option<Kept<(CountingRule, Vec<Row>), Totals>>,
    /// The page about many incidents that lies over the panel, if any.
    pub(crate) page: Option<Page>,
    around: Option<Kept<Row, around::Around>>,
    explained: Option<KeptExplanation>,
    moved: Option<Kept<Vec<Row>, Rc<Vec<Moved>>>>,
}

/// A report, or a source, and everything that belongs to it lights up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Lit {
    /// Nothing.
    #[default]
    Nothing,
    /// The report at this place in the record, and its source.
    Report(usize),
    /// The source of this number, and all its reports.
    Source(usize),
}

/// A place in the panel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Jump {
    Report(usize),
    Doubts,
}

/// What a part of the panel asks for; carried out when the panel is drawn.
enum Ask {
    Run(Action),
    GoTo(Row),
    OpenPage(String),
    Send(Msg),
}

/// What every part of the panel draws from and writes to.
struct Desk<'a> {
    inputs: &'a Inputs<'a>,
    side: &'a mut SideState,
    asks: Vec<Ask>,
    /// What is lit in the next frame.
    next_lit: Lit,
}

impl Desk<'_> {
    fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    /// Whether a place is to be scrolled to; only once.
    fn takes_jump(&mut self, jump: Jump) -> bool {
        let is_it = self.side.jump == Some(jump);
        if is_it {
            self.side.jump = None;
        }
        is_it
    }
}

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let mut side = std::mem::take(&mut state.side);
    let frame = egui::Frame::NONE.fill(theme::color(theme::palette(ui.ctx()).panel));
    let (least, first, most) = WIDTHS_PT;
    let panel = egui::Panel::right("side").frame(frame).resizable(true).default_size(first).size_range(least..=most);
    let mut desk = Desk { inputs, side: &mut side, asks: Vec::new(), next_lit: Lit::Nothing };
    state.form.is_covered = state.dialog.is_some();
    state.form.prune(inputs);
    panel.show(ui, |ui| {
        if state.form.is_on() {
            fields(ui, &mut desk, state);
        }
        if !state.form.is_on() {
            contents(ui, &mut desk, state);
        }
    });
    let (asks, next_lit) = (desk.asks, desk.next_lit);
    if side.lit != next_lit {
        side.lit = next_lit;
        ui.ctx().request_repaint();
    }
    state.side = side;
    for ask in asks {
        carry_out(ui, ask, inputs, state, msgs);
    }
}

/// The panel in edit mode.
fn fields(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut UiState) {
    if state.work.is_on && state.form.is_of_selection() && !desk.inputs.shown.selection.is_empty() {
        let asked = form::work::strip(ui, desk.inputs, &mut state.work);
        follow(desk, state, &asked);
    }
    let out = form::show(ui, desk.inputs, &mut state.form);
    desk.asks.extend(out.msgs.into_iter().map(Ask::Send));
    desk.asks.extend(out.run.into_iter().map(Ask::Run));
    desk.asks.extend(out.go_to.map(Ask::GoTo));
    desk.side.row = None;
}

fn contents(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut UiState) {
    let shown = desk.inputs.shown;
    header::show(ui, desk);
    drafts(ui, desk, state);
    if state.work.is_on && !shown.selection.is_empty() {
        let asked = form::work::strip(ui, desk.inputs, &mut state.work);
        follow(desk, state, &asked);
    }
    match shown.selection.as_slice() {
        [] if state.work.is_on => {
            let asked = form::work::page(ui, desk.inputs, &mut state.work);
            follow(desk, state, &asked);
        }
        [row] => incident::show(ui, *row, desk),
        rows => match desk.side.page {
            Some(page) => explain::show(ui, page, rows, desk),
            None if rows.is_empty() => welcome::show(ui, desk),
            None => several::show(ui, rows, desk),
        },
    }
    desk.side.row = match shown.selection.as_slice() {
        [row] => Some(*row),
        _ => None,
    };
}

/// Goes where the queue of what needs work leads.
fn follow(desk: &mut Desk<'_>, state: &mut UiState, asked: &form::work::Asked) {
    let stepped = asked.step.and_then(|is_forward| state.work.step(desk.inputs, is_forward));
    desk.asks.extend(asked.go_to.or(stepped).map(Ask::GoTo));
}

/// Drafts that wait, with the way back to the latest of a new incident.
fn drafts(ui: &mut Ui, desk: &mut Desk<'_>, state: &mut UiState) {
    let Some(latest) = state.form.latest_kept(desk.inputs) else { return };
    let title = latest.get(crate::edit::Field::Title);
    let title = match (latest.is_of_timeline(), title.is_empty()) {
        (true, _) => "Timeline, groups and periods".to_owned(),
        (_, true) => "without a title".to_owned(),
        _ => title.to_owned(),
    };
    let what = if latest.is_new() { "Not added yet" } else { "Not all of it fits" };
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.raised)).inner_margin(egui::Margin {
        left: MARGIN_PT,
        right: MARGIN_PT - 4,
        top: 5,
        bottom: 6,
    });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(egui::RichText::new(what).font(theme::strong(12.0)).color(theme::color(palette.warning)));
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if small_button(ui, "Continue", &format!("Continue the draft {title}")).clicked() {
                    state.form.resume(desk.inputs);
                    desk.asks.extend(state.form.resumed(desk.inputs).map(Ask::GoTo));
                }
                if small_button(ui, "Discard", &format!("Discard the draft {title}")).clicked() {
                    state.form.forget_latest(desk.inputs);
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let color = theme::color(palette.text);
                    let galley = widgets::one_line(ui.painter(), &title, theme::body(), color, ui.available_width());
                    ui.label(galley);
                });
            });
        });
    });
    hairline(ui);
}

fn carry_out(ui: &Ui, ask: Ask, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    match ask {
        Ask::Run(action) => keys::run(ui.ctx(), action, inputs, state, msgs),
        Ask::GoTo(row) => keys::go_to(row, inputs, state, msgs),
        Ask::OpenPage(url) => state.dialog = Some(Dialog::Link { url }),
        Ask::Send(msg) => msgs.push(msg),
    }
}
