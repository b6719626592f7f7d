//! What the worker does with two versions of a text: compares them, and brings together what this program and another
//! made of one file.

use super::desk::Adopted;
use super::scribe::{Key, LONGEST_DIFF};
use crate::edit::{Diff, Dispute, Document, History, Patch, Text, diff, join, patch_between};
use crate::format::comments;
use crate::store::{ContentHash, Version};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// Another program wrote a file.
pub(super) struct Reload {
    /// The file.
    pub(super) key: Key,
    /// What the window has.
    pub(super) ours: Arc<Document>,
    /// What the file held before, as both knew it.
    pub(super) base: Text,
    /// The changes made in the window.
    pub(super) history: History,
    /// What the file holds now.
    pub(super) version: Version,
    /// The same as bytes.
    pub(super) bytes: Vec<u8>,
    /// What the file was taken to hold when this was asked for.
    pub(super) asked_at: Option<ContentHash>,
}

/// What became of it.
pub(super) struct Reloaded {
    /// The file.
    pub(super) key: Key,
    /// What the window had when it was asked for.
    pub(super) ours: Arc<Document>,
    /// What the file holds.
    pub(super) theirs: Text,
    /// Its version.
    pub(super) version: Version,
    /// What the file was taken to hold when this was asked for.
    pub(super) asked_at: Option<ContentHash>,
    /// The two brought together, or why that cannot be done.
    pub(super) merged: Result<Merged, String>,
}

/// Two versions brought together.
pub(super) struct Merged {
    /// What the window takes over.
    pub(super) adopted: Adopted,
    /// What turns the file's text into the window's.
    pub(super) patch: Patch,
    /// What both changed.
    pub(super) disputes: Vec<Dispute>,
    /// Comments of theirs that did not come over.
    pub(super) lost_comments: Vec<String>,
    /// Changes that cannot be taken back any more, newest first.
    pub(super) dropped: Vec<String>,
}

impl Reload {
    /// Does it.
    pub(super) fn run(self) -> Reloaded {
        let theirs = Document::read(self.ours.name.clone(), self.bytes.clone());
        let text = theirs.text.clone();
        let is_text = !theirs.text.is_empty() || self.bytes.is_empty();
        let merged = if is_text { self.merged(theirs) } else { Err("what it holds now is no text".to_owned()) };
        Reloaded {
            key: self.key,
            ours: self.ours,
            theirs: text,
            version: self.version,
            asked_at: self.asked_at,
            merged,
        }
    }

    fn merged(&self, theirs: Document) -> Result<Merged, String> {
        let base_text = theirs.text.clone();
        let (document, disputes, lost_comments) = if *self.ours.text == *self.base {
            (theirs, Vec::new(), Vec::new())
        } else {
            let base = Document::read(self.ours.name.clone(), self.base.as_bytes().to_vec());
            let joined = join(&base, &self.ours, &theirs).map_err(|err| err.to_string())?;
            let document = Document::read(self.ours.name.clone(), joined.text.into_bytes());
            (document, joined.disputes, joined.lost_comments)
        };
        let mut history = self.history.clone();
        let dropped = history.rebase(&self.ours.text, &document.text, until());
        let patch = patch_between(&base_text, &document.text, "changes made before", until());
        let adopted = Adopted { document, history, version: self.version.clone(), base: base_text };
        Ok(Merged { adopted, patch, disputes, lost_comments, dropped })
    }
}

/// What a comparison is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// To be seen before a file is saved.
    Review,
    /// To go back to what the file on the disk says.
    Revert,
    /// To be seen before a saved version is restored: its place in the list.
    Version(usize),
}

/// Two texts to compare.
pub(super) struct Compare {
    /// What for.
    pub(super) purpose: Purpose,
    /// The file.
    pub(super) key: Key,
    /// The text as it is.
    pub(super) from: Text,
    /// The text that it would be.
    pub(super) to: Text,
    /// What the change would be called.
    pub(super) label: String,
}

/// How they differ.
pub(super) struct Compared {
    /// What was asked for.
    pub(super) asked: Compare,
    /// The lines.
    pub(super) diff: Diff,
    /// What turns the one into the other.
    pub(super) patch: Patch,
    /// Comments that only the first has.
    pub(super) lost_comments: Vec<String>,
}

impl Compare {
    /// Does it.
    pub(super) fn run(self) -> Compared {
        let diff = diff(&self.from, &self.to, until());
        let patch = patch_between(&self.from, &self.to, &self.label, until());
        let lost_comments = lost(&self.from, &self.to);
        Compared { asked: self, diff, patch, lost_comments }
    }
}

/// What a dead session left, brought together with the file as it is.
pub(super) struct Recovered {
    /// What it would do to the window's text.
    pub(super) patch: Patch,
    /// The same as lines.
    pub(super) diff: Diff,
    /// What both changed.
    pub(super) disputes: Vec<Dispute>,
    /// Comments that would be gone.
    pub(super) lost_comments: Vec<String>,
    /// Whether the file was changed since.
    pub(super) is_merged: bool,
}

impl Recovered {
    /// `left` is what the session had read and what it had made of it.
    ///
    /// # Errors
    /// In words, if the two cannot be merged.
    pub(super) fn new((base, text): (Vec<u8>, String), now: &Document) -> Result<Self, String> {
        let is_merged = base != now.text.as_bytes();
        let (text, disputes) = if is_merged {
            let read = |bytes: Vec<u8>| Document::read(now.name.clone(), bytes);
            let joined = join(&read(base), &read(text.into_bytes()), now).map_err(|err| err.to_string())?;
            (joined.text, joined.disputes)
        } else {
            (text, Vec::new())
        };
        Ok(Self {
            patch: patch_between(&now.text, &text, "recovered changes", until()),
            diff: diff(&now.text, &text, until()),
            lost_comments: lost(&now.text, &text),
            disputes,
            is_merged,
        })
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a comparison takes an optional end")]
fn until() -> Option<Instant> {
    Some(Instant::now() + LONGEST_DIFF)
}

/// Comments of the one text that the other has not; one that stood twice and then once is lost once.
fn lost(before: &str, after: &str) -> Vec<String> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for comment in comments(after) {
        *left.entry(comment).or_default() += 1;
    }
    let mut lost = comments(before);
    lost.retain(|comment| match left.get_mut(comment) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    });
    lost
}
