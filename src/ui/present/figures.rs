//! The selected incident in figures that a room can read.

use crate::model::Count;
use crate::query::Row;
use crate::ui::{Inputs, theme, widgets};
use egui::{Label, RichText, Ui};

/// Draws the figures of one incident.
pub(super) fn show(ui: &mut Ui, row: Row, inputs: &Inputs<'_>) {
    let Some(incident) = inputs.loaded.catalog.incident(row) else { return };
    let palette = theme::palette(ui.ctx());
    ui.add_space(10.0);
    let frame = egui::Frame::NONE.fill(theme::color(palette.raised)).corner_radius(6).inner_margin(12);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let title = theme::strong_text(&incident.title, 17.0).color(theme::color(palette.strong));
        ui.add(Label::new(title).wrap());
        let place = incident.place.city.as_deref().or(incident.place.admin1.as_deref());
        let country = incident.place.country_name();
        let place = place.map_or(country.to_owned(), |place| format!("{place}, {country}"));
        let words = format!("{} · {place}", incident.when.words());
        ui.add(Label::new(RichText::new(words).size(14.0).color(theme::color(palette.text))).wrap());
        ui.add_space(4.0);
        let mut figure = |what: &str, count: Count| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.label(theme::strong_text(count.words(), 27.0).color(theme::color(palette.strong)));
                ui.label(RichText::new(what).size(16.0).color(theme::color(palette.text)));
            });
        };
        figure("killed", incident.killed());
        if let Some(injured) = incident.injured {
            figure("injured", injured);
        }
        if !incident.doubts.is_empty() {
            let n = incident.doubts.len();
            let doubts = if n == 1 { "1 doubt is noted".to_owned() } else { format!("{n} doubts are noted") };
            ui.label(widgets::weak(doubts, ui));
        }
    });
}
