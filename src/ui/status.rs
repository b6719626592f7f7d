//! The status bar: totals of what is shown, always as a range, with the unknowns counted and the rule named; beside it
//! what the data is.

use super::{Action, Inputs, Msg, UiState, keys, theme, widgets};
use crate::model::thousands;
use crate::query::CountingRule;
use crate::view::ViewChange;
use egui::{RichText, Ui};

/// Draws the bar.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(10, 4));
    egui::Panel::bottom("status").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            totals(ui, inputs);
            rule(ui, inputs, msgs);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| data(ui, inputs, state, msgs));
        });
    });
}

fn totals(ui: &mut Ui, inputs: &Inputs<'_>) {
    let totals = &inputs.shown.totals;
    let strong = |text: String| RichText::new(text).font(theme::strong(13.5));
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

fn rule(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let now = &inputs.shown.rule;
    let names: Vec<&'static str> = CountingRule::ALL.iter().map(|rule| rule.name).collect();
    let label = |name: &str| CountingRule::by_name(name).map_or(name.to_owned(), |rule| rule.label.to_owned());
    let chosen = widgets::choice(ui, "· Rule", &now.words(), now.name, &names, label);
    msgs.extend(chosen.map(|name| ViewChange::Rule(name.to_owned()).into()));
}

fn data(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let files = inputs.loaded.catalog.files();
    let text = match files {
        [] => "no file open".to_owned(),
        [file] => format!("Data {}", file.header.version),
        files => format!("{} files", files.len()),
    };
    let hover: Vec<String> = files
        .iter()
        .map(|file| format!("{}: {}, version {}", file.name, file.header.title, file.header.version))
        .collect();
    if ui.link(RichText::new(text).font(theme::small())).on_hover_text(hover.join("\n")).clicked() {
        keys::run(ui.ctx(), Action::Scope, inputs, state, msgs);
    }
    let scope = "A selection, not a census";
    ui.label(widgets::weak(scope, ui)).on_hover_text(
        "No total of it is the toll of the Islamic State. Scope and rules: Help, Scope and counting rules",
    );
    if let Some(notice) = inputs.notice {
        let palette = theme::palette(ui.ctx());
        ui.label(RichText::new(notice).font(theme::small()).color(theme::color(palette.accent)));
    }
}
