//! The heads of the columns: a click sorts, the right edge sets the width.

use super::{CELL_PT, Sheet, paint};
use crate::ui::{Msg, theme, widgets};
use crate::view::{TableColumn, ViewChange};
use egui::{CursorIcon, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};

/// Half the width of the edge that can be dragged, in points.
const EDGE_PT: f32 = 4.0;

/// Draws the heads; `left` is where the first column begins.
pub(super) fn show(ui: &mut Ui, rect: Rect, left: f32, sheet: &Sheet<'_>, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, theme::color(palette.panel));
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme::color(palette.line)));
    for (column, x, width) in &sheet.grid.columns {
        let cell = Rect::from_x_y_ranges(left + x..=left + x + width, rect.y_range());
        if cell.right() >= rect.left() && cell.left() <= rect.right() {
            head(ui, rect, cell, *column, sheet, msgs);
        }
    }
    // Edges last: they lie over their neighbors.
    for (column, x, width) in &sheet.grid.columns {
        let edge = pos2(left + x + width, rect.center().y);
        if rect.x_range().contains(edge.x) {
            resize(ui, Rect::from_center_size(edge, vec2(2.0 * EDGE_PT, rect.height())), *column, *width, sheet, msgs);
        }
    }
}

fn head(ui: &mut Ui, clip: Rect, cell: Rect, column: TableColumn, sheet: &Sheet<'_>, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let layout = &sheet.inputs.state.table;
    let seen = cell.intersect(clip);
    let response = ui.interact(seen, ui.scope_id().with(("head", column)), Sense::click());
    let sort = layout.sort.filter(|sort| sort.column == column);
    let words = sort.map_or_else(|| column.label().to_owned(), |sort| spoken(column, sort.descends));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ColumnHeader, true, &words));
    let painter = ui.painter().with_clip_rect(clip);
    if response.hovered() || response.has_focus() {
        painter.rect_filled(seen, 0.0, theme::color(palette.hovered));
    }
    widgets::focus_ring(ui, &response);
    let mut text = cell;
    if let Some(sort) = sort {
        let center = pos2(cell.right() - CELL_PT - 3.0, cell.center().y);
        triangle(&painter, center, sort.descends, theme::color(palette.accent));
        text.max.x -= 12.0;
    }
    let color = theme::color(if sort.is_some() { palette.strong } else { palette.text });
    paint(&painter, text, column.label(), theme::strong(12.5), color, column.is_number());
    painter.vline(cell.right(), clip.y_range(), Stroke::new(1.0, theme::color(palette.grid)));
    if response.clicked() {
        msgs.push(ViewChange::Table(layout.sorted_next(column)).into());
    }
    response
        .on_hover_text(format!("{}\nClick to sort; a third click goes back to the order of time", column.definition()));
}

/// How a listener is told of the order.
fn spoken(column: TableColumn, descends: bool) -> String {
    let way = match (column.is_number(), column, descends) {
        (true, _, true) => "highest first",
        (true, _, false) => "lowest first",
        (_, TableColumn::Date, true) => "latest first",
        (_, TableColumn::Date, false) => "earliest first",
        (_, _, true) => "Z to A",
        (_, _, false) => "A to Z",
    };
    format!("{}, sorted, {way}", column.label())
}

fn triangle(painter: &egui::Painter, center: egui::Pos2, is_down: bool, color: egui::Color32) {
    let way = if is_down { 1.0 } else { -1.0 };
    let points = vec![center + vec2(-4.0, -2.5 * way), center + vec2(4.0, -2.5 * way), center + vec2(0.0, 3.0 * way)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

fn resize(ui: &mut Ui, edge: Rect, column: TableColumn, width: f32, sheet: &Sheet<'_>, msgs: &mut Vec<Msg>) {
    let response = ui.interact(edge, ui.scope_id().with(("edge", column)), Sense::click_and_drag());
    let name = format!("Width of {}", column.label().to_lowercase());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, &name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeColumn);
        let color = theme::color(theme::palette(ui.ctx()).accent);
        ui.painter().vline(edge.center().x, edge.y_range(), Stroke::new(1.5, color));
    }
    let layout = &sheet.inputs.state.table;
    if response.double_clicked() {
        msgs.push(ViewChange::Table(layout.without_width(column)).into());
    } else if response.dragged() && response.drag_delta().x != 0.0 {
        msgs.push(ViewChange::Table(layout.with_width(column, width + response.drag_delta().x)).into());
    }
}
