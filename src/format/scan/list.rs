//! A list and the records in it.

use super::anchor::{self, Anchor};
use super::conflict::is_marker;
use super::damage::{Fault, after_value, problem};
use super::{Next, Scan, Stop, indent, is_line_start};
use crate::format::layout::{List, Slot};
use crate::format::lex::{Bracket, Token, TokenKind};
use crate::format::{Problem, code, fields, limits, size};
use std::ops::Range;

impl Scan<'_> {
    pub(super) fn list(&mut self, list: List) -> Next {
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
            if self.until.is_some_and(|until| token.start >= until) {
                return Next::Until(token.start);
            }
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
        if !fields::record(list).names().contains(&self.word(token)) {
            let words = format!("`{}` is not how a record begins", self.word(token));
            return self.broken(list, token.start, Fault::at(token, words));
        }
        let words = "the record before this field is closed already: a `)` too many, or a `,` in its place";
        let fault = Fault::at(token, words);
        let before = self.layout.slots_mut(list).pop();
        let start = before.map_or(token.start, |slot| slot.bytes.start);
        self.broken(list, start, fault)
    }

    fn slot(&mut self, list: List, first: Token) -> Option<Next> {
        use TokenKind::{Char, Close, Open, Text};
        let is_stray = |bracket| bracket != Bracket::Round;
        if matches!(first.kind, Text | Char) || matches!(first.kind, Open(b) | Close(b) if is_stray(b)) {
            let words = format!("a record should stand here: {}(…)", list.record());
            return self.broken(list, first.start, Fault::at(first, words));
        }
        let indent = indent(self.text, first.start);
        let head = (first.kind == TokenKind::Word).then(|| self.word(first));
        let stop = indent.zip(head).map(|(indent, head)| Stop { indent, head });
        let end = match self.value(first, stop.as_ref()) {
            Ok(end) => end,
            Err(fault) => return self.broken(list, first.start, fault),
        };
        if end - first.start > limits::RECORD_BYTES {
            let fault = Fault::limit(first, format!("this record is larger than {}", size(limits::RECORD_BYTES)));
            self.push(list, first.start..end, Some(fault));
        } else {
            self.push(list, first.start..end, None);
        }
        self.after_slot(list, end)
    }

    fn push(&mut self, list: List, bytes: Range<usize>, fault: Option<Fault>) {
        let broken = fault.map(|fault| problem(self.text, &mut self.conflicts, fault, bytes.clone()));
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
            _ if is_marker(self.text, after.start) => {}
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
                let fault = Fault::Problem(after_value(self.text, end..end, after));
                let start = self.layout.slots_mut(list).pop().map_or(after.start, |slot| slot.bytes.start);
                return self.broken(list, start, fault);
            }
        }
        None
    }

    /// Keeps a broken slot and goes on at the next record or list.
    fn broken(&mut self, list: List, start: usize, fault: Fault) -> Option<Next> {
        let indent = indent(self.text, start);
        let stop = anchor::next_record(self.text, start, indent, list);
        let end = anchor::slot_end(self.text, start, stop.map_or(self.text.len(), |(at, _)| at), indent);
        self.push(list, start..end, Some(fault));
        match stop {
            Some((at, Anchor::Record)) => {
                self.back_to(at);
                None
            }
            Some((at, Anchor::Header)) => {
                self.back_to(at);
                Some(Next::Header)
            }
            None => Some(Next::End),
        }
    }
}
