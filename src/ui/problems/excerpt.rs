//! A line of a file around the place of a problem, made safe to show.

use std::ops::Range;

/// A piece of a line in three parts: what stands before the place, the place itself, what stands after it.
///
/// The parts are laid out one by one, so that a mark under the second is right whatever the letters' width and
/// direction are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Excerpt {
    /// Before the place; begins with `…` where it was cut.
    pub(super) before: String,
    /// The place; empty where something is missing.
    pub(super) marked: String,
    /// Behind it; ends with `…` where it was cut.
    pub(super) after: String,
}

/// Characters shown before the place, at the place, and in all.
const MAX_BEFORE: usize = 36;
const MAX_MARKED: usize = 48;
const MAX_ALL: usize = 92;

impl Excerpt {
    /// The piece of `text` in the line with these bytes, around the bytes of a problem, which may end in a later line.
    pub(super) fn new(text: &str, line: &Range<usize>, place: &Range<usize>) -> Self {
        let start = floor(text, place.start.clamp(line.start, line.end));
        let end = floor(text, place.end.clamp(start, line.end.max(start)));
        let piece = |range: Range<usize>| text.get(range).unwrap_or("");
        let (before, n_before) = last(piece(line.start..start).trim_start().trim_start_matches('\u{feff}'), MAX_BEFORE);
        let (marked, n_marked) = first(piece(start..end), MAX_MARKED);
        let rest = MAX_ALL.saturating_sub(n_before + n_marked);
        let after =
            if marked.ends_with('…') { String::new() } else { first(piece(end..line.end).trim_end(), rest).0 };
        Self { before, marked, after }
    }

    /// Whether there is nothing to show.
    pub(super) fn is_blank(&self) -> bool {
        [&self.before, &self.marked, &self.after].iter().all(|part| part.trim().is_empty())
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn first(text: &str, max: usize) -> (String, usize) {
    match text.char_indices().nth(max) {
        Some((cut, _)) => (escaped(text.get(..cut).unwrap_or("")) + "…", max),
        None => (escaped(text), text.chars().count()),
    }
}

fn last(text: &str, max: usize) -> (String, usize) {
    match text.char_indices().rev().nth(max) {
        Some((cut, c)) => (String::from("…") + &escaped(text.get(cut + c.len_utf8()..).unwrap_or("")), max),
        None => (escaped(text), text.chars().count()),
    }
}

/// The text with every character that cannot be seen, or that turns others round, spelled out; a tab is two blanks.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => escaped.push_str("  "),
            c if is_hidden(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether a character cannot be seen, or changes the order of others. The joiners of Persian and Arabic words may stay.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: Range<usize>, parts: [&str; 3]) {
        let excerpt = Excerpt::new(text, &(0..text.len()), &place);
        assert_eq!([excerpt.before.as_str(), &excerpt.marked, &excerpt.after], parts);
    }

    #[test]
    fn a_short_line_is_whole_but_for_its_indent() {
        check("    when: \"2024-13\",", 10..19, ["when: ", "\"2024-13\"", ","]);
        check("\twhen:\t1", 7..8, ["when:  ", "1", ""]);
        check("", 0..0, ["", "", ""]);
        check("\u{feff}x", 3..4, ["", "x", ""]);
    }

    #[test]
    fn a_long_line_is_cut_at_both_ends() {
        let text = format!("{}HERE{}", "a".repeat(500_000), "é".repeat(500_000));
        let excerpt = Excerpt::new(&text, &(0..text.len()), &(500_000..500_004));
        assert_eq!(excerpt.before, format!("…{}", "a".repeat(36)));
        assert_eq!(excerpt.marked, "HERE");
        assert_eq!(excerpt.after, format!("{}…", "é".repeat(52)));
    }

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        check("a\u{202e}b\u{1b}[0m", 1..4, ["a", "\\u{202e}", "b\\u{1b}[0m"]);
        check("می\u{200c}شود x", 0..13, ["", "می\u{200c}شود", " x"]);
    }

    #[test]
    fn a_place_beyond_the_line_or_inside_a_character_is_no_fault() {
        check("éa", 1..9, ["", "éa", ""]);
        let text = "ab\ncd";
        let excerpt = Excerpt::new(text, &(0..2), &(1..5));
        assert_eq!([excerpt.before.as_str(), &excerpt.marked], ["a", "b"]);
    }
}
