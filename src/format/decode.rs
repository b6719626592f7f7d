//! From the bytes of a file to text: UTF-8, or a problem that says what the bytes look like instead.

use super::{Problem, code, limits};

/// The bytes as text; a byte order mark stays in it.
///
/// # Errors
/// If the bytes are not UTF-8 or more than [`limits::FILE_BYTES`]. The problem's byte range counts bytes of the file,
/// and its message tells byte and line, since there is no text to look them up in.
pub fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.len() > limits::FILE_BYTES {
        let message =
            format!("the file has {}; this program reads up to {}", size(bytes.len()), size(limits::FILE_BYTES));
        return Err(Problem::error(code::LIMIT, 0..0, message).with_hint("split the timeline into several files"));
    }
    if let Some(problem) = not_text(&bytes) {
        return Err(problem);
    }
    String::from_utf8(bytes).map_err(|err| {
        let at = err.utf8_error().valid_up_to();
        not_utf8(err.as_bytes(), at)
    })
}

/// A size in words, such as "300.0 MB"; a megabyte is 1,048,576 bytes.
pub fn size(bytes: usize) -> String {
    const MB: usize = 1 << 20;
    let tenths = bytes.saturating_mul(10) / MB;
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..MB => format!("{} kB", bytes / 1024),
        _ if bytes.is_multiple_of(MB) => format!("{} MB", bytes / MB),
        _ => format!("{}.{} MB", tenths / 10, tenths % 10),
    }
}

/// UTF-16, UTF-32 and files of zeros, which may well be valid UTF-8.
fn not_text(bytes: &[u8]) -> Option<Problem> {
    let named = match bytes {
        [0xff, 0xfe, ..] => Some("UTF-16 (little endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big endian)"),
        [0, second, 0, fourth, ..] if *second != 0 && *fourth != 0 => Some("UTF-16 (big endian)"),
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => Some("UTF-16 (little endian)"),
        _ => None,
    };
    if let Some(name) = named {
        let message = format!("byte 0, line 1: the file is {name} text, not UTF-8");
        return Some(Problem::error(code::ENCODING, 0..0, message).with_hint("save it again as UTF-8"));
    }
    if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
        let message =
            format!("the file holds nothing but {} zero bytes: it was damaged, perhaps by a crash", bytes.len());
        return Some(Problem::error(code::ENCODING, 0..0, message).with_hint("bring it back from a copy or from git"));
    }
    None
}

fn not_utf8(bytes: &[u8], at: usize) -> Problem {
    let line = 1 + memchr::memchr_iter(b'\n', bytes.get(..at).unwrap_or(&[])).count();
    let byte = bytes.get(at).copied().unwrap_or(0);
    let place = format!("byte {at}, line {line}");
    let problem = |words: String| Problem::error(code::ENCODING, at..at + 1, format!("{place}: {words}"));
    match likely_character(bytes, at) {
        Some(character) => problem(format!(
            "the file is not UTF-8 but looks like Latin-1 or Windows-1252 (0x{byte:02X} would be `{character}`)"
        ))
        .with_hint("save it again as UTF-8"),
        None => problem(format!("the file is not UTF-8 text (0x{byte:02X})"))
            .with_hint("bring it back from a copy, or save it again as UTF-8"),
    }
}

/// The character the byte would be in Windows-1252, if the bytes around it look like words.
fn likely_character(bytes: &[u8], at: usize) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let is_ascii_text = |index: Option<usize>| {
        index.and_then(|index| bytes.get(index)).is_none_or(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'))
    };
    if !is_ascii_text(at.checked_sub(1)) || !is_ascii_text(Some(at + 1)) {
        return None;
    }
    match *bytes.get(at)? {
        byte @ 0x80..0xa0 => HIGH.get(usize::from(byte) - 0x80).copied().filter(|c| *c != '\0'),
        byte @ 0xa0.. => Some(char::from(byte)),
        _ => None,
    }
}
