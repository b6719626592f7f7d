//! Where an export comes from: which data, which filter, which rule, when, and that it is a selection.

use super::{Content, one_line, records, short_name};
use crate::model::{Date, Day};
use crate::query::{CountingRule, Totals, totals_of_rows};
use serde_json::{Map, Value, json};

/// That no total is what readers take it for.
const NOTE: &str = "A selection, not a census: no total is the toll of the Islamic State.";

/// A timeline that an export comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Data {
    /// The last part of its path.
    pub file: String,
    /// Its title, else its file.
    pub title: String,
    /// The version of the data; empty where the file names none.
    pub version: String,
    /// Whether it has changes that are not saved.
    pub is_unsaved: bool,
    /// Licence, as an SPDX expression; empty where the file names none.
    pub license: String,
}

/// Where an export comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Stamp {
    /// A line that every output carries; empty is none.
    pub marking: String,
    /// The timelines.
    pub data: Vec<Data>,
    /// The day of the export.
    pub exported: Day,
    /// The filter; empty is everything.
    pub query: String,
    /// The counting rule.
    pub rule: CountingRule,
    /// The day as of which the record is shown; `None` is as recorded.
    pub as_of: Option<Date>,
    /// What the incidents add up to.
    pub totals: Totals,
}

impl Data {
    /// Title, version and licence.
    pub fn words(&self) -> String {
        let mut words = one_line(&self.title);
        if !self.version.is_empty() {
            words += &format!(", version {}", one_line(&self.version));
        }
        if self.is_unsaved {
            words += ", with changes that are not saved";
        }
        if !self.license.is_empty() {
            words += &format!(" ({})", one_line(&self.license));
        }
        words
    }
}

impl Stamp {
    /// The stamp of an export.
    pub fn new(content: &Content<'_>) -> Self {
        let files = content.loaded.catalog.files().iter().enumerate();
        let data = files.map(|(i, file)| {
            let (name, header) = (short_name(&file.name), &file.header);
            Data {
                file: name.to_owned(),
                title: if header.title.is_empty() { name.to_owned() } else { header.title.clone() },
                version: header.version.clone(),
                is_unsaved: content.unsaved.get(i).copied().unwrap_or(false),
                license: header.license.clone(),
            }
        });
        Self {
            marking: one_line(content.marking),
            data: data.collect(),
            exported: content.exported,
            query: content.query.to_string(),
            rule: *content.rule,
            as_of: content.as_of,
            totals: totals_of_rows(&content.loaded.columns, content.rows, content.rule),
        }
    }

    /// The titles of the data.
    pub fn title(&self) -> String {
        self.data.iter().map(|data| one_line(&data.title)).collect::<Vec<_>>().join(" + ")
    }

    /// "Daymark 0.1.0".
    pub fn program() -> String {
        format!("Daymark {}", env!("CARGO_PKG_VERSION"))
    }

    /// What it says, as names and words, the marking not among them.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines: Vec<(&str, String)> = self.data.iter().map(|data| ("Data", data.words())).collect();
        let totals = &self.totals;
        lines.push(("Exported", format!("{} by {}", self.exported.long(), Self::program())));
        lines.push(("Filter", if self.query.is_empty() { "none".to_owned() } else { self.query.clone() }));
        lines.push(("Counting rule", format!("{}: {}", self.rule, self.rule.words())));
        let as_of = self.as_of.map_or("as recorded".to_owned(), |date| format!("as known on {}", date.latest().long()));
        lines.push(("Record", as_of));
        lines.push(("Incidents", format!("{}, of which {} counted", totals.incidents, totals.counted)));
        lines.push(("Killed", totals.killed.words_by(self.rule.headline)));
        lines.push(("Injured", totals.injured.words_by(self.rule.headline)));
        lines.push(("Note", NOTE.to_owned()));
        lines
    }

    /// All of it on one line, the marking first.
    pub fn one_line(&self) -> String {
        let lines = self.lines().into_iter().map(|(name, words)| format!("{name}: {}", words.trim_end_matches('.')));
        let marking = Some(self.marking.clone()).filter(|marking| !marking.is_empty());
        marking.into_iter().chain(lines).collect::<Vec<_>>().join(". ") + "."
    }

    /// The stamp as a JSON object.
    pub fn json(&self) -> Value {
        let data: Vec<Value> = self.data.iter().map(Data::json).collect();
        let mut map = Map::new();
        let marking = Some(self.marking.as_str()).filter(|marking| !marking.is_empty());
        map.insert("marking".to_owned(), marking.into());
        map.insert("exported".to_owned(), self.exported.to_string().into());
        map.insert("program".to_owned(), Self::program().into());
        map.insert("data".to_owned(), data.into());
        map.insert("query".to_owned(), self.query.clone().into());
        map.insert("rule".to_owned(), self.rule.to_string().into());
        map.insert("rule_words".to_owned(), self.rule.words().into());
        map.insert("as_of".to_owned(), records::date(self.as_of));
        map.insert("incidents".to_owned(), self.totals.incidents.into());
        map.insert("counted".to_owned(), self.totals.counted.into());
        map.insert("killed".to_owned(), records::sum(&self.totals.killed));
        map.insert("injured".to_owned(), records::sum(&self.totals.injured));
        map.insert("note".to_owned(), NOTE.into());
        map.into()
    }
}

impl Data {
    fn json(&self) -> Value {
        json!({
            "file": self.file,
            "title": self.title,
            "version": self.version,
            "unsaved_changes": self.is_unsaved,
            "license": self.license,
        })
    }
}
