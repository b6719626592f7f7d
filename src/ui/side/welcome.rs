//! Nothing selected: what the data is, what to try, the deadliest incidents of the filter.

use super::kept::kept;
use super::pieces::{note, section, text};
use super::{Ask, Desk, MARGIN_PT, several};
use crate::model::FileRecords;
use crate::model::thousands;
use crate::query::Row;
use crate::ui::{Action, Inputs, theme};
use egui::{CornerRadius, Margin, ScrollArea, Sense, Stroke, StrokeKind, Ui, vec2};

/// How many saved views are listed.
const N_VIEWS: usize = 3;
/// How many of the deadliest are listed.
const N_DEADLIEST: usize = 5;

/// Draws the welcome.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    ScrollArea::vertical().id_salt("welcome").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 12, bottom: 20 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let files = desk.inputs.loaded.catalog.files();
            if files.is_empty() {
                no_file(ui, desk);
                return;
            }
            for (i, file) in files.iter().enumerate() {
                ui.add_space(if i == 0 { 0.0 } else { 12.0 });
                about(ui, file);
            }
            if small_link(ui, "Scope and counting rules") {
                desk.ask(Ask::Run(Action::Scope));
            }
            deadliest(ui, desk);
            views(ui, desk);
            to_try(ui, desk);
        });
    });
}

fn no_file(ui: &mut Ui, desk: &mut Desk<'_>) {
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    ui.label(theme::strong_text("No timeline is open", 20.0).color(strong));
    ui.add_space(4.0);
    for action in [Action::OpenShipped, Action::Open] {
        if small_link(ui, &action.text()) {
            desk.ask(Ask::Run(action));
        }
    }
}

fn small_link(ui: &mut Ui, text: &str) -> bool {
    super::pieces::link(ui, text, theme::small()).clicked()
}

fn about(ui: &mut Ui, file: &FileRecords) {
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    let title = if file.header.title.is_empty() { &file.name } else { &file.header.title };
    super::prose::prose(ui, title, theme::strong(20.0), strong);
    ui.add_space(4.0);
    let scope = first_sentences(&file.header.about, 2);
    if !scope.is_empty() {
        text(ui, &scope);
    }
    if !scope.contains("census") {
        text(ui, "A selection, not a census.");
    }
    ui.add_space(4.0);
    let n = thousands(file.incidents.len() as u64);
    let known = |text: &str, unknown: &str| if text.is_empty() { unknown.to_owned() } else { text.to_owned() };
    let version = known(&file.header.version, "not told");
    let license = known(&file.header.license, "no licence named");
    let incidents = if file.incidents.len() == 1 { "incident" } else { "incidents" };
    note(ui, &format!("{n} {incidents} · version {version} · {license}"));
}

/// The first sentences of a text, its lines joined.
fn first_sentences(text: &str, n: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let end = ends.take(n).last().filter(|_| text.matches(". ").count() >= n).unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_owned()
}

fn deadliest(ui: &mut Ui, desk: &mut Desk<'_>) {
    let inputs = desk.inputs;
    let key = inputs.shown.rule;
    let rows = kept(&mut desk.side.deadliest, &inputs.shown.filtered, key, |_| deadliest_rows(inputs));
    if rows.is_empty() {
        return;
    }
    section(ui, if inputs.state.query.is_empty() { "Deadliest" } else { "Deadliest in the filter" });
    // Rows reach a little to the left, so that their text stands below the caption.
    egui::Frame::NONE.outer_margin(Margin { left: -8, right: -4, top: 0, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows {
            if several::incident_row(ui, row, desk) {
                desk.ask(Ask::GoTo(row));
            }
        }
    });
}

/// The counted incidents with the most killed, best else low; none with no victim known.
fn deadliest_rows(inputs: &Inputs<'_>) -> Vec<Row> {
    let (columns, rule) = (&inputs.loaded.columns, &inputs.shown.rule);
    let mut most: Vec<(u32, Row)> = Vec::with_capacity(N_DEADLIEST + 1);
    for row in inputs.shown.filtered.mask.iter() {
        let least = if most.len() < N_DEADLIEST { 0 } else { most.last().map_or(0, |(n, _)| *n) };
        let killed = rule.headline.of(rule.killed(row as usize, columns)).unwrap_or(0);
        if killed > least && rule.counts(row as usize, columns) {
            let at = most.partition_point(|(n, _)| *n >= killed);
            most.insert(at, (killed, row));
            most.truncate(N_DEADLIEST);
        }
    }
    most.into_iter().map(|(_, row)| row).collect()
}

/// The first of the saved views, and the way to all.
fn views(ui: &mut Ui, desk: &mut Desk<'_>) {
    let inputs = desk.inputs;
    let views = &inputs.files.views.views;
    if views.is_empty() {
        return;
    }
    section(ui, "Saved views");
    for view in views.iter().take(N_VIEWS) {
        let response = super::pieces::link(ui, &view.name, theme::body());
        if response.accessible_name(format!("Show the view {}", view.name)).clicked() {
            desk.ask(Ask::Send(crate::ui::dialogs::views::shown(view, inputs)));
        }
    }
    if views.len() > N_VIEWS && small_link(ui, "All saved views") {
        desk.ask(Ask::Run(Action::SavedViews));
    }
}

fn to_try(ui: &mut Ui, desk: &mut Desk<'_>) {
    section(ui, "To try");
    ui.horizontal(|ui| {
        key(ui, "click");
        text(ui, "a mark to see what happened");
    });
    for (action, words) in [
        (Action::Next, "to the next incident, with ← back"),
        (Action::Find, "search, such as Kandahar or killed>=20"),
        (Action::Palette, "find an incident, or run anything by name"),
        (Action::KeySheet, "all keys"),
    ] {
        let shortcut = action.shortcuts().first().map(|shortcut| ui.format_shortcut(shortcut)).unwrap_or_default();
        ui.horizontal(|ui| {
            key(ui, key_words(action, &shortcut));
            let response = super::pieces::link(ui, words, theme::body());
            if response.accessible_name(action.text()).clicked() {
                desk.ask(Ask::Run(action));
            }
        });
    }
}

/// The key as it is printed on a keyboard.
fn key_words(action: Action, shortcut: &str) -> &str {
    match (action, shortcut) {
        (Action::Next, _) => "→",
        (_, "Slash") => "/",
        (_, shortcut) => shortcut,
    }
}

/// A key as it looks on a keyboard.
fn key(ui: &mut Ui, name: &str) {
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.text);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::small(), color);
    let (whole, _) = ui.allocate_exact_size(vec2(52.0, theme::CONTROL_PT), Sense::hover());
    let size = vec2(galley.size().x + 12.0, 20.0);
    let rect = egui::Rect::from_min_size(whole.left_center() - vec2(0.0, 10.0), size);
    let stroke = Stroke::new(1.0, theme::color(palette.line));
    ui.painter().rect(rect, CornerRadius::same(4), theme::color(palette.raised), stroke, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
}
