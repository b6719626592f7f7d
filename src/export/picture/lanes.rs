//! The lanes of a picture: periods, labels, density, bars, marks and titles.

use super::Painter;
use super::plan::{GUTTER_PT, MARGIN_PT, PERIOD_PT, RULER_PT, SMALL_PT};
use super::shape::{line_radius, line_width, outline};
use super::xml::{Anchor, Style, fill, num, stroke};
use crate::export::one_line;
use crate::model::Kind;
use crate::view::{Body, Column, Font, Lane, LaneBox, MAX_TITLE_PT, Mark, PeriodBand, Rgb, period_bands, spoken_mark};

/// Half the height of the bar of an incident of several days.
const BAR_PT: f32 = 4.0;
/// A lane lower than this is one with nothing on its days.
const THIN_PT: f32 = 20.0;

impl Painter<'_, '_> {
    pub(super) fn lanes(&mut self, clip: &str) {
        self.periods();
        let (plan, subject) = (self.plan, &self.subject);
        let n: usize = plan.scene.lanes.iter().map(|lane| lane.n_on_screen as usize).sum();
        let key = subject.options.view.lanes.label().to_lowercase();
        let name = format!("Timeline in lanes by {key}, {n} incidents on these days");
        self.svg.begin("group", &name);
        for (i, lane_box) in plan.scene.lanes.iter().enumerate() {
            self.label(i, lane_box);
        }
        let palette = self.subject.palette;
        let (top, bottom) = (plan.lanes_top, plan.lanes_top + plan.lanes_height);
        let axis = self.axis();
        self.svg.line([axis, top, axis, bottom], &stroke(palette.line, 1.0, 1.0));
        self.svg.begin_clipped(clip);
        plan.scene.columns.iter().for_each(|column| self.column(column));
        for mark in &plan.scene.marks {
            self.mark(mark);
        }
        self.svg.end();
        self.titles();
        self.svg.end();
    }

    fn periods(&mut self) {
        let plan = self.plan;
        let (axis, top) = (self.axis(), self.ruler_top() + RULER_PT + 2.0);
        let palette = self.subject.palette;
        for band in period_bands(self.subject.content.loaded, plan.days.view, plan.axis_width(), plan.n_period_rows) {
            let PeriodBand { period, row, left, right } = band;
            let y = top + row as f32 * PERIOD_PT;
            self.svg.begin_titled(&format!("Period: {}, {}", period.title, period.when.words()));
            let width = right - left;
            self.svg.rect([axis + left, y, width, PERIOD_PT - 3.0], 2.0, &fill(palette.period, 0.75));
            if width > 30.0 {
                let title = self.subject.letters.cut(&one_line(&period.title), Font::Inter, SMALL_PT, width - 10.0);
                self.svg.text(axis + left + 5.0, y + (PERIOD_PT - 3.0) / 2.0, Anchor::Start, self.small(), &title);
            }
            self.svg.end();
        }
    }

    fn lane(&self, i: usize) -> Option<&Lane> {
        self.subject.lanes.lanes.get(i)
    }

    /// Name, color and number of a lane, and the line under it.
    fn label(&mut self, i: usize, lane_box: &LaneBox) {
        let Some(lane) = self.lane(i) else { return };
        let (groups, palette) = (self.subject.lane_groups, self.subject.palette);
        let label = one_line(&lane.label(groups));
        let hue = match lane.ranks.as_slice() {
            [rank] if self.subject.options.view.lanes == self.subject.options.view.colors => Some(groups.hue(*rank)),
            _ => None,
        };
        let top = self.plan.lanes_top + lane_box.top;
        let (middle, bottom) = (top + lane_box.height / 2.0, top + lane_box.height);
        self.svg.begin("img", &format!("Lane {label}: {} incidents", lane_box.n_on_screen));
        self.svg.line([MARGIN_PT, bottom, self.right(), bottom], &stroke(palette.grid, 1.0, 1.0));
        if let Some(hue) = hue {
            let height = (lane_box.height - 10.0).max(4.0);
            self.svg.rect([MARGIN_PT, middle - height / 2.0, 3.0, height], 1.5, &fill(palette.hue(hue), 1.0));
        }
        let count = lane_box.n_on_screen.to_string();
        let room = GUTTER_PT - 28.0 - self.subject.letters.width(&count, Font::Inter, SMALL_PT);
        let is_thin = lane_box.height < THIN_PT;
        let (size, color) = if is_thin { (SMALL_PT, palette.weak) } else { (13.5, palette.text) };
        let name = self.subject.letters.cut(&label, Font::Inter, size, room);
        self.svg.text(MARGIN_PT + 10.0, middle, Anchor::Start, Style::new(size, color), &name);
        self.svg.text(self.axis() - 8.0, middle, Anchor::End, self.weak(), &count);
        self.svg.end();
    }

    fn column(&mut self, column: &Column) {
        let (Some(lane_box), Some(lane)) = (self.plan.scene.lanes.get(column.lane), self.lane(column.lane)) else {
            return;
        };
        let palette = self.subject.palette;
        let color = match lane.ranks.as_slice() {
            [rank] if self.subject.options.view.lanes == self.subject.options.view.colors => {
                palette.hue(self.subject.lane_groups.hue(*rank))
            }
            _ => palette.weak,
        };
        let bottom = self.plan.lanes_top + lane_box.top + lane_box.height - 2.0;
        let height = (lane_box.height - 8.0) * column.share.sqrt();
        let x = self.axis() + column.x;
        let place = [x, bottom - height, (column.width - 0.6).max(0.4), height];
        self.svg.rect(place, 0.0, &fill(color, 1.0));
    }

    /// A mark with its bar, ring and number, under one spoken name.
    fn mark(&mut self, mark: &Mark) {
        let loaded = self.subject.content.loaded;
        let palette = self.subject.palette;
        self.svg.begin_titled(&spoken_mark(&loaded.catalog, &loaded.columns, mark));
        let (x, y) = (self.axis() + mark.x, self.plan.lanes_top + mark.y);
        let color = palette.hue(mark.hue);
        self.bar(mark, y, color);
        let is_several = mark.n_incidents() > 1;
        if is_several || !matches!(mark.body, Body::Bar { is_span: false, .. }) {
            self.shape(mark.kind, [x, y, mark.radius + 1.2], &fill(palette.ground, 1.0));
            if is_several {
                self.shape(mark.kind, [x, y, mark.radius], &fill(color, 0.32));
                self.hollow(mark.kind, [x, y, mark.radius], color);
            } else if mark.is_hollow {
                self.hollow(mark.kind, [x, y, mark.radius], color);
            } else {
                self.shape(mark.kind, [x, y, mark.radius], &fill(color, 0.92));
            }
        }
        if mark.is_selected {
            self.svg.circle(x, y, mark.radius + 3.0, &stroke(palette.accent, 2.0, 1.0));
        }
        if mark.is_disputed(&loaded.columns) {
            self.dashed_ring(x, y, mark.radius + 2.4, palette.text);
        }
        if is_several {
            let size = if mark.n_incidents() > 99 { 8.5 } else { 10.5 };
            let style = Style::new(size, palette.strong);
            self.svg.text(x, y, Anchor::Middle, style, &mark.n_incidents().to_string());
        }
        self.svg.end();
    }

    /// The days of an incident of several: solid where it went on, hollow where the day is not known, fading where an
    /// end is not known.
    fn bar(&mut self, mark: &Mark, y: f32, color: Rgb) {
        let Body::Bar { start, end, is_span, soft_start, soft_end } = mark.body else { return };
        let (left, right) = (self.axis() + start, self.axis() + end);
        let width = right - left;
        let paint = if soft_start || soft_end {
            let id = self.svg.new_id();
            let fade = (width * 0.4).min(10.0) / width.max(0.01);
            let [r, g, b] = color;
            let stop = |at: f32, is_soft: bool| {
                let opacity = if is_soft { " stop-opacity=\"0\"" } else { "" };
                format!("<stop offset=\"{at:.4}\" stop-color=\"#{r:02x}{g:02x}{b:02x}\"{opacity}/>")
            };
            self.svg.raw(&format!(
                "<linearGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"0\" x2=\"{}\" y2=\"0\">{}{}{}{}</linearGradient>",
                num(left),
                num(right),
                stop(0.0, soft_start),
                stop(fade, false),
                stop(1.0 - fade, false),
                stop(1.0, soft_end),
            ));
            format!("fill=\"url(#{id})\"")
        } else {
            fill(color, 1.0)
        };
        let faint = format!("{paint} fill-opacity=\"{}\"", if is_span { 0.5 } else { 0.16 });
        self.svg.rect([left, y - BAR_PT, width, BAR_PT * 2.0], 0.0, &faint);
        if !is_span {
            self.svg.rect([left, y - BAR_PT, width, 1.0], 0.0, &paint);
            self.svg.rect([left, y + BAR_PT - 1.0, width, 1.0], 0.0, &paint);
        }
    }

    pub(super) fn shape(&mut self, kind: Kind, [x, y, radius]: [f32; 3], paint: &str) {
        match outline(kind, x, y, radius) {
            Some(path) => self.svg.path(&path, paint),
            None => self.svg.circle(x, y, radius, paint),
        }
    }

    pub(super) fn hollow(&mut self, kind: Kind, [x, y, radius]: [f32; 3], color: Rgb) {
        let paint = stroke(color, line_width(radius), 1.0);
        self.shape(kind, [x, y, line_radius(kind, radius)], &paint);
    }

    /// A ring of eight dashes.
    pub(super) fn dashed_ring(&mut self, x: f32, y: f32, radius: f32, color: Rgb) {
        let dash = radius * std::f32::consts::TAU / 8.0;
        let dashes = format!(" stroke-dasharray=\"{} {}\"", num(dash * 0.6), num(dash * 0.4));
        self.svg.circle(x, y, radius, &(stroke(color, 1.2, 1.0) + &dashes));
    }

    fn titles(&mut self) {
        let plan = self.plan;
        let loaded = self.subject.content.loaded;
        for title in &plan.scene.titles {
            let Some(mark) = plan.scene.marks.get(title.mark) else { continue };
            let palette = self.subject.palette;
            let color = if mark.is_selected { palette.strong } else { palette.text };
            let words = one_line(loaded.columns.title(mark.row));
            let words = self.subject.letters.cut(&words, Font::Inter, SMALL_PT, MAX_TITLE_PT);
            let (x, y) = (self.axis() + title.x, plan.lanes_top + title.y);
            self.svg.text(x, y, Anchor::Start, Style::new(SMALL_PT, color), &words);
        }
    }

    /// The color of a hue, for keys.
    pub(super) fn hue(&self, hue: usize) -> Rgb {
        self.subject.palette.hue(hue)
    }
}
