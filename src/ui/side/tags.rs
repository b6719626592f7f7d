//! The controlled words of an incident as tags: kind, branch, confidence, means, target.

use super::pieces::{note, reveal};
use super::{Desk, Jump};
use crate::model::{Incident, Vocabulary};
use crate::query::Row;
use crate::ui::{icons, theme, widgets};
use crate::view::LaneKey;
use egui::{Color32, CornerRadius, Rect, Response, Sense, Ui, vec2};

/// Room left and right of the words of a tag, in points.
const PAD_PT: f32 = 8.0;

/// Draws the tags.
pub(super) fn show(ui: &mut Ui, row: Row, incident: &Incident, desk: &mut Desk<'_>) {
    let hue = hue(ui, row, desk);
    let of = |key: LaneKey| (desk.inputs.state.colors == key).then_some(hue);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        word(ui, "Kind", incident.kind, of(LaneKey::Kind));
        branch(ui, incident, of(LaneKey::Branch), desk);
        let text = format!("{} confidence", incident.confidence.label());
        tag(ui, &text, None).on_hover_text(incident.confidence.definition());
        doubts(ui, incident, desk);
        let first = |i: usize, key: LaneKey| of(key).filter(|_| i == 0);
        for (i, attack) in incident.attack_types.iter().enumerate() {
            word(ui, "Means", *attack, first(i, LaneKey::Attack));
        }
        for (i, target) in incident.target_types.iter().enumerate() {
            word(ui, "Target", *target, first(i, LaneKey::Target));
        }
    });
}

/// The color of the incident's mark on the timeline.
pub(super) fn hue(ui: &Ui, row: Row, desk: &Desk<'_>) -> Color32 {
    let loaded = desk.inputs.loaded;
    let groups = loaded.groups(desk.inputs.state.colors);
    theme::color(theme::palette(ui.ctx()).hue(groups.hue(groups.rank(&loaded.columns, row))))
}

fn word<T: Vocabulary>(ui: &mut Ui, what: &str, word: T, swatch: Option<Color32>) {
    tag(ui, word.label(), swatch).on_hover_text(format!("{what}: {}", word.definition()));
}

fn branch(ui: &mut Ui, incident: &Incident, swatch: Option<Color32>, desk: &Desk<'_>) {
    let actors = desk.inputs.loaded.catalog.actors();
    let mut hover = format!("Branch: {}", actors.full_name(&incident.branch));
    if let Some(about) = actors.get(&incident.branch).and_then(|actor| actor.about.as_deref()) {
        hover.push('\n');
        hover.push_str(about);
    }
    tag(ui, actors.label(&incident.branch), swatch).on_hover_text(hover);
}

/// A word on quiet ground, with the color of the mark before it. It never gets wider than the panel.
fn tag(ui: &mut Ui, text: &str, swatch: Option<Color32>) -> Response {
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.text);
    let lead = if swatch.is_some() { 13.0 } else { 0.0 };
    let most = ui.max_rect().width() - 2.0 * PAD_PT - lead;
    let galley = widgets::one_line(ui.painter(), text, theme::small(), color, most);
    let size = vec2(galley.size().x + 2.0 * PAD_PT + lead, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(11), theme::color(palette.raised));
    if let Some(swatch) = swatch {
        let square = Rect::from_center_size(rect.left_center() + vec2(12.5, 0.0), vec2(9.0, 9.0));
        ui.painter().rect_filled(square, CornerRadius::same(2), swatch);
    }
    let at = egui::pos2(rect.left() + PAD_PT + lead, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    response
}

/// How many doubts there are: brings them on screen.
fn doubts(ui: &mut Ui, incident: &Incident, desk: &mut Desk<'_>) {
    let words = match incident.doubts.len() {
        0 => return,
        1 => "1 doubt".to_owned(),
        n => format!("{n} doubts"),
    };
    let palette = theme::palette(ui.ctx());
    let color = theme::color(palette.warning);
    let galley = ui.painter().layout_no_wrap(words.clone(), theme::small(), color);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 15.0 + 2.0 * PAD_PT, 22.0), Sense::click());
    let ground = if response.hovered() { palette.hovered } else { palette.raised };
    ui.painter().rect_filled(rect, CornerRadius::same(11), theme::color(ground));
    icons::warning(ui.painter(), rect.left_center() + vec2(PAD_PT + 5.0, 0.0), 4.5, color);
    ui.painter().galley(rect.left_center() + vec2(PAD_PT + 15.0, -galley.size().y / 2.0), galley, color);
    widgets::focus_ring(ui, &response);
    reveal(&response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Show {words}")));
    if response.on_hover_text("What could not be confirmed").clicked() {
        desk.side.jump = Some(Jump::Doubts);
    }
}

/// The editors' free labels.
pub(super) fn free(ui: &mut Ui, incident: &Incident) {
    if !incident.tags.is_empty() {
        note(ui, &format!("Tags {}", incident.tags.join(", ")));
    }
}
