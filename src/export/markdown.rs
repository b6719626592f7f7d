//! Markdown (CommonMark with tables): a list to be read, with numbered sources at the end.

mod story;

use super::words::{self, Numbers, Reported, is_web};
use super::{Content, Pace, Stamp, Stopped, one_line, plain_url};
use crate::model::{Attribution, Count, Incident, Report, Source, SourceId, Vocabulary};
use crate::query::{Entry, Row};
use crate::view::cite_source;
use std::fmt::Write as _;

/// The page.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let mut page = Page { content, numbers: Numbers::default() };
    let stamp = Stamp::new(content);
    let mut text = head(&stamp);
    text += &page.story();
    for (i, (row, entry)) in content.incidents().enumerate() {
        pace.step(i)?;
        text += &page.incident(row, entry);
    }
    text += &page.list_of_sources();
    if !stamp.marking.is_empty() {
        let _ = write!(text, "\n**{}**\n", escape(&stamp.marking));
    }
    Ok(text)
}

fn head(stamp: &Stamp) -> String {
    let mut text = String::new();
    if !stamp.marking.is_empty() {
        let _ = writeln!(text, "**{}**\n", escape(&stamp.marking));
    }
    let _ = writeln!(text, "# {}\n", escape(&stamp.title()));
    for (name, words) in stamp.lines() {
        let _ = writeln!(text, "- {name}: {}", escape(&words));
    }
    text
}

struct Page<'a> {
    content: &'a Content<'a>,
    numbers: Numbers<'a>,
}

impl<'a> Page<'a> {
    fn incident(&mut self, row: Row, entry: &'a Entry) -> String {
        let incident = &*entry.incident;
        let mut text = format!("\n## {}\n\n", escape(&incident.title));
        if !incident.names.is_empty() {
            let _ = writeln!(text, "{}\n", escape(&incident.names.join(" · ")));
        }
        text += &self.facts(row, incident);
        if !incident.summary.trim().is_empty() {
            let _ = writeln!(text, "\n{}", escape(&incident.summary));
        }
        text += "\n| | Low | Best | High | In words |\n|--|--:|--:|--:|--|\n";
        text += &figures("Killed", incident.killed());
        text += &figures("Injured", incident.injured());
        if let Some(words) = words::attackers(incident.perpetrators) {
            let _ = writeln!(text, "\nAttackers: {words}");
        }
        text += &self.items("Reports", incident.reports.iter(), Self::report);
        text += &self.items("Who is said to have done it", incident.attributions.iter(), Self::attribution);
        text += &self.items("What could not be confirmed", incident.doubts.iter(), |_, doubt| escape(doubt));
        let cited: Vec<String> = incident.source_ids().into_iter().map(|id| self.number(id)).collect();
        if !cited.is_empty() {
            let _ = writeln!(text, "\nSources: {}", cited.join(" "));
        }
        text
    }

    fn facts(&self, row: Row, incident: &Incident) -> String {
        let counted = if self.content.counts(row) { "Counted" } else { "Not counted" };
        let actors = self.content.loaded.catalog.actors();
        let facts = [
            format!("{} (`{}`)", escape(&incident.when.words()), incident.when),
            escape(&incident.place.words()),
            escape(actors.full_name(&incident.branch)),
            incident.kind.label().to_owned(),
            counted.to_owned(),
            format!("{} confidence", incident.confidence.label()),
        ];
        format!("{}  \n`{}`\n", facts.join(" · "), incident.id.as_str().replace('`', "'"))
    }

    fn items<T: 'a>(
        &mut self,
        title: &str,
        items: impl Iterator<Item = &'a T>,
        words: impl Fn(&mut Self, &'a T) -> String,
    ) -> String {
        let lines: Vec<String> = items.map(|item| format!("- {}\n", words(self, item))).collect();
        if lines.is_empty() { String::new() } else { format!("\n**{title}**\n\n{}", lines.concat()) }
    }

    fn report(&mut self, report: &'a Report) -> String {
        format!("{} {}", escape(&Reported::new(self.content, report).line()), self.number(&report.source))
    }

    fn attribution(&mut self, said: &'a Attribution) -> String {
        let words = escape(&words::attribution(self.content, said));
        match &said.source {
            Some(source) => format!("{words} {}", self.number(source)),
            None => words,
        }
    }

    /// `[3]` as it is shown; the id of a source that no file knows.
    fn number(&mut self, id: &SourceId) -> String {
        match self.numbers.of(self.content, id) {
            Some(number) => format!("\\[{number}\\]"),
            None => format!("\\[{}\\]", escape(id.as_str())),
        }
    }

    fn list_of_sources(&self) -> String {
        if self.numbers.sources().is_empty() {
            return String::new();
        }
        let mut text = "\n## Sources\n\n".to_owned();
        for (i, source) in self.numbers.sources().iter().enumerate() {
            let words = cite_source(&Source { url: None, ..(*source).clone() });
            let _ = write!(text, "{}. {}", i + 1, escape(&words));
            if let Some(url) = &source.url {
                let _ = write!(text, " {}", address(url));
            }
            if let Some(archive) = &source.archive {
                let _ = write!(text, " Archived: {}", address(archive));
            }
            let _ = writeln!(text, " ({})", escape(source.kind.label()));
        }
        text
    }
}

fn figures(name: &str, count: Count) -> String {
    let n = words::number;
    format!("| {name} | {} | {} | {} | {} |\n", n(count.low), n(count.best), n(count.high), escape(&count.words()))
}

/// An address as a link; one that is none of the web, as code.
fn address(url: &str) -> String {
    let url = plain_url(url, &['<', '>', '`', '\\']);
    if is_web(&url) { format!("<{url}>") } else { format!("`{url}`") }
}

/// The text on one line, with nothing in it that Markdown or HTML would take for its own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
    // At the start of a line these begin a list.
    match escaped.chars().next() {
        Some('-' | '+') => format!("\\{escaped}"),
        Some('0'..='9') => numbered(&escaped),
        _ => escaped,
    }
}

/// "2024. Text" at the start of a line is no list.
fn numbered(text: &str) -> String {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(n_digits);
    if rest.starts_with(['.', ')']) { format!("{digits}\\{rest}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_markup() {
        assert_eq!(escape("a *b* [c](d) <e> & `f`\n# g"), "a \\*b\\* \\[c\\](d) &lt;e&gt; &amp; \\`f\\` \\# g");
        assert_eq!(escape("- x"), "\\- x");
        assert_eq!(escape("12. x"), "12\\. x");
        assert_eq!(escape("12 x"), "12 x");
        assert_eq!(address("javascript:alert(1)"), "`javascript:alert(1)`");
        assert_eq!(address("https://a.b/<c> d"), "<https://a.b/%3Cc%3E%20d>");
    }
}
