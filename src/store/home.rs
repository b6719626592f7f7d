//! `.daymark`: what the program keeps beside a timeline, out of git's sight.
//!
//! ```text
//! timelines/attacks.ron
//! timelines/.daymark/.gitignore                          "*"
//! timelines/.daymark/lock                                held while saving
//! timelines/.daymark/journal/attacks.ron.<session>.jnl   edits that are not saved yet
//! timelines/.daymark/history/attacks.ron.<number>.<hash> versions that were saved
//! timelines/.daymark/reasons/attacks.ron.<number>.<hash> why they were saved
//! timelines/.daymark/conflicts/attacks.ron.<session>     what another program wrote while we saved
//! timelines/.daymark/trash/                              what a killed session left
//! ```
//!
//! A folder that cannot be written has its `.daymark` in the user's state folder instead.

use super::hash::ContentHash;
use super::vfs::Vfs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest part of a file's name that goes into other names; with what is added a name stays below 255 bytes.
const LONGEST_NAME: usize = 160;

/// Ends the name of a file that a save writes beside the timeline. It must not match `*.ron`.
const TEMPORARY: &str = ".daymark-new";

/// The `.daymark` of one timeline.
#[derive(Clone, Debug)]
pub(super) struct Home {
    /// The folder `.daymark` or what stands for it.
    pub(super) folder: PathBuf,
    /// The timeline's name as it goes into other names.
    pub(super) name: String,
}

impl Home {
    /// Makes it where it can be written. `real` is the timeline's path without links.
    pub(super) fn prepare(vfs: &dyn Vfs, real: &Path) -> io::Result<Self> {
        let mut first = io::ErrorKind::NotFound.into();
        // A folder that is gone, such as that of a stick that was pulled, is not made anew.
        let has_folder = real.parent().is_some_and(|parent| vfs.stat(parent).is_ok());
        for (i, home) in Self::places(vfs, real).into_iter().enumerate().skip(usize::from(!has_folder)) {
            match home.make(vfs) {
                Ok(()) => return Ok(home),
                Err(err) if i == 0 => first = err,
                Err(_) => {}
            }
        }
        Err(first)
    }

    /// Where it may be.
    pub(super) fn places(vfs: &dyn Vfs, real: &Path) -> Vec<Self> {
        let parent = real.parent().unwrap_or(Path::new(""));
        let beside = parent.join(".daymark");
        let of_folder = ContentHash::of(parent.as_os_str().as_encoded_bytes()).short();
        let elsewhere = vfs.state_folder().map(|state| state.join(of_folder));
        let name = short_name(real);
        std::iter::once(beside).chain(elsewhere).map(|folder| Self { folder, name: name.clone() }).collect()
    }

    fn make(&self, vfs: &dyn Vfs) -> io::Result<()> {
        vfs.make_folder(&self.folder)?;
        vfs.check_writable(&self.folder)?;
        match vfs.create_new(&self.folder.join(".gitignore")) {
            Ok(mut file) => file.write_all(b"*\n"),
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(err) => Err(err),
        }
    }

    /// One of its folders, made if need be.
    pub(super) fn make_folder(&self, vfs: &dyn Vfs, name: &str) -> io::Result<PathBuf> {
        let folder = self.folder.join(name);
        vfs.make_folder(&folder)?;
        Ok(folder)
    }

    /// Makes the names of a new file last: those of the folder, of `.daymark` in its parent, and so on.
    pub(super) fn sync(&self, vfs: &dyn Vfs, folder: &Path) -> io::Result<()> {
        vfs.sync_folder(folder)?;
        vfs.sync_folder(&self.folder)?;
        self.folder.parent().map_or(Ok(()), |parent| vfs.sync_folder(parent))
    }

    /// Moves a file out of the way, to `trash` or `conflicts`, and says where it is now.
    pub(super) fn set_aside(&self, vfs: &dyn Vfs, path: &Path, into: &str) -> io::Result<PathBuf> {
        let folder = self.make_folder(vfs, into)?;
        let mut result = Err(io::ErrorKind::AlreadyExists.into());
        for _ in 0..100 {
            let to = folder.join(format!("{}.{}", self.name, session()));
            result = vfs.rename_new(path, &to).map(|()| to);
            if !is_taken(&result) {
                break;
            }
        }
        result
    }
}

/// A name that no other session in this moment has: the process and a number that grows.
pub(super) fn session() -> String {
    static N: AtomicU64 = AtomicU64::new(1);
    format!("{}-{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed))
}

/// A name beside the timeline to write the new text to.
pub(super) fn temporary(real: &Path) -> PathBuf {
    real.with_file_name(format!(".{}.{}{TEMPORARY}", short_name(real), session()))
}

/// Whether a save made this name.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// Whether a name was taken: the next one may be free.
pub(super) fn is_taken<T>(result: &io::Result<T>) -> bool {
    result.as_ref().is_err_and(|err| err.kind() == io::ErrorKind::AlreadyExists)
}

/// The file's name; cut, with a hash in place of the rest, where it is too long or no Unicode.
fn short_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    match name.to_str() {
        Some(name) if name.len() <= LONGEST_NAME => name.to_owned(),
        _ => {
            let lossy = name.to_string_lossy();
            let start = lossy.floor_char_boundary(LONGEST_NAME - 20);
            format!("{}~{}", &lossy[..start], ContentHash::of(name.as_encoded_bytes()).short())
        }
    }
}

/// The path without links of a file that need not exist, in a folder that does.
pub(super) fn real_path_of_new(vfs: &dyn Vfs, path: &Path) -> io::Result<PathBuf> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(vfs.real_path(parent)?.join(path.file_name().unwrap_or_default()))
}
