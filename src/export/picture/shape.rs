//! The shapes of marks as paths: shape tells the kind, so that color is never alone. The same as on screen.

use super::xml::num;
use crate::model::Kind;
use std::f32::consts::{FRAC_PI_2, TAU};
use std::fmt::Write as _;

/// The outline of a kind's shape around a place, as the data of a path; none for a circle.
pub(super) fn outline(kind: Kind, x: f32, y: f32, radius: f32) -> Option<String> {
    let quarter = FRAC_PI_2;
    let corners = match kind {
        Kind::Attack => return None,
        Kind::CounterOperation => polygon(4, 0.0, 0.84),
        Kind::Arrest => polygon(3, quarter, 0.66),
        Kind::FoiledPlot => polygon(4, quarter / 2.0, 0.76),
        Kind::Warning => polygon(3, -quarter, 0.66),
        Kind::Statement => polygon(6, 0.0, 0.88),
        Kind::Milestone => star(),
    };
    let mut path = String::new();
    for (i, (dx, dy)) in corners.into_iter().enumerate() {
        let _ = write!(path, "{}{} {}", if i == 0 { 'M' } else { 'L' }, num(x + dx * radius), num(y + dy * radius));
    }
    path.push('Z');
    Some(path)
}

/// Width of the line of a hollow mark.
pub(super) fn line_width(radius: f32) -> f32 {
    (radius * 0.34).max(1.3)
}

/// How much smaller the middle of that line runs, so that it lies within the shape.
pub(super) fn line_radius(kind: Kind, radius: f32) -> f32 {
    let apothem = match kind {
        Kind::Attack => 1.0,
        Kind::CounterOperation => 0.84,
        Kind::Arrest | Kind::Warning => 0.66,
        Kind::FoiledPlot => 0.76,
        Kind::Statement => 0.88,
        Kind::Milestone => 0.55,
    };
    (radius - line_width(radius) / 2.0 / apothem).max(radius * 0.3)
}

/// Corners of a polygon of `n` sides, the first of which faces `turn`, at the distance `apothem`.
fn polygon(n: u8, turn: f32, apothem: f32) -> Vec<(f32, f32)> {
    let half = TAU / f32::from(n) / 2.0;
    let corner = |k: u8| {
        let angle = turn + half * f32::from(2 * k + 1);
        let away = apothem / half.cos();
        (away * angle.cos(), away * angle.sin())
    };
    (0..n).map(corner).collect()
}

/// Five tips, and the notches between them.
fn star() -> Vec<(f32, f32)> {
    let corner = |k: u8| {
        let angle = f32::from(k) * TAU / 10.0;
        let away = if k.is_multiple_of(2) { 1.08 } else { 0.508 };
        (away * angle.sin(), -away * angle.cos())
    };
    (0..10).map(corner).collect()
}
