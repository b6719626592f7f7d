//! Undo and redo: patches and their inverses.

use super::{Document, Patch, PatchError};

/// The changes made to one document, and those taken back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    pub(super) done: Vec<Patch>,
    pub(super) undone: Vec<Patch>,
}

impl History {
    /// Notes a change that was made. What had been taken back can no longer be made again.
    pub fn push(&mut self, patch: Patch) {
        if !patch.is_empty() {
            self.done.push(patch);
            self.undone.clear();
        }
    }

    /// How many changes can be taken back, and how many made again.
    pub fn lengths(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// What [`Self::undo`] would take back, such as "killed of Crocus City Hall attack".
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|patch| patch.label.as_str())
    }

    /// What [`Self::redo`] would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|patch| patch.label.as_str())
    }

    /// Takes the last change back; the patch that did it, or `None` if there is nothing to take back.
    ///
    /// # Errors
    /// If the text was changed by others where the change was; document and history are as before.
    pub fn undo(&mut self, document: &mut Document) -> Result<Option<Patch>, PatchError> {
        let Some(patch) = self.done.last() else { return Ok(None) };
        let back = patch.inverse();
        document.patch(&back)?;
        self.undone.extend(self.done.pop());
        Ok(Some(back))
    }

    /// Makes the change again that was taken back last.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self, document: &mut Document) -> Result<Option<Patch>, PatchError> {
        let Some(patch) = self.undone.last() else { return Ok(None) };
        let patch = patch.clone();
        document.patch(&patch)?;
        self.done.extend(self.undone.pop());
        Ok(Some(patch))
    }
}
