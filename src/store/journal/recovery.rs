//! What dead sessions left: offered, never restored silently, never deleted before somebody chose.

use super::replay::replay;
use super::{ContentHash, ENDING};
use crate::store::home::{self, Home};
use crate::store::vfs::{Vfs, VfsFile};
use crate::store::{StoreError, reason};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The unsaved text of a session that died. While this lives, no other session is offered it.
pub struct Recovery {
    /// Where it is.
    pub journal: PathBuf,
    /// What the session read: if the file still holds it, the text can take its place; else the two are merged over it.
    pub base: Vec<u8>,
    /// The newest whole text.
    pub text: String,
    /// The changes that were not saved, oldest first; none if all that was done was to take back saved ones.
    pub labels: Vec<String>,
    /// Whether the journal ends in damage, so that the newest change may be missing.
    pub is_torn: bool,
    home: Home,
    _lock: Option<Box<dyn VfsFile>>,
}

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recovery").field("journal", &self.journal).field("labels", &self.labels).finish_non_exhaustive()
    }
}

/// What the journals of a timeline tell.
#[derive(Debug, Default)]
pub struct Found {
    /// Unsaved texts.
    pub offers: Vec<Recovery>,
    /// Journals that tell nothing: damaged at their start, or of a newer version of the program. They stay.
    pub unreadable: Vec<PathBuf>,
}

/// Looks for unsaved texts of dead sessions. It changes nothing.
///
/// # Errors
/// If the timeline's folder is missing.
pub fn recoverable(vfs: &dyn Vfs, timeline: &Path) -> Result<Found, StoreError> {
    let real = vfs
        .real_path(timeline)
        .or_else(|_| home::real_path_of_new(vfs, timeline))
        .map_err(|err| StoreError::Unreadable { reason: reason(&err), path: timeline.to_owned() })?;
    // A file that is gone has no hash: all is offered.
    let now = vfs.read(&real).ok().map(|bytes| ContentHash::of(&bytes));
    let mut found = Found::default();
    for home in Home::places(vfs, &real) {
        for journal in dead_journals(vfs, &home) {
            found.add(vfs, &home, journal, now);
        }
    }
    Ok(found)
}

impl Found {
    fn add(
        &mut self,
        vfs: &dyn Vfs,
        home: &Home,
        (path, lock): (PathBuf, Option<Box<dyn VfsFile>>),
        now: Option<ContentHash>,
    ) {
        let Some(told) = vfs.read(&path).ok().and_then(|bytes| replay(&bytes)) else {
            self.unreadable.push(path);
            return;
        };
        let is_in_file = now == Some(ContentHash::of(told.text.as_bytes()));
        if told.file != home.name || is_in_file || told.is_saved {
            return;
        }
        self.offers.push(Recovery {
            journal: path,
            base: told.base,
            text: told.text,
            labels: told.labels,
            is_torn: told.is_torn,
            home: home.clone(),
            _lock: lock,
        });
    }
}

/// The timeline's journals that no living session holds, with their locks.
pub(in crate::store) fn dead_journals(vfs: &dyn Vfs, home: &Home) -> Vec<(PathBuf, Option<Box<dyn VfsFile>>)> {
    let folder = home.folder.join("journal");
    let start = format!("{}.", home.name);
    let names = vfs.names(&folder).unwrap_or_default();
    let ours = names.into_iter().filter(|name| {
        name.to_str().and_then(|name| name.strip_prefix(&start)?.strip_suffix(ENDING)).is_some_and(is_session)
    });
    ours.filter_map(|name| lock_if_dead(vfs, folder.join(name))).collect()
}

/// `a.ron.12-3.jnl` is a journal of `a.ron`; `a.ron.ron.12-3.jnl` is not.
fn is_session(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn lock_if_dead(vfs: &dyn Vfs, path: PathBuf) -> Option<(PathBuf, Option<Box<dyn VfsFile>>)> {
    // A journal that cannot be opened for writing is another user's.
    let mut file = vfs.open_to_write(&path).ok()?;
    match file.try_lock() {
        Ok(true) => Some((path, Some(file))),
        Ok(false) => None,
        Err(_) => Some((path, None)),
    }
}

impl Recovery {
    /// The hash of what the session read.
    pub fn base_hash(&self) -> ContentHash {
        ContentHash::of(&self.base)
    }

    /// Somebody chose: the text is saved, or not wanted. The journal goes to the trash and stays there for 30 days.
    ///
    /// # Errors
    /// If the system refuses; then it is offered again.
    pub fn settle(self, vfs: &dyn Vfs) -> io::Result<()> {
        self.home.set_aside(vfs, &self.journal, "trash").map(|_| ())
    }
}
