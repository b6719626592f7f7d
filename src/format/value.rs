//! A value as a tree of its own, apart from any file: what the writer lays out and an edit compares.
//!
//! It comes from a record of the model (`canonical`), or from a text with its comments ([`Value::read`]).

use super::lex::{Bracket, Lexer, Token, TokenKind};
use super::limits;
use std::ops::Range;

/// A number, word or text, or brackets with what they hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Value {
    /// As written: the number, word or text in quotes; of brackets the name before them, which may be empty.
    pub text: String,
    /// The brackets, if it has any.
    pub bracket: Option<Bracket>,
    /// What the brackets hold, in order.
    pub members: Vec<Member>,
    /// Comments behind the last member.
    pub tail: Vec<String>,
    /// What the format calls it, such as `Report`, even where the text leaves the name out.
    pub kind: String,
}

/// A field, an item of a list, or an argument.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Member {
    /// The field's name; empty for items and arguments.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Comments above it.
    pub above: Vec<String>,
    /// Comments behind it in its line.
    pub behind: Vec<String>,
    /// Whether an empty line stands above it.
    pub is_apart: bool,
}

impl Value {
    /// A number, a word, or a text already in quotes.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A list of values.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self {
            bracket: Some(Bracket::Square),
            members: items.into_iter().map(Member::item).collect(),
            ..Self::default()
        }
    }

    /// A struct with a name and named fields.
    pub fn named(name: &str, fields: Vec<(&str, Self)>) -> Self {
        let members = fields.into_iter().map(|(name, value)| Member::field(name, value)).collect();
        Self { kind: name.to_owned(), text: name.to_owned(), bracket: Some(Bracket::Round), members, ..Self::default() }
    }

    /// A variant or a pair: values in round brackets.
    pub fn tuple(name: &str, args: impl IntoIterator<Item = Self>) -> Self {
        Self { text: name.to_owned(), bracket: Some(Bracket::Round), ..Self::list(args) }
    }

    /// Reads the first value from `from` on, with its comments; also the byte after it. `None` if there is none, it is
    /// not closed, or it nests too deep.
    pub fn read(text: &str, from: usize) -> Option<(Self, usize)> {
        let mut reader = Reader { text, lexer: Lexer::new(text, from), next: None };
        reader.advance();
        let mut comments = Vec::new();
        reader.trivia(&mut comments);
        let value = reader.value(&mut comments, 0)?;
        Some((value.0, value.1))
    }

    /// Whether it has square brackets.
    pub fn is_list(&self) -> bool {
        self.bracket == Some(Bracket::Square)
    }

    /// Whether it has round brackets with named fields, or none at all.
    pub fn is_struct(&self) -> bool {
        self.bracket == Some(Bracket::Round) && self.members.iter().all(|member| !member.name.is_empty())
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.members.iter().find(|member| member.name == name).map(|member| &member.value)
    }

    /// Whether a comment stands in it.
    pub fn has_comments(&self) -> bool {
        !self.tail.is_empty()
            || self
                .members
                .iter()
                .any(|member| !member.above.is_empty() || !member.behind.is_empty() || member.value.has_comments())
    }
}

impl Member {
    /// An item of a list.
    pub fn item(value: Value) -> Self {
        Self { value, ..Self::default() }
    }

    /// A field.
    pub fn field(name: &str, value: Value) -> Self {
        Self { name: name.to_owned(), value, ..Self::default() }
    }
}

/// A field's name without the `r#` that RON allows before it.
pub fn plain_name(name: &str) -> &str {
    // `r#"…"#` is a text, such as the key of a map.
    name.strip_prefix("r#").filter(|rest| !rest.starts_with(['"', '#'])).unwrap_or(name)
}

/// The comments of a text, in order.
pub fn comments(text: &str) -> Vec<String> {
    let is_comment = |token: &Token| matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
    Lexer::new(text, 0).filter(is_comment).map(|token| token.text(text).trim_end().to_owned()).collect()
}

struct Reader<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    next: Option<Token>,
}

/// What stood between two tokens that say something.
#[derive(Default)]
struct Gap {
    has_break: bool,
    has_empty_line: bool,
}

impl Reader<'_> {
    fn advance(&mut self) {
        self.next = self.lexer.next();
    }

    fn word(&self, bytes: Range<usize>) -> String {
        self.text.get(bytes).unwrap_or("").trim_end().to_owned()
    }

    /// Goes over blanks and comments, collecting the comments.
    fn trivia(&mut self, comments: &mut Vec<String>) -> Gap {
        let mut gap = Gap::default();
        while let Some(token) = self.next.filter(|token| token.is_trivia()) {
            if token.kind == TokenKind::Blank {
                self.blank(token, &mut gap);
            } else {
                comments.push(self.word(token.bytes()));
            }
            self.advance();
        }
        gap
    }

    fn blank(&self, token: Token, gap: &mut Gap) {
        let n_breaks = token.text(self.text).matches('\n').count();
        gap.has_break |= n_breaks > 0;
        gap.has_empty_line |= n_breaks > 1;
    }

    fn value(&mut self, above: &mut Vec<String>, depth: usize) -> Option<(Value, usize)> {
        let first = self.next?;
        let mut value = Value::default();
        let mut end = first.end;
        if !matches!(first.kind, TokenKind::Open(_)) {
            if matches!(first.kind, TokenKind::Close(_) | TokenKind::Comma | TokenKind::Colon) {
                return None;
            }
            value.text = self.word(first.bytes());
            self.advance();
            let opens = first.kind == TokenKind::Word && self.opens_next();
            if !opens {
                return Some((value, end));
            }
            self.trivia(above);
        }
        if depth > limits::NESTING {
            return None;
        }
        if let Some(TokenKind::Open(bracket)) = self.next.map(|token| token.kind) {
            value.bracket = Some(bracket);
            self.advance();
            end = self.members(&mut value, depth)?;
        }
        Some((value, end))
    }

    /// Whether a bracket is the next token that says something.
    fn opens_next(&self) -> bool {
        let rest = Lexer::new(self.text, self.next.map_or(self.text.len(), |token| token.start)).next_solid();
        matches!(rest.map(|token| token.kind), Some(TokenKind::Open(_)))
    }

    /// Up to the closing bracket; the byte after it.
    fn members(&mut self, value: &mut Value, depth: usize) -> Option<usize> {
        let mut above: Vec<String> = Vec::new();
        let mut gap = Gap::default();
        loop {
            self.comments_behind(value.members.last_mut(), &mut above, &mut gap);
            match self.next?.kind {
                TokenKind::Close(_) => {
                    let end = self.next?.end;
                    value.tail = above;
                    self.advance();
                    return Some(end);
                }
                TokenKind::Comma => self.advance(),
                _ => {
                    let is_apart = std::mem::take(&mut gap).has_empty_line;
                    let member = self.member(std::mem::take(&mut above), depth)?;
                    value.members.push(Member { is_apart, ..member });
                }
            }
        }
    }

    /// Comments in the line of the member before belong to it, later ones to the next; so do those that the next follows
    /// in the same line.
    fn comments_behind(&mut self, last: Option<&mut Member>, above: &mut Vec<String>, gap: &mut Gap) {
        let mut behind = Vec::new();
        while let Some(token) = self.next.filter(|token| token.is_trivia()) {
            if token.kind == TokenKind::Blank {
                self.blank(token, gap);
            } else if gap.has_break {
                above.push(self.word(token.bytes()));
            } else {
                behind.push(self.word(token.bytes()));
            }
            self.advance();
        }
        let ends = matches!(self.next.map(|token| token.kind), Some(TokenKind::Comma | TokenKind::Close(_)));
        match last.filter(|_| gap.has_break || ends) {
            Some(member) => member.behind.append(&mut behind),
            None => {
                above.splice(..0, behind);
            }
        }
    }

    fn member(&mut self, mut above: Vec<String>, depth: usize) -> Option<Member> {
        let (first, _) = self.value(&mut above, depth + 1)?;
        let at_colon = self.next.is_some_and(|token| token.kind == TokenKind::Colon) || self.colon_after_trivia();
        if first.bracket.is_some() || !at_colon {
            return Some(Member { value: first, above, ..Member::default() });
        }
        self.trivia(&mut above);
        self.advance();
        self.trivia(&mut above);
        let (value, _) = self.value(&mut above, depth + 1)?;
        Some(Member { name: plain_name(&first.text).to_owned(), value, above, ..Member::default() })
    }

    fn colon_after_trivia(&self) -> bool {
        let Some(next) = self.next else { return false };
        Lexer::new(self.text, next.start).next_solid().is_some_and(|token| token.kind == TokenKind::Colon)
    }
}
