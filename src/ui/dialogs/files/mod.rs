//! Dialogs about files: what saving changes, what others changed, what a dead session left, what was saved before.

mod diff;
mod disputes;
mod leaving;
mod names;
mod offers;
mod review;
mod versions;

use super::{Next, sheet};
use crate::ui::{FileDialog, Inputs, Msg, theme};
use egui::{Context, RichText, Ui};

/// What an open dialog remembers.
pub(crate) enum FilesState {
    /// What saving would change, with the reason as typed.
    Review {
        /// Why it is saved.
        reason: String,
    },
    /// What both sides changed.
    Disputes,
    /// What dead sessions left.
    Offers,
    /// The saved versions.
    Versions,
    /// What becomes of unsaved changes.
    Leaving,
    /// Another name for a file.
    SaveAs(names::SaveAs),
    /// A new timeline.
    NewTimeline(names::NewTimeline),
}

impl FilesState {
    /// A dialog as it opens.
    pub(crate) fn new(dialog: FileDialog) -> Self {
        match dialog {
            FileDialog::Review => Self::Review { reason: String::new() },
            FileDialog::Disputes => Self::Disputes,
            FileDialog::Offers => Self::Offers,
            FileDialog::Versions => Self::Versions,
            FileDialog::Leaving => Self::Leaving,
            FileDialog::SaveAs(file) => Self::SaveAs(names::SaveAs::of(file)),
            FileDialog::NewTimeline => Self::NewTimeline(names::NewTimeline::default()),
        }
    }

    /// Which dialog it is.
    pub(crate) fn which(&self) -> FileDialog {
        match self {
            Self::Review { .. } => FileDialog::Review,
            Self::Disputes => FileDialog::Disputes,
            Self::Offers => FileDialog::Offers,
            Self::Versions => FileDialog::Versions,
            Self::Leaving => FileDialog::Leaving,
            Self::SaveAs(state) => FileDialog::SaveAs(state.file),
            Self::NewTimeline(_) => FileDialog::NewTimeline,
        }
    }
}

/// Draws the dialog.
pub(crate) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut FilesState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    match state {
        FilesState::Review { reason } => review::show(ctx, inputs, reason, is_new, msgs),
        FilesState::Disputes => disputes::show(ctx, inputs, is_new, msgs),
        FilesState::Offers => offers::show(ctx, inputs, msgs),
        FilesState::Versions => versions::show(ctx, inputs, is_new, msgs),
        FilesState::Leaving => leaving::show(ctx, inputs, is_new, msgs),
        FilesState::SaveAs(state) => names::save_as(ctx, inputs, state, is_new, msgs),
        FilesState::NewTimeline(state) => names::new_timeline(ctx, state, is_new, msgs),
    }
}

/// A paragraph.
fn words(ui: &mut Ui, text: impl Into<String>) {
    ui.add(egui::Label::new(text.into()).wrap());
}

/// A paragraph to be minded.
fn warning(ui: &mut Ui, text: impl Into<String>) {
    let color = theme::color(theme::palette(ui.ctx()).warning);
    ui.add(egui::Label::new(RichText::new(text).color(color)).wrap());
}

/// The last part of a path.
fn short(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Comments that a change takes out.
fn lost(ui: &mut Ui, comments: &[String]) {
    if comments.is_empty() {
        return;
    }
    let text = match comments.len() {
        1 => "This comment would be gone".to_owned(),
        n => format!("These {n} comments would be gone"),
    };
    sheet::heading(ui, &text, false);
    for comment in comments.iter().take(20) {
        warning(ui, crate::ui::problems::escaped(comment));
    }
    if comments.len() > 20 {
        warning(ui, format!("and {} more", comments.len() - 20));
    }
}
