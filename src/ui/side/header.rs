//! The line at the top that stays: step to the incident before or after, where one stands, close.

use super::kept::kept;
use super::pieces::small_button;
use super::{Ask, Desk, MARGIN_PT};
use crate::model::thousands;
use crate::query::Row;
use crate::ui::{Action, icons, theme, widgets};
use crate::view::Shown;
use egui::{Align, Layout, Margin, Ui};

/// Where an incident stands within the filter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Standing {
    /// Its place, from 1; `None` if the filter does not show it.
    place: Option<usize>,
    /// Whether the filter shows one before it, and one after.
    has: (bool, bool),
}

/// Draws the line.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: MARGIN_PT - 6, right: MARGIN_PT - 8, top: 6, bottom: 6 });
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let standing = standing(desk);
            step(ui, "Previous incident", Action::Previous, standing.has.0, desk);
            step(ui, "Next incident", Action::Next, standing.has.1, desk);
            ui.add_space(4.0);
            position(ui, standing, desk);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| right_end(ui, desk));
        });
    });
    hairline(ui);
}

fn standing(desk: &mut Desk<'_>) -> Standing {
    let shown = desk.inputs.shown;
    let has_any = shown.n_shown() > 0;
    match shown.selection.as_slice() {
        [] => Standing { place: None, has: (has_any, has_any) },
        [row] => kept(&mut desk.side.standing, &shown.filtered, *row, |row| standing_of(shown, *row)),
        [first, .., last] => {
            let has = (shown.neighbor(*first, false).is_some(), shown.neighbor(*last, true).is_some());
            Standing { place: None, has }
        }
    }
}

fn standing_of(shown: &Shown, row: Row) -> Standing {
    let mask = &shown.filtered.mask;
    let place = mask.contains(row).then(|| mask.iter().take_while(|other| *other <= row).count());
    Standing { place, has: (shown.neighbor(row, false).is_some(), shown.neighbor(row, true).is_some()) }
}

fn step(ui: &mut Ui, name: &str, action: Action, is_enabled: bool, desk: &mut Desk<'_>) {
    let paint = if action == Action::Previous { icons::back } else { icons::forward };
    if widgets::icon_button(ui, name, is_enabled, paint).clicked() {
        desk.ask(Ask::Run(action));
    }
}

fn position(ui: &mut Ui, standing: Standing, desk: &Desk<'_>) {
    let shown = desk.inputs.shown;
    let n_shown = thousands(shown.n_shown() as u64);
    let (text, hover) = match (shown.selection.as_slice(), standing.place) {
        ([] | [_, _, ..], _) => (format!("{n_shown} in the filter"), "Incidents that the filter shows"),
        ([_], Some(place)) => {
            (format!("{} of {n_shown}", thousands(place as u64)), "Place in order of time within the filter")
        }
        ([_], None) => ("Outside the filter".to_owned(), "It is selected, but the filter does not show it"),
    };
    ui.label(widgets::weak(text, ui)).on_hover_text(hover);
}

fn right_end(ui: &mut Ui, desk: &mut Desk<'_>) {
    let is_empty = desk.inputs.shown.selection.is_empty();
    let (name, action) = if is_empty {
        ("Hide the side panel (S)", Action::SidePanel)
    } else {
        ("Close: select nothing (Esc)", Action::ClearSelection)
    };
    if widgets::icon_button(ui, name, true, icons::cross).clicked() {
        desk.ask(Ask::Run(action));
    }
    if !is_empty && small_button(ui, "Edit", "Edit the selection (E)").on_hover_text("Shows it as fields (E)").clicked()
    {
        desk.ask(Ask::Run(Action::Edit));
    }
    if !is_empty && widgets::icon_button(ui, "Show on the timeline (F)", true, icons::fit).clicked() {
        desk.ask(Ask::Run(Action::FitSelection));
    }
}

/// A thin line across the panel.
pub(crate) fn hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme::color(theme::palette(ui.ctx()).line));
}
