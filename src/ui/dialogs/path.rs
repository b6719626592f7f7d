//! Asks for the path of a timeline; stands in for the system's dialog where none answers.

use super::Next;
use super::sheet::{self, Sheet};
use crate::ui::{Action, Effect, Inputs, Msg, theme, widgets};
use egui::{Context, Key, Ui};
use std::path::PathBuf;

/// What the dialog remembers.
#[derive(Default)]
pub(crate) struct PathState {
    /// The path as typed.
    pub(crate) text: String,
    /// Whether it opened because the system's dialog did not answer.
    pub(crate) is_instead: bool,
}

/// Draws the dialog.
pub(crate) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut PathState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    Sheet::form("Open by path", 620.0).show(ctx, |ui| {
        if state.is_instead {
            let warning = theme::color(theme::palette(ui.ctx()).warning);
            let words = "The system's file dialog did not answer. A path works without it";
            ui.label(egui::RichText::new(words).color(warning));
            ui.add_space(6.0);
        }
        let response = sheet::field(ui, &mut state.text, "Path", "/home/me/timelines/islamic-state.ron", is_new);
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = path_of(&state.text);
        note(ui, &state.text);
        let recent = recent(ui, inputs, msgs);
        let mut next = if recent { Next::Close } else { Next::Stay };
        sheet::buttons(ui, |ui| {
            let is_clicked = sheet::main_button(ui, "Open", path.is_some()).clicked();
            if let Some(path) = path.clone().filter(|_| is_clicked || is_entered) {
                msgs.push(Msg::Effect(Effect::Open(vec![path])));
                next = Next::Close;
            } else if is_entered {
                response.request_focus();
            }
            if sheet::side_button(ui, "Choose a file…").on_hover_text("By the dialog of the system").clicked() {
                next = Next::Run(Action::Open);
            }
        });
        next
    })
}

/// The path that the text means: blanks around it and quotes pasted with it do not count.
pub(super) fn path_of(text: &str) -> Option<PathBuf> {
    let text = text.trim();
    let text = ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(text);
    (!text.is_empty() && !is_tilde(text)).then(|| PathBuf::from(text))
}

fn is_tilde(text: &str) -> bool {
    text.starts_with('~')
}

/// What can be opened, or what is wrong with the text.
fn note(ui: &mut Ui, text: &str) {
    ui.add_space(4.0);
    if is_tilde(text.trim()) {
        let color = theme::color(theme::palette(ui.ctx()).error);
        let words = "“~” is not replaced by your home folder here. Write the path from the root: /home/…";
        ui.label(egui::RichText::new(words).color(color));
        return;
    }
    let mb = crate::format::limits::FILE_BYTES >> 20;
    let words = format!(
        "A timeline in RON (.ron), up to {mb} MB. A path without a folder is looked for where the program was started. \
         What cannot be read in a file is named, and the rest of it is shown"
    );
    ui.label(widgets::weak(words, ui));
}

/// The files opened before; whether one was taken.
fn recent(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) -> bool {
    if inputs.recent.is_empty() {
        return false;
    }
    sheet::heading(ui, "Opened before", false);
    let mut is_taken = false;
    for path in inputs.recent {
        let words = path.display().to_string();
        let button = egui::Button::new(egui::RichText::new(&words).monospace()).frame(false).truncate();
        if ui.add(button).on_hover_text(&words).clicked() {
            msgs.push(Msg::Effect(Effect::Open(vec![path.clone()])));
            is_taken = true;
        }
    }
    is_taken
}
