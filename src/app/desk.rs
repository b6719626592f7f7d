//! The edits of the open files: what was done to each, and whether the disk has it. Nothing here touches the disk.

use super::worker::Origin;
use crate::edit::{Document, History, Patch, PatchError, Refusal};
use crate::ui::{Edit, EditState};
use std::sync::Arc;

/// The open files with their edits.
#[derive(Default)]
pub(super) struct Desk {
    /// In the order of the files given.
    documents: Vec<Arc<Document>>,
    /// One for each document.
    files: Vec<OpenFile>,
    /// What the panels are told of each document; made anew after each change.
    states: Vec<EditState>,
    /// The file of each change made, oldest first, and of each that was taken back.
    done: Vec<usize>,
    undone: Vec<usize>,
}

/// What was done to one file.
struct OpenFile {
    origin: Origin,
    history: History,
    /// The number of the text as it is now: each new text has a new one, undo brings the old one back.
    now: u64,
    /// The number of the text before each change made, and of the text after each that was taken back.
    before: Vec<u64>,
    after: Vec<u64>,
    /// The number of the text that the file on the disk has.
    saved: u64,
    newest: u64,
}

/// A step through the changes made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Takes the last one back.
    Undo,
    /// Makes the one again that was taken back last.
    Redo,
}

impl OpenFile {
    fn new(origin: Origin) -> Self {
        let (before, after) = (Vec::new(), Vec::new());
        Self { origin, history: History::default(), now: 0, before, after, saved: 0, newest: 0 }
    }

    fn push(&mut self, patch: Patch) {
        self.before.push(self.now);
        self.after.clear();
        self.newest += 1;
        self.now = self.newest;
        self.history.push(patch);
    }

    fn step(&mut self, document: &mut Document, step: Step) -> Result<Option<Patch>, PatchError> {
        let (made, from, to) = match step {
            Step::Undo => (self.history.undo(document)?, &mut self.before, &mut self.after),
            Step::Redo => (self.history.redo(document)?, &mut self.after, &mut self.before),
        };
        if made.is_some() {
            to.push(self.now);
            self.now = from.pop().unwrap_or(self.now);
        }
        Ok(made)
    }

    fn state(&self) -> EditState {
        EditState {
            undo: self.history.undo_label().map(str::to_owned),
            redo: self.history.redo_label().map(str::to_owned),
            is_unsaved: self.now != self.saved,
            can_write: self.origin.can_write.clone(),
        }
    }
}

impl Desk {
    /// Files just read, with nothing done to them.
    pub(super) fn new(documents: Vec<Arc<Document>>, origins: Vec<Origin>) -> Self {
        let files = origins.into_iter().map(OpenFile::new).collect();
        let mut desk = Self { documents, files, ..Self::default() };
        desk.tell();
        desk
    }

    /// The documents as they are now.
    pub(super) fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// What the panels are told, one for each document.
    pub(super) fn states(&self) -> &[EditState] {
        &self.states
    }

    /// What undo and redo would do next, whatever file it is in.
    pub(super) fn can_undo(&self) -> (Option<&str>, Option<&str>) {
        let state = |file: Option<&usize>| self.states.get(*file?);
        let undo = state(self.done.last()).and_then(|state| state.undo.as_deref());
        let redo = state(self.undone.last()).and_then(|state| state.redo.as_deref());
        (undo, redo)
    }

    /// Carries an edit out. `None` if everything is so already, or the file is not there.
    ///
    /// # Errors
    /// If the document refuses it; everything is as before then.
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<Option<Patch>, Refusal> {
        let (Some(document), Some(file)) = (self.documents.get_mut(edit.file), self.files.get_mut(edit.file)) else {
            return Ok(None);
        };
        let patch = Arc::make_mut(document).apply(&edit.command)?;
        if patch.is_empty() {
            return Ok(None);
        }
        file.push(patch.clone());
        self.done.push(edit.file);
        self.undone.clear();
        self.tell();
        Ok(Some(patch))
    }

    /// Goes back or forth; the file and the patch that did it, or `None` if there is nothing to do.
    ///
    /// # Errors
    /// If the text was changed by others where the change was; everything is as before then.
    pub(super) fn step(&mut self, step: Step) -> Result<Option<(usize, Patch)>, PatchError> {
        let from = match step {
            Step::Undo => &mut self.done,
            Step::Redo => &mut self.undone,
        };
        let Some(file) = from.last().copied() else { return Ok(None) };
        let (Some(document), Some(open)) = (self.documents.get_mut(file), self.files.get_mut(file)) else {
            return Ok(None);
        };
        let made = open.step(Arc::make_mut(document), step)?;
        from.pop();
        match step {
            Step::Undo => self.undone.push(file),
            Step::Redo => self.done.push(file),
        }
        self.tell();
        Ok(made.map(|patch| (file, patch)))
    }

    fn tell(&mut self) {
        self.states = self.files.iter().map(OpenFile::state).collect();
    }
}
