//! Changes to a text that leave alone what they do not mean.
//!
//! A record is changed by a three-way merge: the value it had and the value it should have say which fields differ, the
//! tree of the source says where those stand. So number notation, order, layout, comments and unknown fields of all other
//! fields stay as they are, byte for byte.
//!
//! [`Splicer`] finds the replacements and does not judge them: `record` reads the result back.

mod align;
mod members;
mod record;

pub(super) use members::{Brackets, Span};
pub(super) use record::{Change, change_record};

use super::patch::Replacements;
use crate::format::lex::{Lexer, TokenKind};
use crate::format::tree::Node;
use crate::format::{Member, Style, Value, Writer, raw_quoted, unquoted};
use align::{Step, align};
use members::Gone;
use std::collections::BTreeMap;
use std::ops::Range;

/// Collects the replacements of one text.
pub(super) struct Splicer<'a> {
    text: &'a str,
    style: &'a Style,
    out: Vec<(Range<usize>, String)>,
}

/// Members to insert behind the member with this index, or in front of all.
pub(super) struct Insert<'v> {
    pub(super) behind: Option<usize>,
    pub(super) members: Vec<&'v Member>,
}

impl<'a> Splicer<'a> {
    pub(super) fn new(text: &'a str, style: &'a Style) -> Self {
        Self { text, style, out: Vec::new() }
    }

    /// What has been collected; `None` if it contradicts itself.
    pub(super) fn end(self) -> Option<Replacements> {
        Replacements::new(self.out)
    }

    fn put(&mut self, bytes: Range<usize>, new: impl Into<String>) {
        self.out.push((bytes, new.into()));
    }

    fn slice(&self, bytes: Range<usize>) -> &'a str {
        self.text.get(bytes).unwrap_or("")
    }

    /// Turns `old`, which stands at `node`, into `new`.
    pub(super) fn merge(&mut self, node: &Node, old: &Value, new: &Value) {
        if old == new {
            return;
        }
        let node = node.inner(self.text);
        let is_alike = node.is_bracketed && old.bracket == new.bracket && old.text == new.text;
        if !is_alike || old.bracket.is_none() {
            self.replace(node, new);
        } else if new.is_list() {
            self.merge_list(node, old, new);
        } else if old.is_struct() && new.is_struct() {
            self.merge_fields(node, old, new);
        } else {
            self.merge_args(node, old, new);
        }
    }

    /// Lets members come into a value.
    pub(super) fn insert_members(&mut self, node: &Node, insert: Insert<'_>) {
        self.change_members(node, vec![insert], &Gone(Vec::new()));
    }

    fn merge_args(&mut self, node: &Node, old: &Value, new: &Value) {
        if node.parts.len() != old.members.len() || old.members.len() != new.members.len() {
            return self.replace(node, new);
        }
        for (part, (old, new)) in node.parts.iter().zip(old.members.iter().zip(&new.members)) {
            self.merge(&part.value, &old.value, &new.value);
        }
    }

    fn merge_fields(&mut self, node: &Node, old: &Value, new: &Value) {
        let mut behind = None;
        let mut inserts: Vec<Insert<'_>> = Vec::new();
        for member in &new.members {
            let before = old.field(&member.name);
            let at = self.part_named(node, &member.name);
            match (before, at.and_then(|at| node.parts.get(at))) {
                (Some(before), Some(part)) => self.merge(&part.value, before, &member.value),
                (None, Some(part)) => self.fill(&part.value, &member.value),
                (Some(before), None) if *before == member.value => {}
                (_, None) => match inserts.last_mut() {
                    Some(last) if last.behind == behind => last.members.push(member),
                    _ => inserts.push(Insert { behind, members: vec![member] }),
                },
            }
            behind = at.or(behind);
        }
        let is_gone = |member: &&Member| new.field(&member.name).is_none();
        let gone =
            old.members.iter().filter(is_gone).filter_map(|member| self.part_named(node, &member.name)).collect();
        self.change_members(node, inserts, &Gone(gone));
    }

    /// A field that said nothing, such as `tags: [ /* none yet */ ]` or `site: None`, gets its first value.
    fn fill(&mut self, node: &Node, new: &Value) {
        if node.is_bracketed && node.parts.is_empty() && new.is_list() {
            self.merge_list(node, &Value::list([]), new);
        } else {
            self.replace(node.inner(self.text), new);
        }
    }

    pub(super) fn merge_list(&mut self, node: &Node, old: &Value, new: &Value) {
        if node.parts.len() != old.members.len() {
            return self.replace(node, new);
        }
        let mut inserts: Vec<Insert<'_>> = Vec::new();
        let mut gone = Vec::new();
        let mut behind = None;
        let steps = align(&old.members, &new.members);
        let moved = self.moved(node, &steps, old, new);
        for step in steps {
            match step {
                Step::Both(was, is) => {
                    if let (Some(part), Some(was_member), Some(is)) =
                        (node.parts.get(was), old.members.get(was), new.members.get(is))
                    {
                        self.merge(&part.value, &was_member.value, &is.value);
                    }
                    behind = Some(was);
                }
                Step::Gone(was) => gone.push(was),
                Step::New(is) => match (inserts.last_mut(), moved.get(&is).or(new.members.get(is))) {
                    (Some(last), Some(member)) if last.behind == behind => last.members.push(member),
                    (_, Some(member)) => inserts.push(Insert { behind, members: vec![member] }),
                    _ => {}
                },
            }
        }
        self.change_members(node, inserts, &Gone(gone));
    }

    /// Items that only stand elsewhere now, by their new place: as they are written, with the comment behind them.
    fn moved(&self, node: &Node, steps: &[Step], old: &Value, new: &Value) -> BTreeMap<usize, Member> {
        let places = |of: fn(&Step) -> Option<usize>| steps.iter().filter_map(of);
        let mut left: Vec<usize> = places(|step| if let Step::Gone(was) = step { Some(*was) } else { None }).collect();
        let mut moved = BTreeMap::new();
        for is in places(|step| if let Step::New(is) = step { Some(*is) } else { None }) {
            let is_it = |was: &usize| old.members.get(*was).map(|m| &m.value) == new.members.get(is).map(|m| &m.value);
            let Some(at) = left.iter().position(is_it) else { continue };
            if let Some(part) = node.parts.get(left.swap_remove(at)) {
                let value = Value::plain(self.slice(part.start()..part.value.bytes.end));
                moved.insert(is, Member { behind: self.comment_behind(part), ..Member::item(value) });
            }
        }
        moved
    }

    fn part_named(&self, node: &Node, name: &str) -> Option<usize> {
        let is_named = |bytes: Range<usize>| crate::format::plain_name(self.slice(bytes)) == name;
        node.parts.iter().position(|part| part.name.clone().is_some_and(is_named))
    }

    /// Writes the whole value anew where the old one stands.
    fn replace(&mut self, node: &Node, new: &Value) {
        let old = self.slice(node.bytes.clone());
        let text = kept_raw(old, new).unwrap_or_else(|| {
            let is_one_line = node.is_bracketed && !old.contains('\n') && !new.has_comments();
            let writer = if is_one_line { Writer::on_one_line(self.style) } else { Writer::new(self.style) };
            writer.value(new, &self.indent_at(node.bytes.start))
        });
        self.put(node.bytes.clone(), text);
    }

    /// Blanks and tabs at the start of the line.
    fn indent_at(&self, at: usize) -> String {
        let line = self.slice(line_start(self.text, at)..self.text.len());
        line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
    }
}

/// A raw text stays raw.
fn kept_raw(old: &str, new: &Value) -> Option<String> {
    if !old.starts_with('r') || !old.ends_with(['"', '#']) || new.bracket.is_some() {
        return None;
    }
    let n_hashes = old.bytes().skip(1).take_while(|byte| *byte == b'#').count();
    raw_quoted(&unquoted(&new.text)?, n_hashes)
}

/// The byte after the line feed before `at`.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1)
}

/// Whether only blanks stand before `at` in its line.
pub(super) fn is_own_line(text: &str, at: usize) -> bool {
    text.get(line_start(text, at)..at).is_some_and(|before| before.trim_matches([' ', '\t', '\u{feff}']).is_empty())
}

/// The end of the line, before its line end, if only blanks and comments follow `at` in it.
pub(super) fn end_of_line(text: &str, at: usize) -> Option<usize> {
    let without_return = |end: usize| if text.get(..end).is_some_and(|t| t.ends_with('\r')) { end - 1 } else { end };
    for token in Lexer::new(text, at) {
        let feed = token.text(text).find('\n').map(|feed| token.start + feed);
        match (token.kind, feed) {
            (TokenKind::Blank, Some(feed)) => return Some(without_return(feed).max(at)),
            (TokenKind::Blank | TokenKind::BlockComment, None) => {}
            (TokenKind::LineComment, _) => return Some(without_return(token.end).max(at)),
            _ => return None,
        }
    }
    Some(text.len())
}
