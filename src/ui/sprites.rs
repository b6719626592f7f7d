//! The shapes of marks, drawn once into a small texture; a mark is then one tinted quad with smooth edges.
//!
//! Shape tells the kind, so that color is never alone: circle for attacks, square for counter-operations, and so on.
//! Each shape is there filled and hollow, in three sizes, so that small marks are not coarsely shrunk.

use crate::model::Kind;
use egui::{Color32, ColorImage, Mesh, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};

/// Cell sizes in pixels, and the radius that a shape has in its cell.
const CELLS: [usize; 3] = [16, 32, 64];
const RADIUS_SHARE: f32 = 0.4;
const N_SHAPES: usize = 7;

/// The texture.
pub(crate) struct Sprites {
    texture: TextureHandle,
    size: Vec2,
}

impl Sprites {
    /// Draws the shapes. Call once.
    pub(crate) fn new(ctx: &egui::Context) -> Self {
        let image = draw();
        let size = vec2(image.width() as f32, image.height() as f32);
        Self { texture: ctx.load_texture("marks", image, TextureOptions::LINEAR), size }
    }

    /// An empty mesh that takes marks.
    pub(crate) fn mesh(&self) -> Mesh {
        Mesh::with_texture(self.texture.id())
    }

    /// Adds a mark of a radius in points.
    pub(crate) fn add(&self, mesh: &mut Mesh, mark: Sprite, pixels_per_point: f32) {
        let wanted = mark.radius * pixels_per_point / RADIUS_SHARE;
        let level = CELLS.iter().position(|cell| *cell as f32 >= wanted).unwrap_or(CELLS.len() - 1);
        let cell = CELLS.get(level).copied().unwrap_or(64) as f32;
        let top: usize = CELLS.iter().take(level).map(|cell| cell * 2).sum();
        let row = top as f32 + if mark.is_hollow { cell } else { 0.0 };
        let at = pos2(shape(mark.kind) as f32 * cell, row);
        let uv = Rect::from_min_size((at.to_vec2() / self.size).to_pos2(), vec2(cell, cell) / self.size);
        let half = mark.radius / (2.0 * RADIUS_SHARE) * 1.0;
        let rect = Rect::from_center_size(mark.center, Vec2::splat(half * 2.0));
        mesh.add_rect_with_uv(rect, uv, mark.color);
    }
}

/// A mark to draw.
#[derive(Clone, Copy)]
pub(crate) struct Sprite {
    /// Where.
    pub(crate) center: Pos2,
    /// In points; the drawn shape has this half width.
    pub(crate) radius: f32,
    /// Which shape.
    pub(crate) kind: Kind,
    /// Whether only its outline is drawn.
    pub(crate) is_hollow: bool,
    /// Its color.
    pub(crate) color: Color32,
}

/// Column of a kind's shape in the texture.
fn shape(kind: Kind) -> usize {
    match kind {
        Kind::Attack => 0,
        Kind::CounterOperation => 1,
        Kind::Arrest => 2,
        Kind::FoiledPlot => 3,
        Kind::Warning => 4,
        Kind::Statement => 5,
        Kind::Milestone => 6,
    }
}

fn draw() -> ColorImage {
    let width = CELLS.iter().max().copied().unwrap_or(1) * N_SHAPES;
    let height: usize = CELLS.iter().map(|cell| cell * 2).sum();
    let mut image = ColorImage::filled([width, height], Color32::TRANSPARENT);
    let mut top = 0;
    for cell in CELLS {
        for is_hollow in [false, true] {
            for shape in 0..N_SHAPES {
                draw_shape(&mut image, [shape * cell, top], cell, shape, is_hollow);
            }
            top += cell;
        }
    }
    image
}

fn draw_shape(image: &mut ColorImage, origin: [usize; 2], cell: usize, shape: usize, is_hollow: bool) {
    let radius = cell as f32 * RADIUS_SHARE;
    let stroke = (radius * 0.34).max(1.3);
    for y in 0..cell {
        for x in 0..cell {
            let at = vec2(x as f32 + 0.5, y as f32 + 0.5) - Vec2::splat(cell as f32 / 2.0);
            let outside = distance(shape, at / radius) * radius;
            let mut alpha = (0.5 - outside).clamp(0.0, 1.0);
            if is_hollow {
                alpha *= (outside + stroke + 0.5).clamp(0.0, 1.0);
            }
            let width = image.width();
            if let Some(pixel) = image.pixels.get_mut((origin[1] + y) * width + origin[0] + x) {
                *pixel = Color32::from_white_alpha((alpha * 255.0).round() as u8);
            }
        }
    }
}

/// Distance to the edge of a shape of radius 1, negative inside. Polygons are cut from half planes.
fn distance(shape: usize, at: Vec2) -> f32 {
    let polygon = |n: usize, turn: f32, apothem: f32| {
        (0..n)
            .map(|k| {
                let angle = turn + k as f32 * std::f32::consts::TAU / n as f32;
                at.dot(vec2(angle.cos(), angle.sin())) - apothem
            })
            .fold(f32::MIN, f32::max)
    };
    let quarter = std::f32::consts::FRAC_PI_2;
    match shape {
        1 => polygon(4, 0.0, 0.84),
        2 => polygon(3, quarter, 0.62) - 0.04,
        3 => polygon(4, quarter / 2.0, 0.76),
        4 => polygon(3, -quarter, 0.62) - 0.04,
        5 => polygon(6, 0.0, 0.88),
        6 => star(at),
        _ => at.length() - 1.0,
    }
}

/// A five-pointed star: the nearest of its ten edges.
fn star(at: Vec2) -> f32 {
    let sector = std::f32::consts::TAU / 5.0;
    let angle = at.x.atan2(-at.y);
    let turned = (angle / sector).round() * sector;
    let (sin, cos) = turned.sin_cos();
    let (x, y) = ((at.x * cos + at.y * sin).abs(), -at.x * sin + at.y * cos);
    let (tip, notch) = (vec2(0.0, -1.08), vec2(0.30, -0.41));
    let edge = notch - tip;
    let normal = vec2(-edge.y, edge.x).normalized();
    (vec2(x, y) - tip).dot(normal) * if normal.x < 0.0 { -1.0 } else { 1.0 }
}
