//! The few file operations that saving needs, so that a test can stand in for the disk.
//!
//! [`super::Disk`] is the real one. The tests have a simulated one that stops or fails at each operation and then
//! holds each state a real disk could hold.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a socket or a device, in words. Never opened, since reading it may not end.
    Other(&'static str),
}

/// What the file system knows of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stat {
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes.
    pub n_bytes: u64,
    /// The number of names it has; more than one is a hard link.
    pub n_names: u64,
    /// Whether it belongs to another user, so that a new file could not stand in for it.
    pub is_foreign: bool,
    /// When it was last written, by the disk's clock.
    pub modified: SystemTime,
    /// Tells two files of one disk apart.
    pub inode: u64,
}

/// Names and folders. A link in the last place of a path is followed, but by `exchange`, `rename` and `remove`.
pub trait Vfs {
    /// The path without links.
    ///
    /// # Errors
    /// If there is no such file, or links go in a circle.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;

    /// What the path leads to; nothing is opened.
    ///
    /// # Errors
    /// If there is no such file, or the system refuses.
    fn stat(&self, path: &Path) -> io::Result<Stat>;

    /// Whether a link stands here, be it a dangling one.
    fn is_link(&self, path: &Path) -> bool;

    /// Whether the file may be written as it is.
    ///
    /// # Errors
    /// If the file, its permissions or the disk is read-only.
    fn check_writable(&self, path: &Path) -> io::Result<()>;

    /// All bytes of a file.
    ///
    /// # Errors
    /// If the system refuses, or the file is larger than [`crate::format::limits::FILE_BYTES`].
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// If there is no such folder, or the system refuses.
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Makes a folder, and those above it. It may exist.
    ///
    /// # Errors
    /// If the system refuses.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes an empty file that only its owner may read or write.
    ///
    /// # Errors
    /// If something has that name, or the system refuses.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>>;

    /// Opens a file for writing, at its start.
    ///
    /// # Errors
    /// If there is no such file, or the system refuses.
    fn open_to_write(&self, path: &Path) -> io::Result<Box<dyn VfsFile>>;

    /// Swaps the files behind two names in one step.
    ///
    /// # Errors
    /// `Unsupported` or `InvalidInput` where the file system cannot; or the system refuses.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;

    /// Renames a file; one that has the new name is replaced.
    ///
    /// # Errors
    /// If the system refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Renames a file to a name that nothing has.
    ///
    /// # Errors
    /// `AlreadyExists` if something has it; or the system refuses.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a name.
    ///
    /// # Errors
    /// If the system refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// If the disk fails: then nothing is known of the names changed last.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Where to keep journals of folders that cannot be written; `None` if the system has no such place.
    fn state_folder(&self) -> Option<PathBuf>;

    /// Files with the user's settings of git, the one that counts first.
    fn settings(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// An open file. Its lock, if it holds one, goes when it is dropped, or its process ends.
pub trait VfsFile {
    /// Writes after what this handle wrote before.
    ///
    /// # Errors
    /// If the system refuses. Part of the bytes may have been written.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// The next write goes to this place, in bytes from the start.
    ///
    /// # Errors
    /// If the system refuses.
    fn seek(&mut self, at: u64) -> io::Result<()>;

    /// Makes sure that the disk has room for so many bytes. It may lengthen the file.
    ///
    /// # Errors
    /// If the disk is full.
    fn reserve(&mut self, n_bytes: u64) -> io::Result<()>;

    /// Cuts off or lengthens the file.
    ///
    /// # Errors
    /// If the system refuses.
    fn set_len(&mut self, n_bytes: u64) -> io::Result<()>;

    /// Gives it owner, group, mode and extended attributes of another file.
    ///
    /// # Errors
    /// If one of them cannot be given.
    fn take_access_of(&mut self, path: &Path) -> io::Result<()>;

    /// Lets all read it whom the system's defaults let.
    ///
    /// # Errors
    /// If the system refuses.
    fn take_default_access(&mut self) -> io::Result<()>;

    /// Waits until all that was written is on the disk.
    ///
    /// # Errors
    /// If the disk fails. Then the file is worth nothing: a second call may succeed though bytes were lost.
    fn sync(&mut self) -> io::Result<()>;

    /// Whether this handle now holds the file's lock. Other programs than this one do not look at it.
    ///
    /// # Errors
    /// If the file system has no locks.
    fn try_lock(&mut self) -> io::Result<bool>;
}
