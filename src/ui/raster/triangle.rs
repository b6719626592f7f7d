//! Finds the pixels of one triangle; `ink` colors them.
//!
//! Corners lie on a grid of 1/256 pixel, and a pixel belongs to the triangle that holds its center. All of that
//! is whole-number arithmetic, so two triangles with a common edge leave no gap and paint no pixel twice.
//!
//! ```text
//!   a ●───────● b      in clockwise order, y downward: inside is right of each edge.
//!      ╲ + +  │        A center exactly on an edge belongs to the triangle whose
//!        ╲ +  │        top or left edge it is (the top-left rule).
//!          ╲  │
//!            ╲● c
//! ```

use std::ops::Range;

use egui::{Color32, Rect, epaint::Vertex};

use super::{
    ink::{Ink, Slope},
    texture::{Rgba, Texture},
};

/// Steps of the corner grid in one pixel: what graphics cards have at least.
const GRID: i64 = 256;
/// Farther corners are moved to this distance; products of two edges then still fit in 64 bits.
const FARTHEST_PX: f32 = (1 << 20) as f32;

/// The pixels that may be painted: columns and rows, ends excluded.
#[derive(Clone, Copy)]
pub(super) struct Clip {
    min: [i64; 2],
    max: [i64; 2],
}

impl Clip {
    /// `rect` in points, rounded to whole pixels and cut at a picture of `size` pixels, as `egui_glow` does it.
    pub(super) fn new(rect: Rect, pixels_per_point: f32, size: [usize; 2]) -> Self {
        let [width, height] = size.map(|side| side as i64);
        let px = |pt: f32| (pt * pixels_per_point).round() as i64;
        let left = px(rect.min.x).clamp(0, width);
        let top = px(rect.min.y).clamp(0, height);
        Self { min: [left, top], max: [px(rect.max.x).clamp(left, width), px(rect.max.y).clamp(top, height)] }
    }

    pub(super) fn is_empty(self) -> bool {
        let ([left, top], [right, bottom]) = (self.min, self.max);
        left >= right || top >= bottom
    }
}

/// A vertex, ready to paint: place in grid steps, color in 0–255, place in the texture in texels.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    x: i64,
    y: i64,
    pub(super) color: Rgba,
    pub(super) texel: [f32; 2],
}

impl Corner {
    /// `None` if the vertex has no finite place.
    pub(super) fn new(vertex: &Vertex, pixels_per_point: f32, texture_size: [usize; 2]) -> Option<Self> {
        let grid = |pt: f32| {
            let px = pt * pixels_per_point;
            px.is_finite().then(|| (px.clamp(-FARTHEST_PX, FARTHEST_PX) * GRID as f32).round() as i64)
        };
        let [width, height] = texture_size;
        Some(Self {
            x: grid(vertex.pos.x)?,
            y: grid(vertex.pos.y)?,
            color: vertex.color.to_array().map(f32::from),
            texel: [vertex.uv.x * width as f32, vertex.uv.y * height as f32],
        })
    }
}

/// The picture while it is painted: rows of premultiplied pixels from the top.
pub(super) struct Canvas {
    width: usize,
    pixels: Vec<Color32>,
}

impl Canvas {
    pub(super) fn new([width, height]: [usize; 2], clear: Color32) -> Self {
        Self { width, pixels: vec![clear; width.saturating_mul(height)] }
    }

    pub(super) fn into_pixels(self) -> Vec<Color32> {
        self.pixels
    }

    /// Blends one triangle over what is there. Either order of the corners will do, as egui makes both.
    pub(super) fn paint_triangle(&mut self, clip: Clip, texture: &Texture, corners: [Corner; 3]) {
        let Some(shape) = Shape::new(corners) else { return };
        let ink = Ink::new(&shape, texture);
        for row in shape.rows(clip) {
            let columns = shape.columns(row, clip);
            let start = row as usize * self.width;
            let span = start + columns.start as usize..start + columns.end as usize;
            if let Some(pixels) = self.pixels.get_mut(span) {
                ink.paint(pixels, &shape, [columns.start, row]);
            }
        }
    }
}

/// One edge: not negative where a pixel's center is inside.
#[derive(Clone, Copy)]
struct Edge {
    /// Change for one pixel to the right, for one pixel down, and the value at pixel (0, 0).
    right: i64,
    down: i64,
    origin: i64,
    /// Taken off where the edge itself does not belong to the triangle.
    bias: i64,
}

impl Edge {
    fn new(from: Corner, to: Corner) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let is_top_left = dy < 0 || (dy == 0 && dx > 0);
        Self {
            right: -dy * GRID,
            down: dx * GRID,
            origin: dx * (GRID / 2 - from.y) - dy * (GRID / 2 - from.x),
            bias: i64::from(!is_top_left),
        }
    }

    /// Twice the area, in grid steps, between the edge and the center of a pixel.
    fn at(self, [column, row]: [i64; 2]) -> i64 {
        self.origin + self.right * column + self.down * row
    }

    /// The part of `columns` on the inner side, in one row.
    fn cut(self, columns: Range<i64>, row: i64) -> Range<i64> {
        let at_0 = self.at([0, row]) - self.bias;
        match self.right {
            0 if at_0 < 0 => columns.start..columns.start,
            0 => columns,
            // `right * column + at_0 >= 0`, solved for the column.
            right if right > 0 => columns.start.max(-at_0.div_euclid(right))..columns.end,
            right => columns.start..columns.end.min(at_0.div_euclid(-right) + 1),
        }
    }
}

/// A triangle with an area: corners in clockwise order and the edges opposite to them.
pub(super) struct Shape {
    pub(super) corners: [Corner; 3],
    edges: [Edge; 3],
    /// Twice the area in grid steps; greater than 0.
    area: i64,
}

impl Shape {
    fn new([a, b, c]: [Corner; 3]) -> Option<Self> {
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        let (b, c) = if area < 0 { (c, b) } else { (b, c) };
        let edges = [Edge::new(b, c), Edge::new(c, a), Edge::new(a, b)];
        (area != 0).then_some(Self { corners: [a, b, c], edges, area: area.abs() })
    }

    fn rows(&self, clip: Clip) -> Range<i64> {
        let ([_, top], [_, bottom]) = (clip.min, clip.max);
        let [a, b, c] = self.corners.map(|corner| corner.y.div_euclid(GRID));
        top.max(a.min(b).min(c))..bottom.min(a.max(b).max(c) + 1)
    }

    /// The columns whose centers are inside, in one row; start is never past the end.
    fn columns(&self, row: i64, clip: Clip) -> Range<i64> {
        let ([left, _], [right, _]) = (clip.min, clip.max);
        let columns = self.edges.iter().fold(left..right, |columns, edge| edge.cut(columns, row));
        columns.start..columns.end.max(columns.start)
    }

    /// A value given at the corners, as it runs over the pixels.
    pub(super) fn slope<const N: usize>(&self, of: impl Fn(&Corner) -> [f32; N]) -> Slope<N> {
        let [_, edge_b, edge_c] = self.edges;
        let by = [edge_b, edge_c].map(|edge| (edge.right as f64 / self.area as f64) as f32);
        Slope::new(self.corners.each_ref().map(of), by)
    }

    /// The shares of the second and the third corner in the middle of a pixel.
    pub(super) fn shares(&self, pixel: [i64; 2]) -> [f32; 2] {
        let [_, edge_b, edge_c] = self.edges;
        [edge_b, edge_c].map(|edge| (edge.at(pixel) as f64 / self.area as f64) as f32)
    }

    /// How many texels one step to the next pixel spans, at most.
    pub(super) fn texels_per_pixel(&self) -> f32 {
        let slope = self.slope(|corner| corner.texel);
        let [_, edge_b, edge_c] = self.edges;
        let by = [edge_b, edge_c].map(|edge| (edge.down as f64 / self.area as f64) as f32);
        let down = slope.sum(by);
        let length = |[u, v]: [f32; 2]| (u * u + v * v).sqrt();
        length(slope.right()).max(length(down))
    }
}
