//! Finds header fields and records in a text, in one pass, without judging what they mean.
//!
//! ```text
//! #![enable(implicit_some)]          attributes
//! Timeline(                          root
//!     title: "…",                    header field
//!     incidents: [                   list
//!         Incident(id: "…", …),      slot
//!     ],
//! )
//! ```
//!
//! A slot is judged alone, so that a bad one costs one record. Where brackets or quotes do not fit, the scan goes on at
//! the next line that looks like the start of a record or of a list (`damage`). The work is linear in the text: texts
//! that make the scan run to the end again and again use up a budget.
//!
//! Left to others: what a record means (`record`), what the header means (`header`).

use super::damage::{Conflicts, Fault, is_line_start};
use super::lex::{Bracket, Lexer, Token, TokenKind};
use super::{Problem, code, damage, limits};
use std::ops::Range;

/// The lists of a timeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum List {
    /// `actors`
    Actors,
    /// `periods`
    Periods,
    /// `sources`
    Sources,
    /// `incidents`
    Incidents,
}

impl List {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Periods, Self::Sources, Self::Incidents];

    /// The header field that holds it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Periods => "periods",
            Self::Sources => "sources",
            Self::Incidents => "incidents",
        }
    }

    /// The name its records bear.
    pub fn record(self) -> &'static str {
        match self {
            Self::Actors => "Actor",
            Self::Periods => "Period",
            Self::Sources => "Source",
            Self::Incidents => "Incident",
        }
    }

    pub(super) fn of_field(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.field() == name)
    }

    pub(super) fn of_record(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.record() == name)
    }
}

/// The place of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// From its name or bracket to after its closing bracket; no comma.
    pub bytes: Range<usize>,
    /// Why it cannot be a record, if brackets, quotes or signs are wrong.
    pub broken: Option<Problem>,
}

/// A header field that is not one of the lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The bytes of its name.
    pub name: Range<usize>,
    /// The bytes of its value.
    pub value: Range<usize>,
}

/// Where everything is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The `#![…]` at the top.
    pub attributes: Vec<Range<usize>>,
    /// The bytes of `Timeline`, if the root is named.
    pub root: Option<Range<usize>>,
    /// Header fields but for the lists, in order.
    pub fields: Vec<Field>,
    /// Whether there is anything but blanks and comments.
    pub has_value: bool,
    /// What is wrong outside the slots.
    pub problems: Vec<Problem>,
    slots: [Vec<Slot>; 4],
    lists: [Option<usize>; 4],
}

impl Layout {
    /// The records of a list, in order.
    pub fn slots(&self, list: List) -> &[Slot] {
        self.slots.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// Number of slots in all lists.
    pub fn n_slots(&self) -> usize {
        self.slots.iter().map(Vec::len).sum()
    }

    /// Whether the header has the list.
    pub fn has_list(&self, list: List) -> bool {
        self.lists.get(list as usize).is_some_and(Option::is_some)
    }

    fn slots_mut(&mut self, list: List) -> &mut Vec<Slot> {
        let [actors, periods, sources, incidents] = &mut self.slots;
        match list {
            List::Actors => actors,
            List::Periods => periods,
            List::Sources => sources,
            List::Incidents => incidents,
        }
    }
}

/// Finds header fields and records. Any text will do.
pub fn layout(text: &str) -> Layout {
    let from = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut scan = Scan {
        text,
        lexer: Lexer::new(text, from),
        budget: text.len().saturating_mul(6).saturating_add(1 << 16),
        conflicts: Conflicts::default(),
        layout: Layout::default(),
        n_slots: 0,
    };
    scan.file();
    scan.layout.problems.extend(damage::lone_returns(text));
    scan.layout
}

/// How a list or the header came to an end.
enum Next {
    /// Go on in the header.
    Header,
    /// Go on in this list: a record of it stands where the header was expected.
    List(List),
    /// Nothing more can be read.
    End,
}

struct Scan<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    /// Bytes that may still be lexed, going back included.
    budget: usize,
    conflicts: Conflicts,
    layout: Layout,
    n_slots: usize,
}

impl<'a> Scan<'a> {
    fn file(&mut self) {
        let Some(first) = self.attributes() else {
            return;
        };
        self.layout.has_value = true;
        let mut next = self.root(first);
        loop {
            next = match next {
                Next::Header => self.header(),
                Next::List(list) => self.list(list),
                Next::End => return,
            };
        }
    }

    fn token(&mut self) -> Option<Token> {
        let before = self.lexer.at();
        let token = self.lexer.next_solid();
        self.budget = self.budget.checked_sub(self.lexer.at() - before)?;
        token
    }

    fn back_to(&mut self, at: usize) {
        self.lexer = Lexer::new(self.text, at);
    }

    fn peek(&mut self) -> Option<Token> {
        let at = self.lexer.at();
        let token = self.token();
        self.back_to(at);
        token
    }

    fn word(&self, token: Token) -> &'a str {
        token.text(self.text)
    }

    fn syntax(&mut self, bytes: Range<usize>, message: impl Into<String>) {
        self.layout.problems.push(Problem::error(code::SYNTAX, bytes, message));
    }

    /// Reads `#![…]`; the first token after them.
    fn attributes(&mut self) -> Option<Token> {
        loop {
            let token = self.token()?;
            if self.word(token) != "#" {
                return Some(token);
            }
            let end = loop {
                match self.token() {
                    Some(token) if token.kind == TokenKind::Close(Bracket::Square) => break Some(token.end),
                    Some(token) if !is_line_start(self.text, token.start) => {}
                    _ => break None,
                }
            };
            match end {
                Some(end) => self.layout.attributes.push(token.start..end),
                None => {
                    let problem = Problem::error(code::ATTRIBUTE, token.bytes(), "this attribute is not closed");
                    self.layout.problems.push(problem.with_hint("write #![enable(implicit_some)]"));
                    self.back_to(damage::line_end(self.text, token.start));
                }
            }
        }
    }

    fn root(&mut self, first: Token) -> Next {
        let mut open = Some(first);
        if first.kind == TokenKind::Word {
            let name = self.word(first);
            if let Some(list) = List::of_record(name) {
                self.headless(first);
                self.back_to(first.start);
                return Next::List(list);
            }
            if self.peek().is_some_and(|token| token.kind == TokenKind::Colon) {
                self.headless(first);
                self.back_to(first.start);
                return Next::Header;
            }
            self.layout.root = Some(first.bytes());
            if name != "Timeline" {
                let message = format!("the file holds a `{name}`, not a `Timeline`");
                self.layout.problems.push(Problem::error(code::HEADER, first.bytes(), message));
            }
            open = self.token();
        }
        match open.map(|token| token.kind) {
            Some(TokenKind::Open(Bracket::Round)) => Next::Header,
            Some(TokenKind::Open(Bracket::Square)) => {
                self.headless(first);
                Next::List(List::Incidents)
            }
            _ => {
                self.headless(first);
                self.resume(first.start)
            }
        }
    }

    fn headless(&mut self, first: Token) {
        let problem = match self.conflicts.at(self.text, first.start) {
            Some(lines) => damage::conflict(self.text, lines),
            None => Problem::error(code::HEADER, first.bytes(), "the file does not begin with `Timeline(`")
                .with_hint("write Timeline(format: 1, title: \"…\", …) around everything"),
        };
        self.layout.problems.push(problem);
    }

    /// After damage in the header: on with the next line that begins a header field.
    fn resume(&mut self, from: usize) -> Next {
        match damage::next_header_line(self.text, from) {
            Some(at) => {
                self.back_to(at);
                Next::Header
            }
            None => Next::End,
        }
    }

    fn header(&mut self) -> Next {
        let mut is_closed = false;
        loop {
            let Some(token) = self.token() else {
                if !is_closed {
                    let end = self.text.trim_end().len();
                    self.syntax(
                        end..end,
                        "the file ends before its timeline does: a `)` is missing, or the file was cut off",
                    );
                }
                return Next::End;
            };
            match token.kind {
                TokenKind::Comma => {}
                TokenKind::Close(Bracket::Round) if !is_closed => is_closed = true,
                TokenKind::Word => match self.header_word(token) {
                    None => {}
                    Some(next) => return next,
                },
                _ if self.skip_conflict(token) => {}
                TokenKind::Close(_) => {
                    let message = format!("a `{}` too many, or the bracket it closes is missing", self.word(token));
                    self.syntax(token.bytes(), message);
                }
                _ => {
                    let fault = damage::stray(self.text, token, "a header field");
                    self.layout.problems.push(fault);
                    return self.resume(token.start);
                }
            }
        }
    }

    /// A field, or a record that its list has lost.
    fn header_word(&mut self, name: Token) -> Option<Next> {
        let after = self.peek();
        match after.map(|token| token.kind) {
            Some(TokenKind::Colon) => {
                self.token();
                self.header_field(name)
            }
            Some(TokenKind::Open(_)) if let Some(list) = List::of_record(self.word(name)) => {
                self.syntax(
                    name.bytes(),
                    format!("this {} stands outside its list: a bracket too many before it?", list.record()),
                );
                self.back_to(name.start);
                Some(Next::List(list))
            }
            _ => {
                self.syntax(name.bytes(), format!("`{}` stands where a field and a colon should", self.word(name)));
                Some(self.resume(name.start))
            }
        }
    }

    fn header_field(&mut self, name: Token) -> Option<Next> {
        let first = self.token()?;
        if let Some(list) = List::of_field(self.word(name)) {
            if first.kind == TokenKind::Open(Bracket::Square) {
                self.begin_list(list, name);
                return Some(Next::List(list));
            }
            let message = format!("`{}` takes a list in square brackets", list.field());
            self.layout.problems.push(Problem::error(code::HEADER, first.bytes(), message));
        }
        match self.value(first, None) {
            Ok(end) => {
                self.layout.fields.push(Field { name: name.bytes(), value: first.start..end });
                self.after_header_value(name, end)
            }
            Err(fault) => {
                let problem = damage::problem(self.text, &mut self.conflicts, fault, name.start..first.end);
                self.layout.problems.push(problem);
                Some(self.resume(name.start))
            }
        }
    }

    fn begin_list(&mut self, list: List, name: Token) {
        if let Some(seen) = self.layout.lists.get_mut(list as usize)
            && seen.replace(name.start).is_some()
        {
            let message = format!("`{}` is written twice; the records of both are read", list.field());
            self.layout.problems.push(Problem::error(code::DOUBLED_FIELD, name.bytes(), message));
        }
    }

    fn after_header_value(&mut self, name: Token, end: usize) -> Option<Next> {
        let after = self.peek()?;
        if matches!(after.kind, TokenKind::Comma | TokenKind::Close(_)) {
            return None;
        }
        if after.kind == TokenKind::Word && is_line_start(self.text, after.start) {
            self.comma_missing(end);
            return None;
        }
        let problem = damage::after_value(self.text, end, after);
        self.layout.problems.push(problem);
        self.layout.fields.pop();
        Some(self.resume(name.start))
    }

    fn comma_missing(&mut self, at: usize) {
        let problem = Problem::warning(code::COMMA, at..at, "a comma is missing here").with_hint("write a comma");
        self.layout.problems.push(problem);
    }

    fn list(&mut self, list: List) -> Next {
        let mut after_comma = true;
        loop {
            let Some(token) = self.token() else {
                let end = self.text.trim_end().len();
                let message = format!(
                    "the file ends before the list `{}` does: it was cut off, or brackets are missing",
                    list.field()
                );
                self.syntax(end..end, message);
                return Next::End;
            };
            if self.n_slots > limits::RECORDS {
                let message = format!("the file has more than {} records; the rest is not read", limits::RECORDS);
                self.layout.problems.push(Problem::error(code::LIMIT, token.bytes(), message));
                return Next::End;
            }
            match token.kind {
                TokenKind::Comma => {
                    if std::mem::replace(&mut after_comma, true) {
                        let problem = Problem::warning(code::COMMA, token.bytes(), "a comma too many");
                        self.layout.problems.push(problem.with_hint("take it out"));
                    }
                    continue;
                }
                TokenKind::Close(Bracket::Square) => return Next::Header,
                TokenKind::Close(Bracket::Round) => {
                    self.syntax(token.bytes(), format!("the list `{}` needs a `]` before this", list.field()));
                    self.back_to(token.start);
                    return Next::Header;
                }
                _ if self.skip_conflict(token) => {
                    after_comma = true;
                    continue;
                }
                TokenKind::Word if self.peek().is_some_and(|token| token.kind == TokenKind::Colon) => {
                    match self.field_in_list(list, token) {
                        Some(next) => return next,
                        None => continue,
                    }
                }
                _ => {}
            }
            if let Some(next) = self.slot(list, token) {
                return next;
            }
            after_comma = false;
        }
    }

    /// A header field where a record should be means that the `]` is missing; any other field, that the record before
    /// it closed too early.
    fn field_in_list(&mut self, list: List, token: Token) -> Option<Next> {
        if List::of_field(self.word(token)).is_some_and(|other| other != list) {
            self.syntax(token.bytes(), format!("the list `{}` needs a `]` before this", list.field()));
            self.back_to(token.start);
            return Some(Next::Header);
        }
        let fault =
            Fault::at(token, "the record before this field is closed already: a `)` too many, or a `,` in its place");
        let before = self.layout.slots_mut(list).pop();
        let start = before.map_or(token.start, |slot| slot.bytes.start);
        self.broken(list, start, fault)
    }

    fn slot(&mut self, list: List, first: Token) -> Option<Next> {
        let indent = damage::indent(self.text, first.start);
        let head = (first.kind == TokenKind::Word).then(|| self.word(first));
        let stop = indent.zip(head).map(|(indent, head)| Stop { indent, head });
        let end = match self.value(first, stop) {
            Ok(end) => end,
            Err(fault) => return self.broken(list, first.start, fault),
        };
        if end - first.start > limits::RECORD_BYTES {
            let fault =
                Fault::limit(first, format!("this record is larger than {}", super::size(limits::RECORD_BYTES)));
            self.push(list, first.start..end, Some(fault));
        } else {
            self.push(list, first.start..end, None);
        }
        self.after_slot(list, end)
    }

    fn push(&mut self, list: List, bytes: Range<usize>, fault: Option<Fault>) {
        let broken = fault.map(|fault| damage::problem(self.text, &mut self.conflicts, fault, bytes.clone()));
        self.n_slots += 1;
        self.layout.slots_mut(list).push(Slot { bytes, broken });
    }

    fn after_slot(&mut self, list: List, end: usize) -> Option<Next> {
        let after = self.peek()?;
        match after.kind {
            TokenKind::Comma => {
                self.token();
            }
            TokenKind::Close(_) => {}
            _ if damage::is_marker(self.text, after.start) => {}
            TokenKind::Word | TokenKind::Open(Bracket::Round) if is_line_start(self.text, after.start) => {
                let at = self.lexer.at();
                self.token();
                let is_field = self.peek().is_some_and(|token| token.kind == TokenKind::Colon);
                self.back_to(at);
                if !is_field {
                    self.comma_missing(end);
                }
            }
            _ => {
                let fault = Fault::Problem(damage::after_value(self.text, end, after));
                let start = self.layout.slots_mut(list).pop().map_or(after.start, |slot| slot.bytes.start);
                return self.broken(list, start, fault);
            }
        }
        None
    }

    /// Keeps a broken slot and goes on at the next record or list.
    fn broken(&mut self, list: List, start: usize, fault: Fault) -> Option<Next> {
        let indent = damage::indent(self.text, start);
        let stop = damage::next_record(self.text, start, indent, list);
        let end = damage::slot_end(self.text, start, stop.map_or(self.text.len(), |(at, _)| at), indent);
        self.push(list, start..end, Some(fault));
        match stop {
            Some((at, damage::Anchor::Record)) => {
                self.back_to(at);
                None
            }
            Some((at, damage::Anchor::Header)) => {
                self.back_to(at);
                Some(Next::Header)
            }
            None => Some(Next::End),
        }
    }

    /// Skips a line of git's if the token stands in one; names the conflict once.
    fn skip_conflict(&mut self, token: Token) -> bool {
        if !damage::is_marker(self.text, token.start) {
            return false;
        }
        if let Some(lines) = self.conflicts.first_time(self.text, token.start) {
            let problem = damage::conflict(self.text, lines);
            self.layout.problems.push(problem);
        }
        self.back_to(damage::line_end(self.text, token.start));
        true
    }

    /// Walks one whole value; the byte after its last.
    fn value(&mut self, first: Token, stop: Option<Stop<'a>>) -> Result<usize, Fault> {
        let mut open: Vec<Token> = Vec::new();
        let mut before: Option<Token> = None;
        let mut token = first;
        loop {
            damage::check(self.text, &open, before, token)?;
            match token.kind {
                TokenKind::Open(_) if open.len() >= limits::NESTING => {
                    let words = format!("brackets nest deeper than {} here", limits::NESTING);
                    return Err(Fault::limit(token, words));
                }
                TokenKind::Open(_) => open.push(token),
                TokenKind::Close(_) => {
                    open.pop();
                    if open.is_empty() {
                        return Ok(token.end);
                    }
                }
                TokenKind::Word if open.is_empty() => {
                    let opens = self.peek().is_some_and(|token| token.kind == TokenKind::Open(Bracket::Round));
                    if !opens {
                        return Ok(token.end);
                    }
                }
                TokenKind::Word if stop.as_ref().is_some_and(|stop| stop.is_at(self.text, token)) => {
                    return Err(Fault::Unclosed(open.first().copied().unwrap_or(first)));
                }
                _ if open.is_empty() => return Ok(token.end),
                _ => {}
            }
            before = Some(token);
            token = self.token().ok_or(Fault::Unclosed(open.first().copied().unwrap_or(first)))?;
        }
    }
}

/// The line that shows that a record is not closed: the start of the next.
struct Stop<'a> {
    indent: &'a str,
    head: &'a str,
}

impl Stop<'_> {
    fn is_at(&self, text: &str, token: Token) -> bool {
        token.text(text) == self.head && damage::indent(text, token.start) == Some(self.indent)
    }
}
