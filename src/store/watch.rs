//! Notices what other programs do to an open timeline.
//!
//! The folder is watched, not the file: most editors put a new file in its place. What kind of event it was is not
//! looked at; the content decides. A file that is missing, empty or cut off is given time: editors rename it away and
//! back, or empty it before they write.

use super::hash::ContentHash;
use super::home;
use super::save::{self, Version};
use super::vfs::{Stat, Vfs};
use super::{Disk, StoreError, reason};
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What happened to a timeline.
#[derive(Debug)]
pub enum Seen {
    /// It holds something else than what this session read or saved.
    Changed(Version, Vec<u8>),
    /// Nothing has its name any more.
    Gone,
    /// It is there, but cannot be read.
    Unreadable(StoreError),
    /// The saved views or stories beside it are others, or say something else.
    Beside,
    /// The system tells nothing of this folder, for this reason; the file is looked at from time to time instead.
    Polling(String),
}

/// How patient the watch is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// How long nothing must happen before the file is looked at.
    pub quiet: Duration,
    /// How many times as long a file may be missing, empty or cut off before that is told.
    pub n_patience: u32,
    /// How often the file is looked at when nothing is told of it.
    pub idle: Duration,
}

impl Default for Pace {
    /// 150 ms; two seconds; five seconds.
    fn default() -> Self {
        Self { quiet: Duration::from_millis(150), n_patience: 13, idle: Duration::from_secs(5) }
    }
}

/// Watches one timeline, on a thread of its own, until it is dropped.
pub struct Watch {
    wake: Sender<Wake>,
    known: Arc<Mutex<Known>>,
}

enum Wake {
    Look,
    Stop,
}

/// What is no news.
struct Known {
    now: Option<ContentHash>,
    /// What this session is about to save.
    next: Option<ContentHash>,
}

impl Known {
    /// Takes in what the file holds, `None` if nothing can be read; whether that is news. It is news once.
    fn learn(&mut self, hash: Option<ContentHash>) -> bool {
        if hash == self.now {
            return false;
        }
        let is_ours = hash.is_some() && hash == self.next;
        *self = Self { now: hash, next: None };
        !is_ours
    }
}

impl Watch {
    /// Begins to watch; `tell` is called on the watch's thread.
    pub fn start(disk: Disk, version: &Version, pace: Pace, tell: impl FnMut(Seen) + Send + 'static) -> Self {
        let (wake, woken) = channel();
        let known = Arc::new(Mutex::new(Known { now: Some(version.hash), next: None }));
        let watcher = watch_folder(&disk, &version.path, wake.clone());
        let path = version.path.clone();
        let mut watching = Watching {
            disk,
            path,
            pace,
            woken,
            known: known.clone(),
            stat: None,
            beside: Vec::new(),
            tell: Box::new(tell),
        };
        thread::spawn(move || {
            let watcher = watcher.map_err(|err| (watching.tell)(Seen::Polling(reason(&err))));
            watching.run();
            drop(watcher);
        });
        Self { wake, known }
    }

    /// This session is about to save a text of that hash: finding it is no news.
    pub fn announce(&self, hash: ContentHash) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).next = Some(hash);
    }

    /// Looks now, such as when the window gets the focus.
    pub fn look(&self) {
        // The thread ends only with this.
        let _ = self.wake.send(Wake::Look);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.wake.send(Wake::Stop);
    }
}

fn watch_folder(disk: &Disk, path: &Path, wake: Sender<Wake>) -> io::Result<RecommendedWatcher> {
    let real = disk.real_path(path).or_else(|_| home::real_path_of_new(disk, path))?;
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // An error is an event too: it may have been lost in a flood of others. Reading is none: we read ourselves.
        if event.map_or(true, |event| is_news(event.kind)) {
            let _ = wake.send(Wake::Look);
        }
    })
    .map_err(io::Error::other)?;
    watcher.watch(real.parent().unwrap_or(Path::new(".")), RecursiveMode::NonRecursive).map_err(io::Error::other)?;
    Ok(watcher)
}

fn is_news(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

struct Watching {
    disk: Disk,
    path: PathBuf,
    pace: Pace,
    woken: Receiver<Wake>,
    known: Arc<Mutex<Known>>,
    /// Spares reading a file that was not touched.
    stat: Option<Stat>,
    /// What stands beside it, as it was last seen.
    beside: Vec<(PathBuf, Stat)>,
    tell: Box<dyn FnMut(Seen) + Send>,
}

/// Why a wait ended.
#[derive(PartialEq, Eq)]
enum End {
    Time,
    Look,
    Stop,
}

impl Watching {
    fn run(&mut self) {
        self.stat = self.disk.stat(&self.path).ok();
        self.beside = self.look_beside();
        loop {
            let end = self.wait(self.pace.idle);
            match end {
                End::Stop => return,
                End::Time => {}
                End::Look => self.wait_for_quiet(),
            }
            let beside = self.look_beside();
            if beside != self.beside {
                self.beside = beside;
                (self.tell)(Seen::Beside);
            }
            if end == End::Time && self.disk.stat(&self.path).ok() == self.stat {
                continue;
            }
            if self.look_until_settled() == End::Stop {
                return;
            }
        }
    }

    /// Views and stories beside the file; none where the folder cannot be listed.
    fn look_beside(&self) -> Vec<(PathBuf, Stat)> {
        let stories = super::stories_of(&self.disk, &self.path).unwrap_or_default();
        let paths = stories.into_iter().chain([super::views_path(&self.path)]);
        paths.filter_map(|path| Some((path.clone(), self.disk.stat(&path).ok()?))).collect()
    }

    fn wait(&self, time: Duration) -> End {
        match self.woken.recv_timeout(time) {
            Ok(Wake::Look) => End::Look,
            Err(RecvTimeoutError::Timeout) => End::Time,
            Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => End::Stop,
        }
    }

    /// A folder where something happens all the time is looked at all the same.
    fn wait_for_quiet(&self) {
        for _ in 0..20 {
            if self.wait(self.pace.quiet) != End::Look {
                break;
            }
        }
    }

    fn look_until_settled(&mut self) -> End {
        for n in 0..=self.pace.n_patience {
            let before = self.disk.stat(&self.path).ok();
            let found = save::read(&self.disk, &self.path);
            let is_settled = found.as_ref().is_ok_and(|(_, bytes)| looks_whole(bytes));
            if is_settled || n == self.pace.n_patience {
                self.stat = before;
                self.tell_news(found);
                break;
            }
            if self.wait(self.pace.quiet) == End::Stop {
                return End::Stop;
            }
        }
        End::Look
    }

    fn tell_news(&mut self, found: Result<(Version, Vec<u8>), StoreError>) {
        let hash = found.as_ref().ok().map(|(version, _)| version.hash);
        let is_news = self.known.lock().unwrap_or_else(PoisonError::into_inner).learn(hash);
        if is_news {
            (self.tell)(match found {
                Ok((version, bytes)) => Seen::Changed(version, bytes),
                Err(StoreError::Missing(_)) => Seen::Gone,
                Err(err) => Seen::Unreadable(err),
            });
        }
    }
}

/// Whether a text could be all of a timeline: one that an editor is writing does not end in a bracket.
fn looks_whole(bytes: &[u8]) -> bool {
    bytes.trim_ascii_end().ends_with(b")")
}
