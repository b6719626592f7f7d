//! Around the incident: what it is tied to from either side, what happened near it in time and on the ground, and on its
//! day in other years.

use super::pieces::{columns, link, note, section};
use super::{Ask, Desk};
use crate::model::{Precision, Relation, Vocabulary, thousands};
use crate::query::{Columns, Query, Row};
use crate::ui::{theme, widgets};
use crate::view::ViewChange;
use egui::Ui;

/// How far "around" reaches: days, and kilometres.
const REACHES: [(&str, &str); 4] =
    [("7d", "7 days"), ("30d", "30 days"), ("50km", "50 kilometres"), ("200km", "200 kilometres")];
/// At most so many incidents of its day in other years are listed.
const MAX_ON_DAY: usize = 6;

/// How many incidents lie within each reach, itself not counted, and those of its day in other years.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Around {
    counts: [usize; REACHES.len()],
    on_day: Vec<Row>,
}

impl Around {
    fn new(row: Row, desk: &Desk<'_>) -> Self {
        let loaded = desk.inputs.loaded;
        let count = |(reach, _): (&str, &str)| {
            let query = Query::parse(&term(reach, loaded.id(row)));
            query.map_or(0, |query| loaded.filter(&query).mask.count().saturating_sub(1))
        };
        Self { counts: REACHES.map(count), on_day: on_day(row, &loaded.columns) }
    }
}

fn term(reach: &str, id: &str) -> String {
    format!("within:{reach} of:{id}")
}

/// Incidents dated to the same day and month of another year.
fn on_day(row: Row, columns: &Columns) -> Vec<Row> {
    let day = |row: usize| {
        let is_day = columns.precision.get(row) == Some(&Precision::Day);
        columns.earliest.get(row).filter(|_| is_day).map(|day| crate::model::Day::from_days(*day).ymd())
    };
    let Some((year, month, date)) = day(row as usize) else { return Vec::new() };
    let rows = (0..columns.len())
        .filter(|other| day(*other).is_some_and(|(other, m, d)| (m, d) == (month, date) && other != year));
    rows.filter_map(|row| Row::try_from(row).ok()).collect()
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, row: Row, desk: &mut Desk<'_>) {
    ties(ui, row, desk);
    let inputs = desk.inputs;
    let made = Around::new_kept(row, desk);
    section(ui, "Around it");
    let id = inputs.loaded.id(row).to_owned();
    for ((reach, words), n) in REACHES.iter().zip(made.counts) {
        if n == 0 {
            continue;
        }
        let incidents = if n == 1 { "incident" } else { "incidents" };
        let words = format!("{} {incidents} within {words}", thousands(n as u64));
        let hover = "Shows them, this one among them";
        if link(ui, &words, theme::body()).on_hover_text(hover).clicked() {
            desk.ask(Ask::Send(ViewChange::Query(term(reach, &id)).into()));
        }
    }
    if made.counts.iter().all(|n| *n == 0) {
        note(ui, "Nothing else within 30 days or 200 kilometres");
    }
    on_its_day(ui, &made, desk);
}

impl Around {
    fn new_kept(row: Row, desk: &mut Desk<'_>) -> Self {
        let filtered = std::sync::Arc::clone(&desk.inputs.shown.filtered);
        let mut slot = desk.side.around.take();
        let made = super::kept::kept(&mut slot, &filtered, row, |row| Self::new(*row, desk));
        desk.side.around = slot;
        made
    }
}

fn on_its_day(ui: &mut Ui, made: &Around, desk: &mut Desk<'_>) {
    if made.on_day.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label(widgets::weak("On this day in other years", ui));
    for row in made.on_day.iter().take(MAX_ON_DAY) {
        let loaded = desk.inputs.loaded;
        let Some(incident) = loaded.catalog.incident(*row) else { continue };
        columns(
            ui,
            |ui| {
                ui.add_space(1.5);
                ui.label(widgets::weak(incident.when.earliest().year().to_string(), ui));
            },
            |ui| {
                if link(ui, &incident.title, theme::body()).clicked() {
                    desk.ask(Ask::GoTo(*row));
                }
            },
        );
    }
    if made.on_day.len() > MAX_ON_DAY {
        note(ui, &format!("and {} more", made.on_day.len() - MAX_ON_DAY));
    }
}

/// What the record is tied to, and what names it.
fn ties(ui: &mut Ui, row: Row, desk: &mut Desk<'_>) {
    let loaded = desk.inputs.loaded;
    let Some(incident) = loaded.catalog.incident(row) else { return };
    let links = loaded.links().of(row);
    let missing = || incident.related.iter().filter(|other| loaded.catalog.row(other.id.as_str()).is_none());
    if links.is_empty() && missing().next().is_none() {
        return;
    }
    section(ui, "Related");
    for tie in links {
        let is_named = tie.from == row;
        let other = if is_named { tie.to } else { tie.from };
        let Some(incident) = loaded.catalog.incident(other) else { continue };
        let (name, definition) = match (tie.how, is_named) {
            (Relation::FollowUp, false) => ("Follows up", "It came of this one"),
            (how, _) => (how.label(), how.definition()),
        };
        columns(
            ui,
            |ui| {
                ui.add_space(1.5);
                ui.label(widgets::weak(name, ui)).on_hover_text(definition);
            },
            |ui| {
                if link(ui, &incident.title, theme::body()).clicked() {
                    desk.ask(Ask::GoTo(other));
                }
                note(ui, &incident.when.words());
            },
        );
        ui.add_space(4.0);
    }
    for other in missing() {
        columns(
            ui,
            |ui| {
                ui.add_space(1.5);
                ui.label(widgets::weak(other.how.label(), ui)).on_hover_text(other.how.definition());
            },
            |ui| {
                note(ui, &format!("{}, which is not in the open files", other.id));
            },
        );
        ui.add_space(4.0);
    }
}
