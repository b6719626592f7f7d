//! Parts of a text put together: what a splice has to see, and no more.

use super::Text;
use super::patch::Replacements;
use std::ops::Range;

/// Parts of a text in a row, which know where they came from.
#[derive(Default)]
pub(super) struct Clip {
    pub(super) text: String,
    parts: Vec<Part>,
}

struct Part {
    /// Its first byte here.
    at: usize,
    /// Its first byte in the text.
    of: usize,
    len: usize,
}

impl Clip {
    /// Bytes of a text, in ascending order; what is empty or not there adds nothing.
    pub(super) fn new(text: &Text, parts: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut clip = Self::default();
        for bytes in parts {
            let Some(slice) = text.slice(bytes.clone()).filter(|slice| !slice.is_empty()) else { continue };
            clip.parts.push(Part { at: clip.text.len(), of: bytes.start, len: bytes.len() });
            clip.text.push_str(&slice);
        }
        clip
    }

    /// Bytes of a text that stand together.
    pub(super) fn of(text: &Text, bytes: Range<usize>) -> Self {
        Self::new(text, std::iter::once(bytes))
    }

    /// Where a byte of the text stands here.
    pub(super) fn here(&self, byte: usize) -> Option<usize> {
        let part = self.parts.iter().find(|part| (part.of..=part.of + part.len).contains(&byte))?;
        Some(part.at + byte - part.of)
    }

    /// Where bytes of the text stand here.
    pub(super) fn bytes_here(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        Some(self.here(bytes.start)?..self.here(bytes.end)?)
    }

    /// Where a byte of this stands in the text; between two parts, at the start of the second.
    pub(super) fn there(&self, byte: usize) -> Option<usize> {
        let part = self.parts.iter().rev().find(|part| part.at <= byte)?;
        (byte <= part.at + part.len).then_some(part.of + byte - part.at)
    }

    /// Where bytes of this stand in the text.
    pub(super) fn bytes_there(&self, bytes: &Range<usize>) -> Option<Range<usize>> {
        let start = self.there(bytes.start)?;
        let end = match bytes.end.checked_sub(1).filter(|_| !bytes.is_empty()) {
            Some(last) => self.there(last)? + 1,
            None => start,
        };
        Some(start..end)
    }

    /// The same replacements in the text; `None` if one of them runs over something that is left out here.
    pub(super) fn replacements_there(&self, replacements: Replacements) -> Option<Replacements> {
        replacements.mapped(|bytes| {
            let there = self.bytes_there(bytes)?;
            (there.len() == bytes.len()).then_some(there)
        })
    }
}
