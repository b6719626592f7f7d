//! A journal's bytes to the newest whole state they tell.

use super::{Entry, Splice, frame};
use crate::store::hash::ContentHash;

/// What a journal tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Replayed {
    pub(super) file: String,
    pub(super) base: Vec<u8>,
    pub(super) text: String,
    /// The changes that are in the text and were not there when it was saved last, oldest first.
    pub(super) labels: Vec<String>,
    /// Whether the text is what was read or saved last.
    pub(super) is_saved: bool,
    /// Whether bytes were left over: the newest change may be missing.
    pub(super) is_torn: bool,
}

/// A change with what turns it round.
struct Step {
    label: String,
    forth: Vec<Splice>,
    back: Vec<Splice>,
}

struct Replay {
    text: Vec<u8>,
    steps: Vec<Step>,
    /// Number of steps that are in the text.
    n_done: usize,
    /// Number of steps that were in the text when it was saved, as far as they are still there.
    n_saved: usize,
    /// What was read or saved last.
    saved: ContentHash,
}

/// Stops before the first entry that is damaged or does not fit. `None` if there is no base, or the text is no text.
pub(super) fn replay(bytes: &[u8]) -> Option<Replayed> {
    let mut rest = bytes.strip_prefix(frame::MAGIC)?;
    let mut proof = frame::START;
    let Entry::Base { file, text: base } = frame::read(&mut rest, &mut proof)? else { return None };
    let mut replay =
        Replay { text: base.clone(), steps: Vec::new(), n_done: 0, n_saved: 0, saved: ContentHash::of(&base) };
    let mut is_torn = !rest.is_empty();
    while let Some(entry) = frame::read(&mut rest, &mut proof) {
        let fits = replay.take(entry).is_some();
        is_torn = !fits || !rest.is_empty();
        if !fits {
            break;
        }
    }
    let Replay { text, steps, n_done, n_saved, saved } = replay;
    let is_saved = ContentHash::of(&text) == saved;
    let text = String::from_utf8(text).ok()?;
    let labels = steps.into_iter().take(n_done).skip(n_saved).map(|step| step.label).collect();
    Some(Replayed { file, base, text, labels, is_saved, is_torn })
}

impl Replay {
    fn take(&mut self, entry: Entry) -> Option<()> {
        match entry {
            Entry::Base { .. } => return None,
            Entry::Change { label, splices } => {
                let back = inverse(&self.text, &splices)?;
                apply(&mut self.text, &splices)?;
                self.steps.truncate(self.n_done);
                self.n_saved = self.n_saved.min(self.n_done);
                self.steps.push(Step { label, forth: splices, back });
                self.n_done += 1;
            }
            Entry::Undo => {
                let step = self.steps.get(self.n_done.checked_sub(1)?)?;
                apply(&mut self.text, &step.back)?;
                self.n_done -= 1;
            }
            Entry::Redo => {
                let step = self.steps.get(self.n_done)?;
                apply(&mut self.text, &step.forth)?;
                self.n_done += 1;
            }
            Entry::Saved { hash } => {
                if ContentHash::of(&self.text) != hash {
                    return None;
                }
                (self.n_saved, self.saved) = (self.n_done, hash);
            }
        }
        Some(())
    }
}

/// Makes splices; `None` with the text as it was if they are not in order, or something else stands where they go.
fn apply(text: &mut Vec<u8>, splices: &[Splice]) -> Option<()> {
    let is_ordered = splices.is_sorted_by(|a, b| a.bytes.end <= b.bytes.start);
    let fits = |splice: &Splice| text.get(splice.bytes.clone()).is_some_and(|old| ContentHash::of(old) == splice.old);
    if !is_ordered || !splices.iter().all(fits) {
        return None;
    }
    for splice in splices.iter().rev() {
        text.splice(splice.bytes.clone(), splice.new.iter().copied());
    }
    Some(())
}

/// The splices that give the text back from what [`apply`] makes of it.
fn inverse(text: &[u8], splices: &[Splice]) -> Option<Vec<Splice>> {
    let mut n_added = 0;
    let mut n_removed = 0;
    let turned = splices.iter().map(|splice| {
        let start = (splice.bytes.start + n_added).checked_sub(n_removed)?;
        n_added += splice.new.len();
        n_removed += splice.bytes.len();
        Some(Splice::new(start, &splice.new, text.get(splice.bytes.clone())?))
    });
    turned.collect()
}
