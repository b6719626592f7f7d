//! The thread that writes: it journals every change, saves, and tells what other programs do to the files.
//!
//! Jobs are done one after the other, so that a change is in the journal before the save that follows it. It keeps each
//! text for itself and makes the window's changes in it: what is saved is what was journaled. Reading and merging are
//! left to the worker.

mod paper;

pub(super) use paper::LONGEST_DIFF;

use crate::edit::{Patch, Text};
use crate::store::history::Kept;
use crate::store::watch::Seen;
use crate::store::{self, Disk, SaveError, Saved, Version, history};
use egui::Context;
use paper::Paper;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::SystemTime;

/// Tells an open file from all that were open before it.
pub(super) type Key = u64;

/// The key of what was typed in forms: a text that is journaled and never saved.
pub(super) const DRAFTS: Key = 0;

/// Something to do.
pub(super) enum Job {
    /// A file was read; edits may follow.
    Open {
        /// The file.
        key: Key,
        /// What it held when it was read; `None` is the built-in copy.
        version: Option<Version>,
        /// What it held.
        text: Text,
    },
    /// The text changed.
    Change {
        /// The file.
        key: Key,
        /// How.
        patch: Patch,
    },
    /// The file holds another text now; the window's is that with a patch.
    Rebase {
        /// The file.
        key: Key,
        /// What it holds.
        version: Version,
        /// The same as text.
        base: Text,
        /// What turns it into the window's text.
        patch: Patch,
    },
    /// Write the text to the file.
    Save {
        /// The file.
        key: Key,
        /// Why, for the local history; may be empty.
        reason: String,
        /// Where to.
        to: Target,
    },
    /// Somebody chose what becomes of a dead session's journal: the text is in our journal, or not wanted.
    Settle {
        /// The file.
        key: Key,
        /// The journal.
        journal: PathBuf,
    },
    /// Keep a text in the local history.
    Keep {
        /// The file.
        key: Key,
        /// The text.
        text: Text,
        /// Where it comes from.
        reason: String,
    },
    /// Tell the versions of the local history.
    List(Key),
    /// Read one of them.
    Read(Key, Kept),
    /// Look whether other programs changed anything.
    Look,
    /// Tell what the file holds, if it is not what was read or saved last.
    Check(Key),
    /// The file is closed. Its journal stays if the file does not hold the text.
    Close(Key),
}

/// Where a text is saved to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// The file it came from.
    Same,
    /// The path it came from, where there is no file any more.
    Anew,
    /// Another path that has no file.
    New(PathBuf),
    /// Another path, in place of the file there.
    Over(PathBuf),
}

/// Something done, or seen.
pub(super) enum Told {
    /// What dead sessions left.
    Found {
        /// The file.
        key: Key,
        /// Unsaved texts.
        left: Vec<Left>,
        /// Journals that tell nothing.
        unreadable: Vec<PathBuf>,
    },
    /// Whether changes reach the journal: why not, or `None` if they do again.
    Journal(Key, Option<String>),
    /// A text is on the disk.
    Saved {
        /// The file.
        key: Key,
        /// The text.
        text: Text,
        /// What to save from next, whose path may be a new one; how it was written; whether the history has it.
        saved: Saved,
    },
    /// A text is not on the disk.
    NotSaved {
        /// The file.
        key: Key,
        /// Why.
        err: SaveError,
        /// What the file holds instead, if another program wrote it.
        theirs: Option<(Version, Vec<u8>)>,
        /// Where to, and why it was to be saved.
        asked: (Target, String),
    },
    /// Another program did something.
    Seen(Key, Seen),
    /// The versions of the local history, newest first.
    Versions(Key, Vec<Kept>),
    /// One of them, or why it cannot be read.
    Read(Key, Kept, Result<Vec<u8>, String>),
}

/// What a dead session left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Left {
    /// Its journal.
    pub(super) journal: PathBuf,
    /// What it had read.
    pub(super) base: Vec<u8>,
    /// What it had made of it.
    pub(super) text: String,
    /// Its unsaved changes, oldest first.
    pub(super) labels: Vec<String>,
    /// Whether the newest change may be missing.
    pub(super) is_torn: bool,
}

/// The thread's handle. Dropping it waits until everything is written.
pub(super) struct Scribe {
    jobs: Option<Sender<Job>>,
    told: Receiver<Told>,
    thread: Option<JoinHandle<()>>,
}

/// Tells things and asks for a frame.
#[derive(Clone)]
struct Voice {
    told: Sender<Told>,
    ctx: Context,
}

impl Voice {
    fn tell(&self, told: Told) {
        // Nobody listens any more only when the program ends.
        let _ = self.told.send(told);
        self.ctx.request_repaint();
    }
}

impl Scribe {
    /// Starts the thread on a disk.
    pub(super) fn new(ctx: Context, disk: Disk) -> Self {
        let (jobs, inbox) = channel();
        let (told, heard) = channel();
        let voice = Voice { told, ctx };
        let thread = std::thread::spawn(move || {
            let mut desk = Writing { disk, voice, papers: BTreeMap::new() };
            while let Ok(job) = inbox.recv() {
                desk.take(job);
            }
            for paper in std::mem::take(&mut desk.papers).into_values() {
                paper.close(&desk.disk);
            }
        });
        Self { jobs: Some(jobs), told: heard, thread: Some(thread) }
    }

    /// Hands over a job.
    pub(super) fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }

    /// The next thing done or seen, if there is one.
    pub(super) fn try_next(&self) -> Option<Told> {
        self.told.try_recv().ok()
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread has before it.
struct Writing {
    disk: Disk,
    voice: Voice,
    papers: BTreeMap<Key, Paper>,
}

impl Writing {
    fn take(&mut self, job: Job) {
        match job {
            Job::Open { key, version, text } => self.open(key, version, &text),
            Job::Change { key, patch } => self.with(key, |paper, disk| paper.change(disk, patch)),
            Job::Rebase { key, version, base, patch } => {
                self.with(key, |paper, disk| paper.rebase(disk, version, &base, patch));
            }
            Job::Save { key, reason, to } => self.save(key, &reason, to),
            Job::Settle { key, journal } => self.with(key, |paper, disk| paper.settle(disk, &journal)),
            Job::Keep { key, text, reason } => self.keep(key, &text, &reason),
            Job::List(key) => self.list(key),
            Job::Read(key, kept) => {
                let bytes = kept.read(&self.disk).map_err(|err| err.to_string());
                self.voice.tell(Told::Read(key, kept, bytes));
            }
            Job::Look => self.papers.values().for_each(Paper::look),
            Job::Check(key) => self.check(key),
            Job::Close(key) => {
                if let Some(paper) = self.papers.remove(&key) {
                    paper.close(&self.disk);
                }
            }
        }
    }

    fn open(&mut self, key: Key, version: Option<Version>, text: &Text) {
        let place = match &version {
            Some(version) => Some(version.path.clone()),
            None if key == DRAFTS => store::drafts_place(&self.disk),
            None => store::built_in_place(&self.disk),
        };
        let Some(place) = place else { return };
        #[expect(clippy::disallowed_methods, reason = "`app` may ask for the time: how old what is left lying is")]
        store::sweep(&self.disk, &place, SystemTime::now());
        let (paper, left, unreadable) = Paper::new(&self.disk, place, version, text);
        if !left.is_empty() || !unreadable.is_empty() {
            self.voice.tell(Told::Found { key, left, unreadable });
        }
        let mut paper = paper;
        self.watch(key, &mut paper);
        self.papers.insert(key, paper);
    }

    fn watch(&self, key: Key, paper: &mut Paper) {
        let voice = self.voice.clone();
        paper.watch(&self.disk, move |seen| voice.tell(Told::Seen(key, seen)));
    }

    /// Does something that reaches the journal, and tells if it does not, or does again.
    fn with(&mut self, key: Key, act: impl FnOnce(&mut Paper, &Disk)) {
        let Some(paper) = self.papers.get_mut(&key) else { return };
        let before = paper.trouble().map(str::to_owned);
        act(paper, &self.disk);
        let now = paper.trouble().map(str::to_owned);
        if now != before {
            self.voice.tell(Told::Journal(key, now));
        }
    }

    fn save(&mut self, key: Key, reason: &str, to: Target) {
        let Some(mut paper) = self.papers.remove(&key) else { return };
        match paper.save(&self.disk, &to) {
            Ok(saved) => {
                let explain = || history::explain(&self.disk, &saved.version, reason).map_err(|err| err.to_string());
                let history = saved.history.clone().and_then(|()| explain());
                if !matches!(to, Target::Same) {
                    self.watch(key, &mut paper);
                }
                let text = paper.text().clone();
                self.voice.tell(Told::Saved { key, text, saved: Saved { history, ..saved } });
            }
            Err(err) => {
                let theirs = match &err {
                    SaveError::Changed { theirs, .. } => store::read(&self.disk, &theirs.path).ok(),
                    _ => None,
                };
                self.voice.tell(Told::NotSaved { key, err, theirs, asked: (to, reason.to_owned()) });
            }
        }
        self.papers.insert(key, paper);
    }

    fn check(&self, key: Key) {
        let Some(version) = self.papers.get(&key).and_then(Paper::version) else { return };
        if let Ok((now, bytes)) = store::read(&self.disk, &version.path)
            && now.hash != version.hash
        {
            self.voice.tell(Told::Seen(key, Seen::Changed(now, bytes)));
        }
    }

    fn keep(&self, key: Key, text: &str, reason: &str) {
        if let Some(paper) = self.papers.get(&key)
            && let Err(err) = history::keep_beside(&self.disk, paper.place(), text.as_bytes(), reason)
        {
            self.voice.tell(Told::Journal(key, Some(format!("the other version is not in the local history: {err}"))));
        }
    }

    fn list(&self, key: Key) {
        let versions = self.papers.get(&key).map(|paper| history::list(&self.disk, paper.place()));
        self.voice.tell(Told::Versions(key, versions.unwrap_or_default()));
    }
}
