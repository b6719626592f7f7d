//! An entry as bytes: length, inverted length, CRC-32, payload; the payload ends in the hash of all payloads up to it.
//! Numbers are little-endian.

use super::{Entry, Splice};
use crate::store::hash::ContentHash;
use std::io;

/// How a journal of this version begins.
pub(super) const MAGIC: &[u8] = b"daymark journal 2\n";

/// The hash of no entry.
pub(super) const START: ContentHash = ContentHash([0; 32]);

/// The frame of an entry, and the hash of all entries with it; `proof` is that of those before.
///
/// # Errors
/// If a part is longer than 4 GB.
pub(super) fn write(entry: &Entry, proof: ContentHash) -> io::Result<(Vec<u8>, ContentHash)> {
    let mut payload = payload(entry)?;
    let proof = proved(proof, &payload);
    payload.extend(proof.0);
    let n_bytes = number(payload.len())?;
    let mut frame = Vec::with_capacity(payload.len() + 12);
    frame.extend(n_bytes.to_le_bytes());
    frame.extend((!n_bytes).to_le_bytes());
    frame.extend(crc32fast::hash(&payload).to_le_bytes());
    frame.extend(payload);
    Ok((frame, proof))
}

fn proved(before: ContentHash, payload: &[u8]) -> ContentHash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&before.0);
    hasher.update(payload);
    ContentHash(*hasher.finalize().as_bytes())
}

fn payload(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    match entry {
        Entry::Base { file, text } => {
            out.push(0);
            put(&mut out, file.as_bytes())?;
            put(&mut out, text)?;
        }
        Entry::Change { label, splices } => {
            out.push(1);
            put(&mut out, label.as_bytes())?;
            out.extend(number(splices.len())?.to_le_bytes());
            for splice in splices {
                out.extend(number(splice.bytes.start)?.to_le_bytes());
                out.extend(number(splice.bytes.end)?.to_le_bytes());
                out.extend(splice.old.0);
                put(&mut out, &splice.new)?;
            }
        }
        Entry::Undo => out.push(2),
        Entry::Redo => out.push(3),
        Entry::Saved { hash } => {
            out.push(4);
            out.extend(hash.0);
        }
    }
    Ok(out)
}

fn number(n: usize) -> io::Result<u32> {
    u32::try_from(n).map_err(|_| io::ErrorKind::FileTooLarge.into())
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) -> io::Result<()> {
    out.extend(number(bytes.len())?.to_le_bytes());
    out.extend(bytes);
    Ok(())
}

/// Takes the next entry off the front; `None` at the end, and where a frame is cut off, flipped, unknown, or does not
/// follow on those before it, whose hash is `proof`.
pub(super) fn read(bytes: &mut &[u8], proof: &mut ContentHash) -> Option<Entry> {
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
    let (payload, told) = payload.split_at_checked(payload.len().checked_sub(32)?)?;
    let now = proved(*proof, payload);
    if now.0 != told {
        return None;
    }
    let mut payload = Reader(payload);
    let entry = payload.entry()?;
    (*bytes, *proof) = (rest.0, now);
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
        Some(Splice { bytes: self.number()?..self.number()?, old: self.hash()?, new: self.bytes()? })
    }

    fn entry(&mut self) -> Option<Entry> {
        Some(match self.take(1)? {
            [0] => Entry::Base { file: self.text()?, text: self.bytes()? },
            [1] => {
                let label = self.text()?;
                let n_splices = self.number()?;
                let splices = (0..n_splices).map(|_| self.splice()).collect::<Option<_>>()?;
                Entry::Change { label, splices }
            }
            [2] => Entry::Undo,
            [3] => Entry::Redo,
            [4] => Entry::Saved { hash: self.hash()? },
            _ => return None,
        })
    }
}
