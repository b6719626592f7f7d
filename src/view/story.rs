//! A guided reading of a timeline: steps in order, each a view with a title, a text and notes for who presents it.

use super::SavedView;
use serde::{Deserialize, Serialize};

/// A story, as a file of its own holds it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// Whose questions it follows and what it rests on, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The steps, in the order they are read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StoryStep>,
}

/// A step of a story.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename = "Step")]
pub struct StoryStep {
    /// What it says, in a line.
    pub title: String,
    /// What the audience reads, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What only who presents it reads, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// What is shown beside it; its name may be empty.
    #[serde(default)]
    pub view: SavedView,
}
