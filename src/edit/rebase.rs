//! The changes of a history carried over to a text that another program changed.
//!
//! Each change stays exact where the other program touched nothing; one that lies where it did is dropped by name. What
//! others replaced is kept as ranges and lengths; the changes are walked from the newest to the oldest, and the ranges are
//! moved along, so that each change is compared with the text it was made in:
//!
//! ```text
//! ours:    S0 ──p1──▶ S1 ──p2──▶ S2      undone from the right
//!                                 │ others
//! theirs:  S0'◀─p1'── S1'◀─p2'── S2'
//! ```

use super::diff::replaced;
use super::{History, Patch, Splice};
use std::ops::Range;
use std::time::Instant;

/// Which bytes of our text others replaced, by as many; in order, none of them overlap.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Others(Vec<(Range<usize>, usize)>);

impl History {
    /// Carries the changes over from our text to what others made of it. Returns the labels of those that cannot be taken
    /// back, or made, any more, newest first. After `until` more of them may go than need be.
    pub fn rebase(&mut self, ours: &str, theirs: &str, until: Option<Instant>) -> Vec<String> {
        let others = replaced(ours, theirs, until).into_iter().map(|(old, new)| (old, new.len()));
        let others = Others(others.collect());
        let mut dropped = self.rebase_done(others.clone());
        dropped.extend(self.rebase_undone(others));
        dropped
    }

    fn rebase_done(&mut self, mut others: Others) -> Vec<String> {
        let mut dropped = Vec::new();
        let mut kept = Vec::new();
        for patch in std::mem::take(&mut self.done).into_iter().rev() {
            match others.carry(&patch.inverse()) {
                Some(back) => kept.push(Patch { lost_comments: patch.lost_comments, ..back.inverse() }),
                None => {
                    others.swallow(&patch);
                    dropped.push(patch.label);
                }
            }
        }
        kept.reverse();
        self.done = kept;
        dropped
    }

    /// What was taken back last comes first; each stands on those before it.
    fn rebase_undone(&mut self, mut others: Others) -> Vec<String> {
        let mut left = std::mem::take(&mut self.undone);
        let mut kept = Vec::new();
        while let Some(patch) = left.pop() {
            match others.carry(&patch) {
                Some(moved) => kept.push(moved),
                None => {
                    left.push(patch);
                    break;
                }
            }
        }
        kept.reverse();
        self.undone = kept;
        left.into_iter().rev().map(|patch| patch.label).collect()
    }
}

impl Others {
    /// The patch as it is made in their text; the ranges are then those of the text behind it. `None`, and nothing
    /// changed, if the two lie in the same place.
    fn carry(&mut self, patch: &Patch) -> Option<Patch> {
        let mut moved = self.clone();
        let splices = patch.splices.iter().map(|splice| moved.carry_one(splice)).collect::<Option<Vec<_>>>()?;
        *self = moved;
        Some(Patch { splices, ..patch.clone() })
    }

    fn carry_one(&mut self, splice: &Splice) -> Option<Splice> {
        let ours = splice.bytes();
        let mut start = ours.start;
        for (theirs, n_new) in &self.0 {
            let is_same_point = ours.is_empty() && theirs.is_empty() && ours.start == theirs.start;
            if is_same_point || (ours.start < theirs.end && theirs.start < ours.end) {
                return None;
            }
            if theirs.end <= ours.start {
                start = start + n_new - theirs.len();
            }
        }
        for (theirs, _) in &mut self.0 {
            if theirs.start >= ours.end && theirs.end > ours.start {
                *theirs = shifted(theirs, splice.old.len(), splice.new.len());
            }
        }
        Some(Splice { start, ..splice.clone() })
    }

    /// The ranges of the text before a patch that is not carried over: what it did belongs to what others did.
    fn swallow(&mut self, patch: &Patch) {
        for splice in patch.splices.iter().rev() {
            self.swallow_one(splice);
        }
    }

    fn swallow_one(&mut self, splice: &Splice) {
        let made = splice.start..splice.start + splice.new.len();
        let touches = |range: &Range<usize>| range.start <= made.end && made.start <= range.end;
        let (mut whole, mut n_added) = (made.clone(), 0);
        for (range, n_new) in self.0.iter().filter(|(range, _)| touches(range)) {
            whole = whole.start.min(range.start)..whole.end.max(range.end);
            n_added += *n_new as isize - range.len() as isize;
        }
        let n_new = whole.len().saturating_add_signed(n_added);
        let before = whole.start..whole.end - splice.new.len() + splice.old.len();
        let mut others = vec![(before, n_new)];
        for (range, n_new) in self.0.iter().filter(|(range, _)| !touches(range)) {
            let is_after = range.start >= made.end;
            let range = if is_after { shifted(range, splice.new.len(), splice.old.len()) } else { range.clone() };
            others.push((range, *n_new));
        }
        others.sort_by_key(|(range, _)| (range.start, range.end));
        self.0 = others;
    }
}

/// A range behind a place where so many bytes became so many others.
fn shifted(range: &Range<usize>, n_old: usize, n_new: usize) -> Range<usize> {
    range.start + n_new - n_old..range.end + n_new - n_old
}
