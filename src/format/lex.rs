//! A lossless lexer for RON: every byte belongs to exactly one token, whatever the text.
//!
//! It is total (no error, no panic) and linear. What it leaves to `ron`: whether a number, an escape or an identifier
//! is a good one. Blanks and comments are those of ron 0.12.

use std::ops::Range;
use unicode_ident::is_xid_continue;

/// A pair of brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bracket {
    /// `( )`
    Round,
    /// `[ ]`
    Square,
    /// `{ }`
    Curly,
}

impl Bracket {
    /// The closing sign.
    pub fn close(self) -> char {
        match self {
            Self::Round => ')',
            Self::Square => ']',
            Self::Curly => '}',
        }
    }
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// Spaces, tabs and line ends.
    Blank,
    /// `// …` without its line feed.
    LineComment,
    /// `/* … */`, which nest.
    BlockComment,
    /// `"…"`, `r#"…"#` and their byte forms.
    Text,
    /// `'c'` and `b'c'`.
    Char,
    /// An identifier, a number, `true`.
    Word,
    /// An opening bracket.
    Open(Bracket),
    /// A closing bracket.
    Close(Bracket),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// Any other character, or a run of `#` that begins no text.
    Other,
    /// A text that runs to the end of the file.
    UnclosedText,
    /// A block comment that runs to the end of the file.
    UnclosedComment,
}

/// A token with its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Token {
    /// Its bytes.
    pub fn bytes(self) -> Range<usize> {
        self.start..self.end
    }

    /// Its text; `text` is what the lexer read.
    pub fn text(self, text: &str) -> &str {
        text.get(self.bytes()).unwrap_or("")
    }

    /// Whether it says nothing: a blank or a comment.
    pub fn is_trivia(self) -> bool {
        matches!(self.kind, TokenKind::Blank | TokenKind::LineComment | TokenKind::BlockComment)
    }
}

/// Reads tokens one after the other.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    // Invariant: at the start of a character, or at the end of the text.
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Begins at a byte, which must start a character; otherwise at the next one that does.
    pub fn new(text: &'a str, from: usize) -> Self {
        let mut at = from.min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        Self { text, at }
    }

    /// The byte the next token starts at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next token that is neither blank nor comment.
    pub fn next_solid(&mut self) -> Option<Token> {
        self.find(|token| !token.is_trivia())
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The end of the bytes from here on that pass; one look at the bounds for all of them.
    fn end_of(&self, from: usize, passes: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes().get(from..).unwrap_or(&[]);
        from + rest.iter().position(|byte| !passes(*byte)).unwrap_or(rest.len())
    }

    /// The character here, if it is beyond ASCII.
    fn wide_char(&self, at: usize) -> Option<char> {
        self.byte(at).filter(|byte| *byte >= 0x80).and_then(|_| self.char(at))
    }

    fn kind_and_end(&self, start: usize, first: u8) -> (TokenKind, usize) {
        match first {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => (TokenKind::Blank, self.blank_end(start)),
            b'"' => self.text_end(start + 1),
            b'\'' => self.char_end(start + 1),
            b'(' => (TokenKind::Open(Bracket::Round), start + 1),
            b'[' => (TokenKind::Open(Bracket::Square), start + 1),
            b'{' => (TokenKind::Open(Bracket::Curly), start + 1),
            b')' => (TokenKind::Close(Bracket::Round), start + 1),
            b']' => (TokenKind::Close(Bracket::Square), start + 1),
            b'}' => (TokenKind::Close(Bracket::Curly), start + 1),
            b',' => (TokenKind::Comma, start + 1),
            b':' => (TokenKind::Colon, start + 1),
            b'/' => self.comment_end(start),
            b'b' | b'r' => self.prefixed_end(start),
            _ => self.word_or_other_end(start),
        }
    }

    fn blank_end(&self, mut at: usize) -> usize {
        loop {
            at = self.end_of(at, |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c));
            match self.wide_char(at).filter(|c| is_wide_blank(*c)) {
                Some(c) => at += c.len_utf8(),
                None => return at,
            }
        }
    }

    fn comment_end(&self, start: usize) -> (TokenKind, usize) {
        match self.byte(start + 1) {
            Some(b'/') => {
                let rest = self.bytes().get(start..).unwrap_or(&[]);
                let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                (TokenKind::LineComment, start + len)
            }
            Some(b'*') => self.block_comment_end(start + 2),
            _ => (TokenKind::Other, start + 1),
        }
    }

    fn block_comment_end(&self, mut at: usize) -> (TokenKind, usize) {
        let mut depth = 1_usize;
        while let Some(skip) = memchr::memchr2(b'/', b'*', self.bytes().get(at..).unwrap_or(&[])) {
            at += skip;
            match (self.byte(at), self.byte(at + 1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    at += 2;
                    if depth == 0 {
                        return (TokenKind::BlockComment, at);
                    }
                }
                _ => at += 1,
            }
        }
        (TokenKind::UnclosedComment, self.text.len())
    }

    /// From after the opening quote.
    fn text_end(&self, mut at: usize) -> (TokenKind, usize) {
        while let Some(skip) = memchr::memchr2(b'"', b'\\', self.bytes().get(at..).unwrap_or(&[])) {
            at += skip;
            if self.byte(at) == Some(b'"') {
                return (TokenKind::Text, at + 1);
            }
            at += 1 + self.char(at + 1).map_or(0, char::len_utf8);
        }
        (TokenKind::UnclosedText, self.text.len())
    }

    /// From after the opening quote. A quote that begins no character stands alone, as ron has it.
    fn char_end(&self, start: usize) -> (TokenKind, usize) {
        let body = match self.char(start) {
            Some('\\') => match self.byte(start + 1) {
                Some(b'u') => {
                    let hex = self.bytes().get(start + 2..).unwrap_or(&[]);
                    hex.iter().take(16).position(|byte| *byte == b'}').map(|len| len + 3)
                }
                Some(b'x') => Some(4),
                _ => self.char(start + 1).map(|c| 1 + c.len_utf8()),
            },
            Some(c) => Some(c.len_utf8()),
            None => None,
        };
        match body.map(|len| start + len) {
            Some(end) if self.byte(end) == Some(b'\'') => (TokenKind::Char, end + 1),
            _ => (TokenKind::Other, start),
        }
    }

    /// `b"…"`, `b'…'`, `br"…"`, `r"…"`, `r#"…"#`, `r#word`, or a word that begins with b or r.
    fn prefixed_end(&self, start: usize) -> (TokenKind, usize) {
        let rest = self.bytes().get(start..).unwrap_or(&[]);
        match rest {
            [b'b', b'"', ..] => self.text_end(start + 2),
            [b'b', b'\'', ..] => self.char_end(start + 2),
            [b'r', b'"', ..] => self.raw_text_end(start + 1),
            [b'b', b'r', b'"' | b'#', ..] => self.raw_text_end(start + 2),
            [b'r', b'#', b'"' | b'#', ..] => self.raw_text_end(start + 1),
            [b'r', b'#', ..] => (TokenKind::Word, self.word_end(start + 2)),
            _ => (TokenKind::Word, self.word_end(start)),
        }
    }

    /// From after the prefix letters.
    fn raw_text_end(&self, start: usize) -> (TokenKind, usize) {
        let rest = self.bytes().get(start..).unwrap_or(&[]);
        let n_hashes = rest.iter().take_while(|byte| **byte == b'#').count();
        let hashes = rest.get(..n_hashes).unwrap_or(&[]);
        if rest.get(n_hashes) != Some(&b'"') {
            return (TokenKind::Other, start + n_hashes);
        }
        let mut at = n_hashes + 1;
        while let Some(skip) = memchr::memchr(b'"', rest.get(at..).unwrap_or(&[])) {
            at += skip + 1;
            if rest.get(at..).is_some_and(|rest| rest.starts_with(hashes)) {
                return (TokenKind::Text, start + at + n_hashes);
            }
        }
        (TokenKind::UnclosedText, self.text.len())
    }

    fn word_or_other_end(&self, start: usize) -> (TokenKind, usize) {
        let len = self.char(start).map_or(1, char::len_utf8);
        match self.word_end(start) {
            end if end > start => (TokenKind::Word, end),
            _ if self.char(start).is_some_and(is_wide_blank) => (TokenKind::Blank, self.blank_end(start)),
            _ => (TokenKind::Other, start + len),
        }
    }

    fn word_end(&self, mut at: usize) -> usize {
        loop {
            at = self.end_of(at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-'));
            match self.wide_char(at).filter(|c| is_xid_continue(*c)) {
                Some(c) => at += c.len_utf8(),
                None => return at,
            }
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let (kind, end) = self.kind_and_end(start, self.byte(start)?);
        self.at = end;
        Some(Token { kind, start, end })
    }
}

/// Blanks beyond ASCII. A no-break space is none.
fn is_wide_blank(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}
