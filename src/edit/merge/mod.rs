//! Three-way merge of files, by record and field: what they changed since the base is made in our text.
//!
//! A record that we left alone is taken over as they wrote it, comments and all. Where both changed a record, its fields
//! are merged; where both changed one field, both stand in the text, between git's own markers.

mod dispute;
mod gaps;
mod header;
mod marks;
mod values;

pub use dispute::{Dispute, Joined, Side, join};

use super::apply::id_of;
use super::find::Found;
use super::patch::Replacements;
use super::splice::change_record;
use super::{Document, insert};
use crate::format::{List, Member, Style, Value, arrange, comments};
use marks::{Conflict, mark};
use std::collections::BTreeMap;
use values::Path;

/// What came of a merge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// The text, with git's markers where both sides changed the same.
    pub text: String,
    /// Where both changed the same, as `ID: FIELD` or `ID`.
    pub conflicts: Vec<String>,
    /// Comments that they wrote and that the text does not hold.
    pub lost_comments: Vec<String>,
}

/// Why files cannot be merged.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MergeError {
    /// Damage that the base does not have.
    #[error("records of {0} cannot be read, so nobody can tell what was changed there")]
    Damaged(String),
    /// An id that several records have.
    #[error("several records of {name} have the id `{id}`")]
    DoubledId {
        /// The file.
        name: String,
        /// The id.
        id: String,
    },
    /// The text does not let itself be changed where it should.
    #[error("the changes do not fit into {0}")]
    NoPlace(String),
}

/// Makes in `ours` what `theirs` changed since `base`.
///
/// # Errors
/// If a side is damaged where the base is not, or has an id twice.
pub fn merge(base: &Document, ours: &Document, theirs: &Document) -> Result<Merged, MergeError> {
    check(base, ours)?;
    check(base, theirs)?;
    if let Some(text) = without_merging(base, ours, theirs) {
        return Ok(Merged { text, conflicts: Vec::new(), lost_comments: Vec::new() });
    }
    let (document, conflicts) = Merge::of(base, ours, theirs)?;
    let text = mark(&document, &conflicts).ok_or_else(|| MergeError::NoPlace(ours.name.clone()))?;
    Ok(Merged {
        lost_comments: lost(base, theirs, &text),
        conflicts: conflicts.iter().map(Conflict::words).collect(),
        text,
    })
}

/// The text if two of the three are the same.
fn without_merging(base: &Document, ours: &Document, theirs: &Document) -> Option<String> {
    let text = match () {
        () if base.text == ours.text => &theirs.text,
        () if base.text == theirs.text || ours.text == theirs.text => &ours.text,
        () => return None,
    };
    Some(text.to_string())
}

/// Damage that was there before does not matter; of new damage nobody can tell what it was.
fn check(base: &Document, side: &Document) -> Result<(), MergeError> {
    let had: Vec<&str> = damaged_texts(base).collect();
    let has_structure = side.text.is_empty() || crate::format::layout(&side.text).root.is_some();
    if !has_structure || damaged_texts(side).any(|text| !had.contains(&text)) {
        return Err(MergeError::Damaged(side.name.clone()));
    }
    Ok(())
}

fn damaged_texts(document: &Document) -> impl Iterator<Item = &str> {
    document.damaged.iter().filter_map(|damaged| document.text.get(damaged.bytes.clone()))
}

struct Merge<'a> {
    base: &'a Document,
    ours: &'a Document,
    theirs: &'a Document,
    /// Replacements of our text.
    changes: Vec<Replacements>,
    /// Records that we lack, as they wrote them.
    added: Vec<(List, Member, Value)>,
    conflicts: Vec<Conflict>,
}

impl<'a> Merge<'a> {
    /// Our text with their changes, ours where both changed the same.
    fn of(
        base: &'a Document,
        ours: &'a Document,
        theirs: &'a Document,
    ) -> Result<(Document, Vec<Conflict>), MergeError> {
        let mut merge = Self { base, ours, theirs, changes: Vec::new(), added: Vec::new(), conflicts: Vec::new() };
        merge.header();
        merge.top();
        for list in List::ALL {
            merge.list(list)?;
            merge.gaps(list);
        }
        merge.end()
    }

    fn list(&mut self, list: List) -> Result<(), MergeError> {
        let (base, ours) = (by_id(self.base, list)?, by_id(self.ours, list)?);
        let theirs = by_id(self.theirs, list)?;
        for id in self.theirs.records(list).iter().filter_map(|found| id_of(&found.value)) {
            if let Some(their) = theirs.get(&id) {
                self.record(&id, base.get(&id), ours.get(&id), their)?;
            }
        }
        for (id, was) in base.iter().filter(|(id, _)| !theirs.contains_key(*id)) {
            match ours.get(id) {
                None => {}
                Some(our) if our.value == was.value => {
                    let change = insert::remove(self.ours, list, &our.bytes).map_err(|_| self.no_place())?;
                    self.changes.push(change.replacements);
                }
                Some(_) => self.conflicts.push(Conflict::GoneInTheirs { id: id.clone() }),
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        id: &str,
        base: Option<&Found>,
        ours: Option<&Found>,
        theirs: &Found,
    ) -> Result<(), MergeError> {
        let (ours, is_unchanged) = match (base, ours) {
            (Some(was), None) if was.value == theirs.value => return Ok(()),
            (was, None) => {
                self.added.push((theirs.list, self.their_member(theirs)?, theirs.value.clone()));
                if was.is_some() {
                    self.conflicts.push(Conflict::GoneInOurs { id: id.to_owned() });
                }
                return Ok(());
            }
            (was, Some(ours)) => {
                let text =
                    |document: &Document, found: &Found| document.text.get(found.bytes.clone()).map(str::to_owned);
                let was_text = was.and_then(|was| text(self.base, was));
                let (our_text, their_text) = (text(self.ours, ours), text(self.theirs, theirs));
                if our_text == their_text || was_text == their_text {
                    return Ok(());
                }
                (ours, was_text == our_text)
            }
        };
        if is_unchanged {
            let text = self.theirs.text.get(theirs.bytes.clone()).unwrap_or("").to_owned();
            self.changes.push(Replacements::one(ours.bytes.clone(), text));
            return Ok(());
        }
        self.fields(id, base, ours, theirs)
    }

    /// Both sides changed the record: so many of their fields as we left alone.
    fn fields(&mut self, id: &str, base: Option<&Found>, ours: &Found, theirs: &Found) -> Result<(), MergeError> {
        let mut paths: Vec<Path> = Vec::new();
        let nothing = Value::named(ours.list.record(), Vec::new());
        let was = base.map_or(&nothing, |base| &base.value);
        let merged = values::merge(&Path::new(), Some(was), Some(&ours.value), Some(&theirs.value), &mut paths);
        let mut merged = merged.unwrap_or_else(|| ours.value.clone());
        arrange(&mut merged, ours.list);
        let style = Style::of(&self.ours.text);
        let change = change_record(&self.ours.text, &style, ours.list, &ours.bytes, (&ours.value, &merged));
        self.changes.push(change.map_err(|_| self.no_place())?.replacements);
        for path in paths {
            let theirs = values::at(&theirs.value, &path).cloned();
            self.conflicts.push(Conflict::Field { id: id.to_owned(), path, theirs });
        }
        Ok(())
    }

    /// Their record with the comments in and around it.
    fn their_member(&self, found: &Found) -> Result<Member, MergeError> {
        let (mut value, _) = Value::read(&self.theirs.text, found.bytes.start).ok_or_else(|| self.no_place())?;
        found.list.record().clone_into(&mut value.text);
        arrange(&mut value, found.list);
        let (above, behind) = self.comments_around(found);
        Ok(Member { above, behind, ..Member::item(value) })
    }

    fn no_place(&self) -> MergeError {
        MergeError::NoPlace(self.ours.name.clone())
    }

    fn end(self) -> Result<(Document, Vec<Conflict>), MergeError> {
        let no_place = || MergeError::NoPlace(self.ours.name.clone());
        let changes = Replacements::checked(self.changes.iter().cloned()).ok_or_else(no_place)?;
        let mut document = self.ours.clone();
        document.change(&changes);
        // All but incidents go to the end of their list. Together: one by one, each new source would have everything
        // looked at again that names one still to come.
        let is_alone = |list: List| list == List::Incidents;
        for group in self.added.chunk_by(|(a, ..), (b, ..)| a == b && !is_alone(*a)) {
            let Some((list, _, value)) = group.first() else { continue };
            let members: Vec<&Member> = group.iter().map(|(_, member, _)| member).collect();
            let replacements = insert::insert_all(&document, *list, &members, value).map_err(|_| no_place())?;
            document.change(&replacements);
        }
        Ok((document, self.conflicts))
    }
}

fn by_id(document: &Document, list: List) -> Result<BTreeMap<String, Found>, MergeError> {
    let mut by_id = BTreeMap::new();
    for found in document.records(list) {
        let id = id_of(&found.value).unwrap_or_default();
        if by_id.insert(id.clone(), found).is_some() {
            return Err(MergeError::DoubledId { name: document.name.clone(), id });
        }
    }
    Ok(by_id)
}

/// Comments that they wrote since the base and that did not come over.
fn lost(base: &Document, theirs: &Document, text: &str) -> Vec<String> {
    let mut left = comments(text);
    left.extend(comments(&base.text));
    let mut lost = comments(&theirs.text);
    lost.retain(|comment| !left.contains(comment));
    lost
}
