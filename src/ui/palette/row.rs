//! How a row of the palette looks.
//!
//! ```text
//! ✓ Filter by place  Kandahar                    12 incidents
//!   Full screen                                         [F11]
//! ```

use super::find::Hit;
use crate::ui::{bidi, icons, theme, widgets};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, CornerRadius, Galley, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

const ROW_PT: f32 = 30.0;
const EDGE_PT: f32 = 8.0;
const TICK_PT: f32 = 20.0;

/// What the rows below are.
pub(super) fn caption(ui: &mut Ui, text: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let color = theme::color(theme::palette(ui.ctx()).weak);
    let at = pos2(rect.left() + 16.0, rect.bottom() - 5.0);
    widgets::text_at(ui.painter(), at, Align2::LEFT_BOTTOM, text, theme::strong(12.0), color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
}

/// One row.
pub(super) fn show(ui: &mut Ui, hit: &Hit, is_chosen: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::CLICK);
    let plate = rect.shrink2(vec2(EDGE_PT, 1.0));
    if is_chosen || response.hovered() {
        let ground = if is_chosen { palette.accent_ground } else { palette.hovered };
        ui.painter().rect_filled(plate, CornerRadius::same(5), theme::color(ground));
    }
    let left = plate.left() + EDGE_PT + TICK_PT;
    if hit.is_on {
        let at = pos2(plate.left() + EDGE_PT + 7.0, rect.center().y);
        icons::tick(ui.painter(), at, 5.0, theme::color(palette.accent));
    }
    let right = right(ui, hit, plate, is_chosen);
    let text = text(ui, hit, right - left - 16.0);
    let at = pos2(left, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(at, text, theme::color(palette.text));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, spoken(hit)));
    response
}

fn spoken(hit: &Hit) -> String {
    let text = if hit.before.is_empty() { hit.text.clone() } else { format!("{}: {}", hit.before, hit.text) };
    if hit.note.is_empty() { text } else { format!("{text}, {}", hit.note) }
}

/// Keys or note at the right; where they begin.
fn right(ui: &Ui, hit: &Hit, plate: Rect, is_chosen: bool) -> f32 {
    let palette = theme::palette(ui.ctx());
    let mut x = plate.right() - 12.0;
    if !hit.note.is_empty() {
        let color = theme::color(if is_chosen { palette.text } else { palette.weak });
        let note = widgets::one_line(ui.painter(), &hit.note, theme::small(), color, plate.width() * 0.45);
        x -= note.size().x;
        ui.painter().galley(pos2(x, plate.center().y - note.size().y / 2.0), note, color);
    }
    for name in hit.shortcut.iter().flat_map(widgets::key_names).collect::<Vec<_>>().into_iter().rev() {
        x = cap(ui, name, pos2(x, plate.center().y)) - 4.0;
    }
    x
}

/// A key's plate that ends at a place; where it begins.
fn cap(ui: &Ui, name: &str, right_center: egui::Pos2) -> f32 {
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.weak);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::small(), color);
    let width = (galley.size().x + 10.0).max(20.0);
    let rect = Rect::from_min_size(right_center - vec2(width, 9.5), vec2(width, 19.0));
    let stroke = Stroke::new(1.0, theme::color(palette.line));
    ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    rect.left()
}

/// The text with its matched letters lit, cut where the room ends.
fn text(ui: &Ui, hit: &Hit, width: f32) -> Arc<Galley> {
    let palette = theme::palette(ui.ctx());
    let plain = TextFormat::simple(theme::body(), theme::color(palette.text));
    let lit = TextFormat::simple(theme::strong(13.5), theme::color(palette.accent));
    let mut job = LayoutJob::default();
    if !hit.before.is_empty() {
        job.append(hit.before, 0.0, TextFormat::simple(theme::body(), theme::color(palette.weak)));
    }
    let space = if hit.before.is_empty() { 0.0 } else { 8.0 };
    let has_own_order = bidi::job(&hit.text, theme::body(), egui::Color32::PLACEHOLDER).sections.len() > 1;
    if has_own_order {
        // Letters are not lit where that would part a right-to-left word.
        return widgets::one_line(ui.painter(), &hit.text, theme::body(), theme::color(palette.text), width);
    }
    for (i, (part, is_lit)) in runs(&hit.text, &hit.matched).into_iter().enumerate() {
        job.append(&part, if i == 0 { space } else { 0.0 }, if is_lit { lit.clone() } else { plain.clone() });
    }
    job.wrap = TextWrapping { max_width: width, max_rows: 1, break_anywhere: true, ..Default::default() };
    ui.painter().layout_job(job)
}

/// The text in runs of letters that are all matched or all not.
fn runs(text: &str, matched: &[u32]) -> Vec<(String, bool)> {
    let mut runs: Vec<(String, bool)> = Vec::new();
    for (i, letter) in (0_u32..).zip(text.chars()) {
        let is_lit = matched.binary_search(&i).is_ok();
        match runs.last_mut() {
            Some((run, is_run_lit)) if *is_run_lit == is_lit => run.push(letter),
            _ => runs.push((letter.to_string(), is_lit)),
        }
    }
    runs
}
