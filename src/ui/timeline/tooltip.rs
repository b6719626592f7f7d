//! What the pointer is told of a mark.

use crate::model::Vocabulary;
use crate::query::Row;
use crate::ui::{Inputs, theme, widgets};
use crate::view::Mark;
use egui::Ui;

const MAX_LISTED: usize = 6;

/// One incident in full, several as a short list with their sum.
pub(super) fn show(ui: &mut Ui, inputs: &Inputs<'_>, mark: &Mark, members: &[Row]) {
    ui.set_max_width(340.0);
    if members.len() > 1 {
        several(ui, inputs, members);
        return;
    }
    let Some(incident) = inputs.loaded.catalog.incident(mark.row) else {
        ui.label(inputs.loaded.columns.title(mark.row));
        return;
    };
    ui.label(theme::strong_text(&incident.title, 14.0));
    ui.label(incident.when.words());
    ui.label(incident.place.words());
    ui.label(format!("Killed {}", incident.killed().words()));
    ui.label(format!("Injured {}", incident.injured().words()));
    let branch = inputs.loaded.catalog.actors().label(&incident.branch);
    ui.label(widgets::weak(
        format!("{} · {branch} · {} confidence", incident.kind.label(), incident.confidence.label().to_lowercase()),
        ui,
    ));
    if inputs.loaded.catalog.files().len() > 1
        && let Some(entry) = inputs.loaded.catalog.incidents().get(mark.row as usize)
        && let Some(file) = inputs.loaded.catalog.files().get(usize::from(entry.file))
    {
        ui.label(widgets::weak(format!("In {}", file.name), ui));
    }
}

fn several(ui: &mut Ui, inputs: &Inputs<'_>, members: &[Row]) {
    let totals = inputs.shown.totals_of(inputs.loaded, members);
    ui.label(theme::strong_text(format!("{} incidents", members.len()), 14.0));
    let columns = &inputs.loaded.columns;
    let mut rows = members.to_vec();
    rows.sort_by_key(|row| std::cmp::Reverse(columns.killed_or_zero(*row)));
    for row in rows.iter().take(MAX_LISTED) {
        let killed = columns.killed.get(*row as usize).words();
        ui.label(format!("{} · killed {killed}", columns.title(*row)));
    }
    if rows.len() > MAX_LISTED {
        ui.label(widgets::weak(format!("and {} more", rows.len() - MAX_LISTED), ui));
    }
    ui.label(widgets::weak(format!("{} counted: killed {}", totals.counted, totals.killed.words()), ui));
    ui.label(widgets::weak("Click to select all, double click to zoom in", ui));
}
