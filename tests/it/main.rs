//! Tests below the window.

mod cli;
mod read;
mod store;
mod support;
