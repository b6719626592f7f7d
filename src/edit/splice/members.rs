//! Members of a bracket that come and go: lines, commas and the comments around them.

use super::{Insert, Splicer, end_of_line, is_own_line, line_start};
use crate::format::lex::{Lexer, TokenKind};
use crate::format::tree::{Node, Part};
use crate::format::{Member, Writer};
use std::ops::Range;

/// Where a member stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::edit) struct Span {
    pub(in crate::edit) start: usize,
    /// After its last byte, before blanks and comma.
    pub(in crate::edit) end: usize,
    comma: Option<usize>,
}

/// Indices of members that leave.
pub(super) struct Gone(pub(super) Vec<usize>);

/// The bytes of the two brackets.
#[derive(Clone, Copy)]
pub(in crate::edit) struct Brackets {
    pub(in crate::edit) open: usize,
    pub(in crate::edit) close: usize,
}

impl Span {
    /// The span of these bytes, with the comma that follows.
    pub(in crate::edit) fn new(text: &str, bytes: Range<usize>) -> Self {
        let next = Lexer::new(text, bytes.end).next_solid();
        let comma = next.filter(|token| token.kind == TokenKind::Comma).map(|token| token.start);
        Self { start: bytes.start, end: bytes.end, comma }
    }

    fn of(text: &str, part: &Part) -> Self {
        Self::new(text, part.start()..part.value.bytes.end)
    }

    /// The byte after the comma, or after the member where none follows.
    pub(in crate::edit) fn after_comma(self) -> usize {
        self.comma.map_or(self.end, |comma| comma + 1)
    }
}

impl Gone {
    fn has(&self, index: usize) -> bool {
        self.0.contains(&index)
    }
}

impl Splicer<'_> {
    /// Lets members of a value leave and others come.
    pub(super) fn change_members(&mut self, node: &Node, inserts: Vec<Insert<'_>>, gone: &Gone) {
        if inserts.is_empty() && gone.0.is_empty() {
            return;
        }
        let spans: Vec<Span> = node.parts.iter().map(|part| Span::of(self.text, part)).collect();
        let brackets = self.brackets(node);
        for insert in merged(inserts, gone) {
            let from = insert.behind.map_or(0, |at| at + 1);
            let prev = insert.behind.and_then(|at| spans.get(at)).copied();
            let next = (from..spans.len()).find(|at| !gone.has(*at)).and_then(|at| spans.get(at)).copied();
            self.insert(brackets, prev, next, &insert.members);
        }
        let is_one_line = !self.slice(brackets.open..brackets.close).contains('\n');
        for run in runs(gone, is_one_line) {
            let (Some(first), Some(last)) = (spans.get(run.start), spans.get(run.end - 1)) else { continue };
            let span = Span { start: first.start, ..*last };
            let prev = (0..run.start).rev().find(|at| !gone.has(*at)).and_then(|at| spans.get(at)).copied();
            let has_next = (run.end..spans.len()).any(|at| !gone.has(at));
            self.remove(prev, span, has_next);
        }
    }

    fn brackets(&self, node: &Node) -> Brackets {
        let open = match &node.head {
            Some(head) => Lexer::new(self.text, head.end).next_solid().map_or(head.end, |token| token.start),
            None => node.bytes.start,
        };
        Brackets { open, close: node.bytes.end - 1 }
    }

    /// Inserts members between two others, in the manner of what stands there.
    pub(in crate::edit) fn insert(
        &mut self,
        brackets: Brackets,
        prev: Option<Span>,
        next: Option<Span>,
        members: &[&Member],
    ) {
        if self.slice(brackets.open..brackets.close).contains('\n') || members.iter().any(|m| has_notes(m)) {
            self.insert_lines(brackets, prev, next, members);
        } else {
            self.insert_in_line(brackets.open, prev, next, members);
        }
    }

    fn insert_in_line(&mut self, open: usize, prev: Option<Span>, next: Option<Span>, members: &[&Member]) {
        let writer = Writer::on_one_line(self.style);
        let text = members.iter().map(|member| writer.member(member, "")).collect::<Vec<_>>().join(", ");
        match (prev, next) {
            (Some(Span { comma: Some(comma), .. }), _) => self.put(comma + 1..comma + 1, format!(" {text},")),
            (Some(Span { end, comma: None, .. }), _) => self.put(end..end, format!(", {text}")),
            (None, Some(next)) => self.put(next.start..next.start, format!("{text}, ")),
            (None, None) => self.put(open + 1..open + 1, text),
        }
    }

    fn insert_lines(&mut self, brackets: Brackets, prev: Option<Span>, next: Option<Span>, members: &[&Member]) {
        if let Some(prev) =
            prev.filter(|prev| !is_own_line(self.text, prev.start) && !members.iter().any(|m| has_notes(m)))
        {
            // Several members share a line: so does the new one.
            let indent = self.indent_at(prev.start);
            let writer = Writer::new(self.style);
            let text: String = members.iter().map(|member| format!(" {},", writer.member(member, &indent))).collect();
            self.comma_behind(prev);
            let at = prev.after_comma();
            return self.put(at..at, text);
        }
        let indent = match [prev, next].into_iter().flatten().find(|span| is_own_line(self.text, span.start)) {
            Some(span) => self.indent_at(span.start),
            None => self.indent_at(brackets.open) + &self.style.step,
        };
        let text = self.as_lines(members, &indent);
        let after = prev.map_or(brackets.open + 1, Span::after_comma);
        if let Some(prev) = prev {
            self.comma_behind(prev);
        }
        match (end_of_line(self.text, after).filter(|end| *end < brackets.close), next) {
            (Some(end), _) => self.put(end..end, text),
            (None, Some(next)) => {
                let text =
                    format!("{}{}{indent}", text.trim_start_matches(['\r', '\n', ' ', '\t']), self.style.line_end);
                self.put(next.start..next.start, text);
            }
            (None, None) => {
                let before_close = self.indent_at(brackets.open);
                let needs_break = !is_own_line(self.text, brackets.close);
                let tail = if needs_break { format!("{}{before_close}", self.style.line_end) } else { String::new() };
                self.put(after..after, text + &tail);
            }
        }
    }

    /// Each member on lines of its own, each line begun by a line end.
    fn as_lines(&self, members: &[&Member], indent: &str) -> String {
        let (writer, line_end) = (Writer::new(self.style), self.style.line_end);
        let mut out = String::new();
        for member in members {
            for comment in &member.above {
                out += &format!("{line_end}{indent}{comment}");
            }
            out += &format!("{line_end}{indent}{},", writer.member(member, indent));
            for comment in &member.behind {
                out += &format!(" {comment}");
            }
        }
        out
    }

    /// The comment that goes when a member is taken out with its line.
    pub(super) fn comment_behind(&self, part: &Part) -> Vec<String> {
        let span = Span::of(self.text, part);
        let is_gap_blank = span.comma.is_none_or(|comma| self.slice(span.end..comma).trim().is_empty());
        let end = span.after_comma();
        let rest = end_of_line(self.text, end).filter(|_| is_gap_blank && is_own_line(self.text, span.start));
        rest.map_or_else(Vec::new, |line_end| crate::format::comments(self.slice(end..line_end)))
    }

    fn comma_behind(&mut self, span: Span) {
        if span.comma.is_none() {
            self.put(span.end..span.end, ",");
        }
    }

    /// Inserts a member on lines of its own straight above the one that stands there.
    pub(in crate::edit) fn insert_above(&mut self, next: Span, member: &Member) {
        let indent = self.indent_at(next.start);
        let lines = self.as_lines(&[member], &indent);
        let lines = lines.strip_prefix(self.style.line_end).unwrap_or(&lines);
        let at = line_start(self.text, next.start);
        self.put(at..at, format!("{lines}{}", self.style.line_end));
    }

    /// Takes a member out, with its lines if it has lines of its own.
    pub(in crate::edit) fn remove(&mut self, prev: Option<Span>, span: Span, has_next: bool) {
        let is_gap_blank = span.comma.is_none_or(|comma| self.slice(span.end..comma).trim().is_empty());
        if !is_gap_blank {
            // A comment stands before the comma, and stays.
            self.put(span.start..span.end, "");
            if let Some(comma) = span.comma {
                self.put(comma..comma + 1, "");
            }
            return;
        }
        let end = span.after_comma();
        let rest_of_line = end_of_line(self.text, end).filter(|_| is_own_line(self.text, span.start));
        if let Some(line_end) = rest_of_line {
            let after = self.slice(line_end..self.text.len());
            let feed = if after.starts_with("\r\n") { 2 } else { usize::from(after.starts_with('\n')) };
            if feed > 0 {
                return self.put(line_start(self.text, span.start)..line_end + feed, "");
            }
        }
        let blanks_from = |from: usize| self.slice(from..span.start);
        if let Some(comma) = prev.and_then(|prev| prev.comma)
            && !has_next
            && blanks_from(comma + 1).trim().is_empty()
            && !blanks_from(comma + 1).contains('\n')
        {
            // The last of several in a line: whether a comma ends them stays as it was.
            let from = if span.comma.is_some() { comma + 1 } else { comma };
            return self.put(from..end, "");
        }
        let takes_blank = has_next && self.slice(end..self.text.len()).starts_with(' ');
        self.put(span.start..end + usize::from(takes_blank), "");
    }
}

fn has_notes(member: &Member) -> bool {
    !member.above.is_empty() || !member.behind.is_empty() || member.value.has_comments()
}

/// A neighbor that leaves is none: what stood behind it goes behind the one before it.
fn merged<'v>(inserts: Vec<Insert<'v>>, gone: &Gone) -> Vec<Insert<'v>> {
    let mut merged: Vec<Insert<'v>> = Vec::new();
    for insert in inserts {
        let behind = insert.behind.and_then(|at| (0..=at).rev().find(|at| !gone.has(*at)));
        match merged.last_mut() {
            Some(last) if last.behind == behind => last.members.extend(insert.members),
            _ => merged.push(Insert { behind, members: insert.members }),
        }
    }
    merged
}

/// Members that leave side by side; taken together only in one line, where no comment above one could get lost.
fn runs(gone: &Gone, is_one_line: bool) -> Vec<Range<usize>> {
    let mut sorted = gone.0.clone();
    sorted.sort_unstable();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in sorted {
        match runs.last_mut() {
            Some(run) if is_one_line && run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
