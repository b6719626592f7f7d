//! What goes on which slide: cover, key figures, the story or the incidents, numbered sources, and where it all comes
//! from.

use super::design::Layout;
use super::slide::{Picture, Slide, Table};
use super::text::{Bullet, Para, Run};
use crate::export::words::{self, NOTHING, Numbers, web_address};
use crate::export::{Content, Drawing, ExportError, Pace, Stamp, Stopped, within};
use crate::model::{Source, SourceId, SourceKind, Vocabulary, thousands};
use crate::query::{Entry, GroupKey, Row};
use crate::view::{CLAIM_CHANNEL_WARNING, cite_source};

/// Incidents that get a slide each; more of them are listed in tables.
const MAX_SLIDES: usize = 60;

/// Size of the text in tables, in points.
pub(super) const TABLE_PT: f32 = 12.0;

/// A deck as it grows.
pub(super) struct Deck<'a> {
    pub(super) content: &'a Content<'a>,
    pub(super) numbers: Numbers<'a>,
    slides: Vec<Slide>,
    n_pictures: usize,
}

/// The slides, none of them fuller than it may be.
pub(super) fn slides(content: &Content<'_>, stamp: &Stamp, pace: &mut Pace<'_>) -> Result<Vec<Slide>, ExportError> {
    let mut deck = Deck { content, numbers: Numbers::default(), slides: Vec::new(), n_pictures: 0 };
    deck.cover(stamp);
    deck.key_figures(stamp);
    deck.pictures(stamp, pace)?;
    match content.story {
        Some(story) => deck.story(story, pace)?,
        None => deck.incidents(pace)?,
    }
    deck.sources();
    deck.closing(stamp);
    Ok(deck.slides)
}

impl<'a> Deck<'a> {
    /// Adds a slide, or as many as it takes.
    pub(super) fn push(&mut self, slide: Slide) {
        let mut slide = slide;
        // A title too long for any slide is read whole in the text.
        if slide.layout != Layout::Cover && Slide::is_title_cut(&slide.title) {
            slide.text.insert(0, Para::of(TABLE_PT, slide.title.clone()));
        }
        self.slides.extend(slide.split());
    }

    fn cover(&mut self, stamp: &Stamp) {
        let title = self.content.story.map_or_else(|| stamp.title(), |story| story.title.clone());
        let mut slide = Slide::new(Layout::Cover, title);
        if !stamp.marking.is_empty() {
            slide.text.push(Para::bold(16.0, stamp.marking.clone()));
        }
        let about = |name: &str| matches!(name, "Data" | "Exported" | "Filter" | "Counting rule" | "Record");
        slide.text.extend(pairs(14.0, stamp.lines().into_iter().filter(|(name, _)| about(name))));
        self.push(slide);
    }

    fn key_figures(&mut self, stamp: &Stamp) {
        let (totals, headline) = (&stamp.totals, stamp.rule.headline);
        let pairs = [
            ("Incidents", thousands(totals.incidents.into())),
            ("Counted", thousands(totals.counted.into())),
            ("Killed", totals.killed.words_by(headline)),
            ("Injured", totals.injured.words_by(headline)),
        ];
        let row = |(name, words): (&str, String)| vec![vec![Para::bold(20.0, name)], vec![Para::of(20.0, words)]];
        let head = vec![vec![Para::bold(14.0, "Figure")], vec![Para::bold(14.0, "As a range")]];
        let rows = std::iter::once(head).chain(pairs.into_iter().map(row)).collect();
        let mut slide = Slide::new(Layout::Table, "Key figures");
        slide.table = Some(Table { about: "Key figures".to_owned(), widths: vec![1.0, 3.0], rows });
        slide.notes = vec![Para::of(10.0, stamp.one_line())];
        self.push(slide);
        if self.content.rows.is_empty() {
            let mut slide = Slide::new(Layout::Text, "Incidents");
            slide.text.push(Para::of(18.0, NOTHING));
            return self.push(slide);
        }
        self.parts("By branch", GroupKey::Branch);
        self.parts("By year", GroupKey::Year);
    }

    fn pictures(&mut self, stamp: &Stamp, pace: &mut Pace<'_>) -> Result<(), ExportError> {
        if self.content.rows.is_empty() {
            return Ok(());
        }
        for drawing in [Drawing::Timeline, Drawing::Plot] {
            let size = [1320, 525];
            let svg = within::svg(self.content, drawing, Some(size), self.content.picture.view.clone(), pace)?;
            let mut slide = Slide::new(Layout::Picture, drawing.label());
            slide.picture = Some(self.picture(&svg, size, within::about(drawing, stamp))?);
            slide.text = vec![Para::of(TABLE_PT, within::about(drawing, stamp))];
            self.push(slide);
        }
        Ok(())
    }

    /// A picture as a part of the package.
    pub(super) fn picture(&mut self, svg: &str, size: [u32; 2], about: String) -> Result<Picture, ExportError> {
        self.n_pictures += 1;
        Ok(Picture {
            about,
            part: format!("ppt/media/image{}.png", self.n_pictures),
            bytes: within::png_of(svg, size)?,
            aspect: size[0] as f32 / size[1] as f32,
        })
    }

    fn parts(&mut self, title: &str, key: GroupKey) {
        let cell = |words: String| vec![Para::of(TABLE_PT, words)];
        let number = |words: String| vec![Para::of(TABLE_PT, words).right()];
        let [name, incidents, counted, killed, injured] = words::part_columns(key);
        let head = |word: &str| Para::bold(TABLE_PT, word);
        let mut rows = vec![vec![
            vec![head(name)],
            vec![head(incidents).right()],
            vec![head(counted).right()],
            vec![head(killed)],
            vec![head(injured)],
        ]];
        rows.extend(words::parts(self.content, key).into_iter().map(|part| {
            vec![cell(part.name), number(part.incidents), number(part.counted), cell(part.killed), cell(part.injured)]
        }));
        let mut slide = Slide::new(Layout::Table, title);
        slide.table = Some(Table { about: title.to_owned(), widths: vec![3.0, 1.2, 1.1, 3.6, 3.6], rows });
        self.push(slide);
    }

    fn incidents(&mut self, pace: &mut Pace<'_>) -> Result<(), Stopped> {
        let incidents: Vec<(Row, &'a Entry)> = self.content.incidents().collect();
        if incidents.len() <= MAX_SLIDES {
            for (i, (row, entry)) in incidents.into_iter().enumerate() {
                pace.step(i)?;
                let slide = self.incident(row, entry);
                self.push(slide);
            }
            return Ok(());
        }
        let mut slide = Slide::new(Layout::Text, "Incidents");
        let words = format!(
            "{} incidents are more than the {MAX_SLIDES} that get a slide each. They are listed on the next slides, each with its \
             figures and sources. A narrower filter gives a slide for each.",
            thousands(incidents.len() as u64)
        );
        slide.text.push(Para::of(18.0, words));
        self.push(slide);
        for (i, _) in incidents.iter().enumerate() {
            pace.step(i)?;
        }
        self.list("Incidents", incidents);
        Ok(())
    }

    /// Incidents as a table.
    pub(super) fn list(&mut self, title: &str, incidents: Vec<(Row, &'a Entry)>) {
        let head = ["Date", "Incident", "Place", "Killed", "Injured", "Sources"];
        let mut rows = vec![head.map(|word| vec![Para::bold(TABLE_PT, word)]).to_vec()];
        for (_, entry) in incidents {
            let incident = &*entry.incident;
            let cited: Vec<String> = incident.source_ids().into_iter().map(|id| self.cited(id)).collect();
            let cell = |words: String| vec![Para::of(11.0, words)];
            rows.push(vec![
                cell(incident.when.words()),
                cell(incident.title.clone()),
                cell(incident.place.words()),
                cell(incident.killed().words()),
                cell(incident.injured().words()),
                cell(cited.join(" ")),
            ]);
        }
        let mut slide = Slide::new(Layout::Table, title);
        let widths = vec![1.5, 4.0, 2.6, 1.3, 1.3, 1.5];
        slide.table = Some(Table { about: title.to_owned(), widths, rows });
        self.push(slide);
    }

    /// `[3]`; the id of a source that no file knows.
    pub(super) fn cited(&mut self, id: &SourceId) -> String {
        self.numbers.of(self.content, id).map_or_else(|| format!("[{id}]"), |n| format!("[{n}]"))
    }

    fn sources(&mut self) {
        let sources = self.numbers.sources().iter().enumerate();
        let text: Vec<Para> = sources.map(|(i, source)| source_para(i + 1, source, 11.0)).collect();
        if text.is_empty() {
            return;
        }
        let mut slide = Slide::new(Layout::Text, "Sources");
        slide.text = text;
        self.push(slide);
    }

    fn closing(&mut self, stamp: &Stamp) {
        let mut slide = Slide::new(Layout::Text, "How it is counted and where it comes from");
        slide.text = pairs(13.0, stamp.lines().into_iter());
        self.push(slide);
    }
}

/// Names in bold with what they say.
pub(super) fn pairs(size: f32, lines: impl Iterator<Item = (&'static str, String)>) -> Vec<Para> {
    let para = |(name, words): (&str, String)| Para {
        runs: vec![Run { is_bold: true, ..Run::plain(format!("{name}: ")) }, Run::plain(words)],
        ..Para::of(size, "")
    };
    lines.map(para).collect()
}

/// A source with its number; its title leads to its page.
pub(super) fn source_para(number: usize, source: &Source, size: f32) -> Para {
    let words = cite_source(&Source { url: None, ..source.clone() });
    let title = format!("“{}”", source.title);
    let mut runs = vec![Run::plain(format!("[{number}] "))];
    match (words.split_once(&title), web_address(source.url.as_deref())) {
        (Some((before, after)), Some(url)) => {
            runs.push(Run::plain(before));
            runs.push(Run { link: Some(url), ..Run::plain(title) });
            runs.push(Run::plain(after));
        }
        _ => runs.push(Run::plain(words)),
    }
    runs.push(Run::plain(format!(" ({})", source.kind.label())));
    if source.kind == SourceKind::ClaimChannel {
        runs.push(Run { is_bold: true, ..Run::plain(format!(" {CLAIM_CHANNEL_WARNING}")) });
    }
    if let Some(url) = &source.url {
        runs.push(Run::plain(format!(" {url}")));
    }
    runs.retain(|run| !run.text.is_empty());
    Para { runs, bullet: Bullet::Nothing, ..Para::of(size, "") }
}
