//! What both sides changed, for a person to choose from.

use super::marks::Conflict;
use super::values::at;
use super::{Merge, MergeError, insert, lost};
use crate::edit::{Document, Patch};
use crate::format::{Style, Value, Writer};

/// Which side's version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// That of this program.
    Ours,
    /// That of the other program.
    Theirs,
}

/// A merge without marks: one version of everything stands in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined {
    /// Our text with their changes.
    pub text: String,
    /// What both changed; of each one version stands in the text.
    pub disputes: Vec<Dispute>,
    /// Comments that they wrote and that the text does not hold.
    pub lost_comments: Vec<String>,
}

/// A field, or a whole record, that both sides changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dispute {
    /// Id of the record; `None` is the timeline itself.
    pub id: Option<String>,
    /// What people call the record.
    pub name: String,
    /// Path of the field, such as `killed.best`; `None` is the whole record, which one side took out.
    pub field: Option<String>,
    /// What it said before both, as the file writes it; `None` is nothing.
    pub base: Option<String>,
    /// What we made of it.
    pub ours: Option<String>,
    /// What they made of it.
    pub theirs: Option<String>,
    /// Whose version the text holds after the merge: ours, but for a record that only they still have, which stays.
    pub stands: Side,
    conflict: Conflict,
}

impl Dispute {
    /// What puts the other version in place of the one that stands; `None` if the text has neither any more.
    pub fn other(&self, document: &Document) -> Option<Patch> {
        let replacements = self.conflict.replacements(document, &Style::of(&document.text))?;
        let whose = if self.stands == Side::Ours { "their" } else { "our" };
        let label = match &self.field {
            Some(field) => format!("{whose} {field} of {}", self.name),
            None => format!("{whose} removal of {}", self.name),
        };
        let mut patch = Patch { label, ..Patch::default() };
        patch.push(&document.text, &replacements);
        Some(patch)
    }
}

/// Makes in `ours` what `theirs` changed since `base`. Where both changed the same, ours stays and is named; a record that
/// one side took out and the other changed stays.
///
/// # Errors
/// As [`super::merge`].
pub fn join(base: &Document, ours: &Document, theirs: &Document) -> Result<Joined, MergeError> {
    super::check(base, ours)?;
    super::check(base, theirs)?;
    if let Some(text) = super::without_merging(base, ours, theirs) {
        return Ok(Joined { text, disputes: Vec::new(), lost_comments: Vec::new() });
    }
    let (document, conflicts) = Merge::of(base, ours, theirs)?;
    let disputes = conflicts.into_iter().map(|conflict| dispute(conflict, [base, ours, theirs])).collect();
    let text = document.text.to_string();
    Ok(Joined { lost_comments: lost(base, theirs, &text), text, disputes })
}

fn dispute(conflict: Conflict, sides: [&Document; 3]) -> Dispute {
    let stands = if matches!(conflict, Conflict::GoneInOurs { .. }) { Side::Theirs } else { Side::Ours };
    let (id, field, versions) = match &conflict {
        Conflict::Field { id, path, .. } => {
            let version = |side: &Document| side.find(id).ok().and_then(|found| at(&found.value, path).map(written));
            (Some(id.clone()), Some(path.join(".")), sides.map(version))
        }
        Conflict::Header { name, .. } => {
            (None, Some(name.clone()), sides.map(|side| super::header::text_of(side, name)))
        }
        Conflict::GoneInTheirs { id } | Conflict::GoneInOurs { id } => {
            let version = |side: &Document| side.find(id).ok().map(|found| written(&found.value));
            (Some(id.clone()), None, sides.map(version))
        }
    };
    let name = id.as_ref().and_then(|id| sides.iter().find_map(|side| side.find(id).ok()));
    let name = name.map_or_else(|| "the timeline".to_owned(), |found| found.name);
    let [base, ours, theirs] = versions;
    Dispute { id, name, field, base, ours, theirs, stands, conflict }
}

fn written(value: &Value) -> String {
    Writer::new(&insert::PLAIN).value(value, "")
}
