//! The search field: filters as one types; what is in force stands beside it as chips that can be taken away.

use super::{Inputs, Msg, UiState, icons, theme, widgets};
use crate::model::thousands;
use crate::query::{Completion, Query, QueryError, complete};
use crate::view::ViewChange;
use egui::{Key, RichText, TextEdit, Ui, vec2};
use std::rc::Rc;

/// What the search field remembers.
#[derive(Default)]
pub(crate) struct SearchState {
    /// The text as typed.
    pub(crate) text: String,
    /// The filter that the text was last equal to.
    in_force: String,
    /// Whether the field had the focus in the last frame: egui takes it away before Escape is heard.
    pub(crate) had_focus: bool,
    /// Whether the field should take the focus.
    pub(crate) wants_focus: bool,
    /// The completion that the arrows stand on.
    chosen: Option<usize>,
    /// The text for which Escape closed the list.
    closed_for: Option<String>,
    /// Where the cursor is to go, in characters.
    cursor: Option<usize>,
    /// The completions, and the text and place they are for.
    offered: Option<(String, usize, Rc<[Completion]>)>,
}

/// Spoken name of the field, by which tests find it too.
pub(crate) const FIELD_NAME: &str = "Search";

/// Draws field, chips and the count of what is shown.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(10, 5));
    egui::Panel::top("search").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let facets = ui.selectable_label(inputs.state.facets, "Facets");
            if facets.on_hover_text("What the incidents have in common, with counts (B)").clicked() {
                msgs.push(ViewChange::Facets(!inputs.state.facets).into());
            }
            field(ui, inputs, &mut state.search, msgs);
            chips(ui, inputs, msgs);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| count(ui, inputs, msgs));
        });
        if let Some(err) = &inputs.shown.query_error {
            error(ui, inputs, err);
        }
        for note in &inputs.shown.filtered.notes {
            ui.label(RichText::new(note).color(theme::color(palette.warning)));
        }
    });
}

fn field(ui: &mut Ui, inputs: &Inputs<'_>, search: &mut SearchState, msgs: &mut Vec<Msg>) {
    if search.in_force != inputs.state.query {
        // Changed from elsewhere: a chip taken away, a lane clicked, back and forward.
        search.text.clone_from(&inputs.state.query);
        search.in_force.clone_from(&inputs.state.query);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, theme::CONTROL_PT), egui::Sense::hover());
    icons::search(ui.painter(), rect.center(), 5.5, theme::color(theme::palette(ui.ctx()).weak));
    let width = (ui.available_width() * 0.34).clamp(180.0, 420.0);
    let field_id = egui::Id::unique("search field");
    let offers = offers(ui, inputs, search, field_id);
    let taken = keys_in_list(ui, search, &offers);
    let edit = TextEdit::singleline(&mut search.text)
        .hint_text("Search: Kandahar, branch:is-kp killed>=20, 2021..2024")
        .desired_width(width)
        .id(field_id);
    let response = ui.add(edit);
    let response = response.accessible_name(FIELD_NAME);
    let taken = taken.or_else(|| list(ui, search, &response, &offers));
    if let Some(completion) = taken.and_then(|at| offers.get(at)) {
        take(search, completion);
        search.in_force.clone_from(&search.text);
        msgs.push(ViewChange::Query(search.text.clone()).into());
        response.request_focus();
    }
    if let Some(at) = search.cursor.take() {
        move_cursor(ui, field_id, at);
    }
    if !response.has_focus() {
        let line = egui::Stroke::new(1.0, theme::color(theme::palette(ui.ctx()).line));
        ui.painter().rect_stroke(response.rect, egui::CornerRadius::same(4), line, egui::StrokeKind::Inside);
    }
    if std::mem::take(&mut search.wants_focus) {
        response.request_focus();
    }
    if response.changed() {
        search.chosen = None;
        search.in_force.clone_from(&search.text);
        msgs.push(ViewChange::Query(search.text.clone()).into());
    }
    // Enter and Escape lead back to the timeline; Tab and the pointer lead where they lead.
    let leads_back = ui.input(|input| !input.key_pressed(Key::Tab) && !input.pointer.any_down());
    search.had_focus = response.has_focus();
    if response.lost_focus() && leads_back {
        ui.memory_mut(|memory| memory.request_focus(egui::Id::unique("timeline")));
    }
    response.on_hover_text("Words, or KEY:VALUE, figures and dates. F1 shows keys, Help shows how to write a query");
}

/// Completions of the word at the cursor, while the field has the focus.
fn offers(ui: &Ui, inputs: &Inputs<'_>, search: &mut SearchState, field: egui::Id) -> Rc<[Completion]> {
    let has_focus = ui.memory(|memory| memory.has_focus(field));
    if !has_focus || search.closed_for.as_ref() == Some(&search.text) {
        search.offered = None;
        return Rc::default();
    }
    let state = egui::text_edit::TextEditState::load(ui.ctx(), field);
    let cursor = state.and_then(|state| state.cursor.char_range()).map(|range| range.primary.index);
    let at = cursor.and_then(|at| search.text.char_indices().map(|(i, _)| i).chain([search.text.len()]).nth(at.0));
    let at = at.unwrap_or(search.text.len());
    match &search.offered {
        Some((text, of, offers)) if *of == at && *text == search.text => Rc::clone(offers),
        _ => {
            let offers: Rc<[Completion]> = complete(&search.text, at, &inputs.loaded.columns).into();
            search.offered = Some((search.text.clone(), at, Rc::clone(&offers)));
            offers
        }
    }
}

/// Arrows walk in the list, Enter takes what they stand on, Escape closes it; the place of what was taken.
fn keys_in_list(ui: &Ui, search: &mut SearchState, offers: &[Completion]) -> Option<usize> {
    if offers.is_empty() {
        search.chosen = None;
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    let last = offers.len() - 1;
    if pressed(Key::ArrowDown) {
        search.chosen = Some(search.chosen.map_or(0, |at| if at >= last { 0 } else { at + 1 }));
    }
    if search.chosen.is_some() && pressed(Key::ArrowUp) {
        search.chosen = search.chosen.and_then(|at| at.checked_sub(1));
    }
    if search.chosen.is_some() && pressed(Key::Escape) {
        search.chosen = None;
        search.closed_for = Some(search.text.clone());
        return None;
    }
    let at = search.chosen?.min(last);
    pressed(Key::Enter).then_some(at)
}

/// The list below the field; the place of what was clicked.
fn list(ui: &Ui, search: &SearchState, field: &egui::Response, offers: &[Completion]) -> Option<usize> {
    if offers.is_empty() {
        return None;
    }
    let palette = theme::palette(ui.ctx());
    let mut clicked = None;
    let area = egui::Area::new(egui::Id::unique("completions")).order(egui::Order::Foreground);
    area.fixed_pos(field.rect.left_bottom() + vec2(0.0, 4.0)).show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_width(field.rect.width().max(320.0));
            ui.spacing_mut().item_spacing.y = 1.0;
            for (i, offer) in offers.iter().enumerate() {
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), egui::Sense::CLICK);
                if search.chosen == Some(i) || response.hovered() {
                    ui.painter().rect_filled(rect, egui::CornerRadius::same(4), theme::color(palette.hovered));
                }
                let strong = theme::color(palette.strong);
                let text = widgets::one_line(ui.painter(), &offer.text, theme::body(), strong, rect.width() * 0.6);
                let width = text.size().x;
                let at = rect.left_center() + vec2(6.0, -text.size().y / 2.0);
                ui.painter().galley(at, text, strong);
                let weak = theme::color(palette.weak);
                let room = rect.width() - width - 28.0;
                let hint = widgets::one_line(ui.painter(), &offer.hint, theme::small(), weak, room.max(0.0));
                let at = rect.left_center() + vec2(width + 18.0, -hint.size().y / 2.0);
                ui.painter().galley(at, hint, weak);
                response.widget_info(|| {
                    let name = format!("Complete {}", offer.text);
                    egui::WidgetInfo::selected(egui::Role::Button, true, search.chosen == Some(i), name)
                });
                if response.clicked() {
                    clicked = Some(i);
                }
            }
            ui.label(widgets::weak("↓ chooses, Enter takes", ui));
        });
    });
    clicked
}

/// Writes a completion into the text.
fn take(search: &mut SearchState, completion: &Completion) {
    let rest = search.text.get(completion.at.end..).unwrap_or_default();
    // What is left of a quoted value goes with it.
    let rest = rest.strip_prefix('"').unwrap_or(rest).to_owned();
    let blank = if completion.goes_on || rest.starts_with([' ', ')']) { "" } else { " " };
    let head = format!("{}{}{blank}", search.text.get(..completion.at.start).unwrap_or_default(), completion.text);
    search.cursor = Some(head.chars().count());
    search.text = head + &rest;
    search.chosen = None;
}

fn move_cursor(ui: &Ui, field: egui::Id, at: usize) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(egui::text::CCursor::new(at))));
    state.store(ui.ctx(), field);
}

fn chips(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let query = &inputs.shown.query;
    let terms = query.terms();
    // One plain word is plain to see in the field itself.
    for (i, term) in terms.iter().enumerate() {
        if widgets::chip(ui, &term.label, &format!("Remove {}", term.text)) {
            msgs.push(ViewChange::Query(query.without(i).to_string()).into());
        }
    }
}

fn count(ui: &mut Ui, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    let (n, all) = (inputs.shown.n_shown(), inputs.loaded.columns.len());
    let hidden = all - n.min(all);
    if hidden > 0 && ui.button("Clear").on_hover_text("Take the filter away").clicked() {
        msgs.push(ViewChange::Query(String::new()).into());
    }
    let text = if hidden > 0 {
        format!("{} of {} shown · {} hidden", thousands(n as u64), thousands(all as u64), thousands(hidden as u64))
    } else {
        format!("all {} shown", thousands(all as u64))
    };
    ui.label(widgets::weak(text, ui));
}

/// The text with a mark under the place, what is wrong, and what was expected.
fn error(ui: &mut Ui, inputs: &Inputs<'_>, err: &QueryError) {
    let palette = theme::palette(ui.ctx());
    let text = &inputs.state.query;
    let before = text.get(..err.at.start.min(text.len())).unwrap_or("").chars().count();
    let n = text.get(err.at.clone()).map_or(1, |part| part.chars().count().max(1));
    ui.label(RichText::new(text).monospace());
    let caret = format!("{}{}", " ".repeat(before), "^".repeat(n));
    ui.label(RichText::new(caret).monospace().color(theme::color(palette.error)));
    let hint = err.hint.as_deref().map_or(String::new(), |hint| format!("; {hint}"));
    ui.label(
        RichText::new(format!("{}{hint}. The last filter that could be read stays in force", err.message))
            .color(theme::color(palette.error)),
    );
}

/// The query with one more term that must hold. A query that cannot be read is replaced by the term.
pub(crate) fn with_term(query: &str, term: &str) -> String {
    match (Query::parse(query), Query::parse(term)) {
        (Ok(query), Ok(term)) => query.and(&term).to_string(),
        _ => term.to_owned(),
    }
}
