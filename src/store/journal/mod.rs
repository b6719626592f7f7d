//! The journal of a session: every edit is on the disk before it is in the file.
//!
//! It is append-only. It begins with the text that the session read; each entry then says what became of it, what stood
//! there before, and carries the hash of all entries up to it. So an entry costs what it changes, and yet a replay never
//! gives a text that nobody wrote: the base is proved, so is the row of changes, and each change finds what it replaced. A session holds its journal's lock until
//! it ends: a journal that can be locked is a dead session's.

mod frame;
mod recovery;
mod replay;

pub(super) use recovery::dead_journals;
pub use recovery::{Found, Recovery, recoverable};

use super::hash::ContentHash;
use super::home::{self, Home};
use super::vfs::{Vfs, VfsFile};
use super::{StoreError, reason};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Ends the name of a journal.
const ENDING: &str = ".jnl";

/// Bytes that take the place of others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Splice {
    /// What it replaces, in the text before the change.
    pub bytes: Range<usize>,
    /// What stood there: where something else stands, the change is of another text.
    pub old: ContentHash,
    /// What stands there then.
    pub new: Vec<u8>,
}

impl Splice {
    /// New bytes in the place of `old`, which begin at this byte.
    pub fn new(start: usize, old: &[u8], new: impl Into<Vec<u8>>) -> Self {
        Self { bytes: start..start + old.len(), old: ContentHash::of(old), new: new.into() }
    }
}

/// One entry of a journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// What the session began with. The first entry, and no other.
    Base {
        /// The timeline's file name, as far as it is Unicode.
        file: String,
        /// The bytes as read.
        text: Vec<u8>,
    },
    /// One change, which is one step of undo.
    Change {
        /// What was done, as the menu names it.
        label: String,
        /// In ascending order; they do not overlap.
        splices: Vec<Splice>,
    },
    /// The last change was taken back.
    Undo,
    /// The change taken back last was made again.
    Redo,
    /// The file holds this text now.
    Saved {
        /// What was saved.
        hash: ContentHash,
    },
}

/// The open journal of this session.
pub struct Journal {
    path: PathBuf,
    file: Box<dyn VfsFile>,
    /// Bytes that are whole and on the disk.
    n_bytes: u64,
    /// The hash of the entries that are.
    proof: ContentHash,
    /// After a failure nothing can be appended: bytes behind it would never be read.
    is_broken: bool,
}

impl Journal {
    /// Begins a journal for a timeline with the text as read. When this returns, it is on the disk.
    ///
    /// It lies in `.daymark` beside the timeline, or in the user's state folder; there too if the timeline's folder is
    /// gone, such as a stick that was pulled.
    ///
    /// # Errors
    /// If neither can be written.
    pub fn start(vfs: &dyn Vfs, timeline: &Path, base: &[u8]) -> Result<Self, StoreError> {
        let unwritable = |err: io::Error| StoreError::Unwritable { reason: reason(&err), path: timeline.to_owned() };
        let real = vfs.real_path(timeline).or_else(|_| home::real_path_of_new(vfs, timeline));
        let real = real.unwrap_or_else(|_| timeline.to_owned());
        let mut result = Err(io::ErrorKind::NotFound.into());
        for home in Home::prepare(vfs, &real).into_iter().chain(Home::places(vfs, &real).into_iter().skip(1)) {
            result = Self::start_in(vfs, &home, base);
            if result.is_ok() {
                break;
            }
        }
        result.map_err(unwritable)
    }

    pub(super) fn start_in(vfs: &dyn Vfs, home: &Home, base: &[u8]) -> io::Result<Self> {
        let folder = home.make_folder(vfs, "journal")?;
        let (path, file) = create(vfs, home, &folder)?;
        let mut journal = Self { path, file, n_bytes: 0, proof: frame::START, is_broken: false };
        let begun = journal.begin(home, base).and_then(|()| home.sync(vfs, &folder));
        match begun {
            Ok(()) => Ok(journal),
            Err(err) => {
                journal.end(vfs);
                Err(err)
            }
        }
    }

    fn begin(&mut self, home: &Home, base: &[u8]) -> io::Result<()> {
        // Without locks every journal looks like a dead session's: it is offered once too often, but not lost.
        let _ = self.file.try_lock();
        let mut bytes = frame::MAGIC.to_vec();
        let (base, proof) = frame::write(&Entry::Base { file: home.name.clone(), text: base.to_vec() }, self.proof)?;
        bytes.extend(base);
        self.write(&bytes, proof)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds an entry. When this returns, it is on the disk.
    ///
    /// # Errors
    /// If the disk is full or fails. What was there before stays readable, but this journal takes no more: start
    /// another one, and keep this one until that has begun.
    pub fn append(&mut self, entry: &Entry) -> io::Result<()> {
        if self.is_broken {
            return Err(io::Error::other("the journal failed before"));
        }
        let (bytes, proof) = frame::write(entry, self.proof)?;
        self.write(&bytes, proof)
    }

    fn write(&mut self, bytes: &[u8], proof: ContentHash) -> io::Result<()> {
        let written = self.file.write_all(bytes).and_then(|()| self.file.sync());
        match written {
            Ok(()) => (self.n_bytes, self.proof) = (self.n_bytes + bytes.len() as u64, proof),
            Err(_) => {
                self.is_broken = true;
                // A torn tail does no harm; this only spares the reader from it.
                let _ = self.file.set_len(self.n_bytes);
            }
        }
        written
    }

    /// Removes it: the session ends and has nothing that is not saved. If the system refuses, the next start finds
    /// that its text is in the file.
    pub fn end(self, vfs: &dyn Vfs) {
        let _ = vfs.remove(&self.path);
    }
}

fn create(vfs: &dyn Vfs, home: &Home, folder: &Path) -> io::Result<(PathBuf, Box<dyn VfsFile>)> {
    let mut result = Err(io::ErrorKind::AlreadyExists.into());
    for _ in 0..1000 {
        let path = folder.join(format!("{}.{}{ENDING}", home.name, home::session()));
        result = vfs.create_new(&path).map(|file| (path, file));
        if !home::is_taken(&result) {
            break;
        }
    }
    result
}

/// The hash of the text that a journal tells.
pub(super) fn tells(vfs: &dyn Vfs, path: &Path) -> Option<ContentHash> {
    let bytes = vfs.read(path).ok()?;
    Some(ContentHash::of(replay::replay(&bytes)?.text.as_bytes()))
}
