//! Records that come and go, and where in the file.

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
    let text = &document.text;
    let layout = layout(text);
    let style = Style::of(text);
    if !layout.has_value {
        return Ok(whole_file(text, &style, list, member));
    }
    let mut splicer = Splicer::new(text, &style);
    match layout.brackets(text, list) {
        Some((open, close)) => {
            let slots: Vec<&Range<usize>> =
                layout.slots(list).iter().map(|slot| &slot.bytes).filter(|bytes| bytes.start > open).collect();
            let at = match list {
                List::Incidents => place_by_day(document, &slots, value),
                _ => slots.len(),
            };
            let span = |at: usize| slots.get(at).map(|bytes| Span::new(text, (*bytes).clone()));
            let (prev, next) = (at.checked_sub(1).and_then(span), span(at));
            match next.filter(|next| belongs_below(document, prev, *next, value)) {
                Some(next) => splicer.insert_above(next, member),
                None => splicer.insert(Brackets { open, close }, prev, next, &[member]),
            }
        }
        None if layout.has_list(list) => return Err(Refusal::NoPlace(list.field())),
        None => {
            let records = Value { members: vec![member.clone()], ..Value::list([]) };
            header_field(&mut splicer, text, &layout, list.field(), records)?;
        }
    }
    splicer.end().ok_or(Refusal::NoPlace(list.field()))
}

fn place_by_day(document: &Document, slots: &[&Range<usize>], value: &Value) -> usize {
    let Some(day) = first_day(value) else { return slots.len() };
    let last = document.incidents.iter().rev().find(|record| record.value.when.earliest() <= day);
    last.map_or(0, |record| slots.iter().position(|bytes| **bytes == record.bytes).map_or(slots.len(), |at| at + 1))
}

fn first_day(value: &Value) -> Option<Day> {
    let when: When = unquoted(&value.field("when")?.text)?.parse().ok()?;
    Some(when.earliest())
}

/// Under a heading such as `// ── 1994 ──` the first incident of the year goes below the heading.
fn belongs_below(document: &Document, prev: Option<Span>, next: Span, value: &Value) -> bool {
    let year_at = |span: Span| {
        let record = document.incidents.iter().find(|record| record.bytes.start == span.start)?;
        Some(record.value.when.earliest().year())
    };
    let year = first_day(value).map(Day::year);
    let is_own_line = super::splice::is_own_line(&document.text, next.start);
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
fn whole_file(text: &str, style: &Style, list: List, member: &Member) -> Replacements {
    let field = |name: &str, value: Value| Member::field(name, value);
    let records = Value { members: vec![member.clone()], ..Value::list([]) };
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
pub(super) fn remove(text: &str, list: List, bytes: &Range<usize>) -> Result<Change, Refusal> {
    let layout = layout(text);
    let style = Style::of(text);
    let slots = layout.slots(list);
    let at = slots.iter().position(|slot| slot.bytes == *bytes).ok_or(Refusal::NoPlace(list.field()))?;
    let span = |at: usize| slots.get(at).map(|slot| Span::new(text, slot.bytes.clone()));
    let mut splicer = Splicer::new(text, &style);
    let prev = at.checked_sub(1).and_then(span);
    splicer.remove(prev, Span::new(text, bytes.clone()), at + 1 < slots.len());
    let replacements = splicer.end().ok_or(Refusal::NoPlace(list.field()))?;
    let lost_comments = replacements.taken_out(text).flat_map(comments).collect();
    Ok(Change { replacements, lost_comments })
}
