//! RON text to records with byte ranges and problems.
//!
//! [`decode`] makes text of bytes, [`layout()`] finds header fields and record slots, [`parse_slot`] judges one slot.
//! The way back: [`Written`] makes a [`Value`] of a record, [`Writer`] lays it out.
//! Reading never fails as a whole: what cannot be read becomes a [`Problem`] with its place.
//!
//! Left to others: whole-file checks and the open document (`edit`), the disk (`store`).

mod beside;
mod canonical;
pub mod code;
mod decode;
mod explain;
mod fields;
mod header;
mod layout;
pub mod lex;
pub mod limits;
mod plain;
mod position;
mod print;
mod problem;
mod quote;
mod record;
mod scan;
mod story;
pub mod tree;
mod typed;
mod value;
mod views;
mod writer;

pub use canonical::{Written, canonical};
pub use decode::{decode, size};
pub use header::read_header;
pub use layout::{Field, Layout, List, Slot, layout, slots_between};
pub use plain::{from_text, to_text};
pub use position::{LineIndex, Position, position};
pub use print::print;
pub(crate) use problem::NamedLine;
pub use problem::{Problem, Severity};
pub use quote::{quoted, quoted_lines, raw_quoted, unquoted};
pub use record::{Parsed, Record, fault_problems, id_in, parse_slot, placed_faults, value_bytes};
pub use story::{StoryFile, read_story, step_value, story_head, story_text};
pub use typed::{Entry, EntryError, enter, enter_header};
pub use value::{Member, Value, comments, plain_name};
pub use views::{ViewEdit, ViewsFile, edit_views, read_view, read_views, view_text};
pub use writer::{Style, Writer, arrange, format_file};
