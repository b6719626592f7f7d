//! The frame that every dialog stands in: a header with its title and a way out, then its content.
//!
//! ```text
//! ┌ Title ─────────────────────── × ┐
//! ├─────────────────────────────────┤
//! │ content, scrolled if it is long │
//! └─────────────────────────────────┘
//! ```

use super::Next;
use crate::ui::{icons, theme, widgets};
use egui::{
    Align2, Color32, Context, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Rect, Sense, Stroke, Ui, Vec2,
    vec2,
};

/// Space between the edge of a sheet and its content, in points.
pub(crate) const MARGIN_PT: f32 = 20.0;
const HEADER_PT: f32 = 48.0;
/// Least space between a sheet and the edge of the window, in points.
const AROUND_PT: f32 = 24.0;

/// The frame of a dialog.
#[derive(Clone, Copy)]
pub(crate) struct Sheet {
    /// Heading, and by it the dialog's id.
    pub(crate) title: &'static str,
    /// Width of the whole, in points, where the window has it.
    pub(crate) width: f32,
    /// Whether the arrow keys scroll the content; what is too long scrolls by the wheel in any case.
    pub(crate) scrolls: bool,
    /// Whether the title takes the focus: for what has no field of its own.
    pub(crate) takes_focus: bool,
}

impl Sheet {
    /// A sheet of text that scrolls.
    pub(crate) fn text(title: &'static str, width: f32, is_new: bool) -> Self {
        Self { title, width, scrolls: true, takes_focus: is_new }
    }

    /// A sheet with a field or a list that minds focus and scrolling itself.
    pub(crate) fn form(title: &'static str, width: f32) -> Self {
        Self { title, width, scrolls: false, takes_focus: false }
    }

    /// Draws the sheet in the middle of the window.
    pub(crate) fn show(self, ctx: &Context, content: impl FnOnce(&mut Ui) -> Next) -> Next {
        let mut is_closed = false;
        let response = modal(ctx, self.title).show(ctx, |ui| {
            let room = ctx.content_rect().size() - vec2(2.0, 2.0) * AROUND_PT;
            ui.set_width(self.width.min(room.x));
            ui.set_max_height(room.y);
            ui.spacing_mut().item_spacing.y = 0.0;
            is_closed = self.header(ui);
            let body = Frame::NONE.inner_margin(Margin::symmetric(MARGIN_PT as i8, 16));
            let height = room.y - HEADER_PT;
            let by = if self.scrolls { scrolled_by_keys(ui, height) } else { 0.0 };
            let area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
            area.show(ui, |ui| {
                ui.scroll_with_delta(vec2(0.0, by));
                body.show(ui, |ui| spaced(ui, content)).inner
            })
            .inner
        });
        if response.should_close() || is_closed { Next::Close } else { response.inner }
    }

    /// Title and way out; whether that was taken.
    fn header(self, ui: &mut Ui) -> bool {
        let palette = theme::palette(ui.ctx());
        let size = vec2(ui.available_width(), HEADER_PT);
        let (rect, title) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
        let stroke = Stroke::new(1.0, theme::color(palette.line));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
        let (at, color) = (rect.left_center() + vec2(MARGIN_PT, 0.0), theme::color(palette.strong));
        widgets::text_at(ui.painter(), at, Align2::LEFT_CENTER, self.title, theme::strong(16.0), color);
        title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, self.title));
        if self.takes_focus {
            title.request_focus();
        }
        let at = rect.right_center() - vec2(12.0 + theme::CONTROL_PT / 2.0, 0.0);
        let close = Rect::from_center_size(at, Vec2::splat(theme::CONTROL_PT));
        let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(close));
        widgets::icon_button(&mut corner, "Close", true, icons::cross).clicked()
    }
}

/// A plate over a dimmed window, still empty.
pub(crate) fn modal(ctx: &Context, name: &str) -> Modal {
    let palette = theme::palette(ctx);
    let (dim, shade) = if theme::current(ctx) == crate::view::Theme::Light { (70, 60) } else { (150, 120) };
    let style = ctx.global_style();
    let frame = Frame::NONE
        .fill(theme::color(palette.panel))
        .stroke(style.visuals.window_stroke)
        .corner_radius(CornerRadius::same(8))
        .shadow(egui::Shadow { offset: [0, 8], blur: 32, spread: 0, color: Color32::from_black_alpha(shade) });
    Modal::new(Id::unique("dialog").with(name)).backdrop_color(Color32::from_black_alpha(dim)).frame(frame)
}

/// The plate of the palette: at the top, where the eye already is.
pub(crate) fn modal_at_top(ctx: &Context, name: &str) -> Modal {
    let modal = modal(ctx, name);
    let top = (ctx.content_rect().height() * 0.1).clamp(12.0, 96.0);
    let area = Modal::default_area(Id::unique("dialog").with(name)).anchor(Align2::CENTER_TOP, vec2(0.0, top));
    modal.area(area)
}

fn spaced<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ui.set_width(ui.available_width());
    content(ui)
}

/// What the keys that nothing else takes ask of the scroll position, in points.
fn scrolled_by_keys(ui: &Ui, height: f32) -> f32 {
    ui.input_mut(|input| {
        let mut take = |key, by: f32| if input.consume_key(Modifiers::NONE, key) { by } else { 0.0 };
        take(Key::ArrowDown, -48.0)
            + take(Key::ArrowUp, 48.0)
            + take(Key::PageDown, -height * 0.85)
            + take(Key::PageUp, height * 0.85)
            + take(Key::Home, 1e6)
            + take(Key::End, -1e6)
    })
}

/// A heading within a sheet, with room above unless it is the first.
pub(crate) fn heading(ui: &mut Ui, text: &str, is_first: bool) {
    if !is_first {
        ui.add_space(14.0);
    }
    let color = theme::color(theme::palette(ui.ctx()).strong);
    ui.label(theme::strong_text(text, 13.5).color(color));
    ui.add_space(2.0);
}

/// A row of buttons at the right, the first one outermost.
pub(crate) fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(12.0);
    let size = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().button_padding.x = 14.0;
        content(ui);
    });
}

/// The button that Enter would take: filled with the accent's ground.
pub(crate) fn main_button(ui: &mut Ui, text: &str, is_enabled: bool) -> egui::Response {
    let palette = theme::palette(ui.ctx());
    let words = egui::RichText::new(text).color(theme::color(palette.strong));
    let button = egui::Button::new(words)
        .fill(theme::color(palette.accent_ground))
        .stroke(Stroke::new(1.0, theme::color(palette.accent)))
        .min_size(vec2(72.0, 28.0));
    let response = ui.add_enabled(is_enabled, button);
    widgets::focus_ring(ui, &response);
    response
}

/// A plain button of the same height.
pub(crate) fn side_button(ui: &mut Ui, text: &str) -> egui::Response {
    let response = ui.add(egui::Button::new(text).min_size(vec2(72.0, 28.0)));
    widgets::focus_ring(ui, &response);
    response
}

/// A one-line field over the whole width, with the id of a dialog's first field.
pub(crate) fn field(ui: &mut Ui, text: &mut String, name: &str, hint: &str, is_new: bool) -> egui::Response {
    let edit = egui::TextEdit::singleline(text)
        .id(Id::unique("dialog field"))
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(edit).accessible_name(name);
    widgets::field_edge(ui, &response);
    if is_new {
        response.request_focus();
    }
    response
}
