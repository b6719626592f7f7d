//! Asks for a date, and glides there or shows what was known then.

use super::sheet::{self, Sheet};
use super::{Next, calendar};
use crate::model::{Date, Day, Precision, When, thousands};
use crate::ui::{Inputs, Msg, theme, widgets};
use crate::view::{ViewChange, Viewport};
use egui::{Context, Key, RichText, Ui};

/// What the dialog remembers.
#[derive(Default)]
pub(crate) struct DateState {
    /// The date as typed.
    pub(crate) text: String,
    /// Whether it is asked for what was known on that day.
    pub(crate) is_as_known: bool,
    /// Year and month of the calendar; `None` until it is drawn.
    month: Option<(i32, u32)>,
    /// The text that the calendar last followed.
    followed: String,
}

/// Draws the dialog.
pub(crate) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut DateState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    let (title, main) = if state.is_as_known { ("As known on", "Show") } else { ("Go to date", "Go") };
    Sheet::form(title, 380.0).show(ctx, |ui| {
        let response = sheet::field(ui, &mut state.text, "Date", "2024, 2024-03 or 2024-03-22", is_new);
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let parsed = state.text.trim().parse::<When>();
        answer(ui, inputs, state, &parsed);
        let mut chosen = parsed.ok();
        if is_entered && chosen.is_none() {
            response.request_focus();
        }
        let month = state.month(inputs, chosen);
        ui.add_space(10.0);
        let taken = calendar::show(ui, inputs, month, chosen.map(When::earliest));
        state.month = Some(taken.month);
        let mut is_taken = is_entered;
        if let Some(when) = taken.when {
            chosen = Some(when);
            is_taken = true;
        }
        sheet::buttons(ui, |ui| {
            is_taken |= sheet::main_button(ui, main, chosen.is_some()).clicked();
        });
        match chosen.filter(|_| is_taken) {
            Some(when) => {
                msgs.push(if state.is_as_known {
                    ViewChange::AsKnown(Some(when.latest().unwrap_or_else(|| when.earliest()))).into()
                } else {
                    Msg::Glide(around(when))
                });
                Next::Close
            }
            None => Next::Stay,
        }
    })
}

impl DateState {
    /// Asks for the day as of which the record is shown.
    pub(crate) fn as_known() -> Self {
        Self { is_as_known: true, ..Self::default() }
    }

    /// The month to draw: it follows the text as typed, and stays where it was turned to.
    fn month(&mut self, inputs: &Inputs<'_>, typed: Option<When>) -> (i32, u32) {
        if self.followed != self.text {
            self.followed.clone_from(&self.text);
            if let Some(when) = typed {
                let (year, month, _) = when.earliest().ymd();
                self.month = Some((year, month));
            }
        }
        self.month.unwrap_or_else(|| {
            let (first, last) = inputs.loaded.columns.span_days();
            let center = inputs.loaded.viewport(inputs.state).center().floor() as i32;
            let (year, month, _) = Day::from_days(center.clamp(first.days(), last.days())).ymd();
            (year, month)
        })
    }
}

/// The days to show for a date: a day in the middle of 60, a month between its neighbors, a year as it is.
pub(crate) fn around(when: When) -> Viewport {
    let first = f64::from(when.earliest().days());
    let last = f64::from(when.latest().unwrap_or(when.earliest() + 365).days()) + 1.0;
    let room = match when.precision() {
        Precision::Day => 29.5,
        Precision::Month => 31.0,
        Precision::Year => 0.0,
        Precision::Within | Precision::Span => ((last - first) * 0.1).max(5.0),
    };
    Viewport { start: first - room, end: last + room }.clamped()
}

/// One line or two below the field: what is meant, or why it is no date and what would be one.
fn answer(ui: &mut Ui, inputs: &Inputs<'_>, state: &DateState, parsed: &Result<When, crate::model::WhenError>) {
    let text = state.text.trim();
    let palette = theme::palette(ui.ctx());
    ui.add_space(2.0);
    match parsed {
        Ok(when) if state.is_as_known => {
            let day = when.latest().unwrap_or_else(|| when.earliest());
            ui.label(RichText::new(day.long_with_weekday()).color(theme::color(palette.strong)));
            ui.label(widgets::weak("Every view then shows what the reports had told by the end of that day", ui));
        }
        Ok(when) => {
            let n = n_incidents(inputs, *when);
            let incidents = if n == 1 { "incident" } else { "incidents" };
            let words = format!("{} · {} {incidents} in the filter", spoken(*when), thousands(n as u64));
            ui.label(RichText::new(words).color(theme::color(palette.strong)));
            ui.label(widgets::weak("Enter goes there", ui));
        }
        Err(_) if is_unfinished(text) => {
            ui.label("A day, a month or a year");
            ui.label(widgets::weak("2024-03-22, 2024-03 or 2024", ui));
        }
        Err(err) => {
            ui.label(RichText::new(widgets::sentence(err.reason)).color(theme::color(palette.error)));
            ui.label(widgets::weak(widgets::sentence(&err.hint), ui));
        }
    }
}

fn spoken(when: When) -> String {
    match when {
        When::On(date) if date.precision() == Precision::Day => date.earliest().long_with_weekday(),
        other => other.words(),
    }
}

fn n_incidents(inputs: &Inputs<'_>, when: When) -> usize {
    let columns = &inputs.loaded.columns;
    let first = when.earliest().days();
    let last = when.latest().map_or(i32::MAX, Day::days);
    let rows = columns.rows_between(first, last);
    rows.filter(|row| columns.overlaps(*row as usize, first, last) && inputs.shown.filtered.mask.contains(*row)).count()
}

/// Whether more letters could still make it a date: no reason to complain yet.
fn is_unfinished(text: &str) -> bool {
    const WHOLE: &str = "2000-10-10";
    let Some(rest) = WHOLE.get(text.len()..).filter(|_| text.is_ascii()) else { return false };
    [text, rest].concat().parse::<Date>().is_ok()
        || [text, "1", rest.get(1..).unwrap_or("")].concat().parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_date_is_no_mistake() {
        for text in ["", "2", "202", "2024-", "2024-0", "2024-03-", "2024-03-2", "2024-02-3"] {
            let is_wrong = text == "2024-02-3";
            assert_eq!(is_unfinished(text), !is_wrong, "{text}");
        }
        for text in ["march", "2024-13", "2024-02-30", "22.03.2024", "2024/03"] {
            assert!(!is_unfinished(text), "{text}");
        }
    }

    #[test]
    fn a_date_is_shown_with_what_is_around_it() {
        let days = |text: &str| around(text.parse().unwrap()).days().round();
        assert_eq!(days("2024-03-22"), 60.0);
        assert_eq!(days("2024-03"), 93.0);
        assert_eq!(days("2024"), 366.0);
        assert_eq!(days("2015/2017"), 1315.0);
    }
}
