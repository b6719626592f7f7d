//! A checked draft as the command that brings the file there.

use super::outline::Outline;
use super::{Base, Checked, Draft, Said};
use crate::edit::header::{HEADER_ID, header_value};
use crate::edit::{Command, Document};
use crate::format::{Entry, List, Style, Value, Writer, Written, unquoted};
use crate::model::{Actor, Period, SourceId};

impl Draft {
    /// What is to be done so that the file says what the draft says, as far as that can be read. `None` if it says so
    /// already, or if it is a new incident that is not complete.
    pub fn command(&self, document: &Document, checked: &Checked) -> Option<Command> {
        let mut parts = self.source_commands(document, checked);
        match (&checked.said, &self.base) {
            (Said::Incident(said), Some(Base::Incident(base))) => {
                parts.extend(changes(base.id.as_str(), &base.value(), &said.value()));
            }
            (Said::Incident(said), None) if self.is_new() && checked.is_ready() => parts.push(Command::add(&**said)),
            (Said::Outline(_), Some(Base::Outline(base))) => parts.extend(outline_commands(document, base, checked)),
            _ => return None,
        }
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Command::Several(parts)),
        }
    }

    /// New sources that the record names, and those that they pass on; and what was changed in sources of the file.
    fn source_commands(&self, document: &Document, checked: &Checked) -> Vec<Command> {
        let mut named: Vec<SourceId> = match &checked.said {
            Said::Incident(said) => said.source_ids().into_iter().cloned().collect(),
            Said::Outline(said) => said.source_ids().cloned().collect(),
        };
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

/// A record of a list of the timeline: the one it was, and the one it is.
struct Kept<'a, T> {
    was: Option<&'a T>,
    now: &'a T,
}

fn outline_commands(document: &Document, base: &Outline, checked: &Checked) -> Vec<Command> {
    let Some(said) = checked.outline() else { return Vec::new() };
    let mut commands = changes(HEADER_ID, &header_value(&base.header), &header_value(&said.header));
    let actors = kept(&base.actors, &said.actors, &checked.origins.actors);
    commands.extend(list_commands(document, (List::Actors, |actor: &Actor| actor.id.as_str()), &base.actors, &actors));
    let periods = kept(&base.periods, &said.periods, &checked.origins.periods);
    commands.extend(list_commands(document, (List::Periods, |period: &Period| &period.id), &base.periods, &periods));
    commands
}

fn kept<'a, T>(base: &'a [T], said: &'a [T], origins: &[Option<usize>]) -> Vec<Kept<'a, T>> {
    let was = origins.iter().map(|at| at.and_then(|at| base.get(at)));
    said.iter().zip(was).map(|(now, was)| Kept { was, now }).collect()
}

/// What is to be done so that a list holds these: what is gone goes first, so that its id is free.
fn list_commands<T: Written>(
    document: &Document,
    (list, id): (List, fn(&T) -> &str),
    base: &[T],
    kept: &[Kept<'_, T>],
) -> Vec<Command> {
    let is_kept = |old: &T| kept.iter().any(|kept| kept.was.is_some_and(|was| std::ptr::eq(was, old)));
    let gone = base.iter().filter(|old| !is_kept(old));
    let mut commands: Vec<Command> =
        gone.map(|old| Command::Remove { id: document.command_id(list, id(old)) }).collect();
    for Kept { was, now } in kept {
        match was {
            Some(was) => commands.extend(changes(&document.command_id(list, id(was)), &was.value(), &now.value())),
            None => commands.push(Command::add(*now)),
        }
    }
    let stand =
        base.iter().filter_map(|old| kept.iter().position(|kept| kept.was.is_some_and(|w| std::ptr::eq(w, old))));
    let added = (0..kept.len()).filter(|at| kept.get(*at).is_some_and(|kept| kept.was.is_none()));
    let order: Vec<usize> = stand.chain(added).collect();
    let name = |at: usize| kept.get(at).map(|kept| id(kept.now));
    for (moved, behind) in moves(&order) {
        let Some(moved) = name(moved) else { continue };
        let moved = document.command_id(list, moved);
        commands.push(Command::Move { id: moved, behind: behind.and_then(name).map(str::to_owned) });
    }
    commands
}

/// The moves that put places into ascending order: each place with the one behind which it goes. As few as can be.
fn moves(order: &[usize]) -> Vec<(usize, Option<usize>)> {
    let stays = longest_ascent(order);
    (0..order.len()).filter(|at| !stays.contains(at)).map(|at| (at, at.checked_sub(1))).collect()
}

/// A longest ascending part of a list.
fn longest_ascent(order: &[usize]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (i, value) in order.iter().enumerate() {
        let before = (0..i).filter(|k| order[*k] < *value).max_by_key(|k| (best[*k].0, std::cmp::Reverse(*k)));
        best.push((before.map_or(1, |k| best[k].0 + 1), before));
    }
    let mut at = (0..order.len()).max_by_key(|i| (best[*i].0, std::cmp::Reverse(*i)));
    let mut ascent = Vec::new();
    while let Some(i) = at {
        ascent.push(order[i]);
        at = best[i].1;
    }
    ascent
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
