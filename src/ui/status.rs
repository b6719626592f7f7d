//! The status bar: totals of what is shown, always as a range, with the unknowns counted and the rule named.

use super::{Inputs, Msg, theme, widgets};
use crate::model::thousands;
use crate::query::CountingRule;
use crate::view::ViewChange;
use egui::{RichText, Ui};

/// Draws the bar.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(10, 4));
    egui::Panel::bottom("status").frame(frame).show(ui, |ui| {
        notice(ui, inputs);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            ui.style_mut().override_font_id = Some(egui::FontId::proportional(12.5));
            totals(ui, inputs);
            rule(ui, inputs, msgs);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), scope);
        });
    });
}

fn totals(ui: &mut Ui, inputs: &Inputs<'_>) {
    if let Some(day) = inputs.loaded.as_known {
        let palette = theme::palette(ui.ctx());
        let text = format!("As known on {}:", day.long());
        ui.label(RichText::new(text).font(theme::strong(12.5)).color(theme::color(palette.warning)));
    }
    let totals = &inputs.shown.totals;
    let strong = |text: String| RichText::new(text).font(theme::strong(12.5));
    let incidents = if totals.incidents == 1 { "incident" } else { "incidents" };
    ui.label(strong(format!("{} {incidents}", thousands(totals.incidents.into()))));
    ui.label(format!("· {} counted:", thousands(totals.counted.into())));
    ui.label(strong(format!("killed {}", totals.killed.words())));
    ui.label("·");
    ui.label(format!("injured {}", totals.injured.words()));
    let unsettled = &totals.unattributed_or_disputed;
    if unsettled.incidents > 0 {
        let text = format!(
            "· of which {} unattributed or disputed ({} killed)",
            thousands(unsettled.incidents.into()),
            thousands(unsettled.killed_best)
        );
        ui.label(widgets::weak(text, ui)).on_hover_text(
            "Attacks that nobody stands for, or that claims and findings give to different actors. They count, and are named apart",
        );
    }
    if inputs.is_stale {
        ui.spinner();
    }
}

/// The counting rule in force, and the others.
fn rule(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let now = &inputs.shown.rule;
    let palette = theme::palette(ui.ctx());
    let text = RichText::new(format!("Rule: {}", now.label)).color(theme::color(palette.accent));
    let menu = ui.menu_button(text, |ui| {
        for rule in CountingRule::ALL {
            if ui.selectable_label(rule.name == now.name, rule.label).on_hover_text(rule.words()).clicked() {
                msgs.push(ViewChange::Rule(rule.name.to_owned()).into());
            }
        }
    });
    menu.response.on_hover_text(now.words());
}

/// The newest word on what was just done, above the bar: it must never hide a total or the rule.
fn notice(ui: &Ui, inputs: &Inputs<'_>) {
    let Some(notice) = inputs.notice else { return };
    let palette = theme::palette(ui.ctx());
    let at = ui.max_rect().right_top() + egui::vec2(-4.0, -10.0);
    let area = egui::Area::new(egui::Id::unique("notice")).order(egui::Order::Foreground).interactable(false);
    area.pivot(egui::Align2::RIGHT_BOTTOM).fixed_pos(at).show(ui.ctx(), |ui| {
        let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(10, 5));
        frame.show(ui, |ui| ui.label(RichText::new(notice).color(theme::color(palette.accent))));
    });
}

/// The scope sentence.
fn scope(ui: &mut Ui) {
    // Where there is no room for it here, the caption of the plot says it.
    if ui.available_width() > 190.0 {
        ui.label(widgets::weak("A selection, not a census", ui)).on_hover_text(
            "No total of it is the toll of the Islamic State. Scope and rules: Help, Scope and counting rules",
        );
    }
}
