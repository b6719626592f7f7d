//! Puts right-to-left names in reading order, for labels of one line.
//!
//! egui shapes the letters of Arabic script but knows no direction: words come out in the wrong order and Persian
//! digits reversed, which is a false number. Here the Unicode rules order the runs. Each right-to-left run becomes
//! a section in a family of its own ([`fonts::RTL`]), so that the shaper sees it whole and turns it round; each
//! digit of Arabic script becomes a section alone, so that the shaper cannot turn it.
//!
//! # Shortcomings
//! - One line only. A wrapped text is ordered as one line and then broken, so its second half stands first.
//!   Give a long right-to-left title a line of its own; where it is cut off at the right, its beginning is lost.
//! - Not for text fields: the text of the job is in the order of the screen, and so is what a person copies.
//! - A right-to-left run has the regular weight, even in a heading.
//! - A sign that the right-to-left font lacks (an arrow, say) splits its run; the words around it change places.

use egui::{
    Color32, FontId, Label, Response, Role, Ui, WidgetInfo,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
};
use unicode_bidi::{BidiClass, BidiInfo, bidi_class};

use super::fonts;

/// Lays out `text` on one line, every part of it in its own direction.
///
/// Text without right-to-left characters comes back as it is, in one section. Line breaks become spaces.
#[must_use]
pub fn job(text: &str, font: FontId, color: Color32) -> LayoutJob {
    let text = text.replace(is_line_break, " ");
    let left = TextFormat::simple(font, color);
    if text.chars().any(needs_order) { ordered(&text, &left) } else { LayoutJob::single_section(text, left) }
}

/// Shows `text` on one line, cut off with `…` where the room ends.
///
/// Its spoken name is `text` as written. It cannot be selected, as a copy would be in the order of the screen.
pub fn label(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    let response = ui.add(Label::new(job(text, font, color)).selectable(false).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    response
}

fn ordered(text: &str, left: &TextFormat) -> LayoutJob {
    let right = TextFormat { font_id: fonts::rtl(left.font_id.size), ..left.clone() };
    let mut job = LayoutJob::default();
    let info = BidiInfo::new(text, None);
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
            match text.get(run) {
                Some(part) if is_rtl && part.chars().any(is_rtl_letter) => push(&mut job, part, &right),
                Some(part) if is_rtl => push(&mut job, &turned(part), &right),
                Some(part) => push_left_to_right(&mut job, part, left, &right),
                None => {}
            }
        }
    }
    job
}

/// Adds a run as it stands, with the digits of Arabic script out of the shaper's reach.
fn push_left_to_right(job: &mut LayoutJob, run: &str, left: &TextFormat, right: &TextFormat) {
    let mut rest = run;
    while let Some((at, digit)) = rest.char_indices().find(|(_, c)| is_eastern_digit(*c)) {
        let (before, from_digit) = rest.split_at(at);
        let (digit, after) = from_digit.split_at(digit.len_utf8());
        push(job, before, left);
        push(job, digit, right);
        rest = after;
    }
    push(job, rest, left);
}

/// Adds a section of its own. `LayoutJob::append` would merge it with its neighbor, and the shaper turn both.
fn push(job: &mut LayoutJob, part: &str, format: &TextFormat) {
    if part.is_empty() {
        return;
    }
    let start = job.text.len();
    job.text.push_str(part);
    let byte_range = ByteIndex(start)..ByteIndex(job.text.len());
    job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format: format.clone() });
}

/// Turns a run of signs, which the shaper leaves alone since no letter in it tells the direction.
fn turned(signs: &str) -> String {
    signs.chars().rev().map(mirrored).collect()
}

fn mirrored(sign: char) -> char {
    match sign {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        other => other,
    }
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn needs_order(c: char) -> bool {
    is_rtl_letter(c) || is_eastern_digit(c) || bidi_class(c) == BidiClass::AN
}

fn is_rtl_letter(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// The digits written with Arabic script, in both shapes.
fn is_eastern_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}
