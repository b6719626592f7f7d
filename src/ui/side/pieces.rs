//! What the parts of the panel share: sections, rows of two columns, links, the line that names a source.

use super::prose::{is_right_to_left, prose};
use super::{Ask, Desk, Lit, header};
use crate::model::{Date, Precision, Source, SourceId};
use crate::ui::{bidi, theme, widgets};
use egui::{Align, CornerRadius, FontId, Layout, Response, RichText, Shape, Ui, vec2};

/// Width of the left column of reports and attributions, in points.
pub(crate) const LEFT_PT: f32 = 84.0;

/// A caption with a line above it.
pub(crate) fn section(ui: &mut Ui, title: &str) {
    section_with(ui, title, |_| {});
}

/// A caption with a line above it, and something at its right end.
pub(crate) fn section_with(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    ui.add_space(14.0);
    header::hairline(ui);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL_PT);
        widgets::caption(ui, title);
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
}

/// A row of two columns, the left one of [`LEFT_PT`].
pub(super) fn columns(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) -> Response {
    columns_of(ui, LEFT_PT, left, right)
}

/// A row of two columns, the left one of a width in points.
pub(crate) fn columns_of(
    ui: &mut Ui,
    left_pt: f32,
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) -> Response {
    let full = ui.available_width();
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        column(ui, left_pt, left);
        column(ui, (full - left_pt).max(80.0), right);
    });
    row.response
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents(ui);
    });
}

/// Something that lights up when the pointer is on it: draws it on a ground if it is lit.
pub(super) fn lightable(ui: &mut Ui, is_lit: bool, contents: impl FnOnce(&mut Ui) -> Response) -> Response {
    let ground = ui.painter().add(Shape::Noop);
    let response = contents(ui);
    if is_lit {
        let rect = response.rect.expand2(vec2(8.0, 3.0));
        let fill = theme::color(theme::palette(ui.ctx()).raised);
        ui.painter().set(ground, Shape::rect_filled(rect, CornerRadius::same(4), fill));
    }
    response
}

/// A link with a ring when it has the focus.
pub(crate) fn link(ui: &mut Ui, text: &str, font: FontId) -> Response {
    let words: egui::WidgetText = if is_right_to_left(text) {
        bidi::job(text, font, ui.visuals().hyperlink_color).into()
    } else {
        RichText::new(text).font(font).into()
    };
    let response = ui.add(egui::Link::new(words)).accessible_name(text);
    widgets::focus_ring(ui, &response);
    reveal(&response);
    response
}

/// Scrolls to what has just got the focus, and a little further, so that the next thing can be seen.
pub(crate) fn reveal(response: &Response) {
    if response.gained_focus() {
        let rect = response.rect.expand2(vec2(0.0, 24.0));
        response.clone().with_new_rect(rect).scroll_to_me(None);
    }
}

/// The source of a report or an attribution, as the record numbers it.
pub(super) struct Cited<'a> {
    /// Its number in the list of sources, from 1.
    pub(super) number: usize,
    /// Its id.
    pub(super) id: &'a SourceId,
    /// The source, unless the file lacks it.
    pub(super) source: Option<&'a Source>,
}

impl<'a> Cited<'a> {
    /// The source of this id; `ids` are the sources of the record in order.
    pub(super) fn new(id: &'a SourceId, ids: &[&SourceId], desk: &Desk<'a>) -> Self {
        let number = ids.iter().position(|other| *other == id).map_or(0, |i| i + 1);
        Self { number, id, source: desk.inputs.loaded.catalog.source(id) }
    }

    /// Who published it, else its id.
    pub(super) fn publisher(&self) -> &'a str {
        self.source.map_or(self.id.as_str(), |source| source.publisher.as_str())
    }
}

/// Publisher and number of a source: a link that asks before it opens, or plain text without an address. Whether the
/// focus is on it.
pub(super) fn cited(ui: &mut Ui, cited: &Cited<'_>, desk: &mut Desk<'_>) -> bool {
    let text = format!("{} [{}]", cited.publisher(), cited.number);
    let Some(source) = cited.source else {
        let response = ui.label(widgets::weak(text, ui));
        response.on_hover_text("This source is not in the file");
        return false;
    };
    let hover = source.published.map_or_else(
        || format!("{}\nNo date of publication known", source.title),
        |date| format!("{}\nPublished {}", source.title, date.words()),
    );
    match source.url.as_deref().filter(|url| widgets::is_web_address(url)) {
        Some(url) => {
            let response = link(ui, &text, theme::small());
            let has_focus = response.has_focus();
            if response.on_hover_text(format!("{hover}\nOpens {}, after asking", widgets::host(url))).clicked() {
                desk.ask(Ask::OpenPage(url.to_owned()));
            }
            has_focus
        }
        None => {
            ui.label(widgets::weak(text, ui)).on_hover_text(hover);
            false
        }
    }
}

/// Weak small text that wraps.
pub(super) fn note(ui: &mut Ui, text: &str) -> Response {
    let color = theme::color(theme::palette(ui.ctx()).weak);
    prose(ui, text, theme::small(), color)
}

/// Body text that wraps.
pub(super) fn text(ui: &mut Ui, text: &str) -> Response {
    let color = theme::color(theme::palette(ui.ctx()).text);
    prose(ui, text, theme::body(), color)
}

/// A date that fits the left column: "22 Mar 2024", "Mar 2024", "about 2024".
pub(super) fn short_date(date: Date) -> String {
    let words = date.words();
    if date.precision() == Precision::Year {
        return words;
    }
    let short = |word: &str| {
        let is_month = word.len() > 3 && word.starts_with(|c: char| c.is_ascii_uppercase());
        if is_month { word.chars().take(3).collect() } else { word.to_owned() }
    };
    words.split(' ').map(short).collect::<Vec<String>>().join(" ")
}

/// Lights a report if the pointer or the focus is on it.
pub(super) fn light(desk: &mut Desk<'_>, lit: Lit, is_on: bool) {
    if is_on {
        desk.next_lit = lit;
    }
}

/// A small button with a spoken name of its own.
pub(crate) fn small_button(ui: &mut Ui, text: &str, name: &str) -> Response {
    let response = ui.add(egui::Button::new(RichText::new(text).font(theme::small())).min_size(vec2(0.0, 22.0)));
    reveal(&response);
    response.accessible_name(name)
}
