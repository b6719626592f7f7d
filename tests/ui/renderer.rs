//! Gives kittest our own painter, so that pictures need no graphics card and are the same everywhere.

use daymark::ui::raster::Raster;
use egui_kittest::TestRenderer;

/// `Harness::builder().renderer(Renderer::default())`.
#[derive(Default)]
pub(crate) struct Renderer {
    raster: Raster,
}

impl TestRenderer for Renderer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.raster.update_textures(delta);
        delta.clear();
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let primitives = ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        let size_px = (ctx.content_rect().size() * output.pixels_per_point).round();
        let (width, height) = (size_px.x as u32, size_px.y as u32);
        let [r, g, b, _] = ctx.global_style().visuals.panel_fill.to_array();
        let clear = egui::Color32::from_rgb(r, g, b);
        let picture = self.raster.paint([width, height], output.pixels_per_point, clear, &primitives);
        let bytes = picture.pixels.iter().flat_map(egui::Color32::to_array).collect();
        image::RgbaImage::from_raw(width, height, bytes).ok_or_else(|| "The picture has the wrong size".to_owned())
    }
}

#[test]
fn kittest_paints_with_it() {
    let mut harness = egui_kittest::Harness::builder()
        .with_size([120.0, 40.0])
        .with_pixels_per_point(2.0)
        .with_context_setup(daymark::ui::fonts::install)
        .renderer(Renderer::default())
        .build_ui(|ui| {
            ui.painter().rect_filled(egui::Rect::EVERYTHING, 0.0, egui::Color32::BLACK);
            ui.label(egui::RichText::new("Кerman ۱۴۰۲").color(egui::Color32::WHITE));
        });
    harness.run();
    let image = harness.render().unwrap();
    assert_eq!(image.dimensions(), (240, 80));
    assert!(image.pixels().any(|pixel| pixel.0[0] > 200), "no text was painted");
    assert_eq!(image.get_pixel(239, 79).0, [0, 0, 0, 255]);
}
