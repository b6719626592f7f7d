//! Tests of the window.
mod bidi;
mod dialogs;
mod fonts;
mod raster;
mod renderer;
