//! Writes a picture as PNG.

use egui::ColorImage;

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// More pixels on one side than the format can count.
    #[error("A picture of {0} × {1} pixels is larger than PNG allows; take a smaller size or scale")]
    TooLarge(usize, usize),
    /// The encoder refused, as it does for a picture without any pixel.
    #[error("The picture could not be written as PNG: {0}")]
    Encoding(#[from] ::png::EncodingError),
}

/// The bytes of a PNG file: eight bits each of red, green and blue, sRGB, no alpha.
///
/// Meant for opaque pictures; what is transparent comes out as if it lay on black.
///
/// # Errors
/// If the picture has no pixel, or more on one side than PNG can count.
pub fn png(image: &ColorImage) -> Result<Vec<u8>, RasterError> {
    let [width, height] = image.size;
    let too_large = |_| RasterError::TooLarge(width, height);
    let (width_px, height_px) = (u32::try_from(width).map_err(too_large)?, u32::try_from(height).map_err(too_large)?);
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, width_px, height_px);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_source_srgb(::png::SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header()?;
    let data: Vec<u8> = image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}
