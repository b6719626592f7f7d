//! Periods: background spans such as the battle of Mosul, as titled bands above the lanes.

use crate::model::Period;
use crate::ui::{Inputs, theme, widgets};
use crate::view::{PeriodBand, Viewport, period_bands};
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
    let max_rows = if area.height() < LOW_PT { MAX_ROWS - 1 } else { MAX_ROWS };
    let bands = period_bands(inputs.loaded, view, area.width(), max_rows);
    let n_rows = bands.iter().map(|band| band.row + 1).max().unwrap_or(0);
    for PeriodBand { period, row, left, right } in bands {
        let (left, right) = (area.left() + left, area.left() + right);
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
    (if n_rows == 0 { 2.0 } else { n_rows as f32 * ROW_PT + 4.0 }, edited)
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
