//! The timeline's own data as fields: its header, its groups and its periods.

use super::{Bench, MARGIN_PT, body, field, note, rows};
use crate::edit::{Document, Draft, Field, Rows};
use crate::format::List;
use crate::model::ActorId;
use crate::ui::side::{link, section, small_button};
use crate::ui::{Msg, icons, theme, widgets};
use crate::view::ViewChange;
use egui::{Margin, ScrollArea, Sense, Ui, vec2};

/// A group or period that is to be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum TimelinePart {
    /// The group with this id.
    Actor(String),
    /// The period with this id.
    Period(String),
}

impl TimelinePart {
    /// Whether a document holds it.
    pub(crate) fn is_in(&self, document: &Document) -> bool {
        match self {
            Self::Actor(id) => document.actor(&ActorId::from(id.as_str())).is_some(),
            Self::Period(id) => document.periods.iter().any(|record| record.value.id == *id),
        }
    }

    /// Its row in a draft.
    pub(super) fn row(&self, draft: &Draft) -> Option<(Rows, u32)> {
        let (rows, id) = match self {
            Self::Actor(id) => (Rows::Actors, id),
            Self::Period(id) => (Rows::Periods, id),
        };
        let row = draft.rows(rows).iter().find(|row| draft.id_in_file(rows, row.key) == Some(id))?;
        Some((rows, row.key))
    }
}

/// A group that stays because others name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Held {
    id: String,
    words: String,
}

/// Why a row cannot be taken out, if others name it.
pub(super) fn held(bench: &Bench<'_>, rows: Rows, key: u32) -> Option<Held> {
    let id = bench.draft.id_in_file(rows, key).filter(|_| rows == Rows::Actors)?;
    let by = bench.document.named_by(List::Actors, id);
    let (groups, incidents): (Vec<_>, Vec<_>) = by.iter().partition(|(list, _)| *list == List::Actors);
    let count = |n: usize, one: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{} {one}s", crate::model::thousands(n as u64))),
    };
    let counts: Vec<String> =
        [count(groups.len(), "group"), count(incidents.len(), "incident")].into_iter().flatten().collect();
    let (_, first) = by.first()?;
    let words = format!("It stays: {} name it, such as {first}", counts.join(" and "));
    let words = if by.len() == 1 { format!("It stays: {} names it, {first}", counts.join("")) } else { words };
    Some(Held { id: id.to_owned(), words })
}

/// Draws everything that scrolls.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>) {
    ScrollArea::vertical().id_salt("form of timeline").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 10, bottom: 24 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            body::part(ui, bench, &[Field::TimelineTitle, Field::Version, Field::Span, Field::License]);
            rows::show(ui, bench, Rows::Actors, "Groups");
            rows::show(ui, bench, Rows::Periods, "Periods");
            seldom(ui, bench);
            // The longest comes last: nothing has to be scrolled past it.
            section(ui, "Scope and rules");
            field::wide(ui, bench, Field::Scope, true);
        });
    });
}

/// Ids that are not to be used again.
fn seldom(ui: &mut Ui, bench: &mut Bench<'_>) {
    section(ui, "Ids");
    let is_said = !bench.draft.get(Field::RetiredIds).is_empty() || bench.form.shows_more;
    if is_said {
        return body::part(ui, bench, &[Field::RetiredIds]);
    }
    let response = link(ui, "Retired ids", theme::small());
    bench.stop(&response, true);
    if response.clicked() {
        bench.form.shows_more = true;
        bench.form.wanted = Some(field::id(Field::RetiredIds.into()));
    }
}

/// Below a row that was to be taken out: what names it, and the way there.
pub(super) fn held_words(ui: &mut Ui, bench: &mut Bench<'_>, key: u32) {
    let Some((_, held)) = bench.form.held.clone().filter(|(row, _)| *row == key) else { return };
    let color = theme::color(theme::palette(ui.ctx()).error);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 15.0), Sense::hover());
        icons::error(ui.painter(), rect.center(), 4.5, color);
        ui.vertical(|ui| {
            let words = egui::RichText::new(&held.words).font(theme::small()).color(color);
            ui.add(egui::Label::new(words).wrap());
            note(ui, "Name another group in them first");
            let response = small_button(ui, "Show them", &format!("Show what is filed under {}", held.id));
            bench.stop(&response, false);
            if response.on_hover_text("Filters by this group; the fields stay").clicked() {
                bench.out.msgs.push(Msg::View(ViewChange::Query(format!("branch:{}", held.id))));
            }
        });
    });
    ui.add_space(4.0);
}

/// What a group or period says in two lines.
pub(super) fn words(bench: &Bench<'_>, rows: Rows, text: impl Fn(Field) -> String) -> (String, String) {
    let _ = bench;
    if rows == Rows::Periods {
        let when = text(Field::PeriodWhen);
        let words = when.trim().parse().map_or(when, |when: crate::model::When| when.words());
        return (or(text(Field::PeriodTitle), "No title"), or(words, "no date"));
    }
    let (name, short, parent) = (text(Field::ActorName), text(Field::ActorShort), text(Field::ActorParent));
    let label = if short.is_empty() { name.clone() } else { short.clone() };
    let full = if short.is_empty() { String::new() } else { name };
    let of = if parent.is_empty() { String::new() } else { format!("part of {parent}") };
    let second: Vec<String> = [full, of].into_iter().filter(|part| !part.is_empty()).collect();
    let second = if second.is_empty() { text(Field::ActorId) } else { widgets::sentence(&second.join(" · ")) };
    (or(label, "No name"), second)
}

fn or(text: String, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text }
}
