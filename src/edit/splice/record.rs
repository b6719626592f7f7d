//! One record changed and read back.

use super::{Replacements, Splicer};
use crate::format::tree::Node;
use crate::format::{List, Problem, Style, Value, Writer, canonical, comments};
use std::ops::Range;

/// How a record's text becomes another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::edit) struct Change {
    /// Of the whole text.
    pub(in crate::edit) replacements: Replacements,
    /// Comments of the record that are no more, in order.
    pub(in crate::edit) lost_comments: Vec<String>,
}

/// Turns the record of a list that stands in these bytes into another. Only the fields that differ are touched; where that
/// cannot be done, the record is written anew and the comments in it are named as lost.
///
/// # Errors
/// The record as it would be and its problems, if it does not read back as asked.
pub(in crate::edit) fn change_record(
    text: &str,
    style: &Style,
    list: List,
    bytes: &Range<usize>,
    (old, new): (&Value, &Value),
) -> Result<Change, (String, Vec<Problem>)> {
    let mut splicer = Splicer::new(text, style);
    splicer.merge(&Node::read(text, bytes.clone()), old, new);
    let by_field = splicer.end().map(|replacements| checked(text, list, bytes, new, replacements));
    if let Some(Ok(change)) = by_field {
        return Ok(change);
    }
    let mut splicer = Splicer::new(text, style);
    let written = Writer::new(style).value(new, &splicer.indent_at(bytes.start));
    splicer.put(bytes.clone(), written);
    checked(text, list, bytes, new, splicer.end().unwrap_or_default())
}

/// The change, if the record then says what it should.
fn checked(
    text: &str,
    list: List,
    bytes: &Range<usize>,
    new: &Value,
    replacements: Replacements,
) -> Result<Change, (String, Vec<Problem>)> {
    let before = text.get(bytes.clone()).unwrap_or("");
    let after = text.get(..bytes.end).map(|text| replacements.apply(text)).unwrap_or_default();
    let after = after.get(bytes.start..).unwrap_or("");
    let read = canonical(after, list, 0..after.len());
    if read.value.as_ref() != Some(new) {
        return Err((after.to_owned(), read.problems));
    }
    Ok(Change { lost_comments: lost(before, after), replacements })
}

/// The comments of `before` that `after` has not.
fn lost(before: &str, after: &str) -> Vec<String> {
    let mut kept = comments(after);
    let is_lost = |comment: &String| match kept.iter().position(|other| other == comment) {
        Some(at) => {
            kept.swap_remove(at);
            false
        }
        None => true,
    };
    comments(before).into_iter().filter(is_lost).collect()
}
