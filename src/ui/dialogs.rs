//! What opens over the window: one thing at a time, closed by Escape.

use super::{Inputs, Msg, UiState, palette};
use egui::Ui;

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
    OpenPath {
        /// The path as typed.
        text: String,
    },
    /// Asks for a date.
    GoToDate {
        /// The date as typed.
        text: String,
    },
    /// Every action, incident and place by name.
    Palette(palette::PaletteState),
    /// Asks before a page is opened in the browser.
    Link {
        /// Its address.
        url: String,
    },
}

impl Dialog {
    /// Asks for a path.
    pub(crate) fn open_path() -> Self {
        Self::OpenPath { text: String::new() }
    }

    /// Asks for a date.
    pub(crate) fn go_to_date() -> Self {
        Self::GoToDate { text: String::new() }
    }

    /// The palette, empty.
    pub(crate) fn palette() -> Self {
        Self::Palette(palette::PaletteState::default())
    }
}

/// Draws what is open.
pub(crate) fn show(_ui: &mut Ui, _inputs: &Inputs<'_>, _state: &mut UiState, _msgs: &mut Vec<Msg>) {}
