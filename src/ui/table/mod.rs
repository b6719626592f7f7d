//! The incidents as a table, in place of the timeline: same filter, same selection.
//!
//! ```text
//! header: click sorts, drag of an edge sets a width
//! sum of all, at the top or at the foot
//! ┌ part · 42 incidents, 37 counted      killed  injured ┐
//! │ rows: only those on screen are laid out               │  scrolls both ways
//! └───────────────────────────────────────────────────────┘
//! by which rule
//! ```
//!
//! Own painting instead of `egui_extras`: rows that span columns, sums below their columns and a million rows need no
//! more than one clip rectangle and the galleys on screen.

mod body;
mod header;
mod select;
mod switches;

pub(crate) use switches::switches;

use super::{Effect, Inputs, Msg, UiState, theme, widgets};
use crate::query::{GroupKey, Row};
use crate::view::{Lines, Table, TableColumn, TableFormat, table_text};
use egui::{Align2, Rect, Stroke, Ui, pos2};
use std::sync::Arc;

/// Height of a line, in points.
const ROW_PT: f32 = 24.0;
const HEADER_PT: f32 = 28.0;
const CAPTION_PT: f32 = 22.0;
/// Room at each side of a cell's text, in points.
const CELL_PT: f32 = 8.0;

/// What the table remembers from frame to frame.
#[derive(Default)]
pub(crate) struct TableState {
    /// Line and row that the keys stand on.
    cursor: Option<(usize, Row)>,
    /// Where a range began.
    anchor: Option<(usize, Row)>,
    /// The selection that was last brought into sight.
    revealed: Vec<Row>,
    /// What is seen of the lines: from where, and how much, in points.
    offset: f32,
    height: f32,
    /// Where to scroll to next.
    scroll_to: Option<f32>,
}

/// Columns that take what room is left, and how much of it, in points: figures first, for their sums are long.
const WIDENED: [(TableColumn, f32); 6] = [
    (TableColumn::Killed, 110.0),
    (TableColumn::Injured, 110.0),
    (TableColumn::Date, 70.0),
    (TableColumn::Title, 260.0),
    (TableColumn::Branch, 70.0),
    (TableColumn::Status, 40.0),
];

/// Where columns stand, from the left of the first one.
struct Grid {
    columns: Vec<(TableColumn, f32, f32)>,
    width: f32,
}

impl Grid {
    /// Room that is left over goes to the columns that gain by it and whose width nobody set.
    fn new(inputs: &Inputs<'_>, room: f32) -> Self {
        let layout = &inputs.state.table;
        let mut spare = room - layout.columns.iter().map(|column| layout.width(*column)).sum::<f32>();
        let mut widths: Vec<f32> = layout.columns.iter().map(|column| layout.width(*column)).collect();
        for (wide, most) in WIDENED {
            let at = layout.columns.iter().position(|column| *column == wide && !layout.has_width(wide));
            if let Some(width) = at.and_then(|at| widths.get_mut(at)) {
                let more = spare.clamp(0.0, most);
                *width += more;
                spare -= more;
            }
        }
        let mut x = 0.0;
        let mut columns = Vec::new();
        for (column, width) in layout.columns.iter().zip(widths) {
            columns.push((*column, x, width));
            x += width;
        }
        Self { columns, width: x }
    }

    /// Width of a column, in points.
    fn width_of(&self, column: TableColumn) -> f32 {
        self.columns.iter().find(|(of, ..)| *of == column).map_or(0.0, |(.., width)| *width)
    }

    /// The column at a distance from the left of the first one.
    fn at(&self, x: f32) -> Option<TableColumn> {
        self.columns.iter().find(|(_, left, width)| x >= *left && x < left + width).map(|(column, _, _)| *column)
    }
}

/// Everything that is drawn from.
struct Sheet<'a> {
    inputs: &'a Inputs<'a>,
    table: &'a Table,
    lines: Lines,
    grid: Grid,
}

/// Draws the table and answers pointer and keys.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let ground = theme::color(theme::palette(ui.ctx()).ground);
    egui::CentralPanel::default().frame(egui::Frame::NONE.fill(ground)).show(ui, |ui| {
        let rect = ui.available_rect_before_wrap();
        ui.expand_to_include_rect(rect);
        match &inputs.shown.table {
            Some(table) if rect.height() > 120.0 && rect.width() > 80.0 => {
                let table = Arc::clone(table);
                let lines = table.lines(&inputs.state.table.folded);
                let sheet = Sheet { inputs, table: &table, lines, grid: Grid::new(inputs, rect.width() - 20.0) };
                sheet.show(ui, rect, state, msgs);
            }
            Some(_) => {}
            None => {
                let color = theme::color(theme::palette(ui.ctx()).weak);
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, "Sorting…", theme::body(), color);
            }
        }
    });
}

impl Sheet<'_> {
    fn show(&self, ui: &mut Ui, rect: Rect, state: &mut UiState, msgs: &mut Vec<Msg>) {
        let (header, rest) = rect.split_top_bottom_at_y(rect.top() + HEADER_PT);
        let (rest, caption) = rest.split_top_bottom_at_y(rest.bottom() - CAPTION_PT);
        let (body, sum) = if self.inputs.state.table.sum_at_foot {
            rest.split_top_bottom_at_y(rest.bottom() - ROW_PT - 2.0)
        } else {
            let (sum, body) = rest.split_top_bottom_at_y(rest.top() + ROW_PT + 2.0);
            (body, sum)
        };
        let left = body::show(ui, body, self, state, msgs);
        self.sum(ui, sum, left);
        header::show(ui, header, left, self, msgs);
        self.caption(ui, caption);
        if self.inputs.is_stale {
            let veil = theme::faded(theme::palette(ui.ctx()).ground, 0.5);
            ui.painter().rect_filled(rest, 0.0, veil);
        }
    }

    /// The sum of all rows.
    fn sum(&self, ui: &mut Ui, rect: Rect, left: f32) {
        let palette = theme::palette(ui.ctx());
        let totals = &self.inputs.shown.totals;
        ui.painter().rect_filled(rect, 0.0, theme::color(palette.panel));
        let edge = if self.inputs.state.table.sum_at_foot { rect.top() } else { rect.bottom() };
        ui.painter().hline(rect.x_range(), edge, Stroke::new(1.0, theme::color(palette.line)));
        let counts = |n: u32| crate::model::thousands(n.into());
        let text = format!("All · {} incidents, {} counted", counts(totals.incidents), counts(totals.counted));
        let painter = ui.painter().with_clip_rect(rect);
        self.sums(&painter, rect, left, &text, 0.0, (&totals.killed, &totals.injured));
        let response = ui.interact(rect, ui.scope_id().with("sum of all"), egui::Sense::hover());
        response.widget_info(|| {
            let headline = self.inputs.shown.rule.headline;
            let (killed, injured) = (totals.killed.words_by(headline), totals.injured.words_by(headline));
            egui::WidgetInfo::labeled(egui::Role::Row, true, format!("{text}; killed {killed}; injured {injured}"))
        });
        response.on_hover_text(self.inputs.shown.rule.words());
    }

    /// A line of sums: words at the left, figures below their columns.
    fn sums(
        &self,
        painter: &egui::Painter,
        rect: Rect,
        left: f32,
        words: &str,
        indent: f32,
        (killed, injured): (&crate::query::Sum, &crate::query::Sum),
    ) {
        let color = theme::color(theme::palette(painter.ctx()).strong);
        let mut room = rect.right();
        for (column, x, width) in &self.grid.columns {
            let Some(text) = crate::view::sum_cell(killed, injured, self.inputs.shown.rule.headline, *column) else {
                continue;
            };
            let cell = Rect::from_x_y_ranges(left + x..=left + x + width, rect.y_range());
            if cell.left() > rect.left() + 120.0 {
                room = room.min(cell.left());
                paint(painter, cell, &text, theme::strong(12.5), color, true);
            }
        }
        let from = rect.left() + indent;
        let cell = Rect::from_x_y_ranges(from..=room.max(from + 40.0), rect.y_range());
        paint(painter, cell, words, theme::strong(12.5), color, false);
    }

    /// By which rule, and what the sums are not.
    fn caption(&self, ui: &Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::color(palette.line)));
        let mut text = format!("Sums by the rule “{}”", self.inputs.shown.rule.label());
        if self.table.group.is_some_and(GroupKey::overlaps) {
            text.push_str(" · an incident may stand in several parts or in none: they do not add up to all");
        }
        if let Some(day) = self.inputs.loaded.as_known {
            text.push_str(&format!(" · as known on {}", day.long()));
        }
        text.push_str(" · pale rows do not count · a selection of incidents, not a census");
        let color = theme::color(palette.weak);
        let galley = widgets::one_line(ui.painter(), &text, theme::small(), color, rect.width() - 20.0);
        let at = pos2(rect.left() + CELL_PT, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
    }
}

/// Text in a cell.
fn paint(painter: &egui::Painter, cell: Rect, text: &str, font: egui::FontId, color: egui::Color32, at_right: bool) {
    let room = (cell.width() - 2.0 * CELL_PT).max(4.0);
    let galley = if at_right {
        figure(painter, text, &font, color, room)
    } else {
        widgets::one_line(painter, text, font, color, room)
    };
    let x = if at_right { cell.right() - CELL_PT - galley.size().x } else { cell.left() + CELL_PT };
    let size = galley.size();
    let place = Rect::from_min_size(pos2(x, cell.center().y - size.y / 2.0), size);
    painter.galley(place.min, galley, color);
}

/// A figure that fits: whole, else without its best part or its unknowns, else none; a figure cut within its digits
/// would be another one.
fn figure(
    painter: &egui::Painter,
    text: &str,
    font: &egui::FontId,
    color: egui::Color32,
    room: f32,
) -> Arc<egui::Galley> {
    let without = |mark: &str| text.split_once(mark).map(|(kept, _)| format!("{kept}…"));
    let shorter = [Some(text.to_owned()), without(" ("), without(", "), Some("…".to_owned())];
    let galleys = shorter.into_iter().flatten().map(|text| painter.layout_no_wrap(text, font.clone(), color));
    let mut last = None;
    for galley in galleys {
        let fits = galley.size().x <= room;
        last = Some(galley);
        if fits {
            break;
        }
    }
    last.unwrap_or_else(|| painter.layout_no_wrap(String::new(), font.clone(), color))
}

/// The message that copies the table, or only the selected rows.
pub(crate) fn copy(inputs: &Inputs<'_>, only_selected: bool, format: TableFormat) -> Option<Msg> {
    let shown = inputs.shown;
    let made;
    let table = match &shown.table {
        Some(table) => table.as_ref(),
        None => {
            let layout = &inputs.state.table;
            made = Table::new(inputs.loaded, &shown.filtered.mask, &shown.rule, layout.group, layout.sort);
            &made
        }
    };
    let only = only_selected.then_some(shown.selection.as_slice());
    if only.is_some_and(<[Row]>::is_empty) {
        return None;
    }
    let text = table_text(inputs.loaded, shown, table, &inputs.state.table, only, format);
    let what = if only_selected { "Selected rows" } else { "Table" };
    Some(Msg::Effect(Effect::Copy { text, what }))
}
