//! Clears up what killed sessions left, when a timeline is opened.

use super::hash::ContentHash;
use super::history::{self, LONGEST, is_older};
use super::home::{self, Home};
use super::journal;
use super::save;
use super::vfs::Vfs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A younger temporary may be a living save's, where the file system has no locks.
const YOUNG: Duration = Duration::from_secs(60);

/// Moves what killed saves left beside a timeline to the trash, empties the trash of what is older than 30 days, and
/// drops old versions and journals whose text is in the file. Returns how many files were moved to the trash.
///
/// It does nothing while another session saves. A failure is not worth a word: the next start tries again.
pub fn sweep(vfs: &dyn Vfs, timeline: &Path, now: SystemTime) -> usize {
    let Ok(real) = vfs.real_path(timeline) else { return 0 };
    let homes = Home::places(vfs, &real).into_iter().filter(|home| vfs.stat(&home.folder).is_ok());
    homes.map(|home| sweep_home(vfs, &home, &real, now)).sum()
}

fn sweep_home(vfs: &dyn Vfs, home: &Home, real: &Path, now: SystemTime) -> usize {
    let Ok(_lock) = save::lock(vfs, home) else { return 0 };
    history::prune_by_age(vfs, home, now);
    empty_trash(vfs, home, now);
    sweep_temporaries(vfs, home, real, now) + sweep_journals(vfs, home, real)
}

fn empty_trash(vfs: &dyn Vfs, home: &Home, now: SystemTime) {
    let trash = home.folder.join("trash");
    for name in vfs.names(&trash).unwrap_or_default() {
        let path = trash.join(name);
        if vfs.stat(&path).is_ok_and(|stat| is_older(stat.modified, now, LONGEST)) {
            let _ = vfs.remove(&path);
        }
    }
}

fn sweep_temporaries(vfs: &dyn Vfs, home: &Home, real: &Path, now: SystemTime) -> usize {
    let folder = real.parent().unwrap_or(Path::new(""));
    let names = vfs.names(folder).unwrap_or_default();
    let left = names.iter().filter(|name| name.to_str().is_some_and(home::is_temporary)).map(|name| folder.join(name));
    let left = left.filter(|path| vfs.stat(path).is_ok_and(|stat| is_older(stat.modified, now, YOUNG)));
    left.filter(|path| home.set_aside(vfs, path, "trash").is_ok()).count()
}

/// A dead session whose text the file has: it was killed between saving and ending.
fn sweep_journals(vfs: &dyn Vfs, home: &Home, real: &Path) -> usize {
    let Ok(now) = vfs.read(real).map(|bytes| ContentHash::of(&bytes)) else { return 0 };
    let dead = journal::dead_journals(vfs, home).into_iter();
    let over = dead.filter(|(path, _lock)| journal::tells(vfs, path) == Some(now));
    over.filter(|(path, _lock)| home.set_aside(vfs, path, "trash").is_ok()).count()
}
