//! An entry as bytes: length, inverted length, CRC-32, payload. Numbers are little-endian.

use super::{Entry, Splice};
use crate::store::hash::ContentHash;
use std::io;

/// How a journal of this version begins.
pub(super) const MAGIC: &[u8] = b"daymark journal 1\n";

/// The frame of an entry.
///
/// # Errors
/// If a part is longer than 4 GB.
pub(super) fn write(entry: &Entry) -> io::Result<Vec<u8>> {
    let payload = payload(entry)?;
    let n_bytes = number(payload.len())?;
    let mut frame = Vec::with_capacity(payload.len() + 12);
    frame.extend(n_bytes.to_le_bytes());
    frame.extend((!n_bytes).to_le_bytes());
    frame.extend(crc32fast::hash(&payload).to_le_bytes());
    frame.extend(payload);
    Ok(frame)
}

fn payload(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match entry {
        Entry::Base { file, text } => {
            out.push(0);
            put(&mut out, file.as_bytes())?;
            put(&mut out, text)?;
        }
        Entry::Change { label, splices, result } => {
            out.push(1);
            put(&mut out, label.as_bytes())?;
            out.extend(number(splices.len())?.to_le_bytes());
            for splice in splices {
                out.extend(number(splice.bytes.start)?.to_le_bytes());
                out.extend(number(splice.bytes.end)?.to_le_bytes());
                put(&mut out, &splice.new)?;
            }
            out.extend(result.0);
        }
        Entry::Undo { result: hash } => mark(&mut out, 2, hash),
        Entry::Redo { result: hash } => mark(&mut out, 3, hash),
        Entry::Saved { hash } => mark(&mut out, 4, hash),
    }
    Ok(out)
}

fn mark(out: &mut Vec<u8>, tag: u8, hash: &ContentHash) {
    out.push(tag);
    out.extend(hash.0);
}

fn number(n: usize) -> io::Result<u32> {
    u32::try_from(n).map_err(|_| io::ErrorKind::FileTooLarge.into())
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) -> io::Result<()> {
    out.extend(number(bytes.len())?.to_le_bytes());
    out.extend(bytes);
    Ok(())
}

/// Takes the next entry off the front; `None` at the end, and where a frame is cut off, flipped or unknown.
pub(super) fn read(bytes: &mut &[u8]) -> Option<Entry> {
    let mut rest = Reader(bytes);
    let n_bytes = rest.number()?;
    let is_length = rest.u32()? == !u32::try_from(n_bytes).ok()?;
    if !is_length {
        return None;
    }
    let crc = rest.u32()?;
    let payload = rest.take(n_bytes)?;
    if crc32fast::hash(payload) != crc {
        return None;
    }
    let mut payload = Reader(payload);
    let entry = payload.entry()?;
    *bytes = rest.0;
    payload.0.is_empty().then_some(entry)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n_bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n_bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn number(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    fn bytes(&mut self) -> Option<Vec<u8>> {
        let n_bytes = self.number()?;
        Some(self.take(n_bytes)?.to_vec())
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?).ok()
    }

    fn hash(&mut self) -> Option<ContentHash> {
        Some(ContentHash(self.take(32)?.try_into().ok()?))
    }

    fn splice(&mut self) -> Option<Splice> {
        Some(Splice { bytes: self.number()?..self.number()?, new: self.bytes()? })
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(match self.take(1)? {
            [0] => Entry::Base { file: self.text()?, text: self.bytes()? },
            [1] => {
                let label = self.text()?;
                let n_splices = self.number()?;
                let splices = (0..n_splices).map(|_| self.splice()).collect::<Option<_>>()?;
                Entry::Change { label, splices, result: self.hash()? }
            }
            [2] => Entry::Undo { result: self.hash()? },
            [3] => Entry::Redo { result: self.hash()? },
            [4] => Entry::Saved { hash: self.hash()? },
            _ => return None,
        })
    }
}
