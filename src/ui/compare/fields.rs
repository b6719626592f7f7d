//! The queries of A and B, and how they are set.

use super::{color_a, color_b};
use crate::model::thousands;
use crate::ui::{Inputs, Msg, theme, widgets};
use crate::view::{CompareShape, CompareView, Compared, Comparison, Metric, Scale, Step, ViewChange};
use egui::{Color32, CornerRadius, Margin, Rect, RichText, Sense, TextEdit, Ui, UiBuilder, vec2};

/// What is set of the comparison.
pub(crate) fn switches(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let now = inputs.state;
    let shapes = CompareShape::ALL;
    let hover = "Whether B hangs down from the line that A stands on, or stands in front of it";
    let shape = widgets::choice(ui, "Bars", hover, now.compare.shape, &shapes, |shape| shape.label().to_owned());
    msgs.extend(shape.map(|shape| ViewChange::Compare(CompareView { shape, ..now.compare.clone() }).into()));
    let metrics = [Metric::Killed, Metric::Injured, Metric::Incidents];
    let metric = if now.metric == Metric::Both { Metric::Killed } else { now.metric };
    let metric =
        widgets::choice(ui, "Plot", "What the bars measure", metric, &metrics, |metric| metric.label().to_owned());
    msgs.extend(metric.map(|metric| ViewChange::Metric(metric).into()));
    let steps: Vec<Option<Step>> = std::iter::once(None).chain(Step::ALL.map(Some)).collect();
    let step = widgets::choice(ui, "by", "Length of a bar", now.step, &steps, |step| {
        step.map_or("fitting step".to_owned(), |step| step.label().to_owned())
    });
    msgs.extend(step.map(|step| ViewChange::Step(step).into()));
    let hover = "How the height of a bar follows its number";
    let scale = widgets::choice(ui, "Scale", hover, now.scale, &Scale::ALL, |scale| scale.label().to_owned());
    msgs.extend(scale.map(|scale| ViewChange::Scale(scale).into()));
    ui.separator();
    if ui.button("Swap").on_hover_text("A in place of B, and B in place of A").clicked() {
        msgs.push(ViewChange::Compare(now.compare.swapped()).into());
    }
}

/// Draws both fields; where they end.
pub(super) fn show(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, comparison: &Comparison, msgs: &mut Vec<Msg>) -> f32 {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 6 });
    let palette = theme::palette(ui.ctx());
    let shown = frame.fill(theme::color(palette.panel)).show(&mut child, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let now = &inputs.state.compare;
        let set_a = |a| CompareView { a, ..now.clone() };
        let set_b = |b| CompareView { b, ..now.clone() };
        side(ui, "A", color_a(palette), (&now.a, &comparison.a), inputs, msgs, &set_a);
        side(ui, "B", color_b(palette), (&now.b, &comparison.b), inputs, msgs, &set_b);
        ui.label(widgets::weak(words(inputs, comparison), ui));
    });
    shown.response.rect.bottom()
}

/// What A and B are, in words that are only read; where they end.
pub(super) fn words_only(ui: &mut Ui, rect: Rect, inputs: &Inputs<'_>, comparison: &Comparison) -> f32 {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 6 });
    let palette = theme::palette(ui.ctx());
    let shown = frame.fill(theme::color(palette.panel)).show(&mut child, |ui| {
        ui.set_width(ui.available_width());
        let now = &inputs.state.compare;
        for (name, color, query, compared) in
            [("A", color_a(palette), &now.a, &comparison.a), ("B", color_b(palette), &now.b, &comparison.b)]
        {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::strong_text(name, 15.0).color(color));
                ui.label(RichText::new(query).size(13.5));
                let n = compared.totals.incidents;
                let incidents = if n == 1 { "incident" } else { "incidents" };
                ui.label(theme::strong_text(format!("{} {incidents}", thousands(n.into())), 13.5));
            });
        }
    });
    shown.response.rect.bottom()
}

fn side(
    ui: &mut Ui,
    name: &str,
    color: Color32,
    (text, compared): (&str, &Compared),
    inputs: &Inputs<'_>,
    msgs: &mut Vec<Msg>,
    set: &dyn Fn(String) -> CompareView,
) {
    ui.horizontal(|ui| {
        let (badge, _) = ui.allocate_exact_size(vec2(24.0, theme::CONTROL_PT), Sense::hover());
        ui.painter().rect_filled(badge, CornerRadius::same(4), color);
        let ground = theme::color(theme::palette(ui.ctx()).ground);
        ui.painter().text(badge.center(), egui::Align2::CENTER_CENTER, name, theme::strong(14.0), ground);
        let mut edited = text.to_owned();
        let width = (ui.available_width() - 300.0).clamp(140.0, 640.0);
        let field = TextEdit::singleline(&mut edited)
            .id(egui::Id::unique(("compare", name)))
            .hint_text("everything; such as branch:is-kp 2021..2024")
            .desired_width(width);
        let field = ui.add(field).accessible_name(format!("Query of {name}"));
        if field.changed() {
            msgs.push(ViewChange::Compare(set(edited)).into());
        }
        let take = ui.button("Take the filter").accessible_name(format!("Take the filter as {name}"));
        let hover = format!("What the search field asks for becomes {name}");
        if take.on_hover_text(hover).clicked() {
            msgs.push(ViewChange::Compare(set(inputs.state.query.clone())).into());
        }
        let n = compared.totals.incidents;
        let incidents = if n == 1 { "incident" } else { "incidents" };
        let text = format!("{} {incidents}", thousands(n.into()));
        let days = format!("{} to {}", compared.period.0.long(), compared.period.1.long());
        ui.label(RichText::new(text).font(theme::strong(12.5))).on_hover_text(days);
    });
    if let Some(err) = &compared.error {
        let palette = theme::palette(ui.ctx());
        let at = text.get(..err.at.start).unwrap_or(text).chars().count() + 1;
        let hint = err.hint.as_deref().map_or(String::new(), |hint| format!("; {hint}"));
        let text = format!("{name}, character {at}: {}{hint}. The last good result stays", err.message);
        ui.horizontal(|ui| {
            ui.add_space(32.0);
            ui.label(RichText::new(text).font(theme::small()).color(theme::color(palette.error)));
        });
    }
}

/// How the two belong together.
fn words(inputs: &Inputs<'_>, comparison: &Comparison) -> String {
    let mut words = vec![if comparison.is_aligned {
        "The same query over two periods, laid over each other by their first step".to_owned()
    } else {
        "One axis of time for both".to_owned()
    }];
    if comparison.n_both > 0 {
        words.push(format!("{} incidents are in both", thousands(comparison.n_both as u64)));
    }
    if !inputs.state.query.is_empty() {
        words.push("the filter above is not put on top of A and B".to_owned());
    }
    words.join(" · ")
}
