//! One texture: its texels, how it is updated, and how it is read between its texels.

use std::sync::Arc;

use egui::{Color32, ColorImage, ImageData, TextureFilter, TextureOptions, TextureWrapMode, epaint::ImageDelta};

/// A color in 0–255 per channel, premultiplied: red, green, blue, alpha.
pub(super) type Rgba = [f32; 4];

/// Graphics cards keep this many steps between two texels. Rounding to them makes a glyph that lies exactly on
/// the pixels come out exactly as it is in the atlas.
const STEPS_BETWEEN_TEXELS: f32 = 256.0;
/// Places farther out than any texture is large are taken for this one.
const FARTHEST_TEXEL: f32 = (1 << 24) as f32;

/// Texels with their size and filter. An empty texture reads as transparent.
pub(super) struct Texture {
    image: Arc<ColorImage>,
    options: TextureOptions,
}

impl Texture {
    pub(super) fn new(whole: &ImageDelta) -> Self {
        let ImageData::Color(image) = &whole.image;
        Self { image: Arc::clone(image), options: whole.options }
    }

    /// Width and height in texels.
    pub(super) fn size(&self) -> [usize; 2] {
        self.image.size
    }

    /// Overwrites the texels from `at` (column, row) on; what would lie outside is left out.
    pub(super) fn replace_part(&mut self, at: [usize; 2], part: &ImageDelta) {
        let ImageData::Color(new) = &part.image;
        self.options = part.options;
        let [left, top] = at;
        let image = Arc::make_mut(&mut self.image);
        let width = image.width();
        let n_columns = new.width().min(width.saturating_sub(left));
        if n_columns == 0 {
            return;
        }
        let rows = image.pixels.chunks_exact_mut(width).skip(top);
        for (row, new_row) in rows.zip(new.pixels.chunks_exact(new.width())) {
            if let (Some(to), Some(from)) = (row.get_mut(left..left + n_columns), new_row.get(..n_columns)) {
                to.copy_from_slice(from);
            }
        }
    }

    /// Which filter holds where one pixel covers `texels_per_pixel` texels along its longer side.
    pub(super) fn filter(&self, texels_per_pixel: f32) -> TextureFilter {
        if texels_per_pixel > 1.0 { self.options.minification } else { self.options.magnification }
    }

    /// The color at `at`, in texels from the upper left corner (0.5 is the middle of the first texel).
    pub(super) fn sample(&self, at: [f32; 2], filter: TextureFilter) -> Rgba {
        let [u, v] = at;
        match filter {
            TextureFilter::Nearest => self.texel(u.floor() as i64, v.floor() as i64),
            TextureFilter::Linear => self.blend_of_four(u - 0.5, v - 0.5),
        }
    }

    fn blend_of_four(&self, u: f32, v: f32) -> Rgba {
        let (column, right_share) = split(u);
        let (row, lower_share) = split(v);
        if right_share == 0.0 && lower_share == 0.0 {
            return self.texel(column, row);
        }
        let upper = mix(self.texel(column, row), self.texel(column + 1, row), right_share);
        let lower = mix(self.texel(column, row + 1), self.texel(column + 1, row + 1), right_share);
        mix(upper, lower, lower_share)
    }

    fn texel(&self, column: i64, row: i64) -> Rgba {
        let [width, height] = self.image.size;
        let wrap = self.options.wrap_mode;
        let index = inside(row, height, wrap) * width + inside(column, width, wrap);
        let color = self.image.pixels.get(index).copied().unwrap_or(Color32::TRANSPARENT);
        color.to_array().map(f32::from)
    }
}

/// Whole texel and the share of the next one, in steps as a graphics card has them.
fn split(at: f32) -> (i64, f32) {
    let at = at.clamp(-FARTHEST_TEXEL, FARTHEST_TEXEL);
    let rounded = (at * STEPS_BETWEEN_TEXELS).round() / STEPS_BETWEEN_TEXELS;
    let whole = rounded.floor();
    (whole as i64, rounded - whole)
}

fn mix(from: Rgba, to: Rgba, share: f32) -> Rgba {
    let [r, g, b, a] = from;
    let [to_r, to_g, to_b, to_a] = to;
    [r + (to_r - r) * share, g + (to_g - g) * share, b + (to_b - b) * share, a + (to_a - a) * share]
}

/// Brings a texel number into `0..n`, as the wrap mode says. `n` of 0 gives 0.
fn inside(at: i64, n: usize, wrap: TextureWrapMode) -> usize {
    let last = (n as i64 - 1).max(0);
    let n = last + 1;
    let inside = match wrap {
        TextureWrapMode::ClampToEdge => at.clamp(0, last),
        TextureWrapMode::Repeat => at.rem_euclid(n),
        TextureWrapMode::MirroredRepeat => {
            let at = at.rem_euclid(2 * n);
            if at < n { at } else { 2 * n - 1 - at }
        }
    };
    inside as usize
}
