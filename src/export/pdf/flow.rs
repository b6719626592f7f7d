//! Lines and pages: text goes down the page, and on to the next where there is no room.
//!
//! A heading stays with what follows it, and a paragraph's first two lines stay together. Each word is shaped once. What comes
//! out are things at places; `paint` puts them into the file.

use crate::export::letters::{Glyph, Letters};
use crate::view::{Font, Palette, Rgb};
use std::rc::Rc;

/// A4, in points.
pub(super) const PAPER_PT: [f32; 2] = [595.28, 841.89];
/// Left and right of the text.
pub(super) const SIDE_PT: f32 = 64.0;
const TOP_PT: f32 = 66.0;
const BOTTOM_PT: f32 = 66.0;
/// Between base lines, as a share of the size.
const LEADING: f32 = 1.42;

/// A part of a paragraph in one style.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) font: Font,
    pub(super) color: Rgb,
    pub(super) link: Option<Link>,
}

/// Where a piece leads.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Link {
    Web(String),
    Source(usize),
    Incident(u32),
}

/// What a paragraph is, to a listener.
#[derive(Clone)]
pub(super) enum Tag {
    Heading(u16, String),
    Paragraph,
    Figure(String),
}

/// How a paragraph stands.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) size: f32,
    /// Left edge within the text, and how much further the lines after the first stand in.
    pub(super) indent: f32,
    pub(super) hang: f32,
    /// Width of its lines; `None` is what is left of the text.
    pub(super) width: Option<f32>,
    pub(super) before: f32,
    /// Room that must be left after its first lines.
    pub(super) keep: f32,
    pub(super) tag: Tag,
    /// Whether it is read from right to left; its lines stand at the left as all others.
    pub(super) is_rtl: bool,
}

impl Form {
    pub(super) fn text(size: f32) -> Self {
        Self {
            size,
            indent: 0.0,
            hang: 0.0,
            width: None,
            before: size * 0.45,
            keep: 0.0,
            tag: Tag::Paragraph,
            is_rtl: false,
        }
    }

    pub(super) fn heading(level: u16, size: f32, title: &str) -> Self {
        let tag = Tag::Heading(level, title.to_owned());
        Self { before: size * 1.3, keep: 46.0, tag, ..Self::text(size) }
    }
}

/// Something on a page.
pub(super) enum Op {
    /// What follows belongs to this tag.
    Begin(usize),
    /// What follows is no content: headers, footers and lines.
    BeginArtifact,
    End,
    Text(Line),
    Rect([f32; 4], Rgb),
    Link([f32; 4], Link),
    Picture(usize, [f32; 4]),
}

/// Glyphs of one font on one line.
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) font: Font,
    pub(super) color: Rgb,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

/// A page.
pub(super) struct Page {
    pub(super) size: [f32; 2],
    pub(super) ops: Vec<Op>,
}

/// A place in the outline.
pub(super) struct Mark {
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// Pages as they are filled.
pub(super) struct Flow {
    pub(super) letters: Letters,
    pub(super) palette: &'static Palette,
    pub(super) pages: Vec<Page>,
    pub(super) tags: Vec<Tag>,
    pub(super) marks: Vec<Mark>,
    /// Page and height of each incident, by row, and of each source, by number.
    pub(super) places: std::collections::HashMap<(bool, usize), (usize, f32)>,
    y: f32,
}

/// A word or a part of one.
struct Token {
    piece: usize,
    text: Rc<str>,
    has_space: bool,
}

impl Flow {
    pub(super) fn new(palette: &'static Palette) -> Self {
        let mut flow = Self {
            letters: Letters::new(),
            palette,
            pages: Vec::new(),
            tags: Vec::new(),
            marks: Vec::new(),
            places: std::collections::HashMap::new(),
            y: TOP_PT,
        };
        flow.new_page();
        flow
    }

    /// Goes on with a new page.
    pub(super) fn new_page(&mut self) {
        self.pages.push(Page { size: PAPER_PT, ops: Vec::new() });
        self.y = TOP_PT;
    }

    /// Goes on with a new page, unless this one is empty.
    pub(super) fn fresh_page(&mut self) {
        if self.pages.last().is_some_and(|page| !page.ops.is_empty()) {
            self.new_page();
        }
    }

    /// Leaves room; none at the top of a page.
    pub(super) fn space(&mut self, height: f32) {
        if self.y > TOP_PT {
            self.y += height;
        }
    }

    /// Moves down, at the top of a page, too.
    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    fn room(&self) -> f32 {
        PAPER_PT[1] - BOTTOM_PT - self.y
    }

    /// A new page if less than this is left.
    pub(super) fn need(&mut self, height: f32) {
        if self.room() < height && self.y > TOP_PT {
            self.new_page();
        }
    }

    /// Where the flow stands: page and height.
    pub(super) fn here(&self) -> (usize, f32) {
        (self.pages.len().saturating_sub(1), self.y)
    }

    /// Sets a mark for the outline here.
    pub(super) fn mark(&mut self, level: u8, title: &str) {
        let (page, y) = self.here();
        self.marks.push(Mark { level, title: title.to_owned(), page, y });
    }

    fn push(&mut self, op: Op) {
        if let Some(page) = self.pages.last_mut() {
            page.ops.push(op);
        }
    }

    /// A line across the text.
    pub(super) fn rule(&mut self) {
        let color = self.palette.line;
        let y = self.y;
        self.push(Op::BeginArtifact);
        self.push(Op::Rect([SIDE_PT, y, PAPER_PT[0] - 2.0 * SIDE_PT, 0.6], color));
        self.push(Op::End);
    }

    /// A page of its own, lying, for a picture.
    pub(super) fn picture(&mut self, picture: usize, alt: &str, place: [f32; 4]) {
        let [width, height] = PAPER_PT;
        self.pages.push(Page { size: [height, width], ops: Vec::new() });
        let tag = self.tag(Tag::Figure(alt.to_owned()));
        self.push(Op::Begin(tag));
        self.push(Op::Picture(picture, place));
        self.push(Op::End);
        // What comes next begins a page.
        self.y = PAPER_PT[1];
    }

    fn tag(&mut self, tag: Tag) -> usize {
        self.tags.push(tag);
        self.tags.len() - 1
    }

    /// A paragraph; its marks for outline and links are set by `at`, once it is known where it begins.
    pub(super) fn paragraph(&mut self, pieces: &[Piece], form: &Form) {
        self.paragraph_at(pieces, form, |_| {});
    }

    pub(super) fn paragraph_at(&mut self, pieces: &[Piece], form: &Form, at: impl FnOnce(&mut Self)) {
        let leading = form.size * LEADING;
        let width = form.width.unwrap_or(PAPER_PT[0] - 2.0 * SIDE_PT - form.indent);
        let lines = self.lines(pieces, form, width);
        if lines.is_empty() {
            return;
        }
        self.space(form.before);
        self.need(leading * lines.len().min(2) as f32 + form.keep);
        at(self);
        let tag = self.tag(form.tag.clone());
        self.push(Op::Begin(tag));
        let n_lines = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            // The last line does not stand alone on the next page.
            let needs = if i + 2 == n_lines && i > 0 { leading * 2.0 } else { leading };
            if self.room() < needs && self.y > TOP_PT {
                self.push(Op::End);
                self.new_page();
                self.push(Op::Begin(tag));
            }
            let hang = if i == 0 { 0.0 } else { form.hang };
            let base = self.y + leading * 0.5 + form.size * 0.36;
            let x = SIDE_PT + form.indent + hang;
            self.set(pieces, &line, form, [x, base]);
            self.y += leading;
        }
        self.push(Op::End);
    }

    /// Cells beside each other, each a text in a font in lines of its column's width, and a line across under them.
    pub(super) fn row(&mut self, cells: &[(&str, f32, Font)], size: f32) {
        let color = self.palette.text;
        let leading = size * 1.7;
        let lines: Vec<Vec<Vec<Token>>> = cells
            .iter()
            .map(|(text, width, font)| {
                let piece = Piece { text: (*text).to_owned(), font: *font, color, link: None };
                self.lines(std::slice::from_ref(&piece), &Form::text(size), *width - 8.0)
            })
            .collect();
        let n_lines = lines.iter().map(Vec::len).max().unwrap_or(1);
        let height = leading + (n_lines.max(1) - 1) as f32 * size * LEADING;
        self.need(height);
        let tag = self.tag(Tag::Paragraph);
        self.push(Op::Begin(tag));
        let mut x = SIDE_PT;
        for ((text, width, font), lines) in cells.iter().zip(lines) {
            let piece = Piece { text: (*text).to_owned(), font: *font, color, link: None };
            for (i, line) in lines.into_iter().enumerate() {
                let base = self.y + leading * 0.5 + size * 0.36 + i as f32 * size * LEADING;
                self.set(std::slice::from_ref(&piece), &line, &Form::text(size), [x, base]);
            }
            x += width;
        }
        self.push(Op::End);
        self.y += height;
        self.rule();
    }

    fn lines(&mut self, pieces: &[Piece], form: &Form, width: f32) -> Vec<Vec<Token>> {
        let mut lines: Vec<Vec<Token>> = Vec::new();
        let mut x = 0.0;
        let space = self.letters.width(" ", Font::Inter, form.size);
        let mut is_broken = true;
        let mut has_space = false;
        for (piece, Piece { text, font, .. }) in pieces.iter().enumerate() {
            for (n, line) in text.split('\n').enumerate() {
                if n > 0 {
                    is_broken = true;
                }
                for (k, word) in line.split([' ', '\t', '\r']).enumerate() {
                    has_space |= k > 0;
                    if word.is_empty() {
                        continue;
                    }
                    let most = width - if lines.len() > 1 { form.hang } else { 0.0 };
                    for part in self.cut(word, *font, form, most) {
                        let wide = self.letters.width(part, *font, form.size);
                        let room = width - if lines.len() > 1 { form.hang } else { 0.0 };
                        let gap = if has_space { space } else { 0.0 };
                        let token = |has_space| Token { piece, text: Rc::from(part), has_space };
                        match lines.last_mut() {
                            Some(line) if !is_broken && x + gap + wide <= room => {
                                x += gap + wide;
                                line.push(token(has_space));
                            }
                            _ => {
                                lines.push(vec![token(false)]);
                                x = wide;
                            }
                        }
                        (is_broken, has_space) = (false, false);
                    }
                }
            }
            has_space |= text.ends_with(' ');
        }
        lines
    }

    /// The word in parts that fit a line: an address may be longer.
    fn cut<'t>(&mut self, word: &'t str, font: Font, form: &Form, most: f32) -> Vec<&'t str> {
        if self.letters.width(word, font, form.size) <= most || most <= form.size {
            return vec![word];
        }
        let mut parts = Vec::new();
        let (mut from, mut wide) = (0, 0.0);
        for (at, c) in word.char_indices() {
            let mut bytes = [0; 4];
            let letter = self.letters.width(c.encode_utf8(&mut bytes), font, form.size);
            if wide + letter > most && at > from {
                parts.extend(word.get(from..at));
                (from, wide) = (at, 0.0);
            }
            wide += letter;
        }
        parts.extend(word.get(from..));
        parts
    }

    /// Sets a line, each stretch of one style as glyphs.
    fn set(&mut self, pieces: &[Piece], line: &[Token], form: &Form, [mut x, y]: [f32; 2]) {
        let space = self.letters.width(" ", Font::Inter, form.size);
        let mut rest = line;
        while let Some(first) = rest.first() {
            let n = rest.iter().take_while(|token| token.piece == first.piece).count();
            let (stretch, after) = rest.split_at(n);
            rest = after;
            let Some(piece) = pieces.get(first.piece) else { continue };
            if first.has_space {
                x += space;
            }
            let from = x;
            let ends_in_space = after.first().is_some_and(|next| next.has_space);
            for set in self.stretch(piece, stretch, form, ends_in_space) {
                let width: f32 = set.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() * form.size;
                self.push(Op::Text(Line { x, y, ..set }));
                x += width;
            }
            if ends_in_space {
                x -= space;
            }
            if let Some(link) = &piece.link {
                let place = [from, y - form.size * 0.86, x - from, form.size * 1.16];
                self.push(Op::Link(place, link.clone()));
            }
        }
    }

    /// The words of one style as glyphs, in the order of the page; blanks are set, so that who copies the text has them.
    fn stretch(&mut self, piece: &Piece, words: &[Token], form: &Form, ends_in_space: bool) -> Vec<Line> {
        let mut set: Vec<Line> = Vec::new();
        let mut texts: Vec<Rc<str>> = Vec::new();
        if words.iter().all(|word| word.text.is_ascii()) && !form.is_rtl {
            for (i, word) in words.iter().enumerate() {
                if i > 0 && word.has_space {
                    texts.push(Rc::from(" "));
                }
                texts.push(Rc::clone(&word.text));
            }
        } else {
            // Right-to-left words change places with each other, so they are shaped as one.
            let mut joined = String::new();
            for (i, word) in words.iter().enumerate() {
                if i > 0 && word.has_space {
                    joined.push(' ');
                }
                joined.push_str(&word.text);
            }
            texts.push(joined.into());
        }
        if ends_in_space {
            texts.push(Rc::from(" "));
        }
        for text in texts {
            for run in self.letters.shape(&text, piece.font, form.is_rtl).iter() {
                let start = run.glyphs.iter().map(|glyph| glyph.text.start).min().unwrap_or(0);
                let end = run.glyphs.iter().map(|glyph| glyph.text.end).max().unwrap_or(0);
                let part = text.get(start..end).unwrap_or("");
                if set.last().is_none_or(|line| line.font != run.font) {
                    let (size, color) = (form.size, piece.color);
                    let (text, glyphs) = (String::new(), Vec::new());
                    set.push(Line { x: 0.0, y: 0.0, size, font: run.font, color, text, glyphs });
                }
                let Some(line) = set.last_mut() else { continue };
                let offset = line.text.len();
                line.text.push_str(part);
                line.glyphs.extend(run.glyphs.iter().map(|glyph| Glyph {
                    text: glyph.text.start - start + offset..glyph.text.end - start + offset,
                    ..glyph.clone()
                }));
            }
        }
        set
    }

    /// Sets a text on one line of any page, for headers and footers; `share` 0 is to the right of `x`, 1 to the left of it.
    pub(super) fn stamp(&mut self, page: usize, text: &str, form: (Font, f32, Rgb), [x, y]: [f32; 2], share: f32) {
        let (font, size, color) = form;
        let wide = self.letters.width(text, font, size);
        let piece = Piece { text: text.to_owned(), font, color, link: None };
        let token = Token { piece: 0, text: Rc::from(text), has_space: false };
        let lines = self.stretch(&piece, std::slice::from_ref(&token), &Form::text(size), false);
        let mut x = x - wide * share;
        let Some(page) = self.pages.get_mut(page) else { return };
        page.ops.push(Op::BeginArtifact);
        for line in lines {
            let width: f32 = line.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() * size;
            page.ops.push(Op::Text(Line { x, y, ..line }));
            x += width;
        }
        page.ops.push(Op::End);
    }
}
