//! What went wrong between the signs of a text, in words, and where to go on after it.

use super::layout::List;
use super::lex::{Bracket, Token, TokenKind};
use super::{Problem, code, limits};
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
        Some(lines) if problem.code == code::SYNTAX => conflict(text, lines),
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
            let words = format!("this text is longer than {}", super::size(limits::TEXT_BYTES));
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

/// What follows a value that ends at `end` and cannot.
pub(super) fn after_value(text: &str, end: usize, after: Token) -> Problem {
    match after.kind {
        TokenKind::Other => stray(text, after, "a comma"),
        TokenKind::Word | TokenKind::Text | TokenKind::UnclosedText if !is_line_start(text, after.start) => {
            Problem::error(
                code::SYNTAX,
                end..after.end.min(line_end(text, end).max(end)),
                "a quote or a comma is missing here",
            )
        }
        _ => comma_missing(end),
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

/// One of git's conflicts.
#[derive(Clone)]
pub(super) struct Conflict {
    /// From the first sign of `<<<<<<<` to the end of the line of `>>>>>>>`.
    bytes: Range<usize>,
    /// First and last line, from 1.
    lines: (usize, usize),
}

/// Git's conflicts, looked for once, when the first sign of one shows.
#[derive(Default)]
pub(super) struct Conflicts {
    found: Option<Vec<Conflict>>,
    named: Option<usize>,
}

impl Conflicts {
    fn all(&mut self, text: &str) -> &[Conflict] {
        self.found.get_or_insert_with(|| find_conflicts(text))
    }

    /// The conflict that a byte is in.
    pub(super) fn at(&mut self, text: &str, byte: usize) -> Option<Conflict> {
        let all = self.all(text);
        let after = all.partition_point(|conflict| conflict.bytes.start <= byte);
        all.get(after.checked_sub(1)?).filter(|conflict| byte < conflict.bytes.end).cloned()
    }

    /// The first conflict that begins in or runs into the range.
    fn within(&mut self, text: &str, bytes: &Range<usize>) -> Option<Conflict> {
        let all = self.all(text);
        let first = all.get(all.partition_point(|conflict| conflict.bytes.end <= bytes.start));
        first.filter(|conflict| conflict.bytes.start < bytes.end).cloned()
    }

    /// As [`Self::at`], but every conflict only once.
    pub(super) fn first_time(&mut self, text: &str, byte: usize) -> Option<Conflict> {
        let conflict = self.at(text, byte)?;
        (self.named.replace(conflict.bytes.start) != Some(conflict.bytes.start)).then_some(conflict)
    }
}

/// A marker without its partner is a conflict of one line.
fn find_conflicts(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if is_marker(text, start) {
            let end = start + line.trim_end().len();
            match found.last_mut() {
                Some(last) if is_open && !line.starts_with('<') => {
                    last.bytes.end = end;
                    last.lines.1 = number;
                }
                _ => found.push(Conflict { bytes: start..end, lines: (number, number) }),
            }
            is_open = !line.starts_with('>');
        }
        start += line.len();
    }
    found
}

/// Whether a line of git's begins here: seven of one sign at the start of a line.
pub(super) fn is_marker(text: &str, at: usize) -> bool {
    let line = text.get(at..).unwrap_or("");
    let is_marker = |marker: &str| {
        line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
    };
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().any(is_marker) && indent(text, at) == Some("")
}

/// The problem of a conflict.
pub(super) fn conflict(text: &str, conflict: Conflict) -> Problem {
    let (first, last) = conflict.lines;
    let start = conflict.bytes.start;
    let end = line_end(text, start).min(conflict.bytes.end);
    Problem::error(code::CONFLICT, start..end, format!("git left a merge conflict in lines {first} to {last}"))
        .with_hint("keep one side, or both, and take out the lines with <<<<<<<, ======= and >>>>>>>")
}

/// The line feed of the line, or the end of the text.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The blanks before a token that begins its line; `None` if something else stands before it.
pub(super) fn indent(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes().get(..at)?;
    let blanks = bytes.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let start = at - blanks;
    let begins = start == 0 || bytes.get(start - 1) == Some(&b'\n');
    begins.then(|| text.get(start..at)).flatten()
}

pub(super) fn is_line_start(text: &str, at: usize) -> bool {
    indent(text, at).is_some()
}

/// What the scan can go on with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Record,
    Header,
}

/// The next line after `from` that begins a record of the list, as far in as the broken one, or one of the lists.
pub(super) fn next_record(text: &str, from: usize, indent: Option<&str>, list: List) -> Option<(usize, Anchor)> {
    lines_after(text, from).find_map(|(at, line)| {
        let inner = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - inner.len();
        let is_as_deep = indent.is_none_or(|indent| line.get(..blanks) == Some(indent));
        let is_record = |name: &str| inner.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('('));
        if is_as_deep && (is_record(list.record()) || (indent.is_some() && inner.starts_with('('))) {
            return Some((at + blanks, Anchor::Record));
        }
        let is_less_deep = indent.is_none_or(|indent| blanks < indent.len().max(1));
        (is_less_deep && is_list(inner)).then_some((at + blanks, Anchor::Header))
    })
}

/// The next line after `from` that begins one of the lists or a header field as far in as the line of `from`.
pub(super) fn next_header_line(text: &str, from: usize) -> Option<usize> {
    let indent = indent(text, from);
    lines_after(text, from).find_map(|(at, line)| {
        let inner = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - inner.len();
        let is_field = indent == line.get(..blanks) && is_field(inner);
        (is_field || is_list(inner)).then_some(at + blanks)
    })
}

fn lines_after(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = line_end(text, from) + 1;
    let rest = text.get(at..).unwrap_or("");
    rest.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// `incidents: [`
fn is_list(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, rest)| List::of_field(name.trim_end()).is_some() && rest.trim_start().starts_with('['))
}

/// `title:`
fn is_field(line: &str) -> bool {
    let name = line.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    name.len() < line.len() && name.trim_start_matches(' ').starts_with(':')
}

/// Where a broken record most likely ends: before the lines that only close what is around it.
pub(super) fn slot_end(text: &str, start: usize, stop: usize, indent: Option<&str>) -> usize {
    let depth = indent.map_or(0, str::len);
    let mut slot = text.get(start..stop).unwrap_or("").trim_end();
    while let Some(at) = slot.rfind('\n') {
        let line = slot.get(at + 1..).unwrap_or("");
        let inner = line.trim_start_matches([' ', '\t']);
        let only_closes = inner.trim_end_matches([',', ')', ']', '\r', ' ']).is_empty();
        if indent.is_none() || !only_closes || line.len() - inner.len() >= depth {
            break;
        }
        slot = slot.get(..at).unwrap_or("").trim_end();
    }
    start + slot.strip_suffix(',').unwrap_or(slot).len()
}
