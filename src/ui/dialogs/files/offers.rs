//! What sessions that died left unsaved: looked at, then restored or let go.

use super::{diff, lost, short, warning, words};
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{self, Sheet};
use crate::ui::{Effect, Inputs, Msg, Offer, widgets};
use egui::{Context, Id, Ui};

pub(super) fn show(ctx: &Context, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) -> Next {
    Sheet::form("Unsaved changes were recovered", 860.0).show(ctx, |ui| {
        let offers = &inputs.files.offers;
        if offers.is_empty() {
            words(ui, "Nothing is left to choose about");
        } else {
            words(
                ui,
                "Daymark ended before these changes were saved. They are not in the file until you restore and save \
                 them. What you let go stays in .daymark/trash beside the file for 30 days",
            );
        }
        for (at, offer) in offers.iter().enumerate() {
            ui.push_id(at, |ui| one(ui, at, offer, msgs));
        }
        let mut next = Next::Stay;
        sheet::buttons(ui, |ui| {
            let text = if offers.is_empty() { "Close" } else { "Decide later" };
            if sheet::side_button(ui, text).clicked() {
                next = Next::Close;
            }
        });
        next
    })
}

fn one(ui: &mut Ui, at: usize, offer: &Offer, msgs: &mut Vec<Msg>) {
    let n = offer.labels.len();
    let changes = if n == 1 { "change" } else { "changes" };
    let title = match n {
        0 => format!("{}: changes taken back", short(&offer.name)),
        n => format!("{}: {n} {changes}", short(&offer.name)),
    };
    sheet::heading(ui, &title, false);
    for label in offer.labels.iter().take(8) {
        ui.label(format!("· {}", widgets::sentence(label)));
    }
    if n > 8 {
        ui.label(widgets::weak(format!("and {} more", n - 8), ui));
    }
    if offer.is_torn {
        warning(ui, "The journal ends in damage: the newest change may be missing");
    }
    if offer.is_merged {
        warning(ui, "The file was changed since; both are merged, and what both changed is shown for you to choose");
    }
    if let Some(refused) = &offer.refused {
        warning(ui, refused);
    }
    if let Some(preview) = &offer.preview {
        ui.add_space(4.0);
        diff::show(ui, preview, 220.0);
        lost(ui, &preview.lost_comments);
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let can_restore =
            offer.refused.is_none() && offer.preview.as_ref().is_some_and(|preview| preview.diff.is_some());
        let restore = sheet::main_button(ui, "Restore", can_restore);
        // What it would change is known only after a while, and one may follow another: Enter restores the first as soon
        // as it can, unless a person has gone elsewhere.
        let is_free = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == Id::unique("timeline")));
        if at == 0 && can_restore && is_free {
            restore.request_focus();
        }
        if restore.clicked() {
            msgs.push(Msg::Effect(Effect::Restore(at)));
        }
        if sheet::side_button(ui, "Let them go").clicked() {
            msgs.push(Msg::Effect(Effect::Discard(at)));
        }
    });
}
