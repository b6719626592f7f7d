//! The text of a document as pieces, so that a change costs what it changes.
//!
//! A piece table rather than a rope: the file as read stays one string that nothing copies, records are read from it in
//! place, and there are as many pieces as there were edits in different places, which is few beside the file.

use super::{Patch, PatchError};
use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// A text that is edited in place.
///
/// It can be used as a `&str`; of an edited text that puts the whole of it together once, so that [`Text::slice`] is the
/// way to look at a part.
#[derive(Clone, Default)]
pub struct Text {
    // Invariant: no piece is empty, `at` of each is the sum of the lengths before it.
    pieces: Vec<Piece>,
    len: usize,
    whole: OnceLock<Arc<str>>,
    lines: OnceLock<LineCount>,
}

#[derive(Clone)]
struct Piece {
    source: Arc<str>,
    bytes: Range<usize>,
    /// Its first byte in the text.
    at: usize,
}

/// How the lines of a text end and step in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct LineCount {
    /// Line feeds.
    pub(super) n_feeds: usize,
    /// Those with a carriage return before them.
    pub(super) n_returns: usize,
    /// Those with a tab behind them.
    pub(super) n_tabs: usize,
}

impl Piece {
    fn text(&self) -> &str {
        self.source.get(self.bytes.clone()).unwrap_or("")
    }

    fn end(&self) -> usize {
        self.at + self.bytes.len()
    }
}

impl LineCount {
    /// The line feeds of `text` in these bytes; what is around them is looked at.
    fn of(text: &str, bytes: Range<usize>) -> Self {
        let all = text.as_bytes();
        let mut count = Self::default();
        for at in memchr::memchr_iter(b'\n', all.get(bytes.clone()).unwrap_or(&[])) {
            let at = bytes.start + at;
            count.n_feeds += 1;
            count.n_returns += usize::from(at > 0 && all.get(at - 1) == Some(&b'\r'));
            count.n_tabs += usize::from(all.get(at + 1) == Some(&b'\t'));
        }
        count
    }

    fn plus(self, other: Self) -> Self {
        Self {
            n_feeds: self.n_feeds + other.n_feeds,
            n_returns: self.n_returns + other.n_returns,
            n_tabs: self.n_tabs + other.n_tabs,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            n_feeds: self.n_feeds.saturating_sub(other.n_feeds),
            n_returns: self.n_returns.saturating_sub(other.n_returns),
            n_tabs: self.n_tabs.saturating_sub(other.n_tabs),
        }
    }
}

impl Text {
    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The whole text as one string. Of an edited text it is put together when first asked for.
    pub fn whole(&self) -> &Arc<str> {
        self.whole.get_or_init(|| match self.pieces.as_slice() {
            [one] if one.bytes == (0..one.source.len()) => Arc::clone(&one.source),
            pieces => pieces.iter().map(Piece::text).collect::<String>().into(),
        })
    }

    /// Its pieces, in order: for who writes or hashes the whole without putting it together.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(Piece::text)
    }

    /// These bytes, put together only if an edit runs through them; `None` if they are not there or part a character.
    pub fn slice(&self, bytes: Range<usize>) -> Option<Cow<'_, str>> {
        if bytes.start > bytes.end || bytes.end > self.len {
            return None;
        }
        let first = self.piece_at(bytes.start);
        match self.pieces.get(first) {
            Some(piece) if bytes.end <= piece.end() => {
                let from = piece.bytes.start + (bytes.start - piece.at);
                piece.source.get(from..from + bytes.len()).map(Cow::Borrowed)
            }
            _ => self.joined(first, bytes).map(Cow::Owned),
        }
    }

    fn joined(&self, first: usize, bytes: Range<usize>) -> Option<String> {
        let mut out = String::with_capacity(bytes.len());
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.at < bytes.end) {
            let from = piece.bytes.start + bytes.start.saturating_sub(piece.at);
            let to = piece.bytes.end - piece.end().saturating_sub(bytes.end);
            out.push_str(piece.source.get(from..to)?);
        }
        Some(out)
    }

    /// Whether bytes of another string stand at a byte of this.
    fn holds(&self, at: usize, source: &Arc<str>, bytes: &Range<usize>) -> bool {
        let mut done = 0;
        for piece in self.pieces.iter().skip(self.piece_at(at)) {
            if done == bytes.len() {
                break;
            }
            let from = piece.bytes.start + (at + done).saturating_sub(piece.at);
            let n = (piece.bytes.end - from).min(bytes.len() - done);
            let theirs = bytes.start + done;
            let is_same_place = Arc::ptr_eq(&piece.source, source) && from == theirs;
            if !is_same_place
                && piece.source.as_bytes().get(from..from + n) != source.as_bytes().get(theirs..theirs + n)
            {
                return false;
            }
            done += n;
        }
        done == bytes.len()
    }

    /// The piece that holds a byte; the last one for the end of the text.
    fn piece_at(&self, byte: usize) -> usize {
        self.pieces.partition_point(|piece| piece.at <= byte).saturating_sub(1)
    }

    /// The byte after the line feed before a byte.
    pub(super) fn line_start(&self, byte: usize) -> usize {
        let mut at = self.piece_at(byte.min(self.len));
        let mut end = byte.min(self.len);
        while let Some(piece) = self.pieces.get(at) {
            let before = piece.source.as_bytes().get(piece.bytes.start..piece.bytes.start + end - piece.at);
            if let Some(feed) = memchr::memrchr(b'\n', before.unwrap_or(&[])) {
                return piece.at + feed + 1;
            }
            let Some(before) = at.checked_sub(1) else { break };
            end = piece.at;
            at = before;
        }
        0
    }

    /// The line feed at or behind a byte, or the end of the text.
    pub(super) fn line_end(&self, byte: usize) -> usize {
        let mut from = byte.min(self.len);
        for piece in self.pieces.iter().skip(self.piece_at(from)) {
            let rest = piece.source.as_bytes().get(piece.bytes.start + from - piece.at..piece.bytes.end);
            if let Some(feed) = memchr::memchr(b'\n', rest.unwrap_or(&[])) {
                return from + feed;
            }
            from = piece.end();
        }
        self.len
    }

    /// Makes a patch, at the cost of what it changes.
    ///
    /// # Errors
    /// If it was made for another text; this one is as before then.
    pub fn patch(&mut self, patch: &Patch) -> Result<(), PatchError> {
        let mut text = self.clone();
        for splice in &patch.splices {
            if text.slice(splice.bytes()).as_deref() != Some(splice.old.as_str()) {
                return Err(PatchError { at: splice.start });
            }
            text.splice(splice.bytes(), &splice.new);
        }
        *self = text;
        Ok(())
    }

    /// Puts a text in the place of these bytes, which must be there and part no character.
    pub(super) fn splice(&mut self, bytes: Range<usize>, new: &str) {
        let lines = self.lines.take().map(|lines| lines.minus(self.count_around(&bytes)));
        self.whole = OnceLock::new();
        let first = self.piece_at(bytes.start);
        let mut next = first;
        let mut parts: Vec<Piece> = Vec::with_capacity(3);
        if let Some(piece) = self.pieces.get(first) {
            parts.push(piece.cut(0..bytes.start - piece.at));
        }
        if !new.is_empty() {
            parts.push(Piece { source: new.into(), bytes: 0..new.len(), at: 0 });
        }
        while let Some(piece) = self.pieces.get(next) {
            next += 1;
            if piece.end() >= bytes.end {
                parts.push(piece.cut(bytes.end - piece.at..piece.bytes.len()));
                break;
            }
        }
        parts.retain(|piece| !piece.bytes.is_empty());
        let mut at = self.pieces.get(first).map_or(0, |piece| piece.at);
        self.pieces.splice(first..next, parts);
        for piece in self.pieces.iter_mut().skip(first) {
            piece.at = at;
            at = piece.end();
        }
        self.len = at;
        if let Some(lines) = lines {
            let after = self.count_around(&(bytes.start..bytes.start + new.len()));
            self.lines = OnceLock::from(lines.plus(after));
        }
    }

    /// The line feeds of these bytes and those beside them, which count by what stands next to them.
    fn count_around(&self, bytes: &Range<usize>) -> LineCount {
        let is_start = |at: &usize| self.slice(*at..*at).is_some();
        let from = (bytes.start.saturating_sub(8)..bytes.start.saturating_sub(1)).find(is_start).unwrap_or(0);
        let to = (bytes.end + 2..bytes.end + 8).find(is_start).unwrap_or(self.len);
        let text = self.slice(from..to).unwrap_or_default();
        LineCount::of(&text, bytes.start.saturating_sub(1) - from..(bytes.end + 1).min(to) - from)
    }

    pub(super) fn line_count(&self) -> LineCount {
        *self.lines.get_or_init(|| match self.pieces.as_slice() {
            [one] => LineCount::of(one.text(), 0..one.bytes.len()),
            _ => LineCount::of(self.whole(), 0..self.len),
        })
    }

    /// The lines, from 1, of bytes in ascending order.
    pub(super) fn lines_of(&self, bytes: &[usize]) -> Vec<usize> {
        let mut lines = Vec::with_capacity(bytes.len());
        let mut wanted = bytes.iter().peekable();
        let mut line = 1;
        for piece in &self.pieces {
            let mut from = piece.at;
            while let Some(byte) = wanted.next_if(|byte| **byte < piece.end()) {
                line += piece.n_feeds(from..*byte);
                from = *byte;
                lines.push(line);
            }
            if wanted.peek().is_none() {
                break;
            }
            line += piece.n_feeds(from..piece.end());
        }
        lines.extend(wanted.map(|_| line));
        lines
    }
}

impl Piece {
    /// A part of it, by bytes counted from its first.
    fn cut(&self, bytes: Range<usize>) -> Self {
        let start = self.bytes.start;
        Self { source: Arc::clone(&self.source), bytes: start + bytes.start..start + bytes.end, at: 0 }
    }

    /// Line feeds in bytes of the text that it holds.
    fn n_feeds(&self, bytes: Range<usize>) -> usize {
        let from = self.bytes.start + bytes.start - self.at;
        let part = self.source.as_bytes().get(from..from + bytes.len());
        memchr::memchr_iter(b'\n', part.unwrap_or(&[])).count()
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        let len = text.len();
        let piece = Piece { bytes: 0..len, at: 0, source: text };
        Self { pieces: Some(piece).filter(|_| len > 0).into_iter().collect(), len, ..Self::default() }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole()
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece))
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&**self, f)
    }
}

/// Compares without putting anything together; pieces of one string that stand at the same place are not read.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && other.pieces.iter().all(|piece| self.holds(piece.at, &piece.source, &piece.bytes))
    }
}

impl Eq for Text {}
