//! What is set of the table: grouping, columns, where the sum stands, and the ways to copy it.

use super::copy;
use crate::query::GroupKey;
use crate::ui::{Inputs, Msg, widgets};
use crate::view::{TableColumn, TableFormat, TableLayout, ViewChange};
use egui::Ui;
use egui::containers::menu::{MenuButton, MenuConfig};

/// Draws the switches.
pub(crate) fn switches(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let layout = &inputs.state.table;
    let groups: Vec<Option<GroupKey>> = std::iter::once(None).chain(GroupKey::ALL.iter().copied().map(Some)).collect();
    let hover = "Splits the rows into parts, each with its sum as a range";
    let group = widgets::choice(ui, "Group by", hover, layout.group, &groups, |group| {
        group.map_or("nothing", GroupKey::label).to_owned()
    });
    if let Some(group) = group {
        msgs.push(ViewChange::Table(TableLayout { group, folded: Vec::new(), ..layout.clone() }).into());
    }
    if layout.group.is_some() {
        folding(ui, inputs, msgs);
    }
    ui.separator();
    columns(ui, layout, msgs);
    let mut at_foot = layout.sum_at_foot;
    if ui.checkbox(&mut at_foot, "Sum at the foot").changed() {
        msgs.push(ViewChange::Table(TableLayout { sum_at_foot: at_foot, ..layout.clone() }).into());
    }
    ui.separator();
    copies(ui, inputs, msgs);
}

fn folding(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let layout = &inputs.state.table;
    let is_folded = !layout.folded.is_empty();
    let text = if is_folded { "Open all" } else { "Fold all" };
    if ui.button(text).clicked() {
        let keys = || {
            let parts = inputs.shown.table.as_ref().map(|table| table.parts.iter());
            parts.into_iter().flatten().filter_map(|part| Some(part.sums.as_ref()?.key.clone())).collect()
        };
        let folded = if is_folded { Vec::new() } else { keys() };
        msgs.push(ViewChange::Table(TableLayout { folded, ..layout.clone() }).into());
    }
}

/// The menu of columns stays open while columns are chosen.
fn columns(ui: &mut Ui, layout: &TableLayout, msgs: &mut Vec<Msg>) {
    let config = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    MenuButton::new("Columns").config(config).ui(ui, |ui| {
        for column in TableColumn::ALL {
            let mut is_shown = layout.columns.contains(&column);
            let check = ui.checkbox(&mut is_shown, column.label()).on_hover_text(column.definition());
            if check.changed() {
                msgs.push(ViewChange::Table(layout.with_column(column, is_shown)).into());
            }
        }
        ui.separator();
        if ui.button("As at first").clicked() {
            let first = TableLayout::default();
            let next = TableLayout { columns: first.columns, widths: first.widths, ..layout.clone() };
            msgs.push(ViewChange::Table(next).into());
        }
    });
}

fn copies(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    ui.menu_button("Copy", |ui| {
        ui.set_min_width(220.0);
        let has_selection = !inputs.shown.selection.is_empty();
        for (text, only_selected, format) in [
            ("Selected rows as values", true, TableFormat::Tsv),
            ("Selected rows as Markdown", true, TableFormat::Markdown),
            ("All rows as values", false, TableFormat::Tsv),
            ("All rows as Markdown", false, TableFormat::Markdown),
        ] {
            let is_enabled = has_selection || !only_selected;
            if ui.add_enabled(is_enabled, egui::Button::new(text)).clicked() {
                msgs.extend(copy(inputs, only_selected, format));
            }
        }
    })
    .response
    .on_hover_text("With title, data version, filter and rule; values are separated by tabs, for spreadsheets");
}
