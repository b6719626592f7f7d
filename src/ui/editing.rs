//! What panels ask of the open files, and what they are told of them.

use crate::edit::Command;

/// A change that a panel asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Index of the file in [`super::Inputs::documents`].
    pub file: usize,
    /// What to do.
    pub command: Command,
    /// The incident to select afterwards, such as a new one; `None` leaves the selection alone.
    pub select: Option<String>,
}

/// What there is to know of the edits of one open file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditState {
    /// What undo would take back in this file, such as "killed of Crocus City Hall attack".
    pub undo: Option<String>,
    /// What redo would make again in this file.
    pub redo: Option<String>,
    /// Whether it says something that the file on the disk does not.
    pub is_unsaved: bool,
    /// Why it cannot be saved under its name, and what to do; known before anything is edited.
    pub can_write: Result<(), String>,
}

impl Default for EditState {
    fn default() -> Self {
        Self { undo: None, redo: None, is_unsaved: false, can_write: Ok(()) }
    }
}
