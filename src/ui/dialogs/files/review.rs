//! What saving would change, letter by letter, and why it is saved.

use super::{diff, lost, short, warning, words};
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{self, Sheet};
use crate::ui::{Effect, FileDialog, Inputs, Msg, SaveOptions, widgets};
use egui::{Context, Key, Ui};

pub(super) fn show(ctx: &Context, inputs: &Inputs<'_>, reason: &mut String, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    Sheet::form("Save changes", 860.0).show(ctx, |ui| {
        let reviews = &inputs.files.reviews;
        if reviews.is_empty() {
            words(ui, "Everything is saved");
        }
        let height = (ui.ctx().content_rect().height() - 330.0) / reviews.len().max(1) as f32;
        for (i, preview) in reviews.iter().enumerate() {
            sheet::heading(ui, short(&preview.name), i == 0);
            if preview.is_cut_off {
                warning(
                    ui,
                    "The file ends before its timeline does: it was cut off, or a program is still writing it. Save only if \
                     nothing more is to come",
                );
            }
            diff::show(ui, preview, height.max(120.0));
            lost(ui, &preview.lost_comments);
        }
        let n_disputes = inputs.files.disputes.len();
        if n_disputes > 0 {
            ui.add_space(8.0);
            warning(
                ui,
                format!(
                    "{n_disputes} of the fields changed here were changed by another program too. What you save stands \
                     in the file; the other version stays in the local history"
                ),
            );
        }
        reason_and_buttons(ui, inputs, reason, is_new, msgs)
    })
}

fn reason_and_buttons(
    ui: &mut Ui,
    inputs: &Inputs<'_>,
    reason: &mut String,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    ui.add_space(10.0);
    let hint = "Why, in a line, for the local history; it may stay empty";
    let field = sheet::field(ui, reason, "Reason", hint, is_new);
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut options = inputs.files.options;
    ui.add_space(4.0);
    if ui.checkbox(&mut options.review, "Show this before every save").changed() {
        msgs.push(Msg::Effect(Effect::SetSaveOptions(SaveOptions { ..options })));
    }
    let can_save = !inputs.files.reviews.is_empty();
    let mut next = Next::Stay;
    sheet::buttons(ui, |ui| {
        let is_clicked = sheet::main_button(ui, "Save", can_save).clicked();
        if can_save && (is_clicked || is_entered) {
            msgs.push(Msg::Effect(Effect::Save(reason.trim().to_owned())));
            next = Next::Close;
        }
        if sheet::side_button(ui, "Cancel").clicked() {
            next = Next::Close;
        }
        if !inputs.files.disputes.is_empty() && sheet::side_button(ui, "Choose between versions…").clicked() {
            msgs.push(Msg::Effect(Effect::Show(FileDialog::Disputes)));
        }
        ui.label(widgets::weak("Undo works after saving too", ui));
    });
    next
}
