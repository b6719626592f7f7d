//! What needs a word from somebody: a file that is gone, a save that failed, versions to choose from. Each stays until
//! something is done about it.

use super::{Effect, Inputs, Msg, Standing, icons, theme, widgets};
use egui::{RichText, Sense, Ui, vec2};

/// Draws a bar for each.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    for (at, standing) in inputs.files.standing.iter().enumerate() {
        let edge = if standing.is_wrong { palette.error } else { palette.warning };
        let frame = egui::Frame::NONE
            .fill(theme::color(palette.raised))
            .stroke(egui::Stroke::new(1.0, theme::color(edge)))
            .inner_margin(egui::Margin::symmetric(12, 6));
        let panel = egui::Panel::top(egui::Id::unique("standing").with(at)).frame(frame).show_separator_line(false);
        panel.show(ui, |ui| one(ui, at, standing, msgs));
    }
}

fn one(ui: &mut Ui, at: usize, standing: &Standing, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let edge = if standing.is_wrong { palette.error } else { palette.warning };
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if standing.can_go && widgets::icon_button(ui, "Dismiss", true, icons::cross).clicked() {
            msgs.push(Msg::Effect(Effect::Dismiss(at)));
        }
        for (words, effect) in standing.ways.iter().rev() {
            let response = ui.button(words);
            widgets::focus_ring(ui, &response);
            if response.clicked() {
                msgs.push(Msg::Effect(effect.clone()));
            }
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(false), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, theme::CONTROL_PT), Sense::hover());
            icons::warning(ui.painter(), rect.center(), 6.0, theme::color(edge));
            let text = RichText::new(&standing.text).color(theme::color(palette.strong));
            ui.add(egui::Label::new(text).wrap());
        });
    });
}
