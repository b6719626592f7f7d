//! The real disk.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
use other as system;
#[cfg(unix)]
use unix as system;

use super::vfs::{Kind, Stat, Vfs, VfsFile};
use crate::format::limits;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The real disk.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Disk {
    /// Where to keep journals of folders that cannot be written.
    pub state: Option<PathBuf>,
    /// Files with the user's settings of git, the one that counts first.
    pub settings: Vec<PathBuf>,
}

impl Disk {
    /// The disk as this user has it: what belongs to no folder goes to `$XDG_STATE_HOME/daymark`.
    pub fn of_user() -> Self {
        let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let state = absolute("XDG_STATE_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".local/state")))
            .or_else(|| absolute("LOCALAPPDATA"));
        let home = absolute("HOME").or_else(|| absolute("USERPROFILE"));
        let shared = absolute("XDG_CONFIG_HOME").or_else(|| home.as_ref().map(|home| home.join(".config")));
        let settings = home.map(|home| home.join(".gitconfig")).into_iter();
        let settings = settings.chain(shared.map(|shared| shared.join("git/config"))).collect();
        Self { state: state.map(|state| state.join("daymark")), settings }
    }
}

impl Vfs for Disk {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let metadata = fs::metadata(path)?;
        let kind = match metadata.file_type() {
            kind if kind.is_file() => Kind::File,
            kind if kind.is_dir() => Kind::Folder,
            kind => Kind::Other(super::what_it_is(kind)),
        };
        let (n_names, is_foreign, inode) = system::identity(&metadata);
        Ok(Stat { kind, n_bytes: metadata.len(), n_names, is_foreign, modified: metadata.modified()?, inode })
    }

    fn is_link(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
    }

    fn check_writable(&self, path: &Path) -> io::Result<()> {
        // The superuser could write it all the same, but somebody did not want it written.
        if fs::metadata(path)?.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        system::check_writable(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = limits::FILE_BYTES as u64;
        File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut names =
            fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        system::for_the_owner_only(&mut options);
        Ok(Box::new(OpenFile(options.open(path)?)))
    }

    fn open_to_write(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        Ok(Box::new(OpenFile(OpenOptions::new().write(true).open(path)?)))
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        system::exchange(a, b)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        system::rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_folder(folder)
    }

    fn state_folder(&self) -> Option<PathBuf> {
        self.state.clone()
    }

    fn settings(&self) -> Vec<PathBuf> {
        self.settings.clone()
    }
}

struct OpenFile(File);

impl VfsFile for OpenFile {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn seek(&mut self, at: u64) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(at)).map(|_| ())
    }

    fn reserve(&mut self, n_bytes: u64) -> io::Result<()> {
        system::reserve(&self.0, n_bytes)
    }

    fn set_len(&mut self, n_bytes: u64) -> io::Result<()> {
        self.0.set_len(n_bytes)
    }

    fn take_access_of(&mut self, path: &Path) -> io::Result<()> {
        system::take_access_of(&self.0, path)
    }

    fn take_default_access(&mut self) -> io::Result<()> {
        system::take_default_access(&self.0)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(err)) => Err(err),
        }
    }
}
