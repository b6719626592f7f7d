//! Git's conflict markers.

use super::anchor::{indent, line_end};
use crate::format::{Problem, code};
use std::ops::Range;

/// One of git's conflicts.
#[derive(Clone)]
pub(super) struct Conflict {
    /// From the first sign of `<<<<<<<` to the end of the line of `>>>>>>>`.
    bytes: Range<usize>,
    /// First and last line, from 1.
    lines: (usize, usize),
}

/// Git's conflicts, looked for once, when the first sign of one shows.
#[derive(Default)]
pub(super) struct Conflicts {
    found: Option<Vec<Conflict>>,
    named: Option<usize>,
}

impl Conflicts {
    fn all(&mut self, text: &str) -> &[Conflict] {
        self.found.get_or_insert_with(|| find_conflicts(text))
    }

    /// The conflict that a byte is in.
    pub(super) fn at(&mut self, text: &str, byte: usize) -> Option<Conflict> {
        let all = self.all(text);
        let after = all.partition_point(|conflict| conflict.bytes.start <= byte);
        all.get(after.checked_sub(1)?).filter(|conflict| byte < conflict.bytes.end).cloned()
    }

    /// The first conflict that begins in or runs into the range.
    pub(super) fn within(&mut self, text: &str, bytes: &Range<usize>) -> Option<Conflict> {
        let all = self.all(text);
        let first = all.get(all.partition_point(|conflict| conflict.bytes.end <= bytes.start));
        first.filter(|conflict| conflict.bytes.start < bytes.end).cloned()
    }

    /// As [`Self::at`], but every conflict only once.
    pub(super) fn first_time(&mut self, text: &str, byte: usize) -> Option<Conflict> {
        let conflict = self.at(text, byte)?;
        (self.named.replace(conflict.bytes.start) != Some(conflict.bytes.start)).then_some(conflict)
    }
}

/// A marker without its partner is a conflict of one line.
fn find_conflicts(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if is_marker(text, start) {
            let end = start + line.trim_end().len();
            match found.last_mut() {
                Some(last) if is_open && !line.starts_with('<') => {
                    last.bytes.end = end;
                    last.lines.1 = number;
                }
                _ => found.push(Conflict { bytes: start..end, lines: (number, number) }),
            }
            is_open = !line.starts_with('>');
        }
        start += line.len();
    }
    found
}

/// Whether a line of git's begins here: seven of one sign at the start of a line.
pub(super) fn is_marker(text: &str, at: usize) -> bool {
    let line = text.get(at..).unwrap_or("");
    let is_marker = |marker: &str| {
        line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
    };
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().any(is_marker) && indent(text, at) == Some("")
}

/// The problem of a conflict.
pub(super) fn problem(text: &str, conflict: &Conflict) -> Problem {
    let (first, last) = conflict.lines;
    let start = conflict.bytes.start;
    let end = line_end(text, start).min(conflict.bytes.end);
    Problem::error(code::CONFLICT, start..end, format!("git left a merge conflict in lines {first} to {last}"))
        .with_hint("keep one side, or both, and take out the lines with <<<<<<<, ======= and >>>>>>>")
}
