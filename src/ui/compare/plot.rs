//! The bars of A and B, and the labels of their time.

use super::{color_a, color_b};
use crate::model::{Day, Vocabulary, thousands};
use crate::ui::{Inputs, Msg, theme, widgets};
use crate::view::{CompareShape, Comparison, Metric, Slot, Slots, Step, Tally, ViewChange};
use egui::{Align2, Color32, Painter, Rangef, Rect, Sense, Stroke, StrokeKind, Ui, pos2};

const GUTTER_PT: f32 = 64.0;
const LABELS_PT: f32 = 34.0;
const MIN_SLOT_PT: f32 = 13.0;

/// Where the bars stand.
struct Canvas<'a> {
    painter: Painter,
    inputs: &'a Inputs<'a>,
    slots: &'a Slots,
    frame: Rect,
    metric: Metric,
    is_mirrored: bool,
    /// Height of the highest bar, on the scale.
    top: f64,
}

/// Draws the plot and answers the pointer.
pub(super) fn show(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, comparison: &Comparison, msgs: &mut Vec<Msg>) {
    let frame = Rect::from_min_max(
        pos2(rect.left() + GUTTER_PT, rect.top() + 22.0),
        pos2(rect.right() - 14.0, rect.bottom() - LABELS_PT),
    );
    if frame.width() < 60.0 || frame.height() < 40.0 {
        return;
    }
    let step = comparison.step_fitting(inputs.state.step, frame.width(), MIN_SLOT_PT);
    let slots = comparison.slots(inputs.loaded, step);
    let metric = if inputs.state.metric == Metric::Both { Metric::Killed } else { inputs.state.metric };
    let most = slots.highest(metric).max(4) as f64;
    let is_mirrored = inputs.state.compare.shape == CompareShape::Mirrored;
    let top = inputs.state.scale.height(most * 1.1);
    let canvas = Canvas { painter: ui.painter().clone(), inputs, slots, frame, metric, is_mirrored, top };
    canvas.caption(rect);
    canvas.grid(most);
    canvas.labels(comparison.is_aligned);
    canvas.bars();
    canvas.pointer(ui, comparison, msgs);
    canvas.names(ui);
}

impl Canvas<'_> {
    fn caption(&self, rect: Rect) {
        let palette = theme::palette(self.painter.ctx());
        let step = self.slots.step.label();
        let mut text = format!("{} by {step}", self.metric.label());
        if self.metric != Metric::Incidents {
            let headline = self.inputs.shown.rule.headline.label().to_lowercase();
            text.push_str(&format!(", {headline} figure with range from low to high"));
        }
        let (a, b) = self.slots.n_undated;
        if a + b > 0 {
            text.push_str(&format!(" · not dated to the {step}: {a} of A, {b} of B"));
        }
        text.push_str(" · a selection of incidents, not a census");
        let color = theme::color(palette.weak);
        let galley = widgets::one_line(&self.painter, &text, theme::small(), color, rect.width() - 24.0);
        self.painter.galley(pos2(rect.left() + 12.0, rect.top() + 3.0), galley, color);
    }

    /// The line that the bars stand on.
    fn base(&self) -> f32 {
        if self.is_mirrored { self.frame.center().y } else { self.frame.bottom() }
    }

    /// Where a number stands; B hangs down where the bars are mirrored.
    fn y(&self, n: f64, is_b: bool) -> f32 {
        let room = if self.is_mirrored { self.frame.height() / 2.0 } else { self.frame.height() };
        let height = (self.inputs.state.scale.height(n) / self.top) as f32 * room;
        if is_b && self.is_mirrored { self.base() + height } else { self.base() - height }
    }

    fn slot(&self, i: usize) -> Rangef {
        let width = self.frame.width() / self.slots.slots.len().max(1) as f32;
        Rangef::new(self.frame.left() + width * i as f32, self.frame.left() + width * (i + 1) as f32)
    }

    fn grid(&self, most: f64) {
        let palette = theme::palette(self.painter.ctx());
        let power = 10_f64.powf((most / 3.0).max(1.0).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|k| k * power).find(|s| *s >= most / 3.0).unwrap_or(power);
        for k in 1..=4 {
            let n = step * f64::from(k);
            if n > most {
                break;
            }
            for is_b in [false, true].into_iter().take(1 + usize::from(self.is_mirrored)) {
                let y = self.y(n, is_b);
                self.painter.hline(self.frame.x_range(), y, Stroke::new(1.0, theme::color(palette.grid)));
                self.number(y, &thousands(n as u64));
            }
        }
        self.painter.hline(self.frame.x_range(), self.base(), Stroke::new(1.0, theme::color(palette.line)));
        self.number(self.base(), "0");
    }

    fn number(&self, y: f32, text: &str) {
        let color = theme::color(theme::palette(self.painter.ctx()).weak);
        self.painter.text(pos2(self.frame.left() - 8.0, y), Align2::RIGHT_CENTER, text, theme::small(), color);
    }

    /// The time of A below the plot; where periods are laid over each other, that of B under it.
    fn labels(&self, is_aligned: bool) {
        let palette = theme::palette(self.painter.ctx());
        if is_aligned {
            self.row_of_labels(0, "A", |slot| slot.a_start, color_a(palette));
            self.row_of_labels(1, "B", |slot| slot.b_start, color_b(palette));
        } else {
            self.row_of_labels(0, "", |slot| slot.a_start, theme::color(palette.weak));
        }
    }

    fn row_of_labels(&self, line: usize, name: &str, start: impl Fn(&Slot) -> Day, color: Color32) {
        let y = self.frame.bottom() + 10.0 + 14.0 * line as f32;
        if !name.is_empty() {
            let at = pos2(self.frame.left() - 8.0, y);
            self.painter.text(at, Align2::RIGHT_CENTER, name, theme::strong(12.0), color);
        }
        // Years first, so that they are never crowded out; what is shorter goes where there is room left.
        let mut taken: Vec<Rangef> = Vec::new();
        for years_only in [true, false] {
            for (i, slot) in self.slots.slots.iter().enumerate() {
                let begins_year = i == 0 || start(slot).ymd().1 == 1 && self.slots.step >= Step::Month;
                if begins_year != years_only {
                    continue;
                }
                let Some(text) = label(self.slots.step, start(slot), i == 0) else { continue };
                let galley = self.painter.layout_no_wrap(text, theme::small(), color);
                let x = self.slot(i).min;
                let wanted = Rangef::new(x, x + galley.size().x);
                let is_free = taken.iter().all(|other| wanted.max + 8.0 < other.min || wanted.min > other.max + 8.0);
                if is_free && wanted.max <= self.frame.right() {
                    taken.push(wanted);
                    let tick = Rangef::new(self.frame.bottom(), self.frame.bottom() + 4.0);
                    self.painter.vline(x, tick, Stroke::new(1.0, color));
                    self.painter.galley(pos2(x, y - galley.size().y / 2.0), galley, color);
                }
            }
        }
    }

    fn bars(&self) {
        let palette = theme::palette(self.painter.ctx());
        for (i, slot) in self.slots.slots.iter().enumerate() {
            let range = self.slot(i);
            let gap = (range.span() * 0.12).clamp(0.0, 4.0);
            let whole = Rangef::new(range.min + gap, (range.max - gap).max(range.min + gap + 1.0));
            let front = Rangef::new(whole.min + whole.span() * 0.28, whole.max - whole.span() * 0.28);
            for (tally, is_b) in [(&slot.a, false), (&slot.b, true)] {
                let Some(tally) = tally.as_ref().filter(|tally| tally.n_incidents > 0) else { continue };
                let color = if is_b { color_b(palette) } else { color_a(palette) };
                let is_front = is_b && !self.is_mirrored;
                self.bar(tally, is_b, if is_front { front } else { whole }, color);
            }
        }
    }

    fn bar(&self, tally: &Tally, is_b: bool, x: Rangef, color: Color32) {
        let palette = theme::palette(self.painter.ctx());
        let (low, best, high) = tally.range(self.metric, self.inputs.shown.rule.headline);
        let rect = Rect::from_x_y_ranges(
            x,
            self.base().min(self.y(best as f64, is_b))..=self.base().max(self.y(best as f64, is_b)),
        );
        let fill = if is_b || self.is_mirrored { color } else { color.gamma_multiply(0.55) };
        self.painter.rect_filled(rect, 0.0, fill);
        if best == 0 && high == 0 {
            // Counted, and nobody is known to have been hurt: a tick, not nothing.
            self.painter.hline(x, self.base(), Stroke::new(2.0, color));
        }
        if !self.is_mirrored {
            self.painter.rect_stroke(rect, 0.0, Stroke::new(1.0, theme::color(palette.ground)), StrokeKind::Inside);
        }
        if high > low && self.metric != Metric::Incidents {
            let center = x.center();
            let stroke = Stroke::new(1.0, theme::color(palette.strong));
            let (a, b) = (self.y(low as f64, is_b), self.y(high as f64, is_b));
            self.painter.vline(center, Rangef::new(a.min(b), a.max(b)), stroke);
            let arm = (x.span() * 0.25).min(4.0);
            for y in [a, b] {
                self.painter.hline(Rangef::new(center - arm, center + arm), y, stroke);
            }
        }
    }

    fn pointer(&self, ui: &mut Ui, comparison: &Comparison, msgs: &mut Vec<Msg>) {
        let response = ui.interact(self.frame, egui::Id::unique("timeline"), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Comparison of A and B"));
        let Some(at) = response.hover_pos().filter(|at| self.frame.contains(*at)) else { return };
        let Some(i) = (0..self.slots.slots.len()).find(|i| self.slot(*i).contains(at.x)) else { return };
        let Some(slot) = self.slots.slots.get(i) else { return };
        let palette = theme::palette(ui.ctx());
        let rect = Rect::from_x_y_ranges(self.slot(i), self.frame.y_range());
        self.painter.rect_filled(rect, 0.0, theme::faded(palette.accent, 0.10));
        let text = self.words(slot);
        if response.clicked() {
            msgs.push(ViewChange::Select(self.ids(comparison, slot)).into());
        }
        response.on_hover_text_at_pointer(format!("{text}\nClick to select these incidents"));
    }

    /// The ids of what counts in a slot, of both.
    fn ids(&self, comparison: &Comparison, slot: &Slot) -> Vec<String> {
        let loaded = self.inputs.loaded;
        let rows =
            [(&comparison.a, slot.a_start), (&comparison.b, slot.b_start)].into_iter().flat_map(|(side, start)| {
                side.counted_between(loaded, &self.inputs.shown.rule, start, self.slots.step.next(start))
            });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|row| loaded.id(row).to_owned()).collect()
    }

    /// What stands in a slot, for reader and listener.
    fn words(&self, slot: &Slot) -> String {
        let side = |name: &str, start, tally: &Option<Tally>| match tally {
            Some(tally) => {
                format!("{name}, {}: {}", self.slots.step.title(start), tally.words(self.inputs.shown.rule.headline))
            }
            None => format!("{name}: outside its period"),
        };
        format!("{}\n{}", side("A", slot.a_start, &slot.a), side("B", slot.b_start, &slot.b))
    }

    /// A spoken name for every slot.
    fn names(&self, ui: &mut Ui) {
        if !widgets::has_listener(ui.ctx()) {
            return;
        }
        for (i, slot) in self.slots.slots.iter().enumerate().take(200) {
            let rect = Rect::from_x_y_ranges(self.slot(i), self.frame.y_range());
            let response = ui.interact(rect, ui.scope_id().with(("slot", i)), Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, self.words(slot)));
        }
    }
}

/// What stands below a slot: years where they begin, and what is shorter as far as there is room.
fn label(step: Step, start: Day, is_first: bool) -> Option<String> {
    let (year, month, day) = start.ymd();
    let name = |day: Day| day.long().split(' ').nth(1).unwrap_or("").chars().take(3).collect::<String>();
    match step {
        Step::Year => Some(year.to_string()),
        Step::Quarter | Step::Month if month == 1 || is_first => Some(format!("{} {year}", name(start))),
        Step::Quarter | Step::Month => Some(name(start)),
        Step::Week | Step::Day if is_first || day == 1 => Some(format!("{day} {} {year}", name(start))),
        Step::Week => Some(format!("{day} {}", name(start))),
        Step::Day => Some(day.to_string()),
    }
}
