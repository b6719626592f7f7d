//! A checked draft as the command that brings the file there.

use super::{Checked, Draft};
use crate::edit::{Command, Document};
use crate::format::{Entry, Style, Value, Writer, Written, unquoted};
use crate::model::SourceId;

impl Draft {
    /// What is to be done so that the file says what the draft says, as far as that can be read. `None` if it says so
    /// already, or if it is a new incident that is not complete.
    pub fn command(&self, document: &Document, checked: &Checked) -> Option<Command> {
        let mut parts = self.source_commands(document, checked);
        match self.base() {
            Some(base) => parts.extend(changes(base.id.as_str(), &base.value(), &checked.incident.value())),
            None if self.is_new() && checked.is_ready() => parts.push(Command::add(&checked.incident)),
            None => return None,
        }
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Command::Several(parts)),
        }
    }

    /// New sources that the record names, and those that they pass on; and what was changed in sources of the file.
    fn source_commands(&self, document: &Document, checked: &Checked) -> Vec<Command> {
        let mut named: Vec<SourceId> = checked.incident.source_ids().into_iter().cloned().collect();
        let mut at = 0;
        while let Some(id) = named.get(at).cloned() {
            let relayed = checked.sources.iter().find(|source| source.id == id);
            named.extend(relayed.and_then(|source| source.relay_of.clone()).filter(|id| !named.contains(id)));
            at += 1;
        }
        let mut commands = Vec::new();
        for source in &checked.sources {
            match document.source(&source.id) {
                Some(old) => commands.extend(changes(source.id.as_str(), &old.value(), &source.value())),
                None if named.contains(&source.id) => commands.push(Command::add(source)),
                None => {}
            }
        }
        commands
    }
}

/// The fields in which two values of one record differ, as entries.
pub(in crate::edit) fn changes(id: &str, old: &Value, new: &Value) -> Vec<Command> {
    let set = |field: &str, entry: Entry| Command::Set { id: id.to_owned(), field: field.to_owned(), entry };
    let changed = new.members.iter().filter(|member| old.field(&member.name) != Some(&member.value));
    let changed = changed.map(|member| set(&member.name, Entry::Is(entry_text(&member.value))));
    let gone = old.members.iter().filter(|member| new.field(&member.name).is_none());
    changed.chain(gone.map(|member| set(&member.name, Entry::Unknown))).collect()
}

/// The text that an entry takes for a value: bare where it is one text, number or word, else as the file spells it.
fn entry_text(value: &Value) -> String {
    if value.bracket.is_none() {
        return unquoted(&value.text).unwrap_or_else(|| value.text.clone());
    }
    let style = Style { line_end: "\n", step: "    ".to_owned() };
    Writer::on_one_line(&style).value(value, "")
}
