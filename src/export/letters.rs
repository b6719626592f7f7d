//! Words as glyphs: which font draws which letters, in which order and how wide. Pictures measure with it, the
//! briefing draws by it.
//!
//! Left to others: lines (`pdf::text`) and painting. A paragraph is taken to run from left to right, whatever it begins with,
//! unless the caller says otherwise.

use crate::view::Font;
use rustybuzz::{Direction, Face, UnicodeBuffer};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use unicode_bidi::{BidiInfo, Level};

/// Letters of one font and direction, from left to right as they are drawn.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The font that draws them.
    pub(super) font: Font,
    /// The glyphs, in the order of the page.
    pub(super) glyphs: Vec<Glyph>,
    /// Width of all, in em.
    pub(super) width_em: f32,
}

/// A glyph, in em.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its number in the font.
    pub(super) id: u32,
    /// How far the pen goes on.
    pub(super) advance: f32,
    /// How far it stands off the pen.
    pub(super) offset: (f32, f32),
    /// The bytes of the text that it stands for.
    pub(super) text: Range<usize>,
}

/// Text that was shaped.
pub(super) type Shaped = Rc<Vec<Run>>;

/// The program's fonts, ready to shape, with what they have shaped.
pub(super) struct Letters {
    faces: Vec<(Font, Face<'static>)>,
    known: HashMap<(Font, bool, Box<str>), Shaped>,
}

/// Words kept; a text of more different ones begins anew.
const MAX_KNOWN: usize = 200_000;

impl Letters {
    /// Reads the fonts.
    pub(super) fn new() -> Self {
        let face = |font: Font| Some((font, Face::from_slice(font.bytes(), 0)?));
        Self { faces: Font::ALL.into_iter().filter_map(face).collect(), known: HashMap::new() }
    }

    /// Width of a text on one line, in the unit of `size`.
    pub(super) fn width(&mut self, text: &str, font: Font, size: f32) -> f32 {
        self.shape(text, font, false).iter().map(|run| run.width_em).sum::<f32>() * size
    }

    /// The text, cut with an ellipsis if it is wider than `width`, in the unit of `size`.
    pub(super) fn cut(&mut self, text: &str, font: Font, size: f32, width: f32) -> String {
        if self.width(text, font, size) <= width {
            return text.to_owned();
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let cut_at = |n: usize| {
            let kept = ends.get(n).and_then(|end| text.get(..*end)).unwrap_or("").trim_end();
            format!("{kept}…")
        };
        let (mut fits, mut too_long) = (0, ends.len());
        while too_long - fits > 1 {
            let middle = usize::midpoint(fits, too_long);
            let tried = cut_at(middle);
            if self.shape_anew(&tried, font, false).iter().map(|run| run.width_em).sum::<f32>() * size <= width {
                fits = middle;
            } else {
                too_long = middle;
            }
        }
        cut_at(fits)
    }

    /// The glyphs of a text on one line, kept for the next time; `is_rtl` tells the direction of its paragraph.
    pub(super) fn shape(&mut self, text: &str, font: Font, is_rtl: bool) -> Shaped {
        if self.known.len() > MAX_KNOWN {
            self.known.clear();
        }
        let key = (font, is_rtl, Box::from(text));
        if let Some(shaped) = self.known.get(&key) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape_anew(text, font, is_rtl));
        self.known.insert(key, Rc::clone(&shaped));
        shaped
    }

    fn shape_anew(&self, text: &str, font: Font, is_rtl: bool) -> Vec<Run> {
        if text.is_ascii() && !is_rtl {
            return self.shape_part(text, 0..text.len(), font, false).into_iter().collect();
        }
        let info = BidiInfo::new(text, Some(if is_rtl { Level::rtl() } else { Level::ltr() }));
        let mut runs = Vec::new();
        for paragraph in &info.paragraphs {
            let (levels, ranges) = info.visual_runs(paragraph, paragraph.range.clone());
            for range in ranges {
                let is_rtl = levels.get(range.start).is_some_and(Level::is_rtl);
                let mut parts = self.parts(text, range, font);
                if is_rtl {
                    parts.reverse();
                }
                runs.extend(parts.into_iter().filter_map(|(part, font)| self.shape_part(text, part, font, is_rtl)));
            }
        }
        runs
    }

    /// A stretch of text cut where another font must draw.
    fn parts(&self, text: &str, range: Range<usize>, font: Font) -> Vec<(Range<usize>, Font)> {
        let mut parts: Vec<(Range<usize>, Font)> = Vec::new();
        for (at, c) in text.get(range.clone()).unwrap_or("").char_indices() {
            let (from, to) = (range.start + at, range.start + at + c.len_utf8());
            // Blanks and joiners stay with the letters before them.
            let its_font = match parts.last() {
                Some((_, font)) if c.is_whitespace() || is_unseen(c) => *font,
                Some((_, font)) if *font == Font::Vazirmatn && !c.is_alphanumeric() && self.has(*font, c) => *font,
                _ => self.font_for(c, font),
            };
            match parts.last_mut() {
                Some((last, font)) if *font == its_font => last.end = to,
                _ => parts.push((from..to, its_font)),
            }
        }
        parts
    }

    fn has(&self, font: Font, c: char) -> bool {
        self.face(font).is_some_and(|face| face.glyph_index(c).is_some())
    }

    fn face(&self, font: Font) -> Option<&Face<'static>> {
        self.faces.iter().find(|(each, _)| *each == font).map(|(_, face)| face)
    }

    /// The first font that has the letter; the one asked for where none has, which then draws a box.
    fn font_for(&self, c: char, font: Font) -> Font {
        let others = [font, Font::Vazirmatn, Font::JetBrainsMono];
        others.into_iter().find(|font| self.has(*font, c)).unwrap_or(font)
    }

    fn shape_part(&self, text: &str, part: Range<usize>, font: Font, is_rtl: bool) -> Option<Run> {
        let face = self.face(font)?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text.get(part.clone())?);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(face, &[], buffer);
        let em = face.units_per_em() as f32;
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let end_after =
            |start: usize| starts.iter().copied().filter(|other| *other > start).min().unwrap_or(part.len());
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| {
            let start = info.cluster as usize;
            Glyph {
                id: info.glyph_id,
                advance: position.x_advance as f32 / em,
                offset: (position.x_offset as f32 / em, position.y_offset as f32 / em),
                text: part.start + start..part.start + end_after(start),
            }
        });
        let glyphs: Vec<Glyph> = glyphs.collect();
        let width_em = glyphs.iter().map(|glyph| glyph.advance).sum();
        Some(Run { font, glyphs, width_em })
    }
}

/// Joiners and marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
