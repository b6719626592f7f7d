//! Text of the record that wraps, right-to-left text included.
//!
//! egui breaks a text after it is laid out, which puts the second half of a right-to-left text first. Such a text is
//! broken here, word by word, and each line put in order by [`bidi`].

use crate::ui::bidi;
use egui::{Color32, FontId, Label, Response, RichText, Ui};
use unicode_bidi::{BidiClass, bidi_class};

/// Height of a line, as a multiple of the size of the text.
const LINE: f32 = 1.36;

/// Shows a text that wraps. It can be selected, unless it runs from right to left.
pub(crate) fn prose(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    if !is_right_to_left(text) {
        let line_pt = (font.size * LINE).round();
        let text = RichText::new(text).font(font).color(color).line_height(Some(line_pt));
        return ui.add(Label::new(text).wrap().selectable(true));
    }
    let lines = lines(ui, text, &font, color);
    ui.vertical(|ui| {
        for line in &lines {
            bidi::label(ui, line, font.clone(), color);
        }
    })
    .response
}

/// Whether some of the text runs from right to left.
pub(super) fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
}

/// The text with a large first letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The text cut into lines that fit, in the order it is read.
fn lines(ui: &Ui, text: &str, font: &FontId, color: Color32) -> Vec<String> {
    let fits = |line: &str| {
        let galley = ui.painter().layout_job(bidi::job(line, font.clone(), color));
        galley.size().x <= ui.available_width()
    };
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
