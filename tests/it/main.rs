//! Tests below the window.

mod check;
mod layout;
mod lex;
mod read;
mod speed;
mod store;
mod support;
mod when;
