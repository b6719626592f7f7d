//! A story as the first part of the page.

use super::{Page, figure, prose, web_link};
use crate::export::markup::escape;
use crate::export::words::web_address;
use crate::export::{Drawing, ExportError, Pace, Stamp, steps, within};
use crate::model::SourceId;
use crate::view::{Reference, StoryStep};
use std::fmt::Write as _;

impl Page<'_> {
    /// Title, about, and each step; nothing without a story.
    pub(super) fn story(&mut self, pace: &mut Pace<'_>) -> Result<String, ExportError> {
        let Some(story) = self.content.story else { return Ok(String::new()) };
        let mut html = format!(
            "<section aria-labelledby=\"story\">\n<h2 id=\"story\">{}</h2>\n{}",
            escape(&story.title),
            self.prose(&story.about)
        );
        for (i, step) in story.steps.iter().enumerate() {
            html += &self.step(i + 1, step, pace)?;
        }
        Ok(html + "</section>\n")
    }

    fn step(&mut self, number: usize, step: &StoryStep, pace: &mut Pace<'_>) -> Result<String, ExportError> {
        let mut html = format!(
            "<section class=\"step\" aria-labelledby=\"step{number}\">\n<h3 id=\"step{number}\">{number}. {}</h3>\n{}",
            escape(&step.title),
            self.prose(&step.text)
        );
        let shown = steps::shown(self.content, step, |content| {
            let stamp = Stamp::new(content);
            let view = within::view_of(content, step).filter(|_| !content.rows.is_empty());
            let svg = view.map(|view| within::svg(content, Drawing::Both, None, view, pace)).transpose()?;
            Ok::<_, ExportError>((svg.map_or(String::new(), |svg| figure(&svg, Drawing::Both, &stamp)), stamp))
        });
        match shown {
            Ok(shown) => {
                let (picture, stamp) = shown?;
                let lines = steps::lines(&stamp).into_iter();
                let lines: String = lines
                    .map(|(name, words)| format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", escape(&words)))
                    .collect();
                let _ = write!(html, "<h4>What this step looks at</h4>\n<dl>\n{lines}</dl>\n{picture}");
            }
            Err(why) => {
                let _ = writeln!(html, "<p class=\"warning\">{}</p>", escape(&why));
            }
        }
        Ok(html + "</section>\n")
    }

    fn prose(&mut self, text: &str) -> String {
        prose::blocks(text, |reference, html| self.reference(reference, html))
    }

    fn reference(&mut self, reference: &Reference, html: &str) -> String {
        match reference {
            Reference::Incident(id) => match self.content.loaded.catalog.row(id) {
                Some(row) => self.link_to(row, html),
                None => format!("{html} (not in the open files)"),
            },
            Reference::Source(id) => format!("{html} {}", self.cited(&SourceId::from(id.as_str()))),
            Reference::Address(url) => match web_address(Some(url)) {
                Some(url) => web_link(&url, html),
                None => html.to_owned(),
            },
        }
    }
}
