//! The status bar: totals of what is shown, always as a range, with the unknowns counted and the rule named.

use super::{Action, Inputs, Msg, UiState, keys, rule, theme, widgets};
use crate::model::thousands;
use egui::{RichText, Ui};

/// Draws the bar.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(10, 4));
    egui::Panel::bottom("status").frame(frame).show(ui, |ui| {
        notice(ui, inputs);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            ui.style_mut().override_font_id = Some(egui::FontId::proportional(12.5));
            if totals(ui, inputs) {
                keys::run(ui.ctx(), Action::Explain, inputs, state, msgs);
            }
            rule::show(ui, inputs, &mut state.rule, msgs);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), scope);
        });
    });
}

/// The totals; whether their explanation was asked for.
fn totals(ui: &mut Ui, inputs: &Inputs<'_>) -> bool {
    let palette = theme::palette(ui.ctx());
    if let Some(day) = inputs.loaded.as_known {
        let text = format!("As known on {}:", day.long());
        ui.label(RichText::new(text).font(theme::strong(12.5)).color(theme::color(palette.warning)));
    }
    let totals = &inputs.shown.totals;
    let headline = inputs.shown.rule.headline;
    let strong = |text: String| RichText::new(text).font(theme::strong(12.5));
    let incidents = if totals.incidents == 1 { "incident" } else { "incidents" };
    ui.label(strong(format!("{} {incidents}", thousands(totals.incidents.into()))));
    ui.label(format!("· {} counted:", thousands(totals.counted.into())));
    let killed = format!("killed {}", totals.killed.words_by(headline));
    let link = ui.add(egui::Link::new(strong(killed.clone()).color(theme::color(palette.strong))));
    let link = link.accessible_name(format!("Explain: {killed}"));
    widgets::focus_ring(ui, &link);
    let is_asked = link.on_hover_text("What makes this number").clicked();
    ui.label("·");
    ui.label(format!("injured {}", totals.injured.words_by(headline)));
    let unsettled = &totals.unattributed_or_disputed;
    if unsettled.incidents > 0 {
        let text = format!(
            "· of which {} unattributed or disputed ({} killed)",
            thousands(unsettled.incidents.into()),
            thousands(unsettled.killed)
        );
        ui.label(widgets::weak(text, ui)).on_hover_text(
            "Attacks that nobody stands for, or that claims and findings give to different actors. They count, and are named apart",
        );
    }
    if inputs.is_stale {
        ui.spinner();
    }
    is_asked
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
