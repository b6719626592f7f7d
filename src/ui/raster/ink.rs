//! Colors a row of pixels of one triangle: vertex color times texture, blended over what is there.

use egui::{Color32, TextureFilter};

use super::{
    texture::{Rgba, Texture},
    triangle::Shape,
};

/// A value that changes evenly over the triangle.
pub(super) struct Slope<const N: usize> {
    base: [f32; N],
    to_b: [f32; N],
    to_c: [f32; N],
    /// Change for one pixel to the right.
    right: [f32; N],
}

impl<const N: usize> Slope<N> {
    /// From the values at the corners, and what one pixel to the right adds to the shares of the last two corners.
    pub(super) fn new([a, b, c]: [[f32; N]; 3], right: [f32; 2]) -> Self {
        let mut slope = Self { base: a, to_b: b, to_c: c, right: [0.0; N] };
        for (base, (to_b, to_c)) in slope.base.iter().zip(slope.to_b.iter_mut().zip(&mut slope.to_c)) {
            *to_b -= base;
            *to_c -= base;
        }
        slope.right = slope.sum(right);
        slope
    }

    pub(super) fn right(&self) -> [f32; N] {
        self.right
    }

    /// What the shares of the second and third corner add to the value at the first.
    pub(super) fn sum(&self, [b, c]: [f32; 2]) -> [f32; N] {
        let mut sum = [0.0; N];
        for (sum, (to_b, to_c)) in sum.iter_mut().zip(self.to_b.iter().zip(&self.to_c)) {
            *sum = to_b * b + to_c * c;
        }
        sum
    }

    /// The value in each pixel of a row, from `first` on.
    fn along(&self, shape: &Shape, first: [i64; 2]) -> impl Iterator<Item = [f32; N]> {
        let offset = self.sum(shape.shares(first));
        (0_u32..).map(move |step| {
            let mut value = self.base;
            for ((value, offset), right) in value.iter_mut().zip(&offset).zip(&self.right) {
                *value += offset + right * step as f32;
            }
            value
        })
    }
}

/// What a triangle is painted with; the first kinds are the last one, faster.
pub(super) enum Ink<'a> {
    Even(Rgba),
    Shaded { color: Slope<4>, texel: Rgba },
    Textured { color: Rgba, texel: Slope<2>, texture: &'a Texture, filter: TextureFilter },
    Both { color: Slope<4>, texel: Slope<2>, texture: &'a Texture, filter: TextureFilter },
}

impl<'a> Ink<'a> {
    pub(super) fn new(shape: &Shape, texture: &'a Texture) -> Self {
        let [a, b, c] = &shape.corners;
        let is_one_texel = a.texel == b.texel && b.texel == c.texel;
        let is_one_color = a.color == b.color && b.color == c.color;
        if is_one_texel {
            let texel = texture.sample(a.texel, texture.filter(0.0));
            return if is_one_color {
                Self::Even(multiply(a.color, texel))
            } else {
                Self::Shaded { color: shape.slope(|corner| corner.color), texel }
            };
        }
        let filter = texture.filter(shape.texels_per_pixel());
        let texel = shape.slope(|corner| corner.texel);
        if is_one_color {
            Self::Textured { color: a.color, texel, texture, filter }
        } else {
            Self::Both { color: shape.slope(|corner| corner.color), texel, texture, filter }
        }
    }

    /// Blends over a row of pixels, the first of which is `first`.
    pub(super) fn paint(&self, pixels: &mut [Color32], shape: &Shape, first: [i64; 2]) {
        match self {
            Self::Even(color) => fill(pixels, *color),
            Self::Shaded { color, texel } => {
                for (pixel, color) in pixels.iter_mut().zip(color.along(shape, first)) {
                    *pixel = over(*pixel, multiply(color, *texel));
                }
            }
            Self::Textured { color, texel, texture, filter } => {
                for (pixel, at) in pixels.iter_mut().zip(texel.along(shape, first)) {
                    *pixel = over(*pixel, multiply(*color, texture.sample(at, *filter)));
                }
            }
            Self::Both { color, texel, texture, filter } => {
                let inks = color.along(shape, first).zip(texel.along(shape, first));
                for (pixel, (color, at)) in pixels.iter_mut().zip(inks) {
                    *pixel = over(*pixel, multiply(color, texture.sample(at, *filter)));
                }
            }
        }
    }
}

fn fill(pixels: &mut [Color32], color: Rgba) {
    let [_, _, _, alpha] = color;
    if alpha == 255.0 {
        pixels.fill(over(Color32::TRANSPARENT, color));
    } else {
        for pixel in pixels {
            *pixel = over(*pixel, color);
        }
    }
}

fn multiply([r, g, b, a]: Rgba, [by_r, by_g, by_b, by_a]: Rgba) -> Rgba {
    [r * by_r / 255.0, g * by_g / 255.0, b * by_b / 255.0, a * by_a / 255.0]
}

/// `source + pixel * (1 - alpha of source)`, rounded to the nearest of 255 steps.
fn over(pixel: Color32, source: Rgba) -> Color32 {
    let [r, g, b, a] = source;
    if source == [0.0; 4] {
        return pixel;
    }
    let keep = 1.0 - a / 255.0;
    let blend = |old: u8, new: f32| (new + f32::from(old) * keep + 0.5) as u8;
    let [old_r, old_g, old_b, old_a] = pixel.to_array();
    Color32::from_rgba_premultiplied(blend(old_r, r), blend(old_g, g), blend(old_b, b), blend(old_a, a))
}
