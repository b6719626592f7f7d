//! The facets: what the shown incidents have in common, with counts, as the other face of the query field.
//!
//! A click on a value asks for it, one more click no longer; the minus beside it rules it out. Counts are over what the
//! other terms of the query leave.

use super::{Inputs, Msg, icons, theme, widgets};
use crate::model::{Vocabulary, thousands};
use crate::query::{Facet, FacetCounts, FacetValue, Facets, Picked};
use crate::view::ViewChange;
use egui::{Align2, CornerRadius, Key, Mesh, Modifiers, Rect, Response, ScrollArea, Sense, Ui, pos2, vec2};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Up to so many incidents are counted within the frame; more by the worker, the old counts dimmed meanwhile.
pub const MAX_IN_FRAME: usize = 40_000;
/// Values shown of a facet before the rest is asked for.
const FEW: usize = 8;
/// Values shown at most.
const MANY: usize = 200;
/// Narrowest and widest panel, and the width at first, in points.
const WIDTHS_PT: (f32, f32, f32) = (190.0, 232.0, 340.0);
/// Height of a value, in points.
const ROW_PT: f32 = 21.0;
/// Width of the small histogram beside a value, in points.
const SPARK_PT: f32 = 36.0;

/// What the panel remembers from frame to frame.
#[derive(Default)]
pub(crate) struct FacetsState {
    /// The last facets that were ready.
    last: Option<Arc<OnceLock<Facets>>>,
    /// Facets that show all their values.
    whole: BTreeSet<Facet>,
    /// Facets that are folded.
    folded: BTreeSet<Facet>,
    /// Whether a value has the focus, so that the minus key is its own.
    pub(crate) has_focus: bool,
}

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut FacetsState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    if inputs.loaded.columns.len() <= MAX_IN_FRAME {
        inputs.shown.make_facets(inputs.loaded);
    }
    let now = inputs.shown.facets();
    let is_ready = now.get().is_some();
    if is_ready {
        state.last = Some(Arc::clone(now));
    }
    let (least, first, most) = WIDTHS_PT;
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel));
    let panel = egui::Panel::left("facets").frame(frame).resizable(true).default_size(first).size_range(least..=most);
    state.has_focus = false;
    panel.show(ui, |ui| {
        head(ui, msgs);
        let Some(facets) = state.last.clone() else {
            ui.spinner();
            return;
        };
        let Some(facets) = facets.get() else { return };
        if !is_ready || inputs.is_stale {
            ui.multiply_opacity(0.5);
        }
        ScrollArea::vertical().id_salt("facets").auto_shrink(false).show(ui, |ui| {
            let margin = egui::Margin { left: 12, right: 10, top: 2, bottom: 16 };
            egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 1.0;
                if facets.facets.is_empty() {
                    nothing(ui, inputs, msgs);
                }
                for facet in &facets.facets {
                    self::facet(ui, facet, facets.years, inputs, state, msgs);
                }
            });
        });
    });
}

fn head(ui: &mut Ui, msgs: &mut Vec<Msg>) {
    let margin = egui::Margin { left: 12, right: 8, top: 6, bottom: 6 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            widgets::caption(ui, "Facets");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, "Hide the facets (B)", true, icons::cross).clicked() {
                    msgs.push(ViewChange::Facets(false).into());
                }
            });
        });
    });
    super::side::hairline(ui);
}

fn nothing(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    ui.add_space(8.0);
    ui.label("No incident is left, and no other choice would leave one.");
    if !inputs.state.query.is_empty() && ui.button("Take the filter away").clicked() {
        msgs.push(ViewChange::Query(String::new()).into());
    }
}

fn facet(
    ui: &mut Ui,
    counts: &FacetCounts,
    years: (i32, i32),
    inputs: &Inputs<'_>,
    state: &mut FacetsState,
    msgs: &mut Vec<Msg>,
) {
    let facet = counts.facet;
    let is_folded = state.folded.contains(&facet);
    let is_spoken_of = counts.values.iter().any(|value| value.picked != Picked::No);
    ui.add_space(9.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let title = ui.add(egui::Label::new(theme::strong_text(facet.label(), 12.5)).sense(Sense::click()));
        title.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, !is_folded, format!("Facet {}", facet.label()))
        });
        widgets::focus_ring(ui, &title);
        if title.on_hover_text(facet.definition()).clicked() && !state.folded.remove(&facet) {
            state.folded.insert(facet);
        }
        if is_folded {
            ui.label(widgets::weak(thousands(counts.values.len() as u64), ui));
        }
        if is_spoken_of {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let name = format!("Clear {}", facet.label());
                if super::side::small_button(ui, "Clear", &name).clicked() {
                    msgs.push(ViewChange::Query(inputs.shown.query.without_facet(facet).to_string()).into());
                }
            });
        }
    });
    if is_folded {
        return;
    }
    let is_whole = state.whole.contains(&facet);
    let most = if is_whole { MANY } else { FEW.max(if facet == Facet::Year { 12 } else { 0 }) };
    let highest = counts.values.iter().map(|value| value.n).max().unwrap_or(1).max(1);
    // What is picked is always in sight.
    let shown = counts.values.iter().enumerate().filter(|(i, value)| *i < most || value.picked != Picked::No);
    for (_, value) in shown {
        let (picked, has_focus) = self::value(ui, facet, value, highest, years);
        state.has_focus |= has_focus;
        if let Some(picked) = picked {
            let next = inputs.shown.query.picking(facet, &value.term, picked);
            msgs.push(ViewChange::Query(next.to_string()).into());
        }
    }
    more(ui, counts, most, is_whole, state);
}

/// The way to the rest of the values and back.
fn more(ui: &mut Ui, counts: &FacetCounts, most: usize, is_whole: bool, state: &mut FacetsState) {
    let n = counts.values.len();
    let facet = counts.facet;
    if is_whole {
        if super::side::link(ui, "Fewer", theme::small()).clicked() {
            state.whole.remove(&facet);
        }
        if n > MANY {
            ui.label(widgets::weak(format!("{} more not listed", thousands((n - MANY) as u64)), ui));
        }
    } else if n > most {
        let name = format!("{} more", thousands((n - most) as u64));
        let link = super::side::link(ui, &name, theme::small());
        if link.accessible_name(format!("{name} of {}", facet.label())).clicked() {
            state.whole.insert(facet);
        }
    }
}

/// A value with its histogram and count; what it is to become, if anything was asked, and whether it has the focus.
fn value(ui: &mut Ui, facet: Facet, value: &FacetValue, highest: u32, years: (i32, i32)) -> (Option<Picked>, bool) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::click());
    let is_on = response.hovered() || response.has_focus();
    if is_on {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(4), theme::color(palette.raised));
    }
    widgets::focus_ring(ui, &response);
    super::side::reveal(&response);
    let indent = 10.0 * value.depth.min(3) as f32;
    let tick = Rect::from_center_size(rect.left_center() + vec2(6.0 + indent, 0.0), vec2(12.0, 12.0));
    paint_tick(ui, tick, value.picked);
    let count = thousands(value.n.into());
    let color = theme::color(if value.picked == Picked::Out { palette.weak } else { palette.text });
    let right = rect.right() - 16.0;
    let number = ui.painter().text(
        pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        &count,
        theme::small(),
        theme::color(palette.weak),
    );
    let spark_right = number.left().min(right - 26.0) - 6.0;
    let spark =
        Rect::from_min_max(pos2(spark_right - SPARK_PT, rect.top() + 4.0), pos2(spark_right, rect.bottom() - 4.0));
    let left = tick.right() + 5.0;
    let has_spark = facet != Facet::Year && spark.left() - left > 56.0;
    let text_right = if has_spark { spark.left() - 4.0 } else { number.left() - 6.0 };
    let galley = widgets::one_line(ui.painter(), &value.label, theme::small(), color, (text_right - left).max(10.0));
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    if has_spark {
        sparkline(ui, spark, &value.by_year);
    } else if facet == Facet::Year {
        share(ui, rect, value.n, highest);
    }
    speak(&response, facet, value, years);
    let minus = minus(ui, rect, value, is_on);
    let has_focus = response.has_focus();
    let keys = has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Minus));
    let other = |picked| if value.picked == picked { Picked::No } else { picked };
    let hover = format!("{}\n{} incidents. Click: only these; −: without these", value.label, count);
    let is_clicked = response.on_hover_text(hover).clicked();
    if minus || keys {
        return (Some(other(Picked::Out)), has_focus);
    }
    let picked = is_clicked.then(|| if value.picked == Picked::Out { Picked::No } else { other(Picked::In) });
    (picked, has_focus)
}

fn speak(response: &Response, facet: Facet, value: &FacetValue, years: (i32, i32)) {
    response.widget_info(|| {
        let state = match value.picked {
            Picked::No => "",
            Picked::In => ", asked for",
            Picked::Out => ", ruled out",
        };
        let most = value.by_year.iter().enumerate().max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
        let most = most
            .filter(|(_, n)| **n > 0)
            .map_or(String::new(), |(i, n)| format!(", most in {}: {n}", years.0 + i32::try_from(i).unwrap_or(0)));
        let name = format!("{} {}: {} incidents{most}{state}", facet.label(), value.label, thousands(value.n.into()));
        egui::WidgetInfo::selected(egui::Role::Button, true, value.picked == Picked::In, name)
    });
}

fn paint_tick(ui: &Ui, rect: Rect, picked: Picked) {
    let palette = theme::palette(ui.ctx());
    let box_ = rect.shrink(0.5);
    match picked {
        Picked::No => {
            let line = egui::Stroke::new(1.0, theme::color(palette.line));
            ui.painter().rect_stroke(box_, CornerRadius::same(3), line, egui::StrokeKind::Inside);
        }
        Picked::In => {
            ui.painter().rect_filled(box_, CornerRadius::same(3), theme::color(palette.accent));
            icons::tick(ui.painter(), rect.center(), 3.6, theme::color(palette.ground));
        }
        Picked::Out => {
            ui.painter().rect_filled(box_, CornerRadius::same(3), theme::color(palette.warning));
            icons::minus(ui.painter(), rect.center(), 3.6, theme::color(palette.ground));
        }
    }
}

/// Rules the value out; drawn while the pointer or the focus is on the row.
fn minus(ui: &Ui, rect: Rect, value: &FacetValue, is_on: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let place = Rect::from_center_size(rect.right_center() - vec2(6.0, 0.0), vec2(14.0, ROW_PT));
    let response = ui.interact(place, ui.scope_id().with(("without", &value.term)), Sense::CLICK);
    if is_on || response.hovered() {
        let color = if response.hovered() { palette.strong } else { palette.weak };
        icons::minus(ui.painter(), place.center(), 4.0, theme::color(color));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Without {}", value.label)));
    response.clicked()
}

/// Incidents by year, the highest as high as the row.
fn sparkline(ui: &Ui, rect: Rect, by_year: &[u32]) {
    let palette = theme::palette(ui.ctx());
    let most = by_year.iter().copied().max().unwrap_or(0).max(1);
    let width = rect.width() / by_year.len().max(1) as f32;
    let mut mesh = Mesh::default();
    for (i, n) in by_year.iter().enumerate().filter(|(_, n)| **n > 0) {
        let height = (*n as f32 / most as f32 * rect.height()).max(1.0);
        let x = rect.left() + i as f32 * width;
        let column =
            Rect::from_min_max(pos2(x, rect.bottom() - height), pos2(x + (width - 0.6).max(0.6), rect.bottom()));
        mesh.add_colored_rect(column, theme::faded(palette.accent, 0.75));
    }
    ui.painter().add(mesh);
}

/// The share in the largest value, as a line under the row.
fn share(ui: &Ui, rect: Rect, n: u32, highest: u32) {
    let palette = theme::palette(ui.ctx());
    let width = (rect.width() - 16.0) * n as f32 / highest as f32;
    let line = Rect::from_min_size(pos2(rect.left(), rect.bottom() - 2.0), vec2(width, 1.5));
    ui.painter().rect_filled(line, CornerRadius::ZERO, theme::faded(palette.accent, 0.5));
}
