//! What stands beside a timeline: saved views and stories. Where they are, and how they get there.

use super::vfs::{Kind, Vfs};
use super::{SaveError, StoreError, Version, read, save, save_new, unreadable};
use std::path::{Path, PathBuf};

/// The saved views of the built-in timeline, as they were when the program was built.
pub const BUILT_IN_VIEWS: &str = include_str!("../../timelines/islamic-state.views.ron");

/// The stories of the built-in timeline, as they were when the program was built: name and text.
pub const BUILT_IN_STORIES: &[(&str, &str)] = &[(
    "islamic-state.crisis-group-questions.story.ron",
    include_str!("../../timelines/islamic-state.crisis-group-questions.story.ron"),
)];

/// The ending of the name of a story.
const STORY: &str = ".story.ron";

/// The file of saved views beside a timeline: `NAME.views.ron` beside `NAME.ron`.
pub fn views_path(timeline: &Path) -> PathBuf {
    timeline.with_extension("views.ron")
}

/// Whether a path names a file of saved views.
pub fn is_views_path(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(".views.ron"))
}

/// Whether a path names a story.
pub fn is_story_path(path: &Path) -> bool {
    story_stem(path).is_some()
}

/// The name of a story without its ending.
fn story_stem(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let at = name.len().checked_sub(STORY.len())?;
    let is_story = at > 0 && name.get(at..).is_some_and(|ending| ending.eq_ignore_ascii_case(STORY));
    is_story.then(|| name.get(..at).map(str::to_owned))?
}

/// Where a new story goes that is called so: `NAME.called-so.story.ron` beside `NAME.ron`.
pub fn story_path(timeline: &Path, title: &str) -> PathBuf {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let words: String = title.to_lowercase().chars().map(plain).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let mut name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() {
        "new".clone_into(&mut name);
    }
    timeline.with_extension(format!("{}{STORY}", name.trim_end_matches('-')))
}

/// The timeline that a story stands beside: of `a.b.c.story.ron` the first that is there of `a.b.c.ron`, `a.b.ron` and
/// `a.ron`, else the last.
pub fn timeline_of_story(vfs: &dyn Vfs, story: &Path) -> PathBuf {
    let mut stem = story_stem(story).unwrap_or_default();
    loop {
        let path = story.with_file_name(format!("{stem}.ron"));
        match stem.rfind('.').filter(|at| *at > 0) {
            Some(at) if vfs.stat(&path).is_err() => stem.truncate(at),
            _ => return path,
        }
    }
}

/// The stories beside a timeline, by name: `NAME.story.ron` and `NAME.ANYTHING.story.ron` beside `NAME.ron`.
///
/// # Errors
/// If the folder cannot be read.
pub fn stories_of(vfs: &dyn Vfs, timeline: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = timeline.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = vfs.names(folder).map_err(|err| unreadable(folder, &err))?;
    let paths = names.into_iter().map(|name| timeline.with_file_name(name));
    let is_file = |path: &PathBuf| vfs.stat(path).is_ok_and(|stat| stat.kind == Kind::File);
    let is_beside = |path: &PathBuf| {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        !is_hidden && is_story_path(path) && timeline_of_story(vfs, path) == timeline && is_file(path)
    };
    Ok(paths.filter(is_beside).collect())
}

/// A file beside a timeline as text, and what [`save_beside`] needs to know of it. `None` if there is none.
///
/// # Errors
/// If it is there and cannot be read.
pub fn read_beside(vfs: &dyn Vfs, path: &Path) -> Result<Option<(Version, String)>, StoreError> {
    match read(vfs, path) {
        Ok((version, bytes)) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some((version, text))),
            Err(_) => Err(StoreError::Unreadable { reason: "it is not UTF-8 text".to_owned(), path: path.to_owned() }),
        },
        Err(StoreError::Missing(_)) => Ok(None),
        Err(err) => Err(err),
    }
}

/// Puts a text in place of the version it was made from, or into a new file, and reads it back: the version that it is
/// then.
///
/// # Errors
/// As [`save`] and [`save_new`]; `Failed` if it does not read back as written.
pub fn save_beside(vfs: &dyn Vfs, path: &Path, version: Option<&Version>, text: &str) -> Result<Version, SaveError> {
    match version {
        Some(version) => save(vfs, version, text)?,
        None => save_new(vfs, path, text)?,
    };
    match read_beside(vfs, path) {
        Ok(Some((version, now))) if now == text => Ok(version),
        _ => Err(SaveError::Failed {
            reason: "it does not read back as it was written".to_owned(),
            advice: "look at it before saving again".to_owned(),
            path: path.to_owned(),
        }),
    }
}
