//! What is to be known of the view that is shown, above it, until somebody closes it.

use super::{Inputs, Msg, icons, theme, widgets};
use crate::view::ViewChange;
use egui::{RichText, Ui};

/// Draws the note, if there is one.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let note = &inputs.state.note;
    if note.is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.raised)).inner_margin(egui::Margin::symmetric(12, 6));
    let panel = egui::Panel::top("note").frame(frame).show_separator_line(false);
    let shown = panel.show(ui, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            if widgets::icon_button(ui, "Close the note", true, icons::cross).clicked() {
                msgs.push(ViewChange::Note(String::new()).into());
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                let text = RichText::new(note).size(13.0).color(theme::color(palette.text));
                egui::ScrollArea::vertical().id_salt("note").max_height(96.0).show(ui, |ui| {
                    ui.add(egui::Label::new(text).wrap());
                });
            });
        });
    });
    let bar = egui::Rect::from_min_size(shown.response.rect.min, egui::vec2(3.0, shown.response.rect.height()));
    ui.painter().rect_filled(bar, 0.0, theme::color(palette.accent));
}
