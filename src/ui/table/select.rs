//! Selecting rows by pointer and keys; the selection is the timeline's.

use super::{ROW_PT, Sheet, TableState, copy};
use crate::query::Row;
use crate::ui::{Msg, UiState};
use crate::view::{Line, TableFormat, ViewChange};
use egui::{Event, Key, Modifiers, Response, Ui};

/// A row was pressed: alone, added, or as the end of a range.
pub(super) fn press(
    sheet: &Sheet<'_>,
    at: (usize, Row),
    modifiers: Modifiers,
    state: &mut TableState,
    msgs: &mut Vec<Msg>,
) {
    let id = || sheet.inputs.loaded.id(at.1).to_owned();
    state.cursor = Some(at);
    if modifiers.shift {
        let anchor = state.anchor.unwrap_or(at);
        state.anchor = Some(anchor);
        msgs.push(ViewChange::Select(range(sheet, anchor.0, at.0)).into());
    } else if modifiers.command {
        state.anchor = Some(at);
        msgs.push(ViewChange::Toggle(id()).into());
    } else {
        state.anchor = Some(at);
        msgs.push(ViewChange::Select(vec![id()]).into());
    }
}

/// The ids of the rows between two lines, both counting.
fn range(sheet: &Sheet<'_>, a: usize, b: usize) -> Vec<String> {
    let rows = (a.min(b)..=a.max(b)).filter_map(|line| sheet.lines.at(sheet.table, line));
    let ids = rows.filter_map(|line| match line {
        Line::Row(_, row) => Some(sheet.inputs.loaded.id(row).to_owned()),
        Line::Part(_) => None,
    });
    ids.collect()
}

/// Keeps cursor and anchor on their rows where lines have moved, and brings a new selection into sight.
pub(super) fn follow(sheet: &Sheet<'_>, state: &mut TableState) {
    for place in [&mut state.cursor, &mut state.anchor] {
        if let Some((line, row)) = *place
            && !matches!(sheet.lines.at(sheet.table, line), Some(Line::Row(_, other)) if other == row)
        {
            *place = sheet.lines.line_of(sheet.table, row).map(|line| (line, row));
        }
    }
    if state.revealed == sheet.inputs.shown.selection {
        return;
    }
    state.revealed.clone_from(&sheet.inputs.shown.selection);
    let [row] = state.revealed.as_slice() else { return };
    let row = *row;
    if state.cursor.is_none_or(|(_, at)| at != row) {
        state.cursor = sheet.lines.line_of(sheet.table, row).map(|line| (line, row));
        state.anchor = state.cursor;
    }
    if let Some((line, _)) = state.cursor {
        reveal(line, state);
    }
}

/// Scrolls so that a line is seen.
fn reveal(line: usize, state: &mut TableState) {
    let (top, bottom) = (line as f32 * ROW_PT, (line + 1) as f32 * ROW_PT);
    if top < state.offset {
        state.scroll_to = Some(top);
    } else if bottom > state.offset + state.height {
        state.scroll_to = Some((bottom - state.height).max(0.0));
    }
}

/// The keys of the table while it has the focus.
pub(super) fn keys(ui: &Ui, response: &Response, sheet: &Sheet<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    if !response.has_focus() || egui::Popup::is_any_open(ui.ctx()) || state.dialog.is_some() {
        return;
    }
    let page = ((state.table.height / ROW_PT) as isize - 1).max(1);
    let all = sheet.lines.len() as isize;
    for (key, by) in [
        (Key::ArrowUp, -1),
        (Key::ArrowDown, 1),
        (Key::PageUp, -page),
        (Key::PageDown, page),
        (Key::Home, -all),
        (Key::End, all),
    ] {
        // Extra modifiers are ignored in matching, so the most specific is heard first.
        let extends = ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
        if extends || ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            go(sheet, by, extends, &mut state.table, msgs);
        }
    }
    for (key, opens) in [(Key::ArrowLeft, false), (Key::ArrowRight, true)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            fold(sheet, opens, state, msgs);
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) && !sheet.inputs.state.side_panel {
        msgs.push(ViewChange::SidePanel(true).into());
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
        msgs.push(ViewChange::Select(range(sheet, 0, sheet.lines.len())).into());
    }
    if ui.input(|input| input.events.contains(&Event::Copy)) {
        msgs.extend(copy(sheet.inputs, true, TableFormat::Tsv));
    }
}

/// Moves the cursor by so many lines, over the heads of parts.
fn go(sheet: &Sheet<'_>, by: isize, extends: bool, state: &mut TableState, msgs: &mut Vec<Msg>) {
    let last = sheet.lines.len().saturating_sub(1);
    let way: isize = if by < 0 { -1 } else { 1 };
    let mut line = match state.cursor {
        Some((line, _)) => line.saturating_add_signed(by).min(last),
        None if by < 0 => last,
        None => 0,
    };
    // Away from a head of a part, first on in the same way, then back.
    let found = loop {
        match sheet.lines.at(sheet.table, line) {
            Some(Line::Row(_, row)) => break Some((line, row)),
            _ => match line.checked_add_signed(way).filter(|next| *next <= last) {
                Some(next) => line = next,
                None => break state.cursor.or_else(|| first_row(sheet)),
            },
        }
    };
    let Some(found) = found else { return };
    let modifiers = if extends { Modifiers::SHIFT } else { Modifiers::NONE };
    press(sheet, found, modifiers, state, msgs);
    reveal(found.0, state);
}

fn first_row(sheet: &Sheet<'_>) -> Option<(usize, Row)> {
    (0..sheet.lines.len()).find_map(|line| match sheet.lines.at(sheet.table, line) {
        Some(Line::Row(_, row)) => Some((line, row)),
        _ => None,
    })
}

/// Folds up the part that the cursor is in, or opens it.
fn fold(sheet: &Sheet<'_>, opens: bool, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some(part) = state.table.cursor.and_then(|(line, _)| sheet.lines.head_of(line)) else { return };
    let Some(sums) = sheet.table.parts.get(part).and_then(|part| part.sums.as_ref()) else { return };
    if sheet.lines.is_open(part) != opens {
        msgs.push(ViewChange::Table(sheet.inputs.state.table.folding(&sums.key)).into());
    }
}
