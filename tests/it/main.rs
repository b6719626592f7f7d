//! Tests below the window.

#![expect(clippy::expect_used, clippy::panic, reason = "a test may fail loudly in its helpers too")]

mod as_known;
mod counting;
mod filter;
mod grammar;
mod read;
mod sample;
mod store;
mod support;
mod totals;
