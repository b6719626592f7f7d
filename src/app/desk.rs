//! The edits of the open files: what was done to each, and whether the disk has it. Nothing here touches the disk.

use super::scribe::Key;
use super::worker::Origin;
use crate::edit::{Document, History, Patch, PatchError, Refusal, Text};
use crate::store::Version;
use crate::ui::{Edit, EditState};
use std::path::{Path, PathBuf};
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
pub(super) struct OpenFile {
    /// Tells it from all that were open before it.
    pub(super) key: Key,
    /// What the file held when it was read or saved last; `None` is the built-in copy.
    pub(super) version: Option<Version>,
    /// The same as text.
    pub(super) base: Text,
    /// Why it cannot be saved there, and what to do.
    pub(super) can_write: Result<(), String>,
    /// What stands in the way of saving or going on, if anything.
    pub(super) trouble: Trouble,
    is_whole: bool,
    history: History,
}

/// What stands in the way; each is said until it is over.
#[derive(Clone, Debug, Default)]
pub(super) struct Trouble {
    /// The file is gone.
    pub(super) is_gone: bool,
    /// Another program made of it what cannot be merged: its version, its text, and why.
    pub(super) clash: Option<(Version, Text, String)>,
    /// Why the last save failed.
    pub(super) save: Option<String>,
    /// Why changes do not reach the journal.
    pub(super) journal: Option<String>,
    /// Why the file cannot be read any more.
    pub(super) unreadable: Option<String>,
    /// What is to be known and goes when it is dismissed.
    pub(super) news: Vec<String>,
}

/// A step through the changes made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Takes the last one back.
    Undo,
    /// Makes the one again that was taken back last.
    Redo,
}

/// A text that takes the place of a file's, with the history carried over to it.
pub(super) struct Adopted {
    /// What the window shows.
    pub(super) document: Document,
    /// The changes that can still be taken back.
    pub(super) history: History,
    /// What the file on the disk holds.
    pub(super) version: Version,
    /// The same as text.
    pub(super) base: Text,
}

impl OpenFile {
    fn new(key: Key, origin: Origin, document: &Document) -> Self {
        Self {
            key,
            version: origin.version,
            base: document.text.clone(),
            can_write: origin.can_write,
            trouble: Trouble::default(),
            is_whole: origin.is_whole,
            history: History::default(),
        }
    }

    /// The changes made.
    pub(super) fn history(&self) -> &History {
        &self.history
    }

    fn state(&self, document: &Document) -> EditState {
        EditState {
            undo: self.history.undo_label().map(str::to_owned),
            redo: self.history.redo_label().map(str::to_owned),
            is_unsaved: self.base != document.text,
            can_write: self.can_write.clone(),
            place: self.place(),
        }
    }

    /// Where the file is; empty for the built-in copy.
    fn place(&self) -> String {
        let path = self.version.as_ref().map(|version| version.path.clone()).unwrap_or_default();
        std::path::absolute(&path).unwrap_or(path).display().to_string()
    }
}

impl Desk {
    /// Files just read, with nothing done to them; the first has this key and the others those after it.
    pub(super) fn new(documents: Vec<Arc<Document>>, origins: Vec<Origin>, first: Key) -> Self {
        let opened = origins.into_iter().zip(&documents).zip(first..);
        let files = opened.map(|((origin, document), key)| OpenFile::new(key, origin, document)).collect();
        let mut desk = Self { documents, files, ..Self::default() };
        desk.tell();
        desk
    }

    /// The documents as they are now.
    pub(super) fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// The files, one for each document.
    pub(super) fn files(&self) -> &[OpenFile] {
        &self.files
    }

    /// One file, to note what became of it; [`Self::tell`] when that is done.
    pub(super) fn file_mut(&mut self, file: usize) -> Option<&mut OpenFile> {
        self.files.get_mut(file)
    }

    /// The file with this key, if it is still open.
    pub(super) fn with_key(&self, key: Key) -> Option<usize> {
        self.files.iter().position(|file| file.key == key)
    }

    /// What the panels are told, one for each document.
    pub(super) fn states(&self) -> &[EditState] {
        &self.states
    }

    /// Whether any file has changes that the disk does not.
    pub(super) fn has_unsaved(&self) -> bool {
        self.states.iter().any(|state| state.is_unsaved)
    }

    /// What undo and redo would do next, whatever file it is in.
    pub(super) fn can_undo(&self) -> (Option<&str>, Option<&str>) {
        let state = |file: Option<&usize>| self.states.get(*file?);
        let undo = state(self.done.last()).and_then(|state| state.undo.as_deref());
        let redo = state(self.undone.last()).and_then(|state| state.redo.as_deref());
        (undo, redo)
    }

    /// Carries an edit out. `None` if everything is so already, or the file cannot be edited at all.
    ///
    /// # Errors
    /// If the document refuses it; everything is as before then.
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<Option<Patch>, Refusal> {
        let (Some(document), Some(file)) = (self.documents.get_mut(edit.file), self.files.get(edit.file)) else {
            return Ok(None);
        };
        if !file.is_whole {
            return Ok(None);
        }
        let patch = Arc::make_mut(document).apply(&edit.command)?;
        if patch.is_empty() {
            return Ok(None);
        }
        self.note(edit.file, patch.clone());
        Ok(Some(patch))
    }

    /// Whether the file's text is all there, so that it can be edited.
    pub(super) fn is_whole(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(|file| file.is_whole)
    }

    /// Makes a patch as one change.
    ///
    /// # Errors
    /// If it was made for another text; everything is as before then.
    pub(super) fn patch(&mut self, file: usize, patch: &Patch) -> Result<(), PatchError> {
        if let Some(document) = self.documents.get_mut(file) {
            Arc::make_mut(document).patch(patch)?;
            self.note(file, patch.clone());
        }
        Ok(())
    }

    fn note(&mut self, file: usize, patch: Patch) {
        if let Some(open) = self.files.get_mut(file) {
            open.history.push(patch);
        }
        self.done.push(file);
        self.undone.clear();
        self.tell();
    }

    /// Goes back or forth; the file and the patch that did it, or `None` if there is nothing to do.
    ///
    /// # Errors
    /// In words, if the text was changed by others where the change was; everything is as before then.
    pub(super) fn step(&mut self, step: Step) -> Result<Option<(usize, Patch)>, String> {
        let from = match step {
            Step::Undo => &mut self.done,
            Step::Redo => &mut self.undone,
        };
        let Some(file) = from.last().copied() else { return Ok(None) };
        let (Some(document), Some(open)) = (self.documents.get_mut(file), self.files.get_mut(file)) else {
            return Ok(None);
        };
        let (was, history) = (Arc::clone(document), open.history.clone());
        let now = Arc::make_mut(document);
        let made = match step {
            Step::Undo => open.history.undo(now),
            Step::Redo => open.history.redo(now),
        };
        let made = made.map_err(|err| err.to_string())?;
        // A change carried over to a text of others may fit its letters and yet not its brackets.
        if now.damaged.len() > was.damaged.len() {
            (*document, open.history) = (was, history);
            return Err("the file was changed since by another program, and a record would be damaged by it".to_owned());
        }
        from.pop();
        match step {
            Step::Undo => self.undone.push(file),
            Step::Redo => self.done.push(file),
        }
        self.tell();
        Ok(made.map(|patch| (file, patch)))
    }

    /// Takes over what became of a file when another program wrote it.
    pub(super) fn adopt(&mut self, file: usize, adopted: Adopted) {
        let (Some(document), Some(open)) = (self.documents.get_mut(file), self.files.get_mut(file)) else { return };
        *document = Arc::new(adopted.document);
        open.history = adopted.history;
        open.version = Some(adopted.version);
        open.base = adopted.base;
        let news = std::mem::take(&mut open.trouble.news);
        open.trouble = Trouble { news, journal: open.trouble.journal.take(), ..Trouble::default() };
        let (n_done, n_undone) = open.history.lengths();
        keep_newest(&mut self.done, file, n_done);
        keep_newest(&mut self.undone, file, n_undone);
        self.tell();
    }

    /// Notes that the disk has a text of a file.
    pub(super) fn saved(&mut self, file: usize, version: Version, text: Text) {
        if let (Some(document), Some(open)) = (self.documents.get_mut(file), self.files.get_mut(file)) {
            let name = version.path.display().to_string();
            if open.version.as_ref().is_none_or(|old| old.path != version.path) {
                Arc::make_mut(document).name = name;
            }
            // The same pieces are compared at a glance.
            let base = if document.text == text { document.text.clone() } else { text };
            (open.version, open.base, open.can_write) = (Some(version), base, Ok(()));
            let news = std::mem::take(&mut open.trouble.news);
            open.trouble = Trouble { news, ..Trouble::default() };
        }
        self.tell();
    }

    /// The name of a file without its folder.
    pub(super) fn short_name(&self, file: usize) -> String {
        let name = self.documents.get(file).map_or("", |document| document.name.as_str());
        Path::new(name).file_name().map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// Where a file is; `None` for the built-in copy.
    pub(super) fn path(&self, file: usize) -> Option<PathBuf> {
        self.files.get(file)?.version.as_ref().map(|version| version.path.clone())
    }

    /// Makes anew what the panels are told.
    pub(super) fn tell(&mut self) {
        self.states = self.files.iter().zip(&self.documents).map(|(file, document)| file.state(document)).collect();
    }
}

/// Of the changes of a file only the newest so many are left.
fn keep_newest(order: &mut Vec<usize>, file: usize, n: usize) {
    let mut n_over = order.iter().filter(|other| **other == file).count().saturating_sub(n);
    order.retain(|other| {
        let goes = *other == file && n_over > 0;
        n_over -= usize::from(goes);
        !goes
    });
}
