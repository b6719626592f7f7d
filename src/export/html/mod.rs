//! One HTML page that holds everything: for people without the program, from a stick, with no network.
//!
//! Nothing is loaded from anywhere, which its Content-Security-Policy holds too. Everything can be read without the
//! script; that adds a filter and an order only. All text is escaped.

mod incident;
mod prose;
mod story;

use super::markup::escape;
use super::words::{self, NOTHING, Numbers, web_address};
use super::{Content, Drawing, ExportError, Pace, Stamp, Stopped, within};
use crate::model::{Source, SourceId, SourceKind, Vocabulary, thousands};
use crate::query::{Entry, GroupKey, Row};
use crate::view::{CLAIM_CHANNEL_WARNING, Palette, Rgb, Theme, cite_source};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The SHA-256 of the script, which is all that may run.
const SCRIPT_HASH: &str = "dH74JO+HWRxBRZU7PCXbOwTqSfkPz9N9cxG3hdhnSds=";

/// The page.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, ExportError> {
    let mut page = Page { content, numbers: Numbers::default(), rows: content.rows.iter().copied().collect() };
    let stamp = Stamp::new(content);
    let mut main = page.summary(&stamp);
    main += &page.pictures(&stamp, pace)?;
    main += &page.story(pace)?;
    main += &page.incidents(pace)?;
    main += &page.sources(pace)?;
    let marking = marking(&stamp, "Marking");
    let title = escape(&stamp.title());
    let mut html = head(&stamp, &title);
    let _ = write!(
        html,
        "<body>\n<a class=\"skip\" href=\"#incidents\">Skip to the incidents</a>\n<div class=\"page\">\n<header>\n\
         {marking}<h1>{title}</h1>\n</header>\n{}<main>\n{main}</main>\n<footer>\n<p>{}</p>\n{}</footer>\n</div>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        page.contents(),
        escape(&stamp.one_line()),
        self::marking(&stamp, "Marking, repeated"),
    );
    Ok(html)
}

fn head(stamp: &Stamp, title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'sha256-{SCRIPT_HASH}'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"{}\">\n\
         <title>{title}</title>\n<style>\n{}{STYLE}{}</style>\n</head>\n",
        escape(&Stamp::program()),
        colors(),
        margins(stamp),
    )
}

fn marking(stamp: &Stamp, label: &str) -> String {
    if stamp.marking.is_empty() {
        return String::new();
    }
    format!("<p class=\"marking\" role=\"note\" aria-label=\"{label}\">{}</p>\n", escape(&stamp.marking))
}

/// The colors by name: light, dark on a dark screen, strong where strong contrast is asked for.
fn colors() -> String {
    let names = |palette: &Palette| {
        let hex = |[r, g, b]: Rgb| format!("#{r:02x}{g:02x}{b:02x}");
        let named = [
            ("ground", palette.ground),
            ("panel", palette.panel),
            ("raised", palette.raised),
            ("line", palette.line),
            ("text", palette.text),
            ("weak", palette.weak),
            ("strong", palette.strong),
            ("accent", palette.accent),
            ("warning", palette.warning),
        ];
        named.map(|(name, color)| format!("--{name}:{}", hex(color))).join(";")
    };
    let [light, dark, contrast] = [Theme::Light, Theme::Dark, Theme::Contrast].map(|theme| names(theme.palette()));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         @media screen and (prefers-contrast:more){{:root{{color-scheme:dark;{contrast}}}}}\n"
    )
}

/// What stands on every printed page: the marking above and below, the data and the number of the page.
fn margins(stamp: &Stamp) -> String {
    let data = stamp.data.first().map_or(String::new(), super::stamp::Data::words);
    let (data, mark) = (css_text(&data), css_text(&stamp.marking));
    format!(
        "@page{{size:A4;margin:20mm 16mm 18mm;@top-center{{content:{mark};font:bold 9pt sans-serif}}\
         @bottom-left{{content:{data};font:7pt sans-serif}}@bottom-center{{content:{mark};font:bold 9pt sans-serif}}\
         @bottom-right{{content:counter(page) \" of \" counter(pages);font:7pt sans-serif}}}}\n"
    )
}

/// A text as a string of CSS, in which no character can be taken for anything else.
fn css_text(text: &str) -> String {
    let mut css = "\"".to_owned();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            css.push(c);
        } else {
            let _ = write!(css, "\\{:x} ", u32::from(c));
        }
    }
    css + "\""
}

struct Page<'a> {
    content: &'a Content<'a>,
    numbers: Numbers<'a>,
    /// The incidents that are on the page.
    rows: HashSet<Row>,
}

impl<'a> Page<'a> {
    /// The anchor of an incident: its id, and its row where another has the same id.
    fn anchor(&self, row: Row) -> String {
        let id = self.content.loaded.id(row);
        let mut anchor = "i-".to_owned();
        for c in id.chars() {
            if c.is_ascii_alphanumeric() || c == '-' || c == '.' {
                anchor.push(c);
            } else {
                let _ = write!(anchor, "_{:x}_", u32::from(c));
            }
        }
        if self.content.loaded.catalog.row(id) != Some(row) {
            let _ = write!(anchor, "__{row}");
        }
        anchor
    }

    /// A link to an incident on the page, else only what it would say.
    fn link_to(&self, row: Row, html: &str) -> String {
        match self.rows.contains(&row) {
            true => format!("<a href=\"#{}\">{html}</a>", self.anchor(row)),
            false => format!("{html} (not on this page)"),
        }
    }

    /// `[3]` as a link to the source; the id of a source that no file knows.
    fn cited(&mut self, id: &SourceId) -> String {
        match self.numbers.of(self.content, id) {
            Some(n) => format!("<a href=\"#s{n}\" aria-label=\"Source {n}\">[{n}]</a>"),
            None => format!("[{}]", escape(id.as_str())),
        }
    }

    fn summary(&self, stamp: &Stamp) -> String {
        let totals = &stamp.totals;
        let headline = stamp.rule.headline;
        let key = [
            ("Incidents", thousands(totals.incidents.into())),
            ("Counted", thousands(totals.counted.into())),
            ("Killed", totals.killed.words_by(headline)),
            ("Injured", totals.injured.words_by(headline)),
        ];
        let pair = |(name, words): (&str, String)| format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", escape(&words));
        let is_key = |name: &str| matches!(name, "Incidents" | "Killed" | "Injured");
        let scope = stamp.lines().into_iter().filter(|(name, _)| !is_key(name));
        let mut html = format!(
            "<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">Key figures</h2>\n<dl class=\"key\">\n{}</dl>\n\
             <dl class=\"stamp\">\n{}</dl>\n",
            key.map(pair).concat(),
            scope.map(pair).collect::<String>(),
        );
        if self.content.rows.is_empty() {
            return html + &format!("<p><strong>{NOTHING}</strong></p>\n</section>\n");
        }
        html += "<div class=\"parts\">\n";
        html += &self.parts("By branch", GroupKey::Branch);
        html += &self.parts("By year", GroupKey::Year);
        html + "</div>\n</section>\n"
    }

    /// Timeline and plot.
    fn pictures(&self, stamp: &Stamp, pace: &mut Pace<'_>) -> Result<String, ExportError> {
        if self.content.rows.is_empty() {
            return Ok(String::new());
        }
        let mut html = "<section aria-labelledby=\"pictures\">\n<h2 id=\"pictures\">Pictures</h2>\n".to_owned();
        for drawing in [Drawing::Timeline, Drawing::Plot] {
            let size = (drawing == Drawing::Plot).then_some([1200, 480]);
            let svg = within::svg(self.content, drawing, size, self.content.picture.view.clone(), pace)?;
            html += &figure(&svg, drawing, stamp);
        }
        Ok(html + "</section>\n")
    }

    fn parts(&self, title: &str, key: GroupKey) -> String {
        let [name, incidents, counted, killed, injured] = words::part_columns(key);
        let rows = words::parts(self.content, key).into_iter().map(|part| {
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>\n",
                escape(&part.name),
                part.incidents,
                part.counted,
                escape(&part.killed),
                escape(&part.injured),
            )
        });
        format!(
            "<div class=\"wide\"><table>\n<caption>{title}</caption>\n<thead><tr><th scope=\"col\">{name}</th>\
             <th scope=\"col\" class=\"n\">{incidents}</th><th scope=\"col\" class=\"n\">{counted}</th>\
             <th scope=\"col\">{killed}</th><th scope=\"col\">{injured}</th></tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
            rows.collect::<String>(),
        )
    }

    /// The incidents by the year in which they began, in order.
    fn by_year(&self) -> BTreeMap<i32, Vec<(Row, &'a Entry)>> {
        let mut years: BTreeMap<i32, Vec<(Row, &Entry)>> = BTreeMap::new();
        for (row, entry) in self.content.incidents() {
            years.entry(entry.incident.when.earliest().year()).or_default().push((row, entry));
        }
        years
    }

    fn contents(&self) -> String {
        let mut html = "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n\
                        <li><a href=\"#figures\">Key figures</a></li>\n"
            .to_owned();
        if let Some(story) = self.content.story {
            let _ = writeln!(html, "<li><a href=\"#story\">{}</a></li>", escape(&story.title));
        }
        if !self.content.rows.is_empty() {
            html += "<li><a href=\"#pictures\">Pictures</a></li>\n";
        }
        html += "<li><a href=\"#incidents\">Incidents</a></li>\n";
        for (year, incidents) in self.by_year() {
            let items: String = incidents
                .iter()
                .map(|(row, entry)| format!("<li>{}</li>\n", self.link_to(*row, &escape(&entry.incident.title))))
                .collect();
            let n = incidents.len();
            let _ = writeln!(html, "<li><details><summary>{year} ({n})</summary>\n<ul>\n{items}</ul></details></li>");
        }
        html + "<li><a href=\"#sources\">Sources</a></li>\n</ul>\n</nav>\n"
    }

    fn incidents(&mut self, pace: &mut Pace<'_>) -> Result<String, Stopped> {
        let mut html = "<section aria-labelledby=\"incidents\">\n<h2 id=\"incidents\">Incidents</h2>\n".to_owned();
        if self.content.rows.is_empty() {
            return Ok(html + &format!("<p>{NOTHING}</p>\n</section>\n"));
        }
        html += &self.tools();
        html += "<div id=\"list\">\n";
        let mut done = 0;
        for (year, incidents) in self.by_year() {
            let _ = writeln!(html, "<section aria-labelledby=\"y{year}\">\n<h3 id=\"y{year}\">{year}</h3>");
            for (row, entry) in incidents {
                pace.step(done)?;
                done += 1;
                html += &self.incident(row, entry);
            }
            html += "</section>\n";
        }
        Ok(html + "</div>\n</section>\n")
    }

    /// Filter and order; the script shows them.
    fn tools(&self) -> String {
        let actors = self.content.loaded.catalog.actors();
        let branches: BTreeMap<&str, &str> = self
            .content
            .incidents()
            .map(|(_, entry)| (actors.label(&entry.incident.branch), entry.incident.branch.as_str()))
            .collect();
        let options: String = branches
            .iter()
            .map(|(label, id)| format!("<option value=\"{}\">{}</option>\n", escape(id), escape(label)))
            .collect();
        format!(
            "<form id=\"tools\" role=\"search\" aria-label=\"Incidents\" hidden>\n\
             <div class=\"grow\"><label for=\"words\">Words in the incidents</label>\
             <input id=\"words\" type=\"search\" autocomplete=\"off\"></div>\n\
             <div><label for=\"branch\">Branch</label><select id=\"branch\">\n<option value=\"\">All</option>\n{options}\
             </select></div>\n<div><label for=\"order\">Order</label><select id=\"order\">\n\
             <option value=\"first\">Oldest first</option>\n<option value=\"last\">Newest first</option>\n\
             <option value=\"killed\">Most killed first</option>\n</select></div>\n\
             <output id=\"said\" role=\"status\"></output>\n</form>\n"
        )
    }

    fn sources(&self, pace: &mut Pace<'_>) -> Result<String, Stopped> {
        let sources = self.numbers.sources();
        let mut html = "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n".to_owned();
        if sources.is_empty() {
            return Ok(html + "<p>No source is named.</p>\n</section>\n");
        }
        html += "<ol class=\"sources\">\n";
        for (i, source) in sources.iter().enumerate() {
            pace.step(i)?;
            let _ = writeln!(html, "<li id=\"s{}\">{}</li>", i + 1, source_words(source));
        }
        Ok(html + "</ol>\n</section>\n")
    }
}

/// A picture as part of the page.
fn figure(svg: &str, drawing: Drawing, stamp: &Stamp) -> String {
    let mut address = "data:image/svg+xml,".to_owned();
    for byte in svg.bytes() {
        match byte {
            b'%' | b'#' | b'"' | b'<' | b'>' | b'&' | b'\'' => {
                let _ = write!(address, "%{byte:02X}");
            }
            b' '..=b'~' => address.push(char::from(byte)),
            byte => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    let about = escape(&within::about(drawing, stamp));
    format!(
        "<figure class=\"picture\"><img src=\"{address}\" alt=\"{about}\">\n<figcaption>{}</figcaption></figure>\n",
        drawing.label()
    )
}

/// The citation, its title a link; the kind of source, and a word of warning before the group's own.
fn source_words(source: &Source) -> String {
    let words = cite_source(&Source { url: None, ..source.clone() });
    let title = prose::in_language(&escape(&source.title), source.language.as_deref());
    let title = match web_address(source.url.as_deref()) {
        Some(url) => web_link(&url, &title),
        None => title,
    };
    let mut html = match words.split_once(&format!("“{}”", source.title)) {
        Some((before, after)) => format!("{}“{title}”{}", escape(before), escape(after)),
        None => escape(&words),
    };
    if let Some(url) = source.url.as_deref().filter(|_| web_address(source.url.as_deref()).is_none()) {
        let _ = write!(html, " <code>{}</code>", escape(url));
    }
    if let Some(url) = web_address(source.archive.as_deref()) {
        let _ = write!(html, " {}", web_link(&url, "Archived copy"));
    }
    let _ = write!(html, " ({})", escape(source.kind.label()));
    if source.kind == SourceKind::ClaimChannel {
        let _ = write!(html, " <span class=\"warning\">{CLAIM_CHANNEL_WARNING}</span>");
    }
    html
}

fn web_link(url: &str, html: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer noopener\">{html}</a>", escape(url))
}
