//! Work that takes longer than a glance: what is being done, how far it is, and a way to stop it.

use super::{Effect, Inputs, Msg};
use egui::{Align2, Ui, vec2};

/// A small plate over the center while something is under way.
pub(crate) fn show(ui: &Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let Some(progress) = inputs.progress else { return };
    egui::Area::new(egui::Id::unique("progress")).anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0)).show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).inner_margin(16).show(ui, |ui| {
            ui.set_width(320.0);
            ui.label(&progress.what);
            ui.add(egui::ProgressBar::new(progress.share).show_percentage());
            if ui.button("Stop").clicked() {
                msgs.push(Msg::Effect(Effect::Cancel));
            }
        });
    });
}
