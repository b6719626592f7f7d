//! The small table: what A and B add up to, and how they differ.

use super::{color_a, color_b};
use crate::ui::{Inputs, Msg, theme, widgets};
use crate::view::{Comparison, TableFormat, comparison_rows, comparison_text};
use egui::{Grid, Margin, Rect, RichText, ScrollArea, Ui, UiBuilder};

/// Draws the table; without messages it is only read.
pub(super) fn show(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, comparison: &Comparison, msgs: Option<&mut Vec<Msg>>) {
    let palette = theme::palette(ui.ctx());
    ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, theme::color(palette.line)));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 4 });
    ScrollArea::both().id_salt("differences").auto_shrink(false).show(&mut child, |ui| {
        frame.show(ui, |ui| {
            ui.scope(|ui| grid(ui, comparison));
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if let Some(msgs) = msgs {
                    copies(ui, inputs, comparison, msgs);
                }
                let text = format!("By the rule “{}” · a selection, not a census", inputs.shown.rule.label());
                ui.label(widgets::weak(text, ui)).on_hover_text(inputs.shown.rule.words());
            });
        });
    });
}

fn grid(ui: &mut Ui, comparison: &Comparison) {
    let palette = theme::palette(ui.ctx());
    ui.spacing_mut().interact_size.y = 17.0;
    Grid::new("comparison").num_columns(4).spacing([20.0, 3.0]).striped(true).show(ui, |ui| {
        ui.label("");
        ui.label(RichText::new("A").font(theme::strong(13.0)).color(color_a(palette)));
        ui.label(RichText::new("B").font(theme::strong(13.0)).color(color_b(palette)));
        let head = RichText::new("A less B, from least to most").font(theme::strong(13.0));
        ui.label(head).on_hover_text(
            "The least it can be is A's low less B's high, the most A's high less B's low. Where more may be missing than \
             a high tells, that end is open",
        );
        ui.end_row();
        for [name, a, b, less] in comparison_rows(comparison) {
            let spoken = format!("{name}: A {a}; B {b}; A less B {less}");
            let response = ui.label(widgets::weak(name, ui));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Row, true, &spoken));
            for text in [a, b, less] {
                ui.label(RichText::new(text).size(13.0).color(theme::color(palette.text)));
            }
            ui.end_row();
        }
    });
}

fn copies(ui: &mut Ui, inputs: &Inputs<'_>, comparison: &Comparison, msgs: &mut Vec<Msg>) {
    ui.menu_button("Copy the table", |ui| {
        for (text, format) in [("As values", TableFormat::Tsv), ("As Markdown", TableFormat::Markdown)] {
            if ui.button(text).clicked() {
                let text = comparison_text(inputs.loaded, comparison, &inputs.shown.rule, format);
                msgs.push(widgets::copy(text, "Comparison"));
            }
        }
    });
}
