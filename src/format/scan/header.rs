//! The header: fields, and the lists among them.

use super::damage::{after_value, problem, stray};
use super::{Next, Scan, anchor, is_line_start};
use crate::format::layout::{Field, List};
use crate::format::lex::{Bracket, Token, TokenKind};
use crate::format::{Problem, code};
use std::ops::Range;

impl Scan<'_> {
    /// After damage in the header: on with the next line that begins a header field.
    pub(super) fn resume(&mut self, from: usize) -> Next {
        match anchor::next_header_line(self.text, from) {
            Some(at) => {
                self.back_to(at);
                Next::Header
            }
            None => Next::End,
        }
    }

    pub(super) fn header(&mut self) -> Next {
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
                    let fault = stray(self.text, token, "a header field");
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
                self.push_field(name, first.start..end, false);
                self.after_header_value(name, first.start..end)
            }
            Err(fault) => {
                let problem = problem(self.text, &mut self.conflicts, fault, name.start..first.end);
                self.layout.problems.push(problem);
                self.push_field(name, first.bytes(), true);
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

    fn push_field(&mut self, name: Token, value: Range<usize>, is_broken: bool) {
        self.layout.fields.push(Field { name: name.bytes(), value, is_broken });
    }

    fn after_header_value(&mut self, name: Token, value: Range<usize>) -> Option<Next> {
        let after = self.peek()?;
        if matches!(after.kind, TokenKind::Comma | TokenKind::Close(_)) {
            return None;
        }
        if after.kind == TokenKind::Word && is_line_start(self.text, after.start) {
            self.comma_missing(value.end);
            return None;
        }
        let problem = after_value(self.text, value, after);
        self.layout.problems.push(problem);
        if let Some(field) = self.layout.fields.last_mut() {
            field.is_broken = true;
        }
        Some(self.resume(name.start))
    }
}
