//! The line at the top of the form: what it is, what does not fit, and the way out.

use super::{Bench, MARGIN_PT, note};
use crate::edit::Level;
use crate::ui::dialogs::sheet;
use crate::ui::side::{hairline, link, small_button};
use crate::ui::{theme, widgets};
use egui::{Align, Layout, Margin, RichText, Ui};

/// Draws the line.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>) {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 6, bottom: 6 });
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let strong = theme::color(theme::palette(ui.ctx()).strong);
            let title = match (bench.draft.is_of_timeline(), bench.draft.is_new()) {
                (true, _) => "Edit timeline",
                (_, true) => "New incident",
                _ => "Edit incident",
            };
            ui.label(theme::strong_text(title, 13.5).color(strong));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                buttons(ui, bench);
            });
        });
        // With several files open it must be plain which one is meant.
        if bench.draft.is_of_timeline() && bench.inputs.documents.len() > 1 {
            note(ui, &bench.document.name);
        }
        cannot_save(ui, bench);
        refusal(ui, bench);
        misfits(ui, bench);
    });
    hairline(ui);
}

fn buttons(ui: &mut Ui, bench: &mut Bench<'_>) {
    if bench.draft.is_new() {
        let response = sheet::main_button(ui, "Add", true);
        let response = response.on_hover_text("Adds the incident to the file (Ctrl+Enter)");
        if response.clicked() {
            bench.add();
        }
        let response = small_button(ui, "Discard", "Discard this draft");
        if response.on_hover_text("Throws away what was typed").clicked() {
            bench.discards = true;
        }
        let response = small_button(ui, "Later", "Leave the draft for later");
        if response.on_hover_text("Leaves the draft; it is kept (Esc)").clicked() {
            bench.leaves = true;
        }
    } else {
        let response = sheet::main_button(ui, "Done", true);
        if response.on_hover_text("Leaves the fields (Esc)").clicked() {
            bench.leaves = true;
        }
    }
}

/// Said before long work, not after it.
fn cannot_save(ui: &mut Ui, bench: &Bench<'_>) {
    let Some(Err(why)) = bench.inputs.edits.get(bench.file).map(|edits| &edits.can_write) else { return };
    let warning = theme::color(theme::palette(ui.ctx()).warning);
    let words = RichText::new(format!("This file cannot be saved: {why}")).font(theme::small()).color(warning);
    ui.add(egui::Label::new(words).wrap());
}

fn refusal(ui: &mut Ui, bench: &Bench<'_>) {
    let Some(refusal) = bench.inputs.refusal else { return };
    let error = theme::color(theme::palette(ui.ctx()).error);
    let words = widgets::sentence(&refusal.to_string());
    ui.add(egui::Label::new(RichText::new(words).font(theme::small()).color(error)).wrap());
    if let Some(hint) = refusal.hint() {
        note(ui, &widgets::sentence(&hint));
    }
}

/// How many fields do not fit; leads to the first.
fn misfits(ui: &mut Ui, bench: &mut Bench<'_>) {
    let is_told = |level: Level| level == Level::Wrong || level == Level::Missing && bench.form.was_tried;
    let misfits: Vec<_> = bench.checked.problems.iter().filter(|problem| is_told(problem.level)).collect();
    let Some(first) = misfits.first().map(|problem| problem.spot) else { return };
    let n = misfits.len();
    let words = match (n, bench.draft.is_new()) {
        (1, true) => "1 field keeps it from being added".to_owned(),
        (n, true) => format!("{n} fields keep it from being added"),
        (1, false) => "1 field does not fit; the file keeps what it had".to_owned(),
        (n, false) => format!("{n} fields do not fit; the file keeps what it had"),
    };
    if link(ui, &words, theme::small()).on_hover_text("Goes to the first").clicked() {
        bench.go_to(first);
    }
}
