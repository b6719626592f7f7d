//! The header's own fields, merged as they are written.

use super::Merge;
use super::marks::Conflict;
use super::values;
use crate::edit::Document;
use crate::edit::insert::header_field;
use crate::edit::patch::Replacements;
use crate::edit::splice::Splicer;
use crate::format::tree::Node;
use crate::format::{Layout, Style, Value, layout};
use std::ops::Range;

/// The fields of a header by name, with the bytes of their values.
fn fields(document: &Document, layout: &Layout) -> Vec<(String, Range<usize>)> {
    let whole = layout.fields.iter().filter(|field| !field.is_broken);
    whole.map(|field| (document.text.get(field.name.clone()).unwrap_or("").to_owned(), field.value.clone())).collect()
}

/// What a field of the header says, as written.
pub(super) fn text_of(document: &Document, name: &str) -> Option<String> {
    let fields = fields(document, &layout(&document.text));
    let (_, bytes) = fields.into_iter().find(|(other, _)| other == name)?;
    document.text.get(bytes).map(str::to_owned)
}

impl Merge<'_> {
    /// Takes over what they changed in the header. A field that they took out stays.
    pub(super) fn header(&mut self) {
        let our_layout = layout(&self.ours.text);
        let (base, ours) = (fields(self.base, &layout(&self.base.text)), fields(self.ours, &our_layout));
        for (name, bytes) in fields(self.theirs, &layout(&self.theirs.text)) {
            let of = |fields: &[(String, Range<usize>)]| {
                fields.iter().find(|(other, _)| *other == name).map(|(_, bytes)| bytes.clone())
            };
            let text = |document: &Document, bytes: Option<Range<usize>>| {
                bytes.and_then(|bytes| document.text.get(bytes)).map(str::to_owned)
            };
            let (was, our, their) =
                (text(self.base, of(&base)), text(self.ours, of(&ours)), text(self.theirs, Some(bytes)));
            let Some(their) = their else { continue };
            if was.as_ref() == Some(&their) || our.as_ref() == Some(&their) {
                continue;
            }
            match of(&ours) {
                Some(bytes) if was == our => self.changes.push(Replacements::one(bytes, their)),
                Some(bytes) => self.both_changed(&name, bytes, was.as_deref(), &their),
                None => self.new_field(&our_layout, &name, &their),
            }
        }
    }

    /// Lists such as `retired_ids` are merged; of other fields both stand.
    fn both_changed(&mut self, name: &str, bytes: Range<usize>, was: Option<&str>, theirs: &str) {
        let read = |text: &str| Value::read(text, 0).map(|(value, _)| value);
        let ours = self.ours.text.get(bytes.clone()).and_then(read);
        let (was, theirs_value) = (was.and_then(read), read(theirs));
        let mut conflicts = Vec::new();
        let merged = values::merge(&Vec::new(), was.as_ref(), ours.as_ref(), theirs_value.as_ref(), &mut conflicts);
        let style = Style::of(&self.ours.text);
        let mut splicer = Splicer::new(&self.ours.text, &style);
        if let (Some(ours), Some(merged), true) = (&ours, &merged, conflicts.is_empty()) {
            splicer.merge_list(&Node::read(&self.ours.text, bytes), ours, merged);
            self.changes.extend(splicer.end());
        } else {
            self.conflicts.push(Conflict::Header { name: name.to_owned(), theirs: theirs.to_owned() });
        }
    }

    fn new_field(&mut self, layout: &Layout, name: &str, theirs: &str) {
        let style = Style::of(&self.ours.text);
        let mut splicer = Splicer::new(&self.ours.text, &style);
        if header_field(&mut splicer, &self.ours.text, layout, name, Value::plain(theirs)).is_ok() {
            self.changes.extend(splicer.end());
        }
    }
}
