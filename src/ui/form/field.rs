//! One field: its name, which explains itself, what was typed, and below it what is wrong.

use super::picker::{self, Input};
use super::suggest::{self, Suggestion};
use super::{Bench, Block, calendar, note};
use crate::edit::{Field, FieldProblem, Level, Rows, Spot, Takes};
use crate::model::{Day, Precision, SourceId, When};
use crate::ui::side::{LEFT_PT, columns_of, small_button};
use crate::ui::{icons, theme, widgets};
use egui::{Id, RichText, Sense, Ui, vec2};

/// The id of a field's text.
pub(super) fn id(spot: Spot) -> Id {
    Id::unique("form").with((spot.field as u16, spot.row))
}

/// Draws a field of the record.
pub(super) fn plain(ui: &mut Ui, bench: &mut Bench<'_>, field: Field, is_first: bool) {
    show(ui, bench, field.into(), Block::Field(field), is_first);
}

/// Draws a field for a long text under its name, as wide as the panel.
pub(super) fn wide(ui: &mut Ui, bench: &mut Bench<'_>, field: Field, is_first: bool) {
    label(ui, field);
    text(ui, bench, field.into(), Block::Field(field), is_first);
    if let Some(problem) = bench.spoken_problem(field.into()).cloned() {
        self::problem(ui, bench, &problem);
    }
}

/// Draws a field; `block` is what is carried out with it.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>, spot: Spot, block: Block, is_first: bool) {
    columns_of(
        ui,
        LEFT_PT,
        |ui| label(ui, spot.field),
        |ui| {
            match spot.field.about().takes {
                Takes::Flag => flag(ui, bench, spot, block, is_first),
                _ => text(ui, bench, spot, block, is_first),
            }
            if let Some(problem) = bench.spoken_problem(spot).cloned() {
                self::problem(ui, bench, &problem);
            }
        },
    );
    ui.add_space(1.0);
}

/// The name of a field; its definition and what it takes on hover.
fn label(ui: &mut Ui, field: Field) {
    let about = field.about();
    ui.add_space(4.5);
    let response = ui.label(widgets::weak(about.label, ui));
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.label(about.definition);
        ui.label(widgets::weak(about.accepts, ui));
    });
}

/// How a field is called aloud: its name, and of a row which one it is in.
pub(super) fn spoken(bench: &Bench<'_>, spot: Spot) -> String {
    let label = spot.field.about().label;
    let Some(rows) = spot.field.about().rows else { return label.to_owned() };
    let at = bench.draft.rows(rows).iter().position(|row| row.key == spot.row).map_or(0, |at| at + 1);
    format!("{label}, {} {at}", row_name(rows))
}

/// What a row of a list is called.
pub(super) fn row_name(rows: Rows) -> &'static str {
    match rows {
        Rows::Reports => "report",
        Rows::Attributions => "attribution",
        Rows::Cites => "citation",
        Rows::Related => "related incident",
        Rows::Sources => "source",
        Rows::Actors => "group",
        Rows::Periods => "period",
    }
}

fn text(ui: &mut Ui, bench: &mut Bench<'_>, spot: Spot, block: Block, is_first: bool) {
    let about = spot.field.about();
    let mut text = bench.draft.get(spot).to_owned();
    let name = spoken(bench, spot);
    let hint = hint(bench, spot);
    let reading = reading(bench, spot);
    let is_wrong = bench.spoken_problem(spot).is_some_and(|problem| problem.level != Level::Warning);
    let lines = match about.takes {
        Takes::Prose => 3,
        Takes::Lines => text.lines().count().clamp(1, 6) + usize::from(text.ends_with('\n')),
        _ => 1,
    };
    let is_prose = matches!(about.takes, Takes::Prose | Takes::Lines);
    let input = Input {
        id: id(spot),
        name: &name,
        hint: &hint,
        lines: if is_prose { lines.max(2) } else { 1 },
        is_list: matches!(about.takes, Takes::Words(_) | Takes::Tags | Takes::Sources),
        is_closed: matches!(
            about.takes,
            Takes::Word(_) | Takes::Words(_) | Takes::Country | Takes::Actor | Takes::Incident
        ),
        is_wrong,
        has_button: matches!(about.takes, Takes::When | Takes::Date),
        reading: reading.as_deref(),
    };
    let before = text.clone();
    let (draft, document) = (&bench.draft, bench.document);
    let (pools, picker) = (&mut bench.form.pools, &mut bench.form.picker);
    let mut suggest = |typed: &str| suggest::suggest(pools, document, draft, spot, typed);
    let done = picker::show(ui, picker, &input, &mut text, &mut suggest);
    let is_date = matches!(about.takes, Takes::When | Takes::Date);
    if is_date && let Some(day) = calendar::show(ui, bench, spot, &done.response) {
        text = dated(spot.field, &text, day);
    }
    if text != before {
        bench.draft.set(spot, text.as_str());
        bench.form.asked = None;
    }
    // A link that is typed is whole once the field is left.
    let is_pasted = done.response.changed() && ui.input(|input| input.events.iter().any(is_paste));
    if matches!(about.takes, Takes::Source | Takes::Sources) && (is_pasted || done.response.lost_focus()) {
        take_link(bench, spot, &text);
    }
    if let Some(taken) = done.taken {
        take(bench, spot, &taken);
    }
    bench.stop(&done.response, is_first);
    if done.response.has_focus() {
        bench.block = Some(block);
    }
    if done.is_entered {
        bench.form.takes_next = true;
    }
}

fn is_paste(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Paste(_))
}

/// A date chosen for a field: of a span the first day, then the last.
fn dated(field: Field, text: &str, day: String) -> String {
    match field {
        Field::PeriodWhen | Field::Span if text.trim_end().ends_with('/') => format!("{}{day}", text.trim()),
        Field::PeriodWhen | Field::Span => format!("{day}/"),
        _ => day,
    }
}

/// A link becomes a source: that of the file, or a new one.
fn take_link(bench: &mut Bench<'_>, spot: Spot, text: &str) {
    if matches!(spot.field.about().takes, Takes::Sources) {
        let parts: Vec<String> = text.split(',').map(|part| part.trim().to_owned()).collect();
        let taken = parts.iter().map(|part| bench.draft.take_link(bench.document, part).map(|id| id.to_string()));
        let taken: Vec<Option<String>> = taken.collect();
        if taken.iter().any(Option::is_some) {
            let ids: Vec<String> = taken.into_iter().zip(parts).map(|(id, part)| id.unwrap_or(part)).collect();
            bench.draft.set(spot, ids.join(", "));
        }
        return;
    }
    if let Some(id) = bench.draft.take_link(bench.document, text) {
        bench.draft.set(spot, id.as_str());
    }
}

/// What follows from a choice: empty fields beside it are filled.
fn take(bench: &mut Bench<'_>, spot: Spot, taken: &Suggestion) {
    if taken.is_new_source {
        let key = bench.draft.add_row(Rows::Sources);
        bench.draft.set(Spot { field: Field::Publisher, row: key }, taken.text.as_str());
        bench.draft.settle_sources(bench.document);
        let id =
            bench.draft.rows(Rows::Sources).iter().find(|row| row.key == key).map(|row| row.source_id().to_owned());
        let id = id.unwrap_or_default();
        let before = bench.draft.get(spot).rsplit_once(',').map(|(before, _)| format!("{}, {id}", before.trim_end()));
        let is_list = matches!(spot.field.about().takes, Takes::Sources);
        bench.draft.set(spot, before.filter(|_| is_list).unwrap_or(id));
    }
    for (field, text) in &taken.fill {
        if bench.draft.get(*field).is_empty() {
            bench.draft.set(*field, text.as_str());
        }
    }
}

fn flag(ui: &mut Ui, bench: &mut Bench<'_>, spot: Spot, block: Block, is_first: bool) {
    let mut is_on = !matches!(bench.draft.get(spot).trim().to_lowercase().as_str(), "" | "no" | "false");
    let name = spoken(bench, spot);
    ui.add_space(1.0);
    let response = ui.checkbox(&mut is_on, RichText::new(spot.field.about().definition).font(theme::small()));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_on, &name));
    if response.changed() {
        bench.draft.set(spot, if is_on { "yes" } else { "" });
        bench.form.asked = None;
    }
    bench.stop(&response, is_first);
    if response.has_focus() {
        bench.block = Some(block);
    }
}

/// What stands in an empty field: what will be written in its place, else nothing.
fn hint(bench: &Bench<'_>, spot: Spot) -> String {
    let incident = bench.checked.incident();
    match spot.field {
        Field::Id => incident.map_or(String::new(), |incident| incident.id.to_string()),
        Field::ActorId => bench.draft.made_id(bench.document, Rows::Actors, spot.row).unwrap_or_default(),
        Field::PeriodId => bench.draft.made_id(bench.document, Rows::Periods, spot.row).unwrap_or_default(),
        Field::Span => "2015/2024".to_owned(),
        Field::PeriodWhen => "2016-10-17/2017-07-10".to_owned(),
        Field::PeriodSources => "Paste a link, or type a name".to_owned(),
        Field::SourceId => {
            let row = bench.draft.rows(Rows::Sources).iter().find(|row| row.key == spot.row);
            row.map_or(String::new(), |row| row.source_id().to_owned())
        }
        Field::When => "2024-03-22, 2024-03 or 2024".to_owned(),
        Field::Killed | Field::Injured => "unknown".to_owned(),
        Field::ReportSource | Field::CiteSource | Field::AttributionSource => "Paste a link, or type a name".to_owned(),
        Field::AsOf => {
            let source = SourceId::from(bench.draft.get(Spot { field: Field::ReportSource, row: spot.row }));
            let published = bench.document.source(&source).and_then(|source| source.published);
            published.map_or(String::new(), |day| format!("{day}, as published"))
        }
        Field::GeoPrecision if bench.draft.is_new() => {
            let precision = incident.map(|incident| incident.place.precision);
            precision.map_or(String::new(), |precision| crate::model::Vocabulary::label(precision).to_owned())
        }
        _ => String::new(),
    }
}

/// What a text means, where that is not plain to see.
fn reading(bench: &Bench<'_>, spot: Spot) -> Option<String> {
    let text = bench.draft.get(spot);
    if text.is_empty() || bench.checked.at(spot).is_some_and(|problem| problem.level != Level::Warning) {
        return None;
    }
    let words = match spot.field.about().takes {
        Takes::When | Takes::Date => when_words(text.trim().parse().ok()?),
        Takes::Count => {
            let incident = bench.checked.incident()?;
            let count = if spot.field == Field::Killed { incident.killed() } else { incident.injured() };
            let part = |name: &str, n: Option<u32>| n.map(|n| format!("{name} {n}"));
            let parts = [part("low", count.low), part("best", count.best), part("high", count.high)];
            let is_one = count.low == count.high && count.low == count.best;
            if is_one { return None } else { parts.into_iter().flatten().collect::<Vec<_>>().join(" · ") }
        }
        Takes::Country => bench.checked.incident()?.place.country.clone(),
        Takes::Actor => {
            let record = bench.document.actors.iter().find(|record| record.value.label() == text)?;
            if record.value.name == text { return None } else { record.value.name.clone() }
        }
        _ => return None,
    };
    (words != text).then_some(words)
}

fn when_words(when: When) -> String {
    match when {
        When::On(date) if date.precision() == Precision::Day => {
            let day: Day = date.earliest();
            day.long_with_weekday()
        }
        other => other.words(),
    }
}

/// What is wrong, what would be accepted, and what was most likely meant as buttons.
fn problem(ui: &mut Ui, bench: &mut Bench<'_>, problem: &FieldProblem) {
    let palette = theme::palette(ui.ctx());
    let (color, paint): (_, fn(&egui::Painter, egui::Pos2, f32, egui::Color32)) = match problem.level {
        Level::Warning => (theme::color(palette.warning), icons::warning),
        _ => (theme::color(palette.error), icons::error),
    };
    columns_of(
        ui,
        16.0,
        |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 15.0), Sense::hover());
            paint(ui.painter(), rect.center(), 4.5, color);
        },
        |ui| {
            let words = RichText::new(&problem.message).font(theme::small()).color(color);
            ui.add(egui::Label::new(words).wrap());
            if problem.level != Level::Missing {
                note(ui, &problem.accepts);
            }
            for fix in &problem.fixes {
                let response = small_button(ui, fix, &format!("Write {fix}"));
                if response.clicked() {
                    bench.draft.set(problem.spot, fix.as_str());
                    bench.form.asked = None;
                    bench.form.wanted = Some(id(problem.spot));
                }
                if response.has_focus() {
                    bench.block = bench.form.block;
                }
            }
        },
    );
    ui.add_space(2.0);
}
