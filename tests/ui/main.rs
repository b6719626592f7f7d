//! Tests of the window.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail loudly in their helpers too, and need files"
)]

mod bidi;
mod dialogs;
mod fonts;
mod harness;
mod raster;
mod renderer;
mod side;
mod window;
