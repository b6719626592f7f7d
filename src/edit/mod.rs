//! The open document: its text, the records read from it, and what is wrong with them. Pure.
//!
//! Left to others: the disk (`store`), several timelines taken together for search and totals (`query`).

pub mod check;
mod document;
mod reader;
mod usage;

pub use document::{Damaged, Document};
pub use reader::{Progress, Reader};
