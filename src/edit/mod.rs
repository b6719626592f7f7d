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
mod diff;
mod dirty;
mod document;
mod draft;
mod find;
mod follow;
mod frame;
mod header;
mod history;
mod index;
mod insert;
mod merge;
mod naming;
mod near;
mod new;
mod pairs;
mod patch;
mod reader;
mod rebase;
mod records;
mod reread;
mod splice;
mod story;
mod text;
mod told;
mod unite;
mod usage;
pub mod work;

pub use command::{Command, Refusal};
pub use diff::{Diff, Hunk, Line, LineKind, diff, patch_between};
pub use document::{Damaged, Document};
pub use draft::{
    About, Checked, Draft, Field, FieldProblem, Level, Link, Outline, Row, Rows, Said, Spot, Takes, Texts, Word, Words,
    same_page,
};
pub use history::History;
pub use merge::{Dispute, Joined, MergeError, Merged, Side, join, merge};
pub use near::{Twin, twins};
pub use new::new_timeline;
pub use patch::{Patch, PatchError, Splice};
pub use reader::{Progress, Reader};
pub use records::Records;
pub use story::{StoryEdit, edit_story};
pub use text::Text;
pub use unite::{Alike, Change, removal, union, united};
