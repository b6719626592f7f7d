//! What may be entered already: the incidents most like the draft, with what to do about them.

use super::{Bench, MARGIN_PT, note};
use crate::edit::{Field, Rows, Spot, Twin, union, united};
use crate::model::Incident;
use crate::ui::side::{hairline, link, small_button};
use crate::ui::{Edit, Msg, icons, theme};
use egui::{Margin, RichText, Sense, Ui, vec2};

/// Twins shown at most.
const MOST: usize = 2;

/// The twins of what was typed last.
#[derive(Default)]
pub(super) struct TwinState {
    of: Option<(u64, Incident)>,
    twins: Vec<Twin>,
    /// Ids that the editor has looked at and set aside.
    dismissed: Vec<String>,
}

/// Draws the twins at the bottom of the panel, so that no field moves while one types.
pub(super) fn show(ui: &mut Ui, bench: &mut Bench<'_>) {
    update(bench);
    let twins: Vec<Twin> = bench
        .form
        .twins
        .twins
        .iter()
        .filter(|twin| !bench.form.twins.dismissed.contains(&key(bench, twin)))
        .take(MOST)
        .cloned()
        .collect();
    if twins.is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 0, bottom: 10 };
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel));
    egui::Panel::bottom("twins").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        hairline(ui);
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let color = theme::color(palette.warning);
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
                icons::warning(ui.painter(), rect.center(), 5.0, color);
                ui.label(RichText::new("This may be entered already").font(theme::strong(12.0)).color(color));
            });
            for twin in &twins {
                one(ui, bench, twin);
            }
        });
    });
}

fn update(bench: &mut Bench<'_>) {
    let made_of = super::stamp(bench.inputs);
    let Some(incident) = bench.checked.incident() else { return };
    let is_same = bench.form.twins.of.as_ref().is_some_and(|(text, of)| *text == made_of && of == incident);
    if is_same {
        return;
    }
    // Without a day everything would be near the first of 1970.
    let has_day = !bench.draft.get(Field::When).trim().is_empty();
    bench.form.twins.twins = if has_day && !bench.draft.get(Field::Country).is_empty() {
        crate::edit::twins(bench.document, incident, &bench.checked.sources, MOST + bench.form.twins.dismissed.len())
    } else {
        Vec::new()
    };
    bench.form.twins.of = Some((made_of, incident.clone()));
}

/// What stands for a pair that was set aside.
fn key(bench: &Bench<'_>, twin: &Twin) -> String {
    format!("{}/{}", bench.draft.of.as_deref().unwrap_or(""), twin.incident.id)
}

fn one(ui: &mut Ui, bench: &mut Bench<'_>, twin: &Twin) {
    ui.add_space(4.0);
    let title = twin.incident.title.clone();
    let response = link(ui, &title, theme::body());
    bench.stop(&response, true);
    if response.on_hover_text("Opens it; the draft is kept").clicked() {
        bench.out.go_to = bench.inputs.loaded.catalog.row(twin.incident.id.as_str());
    }
    note(ui, &format!("{}: {}", twin.incident.when.words(), twin.reasons.join(", ")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let button = |ui: &mut Ui, text: &str, hover: &str| {
            small_button(ui, text, &format!("{text}: {title}")).on_hover_text(hover).clicked()
        };
        if button(ui, "Link", "They are two: names it as related") {
            link_as_related(bench, twin);
        }
        let words = if bench.draft.is_new() {
            "They are one: what was typed here is added to it, where it lacks it"
        } else {
            "They are one: takes over what this one lacks, its reports and its id, and takes it out"
        };
        if button(ui, "Merge", words) {
            merge(bench, twin);
        }
        if button(ui, "No", "They are two, and need no link") {
            let key = key(bench, twin);
            bench.form.twins.dismissed.push(key);
        }
    });
}

fn link_as_related(bench: &mut Bench<'_>, twin: &Twin) {
    let row = bench.draft.add_row(Rows::Related);
    bench.draft.set(Spot { field: Field::RelatedId, row }, twin.incident.id.as_str());
    bench.draft.set(Spot { field: Field::How, row }, "Related");
    bench.commits = true;
}

fn merge(bench: &mut Bench<'_>, twin: &Twin) {
    let kept = &twin.incident.id;
    if let Some(of) = bench.draft.base().map(|base| base.id.clone()) {
        let command = union(bench.document, &of, kept);
        let edit = command.map(|command| Edit { file: bench.file, command, select: None });
        bench.out.msgs.extend(edit.map(Msg::Edit));
        return;
    }
    // The other becomes what is edited, with what was typed here added; it is carried out when that is left.
    let Some(typed) = bench.checked.incident() else { return };
    let united = std::sync::Arc::new(united(&twin.incident, typed));
    if let Some(row) = bench.inputs.loaded.catalog.row(kept.as_str()) {
        bench.draft.become_change_of(bench.document, &twin.incident, &united);
        bench.form.asked = None;
        bench.commits = true;
        bench.out.go_to = Some(row);
    }
}
