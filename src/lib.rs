#![doc = include_str!("ARCHITECTURE.md")]

pub mod model;

pub mod format;

pub mod edit;

pub mod store;
