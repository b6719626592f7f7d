//! The one thread that does what may take long: reading files and filtering large ones.
//!
//! Jobs go in, events come out; each event asks for a frame. Reading sends what it has at growing intervals, so that
//! the first records of a large file are on screen at once, and stops when it is told to. File dialogs block, so they
//! have a thread of their own while they are open.

use crate::edit::{Document, Reader};
use crate::model::FileRecords;
use crate::store;
use crate::ui::{Progress, Refused};
use crate::view::{Loaded, Shown, ViewState};
use egui::Context;
use std::path::PathBuf;
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
    /// The file dialog was answered; empty if it was cancelled or could not be shown.
    Picked(Vec<PathBuf>),
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
    pub(super) fn new(ctx: Context) -> Self {
        let (jobs, inbox) = channel();
        let (events, results) = channel();
        let outbox = Outbox { events, ctx };
        let cancel = Arc::new(AtomicBool::new(false));
        let (thread_outbox, thread_cancel) = (outbox.clone(), Arc::clone(&cancel));
        std::thread::spawn(move || serve(&inbox, &thread_outbox, &thread_cancel));
        Self { jobs, events: results, outbox, cancel }
    }

    /// Hands over a job. What is being read is given up for newer files.
    pub(super) fn send(&self, job: Job) {
        if matches!(job, Job::Open(_)) {
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

fn serve(inbox: &Receiver<Job>, outbox: &Outbox, cancel: &AtomicBool) {
    while let Ok(mut job) = inbox.recv() {
        // Only the newest of several waiting filters is worth making.
        while let Job::Filter { .. } = job {
            match inbox.try_recv() {
                Ok(newer) => job = newer,
                Err(_) => break,
            }
        }
        match job {
            Job::Open(files) => {
                // The index of words is made while the reader looks, before anything is searched for.
                open(files, outbox, cancel).text();
            }
            Job::Filter { loaded, state, before } => {
                let shown = Box::new(Shown::new(&loaded, &state, Some(&before)));
                outbox.send(Event::Filtered { loaded, state, shown });
            }
        }
    }
}

fn open(files: Vec<PathBuf>, outbox: &Outbox, cancel: &AtomicBool) -> Arc<Loaded> {
    let mut documents: Vec<Arc<Document>> = Vec::new();
    let mut refused = Vec::new();
    let mut is_cancelled = false;
    for (name, bytes) in contents(files) {
        match bytes {
            Ok(bytes) => {
                let (document, was_cancelled) = read(&name, bytes, &documents, outbox, cancel);
                documents.push(Arc::new(document));
                is_cancelled |= was_cancelled;
            }
            Err(message) => refused.push(Refused { name, message }),
        }
        if is_cancelled {
            break;
        }
    }
    let loaded = Arc::new(Loaded::new(documents.iter().map(|document| document.file_records()).collect()));
    outbox.send(Event::Opened { documents, refused, loaded: Arc::clone(&loaded) });
    if is_cancelled {
        outbox.send(Event::Cancelled);
    }
    loaded
}

/// A file's name, and its bytes or why they could not be read.
type Content = (String, Result<Vec<u8>, String>);

/// The bytes of each file, read one after the other, or why not.
fn contents(files: Vec<PathBuf>) -> Box<dyn Iterator<Item = Content>> {
    if files.is_empty() {
        let shipped = match store::shipped() {
            Ok(shipped) => (shipped.name, Ok(shipped.bytes)),
            Err(err) => ("islamic-state.ron".to_owned(), Err(err.to_string())),
        };
        return Box::new(std::iter::once(shipped));
    }
    Box::new(files.into_iter().map(|file| {
        let bytes = store::open(&file).map_err(|err| err.to_string());
        (file.display().to_string(), bytes)
    }))
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
