//! Commands carried out on a document: to splices, read back and checked.
//!
//! A command never leaves a half-made change: what it did is taken back unless the records it touched are free of errors.
//! Errors elsewhere in the file do not matter.

use super::clip::Clip;
use super::command::{Command, Refusal};
use super::insert;
use super::patch::Replacements;
use super::splice::{Splicer, change_record};
use super::{Document, Patch, PatchError};
use crate::format::tree::Node;
use crate::format::{Entry, List, Problem, Value, Writer, canonical, code, enter, layout, quoted, unquoted};
use std::collections::BTreeSet;
use std::ops::Range;

impl Document {
    /// Carries a command out. An empty patch says that everything is so already.
    ///
    /// # Errors
    /// If it cannot be carried out, or a record it touches would be in error; the document is as before then.
    pub fn apply(&mut self, command: &Command) -> Result<Patch, Refusal> {
        self.finish_reading();
        self.prepare();
        let told = self.told.all();
        let mut work = Work { document: self, patch: Patch::default(), touched: Vec::new(), gone: Vec::new() };
        match work.carry_out(command) {
            Ok(label) => Ok(Patch { label, ..work.patch }),
            Err(refusal) => {
                if !work.patch.is_empty() {
                    work.take_back();
                    self.told.remember(told);
                }
                Err(refusal)
            }
        }
    }

    /// Makes a patch, such as one to undo, and reads what it touches.
    ///
    /// # Errors
    /// If the patch was made for another text; the document is as before then.
    pub fn patch(&mut self, patch: &Patch) -> Result<(), PatchError> {
        patch.check(&self.text)?;
        self.finish_reading();
        let replacements = patch.replacements().effective(&self.text);
        self.change(&replacements);
        Ok(())
    }

    /// A document that was left half read is read whole.
    fn finish_reading(&mut self) {
        if self.frame.is_none() {
            *self = Self::read(std::mem::take(&mut self.name), self.text.whole().as_bytes().to_vec());
        }
    }
}

/// A command being carried out.
pub(super) struct Work<'a> {
    pub(super) document: &'a mut Document,
    /// What was changed so far.
    patch: Patch,
    /// Records that were changed or added.
    touched: Vec<(List, String)>,
    /// Ids of records that were taken out.
    gone: Vec<String>,
}

impl Work<'_> {
    /// Makes the changes; what the command is called.
    fn carry_out(&mut self, command: &Command) -> Result<String, Refusal> {
        let mut parts = command.parts().into_iter().peekable();
        let mut labels: Vec<String> = Vec::new();
        while let Some(part) = parts.next() {
            labels.push(match part {
                Command::Set { id, field, entry } => {
                    let mut entries = vec![(field.as_str(), entry)];
                    while let Some(Command::Set { field, entry, .. }) =
                        parts.next_if(|next| matches!(next, Command::Set { id: other, .. } if other == id))
                    {
                        entries.push((field, entry));
                    }
                    if self.document.is_header(id) { self.set_header(&entries)? } else { self.set(id, &entries)? }
                }
                Command::Add { record } => self.add(record)?,
                Command::Remove { id } => self.remove(id)?,
                Command::Move { id, behind } => self.move_record(id, behind.as_deref())?,
                Command::Several(_) => String::new(),
            });
        }
        self.check()?;
        Ok(labels.join(", "))
    }

    /// Makes the document what it was.
    fn take_back(&mut self) {
        let back = self.patch.inverse().replacements();
        self.document.change(&back);
    }

    pub(super) fn make(&mut self, replacements: Replacements) {
        let replacements = replacements.effective(&self.document.text);
        self.patch.push(&self.document.text, &replacements);
        self.document.change(&replacements);
    }

    /// Makes entries in one record; the label of the change.
    fn set(&mut self, id: &str, entries: &[(&str, &Entry)]) -> Result<String, Refusal> {
        let found = self.document.find(id)?;
        let mut typed = found.value.clone();
        for (field, entry) in entries {
            typed = enter(&typed, found.list, field, entry)?;
        }
        let own = id_of(&found.value).unwrap_or_default();
        let new_id = id_of(&typed).filter(|new| *new != own);
        if let Some(new) = &new_id {
            self.document.id_taken(found.list, new)?;
            if found.list == List::Incidents {
                typed = enter(&typed, found.list, "previous_ids", &Entry::With(own.clone()))?;
            }
        }
        let value = read_back(&typed, found.list)?;
        let style = self.document.style();
        let mut changed = vec![(found.list, found.bytes, found.value, value)];
        if let Some(new) = &new_id {
            let renamed = self.document.renamed(found.list, &own, new)?;
            changed.extend(renamed.into_iter().map(|(other, value)| (other.list, other.bytes, other.value, value)));
        }
        let mut all = Vec::new();
        for (list, bytes, old, new) in &changed {
            let clip = self.document.lines_of(bytes);
            let here = clip.bytes_here(bytes).ok_or(Refusal::NoPlace(list.field()))?;
            let change = change_record(&clip.text, &style, *list, &here, (old, new))
                .map_err(|(text, problems)| Refusal::InError { text, problems })?;
            self.touched.push((*list, id_of(new).unwrap_or_default()));
            self.patch.lost_comments.extend(change.lost_comments);
            all.push(clip.replacements_there(change.replacements).ok_or(Refusal::NoPlace(list.field()))?);
        }
        self.make(Replacements::joined(all));
        Ok(format!("{} of {}", field_names(entries), found.name))
    }

    /// Adds the records of a text; the label of the change.
    fn add(&mut self, text: &str) -> Result<String, Refusal> {
        let records = insert::read_records(text)?;
        let mut names = Vec::new();
        for (list, member) in records {
            let written = Writer::new(&insert::PLAIN).value(&member.value, "");
            let read = canonical(&written, list, 0..written.len());
            let Some(value) = read.value else {
                return Err(Refusal::InError { text: written, problems: read.problems });
            };
            let id = id_of(&value).unwrap_or_default();
            self.document.id_taken(list, &id)?;
            let replacements = insert::insert(self.document, list, &member, &value)?;
            self.make(replacements);
            self.touched.push((list, id.clone()));
            names.push(id);
        }
        Ok(format!("new record {}", names.join(", ")))
    }

    /// Takes a record out; the label of the change.
    fn remove(&mut self, id: &str) -> Result<String, Refusal> {
        let found = self.document.find(id)?;
        let change = insert::remove(self.document, found.list, &found.bytes)?;
        self.patch.lost_comments.extend(change.lost_comments);
        let mut all = vec![change.replacements];
        if found.list == List::Incidents {
            all.push(self.retire(id)?);
        }
        self.make(Replacements::joined(all));
        self.gone.extend(id_of(&found.value));
        Ok(format!("removal of {}", found.name))
    }

    /// Puts a record elsewhere in its list; the label of the change.
    fn move_record(&mut self, id: &str, behind: Option<&str>) -> Result<String, Refusal> {
        let found = self.document.find(id)?;
        let behind = match behind {
            None => None,
            Some(behind) => match self.document.find_in(found.list, behind)? {
                Some(other) => Some(other.bytes),
                None => return Err(Refusal::NoRecord(behind.to_owned())),
            },
        };
        let replacements = insert::shift(self.document, found.list, &found.bytes, behind.as_ref())?;
        self.make(replacements);
        self.touched.push((found.list, id_of(&found.value).unwrap_or_default()));
        Ok(format!("place of {}", found.name))
    }

    /// Keeps the id of a removed incident in the header.
    fn retire(&self, id: &str) -> Result<Replacements, Refusal> {
        let clip = self.document.header_clip();
        let text = clip.text.as_str();
        let layout = layout(text);
        let style = self.document.style();
        let mut splicer = Splicer::new(text, &style);
        let is_retired = |name: &crate::format::Field| text.get(name.name.clone()) == Some("retired_ids");
        let old: Vec<Value> =
            self.document.header.retired_ids.iter().map(|id| Value::plain(quoted(id.as_str()))).collect();
        let new = old.iter().cloned().chain([Value::plain(quoted(id))]);
        match layout.fields.iter().find(|field| is_retired(field)) {
            Some(field) if field.is_broken => return Err(Refusal::NoPlace("retired_ids")),
            Some(field) => {
                splicer.merge_list(
                    &Node::read(text, field.value.clone()),
                    &Value::list(old.clone()),
                    &Value::list(new),
                );
            }
            None => insert::header_field(&mut splicer, text, &layout, "retired_ids", Value::list(new))?,
        }
        let replacements = splicer.end().and_then(|replacements| clip.replacements_there(replacements));
        replacements.ok_or(Refusal::NoPlace("retired_ids"))
    }

    /// Whether the records touched are good, and nothing that is left names one that is gone.
    fn check(&self) -> Result<(), Refusal> {
        let document = &*self.document;
        for (list, id) in &self.touched {
            let Ok(Some(found)) = document.find_in(*list, id) else {
                let in_it = |problem: &&Problem| problem.is_error() && problem.id.as_deref() == Some(id);
                let problems = document.problems().iter().filter(in_it).cloned().collect();
                return Err(Refusal::InError { text: document.text.to_string(), problems });
            };
            let problems = document.errors_in(*list, &found.bytes);
            if !problems.is_empty() {
                let text = document.text.slice(found.bytes).unwrap_or_default().into_owned();
                return Err(Refusal::InError { text, problems });
            }
        }
        for id in &self.gone {
            let by = named_by(document, id);
            if !by.is_empty() {
                return Err(Refusal::StillNamed { id: id.clone(), by });
            }
        }
        Ok(())
    }
}

impl Document {
    /// The lines that these bytes are in.
    fn lines_of(&self, bytes: &Range<usize>) -> Clip {
        Clip::of(&self.text, self.text.line_start(bytes.start)..self.text.line_end(bytes.end))
    }

    /// The errors in a record, by bytes counted from its start.
    fn errors_in(&self, list: List, bytes: &Range<usize>) -> Vec<Problem> {
        let errors = |problems: &[Problem]| -> Vec<Problem> {
            problems.iter().filter(|problem| problem.is_error()).cloned().collect()
        };
        match self.index.as_ref().and_then(|_| self.label_at(list, bytes.start)) {
            Some((label, _)) => errors(self.noted(list, label)),
            None => errors(self.problems())
                .into_iter()
                .filter(|problem| bytes.contains(&problem.bytes.start))
                .map(|problem| problem.counted_from(bytes.start))
                .collect(),
        }
    }
}

/// Ids of the records that name an id which no record has.
fn named_by(document: &Document, id: &str) -> Vec<String> {
    let dangles = [code::DANGLING_ACTOR, code::DANGLING_INCIDENT, code::DANGLING_SOURCE];
    let is_it = |problem: &&Problem| {
        let says = format!("has the id `{id}`");
        dangles.contains(&problem.code) && problem.message.ends_with(&says)
    };
    let mut by: Vec<String> = match &document.index {
        Some(index) => {
            let watchers: BTreeSet<_> = List::ALL.into_iter().flat_map(|list| index.watchers_of(list)).collect();
            let notes = watchers.into_iter().flat_map(|(list, label)| document.noted(list, label));
            notes.filter(is_it).filter_map(|problem| problem.id.clone()).collect()
        }
        None => document.problems().iter().filter(is_it).filter_map(|problem| problem.id.clone()).collect(),
    };
    by.dedup();
    by
}

/// The value as the file would give it back.
fn read_back(typed: &Value, list: List) -> Result<Value, Refusal> {
    let written = Writer::new(&insert::PLAIN).value(typed, "");
    let read = canonical(&written, list, 0..written.len());
    match read.value {
        // What was typed now is not kept and ignored, as an unknown field of an older file is.
        Some(value) if read.problems.is_empty() => Ok(value),
        _ => Err(Refusal::InError { text: written, problems: read.problems }),
    }
}

pub(super) fn id_of(record: &Value) -> Option<String> {
    unquoted(&record.field("id")?.text)
}

/// "killed", "killed and place", "killed, place and tags".
pub(super) fn field_names(entries: &[(&str, &Entry)]) -> String {
    let mut names: Vec<&str> = entries.iter().filter_map(|(field, _)| field.split('.').next()).collect();
    names.dedup();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(""),
    }
}
