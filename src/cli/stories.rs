//! Stories beside timelines: which there are, and what is wrong with them.

use super::CliError;
use super::ask::Asked;
use super::views::{Checked, find_name};
use crate::format::{Problem, StoryFile, code, placed_faults, read_story};
use crate::store::{self, Disk, StoreError};
use crate::view::{DeadLink, Story, StoryStep, dead_links};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The stories beside the open timelines.
///
/// # Errors
/// If one is there and cannot be read.
pub(super) fn check(asked: &Asked) -> Result<Vec<Checked>, CliError> {
    let mut checked = Vec::new();
    for document in &asked.documents {
        // The built-in copy stands nowhere; a folder that cannot be listed shows none.
        for (path, text) in beside(Path::new(&document.name)).unwrap_or_default() {
            checked.push(of_text(path.display().to_string(), text?, asked));
        }
    }
    Ok(checked)
}

fn of_text(name: String, text: String, asked: &Asked) -> Checked {
    let file = read_story::<StoryStep>(&text);
    let mut problems = file.problems;
    if let Some(tree) = &file.tree {
        let story = Story { title: file.title, about: file.about, steps: Vec::new() };
        let is_title_there = tree.find(&text, "title").is_some();
        let faults: Vec<_> = story.faults(&asked.loaded);
        let faults = faults.into_iter().filter(|fault| is_title_there || fault.code != code::STORY_TITLE).collect();
        let links = dead_links(&[("about", &story.about)], &asked.loaded);
        problems.extend(placed(&text, &tree.bytes, faults, &links));
    }
    for record in &file.steps {
        let links = record.value.dead_links(&asked.loaded);
        problems.extend(placed(&text, &record.bytes, record.value.faults(&asked.loaded), &links));
    }
    problems.sort_by_key(|problem| problem.bytes.start);
    Checked { name, text, problems, n_views: 0, n_steps: Some(file.steps.len()) }
}

/// Faults as problems; one of a link stands at the link, not at the whole text.
fn placed(text: &str, bytes: &Range<usize>, faults: Vec<crate::model::Fault>, links: &[DeadLink]) -> Vec<Problem> {
    let mut links = links.iter();
    let mut problems = placed_faults(text, bytes, faults);
    for problem in problems.iter_mut().filter(|problem| problem.code == code::STORY_LINK) {
        let Some(link) = links.next() else { break };
        let at = text.get(problem.bytes.clone()).and_then(|field| field.find(&link.address));
        if let Some(at) = at {
            let start = problem.bytes.start + at;
            problem.bytes = start..start + link.address.len();
        }
    }
    problems
}

/// The title of the story that is asked for, as its file spells it; the name of its file does as well.
///
/// # Errors
/// If there is no such story, with the titles there are.
pub(super) fn find(name: &str, files: &[PathBuf]) -> Result<String, CliError> {
    Ok(read_named(name, files)?.0.title)
}

/// Whether a name is that of the file, with its ending or without, or the part of it that tells one story from another.
fn is_called(path: &Path, name: &str) -> bool {
    let Some(file) = path.file_name().and_then(|file| file.to_str()) else { return false };
    let stem = file.strip_suffix(".story.ron").unwrap_or(file);
    file == name || stem == name || stem.split_once('.').is_some_and(|(_, part)| part == name)
}

/// The story that is asked for by its title or the name of its file, and what of it cannot be read.
///
/// # Errors
/// If there is no such story, with the titles there are.
pub(super) fn read_named(name: &str, files: &[PathBuf]) -> Result<(Story, Vec<Problem>), CliError> {
    let texts = if files.is_empty() { shipped()? } else { all_beside(files)? };
    let mut stories: Vec<StoryFile<StoryStep>> = texts.iter().map(|(_, text)| read_story(text)).collect();
    let at = match texts.iter().position(|(path, _)| is_called(path, name)) {
        Some(at) => at,
        None => {
            let titles: Vec<String> = stories.iter().map(|story| story.title.clone()).collect();
            let none = "no story is beside these timelines; the window begins one under Brief, Stories";
            let title = find_name(name, &titles, ("story", "stories"), none)?;
            titles.iter().position(|other| *other == title).unwrap_or(0)
        }
    };
    let file = stories.swap_remove(at);
    let steps = file.steps.into_iter().map(|record| record.value).collect();
    Ok((Story { title: file.title, about: file.about, steps }, file.problems))
}

/// A story's file, and its text or why it cannot be read.
type Found = (PathBuf, Result<String, StoreError>);

/// The stories beside a timeline.
fn beside(timeline: &Path) -> Result<Vec<Found>, StoreError> {
    let disk = Disk::of_user();
    let paths = store::stories_of(&disk, timeline)?.into_iter();
    Ok(paths.filter_map(|path| Some((path.clone(), read(&disk, &path).transpose()?))).collect())
}

fn read(disk: &Disk, path: &Path) -> Result<Option<String>, StoreError> {
    Ok(store::read_beside(disk, path)?.map(|(_, text)| text))
}

fn all_beside(files: &[PathBuf]) -> Result<Vec<(PathBuf, String)>, StoreError> {
    let mut all = Vec::new();
    for timeline in files {
        for (path, text) in beside(timeline)? {
            all.push((path, text?));
        }
    }
    Ok(all)
}

fn shipped() -> Result<Vec<(PathBuf, String)>, StoreError> {
    match store::shipped()?.path {
        Some(path) => all_beside(&[path]),
        None => Ok(store::BUILT_IN_STORIES.iter().map(|(name, text)| (name.into(), (*text).to_owned())).collect()),
    }
}
