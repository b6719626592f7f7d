//! The fields in the order in which the panel shows what they say.

use super::{Bench, MARGIN_PT, field, rows};
use crate::edit::{Field, Rows};
use crate::ui::Action;
use crate::ui::side::{hairline, link, section, small_button};
use crate::ui::theme;
use egui::{Margin, ScrollArea, Ui, vec2};

/// Whether a field is shown on demand only, unless it says something.
pub(super) fn is_seldom(field: Field) -> bool {
    matches!(field, Field::Names | Field::Id | Field::PreviousIds | Field::RetiredIds)
}

/// Draws everything that scrolls.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>) {
    let of = bench.draft.of.clone().unwrap_or_default();
    ScrollArea::vertical().id_salt(("form", of)).auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 10, bottom: 24 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            part(ui, bench, &[Field::Title, Field::When, Field::City, Field::Admin1, Field::Country, Field::Site]);
            plain(ui, bench, &[Field::At, Field::GeoPrecision]);
            section(ui, "Filed under");
            part(ui, bench, &[Field::Kind, Field::Branch, Field::AttackTypes, Field::TargetTypes, Field::Confidence]);
            section(ui, "What happened");
            part(ui, bench, &[Field::Summary]);
            section(ui, "Figures");
            part(ui, bench, &[Field::Killed, Field::Injured, Field::OwnKilled, Field::InFigures]);
            rows::show(ui, bench, Rows::Reports, "What was reported");
            rows::show(ui, bench, Rows::Attributions, "Who says who did it");
            section(ui, "Doubts and tags");
            part(ui, bench, &[Field::Doubts, Field::Tags]);
            rows::show(ui, bench, Rows::Cites, "Other sources");
            rows::show(ui, bench, Rows::Related, "Related");
            seldom(ui, bench);
            foot(ui, bench);
        });
    });
}

/// Fields of which the first begins a part.
pub(super) fn part(ui: &mut Ui, bench: &mut Bench<'_>, fields: &[Field]) {
    for (i, field) in fields.iter().enumerate() {
        field::plain(ui, bench, *field, i == 0);
    }
}

fn plain(ui: &mut Ui, bench: &mut Bench<'_>, fields: &[Field]) {
    for field in fields {
        field::plain(ui, bench, *field, false);
    }
}

/// Other names and ids.
fn seldom(ui: &mut Ui, bench: &mut Bench<'_>) {
    section(ui, "Names and ids");
    let fields = [Field::Names, Field::Id, Field::PreviousIds];
    let is_said = |field: Field| !bench.draft.get(field).is_empty() || bench.spoken_problem(field.into()).is_some();
    let hidden = fields.iter().any(|field| !is_said(*field)) && !bench.form.shows_more;
    let shown: Vec<Field> = fields.into_iter().filter(|field| !hidden || is_said(*field)).collect();
    part(ui, bench, &shown);
    if hidden {
        let response = link(ui, "More fields", theme::small());
        bench.stop(&response, shown.is_empty());
        if response.clicked() {
            bench.form.shows_more = true;
            bench.form.wanted = fields.into_iter().find(|field| !shown.contains(field)).map(|f| field::id(f.into()));
        }
    }
}

/// What can be done with the record as a whole.
fn foot(ui: &mut Ui, bench: &mut Bench<'_>) {
    if bench.draft.is_new() {
        return;
    }
    ui.add_space(14.0);
    hairline(ui);
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (text, action, hover) in [
            ("Duplicate", Action::Duplicate, "Begins a new incident that says the same (Ctrl+D)"),
            ("Delete", Action::Remove, "Takes the incident out of the file; undo brings it back (Ctrl+Z)"),
        ] {
            let response = small_button(ui, text, &format!("{text} this incident"));
            bench.stop(&response, false);
            if response.on_hover_text(hover).clicked() {
                bench.out.run.push(action);
            }
        }
    });
}
