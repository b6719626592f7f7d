//! Reports, attributions, citations and related incidents: a line each, of which one is open for editing.

use super::{Bench, Block, field, source, timeline};
use crate::edit::{Field, Level, Row, Rows, Spot};
use crate::model::{IncidentId, SourceId};
use crate::ui::side::{section_with, small_button};
use crate::ui::{icons, theme, widgets};
use egui::{CornerRadius, Frame, Id, Key, Margin, Modifiers, Sense, Stroke, Ui, vec2};

/// Height of a closed row, in points.
const ROW_PT: f32 = 40.0;

/// Draws the rows of a list under their caption.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>, rows: Rows, title: &str) {
    let mut adds = false;
    section_with(ui, title, |_| {});
    let keys: Vec<u32> = bench.draft.rows(rows).iter().map(|row| row.key).collect();
    for (i, key) in keys.iter().enumerate() {
        if bench.form.open == Some((rows, *key)) {
            open(ui, bench, rows, *key);
        } else {
            closed(ui, bench, rows, (i, *key));
        }
        timeline::held_words(ui, bench, *key);
    }
    ui.add_space(2.0);
    let name = format!("Add {}", field::row_name(rows));
    let response = small_button(ui, &name, &name);
    bench.stop(&response, keys.is_empty());
    adds |= response.clicked();
    if adds {
        let key = bench.draft.add_row(rows);
        open_row(bench, rows, key);
    }
}

fn open_row(bench: &mut Bench<'_>, rows: Rows, key: u32) {
    bench.form.open = Some((rows, key));
    bench.form.wanted = Field::of_rows(rows).next().map(|field| field::id(Spot { field, row: key }));
    bench.commits = true;
}

/// A row as a line: what it says, and whether something in it does not fit.
fn closed(ui: &mut Ui, bench: &mut Bench<'_>, rows: Rows, (i, key): (usize, u32)) {
    let Some(row) = bench.draft.rows(rows).iter().find(|row| row.key == key) else { return };
    let (first, second) = words(bench, rows, row);
    let level = bench
        .checked
        .problems
        .iter()
        .filter(|problem| problem.spot.row == key && problem.spot.field.about().rows == Some(rows))
        .map(|problem| problem.level)
        .min();
    let palette = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::hover());
    let response = ui.interact(rect, Id::unique("form row").with(key), Sense::click());
    let spoken = format!("Edit {} {}: {first}, {second}", field::row_name(rows), i + 1);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    let plate = rect.expand2(vec2(8.0, 0.0));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(plate, CornerRadius::same(4), theme::color(palette.raised));
    }
    widgets::focus_ring(ui, &response);
    let mark = match level {
        Some(Level::Warning) => {
            Some((theme::color(palette.warning), icons::warning as fn(&egui::Painter, egui::Pos2, f32, egui::Color32)))
        }
        Some(_) => Some((theme::color(palette.error), icons::error as _)),
        None => None,
    };
    let mut left = rect.left();
    if let Some((color, paint)) = mark {
        paint(ui.painter(), egui::pos2(left + 6.0, rect.top() + 12.0), 5.0, color);
        left += 18.0;
    }
    let wide = rect.right() - left;
    let line = |text: &str, font, color, top: f32| {
        let galley = widgets::one_line(ui.painter(), text, font, theme::color(color), wide);
        ui.painter().galley(egui::pos2(left, rect.top() + top), galley, theme::color(color));
    };
    line(&first, theme::body(), palette.strong, 3.0);
    line(&second, theme::small(), palette.weak, 21.0);
    bench.stop(&response, i == 0);
    if response.has_focus() {
        bench.block = Some(Block::Row(rows, key));
        row_keys(ui, bench, rows, key);
    }
    if response.on_hover_text("Opens its fields (Enter)").clicked() {
        open_row(bench, rows, key);
    }
}

/// Alt with arrows moves a row, Delete takes it out.
fn row_keys(ui: &Ui, bench: &mut Bench<'_>, rows: Rows, key: u32) {
    let (is_up, is_down, is_out) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::ALT, Key::ArrowUp),
            input.consume_key(Modifiers::ALT, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::Delete),
        )
    });
    if is_up || is_down {
        bench.draft.move_row(rows, key, is_down);
        bench.commits = true;
    }
    if is_out {
        remove(bench, rows, key);
    }
}

fn remove(bench: &mut Bench<'_>, rows: Rows, key: u32) {
    // What others name stays, and says so at once.
    bench.form.held = timeline::held(bench, rows, key).map(|held| (key, held));
    if bench.form.held.is_some() {
        return;
    }
    bench.draft.remove_row(rows, key);
    bench.form.open = bench.form.open.filter(|open| *open != (rows, key));
    bench.commits = true;
    let next = bench.draft.rows(rows).last().map(|row| Id::unique("form row").with(row.key));
    bench.form.wanted = next;
}

/// The fields of a row.
fn open(ui: &mut Ui, bench: &mut Bench<'_>, rows: Rows, key: u32) {
    let palette = theme::palette(ui.ctx());
    let frame = Frame::NONE
        .fill(theme::color(palette.lane))
        .stroke(Stroke::new(1.0, theme::color(palette.line)))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin { left: 8, right: 8, top: 8, bottom: 6 })
        .outer_margin(Margin { left: -8, right: -8, top: 2, bottom: 2 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let block = Block::Row(rows, key);
        let mut sources = Vec::new();
        for (i, field) in Field::of_rows(rows).enumerate() {
            let spot = Spot { field, row: key };
            field::show(ui, bench, spot, block, i == 0);
            for id in source::named(bench, spot) {
                source::line(ui, bench, &id);
                sources.push(id);
            }
        }
        for id in sources {
            source::fields(ui, bench, &id, block);
        }
        buttons(ui, bench, rows, key, block);
    });
}

fn buttons(ui: &mut Ui, bench: &mut Bench<'_>, rows: Rows, key: u32, block: Block) {
    ui.add_space(4.0);
    let n = bench.draft.rows(rows).len();
    let at = bench.draft.rows(rows).iter().position(|row| row.key == key).unwrap_or(0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = field::row_name(rows);
        for (text, is_possible) in [("Up", at > 0), ("Down", at + 1 < n), ("Remove", true), ("Close", true)] {
            if !is_possible {
                continue;
            }
            let response = small_button(ui, text, &format!("{text}: {name} {}", at + 1));
            bench.stop(&response, false);
            if response.has_focus() {
                bench.block = Some(block);
            }
            if !response.clicked() {
                continue;
            }
            match text {
                "Remove" => remove(bench, rows, key),
                "Close" => {
                    bench.form.open = None;
                    bench.form.wanted = Some(Id::unique("form row").with(key));
                    bench.commits = true;
                }
                _ => {
                    bench.draft.move_row(rows, key, text == "Down");
                    bench.commits = true;
                }
            }
        }
    });
}

/// What a row says in two lines.
fn words(bench: &Bench<'_>, rows: Rows, row: &Row) -> (String, String) {
    let text = |field: Field| row.texts.get(field).to_owned();
    let joined = |parts: Vec<String>, otherwise: &str| {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { otherwise.to_owned() } else { parts.join(" · ") }
    };
    let with = |lead: &str, text: String| if text.is_empty() { text } else { format!("{lead}{text}") };
    match rows {
        Rows::Reports => {
            let figure = |field, what: &str| with("", text(field)) + if text(field).is_empty() { "" } else { what };
            let claimed = if text(Field::Claimed).is_empty() { String::new() } else { "the group's own".to_owned() };
            let figures = vec![
                figure(Field::ReportKilled, " killed"),
                figure(Field::ReportInjured, " injured"),
                figure(Field::OtherFigure, &format!(" {}", text(Field::OtherWhat))),
                claimed,
            ];
            let second = vec![text(Field::AsOf), publisher(bench, &text(Field::ReportSource)), text(Field::Note)];
            (joined(figures, "No figure"), joined(second, "no source"))
        }
        Rows::Attributions => {
            let second =
                vec![with("by ", text(Field::By)), text(Field::On), publisher(bench, &text(Field::AttributionSource))];
            (joined(vec![text(Field::AttributionKind), text(Field::Actor)], "Nobody"), joined(second, "no source"))
        }
        Rows::Cites => {
            let id = text(Field::CiteSource);
            let title =
                bench.document.source(&SourceId(id.clone())).map_or(String::new(), |source| source.title.clone());
            let second = vec![text(Field::Supports), title];
            (joined(vec![publisher(bench, &id)], "No source"), joined(second, "supports nothing in particular"))
        }
        Rows::Related => {
            let id = IncidentId(text(Field::RelatedId));
            let title =
                bench.document.incident(&id).map_or_else(|| id.to_string(), |record| record.value.title.clone());
            (joined(vec![title], "No incident"), text(Field::How))
        }
        Rows::Actors | Rows::Periods => timeline::words(bench, rows, text),
        Rows::Sources => (String::new(), String::new()),
    }
}

/// Who published a source of the file or a new one; its id where neither is known.
fn publisher(bench: &Bench<'_>, id: &str) -> String {
    let known = bench.document.source(&SourceId::from(id)).map(|source| source.publisher.clone());
    let new = || {
        bench
            .draft
            .rows(Rows::Sources)
            .iter()
            .find(|row| row.source_id() == id)
            .map(|row| row.texts.get(Field::Publisher).to_owned())
    };
    known.or_else(new).unwrap_or_else(|| id.to_owned())
}
