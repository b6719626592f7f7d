//! Icons as painted shapes: no icon font, no emoji.

use egui::{Color32, Painter, Pos2, Stroke, vec2};

fn stroke(color: Color32) -> Stroke {
    Stroke::new(1.5, color)
}

/// An ×.
pub(crate) fn cross(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    painter.line_segment([center - vec2(size, size), center + vec2(size, size)], stroke(color));
    painter.line_segment([center + vec2(-size, size), center + vec2(size, -size)], stroke(color));
}

/// An arrow to the left.
pub(crate) fn back(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    arrow(painter, center, size, color, -1.0);
}

/// An arrow to the right.
pub(crate) fn forward(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    arrow(painter, center, size, color, 1.0);
}

fn arrow(painter: &Painter, center: Pos2, size: f32, color: Color32, way: f32) {
    let tip = center + vec2(size * way, 0.0);
    painter.line_segment([center - vec2(size * way, 0.0), tip], stroke(color));
    painter.line_segment([tip, tip + vec2(-0.6 * size * way, -0.6 * size)], stroke(color));
    painter.line_segment([tip, tip + vec2(-0.6 * size * way, 0.6 * size)], stroke(color));
}

/// A magnifying glass.
pub(crate) fn search(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    painter.circle_stroke(center - vec2(1.0, 1.0), size * 0.72, stroke(color));
    painter.line_segment([center + vec2(size * 0.3, size * 0.3), center + vec2(size, size)], stroke(color));
}

/// A plus.
pub(crate) fn plus(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    painter.line_segment([center - vec2(size, 0.0), center + vec2(size, 0.0)], stroke(color));
    painter.line_segment([center - vec2(0.0, size), center + vec2(0.0, size)], stroke(color));
}

/// A minus.
pub(crate) fn minus(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    painter.line_segment([center - vec2(size, 0.0), center + vec2(size, 0.0)], stroke(color));
}

/// Two arrows outward: fit all.
pub(crate) fn fit(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    forward(painter, center + vec2(size * 0.55, 0.0), size * 0.5, color);
    back(painter, center - vec2(size * 0.55, 0.0), size * 0.5, color);
    for way in [-1.0, 1.0] {
        let x = center.x + way * (size + 2.0);
        painter.line_segment([Pos2::new(x, center.y - size * 0.8), Pos2::new(x, center.y + size * 0.8)], stroke(color));
    }
}

/// A warning triangle.
pub(crate) fn warning(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    let points =
        vec![center + vec2(0.0, -size), center + vec2(size * 1.1, size * 0.9), center + vec2(-size * 1.1, size * 0.9)];
    painter.add(egui::Shape::closed_line(points, stroke(color)));
    painter.line_segment([center + vec2(0.0, -size * 0.35), center + vec2(0.0, size * 0.3)], stroke(color));
    painter.circle_filled(center + vec2(0.0, size * 0.62), 0.9, color);
}

/// An angle to the left.
pub(crate) fn single_left(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    angle(painter, center, size, color, -1.0);
}

/// An angle to the right.
pub(crate) fn single_right(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    angle(painter, center, size, color, 1.0);
}

/// Two angles to the left.
pub(crate) fn double_left(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    angle(painter, center - vec2(3.0, 0.0), size, color, -1.0);
    angle(painter, center + vec2(3.0, 0.0), size, color, -1.0);
}

/// Two angles to the right.
pub(crate) fn double_right(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    angle(painter, center - vec2(3.0, 0.0), size, color, 1.0);
    angle(painter, center + vec2(3.0, 0.0), size, color, 1.0);
}

fn angle(painter: &Painter, center: Pos2, size: f32, color: Color32, way: f32) {
    let tip = center + vec2(size * 0.4 * way, 0.0);
    for side in [-1.0, 1.0] {
        painter.line_segment([center + vec2(-size * 0.3 * way, size * 0.8 * side), tip], stroke(color));
    }
}

/// A calendar.
pub(crate) fn calendar(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    let rect = egui::Rect::from_center_size(center + vec2(0.0, size * 0.1), vec2(size * 1.9, size * 1.7));
    let thin = Stroke::new(1.2, color);
    painter.rect_stroke(rect, 1.5, thin, egui::StrokeKind::Inside);
    painter.hline(rect.x_range(), rect.top() + size * 0.55, thin);
    for way in [-0.5, 0.5] {
        let x = center.x + way * size;
        painter.vline(x, rect.top() - size * 0.3..=rect.top() + size * 0.2, thin);
    }
}

/// A tick.
pub(crate) fn tick(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    let foot = center + vec2(-size * 0.2, size * 0.7);
    painter.line_segment([center + vec2(-size * 0.9, 0.0), foot], stroke(color));
    painter.line_segment([foot, center + vec2(size * 0.9, -size * 0.8)], stroke(color));
}

/// A circle with an exclamation mark: an error.
pub(crate) fn error(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    painter.circle_stroke(center, size, stroke(color));
    painter.line_segment([center - vec2(0.0, size * 0.5), center + vec2(0.0, size * 0.1)], stroke(color));
    painter.circle_filled(center + vec2(0.0, size * 0.5), 0.9, color);
}
