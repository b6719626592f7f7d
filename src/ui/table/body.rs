//! The lines on screen: rows and heads of parts. Nothing is laid out that is not seen.

use super::{CELL_PT, ROW_PT, Sheet, paint, select};
use crate::query::Row;
use crate::ui::{Msg, UiState, theme, widgets};
use crate::view::{Line, TableColumn, ViewChange, cell, spoken_incident, why_not_counted};
use egui::{
    Painter, Rect, Response, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, accesskit, pos2, vec2,
};
use std::ops::Range;

/// Draws the lines and answers pointer and keys; where the first column begins, in points of the screen.
pub(super) fn show(ui: &mut Ui, rect: Rect, sheet: &Sheet<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) -> f32 {
    select::follow(sheet, &mut state.table);
    let mut area = ScrollArea::both().id_salt("table").auto_shrink(false);
    if let Some(offset) = state.table.scroll_to.take() {
        area = area.vertical_scroll_offset(offset);
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.spacing_mut().item_spacing = egui::Vec2::ZERO;
    let out = area.show_viewport(&mut child, |ui, _| {
        // A little room at the right, so that the last column's edge can be taken.
        ui.set_width(sheet.grid.width + 8.0);
        ui.set_height(sheet.lines.len() as f32 * ROW_PT);
    });
    let seen = out.inner_rect;
    let offset = out.state.clamped_offset();
    (state.table.offset, state.table.height) = (offset.y, seen.height());
    let left = seen.left() - offset.x;
    let response = ui.interact(seen, egui::Id::unique("timeline"), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Table, true, "Table"));
    focus(ui, &response, state);
    let screen = Screen { ui, seen, left, top: offset.y, sheet };
    screen.lines(&response, state, msgs);
    empty(ui, seen, sheet, msgs);
    select::keys(ui, &response, sheet, state, msgs);
    left
}

/// The table takes the focus as the timeline does; it keeps arrows and Escape while it has it.
fn focus(ui: &Ui, response: &Response, state: &mut UiState) {
    if !state.has_greeted || response.clicked() {
        response.request_focus();
        state.has_greeted = true;
    }
    let filter =
        egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
}

/// What is seen of the lines.
struct Screen<'a> {
    ui: &'a Ui,
    seen: Rect,
    /// Where the first column begins.
    left: f32,
    /// How many points of lines lie above what is seen.
    top: f32,
    sheet: &'a Sheet<'a>,
}

impl Screen<'_> {
    fn visible(&self) -> Range<usize> {
        let first = (self.top / ROW_PT).floor().max(0.0) as usize;
        let n = (self.seen.height() / ROW_PT).ceil() as usize + 1;
        first..(first + n).min(self.sheet.lines.len())
    }

    /// Where a line stands. Far down a point is no longer exact, so lines are placed by their distance from the first.
    fn rect_of(&self, line: usize) -> Rect {
        let first = self.visible().start;
        let above = (f64::from(self.top) - first as f64 * f64::from(ROW_PT)) as f32;
        let y = self.seen.top() - above + (line - first) as f32 * ROW_PT;
        Rect::from_x_y_ranges(self.seen.x_range(), y..=y + ROW_PT)
    }

    fn line_at(&self, at: egui::Pos2) -> Option<usize> {
        self.visible().find(|line| self.rect_of(*line).contains(at))
    }

    fn lines(&self, response: &Response, state: &mut UiState, msgs: &mut Vec<Msg>) {
        let painter = self.ui.painter().with_clip_rect(self.seen);
        let pointer = response.hover_pos().filter(|at| self.seen.contains(*at));
        let hovered = pointer.and_then(|at| self.line_at(at));
        let has_listener = widgets::has_listener(self.ui.ctx());
        state.timeline.hovered = None;
        for line in self.visible() {
            let rect = self.rect_of(line);
            match self.sheet.lines.at(self.sheet.table, line) {
                Some(Line::Part(part)) => self.part(&painter, rect, part, msgs),
                Some(Line::Row(_, row)) => {
                    let is_cursor = response.has_focus() && state.table.cursor.is_some_and(|(at, _)| at == line);
                    if hovered == Some(line) {
                        state.timeline.hovered = Some(row);
                    }
                    self.row(&painter, rect, row, line, (hovered == Some(line), is_cursor));
                    if has_listener {
                        self.node(rect, row, line, state, msgs);
                    }
                }
                None => {}
            }
        }
        let pressed = response.interact_pointer_pos().filter(|_| response.clicked());
        if let Some((line, Line::Row(_, row))) = pressed
            .and_then(|at| self.line_at(at))
            .and_then(|line| Some((line, self.sheet.lines.at(self.sheet.table, line)?)))
        {
            let modifiers = self.ui.input(|input| input.modifiers);
            select::press(self.sheet, (line, row), modifiers, &mut state.table, msgs);
            if response.double_clicked() && !self.sheet.inputs.state.side_panel {
                msgs.push(ViewChange::SidePanel(true).into());
            }
        }
        if let (Some(line), Some(at)) = (hovered, pointer) {
            self.explain(response, line, at);
        }
    }

    fn row(&self, painter: &Painter, rect: Rect, row: Row, line: usize, (is_hovered, is_cursor): (bool, bool)) {
        let inputs = self.sheet.inputs;
        let palette = theme::palette(self.ui.ctx());
        let is_selected = inputs.shown.selection.binary_search(&row).is_ok();
        let counts = inputs.shown.rule.counts(row as usize, &inputs.loaded.columns);
        let ground = match (is_selected, is_hovered, line % 2) {
            (true, _, _) => Some(palette.accent_ground),
            (_, true, _) => Some(palette.raised),
            (_, _, 1) => Some(palette.lane),
            _ => None,
        };
        if let Some(ground) = ground {
            painter.rect_filled(rect, 0.0, theme::color(ground));
        }
        let color = match (is_selected, counts) {
            (true, _) => theme::color(palette.strong),
            (_, true) => theme::color(palette.text),
            _ => theme::color(palette.weak),
        };
        for (column, mut place) in self.cells(rect) {
            let text = cell(inputs.loaded, &inputs.shown.rule, row, column);
            if column == TableColumn::Title {
                let groups = inputs.loaded.groups(inputs.state.colors);
                let hue = palette.hue(groups.hue(groups.rank(&inputs.loaded.columns, row)));
                let alpha = if counts { 1.0 } else { 0.45 };
                painter.circle_filled(
                    pos2(place.left() + CELL_PT + 4.0, place.center().y),
                    4.0,
                    theme::faded(hue, alpha),
                );
                place.min.x += 14.0;
            }
            paint(painter, place, &text, egui::FontId::proportional(13.0), color, column.is_number());
        }
        if is_cursor {
            let stroke = Stroke::new(1.0, theme::color(palette.accent));
            painter.rect_stroke(rect.shrink(0.5), 2.0, stroke, StrokeKind::Inside);
        }
    }

    /// The columns that are seen, with their places in a line.
    fn cells(&self, rect: Rect) -> impl Iterator<Item = (TableColumn, Rect)> {
        let cells = self.sheet.grid.columns.iter().map(move |(column, x, width)| {
            (*column, Rect::from_x_y_ranges(self.left + x..=self.left + x + width, rect.y_range()))
        });
        cells.filter(|(_, cell)| cell.right() > self.seen.left() && cell.left() < self.seen.right())
    }

    /// The head of a part; a click folds it up or opens it.
    fn part(&self, painter: &Painter, rect: Rect, part: usize, msgs: &mut Vec<Msg>) {
        let Some(sums) = self.sheet.table.parts.get(part).and_then(|part| part.sums.as_ref()) else { return };
        let palette = theme::palette(self.ui.ctx());
        let is_open = self.sheet.lines.is_open(part);
        let seen = rect.intersect(self.seen);
        let response = self.ui.interact(seen, self.ui.scope_id().with(("part", part)), Sense::click());
        let heading = sums.heading();
        response.widget_info(|| {
            let headline = self.sheet.inputs.shown.rule.headline;
            let (killed, injured) = (sums.killed.words_by(headline), sums.injured.words_by(headline));
            let way = if is_open { "open" } else { "folded up" };
            let text = format!("{heading}; killed {killed}; injured {injured}; {way}");
            egui::WidgetInfo::selected(egui::Role::Button, true, is_open, text)
        });
        let ground = if response.hovered() || response.has_focus() { palette.hovered } else { palette.raised };
        painter.rect_filled(rect, 0.0, theme::color(ground));
        painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::color(palette.line)));
        let center = pos2(rect.left() + 14.0, rect.center().y);
        let points = if is_open {
            vec![center + vec2(-4.5, -2.5), center + vec2(4.5, -2.5), center + vec2(0.0, 3.5)]
        } else {
            vec![center + vec2(-2.5, -4.5), center + vec2(3.5, 0.0), center + vec2(-2.5, 4.5)]
        };
        painter.add(Shape::convex_polygon(points, theme::color(palette.text), Stroke::NONE));
        self.sheet.sums(painter, rect, self.left, &heading, 20.0, (&sums.killed, &sums.injured));
        if response.clicked() {
            msgs.push(ViewChange::Table(self.sheet.inputs.state.table.folding(&sums.key)).into());
        }
    }

    /// A spoken name for a row, which can be pressed without a pointer.
    fn node(&self, rect: Rect, row: Row, line: usize, state: &mut UiState, msgs: &mut Vec<Msg>) {
        let seen = rect.intersect(self.seen);
        if seen.height() < 1.0 {
            return;
        }
        let inputs = self.sheet.inputs;
        let id = self.ui.scope_id().with(("row", line));
        let response = self.ui.interact(seen, id, Sense::hover());
        response.widget_info(|| {
            let columns = &inputs.loaded.columns;
            let mut text = match inputs.loaded.catalog.incident(row) {
                Some(incident) => spoken_incident(&inputs.loaded.catalog, incident),
                None => columns.title(row).to_owned(),
            };
            if let Some(why) = why_not_counted(columns, &inputs.shown.rule, row) {
                text.push_str("; ");
                text.push_str(&why);
            }
            let is_selected = inputs.shown.selection.binary_search(&row).is_ok();
            egui::WidgetInfo::selected(egui::Role::Row, true, is_selected, text)
        });
        if self.ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click)) {
            let modifiers = self.ui.input(|input| input.modifiers);
            select::press(self.sheet, (line, row), modifiers, &mut state.table, msgs);
        }
    }

    /// Why a row does not count, and what of a cell was cut.
    fn explain(&self, response: &Response, line: usize, at: egui::Pos2) {
        let Some(Line::Row(_, row)) = self.sheet.lines.at(self.sheet.table, line) else { return };
        let inputs = self.sheet.inputs;
        let mut words: Vec<String> = Vec::new();
        if let Some(column) = self.sheet.grid.at(at.x - self.left) {
            let text = cell(inputs.loaded, &inputs.shown.rule, row, column);
            let room = self.sheet.grid.width_of(column) - 2.0 * CELL_PT - 14.0;
            let font = egui::FontId::proportional(13.0);
            let galley = self.ui.painter().layout_no_wrap(text.clone(), font, egui::Color32::PLACEHOLDER);
            if galley.size().x > room {
                words.push(text);
            }
        }
        words.extend(why_not_counted(&inputs.loaded.columns, &inputs.shown.rule, row));
        if !words.is_empty() {
            response.clone().on_hover_text_at_pointer(words.join("\n"));
        }
    }
}

/// Nothing matches, with the way back.
fn empty(ui: &mut Ui, rect: Rect, sheet: &Sheet<'_>, msgs: &mut Vec<Msg>) {
    if !sheet.lines.is_empty() {
        return;
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink(24.0)));
    child.vertical_centered(|ui| {
        ui.add_space((rect.height() * 0.25).max(0.0));
        ui.label("No incident matches the filter");
        if !sheet.inputs.state.query.is_empty() && ui.button("Clear the filter").clicked() {
            msgs.push(ViewChange::Query(String::new()).into());
        }
    });
}
