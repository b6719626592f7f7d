//! iCalendar (RFC 5545): an all-day event for each incident whose days are known.
//!
//! What is known only to a month, a year or "one day between" gets no day that nobody knows: it is a journal entry
//! without a date, its text says when it was, and the calendar's own text says how many there are.

use super::row::point;
use super::{Content, Pace, Stamp, Stopped};
use crate::model::{Day, Incident, Precision, Vocabulary, When};
use crate::query::{Entry, Row};
use crate::view::cite_source;

/// Octets of a line, its end not counting.
const LINE_OCTETS: usize = 75;

/// The calendar, its lines ended by CR LF.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let mut entries = Lines::default();
    let mut n_undated = 0;
    for (i, (row, entry)) in content.incidents().enumerate() {
        pace.step(i)?;
        let days = days(entry.incident.when);
        n_undated += usize::from(days.is_none());
        put_entry(&mut entries, content, row, entry, days);
    }
    let stamp = Stamp::new(content);
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", &format!("-//Daymark//{}//EN", Stamp::program()));
    lines.put("CALSCALE", "GREGORIAN");
    let about = about(&stamp, n_undated);
    for name in ["NAME", "X-WR-CALNAME"] {
        lines.put(name, &escape(&stamp.title()));
    }
    for name in ["DESCRIPTION", "X-WR-CALDESC"] {
        lines.put(name, &escape(&about));
    }
    lines.text.push_str(&entries.text);
    lines.put("END", "VCALENDAR");
    Ok(lines.text)
}

fn about(stamp: &Stamp, n_undated: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(Some(stamp.marking.clone()).filter(|marking| !marking.is_empty()));
    lines.extend(stamp.lines().into_iter().map(|(name, words)| format!("{name}: {words}")));
    if n_undated > 0 {
        let what =
            if n_undated == 1 { "incident has no known day and is a" } else { "incidents have no known day and are" };
        let entries = if n_undated == 1 { "journal entry" } else { "journal entries" };
        lines.push(format!("Not in the calendar's days: {n_undated} {what} {entries} without a date."));
    }
    lines.join("\n")
}

/// First and last day, both counting, if they are known.
fn days(when: When) -> Option<(Day, Day)> {
    let is_day = |date: crate::model::Date| date.precision() == Precision::Day;
    match when {
        When::On(date) if is_day(date) => Some((date.earliest(), date.earliest())),
        When::Span(a, b) if is_day(a) && is_day(b) => Some((a.earliest(), b.latest())),
        _ => None,
    }
}

fn put_entry(lines: &mut Lines, content: &Content<'_>, row: Row, entry: &Entry, days: Option<(Day, Day)>) {
    let incident = &entry.incident;
    let what = if days.is_some() { "VEVENT" } else { "VJOURNAL" };
    lines.put("BEGIN", what);
    lines.put("UID", &escape(&format!("{}@daymark", incident.id)));
    lines.put("DTSTAMP", &format!("{}T000000Z", basic(content.exported)));
    if let Some((first, last)) = days {
        lines.put("DTSTART;VALUE=DATE", &basic(first));
        // The end does not count.
        lines.put("DTEND;VALUE=DATE", &basic(last + 1));
    }
    lines.put("SUMMARY", &escape(&summary(incident, days.is_some())));
    lines.put("DESCRIPTION", &escape(&description(content, row, incident)));
    let branch = content.loaded.catalog.actors().label(&incident.branch);
    lines.put("CATEGORIES", &format!("{},{}", escape(incident.kind.label()), escape(branch)));
    if days.is_some() {
        lines.put("LOCATION", &escape(&incident.place.words()));
        if let Some((latitude, longitude)) = point(incident) {
            lines.put("GEO", &format!("{latitude};{longitude}"));
        }
        lines.put("TRANSP", "TRANSPARENT");
    }
    lines.put("END", what);
}

fn summary(incident: &Incident, is_dated: bool) -> String {
    let is_plain = incident.when.qualifier() == Default::default();
    if is_dated && is_plain {
        return incident.title.clone();
    }
    format!("{} ({})", incident.title, incident.when.words())
}

fn description(content: &Content<'_>, row: Row, incident: &Incident) -> String {
    let counted = if content.counts(row) { "" } else { " (not counted by the rule of this export)" };
    let mut lines = vec![
        super::one_line(content.marking),
        incident.summary.clone(),
        format!("When: {}", incident.when.words()),
        format!("Where: {}", incident.place.words()),
        format!("Killed: {}. Injured: {}{counted}.", incident.killed().words(), incident.injured().words()),
    ];
    lines.extend(incident.doubts.iter().map(|doubt| format!("Not confirmed: {doubt}")));
    let sources = incident.source_ids().into_iter().filter_map(|id| content.loaded.catalog.source(id));
    lines.extend(sources.map(|source| format!("Source: {}", cite_source(source))));
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

/// `20240322`.
fn basic(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        self.text.push_str(&fold(&format!("{name}:{value}")));
    }
}

/// A text as the value of a property: `\`, `;`, `,` and line ends escaped, other control characters left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line of any length as lines of at most 75 octets, each ended by CR LF; no character is cut in two.
pub fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / 32 + 2);
    let mut n_octets = 0;
    for c in line.chars() {
        if n_octets + c.len_utf8() > LINE_OCTETS {
            folded.push_str("\r\n ");
            n_octets = 1;
        }
        folded.push(c);
        n_octets += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}
