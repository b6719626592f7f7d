//! Tests of the window.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may fail loudly in their helpers too"
)]

mod bidi;
mod fonts;
mod raster;
mod renderer;
mod window;
