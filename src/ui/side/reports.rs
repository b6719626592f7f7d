//! What each source reported on which day: the dot plot, and below it every report as a row.

use super::count_plot::{self, Plot, toll_word};
use super::dots::{self, Look};
use super::pieces::{Cited, cited, columns, light, lightable, note, reveal, section_with, short_date};
use super::{Desk, Jump, Lit};
use crate::model::{Date, Figure, Incident, Report, SourceId};
use crate::ui::{theme, widgets};
use crate::view::{PathPoint, Toll, count_path, report_day, reports_by_day};
use egui::{Align, RichText, Sense, Ui, vec2};

/// Draws plot and reports. Nothing if there are none.
pub(super) fn show(ui: &mut Ui, incident: &Incident, ids: &[&SourceId], desk: &mut Desk<'_>) {
    if incident.reports.is_empty() {
        section_with(ui, "What was reported", |_| {});
        note(ui, "No source in the record reports a figure");
        return;
    }
    let catalog = &desk.inputs.loaded.catalog;
    let paths = [Toll::Killed, Toll::Injured].map(|toll| (toll, plotted(count_path(incident, catalog, toll))));
    let wanted = desk.side.toll.unwrap_or(Toll::Killed);
    let chosen = paths.iter().find(|(toll, points)| *toll == wanted && !points.is_empty());
    let chosen = chosen.or_else(|| paths.iter().find(|(_, points)| !points.is_empty()));
    let title = if chosen.is_some() { "How the count moved" } else { "What was reported" };
    section_with(ui, title, |ui| {
        if let Some((toll, _)) = chosen {
            switch(ui, *toll, &paths, desk);
        }
    });
    if let Some((toll, points)) = chosen {
        count_plot::show(ui, &Plot { incident, ids, toll: *toll, points }, desk);
        key(ui, points);
        ui.add_space(8.0);
    }
    for i in reports_by_day(incident, catalog) {
        if let Some(report) = incident.reports.get(i) {
            row(ui, i, report, ids, desk);
            ui.add_space(6.0);
        }
    }
}

/// Points that have a place on the axis.
fn plotted(points: Vec<PathPoint>) -> Vec<PathPoint> {
    points.into_iter().filter(|point| !matches!(point.figure, Figure::Words(_))).collect()
}

/// Killed or injured; a toll without a figure cannot be chosen. Drawn from right to left.
fn switch(ui: &mut Ui, now: Toll, paths: &[(Toll, Vec<PathPoint>)], desk: &mut Desk<'_>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    for (toll, points) in paths.iter().rev() {
        let text = RichText::new(toll.label()).font(theme::small());
        let button = egui::Button::selectable(*toll == now, text).min_size(vec2(0.0, 22.0));
        let response = ui.add_enabled(!points.is_empty(), button);
        reveal(&response);
        let name = format!("Plot reports of the {}", toll_word(*toll));
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, *toll == now, &name));
        let response = response.on_disabled_hover_text("No report gives such a figure");
        if response.on_hover_text(name).clicked() {
            desk.side.toll = Some(*toll);
        }
    }
}

/// The shapes in use, unless all are plain dots.
fn key(ui: &mut Ui, points: &[PathPoint]) {
    let mut shapes: Vec<(&'static str, Figure, bool)> = Vec::new();
    for point in points {
        if let Some((words, sample)) = dots::key(&point.figure, point.is_claimed)
            && !shapes.iter().any(|(other, ..)| *other == words)
        {
            shapes.push((words, sample, point.is_claimed));
        }
    }
    if matches!(shapes.as_slice(), [(_, Figure::Exactly(_), false)]) {
        return;
    }
    let palette = theme::palette(ui.ctx());
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 0.0);
        for (words, sample, is_claimed) in &shapes {
            let color = theme::color(palette.weak);
            let galley = ui.painter().layout_no_wrap((*words).to_owned(), theme::small(), color);
            let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 14.0, 22.0), Sense::hover());
            let look = Look { color, ground: theme::color(palette.panel), is_claimed: *is_claimed, ends: None };
            let lower = if matches!(sample, Figure::AtLeast(_)) { 4.0 } else { 0.0 };
            dots::paint(ui.painter(), rect.left_center() + vec2(5.0, lower), sample, look);
            ui.painter().galley(rect.left_center() + vec2(14.0, -galley.size().y / 2.0), galley, color);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, *words));
        }
    });
}

fn row(ui: &mut Ui, i: usize, report: &Report, ids: &[&SourceId], desk: &mut Desk<'_>) {
    let source = Cited::new(&report.source, ids, desk);
    let is_lit = match desk.side.lit {
        Lit::Nothing => false,
        Lit::Report(other) => other == i,
        Lit::Source(number) => number == source.number,
    };
    let mut has_focus = false;
    let stood = report_day(report, &desk.inputs.loaded.catalog);
    let response = lightable(ui, is_lit, |ui| {
        columns(
            ui,
            |ui| day(ui, report, stood),
            |ui| {
                figures(ui, report);
                has_focus = cited(ui, &source, desk);
                if let Some(text) = &report.note {
                    note(ui, text);
                }
            },
        )
    });
    light(desk, Lit::Report(i), response.contains_pointer() || has_focus);
    if desk.takes_jump(Jump::Report(i)) {
        ui.scroll_to_rect(response.rect.expand(24.0), Some(Align::Center));
    }
}

fn day(ui: &mut Ui, report: &Report, stood: Option<Date>) {
    let (text, hover) = match (report.as_of, stood) {
        (Some(date), _) => (short_date(date), "The day the figure stood for"),
        (None, Some(date)) => (short_date(date), "The day its source was published; the report names no other"),
        (None, None) => ("undated".to_owned(), "The report names no day, and neither does its source"),
    };
    // A little lower, so that it stands on the line of the figure beside it.
    ui.add_space(1.5);
    ui.label(widgets::weak(text, ui)).on_hover_text(hover);
}

fn figures(ui: &mut Ui, report: &Report) {
    let mut parts: Vec<String> = Vec::new();
    for (figure, word) in [(&report.killed, "killed"), (&report.injured, "injured")] {
        parts.extend(figure.as_ref().map(|figure| format!("{} {word}", figure.words())));
    }
    parts.extend(report.other.as_ref().map(|other| format!("{} {}", other.figure.words(), other.what)));
    let palette = theme::palette(ui.ctx());
    let color = theme::color(if report.claimed { palette.weak } else { palette.strong });
    let words = if parts.is_empty() { "no figure".to_owned() } else { parts.join(", ") };
    super::prose::prose(ui, &words, theme::strong(13.5), color);
    if report.claimed {
        let warning = theme::color(palette.warning);
        ui.label(RichText::new("The group's own figure, never counted").font(theme::small()).color(warning));
    }
}
