#![doc = include_str!("ARCHITECTURE.md")]

// In reading order: the text arm, the picture arm, and where they meet.
pub mod model;

pub mod format;

pub mod edit;

pub mod store;

pub mod query;

pub mod view;

pub mod export;

#[cfg(feature = "ui")]
pub mod ui;

pub mod cli;

#[cfg(feature = "ui")]
pub mod app;
