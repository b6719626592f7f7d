//! The local history: the last versions of a timeline that were saved or replaced.
//!
//! At most 50 versions, none older than 30 days but the newest. A version's name holds its number and the start of its
//! hash, so that one the disk garbled is told from a good one.

use super::hash::ContentHash;
use super::home::{self, Home};
use super::vfs::Vfs;
use super::{StoreError, unreadable};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The most versions that are kept of a file.
pub const MOST_VERSIONS: usize = 50;

/// How long a version is kept.
pub const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A version of a timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    /// Grows from version to version.
    pub number: u64,
    /// When its bytes were written.
    pub modified: SystemTime,
    /// The first 16 hex digits of its hash.
    hash: String,
}

/// The versions of a timeline, newest first.
pub fn list(vfs: &dyn Vfs, timeline: &Path) -> Vec<Kept> {
    let Ok(real) = vfs.real_path(timeline).or_else(|_| home::real_path_of_new(vfs, timeline)) else {
        return Vec::new();
    };
    let mut kept: Vec<Kept> = Home::places(vfs, &real).iter().flat_map(|home| list_in(vfs, home)).collect();
    kept.sort_by_key(|kept| std::cmp::Reverse((kept.number, kept.modified)));
    kept
}

impl Kept {
    /// Its bytes.
    ///
    /// # Errors
    /// If it cannot be read, or is not what was kept: a power cut came too early, or a program wrote to it late.
    pub fn read(&self, vfs: &dyn Vfs) -> Result<Vec<u8>, StoreError> {
        let bytes = vfs.read(&self.path).map_err(|err| unreadable(&self.path, &err))?;
        if ContentHash::of(&bytes).short() == self.hash {
            return Ok(bytes);
        }
        let reason = "it is not what was kept".to_owned();
        Err(StoreError::Unreadable { reason, path: self.path.clone() })
    }
}

/// Oldest first.
fn list_in(vfs: &dyn Vfs, home: &Home) -> Vec<Kept> {
    let folder = home.folder.join("history");
    let names = vfs.names(&folder).unwrap_or_default();
    let mut kept: Vec<Kept> = names
        .iter()
        .filter_map(|name| {
            let name = name.to_str()?;
            let (number, hash) = name.strip_prefix(&home.name)?.strip_prefix('.')?.split_once('.')?;
            let path = folder.join(name);
            let modified = vfs.stat(&path).ok()?.modified;
            Some(Kept { path, number: number.parse().ok()?, modified, hash: hash.to_owned() })
        })
        .collect();
    kept.sort_by_key(|kept| kept.number);
    kept
}

/// Where a version of this content is or belongs, and whether it is there.
fn place(home: &Home, kept: &[Kept], hash: ContentHash) -> (PathBuf, bool) {
    let hash = hash.short();
    if let Some(kept) = kept.iter().find(|kept| kept.hash == hash) {
        return (kept.path.clone(), true);
    }
    let number = kept.last().map_or(1, |kept| kept.number + 1);
    (home.folder.join("history").join(format!("{}.{number:06}.{hash}", home.name)), false)
}

/// Keeps a copy, unless there is one. It is not waited for: losing one to a power cut loses nothing that the file has.
pub(super) fn keep(vfs: &dyn Vfs, home: &Home, bytes: &[u8]) -> io::Result<()> {
    home.make_folder(vfs, "history")?;
    let kept = list_in(vfs, home);
    let (path, is_there) = place(home, &kept, ContentHash::of(bytes));
    if is_there {
        return Ok(());
    }
    let written = vfs.create_new(&path).and_then(|mut file| file.write_all(bytes));
    if written.is_err() {
        let _ = vfs.remove(&path);
    }
    prune_to_number(vfs, &kept);
    written
}

/// Moves the replaced file itself to the history, over the copy of it.
pub(super) fn retire(vfs: &dyn Vfs, home: &Home, from: &Path, hash: ContentHash) -> io::Result<()> {
    home.make_folder(vfs, "history")?;
    let (path, _) = place(home, &list_in(vfs, home), hash);
    vfs.rename(from, &path)
}

/// `kept` is oldest first and without the version that comes on top.
fn prune_to_number(vfs: &dyn Vfs, kept: &[Kept]) {
    let n_over = (kept.len() + 1).saturating_sub(MOST_VERSIONS);
    for old in kept.iter().take(n_over) {
        // What cannot be removed now is tried again with the next save.
        let _ = vfs.remove(&old.path);
    }
}

/// Removes versions that are too old; the newest stays.
pub(super) fn prune_by_age(vfs: &dyn Vfs, home: &Home, now: SystemTime) {
    let mut kept = list_in(vfs, home);
    kept.pop();
    for old in kept.iter().filter(|kept| is_older(kept.modified, now, LONGEST)) {
        let _ = vfs.remove(&old.path);
    }
}

/// A file from the future, by a clock that was set back, is not old.
pub(super) fn is_older(modified: SystemTime, now: SystemTime, than: Duration) -> bool {
    now.duration_since(modified).is_ok_and(|age| age > than)
}
