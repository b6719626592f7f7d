//! The marks of the dot plot, one shape for each way to give a figure.
//!
//! ```text
//! ●  exactly     ↑ at least     ↓ up to
//! ◍  about (a tilde in a ring)  ▮ between  ○ the group's own figure, never counted
//! ```

use crate::model::Figure;
use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

/// Radius of a dot, in points.
pub(super) const RADIUS_PT: f32 = 3.5;
const ARROW_PT: f32 = 13.0;

/// How a mark is painted.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Its color.
    pub(super) color: Color32,
    /// What lies behind it.
    pub(super) ground: Color32,
    /// Whether it is the group's own figure.
    pub(super) is_claimed: bool,
    /// Where the ends of a range lie above and below the mark, in points of the y axis.
    pub(super) ends: Option<(f32, f32)>,
}

/// Paints the mark of a figure. Words have none.
pub(super) fn paint(painter: &Painter, at: Pos2, figure: &Figure, look: Look) {
    let stroke = Stroke::new(1.5, look.color);
    match figure {
        Figure::Words(_) => {}
        Figure::Exactly(_) => dot(painter, at, look),
        Figure::AtLeast(_) => {
            arrow(painter, at, -1.0, stroke);
            dot(painter, at, look);
        }
        Figure::AtMost(_) => {
            arrow(painter, at, 1.0, stroke);
            dot(painter, at, look);
        }
        Figure::About(_) => {
            painter.circle(at, RADIUS_PT + 1.5, look.ground, stroke);
            tilde(painter, at, stroke);
        }
        Figure::Between(..) => bar(painter, at, look),
    }
}

fn dot(painter: &Painter, at: Pos2, look: Look) {
    if look.is_claimed {
        painter.circle(at, RADIUS_PT, look.ground, Stroke::new(1.5, look.color));
    } else {
        // The rim keeps neighbors apart.
        painter.circle(at, RADIUS_PT + 0.5, look.color, Stroke::new(1.0, look.ground));
    }
}

/// An arrow from the mark; `way` is −1 for up and 1 for down.
fn arrow(painter: &Painter, at: Pos2, way: f32, stroke: Stroke) {
    let tip = at + vec2(0.0, way * ARROW_PT);
    painter.line_segment([at, tip], stroke);
    for side in [-1.0, 1.0] {
        painter.line_segment([tip, tip + vec2(side * 3.0, -way * 3.5)], stroke);
    }
}

fn tilde(painter: &Painter, at: Pos2, stroke: Stroke) {
    let wave = (0..=8).map(|i| {
        let t = i as f32 / 8.0;
        at + vec2((t - 0.5) * 5.0, -(t * std::f32::consts::TAU).sin() * 1.2)
    });
    painter.add(Shape::line(wave.collect(), Stroke::new(1.2, stroke.color)));
}

fn bar(painter: &Painter, at: Pos2, look: Look) {
    let (top, bottom) = look.ends.unwrap_or((at.y - 5.0, at.y + 5.0));
    let rect = egui::Rect::from_x_y_ranges(at.x - 2.5..=at.x + 2.5, top.min(at.y - 2.0)..=bottom.max(at.y + 2.0));
    let fill = if look.is_claimed { look.ground } else { look.color };
    painter.rect(rect, 2.0, fill, Stroke::new(1.5, look.color), egui::StrokeKind::Inside);
}

/// The sample of a shape in the key: its words and a figure that has it.
pub(super) fn key(figure: &Figure, is_claimed: bool) -> Option<(&'static str, Figure)> {
    if is_claimed {
        return Some(("the group's own, never counted", Figure::Exactly(0)));
    }
    match figure {
        Figure::Exactly(_) => Some(("exactly", Figure::Exactly(0))),
        Figure::AtLeast(_) => Some(("at least", Figure::AtLeast(0))),
        Figure::AtMost(_) => Some(("up to", Figure::AtMost(0))),
        Figure::About(_) => Some(("about", Figure::About(0))),
        Figure::Between(..) => Some(("between", Figure::Between(0, 0))),
        Figure::Words(_) => None,
    }
}

/// The area that reacts to the pointer.
pub(super) fn hit(at: Pos2) -> egui::Rect {
    egui::Rect::from_center_size(pos2(at.x, at.y), egui::Vec2::splat(14.0))
}
