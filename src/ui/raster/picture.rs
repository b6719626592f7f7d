//! Runs an interface without a window until it has settled, and paints what it then shows.
//!
//! Time is simulated in fixed steps and animations are off, so the picture depends on nothing but its input.

use std::time::Duration;

use egui::{Color32, ColorImage, Context, RawInput, Rect, Ui, Vec2, ViewportId, epaint::ClippedShape};

use super::Raster;

/// Layout needs a pass to measure and one to place; popups and grids take one more.
const FEWEST_PASSES: u32 = 3;
/// An interface that still changes by then is animated by itself and will not settle.
const MOST_PASSES: u32 = 20;
/// Simulated time from one pass to the next: long enough for delayed repaints to be over.
const STEP_S: f32 = 0.25;
/// Room for the glyphs of a large picture at a large scale.
const MAX_TEXTURE_SIDE_PX: usize = 4096;

/// What an interface shows once it has settled.
pub struct Settled {
    /// What to tessellate and paint.
    pub shapes: Vec<ClippedShape>,
    /// Pixels per point that the shapes were made for, zoom included.
    pub pixels_per_point: f32,
    /// Passes that were run, 3 to 20.
    pub n_passes: u32,
    /// Whether the last pass changed nothing and asked for no other.
    pub is_settled: bool,
}

/// Makes a context, lets `setup` give it fonts and theme, and paints `ui` once its layout has settled.
///
/// `size_pt` is in points, `pixels_per_point` above 0; the picture has their product in whole pixels.
/// The ground is the theme's panel color. If the interface never settles, the 20th pass is painted.
#[must_use]
pub fn picture(
    size_pt: Vec2,
    pixels_per_point: f32,
    setup: impl FnOnce(&Context),
    ui: impl FnMut(&mut Ui),
) -> ColorImage {
    let ctx = Context::default();
    setup(&ctx);
    let mut raster = Raster::new();
    let settled = settle(&ctx, size_pt, pixels_per_point, &mut raster, ui);
    let size_px = [size_pt.x, size_pt.y].map(|side| (side * pixels_per_point).round() as u32);
    let [r, g, b, _] = ctx.global_style().visuals.panel_fill.to_array();
    let primitives = ctx.tessellate(settled.shapes, settled.pixels_per_point);
    raster.paint(size_px, settled.pixels_per_point, Color32::from_rgb(r, g, b), &primitives)
}

/// Runs `ui` in `ctx` until nothing changes anymore, with every texture given to `raster`.
///
/// Turns the animations and the blinking of `ctx` off for good. For callers that look at the shapes, too;
/// others want [`picture`].
pub fn settle(
    ctx: &Context,
    size_pt: Vec2,
    pixels_per_point: f32,
    raster: &mut Raster,
    mut ui: impl FnMut(&mut Ui),
) -> Settled {
    stop_animations(ctx);
    let mut settled = Settled { shapes: Vec::new(), pixels_per_point, n_passes: 0, is_settled: false };
    while settled.n_passes < MOST_PASSES && !(settled.is_settled && settled.n_passes >= FEWEST_PASSES) {
        let mut output = ctx.run_ui(input(size_pt, pixels_per_point, settled.n_passes), &mut ui);
        raster.update_textures(&output.textures_delta);
        output.textures_delta.clear();
        let repaint_delay = output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |v| v.repaint_delay);
        settled = Settled {
            is_settled: repaint_delay > Duration::ZERO && output.shapes == settled.shapes,
            shapes: output.shapes,
            pixels_per_point: output.pixels_per_point,
            n_passes: settled.n_passes + 1,
        };
    }
    settled
}

fn stop_animations(ctx: &Context) {
    ctx.all_styles_mut(|style| {
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.visuals.text_cursor.blink = false;
    });
}

fn input(size_pt: Vec2, pixels_per_point: f32, n_passes: u32) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, size_pt)),
        max_texture_side: Some(MAX_TEXTURE_SIDE_PX),
        time: Some(f64::from(n_passes) * f64::from(STEP_S)),
        predicted_dt: STEP_S,
        ..RawInput::default()
    };
    if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
        viewport.native_pixels_per_point = Some(pixels_per_point);
    }
    input
}
