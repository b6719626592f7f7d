//! A story as slides: a slide for each step, with its notes; then the incidents that it names.

use super::deck::{Deck, pairs, source_para};
use super::design::Layout;
use super::incident::without_links;
use super::slide::Slide;
use super::text::{Bullet, Para, Run};
use crate::export::words::web_address;
use crate::export::{Drawing, ExportError, Pace, Stamp, steps, within};
use crate::model::SourceId;
use crate::query::{Entry, Row};
use crate::view::{BlockKind, Reference, Span, Story, StoryStep, markdown_blocks, markdown_plain, markdown_references};

/// Size of the text of a step, in points.
const TEXT_PT: f32 = 16.0;

/// Size of the picture of a step.
const PICTURE_PX: [u32; 2] = [828, 691];

impl<'a> Deck<'a> {
    pub(super) fn story(&mut self, story: &Story, pace: &mut Pace<'_>) -> Result<(), ExportError> {
        if !story.about.trim().is_empty() {
            let mut slide = Slide::new(Layout::Text, "What this follows");
            slide.text = self.prose(&story.about, TEXT_PT);
            self.push(slide);
        }
        for (i, step) in story.steps.iter().enumerate() {
            self.step(i + 1, step, pace)?;
        }
        let named = self.named(story);
        if !named.is_empty() {
            self.list("Incidents of the story", named);
        }
        Ok(())
    }

    fn step(&mut self, number: usize, step: &StoryStep, pace: &mut Pace<'_>) -> Result<(), ExportError> {
        let mut slide = Slide::new(Layout::Text, format!("{number}. {}", step.title));
        slide.text = self.prose(&step.text, TEXT_PT);
        let shown = steps::shown(self.content, step, |content| {
            let stamp = Stamp::new(content);
            let view = within::view_of(content, step).filter(|_| !content.rows.is_empty());
            let svg = view.map(|view| within::svg(content, Drawing::Both, Some(PICTURE_PX), view, pace)).transpose()?;
            Ok::<_, ExportError>((svg, stamp))
        });
        let mut scope_notes = Vec::new();
        match shown {
            Ok(shown) => {
                let (svg, stamp) = shown?;
                if let Some(svg) = svg {
                    slide.picture = Some(self.picture(&svg, PICTURE_PX, within::about(Drawing::Both, &stamp))?);
                    slide.layout = Layout::TextAndPicture;
                }
                let lines = steps::lines(&stamp);
                let is_figure = |name: &str| matches!(name, "Incidents" | "Killed" | "Injured");
                let (figures, scope): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(name, _)| is_figure(name));
                slide.text.extend(pairs(14.0, figures.into_iter()));
                // The picture says the rest; without one the slide does.
                if slide.picture.is_none() {
                    slide.text.extend(pairs(10.0, scope.into_iter()));
                } else {
                    scope_notes.extend(pairs(10.0, scope.into_iter()));
                }
            }
            Err(why) => slide.text.push(Para::bold(14.0, why)),
        }
        slide.notes = markdown_plain(&step.notes).lines().map(|line| Para::of(10.0, line)).collect();
        slide.notes.append(&mut scope_notes);
        for id in source_ids(step) {
            if let (Some(number), Some(source)) =
                (self.numbers.of(self.content, &id), self.content.loaded.catalog.source(&id))
            {
                slide.notes.push(without_links(source_para(number, source, 10.0)));
            }
        }
        self.push(slide);
        Ok(())
    }

    /// The incidents that the texts link to and that steps select, in order of time.
    fn named(&self, story: &Story) -> Vec<(Row, &'a Entry)> {
        let texts = story.steps.iter().map(|step| step.text.as_str()).chain([story.about.as_str()]);
        let linked = texts.flat_map(markdown_references).filter_map(|reference| match reference {
            Reference::Incident(id) => Some(id),
            _ => None,
        });
        let selected = story.steps.iter().flat_map(|step| step.view.selection.iter().cloned());
        let catalog = &self.content.loaded.catalog;
        let mut rows: Vec<Row> = linked.chain(selected).filter_map(|id| catalog.row(&id)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().filter_map(|row| Some((row, catalog.incidents().get(row as usize)?))).collect()
    }

    /// Markdown as paragraphs of this size.
    fn prose(&mut self, text: &str, size: f32) -> Vec<Para> {
        let blocks = markdown_blocks(text).into_iter().filter(|block| block.kind != BlockKind::Rule);
        let mut paras = Vec::new();
        for block in blocks {
            let is_heading = matches!(block.kind, BlockKind::Heading(_));
            let mut runs = Vec::new();
            for span in block.spans {
                self.span(&mut runs, span, is_heading, block.kind == BlockKind::Quote);
            }
            let bullet = match block.kind {
                BlockKind::Item { depth, number, is_first: true } => Bullet::Item(depth.min(4), number),
                BlockKind::Item { depth, .. } => Bullet::Inset(depth.min(4)),
                BlockKind::Quote => Bullet::Inset(1),
                _ => Bullet::Nothing,
            };
            paras.push(Para { runs, bullet, ..Para::of(size, "") });
        }
        paras
    }

    fn span(&mut self, runs: &mut Vec<Run>, span: Span, is_heading: bool, is_quote: bool) {
        let run = Run {
            text: span.text,
            is_bold: span.is_strong || is_heading,
            is_italic: span.is_emphasis || is_quote,
            link: None,
        };
        match span.link {
            Some(Reference::Source(id)) => {
                let cited = self.cited(&SourceId::from(id.as_str()));
                let source = self.content.loaded.catalog.source(&SourceId::from(id.as_str()));
                let link = source.and_then(|source| web_address(source.url.as_deref()));
                runs.push(Run { link: link.clone(), ..run });
                runs.push(Run::plain(format!(" {cited}")));
            }
            Some(Reference::Address(url)) => runs.push(Run { link: web_address(Some(&url)), ..run }),
            _ => runs.push(run),
        }
    }
}

/// The sources that the text of a step links to.
fn source_ids(step: &StoryStep) -> Vec<SourceId> {
    let references = markdown_references(&step.text).into_iter();
    let ids = references.filter_map(|reference| match reference {
        Reference::Source(id) => Some(SourceId::from(id.as_str())),
        _ => None,
    });
    ids.collect()
}
