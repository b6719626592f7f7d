//! Text for people: columns, wrapped lines, and characters that a terminal must not obey.

use unicode_width::UnicodeWidthStr;

/// Columns of running text.
const WIDTH: usize = 96;

/// Which side of a column is even.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// Rows in even columns, two blanks apart; nothing stands behind the last cell of a row. `aligns` goes by column.
pub(super) fn table(rows: &[Vec<String>], aligns: &[Align]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..aligns.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(aligns.iter().zip(&widths)).map(|(cell, (align, width))| {
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            if *align == Align::Left { format!("{cell}{blanks}") } else { format!("{blanks}{cell}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The text in lines of at most [`WIDTH`] columns: the first after `first`, the others after as many blanks.
pub(super) fn wrapped(first: &str, text: &str) -> String {
    let indent = " ".repeat(first.width());
    let mut lines = String::new();
    let mut line = first.to_owned();
    let mut is_new = true;
    for word in text.split_whitespace() {
        if !is_new && line.width() + 1 + word.width() > WIDTH {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line.clone_from(&indent);
            is_new = true;
        }
        if !is_new {
            line.push(' ');
        }
        line.push_str(word);
        is_new = false;
    }
    lines + line.trim_end() + "\n"
}

/// Blanks and line ends as single blanks.
fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Characters that would steer a terminal or turn the direction of writing, shown as `\u{1b}`; line ends stay.
pub(super) fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => seen.push(c),
            '\t' => seen.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => seen.extend(c.escape_unicode()),
            c if c.is_control() => seen.extend(c.escape_unicode()),
            c => seen.push(c),
        }
    }
    seen
}

/// "1 file", "2 files".
pub(super) fn counted(n: usize, one: &str) -> String {
    let n_words = crate::model::thousands(n as u64);
    if n == 1 { format!("{n_words} {one}") } else { format!("{n_words} {one}s") }
}
