//! Who says who did it, in the editors' order.

use super::pieces::{Cited, cited, columns, lightable, note, section_with, short_date};
use super::{Desk, Lit};
use crate::model::{Attribution, Incident, Kind, SourceId, Vocabulary};
use crate::query::{attribution_status, fold};
use crate::ui::{theme, widgets};
use egui::Ui;

/// Draws the attributions. Only an attack that nobody speaks of is worth a word.
pub(super) fn show(ui: &mut Ui, incident: &Incident, ids: &[&SourceId], desk: &mut Desk<'_>) {
    if incident.attributions.is_empty() && incident.kind != Kind::Attack {
        return;
    }
    section_with(ui, "Who says who did it", |ui| {
        let status = attribution_status(&incident.attributions, desk.inputs.loaded.catalog.actors());
        ui.label(widgets::weak(status.label(), ui)).on_hover_text(format!("Taken together: {}", status.definition()));
    });
    if incident.attributions.is_empty() {
        note(ui, "The record names nobody who says so");
    }
    for attribution in &incident.attributions {
        row(ui, attribution, ids, desk);
        ui.add_space(6.0);
    }
}

fn row(ui: &mut Ui, attribution: &Attribution, ids: &[&SourceId], desk: &mut Desk<'_>) {
    let source = attribution.source.as_ref().map(|id| Cited::new(id, ids, desk));
    let is_lit = source.as_ref().is_some_and(|source| desk.side.lit == Lit::Source(source.number));
    lightable(ui, is_lit, |ui| {
        columns(
            ui,
            |ui| {
                ui.add_space(1.5);
                ui.label(widgets::weak(attribution.kind.label(), ui)).on_hover_text(attribution.kind.definition());
            },
            |ui| {
                actor(ui, attribution, desk);
                if let Some(words) = said(attribution) {
                    note(ui, &words);
                }
                if let Some(source) = &source {
                    cited(ui, source, desk);
                }
            },
        )
    });
}

/// The actor's name, and its wording as reported where that is another.
fn actor(ui: &mut Ui, attribution: &Attribution, desk: &Desk<'_>) {
    let actors = desk.inputs.loaded.catalog.actors();
    let label = actors.label(&attribution.actor);
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    let response = super::prose::prose(ui, label, theme::strong(13.5), strong);
    if let Some(about) = actors.get(&attribution.actor).and_then(|actor| actor.about.as_deref()) {
        response.on_hover_text(format!("{}\n{about}", actors.full_name(&attribution.actor)));
    }
    if let Some(wording) = &attribution.wording
        && fold(wording) != fold(label)
    {
        note(ui, &format!("reported as “{wording}”"));
    }
}

/// By whom, and when.
fn said(attribution: &Attribution) -> Option<String> {
    let on = attribution.on.map(short_date);
    match (&attribution.by, on) {
        (Some(by), Some(on)) => Some(format!("by {by}, {on}")),
        (Some(by), None) => Some(format!("by {by}, day not told")),
        (None, Some(on)) => Some(format!("{on}, by whom not told")),
        (None, None) => None,
    }
}
