//! Saved views: shown, saved, replaced, renamed, removed, copied and pasted as text.

use super::Next;
use super::sheet::{self, Sheet};
use crate::format::{read_view, view_text};
use crate::ui::{Effect, Inputs, Msg, side, theme, widgets};
use crate::view::{SavedView, ViewChange};
use egui::{Context, Key, RichText, TextEdit, Ui};

/// What is typed.
#[derive(Default)]
pub(crate) struct ViewsState {
    name: String,
    pasted: String,
    /// Why the pasted text cannot be read.
    error: Option<String>,
    /// The view that is being renamed, and its new name.
    renamed: Option<(String, String)>,
}

/// Draws the dialog.
pub(super) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut ViewsState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    Sheet::form("Saved views", 680.0).show(ctx, |ui| {
        let views = &inputs.files.views;
        let mut next = Next::Stay;
        save(ui, inputs, state, is_new, msgs);
        for problem in &views.problems {
            let color = theme::color(theme::palette(ui.ctx()).warning);
            ui.label(RichText::new(problem).font(theme::small()).color(color));
        }
        sheet::heading(ui, "Views", false);
        if views.views.is_empty() {
            ui.label(widgets::weak("None yet", ui));
        }
        for view in &views.views {
            if row(ui, view, inputs, state, msgs) {
                next = Next::Close;
            }
        }
        if paste(ui, inputs, state, msgs) {
            next = Next::Close;
        }
        next
    })
}

/// The field for the name of the present view.
fn save(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ViewsState, is_new: bool, msgs: &mut Vec<Msg>) {
    let views = &inputs.files.views;
    sheet::heading(ui, "Save what is shown", true);
    let response = sheet::field(ui, &mut state.name, "Name of the view", "IS-KP in Afghanistan", is_new);
    let name = state.name.trim().to_owned();
    let is_taken = views.find(&name).is_some();
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let can_save = views.can_save.is_ok() && !name.is_empty();
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let text = if is_taken { "Replace" } else { "Save" };
        let is_clicked = sheet::main_button(ui, text, can_save).clicked();
        if can_save && (is_clicked || is_entered) {
            let view = Box::new(SavedView::of(inputs.state, &name));
            msgs.push(Msg::Effect(Effect::PutView { name: name.clone(), view }));
            state.name.clear();
        }
        if sheet::side_button(ui, "Copy as text").on_hover_text("What is shown, to be pasted elsewhere").clicked() {
            let name = if name.is_empty() { "Pasted view" } else { &name };
            msgs.push(widgets::copy(view_text(&SavedView::of(inputs.state, name)), "View"));
        }
    });
    ui.add_space(4.0);
    let words = match &views.can_save {
        Ok(_) if is_taken => "There is a view of this name; it would be replaced".to_owned(),
        Ok(file) => format!("Filter, days, lanes, colors, rule, plot, table, comparison and selection go to {file}"),
        Err(why) => format!("Views cannot be saved: {why}"),
    };
    ui.label(widgets::weak(words, ui));
}

/// One view; whether it was shown.
fn row(ui: &mut Ui, view: &SavedView, inputs: &Inputs<'_>, state: &mut ViewsState, msgs: &mut Vec<Msg>) -> bool {
    let mut is_shown = false;
    let can_save = inputs.files.views.can_save.is_ok();
    ui.horizontal(|ui| {
        if let Some((of, name)) = state.renamed.as_mut().filter(|(of, _)| *of == view.name) {
            let field = ui.add(TextEdit::singleline(name).desired_width(260.0)).accessible_name("New name");
            let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let new = name.trim().to_owned();
            let is_free = new == *of || inputs.files.views.find(&new).is_none();
            let can = !new.is_empty() && is_free;
            if (ui.add_enabled(can, egui::Button::new("Rename it")).clicked() || is_entered) && can {
                let view = Box::new(SavedView { name: new, ..view.clone() });
                msgs.push(Msg::Effect(Effect::PutView { name: of.clone(), view }));
                state.renamed = None;
            } else if ui.button("Cancel").clicked() {
                state.renamed = None;
            }
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if can_save {
                if side::small_button(ui, "Remove", &format!("Remove the view {}", view.name)).clicked() {
                    msgs.push(Msg::Effect(Effect::RemoveView(view.name.clone())));
                }
                if side::small_button(ui, "Rename", &format!("Rename the view {}", view.name)).clicked() {
                    state.renamed = Some((view.name.clone(), view.name.clone()));
                }
                let replace = side::small_button(ui, "Replace", &format!("Replace the view {}", view.name));
                if replace.on_hover_text("By what is shown now").clicked() {
                    let now = Box::new(SavedView::of(inputs.state, &view.name));
                    msgs.push(Msg::Effect(Effect::PutView { name: view.name.clone(), view: now }));
                }
            }
            if side::small_button(ui, "Copy", &format!("Copy the view {} as text", view.name)).clicked() {
                msgs.push(widgets::copy(view_text(view), "View"));
            }
            if side::small_button(ui, "Show", &format!("Show the view {}", view.name)).clicked() {
                msgs.push(shown(view, inputs));
                is_shown = true;
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let palette = theme::palette(ui.ctx());
                let faults = view.faults(inputs.loaded);
                let color = theme::color(if faults.is_empty() { palette.text } else { palette.warning });
                let width = ui.available_width();
                let galley = widgets::one_line(ui.painter(), &view.name, theme::body(), color, width);
                let words: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
                let label = ui.label(galley);
                if !words.is_empty() {
                    label.on_hover_text(words.join("\n"));
                }
            });
        });
    });
    is_shown
}

/// The message that shows a view.
pub(crate) fn shown(view: &SavedView, inputs: &Inputs<'_>) -> Msg {
    ViewChange::All(Box::new(view.shown(inputs.state, inputs.loaded))).into()
}

/// A view as text, pasted; whether it was shown.
fn paste(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut ViewsState, msgs: &mut Vec<Msg>) -> bool {
    sheet::heading(ui, "Paste a view", false);
    let edit = TextEdit::multiline(&mut state.pasted)
        .hint_text("View(name: \"…\", query: \"branch:is-kp\")")
        .font(egui::TextStyle::Monospace)
        .desired_rows(3)
        .desired_width(f32::INFINITY);
    if ui.add(edit).accessible_name("A view as text").changed() {
        state.error = None;
    }
    if let Some(error) = &state.error {
        let color = theme::color(theme::palette(ui.ctx()).error);
        ui.label(RichText::new(error).font(theme::small()).color(color));
    }
    ui.add_space(4.0);
    let has_text = !state.pasted.trim().is_empty();
    if !ui.add_enabled(has_text, egui::Button::new("Show it")).clicked() {
        return false;
    }
    match read_view::<SavedView>(&state.pasted) {
        Ok(view) => {
            msgs.push(shown(&view, inputs));
            true
        }
        Err(problem) => {
            let line = crate::format::position(&state.pasted, problem.bytes.start);
            let hint = problem.hint.map_or(String::new(), |hint| format!("; {hint}"));
            state.error = Some(format!("line {}, column {}: {}{hint}", line.line, line.column, problem.message));
            false
        }
    }
}
