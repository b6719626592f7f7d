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

mod attributions;
mod count_plot;
mod count_scale;
mod dots;
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

use super::dialogs::Dialog;
use super::{Action, Inputs, Msg, UiState, keys, theme};
use crate::query::{Row, Totals};
use crate::view::Toll;
use egui::Ui;
use kept::Kept;

/// Narrowest and widest panel, and the width at first, in points.
const WIDTHS_PT: (f32, f32, f32) = (300.0, 360.0, 560.0);
/// Room at the left and right of everything, in points.
const MARGIN_PT: i8 = 16;

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
    deadliest: Option<Kept<&'static str, Vec<Row>>>,
    totals: Option<Kept<(&'static str, Vec<Row>), Totals>>,
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
    panel.show(ui, |ui| contents(ui, &mut desk));
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

fn contents(ui: &mut Ui, desk: &mut Desk<'_>) {
    let shown = desk.inputs.shown;
    header::show(ui, desk);
    match shown.selection.as_slice() {
        [] => welcome::show(ui, desk),
        [row] => incident::show(ui, *row, desk),
        rows => several::show(ui, rows, desk),
    }
    desk.side.row = match shown.selection.as_slice() {
        [row] => Some(*row),
        _ => None,
    };
}

fn carry_out(ui: &Ui, ask: Ask, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    match ask {
        Ask::Run(action) => keys::run(ui.ctx(), action, inputs, state, msgs),
        Ask::GoTo(row) => keys::go_to(row, inputs, state, msgs),
        Ask::OpenPage(url) => state.dialog = Some(Dialog::Link { url }),
        Ask::Send(msg) => msgs.push(msg),
    }
}
