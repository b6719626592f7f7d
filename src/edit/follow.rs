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
use super::records::Records;
use super::reread::{Reread, has_plain_lines, items_between, unmoved};
use super::told::{Part, is_own, watched};
use super::{Document, check};
use crate::format::{List, Problem, fault_problems, limits, slots_between};
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
        let told = self.told_between(&bytes, &replacements)?;
        self.shift(bytes.end, by);
        for (at, now) in &damaged {
            if let Some(damaged) = self.damaged.get_mut(*at) {
                damaged.bytes = now.clone();
            }
        }
        for (at, now) in told {
            if let Some((_, problem)) = self.told.outside.get_mut(at) {
                problem.bytes = now;
            }
        }
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

    /// The unreadable records of a list that begin between two bytes, by their index, and where they stand afterwards;
    /// `None` if one of them is touched.
    fn damaged_between(
        &self,
        list: List,
        bytes: &Range<usize>,
        replacements: &[(Range<usize>, String)],
    ) -> Option<Vec<(usize, Range<usize>)>> {
        let all = self.damaged.iter().enumerate();
        let inside = all.filter(|(_, damaged)| damaged.list == list && bytes.contains(&damaged.bytes.start));
        inside.map(|(at, damaged)| Some((at, unmoved(&damaged.bytes, replacements)?))).collect()
    }

    /// What is told of places between two bytes but outside the records that can be read, by its index, and where it
    /// stands afterwards; `None` if one of the places is touched.
    fn told_between(
        &self,
        bytes: &Range<usize>,
        replacements: &[(Range<usize>, String)],
    ) -> Option<Vec<(usize, Range<usize>)>> {
        let all = self.told.outside.iter().enumerate();
        let inside = all.filter(|(_, (_, problem))| bytes.contains(&problem.bytes.start));
        inside.map(|(at, (_, problem))| Some((at, unmoved(&problem.bytes, replacements)?))).collect()
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
