//! Texts in quotes, as this program writes them.

use std::fmt::Write as _;

/// The text in quotes. Only what would end it, hide in it or turn the line is escaped; all else is as typed.
pub fn quoted(text: &str) -> String {
    quoted_with(text, false)
}

/// The text in quotes with its line ends as they are, so that each line is one of the file; raw if it holds quotes.
pub fn quoted_lines(text: &str) -> String {
    let raw = if text.contains(['"', '\\']) { raw_quoted(text, 1) } else { None };
    raw.unwrap_or_else(|| quoted_with(text, true))
}

fn quoted_with(text: &str, keeps_lines: bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if keeps_lines => out.push('\n'),
            '\r' if keeps_lines && text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')) => out.push('\r'),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            c if c.is_control() || is_unseen(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Line and paragraph separators, bidi controls, byte order mark, zero-width space. Joiners stay: scripts need them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{200b}')
}

/// The text as a raw one, with as many `#` as it takes but at least `n_hashes`; `None` if a raw text cannot hold it
/// or would hide something.
pub fn raw_quoted(text: &str, n_hashes: usize) -> Option<String> {
    if text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || is_unseen(c)) {
        return None;
    }
    let mut hashes = "#".repeat(n_hashes);
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    Some(format!("r{hashes}\"{text}\"{hashes}"))
}

/// What a text in quotes says, raw or not; `None` if it is none.
pub fn unquoted(written: &str) -> Option<String> {
    ron::from_str(written).ok()
}
