//! A and B on one scale, in place of the timeline.
//!
//! ```text
//! A  query of A            period, incidents
//! B  query of B            take the filter, swap
//! ┌ bars: A up, B down; or one before the other ┐
//! └ labels of time ──────────────────────────────┘
//! what │ A │ B │ A less B
//! ```

mod fields;
mod plot;
mod sheet;

pub(crate) use fields::switches;

use super::{Inputs, Msg, UiState, theme};
use crate::view::Palette;
use egui::{Align2, Color32, Ui};

/// Height of the table under the plot, in points.
const SHEET_PT: f32 = 214.0;

/// Draws the comparison.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let ground = theme::color(theme::palette(ui.ctx()).ground);
    egui::CentralPanel::default().frame(egui::Frame::NONE.fill(ground)).show(ui, |ui| {
        let rect = ui.available_rect_before_wrap();
        ui.expand_to_include_rect(rect);
        state.timeline.hovered = None;
        let Some(comparison) = &inputs.shown.compare else {
            let color = theme::color(theme::palette(ui.ctx()).weak);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, "Counting…", theme::body(), color);
            return;
        };
        let is_read = state.present.is_on;
        let top = match is_read {
            true => fields::words_only(ui, rect, inputs, comparison),
            false => fields::show(ui, rect, inputs, comparison, msgs),
        };
        let (_, rest) = rect.split_top_bottom_at_y(top);
        let n_plot = (rest.height() - SHEET_PT).max(rest.height() * 0.4);
        let (plot, table) = rest.split_top_bottom_at_y(rest.top() + n_plot);
        plot::show(ui, plot, inputs, comparison, msgs);
        sheet::show(ui, table, inputs, comparison, (!is_read).then_some(msgs));
        if inputs.is_stale {
            ui.painter().rect_filled(rest, 0.0, ground.gamma_multiply(0.5));
        }
    });
}

/// The color of A.
fn color_a(palette: &Palette) -> Color32 {
    theme::color(palette.hue(1))
}

/// The color of B.
fn color_b(palette: &Palette) -> Color32 {
    theme::color(palette.hue(0))
}
