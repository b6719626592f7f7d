//! Stories: read beside the open timelines, changed by asking, written by the worker.
//!
//! A change is on screen at once and goes to the file in its turn. A file that another program changed is not written
//! over: it is read again, and what could not be saved is said.

use super::App;
use super::views::{in_words, short};
use super::worker::Job;
use crate::edit::{StoryEdit, edit_story};
use crate::format::{read_story, story_text};
use crate::store::vfs::Vfs;
use crate::store::{self, Version};
use crate::ui::{OpenStory, Stories, StoryAsk, StoryChange};
use crate::view::{Story, StoryStep, ViewChange};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// So many changes of a story can be taken back.
const MAX_UNDO: usize = 100;

/// A story as it is on the disk.
#[derive(Clone, Debug)]
pub(super) struct StoryOnDisk {
    path: PathBuf,
    /// What was read; `None` is the built-in copy, or a file that could not be read.
    version: Option<Version>,
    text: String,
    /// Why it cannot be read.
    error: Option<String>,
}

impl StoryOnDisk {
    /// Reads what stands beside a timeline; `None` is the built-in one.
    pub(super) fn read_all(vfs: &dyn Vfs, timeline: Option<&Path>) -> Vec<Self> {
        let Some(timeline) = timeline else {
            let of = |(name, text): &(&str, &str)| Self {
                path: name.into(),
                version: None,
                text: (*text).to_owned(),
                error: None,
            };
            return store::BUILT_IN_STORIES.iter().map(of).collect();
        };
        // A folder that cannot be listed is told where the timeline is opened or saved.
        let paths = store::stories_of(vfs, timeline).unwrap_or_default();
        paths.into_iter().filter_map(|path| Self::read(vfs, path)).collect()
    }

    fn read(vfs: &dyn Vfs, path: PathBuf) -> Option<Self> {
        match store::read_beside(vfs, &path) {
            Ok(Some((version, text))) => Some(Self { path, version: Some(version), text, error: None }),
            Ok(None) => None,
            Err(err) => Some(Self { path, version: None, text: String::new(), error: Some(err.to_string()) }),
        }
    }

    /// What the panels are told.
    fn open(&self, undo: Option<String>) -> OpenStory {
        let file = read_story::<StoryStep>(&self.text);
        let steps = file.steps.into_iter().map(|record| record.value).collect();
        let can_save = match (&self.version, &self.error) {
            (Some(_), _) => Ok(()),
            (None, Some(err)) => Err(err.clone()),
            (None, None) => Err("this is the copy built into the program; save the timeline under a name first".into()),
        };
        let problems = match &self.error {
            Some(err) => vec![err.clone()],
            None => in_words(&self.text, &file.problems),
        };
        let story = Story { title: file.title, about: file.about, steps };
        OpenStory { place: self.path.clone(), story, problems, faults: Vec::new(), can_save, undo }
    }
}

/// The stories, with what is being done to them.
#[derive(Default)]
pub(super) struct StoriesOnDisk {
    stories: Vec<StoryOnDisk>,
    /// The changes of each file that can be taken back: what was done, and the text before.
    undo: BTreeMap<PathBuf, Vec<(String, String)>>,
    /// The texts that are being written.
    saving: BTreeMap<PathBuf, String>,
    /// A story that is shown as soon as it is read.
    wanted: Option<String>,
}

impl StoriesOnDisk {
    /// Other files are open.
    pub(super) fn clear(&mut self) {
        *self = Self { wanted: self.wanted.take(), ..Self::default() };
    }
}

impl App {
    /// Shows the first step of a story as soon as it is read; the newest wish counts.
    pub fn show_story(&mut self, title: &str) {
        self.stories.wanted = Some(title.to_owned());
        self.show_wanted_story();
    }

    fn show_wanted_story(&mut self) {
        let Some(title) = &self.stories.wanted else { return };
        let Some(story) = self.pending.shown.stories.find(title) else { return };
        let (place, first) = (story.place.clone(), story.story.steps.first().cloned());
        self.stories.wanted = None;
        self.ui_state.show_story(place);
        if let Some(step) = first {
            let state = step.view.shown(&self.state, &self.loaded);
            self.state = self.state.with(ViewChange::All(Box::new(state)));
        }
    }

    /// Takes in what was read. What is being written is newer.
    pub(super) fn stories_read(&mut self, read: Vec<StoryOnDisk>) {
        let mut old = std::mem::replace(&mut self.stories.stories, read);
        for story in &mut self.stories.stories {
            if self.stories.saving.contains_key(&story.path)
                && let Some(at) = old.iter().position(|old| old.path == story.path)
            {
                *story = old.swap_remove(at);
            } else if old.iter().any(|old| old.path == story.path && old.text != story.text) {
                // Another program changed it: what it did is not taken back along with ours.
                self.stories.undo.remove(&story.path);
            }
        }
        self.tell_stories();
        self.show_wanted_story();
    }

    fn tell_stories(&mut self) {
        let undo = |path: &Path| self.stories.undo.get(path).and_then(|undo| undo.last()).map(|(what, _)| what.clone());
        let stories = self.stories.stories.iter().map(|story| story.open(undo(&story.path))).collect();
        let can_begin = match self.desk.documents().first().map(|_| self.desk.path(0)) {
            Some(Some(path)) => Ok(short(&path)),
            Some(None) => Err("this is the copy built into the program; save it under a name first".to_owned()),
            None => Err("no timeline is open".to_owned()),
        };
        self.pending.shown.stories = Stories { stories, can_begin };
        self.judge_stories();
    }

    /// Holds the stories against the data that are shown.
    pub(super) fn judge_stories(&mut self) {
        for story in &mut self.pending.shown.stories.stories {
            let words = |step: &StoryStep| step.faults(&self.loaded).into_iter().map(|fault| fault.message).collect();
            story.faults = story.story.steps.iter().map(words).collect();
        }
    }

    /// Does what is asked for with stories.
    pub(super) fn ask_of_story(&mut self, ask: StoryAsk, now: f64) {
        let done = match ask {
            StoryAsk::Begin(title) => self.begin_story(&title),
            StoryAsk::Change(path, change) => self.change_story(&path, &change),
            StoryAsk::Undo(path) => self.undo_story(&path),
        };
        match done {
            Ok(()) => self.tell_stories(),
            Err(why) => {
                self.ui_state.story_not_saved();
                self.say(format!("Not saved: {why}"), now);
            }
        }
    }

    fn begin_story(&mut self, title: &str) -> Result<(), String> {
        let timeline = match self.pending.shown.stories.can_begin.clone() {
            Ok(_) => self.desk.path(0).unwrap_or_default(),
            Err(why) => return Err(why),
        };
        let path = store::story_path(&timeline, title);
        if self.stories.stories.iter().any(|story| story.path == path) {
            return Err(format!("a story is in {} already; give this one another title", short(&path)));
        }
        let text = story_text(title, "", &[] as &[StoryStep]).ok_or("it cannot be written")?;
        self.stories.wanted = Some(title.to_owned());
        self.stories.saving.insert(path.clone(), text.clone());
        let what = format!("Began {}", short(&path));
        self.worker.send(Job::SaveBeside { path, version: None, text, what });
        Ok(())
    }

    fn change_story(&mut self, path: &Path, change: &StoryChange) -> Result<(), String> {
        let story = self.story_to_change(path)?;
        let broken = || format!("this cannot be changed in {}; mend the file first", short(path));
        let text = edit_story(&story.text, &edit_of(change)).ok_or_else(broken)?;
        let before = std::mem::replace(&mut story.text, text);
        let what = words(change, &before);
        let undo = self.stories.undo.entry(path.to_owned()).or_default();
        undo.push((what.clone(), before));
        if undo.len() > MAX_UNDO {
            undo.remove(0);
        }
        self.save_story(path, what);
        Ok(())
    }

    fn undo_story(&mut self, path: &Path) -> Result<(), String> {
        self.story_to_change(path)?;
        let Some((what, before)) = self.stories.undo.get_mut(path).and_then(Vec::pop) else { return Ok(()) };
        self.story_to_change(path)?.text = before;
        self.save_story(path, format!("Taken back: {what}"));
        Ok(())
    }

    fn story_to_change(&mut self, path: &Path) -> Result<&mut StoryOnDisk, String> {
        let story = self.stories.stories.iter_mut().find(|story| story.path == path);
        let story = story.ok_or_else(|| format!("{} is not there any more", short(path)))?;
        let told = self.pending.shown.stories.at(path).map_or(Ok(()), |story| story.can_save.clone());
        told.map(|()| story)
    }

    /// Writes a story, unless it is being written: then it is its turn after that.
    fn save_story(&mut self, path: &Path, what: String) {
        if self.stories.saving.contains_key(path) {
            return;
        }
        let Some(story) = self.stories.stories.iter().find(|story| story.path == path) else { return };
        let (version, text) = (story.version.clone(), story.text.clone());
        self.stories.saving.insert(path.to_owned(), text.clone());
        self.worker.send(Job::SaveBeside { path: path.to_owned(), version, text, what });
    }

    /// Views or a story were written, or not.
    pub(super) fn beside_saved(&mut self, path: &Path, what: String, saved: Result<Version, String>, now: f64) {
        let written = self.stories.saving.remove(path);
        let story = self.stories.stories.iter_mut().find(|story| story.path == path);
        match (saved, story) {
            (Ok(version), Some(story)) => {
                story.version = Some(version);
                let is_all = written.as_ref() == Some(&story.text);
                self.say(what.clone(), now);
                if !is_all {
                    return self.save_story(path, what);
                }
            }
            (Ok(_), None) => self.say(what, now),
            (Err(why), _) => {
                self.stories.undo.remove(path);
                self.ui_state.story_not_saved();
                self.say(format!("Not saved: {why}"), now);
            }
        }
        self.read_beside();
    }
}

fn edit_of(change: &StoryChange) -> StoryEdit<'_, StoryStep> {
    match change {
        StoryChange::Head { title, about } => StoryEdit::Head { title, about },
        StoryChange::Put(at, step) => StoryEdit::Put(*at, step),
        StoryChange::Insert(at, step) => StoryEdit::Insert(*at, step),
        StoryChange::Copy(at) => StoryEdit::Copy(*at),
        StoryChange::Remove(at) => StoryEdit::Remove(*at),
        StoryChange::Move { from, to } => StoryEdit::Move { from: *from, to: *to },
    }
}

/// What a change does, such as "Removed step 3 “Why Russia”".
fn words(change: &StoryChange, before: &str) -> String {
    let step = |at: &usize| {
        let steps = read_story::<StoryStep>(before).steps;
        let title = steps.get(*at).map_or(String::new(), |step| format!(" “{}”", step.value.title));
        format!("step {}{title}", at + 1)
    };
    match change {
        StoryChange::Head { .. } => "Saved title and text of the story".to_owned(),
        StoryChange::Put(at, _) => format!("Saved {}", step(at)),
        StoryChange::Insert(at, new) => format!("Added step {} “{}”", at + 1, new.title),
        StoryChange::Copy(at) => format!("Doubled {}", step(at)),
        StoryChange::Remove(at) => format!("Removed {}", step(at)),
        StoryChange::Move { from, to } => format!("Moved {} to place {}", step(from), to + 1),
    }
}
