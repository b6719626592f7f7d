//! The keys and gestures on one sheet.

use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{Sheet, heading};
use crate::ui::{Action, SHEET, theme, widgets};
use egui::{Context, Sense, Ui, vec2};

/// What the pointer does: the gesture, keys that are held first, and what comes of it.
const GESTURES: &[(&[&str], &str, &str)] = &[
    (&[], "Drag", "Pan"),
    (&[], "Wheel", "Scroll the lanes"),
    (&["Ctrl"], "wheel", "Zoom at the pointer"),
    (&["Shift"], "wheel", "Pan"),
    (&[], "Drag on the ruler", "Select a range"),
    (&[], "Click", "Select an incident"),
    (&["Ctrl"], "click", "Add it to the selection"),
    (&[], "Double click", "Show it close; on empty space, all"),
    (&[], "Double click on the ruler", "New incident there"),
];

/// What keys do while an incident is edited: the keys held first, the key, and what comes of it.
const FORM_KEYS: &[(&[&str], &str, &str)] = &[
    (&[], "Tab", "Next field"),
    (&[], "Page down", "Next part"),
    (&[], "↓", "Choose from a list"),
    (&["Alt"], "↓", "Calendar of a date"),
    (&["Alt"], "↑ or ↓", "Move a row"),
    (&[], "Delete", "Take a row out"),
    (&["Ctrl"], "Enter", "Add, or done"),
    (&[], "Esc", "Leave the fields"),
];

/// Draws the sheet.
pub(crate) fn show(ctx: &Context, is_new: bool) -> Next {
    Sheet::text("Keys", 1160.0, is_new).show(ctx, |ui| {
        // Groups by column, so that the columns come out of about one height.
        super::columns(ui, 3, 290.0, 36.0, |ui, i, n| {
            let groups: &[usize] = match (n, i) {
                (3, 0) => &[0, 4, 5, GESTURE_GROUP],
                (3, 1) => &[1, 2, 6],
                (3, _) => &[7, 3, FORM_GROUP],
                (2, 0) => &[0, 2, 4, 5, 6, GESTURE_GROUP],
                (2, _) => &[1, 3, 7, FORM_GROUP],
                _ => &[0, 1, 2, FORM_GROUP, 3, 4, 5, 6, 7, GESTURE_GROUP],
            };
            for (k, group) in groups.iter().enumerate() {
                show_group(ui, *group, k == 0);
            }
        });
        ui.add_space(14.0);
        let words = "The arrows, Home, End, Page up and Page down work while the timeline has the focus: click on it, \
                     or press Esc in the search field. ↑ and ↓ go to the incident nearest in time in the lane above or \
                     below. Single letters work while no text is being written.";
        ui.label(widgets::weak(words, ui));
        Next::Stay
    })
}

/// Stands for the gestures among the groups of the sheet.
const GESTURE_GROUP: usize = usize::MAX;
/// Stands for the keys of a form.
const FORM_GROUP: usize = usize::MAX - 1;

fn show_group(ui: &mut Ui, group: usize, is_first: bool) {
    if let Some((title, actions)) = SHEET.get(group) {
        heading(ui, title, is_first);
        actions.iter().for_each(|action| key_row(ui, *action));
    } else {
        let is_pointer = group == GESTURE_GROUP;
        heading(ui, if is_pointer { "Pointer" } else { "In a form" }, is_first);
        for (held, gesture, words) in if is_pointer { GESTURES } else { FORM_KEYS } {
            row(ui, words, |ui| {
                ui.label(widgets::weak(*gesture, ui));
                held.iter().rev().for_each(|key| {
                    widgets::key_cap(ui, key);
                });
            });
        }
    }
}

fn key_row(ui: &mut Ui, action: Action) {
    let shortcuts = action.shortcuts();
    if shortcuts.is_empty() {
        return;
    }
    row(ui, &action.text(), |ui| {
        for (i, shortcut) in shortcuts.iter().enumerate().rev() {
            for name in widgets::key_names(shortcut).into_iter().rev() {
                widgets::key_cap(ui, name);
            }
            if i > 0 {
                ui.label(widgets::weak("or", ui));
            }
        }
    });
}

/// Words at the left, what does it at the right.
fn row(ui: &mut Ui, words: &str, keys: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut right = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
    right.spacing_mut().item_spacing.x = 4.0;
    keys(&mut right);
    let room = right.min_rect().left() - rect.left() - 10.0;
    let color = theme::color(theme::palette(ui.ctx()).text);
    let galley = widgets::one_line(ui.painter(), words, theme::body(), color, room.max(40.0));
    ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
}
