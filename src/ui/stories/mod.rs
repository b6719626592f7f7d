//! Stories: read step by step beside the picture, changed, and begun.
//!
//! What is asked for goes to `app` as a [`StoryAsk`]; a step is shown by an ordinary change of the view.

mod edit;
pub(crate) mod markdown;
mod panel;

pub(crate) use panel::{StoryState, add, go_to, show};

use crate::view::{Story, StoryStep};
use std::path::PathBuf;

/// The stories of the open timelines.
#[derive(Clone, PartialEq, Debug)]
pub struct Stories {
    /// In the order of their files.
    pub stories: Vec<OpenStory>,
    /// The timeline that new stories go beside, or why none can be begun.
    pub can_begin: Result<String, String>,
}

impl Default for Stories {
    fn default() -> Self {
        Self { stories: Vec::new(), can_begin: Err("no timeline is open".to_owned()) }
    }
}

/// A story as it is open.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenStory {
    /// Its file, or the name of the built-in copy.
    pub place: PathBuf,
    /// What it says, with changes that are being saved.
    pub story: Story,
    /// What is wrong with its text, in words.
    pub problems: Vec<String>,
    /// What of each step cannot be shown with the open timelines, in words.
    pub faults: Vec<Vec<String>>,
    /// Why it cannot be changed, if so.
    pub can_save: Result<(), String>,
    /// The last change, which can be taken back.
    pub undo: Option<String>,
}

impl OpenStory {
    /// What of a step cannot be shown, in words.
    pub fn faults_of(&self, step: usize) -> &[String] {
        self.faults.get(step).map_or(&[], Vec::as_slice)
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        self.place.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

impl Stories {
    /// The story in this file.
    pub fn at(&self, place: &std::path::Path) -> Option<&OpenStory> {
        self.stories.iter().find(|story| story.place == place)
    }

    /// The first story with this title.
    pub fn find(&self, title: &str) -> Option<&OpenStory> {
        self.stories.iter().find(|story| story.story.title == title)
    }
}

/// What is asked for with stories.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoryAsk {
    /// Begin one with this title in a file of its own.
    Begin(String),
    /// Change one and save it.
    Change(PathBuf, StoryChange),
    /// Take the last change of one back.
    Undo(PathBuf),
}

/// A change of a story. Steps are counted from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StoryChange {
    /// The story's own texts.
    Head {
        /// What it is called.
        title: String,
        /// What it rests on.
        about: String,
    },
    /// A step says something else.
    Put(usize, Box<StoryStep>),
    /// A new step, which has this place then.
    Insert(usize, Box<StoryStep>),
    /// A step once more, behind itself.
    Copy(usize),
    /// A step goes.
    Remove(usize),
    /// A step goes elsewhere.
    Move {
        /// Where it is.
        from: usize,
        /// The place it has then.
        to: usize,
    },
}
