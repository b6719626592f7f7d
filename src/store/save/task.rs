//! One save: the steps and what undoes them.

use super::{SaveError, Saved, Version, Way, failed, read_settled, target};
use crate::store::hash::ContentHash;
use crate::store::home::{self, Home};
use crate::store::vfs::{Vfs, VfsFile};
use crate::store::{history, reason};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A save that holds the folder's lock.
pub(super) struct Task<'a> {
    pub(super) vfs: &'a dyn Vfs,
    /// The path as given, for messages.
    pub(super) shown: &'a Path,
    /// The path without links.
    pub(super) real: PathBuf,
    /// `None` if there is no place at all for it.
    pub(super) home: Option<Home>,
    pub(super) bytes: &'a [u8],
    /// Editors and git do not look at it: comparing what the file holds is what protects.
    _lock: Option<Box<dyn VfsFile>>,
}

/// Why there is no new file beside the old one.
enum NotBeside {
    /// The file must be written in place, for this reason.
    InPlace(&'static str),
    Failed(io::Error),
}

impl<'a> Task<'a> {
    pub(super) fn begin(vfs: &'a dyn Vfs, shown: &'a Path, bytes: &'a [u8]) -> Result<Self, SaveError> {
        let real = target(vfs, shown)?;
        Self::locked(vfs, shown, real, bytes)
    }

    pub(super) fn begin_new(vfs: &'a dyn Vfs, shown: &'a Path, bytes: &'a [u8]) -> Result<Self, SaveError> {
        if vfs.stat(shown).is_ok() || vfs.is_link(shown) {
            return Err(SaveError::Exists(shown.to_owned()));
        }
        let real = home::real_path_of_new(vfs, shown).map_err(|err| failed(shown, &err, bytes.len()))?;
        Self::locked(vfs, shown, real, bytes)
    }

    fn locked(vfs: &'a dyn Vfs, shown: &'a Path, real: PathBuf, bytes: &'a [u8]) -> Result<Self, SaveError> {
        let home = Home::prepare(vfs, &real).ok();
        let lock = match &home {
            Some(home) => lock(vfs, home).map_err(|Busy| SaveError::Busy(shown.to_owned()))?,
            None => None,
        };
        Ok(Self { vfs, shown, real, home, bytes, _lock: lock })
    }

    /// What the file holds, if that is what was read.
    pub(super) fn compare(&self, expected: ContentHash) -> Result<Vec<u8>, SaveError> {
        let old = read_settled(self.vfs, &self.real).map_err(|err| match err.kind() {
            io::ErrorKind::NotFound => SaveError::Gone(self.shown.to_owned()),
            _ => self.failed(&err),
        })?;
        let hash = ContentHash::of(&old);
        if hash == expected { Ok(old) } else { Err(self.changed(hash, None)) }
    }

    /// Writes the text, in the way that suits the file.
    pub(super) fn write(&self, expected: ContentHash) -> Result<Way, SaveError> {
        let stat = self.vfs.stat(&self.real).map_err(|err| self.failed(&err))?;
        if stat.is_foreign {
            return self.in_place(expected, "it belongs to another user");
        }
        if stat.n_names > 1 {
            return self.in_place(expected, "it has hard links");
        }
        match self.write_beside(Some(&self.real)) {
            Ok(beside) => self.swap(&beside, expected),
            Err(NotBeside::InPlace(why)) => self.in_place(expected, why),
            Err(NotBeside::Failed(err)) => Err(self.failed(&err)),
        }
    }

    /// Writes the text to a name that nothing has.
    pub(super) fn write_new(&self) -> Result<(), SaveError> {
        let beside = self.write_beside(None).map_err(|not| match not {
            NotBeside::InPlace(_) => self.failed(&io::ErrorKind::PermissionDenied.into()),
            NotBeside::Failed(err) => self.failed(&err),
        })?;
        self.vfs.rename_new(&beside, &self.real).map_err(|err| {
            self.forget(&beside);
            match err.kind() {
                io::ErrorKind::AlreadyExists => SaveError::Exists(self.shown.to_owned()),
                _ => self.failed(&err),
            }
        })?;
        self.confirm()
    }

    /// A new file with the text and the old one's access, on the disk.
    fn write_beside(&self, old: Option<&Path>) -> Result<PathBuf, NotBeside> {
        let (beside, mut file) = self.create_beside().map_err(|err| match err.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                NotBeside::InPlace("its folder cannot be written")
            }
            _ => NotBeside::Failed(err),
        })?;
        let written = file.write_all(self.bytes).map_err(NotBeside::Failed);
        let written = written.and_then(|()| match old {
            Some(old) => file
                .take_access_of(old)
                .map_err(|_| NotBeside::InPlace("a new file cannot have its owner and attributes")),
            None => file.take_default_access().map_err(NotBeside::Failed),
        });
        // If this fails the new file is worth nothing: syncing once more may succeed though bytes were lost.
        let written = written.and_then(|()| file.sync().map_err(NotBeside::Failed));
        written.map(|()| beside.clone()).inspect_err(|_| self.forget(&beside))
    }

    fn create_beside(&self) -> io::Result<(PathBuf, Box<dyn VfsFile>)> {
        let mut result = Err(io::ErrorKind::AlreadyExists.into());
        // A killed session with the same process number may have left the name.
        for _ in 0..100 {
            let beside = home::temporary(&self.real);
            result = self.vfs.create_new(&beside).map(|file| (beside, file));
            if !home::is_taken(&result) {
                break;
            }
        }
        result
    }

    /// Swaps the two names, then looks at what came out: closes the gap between comparing and replacing.
    fn swap(&self, beside: &Path, expected: ContentHash) -> Result<Way, SaveError> {
        use io::ErrorKind::{InvalidInput, NotFound, ResourceBusy, Unsupported};
        match self.vfs.exchange(beside, &self.real) {
            Ok(()) => self.check_what_came_out(beside, expected)?,
            Err(err) if matches!(err.kind(), Unsupported | InvalidInput) => self.rename_over(beside, expected)?,
            Err(err) => {
                self.forget(beside);
                return match err.kind() {
                    ResourceBusy => self.in_place(expected, "it is a mount point"),
                    NotFound => Err(SaveError::Gone(self.shown.to_owned())),
                    _ => Err(self.failed(&err)),
                };
            }
        }
        self.confirm().map(|()| Way::Replaced)
    }

    /// For file systems that cannot swap: what is written between the comparison and the renaming is lost.
    fn rename_over(&self, beside: &Path, expected: ContentHash) -> Result<(), SaveError> {
        let renamed = self.compare(expected).and_then(|old| {
            // A save is worth more than its history.
            let _ = self.keep(&old);
            self.vfs.rename(beside, &self.real).map_err(|err| self.failed(&err))
        });
        renamed.inspect_err(|_| self.forget(beside))
    }

    fn check_what_came_out(&self, beside: &Path, expected: ContentHash) -> Result<(), SaveError> {
        match read_settled(self.vfs, beside) {
            Ok(old) if ContentHash::of(&old) == expected => {
                self.retire(beside, &old);
                Ok(())
            }
            Ok(theirs) => Err(self.swap_back(beside, |kept| self.changed(ContentHash::of(&theirs), kept))),
            Err(err) => Err(self.swap_back(beside, |_| self.failed(&err))),
        }
    }

    /// Gives the file back to whoever wrote it. What then comes out must be ours, else a third wrote just now.
    fn swap_back(&self, beside: &Path, err: impl FnOnce(Option<PathBuf>) -> SaveError) -> SaveError {
        let back = self.vfs.exchange(beside, &self.real);
        if back.is_ok() && self.vfs.read(beside).is_ok_and(|bytes| bytes == self.bytes) {
            self.forget(beside);
            return err(None);
        }
        let kept = self.home.as_ref().and_then(|home| home.set_aside(self.vfs, beside, "conflicts").ok());
        let kept = Some(kept.unwrap_or_else(|| beside.to_owned()));
        match back {
            Ok(()) => err(kept),
            // The file has our text, and theirs is what was kept.
            Err(_) => self.changed(ContentHash::of(self.bytes), kept),
        }
    }

    /// The old file goes to the history, whole: a program that has it open may still write to it.
    fn retire(&self, beside: &Path, old: &[u8]) {
        let hash = ContentHash::of(old);
        let moved = self.home.as_ref().is_some_and(|home| history::retire(self.vfs, home, beside, hash).is_ok());
        if !moved {
            // On another disk than the history: a copy must do.
            let _ = self.keep(old);
            self.forget(beside);
        }
    }

    /// After this a power cut keeps the new name.
    fn confirm(&self) -> Result<(), SaveError> {
        let folder = self.real.parent().unwrap_or(Path::new(""));
        self.vfs
            .sync_folder(folder)
            .map_err(|err| SaveError::Unconfirmed { saved: self.version(), reason: reason(&err) })
    }

    /// Keeps a version in the local history; a failure there is said, but stops no save.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<(), String> {
        let kept = match &self.home {
            Some(home) => history::keep(self.vfs, home, bytes),
            None => Err(io::ErrorKind::PermissionDenied.into()),
        };
        kept.map_err(|err| reason(&err))
    }

    pub(super) fn saved(&self, way: Way) -> Saved {
        Saved { version: self.version(), way, history: self.keep(self.bytes) }
    }

    fn version(&self) -> Version {
        Version { path: self.shown.to_owned(), hash: ContentHash::of(self.bytes) }
    }

    /// Removes the new file that will not be used. If that fails too, the next start sweeps it.
    fn forget(&self, beside: &Path) {
        let _ = self.vfs.remove(beside);
    }

    fn changed(&self, hash: ContentHash, kept: Option<PathBuf>) -> SaveError {
        SaveError::Changed { theirs: Version { path: self.shown.to_owned(), hash }, kept }
    }

    pub(super) fn failed(&self, err: &io::Error) -> SaveError {
        failed(self.shown, err, self.bytes.len())
    }
}

/// Another copy of the program holds the lock and does not let go.
pub(in crate::store) struct Busy;

/// The folder's lock; `None` where the file system has none.
pub(in crate::store) fn lock(vfs: &dyn Vfs, home: &Home) -> Result<Option<Box<dyn VfsFile>>, Busy> {
    let path = home.folder.join("lock");
    let file = match vfs.create_new(&path) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => vfs.open_to_write(&path),
        result => result,
    };
    let Ok(mut file) = file else { return Ok(None) };
    for _ in 0..40 {
        match file.try_lock() {
            Ok(true) => return Ok(Some(file)),
            Ok(false) => std::thread::sleep(Duration::from_millis(50)),
            Err(_) => return Ok(None),
        }
    }
    Err(Busy)
}
