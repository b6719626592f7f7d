//! The one thread that does what may take long: reading files and filtering large ones.
//!
//! Jobs go in, events come out; each event asks for a frame. Reading sends what it has at growing intervals, so that
//! the first records of a large file are on screen at once, and stops when it is told to. File dialogs block, so they
//! have a thread of their own while they are open.

use super::exporting::{Export, Exported};
use super::merging::{Compare, Compared, Recovered, Reload, Reloaded};
use super::scribe::Key;
use super::stories::StoryOnDisk;
use super::views::ViewsFile;
use crate::edit::{Document, Reader};
use crate::model::{Day, FileRecords};
use crate::store::{self, Disk, Shipped, Version};
use crate::ui::{Progress, Refused};
use crate::view::{Loaded, Shown, ViewState};
use egui::Context;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Records read between two looks at the cancel flag.
const BATCH: usize = 256;
/// What is read is shown after so many records, then after four times as many, and so on.
const FIRST_SHOWN: usize = 500;
/// Work shorter than this shows no progress bar.
const QUIET: Duration = Duration::from_millis(500);

/// Something to do.
pub(super) enum Job {
    /// Read these files, or the shipped timeline if there are none.
    Open(Vec<PathBuf>),
    /// Filter anew.
    Filter {
        /// The data.
        loaded: Arc<Loaded>,
        /// What is asked for.
        state: Box<ViewState>,
        /// What was shown before.
        before: Arc<Shown>,
    },
    /// Count the facets of what is shown.
    Facets(Arc<Loaded>, Arc<Shown>),
    /// Make of these documents what is shown, as known on a day.
    Load(Vec<Arc<Document>>, Option<Day>),
    /// Bring together what the window and another program made of a file.
    Reload(Box<Reload>),
    /// Compare two texts.
    Compare(Compare),
    /// Bring together what a dead session left and the file as it is.
    Recover {
        /// Which.
        journal: PathBuf,
        /// What it had read, and what it had made of it.
        left: (Vec<u8>, String),
        /// What the window has.
        now: Arc<Document>,
    },
    /// Read saved views and stories beside these timelines; `None` is the built-in one.
    ReadBeside(Vec<Option<PathBuf>>),
    /// Write saved views or a story beside a timeline.
    SaveBeside {
        /// The file.
        path: PathBuf,
        /// What was read of it; `None` if it was not there.
        version: Option<Version>,
        /// What it says now.
        text: String,
        /// What was done, in words.
        what: String,
    },
    /// Write a file that others read.
    Export(Box<Export>),
    /// Write a new file.
    Begin {
        /// The file, which must not be there.
        path: PathBuf,
        /// What it says.
        text: String,
    },
}

/// Something done.
pub(super) enum Event {
    /// How far the reading is.
    Progress(Progress),
    /// The records read so far.
    Some {
        /// Ready to be shown.
        loaded: Arc<Loaded>,
    },
    /// Everything is read.
    Opened {
        /// The documents.
        documents: Vec<Arc<Document>>,
        /// Where each of them comes from.
        origins: Vec<Origin>,
        /// The files that could not be opened.
        refused: Vec<Refused>,
        /// Ready to be shown.
        loaded: Arc<Loaded>,
    },
    /// The reading was stopped.
    Cancelled,
    /// A filter is done.
    Filtered {
        /// The data it is of.
        loaded: Arc<Loaded>,
        /// The state it is for.
        state: Box<ViewState>,
        /// The result.
        shown: Box<Shown>,
    },
    /// What is shown of documents is made.
    Loaded(Vec<Arc<Document>>, Arc<Loaded>),
    /// Another program's version is read and merged.
    Reloaded(Box<Reloaded>),
    /// Two texts are compared.
    Compared(Box<Compared>),
    /// What a dead session left is merged, or why not.
    Recovered {
        /// Which.
        journal: PathBuf,
        /// What the window had then.
        now: Arc<Document>,
        /// What would become of that.
        result: Box<Result<Recovered, String>>,
    },
    /// Saved views and stories are read.
    Beside(Vec<ViewsFile>, Vec<StoryOnDisk>),
    /// Saved views or a story are written, or why not.
    BesideSaved {
        /// The file.
        path: PathBuf,
        /// What was done, in words.
        what: String,
        /// What it holds now.
        saved: Result<Version, String>,
    },
    /// A file for others is written, or why not.
    Exported(Exported),
    /// The dialog for the place of an export was answered; `None` if it was cancelled or could not be shown.
    ExportPlaced(Option<PathBuf>),
    /// A new file is written, or why not.
    Begun(PathBuf, Result<(), String>),
    /// The dialog for a place was answered; `None` if it was cancelled or could not be shown.
    Placed(Key, Option<PathBuf>),
    /// The file dialog was answered; empty if it was cancelled or could not be shown.
    Picked(Vec<PathBuf>),
}

/// Where a document comes from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// What the file held when it was read; `None` is the built-in copy.
    pub(super) version: Option<Version>,
    /// Whether its text was read to the end, so that it can be edited.
    pub(super) is_whole: bool,
    /// Why it cannot be saved there, and what to do.
    pub(super) can_write: Result<(), String>,
}

/// The thread's handle.
pub(super) struct Worker {
    jobs: Sender<Job>,
    events: Receiver<Event>,
    outbox: Outbox,
    cancel: Arc<AtomicBool>,
}

/// Sends events and asks for a frame.
#[derive(Clone)]
struct Outbox {
    events: Sender<Event>,
    ctx: Context,
}

impl Outbox {
    fn send(&self, event: Event) {
        // Nobody listens any more only when the program ends.
        let _ = self.events.send(event);
        self.ctx.request_repaint();
    }
}

impl Worker {
    /// Starts the thread.
    pub(super) fn new(ctx: Context, disk: Disk) -> Self {
        let (jobs, inbox) = channel();
        let (events, results) = channel();
        let outbox = Outbox { events, ctx };
        let cancel = Arc::new(AtomicBool::new(false));
        let (thread_outbox, thread_cancel) = (outbox.clone(), Arc::clone(&cancel));
        std::thread::spawn(move || serve(&inbox, &thread_outbox, &thread_cancel, &disk));
        Self { jobs, events: results, outbox, cancel }
    }

    /// Hands over a job. What is being read is given up for newer files.
    pub(super) fn send(&self, job: Job) {
        if matches!(job, Job::Open(_) | Job::Export(_)) {
            self.cancel.store(false, Ordering::Relaxed);
        }
        let _ = self.jobs.send(job);
    }

    /// Stops the reading under way.
    pub(super) fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// The next event, if there is one.
    pub(super) fn try_next(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// The next event, waiting at most so long.
    pub(super) fn wait(&self, longest: Duration) -> Option<Event> {
        self.events.recv_timeout(longest).ok()
    }

    /// Asks by the system's dialog where a file is to be saved.
    pub(super) fn ask_for_place(&self, key: Key, name: String) {
        let outbox = self.outbox.clone();
        std::thread::spawn(move || {
            let place = pick_place(&name);
            outbox.send(Event::Placed(key, place));
        });
    }

    /// Asks by the system's dialog where an export goes.
    pub(super) fn ask_for_export_place(&self, name: String) {
        let outbox = self.outbox.clone();
        std::thread::spawn(move || {
            let place = pick_export_place(&name);
            outbox.send(Event::ExportPlaced(place));
        });
    }

    /// Asks for files by the system's dialog.
    pub(super) fn ask_for_files(&self) {
        let outbox = self.outbox.clone();
        std::thread::spawn(move || {
            let files = pick_files();
            outbox.send(Event::Picked(files));
        });
    }
}

#[cfg(feature = "window")]
fn pick_files() -> Vec<PathBuf> {
    rfd::FileDialog::new()
        .set_title("Open timelines")
        .add_filter("Timelines", &["ron"])
        .pick_files()
        .unwrap_or_default()
}

#[cfg(not(feature = "window"))]
fn pick_files() -> Vec<PathBuf> {
    Vec::new()
}

#[cfg(feature = "window")]
fn pick_place(name: &str) -> Option<PathBuf> {
    rfd::FileDialog::new().set_title("Save as").add_filter("Timelines", &["ron"]).set_file_name(name).save_file()
}

#[cfg(not(feature = "window"))]
fn pick_place(_: &str) -> Option<PathBuf> {
    None
}

#[cfg(feature = "window")]
fn pick_export_place(name: &str) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new().set_title("Export").set_file_name(name);
    let endings = crate::export::Format::ALL.map(crate::export::Format::ending);
    dialog.add_filter("Exports", &endings).add_filter("All files", &["*"]).save_file()
}

#[cfg(not(feature = "window"))]
fn pick_export_place(_: &str) -> Option<PathBuf> {
    None
}

/// Whether a newer job of the kind waits, so that this one is not worth doing: a filter, or a day as of which data are
/// shown. Jobs of other kinds supersede nothing.
fn is_superseded(job: &Job, waiting: &VecDeque<Job>) -> bool {
    matches!(job, Job::Filter { .. } | Job::Load(..))
        && waiting.iter().any(|newer| std::mem::discriminant(newer) == std::mem::discriminant(job))
}

fn serve(inbox: &Receiver<Job>, outbox: &Outbox, cancel: &AtomicBool, disk: &Disk) {
    let mut waiting = VecDeque::new();
    while let Some(job) = waiting.pop_front().or_else(|| inbox.recv().ok()) {
        waiting.extend(inbox.try_iter());
        if is_superseded(&job, &waiting) {
            continue;
        }
        match job {
            Job::Open(files) => {
                // The index of words is made while the reader looks, before anything is searched for.
                open(files, outbox, cancel, disk).text();
            }
            Job::Filter { loaded, state, before } => {
                let shown = Box::new(Shown::new(&loaded, &state, Some(&before)));
                outbox.send(Event::Filtered { loaded, state, shown });
            }
            Job::Facets(loaded, shown) => {
                shown.make_facets(&loaded);
                outbox.ctx.request_repaint();
            }
            Job::Load(documents, day) => {
                let files = documents.iter().map(|document| document.file_records()).collect();
                let loaded = Loaded::as_known_on(files, day);
                outbox.send(Event::Loaded(documents, Arc::new(loaded)));
            }
            Job::Reload(reload) => outbox.send(Event::Reloaded(Box::new(reload.run()))),
            Job::Compare(compare) => outbox.send(Event::Compared(Box::new(compare.run()))),
            Job::Recover { journal, left, now } => {
                let result = Box::new(Recovered::new(left, &now));
                outbox.send(Event::Recovered { journal, now, result });
            }
            Job::ReadBeside(timelines) => {
                let stories = timelines.iter().flat_map(|timeline| StoryOnDisk::read_all(disk, timeline.as_deref()));
                let stories = stories.collect();
                let files = timelines.into_iter().map(|timeline| ViewsFile::read(disk, timeline)).collect();
                outbox.send(Event::Beside(files, stories));
            }
            Job::SaveBeside { path, version, text, what } => {
                let saved = store::save_beside(disk, &path, version.as_ref(), &text).map_err(|err| err.to_string());
                outbox.send(Event::BesideSaved { path, what, saved });
            }
            Job::Export(export) => {
                let started = Instant::now();
                let exported = export.run(disk, |progress| {
                    if started.elapsed() > QUIET {
                        outbox.send(Event::Progress(progress));
                    }
                    !cancel.load(Ordering::Relaxed)
                });
                outbox.send(Event::Exported(exported));
            }
            Job::Begin { path, text } => {
                let begun = store::save_new(disk, &path, &text).map(|_| ()).map_err(|err| err.to_string());
                outbox.send(Event::Begun(path, begun));
            }
        }
    }
}

fn open(files: Vec<PathBuf>, outbox: &Outbox, cancel: &AtomicBool, disk: &Disk) -> Arc<Loaded> {
    let mut documents: Vec<Arc<Document>> = Vec::new();
    let mut origins = Vec::new();
    let mut refused = Vec::new();
    let mut is_cancelled = false;
    for (name, content) in contents(files, disk) {
        match content {
            Ok((bytes, mut origin)) => {
                let has_bytes = !bytes.is_empty();
                let (mut document, was_cancelled) = read(&name, bytes, &documents, outbox, cancel);
                if document.text.is_empty() && has_bytes {
                    origin.is_whole = false;
                    origin.can_write = Err("it is not read as text; see what is wrong in Problems".to_owned());
                }
                if was_cancelled {
                    origin.is_whole = false;
                    origin.can_write = Err("only a part of it was read; open it again to edit it".to_owned());
                }
                // So that the first edit is as cheap as the next.
                document.prepare();
                documents.push(Arc::new(document));
                origins.push(origin);
                is_cancelled |= was_cancelled;
            }
            Err(message) => refused.push(Refused { name, message }),
        }
        if is_cancelled {
            break;
        }
    }
    let loaded = Arc::new(Loaded::new(documents.iter().map(|document| document.file_records()).collect()));
    outbox.send(Event::Opened { documents, origins, refused, loaded: Arc::clone(&loaded) });
    if is_cancelled {
        outbox.send(Event::Cancelled);
    }
    loaded
}

/// A file's name, and its bytes or why they could not be read.
type Content = (String, Result<(Vec<u8>, Origin), String>);

/// The bytes of each file, read one after the other, or why not.
fn contents(files: Vec<PathBuf>, disk: &Disk) -> Box<dyn Iterator<Item = Content> + '_> {
    if files.is_empty() {
        return Box::new(std::iter::once(shipped(disk)));
    }
    Box::new(files.into_iter().map(|file| (file.display().to_string(), content(&file, disk))))
}

fn shipped(disk: &Disk) -> Content {
    match store::shipped() {
        Ok(Shipped { name, path: Some(path), .. }) => (name, content(&path, disk)),
        Ok(Shipped { name, path: None, bytes }) => {
            let can_write =
                Err("this is the copy built into the program; save it under a name to keep edits".to_owned());
            (name, Ok((bytes, Origin { version: None, is_whole: true, can_write })))
        }
        Err(err) => ("islamic-state.ron".to_owned(), Err(err.to_string())),
    }
}

fn content(path: &Path, disk: &Disk) -> Result<(Vec<u8>, Origin), String> {
    let (version, bytes) = store::read(disk, path).map_err(|err| err.to_string())?;
    let can_write = store::can_save(disk, path).map_err(|err| err.to_string());
    Ok((bytes, Origin { version: Some(version), is_whole: true, can_write }))
}

/// Reads a file in batches; true if it was stopped.
fn read(
    name: &str,
    bytes: Vec<u8>,
    before: &[Arc<Document>],
    outbox: &Outbox,
    cancel: &AtomicBool,
) -> (Document, bool) {
    let started = Instant::now();
    let mut reader = Reader::new(name, bytes);
    let mut next_shown = FIRST_SHOWN;
    loop {
        let progress = reader.read_some(BATCH);
        if progress.is_done() {
            return (reader.finish(), false);
        }
        if cancel.load(Ordering::Relaxed) {
            return (reader.so_far().clone(), true);
        }
        if progress.done >= next_shown && !reader.incidents().is_empty() {
            next_shown = progress.done * 4;
            let so_far: Vec<FileRecords> =
                before.iter().map(|document| document.file_records()).chain([reader.so_far().file_records()]).collect();
            outbox.send(Event::Some { loaded: Arc::new(Loaded::new(so_far)) });
        }
        if started.elapsed() > QUIET {
            let share = progress.done as f32 / progress.total.max(1) as f32;
            outbox.send(Event::Progress(Progress { what: format!("Reading {name}"), share }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_newer_job_of_its_kind_supersedes_a_filter() {
        let loaded = Arc::new(Loaded::new(Vec::new()));
        let shown = Arc::new(Shown::new(&loaded, &ViewState::default(), None));
        let filter = || Job::Filter { loaded: Arc::clone(&loaded), state: Box::default(), before: Arc::clone(&shown) };
        let facets = || Job::Facets(Arc::clone(&loaded), Arc::clone(&shown));
        assert!(!is_superseded(&filter(), &VecDeque::from([facets(), Job::ReadBeside(Vec::new())])));
        assert!(is_superseded(&filter(), &VecDeque::from([facets(), filter()])));
        assert!(!is_superseded(&Job::Load(Vec::new(), None), &VecDeque::from([filter()])));
        assert!(is_superseded(&Job::Load(Vec::new(), None), &VecDeque::from([Job::Load(Vec::new(), None)])));
        assert!(!is_superseded(&facets(), &VecDeque::from([facets()])), "each is for what was shown then");
    }
}
