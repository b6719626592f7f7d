//! JSON for Knight Lab's TimelineJS 3: a slide for each incident, an era for each period, a title slide with the stamp.
//!
//! Its texts are HTML, so all of ours is escaped. A date carries only what is known of it; `display_date` says it in
//! words.

use super::markup::escape;
use super::{Content, Pace, Stamp, Stopped, dates, plain_url};
use crate::model::{Date, Incident, Period, Precision, When};
use crate::query::{Entry, Row};
use serde_json::{Map, Value, json};

/// The document.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let mut events = Vec::new();
    for (i, (row, entry)) in content.incidents().enumerate() {
        pace.step(i)?;
        events.push(event(content, row, entry));
    }
    let eras: Vec<Value> = content.loaded.catalog.periods().map(|period| era(content, period)).collect();
    let value = json!({"scale": "human", "title": title(&Stamp::new(content)), "events": events, "eras": eras});
    Ok(format!("{value:#}\n"))
}

fn title(stamp: &Stamp) -> Value {
    let lines = stamp.lines().into_iter().map(|(name, words)| format!("{name}: {words}"));
    let marking = Some(stamp.marking.clone()).filter(|marking| !marking.is_empty());
    let lines: Vec<String> = marking.into_iter().chain(lines).collect();
    json!({"text": {"headline": escape(&stamp.title()), "text": paragraphs(&lines)}})
}

fn event(content: &Content<'_>, row: Row, entry: &Entry) -> Value {
    let incident = &entry.incident;
    let (start, end) = dates::ends(incident.when);
    let mut map = Map::new();
    map.insert("unique_id".to_owned(), incident.id.as_str().into());
    map.insert("start_date".to_owned(), date(start));
    if let Some(end) = end.filter(|end| *end != start) {
        map.insert("end_date".to_owned(), date(end));
    }
    map.insert("display_date".to_owned(), display_date(incident.when).into());
    map.insert("group".to_owned(), escape(content.loaded.catalog.actors().label(&incident.branch)).into());
    let text = json!({"headline": escape(&incident.title), "text": body(content, row, incident)});
    map.insert("text".to_owned(), text);
    map.insert("autolink".to_owned(), false.into());
    map.into()
}

/// TimelineJS shows it in place of a date of its own making; HTML.
fn display_date(when: When) -> String {
    let words = when.words();
    let words = match when.precision() {
        Precision::Month | Precision::Year => format!("{words}, day not known"),
        _ => words,
    };
    escape(&words)
}

fn body(content: &Content<'_>, row: Row, incident: &Incident) -> String {
    let counted = if content.counts(row) { "" } else { " (not counted by the rule of this export)" };
    let mut lines = vec![
        incident.summary.clone(),
        incident.place.words(),
        format!("Killed: {}. Injured: {}{counted}.", incident.killed().words(), incident.injured().words()),
    ];
    lines.extend(incident.doubts.iter().map(|doubt| format!("Not confirmed: {doubt}")));
    lines.retain(|line| !line.trim().is_empty());
    let sources = incident.source_ids().into_iter().filter_map(|id| content.loaded.catalog.source(id));
    let sources: Vec<String> = sources
        .map(|source| {
            let publisher = escape(&source.publisher);
            let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
            match source.url.as_ref().filter(is_web) {
                Some(url) => format!("<a href=\"{}\" rel=\"noreferrer\">{publisher}</a>", escape(&plain_url(url, &[]))),
                None => publisher,
            }
        })
        .collect();
    let sources = match sources.is_empty() {
        true => String::new(),
        false => format!("<p>Sources: {}</p>", sources.join(", ")),
    };
    paragraphs(&lines) + &sources
}

/// An era needs both ends; what still goes on reaches to the end of the timeline, and its name says so.
fn era(content: &Content<'_>, period: &Period) -> Value {
    let (start, end) = dates::ends(period.when);
    let last = Date::from_day(content.loaded.catalog.span().1.max(start.latest()));
    let goes_on = if end.is_none() { ", still going on" } else { "" };
    json!({
        "start_date": date(start),
        "end_date": date(end.unwrap_or(last)),
        "text": {"headline": escape(&format!("{}{goes_on}", period.title))},
    })
}

fn date(date: Date) -> Value {
    let (year, month, day) = dates::numbers(date);
    let mut map = Map::new();
    map.insert("year".to_owned(), year.into());
    map.extend(month.map(|month| ("month".to_owned(), month.into())));
    map.extend(day.map(|day| ("day".to_owned(), day.into())));
    map.into()
}

fn paragraphs(lines: &[String]) -> String {
    lines.iter().map(|line| format!("<p>{}</p>", escape(line))).collect()
}
