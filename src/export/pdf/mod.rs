//! The briefing: a PDF that is read from front to back, with cover, key figures, pictures, story, a sheet for each
//! incident and numbered sources.
//!
//! Words come from `words` and `Stamp`, pictures from `picture`; lines and pages are `flow`'s, the file itself
//! `paint`'s.

mod flow;
mod paint;
mod sheet;
mod story;

use super::words::{self, Numbers};
use super::{Content, Drawing, ExportError, Pace, Paging, PictureOptions, Stamp, one_line, picture};
use crate::model::Vocabulary;
use crate::query::{GroupKey, Mask};
use crate::view::{Font, Rgb, Theme, cite_source};
use flow::{Flow, Form, Link, PAPER_PT, Piece, SIDE_PT};
use resvg::usvg::Tree;

/// Body text.
const TEXT_PT: f32 = 9.5;
/// Text of less weight.
const SMALL_PT: f32 = 8.5;
/// Text of tables, in which a sum with its unknowns fits a line.
const TABLE_PT: f32 = 7.4;
/// Width of the text.
const COLUMN_PT: f32 = PAPER_PT[0] - 2.0 * SIDE_PT;
/// Around a picture on its page: sides, and above and below.
const PICTURE_MARGIN_PT: [f32; 2] = [36.0, 44.0];
/// Points of the picture to a point of the page.
const PICTURE_ZOOM: f32 = 1.6;

/// The bytes of the file.
pub(super) fn bytes(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<Vec<u8>, ExportError> {
    pace.ask(0)?;
    let mut briefing = Briefing::new(content);
    briefing.cover();
    let pictures = briefing.figures_and_pictures(pace)?;
    briefing.story();
    briefing.incidents(pace)?;
    briefing.sources();
    briefing.frame();
    pace.ask(content.rows.len())?;
    let about = paint::About {
        title: briefing.stamp.title(),
        description: briefing.stamp.one_line(),
        program: Stamp::program(),
        day: content.exported,
    };
    paint::file(&briefing.flow, &pictures, about)
}

struct Briefing<'a> {
    content: &'a Content<'a>,
    stamp: Stamp,
    flow: Flow,
    numbers: Numbers<'a>,
    /// The incidents that have a sheet.
    rows: Mask,
}

impl<'a> Briefing<'a> {
    fn new(content: &'a Content<'a>) -> Self {
        let flow = Flow::new(Theme::Light.palette());
        let rows = Mask::from_rows(content.loaded.columns.len(), content.rows.iter().copied());
        Self { content, stamp: Stamp::new(content), flow, numbers: Numbers::default(), rows }
    }

    fn plain(&self, text: impl Into<String>) -> Piece {
        Piece { text: text.into(), font: Font::Inter, color: self.flow.palette.text, link: None }
    }

    fn strong(&self, text: impl Into<String>) -> Piece {
        Piece { font: Font::InterSemiBold, color: self.flow.palette.strong, ..self.plain(text) }
    }

    fn weak(&self, text: impl Into<String>) -> Piece {
        Piece { color: self.flow.palette.weak, ..self.plain(text) }
    }

    fn web(&self, text: &str, url: String) -> Piece {
        Piece { color: self.flow.palette.accent, link: Some(Link::Web(url)), ..self.plain(text) }
    }

    /// A heading of a chapter, on a new page.
    fn chapter(&mut self, title: &str) {
        self.flow.fresh_page();
        let piece = self.strong(title);
        self.flow.paragraph_at(&[piece], &Form::heading(1, 19.0, title), |flow| flow.mark(0, title));
        self.flow.space(4.0);
    }

    /// A heading within a chapter.
    fn heading(&mut self, title: &str) {
        let piece = self.strong(title);
        self.flow.paragraph(&[piece], &Form::heading(2, 12.0, title));
        self.flow.space(2.0);
    }

    fn cover(&mut self) {
        let title = self.stamp.title();
        self.flow.skip(120.0);
        let piece = self.strong(title.clone());
        self.flow.paragraph_at(&[piece], &Form::heading(1, 27.0, &title), |flow| flow.mark(0, &title));
        let incidents = if self.stamp.totals.incidents == 1 { "incident" } else { "incidents" };
        let words = format!("Briefing on {} {incidents}", crate::model::thousands(self.stamp.totals.incidents.into()));
        let piece = self.weak(words);
        self.flow.paragraph(&[piece], &Form { before: 8.0, ..Form::text(14.0) });
        self.flow.skip(34.0);
        self.flow.rule();
        for (name, words) in self.stamp.lines() {
            let cells = [(name, 104.0, Font::InterSemiBold), (words.as_str(), COLUMN_PT - 104.0, Font::Inter)];
            self.flow.row(&cells, 10.0);
        }
        if self.content.rows.is_empty() {
            let piece = self.strong(words::NOTHING);
            self.flow.paragraph(&[piece], &Form { before: 24.0, ..Form::text(12.0) });
        }
    }

    fn figures_and_pictures(&mut self, pace: &mut Pace<'_>) -> Result<Vec<Tree>, ExportError> {
        if self.content.rows.is_empty() {
            return Ok(Vec::new());
        }
        self.figures();
        self.about();
        self.pictures(pace)
    }

    fn figures(&mut self) {
        self.chapter("Key figures");
        let headline = self.stamp.rule.headline;
        for (name, words) in [
            ("Killed", self.stamp.totals.killed.words_by(headline)),
            ("Injured", self.stamp.totals.injured.words_by(headline)),
        ] {
            let pieces = [self.strong(format!("{name} ")), self.plain(words)];
            self.flow.paragraph(&pieces, &Form::text(13.0));
        }
        let note = format!(
            "Over the {} of {} incidents that the rule counts; “at least” where a figure is unknown or has no highest value.",
            crate::model::thousands(self.stamp.totals.counted.into()),
            crate::model::thousands(self.stamp.totals.incidents.into()),
        );
        let piece = self.weak(note);
        self.flow.paragraph(&[piece], &Form::text(SMALL_PT));
        for (key, title) in [(GroupKey::Year, "By year"), (GroupKey::Branch, "By branch")] {
            self.heading(title);
            self.table(key);
        }
    }

    fn table(&mut self, key: GroupKey) {
        const WIDTHS: [f32; 5] = [80.0, 46.0, 44.0, 142.0, 155.0];
        let names = words::part_columns(key);
        let head: Vec<(&str, f32, Font)> =
            names.into_iter().zip(WIDTHS).map(|(name, width)| (name, width, Font::InterSemiBold)).collect();
        self.flow.row(&head, TABLE_PT);
        for part in words::parts(self.content, key) {
            let cells = [&part.name, &part.incidents, &part.counted, &part.killed, &part.injured];
            let cells: Vec<(&str, f32, Font)> =
                cells.into_iter().zip(WIDTHS).map(|(cell, width)| (cell.as_str(), width, Font::Inter)).collect();
            self.flow.row(&cells, TABLE_PT);
        }
    }

    /// What the files say of their scope and rules.
    fn about(&mut self) {
        let abouts: Vec<String> =
            self.content.loaded.catalog.files().iter().map(|file| file.header.about.trim().to_owned()).collect();
        if abouts.iter().all(String::is_empty) {
            return;
        }
        self.heading("What the record holds and what it does not");
        for about in abouts {
            for paragraph in about.split("\n\n").filter(|text| !text.trim().is_empty()) {
                let piece = self.plain(one_line(paragraph));
                self.flow.paragraph(&[piece], &Form::text(TEXT_PT));
            }
        }
    }

    /// The pictures, each on a page that lies.
    fn pictures(&mut self, pace: &mut Pace<'_>) -> Result<Vec<Tree>, ExportError> {
        let [side, edge] = PICTURE_MARGIN_PT;
        let place = [side, edge, PAPER_PT[1] - 2.0 * side, PAPER_PT[0] - 2.0 * edge];
        let size = [place[2], place[3]].map(|length| (length * PICTURE_ZOOM).round() as u32);
        let asked = self.content.picture;
        let options = PictureOptions {
            size_px: Some(size),
            // A strip has no page.
            paging: if asked.paging == Paging::Strip { Paging::Years } else { asked.paging },
            ..asked.clone()
        };
        let content = Content { picture: &options, marking: "", story: None, ..*self.content };
        let svgs = picture::bare_svgs(&content, pace)?;
        let fonts = picture::fonts();
        let title = match asked.drawing {
            Drawing::Both => "Timeline and casualty plot",
            Drawing::Timeline => "Timeline",
            Drawing::Plot => "Casualty plot",
        };
        let mut trees = Vec::new();
        for (i, svg) in svgs.iter().enumerate() {
            pace.ask(0)?;
            let alt = format!("{title}: {}", self.stamp.one_line());
            self.flow.picture(i, &alt, place);
            if i == 0 {
                let page = self.flow.pages.len() - 1;
                self.flow.marks.push(flow::Mark { level: 0, title: title.to_owned(), page, y: 0.0 });
            }
            trees.push(picture::tree_of(svg, &fonts)?);
        }
        Ok(trees)
    }

    fn sources(&mut self) {
        let sources = self.numbers.sources().to_vec();
        if sources.is_empty() {
            return;
        }
        self.chapter("Sources");
        for (i, source) in sources.into_iter().enumerate() {
            let words = cite_source(&crate::model::Source { url: None, ..source.clone() });
            let mut pieces = vec![self.weak(format!("{}. ", i + 1)), self.plain(one_line(&words))];
            for (name, url) in [("", &source.url), ("Archived: ", &source.archive)] {
                let Some(url) = url.as_deref() else { continue };
                pieces.push(self.plain(format!(" {name}")));
                let shown = super::plain_url(url, &[]);
                match words::web_address(Some(url)) {
                    Some(address) => pieces.push(self.web(&shown, address)),
                    None => pieces.push(self.plain(shown)),
                }
            }
            pieces.push(self.weak(format!(" ({})", source.kind.label())));
            let form = Form { hang: 22.0, before: 3.0, ..Form::text(SMALL_PT) };
            self.flow.paragraph_at(&pieces, &form, |flow| {
                let here = flow.here();
                flow.places.insert((true, i + 1), here);
            });
        }
    }

    /// Marking, data, day and number of every page.
    fn frame(&mut self) {
        let n_pages = self.flow.pages.len();
        let data: Vec<String> = self.stamp.data.iter().map(super::Data::words).collect();
        let source = format!("{} · {}", data.join(" + "), self.content.exported.long());
        let marking = self.stamp.marking.clone();
        let (weak, strong): (Rgb, Rgb) = (self.flow.palette.weak, self.flow.palette.strong);
        for page in 0..n_pages {
            let Some([width, height]) = self.flow.pages.get(page).map(|page| page.size) else { continue };
            let side = if width > height { PICTURE_MARGIN_PT[0] } else { SIDE_PT };
            let room = width - 2.0 * side - 70.0;
            let words = self.flow.letters.cut(&source, Font::Inter, 7.5, room);
            self.flow.stamp(page, &words, (Font::Inter, 7.5, weak), [side, height - 30.0], 0.0);
            let number = format!("{} of {n_pages}", page + 1);
            self.flow.stamp(page, &number, (Font::Inter, 7.5, weak), [width - side, height - 30.0], 1.0);
            if !marking.is_empty() {
                let words = self.flow.letters.cut(&marking, Font::InterSemiBold, 9.0, width - 2.0 * side);
                for y in [28.0, height - 14.0] {
                    self.flow.stamp(page, &words, (Font::InterSemiBold, 9.0, strong), [width / 2.0, y], 0.5);
                }
            }
        }
    }
}
