//! The timeline's own fields, set as those of a record are.

use super::apply::Work;
use super::splice::Splicer;
use super::{Document, Refusal};
use crate::format::tree::Node;
use crate::format::{Entry, Layout, Problem, Value, enter_header, layout, quoted};
use crate::model::Header;

/// What the timeline's own fields are called where records have their ids.
pub(super) const HEADER_ID: &str = "Timeline";

impl Work<'_> {
    /// Makes entries in the header; the label of the change.
    pub(super) fn set_header(&mut self, entries: &[(&str, &Entry)]) -> Result<String, Refusal> {
        let clip = self.document.header_clip();
        let layout = layout(&clip.text);
        let Some(root) = layout.root.clone() else { return Err(Refusal::NoPlace(HEADER_ID)) };
        let old = written(&self.document.header, &clip.text, &layout);
        let mut new = old.clone();
        for (field, entry) in entries {
            new = enter_header(&new, field, entry)?;
        }
        let style = self.document.style();
        let mut splicer = Splicer::new(&clip.text, &style);
        splicer.merge(&Node::read(&clip.text, root.start..clip.text.len()), &old, &new);
        let replacements = splicer.end().and_then(|replacements| clip.replacements_there(replacements));
        let replacements = replacements.ok_or(Refusal::NoPlace(HEADER_ID))?;
        self.make(replacements);
        self.read_back_header(&new)?;
        Ok(format!("{} of the timeline", super::apply::field_names(entries)))
    }

    /// Whether the header says what it should.
    fn read_back_header(&self, new: &Value) -> Result<(), Refusal> {
        let clip = self.document.header_clip();
        let layout = layout(&clip.text);
        if written(&self.document.header, &clip.text, &layout) == *new {
            return Ok(());
        }
        let is_error = |problem: &&Problem| problem.is_error();
        let (_, problems) = crate::format::read_header(&clip.text, &layout);
        Err(Refusal::InError { problems: problems.iter().filter(is_error).cloned().collect(), text: clip.text })
    }
}

impl Document {
    /// Whether an id means the header: no record has it.
    pub(super) fn is_header(&self, id: &str) -> bool {
        id == HEADER_ID && matches!(self.find(id), Err(Refusal::NoRecord(_)))
    }
}

/// The fields of a header that say something.
pub(super) fn header_value(header: &Header) -> Value {
    let texts = |text: &str| (!text.is_empty()).then(|| Value::plain(quoted(text)));
    let retired: Vec<Value> = header.retired_ids.iter().map(|id| Value::plain(quoted(id.as_str()))).collect();
    let fields = [
        ("title", texts(&header.title)),
        ("version", texts(&header.version)),
        ("span", header.span.map(|span| Value::plain(quoted(&span.to_string())))),
        ("about", texts(&header.about)),
        ("license", texts(&header.license)),
        ("retired_ids", (!retired.is_empty()).then(|| Value::list(retired))),
    ];
    Value::named(HEADER_ID, fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

/// The fields that the header has, as this program would write them.
fn written(header: &Header, text: &str, layout: &Layout) -> Value {
    let has =
        |name: &str| layout.fields.iter().any(|field| !field.is_broken && text.get(field.name.clone()) == Some(name));
    let texts = |text: &str| Some(Value::plain(quoted(text)));
    let retired = || Value::list(header.retired_ids.iter().map(|id| Value::plain(quoted(id.as_str()))));
    let fields = [
        ("format", header.format.map(|format| Value::plain(format.to_string()))),
        ("title", texts(&header.title)),
        ("version", texts(&header.version)),
        ("span", header.span.map(|span| Value::plain(quoted(&span.to_string())))),
        ("about", texts(&header.about)),
        ("license", texts(&header.license)),
        ("retired_ids", Some(retired())),
    ];
    let there = fields.into_iter().filter(|(name, _)| has(name));
    Value::named(HEADER_ID, there.filter_map(|(name, value)| Some((name, value?))).collect())
}
