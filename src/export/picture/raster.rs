//! SVG to pixels, with the program's own fonts alone, so that the same picture has the same bytes on every machine.

use super::super::ExportError;
use crate::view::Font;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::Arc;

/// The program's fonts.
pub(in crate::export) fn fonts() -> Arc<fontdb::Database> {
    let mut fonts = fontdb::Database::new();
    for font in Font::ALL {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font.bytes())));
    }
    for set in [
        fontdb::Database::set_sans_serif_family,
        fontdb::Database::set_serif_family,
        fontdb::Database::set_cursive_family,
        fontdb::Database::set_fantasy_family,
    ] {
        set(&mut fonts, Font::Inter.name());
    }
    fonts.set_monospace_family(Font::JetBrainsMono.name());
    Arc::new(fonts)
}

/// A picture read back, ready to be drawn.
///
/// # Errors
/// If it cannot be read, which a picture that was written here can.
pub(in crate::export) fn tree_of(svg: &str, fonts: &Arc<fontdb::Database>) -> Result<Tree, ExportError> {
    let options =
        Options { fontdb: Arc::clone(fonts), font_family: Font::Inter.name().to_owned(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|err| ExportError::Failed(format!("the picture cannot be drawn: {err}")))
}

/// The bytes of a PNG file: eight bits each of red, green and blue, no alpha.
///
/// # Errors
/// If there is no room for so many pixels.
pub(in crate::export) fn png(tree: &Tree) -> Result<Vec<u8>, ExportError> {
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| ExportError::Failed("the picture has too many pixels".to_owned()))?;
    resvg::render(tree, Transform::default(), &mut pixels.as_mut());
    // The ground is opaque, so colors are what they are and alpha says nothing.
    let mut colors = Vec::with_capacity(pixels.data().len() / 4 * 3);
    for pixel in pixels.data().chunks_exact(4) {
        colors.extend_from_slice(pixel.get(..3).unwrap_or(&[0; 3]));
    }
    let mut bytes = Vec::new();
    encode(&mut bytes, [size.width(), size.height()], &colors)
        .map_err(|err| ExportError::Failed(format!("the picture cannot be written as PNG: {err}")))?;
    Ok(bytes)
}

fn encode(bytes: &mut Vec<u8>, [width, height]: [u32; 2], colors: &[u8]) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(colors)?;
    writer.finish()
}
