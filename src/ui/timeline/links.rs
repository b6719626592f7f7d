//! Ties of the selected incident drawn between marks: follow-ups, one wave, one cell.

use super::lanes::Canvas;
use crate::model::Relation;
use crate::query::Row;
use crate::ui::{Inputs, theme};
use crate::view::{Link, Mark, Scene};
use egui::{Color32, Pos2, Shape, Stroke, epaint::CubicBezierShape, pos2, vec2};

/// How far a line bends away from its ends at most, in points.
const MAX_BEND_PT: f32 = 46.0;

/// The ties to be drawn: those of the incident that alone is selected.
fn wanted(inputs: &Inputs<'_>) -> Vec<Link> {
    match inputs.shown.selection.as_slice() {
        [row] => inputs.loaded.links().around(*row),
        _ => Vec::new(),
    }
}

impl Canvas<'_> {
    /// A line for each tie: solid within a wave, dashed within a cell, dotted otherwise. An end that is not on screen
    /// leads out at the side where it lies. `drawn` gets the ties that are on screen.
    pub(super) fn links(&self, inputs: &Inputs<'_>, scene: &Scene, drawn: &mut Vec<Link>) {
        let painter = self.painter.with_clip_rect(self.area);
        drawn.clear();
        for link in wanted(inputs).into_iter().filter(|link| link.from != link.to) {
            let (Some(from), Some(to)) = (self.end(link.from, inputs, scene), self.end(link.to, inputs, scene)) else {
                continue;
            };
            if !self.area.x_range().contains(from.x) && !self.area.x_range().contains(to.x) {
                continue;
            }
            drawn.push(link);
            let color = theme::faded(self.palette.strong, 0.7);
            // Upwards, unless the lanes end there.
            let is_below = from.y.min(to.y) - MAX_BEND_PT < self.area.top();
            painter.extend(line(from, to, is_below, link.how, color));
        }
    }

    /// The mark that an incident is in; at the edge of the lanes if it lies beyond; nothing if the filter hides it.
    fn end(&self, row: Row, inputs: &Inputs<'_>, scene: &Scene) -> Option<Pos2> {
        let at = |mark: &Mark| pos2(self.area.left() + mark.x, self.top + mark.y);
        if let Some(mark) = scene.marks.iter().find(|mark| scene.members_of(mark).contains(&row)) {
            return Some(at(mark));
        }
        if !inputs.shown.filtered.mask.contains(row) {
            return None;
        }
        let view = inputs.loaded.viewport(inputs.state);
        let (earliest, latest) = inputs.loaded.columns.days(row);
        let y = self.area.center().y;
        if f64::from(latest) < view.start {
            Some(pos2(self.area.left() - 4.0, y))
        } else {
            (f64::from(earliest) > view.end).then(|| pos2(self.area.right() + 4.0, y))
        }
    }
}

/// A tie from one place to another, as its kind is drawn.
pub(crate) fn line(from: Pos2, to: Pos2, is_below: bool, how: Relation, color: Color32) -> Vec<Shape> {
    let bend = ((from.x - to.x).abs() * 0.18).clamp(10.0, MAX_BEND_PT);
    let bend = vec2(0.0, if is_below { bend } else { -bend });
    let points = [from, from + bend, to + bend, to];
    let stroke = Stroke::new(1.3, color);
    let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
    match how {
        Relation::SameWave => vec![curve.into()],
        Relation::SameCell => Shape::dashed_line(&curve.flatten(Some(0.3)), stroke, 6.0, 4.0),
        Relation::FollowUp | Relation::Related => Shape::dotted_line(&curve.flatten(Some(0.3)), color, 4.0, 1.0),
    }
}
