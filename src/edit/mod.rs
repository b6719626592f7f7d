//! The open document: its text, the records read from it, and what is wrong with them. Pure.
//!
//! Left to others: the disk (`store`), several timelines taken together for search and totals (`query`).

mod apply;
pub mod check;
mod command;
mod document;
mod find;
mod history;
mod insert;
mod patch;
mod reader;
mod splice;
mod usage;

pub use command::{Command, Refusal};
pub use document::{Damaged, Document};
pub use history::History;
pub use patch::{Patch, PatchError, Splice};
pub use reader::{Progress, Reader};
