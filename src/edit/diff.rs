//! Which lines of two texts differ: what a person looks at before saving, and where undo still knows its way.

use super::{Patch, Splice};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::ops::Range;
use std::time::Instant;

/// Lines shown before and after those that differ.
const CONTEXT: usize = 3;

/// The lines in which two texts differ.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diff {
    /// Stretches of lines, in order.
    pub hunks: Vec<Hunk>,
    /// Number of lines that went.
    pub n_gone: usize,
    /// Number of lines that came.
    pub n_new: usize,
}

/// Lines that differ, with some around them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hunk {
    /// In order; what goes stands before what comes in its place.
    pub lines: Vec<Line>,
}

/// A line of a diff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// In which of the texts it stands.
    pub kind: LineKind,
    /// Its number from 1: in the text before for a line that went, else in the text after.
    pub number: usize,
    /// The line without its end.
    pub text: String,
}

/// In which text a line stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// In both.
    Same,
    /// In the text before only.
    Gone,
    /// In the text after only.
    New,
}

impl Diff {
    /// Whether the texts are the same.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }
}

/// Which lines differ. After `until` it takes the first answer it has, which may name more lines than need be.
pub fn diff(before: &str, after: &str, until: Option<Instant>) -> Diff {
    let (a, b) = (lines(before), lines(after));
    let changes = changes(&a, &b, until);
    let n_gone = changes.iter().map(|change| change.gone.len()).sum();
    let n_new = changes.iter().map(|change| change.new.len()).sum();
    let near = |one: &Change, next: &Change| next.gone.start - one.gone.end <= 2 * CONTEXT;
    let hunks = changes.chunk_by(near).map(|changes| Hunk::new(&a, &b, changes)).collect();
    Diff { hunks, n_gone, n_new }
}

/// The patch that turns one text into the other, by lines.
pub fn patch_between(before: &str, after: &str, label: &str, until: Option<Instant>) -> Patch {
    let splices = replaced(before, after, until).into_iter().rev().map(|(old, new)| Splice {
        start: old.start,
        old: before.get(old).unwrap_or("").to_owned(),
        new: after.get(new).unwrap_or("").to_owned(),
    });
    Patch { label: label.to_owned(), splices: splices.collect(), lost_comments: Vec::new() }
}

/// The bytes of the one text that the bytes of the other took the place of, in order, and as few as can be told.
pub(super) fn replaced(before: &str, after: &str, until: Option<Instant>) -> Vec<(Range<usize>, Range<usize>)> {
    let (a, b) = (lines(before), lines(after));
    let (of_a, of_b) = (starts(&a), starts(&b));
    let bytes = |starts: &[usize], lines: &Range<usize>| {
        let at = |line: usize| starts.get(line).copied().unwrap_or(0);
        at(lines.start)..at(lines.end)
    };
    let changes = changes(&a, &b, until).into_iter();
    changes.map(|change| narrowed(before, bytes(&of_a, &change.gone), after, bytes(&of_b, &change.new))).collect()
}

/// Lines of the one text that stand in place of lines of the other.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Change {
    gone: Range<usize>,
    new: Range<usize>,
}

/// The lines of a text with their ends.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Where each line begins, and where the last one ends.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for line in lines {
        at += line.len();
        starts.push(at);
    }
    starts
}

fn changes(a: &[&str], b: &[&str], until: Option<Instant>) -> Vec<Change> {
    // What is the same at both ends is most of it.
    let n_before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (a.get(n_before..).unwrap_or(&[]), b.get(n_before..).unwrap_or(&[]));
    let n_after = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle_a = rest_a.get(..rest_a.len() - n_after).unwrap_or(&[]);
    let middle_b = rest_b.get(..rest_b.len() - n_after).unwrap_or(&[]);
    let ops = capture_diff_slices_deadline(Algorithm::Myers, middle_a, middle_b, until);
    let differs = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let moved = |lines: Range<usize>| lines.start + n_before..lines.end + n_before;
    differs.map(|op| Change { gone: moved(op.old_range()), new: moved(op.new_range()) }).collect()
}

/// The same replacement without what is the same at both ends.
fn narrowed(before: &str, old: Range<usize>, after: &str, new: Range<usize>) -> (Range<usize>, Range<usize>) {
    let (a, b) = (before.get(old.clone()).unwrap_or(""), after.get(new.clone()).unwrap_or(""));
    let length = |(a, _): (char, char)| a.len_utf8();
    let head: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(length).sum();
    let (a, b) = (a.get(head..).unwrap_or(""), b.get(head..).unwrap_or(""));
    let tail: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(length).sum();
    (old.start + head..old.end - tail, new.start + head..new.end - tail)
}

impl Hunk {
    /// The lines around and between changes that lie near each other.
    fn new(a: &[&str], b: &[&str], changes: &[Change]) -> Self {
        let mut hunk = Self::default();
        let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return hunk };
        let mut at = first.new.start - CONTEXT.min(first.gone.start).min(first.new.start);
        for change in changes {
            hunk.take(b, at..change.new.start, LineKind::Same);
            hunk.take(a, change.gone.clone(), LineKind::Gone);
            hunk.take(b, change.new.clone(), LineKind::New);
            at = change.new.end;
        }
        hunk.take(b, at..b.len().min(last.new.end + CONTEXT), LineKind::Same);
        hunk
    }

    fn take(&mut self, lines: &[&str], range: Range<usize>, kind: LineKind) {
        let first = range.start;
        for (i, line) in lines.get(range).unwrap_or(&[]).iter().enumerate() {
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = text.strip_suffix('\r').unwrap_or(text).to_owned();
            self.lines.push(Line { kind, number: first + i + 1, text });
        }
    }
}
