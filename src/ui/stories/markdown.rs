//! Markdown as it is read in the window: blocks under each other, links that say where they lead.
//!
//! There is no italic face: emphasis is the plain one, slanted. A link is told to whoever draws the text; what comes of
//! it is theirs.

use crate::model::SourceId;
use crate::ui::side::{columns_of, prose};
use crate::ui::{theme, widgets};
use crate::view::{Block, BlockKind, Loaded, Reference, Span, markdown_blocks};
use egui::{FontId, Label, RichText, Ui, vec2};

/// Height of a line, as a multiple of the size of the text.
const LINE: f32 = 1.4;

/// Draws a text of this size in points; the link that was followed.
pub(crate) fn show(ui: &mut Ui, text: &str, size: f32, loaded: &Loaded) -> Option<Reference> {
    let mut followed = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (i, block) in markdown_blocks(text).iter().enumerate() {
        let is_item_below = matches!(block.kind, BlockKind::Item { .. });
        if i > 0 {
            ui.add_space(size * if is_item_below { 0.3 } else { 0.65 });
        }
        followed = self::block(ui, block, size, loaded).or(followed);
    }
    followed
}

fn block(ui: &mut Ui, block: &Block, size: f32, loaded: &Loaded) -> Option<Reference> {
    let mut followed = None;
    match block.kind {
        BlockKind::Heading(level) => {
            let size = size * [1.35, 1.2, 1.08].get(usize::from(level) - 1).copied().unwrap_or(1.0);
            followed = spans(ui, &block.spans, size, Face::Strong, loaded);
        }
        BlockKind::Paragraph => followed = spans(ui, &block.spans, size, Face::Plain, loaded),
        BlockKind::Item { depth, number, is_first } => {
            let mark = match number {
                _ if !is_first => String::new(),
                Some(number) => format!("{number}."),
                None => "•".to_owned(),
            };
            let (indent, color) = (size * 1.5 * f32::from(depth), theme::color(theme::palette(ui.ctx()).weak));
            let left = |ui: &mut Ui| {
                ui.add_space(0.0);
                let text = RichText::new(mark).font(FontId::proportional(size)).color(color);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    ui.add_space(size * 0.45);
                    ui.label(text.line_height(Some(size * LINE)));
                });
            };
            columns_of(ui, indent, left, |ui| followed = spans(ui, &block.spans, size, Face::Plain, loaded));
        }
        BlockKind::Quote => {
            let frame = egui::Frame::NONE.inner_margin(egui::Margin { left: 14, right: 0, top: 2, bottom: 2 });
            let inside = frame.show(ui, |ui| followed = spans(ui, &block.spans, size, Face::Plain, loaded));
            let bar = egui::Rect::from_min_size(inside.response.rect.min, vec2(3.0, inside.response.rect.height()));
            ui.painter().rect_filled(bar, 0.0, theme::color(theme::palette(ui.ctx()).accent));
        }
        BlockKind::Code => followed = spans(ui, &block.spans, size * 0.95, Face::Code, loaded),
        BlockKind::Rule => {
            ui.separator();
        }
    }
    followed
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Plain,
    Strong,
    Code,
}

fn spans(ui: &mut Ui, spans: &[Span], size: f32, face: Face, loaded: &Loaded) -> Option<Reference> {
    let palette = theme::palette(ui.ctx());
    let plain = theme::color(if face == Face::Strong { palette.strong } else { palette.text });
    if let [only] = spans
        && face == Face::Plain
        && !only.is_strong
        && !only.is_emphasis
        && only.link.is_none()
    {
        // Right-to-left text too.
        prose(ui, &only.text, FontId::proportional(size), plain);
        return None;
    }
    let mut followed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for span in spans {
            let font = match face {
                Face::Code => FontId::monospace(size),
                _ if span.is_strong || face == Face::Strong => theme::strong(size),
                _ => FontId::proportional(size),
            };
            let mut text = RichText::new(&span.text).font(font).line_height(Some((size * LINE).round()));
            if span.is_emphasis {
                text = text.italics();
            }
            match &span.link {
                Some(link) => {
                    if self::link(ui, text, &span.text, link, loaded) {
                        followed = Some(link.clone());
                    }
                }
                None => {
                    let color = if span.is_strong { theme::color(palette.strong) } else { plain };
                    ui.add(Label::new(text.color(color)).wrap().selectable(face == Face::Code));
                }
            }
        }
    });
    followed
}

/// A link; whether it was followed.
fn link(ui: &mut Ui, text: RichText, words: &str, link: &Reference, loaded: &Loaded) -> bool {
    let (hover, is_there) = where_to(link, loaded);
    let palette = theme::palette(ui.ctx());
    if !is_there {
        let text = text.color(theme::color(palette.warning));
        ui.add(Label::new(text).wrap().selectable(false)).on_hover_text(hover);
        return false;
    }
    let response = ui.add(egui::Link::new(text.color(theme::color(palette.accent)))).accessible_name(words);
    widgets::focus_ring(ui, &response);
    response.on_hover_text(hover).clicked()
}

/// Where a link leads, and whether that is there.
pub(crate) fn where_to(link: &Reference, loaded: &Loaded) -> (String, bool) {
    let catalog = &loaded.catalog;
    match link {
        Reference::Incident(id) => match catalog.row(id).and_then(|row| catalog.incident(row)) {
            Some(incident) => (format!("{}, {}", incident.title, incident.when.words()), true),
            None => (format!("The incident {id} is not in the timeline"), false),
        },
        Reference::Source(id) => match catalog.source(&SourceId::from(id.as_str())) {
            Some(source) => (format!("{}: {}", source.publisher, source.title), true),
            None => (format!("The source {id} is not in the timeline"), false),
        },
        Reference::Address(url) if widgets::is_web_address(url) => {
            (format!("Opens {}, after asking", widgets::host(url)), true)
        }
        Reference::Address(url) => {
            (format!("Only addresses that begin with http:// or https:// are opened: {url}"), false)
        }
    }
}
