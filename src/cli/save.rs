//! The one place where a command writes a timeline.

use super::CliError;
use crate::store;
use std::path::Path;

/// Puts the bytes in place of the file, whole or not at all.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    Ok(store::write_new_or_replace(path, bytes)?)
}
