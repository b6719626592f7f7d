//! Commands carried out on a document: to splices, read back and checked.
//!
//! A command never leaves a half-made change: it is carried out on a draft, and the document becomes the draft once the
//! records it touched are free of errors. Errors elsewhere in the file do not matter.

use super::command::{Command, Refusal};
use super::insert;
use super::patch::Replacements;
use super::splice::{Splicer, change_record};
use super::{Document, Patch, PatchError};
use crate::format::tree::Node;
use crate::format::{Entry, List, Problem, Style, Value, Writer, canonical, code, enter, layout, quoted, unquoted};
use crate::model::IncidentId;

impl Document {
    /// Carries a command out. An empty patch says that everything is so already.
    ///
    /// # Errors
    /// If it cannot be carried out, or a record it touches would be in error; the document is as before then.
    pub fn apply(&mut self, command: &Command) -> Result<Patch, Refusal> {
        let mut draft =
            Draft { document: self.clone(), patch: Patch::default(), touched: Vec::new(), gone: Vec::new() };
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
                    draft.set(id, &entries)?
                }
                Command::Add { record } => draft.add(record)?,
                Command::Remove { id } => draft.remove(id)?,
                Command::Several(_) => String::new(),
            });
        }
        draft.patch.label = labels.join(", ");
        draft.check()?;
        *self = draft.document;
        Ok(draft.patch)
    }

    /// Makes a patch, such as one to undo, and reads the text again.
    ///
    /// # Errors
    /// If the patch was made for another text; the document is as before then.
    pub fn patch(&mut self, patch: &Patch) -> Result<(), PatchError> {
        let text = patch.apply(&self.text)?;
        *self = Self::read(self.name.clone(), text.into_bytes());
        Ok(())
    }
}

/// A document on its way to another.
struct Draft {
    document: Document,
    patch: Patch,
    /// Records that were changed or added.
    touched: Vec<(List, String)>,
    /// Ids of records that were taken out.
    gone: Vec<String>,
}

impl Draft {
    fn make(&mut self, replacements: &Replacements) {
        let before = self.patch.splices.len();
        let text = self.document.text.clone();
        self.patch.push(&text, replacements);
        if self.patch.splices.len() > before {
            let text = replacements.apply(&text);
            self.document = Document::read(std::mem::take(&mut self.document.name), text.into_bytes());
        }
    }

    /// Makes entries in one record; the label of the change.
    fn set(&mut self, id: &str, entries: &[(&str, &Entry)]) -> Result<String, Refusal> {
        let found = self.document.find(id)?;
        let mut typed = found.value.clone();
        for (field, entry) in entries {
            typed = enter(&typed, found.list, field, entry)?;
        }
        let new_id = id_of(&typed).filter(|new| new != id);
        if let (Some(new), List::Incidents) = (&new_id, found.list) {
            self.document.id_taken(found.list, new)?;
            typed = enter(&typed, found.list, "previous_ids", &Entry::With(id.to_owned()))?;
        }
        let value = read_back(&typed, found.list)?;
        let style = Style::of(&self.document.text);
        let mut changed = vec![(found.list, found.bytes, found.value, value)];
        if let (Some(new), List::Incidents) = (&new_id, found.list) {
            changed.extend(self.renamed_in_relations(id, new)?);
        }
        let mut all = Vec::new();
        for (list, bytes, old, new) in &changed {
            let change = change_record(&self.document.text, &style, *list, bytes, (old, new))
                .map_err(|(text, problems)| Refusal::InError { text, problems })?;
            self.touched.push((*list, id_of(new).unwrap_or_default()));
            self.patch.lost_comments.extend(change.lost_comments);
            all.push(change.replacements);
        }
        self.make(&Replacements::joined(all));
        Ok(format!("{} of {}", field_names(entries), found.name))
    }

    /// The other incidents that name an incident, with its new id.
    fn renamed_in_relations(&self, id: &str, new: &str) -> Result<Vec<Changed>, Refusal> {
        let is_named = |related: &crate::model::Related| related.id.as_str() == id;
        let mut changed = Vec::new();
        for record in &self.document.incidents {
            let other = record.value.id.as_str();
            if other == id || !record.value.related.iter().any(is_named) {
                continue;
            }
            let mut incident = (*record.value).clone();
            for related in incident.related.iter_mut().filter(|related| is_named(related)) {
                related.id = IncidentId::from(new);
            }
            let found = self.document.find(other)?;
            changed.push((found.list, found.bytes, found.value, crate::format::Written::value(&incident)));
        }
        Ok(changed)
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
            let replacements = insert::insert(&self.document, list, &member, &value)?;
            self.make(&replacements);
            self.touched.push((list, id.clone()));
            names.push(id);
        }
        Ok(format!("new record {}", names.join(", ")))
    }

    /// Takes a record out; the label of the change.
    fn remove(&mut self, id: &str) -> Result<String, Refusal> {
        let found = self.document.find(id)?;
        let text = self.document.text.clone();
        let change = insert::remove(&text, found.list, &found.bytes)?;
        self.patch.lost_comments.extend(change.lost_comments);
        let mut all = vec![change.replacements];
        if found.list == List::Incidents {
            all.push(self.retire(id)?);
        }
        self.make(&Replacements::joined(all));
        self.gone.push(id.to_owned());
        Ok(format!("removal of {}", found.name))
    }

    /// Keeps the id of a removed incident in the header.
    fn retire(&self, id: &str) -> Result<Replacements, Refusal> {
        let text = &self.document.text;
        let layout = layout(text);
        let style = Style::of(text);
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
        splicer.end().ok_or(Refusal::NoPlace("retired_ids"))
    }

    /// Whether the records touched are good, and nothing that is left names one that is gone.
    fn check(&self) -> Result<(), Refusal> {
        let document = &self.document;
        for (list, id) in &self.touched {
            let Ok(found) = document.find(id) else {
                let in_it = |problem: &&Problem| problem.is_error() && problem.id.as_deref() == Some(id);
                let problems = document.problems.iter().filter(in_it).cloned().collect();
                return Err(Refusal::InError { text: document.text.to_string(), problems });
            };
            let in_it = |problem: &&Problem| problem.is_error() && found.bytes.contains(&problem.bytes.start);
            let problems: Vec<Problem> = document.problems.iter().filter(in_it).cloned().collect();
            if found.list == *list && !problems.is_empty() {
                return Err(Refusal::InError { text: document.text.to_string(), problems });
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

/// List, bytes, old and new value of a record.
type Changed = (List, std::ops::Range<usize>, Value, Value);

/// Ids of the records that name an id which no record has.
fn named_by(document: &Document, id: &str) -> Vec<String> {
    let dangles = [code::DANGLING_ACTOR, code::DANGLING_INCIDENT, code::DANGLING_SOURCE];
    let names_it = |problem: &&Problem| {
        dangles.contains(&problem.code)
            && unquoted(document.text.get(problem.bytes.clone()).unwrap_or("")).as_deref() == Some(id)
    };
    let mut by: Vec<String> =
        document.problems.iter().filter(names_it).filter_map(|problem| problem.id.clone()).collect();
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
fn field_names(entries: &[(&str, &Entry)]) -> String {
    let mut names: Vec<&str> = entries.iter().filter_map(|(field, _)| field.split('.').next()).collect();
    names.dedup();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(""),
    }
}
