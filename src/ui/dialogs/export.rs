//! Asks what is exported, how and where to; asks again before a file that is there is replaced.
//!
//! What was typed stays for the next export of the session.

use super::Next;
use super::path::path_of;
use super::picture::{self, PictureChoice, PictureState};
use super::sheet::{self, Sheet};
use crate::export::{Format, marking_line};
use crate::model::thousands;
use crate::ui::{Effect, Inputs, Msg, theme, widgets};
use crate::view::Story;
use egui::{Context, Key, RichText, Ui};
use std::path::{Path, PathBuf};

/// An export as it is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportRequest {
    /// How it is written.
    pub format: Format,
    /// Where to.
    pub path: PathBuf,
    /// The selected incidents, else those of the filter.
    pub is_selection: bool,
    /// A line that it carries; empty is none.
    pub marking: String,
    /// Whether a file that is there is replaced.
    pub replaces: bool,
    /// What its pictures show.
    pub picture: PictureChoice,
    /// The story that goes with it.
    pub story: Option<Story>,
}

/// Why the last export was not written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// This file is there.
    Exists(PathBuf),
    /// Something else, in words.
    Refused(String),
}

/// What the dialog remembers.
pub(crate) struct ExportState {
    format: Format,
    path: String,
    marking: String,
    is_selection: bool,
    picture: PictureState,
    /// The file of the story that goes with it.
    story: Option<PathBuf>,
    /// Whether it opened because the system's dialog did not answer.
    pub(crate) is_instead: bool,
    pub(crate) outcome: Option<Outcome>,
}

impl Default for ExportState {
    fn default() -> Self {
        Self {
            format: Format::Csv,
            path: String::new(),
            marking: String::new(),
            is_selection: false,
            picture: PictureState::default(),
            story: None,
            is_instead: false,
            outcome: None,
        }
    }
}

impl ExportState {
    /// Takes up a place that was chosen; its ending may name another format.
    pub(crate) fn take_place(&mut self, path: &Path) {
        self.path = path.display().to_string();
        self.is_instead = false;
        self.outcome = None;
        match Format::of_name(&self.path) {
            Some(format) => self.format = format,
            None => self.path = format!("{}.{}", self.path, self.format.ending()),
        }
    }

    fn set_format(&mut self, format: Format) {
        self.format = format;
        self.outcome = None;
        if !self.path.trim().is_empty() {
            self.path = format!("{}.{}", Format::stem_of(self.path.trim()), format.ending());
        }
    }

    fn request(&self, inputs: &Inputs<'_>, path: PathBuf, replaces: bool) -> Effect {
        let place = self.story.as_ref().filter(|_| self.format.carries_story());
        let story = place.and_then(|place| inputs.files.stories.at(place));
        Effect::Export(Box::new(ExportRequest {
            format: self.format,
            path,
            is_selection: self.is_selection,
            marking: marking_line(&self.marking),
            replaces,
            picture: self.picture.choice(),
            story: story.map(|open| open.story.clone()),
        }))
    }
}

/// Draws the dialog.
pub(crate) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut ExportState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    if state.path.is_empty() {
        state.path = format!("{}.{}", proposed_stem(inputs), state.format.ending());
    }
    state.is_selection &= !inputs.shown.selection.is_empty();
    Sheet::form("Export", 680.0).show(ctx, |ui| {
        what(ui, inputs, state);
        format(ui, state);
        story(ui, inputs, state);
        picture::show(ui, state.format, &mut state.picture);
        let is_entered = place(ui, state, is_new);
        marking(ui, state);
        outcome(ui, state);
        buttons(ui, inputs, state, is_entered, msgs)
    })
}

/// The name of the first timeline, without its ending.
fn proposed_stem(inputs: &Inputs<'_>) -> String {
    let name = inputs.documents.first().map_or("timeline", |document| document.name.as_str());
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).replace(" (built in)", "");
    name.strip_suffix(".ron").unwrap_or(&name).to_owned()
}

fn what(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ExportState) {
    sheet::heading(ui, "What", true);
    let counted = |n: usize| format!("{} incident{}", thousands(n as u64), if n == 1 { "" } else { "s" });
    let (n_shown, n_selected) = (inputs.shown.n_shown(), inputs.shown.selection.len());
    let of = if inputs.state.query.is_empty() { "Everything" } else { "What the filter shows" };
    let mut is_changed =
        ui.radio_value(&mut state.is_selection, false, format!("{of}, {}", counted(n_shown))).changed();
    ui.add_enabled_ui(n_selected > 0, |ui| {
        let words = match n_selected {
            0 => "The selection; nothing is selected".to_owned(),
            n => format!("The selection, {}", counted(n)),
        };
        is_changed |= ui.radio_value(&mut state.is_selection, true, words).changed();
    });
    if is_changed {
        state.outcome = None;
    }
    let as_known = inputs.loaded.as_known.map_or(String::new(), |day| format!(", as known on {}", day.long()));
    let words = format!(
        "Counting rule: {}{as_known}. Every export says so, with the version of the data",
        inputs.shown.rule.label()
    );
    ui.add(egui::Label::new(RichText::new(words).font(theme::small()).weak()).wrap());
}

fn format(ui: &mut Ui, state: &mut ExportState) {
    sheet::heading(ui, "Format", false);
    let before = state.format;
    let mut format = before;
    let combo = egui::ComboBox::from_id_salt("export format").width(260.0).height(360.0).selected_text(before.label());
    let response = combo.show_ui(ui, |ui| {
        for each in Format::ALL {
            ui.selectable_value(&mut format, each, each.label()).on_hover_text(each.definition());
        }
    });
    let name = format!("Format: {}", before.label());
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    if format != before {
        state.set_format(format);
    }
    ui.add(egui::Label::new(RichText::new(state.format.definition()).font(theme::small()).weak()).wrap());
}

/// The story that goes with it, in formats that are read from front to back.
fn story(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ExportState) {
    let stories = &inputs.files.stories;
    if stories.stories.is_empty() || !state.format.carries_story() {
        return;
    }
    sheet::heading(ui, "Story", false);
    let title = |place: &Option<PathBuf>| {
        let open = place.as_ref().and_then(|place| stories.at(place));
        open.map_or("None", |open| open.story.title.as_str()).to_owned()
    };
    let before = title(&state.story);
    let combo = egui::ComboBox::from_id_salt("export story").width(420.0).truncate().selected_text(&before);
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut state.story, None, "None");
        for open in &stories.stories {
            ui.selectable_value(&mut state.story, Some(open.place.clone()), &open.story.title);
        }
    });
    let name = format!("Story: {before}");
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

/// The path; whether Enter was pressed in it.
fn place(ui: &mut Ui, state: &mut ExportState, is_new: bool) -> bool {
    sheet::heading(ui, "File", false);
    if state.is_instead {
        let warning = theme::color(theme::palette(ui.ctx()).warning);
        let words = "The system's file dialog did not answer. A path works without it";
        ui.label(RichText::new(words).color(warning));
    }
    let hint = format!("/home/me/export.{}", state.format.ending());
    let response = sheet::field(ui, &mut state.path, "Path", &hint, is_new);
    if is_new {
        select_stem(ui, &response, &state.path);
    }
    if response.changed() {
        state.outcome = None;
        if let Some(format) = Format::of_name(state.path.trim()) {
            state.format = format;
        }
    }
    if state.path.trim().starts_with('~') {
        let color = theme::color(theme::palette(ui.ctx()).error);
        let words = "“~” is not replaced by your home folder here. Write the path from the root: /home/…";
        ui.label(RichText::new(words).color(color));
    } else {
        ui.label(widgets::weak("A path without a folder is one of the folder the program was started in", ui));
    }
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Typing takes the place of the name; its ending stays.
fn select_stem(ui: &Ui, field: &egui::Response, path: &str) {
    let stem = Format::stem_of(path);
    let name = stem.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let at = |bytes: usize| egui::text::CCursor::new(path.get(..bytes).map_or(0, |text| text.chars().count()));
    let mut edit = egui::text_edit::TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    edit.cursor.set_char_range(Some(egui::text::CCursorRange::two(at(name), at(stem.len()))));
    edit.store(ui.ctx(), field.id);
}

fn marking(ui: &mut Ui, state: &mut ExportState) {
    sheet::heading(ui, "Marking", false);
    let edit = egui::TextEdit::singleline(&mut state.marking)
        .id(egui::Id::unique("export marking"))
        .hint_text("such as UNCLASSIFIED; may stay empty")
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(10, 7));
    let response = ui.add(edit).accessible_name("Marking");
    widgets::field_edge(ui, &response);
}

fn outcome(ui: &mut Ui, state: &ExportState) {
    let palette = theme::palette(ui.ctx());
    let (words, color) = match &state.outcome {
        None => return,
        Some(Outcome::Exists(path)) => {
            (format!("There is a file already: {}. Replace it?", path.display()), palette.warning)
        }
        Some(Outcome::Refused(why)) => (format!("Nothing was written: {why}"), palette.error),
    };
    ui.add_space(10.0);
    ui.add(egui::Label::new(RichText::new(words).color(theme::color(color))).wrap());
}

fn buttons(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ExportState, is_entered: bool, msgs: &mut Vec<Msg>) -> Next {
    let has_fault = state.format.has_pictures() && state.picture.fault().is_some();
    let can_begin = !inputs.is_stale && inputs.progress.is_none() && !has_fault;
    let path = path_of(&with_ending(state)).filter(|_| can_begin);
    let asks = matches!(state.outcome, Some(Outcome::Exists(_)));
    let mut next = Next::Stay;
    sheet::buttons(ui, |ui| {
        let main = if asks { "Replace" } else { "Export" };
        let is_clicked = sheet::main_button(ui, main, path.is_some()).clicked();
        // Enter does not replace a file.
        if let Some(path) = path.clone().filter(|_| is_clicked || is_entered && !asks) {
            state.path = path.display().to_string();
            state.outcome = None;
            state.is_instead = false;
            msgs.push(Msg::Effect(state.request(inputs, path, asks)));
            next = Next::Close;
        }
        if sheet::side_button(ui, "Choose a place…").on_hover_text("By the dialog of the system").clicked() {
            let path = with_ending(state);
            let name = path.rsplit(['/', '\\']).next().unwrap_or(&path).to_owned();
            msgs.push(Msg::Effect(Effect::ExportPlaceDialog(name)));
        }
        if sheet::side_button(ui, "Cancel").clicked() {
            state.outcome = None;
            next = Next::Close;
        }
    });
    next
}

/// The path as typed; a name without the ending of a format gets that of the one that is chosen.
fn with_ending(state: &ExportState) -> String {
    let path = state.path.trim();
    if path.is_empty() || Format::of_name(path).is_some() {
        path.to_owned()
    } else {
        format!("{path}.{}", state.format.ending())
    }
}
