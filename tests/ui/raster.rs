//! The painter on the processor: which pixels, which colors, and the same ones each time.

use daymark::ui::raster::{Raster, picture, png, settle};
use egui::{
    ClippedPrimitive, Color32, ColorImage, Context, Mesh, Pos2, Rect, TextureId, TextureOptions, TexturesDelta,
    epaint::{ImageData, ImageDelta, Primitive, Vertex},
    pos2, vec2,
};

const TEXTURE: TextureId = TextureId::Managed(0);
const HALF_RED: Color32 = Color32::from_rgba_premultiplied(128, 0, 0, 128);

fn with_texture(image: ColorImage, options: TextureOptions) -> Raster {
    let mut raster = Raster::new();
    update(&mut raster, ImageDelta::full(ImageData::from(image), options));
    raster
}

fn update(raster: &mut Raster, change: ImageDelta) {
    let mut delta = TexturesDelta::default();
    delta.push(TEXTURE, change);
    raster.update_textures(&delta);
    delta.clear();
}

/// A painter whose texture is one white texel.
fn plain() -> Raster {
    with_texture(ColorImage::filled([1, 1], Color32::WHITE), TextureOptions::LINEAR)
}

fn clipped(mesh: Mesh, clip_rect: Rect) -> ClippedPrimitive {
    ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) }
}

fn solid(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::with_texture(TEXTURE);
    mesh.add_colored_rect(rect, color);
    mesh
}

fn triangles(points: &[Pos2], indices: &[u32], color: Color32) -> Mesh {
    let vertices = points.iter().map(|&pos| Vertex { pos, uv: Pos2::ZERO, color }).collect();
    Mesh { vertices, indices: indices.to_vec(), texture_id: TEXTURE }
}

fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
    Rect::from_min_max(pos2(left, top), pos2(right, bottom))
}

/// Paints on black and writes each pixel as a letter: `.` untouched, `#` otherwise.
fn drawn(raster: &Raster, size_px: [u32; 2], pixels_per_point: f32, primitives: &[ClippedPrimitive]) -> String {
    let image = raster.paint(size_px, pixels_per_point, Color32::BLACK, primitives);
    let sign = |pixel: &Color32| if *pixel == Color32::BLACK { '.' } else { '#' };
    let rows: Vec<String> = image.pixels.chunks(image.width()).map(|row| row.iter().map(sign).collect()).collect();
    rows.join("\n")
}

#[test]
fn a_solid_quad_covers_exactly_its_pixels() {
    let quad = clipped(solid(rect(1.0, 1.0, 4.0, 3.0), Color32::RED), Rect::EVERYTHING);
    assert_eq!(drawn(&plain(), [5, 4], 1.0, &[quad]), ".....\n.###.\n.###.\n.....");
    let quad = clipped(solid(rect(0.5, 0.5, 2.0, 1.5), Color32::RED), Rect::EVERYTHING);
    assert_eq!(drawn(&plain(), [5, 4], 2.0, &[quad]), ".....\n.###.\n.###.\n.....");
}

#[test]
fn a_pixel_belongs_to_the_quad_that_holds_its_center() {
    // Centers exactly on the left and upper edge are in, on the right and lower edge out.
    let quad = clipped(solid(rect(0.5, 0.5, 2.5, 2.5), Color32::RED), Rect::EVERYTHING);
    assert_eq!(drawn(&plain(), [4, 4], 1.0, &[quad]), "##..\n##..\n....\n....");
    let quad = clipped(solid(rect(0.6, 0.6, 2.6, 2.6), Color32::RED), Rect::EVERYTHING);
    assert_eq!(drawn(&plain(), [4, 4], 1.0, &[quad]), "....\n.##.\n.##.\n....");
}

#[test]
fn neighbors_leave_no_gap_and_paint_no_pixel_twice() {
    // A fan about a crooked center fills the square; half-transparent, so a pixel painted twice is brighter.
    for step in 0..64 {
        let center = pos2(3.0 + step as f32 * 0.37 % 9.0, 2.0 + step as f32 * 0.61 % 11.0);
        let points = [pos2(0.0, 0.0), pos2(16.0, 0.0), pos2(16.0, 16.0), pos2(0.0, 16.0), center];
        let fan = triangles(&points, &[0, 1, 4, 2, 1, 4, 2, 3, 4, 0, 3, 4], HALF_RED);
        let image = plain().paint([16, 16], 1.0, Color32::BLACK, &[clipped(fan, Rect::EVERYTHING)]);
        let expected = Color32::from_rgb(128, 0, 0);
        assert!(image.pixels.iter().all(|pixel| *pixel == expected), "center {center:?}");
    }
}

#[test]
fn nothing_is_painted_outside_the_clip_rectangle() {
    let everything = solid(rect(-10.0, -10.0, 20.0, 20.0), Color32::RED);
    let clip = |rect| drawn(&plain(), [4, 3], 1.0, &[clipped(everything.clone(), rect)]);
    assert_eq!(clip(rect(1.0, 1.0, 3.0, 2.0)), "....\n.##.\n....");
    assert_eq!(clip(rect(0.6, 0.4, 3.4, 9.0)), ".##.\n.##.\n.##.");
    assert_eq!(clip(rect(3.0, 2.0, 1.0, 0.0)), "....\n....\n....");
    assert_eq!(clip(Rect::NOTHING), "....\n....\n....");
}

#[test]
fn colors_blend_premultiplied_without_gamma() {
    let over = |below, color| {
        let quad = clipped(solid(rect(0.0, 0.0, 1.0, 1.0), color), Rect::EVERYTHING);
        plain().paint([1, 1], 1.0, below, &[quad]).pixels[0]
    };
    assert_eq!(over(Color32::WHITE, HALF_RED), Color32::from_rgb(255, 127, 127));
    assert_eq!(over(Color32::TRANSPARENT, HALF_RED), HALF_RED);
    assert_eq!(over(Color32::from_rgb(10, 20, 30), Color32::TRANSPARENT), Color32::from_rgb(10, 20, 30));
    // Alpha 0 with a color adds light, as egui uses it.
    let glow = Color32::from_rgba_premultiplied(100, 0, 0, 0);
    assert_eq!(over(Color32::from_rgb(200, 20, 30), glow), Color32::from_rgb(255, 20, 30));
}

#[test]
fn colors_run_evenly_from_corner_to_corner() {
    let mut mesh = solid(rect(0.0, 0.0, 255.0, 1.0), Color32::BLACK);
    for vertex in &mut mesh.vertices {
        vertex.color = Color32::from_gray(vertex.pos.x as u8);
    }
    let image = plain().paint([255, 1], 1.0, Color32::RED, &[clipped(mesh, Rect::EVERYTHING)]);
    for (x, pixel) in image.pixels.iter().enumerate() {
        assert!((f32::from(pixel.r()) - (x as f32 + 0.5)).abs() <= 0.51 && pixel.r() == pixel.b(), "{x}: {pixel:?}");
    }
}

/// A 2 × 2 texture: black, red over green, white.
fn four() -> ColorImage {
    ColorImage::new([2, 2], vec![Color32::BLACK, Color32::RED, Color32::GREEN, Color32::WHITE])
}

fn textured(to: Rect) -> ClippedPrimitive {
    let mut mesh = Mesh::with_texture(TEXTURE);
    mesh.add_rect_with_uv(to, rect(0.0, 0.0, 1.0, 1.0), Color32::WHITE);
    clipped(mesh, Rect::EVERYTHING)
}

#[test]
fn a_texture_on_its_own_pixels_is_copied() {
    for options in [TextureOptions::LINEAR, TextureOptions::NEAREST] {
        let image =
            with_texture(four(), options).paint([2, 2], 1.0, Color32::BLUE, &[textured(rect(0.0, 0.0, 2.0, 2.0))]);
        assert_eq!(image.pixels, four().pixels);
    }
}

#[test]
fn filters_differ_between_texels() {
    let row = |options| {
        with_texture(four(), options).paint([4, 1], 1.0, Color32::BLUE, &[textured(rect(0.0, 0.0, 4.0, 4.0))])
    };
    let red = |image: ColorImage| image.pixels.iter().map(Color32::r).collect::<Vec<_>>();
    assert_eq!(red(row(TextureOptions::NEAREST)), [0, 0, 255, 255]);
    assert_eq!(red(row(TextureOptions::LINEAR)), [0, 64, 191, 255]);
}

#[test]
fn a_partial_update_changes_only_its_texels() {
    let mut raster = with_texture(four(), TextureOptions::LINEAR);
    let part = ColorImage::filled([1, 1], Color32::BLUE);
    update(&mut raster, ImageDelta::partial([1, 0], part, TextureOptions::LINEAR));
    let image = raster.paint([2, 2], 1.0, Color32::BLACK, &[textured(rect(0.0, 0.0, 2.0, 2.0))]);
    assert_eq!(image.pixels, [Color32::BLACK, Color32::BLUE, Color32::GREEN, Color32::WHITE]);
    // What lies outside is left out.
    let part = ColorImage::filled([3, 3], Color32::YELLOW);
    update(&mut raster, ImageDelta::partial([1, 1], part, TextureOptions::LINEAR));
    let image = raster.paint([2, 2], 1.0, Color32::BLACK, &[textured(rect(0.0, 0.0, 2.0, 2.0))]);
    assert_eq!(image.pixels, [Color32::BLACK, Color32::BLUE, Color32::GREEN, Color32::YELLOW]);
}

#[test]
fn a_freed_texture_lasts_for_its_own_frame() {
    let mut raster = plain();
    let quad = || [clipped(solid(rect(0.0, 0.0, 1.0, 1.0), Color32::RED), Rect::EVERYTHING)];
    let mut delta = TexturesDelta::default();
    delta.free(TEXTURE);
    raster.update_textures(&delta);
    delta.clear();
    assert_eq!(drawn(&raster, [1, 1], 1.0, &quad()), "#");
    raster.update_textures(&TexturesDelta::default());
    assert_eq!(drawn(&raster, [1, 1], 1.0, &quad()), ".");
}

#[test]
fn wild_input_is_survived() {
    let wild = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -1e30, 1e9, 0.0, 0.5];
    for &x in &wild {
        for &y in &wild {
            let points = [pos2(x, y), pos2(y, 3.0), pos2(2.0, x)];
            let mut mesh = triangles(&points, &[0, 1, 2, 2, 1, 9, 0], Color32::RED);
            for vertex in &mut mesh.vertices {
                vertex.uv = pos2(y, x);
            }
            mesh.vertices[0].uv = pos2(x, 0.1);
            let _ = plain().paint([8, 8], 1.5, Color32::BLACK, &[clipped(mesh, rect(x, y, y, x))]);
        }
    }
    let _ = plain().paint([0, 0], 1.0, Color32::BLACK, &[textured(rect(0.0, 0.0, 2.0, 2.0))]);
}

fn busy(ui: &mut egui::Ui) {
    ui.heading("Крокус Сити Холл");
    ui.horizontal(|ui| {
        let _ = ui.button("Save…");
        ui.checkbox(&mut true, "Victims only");
    });
    egui::Grid::new("figures").show(ui, |ui| {
        ui.label("killed");
        ui.label("144–150");
    });
    egui::ScrollArea::vertical().max_height(40.0).show(ui, |ui| {
        for row in 0..9 {
            ui.label(format!("Row {row}"));
        }
    });
    ui.painter().circle_filled(pos2(150.0, 60.0), 9.5, HALF_RED);
}

fn busy_picture(scale: f32) -> ColorImage {
    picture(vec2(200.0, 140.0), scale, daymark::ui::fonts::install, busy)
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for scale in [1.0, 1.5, 2.0] {
        let (once, again) = (busy_picture(scale), busy_picture(scale));
        assert_eq!(once.size, [200.0, 140.0].map(|side: f32| (side * scale) as usize));
        assert_eq!(once.pixels, again.pixels);
        assert_eq!(png(&once).unwrap(), png(&again).unwrap());
    }
}

#[test]
fn a_picture_settles() {
    let run = |ui: fn(&mut egui::Ui)| {
        let ctx = Context::default();
        daymark::ui::fonts::install(&ctx);
        let settled = settle(&ctx, vec2(200.0, 140.0), 1.0, &mut Raster::new(), ui);
        (settled.is_settled, settled.n_passes)
    };
    assert_eq!(run(busy), (true, 3));
    assert_eq!(run(|ui| ui.request_repaint()), (false, 20));
}

#[test]
fn a_picture_is_opaque_on_the_panel_color() {
    for theme in [egui::Theme::Dark, egui::Theme::Light] {
        let setup = |ctx: &Context| {
            daymark::ui::fonts::install(ctx);
            ctx.set_theme(theme);
        };
        let image = picture(vec2(20.0, 10.0), 1.0, setup, |_| {});
        assert!(image.pixels.iter().all(|pixel| *pixel == theme.default_visuals().panel_fill));
    }
}

#[test]
fn png_gives_back_the_colors() {
    let bytes = png(&four()).unwrap();
    let read = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert_eq!(read.as_raw(), &[0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 255, 255]);
    assert!(png(&ColorImage::filled([0, 0], Color32::BLACK)).is_err());
}
