//! Files and folders: the only door to the disk.
//!
//! It reads and writes bytes; what they mean is left to `format` and `edit`.

#![expect(clippy::disallowed_methods, reason = "this is the one module that may touch the disk")]

mod beside;
mod disk;
pub mod git;
mod hash;
pub mod history;
mod home;
pub mod journal;
mod out;
mod save;
mod sweep;
pub mod vfs;
pub mod watch;

pub use beside::{
    BUILT_IN_STORIES, BUILT_IN_VIEWS, is_story_path, is_views_path, read_beside, save_beside, stories_of, story_path,
    timeline_of_story, views_path,
};
pub use disk::Disk;
pub use hash::ContentHash;
pub use out::{is_same_file, write_out};
pub use save::{SaveError, Saved, Version, Way, can_save, read, save, save_new};
pub use sweep::sweep;

use crate::format::{limits, size};
use std::fs::{self, File, FileType};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Where the shipped timeline is looked for, from the working folder or a folder above the program.
const SHIPPED: &str = "timelines/islamic-state.ron";

/// The shipped timeline as it was when the program was built.
const BUILT_IN: &[u8] = include_bytes!("../../timelines/islamic-state.ron");

/// The name of the built-in copy in messages.
pub const BUILT_IN_NAME: &str = "islamic-state.ron (built in)";

/// Why a file could not be read or written. The path comes last.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing has that name.
    #[error("there is no such file: {}", .0.display())]
    Missing(PathBuf),
    /// A folder stands where a file was asked for.
    #[error("this is a folder, not a file: {}", .0.display())]
    Folder(PathBuf),
    /// A file stands where a folder was asked for.
    #[error("this is a file, not a folder: {}", .0.display())]
    NotAFolder(PathBuf),
    /// A pipe, a socket or a device: never opened, since reading it may not end.
    #[error("this is {what}, not a file: {}", .path.display())]
    Special {
        /// What it is, in words.
        what: &'static str,
        /// The path as given.
        path: PathBuf,
    },
    /// Larger than [`limits::FILE_BYTES`].
    #[error("the file has {}; this program reads up to {}: {}", size(*.bytes), size(limits::FILE_BYTES), .path.display())]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The path as given.
        path: PathBuf,
    },
    /// A file has that name, and replacing it was not asked for.
    #[error("a file with that name is there already: {}", .0.display())]
    Exists(PathBuf),
    /// The system refuses to read it.
    #[error("cannot read, {reason}: {}", .path.display())]
    Unreadable {
        /// The system's reason, in words.
        reason: String,
        /// The path as given.
        path: PathBuf,
    },
    /// The system refuses to write it.
    #[error("cannot write, {reason}: {}", .path.display())]
    Unwritable {
        /// The system's reason, in words.
        reason: String,
        /// The path as given.
        path: PathBuf,
    },
}

/// The bytes of a regular file; a link is followed.
///
/// # Errors
/// If it is missing, no regular file, not readable, or larger than [`limits::FILE_BYTES`].
pub fn open(path: &Path) -> Result<Vec<u8>, StoreError> {
    let (file, n_bytes) = regular_file(path)?;
    let limit = limits::FILE_BYTES as u64;
    let mut bytes = Vec::with_capacity(usize::try_from(n_bytes).unwrap_or(0) + 1);
    // The file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|err| unreadable(path, &err))?;
    if bytes.len() as u64 > limit { Err(too_large(path, bytes.len() as u64)) } else { Ok(bytes) }
}

/// Whether [`open`] would begin to read the file; not a byte of it is read.
///
/// # Errors
/// As [`open`].
pub fn can_open(path: &Path) -> Result<(), StoreError> {
    regular_file(path).map(|_| ())
}

/// The open file and its size in bytes, which is within the limit.
fn regular_file(path: &Path) -> Result<(File, u64), StoreError> {
    let metadata = fs::metadata(path).map_err(|err| unreadable(path, &err))?;
    if metadata.is_dir() {
        return Err(StoreError::Folder(path.to_owned()));
    }
    if !metadata.is_file() {
        return Err(StoreError::Special { what: what_it_is(metadata.file_type()), path: path.to_owned() });
    }
    if metadata.len() > limits::FILE_BYTES as u64 {
        return Err(too_large(path, metadata.len()));
    }
    let file = File::open(path).map_err(|err| unreadable(path, &err))?;
    Ok((file, metadata.len()))
}

fn too_large(path: &Path, bytes: u64) -> StoreError {
    StoreError::TooLarge { bytes: usize::try_from(bytes).unwrap_or(usize::MAX), path: path.to_owned() }
}

/// The timelines of a folder, by name: its `*.ron` files but for `*.views.ron`, `*.story.ron` and hidden ones.
///
/// # Errors
/// If the folder is missing, no folder, or not readable.
pub fn timelines_in(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let metadata = fs::metadata(folder).map_err(|err| unreadable(folder, &err))?;
    if !metadata.is_dir() {
        return Err(StoreError::NotAFolder(folder.to_owned()));
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|err| unreadable(folder, &err))? {
        let path = entry.map_err(|err| unreadable(folder, &err))?.path();
        if is_timeline_name(&path) && fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_timeline_name(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.strip_suffix(".ron").is_some_and(|stem| {
        !stem.is_empty() && !name.starts_with('.') && !stem.ends_with(".views") && !stem.ends_with(".story")
    })
}

/// What "no FILE" means: its name as messages show it, and its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shipped {
    /// The path, or [`BUILT_IN_NAME`].
    pub name: String,
    /// Where it is on the disk; `None` is the built-in copy, which cannot be written.
    pub path: Option<PathBuf>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The shipped timeline: in the working folder, else beside the program or in a folder above it, else the copy that
/// was built in.
///
/// # Errors
/// If a file of that name is there but cannot be read: the built-in copy would hide it.
pub fn shipped() -> Result<Shipped, StoreError> {
    let program = std::env::current_exe().ok();
    shipped_from(Path::new(""), program.as_deref())
}

/// As [`shipped`], from this working folder and with the program at this path.
///
/// # Errors
/// As [`shipped`].
pub fn shipped_from(working_folder: &Path, program: Option<&Path>) -> Result<Shipped, StoreError> {
    let above = program.into_iter().flat_map(|program| program.ancestors().skip(1));
    for folder in std::iter::once(working_folder).chain(above) {
        let path = folder.join(SHIPPED);
        match open(&path) {
            Ok(bytes) => return Ok(Shipped { name: path.display().to_string(), path: Some(path), bytes }),
            Err(StoreError::Missing(_)) => {}
            Err(err) => return Err(err),
        }
    }
    Ok(Shipped { name: BUILT_IN_NAME.to_owned(), path: None, bytes: BUILT_IN.to_vec() })
}

/// Where edits of the built-in copy are journaled, as if it were a file there; `None` where the user has no state folder.
pub fn built_in_place(vfs: &dyn vfs::Vfs) -> Option<PathBuf> {
    Some(state_folder(vfs, "built-in")?.join("islamic-state.ron"))
}

/// Where what was typed in forms is journaled, as if it were a file there; `None` where the user has no state folder.
pub fn drafts_place(vfs: &dyn vfs::Vfs) -> Option<PathBuf> {
    Some(state_folder(vfs, "drafts")?.join("forms"))
}

fn state_folder(vfs: &dyn vfs::Vfs, name: &str) -> Option<PathBuf> {
    let folder = vfs.state_folder()?.join(name);
    // If it cannot be made, beginning the journal says so.
    let _ = vfs.make_folder(&folder);
    Some(folder)
}

/// Writes a file, such as a picture, in place of one that may be there: readers see the old or the new one, whole.
///
/// Mode, owner and hard links of the old one are not kept, so it is not for timelines.
///
/// # Errors
/// If the folder is missing or not writable, or the path is a folder.
pub fn write_new_or_replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if path.is_dir() {
        return Err(StoreError::Folder(path.to_owned()));
    }
    let unwritable = |err: io::Error| StoreError::Unwritable { reason: reason(&err), path: path.to_owned() };
    let beside = beside(path);
    let written = write_whole(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|err| {
        // The temporary may not exist; the first error is the one that counts.
        let _ = fs::remove_file(&beside);
        unwritable(err)
    })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A hidden name in the same folder that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let short: String = name.chars().take(40).collect();
    path.with_file_name(format!(".{short}.{}.part", std::process::id()))
}

fn unreadable(path: &Path, err: &io::Error) -> StoreError {
    match err.kind() {
        io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        // A file stands where a folder of the path should.
        io::ErrorKind::NotADirectory => StoreError::Missing(path.to_owned()),
        io::ErrorKind::IsADirectory => StoreError::Folder(path.to_owned()),
        _ => StoreError::Unreadable { reason: reason(err), path: path.to_owned() },
    }
}

fn reason(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::NotFound => "its folder is missing".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::QuotaExceeded => "the quota is used up".to_owned(),
        io::ErrorKind::FileTooLarge => "the file would be too large".to_owned(),
        _ => err.to_string().to_lowercase(),
    }
}

#[cfg(unix)]
fn what_it_is(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn what_it_is(_: FileType) -> &'static str {
    "a device"
}
