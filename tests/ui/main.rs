//! Tests of the window.
mod bidi;
mod fonts;
mod frame;
#[path = "../../benches/made/mod.rs"]
mod made;
mod raster;
mod renderer;
