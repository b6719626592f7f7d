//! The menu bar.

use super::dialogs::views::shown;
use super::{Action, Effect, Inputs, Msg, UiState, keys, theme, widgets};
use crate::view::{Centre, LaneKey, Metric, Scale, Theme};
use egui::{Button, Ui};

/// Draws the bar.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(8, 3));
    egui::Panel::top("menu").frame(frame).show(ui, |ui| {
        egui::MenuBar::new().ui(ui, |ui| {
            let mut menu = Menu { inputs, state, msgs };
            ui.menu_button("File", |ui| menu.file(ui));
            ui.menu_button("Edit", |ui| {
                menu.items(ui, &[Action::Undo, Action::Redo]);
                ui.separator();
                menu.items(ui, &[Action::New, Action::Edit, Action::Duplicate, Action::Remove]);
                ui.separator();
                menu.items(ui, &[Action::Timeline]);
                ui.separator();
                menu.items(ui, &[Action::Work, Action::NextWork, Action::PreviousWork]);
                ui.separator();
                menu.items(
                    ui,
                    &[
                        Action::CopyCitation,
                        Action::CopyTotals,
                        Action::Find,
                        Action::ClearFilter,
                        Action::ClearSelection,
                    ],
                );
            });
            ui.menu_button("View", |ui| menu.view(ui));
            ui.menu_button("Go", |ui| menu.go(ui));
            ui.menu_button("Brief", |ui| menu.brief(ui));
            ui.menu_button("Help", |ui| {
                menu.items(ui, &[Action::KeySheet, Action::QueryHelp, Action::Scope, Action::About]);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| right(ui, inputs, state, msgs));
        });
    });
}

/// Title of the data, what is not saved yet, problems, the palette's door.
fn right(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    if ui.button("Find or run…  Ctrl+K").on_hover_text("Every action, incident and place by name").clicked() {
        keys::run(ui.ctx(), Action::Palette, inputs, state, msgs);
    }
    let n_errors: usize =
        inputs.documents.iter().map(|document| document.n_errors()).sum::<usize>() + inputs.refused.len();
    if n_errors > 0 {
        let words = if n_errors == 1 { "1 problem".to_owned() } else { format!("{n_errors} problems") };
        let text = egui::RichText::new(words).color(theme::color(palette.error));
        if ui.button(text).on_hover_text("What could not be read, where, and what to do").clicked() {
            keys::run(ui.ctx(), Action::Problems, inputs, state, msgs);
        }
    }
    unsaved(ui, inputs);
    read_only(ui, inputs);
    version(ui, inputs, state, msgs);
    let titles: Vec<&str> = inputs.loaded.catalog.files().iter().map(|file| file.header.title.as_str()).collect();
    let title = titles.join(" + ");
    let width = ui.available_width() - 8.0;
    if width > 80.0 {
        let galley = widgets::one_line(ui.painter(), &title, theme::strong(13.5), theme::color(palette.strong), width);
        ui.label(galley);
    }
}

/// Says which files cannot be saved under their names, before anything is edited.
fn read_only(ui: &mut Ui, inputs: &Inputs<'_>) {
    let named = inputs.documents.iter().zip(inputs.edits);
    let words: Vec<String> = named
        .filter_map(|(document, edits)| Some(format!("{}: {}", document.name, edits.can_write.as_ref().err()?)))
        .collect();
    if !words.is_empty() {
        ui.label(widgets::weak("Read-only", ui)).on_hover_text(words.join("\n"));
    }
}

/// Says that the disk does not have everything yet.
fn unsaved(ui: &mut Ui, inputs: &Inputs<'_>) {
    let names: Vec<&str> = inputs
        .documents
        .iter()
        .zip(inputs.edits)
        .filter(|(_, edits)| edits.is_unsaved)
        .map(|(document, _)| document.name.as_str())
        .collect();
    if !names.is_empty() {
        let palette = theme::palette(ui.ctx());
        let text = egui::RichText::new("Unsaved").font(theme::strong(13.0)).color(theme::color(palette.warning));
        ui.label(text).on_hover_text(format!("Changes not saved yet in {}", names.join(", ")));
    }
}

/// The version of the data, which leads to its scope and rules.
fn version(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let files = inputs.loaded.catalog.files();
    let text = match files {
        [] => "no file open".to_owned(),
        [file] => format!("data {}", file.header.version),
        files => format!("{} files", files.len()),
    };
    let lines: Vec<String> = files
        .iter()
        .map(|file| format!("{}: {}, version {}", file.name, file.header.title, file.header.version))
        .collect();
    if ui.link(egui::RichText::new(text).font(theme::small())).on_hover_text(lines.join("\n")).clicked() {
        keys::run(ui.ctx(), Action::Scope, inputs, state, msgs);
    }
}

struct Menu<'a, 'b> {
    inputs: &'a Inputs<'b>,
    state: &'a mut UiState,
    msgs: &'a mut Vec<Msg>,
}

impl Menu<'_, '_> {
    fn item(&mut self, ui: &mut Ui, action: Action) {
        let shortcut =
            action.shortcuts().first().map_or(String::new(), |shortcut| widgets::key_names(shortcut).join("+"));
        let is_enabled = keys::is_enabled(action, self.inputs);
        let mut button = Button::new(keys::text(action, self.inputs)).shortcut_text(shortcut);
        if keys::is_on(action, self.inputs) {
            button = button.selected(true);
        }
        if ui.add_enabled(is_enabled, button).clicked() {
            keys::run(ui.ctx(), action, self.inputs, self.state, self.msgs);
        }
    }

    fn items(&mut self, ui: &mut Ui, actions: &[Action]) {
        ui.set_min_width(220.0);
        for action in actions {
            self.item(ui, *action);
        }
    }

    fn file(&mut self, ui: &mut Ui) {
        self.items(ui, &[Action::NewTimeline, Action::Open, Action::OpenPath, Action::OpenShipped]);
        ui.menu_button("Open recent", |ui| {
            for path in self.inputs.recent {
                if ui.button(path.display().to_string()).clicked() {
                    self.msgs.push(Msg::Effect(Effect::Open(vec![path.clone()])));
                }
            }
            if self.inputs.recent.is_empty() {
                ui.label(widgets::weak("nothing yet", ui));
            } else if ui.button("Forget these").clicked() {
                self.msgs.push(Msg::Effect(Effect::ForgetRecent));
            }
        });
        ui.separator();
        self.items(ui, &[Action::Save, Action::SaveAs, Action::Review, Action::Revert]);
        ui.separator();
        self.items(ui, &[Action::Export]);
        ui.separator();
        self.items(ui, &[Action::SaveEveryChange, Action::ReviewBeforeSaving]);
        ui.separator();
        self.items(ui, &[Action::Versions, Action::Disputes, Action::Offers, Action::Problems]);
        ui.separator();
        self.items(ui, &[Action::Quit]);
    }

    fn view(&mut self, ui: &mut Ui) {
        self.items(ui, &Centre::ALL.map(Action::Centre));
        ui.separator();
        ui.menu_button("Views", |ui| self.saved_views(ui));
        ui.separator();
        ui.menu_button("Lanes", |ui| self.items(ui, &LaneKey::ALL.map(Action::Lanes)));
        ui.menu_button("Color and stack", |ui| self.items(ui, &LaneKey::ALL.map(Action::Colors)));
        ui.menu_button("Plot", |ui| {
            self.items(ui, &Metric::ALL.map(Action::Metric));
            ui.separator();
            self.items(ui, &Scale::ALL.map(Action::Scale));
            ui.separator();
            self.items(ui, &[Action::Cumulative]);
        });
        ui.separator();
        self.items(ui, &[Action::Rule, Action::Explain, Action::Moved]);
        self.items(ui, &[Action::AsKnown, Action::AsToday]);
        ui.separator();
        self.items(ui, &[Action::Facets, Action::SidePanel, Action::Legend, Action::FullScreen]);
        ui.separator();
        self.items(ui, &Theme::ALL.map(Action::Theme));
        ui.separator();
        self.items(ui, &[Action::LargerText, Action::SmallerText, Action::NormalText, Action::ReducedMotion]);
    }

    fn brief(&mut self, ui: &mut Ui) {
        self.items(ui, &[Action::Stories, Action::AddStep]);
        ui.separator();
        self.items(ui, &[Action::NextStep, Action::PreviousStep]);
        ui.separator();
        self.items(ui, &[Action::Present, Action::PresentFromStart]);
        let mut has_window = self.state.notes_window;
        if ui.checkbox(&mut has_window, Action::NotesWindow.text()).changed() {
            self.state.notes_window = has_window;
        }
    }

    fn saved_views(&mut self, ui: &mut Ui) {
        ui.set_min_width(260.0);
        for view in &self.inputs.files.views.views {
            if ui.button(&view.name).clicked() {
                self.msgs.push(shown(view, self.inputs));
            }
        }
        if self.inputs.files.views.views.is_empty() {
            ui.label(widgets::weak("nothing saved yet", ui));
        }
        ui.separator();
        self.item(ui, Action::SavedViews);
    }

    fn go(&mut self, ui: &mut Ui) {
        self.items(ui, &[Action::Next, Action::Previous, Action::First, Action::Last]);
        ui.separator();
        self.items(ui, &[Action::GoToDate, Action::FitAll, Action::FitSelection]);
        ui.separator();
        self.items(ui, &[Action::Back, Action::Forward]);
    }
}
