//! A month at a glance: its days, and a dot under those on which something in the filter happened.

use crate::model::{Date, Day, Precision, When};
use crate::ui::{Inputs, icons, theme, widgets};
use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// What a person did in the calendar.
pub(crate) struct Taken {
    /// Year and month now on screen.
    pub(crate) month: (i32, u32),
    /// The day, month or year that was clicked.
    pub(crate) when: Option<When>,
}

const CELL_PT: f32 = 30.0;

/// Draws a month.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, month: (i32, u32), chosen: Option<Day>) -> Taken {
    let mut taken = Taken { month, when: None };
    let Some(first) = Day::from_ymd(month.0, month.1, 1) else { return taken };
    header(ui, first, &mut taken);
    let width = ui.available_width() / 7.0;
    let (names, _) = ui.allocate_exact_size(vec2(width * 7.0, 20.0), Sense::hover());
    let weak = theme::color(theme::palette(ui.ctx()).weak);
    for (i, name) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].iter().enumerate() {
        let at = pos2(names.left() + (i as f32 + 0.5) * width, names.center().y);
        widgets::text_at(ui.painter(), at, Align2::CENTER_CENTER, name, theme::small(), weak);
    }
    let counts = counts(inputs, first);
    let (grid, _) = ui.allocate_exact_size(vec2(width * 7.0, CELL_PT * 6.0), Sense::hover());
    for (i, n) in counts.into_iter().enumerate() {
        let place = i + first.days_from_monday() as usize;
        let corner = grid.min + vec2((place % 7) as f32 * width, (place / 7) as f32 * CELL_PT);
        let day = first + i32::try_from(i).unwrap_or(0);
        let cell = Rect::from_min_size(corner, vec2(width, CELL_PT));
        if self::day(ui, cell, day, n, chosen == Some(day)) {
            taken.when = Some(When::On(Date::from_day(day)));
        }
    }
    taken
}

/// Month and year, with ways to the ones before and after.
fn header(ui: &mut Ui, first: Day, taken: &mut Taken) {
    let (year, month, _) = first.ymd();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let mut step =
            |ui: &mut Ui, name: &str, months: i32, paint: fn(&egui::Painter, egui::Pos2, f32, egui::Color32)| {
                if widgets::icon_button(ui, name, true, paint).clicked() {
                    taken.month = moved((year, month), months);
                }
            };
        step(ui, "Year before", -12, icons::double_left);
        step(ui, "Month before", -1, icons::single_left);
        let room = ui.available_width() - 2.0 * (theme::CONTROL_PT + 2.0);
        let title = ui.allocate_ui_with_layout(
            vec2(room, theme::CONTROL_PT),
            egui::Layout::centered_and_justified(egui::Direction::LeftToRight),
            |ui| {
                let words = format!("{year:04}-{month:02}").parse::<Date>();
                let words = words.map_or(String::new(), Date::words);
                let text = theme::strong_text(words, 13.5);
                ui.add(egui::Button::new(text).frame(false)).on_hover_text("Go to this month")
            },
        );
        step(ui, "Month after", 1, icons::single_right);
        step(ui, "Year after", 12, icons::double_right);
        if title.inner.clicked() {
            taken.when = format!("{year:04}-{month:02}").parse().ok();
        }
    });
}

fn moved((year, month): (i32, u32), months: i32) -> (i32, u32) {
    let at = (year * 12 + i32::try_from(month).unwrap_or(1) - 1 + months).clamp(12, 9999 * 12 + 11);
    (at.div_euclid(12), u32::try_from(at.rem_euclid(12) + 1).unwrap_or(1))
}

/// Incidents of the filter on each day of a month. Those not dated to the day are on none.
fn counts(inputs: &Inputs<'_>, first: Day) -> Vec<u32> {
    let (year, month, _) = first.ymd();
    let (next_year, next_month) = moved((year, month), 1);
    let n_days = Day::from_ymd(next_year, next_month, 1).map_or(31, |next| next - first);
    let mut counts = vec![0; usize::try_from(n_days).unwrap_or(31)];
    let columns = &inputs.loaded.columns;
    let start = first.days();
    for row in columns.rows_between(start, start + n_days - 1) {
        let is_dated = matches!(columns.precision_of(row), Precision::Day | Precision::Span);
        if is_dated && inputs.shown.filtered.mask.contains(row) {
            let (from, to) = columns.days(row);
            let range = (from - start).max(0)..=(to - start).min(n_days - 1);
            range.filter_map(|i| usize::try_from(i).ok()).for_each(|i| {
                if let Some(n) = counts.get_mut(i) {
                    *n += 1;
                }
            });
        }
    }
    counts
}

/// One day; whether it was clicked.
fn day(ui: &mut Ui, cell: Rect, day: Day, n: u32, is_chosen: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let response = ui.interact(cell, ui.scope_id().with(("day", day.days())), Sense::click());
    let plate = Rect::from_center_size(cell.center(), vec2(34.0, CELL_PT - 2.0));
    let is_lit = response.hovered() || response.has_focus();
    if is_chosen || is_lit {
        let ground = if is_chosen { palette.accent_ground } else { palette.hovered };
        ui.painter().rect_filled(plate, 4.0, theme::color(ground));
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, theme::color(palette.accent));
        ui.painter().rect_stroke(plate, 4.0, stroke, StrokeKind::Inside);
    }
    let color = theme::color(if n > 0 || is_chosen { palette.strong } else { palette.weak });
    let at = cell.center() - vec2(0.0, 2.0);
    let number = day.ymd().2.to_string();
    widgets::text_at(ui.painter(), at, Align2::CENTER_CENTER, &number, theme::body(), color);
    if n > 0 {
        let radius = if n > 2 { 2.5 } else { 2.0 };
        ui.painter().circle_filled(cell.center() + vec2(0.0, 9.5), radius, theme::color(palette.accent));
    }
    let incidents = match n {
        0 => "no incident".to_owned(),
        1 => "1 incident".to_owned(),
        n => format!("{n} incidents"),
    };
    let words = format!("{}: {incidents}", day.long_with_weekday());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    response.on_hover_text(words).clicked()
}
