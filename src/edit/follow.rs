//! Follows a change of the text in the records, the index and the problems, at the cost of what was changed.
//!
//! ```text
//! text      Incident(…),  Incident(…),  Incident(…),  Incident(…),
//! change                      ^^^^
//! window                  restart ………… sync
//! ```
//!
//! A window is read anew from a record before the change up to the next record, from which on everything is as before.
//! The law: the document is then what reading its whole text would give. Where that cannot be had from a part of the
//! text, such as beside damage, the whole text is read.

use super::dirty::{Changed, dirty};
use super::frame::Frame;
use super::index::Indexed;
use super::patch::Replacements;
use super::records::{NewItem, Records};
use super::told::{Part, is_own, watched};
use super::{Damaged, Document, Text, check};
use crate::format::{List, Problem, Slot, fault_problems, limits, parse_slot, slots_between};
use crate::model::{Actor, Incident, Period, Source};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Records that are read anew, and the replacements that make it necessary.
struct Window {
    list: List,
    /// From the record or bracket to start with to the record or bracket to stop at.
    bytes: Range<usize>,
    replacements: Vec<(Range<usize>, String)>,
}

/// A part of the text that is followed by itself.
enum Step {
    Header(Range<usize>, String),
    Records(Window),
}

/// What a record of some list became.
pub(super) type AllChanged = (Vec<Changed<Actor>>, Vec<Changed<Period>>, Vec<Changed<Source>>, Vec<Changed<Incident>>);

/// A record that is read from a slot.
pub(super) trait Slotted: Indexed + DeserializeOwned + PartialEq + Sized {
    fn records_mut(document: &mut Document) -> &mut Records<Self>;
    fn changed(all: &mut AllChanged) -> &mut Vec<Changed<Self>>;

    /// What is wrong with a record that can be read, beside fields that the format does not know.
    fn faults(&self, _text: &str, _bytes: &Range<usize>) -> Vec<Problem> {
        Vec::new()
    }
}

impl Slotted for Actor {
    fn records_mut(document: &mut Document) -> &mut Records<Self> {
        &mut document.actors
    }

    fn changed(all: &mut AllChanged) -> &mut Vec<Changed<Self>> {
        &mut all.0
    }
}

impl Slotted for Period {
    fn records_mut(document: &mut Document) -> &mut Records<Self> {
        &mut document.periods
    }

    fn changed(all: &mut AllChanged) -> &mut Vec<Changed<Self>> {
        &mut all.1
    }
}

impl Slotted for Source {
    fn records_mut(document: &mut Document) -> &mut Records<Self> {
        &mut document.sources
    }

    fn changed(all: &mut AllChanged) -> &mut Vec<Changed<Self>> {
        &mut all.2
    }
}

impl Slotted for Incident {
    fn records_mut(document: &mut Document) -> &mut Records<Self> {
        &mut document.incidents
    }

    fn changed(all: &mut AllChanged) -> &mut Vec<Changed<Self>> {
        &mut all.3
    }

    fn faults(&self, text: &str, bytes: &Range<usize>) -> Vec<Problem> {
        fault_problems(text, bytes, self)
    }
}

impl Document {
    /// Makes replacements of the text and reads what they touch.
    pub(super) fn change(&mut self, replacements: &Replacements) {
        if replacements.iter().len() == 0 {
            return;
        }
        let before = self.text.clone();
        if self.follow(replacements).is_some() {
            self.told.forget();
            return;
        }
        let mut text = before;
        for (bytes, new) in replacements.iter().rev() {
            text.splice(bytes.clone(), new);
        }
        *self = Self::read(std::mem::take(&mut self.name), text.whole().as_bytes().to_vec());
    }

    /// `None` if only the whole text can tell; the document is of no use then.
    fn follow(&mut self, replacements: &Replacements) -> Option<()> {
        self.prepare();
        let steps = self.steps(replacements)?;
        let retired = self.header.retired_ids.clone();
        let mut changed = AllChanged::default();
        let mut has_header = false;
        for step in steps.into_iter().rev() {
            match step {
                Step::Header(bytes, new) => {
                    has_header = true;
                    self.text.splice(bytes.clone(), &new);
                    self.shift(bytes.end, new.len().cast_signed() - bytes.len().cast_signed());
                    has_plain_lines(&self.text, &(bytes.start..bytes.start + new.len()))?;
                }
                Step::Records(window) => match window.list {
                    List::Actors => self.follow_window::<Actor>(window, &mut changed)?,
                    List::Periods => self.follow_window::<Period>(window, &mut changed)?,
                    List::Sources => self.follow_window::<Source>(window, &mut changed)?,
                    List::Incidents => self.follow_window::<Incident>(window, &mut changed)?,
                },
            }
        }
        if has_header {
            self.follow_header()?;
        }
        self.follow_checks(changed, &retired);
        Some(())
    }

    /// The replacements by the part of the text that has to be read anew.
    fn steps(&self, replacements: &Replacements) -> Option<Vec<Step>> {
        let frame = self.frame.as_ref().filter(|frame| frame.is_plain)?;
        self.index.as_ref()?;
        let n_added: usize = replacements.iter().map(|(_, new)| new.len()).sum();
        let n_records = self.n_records();
        if self.text.len() + n_added > limits::FILE_BYTES || n_records + n_added / 8 >= limits::RECORDS {
            return None;
        }
        let mut steps: Vec<Step> = Vec::new();
        for (bytes, new) in replacements.iter() {
            let hidden = self.told.outside.iter().filter(|(part, _)| *part == Part::Hidden);
            let touches = |problem: &Problem| bytes.start <= problem.bytes.end && problem.bytes.start <= bytes.end;
            let is_hidden = !check::hidden_characters(new).is_empty();
            // The first four bytes tell the encoding.
            if bytes.start < 4 || is_hidden || hidden.into_iter().any(|(_, problem)| touches(problem)) {
                return None;
            }
            match frame.list_at(bytes) {
                Some(list) => self.add_to_window(&mut steps, frame, list, bytes, new)?,
                None if frame.is_header(bytes) => steps.push(Step::Header(bytes.clone(), new.to_owned())),
                None => return None,
            }
        }
        Some(steps)
    }

    fn add_to_window(
        &self,
        steps: &mut Vec<Step>,
        frame: &Frame,
        list: List,
        bytes: &Range<usize>,
        new: &str,
    ) -> Option<()> {
        let (open, close) = frame.brackets(list)?;
        let sync = self.slot_from(list, bytes.end.max(bytes.start + 1)).map_or(close, |slot| slot.start);
        let sync =
            self.slot_from(list, bytes.end).filter(|slot| slot.start > bytes.start).map_or(sync, |slot| slot.start);
        if let Some(Step::Records(last)) = steps.last_mut()
            && last.list == list
            && bytes.start < last.bytes.end
        {
            last.bytes.end = last.bytes.end.max(sync);
            last.replacements.push((bytes.clone(), new.to_owned()));
            return Some(());
        }
        let restart = self.slot_before(list, bytes.start).map_or(open + 1, |slot| slot.start);
        let replacements = vec![(bytes.clone(), new.to_owned())];
        match steps.last_mut() {
            // What was read anew for the change before reaches into this record.
            Some(Step::Records(last)) if last.list == list && restart < last.bytes.end => {
                last.bytes.end = last.bytes.end.max(sync);
                last.replacements.extend(replacements);
            }
            _ => steps.push(Step::Records(Window { list, bytes: restart..sync, replacements })),
        }
        Some(())
    }

    /// Moves what stands at or behind a byte.
    fn shift(&mut self, from: usize, by: isize) {
        if by == 0 {
            return;
        }
        self.actors.shift(from, by);
        self.periods.shift(from, by);
        self.sources.shift(from, by);
        self.incidents.shift(from, by);
        let moved = |bytes: &mut Range<usize>| {
            if bytes.start >= from {
                *bytes = bytes.start.saturating_add_signed(by)..bytes.end.saturating_add_signed(by);
            }
        };
        self.damaged.iter_mut().for_each(|damaged| moved(&mut damaged.bytes));
        self.told.outside.iter_mut().for_each(|(_, problem)| moved(&mut problem.bytes));
        if let Some(frame) = &mut self.frame {
            frame.shift(from, by);
        }
    }

    fn follow_window<T: Slotted>(&mut self, window: Window, all: &mut AllChanged) -> Option<()> {
        let Window { list, bytes, replacements } = window;
        let damaged = self.damaged_between(list, &bytes, &replacements)?;
        let old = items_between(T::records(self), &bytes);
        let by: isize =
            replacements.iter().map(|(bytes, new)| new.len().cast_signed() - bytes.len().cast_signed()).sum();
        for (bytes, new) in replacements.iter().rev() {
            self.text.splice(bytes.clone(), new);
            has_plain_lines(&self.text, &(bytes.start..bytes.start + new.len()))?;
        }
        let sync = bytes.end.saturating_add_signed(by);
        T::records_mut(self).replace(bytes.clone(), Vec::new());
        self.told.outside.retain(|(part, problem)| *part != Part::Commas || !bytes.contains(&problem.bytes.start));
        self.shift(bytes.end, by);
        self.move_damaged(&damaged);
        let behind = self.slot_from(list, sync).filter(|slot| slot.start == sync).map_or(sync + 1, |slot| slot.end);
        let from = self.text.line_start(bytes.start);
        let text = self.text.slice(from..behind)?.into_owned();
        let (slots, problems) = slots_between(&text, list, bytes.start - from..sync - from)?;
        for problem in problems {
            self.told.outside.push((Part::Commas, problem.moved(from)));
        }
        let damaged = damaged.into_iter().map(|(_, now)| now).collect();
        let read = Reread { list, text: &text, from, old, damaged, replacements: &replacements };
        let new =
            read.items(&slots, T::changed(all), (self.label_before::<T>(bytes.start), self.label_from::<T>(sync)))?;
        T::records_mut(self).replace(bytes.start..bytes.start, new);
        Some(())
    }

    /// Where the unreadable records between two bytes stand before and after; `None` if one of them is touched.
    fn damaged_between(
        &self,
        list: List,
        bytes: &Range<usize>,
        replacements: &[(Range<usize>, String)],
    ) -> Option<Vec<(Range<usize>, Range<usize>)>> {
        let is_in = |damaged: &&Damaged| damaged.list == list && bytes.contains(&damaged.bytes.start);
        let moved = |damaged: &Damaged| Some((damaged.bytes.clone(), unmoved(&damaged.bytes, replacements)?));
        self.damaged.iter().filter(is_in).map(moved).collect()
    }

    fn move_damaged(&mut self, moves: &[(Range<usize>, Range<usize>)]) {
        for damaged in &mut self.damaged {
            if let Some((_, now)) = moves.iter().find(|(was, _)| *was == damaged.bytes) {
                damaged.bytes = now.clone();
            }
        }
        for (_, problem) in self.told.outside.iter_mut().filter(|(part, _)| *part == Part::Damaged) {
            let is_in = |was: &Range<usize>| (was.start..=was.end).contains(&problem.bytes.start);
            if let Some((was, now)) = moves.iter().find(|(was, _)| is_in(was)) {
                let by = now.start.cast_signed() - was.start.cast_signed();
                let Range { start, end } = problem.bytes;
                problem.bytes = start.saturating_add_signed(by)..end.saturating_add_signed(by);
            }
        }
    }

    fn label_before<T: Indexed>(&self, byte: usize) -> Option<u64> {
        let records = T::records(self);
        let at = records.last_from(byte.checked_sub(1)?)?;
        records.item(at).map(|item| item.label)
    }

    fn label_from<T: Indexed>(&self, byte: usize) -> Option<u64> {
        let records = T::records(self);
        records.first_from(byte).and_then(|at| records.item(at)).map(|item| item.label)
    }

    /// Brings index and problems up to the records.
    fn follow_checks(&mut self, changed: AllChanged, retired: &[crate::model::IncidentId]) {
        let Some(mut index) = self.index.take() else { return };
        let mut own: BTreeMap<(List, u64), Vec<Problem>> = BTreeMap::new();
        let (actors, periods, sources, incidents) = changed;
        let mut gone = Vec::new();
        let actors = turn(actors, &mut index, &mut own, &mut gone);
        let periods = turn(periods, &mut index, &mut own, &mut gone);
        let sources = turn(sources, &mut index, &mut own, &mut gone);
        let incidents = turn(incidents, &mut index, &mut own, &mut gone);
        for (place, notes) in gone {
            let [errors, warnings] = super::told::counts(notes.iter());
            let [n_errors, n_warnings] = self.told.n_noted;
            self.told.n_noted = [n_errors.saturating_sub(errors), n_warnings.saturating_sub(warnings)];
            List::ALL.into_iter().for_each(|list| index.watch(list, place, false));
        }
        let dirty: BTreeSet<(List, u64)> =
            dirty(self, &index, &(actors, periods, sources, incidents), retired).into_iter().collect();
        for ((list, label), found) in check::again(self, &index, dirty.into_iter()) {
            let mut problems = match own.remove(&(list, label)) {
                Some(own) => own,
                None => self.noted(list, label).iter().filter(|problem| is_own(problem)).cloned().collect(),
            };
            problems.extend(found);
            for other in List::ALL {
                let does = problems.iter().any(|problem| watched(list, problem) == Some(other));
                index.watch(other, (list, label), does);
            }
            self.note(list, label, problems);
        }
        self.index = Some(index);
    }
}

type Gone = Vec<((List, u64), Arc<[Problem]>)>;

/// Puts records into the index; what is wrong with them alone goes into `own`, what was wrong with those that went into
/// `gone`.
fn turn<T: Slotted>(
    changed: Vec<Changed<T>>,
    index: &mut super::index::Index,
    own: &mut BTreeMap<(List, u64), Vec<Problem>>,
    gone: &mut Gone,
) -> Vec<Changed<T>> {
    for change in &changed {
        index.turn(change.label, change.old.as_deref(), change.new.as_deref());
    }
    let mut changed = changed;
    for change in &mut changed {
        let place = (T::LIST, change.label);
        if change.new.is_some() {
            own.insert(place, std::mem::take(&mut change.own));
        }
        if let Some(notes) = change.old_notes.take() {
            gone.push((place, notes));
        }
    }
    changed
}

fn items_between<T>(records: &Records<T>, bytes: &Range<usize>) -> Vec<NewItem<T>> {
    let mut items = Vec::new();
    let mut at = records.first_from(bytes.start);
    while let Some((here, record)) = at.and_then(|here| Some((here, records.record(here)?)))
        && record.bytes.start < bytes.end
        && let Some(item) = records.item(here)
    {
        items.push(NewItem {
            label: item.label,
            bytes: record.bytes,
            value: Arc::clone(&item.value),
            notes: item.notes.clone(),
        });
        at = records.after(here);
    }
    items
}

/// Slots of a window beside the records that stood there.
struct Reread<'a, T> {
    list: List,
    /// The window, from this byte of the text on.
    text: &'a str,
    from: usize,
    old: Vec<NewItem<T>>,
    /// Records that cannot be read and were not touched.
    damaged: Vec<Range<usize>>,
    replacements: &'a [(Range<usize>, String)],
}

impl<T: Slotted> Reread<'_, T> {
    /// The records that stand there now. `None` if one cannot be read, or there is no room for labels.
    fn items(
        self,
        slots: &[Slot],
        changed: &mut Vec<Changed<T>>,
        (before, behind): (Option<u64>, Option<u64>),
    ) -> Option<Vec<NewItem<T>>> {
        let place = |slot: &Slot| slot.bytes.start + self.from..slot.bytes.end + self.from;
        let mut olds: Vec<Option<NewItem<T>>> = Vec::new();
        let mut kept: BTreeMap<usize, NewItem<T>> = BTreeMap::new();
        for old in self.old {
            let now = unmoved(&old.bytes, self.replacements);
            match now.filter(|now| slots.iter().any(|slot| place(slot) == *now)) {
                Some(now) => {
                    kept.insert(now.start, NewItem { bytes: now, ..old });
                }
                None => olds.push(Some(old)),
            }
        }
        let is_damaged = |slot: &Slot| self.damaged.contains(&place(slot));
        if self.damaged.iter().any(|bytes| !slots.iter().any(|slot| place(slot) == *bytes)) {
            return None;
        }
        let is_new = |slot: &&Slot| !kept.contains_key(&place(slot).start) && !is_damaged(slot);
        let is_paired = olds.len() == slots.iter().filter(is_new).count();
        let mut pairs = olds.iter_mut();
        let mut items: Vec<NewItem<T>> = Vec::new();
        let labels: Vec<u64> = kept.values().map(|item| item.label).collect();
        for slot in slots.iter().filter(|slot| !is_damaged(slot)) {
            let bytes = place(slot);
            if let Some(item) = kept.remove(&bytes.start) {
                items.push(item);
                continue;
            }
            let parsed = parse_slot::<T>(self.text, self.list, slot);
            let value = Arc::new(parsed.value?);
            let mut own = parsed.problems;
            own.extend(value.faults(self.text, &slot.bytes));
            let start = slot.bytes.start;
            let own = own.into_iter().map(|problem| Problem {
                bytes: problem.bytes.start.saturating_sub(start)..problem.bytes.end.saturating_sub(start),
                ..problem
            });
            let old = if is_paired { pairs.next().and_then(Option::take) } else { None };
            let last = items.last().map(|item| item.label).or(before);
            let next = labels.iter().copied().find(|label| last.is_none_or(|last| *label > last)).or(behind);
            let (label, old, notes) = match old {
                Some(old) => (old.label, Some(old.value), old.notes),
                None => (Records::<T>::label_between(last, next)?, None, None),
            };
            changed.push(Changed { label, old, new: Some(Arc::clone(&value)), own: own.collect(), old_notes: None });
            items.push(NewItem { label, bytes, value, notes });
        }
        for old in olds.into_iter().flatten() {
            let NewItem { label, value, notes, .. } = old;
            changed.push(Changed { label, old: Some(value), new: None, own: Vec::new(), old_notes: notes });
        }
        Some(items)
    }
}

/// Where bytes stand after the replacements; `None` if they touch them.
fn unmoved(bytes: &Range<usize>, replacements: &[(Range<usize>, String)]) -> Option<Range<usize>> {
    let mut by = 0;
    for (replaced, new) in replacements {
        if replaced.start < bytes.end && bytes.start < replaced.end {
            return None;
        }
        let is_inside = replaced.is_empty() && bytes.start < replaced.start && replaced.start < bytes.end;
        if is_inside {
            return None;
        }
        if replaced.end <= bytes.start {
            by += new.len().cast_signed() - replaced.len().cast_signed();
        }
    }
    Some(bytes.start.saturating_add_signed(by)..bytes.end.saturating_add_signed(by))
}

/// `None` if a carriage return stands alone in or beside these bytes: that is told of the text as a whole.
fn has_plain_lines(text: &Text, bytes: &Range<usize>) -> Option<()> {
    let is_start = |at: &usize| text.slice(*at..*at).is_some();
    let from = (bytes.start.saturating_sub(4)..bytes.start).find(is_start).unwrap_or(bytes.start);
    let to = (bytes.end + 1..bytes.end + 5).find(is_start).unwrap_or(text.len());
    let part = text.slice(from..to)?;
    let part = part.as_bytes();
    let is_alone = |at: usize| part.get(at + 1).is_some_and(|next| *next != b'\n');
    (!memchr::memchr_iter(b'\r', part).any(is_alone)).then_some(())
}
