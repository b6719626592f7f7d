//! The selected incident in figures that a room can read.

use crate::query::Row;
use crate::ui::{Inputs, theme, widgets};
use egui::{Label, RichText, Ui};

/// Draws the figures of one incident.
pub(super) fn show(ui: &mut Ui, row: Row, inputs: &Inputs<'_>) {
    let Some(incident) = inputs.loaded.catalog.incident(row) else { return };
    let palette = theme::palette(ui.ctx());
    ui.add_space(16.0);
    let frame = egui::Frame::NONE.fill(theme::color(palette.raised)).corner_radius(6).inner_margin(14);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let title = theme::strong_text(&incident.title, 17.0).color(theme::color(palette.strong));
        ui.add(Label::new(title).wrap());
        let place = incident.place.city.as_deref().or(incident.place.admin1.as_deref());
        let place =
            place.map_or(incident.place.country.clone(), |place| format!("{place}, {}", incident.place.country));
        let words = format!("{} · {place}", incident.when.words());
        ui.add(Label::new(RichText::new(words).size(14.0).color(theme::color(palette.text))).wrap());
        ui.add_space(8.0);
        for (what, count) in [("killed", incident.killed()), ("injured", incident.injured.unwrap_or_default())] {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.label(theme::strong_text(count.words(), 30.0).color(theme::color(palette.strong)));
                ui.label(RichText::new(what).size(17.0).color(theme::color(palette.text)));
            });
        }
        if !incident.doubts.is_empty() {
            let n = incident.doubts.len();
            let doubts = if n == 1 { "1 doubt is noted".to_owned() } else { format!("{n} doubts are noted") };
            ui.label(widgets::weak(doubts, ui));
        }
    });
}
