//! What went wrong between the signs of a text, in words.

use super::anchor::{is_line_start, line_end};
use super::conflict::{self, Conflicts};
use crate::format::lex::{Bracket, Token, TokenKind};
use crate::format::{Problem, code, limits, size};
use std::ops::Range;

/// Why a value cannot be walked to its end.
pub(super) enum Fault {
    /// A finished problem.
    Problem(Problem),
    /// The bracket, or what stands for it, is never closed.
    Unclosed(Token),
}

impl Fault {
    pub(super) fn at(token: Token, message: impl Into<String>) -> Self {
        Self::Problem(Problem::error(code::SYNTAX, token.bytes(), message))
    }

    pub(super) fn limit(token: Token, message: impl Into<String>) -> Self {
        Self::Problem(Problem::error(code::LIMIT, token.bytes(), message))
    }

    fn hinted(token: Token, message: impl Into<String>, hint: &str) -> Self {
        Self::Problem(Problem::error(code::SYNTAX, token.bytes(), message).with_hint(hint))
    }
}

/// The fault as a problem; `bytes` are those of the value. A conflict in them explains everything else.
pub(super) fn problem(text: &str, conflicts: &mut Conflicts, fault: Fault, bytes: Range<usize>) -> Problem {
    let problem = match fault {
        Fault::Problem(problem) => problem,
        Fault::Unclosed(open) => {
            let message = "a closing bracket or a quote is missing: this record runs into the next one or into the end of the file";
            Problem::error(code::SYNTAX, bytes.start..open.end.max(bytes.start), message)
        }
    };
    match conflicts.within(text, &bytes) {
        Some(lines) if problem.code == code::SYNTAX => conflict::problem(text, &lines),
        _ => problem,
    }
}

/// Whether `token` may follow `before` within these open brackets. What ron accepts passes.
pub(super) fn check(text: &str, open: &[Token], before: Option<Token>, token: Token) -> Result<(), Fault> {
    match token.kind {
        TokenKind::Other => return Err(Fault::Problem(stray(text, token, "a value"))),
        TokenKind::UnclosedText => {
            return Err(Fault::hinted(
                first_line(text, token),
                "a closing quote is missing after this",
                "write \" at the end of the text",
            ));
        }
        TokenKind::UnclosedComment => {
            return Err(Fault::hinted(first_line(text, token), "this comment is never closed", "write */ at its end"));
        }
        TokenKind::Text if token.end - token.start > limits::TEXT_BYTES => {
            let words = format!("this text is longer than {}", size(limits::TEXT_BYTES));
            return Err(Fault::limit(Token { end: token.start + 1, ..token }, words));
        }
        TokenKind::Close(bracket) => return closes(text, open, before, token, bracket),
        _ => {}
    }
    let within = open.last().map(|token| token.kind);
    match before {
        Some(before) if !follows(before.kind, token.kind, within) => Err(misfit(text, before, token, within)),
        None if matches!(token.kind, TokenKind::Comma | TokenKind::Colon) => {
            Err(Fault::at(token, format!("a value should stand before this `{}`", token.text(text))))
        }
        _ => Ok(()),
    }
}

fn closes(text: &str, open: &[Token], before: Option<Token>, token: Token, bracket: Bracket) -> Result<(), Fault> {
    match open.last() {
        Some(opened) if opened.kind != TokenKind::Open(bracket) => {
            let TokenKind::Open(wanted) = opened.kind else { return Ok(()) };
            let message = format!("this `{}` does not fit: a `{}` is open", bracket.close(), opened.text(text));
            let hint = format!("close it with {}, or take one of them out", wanted.close());
            Err(Fault::hinted(token, message, &hint))
        }
        Some(_) if before.is_some_and(|before| before.kind == TokenKind::Colon) => {
            Err(Fault::at(token, "a value is missing before this"))
        }
        Some(_) => Ok(()),
        None => Err(Fault::at(token, format!("a `{}` too many", bracket.close()))),
    }
}

fn follows(before: TokenKind, next: TokenKind, within: Option<TokenKind>) -> bool {
    use TokenKind::{Char, Close, Colon, Comma, Open, Text, Word};
    let is_field = within != Some(Open(Bracket::Square));
    match before {
        Text | Char | Close(_) => next == Comma || (next == Colon && within == Some(Open(Bracket::Curly))),
        Word => matches!(next, Comma | Open(Bracket::Round)) || (next == Colon && is_field),
        Open(_) | Comma | Colon => !matches!(next, Comma | Colon),
        _ => true,
    }
}

fn misfit(text: &str, before: Token, token: Token, within: Option<TokenKind>) -> Fault {
    let is_new_line = is_line_start(text, token.start);
    match (before.kind, token.kind) {
        (TokenKind::Comma, TokenKind::Comma) => Fault::hinted(token, "a comma too many", "take it out"),
        (_, TokenKind::Comma | TokenKind::Colon) if before.kind != TokenKind::Text => {
            let unclosed = within == Some(TokenKind::Open(Bracket::Square)) && token.kind == TokenKind::Colon;
            let words = if unclosed { "a `]` is missing before this field" } else { "a value is missing before this" };
            let place = if unclosed { before } else { token };
            Fault::at(place, words)
        }
        (TokenKind::Text, _) | (_, TokenKind::Text) if !is_new_line || spans_lines(text, before) => {
            let place = if before.kind == TokenKind::Text { before } else { token };
            Fault::hinted(
                first_line(text, place),
                "a quote is missing or one too many here",
                "write a quote within a text as \\\"",
            )
        }
        _ => Fault::Problem(comma_missing(before.end)),
    }
}

fn comma_missing(at: usize) -> Problem {
    Problem::error(code::SYNTAX, at..at, "a comma is missing here").with_hint("write a comma between two fields")
}

fn spans_lines(text: &str, token: Token) -> bool {
    token.text(text).contains('\n')
}

/// The part of a token that is on its first line.
fn first_line(text: &str, token: Token) -> Token {
    let line = token.text(text).split('\n').next().unwrap_or("").trim_end();
    Token { end: token.start + line.len(), ..token }
}

/// What follows the value in these bytes and cannot.
pub(super) fn after_value(text: &str, value: Range<usize>, after: Token) -> Problem {
    let is_new_line = is_line_start(text, after.start);
    let whole = text.get(value.clone()).unwrap_or("");
    match after.kind {
        TokenKind::Word | TokenKind::Text | TokenKind::UnclosedText if whole.contains('\n') => {
            let line = whole.lines().next().unwrap_or("").len();
            Problem::error(code::SYNTAX, value.start..value.start + line, "a quote is missing or one too many here")
                .with_hint("write a quote within a text as \\\"")
        }
        TokenKind::Other => stray(text, after, "a comma"),
        TokenKind::Word | TokenKind::Text | TokenKind::UnclosedText if !is_new_line => {
            let end = after.end.min(line_end(text, value.end));
            Problem::error(code::SYNTAX, value.end..end.max(value.end), "a quote or a comma is missing here")
        }
        _ => comma_missing(value.end),
    }
}

/// A character that RON does not know where it stands, by its name if people paste it unseen.
pub(super) fn stray(text: &str, token: Token, wanted: &str) -> Problem {
    let sign = token.text(text);
    let (name, hint) = match sign.chars().next().unwrap_or(' ') {
        '“' | '”' | '„' | '‟' | '«' | '»' => (Some("a curly quote"), Some("write straight quotes: \"")),
        '‘' | '’' | '\'' => (Some("a single quote"), Some("write straight double quotes: \"")),
        '\u{a0}' => (Some("a no-break space"), Some("write a plain space")),
        '\u{200b}' => (Some("a zero width space"), Some("take it out")),
        '\u{200c}' | '\u{200d}' => (Some("a zero width joiner"), Some("take it out")),
        '\u{feff}' => (Some("a byte order mark"), Some("take it out; it may stand only at the start of the file")),
        '\0' => (Some("a zero byte"), Some("take it out; the file may have been damaged")),
        '=' => (Some("`=`"), Some("a field and its value are parted by a colon")),
        ';' => (Some("`;`"), Some("write a comma")),
        '#' => (Some("`#`"), Some("a comment begins with //")),
        _ => (None, None),
    };
    let name = match name {
        Some(name) if sign.starts_with(['“', '”', '„', '«', '»', '‘', '’']) => format!("{name} ({sign})"),
        Some(name) => name.to_owned(),
        None => format!("`{}`", sign.escape_debug()),
    };
    let problem = Problem::error(code::SYNTAX, token.bytes(), format!("{name} stands where {wanted} should"));
    match hint {
        Some(hint) => problem.with_hint(hint),
        None => problem,
    }
}

/// Lines that end in a carriage return alone: a `//` comment runs on over them.
pub(super) fn lone_returns(text: &str) -> Option<Problem> {
    let bytes = text.as_bytes();
    let at = memchr::memchr_iter(b'\r', bytes).find(|at| bytes.get(at + 1) != Some(&b'\n'))?;
    let message = "lines end in a carriage return (CR) alone; a // comment then hides what follows it";
    let hint = "end lines with a line feed (LF, or CR LF)";
    let bytes_at = at..at + 1;
    let all = memchr::memchr(b'\n', bytes).is_none();
    let problem = if all { Problem::error } else { Problem::warning };
    Some(problem(code::LINE_ENDS, bytes_at, message.to_owned()).with_hint(hint))
}
