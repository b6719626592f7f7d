//! Saved views: where they are, and how they get there.

use super::vfs::Vfs;
use super::{SaveError, StoreError, Version, read, save, save_new};
use std::path::{Path, PathBuf};

/// The saved views of the built-in timeline, as they were when the program was built.
pub const BUILT_IN_VIEWS: &str = include_str!("../../timelines/islamic-state.views.ron");

/// The file of saved views beside a timeline: `NAME.views.ron` beside `NAME.ron`.
pub fn views_path(timeline: &Path) -> PathBuf {
    timeline.with_extension("views.ron")
}

/// Whether a path names a file of saved views.
pub fn is_views_path(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(".views.ron"))
}

/// The file of saved views beside a timeline, as text, and what [`save_views`] needs to know of it. `None` if there is
/// none.
///
/// # Errors
/// If it is there and cannot be read.
pub fn read_views(vfs: &dyn Vfs, timeline: &Path) -> Result<Option<(Version, String)>, StoreError> {
    let path = views_path(timeline);
    match read(vfs, &path) {
        Ok((version, bytes)) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some((version, text))),
            Err(_) => Err(StoreError::Unreadable { reason: "it is not UTF-8 text".to_owned(), path }),
        },
        Err(StoreError::Missing(_)) => Ok(None),
        Err(err) => Err(err),
    }
}

/// Puts a text in place of the version it was made from, or into a new file, and reads it back.
///
/// # Errors
/// As [`save`] and [`save_new`]; `Failed` if it does not read back as written.
pub fn save_views(vfs: &dyn Vfs, timeline: &Path, version: Option<&Version>, text: &str) -> Result<(), SaveError> {
    let path = views_path(timeline);
    match version {
        Some(version) => save(vfs, version, text)?,
        None => save_new(vfs, &path, text)?,
    };
    match read_views(vfs, timeline) {
        Ok(Some((_, now))) if now == text => Ok(()),
        _ => Err(SaveError::Failed {
            reason: "it does not read back as it was written".to_owned(),
            advice: "look at it before saving again".to_owned(),
            path,
        }),
    }
}
