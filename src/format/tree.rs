//! Where the fields of one record stand: a tree of byte ranges, made only when a problem has to be placed.

use super::lex::{Lexer, Token, TokenKind};
use super::limits;
use std::ops::Range;

/// A value and the values in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Node {
    /// From its first to after its last byte, name and brackets among them.
    pub bytes: Range<usize>,
    /// The bytes of the name before its bracket, such as `Count`.
    pub head: Option<Range<usize>>,
    /// What its brackets hold, in order.
    pub parts: Vec<Part>,
    /// Whether it has brackets.
    pub is_bracketed: bool,
}

/// A field, an item of a list, or an argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The bytes of the field's name, if it has one.
    pub name: Option<Range<usize>>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Reads the value that `text` holds in `bytes`. Whatever the text, it ends; brackets deeper than
    /// [`limits::NESTING`] are left out.
    pub fn read(text: &str, bytes: Range<usize>) -> Self {
        let slot = text.get(..bytes.end).unwrap_or(text);
        let mut reader = Reader { text, lexer: Lexer::new(slot, bytes.start), next: None };
        reader.advance();
        reader.value(0)
    }

    /// The part at a path such as `reports.2.killed`; `Some( )` is looked through.
    pub fn find<'a>(&'a self, text: &str, path: &str) -> Option<&'a Part> {
        let mut node = self;
        let mut found = None;
        for step in path.split('.').filter(|step| !step.is_empty() && *step != "?") {
            let part = node.inner(text).part(text, step)?;
            node = &part.value;
            found = Some(part);
        }
        found
    }

    /// The path of the innermost value that starts at or before `byte` and is not over before it, and that value.
    pub fn at<'a>(&'a self, text: &str, byte: usize) -> (Vec<String>, &'a Self) {
        let mut path = Vec::new();
        let mut node = self;
        while let Some((i, part)) = node.part_at(byte) {
            if !node.is_some(text) {
                let name = part.name.clone().and_then(|name| text.get(name));
                path.push(name.map_or_else(|| i.to_string(), str::to_owned));
            }
            node = &part.value;
        }
        (path, node)
    }

    fn part_at(&self, byte: usize) -> Option<(usize, &Part)> {
        let (i, part) = self.parts.iter().enumerate().rev().find(|(_, part)| part.start() <= byte)?;
        // Past the end of the last part and of its closing bracket, the value itself is meant.
        (byte <= part.value.bytes.end).then_some((i, part))
    }

    fn part(&self, text: &str, step: &str) -> Option<&Part> {
        let named = |part: &&Part| part.name.clone().and_then(|name| text.get(name)) == Some(step);
        self.parts.iter().find(named).or_else(|| self.parts.get(step.parse::<usize>().ok()?))
    }

    fn is_some(&self, text: &str) -> bool {
        self.head.clone().and_then(|head| text.get(head)) == Some("Some")
    }

    /// What `Some( )` holds, or the value itself.
    pub fn inner(&self, text: &str) -> &Self {
        match self.parts.as_slice() {
            [only] if self.is_some(text) => only.value.inner(text),
            _ => self,
        }
    }
}

impl Part {
    /// First byte of name or value.
    pub fn start(&self) -> usize {
        self.name.as_ref().map_or(self.value.bytes.start, |name| name.start)
    }

    /// The bytes to point at when the field is not wanted: its name, else its value.
    pub fn label(&self) -> Range<usize> {
        self.name.clone().unwrap_or(self.value.bytes.clone())
    }
}

struct Reader<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    next: Option<Token>,
}

impl Reader<'_> {
    fn advance(&mut self) -> Option<Token> {
        std::mem::replace(&mut self.next, self.lexer.next_solid())
    }

    fn value(&mut self, depth: usize) -> Node {
        let Some(first) = self.advance() else {
            return Node { bytes: self.text.len()..self.text.len(), ..Node::default() };
        };
        let mut node = Node { bytes: first.bytes(), ..Node::default() };
        let opens = |token: &Token| matches!(token.kind, TokenKind::Open(_));
        if first.kind == TokenKind::Word && self.next.as_ref().is_some_and(opens) {
            node.head = Some(first.bytes());
            self.advance();
        } else if !opens(&first) {
            return node;
        }
        node.is_bracketed = true;
        self.parts(&mut node, depth);
        node
    }

    fn parts(&mut self, node: &mut Node, depth: usize) {
        while let Some(token) = self.next {
            match token.kind {
                TokenKind::Close(_) => {
                    self.advance();
                    node.bytes.end = token.end;
                    return;
                }
                TokenKind::Comma | TokenKind::Colon => {
                    self.advance();
                }
                _ if depth >= limits::NESTING => {
                    self.advance();
                }
                _ => {
                    let part = self.part(depth);
                    node.bytes.end = part.value.bytes.end;
                    node.parts.push(part);
                }
            }
        }
    }

    fn part(&mut self, depth: usize) -> Part {
        let value = self.value(depth + 1);
        if self.next.is_some_and(|token| token.kind == TokenKind::Colon) && !value.is_bracketed {
            self.advance();
            if self.next.is_some_and(|token| !matches!(token.kind, TokenKind::Comma | TokenKind::Close(_))) {
                return Part { name: Some(value.bytes), value: self.value(depth + 1) };
            }
        }
        Part { name: None, value }
    }
}
