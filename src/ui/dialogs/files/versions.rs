//! The versions of a file that were saved: when, why, and what restoring one would change.

use super::{diff, lost, short, warning, words};
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{self, Sheet};
use crate::ui::{Effect, Inputs, Msg, VersionRow, Versions, widgets};
use egui::{Context, Ui, vec2};

pub(super) fn show(ctx: &Context, inputs: &Inputs<'_>, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    Sheet::form("Saved versions", 900.0).show(ctx, |ui| {
        let Some(versions) = &inputs.files.versions else {
            words(ui, "No file is open");
            return Next::Stay;
        };
        words(
            ui,
            format!(
                "What was saved of {} on this machine, newest first; at most 50 versions of the last 30 days. Restoring \
                 one is a change like any other: it can be undone, and the file has it once you save",
                short(&versions.name)
            ),
        );
        ui.add_space(8.0);
        match versions.rows.as_deref() {
            None => {
                ui.spinner();
            }
            Some([]) => words(ui, "Nothing was saved here yet"),
            Some(rows) => list(ui, versions, rows, is_new, msgs),
        }
        let mut next = Next::Stay;
        if let Some((at, shown)) = &versions.shown {
            ui.add_space(8.0);
            match shown {
                Err(reason) => warning(ui, reason),
                Ok(preview) => {
                    widgets::caption(ui, "What restoring it would change");
                    diff::show(ui, preview, 260.0);
                    lost(ui, &preview.lost_comments);
                    let is_change = preview.diff.as_ref().is_some_and(|diff| !diff.is_empty());
                    sheet::buttons(ui, |ui| {
                        if sheet::main_button(ui, "Restore this version", is_change).clicked() {
                            msgs.push(Msg::Effect(Effect::RestoreVersion(*at)));
                            next = Next::Close;
                        }
                        let response = ui.button("Open as a file of its own");
                        if response.on_hover_text("Writes it beside this file and opens it there").clicked() {
                            msgs.push(Msg::Effect(Effect::OpenVersion(*at)));
                            next = Next::Close;
                        }
                    });
                }
            }
        }
        next
    })
}

fn list(ui: &mut Ui, versions: &Versions, rows: &[VersionRow], is_new: bool, msgs: &mut Vec<Msg>) {
    let height = if versions.shown.is_some() { 150.0 } else { 420.0 };
    let area = egui::ScrollArea::vertical().id_salt("versions").max_height(height).auto_shrink([false, true]);
    area.show(ui, |ui| {
        for (at, row) in rows.iter().enumerate() {
            let is_shown = versions.shown.as_ref().is_some_and(|(shown, _)| *shown == at);
            let now = row.is_now.then(|| "in the file now".to_owned());
            let parts = [Some(row.when.clone()), Some(row.size.clone()), row.editor.clone(), now, row.reason.clone()];
            let words = parts.into_iter().flatten().collect::<Vec<_>>().join("  ·  ");
            let button =
                egui::Button::selectable(is_shown, words).min_size(vec2(ui.available_width(), 26.0)).truncate();
            let response = ui.add(button);
            widgets::focus_ring(ui, &response);
            if is_new && at == 0 {
                response.request_focus();
            }
            if response.clicked() {
                msgs.push(Msg::Effect(Effect::PreviewVersion(at)));
            }
        }
    });
}
