//! Records that come and go, and where in the file.

use super::clip::Clip;
use super::frame::after_comma;
use super::patch::Replacements;
use super::splice::{Brackets, Change, Insert, Span, Splicer};
use super::{Document, Refusal};
use crate::format::tree::Node;
use crate::format::{Layout, List, Member, Style, Value, arrange, comments, layout, unquoted};
use crate::model::{Day, When};
use std::ops::Range;
use std::sync::LazyLock;

/// The style of texts that are read and thrown away.
pub(super) static PLAIN: LazyLock<Style> = LazyLock::new(|| Style { line_end: "\n", step: "    ".to_owned() });

/// The records of a text, in order, with the comments around them. What bears no name is an incident.
pub(super) fn read_records(text: &str) -> Result<Vec<(List, Member)>, Refusal> {
    // Brackets make a list of any number of records, with commas or without. A trailing comment must not hide the last.
    let start = attributes_end(text);
    let listed = format!("[{}\n]", text.get(start..).unwrap_or(""));
    let (list, end) = Value::read(&listed, 0).ok_or(Refusal::NoRecordText)?;
    if end != listed.len() || list.members.is_empty() {
        return Err(Refusal::NoRecordText);
    }
    let mut members = list.members;
    if let Some(last) = members.last_mut() {
        last.behind.extend(list.tail);
    }
    members.into_iter().map(with_list).collect()
}

fn with_list(mut member: Member) -> Result<(List, Member), Refusal> {
    let list = List::ALL.into_iter().find(|list| list.record() == member.value.text);
    let list = list.or(member.value.text.is_empty().then_some(List::Incidents));
    match list {
        Some(list) if member.name.is_empty() && member.value.is_struct() => {
            list.record().clone_into(&mut member.value.text);
            arrange(&mut member.value, list);
            member.is_apart = false;
            Ok((list, member))
        }
        _ => Err(Refusal::NoRecordText),
    }
}

fn attributes_end(text: &str) -> usize {
    layout(text).attributes.last().map_or(if text.starts_with('\u{feff}') { 3 } else { 0 }, |bytes| bytes.end)
}

/// Puts a record into its list: an incident behind the last that is not later, any other at the end.
pub(super) fn insert(document: &Document, list: List, member: &Member, value: &Value) -> Result<Replacements, Refusal> {
    insert_all(document, list, &[member], value)
}

/// Puts records into one place of a list: where `value` goes, which is what the first of them says.
pub(super) fn insert_all(
    document: &Document,
    list: List,
    members: &[&Member],
    value: &Value,
) -> Result<Replacements, Refusal> {
    let no_place = || Refusal::NoPlace(list.field());
    let style = document.style();
    let frame = document.frame.as_ref().ok_or_else(no_place)?;
    if !frame.has_value {
        return Ok(whole_file(&document.text, &style, list, members));
    }
    let (clip, end) = match frame.brackets(list) {
        Some((open, close)) => {
            let prev = match list {
                List::Incidents => place_by_day(document, open, value),
                _ => document.last_slot(list).filter(|slot| slot.start > open),
            };
            let next = document.slot_from(list, prev.as_ref().map_or(open, |prev| prev.end));
            let clip = document.around(list, (open, close), prev.as_ref(), next.as_ref());
            let here = |bytes: Option<Range<usize>>| bytes.and_then(|bytes| clip.bytes_here(&bytes));
            let span = |bytes: Range<usize>| Span::new(&clip.text, bytes);
            let belongs_below = next.as_ref().is_some_and(|next| belongs_below(document, prev.as_ref(), next, value));
            let (prev, next) = (here(prev).map(span), here(next).map(span));
            let mut splicer = Splicer::new(&clip.text, &style);
            match (next.filter(|_| belongs_below), members) {
                (Some(next), [member]) => splicer.insert_above(next, member),
                _ => {
                    let open = clip.here(open).ok_or_else(no_place)?;
                    let close = clip.here(close).ok_or_else(no_place)?;
                    splicer.insert(Brackets { open, close }, prev, next, members);
                }
            }
            let end = splicer.end();
            (clip, end)
        }
        None if frame.has_list(list) => return Err(no_place()),
        None => {
            let clip = document.header_clip();
            let records = list_of(members);
            let mut splicer = Splicer::new(&clip.text, &style);
            header_field(&mut splicer, &clip.text, &layout(&clip.text), list.field(), records)?;
            let end = splicer.end();
            (clip, end)
        }
    };
    end.and_then(|replacements| clip.replacements_there(replacements)).ok_or_else(no_place)
}

impl Document {
    /// What stands around a place between two records of a list, without the records further off.
    fn around(
        &self,
        list: List,
        (open, close): (usize, usize),
        prev: Option<&Range<usize>>,
        next: Option<&Range<usize>>,
    ) -> Clip {
        let text = &self.text;
        let line_end = text.line_end(close + 1);
        let head = text.line_start(open)..open + 1;
        let first = prev.or(next).map_or(open + 1, |first| {
            let before = self.slot_before(list, first.start).filter(|slot| slot.start > open);
            before.map_or(open + 1, |before| after_comma(text, before.end))
        });
        let last = self.last_slot(list).filter(|last| last.start > open);
        match (next.or(prev), last) {
            (Some(nearest), Some(last)) if nearest.end < last.start => {
                let till = after_comma(text, nearest.end);
                // The rest of the line, and a comment in it, belongs to the nearest.
                let gap = self.slot_from(list, nearest.end).map_or(till, |further| further.start);
                let tail = after_comma(text, last.end).max(gap);
                Clip::new(text, [head, first..gap, tail..line_end])
            }
            _ => Clip::new(text, [head, first..line_end]),
        }
    }
}

/// The record behind which an incident goes; none if it goes in front of all.
fn place_by_day(document: &Document, open: usize, value: &Value) -> Option<Range<usize>> {
    let Some(day) = first_day(value) else {
        return document.last_slot(List::Incidents).filter(|slot| slot.start > open);
    };
    document.last_until(day).filter(|bytes| bytes.start > open)
}

fn first_day(value: &Value) -> Option<Day> {
    let when: When = unquoted(&value.field("when")?.text)?.parse().ok()?;
    Some(when.earliest())
}

/// Under a heading such as `// ── 1994 ──` the first incident of the year goes below the heading.
fn belongs_below(document: &Document, prev: Option<&Range<usize>>, next: &Range<usize>, value: &Value) -> bool {
    let year_at = |bytes: &Range<usize>| {
        let record = document.incidents.at_byte(bytes.start)?;
        Some(record.value.when.earliest().year())
    };
    let year = first_day(value).map(Day::year);
    let before = document.text.slice(document.text.line_start(next.start)..next.start);
    let is_own_line = before.is_some_and(|before| before.trim_matches([' ', '\t', '\u{feff}']).is_empty());
    year.is_some() && is_own_line && year_at(next) == year && prev.and_then(year_at) != year
}

/// The header gets a field: behind its other fields, before its lists; a list behind everything.
pub(super) fn header_field(
    splicer: &mut Splicer<'_>,
    text: &str,
    layout: &Layout,
    name: &str,
    value: Value,
) -> Result<(), Refusal> {
    let root = layout.root.clone().ok_or(Refusal::NoPlace("Timeline"))?;
    let node = Node::read(text, root.start..text.len());
    let is_list = List::ALL.iter().any(|list| list.field() == name);
    let is_field = |name: &Range<usize>| layout.fields.iter().any(|field| field.name == *name);
    let behind = match is_list {
        true => node.parts.len().checked_sub(1),
        false => node.parts.iter().rposition(|part| part.name.as_ref().is_some_and(is_field)),
    };
    let member = Member::field(name, value);
    splicer.insert_members(&node, Insert { behind, members: vec![&member] });
    Ok(())
}

/// A file that holds nothing yet becomes a timeline with this record; comments in it stay.
fn list_of(members: &[&Member]) -> Value {
    Value { members: members.iter().map(|member| (*member).clone()).collect(), ..Value::list([]) }
}

fn whole_file(text: &str, style: &Style, list: List, members: &[&Member]) -> Replacements {
    let field = |name: &str, value: Value| Member::field(name, value);
    let records = list_of(members);
    let root = Value {
        kind: "Timeline".to_owned(),
        members: vec![
            field("format", Value::plain("1")),
            field("title", Value::plain("\"\"")),
            field(list.field(), records),
        ],
        ..Value::named("Timeline", Vec::new())
    };
    let attribute = if text.contains("implicit_some") { "" } else { "#![enable(implicit_some)]" };
    let line_end = style.line_end;
    let gap = |before: &str| if before.trim_start_matches('\u{feff}').is_empty() { "" } else { line_end };
    let before = text.trim_end();
    let file = crate::format::Writer::new(style).value(&root, "");
    let new = format!("{}{attribute}{}{file}{line_end}", gap(before), gap(attribute));
    Replacements::one(before.len()..text.len(), new)
}

/// Takes a record out of its list. Comments above it stay; one behind it in its line goes with it.
pub(super) fn remove(document: &Document, list: List, bytes: &Range<usize>) -> Result<Change, Refusal> {
    let no_place = || Refusal::NoPlace(list.field());
    let prev = document.slot_before(list, bytes.start);
    let next = document.slot_from(list, bytes.end);
    let from = prev.as_ref().map_or_else(|| document.text.line_start(bytes.start), |prev| prev.start);
    let close = document.frame.as_ref().and_then(|frame| frame.brackets(list)).map(|(_, close)| close);
    let to = next.as_ref().map(|next| next.start).or(close).unwrap_or(document.text.len());
    let clip = Clip::of(&document.text, document.text.line_start(from)..document.text.line_end(to));
    let here = |bytes: &Range<usize>| clip.bytes_here(bytes).map(|bytes| Span::new(&clip.text, bytes));
    let style = document.style();
    let mut splicer = Splicer::new(&clip.text, &style);
    splicer.remove(prev.as_ref().and_then(here), here(bytes).ok_or_else(no_place)?, next.is_some());
    let replacements = splicer.end().ok_or_else(no_place)?;
    let lost_comments = replacements.taken_out(&clip.text).flat_map(comments).collect();
    let replacements = clip.replacements_there(replacements).ok_or_else(no_place)?;
    Ok(Change { replacements, lost_comments })
}

/// Puts a record behind another of its list, or in front of all, with the comment behind it in its line.
pub(super) fn shift(
    document: &Document,
    list: List,
    bytes: &Range<usize>,
    behind: Option<&Range<usize>>,
) -> Result<Replacements, Refusal> {
    let no_place = || Refusal::NoPlace(list.field());
    let frame = document.frame.as_ref().filter(|frame| frame.is_plain).ok_or_else(no_place)?;
    let (open, close) = frame.brackets(list).ok_or_else(no_place)?;
    let clip = Clip::of(&document.text, document.text.line_start(open)..document.text.line_end(close + 1));
    let node = Node::read(&clip.text, clip.bytes_here(&(open..close + 1)).ok_or_else(no_place)?);
    let here = |bytes: &Range<usize>| {
        let bytes = clip.bytes_here(bytes)?;
        node.parts.iter().position(|part| bytes.contains(&part.value.bytes.start))
    };
    let from = here(bytes).ok_or_else(no_place)?;
    let to = match behind {
        Some(behind) => here(behind).ok_or_else(no_place)? + 1,
        None => 0,
    };
    let written = |bytes: &Range<usize>| Value::plain(clip.text.get(bytes.clone()).unwrap_or(""));
    let old: Vec<Value> = node.parts.iter().map(|part| written(&part.value.bytes)).collect();
    let mut new = old.clone();
    let moved = new.remove(from);
    new.insert(if to > from { to - 1 } else { to }, moved);
    let style = document.style();
    let mut splicer = Splicer::new(&clip.text, &style);
    splicer.merge_list(&node, &Value::list(old), &Value::list(new));
    splicer.end().and_then(|replacements| clip.replacements_there(replacements)).ok_or_else(no_place)
}
