//! The panels: from [`Inputs`] to [`Msg`]s. Nothing here changes data, reads files or knows the time.
//!
//! ```text
//! menu
//! search, chips, count of what is shown
//! switches
//! ┌─────────────────────────────┬ side panel ┐
//! │ overview, ruler, periods     │ incident   │
//! │ lanes                        │ figures    │
//! │ casualty plot, same axis     │ sources    │
//! └──────────────────────────────┴────────────┘
//! status: totals, rule, version
//! ```

mod action;
pub mod bidi;
mod compare;
mod dialogs;
mod drop;
mod editing;
mod facets;
pub mod fonts;
mod form;
mod help;
mod icons;
mod keys;
mod legend;
mod menu;
mod note;
mod palette;
mod plot;
pub mod present;
mod problems;
mod progress;
pub mod raster;
mod rule;
mod search;
mod shell;
pub mod shot;
mod side;
mod sprites;
mod standing;
mod status;
mod stories;
mod table;
mod theme;
mod timeline;
mod toolbar;
mod widgets;

pub use action::{Action, SHEET};
pub use dialogs::export::ExportRequest;
pub use dialogs::picture::PictureChoice;
pub use editing::{
    Disputed, Edit, EditState, Files, Offer, Preview, SaveOptions, Standing, VersionRow, Versions, Views,
};
pub use facets::MAX_IN_FRAME as MAX_FACETED_IN_FRAME;
pub use fonts::install as install_fonts;
pub use shell::shell;
pub use stories::{OpenStory, Stories, StoryAsk, StoryChange};
pub use timeline::{AxisGeometry, centre};

use crate::edit::{Document, Refusal, Side};
use crate::query::Row;
use crate::view::{Loaded, SavedView, Scene, Shown, ViewChange, ViewState, Viewport};
use std::path::PathBuf;
use std::sync::Arc;

/// Everything the panels show.
pub struct Inputs<'a> {
    /// The open timelines.
    pub loaded: &'a Loaded,
    /// What of them the filter shows.
    pub shown: &'a Shown,
    /// The open documents, for their problems.
    pub documents: &'a [Arc<Document>],
    /// Problems that are no document's, such as a file that is not there: name, words, hint.
    pub refused: &'a [Refused],
    /// How it is shown.
    pub state: &'a ViewState,
    /// Whether going back and forward is possible.
    pub can_go: (bool, bool),
    /// Recently opened files, latest first.
    pub recent: &'a [PathBuf],
    /// Work under way, if any.
    pub progress: Option<&'a Progress>,
    /// Whether `shown` belongs to an older filter that is still being replaced.
    pub is_stale: bool,
    /// A word on what was just done, such as "Copied".
    pub notice: Option<&'a str>,
    /// The edits of each of `documents`.
    pub edits: &'a [EditState],
    /// What undo and redo would do next, whatever file it is in.
    pub can_undo: (Option<&'a str>, Option<&'a str>),
    /// Why the last edit was not made; `None` if it was.
    pub refusal: Option<&'a Refusal>,
    /// What is to be said about the open files.
    pub files: &'a Files,
}

impl<'a> Inputs<'a> {
    /// Data and view alone: nothing under way, nothing edited, nowhere to go back to.
    pub fn quiet(
        loaded: &'a Loaded,
        shown: &'a Shown,
        documents: &'a [Arc<Document>],
        state: &'a ViewState,
        files: &'a Files,
    ) -> Self {
        Self {
            loaded,
            shown,
            documents,
            refused: &[],
            state,
            can_go: (false, false),
            recent: &[],
            progress: None,
            is_stale: false,
            notice: None,
            edits: &[],
            can_undo: (None, None),
            refusal: None,
            files,
        }
    }
}

/// A file that could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The file as given.
    pub name: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Work that takes longer than a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// What is being done, such as "Reading islamic-state.ron".
    pub what: String,
    /// Share done, 0 to 1.
    pub share: f32,
}

/// What a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Changes what is shown, at once.
    View(ViewChange),
    /// Moves the view there, gliding unless motion is reduced.
    Glide(Viewport),
    /// Changes a file.
    Edit(Edit),
    /// Asks the outside world.
    Effect(Effect),
}

/// A request to the outside world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask for files by the system's dialog.
    OpenDialog,
    /// Open these files in place of the open ones.
    Open(Vec<PathBuf>),
    /// Open the shipped timeline.
    OpenShipped,
    /// Stop the work under way.
    Cancel,
    /// Forget the recent files.
    ForgetRecent,
    /// Open a page in the reader's browser. The host has been shown.
    OpenUrl(String),
    /// Put text on the clipboard, and say so.
    Copy {
        /// The text.
        text: String,
        /// What it is, such as "Citation".
        what: &'static str,
    },
    /// Switch to or from full screen.
    FullScreen,
    /// Close the program.
    Quit,
    /// Back to the place before.
    Back,
    /// Forward again.
    Forward,
    /// Take the last change of the data back.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// Save all unsaved changes, with the reason for them, which may be empty.
    Save(String),
    /// Show what saving would change, before it is saved.
    Review,
    /// Save a file under another name.
    SaveAs {
        /// Index of the file.
        file: usize,
        /// The new name.
        path: PathBuf,
        /// Whether a file that has the name is replaced; its text stays in the local history.
        replaces: bool,
    },
    /// Ask for another name of a file by the system's dialog.
    SaveAsDialog(usize),
    /// Write a file anew that is gone.
    Recreate(usize),
    /// Go back to what the file on the disk says; undo brings the changes back.
    Revert(usize),
    /// Begin a timeline with no incidents in a new file, and open it.
    NewTimeline {
        /// The file, which must not be there.
        path: PathBuf,
        /// The title.
        title: String,
    },
    /// Take over how saving is done.
    SetSaveOptions(SaveOptions),
    /// Settle what both sides changed: the first index is that of [`Files::disputes`].
    Choose(usize, Side),
    /// Settle all that both sides changed.
    ChooseAll(Side),
    /// Take the text of the other program in place of ours, which undo brings back.
    TakeTheirs(usize),
    /// Keep our text where it cannot be merged with that of the other program, which stays in the local history.
    KeepOurs(usize),
    /// Compute what an offer would change: the index is that of [`Files::offers`].
    PreviewOffer(usize),
    /// Make the changes of an offer.
    Restore(usize),
    /// Let the changes of an offer go.
    Discard(usize),
    /// List the saved versions of a file.
    ListVersions(usize),
    /// Compute what a saved version would change: the index is that of [`Versions::rows`].
    PreviewVersion(usize),
    /// Take the text of a saved version, which undo takes back.
    RestoreVersion(usize),
    /// Write a saved version beside its file and open it: the index is that of [`Versions::rows`].
    OpenVersion(usize),
    /// Open a dialog of a name.
    Show(FileDialog),
    /// Save, then do what was asked for.
    LeaveSaving,
    /// Do what was asked for; what is unsaved stays in the journal and is offered at the next start.
    LeaveWithout,
    /// Do not do what was asked for.
    Stay,
    /// Save a view: under the name that it has, or in place of the one with that name.
    PutView {
        /// The name it had or has.
        name: String,
        /// What it says.
        view: Box<SavedView>,
    },
    /// Take the view with this name out of its file.
    RemoveView(String),
    /// Change a story, or begin one.
    Story(StoryAsk),
    /// Present a story, or something while it is presented.
    Present(present::PresentAsk),
    /// Write a file that others read.
    Export(Box<ExportRequest>),
    /// Ask by the system's dialog where an export goes; the name that is proposed.
    ExportPlaceDialog(String),
    /// Take a standing word away: the index is that of [`Files::standing`].
    Dismiss(usize),
}

/// A dialog about files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileDialog {
    /// What saving would change.
    Review,
    /// What both sides changed.
    Disputes,
    /// What dead sessions left.
    Offers,
    /// The saved versions.
    Versions,
    /// What becomes of unsaved changes.
    Leaving,
    /// Another name for this file.
    SaveAs(usize),
    /// Name and title of a new timeline.
    NewTimeline,
}

impl From<ViewChange> for Msg {
    fn from(change: ViewChange) -> Self {
        Self::View(change)
    }
}

/// What the panels remember from frame to frame, and nobody else needs.
#[derive(Default)]
pub struct UiState {
    pub(crate) search: search::SearchState,
    pub(crate) dialog: Option<dialogs::Dialog>,
    pub(crate) dialog_focus: dialogs::DialogFocus,
    pub(crate) problems: problems::ProblemsState,
    pub(crate) scene: Scene,
    pub(crate) timeline: timeline::TimelineState,
    pub(crate) table: table::TableState,
    pub(crate) side: side::SideState,
    pub(crate) form: form::FormState,
    pub(crate) work: form::work::WorkState,
    pub(crate) rule: rule::RuleState,
    pub(crate) facets: facets::FacetsState,
    pub(crate) export: dialogs::export::ExportState,
    pub(crate) stories: stories::StoryState,
    /// Whether the notes have a window of their own while presenting.
    pub(crate) notes_window: bool,
    pub(crate) present: present::PresentState,
    /// Whether the timeline has had its first focus.
    pub(crate) has_greeted: bool,
}

impl UiState {
    /// The state at the start: the Problems panel open if there is something to see.
    pub fn new(shows_problems: bool) -> Self {
        Self { dialog: shows_problems.then_some(dialogs::Dialog::Problems), ..Self::default() }
    }

    /// Opens the Problems panel.
    pub fn show_problems(&mut self) {
        self.dialog = Some(dialogs::Dialog::Problems);
    }

    /// Where the axis ended up in the last frame.
    pub fn geometry(&self) -> Option<AxisGeometry> {
        self.timeline.geometry
    }

    /// Asks for a path, because the system's file dialog did not answer.
    pub fn ask_for_path(&mut self) {
        self.dialog = Some(dialogs::Dialog::open_path_instead());
    }

    /// Opens a dialog about files.
    pub fn show_files(&mut self, dialog: FileDialog) {
        self.dialog = Some(dialogs::Dialog::of_files(dialog));
    }

    /// Closes the dialog about files that is open, if it is this one.
    pub fn close_files(&mut self, dialog: FileDialog) {
        if matches!(&self.dialog, Some(dialogs::Dialog::Files(open)) if open.which() == dialog) {
            self.dialog = None;
        }
    }

    /// Reads a story from its first step on.
    pub fn show_story(&mut self, place: PathBuf) {
        self.stories.show(place);
    }

    /// The notes get a window of their own while presenting, or lose it.
    pub fn switch_notes_window(&mut self) {
        self.notes_window = !self.notes_window;
    }

    /// Whether the notes have a window of their own while presenting.
    pub fn has_notes_window(&self) -> bool {
        self.notes_window
    }

    /// The step that was presented last is the one that is read.
    pub fn return_to_step(&mut self, place: &std::path::Path, step: usize) {
        if self.stories.at().is_none_or(|(now, _)| now != place) {
            self.stories.show(place.to_owned());
        }
        self.stories.go(step);
    }

    /// What was written last of a story is in the fields again, since it could not be saved.
    pub fn story_not_saved(&mut self) {
        self.stories.take_back();
    }

    /// The story that is read, and its step, counted from 0.
    pub fn story_step(&self) -> Option<(&std::path::Path, usize)> {
        self.stories.at()
    }

    /// Opens the dialog for exports again, with a place that was chosen for them.
    pub fn place_export(&mut self, path: &std::path::Path) {
        self.export.take_place(path);
        self.dialog = Some(dialogs::Dialog::Export);
    }

    /// Opens the dialog for exports again, because the system's dialog did not answer.
    pub fn type_export_place(&mut self) {
        self.export.is_instead = true;
        self.dialog = Some(dialogs::Dialog::Export);
    }

    /// Opens the dialog for exports again, to ask whether the file that is there is replaced.
    pub fn ask_to_replace(&mut self, path: PathBuf) {
        self.export.outcome = Some(dialogs::export::Outcome::Exists(path));
        self.dialog = Some(dialogs::Dialog::Export);
    }

    /// Opens the dialog for exports again, to say why nothing was written.
    pub fn refuse_export(&mut self, why: String) {
        self.export.outcome = Some(dialogs::export::Outcome::Refused(why));
        self.dialog = Some(dialogs::Dialog::Export);
    }

    /// Shows where an address leads and asks before it is opened in the browser.
    pub fn ask_to_open(&mut self, url: impl Into<String>) {
        self.dialog = Some(dialogs::Dialog::Link { url: url.into() });
    }

    /// What was typed in forms and is in no file yet, as RON text; empty if there is nothing.
    pub fn drafts(&self) -> &str {
        self.form.text()
    }

    /// Takes up what [`Self::drafts`] once gave; whether it holds anything. The side panel then offers to go on.
    pub fn restore_drafts(&mut self, text: &str) -> bool {
        self.form.restore(text)
    }

    /// What was typed for a file goes along when the file gets another place, as [`EditState::place`] tells it.
    pub fn move_drafts(&mut self, old: &str, new: &str) {
        self.form.move_drafts(old, new);
    }

    /// How many titles the last frame drew in the lanes.
    pub fn n_titles(&self) -> usize {
        self.scene.titles.len()
    }

    /// The incident under the pointer, on the timeline or in a list.
    pub fn hovered(&self) -> Option<Row> {
        self.timeline.hovered
    }
}
