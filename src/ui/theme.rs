//! The visual language: colors from the palette, one type scale, one spacing scale.
//!
//! Sizes in points: body 13.5, small 12, heading 16 and 20 (semibold). Space in steps of 4.

use crate::view::{Palette, Rgb, Theme};
use egui::{Color32, CornerRadius, FontId, Stroke, TextStyle, Vec2};

/// Height of a control, in points.
pub(crate) const CONTROL_PT: f32 = 24.0;

/// A screen that shows nothing, dark.
pub(crate) const BLACK_SCREEN: Color32 = Color32::BLACK;
/// A screen that shows nothing, bright.
pub(crate) const WHITE_SCREEN: Color32 = Color32::WHITE;

/// An opaque color of the palette.
pub(crate) fn color(rgb: Rgb) -> Color32 {
    Color32::from_rgb(rgb[0], rgb[1], rgb[2])
}

/// A color of the palette that lets the ground through; `alpha` is 0 to 1.
pub(crate) fn faded(rgb: Rgb, alpha: f32) -> Color32 {
    color(rgb).gamma_multiply(alpha)
}

/// Body text.
pub(crate) fn body() -> FontId {
    FontId::proportional(13.5)
}

/// Axis labels, captions.
pub(crate) fn small() -> FontId {
    FontId::proportional(12.0)
}

/// Semibold text of a size.
pub(crate) fn strong(size: f32) -> FontId {
    super::fonts::strong(size)
}

/// Text in the strong face.
pub(crate) fn strong_text(text: impl Into<String>, size: f32) -> egui::RichText {
    egui::RichText::new(text).font(strong(size))
}

/// The palette in force.
pub(crate) fn palette(ctx: &egui::Context) -> &'static Palette {
    current(ctx).palette()
}

/// The theme in force.
pub(crate) fn current(ctx: &egui::Context) -> Theme {
    ctx.data(|data| data.get_temp(egui::Id::unique("theme"))).unwrap_or_default()
}

/// Puts a theme in force. Cheap if it already is.
pub(crate) fn apply(ctx: &egui::Context, theme: Theme, reduced_motion: bool) {
    let id = egui::Id::unique("theme");
    let key = (theme, reduced_motion);
    if ctx.data(|data| data.get_temp::<(Theme, bool)>(id.with("key"))) == Some(key) {
        return;
    }
    ctx.data_mut(|data| {
        data.insert_temp(id, theme);
        data.insert_temp(id.with("key"), key);
    });
    let is_light = theme == Theme::Light;
    ctx.set_theme(if is_light { egui::Theme::Light } else { egui::Theme::Dark });
    ctx.all_styles_mut(|style| {
        style.visuals = visuals(theme.palette(), is_light, theme == Theme::Contrast);
        type_scale(style);
        spacing(style);
        style.animation_time = if reduced_motion { 0.0 } else { 0.12 };
        style.interaction.tooltip_delay = TOOLTIP_S;
        style.interaction.selectable_labels = false;
    });
}

/// How long the pointer rests before a tooltip opens, in seconds.
const TOOLTIP_S: f32 = 0.25;
/// So long that none opens, in seconds.
const NEVER_S: f32 = 1e6;

/// Whether tooltips open: not where a pointer only lies about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tooltips {
    Open,
    StayAway,
}

/// Lets tooltips open or not. Cheap if it is so already.
pub(crate) fn set_tooltips(ctx: &egui::Context, tooltips: Tooltips) {
    let delay = if tooltips == Tooltips::Open { TOOLTIP_S } else { NEVER_S };
    if ctx.global_style().interaction.tooltip_delay != delay {
        ctx.all_styles_mut(|style| style.interaction.tooltip_delay = delay);
    }
}

fn type_scale(style: &mut egui::Style) {
    style.text_styles = [
        (TextStyle::Body, body()),
        (TextStyle::Button, body()),
        (TextStyle::Small, small()),
        (TextStyle::Monospace, FontId::monospace(12.5)),
        (TextStyle::Heading, strong(20.0)),
    ]
    .into();
}

fn spacing(style: &mut egui::Style) {
    style.spacing.item_spacing = Vec2::new(8.0, 4.0);
    style.spacing.button_padding = Vec2::new(8.0, 3.0);
    style.spacing.interact_size = Vec2::new(28.0, CONTROL_PT);
    style.spacing.menu_margin = egui::Margin::same(6);
    style.spacing.window_margin = egui::Margin::same(14);
    style.spacing.icon_width = 15.0;
    style.spacing.scroll =
        egui::style::ScrollStyle { floating: false, bar_width: 8.0, ..egui::style::ScrollStyle::solid() };
}

fn visuals(palette: &Palette, is_light: bool, is_contrast: bool) -> egui::Visuals {
    let mut visuals = if is_light { egui::Visuals::light() } else { egui::Visuals::dark() };
    let line = Stroke::new(1.0, color(palette.line));
    let radius = CornerRadius::same(4);
    visuals.panel_fill = color(palette.panel);
    visuals.window_fill = color(palette.panel);
    visuals.window_stroke = line;
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = color(palette.ground);
    visuals.faint_bg_color = color(palette.lane);
    visuals.code_bg_color = color(palette.raised);
    visuals.hyperlink_color = color(palette.accent);
    visuals.error_fg_color = color(palette.error);
    visuals.warn_fg_color = color(palette.warning);
    visuals.selection.bg_fill = color(palette.accent_ground);
    visuals.selection.stroke = Stroke::new(1.0, color(palette.accent));
    visuals.weak_text_color = Some(color(palette.weak));
    visuals.popup_shadow = egui::Shadow {
        offset: [0, 4],
        blur: 14,
        spread: 0,
        color: Color32::from_black_alpha(if is_light { 40 } else { 110 }),
    };
    visuals.window_shadow = visuals.popup_shadow;
    let edge = if is_contrast { line } else { Stroke::NONE };
    let set = |widget: &mut egui::style::WidgetVisuals, ground: Rgb, text: Rgb, stroke: Stroke| {
        widget.bg_fill = color(ground);
        widget.weak_bg_fill = color(ground);
        widget.bg_stroke = stroke;
        widget.fg_stroke = Stroke::new(1.0, color(text));
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    };
    set(&mut visuals.widgets.noninteractive, palette.panel, palette.text, line);
    set(&mut visuals.widgets.inactive, palette.raised, palette.text, edge);
    if !is_contrast {
        // The box of a switch stands out from the panel before it is ticked; with contrast its edge does.
        visuals.widgets.inactive.bg_fill = color(palette.line);
    }
    set(&mut visuals.widgets.hovered, palette.hovered, palette.strong, line);
    set(&mut visuals.widgets.active, palette.accent_ground, palette.strong, Stroke::new(1.0, color(palette.accent)));
    set(&mut visuals.widgets.open, palette.raised, palette.strong, line);
    visuals
}
