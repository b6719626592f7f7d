//! Tests below the window.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail loudly in their helpers too, and need files"
)]

mod as_known;
mod cases;
mod check;
mod cli;
mod command;
mod complete;
mod counting;
mod diff;
mod draft;
mod export;
mod facets;
mod filter;
mod follow;
mod grammar;
mod join;
mod layout;
mod lex;
mod messy;
mod outline;
mod read;
mod rebase;
mod rule;
mod sample;
mod speed;
mod store;
mod stories;
mod support;
mod tidy;
mod timelines;
mod totals;
mod view;
mod views;
mod when;
mod writer;
