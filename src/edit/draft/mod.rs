//! A record on its way into the file: what was typed in each field, checked, and made a command of.
//!
//! ```text
//! Incident → Draft (texts) → check → Incident and problems → Command
//! ```
//!
//! A text that does not fit its field stays in the draft as typed; the command takes the value from before. A text that
//! was not touched stands for the value it was made of, whatever it reads back as: a form saved unchanged changes nothing.

mod check;
mod check_rows;
mod command;
mod coordinates;
mod field;
mod find;
mod follow;
mod link;
mod name;
mod outline;
mod read;
mod sheet;
mod warn;

pub use check::{Checked, FieldProblem, Level, Said};
pub(super) use command::changes;
pub use field::{About, Field, Rows, Takes, Word, Words};
pub use link::{Link, same_page};
pub use outline::Outline;
pub(super) use read::bare;

use super::Document;
use crate::format::{from_text, to_text};
use crate::model::{Incident, IncidentId, SourceId};
use serde::{Deserialize, Serialize};
use sheet::Sheet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was typed, by field; a field that is not there is empty.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Field, String>);

impl Texts {
    fn of(texts: impl IntoIterator<Item = (Field, String)>) -> Self {
        Self(texts.into_iter().filter(|(_, text)| !text.is_empty()).collect())
    }

    /// The text of a field.
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    fn set(&mut self, field: Field, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, text);
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A row of a form: a report, an attribution and so on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Names the row while the draft lives, wherever it moves.
    pub key: u32,
    /// What was typed in it.
    pub texts: Texts,
    /// Of a source: the id by which other rows name it.
    #[serde(default)]
    id: String,
    /// Its place in the record that the draft was made of; of a source, that the file holds it.
    was: Option<usize>,
}

impl Row {
    fn new(key: u32, texts: Texts, was: Option<usize>) -> Self {
        Self { key, texts, id: String::new(), was }
    }

    /// Of a source: the id by which other rows name it.
    pub fn source_id(&self) -> &str {
        &self.id
    }

    /// Of a source: whether the file holds it already, and it is only changed.
    pub fn is_known_source(&self) -> bool {
        self.was.is_some() && !self.id.is_empty()
    }
}

/// A place in a form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spot {
    /// The field.
    pub field: Field,
    /// The key of its row; 0 for a field of the record itself.
    pub row: u32,
}

impl From<Field> for Spot {
    fn from(field: Field) -> Self {
        Self { field, row: 0 }
    }
}

/// What a draft is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
enum Subject {
    /// An incident.
    #[default]
    Incident,
    /// The timeline's own data: header, groups and periods.
    Timeline,
}

/// What a draft was made of, as the file has it.
#[derive(Clone, PartialEq, Debug)]
enum Base {
    Incident(Arc<Incident>),
    Outline(Arc<Outline>),
}

/// An incident, or the timeline's own data, as typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The file it belongs to: its name, or what else tells it from others.
    pub file: String,
    #[serde(default)]
    subject: Subject,
    /// Id of the incident that is edited; `None` for a new one.
    pub of: Option<String>,
    texts: Texts,
    rows: BTreeMap<Rows, Vec<Row>>,
    /// Keys are never used twice.
    next_key: u32,
    /// What the file has; not kept, [`Draft::follow`] finds it again.
    #[serde(skip)]
    base: Option<Base>,
}

impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        (&self.file, self.subject, &self.of, &self.texts, &self.rows)
            == (&other.file, other.subject, &other.of, &other.texts, &other.rows)
    }
}

impl Draft {
    /// A draft of an incident that the document holds.
    pub fn of(document: &Document, incident: &Arc<Incident>) -> Self {
        let mut draft = Self::empty(document);
        draft.of = Some(incident.id.to_string());
        let sheet = Sheet::of(incident, document);
        draft.fill(&sheet);
        draft.base = Some(Base::Incident(Arc::clone(incident)));
        draft
    }

    /// A draft of a new incident: an attack of unknown authors with low confidence, until something else is typed.
    pub fn new(document: &Document) -> Self {
        let mut draft = Self::empty(document);
        draft.texts.set(Field::Kind, "Attack");
        draft.texts.set(Field::Confidence, "Low");
        let unattributed = document.actor(&crate::model::ActorId::from("unattributed"));
        if let Some(actor) = unattributed {
            draft.texts.set(Field::Branch, sheet::actor_text(document, &actor.id));
        }
        draft
    }

    /// A draft of a new incident that says what another says, but for its id.
    pub fn copy_of(document: &Document, incident: &Incident) -> Self {
        let mut draft = Self::empty(document);
        draft.fill(&Sheet::of(incident, document));
        for row in draft.rows.values_mut().flatten() {
            row.was = None;
        }
        draft.texts.set(Field::Id, "");
        draft.texts.set(Field::PreviousIds, "");
        draft
    }

    fn empty(document: &Document) -> Self {
        let (texts, rows) = (Texts::default(), BTreeMap::new());
        let subject = Subject::Incident;
        Self { file: document.name.clone(), subject, of: None, texts, rows, next_key: 1, base: None }
    }

    fn fill(&mut self, sheet: &Sheet) {
        self.texts = sheet.texts.clone();
        for rows in Rows::ALL {
            for (i, texts) in sheet.rows(rows).iter().enumerate() {
                let key = self.key();
                self.rows.entry(rows).or_default().push(Row::new(key, texts.clone(), Some(i)));
            }
        }
    }

    fn key(&mut self) -> u32 {
        self.next_key += 1;
        self.next_key - 1
    }

    /// Whether it is of a new incident.
    pub fn is_new(&self) -> bool {
        self.of.is_none()
    }

    /// Whether anything was typed in a new draft besides what it begins with.
    pub fn says_anything(&self) -> bool {
        let is_given = |field: &Field| matches!(field, Field::Kind | Field::Confidence | Field::Branch);
        self.texts.0.keys().any(|field| !is_given(field))
            || self.rows.iter().any(|(rows, all)| all.iter().any(|row| !check::is_blank(*rows, row)))
    }

    /// What was typed at a place.
    pub fn get(&self, spot: impl Into<Spot>) -> &str {
        let spot = spot.into();
        match spot.field.about().rows {
            None => self.texts.get(spot.field),
            Some(rows) => self.row(rows, spot.row).map_or("", |row| row.texts.get(spot.field)),
        }
    }

    /// Types a text at a place.
    pub fn set(&mut self, spot: impl Into<Spot>, text: impl Into<String>) {
        let spot = spot.into();
        match spot.field.about().rows {
            None => self.texts.set(spot.field, text),
            Some(rows) => {
                let row = self.rows.get_mut(&rows).and_then(|all| all.iter_mut().find(|row| row.key == spot.row));
                if let Some(row) = row {
                    row.texts.set(spot.field, text);
                }
            }
        }
    }

    /// The rows of a list, in order.
    pub fn rows(&self, rows: Rows) -> &[Row] {
        self.rows.get(&rows).map_or(&[], Vec::as_slice)
    }

    fn row(&self, rows: Rows, key: u32) -> Option<&Row> {
        self.rows(rows).iter().find(|row| row.key == key)
    }

    /// Adds an empty row at the end of a list; its key.
    pub fn add_row(&mut self, rows: Rows) -> u32 {
        let key = self.key();
        let mut texts = Texts::default();
        match rows {
            Rows::Attributions => texts.set(Field::AttributionKind, "Claim"),
            Rows::Related => texts.set(Field::How, "Related"),
            Rows::Sources => texts.set(Field::SourceKind, "Press"),
            Rows::Reports | Rows::Cites | Rows::Actors | Rows::Periods => {}
        }
        self.rows.entry(rows).or_default().push(Row::new(key, texts, None));
        key
    }

    /// Takes a row out. A new source that nothing names any more goes with it.
    pub fn remove_row(&mut self, rows: Rows, key: u32) {
        if let Some(all) = self.rows.get_mut(&rows) {
            all.retain(|row| row.key != key);
        }
    }

    /// Moves a row one place up or down; whether it could.
    pub fn move_row(&mut self, rows: Rows, key: u32, is_down: bool) -> bool {
        let Some(all) = self.rows.get_mut(&rows) else { return false };
        let Some(at) = all.iter().position(|row| row.key == key) else { return false };
        let to = if is_down { Some(at + 1) } else { at.checked_sub(1) };
        match to.filter(|to| *to < all.len()) {
            Some(to) => {
                all.swap(at, to);
                true
            }
            None => false,
        }
    }

    /// The incident as the file has it.
    pub fn base(&self) -> Option<&Arc<Incident>> {
        match &self.base {
            Some(Base::Incident(incident)) => Some(incident),
            _ => None,
        }
    }

    /// Whether both were made of the same.
    pub fn has_base_of(&self, other: &Self) -> bool {
        self.base == other.base
    }

    /// Makes a source row of a pasted link, or finds the source that has it; the id to name.
    pub fn take_link(&mut self, document: &Document, text: &str) -> Option<SourceId> {
        let link = Link::read(text)?;
        if let Some(source) = link.source_in(document) {
            return Some(source.id.clone());
        }
        let known = self.rows(Rows::Sources).iter().find(|row| same_page(row.texts.get(Field::Url), &link.url));
        let key = match known {
            Some(row) => row.key,
            None => {
                let key = self.add_row(Rows::Sources);
                link.fill(document, |field, text| self.set(Spot { field, row: key }, text));
                self.settle_sources(document);
                key
            }
        };
        self.row(Rows::Sources, key).map(|row| SourceId(row.id.clone()))
    }

    /// Opens a source of the file for changes; the key of its row. `None` if the file does not hold it.
    pub fn edit_source(&mut self, document: &Document, id: &SourceId) -> Option<u32> {
        if let Some(row) = self.rows(Rows::Sources).iter().find(|row| row.id == id.as_str()) {
            return Some(row.key);
        }
        let texts = sheet::source(document.source(id)?);
        let key = self.key();
        self.rows.entry(Rows::Sources).or_default().push(Row { id: id.to_string(), ..Row::new(key, texts, Some(0)) });
        Some(key)
    }

    /// Gives each new source the id that was typed, else one made of publisher and date; rows that name it follow.
    pub fn settle_sources(&mut self, document: &Document) {
        for at in 0..self.rows(Rows::Sources).len() {
            let Some(row) = self.rows(Rows::Sources).get(at) else { continue };
            let typed = row.texts.get(Field::SourceId).trim().to_owned();
            let others = self.rows(Rows::Sources).iter().filter(|other| other.key != row.key);
            let others: Vec<SourceId> = others.map(|other| SourceId(other.id.clone())).collect();
            let id = match typed.is_empty() {
                true => name::source_id(&row.texts, document, &others).0,
                false => typed,
            };
            let old = row.id.clone();
            if old == id || row.is_known_source() {
                continue;
            }
            if !old.is_empty() {
                self.rename_source(&old, &id);
            }
            if let Some(row) = self.rows.get_mut(&Rows::Sources).and_then(|rows| rows.get_mut(at)) {
                row.id = id;
            }
        }
    }

    fn rename_source(&mut self, old: &str, new: &str) {
        let of = |takes: fn(Takes) -> bool| Field::ALL.iter().copied().filter(move |field| takes(field.about().takes));
        for row in self.rows.values_mut().flatten() {
            for field in of(|takes| matches!(takes, Takes::Source)) {
                if row.texts.get(field) == old {
                    row.texts.set(field, new);
                }
            }
            for field in of(|takes| matches!(takes, Takes::Sources)) {
                let parts: Vec<&str> = row.texts.get(field).split(',').map(str::trim).collect();
                if parts.contains(&old) {
                    let renamed: Vec<&str> = parts.iter().map(|part| if *part == old { new } else { *part }).collect();
                    row.texts.set(field, renamed.join(", "));
                }
            }
        }
    }

    /// The id of a new incident: as typed, else made of date and title.
    pub fn incident_id(&self, document: &Document) -> IncidentId {
        let typed = self.texts.get(Field::Id).trim();
        if !typed.is_empty() {
            return IncidentId::from(typed);
        }
        name::incident_id(self.texts.get(Field::When), self.texts.get(Field::Title), document)
    }

    /// The draft as RON text.
    pub fn to_text(&self) -> String {
        to_text(self)
    }

    /// The draft of a text that [`Self::to_text`] made; `None` if it is none.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut draft: Self = from_text(text)?;
        // A key used twice would make two rows one.
        let highest = draft.rows.values().flatten().map(|row| row.key).max().unwrap_or(0);
        draft.next_key = draft.next_key.max(highest.saturating_add(1)).max(1);
        Some(draft)
    }
}
