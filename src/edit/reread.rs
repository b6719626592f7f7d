//! The records of a window of a list, read anew beside those that stood there.

use super::Text;
use super::dirty::Changed;
use super::follow::Slotted;
use super::records::{NewItem, Records};
use crate::format::{List, Problem, Slot, parse_slot};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The records that begin in these bytes.
pub(super) fn items_between<T>(records: &Records<T>, bytes: &Range<usize>) -> Vec<NewItem<T>> {
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
pub(super) struct Reread<'a, T> {
    pub(super) list: List,
    /// The window, from this byte of the text on.
    pub(super) text: &'a str,
    pub(super) from: usize,
    pub(super) old: Vec<NewItem<T>>,
    /// Records that cannot be read and were not touched.
    pub(super) damaged: Vec<Range<usize>>,
    pub(super) replacements: &'a [(Range<usize>, String)],
}

impl<T: Slotted> Reread<'_, T> {
    /// The records that stand there now. `None` if one cannot be read, or there is no room for labels.
    pub(super) fn items(
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
pub(super) fn unmoved(bytes: &Range<usize>, replacements: &[(Range<usize>, String)]) -> Option<Range<usize>> {
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
pub(super) fn has_plain_lines(text: &Text, bytes: &Range<usize>) -> Option<()> {
    let is_start = |at: &usize| text.slice(*at..*at).is_some();
    let from = (bytes.start.saturating_sub(4)..bytes.start).find(is_start).unwrap_or(bytes.start);
    let to = (bytes.end + 1..bytes.end + 5).find(is_start).unwrap_or(text.len());
    let part = text.slice(from..to)?;
    let part = part.as_bytes();
    let is_alone = |at: usize| part.get(at + 1).is_some_and(|next| *next != b'\n');
    (!memchr::memchr_iter(b'\r', part).any(is_alone)).then_some(())
}
