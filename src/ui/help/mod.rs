//! Texts that explain: keys, query language, scope, about.

mod about;
mod keys;
mod query;
mod scope;

pub(crate) use about::show as about;
pub(crate) use keys::show as keys;
pub(crate) use query::show as query;
pub(crate) use scope::show as scope;

use super::theme;
use egui::{Ui, vec2};

/// Splits the width into equal columns with a gap; as many as fit, at most `max`.
fn columns(ui: &mut Ui, max: usize, least_pt: f32, gap_pt: f32, draw: impl FnMut(&mut Ui, usize, usize)) {
    let width = ui.available_width();
    let fits = ((width + gap_pt) / (least_pt + gap_pt)).floor().max(1.0) as usize;
    let n = fits.min(max);
    let each = (width - gap_pt * (n as f32 - 1.0)) / n as f32;
    let mut draw = draw;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap_pt;
        for i in 0..n {
            ui.allocate_ui_with_layout(vec2(each, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(each);
                ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                draw(ui, i, n);
            });
        }
    });
}

/// A paragraph over the whole width.
fn paragraph(ui: &mut Ui, text: &str) {
    let color = theme::color(theme::palette(ui.ctx()).text);
    ui.add(egui::Label::new(egui::RichText::new(text).color(color).line_height(Some(19.0))).wrap());
}
