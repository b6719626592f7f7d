//! What the program is, and under which licences it and what it carries may be used.

use super::paragraph;
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{Sheet, heading};
use crate::ui::{theme, widgets};
use egui::{Context, Ui, vec2};

const LICENSES: &[(&str, &str)] = &[
    ("Program", "MIT OR Apache-2.0, at your choice"),
    ("Shipped timeline", "CC BY 4.0: name it, say what you changed"),
    ("Inter, JetBrains Mono, Vazirmatn", "SIL Open Font License 1.1"),
    ("Country names", "Unicode CLDR, Unicode License v3"),
];

/// Draws the sheet.
pub(crate) fn show(ctx: &Context, is_new: bool) -> Next {
    Sheet::text("About Daymark", 560.0, is_new).show(ctx, |ui| {
        let palette = theme::palette(ui.ctx());
        ui.horizontal(|ui| {
            ui.label(theme::strong_text("Daymark", 20.0).color(theme::color(palette.strong)));
            ui.label(widgets::weak(format!("version {}", env!("CARGO_PKG_VERSION")), ui));
        });
        ui.add_space(6.0);
        paragraph(
            ui,
            "An interactive timeline of the attacks of the Islamic State and its branches, 2015–2024, with a plot of \
             their casualties and the sources behind every figure.",
        );
        paragraph(
            ui,
            "It works on the public record: what was published, by whom, on which day, and what is in doubt.",
        );
        paragraph(ui, "The data are plain text files that you can read, correct and pass on.");
        heading(ui, "Network", false);
        paragraph(
            ui,
            "Daymark never touches the network by itself. A page opens in your browser only after you have seen its \
             host and agreed.",
        );
        heading(ui, "Licenses", false);
        LICENSES.iter().for_each(|(what, license)| row(ui, what, license));
        Next::Stay
    })
}

fn row(ui: &mut Ui, what: &str, license: &str) {
    const NAME_PT: f32 = 210.0;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(NAME_PT, 18.0), egui::Layout::left_to_right(egui::Align::Min), |ui| {
            ui.set_width(NAME_PT);
            ui.label(widgets::weak(what, ui));
        });
        ui.add(egui::Label::new(license).wrap());
    });
}
