//! What opens over the window: one thing at a time, closed by Escape or a click beside it.
//!
//! The first field takes the focus when a dialog opens; the timeline gets it back when one closes.

pub(crate) mod calendar;
mod date;
pub(crate) mod export;
pub(crate) mod files;
mod link;
mod path;
pub(crate) mod picture;
pub(crate) mod sheet;
pub(crate) mod views;

use super::{Action, FileDialog, Inputs, Msg, UiState, help, keys, palette, problems};
use crate::query::Row;
use egui::{Context, Ui};
use std::mem::Discriminant;

/// The thing that is open.
pub(crate) enum Dialog {
    /// The keys.
    KeySheet,
    /// How to write a query.
    QueryHelp,
    /// Scope, rules and licence of the open timelines.
    Scope,
    /// What the program is.
    About,
    /// What is wrong with the open files.
    Problems,
    /// Asks for a path.
    OpenPath(path::PathState),
    /// Asks for a date.
    GoToDate(date::DateState),
    /// Every action, incident and place by name.
    Palette(Box<palette::PaletteState>),
    /// Asks before a page is opened in the browser.
    Link {
        /// Its address.
        url: String,
    },
    /// Writes a file that others read; what was typed is kept in [`UiState`].
    Export,
    /// Saved views.
    Views(Box<views::ViewsState>),
    /// Something about files.
    Files(Box<files::FilesState>),
}

impl Dialog {
    /// Asks for a path.
    pub(crate) fn open_path() -> Self {
        Self::OpenPath(path::PathState::default())
    }

    /// Asks for a path because the system's dialog does not answer.
    pub(crate) fn open_path_instead() -> Self {
        Self::OpenPath(path::PathState { is_instead: true, ..Default::default() })
    }

    /// Asks for a date.
    pub(crate) fn go_to_date() -> Self {
        Self::GoToDate(date::DateState::default())
    }

    /// Asks for the day as of which the record is shown.
    pub(crate) fn as_known() -> Self {
        Self::GoToDate(date::DateState::as_known())
    }

    /// Something about files.
    pub(crate) fn of_files(dialog: FileDialog) -> Self {
        Self::Files(Box::new(files::FilesState::new(dialog)))
    }

    /// The palette, empty.
    pub(crate) fn palette() -> Self {
        Self::Palette(Box::default())
    }
}

/// What becomes of the dialog after this frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Next {
    /// It stays open.
    Stay,
    /// It closes.
    Close,
    /// It closes, and this is done.
    Run(Action),
    /// It closes, and this incident is shown.
    GoTo(Row),
    /// It closes, and the own data of the timeline with this index is shown as fields.
    EditTimeline(usize),
}

/// Which dialog had the focus, so that it is given and given back once.
#[derive(Default)]
pub(crate) struct DialogFocus {
    shown: Option<(Discriminant<Dialog>, Option<FileDialog>)>,
    n_frames: u8,
    n_returning: u8,
}

/// Frames for which focus is asked: egui hides an area in its first one.
const FOCUS_FRAMES: u8 = 2;

impl DialogFocus {
    /// Whether the dialog has just opened and its first field should ask for the focus.
    fn is_new(&mut self, dialog: &Dialog) -> bool {
        let of_files = match dialog {
            Dialog::Files(state) => Some(state.which()),
            _ => None,
        };
        let now = Some((std::mem::discriminant(dialog), of_files));
        if self.shown != now {
            *self = Self { shown: now, ..Self::default() };
        }
        self.n_frames = self.n_frames.saturating_add(1);
        self.n_frames <= FOCUS_FRAMES
    }

    fn close(&mut self) {
        *self = Self { n_returning: FOCUS_FRAMES, ..Self::default() };
    }

    /// Gives the focus back to the timeline, unless something else has asked for it.
    fn give_back(&mut self, ctx: &Context) {
        if self.n_returning > 0 {
            self.n_returning -= 1;
            ctx.memory_mut(|memory| {
                if memory.focused().is_none() {
                    memory.request_focus(egui::Id::unique("timeline"));
                }
            });
            ctx.request_repaint();
        }
    }
}

/// Draws what is open.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let ctx = ui.ctx().clone();
    let Some(mut dialog) = state.dialog.take() else {
        return state.dialog_focus.give_back(&ctx);
    };
    let is_new = state.dialog_focus.is_new(&dialog);
    let next = match &mut dialog {
        Dialog::KeySheet => help::keys(&ctx, is_new),
        Dialog::QueryHelp => help::query(&ctx, inputs, is_new, msgs),
        Dialog::Scope => help::scope(&ctx, inputs, is_new),
        Dialog::About => help::about(&ctx, is_new),
        Dialog::Problems => problems::show(&ctx, inputs, &mut state.problems, is_new, msgs),
        Dialog::OpenPath(path) => path::show(&ctx, inputs, path, is_new, msgs),
        Dialog::GoToDate(date) => date::show(&ctx, inputs, date, is_new, msgs),
        Dialog::Palette(palette) => palette::show(&ctx, inputs, palette, is_new, msgs),
        Dialog::Files(state) => files::show(&ctx, inputs, state, is_new, msgs),
        Dialog::Views(state) => views::show(&ctx, inputs, state, is_new, msgs),
        Dialog::Export => export::show(&ctx, inputs, &mut state.export, is_new, msgs),
        Dialog::Link { url } => link::show(&ctx, inputs, url, is_new, msgs),
    };
    match next {
        Next::Stay => state.dialog = Some(dialog),
        Next::Close => {}
        Next::Run(action) => keys::run(&ctx, action, inputs, state, msgs),
        Next::GoTo(row) => keys::go_to(row, inputs, state, msgs),
        Next::EditTimeline(file) => keys::edit_timeline(file, None, inputs, state, msgs),
    }
    if state.dialog.is_none() {
        state.dialog_focus.close();
        ctx.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        ctx.request_repaint();
    }
}
