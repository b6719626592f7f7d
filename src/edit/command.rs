//! What can be done to a document, and why it is not done.

use crate::format::{Entry, EntryError, Problem, Style, Writer, Written};
use std::fmt::Write as _;

/// A change of a document, as asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Makes an entry in a field of the record with this id.
    Set {
        /// Id of an incident, else of a source, an actor or a period; `Timeline` is the header.
        id: String,
        /// Path of the field as in the file, such as `killed.best`; items of a list count from 0.
        field: String,
        /// What it should say.
        entry: Entry,
    },
    /// Adds a record: incidents by their day, others at the end of their list.
    Add {
        /// The record as RON, such as `Incident(…)`; comments in it are kept.
        record: String,
    },
    /// Takes the record with this id out; the id of an incident is kept in `retired_ids`.
    Remove {
        /// Id of an incident, else of a source, an actor or a period.
        id: String,
    },
    /// Puts a record elsewhere in its list, with the comment behind it.
    Move {
        /// Id of the record.
        id: String,
        /// Id of the record of the same list behind which it goes; `None` puts it in front of all.
        behind: Option<String>,
    },
    /// All of them as one change, or none.
    Several(Vec<Command>),
}

impl Command {
    /// Adds a record of the model.
    pub fn add(record: &impl Written) -> Self {
        let style = Style { line_end: "\n", step: "    ".to_owned() };
        Self::Add { record: Writer::new(&style).value(&record.value(), "") }
    }

    /// The commands it is made of, in order.
    pub(super) fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Several(commands) => commands.iter().flat_map(Self::parts).collect(),
            one => vec![one],
        }
    }
}

/// Why a command was not carried out; the document is as before.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// No record that can be edited has the id.
    #[error("no record of the file has the id `{0}`")]
    NoRecord(String),
    /// The record is there but cannot be read.
    #[error("the record `{0}` cannot be read, so it can only be mended as text")]
    Damaged(String),
    /// Several records have the id.
    #[error("{n} records have the id `{id}`")]
    NotOne {
        /// The id.
        id: String,
        /// How many.
        n: usize,
    },
    /// The id is in use, or was once.
    #[error("the id `{id}` {why}")]
    IdTaken {
        /// The id.
        id: String,
        /// What it stands for, as the end of a sentence.
        why: String,
    },
    /// Other records name what would be removed.
    #[error("`{id}` is still named by {}", some_of(.by))]
    StillNamed {
        /// The id.
        id: String,
        /// Ids of the records that name it.
        by: Vec<String>,
    },
    /// What was typed does not fit the field.
    #[error("{0}")]
    Entry(#[from] EntryError),
    /// The text to add holds no record.
    #[error("this is no record")]
    NoRecordText,
    /// The record would be in error.
    #[error("the record would be in error: {}", words(.problems))]
    InError {
        /// The text with the change, in which the problems have their place.
        text: String,
        /// What would be wrong.
        problems: Vec<Problem>,
    },
    /// The file's brackets do not allow it.
    #[error("the list `{0}` of the file cannot be told from its damage")]
    NoPlace(&'static str),
}

impl Refusal {
    /// What to do instead, if that can be told.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Entry(err) => Some(err.hint.clone()),
            Self::InError { problems, .. } => problems.iter().find_map(|problem| problem.hint.clone()),
            Self::IdTaken { .. } => Some("give it another id; ids are never used again".to_owned()),
            Self::StillNamed { .. } => Some("take the id out of those records first".to_owned()),
            Self::NotOne { .. } => Some("give them ids of their own in the text".to_owned()),
            Self::NoRecordText => Some("write Incident(…), Source(…), Actor(…) or Period(…)".to_owned()),
            Self::NoPlace(_) | Self::Damaged(_) => Some("`daymark check` tells what is wrong and where".to_owned()),
            Self::NoRecord(_) => None,
        }
    }
}

/// The first few, and how many more.
fn some_of(ids: &[String]) -> String {
    const SHOWN: usize = 4;
    match ids.split_at_checked(SHOWN) {
        Some((first, rest)) if rest.len() > 1 => format!("{} and {} more", first.join(", "), rest.len()),
        _ => ids.join(", "),
    }
}

fn words(problems: &[Problem]) -> String {
    let mut words = String::new();
    for (i, problem) in problems.iter().enumerate() {
        let _ = write!(words, "{}{}", if i > 0 { "; " } else { "" }, problem.message);
    }
    words
}
