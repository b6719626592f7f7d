//! The casualty plot of a picture, on the lanes' axis.

use super::plan::{CAPTION_PT, SMALL_PT};
use super::xml::{Anchor, Style, fill, stroke};
use super::{Painter, at};
use crate::model::{Day, thousands};
use crate::view::{Bar, Bars, Font, Metric, N_SEGMENTS, Rgb, Scale, Stacking, plot_grid, ruler};

/// Share of the height below zero.
const BELOW_ZERO: f64 = 0.045;

/// Where a number stands.
struct Height {
    scale: Scale,
    /// Height of the upper edge, in the scale's unit.
    top: f64,
    /// The plot on the page.
    upper: f32,
    lower: f32,
}

impl Height {
    fn y(&self, n: u64) -> f32 {
        self.y_of(self.scale.height(n as f64))
    }

    fn y_of(&self, height: f64) -> f32 {
        let share = (height / self.top + BELOW_ZERO) / (1.0 + BELOW_ZERO);
        self.lower - (share * f64::from(self.lower - self.upper)) as f32
    }
}

impl Painter<'_, '_> {
    pub(super) fn plot(&mut self) {
        let plan = self.plan;
        let view = &self.subject.options.view;
        let most = self.subject.highest(&plan.bars) as f64;
        let scale = view.scale;
        let (upper, lower) = (plan.plot_top, plan.plot_top + plan.plot_height);
        let height = Height { scale, top: scale.height(most * 1.12).max(1e-9), upper, lower };
        let caption = plan.bars.caption(view.metric, plan.days.view, self.subject.content.loaded.as_known);
        self.svg.begin("group", &format!("Casualty plot: {caption}"));
        let room = plan.axis_width() - 8.0;
        let words = self.subject.letters.cut(&caption, Font::Inter, SMALL_PT, room);
        self.svg.text(self.axis() + 4.0, upper - CAPTION_PT / 2.0, Anchor::Start, self.weak(), &words);
        self.grid(&height, most);
        self.bars(&height);
        self.undated(&height);
        if self.subject.options.view.cumulative {
            self.running(&height);
        }
        if plan.bars.bars.is_empty() && plan.bars.undated.is_empty() {
            self.nothing_counts(f32::midpoint(upper, lower));
        }
        self.svg.end();
    }

    fn grid(&mut self, height: &Height, most: f64) {
        let palette = self.subject.palette;
        let (axis, right) = (self.axis(), self.right());
        for tick in ruler(self.plan.days.view, self.plan.axis_width()).upper {
            let x = self.x(tick.day);
            if (axis..=right).contains(&x) {
                self.svg.line([x, height.upper, x, height.lower], &stroke(palette.grid, 1.0, 1.0));
            }
        }
        for n in plot_grid(height.scale, most * 1.12) {
            let y = height.y_of(height.scale.height(n));
            if n > 0.0 {
                self.svg.line([axis, y, right, y], &stroke(palette.grid, 1.0, 1.0));
            }
            self.svg.text(axis - 8.0, y, Anchor::End, self.weak(), &thousands(n.round() as u64));
        }
        let zero = height.y(0);
        self.svg.line([axis, zero, right, zero], &stroke(palette.line, 1.0, 1.0));
        self.svg.line([axis, height.upper, axis, height.lower], &stroke(palette.line, 1.0, 1.0));
    }

    /// The edges of a stretch of days, within the axis.
    fn slot(&self, from: Day, next: Day) -> (f32, f32) {
        let (left, right) = (self.axis(), self.right());
        (self.x(at(from)).clamp(left, right), self.x(at(next)).clamp(left, right))
    }

    fn bars(&mut self, height: &Height) {
        let bars = &self.plan.bars;
        let metrics = self.subject.options.view.metric.parts();
        for bar in bars.on_screen(self.plan.days.view) {
            let words = format!("{}: {}", bars.step.title(bar.start), bar.tally.words(bars.headline));
            self.svg.begin_titled(&words);
            let slots = split(self.slot(bar.start, bar.next), metrics.len());
            for (metric, slot) in metrics.iter().zip(slots) {
                let (low, leading, high) = bar.tally.range(*metric, bars.headline);
                self.bar_of(height, bar, leading, *metric, slot);
                if high > low && *metric != Metric::Incidents {
                    let width = slot.1 - slot.0;
                    self.whisker(height, f32::midpoint(slot.0, slot.1), width, (low, high));
                }
            }
            self.svg.end();
        }
    }

    fn bar_of(&mut self, height: &Height, bar: &Bar, leading: u64, metric: Metric, slot: (f32, f32)) {
        let (palette, view) = (self.subject.palette, &self.subject.options.view);
        let fade = if metric == Metric::Injured && view.metric == Metric::Both { 0.5 } else { 0.9 };
        let segments = bar.segments_of(metric);
        if view.stacking == Stacking::Plain {
            self.block(height, slot, (0, leading), palette.weak, fade);
            return;
        }
        let parts: Vec<(usize, u64)> =
            (0..N_SEGMENTS).zip(segments).filter(|(_, n)| *n > 0).map(|(hue, n)| (hue, n.into())).collect();
        if view.scale == Scale::Linear {
            let mut from = 0;
            for (hue, n) in parts {
                self.block(height, slot, (from, from + n), palette.hue(hue), fade);
                from += n;
            }
            return;
        }
        let slots: Vec<(f32, f32)> = split(slot, parts.len()).collect();
        for ((hue, n), slot) in parts.into_iter().zip(slots) {
            self.block(height, slot, (0, n), palette.hue(hue), fade);
        }
    }

    fn block(&mut self, height: &Height, (left, right): (f32, f32), (from, to): (u64, u64), color: Rgb, fade: f32) {
        let (upper, lower) = (height.y(to), height.y(from));
        self.svg.rect([left, upper, right - left, lower - upper], 0.0, &fill(color, fade));
    }

    /// A line from low to high with a cap at each end.
    fn whisker(&mut self, height: &Height, x: f32, width: f32, (low, high): (u64, u64)) {
        let paint = stroke(self.subject.palette.strong, 1.3, 1.0);
        let (bottom, top) = (height.y(low), height.y(high));
        let cap = (width * 0.25).clamp(1.5, 5.0);
        self.svg.line([x, top, x, bottom], &paint);
        for y in [top, bottom] {
            self.svg.line([x - cap, y, x + cap, y], &paint);
        }
    }

    /// What is not dated to the step: hollow, across its days.
    fn undated(&mut self, height: &Height) {
        let bars = &self.plan.bars;
        let palette = self.subject.palette;
        for range in bars.undated_on_screen(self.plan.days.view) {
            let days = format!("{} to {}, day not known", range.first.long(), range.last.long());
            self.svg.begin_titled(&format!("{days}: {}", range.tally.words(bars.headline)));
            for metric in self.subject.options.view.metric.parts() {
                let (low, leading, high) = range.tally.range(*metric, bars.headline);
                let (left, right) = self.slot(range.first, range.last + 1);
                let (upper, lower) = (height.y(leading), height.y(0));
                let place = [left + 0.5, upper + 0.5, right - left - 1.0, lower - upper - 1.0];
                let paint =
                    format!("{} stroke=\"{}\" stroke-opacity=\"0.8\"", fill(palette.text, 0.06), hex(palette.text));
                self.svg.rect(place, 0.0, &paint);
                if high > low && *metric != Metric::Incidents {
                    let width = (right - left).min(20.0);
                    self.whisker(height, f32::midpoint(left, right), width, (low, high));
                }
            }
            self.svg.end();
        }
    }

    /// The running total as a line of its own scale, from nothing at the bottom to the whole at the top.
    fn running(&mut self, height: &Height) {
        let plan = self.plan;
        let bars: &Bars = &plan.bars;
        let points: Vec<(Day, u64)> = bars.running(self.subject.options.view.metric).collect();
        let Some(total) = points.last().map(|point| point.1).filter(|total| *total > 0) else { return };
        let room = (height.lower - height.upper) * 0.92;
        let bottom = height.y(0);
        let y = |n: u64| bottom - n as f32 / total as f32 * room;
        let (axis, right) = (self.axis(), self.right());
        let (mut path, mut before) = (String::new(), 0);
        for (day, sum) in points {
            let x = self.x(at(day));
            if x > right {
                break;
            }
            if x >= axis {
                path.push_str(&if path.is_empty() {
                    format!("M{axis} {}", super::num(y(before)))
                } else {
                    String::new()
                });
                path.push_str(&format!("H{}V{}", super::num(x), super::num(y(sum))));
            }
            before = sum;
        }
        if path.is_empty() {
            path = format!("M{axis} {}", super::num(y(before)));
        }
        path.push_str(&format!("H{}", super::num(right)));
        let color = self.subject.palette.accent;
        self.svg.begin_titled(&format!("Running total, {} in all", thousands(total)));
        self.svg.path(&path, &stroke(color, 1.5, 1.0));
        let text = format!("running total, {} in all", thousands(total));
        self.svg.text(right - 8.0, y(total) - 8.0, Anchor::End, Style::new(SMALL_PT, color), &text);
        self.svg.end();
    }

    fn nothing_counts(&mut self, y: f32) {
        let text = format!("None of these incidents counts under the rule “{}”", self.subject.content.rule.label());
        self.svg.text(self.axis() + self.plan.axis_width() / 2.0, y, Anchor::Middle, self.weak(), &text);
    }
}

fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A slot cut into `n` equal ones with a hair between bars.
fn split((left, right): (f32, f32), n: usize) -> impl Iterator<Item = (f32, f32)> {
    let gap = ((right - left) * 0.12).clamp(0.5, 6.0).min((right - left).max(0.0) / 2.0);
    let (from, width) = (left + gap / 2.0, right - left - gap);
    let each = width / n.max(1) as f32;
    (0..n).map(move |k| (from + each * k as f32, from + each * (k as f32 + 1.0)))
}
