//! Paints egui's triangles into a picture on the processor: same input, same bytes, on every machine.
//!
//! It does what `egui_glow` asks of a graphics card: colors are blended in gamma space, premultiplied, and
//! everything is cut at the clip rectangle of its primitive. It has no window, no clock and no threads.
//!
//! # Shortcomings
//! - Paint callbacks are skipped: they speak to a graphics card that is not there.
//! - Mipmaps are not made; a texture that is drawn far smaller than it is may shimmer.
//! - eframe dithers by default, this does not: a soft shadow may differ from the window's by one step of 255.
//! - Corners more than about a million pixels off the picture are moved to that distance.

mod ink;
mod picture;
mod png;
mod texture;
mod triangle;

use std::collections::BTreeMap;

use egui::{ClippedPrimitive, Color32, ColorImage, TextureId, TexturesDelta, epaint::Primitive};

pub use self::{
    picture::{Settled, picture, settle},
    png::{RasterError, png},
};
use self::{
    texture::Texture,
    triangle::{Canvas, Clip, Corner},
};

/// The textures of one [`egui::Context`], and the painter that reads them.
#[derive(Default)]
pub struct Raster {
    textures: BTreeMap<TextureId, Texture>,
    /// Freed by the last delta, which may belong to a frame that still shows them.
    condemned: Vec<TextureId>,
}

impl Raster {
    /// A painter without any texture; give it every delta of its context, the first one included.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over new and changed textures.
    ///
    /// Textures that the delta frees stay until the next call, since its own frame may still show them.
    pub fn update_textures(&mut self, delta: &TexturesDelta) {
        for id in std::mem::take(&mut self.condemned) {
            self.textures.remove(&id);
        }
        for (id, changes) in &delta.set {
            for change in changes {
                match change.pos {
                    None => {
                        self.textures.insert(*id, Texture::new(change));
                    }
                    Some(at) => {
                        if let Some(texture) = self.textures.get_mut(id) {
                            texture.replace_part(at, change);
                        }
                    }
                }
            }
        }
        self.condemned.extend(delta.free.iter().copied());
    }

    /// Paints `primitives` over `clear` into a picture of `size_px` (width, height).
    ///
    /// `primitives` are in points, as [`egui::Context::tessellate`] returns them for the same `pixels_per_point`.
    /// A mesh whose texture was never given is left out. The result is premultiplied, and opaque if `clear` is.
    #[must_use]
    pub fn paint(
        &self,
        size_px: [u32; 2],
        pixels_per_point: f32,
        clear: Color32,
        primitives: &[ClippedPrimitive],
    ) -> ColorImage {
        let size = size_px.map(|side| side as usize);
        let mut canvas = Canvas::new(size, clear);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let clip = Clip::new(*clip_rect, pixels_per_point, size);
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            if !clip.is_empty() {
                paint_mesh(&mut canvas, clip, texture, mesh, pixels_per_point);
            }
        }
        ColorImage::new(size, canvas.into_pixels())
    }
}

fn paint_mesh(canvas: &mut Canvas, clip: Clip, texture: &Texture, mesh: &egui::Mesh, pixels_per_point: f32) {
    let corners: Vec<_> =
        mesh.vertices.iter().map(|vertex| Corner::new(vertex, pixels_per_point, texture.size())).collect();
    let corner = |index: &u32| corners.get(*index as usize).copied().flatten();
    for triple in mesh.indices.chunks_exact(3) {
        if let [a, b, c] = triple
            && let (Some(a), Some(b), Some(c)) = (corner(a), corner(b), corner(c))
        {
            canvas.paint_triangle(clip, texture, [a, b, c]);
        }
    }
}
