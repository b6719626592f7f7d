//! Lines that differ, as a text: what went in red with a minus, what came in blue with a plus, and the lines around.

use crate::edit::{Diff, Line, LineKind};
use crate::model::thousands;
use crate::ui::{Preview, problems, theme, widgets};
use egui::{Align2, CornerRadius, FontId, Sense, Ui, vec2};

/// Height of a line, in points.
const LINE_PT: f32 = 17.0;
/// Width of the line numbers, in points.
const GUTTER_PT: f32 = 52.0;

/// What is shown in a line of the list.
enum Row<'a> {
    Line(&'a Line),
    /// Lines left out.
    Gap,
}

/// Draws how a text differs, at most so high, in points.
pub(super) fn show(ui: &mut Ui, preview: &Preview, height: f32) {
    let Some(diff) = &preview.diff else {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label("Comparing…");
        });
        return;
    };
    if diff.is_empty() {
        ui.label(widgets::weak("Not a letter differs", ui));
        return;
    }
    ui.label(widgets::weak(count(diff), ui));
    ui.add_space(4.0);
    let rows = rows(diff);
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE
        .fill(theme::color(palette.ground))
        .stroke(egui::Stroke::new(1.0, theme::color(palette.line)))
        .corner_radius(4)
        .inner_margin(1);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::both()
            .id_salt(("diff", preview.file, &preview.name))
            .max_height(height)
            .auto_shrink([false, true]);
        area.show_rows(ui, LINE_PT, rows.len(), |ui, range| {
            let longest = rows.iter().map(Row::n_letters).max().unwrap_or(0);
            let width = ui.available_width().max(GUTTER_PT + 24.0 + longest as f32 * 7.6);
            for row in rows.get(range).unwrap_or(&[]) {
                row.show(ui, width);
            }
        });
    });
}

/// "+3 −2 lines".
fn count(diff: &Diff) -> String {
    let number = |n: usize| thousands(u64::try_from(n).unwrap_or(u64::MAX));
    let lines = if diff.n_new + diff.n_gone == 1 { "line" } else { "lines" };
    format!("+{} −{} {lines}", number(diff.n_new), number(diff.n_gone))
}

fn rows(diff: &Diff) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (i, hunk) in diff.hunks.iter().enumerate() {
        if i > 0 {
            rows.push(Row::Gap);
        }
        rows.extend(hunk.lines.iter().map(Row::Line));
    }
    rows
}

impl Row<'_> {
    fn n_letters(&self) -> usize {
        match self {
            Self::Line(line) => line.text.chars().count().min(400),
            Self::Gap => 0,
        }
    }

    fn show(&self, ui: &mut Ui, width: f32) {
        let palette = theme::palette(ui.ctx());
        let (rect, response) = ui.allocate_exact_size(vec2(width, LINE_PT), Sense::hover());
        let Self::Line(line) = self else {
            let at = rect.left_center() + vec2(GUTTER_PT, 0.0);
            widgets::text_at(ui.painter(), at, Align2::LEFT_CENTER, "⋯", theme::small(), theme::color(palette.weak));
            return;
        };
        let (sign, color, spoken) = match line.kind {
            LineKind::Same => ("", palette.text, "Same"),
            LineKind::Gone => ("−", palette.error, "Gone"),
            LineKind::New => ("+", palette.accent, "New"),
        };
        if line.kind != LineKind::Same {
            ui.painter().rect_filled(rect, CornerRadius::ZERO, theme::faded(color, 0.13));
        }
        let text = problems::escaped(&line.text);
        let text: String = text.chars().take(400).collect();
        let font = FontId::monospace(12.0);
        let (y, weak) = (rect.center().y, theme::color(palette.weak));
        let at = egui::pos2(rect.left() + GUTTER_PT - 14.0, y);
        widgets::text_at(ui.painter(), at, Align2::RIGHT_CENTER, &line.number.to_string(), font.clone(), weak);
        let at = egui::pos2(rect.left() + GUTTER_PT - 8.0, y);
        widgets::text_at(ui.painter(), at, Align2::LEFT_CENTER, sign, font.clone(), theme::color(color));
        let letters = if line.kind == LineKind::Same { palette.text } else { palette.strong };
        let galley = widgets::one_line(ui.painter(), &text, font, theme::color(letters), f32::INFINITY);
        let at = egui::pos2(rect.left() + GUTTER_PT + 6.0, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme::color(letters));
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{spoken} line {}: {text}", line.number))
        });
    }
}
