//! Saves a text so that a power cut, a full disk or another program costs nobody anything.
//!
//! ```text
//! lock → is it what we read? → write beside, sync → swap the two names → is what came out what we read? → sync folder
//! ```
//!
//! Every step is checked on a simulated disk. The file is written in place only where a new file cannot stand in for
//! it: hard links, another owner, a folder that cannot be written, a mount point. Then the journal has the whole text
//! before the first byte is written. Merging two versions is left to `edit`.

mod error;
mod in_place;
mod task;

pub use error::SaveError;

use super::hash::ContentHash;
use super::vfs::{Kind, Stat, Vfs};
use super::{StoreError, reason, unreadable};
use crate::format::limits;
use std::io;
use std::path::{Path, PathBuf};
use task::Task;

pub(super) use task::lock;

/// What a file held when it was last read or saved. [`save`] replaces this and nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The path as given; a link stays a link.
    pub path: PathBuf,
    /// What it held.
    pub hash: ContentHash,
}

/// A text that is on the disk: a power cut from now on keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// What to save from next.
    pub version: Version,
    /// How it was written.
    pub way: Way,
    /// Why the local history has no copy of it, if that is so. The save itself is good.
    pub history: Result<(), String>,
}

/// How a text came to the disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// A new file took the old one's name.
    Replaced,
    /// The old file was written over, since a new one could not stand in for it, for this reason.
    InPlace(&'static str),
}

/// Reads a file whole, with what [`save`] needs to know of it.
///
/// # Errors
/// As [`super::open`]; also if another program does not stop writing it.
pub fn read(vfs: &dyn Vfs, path: &Path) -> Result<(Version, Vec<u8>), StoreError> {
    let stat = vfs.stat(path).map_err(|err| unreadable(path, &err))?;
    match stat.kind {
        Kind::Folder => return Err(StoreError::Folder(path.to_owned())),
        Kind::Other(what) => return Err(StoreError::Special { what, path: path.to_owned() }),
        Kind::File => {}
    }
    if stat.n_bytes > limits::FILE_BYTES as u64 {
        return Err(super::too_large(path, stat.n_bytes));
    }
    let bytes = read_settled(vfs, path).map_err(|err| unreadable(path, &err))?;
    Ok((Version { path: path.to_owned(), hash: ContentHash::of(&bytes) }, bytes))
}

/// The bytes of a file that nobody wrote while they were read.
fn read_settled(vfs: &dyn Vfs, path: &Path) -> io::Result<Vec<u8>> {
    let same = |a: &Stat, b: &Stat| (a.inode, a.n_bytes, a.modified) == (b.inode, b.n_bytes, b.modified);
    for _ in 0..10 {
        let before = vfs.stat(path)?;
        let bytes = vfs.read(path)?;
        let after = vfs.stat(path)?;
        if same(&before, &after) && bytes.len() as u64 == after.n_bytes {
            return Ok(bytes);
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, "another program is writing it"))
}

/// Puts a text in place of the version it was made from. When this returns, a power cut keeps the text.
///
/// # Errors
/// If the file holds anything but that version, or the system refuses; see [`SaveError`]. Then the file has its old
/// text, but for `Torn` and `Unconfirmed`, and nothing is left lying beside it.
pub fn save(vfs: &dyn Vfs, version: &Version, text: &str) -> Result<Saved, SaveError> {
    let task = Task::begin(vfs, &version.path, text.as_bytes())?;
    task.compare(version.hash)?;
    let way = task.write(version.hash)?;
    Ok(task.saved(way))
}

/// Writes a text to a path that nothing has. When this returns, a power cut keeps the text.
///
/// # Errors
/// `Exists` if a file is there; or the system refuses.
pub fn save_new(vfs: &dyn Vfs, path: &Path, text: &str) -> Result<Saved, SaveError> {
    let task = Task::begin_new(vfs, path, text.as_bytes())?;
    task.write_new()?;
    Ok(task.saved(Way::Replaced))
}

/// Whether [`save`] may write the file, as far as can be told without writing: said before long work is lost.
///
/// # Errors
/// As [`save`], for what is gone, no file, or read-only.
pub fn can_save(vfs: &dyn Vfs, path: &Path) -> Result<(), SaveError> {
    target(vfs, path).map(|_| ())
}

/// The file behind a path, which must be one that may be written.
fn target(vfs: &dyn Vfs, path: &Path) -> Result<PathBuf, SaveError> {
    let real = vfs.real_path(path).map_err(|_| match vfs.is_link(path) {
        true => SaveError::BrokenLink(path.to_owned()),
        false => SaveError::Gone(path.to_owned()),
    })?;
    let stat = vfs.stat(&real).map_err(|err| failed(path, &err, 0))?;
    let not_a_file = |what| SaveError::NotAFile { what, path: path.to_owned() };
    match stat.kind {
        Kind::Folder => return Err(not_a_file("a folder")),
        Kind::Other(what) => return Err(not_a_file(what)),
        Kind::File => {}
    }
    vfs.check_writable(&real).map_err(|err| {
        let reason = match err.kind() {
            io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
            _ => "the file is read-only",
        };
        SaveError::ReadOnly { reason: reason.to_owned(), path: path.to_owned() }
    })?;
    Ok(real)
}

/// The system refused a step, and the file is as it was.
fn failed(path: &Path, err: &io::Error, n_bytes: usize) -> SaveError {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let advice = match err.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => {
            format!("make room for {} and save again", crate::format::size(n_bytes))
        }
        _ => "try again or save under another name".to_owned(),
    };
    SaveError::Failed { reason: reason(err), advice, path: path.to_owned() }
}
