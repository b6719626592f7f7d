//! An incident in words, for the exports that are read: said here once, set by each format in its own way.

use super::{Content, plain_url};
use crate::model::{
    Attribution, Date, Figure, GeoPrecision, InFigures, Incident, Perpetrators, Relation, Report, Source, SourceId,
    Vocabulary, thousands,
};
use crate::query::{GroupKey, Mask, Row, Sum, totals_by};
use crate::view::report_day;
use std::collections::HashMap;

/// That a report is the group's own.
pub(super) const CLAIMED: &str = "the group's own figure, never counted";

/// That nothing is exported.
pub(super) const NOTHING: &str = "No incident matches the filter.";

/// What one source said of the figures, in words.
pub(super) struct Reported<'a> {
    /// The day it stood for, or "undated".
    pub(super) day: String,
    pub(super) source: &'a SourceId,
    pub(super) killed: Option<String>,
    pub(super) injured: Option<String>,
    /// A figure of something else, such as "missing 1".
    pub(super) other: Option<String>,
    pub(super) is_claimed: bool,
    pub(super) note: Option<&'a str>,
}

impl<'a> Reported<'a> {
    pub(super) fn new(content: &Content<'_>, report: &'a Report) -> Self {
        let words = |figure: &Option<Figure>| figure.as_ref().map(Figure::words);
        Self {
            day: report_day(report, &content.loaded.catalog).map_or("undated".to_owned(), Date::words),
            source: &report.source,
            killed: words(&report.killed),
            injured: words(&report.injured),
            other: report.other.as_ref().map(|other| format!("{} {}", other.what, other.figure.words())),
            is_claimed: report.claimed,
            note: report.note.as_deref(),
        }
    }

    /// All of it but the source, on one line.
    pub(super) fn line(&self) -> String {
        let killed = self.killed.as_ref().map(|words| format!("killed {words}"));
        let injured = self.injured.as_ref().map(|words| format!("injured {words}"));
        let said: Vec<String> = [killed, injured, self.other.clone()].into_iter().flatten().collect();
        let claimed = if self.is_claimed { format!(" ({CLAIMED})") } else { String::new() };
        let note = self.note.map_or(String::new(), |note| format!("; {note}"));
        format!("{}: {}{claimed}{note}", self.day, said.join(", "))
    }
}

/// Who says that who did it, without the source.
pub(super) fn attribution(content: &Content<'_>, said: &Attribution) -> String {
    let by = said.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let wording = said.wording.as_ref().map_or(String::new(), |wording| format!(", reported as “{wording}”"));
    let on = said.on.map_or(String::new(), |on| format!(", {}", on.words()));
    let actor = content.loaded.catalog.actors().full_name(&said.actor);
    format!("{}{by}: {actor}{wording}{on}", said.kind.label())
}

/// The attackers' own dead, and whether the figures hold them.
pub(super) fn attackers(own: Option<Perpetrators>) -> Option<String> {
    let own = own?;
    let killed = own.killed.map_or("number killed not known".to_owned(), |n| format!("{} killed", thousands(n.into())));
    let words = match own.in_figures {
        InFigures::Yes => "included in the figures",
        InFigures::No => "not included in the figures",
        InFigures::Unknown => "whether the figures include them is not told",
    };
    Some(format!("{killed}; {words}"))
}

/// Whether the rule counts an incident, and if not, why.
pub(super) fn counted(content: &Content<'_>, row: Row) -> String {
    match content.rule.reason_against(row as usize, &content.loaded.columns) {
        None => "Counted".to_owned(),
        Some(reason) => format!("Not counted: {}", reason.words()),
    }
}

/// The place, and how exactly it is known where that is not to the spot.
pub(super) fn place(incident: &Incident) -> String {
    let words = incident.place.words();
    match incident.place.precision {
        GeoPrecision::Site => words,
        precision => format!("{words} ({})", precision.definition().to_lowercase()),
    }
}

/// A number as it stands in a table; a dash where it is not known.
pub(super) fn number(n: Option<u32>) -> String {
    n.map_or_else(|| "–".to_owned(), |n| thousands(n.into()))
}

/// An incident that another is tied to.
pub(super) enum Tied<'a> {
    /// How, which, and when that was.
    Row(&'static str, Row, String),
    /// How, and the id of one that is in no open file.
    Missing(&'static str, &'a str),
}

/// What an incident is tied to, by its own record or another's.
pub(super) fn ties<'a>(content: &Content<'_>, row: Row, incident: &'a Incident) -> Vec<Tied<'a>> {
    let loaded = content.loaded;
    let tie = |tie: &crate::view::Link| {
        let is_named = tie.from == row;
        let other = if is_named { tie.to } else { tie.from };
        let how = match (tie.how, is_named) {
            (Relation::FollowUp, false) => "Follows up",
            (how, _) => how.label(),
        };
        let when = loaded.catalog.incident(other).map_or(String::new(), |incident| incident.when.words());
        Tied::Row(how, other, when)
    };
    let missing = incident.related.iter().filter(|other| loaded.catalog.row(other.id.as_str()).is_none());
    let missing = missing.map(|other| Tied::Missing(other.how.label(), other.id.as_str()));
    loaded.links().of(row).iter().map(tie).chain(missing).collect()
}

/// The address to which a link may lead: only one of the web.
pub(super) fn web_address(url: Option<&str>) -> Option<String> {
    let url = plain_url(url?, &[]);
    is_web(&url).then_some(url)
}

/// Whether an address is one of the web.
pub(super) fn is_web(url: &str) -> bool {
    let begins = |with: &str| url.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins("https://") || begins("http://")
}

/// A part of the incidents, added up.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) incidents: String,
    pub(super) counted: String,
    pub(super) killed: String,
    pub(super) injured: String,
}

/// The names of the columns of [`parts`].
pub(super) fn part_columns(key: GroupKey) -> [&'static str; 5] {
    [key.label(), "Incidents", "Counted", "Killed", "Injured"]
}

/// The incidents split by a key, each part with its sums as ranges.
pub(super) fn parts(content: &Content<'_>, key: GroupKey) -> Vec<Part> {
    let columns = &content.loaded.columns;
    let mask = Mask::from_rows(columns.len(), content.rows.iter().copied());
    let groups = totals_by(columns, &mask, content.rule, key);
    let part = |group: crate::query::Group| {
        let sum = |sum: &Sum| {
            if group.counted == 0 { "–".to_owned() } else { sum.words_by(content.rule.headline) }
        };
        Part {
            incidents: thousands(group.incidents.into()),
            counted: thousands(group.counted.into()),
            killed: sum(&group.killed),
            injured: sum(&group.injured),
            name: group.label,
        }
    };
    groups.into_iter().map(part).collect()
}

/// Sources numbered by first mention, from 1.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    numbers: HashMap<&'a SourceId, usize>,
    sources: Vec<&'a Source>,
}

impl<'a> Numbers<'a> {
    /// The number of a source, a new one at first mention; `None` for one that no file knows.
    pub(super) fn of(&mut self, content: &'a Content<'_>, id: &SourceId) -> Option<usize> {
        if let Some(number) = self.numbers.get(id) {
            return Some(*number);
        }
        let source = content.loaded.catalog.source(id)?;
        self.sources.push(source);
        self.numbers.insert(&source.id, self.sources.len());
        Some(self.sources.len())
    }

    /// The sources, in order of their numbers.
    pub(super) fn sources(&self) -> &[&'a Source] {
        &self.sources
    }
}

/// The ISO 15924 code of the script that a name in another one begins with; `None` for Latin and what is not told here.
pub(super) fn script(text: &str) -> Option<&'static str> {
    text.chars().find_map(|c| match c {
        '\u{370}'..='\u{3ff}' => Some("Grek"),
        '\u{400}'..='\u{52f}' => Some("Cyrl"),
        '\u{590}'..='\u{5ff}' => Some("Hebr"),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' => Some("Arab"),
        '\u{900}'..='\u{97f}' => Some("Deva"),
        '\u{980}'..='\u{9ff}' => Some("Beng"),
        '\u{4e00}'..='\u{9fff}' => Some("Hani"),
        _ => None,
    })
}
