//! From bytes of a text to lines and columns.

use std::ops::Range;

/// A place in a text as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1; only a line feed ends a line.
    pub line: usize,
    /// Column, from 1, in characters; a byte order mark counts for none.
    pub column: usize,
}

impl std::fmt::Display for Position {
    /// `LINE:COLUMN`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The position of one byte. For many, build a [`LineIndex`].
pub fn position(text: &str, byte: usize) -> Position {
    let byte = floor(text, byte);
    let before = text.get(..byte).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
    Position { line, column: column(text, start, byte) }
}

/// The starts of a text's lines, for many look-ups.
#[derive(Clone, Debug)]
pub struct LineIndex {
    // Sorted; the first is 0.
    starts: Vec<usize>,
}

impl LineIndex {
    /// Looks at every line of the text once.
    pub fn new(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The position of a byte of the text that the index was made from.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let byte = floor(text, byte);
        let line = self.line(byte);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        Position { line, column: column(text, start, byte) }
    }

    /// The line a byte is in, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// Number of lines; an empty text has one.
    pub fn n_lines(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line, counted from 1, without its line end; empty past the last.
    pub fn bytes_of_line(&self, text: &str, line: usize) -> Range<usize> {
        let start = line.checked_sub(1).and_then(|i| self.starts.get(i)).copied().unwrap_or(text.len());
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let kept = text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']).len();
        start..start + kept
    }
}

/// The nearest start of a character at or before the byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn column(text: &str, line_start: usize, byte: usize) -> usize {
    let before = text.get(line_start..byte).unwrap_or("");
    let before = if line_start == 0 { before.trim_start_matches('\u{feff}') } else { before };
    1 + before.chars().count()
}
