//! What becomes of unsaved changes when the window closes or other files are opened.

use super::{short, words};
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{self, Sheet};
use crate::ui::{Effect, Inputs, Msg};
use egui::Context;

pub(super) fn show(ctx: &Context, inputs: &Inputs<'_>, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    let mut is_chosen = false;
    let next = Sheet::form("Unsaved changes", 560.0).show(ctx, |ui| {
        let names: Vec<&str> = inputs
            .documents
            .iter()
            .zip(inputs.edits)
            .filter(|(_, edits)| edits.is_unsaved)
            .map(|(document, _)| short(&document.name))
            .collect();
        let what = inputs.files.leaving.as_deref().unwrap_or("going on");
        words(ui, format!("Save the changes of {} before {what}?", names.join(", ")));
        ui.add_space(4.0);
        words(
            ui,
            "Without saving nothing is lost either: the changes stay in the journal and are offered when the file is \
             opened next",
        );
        let mut next = Next::Stay;
        sheet::buttons(ui, |ui| {
            let save = sheet::main_button(ui, "Save", true);
            if is_new {
                save.request_focus();
            }
            if save.clicked() {
                msgs.push(Msg::Effect(Effect::LeaveSaving));
                is_chosen = true;
            }
            if sheet::side_button(ui, "Do not save").clicked() {
                msgs.push(Msg::Effect(Effect::LeaveWithout));
                is_chosen = true;
            }
            if sheet::side_button(ui, "Cancel").clicked() {
                next = Next::Close;
            }
        });
        if is_chosen { Next::Close } else { next }
    });
    if next == Next::Close && !is_chosen {
        msgs.push(Msg::Effect(Effect::Stay));
    }
    next
}
