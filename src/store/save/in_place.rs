//! Writes over the old file, for the few that a new one cannot stand in for.
//!
//! It is the one way that a power cut can garble, so the whole new text goes to a journal first; the next start offers
//! it from there.

use super::task::Task;
use super::{SaveError, Way};
use crate::store::hash::ContentHash;
use crate::store::journal::{Entry, Journal, Splice};
use crate::store::reason;
use crate::store::vfs::VfsFile;
use std::io;

/// How far writing over came.
enum Fault {
    /// Not a byte of the old text is gone.
    Before(io::Error),
    /// The old text must be put back.
    Within(io::Error),
    /// Nobody knows what the disk holds.
    Unsynced(io::Error),
}

impl Task<'_> {
    pub(super) fn in_place(&self, expected: ContentHash, why: &'static str) -> Result<Way, SaveError> {
        let mut file = self.vfs.open_to_write(&self.real).map_err(|err| self.failed(&err))?;
        let old = self.compare(expected)?;
        let rescue = self.rescue(&old).map_err(|err| self.failed(&err))?;
        // A save is worth more than its history.
        let _ = self.keep(&old);
        let fault = match write_over(&mut *file, self.bytes, old.len()) {
            Ok(()) => {
                rescue.end(self.vfs);
                return Ok(Way::InPlace(why));
            }
            Err(fault) => fault,
        };
        let (is_whole, err) = match fault {
            Fault::Before(err) => (true, err),
            Fault::Within(err) => (write_over(&mut *file, &old, self.bytes.len()).is_ok(), err),
            Fault::Unsynced(err) => (false, err),
        };
        if is_whole {
            rescue.end(self.vfs);
            return Err(self.failed(&err));
        }
        let journal = rescue.path().to_owned();
        Err(SaveError::Torn { reason: reason(&err), journal, path: self.shown.to_owned() })
    }

    /// A journal with the old and the new text, on the disk.
    fn rescue(&self, old: &[u8]) -> io::Result<Journal> {
        let Some(home) = &self.home else { return Err(io::ErrorKind::PermissionDenied.into()) };
        let mut journal = Journal::start_in(self.vfs, home, old)?;
        let splices = vec![Splice::new(0, old, self.bytes)];
        let entry = Entry::Change { label: "Save".to_owned(), splices };
        if let Err(err) = journal.append(&entry) {
            journal.end(self.vfs);
            return Err(err);
        }
        Ok(journal)
    }
}

fn write_over(file: &mut dyn VfsFile, bytes: &[u8], n_bytes_before: usize) -> Result<(), Fault> {
    if bytes.len() > n_bytes_before {
        // A full disk must show before a byte of the old text is gone.
        file.reserve(bytes.len() as u64).map_err(|err| match file.set_len(n_bytes_before as u64) {
            Ok(()) => Fault::Before(err),
            Err(_) => Fault::Within(err),
        })?;
    }
    let written = file.seek(0).and_then(|()| file.write_all(bytes)).and_then(|()| file.set_len(bytes.len() as u64));
    written.map_err(Fault::Within)?;
    file.sync().map_err(Fault::Unsynced)
}
