//! BibTeX: an entry for each source, after one for each timeline, whose note is the stamp.
//!
//! Titles and names stand in a second pair of braces: their capitals stay, and "and" in the name of an office does not
//! make two authors of it.

use super::{Content, Pace, Stamp, Stopped, dates, one_line, plain_url};
use crate::model::{Date, Source};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The entries.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let mut keys = Keys::default();
    let stamp = Stamp::new(content);
    let mut text = String::new();
    for data in &stamp.data {
        let title = format!("{{{}}}", escape(&data.title));
        let mut fields = vec![("title", title)];
        fields.extend(Some(("version", escape(&data.version))).filter(|_| !data.version.is_empty()));
        fields.extend(published(Some(Date::from_day(stamp.exported))));
        fields.push(("note", escape(&stamp.one_line())));
        text += &entry(&keys.key(&format!("data-{}", data.file)), &fields);
    }
    for source in content.sources(pace)? {
        text += &entry(&keys.key(source.id.as_str()), &fields(source));
    }
    Ok(text)
}

fn fields(source: &Source) -> Vec<(&'static str, String)> {
    let braced = |text: &str| format!("{{{}}}", escape(text));
    let mut fields = Vec::new();
    fields.extend(source.author.as_deref().map(|author| ("author", braced(author))));
    fields.push(("title", braced(&source.title)));
    fields.push(("howpublished", escape(&source.publisher)));
    fields.push(("publisher", escape(&source.publisher)));
    fields.extend(published(source.published));
    fields.extend(source.language.as_deref().map(|language| ("language", escape(language))));
    fields.extend(source.url.as_deref().map(|url| ("url", address(url))));
    let archive = source.archive.as_deref().map(|url| format!("Archived: \\url{{{}}}", address(url)));
    fields.extend(archive.map(|note| ("note", note)));
    fields
}

fn published(date: Option<Date>) -> Vec<(&'static str, String)> {
    let Some(date) = date else { return vec![("year", "n.d.".to_owned())] };
    let (year, month, day) = dates::numbers(date);
    let mut fields = vec![("year", year.to_string())];
    fields.extend(month.map(|month| ("month", month.to_string())));
    fields.extend(day.map(|day| ("day", day.to_string())));
    fields
}

fn entry(key: &str, fields: &[(&str, String)]) -> String {
    let mut text = format!("@misc{{{key},\n");
    for (name, value) in fields {
        let _ = writeln!(text, "  {name} = {{{value}}},");
    }
    text + "}\n\n"
}

/// An address stays as it is but for what would end the field early.
fn address(url: &str) -> String {
    plain_url(url, &['{', '}', '\\'])
}

/// The text on one line, as LaTeX takes it between braces; the braces of the result always match.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            // Counted by BibTeX even after a backslash.
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '$' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Keys given so far; BibTeX does not tell large from small letters.
#[derive(Default)]
struct Keys(HashSet<String>);

impl Keys {
    fn key(&mut self, id: &str) -> String {
        let is_good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '/');
        let plain: String = id.chars().map(|c| if is_good(c) { c } else { '-' }).collect();
        let mut key = if plain.is_empty() { "source".to_owned() } else { plain.clone() };
        let mut n = 2;
        while !self.0.insert(key.to_ascii_lowercase()) {
            key = format!("{plain}-{n}");
            n += 1;
        }
        key
    }
}
