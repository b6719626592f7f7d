//! Writes SVG: elements with numbers, colors and texts, escaped.

use crate::view::Rgb;
use std::fmt::Write as _;

/// A picture as it is written.
#[derive(Default)]
pub(super) struct Svg {
    text: String,
    n_ids: usize,
}

/// How a text stands at its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) color: Rgb,
    pub(super) is_strong: bool,
}

impl Style {
    pub(super) fn new(size: f32, color: Rgb) -> Self {
        Self { size, color, is_strong: false }
    }

    pub(super) fn strong(size: f32, color: Rgb) -> Self {
        Self { size, color, is_strong: true }
    }
}

impl Svg {
    /// What was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// A mark that no other element of the picture has.
    pub(super) fn new_id(&mut self) -> String {
        self.n_ids += 1;
        format!("d{}", self.n_ids)
    }

    /// An element as it is; everything in it is already escaped.
    pub(super) fn raw(&mut self, element: &str) {
        self.text.push_str(element);
    }

    /// Begins a group with a spoken name.
    pub(super) fn begin(&mut self, role: &str, name: &str) {
        let _ = write!(self.text, "<g role=\"{role}\" aria-label=\"{}\">", escape(name));
    }

    /// Begins a group that a listener hears and a pointer is told of.
    pub(super) fn begin_titled(&mut self, name: &str) {
        let _ = write!(self.text, "<g role=\"img\"><title>{}</title>", escape(name));
    }

    /// Ends a group.
    pub(super) fn end(&mut self) {
        self.text.push_str("</g>\n");
    }

    /// `begin` for what is ornament to a listener, within a clip.
    pub(super) fn begin_clipped(&mut self, clip: &str) {
        let _ = write!(self.text, "<g clip-path=\"url(#{clip})\">");
    }

    pub(super) fn rect(&mut self, [x, y, width, height]: [f32; 4], radius: f32, fill: &str) {
        let rx = if radius > 0.0 { format!(" rx=\"{}\"", num(radius)) } else { String::new() };
        let _ = write!(
            self.text,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{rx} {fill}/>",
            num(x),
            num(y),
            num(width.max(0.0)),
            num(height.max(0.0)),
        );
    }

    pub(super) fn line(&mut self, [x1, y1, x2, y2]: [f32; 4], stroke: &str) {
        let _ = write!(
            self.text,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {stroke}/>",
            num(x1),
            num(y1),
            num(x2),
            num(y2)
        );
    }

    pub(super) fn circle(&mut self, x: f32, y: f32, radius: f32, paint: &str) {
        let _ = write!(self.text, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {paint}/>", num(x), num(y), num(radius));
    }

    pub(super) fn path(&mut self, d: &str, paint: &str) {
        let _ = write!(self.text, "<path d=\"{d}\" {paint}/>");
    }

    /// A text whose middle between base line and small letters lies at `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, anchor: Anchor, style: Style, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if style.is_strong { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(
            self.text,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight} {}>{}</text>",
            num(x),
            num(y + style.size * 0.36),
            num(style.size),
            fill(style.color, 1.0),
            escape(text)
        );
    }
}

/// `fill="#rrggbb"`, with how much of the ground it hides, 0 to 1.
pub(super) fn fill(color: Rgb, opacity: f32) -> String {
    paint("fill", color, opacity)
}

/// A line of a width and nothing within.
pub(super) fn stroke(color: Rgb, width: f32, opacity: f32) -> String {
    format!("fill=\"none\" {} stroke-width=\"{}\"", paint("stroke", color, opacity), num(width))
}

fn paint(what: &str, [r, g, b]: Rgb, opacity: f32) -> String {
    let opacity = if opacity < 1.0 { format!(" {what}-opacity=\"{}\"", num(opacity)) } else { String::new() };
    format!("{what}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}

/// A number with at most two digits behind the point.
pub(super) fn num(n: f32) -> String {
    let n = if n.is_finite() { (f64::from(n) * 100.0).round() / 100.0 } else { 0.0 };
    // No minus before a zero.
    format!("{}", if n == 0.0 { 0.0 } else { n })
}

/// The text on one line, with nothing in it that XML would take for its own or does not allow.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in super::super::one_line(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_takes_for_its_own_is_escaped() {
        assert_eq!(escape("a <b> & \"c\"\u{0}\u{1b}\u{ffff}d"), "a &lt;b&gt; &amp; &quot;c&quot; \u{fffd}d");
        assert_eq!([-0.001, 1.0, 1.005, f32::NAN].map(num), ["0", "1", "1", "0"]);
        assert_eq!(fill([1, 2, 255], 0.5), "fill=\"#0102ff\" fill-opacity=\"0.5\"");
    }
}
