//! What panels ask of the open files, and what they are told of them.

use super::{Effect, Inputs};
use crate::edit::{Command, Diff, Dispute};
use crate::view::SavedView;

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
    /// Where it is, whatever it is called by: what was typed for it finds it again by this.
    pub place: String,
}

impl Default for EditState {
    fn default() -> Self {
        Self { undo: None, redo: None, is_unsaved: false, can_write: Ok(()), place: String::new() }
    }
}

/// What is to be said about the open files beyond their records.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Files {
    /// What needs a word from somebody and does not go by itself.
    pub standing: Vec<Standing>,
    /// What saving would change; one for each file with unsaved changes.
    pub reviews: Vec<Preview>,
    /// What both this program and another changed.
    pub disputes: Vec<Disputed>,
    /// What sessions that died left unsaved.
    pub offers: Vec<Offer>,
    /// The versions of one file that were saved.
    pub versions: Option<Versions>,
    /// What was asked for while changes were unsaved, as the end of a sentence, such as "closing the window".
    pub leaving: Option<String>,
    /// How saving is done.
    pub options: SaveOptions,
    /// The saved views of the open timelines.
    pub views: Views,
    /// The stories.
    pub stories: crate::ui::Stories,
}

/// The saved views of the open timelines.
#[derive(Clone, PartialEq, Debug)]
pub struct Views {
    /// In the order of their files.
    pub views: Vec<SavedView>,
    /// What is wrong with the files, in words.
    pub problems: Vec<String>,
    /// The file that new views go to, or why none can be saved.
    pub can_save: Result<String, String>,
}

impl Default for Views {
    fn default() -> Self {
        Self { views: Vec::new(), problems: Vec::new(), can_save: Err("no timeline is open".to_owned()) }
    }
}

impl Views {
    /// The view with this name.
    pub fn find(&self, name: &str) -> Option<&SavedView> {
        self.views.iter().find(|view| view.name == name)
    }
}

/// How saving is done; remembered between runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct SaveOptions {
    /// Whether each change is saved at once.
    pub every_change: bool,
    /// Whether the change of the text is shown before it is saved.
    pub review: bool,
}

impl Default for SaveOptions {
    fn default() -> Self {
        Self { every_change: false, review: true }
    }
}

/// A word that stays until something is done about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    /// What happened, where, and what to do.
    pub text: String,
    /// Whether something is wrong; else it is only to be known.
    pub is_wrong: bool,
    /// Whether it can be taken away unread; what saving would fail by cannot.
    pub can_go: bool,
    /// What can be done: the words on a button, and what it asks for.
    pub ways: Vec<(String, Effect)>,
}

/// How one text differs from another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preview {
    /// Index of the file.
    pub file: usize,
    /// Its name.
    pub name: String,
    /// The lines; `None` while they are being compared.
    pub diff: Option<Diff>,
    /// Comments that would be gone.
    pub lost_comments: Vec<String>,
    /// Whether the file ends before its timeline does.
    pub is_cut_off: bool,
}

/// Something that both this program and another changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disputed {
    /// Index of the file.
    pub file: usize,
    /// The versions.
    pub dispute: Dispute,
}

/// Unsaved changes of a session that died.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Offer {
    /// What they would do to the file as it is now; `None` until it is asked for.
    pub preview: Option<Preview>,
    /// Name of the file.
    pub name: String,
    /// The changes, oldest first.
    pub labels: Vec<String>,
    /// Whether the newest change may be missing.
    pub is_torn: bool,
    /// Whether the file was changed since, so that both are merged.
    pub is_merged: bool,
    /// Why it cannot be merged, and where the text is.
    pub refused: Option<String>,
}

/// The versions of a file in the local history.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Versions {
    /// Index of the file.
    pub file: usize,
    /// Its name.
    pub name: String,
    /// Newest first; `None` while they are being listed.
    pub rows: Option<Vec<VersionRow>>,
    /// The row looked at, and what restoring it would change or why it cannot be read.
    pub shown: Option<(usize, Result<Preview, String>)>,
}

/// A version that was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionRow {
    /// When it was written, such as "23 November 2026, 15:04 UTC".
    pub when: String,
    /// Its size, such as "2.2 MB".
    pub size: String,
    /// Why it was saved.
    pub reason: Option<String>,
    /// Who saved it, if git's settings say so.
    pub editor: Option<String>,
    /// Whether the file holds it now.
    pub is_now: bool,
}

impl Inputs<'_> {
    /// The file that an action without a file of its own is about: that of the selected incident, else the first with
    /// unsaved changes, else the first. `None` if no file is open.
    pub fn file_in_hand(&self) -> Option<usize> {
        let of_row =
            |row: &u32| self.loaded.catalog.incidents().get(*row as usize).map(|entry| usize::from(entry.file));
        let selected = self.shown.selection.first().and_then(of_row).filter(|file| *file < self.documents.len());
        let unsaved = || self.edits.iter().position(|edits| edits.is_unsaved);
        selected.or_else(unsaved).or_else(|| (!self.documents.is_empty()).then_some(0))
    }

    /// Whether a file has changes that the disk does not.
    pub fn has_unsaved(&self) -> bool {
        self.edits.iter().any(|edits| edits.is_unsaved)
    }
}
