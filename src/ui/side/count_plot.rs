//! How the count moved: a dot for each report's figure by the day it stood for, painted by hand.
//!
//! ```text
//!     │        ↑     ●   ●  ┊ ●      band: low to high
//! 149 ├──────────────●──────┊──●──   line: best
//!     │    ●                ┊
//!   0 └─┬────┬─────┬────┬───┊──────
//!  same day 1 w   1 m  1 y  ┊ undated
//! ```
//!
//! A date known to the month is a line from its first to its last day with the mark in the middle.

use super::count_scale::{DayScale, FigureScale, anchor};
use super::dots::{self, Look};
use super::pieces::{Cited, light, reveal, short_date};
use super::{Desk, Jump, Lit};
use crate::model::{Count, Incident, Report, SourceId, thousands};
use crate::ui::{theme, widgets};
use crate::view::{Palette, PathPoint, Toll};
use egui::{Align2, Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2};

const HEIGHT_PT: f32 = 176.0;
/// Room above for arrows, below for the labels of days.
const TOP_PT: f32 = 16.0;
const BOTTOM_PT: f32 = 20.0;
/// Room between an edge and the first mark.
const PAD_PT: f32 = 9.0;
/// Room of one undated mark.
const UNDATED_PT: f32 = 15.0;

/// How far a mark moves that would hide another.
const NUDGE_PT: f32 = 6.0;
const MOST_NUDGES: usize = 6;

/// What the plot is drawn from.
pub(super) struct Plot<'a> {
    /// The record.
    pub(super) incident: &'a Incident,
    /// Its sources in order.
    pub(super) ids: &'a [&'a SourceId],
    /// Whose figures.
    pub(super) toll: Toll,
    /// The figures, words left out, in order of day.
    pub(super) points: &'a [PathPoint],
}

/// Where things lie.
struct Geometry {
    whole: Rect,
    /// Where dated marks stand; empty if there are none.
    dated: Rect,
    /// Where undated marks stand; empty if there are none.
    undated: Rect,
    days: DayScale,
    figures: FigureScale,
}

impl Geometry {
    fn new(rect: Rect, left_pt: f32, plot: &Plot<'_>) -> Self {
        let n_undated = plot.points.iter().filter(|point| point.day.is_none()).count();
        let whole = Rect::from_min_max(rect.min + vec2(left_pt, TOP_PT), rect.max - vec2(0.0, BOTTOM_PT));
        let room = match n_undated {
            0 => 0.0,
            n if n == plot.points.len() => whole.width(),
            n => (n as f32 * UNDATED_PT).clamp(54.0, whole.width() * 0.4),
        };
        let (dated, undated) = whole.split_left_right_at_x(whole.right() - room);
        let days = DayScale::new(plot.incident, plot.points);
        Self { whole, dated, undated, days, figures: figures(plot) }
    }

    fn y(&self, n: u32) -> f32 {
        self.whole.bottom() - self.whole.height() * self.figures.y(n)
    }

    fn x(&self, t: f32) -> f32 {
        self.dated.left() + PAD_PT + t * (self.dated.width() - 2.0 * PAD_PT)
    }
}

fn count(plot: &Plot<'_>) -> Count {
    match plot.toll {
        Toll::Killed => plot.incident.killed(),
        Toll::Injured => plot.incident.injured(),
    }
}

fn figures(plot: &Plot<'_>) -> FigureScale {
    let of_points = plot.points.iter().flat_map(|point| {
        let (a, b) = point.figure.bounds();
        [a, b]
    });
    let count = count(plot);
    FigureScale::new(of_points.chain([count.high, count.best]).flatten())
}

/// Draws the plot.
pub(super) fn show(ui: &mut Ui, plot: &Plot<'_>, desk: &mut Desk<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT_PT), Sense::hover());
    let palette = theme::palette(ui.ctx());
    let geometry = Geometry::new(rect, label_width(ui, plot), plot);
    figure_axis(ui.painter(), &geometry, count(plot), palette);
    day_axis(ui.painter(), &geometry, palette);
    let hint = ui.interact(axis_rect(&geometry), ui.make_persistent_id("days"), Sense::hover());
    hint.on_hover_text(
        "Days since the incident began, on a logarithmic scale.\nUndated reports name no day, and neither does their source.",
    );
    for (at, point) in placed(&geometry, plot) {
        mark(ui, at, point, &geometry, plot, desk);
    }
}

fn label_width(ui: &Ui, plot: &Plot<'_>) -> f32 {
    let best = count(plot).best.into_iter();
    let widths = figures(plot).ticks().chain(best).map(|n| {
        let font = theme::strong(12.0);
        ui.painter().layout_no_wrap(thousands(n.into()), font, Color32::PLACEHOLDER).size().x
    });
    widths.fold(18.0, f32::max) + 8.0
}

/// Band from low to high, line at best, and the numbers at the left.
fn figure_axis(painter: &Painter, geometry: &Geometry, count: Count, palette: &Palette) {
    let Geometry { whole, .. } = geometry;
    let label = |n: u32, font, color| {
        let at = pos2(whole.left() - 6.0, geometry.y(n));
        widgets::text_at(painter, at, Align2::RIGHT_CENTER, &thousands(n.into()), font, color);
    };
    if let (Some(low), Some(high)) = (count.low, count.high) {
        let (top, bottom) = (geometry.y(high), geometry.y(low));
        let band = Rect::from_x_y_ranges(whole.x_range(), top..=bottom.max(top + 1.0));
        painter.rect_filled(band, 0.0, theme::faded(palette.accent, 0.16));
    }
    for n in geometry.figures.ticks() {
        painter.hline(whole.x_range(), geometry.y(n), Stroke::new(1.0, theme::color(palette.grid)));
        let is_free = count.best.is_none_or(|best| (geometry.y(best) - geometry.y(n)).abs() > 13.0);
        if is_free {
            label(n, theme::small(), theme::color(palette.weak));
        }
    }
    if let Some(best) = count.best {
        painter.hline(whole.x_range(), geometry.y(best), Stroke::new(1.0, theme::color(palette.accent)));
        label(best, theme::strong(12.0), theme::color(palette.accent));
    }
    painter.hline(whole.x_range(), whole.bottom(), Stroke::new(1.0, theme::color(palette.line)));
}

fn axis_rect(geometry: &Geometry) -> Rect {
    let whole = geometry.whole;
    Rect::from_min_max(whole.left_bottom(), whole.right_bottom() + vec2(0.0, BOTTOM_PT))
}

fn day_axis(painter: &Painter, geometry: &Geometry, palette: &Palette) {
    let Geometry { whole, dated, undated, .. } = geometry;
    let weak = theme::color(palette.weak);
    let y = whole.bottom() + 4.0;
    let mut taken: Vec<Rect> = Vec::new();
    if undated.width() > 1.0 {
        let center = pos2(undated.center().x, y);
        let line = [undated.left_top() - vec2(0.0, 8.0), undated.left_bottom() + vec2(0.0, 8.0)];
        if dated.width() > 1.0 {
            painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, theme::color(palette.line)), 3.0, 3.0));
        }
        taken.push(widgets::text_at(painter, center, Align2::CENTER_TOP, "undated", theme::small(), weak));
    }
    if dated.width() <= 1.0 {
        return;
    }
    for (t, label) in geometry.days.ticks() {
        let x = geometry.x(t);
        let galley = painter.layout_no_wrap(label.to_owned(), theme::small(), weak);
        let half = galley.size().x / 2.0;
        let most = (dated.right() - half).max(whole.left() + half);
        let rect = Align2::CENTER_TOP.anchor_size(pos2(x.clamp(whole.left() + half - 4.0, most), y), galley.size());
        if taken.iter().all(|other| !other.expand2(vec2(7.0, 0.0)).intersects(rect)) {
            painter.vline(x, whole.bottom()..=whole.bottom() + 3.0, Stroke::new(1.0, theme::color(palette.line)));
            painter.galley(rect.min, galley, weak);
            taken.push(rect);
        }
    }
}

/// Where each point stands. A mark that would hide another moves a little aside.
fn placed<'a>(geometry: &Geometry, plot: &'a Plot<'_>) -> Vec<(Pos2, &'a PathPoint)> {
    let mut placed: Vec<(Pos2, &PathPoint)> = Vec::with_capacity(plot.points.len());
    let n_undated = plot.points.iter().filter(|point| point.day.is_none()).count();
    let mut i_undated = 0;
    for point in plot.points {
        let Some(n) = anchor(&point.figure) else { continue };
        let x = match point.day {
            Some(date) => {
                let (from, to) = geometry.days.ends(date);
                geometry.x(f32::midpoint(from, to))
            }
            None => {
                i_undated += 1;
                geometry.undated.left() + geometry.undated.width() * (i_undated as f32 - 0.5) / n_undated as f32
            }
        };
        let mut at = pos2(x, geometry.y(n));
        // Away from the edge that is near.
        let way = if x > geometry.whole.right() - 20.0 { -NUDGE_PT } else { NUDGE_PT };
        for _ in 0..MOST_NUDGES {
            if placed.iter().any(|(other, _)| other.distance(at) < NUDGE_PT - 0.5) {
                at.x += way;
            }
        }
        placed.push((at, point));
    }
    placed
}

fn mark(ui: &Ui, at: Pos2, point: &PathPoint, geometry: &Geometry, plot: &Plot<'_>, desk: &mut Desk<'_>) {
    let palette = theme::palette(ui.ctx());
    let cited = Cited::new(&point.source, plot.ids, desk);
    let response = ui.interact(dots::hit(at), ui.make_persistent_id(("mark", point.report)), Sense::click());
    let words = spoken(point, plot.toll, &cited);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    light(desk, Lit::Report(point.report), response.hovered() || response.has_focus());
    if response.clicked() {
        desk.side.jump = Some(Jump::Report(point.report));
    }
    let is_lit = match desk.side.lit {
        Lit::Nothing => false,
        Lit::Report(report) => report == point.report,
        Lit::Source(number) => number == cited.number,
    };
    let plain = if point.is_claimed { palette.weak } else { palette.strong };
    let color = theme::color(if is_lit { palette.accent } else { plain });
    if is_lit {
        ui.painter().circle(at, 8.0, theme::faded(palette.accent, 0.2), Stroke::new(1.5, color));
    }
    if let Some(date) = point.day {
        let (from, to) = geometry.days.ends(date);
        if to > from {
            let ends = geometry.x(from)..=geometry.x(to);
            ui.painter().hline(ends, at.y, Stroke::new(1.0, color.gamma_multiply(0.6)));
        }
    }
    let (low, high) = point.figure.bounds();
    let ends = low.zip(high).map(|(low, high)| (geometry.y(high), geometry.y(low)));
    let look = Look { color, ground: theme::color(palette.panel), is_claimed: point.is_claimed, ends };
    dots::paint(ui.painter(), at, &point.figure, look);
    widgets::focus_ring(ui, &response);
    reveal(&response);
    tooltip(response, point, plot, &cited);
}

fn tooltip(response: Response, point: &PathPoint, plot: &Plot<'_>, cited: &Cited<'_>) {
    let report = plot.incident.reports.get(point.report);
    response.on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        ui.label(theme::strong_text(format!("{} {}", point.figure.words(), toll_word(plot.toll)), 13.5));
        ui.label(format!("{}, {}", cited.publisher(), day_words(point, report)));
        if point.is_claimed {
            ui.label("The group's own figure, never counted");
        }
        if let Some(text) = report.and_then(|report| report.note.as_deref()) {
            ui.label(widgets::weak(text, ui));
        }
    });
}

/// "killed" or "injured".
pub(super) fn toll_word(toll: Toll) -> &'static str {
    match toll {
        Toll::Killed => "killed",
        Toll::Injured => "injured",
    }
}

fn day_words(point: &PathPoint, report: Option<&Report>) -> String {
    match (point.day, report.and_then(|report| report.as_of)) {
        (Some(date), Some(_)) => short_date(date),
        (Some(date), None) => format!("published {}", short_date(date)),
        (None, _) => "undated".to_owned(),
    }
}

fn spoken(point: &PathPoint, toll: Toll, cited: &Cited<'_>) -> String {
    let day = point.day.map_or("undated".to_owned(), crate::model::Date::words);
    let own = if point.is_claimed { ", the group's own figure, never counted" } else { "" };
    format!("{} {}, {day}, {}{own}", point.figure.words(), toll_word(toll), cited.publisher())
}
