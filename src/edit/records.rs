//! The records of one list in the order of the file, made so that a change costs the records around it.
//!
//! They stand in chunks. A chunk knows its first byte and its records count theirs from there, so that text that comes
//! or goes before it moves one number a chunk. Copies share their chunks until one of them changes a record.

use crate::format::{Problem, Record};
use std::ops::Range;
use std::sync::Arc;

/// Records of a chunk at most.
const CHUNK: usize = 64;
/// Labels between two records that were read one after the other.
const STEP: u64 = 1 << 40;

/// What is wrong with a record, by bytes counted from its first.
pub(super) type Notes = Option<Arc<[Problem]>>;

/// The records of a list that could be read.
#[derive(Debug)]
pub struct Records<T> {
    // Invariant: no chunk is empty; bytes and labels ascend.
    chunks: Vec<Chunk<T>>,
    len: usize,
}

#[derive(Debug)]
struct Chunk<T> {
    start: usize,
    items: Arc<Vec<Item<T>>>,
}

/// A record as kept.
#[derive(Debug)]
pub(super) struct Item<T> {
    /// Names the record for as long as it is in the list; ascends with its place.
    pub(super) label: u64,
    /// First byte and number of bytes, counted from the start of the chunk.
    from: usize,
    len: usize,
    pub(super) value: Arc<T>,
    pub(super) notes: Notes,
}

/// A record on its way into a list.
pub(super) struct NewItem<T> {
    pub(super) label: u64,
    pub(super) bytes: Range<usize>,
    pub(super) value: Arc<T>,
    pub(super) notes: Notes,
}

/// Where a record stands: chunk, and place in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct At(usize, usize);

impl<T> Clone for Records<T> {
    fn clone(&self) -> Self {
        Self { chunks: self.chunks.clone(), len: self.len }
    }
}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        Self { start: self.start, items: Arc::clone(&self.items) }
    }
}

impl<T> Clone for Item<T> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), notes: self.notes.clone(), ..*self }
    }
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<T> Records<T> {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The records with their bytes, in the order of the file.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Record<&Arc<T>>> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.items.iter().map(|item| chunk.record(item)))
    }

    /// The record at an index, from 0.
    pub fn get(&self, index: usize) -> Option<Record<&Arc<T>>> {
        let mut left = index;
        for chunk in &self.chunks {
            match chunk.items.get(left) {
                Some(item) => return Some(chunk.record(item)),
                None => left -= chunk.items.len(),
            }
        }
        None
    }

    /// The first record.
    pub fn first(&self) -> Option<Record<&Arc<T>>> {
        self.get(0)
    }

    /// The last record.
    pub fn last(&self) -> Option<Record<&Arc<T>>> {
        self.record(self.last_at()?)
    }

    /// The record that holds a byte of the text.
    pub fn at_byte(&self, byte: usize) -> Option<Record<&Arc<T>>> {
        let record = self.record(self.last_from(byte)?)?;
        record.bytes.contains(&byte).then_some(record)
    }

    /// Adds a record behind all others; its bytes must be behind theirs.
    pub fn push(&mut self, record: Record<Arc<T>>) {
        let Record { value, bytes } = record;
        let last = self.chunks.last().and_then(|chunk| chunk.items.last()).map_or(0, |item| item.label);
        self.push_item(NewItem { label: last + STEP, bytes, value, notes: None });
    }

    fn push_item(&mut self, new: NewItem<T>) {
        self.len += 1;
        match self.chunks.last_mut().filter(|chunk| chunk.items.len() < CHUNK) {
            Some(chunk) => {
                let item = new.counted_from(chunk.start);
                Arc::make_mut(&mut chunk.items).push(item);
            }
            None => {
                let start = new.bytes.start;
                let mut items = Vec::with_capacity(CHUNK);
                items.push(new.counted_from(start));
                self.chunks.push(Chunk { start, items: Arc::new(items) });
            }
        }
    }

    pub(super) fn items(&self) -> impl DoubleEndedIterator<Item = &Item<T>> {
        self.chunks.iter().flat_map(|chunk| chunk.items.iter())
    }

    pub(super) fn item(&self, At(chunk, at): At) -> Option<&Item<T>> {
        self.chunks.get(chunk)?.items.get(at)
    }

    pub(super) fn record(&self, At(chunk, at): At) -> Option<Record<&Arc<T>>> {
        let chunk = self.chunks.get(chunk)?;
        Some(chunk.record(chunk.items.get(at)?))
    }

    /// The record with this label.
    pub(super) fn find(&self, label: u64) -> Option<At> {
        let at = self.last_up_to(label)?;
        self.item(at).filter(|item| item.label == label).map(|_| at)
    }

    /// The last record whose label is not above this one.
    pub(super) fn last_up_to(&self, label: u64) -> Option<At> {
        let is_before = |chunk: &Chunk<T>| chunk.items.first().is_some_and(|item| item.label <= label);
        let chunk = self.chunks.partition_point(is_before).checked_sub(1)?;
        let at = self.chunks.get(chunk)?.items.partition_point(|item| item.label <= label).checked_sub(1)?;
        Some(At(chunk, at))
    }

    /// The record with this label.
    pub(super) fn labelled(&self, label: u64) -> Option<Record<&Arc<T>>> {
        self.record(self.find(label)?)
    }

    /// The last record that begins at or before a byte.
    pub(super) fn last_from(&self, byte: usize) -> Option<At> {
        let chunk = self.chunks.partition_point(|chunk| chunk.start <= byte).checked_sub(1)?;
        let inner = self.chunks.get(chunk)?;
        let at = inner.items.partition_point(|item| inner.start + item.from <= byte).checked_sub(1)?;
        Some(At(chunk, at))
    }

    pub(super) fn last_at(&self) -> Option<At> {
        let chunk = self.chunks.len().checked_sub(1)?;
        Some(At(chunk, self.chunks.get(chunk)?.items.len().checked_sub(1)?))
    }

    pub(super) fn after(&self, At(chunk, at): At) -> Option<At> {
        let next = if at + 1 < self.chunks.get(chunk)?.items.len() { At(chunk, at + 1) } else { At(chunk + 1, 0) };
        self.item(next).map(|_| next)
    }

    pub(super) fn before(&self, At(chunk, at): At) -> Option<At> {
        match at.checked_sub(1) {
            Some(at) => Some(At(chunk, at)),
            None => {
                let chunk = chunk.checked_sub(1)?;
                Some(At(chunk, self.chunks.get(chunk)?.items.len().checked_sub(1)?))
            }
        }
    }

    /// The first record that begins at or behind a byte.
    pub(super) fn first_from(&self, byte: usize) -> Option<At> {
        let first = || self.item(At(0, 0)).map(|_| At(0, 0));
        match byte.checked_sub(1).and_then(|byte| self.last_from(byte)) {
            Some(at) => self.after(at),
            None => first(),
        }
    }

    pub(super) fn set_notes(&mut self, at: At, notes: Notes) {
        if let Some(chunk) = self.chunks.get_mut(at.0)
            && let Some(item) = Arc::make_mut(&mut chunk.items).get_mut(at.1)
        {
            item.notes = notes;
        }
    }

    /// Moves what begins at or behind a byte.
    pub(super) fn shift(&mut self, from: usize, by: isize) {
        let next = self.chunks.partition_point(|chunk| chunk.start < from);
        for chunk in self.chunks.iter_mut().skip(next) {
            chunk.start = chunk.start.saturating_add_signed(by);
        }
        let Some(chunk) = next.checked_sub(1).and_then(|before| self.chunks.get_mut(before)) else { return };
        let at = chunk.items.partition_point(|item| chunk.start + item.from < from);
        if at < chunk.items.len() {
            for item in Arc::make_mut(&mut chunk.items).iter_mut().skip(at) {
                item.from = item.from.saturating_add_signed(by);
            }
        }
    }

    /// Puts records in the place of those that begin in these bytes. Labels must ascend with what is around them.
    pub(super) fn replace(&mut self, bytes: Range<usize>, new: Vec<NewItem<T>>) {
        let first = self.chunks.partition_point(|chunk| chunk.start <= bytes.start).saturating_sub(1);
        let last = self.chunks.partition_point(|chunk| chunk.start < bytes.end).max(first);
        let is_within_one = last <= first + 1 && self.chunks.get(first).is_some_and(|chunk| chunk.start <= bytes.start);
        if let Some(chunk) = self.chunks.get_mut(first).filter(|chunk| is_within_one && chunk.has_room_for(new.len())) {
            self.len += new.len();
            self.len -= chunk.replace(&bytes, new);
            if chunk.items.is_empty() {
                self.chunks.remove(first);
            }
            return;
        }
        let last = last.max((first + 1).min(self.chunks.len()));
        let mut items: Vec<NewItem<T>> = Vec::with_capacity(CHUNK + new.len());
        let mut behind: Vec<NewItem<T>> = Vec::new();
        for chunk in self.chunks.drain(first..last) {
            self.len -= chunk.items.len();
            for item in chunk.items.iter() {
                let item = NewItem::of(item, chunk.start);
                if item.bytes.start < bytes.start {
                    items.push(item);
                } else if item.bytes.start >= bytes.end {
                    behind.push(item);
                }
            }
        }
        items.extend(new);
        items.append(&mut behind);
        self.len += items.len();
        let chunks = in_chunks(items);
        self.chunks.splice(first..first, chunks);
    }

    /// A label for a record between two others; `None` if there is no room.
    pub(super) fn label_between(before: Option<u64>, after: Option<u64>) -> Option<u64> {
        let before = before.unwrap_or(0);
        match after {
            None => before.checked_add(STEP),
            Some(after) => {
                let label = before + after.saturating_sub(before) / 2;
                (label > before && label < after).then_some(label)
            }
        }
    }
}

fn in_chunks<T>(items: Vec<NewItem<T>>) -> Vec<Chunk<T>> {
    let n_chunks = items.len().div_ceil(CHUNK).max(1);
    let size = items.len().div_ceil(n_chunks).max(1);
    let mut chunks: Vec<Chunk<T>> = Vec::new();
    let mut left = items.into_iter().peekable();
    while let Some(start) = left.peek().map(|item| item.bytes.start) {
        let items = left.by_ref().take(size).map(|item| item.counted_from(start)).collect();
        chunks.push(Chunk { start, items: Arc::new(items) });
    }
    chunks
}

impl<T> Chunk<T> {
    fn has_room_for(&self, n: usize) -> bool {
        self.items.len() + n <= 2 * CHUNK
    }

    /// Puts records in the place of those that begin in these bytes, all of which are in the chunk; the number of those
    /// that went.
    fn replace(&mut self, bytes: &Range<usize>, new: Vec<NewItem<T>>) -> usize {
        let start = self.start;
        let from = self.items.partition_point(|item| start + item.from < bytes.start);
        let to = self.items.partition_point(|item| start + item.from < bytes.end).max(from);
        let items = Arc::make_mut(&mut self.items);
        items.splice(from..to, new.into_iter().map(|item| item.counted_from(start)));
        // The chunk begins where its first record does.
        let gap = items.first().map_or(0, |item| item.from);
        if gap > 0 {
            self.start += gap;
            items.iter_mut().for_each(|item| item.from -= gap);
        }
        to - from
    }

    fn record<'a>(&self, item: &'a Item<T>) -> Record<&'a Arc<T>> {
        let start = self.start + item.from;
        Record { value: &item.value, bytes: start..start + item.len }
    }
}

impl<T> NewItem<T> {
    fn of(item: &Item<T>, chunk_start: usize) -> Self {
        let start = chunk_start + item.from;
        let (value, notes) = (Arc::clone(&item.value), item.notes.clone());
        Self { label: item.label, bytes: start..start + item.len, value, notes }
    }

    fn counted_from(self, start: usize) -> Item<T> {
        let Self { label, bytes, value, notes } = self;
        Item { label, from: bytes.start - start.min(bytes.start), len: bytes.len(), value, notes }
    }
}

impl<T> Extend<Record<Arc<T>>> for Records<T> {
    fn extend<I: IntoIterator<Item = Record<Arc<T>>>>(&mut self, records: I) {
        for record in records {
            self.push(record);
        }
    }
}

impl<'a, T> IntoIterator for &'a Records<T> {
    type Item = Record<&'a Arc<T>>;
    type IntoIter = Box<dyn Iterator<Item = Record<&'a Arc<T>>> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl<T: PartialEq> PartialEq for Records<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}
