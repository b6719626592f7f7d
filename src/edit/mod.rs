//! The open document: its text, the records read from it, what is wrong with them, and how they are changed. Pure.
//!
//! A [`Command`] says what to do, [`Document::apply`] does it or refuses, the [`Patch`] it gives says which bytes went and
//! came, and a [`History`] of patches undoes and redoes.
//!
//! Left to others: the disk (`store`), several timelines taken together for search and totals (`query`).

mod apply;
pub mod check;
mod clip;
mod command;
mod dirty;
mod document;
mod find;
mod follow;
mod frame;
mod history;
mod index;
mod insert;
mod merge;
mod pairs;
mod patch;
mod reader;
mod records;
mod splice;
mod text;
mod told;
mod usage;

pub use command::{Command, Refusal};
pub use document::{Damaged, Document};
pub use history::History;
pub use merge::{MergeError, Merged, merge};
pub use patch::{Patch, PatchError, Splice};
pub use reader::{Progress, Reader};
pub use records::Records;
pub use text::Text;
