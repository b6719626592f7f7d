//! The ruler: dates, the day under the pointer, and ranges drawn by dragging.

use super::{look_at, zoomed_by_wheel};
use crate::model::Day;
use crate::ui::{Inputs, Msg, UiState, theme};
use crate::view::{Tick, ViewChange, Viewport, ruler};
use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

/// Draws ticks and grid and lets a range be drawn.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    whole: Rect,
    inputs: &Inputs<'_>,
    view: Viewport,
    state: &mut UiState,
    msgs: &mut Vec<Msg>,
) {
    let palette = theme::palette(ui.ctx());
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let ticks = ruler(view, rect.width());
    let painter = ui.painter().with_clip_rect(Rect::from_min_max(rect.min, whole.max));
    for tick in &ticks.lower {
        let x = rect.left() + view.x_from_day(tick.day, rect.width());
        painter.vline(x, lower.top() + 4.0..=whole.bottom(), Stroke::new(1.0, theme::faded(palette.grid, 0.45)));
        label(&painter, lower, view, tick, &theme::small(), theme::color(palette.weak), true);
    }
    for tick in &ticks.upper {
        let x = rect.left() + view.x_from_day(tick.day, rect.width());
        painter.vline(x, rect.bottom()..=whole.bottom(), Stroke::new(1.0, theme::color(palette.grid)));
        painter.vline(x, upper.top()..=rect.bottom(), Stroke::new(1.0, theme::color(palette.line)));
        label(&painter, upper, view, tick, &theme::strong(12.5), theme::color(palette.text), false);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme::color(palette.line)));
    cursor(ui, &painter, rect, view, state);
    interact(ui, rect, inputs, view, state, msgs);
}

/// A label stands after its tick (upper row) or in the middle of its step (lower row), and stays on screen.
fn label(
    painter: &egui::Painter,
    row: Rect,
    view: Viewport,
    tick: &Tick,
    font: &egui::FontId,
    color: egui::Color32,
    is_middle: bool,
) {
    if tick.label.is_empty() {
        return;
    }
    let x = |day: f64| row.left() + view.x_from_day(day, row.width());
    let (left, right) = (x(tick.day), x(tick.next));
    if is_middle {
        let at = pos2(f32::midpoint(left, right), row.center().y);
        painter.text(at, Align2::CENTER_CENTER, &tick.label, font.clone(), color);
        return;
    }
    let at = pos2(left.max(row.left()) + 5.0, row.center().y);
    painter.text(at, Align2::LEFT_CENTER, &tick.label, font.clone(), color);
}

/// The day under the pointer, over everything else.
fn cursor(ui: &Ui, painter: &egui::Painter, rect: Rect, view: Viewport, state: &UiState) {
    let Some(day) = state.timeline.cursor_day else { return };
    let palette = theme::palette(ui.ctx());
    let x = rect.left() + view.x_from_day(day, rect.width());
    let text = Day::from_days(day.floor() as i32).long();
    let galley = painter.layout_no_wrap(text, theme::small(), theme::color(palette.ground));
    let left =
        (x - galley.size().x / 2.0 - 5.0).clamp(rect.left(), (rect.right() - galley.size().x - 10.0).max(rect.left()));
    let plate = Rect::from_min_size(pos2(left, rect.bottom() - 18.0), galley.size() + vec2(10.0, 3.0));
    painter.rect_filled(plate, 3.0, theme::color(palette.accent));
    painter.galley(plate.min + vec2(5.0, 1.5), galley, theme::color(palette.ground));
}

fn interact(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, view: Viewport, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let response = ui.interact(rect, ui.scope_id().with("ruler"), Sense::click_and_drag());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, "Ruler: drag to select a range of days"));
    let day_at = |x: f32| view.day_from_x(x - rect.left(), rect.width());
    let timeline = &mut state.timeline;
    if response.drag_started()
        && let Some(at) = response.interact_pointer_pos()
    {
        let day = day_at(at.x - response.drag_delta().x).floor();
        timeline.range = Some((day, day));
        timeline.is_drawing = true;
    }
    if timeline.is_drawing
        && let Some(at) = response.interact_pointer_pos()
    {
        let from = timeline.range.map_or(0.0, |range| range.0);
        timeline.range = Some((from, day_at(at.x)));
    }
    if response.drag_stopped() {
        timeline.is_drawing = false;
        timeline.range = timeline.range.map(|(a, b)| (a.min(b).floor(), a.max(b).ceil())).filter(|(a, b)| b - a >= 1.0);
    }
    if response.double_clicked() {
        // The date as exactly as one can point at it.
        let at = response.interact_pointer_pos().map(|at| day_at(at.x));
        let date = at.map(|day| pointed_at(day, view, rect.width()));
        state.form.begin(date, inputs);
        if !inputs.state.side_panel {
            msgs.push(ViewChange::SidePanel(true).into());
        }
    }
    let timeline = &mut state.timeline;
    if response.hovered()
        && let Some(at) = response.hover_pos()
    {
        timeline.cursor_day = Some(day_at(at.x));
        if let Some(next) = zoomed_by_wheel(ui, view, at.x - rect.left(), rect.width()) {
            msgs.push(look_at(next));
        }
    }
    response.on_hover_cursor(egui::CursorIcon::Text);
}

/// A day as a date of the file: the day, month or year, whichever has some points of width.
fn pointed_at(day: f64, view: Viewport, width: f32) -> String {
    let pt_per_day = f64::from(width) / view.days();
    let text = Day::from_days(day.floor() as i32).to_string();
    let n = match pt_per_day {
        3.0.. => 10,
        0.1.. => 7,
        _ => 4,
    };
    text.get(..n).unwrap_or(&text).to_owned()
}

/// The range that was drawn, and what can be done with it.
pub(super) fn range_menu(ui: &mut Ui, rect: Rect, view: Viewport, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some((a, b)) = state.timeline.range else { return };
    let palette = theme::palette(ui.ctx());
    let x = |day: f64| rect.left() + view.x_from_day(day, rect.width()).clamp(0.0, rect.width());
    let (left, right) = (x(a.min(b)), x(a.max(b)));
    let area = Rect::from_min_max(pos2(left, rect.top()), pos2(right, ui.max_rect().bottom()));
    ui.painter().rect_filled(area, 0.0, theme::faded(palette.accent, 0.12));
    for x in [left, right] {
        ui.painter().vline(x, area.y_range(), Stroke::new(1.0, theme::color(palette.accent)));
    }
    if state.timeline.is_drawing {
        return;
    }
    let first = Day::from_days(a as i32);
    let last = Day::from_days(b as i32 - 1);
    let mut is_done = ui.input(|input| input.key_pressed(egui::Key::Escape));
    let at = pos2(left.min(rect.right() - 330.0).max(rect.left()), rect.bottom() + 4.0);
    egui::Area::new(egui::Id::unique("range menu")).order(egui::Order::Middle).fixed_pos(at).show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.label(format!("{} to {}", first.long(), last.long()));
            ui.horizontal(|ui| {
                if ui.button("Zoom to it").clicked() {
                    msgs.push(Msg::Glide(Viewport { start: a, end: b }.clamped()));
                    is_done = true;
                }
                if ui.button("Filter by it").clicked() {
                    msgs.push(ViewChange::Query(format!("{first}..{last}")).into());
                    is_done = true;
                }
                if ui.button("Cancel").clicked() {
                    is_done = true;
                }
            });
        });
    });
    if is_done {
        state.timeline.range = None;
    }
}
