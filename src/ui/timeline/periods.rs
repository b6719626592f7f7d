//! Periods: background spans such as the battle of Mosul, as titled bands above the lanes.

use crate::model::{Day, Period};
use crate::ui::{Inputs, theme, widgets};
use crate::view::Viewport;
use egui::{CornerRadius, Rect, Sense, Ui, pos2};

const ROW_PT: f32 = 18.0;
/// Rows of bands where there is room for three.
const MAX_ROWS: usize = 3;
/// A center lower than this, in points, has room for two.
const LOW_PT: f32 = 420.0;

/// Draws the bands that touch the view; the height they take, in points, and the id of the one that is to be edited.
pub(super) fn show(ui: &mut Ui, area: Rect, inputs: &Inputs<'_>, view: Viewport) -> (f32, Option<String>) {
    let mut edited = None;
    let palette = theme::palette(ui.ctx());
    // The longest first: they are the frame of reference that must not be crowded out.
    let mut periods: Vec<&Period> = inputs.loaded.catalog.periods().collect();
    periods.sort_by_key(|period| std::cmp::Reverse(n_days(period, inputs)));
    let max_rows = if area.height() < LOW_PT { MAX_ROWS - 1 } else { MAX_ROWS };
    let mut rows: Vec<Vec<(f32, f32)>> = Vec::new();
    for period in periods {
        let (left, right) = edges(period, inputs, view, area);
        if right < area.left() || left > area.right() {
            continue;
        }
        let (left, right) = (left.max(area.left()), right.min(area.right()).max(left + 2.0));
        let is_free = |row: &Vec<(f32, f32)>| row.iter().all(|(a, b)| right + 2.0 <= *a || left >= *b + 2.0);
        let row = rows.iter().position(is_free).unwrap_or(rows.len());
        if row >= max_rows {
            continue;
        }
        if row == rows.len() {
            rows.push(Vec::new());
        }
        if let Some(taken) = rows.get_mut(row) {
            taken.push((left, right));
        }
        let top = area.top() + 2.0 + row as f32 * ROW_PT;
        let band = Rect::from_min_max(pos2(left, top), pos2(right, top + ROW_PT - 3.0));
        ui.painter().rect_filled(band, CornerRadius::same(2), theme::faded(palette.period, 0.75));
        if band.width() > 30.0 {
            let galley = widgets::one_line(
                ui.painter(),
                &period.title,
                theme::small(),
                theme::color(palette.text),
                band.width() - 10.0,
            );
            let at = pos2(band.left() + 5.0, band.center().y - galley.size().y / 2.0);
            ui.painter().with_clip_rect(band).galley(at, galley, theme::color(palette.text));
        }
        let response = ui.interact(band, ui.scope_id().with(("period", &period.id)), Sense::CLICK);
        response.widget_info(|| {
            let text = format!("Period: {}, {}", period.title, period.when.words());
            egui::WidgetInfo::labeled(egui::Role::Label, true, text)
        });
        if response.on_hover_ui_at_pointer(|ui| explain(ui, period, inputs)).double_clicked() {
            edited = Some(period.id.clone());
        }
    }
    (if rows.is_empty() { 2.0 } else { rows.len() as f32 * ROW_PT + 4.0 }, edited)
}

/// How long a period is, one that still goes on up to the end of the span.
fn n_days(period: &Period, inputs: &Inputs<'_>) -> i32 {
    period.when.latest().unwrap_or_else(|| inputs.loaded.columns.span_days().1) - period.when.earliest()
}

fn edges(period: &Period, inputs: &Inputs<'_>, view: Viewport, area: Rect) -> (f32, f32) {
    let last = period.when.latest().unwrap_or_else(|| inputs.loaded.columns.span_days().1);
    let x = |day: Day, add: f64| area.left() + view.x_from_day(f64::from(day.days()) + add, area.width());
    (x(period.when.earliest(), 0.0), x(last, 1.0))
}

fn explain(ui: &mut Ui, period: &Period, inputs: &Inputs<'_>) {
    ui.set_max_width(360.0);
    ui.label(theme::strong_text(&period.title, 14.0));
    ui.label(period.when.words());
    if let Some(about) = &period.about {
        ui.label(about);
    }
    for id in &period.sources {
        if let Some(source) = inputs.loaded.catalog.source(id) {
            ui.label(widgets::weak(format!("{}: {}", source.publisher, source.title), ui));
        }
    }
    ui.label(widgets::weak("Double-click to edit", ui));
}
