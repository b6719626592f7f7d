//! Small shared pieces: chips, captions, choices, links.

use super::{Effect, Msg, theme};
use egui::{Align2, Color32, CornerRadius, Response, RichText, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

/// A caption above a block: small, weak, never shouting.
pub(crate) fn caption(ui: &mut Ui, text: &str) -> Response {
    let color = theme::color(theme::palette(ui.ctx()).weak);
    ui.label(RichText::new(text).font(theme::strong(12.0)).color(color))
}

/// Weak small text.
pub(crate) fn weak(text: impl Into<String>, ui: &Ui) -> RichText {
    RichText::new(text).font(theme::small()).color(theme::color(theme::palette(ui.ctx()).weak))
}

/// A chip that can be taken away: true if it was.
pub(crate) fn chip(ui: &mut Ui, text: &str, hover: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::small(), theme::color(palette.strong));
    let size = galley.size() + vec2(30.0, 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ground = if response.hovered() || response.has_focus() { palette.hovered } else { palette.accent_ground };
    ui.painter().rect_filled(rect, CornerRadius::same(10), theme::color(ground));
    ui.painter().galley(rect.min + vec2(10.0, 3.0), galley, theme::color(palette.strong));
    let center = rect.right_center() - vec2(12.0, 0.0);
    super::icons::cross(ui.painter(), center, 3.5, theme::color(palette.strong));
    focus_ring(ui, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Remove {text}")));
    response.on_hover_text(hover).clicked()
}

/// A ring around what has the keyboard focus.
pub(crate) fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, theme::color(theme::palette(ui.ctx()).accent));
        ui.painter().rect_stroke(response.rect.expand(1.0), CornerRadius::same(6), stroke, StrokeKind::Outside);
    }
}

/// The edge of a field, so that it is seen on every ground.
pub(crate) fn field_edge(ui: &Ui, response: &Response) {
    if !response.has_focus() {
        let stroke = Stroke::new(1.0, theme::color(theme::palette(ui.ctx()).line));
        ui.painter().rect_stroke(response.rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
}

/// A drop-down of a few named choices; the newly chosen one. `name` is spoken and shown before the choice.
pub(crate) fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    hover: &str,
    now: T,
    choices: &[T],
    label: impl Fn(T) -> String,
) -> Option<T> {
    let mut chosen = None;
    let text = RichText::new(label(now)).color(theme::color(theme::palette(ui.ctx()).strong));
    ui.label(weak(name, ui));
    let response = egui::ComboBox::from_id_salt(name)
        .selected_text(text)
        .width(20.0)
        .show_ui(ui, |ui| {
            for each in choices {
                if ui.selectable_label(*each == now, label(*each)).clicked() {
                    chosen = Some(*each);
                }
            }
        })
        .response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {}", label(now))));
    if !hover.is_empty() {
        response.on_hover_text(hover);
    }
    chosen.filter(|chosen| *chosen != now)
}

/// Whether a screen reader (or a test) asks for the names of what is on screen.
pub(crate) fn has_listener(ctx: &egui::Context) -> bool {
    ctx.has_accesskit_node(egui::accesskit_root_id())
}

/// Whether an address may be opened: `http` and `https` only.
pub(crate) fn is_web_address(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The host of an address, for showing it before it is opened.
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    // Browsers take a backslash for a slash: what follows it is no host.
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

/// The message that copies a text.
pub(crate) fn copy(text: String, what: &'static str) -> Msg {
    Msg::Effect(Effect::Copy { text, what })
}

/// A painted icon as a button with a spoken name.
pub(crate) fn icon_button(
    ui: &mut Ui,
    name: &str,
    is_enabled: bool,
    paint: impl Fn(&egui::Painter, egui::Pos2, f32, Color32),
) -> Response {
    let sense = if is_enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(theme::CONTROL_PT), sense);
    let palette = theme::palette(ui.ctx());
    if is_enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, CornerRadius::same(4), theme::color(palette.hovered));
    }
    let color = if is_enabled { theme::color(palette.text) } else { theme::faded(palette.weak, 0.5) };
    paint(ui.painter(), rect.center(), 5.0, color);
    focus_ring(ui, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, name));
    response.on_hover_text(name)
}

/// One line of text that stays inside `width`, cut with an ellipsis.
pub(crate) fn one_line(
    painter: &egui::Painter,
    text: &str,
    font: egui::FontId,
    color: Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = super::bidi::job(text, font, color);
    job.wrap = egui::text::TextWrapping { max_width: width, max_rows: 1, break_anywhere: true, ..Default::default() };
    painter.layout_job(job)
}

/// Paints text with its corner at a place.
pub(crate) fn text_at(
    painter: &egui::Painter,
    at: egui::Pos2,
    align: Align2,
    text: &str,
    font: egui::FontId,
    color: Color32,
) -> egui::Rect {
    painter.text(at, align, text, font, color)
}

/// A key as a small plate.
pub(crate) fn key_cap(ui: &mut Ui, text: &str) -> Response {
    let palette = theme::palette(ui.ctx());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::small(), theme::color(palette.text));
    let width = (galley.size().x + 11.0).max(21.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    let stroke = Stroke::new(1.0, theme::color(palette.line));
    ui.painter().rect(rect, CornerRadius::same(4), theme::color(palette.raised), stroke, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme::color(palette.text));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    response
}

/// The plates of a shortcut, from the modifiers to the key.
pub(crate) fn key_names(shortcut: &egui::KeyboardShortcut) -> Vec<&'static str> {
    let modifiers = shortcut.modifiers;
    let held = [(modifiers.command || modifiers.ctrl, "Ctrl"), (modifiers.alt, "Alt"), (modifiers.shift, "Shift")];
    let mut names: Vec<&'static str> = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name).collect();
    names.push(match shortcut.logical_key {
        egui::Key::ArrowLeft => "←",
        egui::Key::ArrowRight => "→",
        egui::Key::ArrowUp => "↑",
        egui::Key::ArrowDown => "↓",
        egui::Key::Escape => "Esc",
        egui::Key::PageUp => "Page up",
        egui::Key::PageDown => "Page down",
        egui::Key::Minus => "−",
        key => key.symbol_or_name(),
    });
    names
}

/// The words with a capital at the beginning.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
