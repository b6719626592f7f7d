//! Tests below the window.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may fail loudly, and need files")]

mod check;
mod cli;
mod layout;
mod lex;
mod read;
mod speed;
mod store;
mod support;
mod when;
