//! Tests below the window.

mod read;
mod store;
mod support;
