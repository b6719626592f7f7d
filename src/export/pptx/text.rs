//! Text of slides: paragraphs of runs, how many lines they take, and where they are cut when a box is full.
//!
//! Widths are those of Arial, which is metrically the same as Liberation Sans; what is not Latin counts as wide.

use crate::export::markup::escape;
use crate::export::words::{script, web_address};

/// Points from one line to the next, for each point of the size.
const LEADING: f32 = 1.2;
/// Widths are taken a little larger than they are, as no two programs break lines alike.
const CARE: f32 = 1.06;
/// Room for bullets and numbers, for each level, in points.
const INDENT_PT: f32 = 20.0;

/// A piece of text in one style.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    /// Where it leads, an address of the web.
    pub(super) link: Option<String>,
}

/// What stands before a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Bullet {
    #[default]
    Nothing,
    /// A dot, or a number; and how many lists it stands in, from 1.
    Item(u8, Option<u64>),
    /// The rest of an item.
    Inset(u8),
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct Para {
    pub(super) runs: Vec<Run>,
    /// In points.
    pub(super) size: f32,
    pub(super) bullet: Bullet,
    pub(super) is_right: bool,
}

impl Run {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Para {
    pub(super) fn of(size: f32, text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)], size, bullet: Bullet::Nothing, is_right: false }
    }

    pub(super) fn bold(size: f32, text: impl Into<String>) -> Self {
        Self { runs: vec![Run { is_bold: true, ..Run::plain(text) }], ..Self::of(size, "") }
    }

    pub(super) fn right(self) -> Self {
        Self { is_right: true, ..self }
    }

    pub(super) fn item(self) -> Self {
        Self { bullet: Bullet::Item(1, None), ..self }
    }

    fn indent(&self) -> f32 {
        match self.bullet {
            Bullet::Nothing => 0.0,
            Bullet::Item(depth, _) | Bullet::Inset(depth) => INDENT_PT * f32::from(depth),
        }
    }

    fn chars(&self) -> impl Iterator<Item = (char, bool)> {
        self.runs.iter().flat_map(|run| run.text.chars().map(|c| (c, run.is_bold)))
    }

    /// Where each line begins, in characters, in a box of this width in points; at least one line.
    fn lines(&self, width: f32) -> Vec<usize> {
        let room = (width - self.indent()).max(self.size);
        let mut lines = vec![0];
        let (mut x, mut word_at, mut word) = (0.0_f32, 0, 0.0_f32);
        for (i, (c, is_bold)) in self.chars().enumerate() {
            if c == '\n' {
                lines.push(i + 1);
                (x, word_at, word) = (0.0, i + 1, 0.0);
                continue;
            }
            let w = width_of(c, is_bold) * self.size * CARE;
            if c == ' ' {
                (x, word_at, word) = (x + w, i + 1, 0.0);
                continue;
            }
            if x + w > room && x > 0.0 {
                let begins = lines.last().copied().unwrap_or(0);
                // A word longer than the line is cut.
                let cut = if word_at > begins { word_at } else { i };
                lines.push(cut);
                x = if cut == i { 0.0 } else { word };
                if cut == i {
                    word = 0.0;
                }
            }
            (x, word) = (x + w, word + w);
        }
        lines
    }

    fn cut(&self, at: usize) -> (Self, Self) {
        let (mut head, mut tail) =
            (Self { runs: Vec::new(), ..self.clone() }, Self { runs: Vec::new(), ..self.clone() });
        if let Bullet::Item(depth, _) = self.bullet {
            tail.bullet = Bullet::Inset(depth);
        }
        let mut left = at;
        for run in &self.runs {
            let n = run.text.chars().count();
            let bytes = run.text.char_indices().nth(left).map_or(run.text.len(), |(bytes, _)| bytes);
            let (a, b) = run.text.split_at(bytes);
            if !a.is_empty() {
                head.runs.push(Run { text: a.to_owned(), ..run.clone() });
            }
            if !b.is_empty() {
                tail.runs.push(Run { text: b.to_owned(), ..run.clone() });
            }
            left = left.saturating_sub(n);
        }
        (head, tail)
    }
}

/// The height of paragraphs in a box of this width, in points.
pub(super) fn height(paras: &[Para], width: f32) -> f32 {
    paras.iter().map(|para| para.lines(width).len() as f32 * para.size * LEADING + gap(para)).sum()
}

/// Room below a paragraph, in points; the design says the same.
pub(super) fn gap(para: &Para) -> f32 {
    para.size * 0.3
}

/// The paragraphs in boxes of this width and height in points, each box as full as it goes.
pub(super) fn fill(paras: Vec<Para>, width: f32, room: f32) -> Vec<Vec<Para>> {
    let mut boxes: Vec<Vec<Para>> = vec![Vec::new()];
    let mut left = room;
    let mut queue: std::collections::VecDeque<Para> = paras.into();
    while let Some(para) = queue.pop_front() {
        let line = para.size * LEADING;
        let lines = para.lines(width);
        let fits = ((left + 0.01) / line).floor().max(0.0) as usize;
        let is_fresh = boxes.last().is_none_or(Vec::is_empty);
        if lines.len() <= fits || (is_fresh && fits == 0) {
            left -= lines.len() as f32 * line + gap(&para);
            if let Some(last) = boxes.last_mut() {
                last.push(para);
            }
            continue;
        }
        // No single line is left behind or carried over, if there is a choice.
        let head = if lines.len() - fits == 1 && fits > 2 { fits - 1 } else { fits };
        if let Some(at) = lines.get(head).filter(|_| head >= 2 || is_fresh && head > 0) {
            let (a, b) = para.cut(*at);
            if let Some(last) = boxes.last_mut() {
                last.push(a);
            }
            queue.push_front(b);
        } else {
            queue.push_front(para);
        }
        boxes.push(Vec::new());
        left = room;
    }
    boxes
}

/// The text of a line cut to a width in points, with `…` where something is left out.
pub(super) fn cut_to(text: &str, size: f32, width: f32, n_lines: usize) -> String {
    let para = Para::bold(size, text);
    match para.lines(width).get(n_lines) {
        None => text.to_owned(),
        Some(at) => text.chars().take(at.saturating_sub(2)).collect::<String>().trim_end().to_owned() + "…",
    }
}

/// How many lines a bold text takes.
pub(super) fn n_lines(text: &str, size: f32, width: f32) -> usize {
    Para::bold(size, text).lines(width).len()
}

/// Widths of ASCII from the blank on, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

fn width_of(c: char, is_bold: bool) -> f32 {
    let thousandths = match c {
        ' '..='~' => WIDTHS.get(c as usize - 32).copied().unwrap_or(556),
        '’' | '‘' | '“' | '”' | '·' | '•' => 400,
        '–' => 556,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{300}'..='\u{36f}' => 0,
        '\u{a0}'..='\u{24f}' => 640,
        '\u{370}'..='\u{5ff}' => 760,
        '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{feff}' => 640,
        _ => 1000,
    };
    f32::from(thousandths) / 1000.0 * if is_bold { 1.08 } else { 1.0 }
}

/// Links of one slide, by number from 0.
#[derive(Default)]
pub(super) struct Links {
    pub(super) targets: Vec<String>,
}

impl Links {
    /// The id of a relation to an address; the first ones belong to the layout and the notes.
    fn id(&mut self, target: &str) -> String {
        let at = self.targets.iter().position(|other| other == target).unwrap_or_else(|| {
            self.targets.push(target.to_owned());
            self.targets.len() - 1
        });
        format!("link{at}")
    }
}

/// A paragraph as DrawingML.
pub(super) fn xml(para: &Para, links: &mut Links) -> String {
    let is_rtl = para.runs.iter().find_map(|run| direction(&run.text)).unwrap_or(false);
    let algn = if para.is_right || is_rtl { " algn=\"r\"" } else { "" };
    let rtl = if is_rtl { " rtl=\"1\"" } else { "" };
    let (indent, hang, bullet) = bullet(para);
    let mut xml = format!(
        "<a:p><a:pPr marL=\"{indent}\" indent=\"{hang}\"{algn}{rtl}><a:spcBef><a:spcPts val=\"0\"/></a:spcBef>\
         <a:spcAft><a:spcPts val=\"{}\"/></a:spcAft>{bullet}</a:pPr>",
        (gap(para) * 100.0) as u32
    );
    for run in &para.runs {
        for (i, line) in run.text.split('\n').enumerate() {
            if i > 0 {
                xml.push_str("<a:br/>");
            }
            for part in parts(line) {
                xml.push_str(&run_xml(run, part, para.size, links));
            }
        }
    }
    xml + "</a:p>"
}

fn bullet(para: &Para) -> (u32, i32, String) {
    let emu = (para.indent() * 12_700.0) as u32;
    let hang = -((INDENT_PT * 12_700.0) as i32);
    match para.bullet {
        Bullet::Nothing => (0, 0, "<a:buNone/>".to_owned()),
        Bullet::Inset(_) => (emu, 0, "<a:buNone/>".to_owned()),
        Bullet::Item(_, None) => (emu, hang, "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>".to_owned()),
        Bullet::Item(_, Some(n)) => {
            let n = n.clamp(1, 32_767);
            (emu, hang, format!("<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\" startAt=\"{n}\"/>"))
        }
    }
}

fn run_xml(run: &Run, text: &str, size: f32, links: &mut Links) -> String {
    let lang = match script(text) {
        Some("Arab") => "ar-SA",
        Some("Hebr") => "he-IL",
        Some("Cyrl") => "ru-RU",
        Some("Grek") => "el-GR",
        Some("Deva") => "hi-IN",
        Some("Beng") => "bn-BD",
        Some("Hani") => "zh-CN",
        _ => "en-US",
    };
    let bold = if run.is_bold { " b=\"1\"" } else { "" };
    let italic = if run.is_italic { " i=\"1\"" } else { "" };
    let link = run
        .link
        .as_deref()
        .and_then(link_target)
        .map_or(String::new(), |target| format!("<a:hlinkClick r:id=\"{}\"/>", links.id(&target)));
    let size = (size * 100.0) as u32;
    format!(
        "<a:r><a:rPr lang=\"{lang}\" sz=\"{size}\"{bold}{italic} dirty=\"0\">{link}</a:rPr><a:t>{}</a:t></a:r>",
        escape(text)
    )
}

/// The parts of a text by script, so that each can name its language.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut of) = (0, None);
    for (i, c) in text.char_indices() {
        if !c.is_alphabetic() {
            continue;
        }
        let mut buffer = [0; 4];
        let now = script(c.encode_utf8(&mut buffer));
        if of.is_some_and(|of| of != now) {
            parts.extend(text.get(from..i));
            from = i;
        }
        of = Some(now);
    }
    parts.extend(text.get(from..).filter(|part| !part.is_empty()));
    parts
}

/// Whether the first letter is read from right to left.
fn direction(text: &str) -> Option<bool> {
    let letter = text.chars().find(|c| c.is_alphabetic())?;
    let mut buffer = [0; 4];
    Some(matches!(script(letter.encode_utf8(&mut buffer)), Some("Arab" | "Hebr")))
}

/// The address as the package takes it: PowerPoint refuses a deck with one that is no URI.
fn link_target(url: &str) -> Option<String> {
    let url = web_address(Some(url)).filter(|url| url.len() <= 2000)?;
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_good = name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_host);
    if !is_good || port.len() > 4 || !port.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut target = String::with_capacity(url.len());
    for (i, byte) in url.bytes().enumerate() {
        let is_escape = || url.as_bytes().get(i + 1..i + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let is_second_hash = byte == b'#' && url.get(..i).is_some_and(|before| before.contains('#'));
        let is_plain = match byte {
            b'%' => is_escape(),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'[' | b']' => false,
            _ => byte.is_ascii_graphic() && !is_second_hash,
        };
        if is_plain {
            target.push(char::from(byte));
        } else {
            target.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_when_boxes_are_full() {
        let text = "One two three, four and fivesixseveneightnineteneleventwelve. ".repeat(40);
        for (width, room) in [(100.0, 60.0), (300.0, 100.0), (40.0, 10.0), (5.0, 5.0)] {
            let paras = vec![Para::of(12.0, text.clone()).item(), Para::of(12.0, "End")];
            let boxes = fill(paras, width, room);
            let read: String =
                boxes.iter().flatten().flat_map(|para| &para.runs).map(|run| run.text.as_str()).collect();
            assert_eq!(read, format!("{text}End"), "{width} × {room}");
            for paras in boxes.iter().filter(|_| room > 40.0) {
                let last = paras.last().map_or(0.0, gap);
                assert!(height(paras, width) - last <= room + 0.1, "{width} × {room}: {}", height(paras, width));
            }
        }
    }

    #[test]
    fn a_link_is_a_uri_or_none() {
        assert_eq!(link_target("https://a.b/c d?e=[1]#f#g").as_deref(), Some("https://a.b/c%20d?e=%5B1%5D#f%23g"));
        assert_eq!(link_target("https://a.b/100%/é").as_deref(), Some("https://a.b/100%25/%C3%A9"));
        for url in
            ["javascript:alert(1)", "https://", "https://a b/", "https://é.fr/", "file:///etc", "https://a:99999/"]
        {
            assert_eq!(link_target(url), None, "{url}");
        }
    }
}
