//! Tests below the window.

mod as_known;
mod counting;
mod grammar;
mod sample;
