//! What is remembered between runs; window and panel sizes are remembered by eframe.

use crate::ui::SaveOptions;
use crate::view::ViewState;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// View, theme and recent files of the last run.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// How it was shown.
    pub state: ViewState,
    /// The files that were open; none means the shipped timeline.
    pub files: Vec<PathBuf>,
    /// Recently opened files, latest first.
    pub recent: Vec<PathBuf>,
    /// How saving is done.
    pub saving: SaveOptions,
}

impl Memory {
    /// The state to start with: the whole view if the same files are opened again, else only the settings. The record is
    /// shown as it is today: what was known on another day is never found on screen unasked.
    pub(super) fn state_for(&self, files: &[PathBuf]) -> ViewState {
        if self.files == files {
            return ViewState { as_known: None, ..self.state.clone() };
        }
        let settings = ViewState { note: String::new(), ..self.state.clone() };
        ViewState { viewport: None, query: String::new(), selection: Vec::new(), as_known: None, ..settings }
    }
}
