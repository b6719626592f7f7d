//! Walks a text from the first to the last byte and notes what it finds in a [`Layout`].
//!
//! The states are the header (`header`) and the lists (`list`); `damage` puts what does not fit into words, `anchor`
//! finds the line to go on with, `conflict` knows git's markers.

mod anchor;
mod conflict;
mod damage;
mod header;
mod list;

use super::layout::{Layout, List};
use super::lex::{Bracket, Lexer, Token, TokenKind};
use super::{Problem, code, limits};
use anchor::{indent, is_line_start, line_end};
use conflict::Conflicts;
use damage::Fault;
use std::ops::Range;

/// Walks the whole text once.
pub(super) fn scan(text: &str) -> Layout {
    let from = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut scan = Scan {
        text,
        lexer: Lexer::new(text, from),
        budget: text.len().saturating_mul(6).saturating_add(1 << 16),
        conflicts: Conflicts::default(),
        layout: Layout::default(),
        n_slots: 0,
        until: None,
    };
    scan.file();
    scan.layout.problems.extend(damage::lone_returns(text));
    scan.layout
}

/// Walks a part of a list: from one byte up to another, at which a record or the end of the list must stand. `None` if
/// there is damage, of which only the whole text can tell.
pub(super) fn scan_list(text: &str, list: List, bytes: Range<usize>) -> Option<(Vec<super::Slot>, Vec<Problem>)> {
    let mut scan = Scan {
        text,
        lexer: Lexer::new(text, bytes.start),
        budget: text.len().saturating_mul(6).saturating_add(1 << 16),
        conflicts: Conflicts::default(),
        layout: Layout::default(),
        n_slots: 0,
        until: Some(bytes.end),
    };
    let is_at_end = matches!(scan.list(list), Next::Until(at) if at == bytes.end);
    let slots = std::mem::take(scan.layout.slots_mut(list));
    let is_plain = slots.iter().all(|slot| slot.broken.is_none() && slot.bytes.end <= bytes.end)
        && scan.layout.problems.iter().all(|problem| problem.code == code::COMMA);
    (is_at_end && is_plain).then_some((slots, scan.layout.problems))
}

/// How a list or the header came to an end.
enum Next {
    /// Go on in the header.
    Header,
    /// Go on in this list: a record of it stands where the header was expected.
    List(List),
    /// Nothing more can be read.
    End,
    /// What should be read is read; the byte at which the next token starts.
    Until(usize),
}

struct Scan<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    /// Bytes that may still be lexed, going back included.
    budget: usize,
    conflicts: Conflicts,
    layout: Layout,
    n_slots: usize,
    /// Where to stop, if not at the end of the text.
    until: Option<usize>,
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
                Next::End | Next::Until(_) => return,
            };
        }
    }

    fn token(&mut self) -> Option<Token> {
        if self.budget == 0 {
            return None;
        }
        let before = self.lexer.at();
        let token = self.lexer.next_solid();
        self.budget = self.budget.saturating_sub(self.lexer.at() - before);
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
                    self.back_to(line_end(self.text, token.start));
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
            open = self.token();
            let opens = open.is_some_and(|token| token.kind == TokenKind::Open(Bracket::Round));
            if opens {
                self.layout.root = Some(first.bytes());
            }
            if opens && name != "Timeline" {
                let message = format!("the file holds a `{name}`, not a `Timeline`");
                self.layout.problems.push(Problem::error(code::HEADER, first.bytes(), message));
            }
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
            Some(lines) => conflict::problem(self.text, &lines),
            None => Problem::error(code::HEADER, first.bytes(), "the file does not begin with `Timeline(`")
                .with_hint("write Timeline(format: 1, title: \"…\", …) around everything"),
        };
        self.layout.problems.push(problem);
    }

    fn comma_missing(&mut self, at: usize) {
        let problem = Problem::warning(code::COMMA, at..at, "a comma is missing here").with_hint("write a comma");
        self.layout.problems.push(problem);
    }

    /// Skips a line of git's if the token stands in one; names the conflict once.
    fn skip_conflict(&mut self, token: Token) -> bool {
        if !conflict::is_marker(self.text, token.start) {
            return false;
        }
        if let Some(lines) = self.conflicts.first_time(self.text, token.start) {
            let problem = conflict::problem(self.text, &lines);
            self.layout.problems.push(problem);
        }
        self.back_to(line_end(self.text, token.start));
        true
    }

    /// Walks one whole value; the byte after its last.
    fn value(&mut self, first: Token, stop: Option<&Stop<'a>>) -> Result<usize, Fault> {
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
                TokenKind::Word if stop.is_some_and(|stop| stop.is_at(self.text, token)) => {
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
        token.text(text) == self.head && indent(text, token.start) == Some(self.indent)
    }
}
