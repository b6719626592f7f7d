//! Fuzzy find over actions, incidents, places, branches, actors and tags.

mod find;
pub(crate) mod fuzzy;
mod incidents;
mod row;

use super::dialogs::views::shown;
use super::dialogs::{Next, sheet};
use super::{Inputs, Msg, search, theme, widgets};
use crate::query::Query;
use crate::view::ViewChange;
use egui::{Context, Frame, Key, Margin, Modifiers, Ui, vec2};
use find::{Found, Pick};

/// What the palette remembers.
#[derive(Default)]
pub(crate) struct PaletteState {
    /// The text as typed.
    pub(crate) text: String,
    /// The row that Enter takes.
    pub(crate) chosen: usize,
    /// What was found for a text, until another is typed.
    found: Found,
}

const WIDTH_PT: f32 = 680.0;
/// Rows moved by Page up and Page down.
const PAGE: usize = 8;

/// Draws the palette.
pub(crate) fn show(
    ctx: &Context,
    inputs: &Inputs<'_>,
    state: &mut PaletteState,
    is_new: bool,
    msgs: &mut Vec<Msg>,
) -> Next {
    let keys = Keys::take(ctx);
    let response = sheet::modal_at_top(ctx, "Find or run").show(ctx, |ui| {
        let room = ctx.content_rect();
        ui.set_width(WIDTH_PT.min(room.width() - 32.0));
        ui.spacing_mut().item_spacing.y = 0.0;
        field(ui, state, is_new);
        if state.found.update(&state.text, inputs) {
            state.chosen = 0;
        }
        if !state.found.is_whole() {
            ctx.request_repaint();
        }
        state.chosen = keys.moved(state.chosen, state.found.n_hits());
        let height = (room.height() * 0.62).min(520.0) - 40.0;
        let clicked = list(ui, state, height, keys.has_moved());
        foot(ui);
        clicked
    });
    let picked = response.inner.clone().or_else(|| keys.enter.then(|| state.found.pick(state.chosen)).flatten());
    match picked {
        Some(pick) => take(pick, inputs, msgs),
        None if response.should_close() => Next::Close,
        None => Next::Stay,
    }
}

/// What becomes of a choice.
fn take(pick: Pick, inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) -> Next {
    match pick {
        Pick::Run(action) => Next::Run(action),
        Pick::GoTo(row) => Next::GoTo(row),
        Pick::ShowView(at) => {
            msgs.extend(inputs.files.views.views.get(at).map(|view| shown(view, inputs)));
            Next::Close
        }
        Pick::Filter(key, value) => {
            let term = Query::of(key, &value).map(|term| term.to_string());
            msgs.extend(term.map(|term| ViewChange::Query(search::with_term(&inputs.state.query, &term)).into()));
            Next::Close
        }
    }
}

/// The keys of a list, taken before the field and egui's focus see them.
struct Keys {
    by: isize,
    to_end: Option<bool>,
    enter: bool,
}

impl Keys {
    fn take(ctx: &Context) -> Self {
        ctx.input_mut(|input| {
            let mut by = |key, n: isize| n * input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let by = by(Key::ArrowDown, 1)
                + by(Key::ArrowUp, -1)
                + by(Key::PageDown, PAGE as isize)
                + by(Key::PageUp, -(PAGE as isize));
            let to_start = input.consume_key(Modifiers::COMMAND, Key::Home);
            let to_end = input.consume_key(Modifiers::COMMAND, Key::End);
            let to_end = if to_start { Some(false) } else { to_end.then_some(true) };
            Self { by, to_end, enter: input.consume_key(Modifiers::NONE, Key::Enter) }
        })
    }

    fn has_moved(&self) -> bool {
        self.by != 0 || self.to_end.is_some()
    }

    /// The chosen row after the keys: one step past an end comes round, a page stops there.
    fn moved(&self, chosen: usize, n: usize) -> usize {
        let last = n.saturating_sub(1);
        match (self.to_end, self.by) {
            (Some(is_end), _) => last * usize::from(is_end),
            (None, 1) if chosen >= last => 0,
            (None, -1) if chosen == 0 => last,
            (None, by) => chosen.saturating_add_signed(by).min(last),
        }
    }
}

fn field(ui: &mut Ui, state: &mut PaletteState, is_new: bool) {
    let palette = theme::palette(ui.ctx());
    Frame::NONE.inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 28.0), egui::Sense::hover());
            super::icons::search(ui.painter(), rect.center(), 6.5, theme::color(palette.weak));
            let edit = egui::TextEdit::singleline(&mut state.text)
                .id(egui::Id::unique("dialog field"))
                .hint_text("Action, incident, place, branch, actor or tag")
                .font(egui::FontId::proportional(16.0))
                .frame(Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .min_size(vec2(0.0, 28.0))
                .desired_width(f32::INFINITY);
            let response = ui.add(edit);
            response.widget_info(|| egui::WidgetInfo::text_edit(true, "", &state.text, "Find or run"));
            if is_new || !response.has_focus() {
                // The field keeps the focus: the arrows move the choice, not the focus.
                response.request_focus();
            }
        });
    });
    line(ui);
}

fn line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0.0, theme::color(theme::palette(ui.ctx()).line));
}

/// Everything found; what was clicked.
fn list(ui: &mut Ui, state: &mut PaletteState, height: f32, has_moved: bool) -> Option<Pick> {
    let mut clicked = None;
    let area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).id_salt(&state.text);
    area.show(ui, |ui| {
        ui.add_space(6.0);
        let mut at = 0;
        for group in state.found.groups() {
            row::caption(ui, group.caption);
            for hit in &group.hits {
                let response = row::show(ui, hit, at == state.chosen);
                if at == state.chosen && has_moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(hit.pick.clone());
                }
                at += 1;
            }
        }
        if at == 0 {
            nothing(ui, state);
        }
        ui.add_space(6.0);
    });
    clicked
}

fn nothing(ui: &mut Ui, state: &PaletteState) {
    let words = if state.found.is_whole() { "Nothing is called like that" } else { "Looking…" };
    Frame::NONE.inner_margin(Margin::symmetric(20, 14)).show(ui, |ui| {
        ui.label(words);
        ui.label(widgets::weak("The search field (/) looks through summaries, sources and figures too", ui));
    });
}

/// What the keys do here.
fn foot(ui: &mut Ui) {
    line(ui);
    Frame::NONE.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            for (keys, words) in [(&["↑", "↓"][..], "choose"), (&["Enter"], "take it"), (&["Esc"], "close")] {
                for key in keys {
                    widgets::key_cap(ui, key);
                }
                ui.label(widgets::weak(words, ui));
                ui.add_space(10.0);
            }
        });
    });
}
