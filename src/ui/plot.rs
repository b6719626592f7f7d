//! The casualty plot: bars by the time step that fits the zoom, on exactly the timeline's axis.
//!
//! egui_plot gives frame, grid and scales; its own navigation is off, for the viewport is the only truth. Whiskers from
//! low to high, hollow bars of what is not dated to the step, and the running total are painted over it.

use super::timeline::{AxisGeometry, GUTTER_PT};
use super::{Inputs, Msg, UiState, theme, widgets};
use crate::model::{Day, thousands};
use crate::query::{CountingRule, LeftOut};
use crate::view::{
    Bar, Bars, Metric, N_SEGMENTS, Scale, Stacking, Step, Tally, ViewChange, Viewport, plot_grid, ruler,
};
use egui::emath::GuiRounding;
use egui::{Align2, Color32, Mesh, Painter, Rangef, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_plot::{AxisHints, GridInput, GridMark, Plot, PlotBounds, PlotTransform};

const CAPTION_PT: f32 = 22.0;
/// A step must be at least this wide to be chosen for the zoom.
const MIN_STEP_PT: f32 = 13.0;

/// Share of the height below zero.
const BELOW_ZERO: f64 = 0.045;

/// Draws the plot and answers the pointer.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let area = ui.available_rect_before_wrap();
    ui.expand_to_include_rect(area);
    let view = inputs.loaded.viewport(inputs.state);
    let width = area.width() - GUTTER_PT;
    let step = inputs.state.step.unwrap_or_else(|| Step::fitting(view, width, MIN_STEP_PT));
    let bars = inputs.shown.bars(inputs.loaded, step);
    let (caption_rect, plot_rect) = area.split_top_bottom_at_y(area.top() + CAPTION_PT);
    caption(ui, caption_rect, inputs, bars, view);
    let most = bars.highest(view, inputs.state.metric).max(4) as f64;
    let top = inputs.state.scale.height(most * 1.12);
    let (response, transform) = frame(ui, plot_rect, inputs, view, top);
    let frame_rect = *transform.frame();
    let painter = ui.painter().with_clip_rect(frame_rect);
    let canvas = Canvas { painter: &painter, transform: &transform, inputs, view };
    canvas.grid();
    canvas.bars(bars);
    canvas.undated(bars);
    if inputs.state.cumulative {
        canvas.running(bars);
    }
    let lanes = state.timeline.geometry.map_or(frame_rect.x_range(), |geometry| geometry.lanes);
    state.timeline.geometry = Some(AxisGeometry { lanes, plot: Rangef::new(frame_rect.left(), frame_rect.right()) });
    pointer(ui, &response, &canvas, bars, state, msgs);
    names(ui, &canvas, bars);
    no_bars(ui, frame_rect, inputs, bars, msgs);
}

/// What the bars are, and that they are a selection.
fn caption(ui: &Ui, rect: Rect, inputs: &Inputs<'_>, bars: &Bars, view: Viewport) {
    let palette = theme::palette(ui.ctx());
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::color(palette.line)));
    let text = bars.caption(inputs.state.metric, view, inputs.loaded.as_known);
    let at = pos2(rect.left() + GUTTER_PT + 4.0, rect.center().y);
    let galley =
        widgets::one_line(ui.painter(), &text, theme::small(), theme::color(palette.weak), rect.right() - at.x - 8.0);
    ui.painter().galley(at - vec2(0.0, galley.size().y / 2.0), galley, theme::color(palette.weak));
}

/// The frame with its grid, at exactly the timeline's place.
fn frame(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, view: Viewport, top: f64) -> (Response, PlotTransform) {
    let scale = inputs.state.scale;
    // A little room below, so that the zero line and its label are whole.
    let bounds = PlotBounds::from_min_max([view.start, -top * BELOW_ZERO], [view.end, top]);
    let axis = AxisHints::new_y()
        .min_thickness(GUTTER_PT)
        .formatter(move |mark, _| thousands(scale.number(mark.value).round().max(0.0) as u64));
    let plot = Plot::new("casualties")
        .show_x(false)
        .show_y(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_axes([false, true])
        .show_grid([false, true])
        .show_background(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .custom_y_axes(vec![axis])
        .y_grid_spacer(move |input| y_grid(scale, &input))
        .cursor_color(Color32::TRANSPARENT)
        .label_formatter(|_| None)
        .sense(Sense::click_and_drag());
    let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    plot_ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
    plot_ui.style_mut().text_styles.insert(egui::TextStyle::Body, theme::small());
    let shown = plot.show(&mut plot_ui, |plot| plot.set_plot_bounds(bounds));
    (shown.response, shown.transform)
}

/// Round numbers on any scale, far enough apart to be read.
fn y_grid(scale: Scale, input: &GridInput) -> Vec<GridMark> {
    let numbers = plot_grid(scale, scale.number(input.bounds.1));
    numbers.into_iter().map(|n| GridMark { value: scale.height(n), step_size: input.bounds.1 / 4.0 }).collect()
}

/// Where the bars are painted.
struct Canvas<'a> {
    painter: &'a Painter,
    transform: &'a PlotTransform,
    inputs: &'a Inputs<'a>,
    view: Viewport,
}

impl Canvas<'_> {
    fn x(&self, day: Day) -> f32 {
        self.transform.position_from_point_x(f64::from(day.days()))
    }

    fn y(&self, n: u64) -> f32 {
        self.transform.position_from_point_y(self.inputs.state.scale.height(n as f64))
    }

    fn is_stacked(&self) -> bool {
        self.inputs.state.stacking == Stacking::Stacked && self.inputs.state.scale == Scale::Linear
    }

    /// The same lines as the ruler's upper row.
    fn grid(&self) {
        let palette = theme::palette(self.painter.ctx());
        let frame = *self.transform.frame();
        for tick in ruler(self.view, frame.width()).upper {
            let x = frame.left() + self.view.x_from_day(tick.day, frame.width());
            self.painter.vline(x, frame.y_range(), Stroke::new(1.0, theme::color(palette.grid)));
        }
        self.painter.hline(frame.x_range(), self.y(0), Stroke::new(1.0, theme::color(palette.line)));
    }

    fn bars(&self, bars: &Bars) {
        // One mesh for all bars, cut at whole pixels as egui would: a tenth of the cost of as many shapes.
        let mut mesh = Mesh::default();
        for bar in bars.on_screen(self.view) {
            let metrics = self.inputs.state.metric.parts();
            let slots = split(Rangef::new(self.x(bar.start), self.x(bar.next)), metrics.len());
            for (metric, slot) in metrics.iter().zip(slots) {
                let height = bar.tally.range(*metric, bars.headline).1;
                self.bar(&mut mesh, bar, height, *metric, slot);
            }
        }
        self.painter.add(mesh);
        for bar in bars.on_screen(self.view) {
            let metrics = self.inputs.state.metric.parts();
            let slots = split(Rangef::new(self.x(bar.start), self.x(bar.next)), metrics.len());
            for (metric, slot) in metrics.iter().zip(slots) {
                let (low, _, high) = bar.tally.range(*metric, bars.headline);
                if high > low && *metric != Metric::Incidents {
                    self.whisker(slot.center(), slot.span(), low, high);
                }
            }
        }
    }

    fn bar(&self, mesh: &mut Mesh, bar: &Bar, height: u64, metric: Metric, slot: Rangef) {
        let palette = theme::palette(self.painter.ctx());
        let segments = bar.segments_of(metric);
        let fade = if metric == Metric::Injured && self.inputs.state.metric == Metric::Both { 0.5 } else { 0.9 };
        let pixels_per_point = self.painter.pixels_per_point();
        let mut paint = |slot: Rangef, from: u64, to: u64, color: Color32| {
            let rect = Rect::from_x_y_ranges(slot, self.y(to)..=self.y(from)).round_to_pixels(pixels_per_point);
            mesh.add_colored_rect(rect, color);
        };
        let hues = (0..N_SEGMENTS).filter(|hue| segments.get(*hue).is_some_and(|n| *n > 0));
        if self.inputs.state.stacking == Stacking::Plain {
            paint(slot, 0, height, theme::faded(palette.weak, fade));
        } else if self.is_stacked() {
            let mut from = 0;
            for hue in hues {
                let n = u64::from(segments.get(hue).copied().unwrap_or(0));
                paint(slot, from, from + n, theme::faded(palette.hue(hue), fade));
                from += n;
            }
        } else {
            let n_slots = hues.clone().count();
            for (hue, slot) in hues.zip(split(slot, n_slots)) {
                let n = u64::from(segments.get(hue).copied().unwrap_or(0));
                paint(slot, 0, n, theme::faded(palette.hue(hue), fade));
            }
        }
    }

    /// A line from low to high with a cap at each end.
    fn whisker(&self, x: f32, width: f32, low: u64, high: u64) {
        let palette = theme::palette(self.painter.ctx());
        let stroke = Stroke::new(1.3, theme::color(palette.strong));
        let (bottom, top) = (self.y(low), self.y(high));
        let cap = (width * 0.25).clamp(1.5, 5.0);
        self.painter.vline(x, top..=bottom, stroke);
        for y in [top, bottom] {
            self.painter.hline(x - cap..=x + cap, y, stroke);
        }
    }

    /// What is not dated to the step: hollow, across its days.
    fn undated(&self, bars: &Bars) {
        let palette = theme::palette(self.painter.ctx());
        for range in bars.undated_on_screen(self.view) {
            for metric in self.inputs.state.metric.parts() {
                let (low, height, high) = range.tally.range(*metric, bars.headline);
                let slot = Rangef::new(self.x(range.first), self.x(range.last + 1));
                let rect = Rect::from_x_y_ranges(slot, self.y(height)..=self.y(0));
                let stroke = Stroke::new(1.0, theme::faded(palette.text, 0.8));
                self.painter.rect_filled(rect, 0.0, theme::faded(palette.text, 0.06));
                self.painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
                if high > low && *metric != Metric::Incidents {
                    self.whisker(slot.center(), slot.span().min(20.0), low, high);
                }
            }
        }
    }

    /// The running total as a line of its own scale, from nothing at the bottom to the whole at the top.
    fn running(&self, bars: &Bars) {
        let palette = theme::palette(self.painter.ctx());
        let frame = *self.transform.frame();
        let points: Vec<(Day, u64)> = bars.running(self.inputs.state.metric).collect();
        let Some(total) = points.last().map(|point| point.1).filter(|total| *total > 0) else { return };
        let room = frame.height() * 0.92;
        let bottom = self.y(0);
        let y = |n: u64| bottom - n as f32 / total as f32 * room;
        let mut line = Vec::with_capacity(points.len() * 2);
        let mut before = 0;
        for (day, sum) in points {
            let x = self.x(day);
            line.push(pos2(x, y(before)));
            line.push(pos2(x, y(sum)));
            before = sum;
        }
        line.push(pos2(frame.right().max(line.last().map_or(0.0, |point| point.x)), y(before)));
        let color = theme::color(palette.accent);
        self.painter.line(line, Stroke::new(1.5, color));
        let text = format!("running total, {} in all", thousands(total));
        let at = pos2(frame.right() - 8.0, y(total) - 2.0);
        self.painter.text(at, Align2::RIGHT_BOTTOM, text, theme::small(), color);
    }
}

/// A slot cut into `n` equal ones with a hair between bars.
fn split(slot: Rangef, n: usize) -> impl Iterator<Item = Rangef> {
    let gap = (slot.span() * 0.12).clamp(0.5, 6.0);
    let (left, width) = (slot.min + gap / 2.0, slot.span() - gap);
    let each = width / n.max(1) as f32;
    (0..n).map(move |k| Rangef::new(left + each * k as f32, left + each * (k as f32 + 1.0)))
}

fn pointer(ui: &Ui, response: &Response, canvas: &Canvas<'_>, bars: &Bars, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let frame = *canvas.transform.frame();
    if response.dragged() && response.drag_delta().x != 0.0 {
        let days = f64::from(response.drag_delta().x) / f64::from(frame.width()) * canvas.view.days();
        msgs.push(super::timeline::look_at(canvas.view.panned(-days)));
    }
    let palette = theme::palette(ui.ctx());
    if let Some(at) = response.hover_pos().filter(|at| frame.contains(*at) && !state.timeline.is_led_by_keys) {
        let day = canvas.view.day_from_x(at.x - frame.left(), frame.width());
        state.timeline.cursor_day = Some(day);
        if let Some(next) = super::timeline::zoomed_by_wheel(ui, canvas.view, at.x - frame.left(), frame.width()) {
            msgs.push(super::timeline::look_at(next));
        }
        if let Some(bar) = bars.at(day) {
            let slot = Rect::from_x_y_ranges(canvas.x(bar.start)..=canvas.x(bar.next), frame.y_range());
            canvas.painter.rect_filled(slot, 0.0, theme::faded(palette.accent, 0.10));
            if response.clicked() {
                msgs.push(ViewChange::Select(ids_in(canvas.inputs, bar.start, bar.next)).into());
            }
            let tally = bar.tally.clone();
            let title = bars.step.title(bar.start);
            response.clone().on_hover_ui_at_pointer(|ui| explain(ui, &title, &tally, canvas.inputs));
        }
    }
    if let Some(day) = state.timeline.cursor_day {
        let x = frame.left() + canvas.view.x_from_day(day, frame.width());
        canvas.painter.vline(x, frame.y_range(), Stroke::new(1.0, theme::faded(palette.accent, 0.6)));
    }
}

fn explain(ui: &mut Ui, title: &str, tally: &Tally, inputs: &Inputs<'_>) {
    ui.set_max_width(320.0);
    ui.label(theme::strong_text(title, 14.0));
    let incidents = if tally.n_incidents == 1 { "incident" } else { "incidents" };
    ui.label(format!("{} {incidents} counted", tally.n_incidents));
    ui.label(format!("Killed {}", tally.killed.words_by(inputs.shown.rule.headline)));
    ui.label(format!("Injured {}", tally.injured.words_by(inputs.shown.rule.headline)));
    ui.label(widgets::weak(format!("Rule: {}", inputs.shown.rule.label()), ui));
    ui.label(widgets::weak("Click to select these incidents", ui));
}

/// The ids of the shown incidents that count and begin from `start` up to, not including, `next`.
fn ids_in(inputs: &Inputs<'_>, start: Day, next: Day) -> Vec<String> {
    let columns = &inputs.loaded.columns;
    let mask = &inputs.shown.filtered.mask;
    let rule = &inputs.shown.rule;
    columns
        .rows_between(start.days(), next.days() - 1)
        .filter(|row| {
            mask.contains(*row) && columns.days(*row).0 >= start.days() && rule.counts(*row as usize, columns)
        })
        .map(|row| inputs.loaded.id(row).to_owned())
        .collect()
}

/// A spoken name for every bar on screen.
fn names(ui: &mut Ui, canvas: &Canvas<'_>, bars: &Bars) {
    if !widgets::has_listener(ui.ctx()) {
        return;
    }
    let frame = *canvas.transform.frame();
    for bar in bars.on_screen(canvas.view).iter().take(200) {
        let rect = Rect::from_x_y_ranges(canvas.x(bar.start)..=canvas.x(bar.next), frame.y_range()).intersect(frame);
        let response = ui.interact(rect, ui.scope_id().with(("bar", bar.start)), Sense::hover());
        response.widget_info(|| {
            let text = format!("Bar {}: {}", bars.step.title(bar.start), bar.tally.words(bars.headline));
            egui::WidgetInfo::labeled(egui::Role::Label, true, text)
        });
    }
}

/// Nothing counts, though incidents are shown: why, and the way back.
fn no_bars(ui: &mut Ui, frame: Rect, inputs: &Inputs<'_>, bars: &Bars, msgs: &mut Vec<Msg>) {
    if !bars.bars.is_empty() || !bars.undated.is_empty() || inputs.shown.n_shown() == 0 {
        return;
    }
    let columns = &inputs.loaded.columns;
    let rule = inputs.shown.rule;
    let first = inputs.shown.filtered.mask.iter().next();
    let why = first.and_then(|row| rule.reason_against(row as usize, columns)).map_or("", LeftOut::words);
    let place = Rect::from_center_size(frame.center(), vec2(frame.width() - 16.0, 64.0_f32.min(frame.height())));
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
        ui.vertical_centered(|ui| {
            let text = format!("None of these incidents counts under the rule “{}”", rule.label());
            ui.label(widgets::weak(text, ui));
            if !why.is_empty() {
                ui.label(widgets::weak(format!("The first of them is {why}"), ui));
            }
            if rule != CountingRule::default() && ui.button("Back to the usual rule").clicked() {
                msgs.push(ViewChange::Rule(String::new()).into());
            }
        });
    });
}
