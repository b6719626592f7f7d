//! Text to query: `OR` binds loosest, then side by side, then `NOT` and `-`. Words are read in `words`.

use super::canonical::{is_delimiter, is_quote};
use super::syntax::{Condition, Expr};
use super::words::{operator, read_key_value, read_word};
use super::{Query, QueryError};
use std::ops::Range;

/// Deeper nesting is refused, so that no text can exhaust the stack.
const MAX_DEPTH: usize = 100;

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let mut parser = Parser { text, pos: 0, depth: 0 };
    parser.skip_blanks();
    if parser.is_at_end() {
        return Ok(Query::default());
    }
    let root = parser.any_of()?;
    if parser.peek() == Some(')') {
        let at = parser.pos..parser.pos + 1;
        return Err(error(at, "no parenthesis is open here", "remove it, or open one before the first term"));
    }
    Ok(Query { root })
}

/// Whether the text, written without quotes, is read as the same text.
pub(super) fn bare_is_text(text: &str) -> bool {
    let is_bare = |c: char| !c.is_whitespace() && !is_delimiter(c);
    !text.is_empty()
        && text.chars().all(is_bare)
        && !text.starts_with('-')
        && keyword(text).is_none()
        && matches!(read_word(text, 0), Ok(Condition::Text(read)) if read == text)
}

pub(super) fn error(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> QueryError {
    QueryError { at, message: message.into(), hint: Some(hint.into()) }
}

/// A word or phrase, its blanks made single.
///
/// # Errors
/// If folding leaves nothing to search for.
pub(super) fn searchable(text: &str, at: Range<usize>) -> Result<String, QueryError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if super::fold(&text).is_empty() {
        return Err(error(at, "nothing to search for", "write a word, or a phrase in quotes: \"city hall\""));
    }
    Ok(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyword {
    And,
    Or,
    Not,
}

fn keyword(word: &str) -> Option<Keyword> {
    match word {
        "AND" => Some(Keyword::And),
        "OR" => Some(Keyword::Or),
        "NOT" => Some(Keyword::Not),
        _ => None,
    }
}

struct Parser<'a> {
    text: &'a str,
    /// Byte position of the next character.
    pos: usize,
    /// Open parentheses and negations.
    depth: usize,
}

impl<'a> Parser<'a> {
    fn any_of(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.all_of()?];
        while self.peek_keyword() == Some(Keyword::Or) {
            let at = self.take_word().1;
            self.skip_blanks();
            if self.is_at_end() || self.peek() == Some(')') {
                return Err(dangling(at, "OR"));
            }
            parts.push(self.all_of()?);
        }
        Ok(Expr::or(parts))
    }

    fn all_of(&mut self) -> Result<Expr, QueryError> {
        let mut parts = Vec::new();
        loop {
            self.skip_blanks();
            match (self.peek(), self.peek_keyword()) {
                (None | Some(')'), _) => break,
                (_, Some(Keyword::Or)) if parts.is_empty() => return Err(dangling(self.take_word().1, "OR")),
                (_, Some(Keyword::Or)) => break,
                (_, Some(Keyword::And)) => {
                    let at = self.take_word().1;
                    self.skip_blanks();
                    let ends = matches!(self.peek(), None | Some(')'));
                    if parts.is_empty() || ends || matches!(self.peek_keyword(), Some(Keyword::And | Keyword::Or)) {
                        return Err(dangling(at, "AND"));
                    }
                }
                _ => parts.push(self.one()?),
            }
        }
        Ok(Expr::and(parts))
    }

    fn one(&mut self) -> Result<Expr, QueryError> {
        let start = self.pos;
        let negates = if self.peek_keyword() == Some(Keyword::Not) {
            self.take_word();
            self.skip_blanks();
            true
        } else if self.peek() == Some('-') {
            self.pos += 1;
            true
        } else {
            false
        };
        if negates {
            return self.negated(start);
        }
        match self.peek() {
            Some('(') => self.in_parentheses(),
            Some(c) if is_quote(c) => {
                let (text, at) = self.quoted()?;
                Ok(Expr::Is(Condition::Text(searchable(&text, at)?)))
            }
            _ => self.term(),
        }
    }

    /// What follows `NOT` or `-`; `start` is where that stands.
    fn negated(&mut self, start: usize) -> Result<Expr, QueryError> {
        let stops = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == ')');
        if stops(self.peek()) || matches!(self.peek_keyword(), Some(Keyword::And | Keyword::Or)) {
            let written = self.text.get(start..self.pos).unwrap_or_default().trim_end();
            let hint = "write it right before a term: NOT kind:Arrest, or -kind:Arrest";
            return Err(error(start..start + written.len(), format!("`{written}` negates nothing"), hint));
        }
        self.deeper(start, Self::one).map(Expr::not)
    }

    fn in_parentheses(&mut self) -> Result<Expr, QueryError> {
        let start = self.pos;
        self.pos += 1;
        self.skip_blanks();
        if self.peek() == Some(')') {
            let hint = "write terms between them, or remove them";
            return Err(error(start..self.pos + 1, "the parentheses are empty", hint));
        }
        let unclosed = || error(start..start + 1, "the parenthesis is not closed", "write `)` behind its last term");
        if self.is_at_end() {
            return Err(unclosed());
        }
        let inner = self.deeper(start, Self::any_of)?;
        if self.peek() != Some(')') {
            return Err(unclosed());
        }
        self.pos += 1;
        Ok(inner)
    }

    fn deeper(
        &mut self,
        start: usize,
        read: impl FnOnce(&mut Self) -> Result<Expr, QueryError>,
    ) -> Result<Expr, QueryError> {
        if self.depth >= MAX_DEPTH {
            return Err(error(start..start + 1, "nested too deeply", "write it with fewer parentheses"));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn term(&mut self) -> Result<Expr, QueryError> {
        let (word, at) = self.take_word();
        if let Some(key) = word.strip_suffix(':')
            && self.peek().is_some_and(is_quote)
        {
            let (value, value_at) = self.quoted()?;
            return read_key_value(key, at.start, &value, value_at).map(Expr::Is);
        }
        if let Some(reach) =
            word.split_once(':').filter(|(key, _)| super::fold(key) == "within").map(|(_, reach)| reach)
            && let Some(within) = self.within_of(reach, &at)?
        {
            return Ok(Expr::Is(within));
        }
        let joined = self.with_operator_behind_blanks(word, at.clone());
        let text = joined.as_deref().unwrap_or(word);
        read_word(text, at.start).map_err(|err| self.within_text(err, at.start)).map(Expr::Is)
    }

    /// `within:7d of:ID`; nothing if no `of:` follows.
    fn within_of(&mut self, reach: &str, at: &Range<usize>) -> Result<Option<Condition>, QueryError> {
        let end = self.pos;
        self.skip_blanks();
        let (word, of_at) = self.take_word();
        let Some(id) = word.strip_prefix("of:").or(word.strip_prefix("OF:")) else {
            self.pos = end;
            return Ok(None);
        };
        let (id, id_at) = match (id, self.peek()) {
            ("", Some(c)) if is_quote(c) => self.quoted()?,
            _ => (id.to_owned(), of_at.clone()),
        };
        if id.trim().is_empty() {
            let hint = "write the id of an incident behind it: of:2024-03-22-crocus-city-hall";
            return Err(error(of_at, "`of:` names no incident", hint));
        }
        let id = searchable(&id, id_at)?;
        let reach = super::words::reach(reach, at.end - reach.len()..at.end)?;
        Ok(Some(Condition::Within(reach, id)))
    }

    /// `killed >= 20` is `killed>=20`: takes the operator and the number along.
    fn with_operator_behind_blanks(&mut self, word: &str, at: Range<usize>) -> Option<String> {
        let rest = super::words::figure_name(word)?.2;
        let mut joined = word.to_owned();
        let mut rest = rest.to_owned();
        if rest.is_empty() {
            self.skip_blanks();
            if operator(self.rest()).is_none() {
                self.pos = at.end;
                return None;
            }
            let more = self.take_word().0;
            joined.push_str(more);
            rest.push_str(more);
        }
        let number = operator(&rest).map(|(_, number)| number)?;
        if number.is_empty() {
            let end = self.pos;
            self.skip_blanks();
            if self.peek().is_some_and(|c| c.is_ascii_digit()) {
                joined.push_str(self.take_word().0);
            } else {
                self.pos = end;
            }
        }
        Some(joined)
    }

    /// Blanks left out of a joined figure must not push an error's place behind the text.
    fn within_text(&self, mut err: QueryError, start: usize) -> QueryError {
        let floor = |mut at: usize| {
            at = at.min(self.pos).max(start);
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        err.at = floor(err.at.start)..floor(err.at.end);
        if err.at.is_empty() && err.at.start < self.pos {
            err.at = start..self.pos;
        }
        err
    }

    /// What stands between quotes, with where it stands, the quotes taken along. `\` takes the next character as it is.
    fn quoted(&mut self) -> Result<(String, Range<usize>), QueryError> {
        let start = self.pos;
        let straight = self.peek() == Some('"');
        let ends = |c: char| if straight { c == '"' } else { is_quote(c) };
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((i, c)) = chars.next() {
            if ends(c) {
                self.pos = start + i + c.len_utf8();
                return Ok((text, start..self.pos));
            }
            text.push(if c == '\\' { chars.next().map_or(c, |(_, next)| next) } else { c });
        }
        Err(error(start..self.text.len(), "the quote is not closed", "write `\"` behind the last word of the phrase"))
    }

    /// Takes what runs up to a blank, a parenthesis or a quote.
    fn take_word(&mut self) -> (&'a str, Range<usize>) {
        let start = self.pos;
        let word = self.peek_word();
        self.pos += word.len();
        (word, start..self.pos)
    }

    fn peek_word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || is_delimiter(c)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    fn peek_keyword(&self) -> Option<Keyword> {
        keyword(self.peek_word())
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    fn is_at_end(&self) -> bool {
        self.pos >= self.text.len()
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.pos += rest.len() - rest.trim_start().len();
    }
}

fn dangling(at: Range<usize>, word: &str) -> QueryError {
    let hint = format!("write a term on both sides, or \"{word}\" in quotes to search for the word");
    error(at, format!("{word} needs a term on both sides"), hint)
}
