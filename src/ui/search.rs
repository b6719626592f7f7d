//! The search field: filters as one types; what is in force stands beside it as chips that can be taken away.

use super::{Inputs, Msg, UiState, icons, theme, widgets};
use crate::model::thousands;
use crate::query::{Query, QueryError};
use crate::view::ViewChange;
use egui::{Key, RichText, TextEdit, Ui, vec2};

/// What the search field remembers.
#[derive(Default)]
pub(crate) struct SearchState {
    /// The text as typed.
    pub(crate) text: String,
    /// The filter that the text was last equal to.
    in_force: String,
    /// Whether the field should take the focus.
    pub(crate) wants_focus: bool,
}

/// Spoken name of the field, by which tests find it too.
pub(crate) const FIELD_NAME: &str = "Search";

/// Draws field, chips and the count of what is shown.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(10, 5));
    egui::Panel::top("search").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
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
    let edit = TextEdit::singleline(&mut search.text)
        .hint_text("Search: Kandahar, branch:is-kp killed>=20, 2021..2024")
        .desired_width(width)
        .id(egui::Id::unique("search field"));
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::text_edit(true, "", &search.text, FIELD_NAME));
    if std::mem::take(&mut search.wants_focus) {
        response.request_focus();
    }
    if response.changed() {
        search.in_force.clone_from(&search.text);
        msgs.push(ViewChange::Query(search.text.clone()).into());
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Escape)) {
        ui.memory_mut(|memory| memory.request_focus(egui::Id::unique("timeline")));
    }
    response.on_hover_text("Words, or KEY:VALUE, figures and dates. F1 shows keys, Help shows how to write a query");
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
