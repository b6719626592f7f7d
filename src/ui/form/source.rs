//! The source that a row names: what it is, and its own fields when it is new or opened.

use super::{Bench, Block, field, note, source_key};
use crate::edit::{Field, Rows, Spot, Takes};
use crate::model::SourceId;
use crate::ui::side::{LEFT_PT, columns_of, link};
use crate::ui::theme;
use egui::Ui;

/// The fields of a source, those that are needed first.
const FIELDS: [Field; 10] = [
    Field::SourceTitle,
    Field::Publisher,
    Field::Published,
    Field::SourceKind,
    Field::Url,
    Field::Language,
    Field::Author,
    Field::Archive,
    Field::RelayOf,
    Field::SourceId,
];

/// The sources that a field names, if it is one that names sources.
pub(super) fn named(bench: &Bench<'_>, spot: Spot) -> Vec<SourceId> {
    let text = bench.draft.get(spot);
    match spot.field.about().takes {
        Takes::Source => vec![SourceId::from(text)],
        Takes::Sources => text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(SourceId::from).collect(),
        _ => Vec::new(),
    }
}

/// Below a source field: which source of the file it names, and the way to its fields.
pub(super) fn line(ui: &mut Ui, bench: &mut Bench<'_>, id: &SourceId) {
    let Some(source) = bench.document.source(id).filter(|_| source_key(&bench.draft, id).is_none()) else { return };
    let day = source.published.map_or("day unknown".to_owned(), crate::model::Date::words);
    let words = format!("{}: {} ({day})", source.publisher, source.title);
    let mut opens = false;
    columns_of(
        ui,
        LEFT_PT,
        |_| {},
        |ui| {
            note(ui, &words);
            let response = link(ui, "Edit this source", theme::small());
            if response.has_focus() {
                bench.block = bench.form.block;
            }
            opens = response.clicked();
        },
    );
    if opens && let Some(key) = bench.draft.edit_source(bench.document, id) {
        bench.form.wanted = Some(field::id(Spot { field: Field::SourceTitle, row: key }));
    }
    ui.add_space(2.0);
}

/// The fields of a source that is new or was opened.
pub(super) fn fields(ui: &mut Ui, bench: &mut Bench<'_>, id: &SourceId, block: Block) {
    let Some(key) = source_key(&bench.draft, id) else { return };
    let Some(row) = bench.draft.rows(Rows::Sources).iter().find(|row| row.key == key) else { return };
    let is_known = row.is_known_source();
    ui.add_space(6.0);
    super::super::side::hairline(ui);
    ui.add_space(4.0);
    let title = if is_known { "Source, for all incidents that name it" } else { "New source" };
    crate::ui::widgets::caption(ui, title);
    for (i, field) in FIELDS.into_iter().enumerate() {
        // The id of a source of the file is what others name it by.
        if is_known && field == Field::SourceId {
            continue;
        }
        field::show(ui, bench, Spot { field, row: key }, block, i == 0);
    }
}
