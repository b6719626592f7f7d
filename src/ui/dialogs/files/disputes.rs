//! What this program and another changed both: each version beside the others, to be chosen one by one.

use super::{short, words};
use crate::edit::{Dispute, Side};
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{self, Sheet};
use crate::ui::{Disputed, Effect, Inputs, Msg, problems, theme, widgets};
use egui::{Context, RichText, Ui, vec2};

pub(super) fn show(ctx: &Context, inputs: &Inputs<'_>, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    Sheet::form("Choose between versions", 940.0).show(ctx, |ui| {
        let disputes = &inputs.files.disputes;
        if disputes.is_empty() {
            words(ui, "Everything is chosen. Undo takes a choice back");
            return Next::Stay;
        }
        words(
            ui,
            "Another program wrote the file while you were editing. What only one side changed is taken over already. \
             Here both changed the same: yours stands until you choose, and the whole of theirs stays in the local history",
        );
        for (at, disputed) in disputes.iter().enumerate() {
            dispute(ui, inputs, at, disputed, is_new && at == 0, msgs);
        }
        let mut next = Next::Stay;
        sheet::buttons(ui, |ui| {
            if sheet::side_button(ui, "Decide later").clicked() {
                next = Next::Close;
            }
            if disputes.len() > 1 {
                if sheet::side_button(ui, "Theirs for all").clicked() {
                    msgs.push(Msg::Effect(Effect::ChooseAll(Side::Theirs)));
                }
                if sheet::side_button(ui, "Mine for all").clicked() {
                    msgs.push(Msg::Effect(Effect::ChooseAll(Side::Ours)));
                }
            }
        });
        next
    })
}

fn dispute(ui: &mut Ui, inputs: &Inputs<'_>, at: usize, disputed: &Disputed, is_new: bool, msgs: &mut Vec<Msg>) {
    let dispute = &disputed.dispute;
    let what = match &dispute.field {
        Some(field) => format!("{} of {}", field.replace('.', ", "), dispute.name),
        None => dispute.name.clone(),
    };
    sheet::heading(ui, &widgets::sentence(&what), false);
    if inputs.documents.len() > 1 {
        let name = inputs.documents.get(disputed.file).map_or("", |document| short(&document.name));
        ui.label(widgets::weak(name, ui));
    }
    let width = (ui.available_width() - 16.0) / 3.0;
    let mut chosen = None;
    ui.push_id(at, |ui| {
        ui.horizontal_top(|ui| {
            version(ui, "Before", absent(dispute, None), dispute.base.as_deref(), width, false);
            for (side, title) in [(Side::Ours, "Mine"), (Side::Theirs, "Theirs")] {
                ui.vertical(|ui| {
                    let text = if side == Side::Ours { &dispute.ours } else { &dispute.theirs };
                    let stands = dispute.stands == side;
                    version(ui, title, absent(dispute, Some(side)), text.as_deref(), width, stands);
                    let button = if side == Side::Ours { "Keep mine" } else { "Take theirs" };
                    let response = ui.add_sized(vec2(width, 26.0), egui::Button::new(button));
                    let response = response.on_hover_text(format!("{button}: {what}"));
                    widgets::focus_ring(ui, &response);
                    if is_new && stands {
                        response.request_focus();
                    }
                    if response.clicked() {
                        chosen = Some(side);
                    }
                });
            }
        })
    });
    if let Some(side) = chosen {
        msgs.push(Msg::Effect(Effect::Choose(at, side)));
    }
}

/// What stands where a side has nothing.
fn absent(dispute: &Dispute, side: Option<Side>) -> &'static str {
    match (&dispute.field, side) {
        (None, Some(_)) => "removed",
        (None, None) => "not there",
        _ => "unknown",
    }
}

fn version(ui: &mut Ui, title: &str, absent: &str, text: Option<&str>, width: f32, stands: bool) {
    let palette = theme::palette(ui.ctx());
    ui.vertical(|ui| {
        ui.set_width(width);
        let title = if stands { format!("{title}, stands now") } else { title.to_owned() };
        widgets::caption(ui, &title);
        let line = if stands { palette.accent } else { palette.line };
        let frame = egui::Frame::NONE
            .fill(theme::color(palette.ground))
            .stroke(egui::Stroke::new(1.0, theme::color(line)))
            .corner_radius(4)
            .inner_margin(8);
        frame.show(ui, |ui| {
            ui.set_width(width - 18.0);
            ui.set_min_height(24.0);
            let area = egui::ScrollArea::vertical().id_salt(title).max_height(160.0).auto_shrink([false, true]);
            area.show(ui, |ui| match text {
                Some(text) => {
                    let lines: Vec<String> = text.lines().map(problems::escaped).collect();
                    let text = RichText::new(lines.join("\n")).monospace();
                    ui.add(egui::Label::new(text).wrap());
                }
                None => {
                    ui.label(widgets::weak(absent, ui));
                }
            });
        });
    });
}
