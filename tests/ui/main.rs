//! Tests of the window.
mod bidi;
mod fonts;
mod raster;
mod renderer;
