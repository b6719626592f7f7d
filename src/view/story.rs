//! A guided reading of a timeline: steps in order, each a view with a title, a text and notes for who presents it.

use super::{Loaded, Reference, SavedView, markdown_references};
use crate::model::{Fault, SourceId};
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

/// A link to something that the timelines do not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadLink {
    /// The field whose text has it.
    pub field: &'static str,
    /// The address as it is written.
    pub address: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Story {
    /// What is wrong with the story itself, its steps aside.
    pub fn faults(&self, loaded: &Loaded) -> Vec<Fault> {
        let mut faults = Vec::new();
        faults.extend(no_title(&self.title, "this story has no title"));
        faults.extend(dead_links(&[("about", &self.about)], loaded).into_iter().map(|link| link.fault));
        faults
    }
}

impl StoryStep {
    /// What of it cannot be shown with these timelines, each at its field; the rest of it can.
    pub fn faults(&self, loaded: &Loaded) -> Vec<Fault> {
        let mut faults = Vec::new();
        faults.extend(no_title(&self.title, "this step has no title"));
        faults.extend(self.dead_links(loaded).into_iter().map(|link| link.fault));
        faults.extend(self.view.faults_unnamed(loaded).into_iter().map(|fault| {
            let (field, message) = (format!("view.{}", fault.field), fault.message.replace("this view", "this step"));
            Fault { field, message, ..fault }
        }));
        faults
    }

    /// The links of its texts to incidents and sources that are not there.
    pub fn dead_links(&self, loaded: &Loaded) -> Vec<DeadLink> {
        dead_links(&[("text", &self.text), ("notes", &self.notes)], loaded)
    }
}

fn no_title(title: &str, message: &str) -> Option<Fault> {
    let is_empty = title.trim().is_empty();
    is_empty.then(|| Fault::error("title", "story-title", message).with_hint("write title: \"…\""))
}

/// The links of texts to incidents and sources that the timelines do not hold.
pub fn dead_links(texts: &[(&'static str, &str)], loaded: &Loaded) -> Vec<DeadLink> {
    let catalog = &loaded.catalog;
    let mut dead = Vec::new();
    for (field, text) in texts {
        for reference in markdown_references(text) {
            let (what, id, is_there) = match &reference {
                Reference::Incident(id) => ("incident", id, catalog.row(id).is_some()),
                Reference::Source(id) => ("source", id, catalog.source(&SourceId::from(id.as_str())).is_some()),
                Reference::Address(_) => continue,
            };
            if !is_there {
                let message = format!("the {what} `{id}` that this links to is not in the timeline");
                let hint = format!("write {what}: and the id of one that is");
                let fault = Fault::error(field, "story-link", message).with_hint(hint);
                dead.push(DeadLink { field, address: format!("{what}:{id}"), fault });
            }
        }
    }
    dead
}
