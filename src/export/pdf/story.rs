//! The story in the briefing: title, what it rests on, and each step with its text and what its view adds up to.

use super::flow::{Form, Link, Piece};
use super::{Briefing, SMALL_PT, TEXT_PT};
use crate::export::{Stamp, one_line, steps, words};
use crate::model::SourceId;
use crate::view::{Block, BlockKind, Font, Reference, Span, markdown_blocks};

impl Briefing<'_> {
    pub(super) fn story(&mut self) {
        let Some(story) = self.content.story else { return };
        let title = one_line(&story.title);
        self.chapter(if title.is_empty() { "Story" } else { &title });
        self.blocks(&story.about);
        for (i, step) in story.steps.iter().enumerate() {
            let title = format!("{}. {}", i + 1, one_line(&step.title));
            let piece = self.strong(title.clone());
            let form = Form { before: 20.0, ..Form::heading(2, 13.0, &title) };
            self.flow.paragraph_at(&[piece], &form, |flow| flow.mark(1, &title));
            self.blocks(&step.text);
            let shown = match steps::shown(self.content, step, Stamp::new) {
                Ok(stamp) => steps::lines(&stamp).into_iter().map(|(name, words)| format!("{name}: {words}")).collect(),
                Err(fault) => vec![fault],
            };
            let piece = self.weak(shown.join(" · "));
            self.flow.paragraph(&[piece], &Form::text(SMALL_PT));
        }
    }

    /// A text in Markdown.
    fn blocks(&mut self, text: &str) {
        for block in markdown_blocks(text) {
            self.block(&block);
        }
    }

    fn block(&mut self, block: &Block) {
        let mut pieces: Vec<Piece> = block.spans.iter().flat_map(|span| self.span(span, &block.kind)).collect();
        let mut form = Form::text(TEXT_PT + 0.5);
        match block.kind {
            BlockKind::Heading(level) => {
                let words: String = block.spans.iter().map(|span| span.text.as_str()).collect();
                form = Form::heading(u16::from(level.clamp(1, 4)) + 2, 11.0, &one_line(&words));
            }
            BlockKind::Paragraph => {}
            BlockKind::Item { depth, number, is_first } => {
                form.indent = 12.0 * f32::from(depth);
                form.hang = 10.0;
                form.before = 2.0;
                if is_first {
                    let sign = number.map_or("– ".to_owned(), |number| format!("{number}. "));
                    pieces.insert(0, self.weak(sign));
                }
            }
            BlockKind::Quote => form.indent = 16.0,
            BlockKind::Code => {
                form.size = SMALL_PT;
                form.indent = 12.0;
            }
            BlockKind::Rule => {
                self.flow.space(8.0);
                self.flow.rule();
                self.flow.space(4.0);
                return;
            }
        }
        self.flow.paragraph(&pieces, &form);
    }

    /// A piece of a text, with the number of the source it refers to.
    fn span(&mut self, span: &Span, kind: &BlockKind) -> Vec<Piece> {
        let is_strong = span.is_strong || matches!(kind, BlockKind::Heading(_));
        let mut piece = if is_strong { self.strong(span.text.clone()) } else { self.plain(span.text.clone()) };
        if matches!(kind, BlockKind::Code) {
            piece.font = Font::JetBrainsMono;
        }
        match &span.link {
            None => return vec![piece],
            Some(Reference::Incident(id)) => {
                let row = self.content.loaded.catalog.row(id);
                if let Some(row) = row.filter(|row| self.rows.contains(*row)) {
                    piece.link = Some(Link::Incident(row));
                    piece.color = self.flow.palette.accent;
                }
            }
            Some(Reference::Source(id)) => {
                let number = self.number(&SourceId::from(id.as_str()));
                return vec![piece, self.plain(" "), number];
            }
            Some(Reference::Address(url)) => {
                if let Some(address) = words::web_address(Some(url)) {
                    piece.link = Some(Link::Web(address));
                    piece.color = self.flow.palette.accent;
                }
            }
        }
        vec![piece]
    }
}
