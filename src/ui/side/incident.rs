//! One incident, from its title to its id.

use super::pieces::{columns_of, note, section, small_button, text};
use super::prose::{capitalized, prose};
use super::{Ask, Desk, Jump, MARGIN_PT, around, attributions, figures, reports, sources, tags};
use crate::model::{GeoPrecision, Incident, Place, Precision, Qualifier, Vocabulary, When, thousands};
use crate::query::Row;
use crate::ui::{Action, bidi, icons, theme};
use crate::view::LaneKey;
use egui::{Align, Margin, ScrollArea, Sense, Ui, vec2};

/// Draws the incident of a row.
pub(super) fn show(ui: &mut Ui, row: Row, desk: &mut Desk<'_>) {
    let inputs = desk.inputs;
    let Some(entry) = inputs.loaded.catalog.incidents().get(row as usize) else {
        note(ui, "The selected incident has no record");
        return;
    };
    let incident = &*entry.incident;
    let mut area = ScrollArea::vertical().id_salt("incident").auto_shrink(false);
    if desk.side.row != Some(row) {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 12, bottom: 20 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let ids = incident.source_ids();
            head(ui, row, incident, desk);
            figures::show(ui, row, incident, desk);
            reports::show(ui, incident, &ids, desk);
            attributions::show(ui, incident, &ids, desk);
            doubts(ui, incident, desk);
            sources::show(ui, incident, &ids, desk);
            around::show(ui, row, desk);
            foot(ui, incident, usize::from(entry.file), desk);
        });
    });
}

fn head(ui: &mut Ui, row: Row, incident: &Incident, desk: &mut Desk<'_>) {
    let palette = theme::palette(ui.ctx());
    prose(ui, &incident.title, theme::strong(20.0), theme::color(palette.strong));
    for name in &incident.names {
        bidi::label(ui, name, theme::body(), theme::color(palette.weak));
    }
    ui.add_space(4.0);
    let (date, precision) = date_words(incident.when);
    text(ui, &date);
    if let Some(precision) = precision {
        note(ui, &precision);
    }
    ui.add_space(2.0);
    place(ui, row, &incident.place, desk);
    ui.add_space(8.0);
    tags::show(ui, row, incident, desk);
    if !incident.summary.is_empty() {
        ui.add_space(8.0);
        text(ui, &incident.summary);
    }
}

/// The date in words, with the weekday of a day that is sure, and what is not known of it.
fn date_words(when: When) -> (String, Option<String>) {
    let words = capitalized(&when.words());
    match when.precision() {
        Precision::Day if when.qualifier() == Qualifier::Plain => (when.earliest().long_with_weekday(), None),
        Precision::Day => (words, None),
        Precision::Month => (words, Some("The day is not known".to_owned())),
        Precision::Year => (words, Some("Month and day are not known".to_owned())),
        Precision::Within => (words, Some("It is not known which".to_owned())),
        Precision::Span => {
            let days = when.latest().filter(|_| when.ends_exact() == (true, true)).map(|last| last - when.earliest());
            (words, days.map(|days| format!("Went on for {} days", thousands(u64::from(days.unsigned_abs()) + 1))))
        }
    }
}

fn place(ui: &mut Ui, row: Row, place: &Place, desk: &Desk<'_>) {
    let words = capitalized(&place.words());
    if matches!(desk.inputs.state.colors, LaneKey::Country | LaneKey::Region) {
        let color = tags::hue(ui, row, desk);
        columns_of(
            ui,
            16.0,
            |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(9.0, 17.0), Sense::hover());
                ui.painter().rect_filled(egui::Rect::from_center_size(rect.center(), vec2(9.0, 9.0)), 2.0, color);
            },
            |ui| {
                text(ui, &words);
            },
        );
    } else {
        text(ui, &words);
    }
    note(ui, &precision_words(place)).on_hover_text(place.precision.definition());
}

/// How exact the place is; a coarse one has no point.
fn precision_words(place: &Place) -> String {
    let precision = place.precision.label().to_lowercase();
    let is_fine = place.precision <= GeoPrecision::District;
    match place.at.filter(|_| is_fine) {
        Some((latitude, longitude)) => {
            let (north, east) = (letter(latitude, 'N', 'S'), letter(longitude, 'E', 'W'));
            format!(
                "Place known to the {precision} · {}° {north}, {}° {east}, gazetteer value",
                latitude.abs(),
                longitude.abs()
            )
        }
        None if is_fine => format!("Place known to the {precision}, no coordinates"),
        None => format!("Place known to the {precision} only, so it is given no point"),
    }
}

fn letter(degrees: f64, positive: char, negative: char) -> char {
    if degrees < 0.0 { negative } else { positive }
}

fn doubts(ui: &mut Ui, incident: &Incident, desk: &mut Desk<'_>) {
    if incident.doubts.is_empty() {
        return;
    }
    section(ui, "Doubts");
    let warning = theme::palette(ui.ctx()).warning;
    let frame = egui::Frame::NONE.fill(theme::faded(warning, 0.09)).corner_radius(6.0).inner_margin(Margin::same(10));
    let block = frame.show(ui, |ui| {
        for (i, doubt) in incident.doubts.iter().enumerate() {
            ui.add_space(if i == 0 { 0.0 } else { 8.0 });
            columns_of(
                ui,
                22.0,
                |ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 17.0), Sense::hover());
                    icons::warning(ui.painter(), rect.center(), 5.5, theme::color(warning));
                },
                |ui| {
                    text(ui, doubt);
                },
            );
        }
    });
    if desk.takes_jump(Jump::Doubts) {
        ui.scroll_to_rect(block.response.rect, Some(Align::Center));
    }
}

fn foot(ui: &mut Ui, incident: &Incident, file: usize, desk: &mut Desk<'_>) {
    ui.add_space(14.0);
    super::header::hairline(ui);
    ui.add_space(12.0);
    tags::free(ui, incident);
    ui.add_space(4.0);
    let button = small_button(ui, "Copy citation of this incident", "Copy citation of this incident");
    if button.on_hover_text("Title, date, id, and the version of the data").clicked() {
        desk.ask(Ask::Run(Action::CopyCitation));
    }
    ui.add_space(4.0);
    note(ui, incident.id.as_str());
    let files = desk.inputs.loaded.catalog.files();
    if let (Some(file), true) = (files.get(file), files.len() > 1) {
        note(ui, &file.name);
    }
}
