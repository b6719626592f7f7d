//! The Markdown of stories as HTML, and texts in other scripts.

use crate::export::markup::escape;
use crate::export::words::script;
use crate::view::{Block, BlockKind, Reference, Span, markdown_blocks};

/// A Markdown text as HTML. `link` makes the link of a reference around what it says; headings begin at level 4.
pub(super) fn blocks(text: &str, mut link: impl FnMut(&Reference, &str) -> String) -> String {
    let mut lists = Lists { html: String::new(), open: Vec::new() };
    for block in markdown_blocks(text) {
        let words: String = block.spans.iter().map(|span| words(span, &mut link)).collect();
        lists.add(&block, &words);
    }
    lists.close_to(0);
    lists.html
}

fn words(span: &Span, link: &mut impl FnMut(&Reference, &str) -> String) -> String {
    let mut html = escape(&span.text).replace('\n', "<br>");
    if span.is_emphasis {
        html = format!("<em>{html}</em>");
    }
    if span.is_strong {
        html = format!("<strong>{html}</strong>");
    }
    match &span.link {
        Some(reference) => link(reference, &html),
        None => html,
    }
}

struct Lists {
    html: String,
    /// The ending tag of each list that is open.
    open: Vec<&'static str>,
}

impl Lists {
    fn add(&mut self, block: &Block, words: &str) {
        let (tag, words) = match block.kind {
            BlockKind::Item { depth, number, is_first } => {
                self.item(usize::from(depth).max(1), number, is_first);
                ("p", words)
            }
            kind => {
                self.close_to(0);
                match kind {
                    BlockKind::Heading(1) => ("h4", words),
                    BlockKind::Heading(2) => ("h5", words),
                    BlockKind::Heading(_) => ("h6", words),
                    BlockKind::Rule => return self.html.push_str("<hr>\n"),
                    BlockKind::Quote => ("blockquote", words),
                    BlockKind::Code => {
                        let words = words.replace("<br>", "\n");
                        return self.html.push_str(&format!("<pre>\n{words}</pre>\n"));
                    }
                    _ => ("p", words),
                }
            }
        };
        self.html.push_str(&format!("<{tag}>{words}</{tag}>\n"));
    }

    fn item(&mut self, depth: usize, number: Option<u64>, is_first: bool) {
        let value = number.map_or(String::new(), |n| format!(" value=\"{n}\""));
        let (begin, end) = if number.is_some() { ("<ol>", "</ol>") } else { ("<ul>", "</ul>") };
        self.close_to(depth);
        if self.open.len() == depth && is_first {
            if self.open.last() == Some(&end) {
                return self.html.push_str(&format!("</li><li{value}>"));
            }
            self.close_to(depth - 1);
        }
        while self.open.len() < depth {
            let value = if self.open.len() + 1 == depth { value.as_str() } else { "" };
            self.html.push_str(&format!("{begin}<li{value}>"));
            self.open.push(end);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.html.push_str("</li>");
            self.html.push_str(self.open.pop().unwrap_or_default());
        }
    }
}

/// A name in its own script and direction.
pub(super) fn name(text: &str) -> String {
    let lang = script(text).map_or(String::new(), |script| format!(" lang=\"und-{script}\""));
    format!("<bdi{lang}>{}</bdi>", escape(text))
}

/// A text in a language that is told as an ISO 639-1 code.
pub(super) fn in_language(text: &str, language: Option<&str>) -> String {
    let is_code =
        |code: &&str| (2..=11).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    match language.filter(is_code).filter(|code| *code != "en") {
        Some(code) => format!("<bdi lang=\"{code}\">{text}</bdi>"),
        None => format!("<bdi>{text}</bdi>"),
    }
}
