//! Tests of the window.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail loudly in their helpers too, and need files"
)]

mod bidi;
mod compare;
mod counting;
mod dialogs;
mod editing;
mod export;
mod fonts;
mod form;
mod frame;
mod harness;
#[path = "../../benches/made/mod.rs"]
mod made;
mod pictures;
mod present;
mod raster;
mod renderer;
mod saving;
mod side;
mod stories;
mod table;
mod timeline_form;
mod views;
mod window;
