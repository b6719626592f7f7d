//! Why a text was not saved: what, where, and what to do.

use super::Version;
use crate::store::hash::ContentHash;
use std::path::PathBuf;

/// Why a text was not saved. The edits are where they were: in memory and in the journal. The path comes last.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program wrote the file since it was read. Nothing of it is lost.
    #[error("another program changed the file; nothing was overwritten{}: {}", another(.kept.as_ref()), .theirs.path.display())]
    Changed {
        /// What it holds now.
        theirs: Version,
        /// Where another version is that somebody wrote in the moment of saving.
        kept: Option<PathBuf>,
    },
    /// Nothing has that name any more.
    #[error("the file is gone; save under a name to write it anew: {}", .0.display())]
    Gone(PathBuf),
    /// A new file was asked for, and one has that name.
    #[error("there is such a file already; choose another name: {}", .0.display())]
    Exists(PathBuf),
    /// A link that leads nowhere, or back to itself.
    #[error("this link leads nowhere; mend it or save under another name: {}", .0.display())]
    BrokenLink(PathBuf),
    /// A folder, a pipe, a socket or a device.
    #[error("this is {what}, not a file; choose another name: {}", .path.display())]
    NotAFile {
        /// What it is, in words.
        what: &'static str,
        /// The path as given.
        path: PathBuf,
    },
    /// The file, or the disk it is on, must not be written.
    #[error("{reason}; allow writing or save under another name: {}", .path.display())]
    ReadOnly {
        /// Which of them.
        reason: String,
        /// The path as given.
        path: PathBuf,
    },
    /// Another copy of the program has been saving in this folder for two seconds.
    #[error("another copy of this program is saving in the folder; try again: {}", .0.display())]
    Busy(PathBuf),
    /// The system refused a step. The file is as it was.
    #[error("cannot save, {reason}; the file is as it was, {advice}: {}", .path.display())]
    Failed {
        /// The system's reason, in words.
        reason: String,
        /// What to do.
        advice: String,
        /// The path as given.
        path: PathBuf,
    },
    /// The disk failed while the file was written over. Its whole new text is in the journal.
    #[error("the disk failed, {reason}; the file may be damaged, its text is whole in {}: {}", .journal.display(), .path.display())]
    Torn {
        /// The system's reason, in words.
        reason: String,
        /// Where the new text is; it is offered at the next start.
        journal: PathBuf,
        /// The path as given.
        path: PathBuf,
    },
    /// The file has the new text, but the disk did not confirm it. Save again, from this version on.
    #[error("the disk did not confirm the save, {reason}; save again: {}", .saved.path.display())]
    Unconfirmed {
        /// What the file holds now.
        saved: Version,
        /// The system's reason, in words.
        reason: String,
    },
}

fn another(path: Option<&PathBuf>) -> String {
    path.map(|path| format!("; another version is in {}", path.display())).unwrap_or_default()
}

impl SaveError {
    /// What the file holds now, where that can be told: the hash to save from next.
    pub fn now_holds(&self) -> Option<ContentHash> {
        match self {
            Self::Changed { theirs, .. } => Some(theirs.hash),
            Self::Unconfirmed { saved, .. } => Some(saved.hash),
            _ => None,
        }
    }
}
