//! How one problem looks.
//!
//! ```text
//! (!) islamic-state.ron:12:15              Show  Copy
//!     months run from 01 to 12
//!     │ when: "2024-13",
//!     │       ▲────────
//!     write a day, month or year
//! ```

use super::excerpt::Excerpt;
use super::list::Entry;
use crate::format::Severity;
use crate::query::Row;
use crate::ui::{Msg, bidi, icons, theme, widgets};
use egui::{Color32, CornerRadius, FontId, Frame, Margin, Rect, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

/// Draws a problem; the incident to jump to, if that was asked for.
pub(super) fn show(ui: &mut Ui, i: usize, entry: &Entry, msgs: &mut Vec<Msg>) -> Option<Row> {
    if let Some(file) = &entry.file {
        ui.add_space(if i == 0 { 2.0 } else { 12.0 });
        let strong = theme::color(theme::palette(ui.ctx()).strong);
        ui.add(egui::Label::new(theme::strong_text(file, 13.5).color(strong)).truncate());
        ui.add_space(2.0);
    }
    plate(ui, |ui| {
        ui.horizontal_top(|ui| {
            mark(ui, entry.severity == Severity::Error);
            ui.vertical(|ui| body(ui, entry, msgs)).inner
        })
        .inner
    })
}

fn body(ui: &mut Ui, entry: &Entry, msgs: &mut Vec<Msg>) -> Option<Row> {
    let palette = theme::palette(ui.ctx());
    let mut jump = None;
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let copy = small_button(ui, "Copy").on_hover_text(&entry.copied);
            copy.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Copy {}", entry.place)));
            if copy.clicked() {
                msgs.push(widgets::copy(entry.copied.clone(), "Problem"));
            }
            if entry.row.is_some() && small_button(ui, "Show incident").clicked() {
                jump = entry.row;
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let place = RichText::new(&entry.place).monospace().color(theme::color(palette.weak));
                ui.add(egui::Label::new(place).truncate());
            });
        });
    });
    let message = RichText::new(&entry.message).color(theme::color(palette.strong));
    ui.add(egui::Label::new(message).wrap());
    if !entry.excerpt.is_blank() {
        excerpt(ui, &entry.excerpt, color(ui, entry.severity));
    }
    if let Some(hint) = &entry.hint {
        ui.add(egui::Label::new(RichText::new(hint).color(theme::color(palette.text))).wrap());
    }
    jump
}

fn small_button(ui: &mut Ui, text: &str) -> egui::Response {
    ui.spacing_mut().button_padding = vec2(8.0, 2.0);
    ui.add(egui::Button::new(RichText::new(text).font(theme::small())).min_size(vec2(0.0, 21.0)))
}

fn color(ui: &Ui, severity: Severity) -> Color32 {
    let palette = theme::palette(ui.ctx());
    theme::color(if severity == Severity::Error { palette.error } else { palette.warning })
}

/// The sign of an error or a warning.
pub(super) fn mark(ui: &mut Ui, is_error: bool) {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
    let severity = if is_error { Severity::Error } else { Severity::Warning };
    let paint = if is_error { icons::error } else { icons::warning };
    paint(ui.painter(), rect.center(), 6.5, color(ui, severity));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, severity.word()));
}

/// A quiet ground for one problem.
pub(super) fn plate<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    let palette = theme::palette(ui.ctx());
    let frame = Frame::NONE
        .fill(theme::color(palette.ground))
        .stroke(Stroke::new(1.0, theme::color(palette.line)))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(12, 9));
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// The line with a mark under the place. Each part is laid out by itself, so the mark is right for letters of any
/// width and direction.
fn excerpt(ui: &mut Ui, excerpt: &Excerpt, color: Color32) {
    let palette = theme::palette(ui.ctx());
    let (text, weak) = (theme::color(palette.strong), theme::color(palette.weak));
    let font = || FontId::monospace(12.5);
    let galley = |part: &str, color| ui.painter().layout_job(bidi::job(part, font(), color));
    let parts = [(&excerpt.before, weak), (&excerpt.marked, text), (&excerpt.after, weak)];
    let parts = parts.map(|(part, color)| galley(part, color));
    let height = parts.iter().map(|part| part.size().y).fold(0.0, f32::max);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height + 9.0), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut x = rect.left();
    let mut marked = Rect::NOTHING;
    for (i, part) in parts.into_iter().enumerate() {
        let width = part.size().x;
        if i == 1 {
            marked = Rect::from_min_size(pos2(x, rect.top() + height), vec2(width, 8.0));
        }
        painter.galley(pos2(x, rect.top()), part, weak);
        x += width;
    }
    caret(&painter, marked, color);
    let words = [excerpt.before.as_str(), &excerpt.marked, &excerpt.after].concat();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
}

/// A point up at the first letter, and a line under the rest.
fn caret(painter: &egui::Painter, marked: Rect, color: Color32) {
    let tip = pos2(marked.left() + 3.75, marked.top() + 1.0);
    let foot = tip.y + 5.0;
    let points = vec![tip, pos2(tip.x + 3.75, foot), pos2(tip.x - 3.75, foot)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    if marked.width() > 8.0 {
        let y = foot - 0.75;
        painter.line_segment([pos2(tip.x, y), pos2(marked.right(), y)], Stroke::new(1.5, color));
    }
}
