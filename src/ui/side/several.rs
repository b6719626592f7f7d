//! Several incidents selected: what they add up to under the rule, and the list.

use super::kept::kept;
use super::pieces::{note, reveal, small_button};
use super::{Ask, Desk, MARGIN_PT, header, tags};
use crate::model::{Day, thousands};
use crate::query::{Row, Totals};
use crate::ui::{Action, theme, widgets};
use crate::view::ViewChange;
use egui::{CornerRadius, Margin, ScrollArea, Sense, Ui, vec2};

/// Height of an incident in a list, in points.
const ROW_PT: f32 = 44.0;

/// Draws what the rows have in common.
pub(super) fn show(ui: &mut Ui, rows: &[Row], desk: &mut Desk<'_>) {
    let totals = totals(rows, desk);
    let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 12, bottom: 12 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        head(ui, rows, &totals, desk);
    });
    header::hairline(ui);
    let margin = Margin { left: MARGIN_PT - 8, right: MARGIN_PT - 12, top: 0, bottom: 0 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("several").auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
            for row in rows.get(range).unwrap_or_default() {
                if incident_row(ui, *row, desk) {
                    let id = desk.inputs.loaded.id(*row).to_owned();
                    desk.ask(Ask::Send(ViewChange::Select(vec![id]).into()));
                }
            }
        });
    });
}

fn totals(rows: &[Row], desk: &mut Desk<'_>) -> Totals {
    let inputs = desk.inputs;
    let key = (inputs.shown.rule, rows.to_vec());
    kept(&mut desk.side.totals, &inputs.shown.filtered, key, |_| inputs.shown.totals_of(inputs.loaded, rows))
}

fn head(ui: &mut Ui, rows: &[Row], totals: &Totals, desk: &mut Desk<'_>) {
    let palette = theme::palette(ui.ctx());
    let strong = theme::color(palette.strong);
    let n = thousands(rows.len() as u64);
    ui.label(theme::strong_text(format!("{n} incidents selected"), 20.0).color(strong));
    note(ui, &span_words(rows, desk));
    ui.add_space(8.0);
    for (name, sum) in [("Killed", totals.killed), ("Injured", totals.injured)] {
        ui.label(widgets::weak(name, ui));
        let words =
            if totals.counted == 0 { "none counted".to_owned() } else { sum.words_by(desk.inputs.shown.rule.headline) };
        super::prose::prose(ui, &words, theme::strong(16.0), strong);
        ui.add_space(4.0);
    }
    let rule = &desk.inputs.shown.rule;
    let counted = thousands(totals.counted.into());
    note(ui, &format!("{counted} of {n} counted under “{}”", rule.label())).on_hover_text(rule.words());
    let unsettled = totals.unattributed_or_disputed;
    if unsettled.incidents > 0 {
        let killed = thousands(unsettled.killed);
        note(ui, &format!("{} of them unattributed or disputed, {killed} killed", unsettled.incidents));
    }
    note(ui, "A selection, not a census");
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (text, action) in [
            ("What makes this number", Action::Explain),
            ("Edit…", Action::Edit),
            ("Show on the timeline", Action::FitSelection),
            ("Copy citations", Action::CopyCitation),
            ("Clear", Action::ClearSelection),
        ] {
            if small_button(ui, text, text).clicked() {
                desk.ask(Ask::Run(action));
            }
        }
    });
}

/// From the first day to the last.
fn span_words(rows: &[Row], desk: &Desk<'_>) -> String {
    let columns = &desk.inputs.loaded.columns;
    let days = rows.iter().map(|row| columns.days(*row));
    let span = days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
    span.map_or(String::new(), |(first, last)| {
        let (first, last) = (Day::from_days(first).long(), Day::from_days(last).long());
        if first == last { first } else { format!("{first} to {last}") }
    })
}

/// An incident in a list: title, date and killed. Whether it was chosen.
pub(super) fn incident_row(ui: &mut Ui, row: Row, desk: &Desk<'_>) -> bool {
    let loaded = desk.inputs.loaded;
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::click());
    let title = loaded.columns.title(row);
    let killed = loaded.columns.killed.get(row as usize).words();
    let date = loaded.catalog.incident(row).map_or(String::new(), |incident| incident.when.words());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{title}, {date}, killed {killed}"))
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(4), theme::color(palette.raised));
    }
    widgets::focus_ring(ui, &response);
    reveal(&response);
    ui.painter().circle_filled(rect.min + vec2(12.0, 14.0), 4.0, tags::hue(ui, row, desk));
    let at = rect.min + vec2(24.0, 5.0);
    let width = rect.width() - 32.0;
    let line = |text: &str, font, color, down: f32| {
        let galley = widgets::one_line(ui.painter(), text, font, color, width);
        ui.painter().galley(at + vec2(0.0, down), galley, color);
    };
    // The figure first: a long date may be cut, a figure never.
    line(title, theme::body(), theme::color(palette.text), 0.0);
    line(&format!("Killed {killed} · {date}"), theme::small(), theme::color(palette.weak), 18.0);
    response.clicked()
}
