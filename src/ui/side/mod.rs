//! The side panel: the selected incident with its figures, sources and doubts, or what several have in common.

use super::{Inputs, Msg, UiState};
use egui::Ui;

/// What the side panel remembers from frame to frame.
#[derive(Default)]
pub(crate) struct SideState {}

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, _inputs: &Inputs<'_>, _state: &mut UiState, _msgs: &mut Vec<Msg>) {
    egui::Panel::right("side").default_size(360.0).size_range(280.0..=560.0).show(ui, |ui| {
        ui.label("side");
    });
}
