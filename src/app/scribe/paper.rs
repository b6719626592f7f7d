//! One open file as the writing thread has it: its text, its journal, and what the disk holds.

use super::{Left, Target};
use crate::edit::{Patch, Text, patch_between};
use crate::store::journal::{Entry, Found, Journal, Recovery, Splice, recoverable};
use crate::store::watch::{Pace, Seen, Watch};
use crate::store::{self, ContentHash, Disk, SaveError, Saved, Version};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// After so long a coarse answer to what differs is good enough.
pub(in crate::app) const LONGEST_DIFF: Duration = Duration::from_secs(2);

/// An open file.
pub(super) struct Paper {
    /// Where it is; of the built-in copy, where its edits are journaled.
    place: PathBuf,
    /// What the file holds; `None` is the built-in copy.
    version: Option<Version>,
    /// The same as text: what a journal begins with.
    base: Text,
    /// The window's text.
    text: Text,
    journal: Option<Journal>,
    /// The changes in the journal that can be told as undone or made again, and how many of them are made.
    steps: Vec<Patch>,
    n_done: usize,
    /// Why the newest change is not in the journal.
    trouble: Option<String>,
    watch: Option<Watch>,
    /// What dead sessions left and nobody has chosen about; while it is here no other session is offered it.
    left: Vec<Recovery>,
}

impl Paper {
    /// A file just read, with what dead sessions left of it, and their journals that tell nothing.
    pub(super) fn new(
        disk: &Disk,
        place: PathBuf,
        version: Option<Version>,
        text: &Text,
    ) -> (Self, Vec<Left>, Vec<PathBuf>) {
        let Found { offers, unreadable } = recoverable(disk, &place).unwrap_or_default();
        let left = offers.iter().map(left).collect();
        // The whole path, so that the journal finds its place when the folder is gone.
        let place = std::path::absolute(&place).unwrap_or(place);
        let paper = Self {
            place,
            version,
            base: text.clone(),
            text: text.clone(),
            journal: None,
            steps: Vec::new(),
            n_done: 0,
            trouble: None,
            watch: None,
            left: offers,
        };
        (paper, left, unreadable)
    }

    /// Where it is.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// What the file holds; `None` is the built-in copy.
    pub(super) fn version(&self) -> Option<&Version> {
        self.version.as_ref()
    }

    /// The window's text.
    pub(super) fn text(&self) -> &Text {
        &self.text
    }

    /// Why the newest change is not in the journal.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Watches the file from now on.
    pub(super) fn watch(&mut self, disk: &Disk, tell: impl FnMut(Seen) + Send + 'static) {
        self.watch = self.version.as_ref().map(|version| Watch::start(disk.clone(), version, Pace::default(), tell));
    }

    /// Looks whether another program changed it.
    pub(super) fn look(&self) {
        if let Some(watch) = &self.watch {
            watch.look();
        }
    }

    /// Makes a change of the window's and journals it.
    pub(super) fn change(&mut self, disk: &Disk, patch: Patch) {
        let entry = match self.text.patch(&patch) {
            Ok(()) => self.entry(patch),
            Err(err) => {
                self.trouble = Some(format!("a change does not fit the text of the journal: {err}"));
                return;
            }
        };
        let written = match &mut self.journal {
            Some(journal) => journal.append(&entry).map_err(|err| err.to_string()),
            None => Err(String::new()),
        };
        if written.is_err() {
            self.begin(disk);
        }
    }

    /// How a journal tells a change. Undo and redo are told as such, so that a recovery names only what is there.
    fn entry(&mut self, patch: Patch) -> Entry {
        let last = self.n_done.checked_sub(1).and_then(|last| self.steps.get(last));
        if last.is_some_and(|last| last.inverse().splices == patch.splices) {
            self.n_done -= 1;
            return Entry::Undo;
        }
        if self.steps.get(self.n_done).is_some_and(|next| next.splices == patch.splices) {
            self.n_done += 1;
            return Entry::Redo;
        }
        let entry = Entry::Change { label: patch.label.clone(), splices: splices(&patch) };
        self.steps.truncate(self.n_done);
        self.steps.push(patch);
        self.n_done += 1;
        entry
    }

    /// Begins a journal with all that the file does not hold. The one before stays until that is done.
    fn begin(&mut self, disk: &Disk) {
        let begun = Journal::start(disk, &self.place, self.base.as_bytes()).map_err(|err| err.to_string());
        let begun = begun.and_then(|mut journal| match self.unsaved() {
            None => Ok((journal, Vec::new())),
            Some((patch, entry)) => match journal.append(&entry) {
                Ok(()) => Ok((journal, vec![patch])),
                Err(err) => {
                    journal.end(disk);
                    Err(err.to_string())
                }
            },
        });
        match begun {
            Ok((journal, steps)) => {
                if let Some(old) = self.journal.replace(journal) {
                    old.end(disk);
                }
                (self.n_done, self.steps, self.trouble) = (steps.len(), steps, None);
            }
            Err(err) => self.trouble = Some(err),
        }
    }

    /// All that the file does not hold, as one change.
    fn unsaved(&self) -> Option<(Patch, Entry)> {
        let label = match self.steps.get(..self.n_done) {
            Some([one]) => one.label.clone(),
            _ => "changes made before".to_owned(),
        };
        let patch = patch_between(&self.base, &self.text, &label, Some(Instant::now() + LONGEST_DIFF));
        let entry = Entry::Change { label, splices: splices(&patch) };
        (!patch.is_empty()).then_some((patch, entry))
    }

    /// The file holds another text now; the window's is that with a patch.
    pub(super) fn rebase(&mut self, disk: &Disk, version: Version, base: &Text, patch: Patch) {
        let mut text = base.clone();
        let Ok(()) = text.patch(&patch) else {
            self.trouble = Some("a merge does not fit the text of the journal".to_owned());
            return;
        };
        self.version = Some(version);
        (self.base, self.text) = (base.clone(), text);
        (self.steps, self.n_done) = (vec![patch], 1);
        if self.text == self.base {
            self.end(disk);
        } else {
            self.begin(disk);
        }
    }

    /// Writes the text to the disk.
    pub(super) fn save(&mut self, disk: &Disk, to: &Target) -> Result<Saved, SaveError> {
        let saved = self.write(disk, to);
        match &saved {
            Ok(saved) => self.saved(disk, saved, to),
            // The file has the text, but may lose it yet.
            Err(SaveError::Unconfirmed { saved, .. }) => self.version = Some(saved.clone()),
            Err(_) => {}
        }
        saved
    }

    fn write(&self, disk: &Disk, to: &Target) -> Result<Saved, SaveError> {
        if let (Target::Same | Target::Anew, Some(watch)) = (to, &self.watch) {
            watch.announce(ContentHash::of(self.text.as_bytes()));
        }
        match (to, &self.version) {
            (Target::Same, Some(version)) => store::save(disk, version, &self.text),
            (Target::Same | Target::Anew, version) => {
                let place = version.as_ref().map_or(&self.place, |version| &version.path);
                store::save_new(disk, place, &self.text)
            }
            (Target::New(path), _) => store::save_new(disk, path, &self.text),
            (Target::Over(path), _) => match store::read(disk, path) {
                Ok((version, _)) => store::save(disk, &version, &self.text),
                Err(_) => store::save_new(disk, path, &self.text),
            },
        }
    }

    fn saved(&mut self, disk: &Disk, saved: &Saved, to: &Target) {
        self.version = Some(saved.version.clone());
        self.base = self.text.clone();
        self.trouble = None;
        let is_same_place = matches!(to, Target::Same | Target::Anew);
        if is_same_place {
            let entry = Entry::Saved { hash: saved.version.hash };
            let told = self.journal.as_mut().is_some_and(|journal| journal.append(&entry).is_ok());
            if told {
                return;
            }
        } else {
            let path = &saved.version.path;
            self.place = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        }
        self.end(disk);
    }

    /// What a dead session left is in our journal, or not wanted.
    pub(super) fn settle(&mut self, disk: &Disk, journal: &Path) {
        if self.trouble.is_some() {
            // It may be all there is.
            return;
        }
        if let Some(at) = self.left.iter().position(|left| left.journal == journal) {
            let settled = self.left.remove(at).settle(disk);
            // If that fails it is offered once more.
            let _ = settled;
        }
    }

    /// The journal is not needed: the file holds the text.
    fn end(&mut self, disk: &Disk) {
        if let Some(journal) = self.journal.take() {
            journal.end(disk);
        }
        (self.steps, self.n_done) = (Vec::new(), 0);
    }

    /// The file is closed. What it does not hold stays in the journal and is offered at the next start.
    pub(super) fn close(mut self, disk: &Disk) {
        if self.text == self.base {
            self.end(disk);
        }
    }
}

/// The splices of a journal are those of one text, in order.
fn splices(patch: &Patch) -> Vec<Splice> {
    let at_once = patch.at_once().into_iter();
    at_once.map(|splice| Splice::new(splice.start, splice.old.as_bytes(), splice.new)).collect()
}

fn left(recovery: &Recovery) -> Left {
    Left {
        journal: recovery.journal.clone(),
        base: recovery.base.clone(),
        text: recovery.text.clone(),
        labels: recovery.labels.clone(),
        is_torn: recovery.is_torn,
    }
}
