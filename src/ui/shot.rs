//! A picture of the window with no window: the same panels, laid out by egui, painted by [`super::raster`].

use super::raster::{self, RasterError};
use super::{Files, Inputs, UiState, install_fonts, shell};
use crate::edit::Document;
use crate::view::{Loaded, Shown, ViewState};
use egui::vec2;
use std::sync::Arc;

/// The window as a PNG of exactly this size in pixels. The same input gives the same bytes.
///
/// # Errors
/// If the picture cannot be encoded.
pub fn picture(
    documents: &[Arc<Document>],
    loaded: &Loaded,
    state: &ViewState,
    size_px: [u32; 2],
) -> Result<Vec<u8>, RasterError> {
    let (shown, files) = (Shown::new(loaded, state, None), Files::default());
    let inputs = Inputs::quiet(loaded, &shown, documents, state, &files);
    let mut ui_state = UiState { has_greeted: true, ..UiState::default() };
    let size = vec2(size_px[0] as f32, size_px[1] as f32);
    let image = raster::picture(size, 1.0, install_fonts, |ui| {
        shell(ui, &inputs, &mut ui_state);
    });
    raster::png(&image)
}
