//! Lines to go on with after damage: those that look like the start of a record, a list or a header field.

use crate::format::layout::List;

/// The line feed of the line, or the end of the text.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The blanks before a token that begins its line; `None` if something else stands before it.
pub(super) fn indent(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes().get(..at)?;
    let blanks = bytes.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let start = at - blanks;
    let begins = start == 0 || bytes.get(start - 1) == Some(&b'\n');
    begins.then(|| text.get(start..at)).flatten()
}

pub(super) fn is_line_start(text: &str, at: usize) -> bool {
    indent(text, at).is_some()
}

/// What the scan can go on with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Record,
    Header,
}

/// The next line after `from` that begins a record of the list, or one of the lists. Records without a name count only
/// if they stand as far in as the broken one.
pub(super) fn next_record(text: &str, from: usize, indent: Option<&str>, list: List) -> Option<(usize, Anchor)> {
    lines_after(text, from).find_map(|(at, line)| {
        let inner = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - inner.len();
        let is_as_deep = indent.is_none_or(|indent| line.get(..blanks) == Some(indent));
        if is_record(inner, list) || (is_as_deep && indent.is_some() && inner.starts_with('(')) {
            return Some((at + blanks, Anchor::Record));
        }
        let is_less_deep = indent.is_none_or(|indent| blanks < indent.len().max(1));
        (is_less_deep && is_list(inner)).then_some((at + blanks, Anchor::Header))
    })
}

/// The next line after `from` that begins one of the lists, a record of one, or a header field as far in as the line of
/// `from`.
pub(super) fn next_header_line(text: &str, from: usize) -> Option<usize> {
    let indent = indent(text, from);
    lines_after(text, from).find_map(|(at, line)| {
        let inner = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - inner.len();
        let is_field = indent == line.get(..blanks) && is_field(inner);
        let is_any_record = List::ALL.into_iter().any(|list| is_record(inner, list));
        (is_field || is_any_record || is_list(inner)).then_some(at + blanks)
    })
}

fn lines_after(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = line_end(text, from) + 1;
    let rest = text.get(at..).unwrap_or("");
    rest.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// `Incident(`
fn is_record(line: &str, list: List) -> bool {
    line.strip_prefix(list.record()).is_some_and(|rest| rest.trim_start().starts_with('('))
}

/// `incidents: [`
fn is_list(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, rest)| List::of_field(name.trim_end()).is_some() && rest.trim_start().starts_with('['))
}

/// `title:`
fn is_field(line: &str) -> bool {
    let name = line.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    name.len() < line.len() && name.trim_start_matches(' ').starts_with(':')
}

/// Where a broken record most likely ends: before the lines that only close what is around it.
pub(super) fn slot_end(text: &str, start: usize, stop: usize, indent: Option<&str>) -> usize {
    let depth = indent.map_or(0, str::len);
    let mut slot = text.get(start..stop).unwrap_or("").trim_end();
    while let Some(at) = slot.rfind('\n') {
        let line = slot.get(at + 1..).unwrap_or("");
        let inner = line.trim_start_matches([' ', '\t']);
        let only_closes = inner.trim_end_matches([',', ')', ']', '\r', ' ']).is_empty();
        if indent.is_none() || !only_closes || line.len() - inner.len() >= depth {
            break;
        }
        slot = slot.get(..at).unwrap_or("").trim_end();
    }
    start + slot.strip_suffix(',').unwrap_or(slot).len()
}
