//! What the real disk does by Unix calls.

use rustix::fs::{Access, CWD, FallocateFlags, RenameFlags, XattrFlags};
use rustix::io::Errno;
use std::ffi::CStr;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Number of names, whether it is another user's, and what tells it apart.
pub(super) fn identity(metadata: &Metadata) -> (u64, bool, u64) {
    let me = rustix::process::geteuid();
    // The superuser can give a new file any owner.
    let is_foreign = metadata.uid() != me.as_raw() && !me.is_root();
    (metadata.nlink(), is_foreign, metadata.ino())
}

pub(super) fn check_writable(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(path, Access::WRITE_OK)?)
}

pub(super) fn for_the_owner_only(options: &mut OpenOptions) {
    options.mode(0o600);
}

pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    Ok(rustix::fs::renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Old file systems do not know the flag; a hard link does not replace either.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from)
        }
        result => Ok(result?),
    }
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(super) fn reserve(file: &File, n_bytes: u64) -> io::Result<()> {
    if n_bytes == 0 {
        return Ok(());
    }
    match rustix::fs::fallocate(file, FallocateFlags::empty(), 0, n_bytes) {
        // A file system without the call says so, and a full disk then shows when the bytes are written.
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => Ok(()),
        result => Ok(result?),
    }
}

pub(super) fn take_access_of(file: &File, path: &Path) -> io::Result<()> {
    let (theirs, ours) = (fs::metadata(path)?, file.metadata()?);
    if (theirs.uid(), theirs.gid()) != (ours.uid(), ours.gid()) {
        std::os::unix::fs::fchown(file, Some(theirs.uid()), Some(theirs.gid()))?;
    }
    file.set_permissions(Permissions::from_mode(theirs.mode() & 0o7777))?;
    copy_attributes(path, file)
}

/// Extended attributes, access lists among them.
fn copy_attributes(from: &Path, to: &File) -> io::Result<()> {
    let mut names = vec![0; 65_536];
    let n_bytes = match rustix::fs::listxattr(from, &mut names[..]) {
        Ok(n_bytes) => n_bytes,
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => return Ok(()),
        Err(err) => return Err(err.into()),
    };
    let mut value = vec![0; 65_536];
    for name in names[..n_bytes].split_inclusive(|byte| *byte == 0) {
        let Ok(name) = CStr::from_bytes_with_nul(name) else { continue };
        let n_bytes = rustix::fs::getxattr(from, name, &mut value[..])?;
        let is_of_system = name.to_bytes().starts_with(b"security.") || name.to_bytes().starts_with(b"trusted.");
        match rustix::fs::fsetxattr(to, name, &value[..n_bytes], XattrFlags::empty()) {
            // The system gives a new file its own labels and lets few change them.
            Err(_) if is_of_system => {}
            result => result?,
        }
    }
    Ok(())
}

pub(super) fn take_default_access(file: &File) -> io::Result<()> {
    let mask = rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    rustix::process::umask(mask);
    file.set_permissions(Permissions::from_mode(0o666 & !mask.bits()))
}
