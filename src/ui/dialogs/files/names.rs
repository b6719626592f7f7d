//! Asks for the name of a file to write: another name for an open one, or a new timeline.

use super::{short, warning, words};
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{self, Sheet};
use crate::ui::{Effect, Inputs, Msg, widgets};
use egui::{Context, Key};
use std::path::PathBuf;

/// Another name for a file.
#[derive(Default)]
pub(crate) struct SaveAs {
    /// Index of the file.
    pub(crate) file: usize,
    /// The path as typed.
    text: String,
    /// Whether a file that has the name is replaced.
    replaces: bool,
}

/// A new timeline.
#[derive(Default)]
pub(crate) struct NewTimeline {
    title: String,
    path: String,
    /// Whether the path is still made from the title.
    is_typed: bool,
}

impl SaveAs {
    /// As it opens.
    pub(crate) fn of(file: usize) -> Self {
        Self { file, ..Self::default() }
    }
}

pub(super) fn save_as(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut SaveAs,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    Sheet::form("Save as", 620.0).show(ctx, |ui| {
        let name = inputs.documents.get(state.file).map_or("", |document| short(&document.name));
        if let Some(Err(why)) = inputs.edits.get(state.file).map(|edits| &edits.can_write) {
            warning(ui, format!("{name}: {why}"));
            ui.add_space(6.0);
        }
        let response = sheet::field(ui, &mut state.text, "Path", "/home/me/timelines/mine.ron", is_new);
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(4.0);
        ui.label(widgets::weak("A path without a folder is one of the folder the program was started in", ui));
        ui.checkbox(&mut state.replaces, "Replace a file that has this name; its text stays in the local history");
        let path = path_of(&state.text);
        let mut next = Next::Stay;
        sheet::buttons(ui, |ui| {
            let is_clicked = sheet::main_button(ui, "Save", path.is_some()).clicked();
            if let Some(path) = path.clone().filter(|_| is_clicked || is_entered) {
                let (file, replaces) = (state.file, state.replaces);
                msgs.push(Msg::Effect(Effect::SaveAs { file, path, replaces }));
                next = Next::Close;
            }
            if sheet::side_button(ui, "Choose a place…").on_hover_text("By the dialog of the system").clicked() {
                msgs.push(Msg::Effect(Effect::SaveAsDialog(state.file)));
            }
            if sheet::side_button(ui, "Cancel").clicked() {
                next = Next::Close;
            }
        });
        next
    })
}

pub(super) fn new_timeline(ctx: &Context, state: &mut NewTimeline, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    Sheet::form("New timeline", 620.0).show(ctx, |ui| {
        words(
            ui,
            "A file with no incidents yet, laid out like timelines/template.ron, which shows every field by example",
        );
        sheet::heading(ui, "Title", false);
        let title = sheet::field(ui, &mut state.title, "Title", "Attacks in the Lake Chad basin, 2015–2024", is_new);
        if title.changed() && !state.is_typed {
            state.path = file_name(&state.title);
        }
        sheet::heading(ui, "File", false);
        let path = egui::TextEdit::singleline(&mut state.path)
            .id(egui::Id::unique("new timeline path"))
            .hint_text("/home/me/timelines/lake-chad.ron")
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(10, 7));
        let path = ui.add(path).accessible_name("Path");
        widgets::field_edge(ui, &path);
        state.is_typed |= path.changed();
        let is_entered = (title.lost_focus() || path.lost_focus()) && ui.input(|input| input.key_pressed(Key::Enter));
        let named = path_of(&state.path).filter(|_| !state.title.trim().is_empty());
        let mut next = Next::Stay;
        sheet::buttons(ui, |ui| {
            let is_clicked = sheet::main_button(ui, "Begin", named.is_some()).clicked();
            if let Some(path) = named.clone().filter(|_| is_clicked || is_entered) {
                msgs.push(Msg::Effect(Effect::NewTimeline { path, title: state.title.trim().to_owned() }));
                next = Next::Close;
            }
            if sheet::side_button(ui, "Cancel").clicked() {
                next = Next::Close;
            }
        });
        next
    })
}

/// The path that the text means: blanks around it and quotes pasted with it do not count; a name without an ending gets
/// that of timelines.
fn path_of(text: &str) -> Option<PathBuf> {
    let path = crate::ui::dialogs::path::path_of(text)?;
    let is_bare = path.extension().is_none();
    Some(if is_bare { path.with_extension("ron") } else { path })
}

/// "Lake Chad, 2015–2024" is `lake-chad-2015-2024.ron`.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for letter in title.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name: String = name.trim_end_matches('-').chars().take(60).collect();
    if name.is_empty() { String::new() } else { format!("{name}.ron") }
}
