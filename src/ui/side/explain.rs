//! What makes a number: the incidents behind it, the rule, the arithmetic, what is unknown, and who says so.

use super::kept::kept;
use super::pieces::{note, section, small_button, text};
use super::{Ask, Desk, MARGIN_PT, several};
use crate::model::thousands;
use crate::query::{Mask, Row};
use crate::ui::{Action, theme, widgets};
use crate::view::{Explanation, ViewChange, moved_most};
use egui::{Margin, ScrollArea, Ui, vec2};

/// At most so many incidents are listed in a page; the rest is a click away.
const MAX_LISTED: usize = 40;

/// A page of the side panel about many incidents.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Page {
    /// What makes the total.
    Explain,
    /// The incidents whose figure moved most.
    Moved,
}

/// Draws the page over these rows; none is everything that the filter shows.
pub(super) fn show(ui: &mut Ui, page: Page, rows: &[Row], desk: &mut Desk<'_>) {
    ScrollArea::vertical().id_salt("explain").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 12, bottom: 20 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            match page {
                Page::Explain => explain(ui, rows, desk),
                Page::Moved => moved(ui, rows, desk),
            }
        });
    });
}

fn mask_of(rows: &[Row], desk: &Desk<'_>) -> Mask {
    let shown = &desk.inputs.shown.filtered.mask;
    if rows.is_empty() { shown.clone() } else { Mask::from_rows(shown.len(), rows.iter().copied()) }
}

fn title(ui: &mut Ui, words: &str, desk: &mut Desk<'_>) {
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    ui.horizontal(|ui| {
        ui.label(theme::strong_text(words, 20.0).color(strong));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if small_button(ui, "Done", &format!("Close “{words}”")).clicked() {
                desk.side.page = None;
            }
        });
    });
}

fn explain(ui: &mut Ui, rows: &[Row], desk: &mut Desk<'_>) {
    let inputs = desk.inputs;
    let key = (inputs.shown.rule, rows.to_vec());
    let mask = mask_of(rows, desk);
    let explained = kept(&mut desk.side.explained, &inputs.shown.filtered, key, |_| {
        std::rc::Rc::new(Explanation::new(inputs.loaded, &mask, &inputs.shown.rule))
    });
    title(ui, "What makes this number", desk);
    let what = if rows.is_empty() { "Everything that the filter shows" } else { "The selected incidents" };
    note(ui, what);
    if let Some(day) = inputs.loaded.as_known {
        note(ui, &format!("As known on {}", day.long()));
    }
    ui.add_space(8.0);
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    let headline = explained.rule.headline;
    for (name, sum) in [("Killed", explained.totals.killed), ("Injured", explained.totals.injured)] {
        ui.label(widgets::weak(name, ui));
        super::prose::prose(ui, &sum.words_by(headline), theme::strong(16.0), strong);
    }
    ui.add_space(8.0);
    buttons(ui, &explained, rows, desk);
    rule(ui, &explained, desk);
    for (name, arithmetic) in [("Killed, added up", &explained.killed), ("Injured, added up", &explained.injured)] {
        section(ui, name);
        let words = arithmetic.words();
        if words.is_empty() {
            text(ui, "No incident has a figure.");
        }
        for words in words {
            text(ui, &widgets::sentence(&words));
        }
    }
    unknown(ui, &explained, desk);
    voices(ui, &explained, desk);
    if !explained.largest.is_empty() {
        section(ui, "Largest parts");
        for (row, n) in &explained.largest {
            let share = explained.share(*n).map_or(String::new(), |share| format!("{share} % of the total"));
            note(ui, &share);
            listed(ui, &[*row], desk);
        }
    }
}

fn buttons(ui: &mut Ui, explained: &Explanation, rows: &[Row], desk: &mut Desk<'_>) {
    let inputs = desk.inputs;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        if small_button(ui, "Copy explanation", "Copy explanation").clicked() {
            let files = inputs.loaded.catalog.files();
            let text = explained.text(inputs.loaded, &inputs.shown.query, files);
            desk.ask(Ask::Send(widgets::copy(text, "Explanation")));
        }
        let cite = if rows.is_empty() { Action::CopyTotals } else { Action::CopyCitation };
        if small_button(ui, "Copy citation", "Copy citation").clicked() {
            desk.ask(Ask::Run(cite));
        }
        if rows.is_empty() {
            let name = format!("List the {} incidents behind it", thousands(explained.totals.counted.into()));
            if small_button(ui, "List the incidents", &name).on_hover_text("Selects what is counted").clicked() {
                let counted = explained.rule.counted(&inputs.loaded.columns, &inputs.shown.filtered.mask);
                let ids = counted.iter().map(|row| inputs.loaded.id(row).to_owned()).collect();
                desk.side.page = None;
                desk.ask(Ask::Send(ViewChange::Select(ids).into()));
            }
        }
    });
}

fn rule(ui: &mut Ui, explained: &Explanation, desk: &mut Desk<'_>) {
    section(ui, "Rule");
    let totals = &explained.totals;
    let words = format!(
        "{} of {} incidents counted under “{}”",
        thousands(totals.counted.into()),
        thousands(totals.incidents.into()),
        explained.rule.label()
    );
    text(ui, &words);
    note(ui, &explained.rule.words());
    if !explained.rule.caveat().is_empty() {
        note(ui, explained.rule.caveat());
    }
    let left_out = explained.left_out_words();
    if !left_out.is_empty() {
        ui.add_space(4.0);
        ui.label(widgets::weak("Left out", ui));
        for words in left_out {
            text(ui, &words);
        }
    }
    ui.add_space(4.0);
    if super::pieces::link(ui, "Change the rule", theme::small()).clicked() {
        desk.ask(Ask::Run(Action::Rule));
    }
}

fn unknown(ui: &mut Ui, explained: &Explanation, desk: &mut Desk<'_>) {
    section(ui, "Unknown");
    text(ui, explained.unknown_words().trim_start_matches("Unknown: "));
    listed(ui, &explained.unknown, desk);
}

fn voices(ui: &mut Ui, explained: &Explanation, desk: &mut Desk<'_>) {
    section(ui, "Who says so");
    for words in explained.voices.words() {
        text(ui, words.trim_start_matches("Sources: "));
    }
    let [none, one, _] = &explained.voices.by_origins;
    for (rows, name) in [(none, "Without a source"), (one, "Resting on one independent source")] {
        if !rows.is_empty() {
            ui.add_space(4.0);
            let name = format!("{name}: {}", thousands(rows.len() as u64));
            if super::pieces::link(ui, &name, theme::small()).on_hover_text("Selects them").clicked() {
                select(rows, desk);
            }
        }
    }
}

fn select(rows: &[Row], desk: &mut Desk<'_>) {
    let ids = rows.iter().map(|row| desk.inputs.loaded.id(*row).to_owned()).collect();
    desk.ask(Ask::Send(ViewChange::Select(ids).into()));
}

/// The first of some incidents, and a way to the rest.
fn listed(ui: &mut Ui, rows: &[Row], desk: &mut Desk<'_>) {
    egui::Frame::NONE.outer_margin(Margin { left: -8, right: -4, top: 0, bottom: 0 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows.iter().take(MAX_LISTED) {
            if several::incident_row(ui, *row, desk) {
                desk.ask(Ask::GoTo(*row));
            }
        }
    });
    if rows.len() > MAX_LISTED {
        let words = format!("Select all {}", thousands(rows.len() as u64));
        if super::pieces::link(ui, &words, theme::small()).clicked() {
            select(rows, desk);
        }
    }
}

fn moved(ui: &mut Ui, rows: &[Row], desk: &mut Desk<'_>) {
    let inputs = desk.inputs;
    let mask = mask_of(rows, desk);
    let moved = kept(&mut desk.side.moved, &inputs.shown.filtered, rows.to_vec(), |_| {
        std::rc::Rc::new(moved_most(inputs.loaded, &mask))
    });
    title(ui, "Figures that moved most", desk);
    note(
        ui,
        "From the first dated report that gave a number of the killed to the figure recorded now. The group's own figures \
         are left out.",
    );
    ui.add_space(8.0);
    let n = thousands(moved.len() as u64);
    text(ui, &format!("{n} of {} incidents moved", thousands(mask.count() as u64)));
    for moved in moved.iter().take(MAX_LISTED) {
        ui.add_space(2.0);
        let sign = if moved.now > moved.first { '+' } else { '−' };
        let (first, now) = (thousands(moved.first.into()), thousands(moved.now.into()));
        note(ui, &format!("{first} → {now} ({sign}{})", thousands(moved.by().into())));
        listed(ui, &[moved.row], desk);
    }
}
