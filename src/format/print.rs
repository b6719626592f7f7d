//! Problems as a terminal shows them.

use super::{LineIndex, Problem};
use unicode_width::UnicodeWidthStr;

/// One message in the form `FILE:LINE:COLUMN: error: words`, the line, a caret, and the hint.
///
/// `index` is the index of `text`.
pub fn print(name: &str, text: &str, index: &LineIndex, problem: &Problem) -> String {
    let place = index.position(text, problem.bytes.start);
    let mut words = format!("{name}:{place}: {}: {}\n", problem.severity.word(), problem.message);
    let line = index.bytes_of_line(text, place.line);
    let shown = text.get(line.clone()).unwrap_or("").trim_start_matches('\u{feff}').replace('\t', " ");
    if !shown.trim().is_empty() && shown.chars().count() <= 400 {
        let before: String = shown.chars().take(place.column - 1).collect();
        let end = problem.bytes.end.clamp(problem.bytes.start, line.end.max(problem.bytes.start));
        let marked = text.get(problem.bytes.start..end).unwrap_or("").width().max(1);
        let number = place.line.to_string();
        let margin = " ".repeat(number.len());
        words += &format!(
            "{number} | {}\n{margin} | {}{}\n",
            shown.trim_end(),
            " ".repeat(before.width()),
            "^".repeat(marked)
        );
    }
    if let Some(hint) = &problem.hint {
        words += &format!("  hint: {hint}\n");
    }
    words
}
