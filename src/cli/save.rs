//! The one place where a command reads a timeline to write it.

use super::CliError;
use super::edit::refused_text;
use crate::format::decode;
use crate::store::{self, Disk, Version};
use std::path::Path;

/// A file that is about to be changed: its text, and what [`save`] compares before it writes.
pub(super) struct Opened {
    version: Version,
    /// The text as it stands in the file.
    pub(super) text: String,
}

/// Reads a file to change it.
///
/// # Errors
/// If it cannot be opened or is no text.
pub(super) fn open_to_edit(path: &Path) -> Result<Opened, CliError> {
    let (version, bytes) = store::read(&Disk::of_user(), path)?;
    let text = decode(bytes).map_err(|problem| refused_text(&path.display().to_string(), "", &problem))?;
    Ok(Opened { version, text })
}

/// Puts a text in place of what was read, through the lock, the local history and the swap of names.
///
/// # Errors
/// If another program changed the file since, or the system refuses.
pub(super) fn save(opened: &Opened, text: &str) -> Result<(), CliError> {
    let hint = "nothing is lost; read the file again and repeat the command";
    match store::save(&Disk::of_user(), &opened.version, text) {
        Ok(saved) => {
            // Who it was is a courtesy to the local history; the save is good without it.
            let _ = store::history::explain(&Disk::of_user(), &saved.version, "");
            Ok(())
        }
        Err(err) => Err(CliError::Hinted(err.to_string(), hint.to_owned())),
    }
}

/// Puts a text at a path, whole or not at all: the result of a merge, which git keeps itself.
///
/// # Errors
/// If the system refuses.
pub(super) fn write(path: &Path, text: &str) -> Result<(), CliError> {
    Ok(store::write_new_or_replace(path, text.as_bytes())?)
}
