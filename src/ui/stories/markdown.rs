//! Markdown as it is read in the window: blocks under each other, links that say where they lead.
//!
//! There is no italic face: emphasis is the plain one, slanted. A link is told to whoever draws the text; what comes of
//! it is theirs.

use crate::model::SourceId;
use crate::ui::side::{columns_of, prose};
use crate::ui::{theme, widgets};
use crate::view::{Block, BlockKind, Loaded, Reference, Span, markdown_blocks};
use egui::text::{CCursor, CharIndex, LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Galley, Id, Pos2, Rect, Response, RichText, Sense, Stroke, Ui, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// Height of a line, as a multiple of the size of the text.
const LINE: f32 = 1.36;

/// Draws a text of this size in points; the link that was followed.
pub(crate) fn show(ui: &mut Ui, text: &str, size: f32, loaded: &Loaded) -> Option<Reference> {
    let mut followed = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // A line is as high as its text.
        ui.spacing_mut().interact_size.y = 0.0;
        followed = blocks(ui, text, size, loaded);
    });
    followed
}

fn blocks(ui: &mut Ui, text: &str, size: f32, loaded: &Loaded) -> Option<Reference> {
    let mut followed = None;
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
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    let mut links = Vec::new();
    let mut n_chars = 0;
    for span in spans {
        let font_id = match face {
            Face::Code => FontId::monospace(size),
            _ if span.is_strong || face == Face::Strong => theme::strong(size),
            _ => FontId::proportional(size),
        };
        let is_dead = span.link.as_ref().is_some_and(|link| !where_to(link, loaded).1);
        let color = match &span.link {
            Some(_) if is_dead => theme::color(palette.warning),
            Some(_) => theme::color(palette.accent),
            None if span.is_strong => theme::color(palette.strong),
            None => plain,
        };
        let line_height = Some((size * LINE).round());
        let format = TextFormat { font_id, color, italics: span.is_emphasis, line_height, ..TextFormat::default() };
        job.append(&span.text, 0.0, format);
        let n = span.text.chars().count();
        if let Some(link) = &span.link {
            links.push((n_chars..n_chars + n, span.text.as_str(), link));
        }
        n_chars += n;
    }
    let words = job.text.clone();
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    ui.painter().galley(rect.min, Arc::clone(&galley), plain);
    let mut followed = None;
    for (k, (chars, words, link)) in links.into_iter().enumerate() {
        let rects = rects_of(&galley, chars, rect.min);
        if self::link(ui, response.id.with(k), &rects, words, (link, loaded)) {
            followed = Some(link.clone());
        }
    }
    followed
}

/// Where these characters stand, one rectangle a line.
fn rects_of(galley: &Galley, chars: Range<usize>, at: Pos2) -> Vec<Rect> {
    let mut rects: Vec<Rect> = Vec::new();
    let cursor = |index: usize, prefer_next_row| {
        galley.pos_from_cursor(CCursor { index: CharIndex(index), prefer_next_row }).translate(at.to_vec2())
    };
    for index in chars {
        let (from, to) = (cursor(index, true), cursor(index + 1, false));
        let letter = Rect::from_min_max(from.min, pos2(to.min.x.max(from.min.x), from.max.y));
        match rects.last_mut() {
            Some(line) if (line.center().y - letter.center().y).abs() < 1.0 => *line = line.union(letter),
            _ => rects.push(letter),
        }
    }
    rects
}

/// A link, which may go over several lines; whether it was followed.
fn link(ui: &Ui, id: Id, rects: &[Rect], words: &str, (link, loaded): (&Reference, &Loaded)) -> bool {
    let (hover, is_there) = where_to(link, loaded);
    let mut is_clicked = false;
    let sense = if is_there { Sense::click() } else { Sense::hover() };
    let lines: Vec<Response> = rects
        .iter()
        .enumerate()
        .map(|(line, rect)| {
            // Only the first line is stepped to and spoken.
            let sense = if line == 0 { sense } else { sense - Sense::FOCUSABLE };
            ui.interact(*rect, id.with(line), sense)
        })
        .collect();
    let is_lit = lines.iter().any(|line| line.hovered() || line.has_focus());
    for (line, response) in lines.into_iter().enumerate() {
        if line == 0 {
            let role = if is_there { egui::Role::Link } else { egui::Role::Label };
            response.widget_info(|| egui::WidgetInfo::labeled(role, true, words));
            crate::ui::side::reveal(&response);
        }
        widgets::focus_ring(ui, &response);
        if is_lit && is_there {
            let color = theme::color(theme::palette(ui.ctx()).accent);
            ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 2.0, Stroke::new(1.0, color));
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        is_clicked |= response.on_hover_text(&hover).clicked();
    }
    is_clicked && is_there
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
