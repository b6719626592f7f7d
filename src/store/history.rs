//! The local history: the last versions of a timeline that were saved or replaced.
//!
//! ```text
//! .daymark/history/attacks.ron.000007.4f1c…   a version
//! .daymark/reasons/attacks.ron.000007.4f1c…   why it was saved, if somebody said so; in the next line, who saved it
//! ```
//!
//! At most 50 versions, none older than 30 days but the newest. A version's name holds its number and the start of its
//! hash, so that one the disk garbled is told from a good one.

use super::hash::ContentHash;
use super::home::{self, Home};
use super::save::Version;
use super::vfs::Vfs;
use super::{StoreError, unreadable};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The most versions that are kept of a file.
pub const MOST_VERSIONS: usize = 50;

/// How long a version is kept.
pub const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The folder of the reasons.
const REASONS: &str = "reasons";

/// The most letters of a reason that are shown.
const LONGEST_REASON: usize = 500;

/// A version of a timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Where it is.
    pub path: PathBuf,
    /// Grows from version to version.
    pub number: u64,
    /// When its bytes were written.
    pub modified: SystemTime,
    /// Its length in bytes.
    pub n_bytes: u64,
    /// Why it was saved, in the words of whoever saved it.
    pub reason: Option<String>,
    /// Who saved it, as far as git's settings said so then.
    pub editor: Option<String>,
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

/// Keeps a version that this session did not save, such as another program's before it is merged.
///
/// # Errors
/// If neither `.daymark` beside the timeline nor the user's state folder can be written.
pub fn keep_beside(vfs: &dyn Vfs, timeline: &Path, bytes: &[u8], reason: &str) -> Result<(), StoreError> {
    let unwritable = |err: io::Error| StoreError::Unwritable { reason: super::reason(&err), path: timeline.to_owned() };
    let home = home_of(vfs, timeline).map_err(unwritable)?;
    keep(vfs, &home, bytes).map_err(unwritable)?;
    note(vfs, &home, ContentHash::of(bytes), reason, None).map_err(unwritable)
}

/// Notes why a version was saved, in one line, and who saved it; either may be empty or unknown.
///
/// # Errors
/// If `.daymark` cannot be written. The version is kept all the same.
pub fn explain(vfs: &dyn Vfs, version: &Version, reason: &str) -> Result<(), StoreError> {
    let editor = super::git::editor(vfs, &version.path);
    if reason.trim().is_empty() && editor.is_none() {
        return Ok(());
    }
    let editor = editor.as_deref();
    let noted = home_of(vfs, &version.path).and_then(|home| note(vfs, &home, version.hash, reason, editor));
    noted.map_err(|err| StoreError::Unwritable { reason: super::reason(&err), path: version.path.clone() })
}

fn home_of(vfs: &dyn Vfs, timeline: &Path) -> io::Result<Home> {
    let real = vfs.real_path(timeline).or_else(|_| home::real_path_of_new(vfs, timeline))?;
    Home::prepare(vfs, &real)
}

fn note(vfs: &dyn Vfs, home: &Home, hash: ContentHash, reason: &str, editor: Option<&str>) -> io::Result<()> {
    let hash = hash.short();
    let Some(kept) = list_in(vfs, home).into_iter().find(|kept| kept.hash == hash) else {
        return Err(io::ErrorKind::NotFound.into());
    };
    let path = home.make_folder(vfs, REASONS)?.join(kept.path.file_name().unwrap_or_default());
    // The newest word on it counts.
    let _ = vfs.remove(&path);
    let line =
        |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned();
    let lines = match editor {
        Some(editor) => format!("{}\n{}", line(reason), line(editor)),
        None => line(reason),
    };
    vfs.create_new(&path)?.write_all(lines.as_bytes())
}

/// Why a version was saved, and who saved it.
fn noted(vfs: &dyn Vfs, home: &Home, name: &str) -> (Option<String>, Option<String>) {
    let bytes = vfs.read(&home.folder.join(REASONS).join(name)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().map(|line| line.chars().take(LONGEST_REASON).collect::<String>());
    let mut next = || lines.next().filter(|line| !line.is_empty());
    (next(), next())
}

/// A version goes with the reason for it.
fn forget(vfs: &dyn Vfs, kept: &Kept) {
    // What cannot be removed now is tried again with the next save.
    let _ = vfs.remove(&kept.path);
    if let (Some(home), Some(name)) = (kept.path.parent().and_then(Path::parent), kept.path.file_name()) {
        let _ = vfs.remove(&home.join(REASONS).join(name));
    }
}

impl Kept {
    /// Whether it is a version of this content.
    pub fn holds(&self, hash: ContentHash) -> bool {
        self.hash == hash.short()
    }

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
            let stat = vfs.stat(&path).ok()?;
            let (number, hash) = (number.parse().ok()?, hash.to_owned());
            let (reason, editor) = noted(vfs, home, name);
            Some(Kept { path, number, modified: stat.modified, n_bytes: stat.n_bytes, reason, editor, hash })
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
        forget(vfs, old);
    }
}

/// Removes versions that are too old; the newest stays.
pub(super) fn prune_by_age(vfs: &dyn Vfs, home: &Home, now: SystemTime) {
    let mut kept = list_in(vfs, home);
    kept.pop();
    for old in kept.iter().filter(|kept| is_older(kept.modified, now, LONGEST)) {
        forget(vfs, old);
    }
}

/// A file from the future, by a clock that was set back, is not old.
pub(super) fn is_older(modified: SystemTime, now: SystemTime, than: Duration) -> bool {
    now.duration_since(modified).is_ok_and(|age| age > than)
}
