//! The legend: exactly what is on screen, and nothing else.

use super::sprites::{Sprite, Sprites};
use super::{Inputs, UiState, theme, widgets};
use crate::model::{Kind, Vocabulary};
use crate::view::{Body, Link, Metric, N_HUES, Scale, Stacking};
use egui::{Rect, Sense, Ui, vec2};

/// One line of keys that wraps.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &UiState) {
    let frame = egui::Frame::NONE
        .fill(theme::color(theme::palette(ui.ctx()).panel))
        .inner_margin(egui::Margin::symmetric(10, 4));
    egui::Panel::bottom("legend").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 2.0);
            // Where lanes and colors are the same, the stripes beside the lanes tell the colors.
            if inputs.state.lanes != inputs.state.colors {
                hues(ui, inputs, state);
                ui.separator();
            }
            kinds(ui, state);
            marks(ui, inputs, state);
        });
    });
}

/// Whether a mark is in the part of the lanes that is on screen.
fn on_screen(state: &UiState) -> impl Iterator<Item = &crate::view::Mark> {
    state.scene.marks.iter()
}

fn key(ui: &mut Ui, text: &str, hover: &str, paint: impl Fn(&egui::Painter, Rect)) {
    let palette = theme::palette(ui.ctx());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::small(), theme::color(palette.text));
    let (rect, response) = ui.allocate_exact_size(vec2(18.0 + galley.size().x + 6.0, 18.0), Sense::hover());
    paint(ui.painter(), Rect::from_min_size(rect.min, vec2(16.0, 18.0)));
    ui.painter().galley(rect.left_center() + vec2(18.0, -galley.size().y / 2.0), galley, theme::color(palette.text));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Legend: {text}")));
    if !hover.is_empty() {
        response.on_hover_text(hover);
    }
}

fn hues(ui: &mut Ui, inputs: &Inputs<'_>, state: &UiState) {
    let palette = theme::palette(ui.ctx());
    let groups = inputs.loaded.groups(inputs.state.colors);
    let is_multivalued = inputs.state.colors.is_multivalued();
    let name = inputs.state.colors.label();
    let response = ui.label(widgets::weak(name, ui));
    if is_multivalued {
        response.on_hover_text("Where a record names several, the first counts, so that no stack exceeds its total");
    }
    let has_density = super::timeline::has_density(&state.scene);
    let mut used = [has_density; N_HUES + 1];
    for mark in on_screen(state) {
        if let Some(slot) = used.get_mut(mark.hue) {
            *slot = true;
        }
    }
    for (rank, group) in groups.groups.iter().enumerate().take(N_HUES) {
        let hue = groups.hue(rank);
        if hue == N_HUES || !used.get(hue).copied().unwrap_or(false) {
            continue;
        }
        let color = theme::color(palette.hue(hue));
        key(ui, &group.label, &group.definition, |painter, rect| {
            painter.rect_filled(Rect::from_center_size(rect.center(), vec2(11.0, 11.0)), 2.0, color);
        });
    }
    if used.last().copied().unwrap_or(false)
        && groups.groups.iter().enumerate().any(|(rank, _)| groups.hue(rank) == N_HUES)
    {
        let rest: Vec<&str> = groups
            .groups
            .iter()
            .enumerate()
            .filter(|(rank, _)| groups.hue(*rank) == N_HUES)
            .map(|(_, group)| group.label.as_str())
            .collect();
        let grey = theme::color(palette.grey);
        let label = match rest.as_slice() {
            [one] => (*one).to_owned(),
            _ => format!("{} others", rest.len()),
        };
        key(ui, &label, &rest.join(", "), |painter, rect| {
            painter.rect_filled(Rect::from_center_size(rect.center(), vec2(11.0, 11.0)), 2.0, grey);
        });
    }
}

fn kinds(ui: &mut Ui, state: &UiState) {
    let palette = theme::palette(ui.ctx());
    let Some(sprites) = state.timeline.sprites() else { return };
    for kind in Kind::ALL {
        if on_screen(state).any(|mark| mark.kind == *kind) {
            key(ui, kind.label(), kind.definition(), |painter, rect| {
                sprite(painter, sprites, rect, *kind, false, theme::color(palette.text));
            });
        }
    }
}

fn sprite(painter: &egui::Painter, sprites: &Sprites, rect: Rect, kind: Kind, is_hollow: bool, color: egui::Color32) {
    let mut mesh = sprites.mesh();
    let sprite = Sprite { center: rect.center(), radius: 5.0, kind, is_hollow, color };
    sprites.add(&mut mesh, sprite, painter.ctx().pixels_per_point());
    painter.add(mesh);
}

/// Marks of doubt and number, each only if one is drawn.
fn marks(ui: &mut Ui, inputs: &Inputs<'_>, state: &UiState) {
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.text);
    let has = |test: &dyn Fn(&crate::view::Mark) -> bool| on_screen(state).any(test);
    if let Some(sprites) = state.timeline.sprites() {
        if has(&|mark| mark.n_incidents() > 1) {
            key(
                ui,
                "several incidents",
                "The number tells how many, the area how many were killed in all",
                |painter, rect| {
                    sprite(painter, sprites, rect, Kind::Attack, true, color);
                    painter.text(
                        rect.center(),
                        egui::Align2::CENTER_CENTER,
                        "n",
                        egui::FontId::proportional(9.0),
                        color,
                    );
                },
            );
        }
        if has(&|mark| mark.is_hollow && mark.n_incidents() == 1 && matches!(mark.body, Body::Point)) {
            key(
                ui,
                "low confidence or day not known",
                "Hollow marks are records of low confidence, or not dated to the day",
                |painter, rect| {
                    sprite(painter, sprites, rect, Kind::Attack, true, color);
                },
            );
        }
    }
    if has(&|mark| super::timeline::is_disputed(mark, inputs)) {
        key(
            ui,
            "disputed",
            "Claims and findings name actors of which neither belongs to the other",
            |painter, rect| {
                painter.circle_filled(rect.center(), 3.5, color);
                painter.extend(super::timeline::dashed_ring(rect.center(), 6.0, color));
            },
        );
    }
    links(ui, &state.timeline.links, color);
    if has(&|mark| matches!(mark.body, Body::Bar { is_span: true, .. })) {
        key(ui, "went on", "From its first to its last day; soft ends are not known to the day", |painter, rect| {
            painter.rect_filled(Rect::from_center_size(rect.center(), vec2(15.0, 7.0)), 1.0, color.gamma_multiply(0.5));
        });
    }
    if has(&|mark| matches!(mark.body, Body::Bar { is_span: false, .. })) {
        key(ui, "one day in between", "The day is not known; it lies in the hollow bar", |painter, rect| {
            let bar = Rect::from_center_size(rect.center(), vec2(15.0, 8.0));
            painter.rect_stroke(bar, 1.0, egui::Stroke::new(1.0, color), egui::StrokeKind::Inside);
        });
    }
    if super::timeline::has_density(&state.scene) {
        key(
            ui,
            "density",
            "Too many for marks: the height of a column follows the number of incidents",
            |painter, rect| {
                for (k, height) in [5.0, 10.0, 7.0].into_iter().enumerate() {
                    let x = rect.left() + 3.0 + k as f32 * 4.0;
                    painter.rect_filled(
                        Rect::from_min_max(
                            egui::pos2(x, rect.bottom() - 3.0 - height),
                            egui::pos2(x + 3.0, rect.bottom() - 3.0),
                        ),
                        0.0,
                        color,
                    );
                }
            },
        );
    }
    if has(&|mark| mark.n_incidents() == 1) {
        key(
            ui,
            "area: killed",
            "The area of a mark beyond the smallest stands for the best figure of the killed, else the low one",
            |painter, rect| {
                painter.circle_filled(rect.center() - vec2(5.5, 0.0), 2.0, color);
                painter.circle_filled(rect.center() + vec2(2.0, 0.0), 4.5, color);
            },
        );
    }
    plot_keys(ui, inputs, color);
}

/// The lines between marks, each kind only if one is drawn.
fn links(ui: &mut Ui, drawn: &[Link], color: egui::Color32) {
    use crate::model::Relation;
    let kinds: [(&str, &str, &[Relation]); 3] = [
        ("same wave", "Part of one series of attacks", &[Relation::SameWave]),
        ("same cell", "The same people are said to stand behind both", &[Relation::SameCell]),
        (
            "follow-up or related",
            "What came of it, or named together by a source",
            &[Relation::FollowUp, Relation::Related],
        ),
    ];
    for (name, hover, kinds) in kinds {
        let Some(link) = drawn.iter().find(|link| kinds.contains(&link.how)) else { continue };
        key(ui, name, hover, |painter, rect| {
            let ends = (rect.left_center() + vec2(0.0, 4.0), rect.left_center() + vec2(15.0, 4.0));
            painter.extend(super::timeline::link_line(ends.0, ends.1, false, link.how, color));
        });
    }
}

/// What stands for what in the plot.
fn plot_keys(ui: &mut Ui, inputs: &Inputs<'_>, color: egui::Color32) {
    if inputs.state.metric != Metric::Incidents && inputs.shown.totals.counted > 0 {
        key(
            ui,
            "low to high",
            "The line over a bar runs from the sum of the low figures to the sum of the high ones",
            |painter, rect| {
                let stroke = egui::Stroke::new(1.3, color);
                painter.vline(rect.center().x, rect.top() + 3.0..=rect.bottom() - 3.0, stroke);
                for y in [rect.top() + 3.0, rect.bottom() - 3.0] {
                    painter.hline(rect.center().x - 3.0..=rect.center().x + 3.0, y, stroke);
                }
            },
        );
    }
    if inputs.state.metric == Metric::Both {
        key(ui, "killed, injured", "Killed stand left and strong, injured right and pale", |painter, rect| {
            painter.rect_filled(Rect::from_min_size(rect.min + vec2(3.0, 4.0), vec2(4.0, 10.0)), 0.0, color);
            painter.rect_filled(
                Rect::from_min_size(rect.min + vec2(8.0, 4.0), vec2(4.0, 10.0)),
                0.0,
                color.gamma_multiply(0.5),
            );
        });
    }
    let is_log = inputs.state.scale == Scale::Log;
    if inputs.state.stacking == Stacking::Stacked && inputs.state.scale != Scale::Linear {
        ui.label(widgets::weak("parts side by side on this scale", ui));
    }
    if is_log {
        ui.label(widgets::weak("the log scale starts at 1", ui));
    }
}
