//! The overview strip: how many incidents on which days of the whole span, and the window that is on screen.

use super::look_at;
use crate::model::Day;
use crate::ui::{Inputs, Msg, theme};
use crate::view::Viewport;
use egui::{CornerRadius, Mesh, Rect, Sense, Stroke, StrokeKind, Ui, pos2};

const COLUMN_PT: f32 = 2.0;

/// Draws the strip and lets its window be dragged.
pub(super) fn show(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, view: Viewport, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let whole = inputs.loaded.whole_span();
    let strip = Rect::from_min_max(pos2(rect.left(), rect.top() + 3.0), pos2(rect.right(), rect.bottom() - 4.0));
    ui.painter().rect_filled(strip, 2.0, theme::color(palette.lane));
    columns(ui, strip, inputs, whole);
    years(ui, strip, whole);
    let response = ui.interact(strip, ui.scope_id().with("overview"), Sense::click_and_drag());
    response.widget_info(|| {
        let (first, last) = (Day::from_days(view.start as i32), Day::from_days(view.end as i32));
        egui::WidgetInfo::labeled(egui::Role::Slider, true, format!("Overview: {} to {}", first.long(), last.long()))
    });
    let x = |day: f64| strip.left() + whole.x_from_day(day, strip.width()).clamp(0.0, strip.width());
    let mut window = Rect::from_min_max(pos2(x(view.start), strip.top()), pos2(x(view.end), strip.bottom()));
    if window.width() < 4.0 {
        window = Rect::from_center_size(window.center(), egui::vec2(4.0, window.height()));
    }
    let shade = theme::faded(palette.ground, 0.62);
    ui.painter().rect_filled(Rect::from_min_max(strip.min, window.left_bottom()), 0.0, shade);
    ui.painter().rect_filled(Rect::from_min_max(window.right_top(), strip.max), 0.0, shade);
    let edge = Stroke::new(if response.hovered() { 2.0 } else { 1.0 }, theme::color(palette.accent));
    ui.painter().rect_stroke(window, CornerRadius::same(2), edge, StrokeKind::Inside);
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        msgs.push(Msg::Glide(view.centered(whole.day_from_x(at.x - strip.left(), strip.width()))));
    }
    if response.dragged() {
        let days = f64::from(response.drag_delta().x) / f64::from(strip.width()) * whole.days();
        msgs.push(look_at(view.panned(days)));
    }
    response
        .on_hover_cursor(egui::CursorIcon::Grab)
        .on_hover_text("The whole span. Drag the window, or click to go there");
}

fn columns(ui: &Ui, strip: Rect, inputs: &Inputs<'_>, whole: Viewport) {
    let palette = theme::palette(ui.ctx());
    let n_columns = (strip.width() / COLUMN_PT) as usize;
    let day = |k: usize| whole.day_from_x(k as f32 * COLUMN_PT, strip.width()).floor() as i32;
    let lanes = &inputs.shown.lanes;
    let mut most = 1;
    let counts: Vec<u32> = (0..n_columns)
        .map(|k| {
            let n = lanes.n_between(day(k), day(k + 1));
            most = most.max(n);
            n
        })
        .collect();
    let mut mesh = Mesh::default();
    let color = theme::color(palette.weak);
    for (k, n) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let height = (*n as f32 / most as f32).sqrt() * (strip.height() - 4.0);
        let x = strip.left() + k as f32 * COLUMN_PT;
        mesh.add_colored_rect(
            Rect::from_min_max(pos2(x, strip.bottom() - height), pos2(x + COLUMN_PT - 0.5, strip.bottom())),
            color,
        );
    }
    ui.painter().add(mesh);
}

fn years(ui: &Ui, strip: Rect, whole: Viewport) {
    let palette = theme::palette(ui.ctx());
    let ruler = crate::view::ruler(whole, strip.width());
    for tick in &ruler.upper {
        let x = strip.left() + whole.x_from_day(tick.day, strip.width());
        if x > strip.left() && x < strip.right() {
            ui.painter().vline(x, strip.y_range(), Stroke::new(1.0, theme::color(palette.grid)));
        }
    }
}
