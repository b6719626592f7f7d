//! Saved views beside timelines: which there are, and what is wrong with them.

use super::CliError;
use super::ask::Asked;
use crate::format::{Problem, code, placed_faults, read_views};
use crate::model::Fault;
use crate::store::{self, Disk, StoreError};
use crate::view::SavedView;
use std::path::{Path, PathBuf};

/// A file beside a timeline with what is wrong in it.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
    pub(super) n_views: usize,
    /// Of a story only.
    pub(super) n_steps: Option<usize>,
}

/// The files of saved views beside the open timelines.
///
/// # Errors
/// If one is there and cannot be read.
pub(super) fn check(asked: &Asked) -> Result<Vec<Checked>, CliError> {
    let mut checked = Vec::new();
    for document in &asked.documents {
        let path = Path::new(&document.name);
        if let Some((_, text)) = store::read_beside(&Disk::of_user(), &store::views_path(path))? {
            checked.push(of_text(store::views_path(path).display().to_string(), text, asked));
        }
    }
    Ok(checked)
}

fn of_text(name: String, text: String, asked: &Asked) -> Checked {
    let file = read_views::<SavedView>(&text);
    let mut problems = file.problems;
    for (i, record) in file.views.iter().enumerate() {
        let mut faults = record.value.faults(&asked.loaded);
        if file.views.iter().take(i).any(|other| other.value.name == record.value.name) {
            let message = format!("two views have the name `{}`", record.value.name);
            faults.push(Fault::error("name", code::VIEW_NAME, message).with_hint("give one of them another name"));
        }
        problems.extend(placed_faults(&text, &record.bytes, faults));
    }
    problems.sort_by_key(|problem| problem.bytes.start);
    Checked { name, text, problems, n_views: file.views.len(), n_steps: None }
}

/// The timeline that a file of saved views or a story stands beside; any other path as it is.
pub(super) fn timeline_of(path: &Path) -> PathBuf {
    if store::is_story_path(path) {
        return store::timeline_of_story(&Disk::of_user(), path);
    }
    if !store::is_views_path(path) {
        return path.to_owned();
    }
    // `a.views.ron` is `a.views` without its ending, and `a` without both.
    path.with_extension("").with_extension("ron")
}

/// The view that is asked for, by its name as the file spells it; case, accents, `-` and `_` do not matter.
///
/// # Errors
/// If there is no such view, with the names there are.
pub(super) fn find(name: &str, files: &[PathBuf]) -> Result<String, CliError> {
    let texts = if files.is_empty() { shipped()? } else { beside(files)? };
    let views = texts.iter().flat_map(|text| read_views::<SavedView>(text).views);
    let names: Vec<String> = views.map(|record| record.value.name).collect();
    find_name(
        name,
        &names,
        ("saved view", "saved views"),
        "no views are saved beside these timelines; the window saves some under View, Views",
    )
}

/// The name that is asked for among those there are.
///
/// # Errors
/// If it is none of them.
pub(super) fn find_name(
    name: &str,
    names: &[String],
    (one, many): (&str, &str),
    none: &str,
) -> Result<String, CliError> {
    let is_it = |other: &&String| crate::query::fold(other) == crate::query::fold(name);
    if let Some(found) = names.iter().find(|other| *other == name).or_else(|| names.iter().find(is_it)) {
        return Ok(found.clone());
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let hint = if names.is_empty() { none.to_owned() } else { format!("the {many} are {}", quoted.join(", ")) };
    Err(CliError::Hinted(format!("there is no {one} of this name: {name}"), hint))
}

fn beside(files: &[PathBuf]) -> Result<Vec<String>, StoreError> {
    let disk = Disk::of_user();
    let read = files.iter().map(|path| Ok(store::read_beside(&disk, &store::views_path(path))?.map(|(_, text)| text)));
    read.filter_map(Result::transpose).collect()
}

fn shipped() -> Result<Vec<String>, StoreError> {
    match store::shipped()?.path {
        Some(path) => beside(&[path]),
        None => Ok(vec![store::BUILT_IN_VIEWS.to_owned()]),
    }
}
