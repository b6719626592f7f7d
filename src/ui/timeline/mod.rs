//! The center of the window: overview, ruler, periods, lanes and the casualty plot, all on one time axis.
//!
//! ```text
//! gutter │ axis
//! ───────┼──────────────────────────
//!        │ overview: the whole span, a window to drag
//!        │ ruler: drag selects a range
//!        │ periods
//! labels │ lanes
//! ───────┼──────────────────────────
//! scale  │ plot
//! ```
//!
//! Gestures: left drag pans, Ctrl+wheel zooms at the pointer, Shift+wheel pans, plain wheel scrolls lanes, click selects,
//! Ctrl+click adds, double click on an incident shows it close, on empty space shows the whole span, on
//! the ruler begins a new incident at that date.

mod lanes;
mod links;
mod nodes;
mod overview;
mod periods;
mod ruler;
mod tooltip;

pub(crate) use lanes::dashed_ring;
pub(crate) use links::line as link_line;

use super::form::TimelinePart;
use super::{Inputs, Msg, UiState, keys, plot, theme};
use crate::query::Row;
use crate::view::{ViewChange, Viewport};
use egui::{Rangef, Rect, Ui};

/// Width of the lane labels and the plot's scale, in points.
pub(crate) const GUTTER_PT: f32 = 172.0;
const OVERVIEW_PT: f32 = 38.0;
const RULER_PT: f32 = 36.0;
/// With less than this for the days nothing of them is drawn: panels may leave a small window no room at all.
const MIN_AXIS_PT: f32 = 20.0;

/// Where the axis ended up on screen, for tests: timeline and plot must agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AxisGeometry {
    /// Left and right edge of the lanes, in points.
    pub lanes: Rangef,
    /// Left and right edge of the plot's frame, in points.
    pub plot: Rangef,
}

/// What the timeline remembers from frame to frame.
#[derive(Default)]
pub(crate) struct TimelineState {
    /// The incident under the pointer.
    pub(crate) hovered: Option<Row>,
    /// The day under the pointer, on the lanes or the plot.
    pub(crate) cursor_day: Option<f64>,
    /// Whether a key was pressed since the pointer last moved: a resting pointer then shows nothing.
    pub(crate) is_led_by_keys: bool,
    /// Upper edge of what is seen of the lanes, in points.
    pub(crate) scroll: f32,
    /// The selection that was last brought into sight.
    revealed: Vec<Row>,
    /// A range drawn on the ruler, in days.
    pub(crate) range: Option<(f64, f64)>,
    /// Whether the range is still being drawn.
    pub(crate) is_drawing: bool,
    /// Ties between incidents that the last frame drew.
    pub(crate) links: Vec<crate::view::Link>,
    sprites: Option<super::sprites::Sprites>,
    widths: Option<lanes::LetterWidths>,
    /// Geometry of the last frame.
    pub(crate) geometry: Option<AxisGeometry>,
}

impl TimelineState {
    /// Notes whether keys or the pointer lead. Call once a frame, before anything looks at the pointer.
    pub(crate) fn note_input(&mut self, ctx: &egui::Context) {
        let (has_moved, has_key) = ctx.input(|input| {
            let is_key =
                |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. } | egui::Event::Text(_));
            let moved =
                input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_down() || input.pointer.any_released();
            // With Ctrl held a turn of the wheel is no scrolling: the pointer rests, and the press of Ctrl was a key.
            let turned = input.smooth_scroll_delta() != egui::Vec2::ZERO || (input.zoom_delta() - 1.0).abs() > 1e-4;
            (moved || turned, input.events.iter().any(is_key))
        });
        self.is_led_by_keys = (self.is_led_by_keys || has_key) && !has_moved;
    }

    /// The shapes of marks, once they are drawn.
    pub(crate) fn sprites(&self) -> Option<&super::sprites::Sprites> {
        self.sprites.as_ref()
    }
}

/// Overview, ruler, periods, lanes and plot, without anything around them.
pub fn centre(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState) -> Vec<Msg> {
    let mut msgs = Vec::new();
    state.timeline.cursor_day = None;
    let whole = ui.available_rect_before_wrap();
    let ground = theme::color(theme::palette(ui.ctx()).ground);
    ui.painter().rect_filled(whole, 0.0, ground);
    let frame = egui::Frame::NONE.fill(ground);
    let most = (ui.available_height() - 230.0).max(120.0);
    egui::Panel::bottom("plot")
        .frame(frame)
        .resizable(true)
        .default_size((ui.available_height() * 0.28).clamp(120.0, 320.0))
        .size_range(110.0..=most)
        .show(ui, |ui| plot::show(ui, inputs, state, &mut msgs));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| timeline(ui, inputs, state, &mut msgs));
    msgs
}

fn timeline(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let rect = ui.available_rect_before_wrap();
    ui.expand_to_include_rect(rect);
    let axis = Rect::from_min_max(egui::pos2(rect.left() + GUTTER_PT, rect.top()), rect.max);
    if axis.width() < MIN_AXIS_PT {
        return;
    }
    let (overview_rect, rest) = axis.split_top_bottom_at_y(axis.top() + OVERVIEW_PT);
    let (ruler_rect, rest) = rest.split_top_bottom_at_y(rest.top() + RULER_PT);
    let view = inputs.loaded.viewport(inputs.state);
    overview::show(ui, overview_rect, inputs, view, msgs);
    ruler::show(ui, ruler_rect, rect, inputs, view, state, msgs);
    lanes::edge_chips(ui, rect, inputs, view, msgs);
    let (periods_height, edited) = periods::show(ui, Rect::from_min_max(rest.min, rect.max), inputs, view);
    if let Some(id) = edited {
        keys::edit_part(&TimelinePart::Period(id), inputs, state, msgs);
    }
    let lanes_rect = Rect::from_min_max(egui::pos2(rect.left(), rest.top() + periods_height), rect.max);
    if lanes_rect.height() > 20.0 {
        lanes::show(ui, lanes_rect, inputs, view, state, msgs);
    }
    ruler::range_menu(ui, ruler_rect, view, state, msgs);
    let lanes = Rangef::new(axis.left(), axis.right());
    let plot = state.timeline.geometry.map_or(lanes, |geometry| geometry.plot);
    state.timeline.geometry = Some(AxisGeometry { lanes, plot });
}

/// The view after what wheel, pinch and keys ask of the axis, if anything; `x` is the pointer's distance from the left.
pub(crate) fn zoomed_by_wheel(ui: &Ui, view: Viewport, x: f32, width: f32) -> Option<Viewport> {
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let mut next = view;
    if (zoom - 1.0).abs() > 1e-4 {
        next = next.zoomed(view.day_from_x(x, width), f64::from(zoom).powf(1.4));
    }
    if scroll.x != 0.0 {
        next = next.panned(-f64::from(scroll.x) / f64::from(width) * view.days());
    }
    (next != view).then_some(next)
}

/// The message that shows these days now.
pub(crate) fn look_at(view: Viewport) -> Msg {
    Msg::View(ViewChange::Viewport(view))
}
