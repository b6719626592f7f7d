//! The overview strip: how many incidents on which days of the whole span, and the window that is on screen.

use super::look_at;
use crate::model::Day;
use crate::ui::{Inputs, Msg, theme};
use crate::view::{Step, ViewChange, Viewport};
use egui::{CornerRadius, Mesh, Rect, Sense, Stroke, StrokeKind, Ui, pos2};

const COLUMN_PT: f32 = 2.0;
/// Half the width of the handle of what is known, in points.
const HANDLE_PT: f32 = 6.0;

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
    as_known(ui, strip, inputs, whole, msgs);
    response
        .on_hover_cursor(egui::CursorIcon::Grab)
        .on_hover_text("The whole span. Drag the window, or click to go there");
}

/// A handle on the last day of what is known: dragged back, every view shows the record as it stood that day.
fn as_known(ui: &mut Ui, strip: Rect, inputs: &Inputs<'_>, whole: Viewport, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let now = inputs.state.as_known;
    let x = match now {
        Some(day) => strip.left() + whole.x_from_day(f64::from(day.days()) + 1.0, strip.width()),
        None => strip.right(),
    };
    let x = x.clamp(strip.left() + 1.0, strip.right() - if now.is_some() { 0.0 } else { HANDLE_PT });
    let grip = Rect::from_min_max(pos2(x - HANDLE_PT, strip.top() - 3.0), pos2(x + HANDLE_PT, strip.top() + 9.0));
    let response = ui.interact(grip, ui.scope_id().with("as known on"), Sense::click_and_drag());
    let text = now.map_or("As known today".to_owned(), |day| format!("As known on {}", day.long()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, &text));
    let color = theme::color(if now.is_some() { palette.warning } else { palette.weak });
    if now.is_some() {
        ui.painter().vline(x, strip.y_range(), Stroke::new(1.5, color));
    }
    let tip = pos2(x, strip.top() + 9.0);
    let flag = vec![pos2(x - HANDLE_PT + 1.0, strip.top() - 2.0), pos2(x + HANDLE_PT - 1.0, strip.top() - 2.0), tip];
    let ground = if response.hovered() || response.has_focus() { theme::color(palette.strong) } else { color };
    ui.painter().add(egui::Shape::convex_polygon(flag, ground, Stroke::NONE));
    if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        let day = Day::from_days(whole.day_from_x(at.x - strip.left(), strip.width()).floor() as i32);
        let (first, last) = inputs.loaded.columns.span_days();
        let next = (at.x < strip.right() - 1.0 && day < last).then(|| day.max(first));
        if next != now {
            msgs.push(ViewChange::AsKnown(next).into());
        }
    }
    if response.has_focus() {
        let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        step(ui, inputs, msgs);
    }
    if response.double_clicked() && now.is_some() {
        msgs.push(ViewChange::AsKnown(None).into());
    }
    let hover = format!("{text}\nDrag it back to see the record as the reports stood on a day. Double click: today");
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal).on_hover_text(hover);
}

/// With the focus on the handle, up and down move it by a month.
fn step(ui: &Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let (first, last) = inputs.loaded.columns.span_days();
    let from = inputs.state.as_known.unwrap_or(last);
    let next = ui.input_mut(|input| {
        if input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown) {
            Some(Step::Month.floor(from) + -1)
        } else if input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowUp) {
            Some(Step::Month.next(from + 1) + -1)
        } else {
            None
        }
    });
    if let Some(day) = next {
        msgs.push(ViewChange::AsKnown((day < last).then(|| day.max(first))).into());
    }
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
