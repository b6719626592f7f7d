//! The legend: exactly what is on screen, and nothing else.

use super::sprites::{Sprite, Sprites};
use super::{Inputs, UiState, theme, widgets};
use crate::model::Kind;
use crate::view::Key;
use egui::{Color32, Painter, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

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
            let Some(sprites) = state.timeline.sprites() else { return };
            let columns = &inputs.loaded.columns;
            let marks = Key::marks(&state.scene, columns, &state.timeline.links);
            for key in marks.into_iter().chain(Key::plot(inputs.state, inputs.shown.totals.counted)) {
                show_key(ui, &key, sprites);
            }
        });
    });
}

fn hues(ui: &mut Ui, inputs: &Inputs<'_>, state: &UiState) {
    let response = ui.label(widgets::weak(inputs.state.colors.label(), ui));
    if inputs.state.colors.is_multivalued() {
        response.on_hover_text("Where a record names several, the first counts, so that no stack exceeds its total");
    }
    let Some(sprites) = state.timeline.sprites() else { return };
    for key in Key::hues(&state.scene, inputs.loaded.groups(inputs.state.colors)) {
        show_key(ui, &key, sprites);
    }
}

fn show_key(ui: &mut Ui, key: &Key, sprites: &Sprites) {
    if let Key::Note(words) = key {
        ui.label(widgets::weak(*words, ui));
        return;
    }
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.text);
    let galley = ui.painter().layout_no_wrap(key.label().to_owned(), theme::small(), color);
    let (rect, response) = ui.allocate_exact_size(vec2(18.0 + galley.size().x + 6.0, 18.0), Sense::hover());
    paint(ui.painter(), Rect::from_min_size(rect.min, vec2(16.0, 18.0)), key, sprites);
    ui.painter().galley(rect.left_center() + vec2(18.0, -galley.size().y / 2.0), galley, color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Legend: {}", key.label())));
    if !key.definition().is_empty() {
        response.on_hover_text(key.definition());
    }
}

fn paint(painter: &Painter, rect: Rect, key: &Key, sprites: &Sprites) {
    let palette = theme::palette(painter.ctx());
    let color = theme::color(palette.text);
    let center = rect.center();
    match key {
        Key::Hue { hue, .. } => {
            let square = Rect::from_center_size(center, vec2(11.0, 11.0));
            painter.rect_filled(square, 2.0, theme::color(palette.hue(*hue)));
        }
        Key::Kind(kind) => sprite(painter, sprites, rect, *kind, false),
        Key::Several => {
            sprite(painter, sprites, rect, Kind::Attack, true);
            painter.text(center, egui::Align2::CENTER_CENTER, "n", egui::FontId::proportional(9.0), color);
        }
        Key::Hollow => sprite(painter, sprites, rect, Kind::Attack, true),
        Key::Disputed => {
            painter.circle_filled(center, 3.5, color);
            painter.extend(super::timeline::dashed_ring(center, 6.0, color));
        }
        Key::Tie(how) => {
            let ends = (rect.left_center() + vec2(0.0, 4.0), rect.left_center() + vec2(15.0, 4.0));
            painter.extend(super::timeline::link_line(ends.0, ends.1, false, *how, color));
        }
        Key::WentOn => {
            let bar = Rect::from_center_size(center, vec2(15.0, 7.0));
            painter.rect_filled(bar, 1.0, color.gamma_multiply(0.5));
        }
        Key::DayBetween => {
            let bar = Rect::from_center_size(center, vec2(15.0, 8.0));
            painter.rect_stroke(bar, 1.0, Stroke::new(1.0, color), StrokeKind::Inside);
        }
        Key::Density => density(painter, rect, color),
        Key::Area => {
            painter.circle_filled(center - vec2(5.5, 0.0), 2.0, color);
            painter.circle_filled(center + vec2(2.0, 0.0), 4.5, color);
        }
        Key::LowToHigh => {
            let stroke = Stroke::new(1.3, color);
            painter.vline(center.x, rect.top() + 3.0..=rect.bottom() - 3.0, stroke);
            for y in [rect.top() + 3.0, rect.bottom() - 3.0] {
                painter.hline(center.x - 3.0..=center.x + 3.0, y, stroke);
            }
        }
        Key::KilledInjured => {
            painter.rect_filled(Rect::from_min_size(rect.min + vec2(3.0, 4.0), vec2(4.0, 10.0)), 0.0, color);
            let pale = Rect::from_min_size(rect.min + vec2(8.0, 4.0), vec2(4.0, 10.0));
            painter.rect_filled(pale, 0.0, color.gamma_multiply(0.5));
        }
        Key::Note(_) => {}
    }
}

fn density(painter: &Painter, rect: Rect, color: Color32) {
    for (k, height) in [5.0, 10.0, 7.0].into_iter().enumerate() {
        let x = rect.left() + 3.0 + k as f32 * 4.0;
        let bottom = rect.bottom() - 3.0;
        painter.rect_filled(Rect::from_min_max(pos2(x, bottom - height), pos2(x + 3.0, bottom)), 0.0, color);
    }
}

fn sprite(painter: &Painter, sprites: &Sprites, rect: Rect, kind: Kind, is_hollow: bool) {
    let color = theme::color(theme::palette(painter.ctx()).text);
    let mut mesh = sprites.mesh();
    let sprite = Sprite { center: rect.center(), radius: 5.0, kind, is_hollow, color };
    sprites.add(&mut mesh, sprite, painter.ctx().pixels_per_point());
    painter.add(mesh);
}
