//! A text field that completes: a list below it, chosen from by arrows, Tab, Enter or the pointer.

use super::suggest::Suggestion;
use crate::ui::{theme, widgets};
use egui::{
    Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, Sense, Stroke, StrokeKind, TextEdit,
    Ui, vec2,
};

/// Height of a suggestion, in points.
const ROW_PT: f32 = 26.0;

/// The list below the field that has the focus.
#[derive(Default)]
pub(crate) struct Picker {
    id: Option<Id>,
    is_open: bool,
    chosen: Option<usize>,
    suggestions: Vec<Suggestion>,
    rect: Option<Rect>,
    /// Whether Escape closed the list in this frame.
    pub(super) has_closed: bool,
}

/// How a field looks and behaves.
pub(super) struct Input<'a> {
    /// Its id.
    pub(super) id: Id,
    /// Spoken name.
    pub(super) name: &'a str,
    /// What stands in it while it is empty.
    pub(super) hint: &'a str,
    /// Lines it shows at least; 1 is a field of one line.
    pub(super) lines: usize,
    /// Whether what stands behind the last comma is completed.
    pub(super) is_list: bool,
    /// Whether only what is suggested is accepted: the first suggestion is then chosen at once.
    pub(super) is_closed: bool,
    /// Whether its text does not fit.
    pub(super) is_wrong: bool,
    /// Whether a button stands at its right end.
    pub(super) has_button: bool,
    /// What the text means, in a few words at its right end.
    pub(super) reading: Option<&'a str>,
}

/// What was done in a field.
pub(super) struct Done {
    /// The field.
    pub(super) response: Response,
    /// What was chosen.
    pub(super) taken: Option<Suggestion>,
    /// Whether Enter was pressed in it.
    pub(super) is_entered: bool,
}

impl Picker {
    fn is_at(&self, id: Id) -> bool {
        self.id == Some(id)
    }

    fn fill(&mut self, input: &Input<'_>, text: &str, suggest: &mut dyn FnMut(&str) -> Vec<Suggestion>) {
        let typed = typed(input, text).to_owned();
        self.suggestions = suggest(&typed);
        let is_same = |suggestion: &Suggestion| suggestion.shown.to_lowercase() == typed.to_lowercase();
        let first_is_meant = !typed.is_empty() && (input.is_closed || self.suggestions.first().is_some_and(is_same));
        self.chosen = (first_is_meant && !self.suggestions.is_empty()).then_some(0);
    }

    fn keys(&mut self, ui: &Ui, input: &Input<'_>, text: &str, suggest: &mut dyn FnMut(&str) -> Vec<Suggestion>) {
        // Alt with an arrow is the calendar's.
        if input.lines > 1 || !ui.input(|input| input.modifiers.is_none()) {
            return;
        }
        let take = |key| ui.input_mut(|keys| keys.consume_key(Modifiers::NONE, key));
        let (is_down, is_up) = (take(Key::ArrowDown), take(Key::ArrowUp));
        if is_down && !self.is_open {
            self.is_open = true;
            // Nothing was typed yet: all there is, not only what is like the text.
            let whole = if input.is_list { text } else { "" };
            self.fill(input, whole, suggest);
            self.chosen = (!self.suggestions.is_empty()).then_some(0);
            return;
        }
        let n = self.suggestions.len();
        if n == 0 || !self.is_open {
            return;
        }
        self.chosen = match (is_down, is_up, self.chosen) {
            (true, _, Some(at)) => Some((at + 1) % n),
            (true, _, None) => Some(0),
            (_, true, Some(at)) => at.checked_sub(1).or(Some(n - 1)),
            (_, true, None) => Some(n - 1),
            (false, false, at) => at,
        };
    }
}

/// What is to be completed.
fn typed<'a>(input: &Input<'_>, text: &'a str) -> &'a str {
    let part = if input.is_list { text.rsplit(',').next().unwrap_or(text) } else { text };
    part.trim()
}

/// The text with a suggestion taken.
fn completed(input: &Input<'_>, text: &str, taken: &str) -> String {
    match text.rsplit_once(',').filter(|_| input.is_list) {
        Some((before, _)) => format!("{}, {taken}", before.trim_end()),
        None => taken.to_owned(),
    }
}

/// Draws a field.
pub(super) fn show(
    ui: &mut Ui,
    picker: &mut Picker,
    input: &Input<'_>,
    text: &mut String,
    suggest: &mut dyn FnMut(&str) -> Vec<Suggestion>,
) -> Done {
    let had_focus = ui.memory(|memory| memory.has_focus(input.id));
    if had_focus && !picker.is_at(input.id) {
        *picker = Picker { id: Some(input.id), ..Picker::default() };
    }
    if had_focus {
        picker.keys(ui, input, text, suggest);
    }
    let response = edit(ui, input, text);
    if response.changed() {
        picker.is_open = true;
        picker.id = Some(input.id);
        picker.fill(input, text, suggest);
    }
    let is_mine = picker.is_at(input.id);
    let (is_enter, is_tab, is_escape) =
        ui.input(|keys| (keys.key_pressed(Key::Enter), keys.key_pressed(Key::Tab), keys.key_pressed(Key::Escape)));
    if is_mine && picker.is_open && is_escape && !picker.suggestions.is_empty() {
        picker.is_open = false;
        picker.has_closed = true;
        response.request_focus();
    }
    let is_left = response.lost_focus() && !is_escape;
    let mut taken = None;
    if is_mine && is_left && picker.is_open && (is_enter || is_tab) {
        taken = picker.chosen.and_then(|at| picker.suggestions.get(at).cloned());
    }
    if is_left && (is_enter || is_tab) && is_mine {
        picker.is_open = false;
    }
    if is_mine && picker.is_open && !picker.suggestions.is_empty() {
        let clicked = list(ui, picker, &response);
        if clicked.is_some() {
            response.request_focus();
            picker.is_open = false;
            taken = clicked;
        }
    }
    if let Some(taken) = &taken {
        *text = completed(input, text, &taken.text);
        move_cursor_to_end(ui, input.id, text);
    }
    Done { is_entered: is_left && is_enter && input.lines == 1, response, taken }
}

fn move_cursor_to_end(ui: &Ui, id: Id, text: &str) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let end = egui::text::CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ui.ctx(), id);
    }
}

fn edit(ui: &mut Ui, input: &Input<'_>, text: &mut String) -> Response {
    let palette = theme::palette(ui.ctx());
    let edit =
        if input.lines > 1 { TextEdit::multiline(text).desired_rows(input.lines) } else { TextEdit::singleline(text) };
    let edit = edit
        .id(input.id)
        .hint_text(widgets::weak(input.hint, ui))
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(7, 4));
    let response = ui.add(edit);
    let response = response.accessible_name(input.name);
    let edge = match (input.is_wrong, response.has_focus()) {
        (true, _) => Some(palette.error),
        (false, true) => None,
        (false, false) => Some(palette.line),
    };
    if let Some(edge) = edge {
        let stroke = Stroke::new(1.0, theme::color(edge));
        ui.painter().rect_stroke(response.rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
    if let Some(reading) = input.reading {
        let font = theme::small();
        let color = theme::color(palette.weak);
        let words = ui.painter().layout_no_wrap(text.clone(), theme::body(), color).size().x;
        let right = if input.has_button { 28.0 } else { 8.0 };
        let room = response.rect.width() - words - 20.0 - right;
        let galley = ui.painter().layout_no_wrap(reading.to_owned(), font, color);
        // Half a reading would say something else.
        if galley.size().x <= room {
            let at = response.rect.right_center() - vec2(galley.size().x + right, galley.size().y / 2.0);
            ui.painter().galley(at, galley, color);
        }
    }
    response
}

/// Draws the list; what was clicked.
fn list(ui: &Ui, picker: &mut Picker, field: &Response) -> Option<Suggestion> {
    let palette = theme::palette(ui.ctx());
    let width = field.rect.width().max(240.0);
    let height = ROW_PT * picker.suggestions.len() as f32 + 8.0;
    let below = field.rect.bottom() + 3.0;
    let screen = ui.ctx().content_rect();
    let fits_below = below + height < screen.bottom();
    let top = if fits_below { below } else { field.rect.top() - 3.0 - height };
    let left = field.rect.left().min(screen.right() - width - 8.0);
    let mut clicked = None;
    let area = Area::new(Id::unique("completion")).order(Order::Foreground).fixed_pos(egui::pos2(left, top));
    let response = area.show(ui.ctx(), |ui| {
        let frame = Frame::NONE
            .fill(theme::color(palette.panel))
            .stroke(Stroke::new(1.0, theme::color(palette.line)))
            .corner_radius(CornerRadius::same(6))
            .shadow(ui.visuals().popup_shadow)
            .inner_margin(Margin::same(4));
        frame.show(ui, |ui| {
            ui.set_width(width - 8.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, suggestion) in picker.suggestions.iter().enumerate() {
                if row(ui, suggestion, picker.chosen == Some(i)) {
                    clicked = Some(suggestion.clone());
                }
            }
        });
    });
    let rect = response.response.rect;
    picker.rect = Some(rect);
    let is_elsewhere = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|at| !rect.contains(at) && !field.rect.contains(at))
    });
    let is_left = !field.has_focus() && !ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if is_elsewhere || (is_left && clicked.is_none()) {
        picker.is_open = false;
    }
    clicked
}

/// One suggestion; whether it was clicked.
fn row(ui: &mut Ui, suggestion: &Suggestion, is_chosen: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::CLICK);
    if is_chosen || response.hovered() {
        let ground = if is_chosen { palette.accent_ground } else { palette.hovered };
        ui.painter().rect_filled(rect, CornerRadius::same(4), theme::color(ground));
    }
    let color = theme::color(if is_chosen { palette.strong } else { palette.text });
    let weak = theme::color(if is_chosen { palette.text } else { palette.weak });
    let wide = rect.width() - 16.0;
    let shown = widgets::one_line(ui.painter(), &suggestion.shown, theme::body(), color, wide * 0.75);
    let room = wide - shown.size().x - 12.0;
    ui.painter().galley(rect.left_center() + vec2(8.0, -shown.size().y / 2.0), shown, color);
    if room > 30.0 && !suggestion.note.is_empty() {
        let note = widgets::one_line(ui.painter(), &suggestion.note, theme::small(), weak, room);
        let at = egui::pos2(rect.right() - 8.0 - note.size().x, rect.center().y - note.size().y / 2.0);
        ui.painter().galley(at, note, weak);
    }
    let spoken = format!("{}, {}", suggestion.shown, suggestion.note);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, &spoken));
    response.on_hover_text(&suggestion.note).clicked()
}
