//! Tests of the window.
mod bidi;
mod fonts;
mod harness;
mod raster;
mod renderer;
mod side;
