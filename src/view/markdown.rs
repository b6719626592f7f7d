//! Markdown as plain blocks of text, the same for the window and for every export.
//!
//! CommonMark without pictures, tables and HTML, whose text is kept as text. A link to `incident:ID` or `source:ID`
//! points into the record.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// A paragraph, heading, item or the like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What it says.
    pub spans: Vec<Span>,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A heading; 1 is the highest level, 6 the lowest.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, or a further paragraph of it.
    Item {
        /// How many lists it stands in, 1 or more.
        depth: u8,
        /// Its number, where the list is numbered.
        number: Option<u64>,
        /// Whether the item begins here.
        is_first: bool,
    },
    /// A quotation.
    Quote,
    /// Lines to be kept as they are.
    Code,
    /// A line across, which says nothing.
    Rule,
}

/// A piece of text in one style.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// What it says; `\n` is a line end that was asked for.
    pub text: String,
    /// Whether it is set in bold.
    pub is_strong: bool,
    /// Whether it is set in italics.
    pub is_emphasis: bool,
    /// Where it points to.
    pub link: Option<Reference>,
}

/// Where a link points to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reference {
    /// An incident, by its id.
    Incident(String),
    /// A source, by its id.
    Source(String),
    /// Any other address, as it is written.
    Address(String),
}

impl Reference {
    fn read(address: &str) -> Self {
        match address.split_once(':') {
            Some(("incident", id)) => Self::Incident(id.to_owned()),
            Some(("source", id)) => Self::Source(id.to_owned()),
            _ => Self::Address(address.to_owned()),
        }
    }
}

/// The blocks of a Markdown text, none of them without text but rules.
pub fn markdown_blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new(text) {
        reader.take(event);
    }
    reader.close();
    reader.blocks
}

/// What a Markdown text says, without its marks; one line for each block.
pub fn markdown_plain(text: &str) -> String {
    let lines = markdown_blocks(text).into_iter().filter(|block| block.kind != BlockKind::Rule).map(|block| {
        let words: String = block.spans.iter().map(|span| span.text.as_str()).collect();
        match block.kind {
            BlockKind::Item { number: Some(n), is_first: true, .. } => format!("{n}. {words}"),
            BlockKind::Item { number: None, is_first: true, .. } => format!("• {words}"),
            _ => words,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What the links of a Markdown text point to, each once, by first mention.
pub fn markdown_references(text: &str) -> Vec<Reference> {
    let mut references: Vec<Reference> = Vec::new();
    for span in markdown_blocks(text).into_iter().flat_map(|block| block.spans) {
        references.extend(span.link.filter(|link| !references.contains(link)));
    }
    references
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    heading: Option<u8>,
    is_code: bool,
    n_quotes: usize,
    /// The next number of each list that is open; unnumbered ones have none.
    lists: Vec<Option<u64>>,
    /// Whether the item that is open has not said anything yet.
    is_new_item: bool,
    n_strong: usize,
    n_emphasis: usize,
    links: Vec<Reference>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say("\n"),
            Event::Rule => {
                self.close();
                self.blocks.push(Block { kind: BlockKind::Rule, spans: Vec::new() });
            }
            // Asked for by no option above.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.say(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.n_strong += 1,
            Tag::Emphasis => self.n_emphasis += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.links.push(Reference::read(dest_url)),
            _ => self.close(),
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(number_of(*level)),
            Tag::CodeBlock(_) => self.is_code = true,
            Tag::BlockQuote(_) => self.n_quotes += 1,
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => self.is_new_item = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.n_strong = self.n_strong.saturating_sub(1),
            TagEnd::Emphasis => self.n_emphasis = self.n_emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
            }
            _ => self.close(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::BlockQuote(_) => self.n_quotes = self.n_quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_new_item = false;
            }
            TagEnd::Item => {
                if let Some(Some(number)) = self.lists.last_mut() {
                    *number += 1;
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let span = Span {
            text: text.to_owned(),
            is_strong: self.n_strong > 0,
            is_emphasis: self.n_emphasis > 0,
            link: self.links.last().cloned(),
        };
        match self.spans.last_mut() {
            Some(last)
                if (last.is_strong, last.is_emphasis, &last.link) == (span.is_strong, span.is_emphasis, &span.link) =>
            {
                last.text += text;
            }
            _ => self.spans.push(span),
        }
    }

    /// Ends the block that is open.
    fn close(&mut self) {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            return;
        }
        let kind = if let Some(level) = self.heading {
            BlockKind::Heading(level)
        } else if self.is_code {
            BlockKind::Code
        } else if let Some(number) = self.lists.last().copied() {
            let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
            BlockKind::Item { depth, number, is_first: std::mem::take(&mut self.is_new_item) }
        } else if self.n_quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        self.blocks.push(Block { kind, spans });
    }
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
