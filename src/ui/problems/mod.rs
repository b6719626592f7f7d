//! What is wrong with the open files: where, in plain words, and what would be accepted.

mod excerpt;
mod list;
mod row;

pub(crate) use excerpt::{escaped, is_hidden};
pub(crate) use list::ProblemsState;

use super::dialogs::Next;
use super::dialogs::sheet::Sheet;
use super::{Inputs, Msg, icons, theme, widgets};
use crate::model::thousands;
use egui::{Context, Ui, vec2};
use list::Counts;

/// Draws the panel.
pub(crate) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut ProblemsState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    state.update(inputs.documents);
    let sheet = Sheet { takes_focus: is_new, ..Sheet::form("Problems", 880.0) };
    sheet.show(ctx, |ui| {
        let room = ctx.content_rect().height() - 150.0;
        refused(ui, inputs);
        summary(ui, inputs, state);
        let n_pages = state.n_pages();
        let bar = if n_pages > 1 { 44.0 } else { 0.0 };
        let height = (room - (ui.min_rect().height() + bar)).max(120.0);
        let next = rows(ui, inputs, state, height, msgs);
        if n_pages > 1 {
            pages(ui, state, n_pages);
        }
        next
    })
}

/// Files that could not be opened at all.
fn refused(ui: &mut Ui, inputs: &Inputs<'_>) {
    let palette = theme::palette(ui.ctx());
    for refused in inputs.refused {
        row::plate(ui, |ui| {
            ui.horizontal_top(|ui| {
                row::mark(ui, true);
                ui.vertical(|ui| {
                    let name = theme::strong_text(escaped(&refused.name), 13.5);
                    ui.add(egui::Label::new(name.color(theme::color(palette.strong))).wrap());
                    ui.add(egui::Label::new(escaped(&refused.message)).wrap());
                });
            });
        });
    }
}

/// How much is wrong, and the switch for warnings.
fn summary(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ProblemsState) {
    let counts = state.counts();
    let palette = theme::palette(ui.ctx());
    ui.horizontal(|ui| {
        let words = theme::strong_text(words(counts, inputs.refused.len()), 13.5);
        ui.label(words.color(theme::color(palette.strong)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if counts.warnings > 0 {
                let noun = if counts.warnings == 1 { "warning" } else { "warnings" };
                let label = format!("Show {} {noun}", thousands(counts.warnings as u64));
                ui.checkbox(&mut state.with_warnings, label);
            }
        });
    });
    if counts.unread > 0 {
        let (unread, all) = (thousands(counts.unread as u64), thousands(counts.records as u64));
        let words = format!("{unread} of {all} records could not be read; the rest is shown");
        ui.label(widgets::weak(words, ui));
    } else if counts.errors > 0 {
        ui.label(widgets::weak("Every record could be read; what is wrong in them is named below", ui));
    }
    state.update(inputs.documents);
}

fn words(counts: Counts, n_refused: usize) -> String {
    let plural = |n: usize, one: &str| format!("{} {one}{}", thousands(n as u64), if n == 1 { "" } else { "s" });
    match (counts.errors, counts.warnings, n_refused) {
        (0, 0, 0) => "No problem found".to_owned(),
        (0, 0, n) => format!("{} could not be opened", plural(n, "file")),
        (0, warnings, _) => format!("No error, {}", plural(warnings, "warning")),
        (errors, 0, _) => plural(errors, "error"),
        (errors, warnings, _) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}

/// The rows of the page, or a word that there is none.
fn rows(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ProblemsState, height: f32, msgs: &mut Vec<Msg>) -> Next {
    if state.n_shown() == 0 {
        if inputs.refused.is_empty() {
            empty(ui, state.counts());
        }
        return Next::Stay;
    }
    ui.add_space(6.0);
    let mut next = Next::Stay;
    let page = state.page;
    let area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).id_salt(page);
    area.show(ui, |ui| {
        for (i, entry) in state.rows(inputs.loaded).iter().enumerate() {
            if let Some(row) = row::show(ui, i, entry, msgs) {
                next = Next::GoTo(row);
            }
        }
    });
    next
}

fn empty(ui: &mut Ui, counts: Counts) {
    ui.add_space(18.0);
    ui.vertical_centered(|ui| {
        let color = theme::color(theme::palette(ui.ctx()).accent);
        let (rect, _) = ui.allocate_exact_size(vec2(28.0, 28.0), egui::Sense::hover());
        icons::tick(ui.painter(), rect.center(), 10.0, color);
        let words = match (counts.records, counts.warnings) {
            (0, 0) => "No file is open".to_owned(),
            (records, _) => format!("All {} records could be read", thousands(records as u64)),
        };
        ui.label(widgets::weak(words, ui));
    });
    ui.add_space(18.0);
}

/// Which page it is, and ways to the others.
fn pages(ui: &mut Ui, state: &mut ProblemsState, n_pages: usize) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let at = state.page;
        if widgets::icon_button(ui, "First page", at > 0, icons::double_left).clicked() {
            state.page = 0;
        }
        if widgets::icon_button(ui, "Page before", at > 0, icons::single_left).clicked() {
            state.page = at.saturating_sub(1);
        }
        let first = at * list::PAGE;
        let last = (first + list::PAGE).min(state.n_shown());
        let (from, to, all) = (first as u64 + 1, last as u64, state.n_shown() as u64);
        ui.label(format!("{} to {} of {}", thousands(from), thousands(to), thousands(all)));
        let has_more = at + 1 < n_pages;
        if widgets::icon_button(ui, "Page after", has_more, icons::single_right).clicked() {
            state.page = at + 1;
        }
        if widgets::icon_button(ui, "Last page", has_more, icons::double_right).clicked() {
            state.page = n_pages - 1;
        }
    });
}
