//! Writes exports: files that nobody edits here. Several stand together: all of them are there, or none.
//!
//! ```text
//! write each beside its place, sync → give each its name, or take all names back → drop what was replaced
//! ```

use super::vfs::{Kind, Vfs};
use super::{StoreError, reason};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Writes files, each at its path; readers see each of them whole or not at all. Where one fails, everything is as it
/// was before.
///
/// `replaces` tells whether files that have the names are replaced; what a link leads to is replaced, not the link.
///
/// # Errors
/// If a name is taken and `replaces` is not set; if a path is a folder or a device; if a folder is missing or not
/// writable, or the disk is full.
pub fn write_out(vfs: &dyn Vfs, files: &[(PathBuf, &[u8])], replaces: bool) -> Result<(), StoreError> {
    let mut outs = Vec::new();
    for (path, bytes) in files {
        outs.push(Out::find(vfs, path, bytes, replaces)?);
    }
    let mut written = Written { vfs, outs, n_placed: 0 };
    let result = written.write();
    if result.is_err() {
        written.take_back();
    }
    written.clear();
    result
}

/// Whether both paths lead to one file that is there.
pub fn is_same_file(vfs: &dyn Vfs, a: &Path, b: &Path) -> bool {
    matches!((vfs.real_path(a), vfs.real_path(b)), (Ok(a), Ok(b)) if a == b)
}

/// A file to be written.
struct Out<'a> {
    /// As given, for messages.
    path: &'a Path,
    bytes: &'a [u8],
    /// Where it goes, links followed.
    place: PathBuf,
    /// Whether a file is there.
    is_there: bool,
    /// Where it is until then; afterwards what was replaced is here.
    beside: Option<PathBuf>,
    /// Whether the old file is beside it.
    is_swapped: bool,
}

impl<'a> Out<'a> {
    fn find(vfs: &dyn Vfs, path: &'a Path, bytes: &'a [u8], replaces: bool) -> Result<Self, StoreError> {
        let stat = match vfs.stat(path) {
            Ok(stat) => Some(stat),
            Err(err) if err.kind() == io::ErrorKind::NotFound => None,
            Err(err) => return Err(unwritable(path, &err)),
        };
        match stat.map(|stat| stat.kind) {
            Some(Kind::Folder) => return Err(StoreError::Folder(path.to_owned())),
            Some(Kind::Other(what)) => return Err(StoreError::Special { what, path: path.to_owned() }),
            Some(Kind::File) if !replaces => return Err(StoreError::Exists(path.to_owned())),
            _ => {}
        }
        let mut place = path.to_owned();
        if stat.is_some() {
            place = vfs.real_path(path).map_err(|err| unwritable(path, &err))?;
            vfs.check_writable(&place).map_err(|err| unwritable(path, &err))?;
        }
        Ok(Self { path, bytes, place, is_there: stat.is_some(), beside: None, is_swapped: false })
    }

    fn write(&mut self, vfs: &dyn Vfs) -> io::Result<()> {
        let (beside, mut file) = create_beside(vfs, &self.place)?;
        self.beside = Some(beside);
        file.reserve(self.bytes.len() as u64)?;
        file.write_all(self.bytes)?;
        file.set_len(self.bytes.len() as u64)?;
        if !self.is_there || file.take_access_of(&self.place).is_err() {
            file.take_default_access()?;
        }
        file.sync()
    }

    fn put(&mut self, vfs: &dyn Vfs) -> io::Result<()> {
        let Some(beside) = self.beside.clone() else { return Ok(()) };
        if !self.is_there {
            vfs.rename_new(&beside, &self.place)?;
            self.beside = None;
            return Ok(());
        }
        match vfs.exchange(&beside, &self.place) {
            Ok(()) => self.is_swapped = true,
            Err(err) if is_unknown(&err) => {
                vfs.rename(&beside, &self.place)?;
                self.beside = None;
            }
            Err(err) => return Err(err),
        }
        Ok(())
    }
}

struct Written<'a> {
    vfs: &'a dyn Vfs,
    outs: Vec<Out<'a>>,
    n_placed: usize,
}

impl Written<'_> {
    fn write(&mut self) -> Result<(), StoreError> {
        for out in &mut self.outs {
            out.write(self.vfs).map_err(|err| unwritable(out.path, &err))?;
        }
        for out in &mut self.outs {
            out.put(self.vfs).map_err(|err| unwritable(out.path, &err))?;
            self.n_placed += 1;
        }
        Ok(())
    }

    /// The names as they were before. What fails here cannot be mended; the first error is the one that counts.
    fn take_back(&mut self) {
        for out in self.outs.iter_mut().take(self.n_placed) {
            match &out.beside {
                Some(beside) if out.is_swapped => {
                    out.is_swapped = self.vfs.exchange(beside, &out.place).is_err();
                }
                _ if !out.is_there => {
                    let _ = self.vfs.remove(&out.place);
                }
                _ => {}
            }
        }
    }

    /// What is still beside its place goes.
    fn clear(&self) {
        for out in &self.outs {
            if let Some(beside) = &out.beside {
                let _ = self.vfs.remove(beside);
            }
            // An export can be made again: that a power cut may take its name is no failure.
            let folder = out.place.parent().filter(|folder| !folder.as_os_str().is_empty());
            let _ = self.vfs.sync_folder(folder.unwrap_or(Path::new(".")));
        }
    }
}

/// A new hidden file in the same folder.
fn create_beside(vfs: &dyn Vfs, place: &Path) -> io::Result<(PathBuf, Box<dyn super::vfs::VfsFile>)> {
    /// Names tried before it is given up.
    const MOST: u32 = 16;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let short: String = name.chars().take(40).collect();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..MOST {
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let beside = place.with_file_name(format!(".{short}.{}-{n}.part", std::process::id()));
        match vfs.create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => last = err,
            Err(err) => return Err(err),
        }
    }
    Err(last)
}

/// Whether the file system has no swapping of names.
fn is_unknown(err: &io::Error) -> bool {
    matches!(err.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn unwritable(path: &Path, err: &io::Error) -> StoreError {
    match err.kind() {
        io::ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
        io::ErrorKind::IsADirectory => StoreError::Folder(path.to_owned()),
        _ => StoreError::Unwritable { reason: reason(err), path: path.to_owned() },
    }
}
