//! A story at the head of the list: its texts, and what each step looks at.

use super::{Page, address, escape};
use crate::export::words::is_web;
use crate::export::{Stamp, plain_url, steps};
use crate::model::SourceId;
use crate::view::{BlockKind, Reference, Span, StoryStep, markdown_blocks};
use std::fmt::Write as _;

impl Page<'_> {
    /// Title, about, and each step; nothing without a story.
    pub(super) fn story(&mut self) -> String {
        let Some(story) = self.content.story else { return String::new() };
        let mut text = format!("\n## {}\n\n{}", escape(&story.title), self.prose(&story.about));
        for (i, step) in story.steps.iter().enumerate() {
            let _ = write!(text, "\n### Step {}: {}\n\n{}", i + 1, escape(&step.title), self.prose(&step.text));
            text += &self.looks_at(step);
        }
        text
    }

    fn looks_at(&self, step: &StoryStep) -> String {
        match steps::shown(self.content, step, Stamp::new) {
            Ok(stamp) => {
                let lines = steps::lines(&stamp).into_iter();
                format!(
                    "\n{}",
                    lines.map(|(name, words)| format!("- {name}: {}\n", escape(&words))).collect::<String>()
                )
            }
            Err(why) => format!("\n**{}**\n", escape(&why)),
        }
    }

    fn prose(&mut self, text: &str) -> String {
        let mut prose = String::new();
        let mut was_item = false;
        for block in markdown_blocks(text) {
            let words: String = block.spans.iter().map(|span| self.span(span)).collect();
            let is_item = matches!(block.kind, BlockKind::Item { .. });
            if !(prose.is_empty() || is_item && was_item) {
                prose.push('\n');
            }
            was_item = is_item;
            let _ = match block.kind {
                BlockKind::Heading(_) => writeln!(prose, "#### {words}"),
                BlockKind::Item { depth, number, is_first } => {
                    let indent = "    ".repeat(usize::from(depth.saturating_sub(1)));
                    match (number, is_first) {
                        (Some(n), true) => writeln!(prose, "{indent}{n}. {words}"),
                        (None, true) => writeln!(prose, "{indent}- {words}"),
                        (_, false) => writeln!(prose, "\n{indent}    {words}\n"),
                    }
                }
                BlockKind::Quote => writeln!(prose, "> {words}"),
                BlockKind::Rule => writeln!(prose, "---"),
                BlockKind::Paragraph | BlockKind::Code => writeln!(prose, "{words}"),
            };
        }
        prose
    }

    fn span(&mut self, span: &Span) -> String {
        // What is asked for as a line end stays one; blanks at the ends belong outside of the marks.
        let lines: Vec<String> = span.text.split('\n').map(escape).collect();
        let blank = |has: bool| if has { " " } else { "" };
        let (before, after) = (span.text.starts_with(' '), span.text.trim_start().ends_with(' '));
        let mark = match (span.is_strong, span.is_emphasis) {
            _ if span.text.trim().is_empty() => "",
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let words = format!("{mark}{}{mark}", lines.join("  \n"));
        let words = match &span.link {
            Some(Reference::Source(id)) => format!("{words} {}", self.number(&SourceId::from(id.as_str()))),
            Some(Reference::Incident(id)) => format!("{words} (`{}`)", id.replace('`', "'")),
            Some(Reference::Address(url)) if is_web(&plain_url(url, &[])) => format!("{words} {}", address(url)),
            _ => words,
        };
        format!("{}{words}{}", blank(before), blank(after))
    }
}
