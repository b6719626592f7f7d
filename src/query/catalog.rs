//! The incidents of all open timelines in one order.

use super::{ActorTree, Row};
use crate::model::{Day, FileRecords, Incident, IncidentId, Period, Source, SourceId};
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// An incident and the file it comes from.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Index into [`Catalog::files`].
    pub file: u16,
    /// The record.
    pub incident: Arc<Incident>,
}

/// The incidents of all open timelines, ordered by earliest day, latest day, id; a [`Row`] is an index in that order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Catalog {
    files: Vec<FileRecords>,
    incidents: Vec<Entry>,
    actors: ActorTree,
    row_by_id: HashMap<IncidentId, Row>,
    source_at: HashMap<SourceId, (usize, usize)>,
}

impl Catalog {
    /// Puts the files together. Where an id of an actor or source is in two files, the first file tells it.
    pub fn new(files: Vec<FileRecords>) -> Self {
        let mut incidents: Vec<Entry> = Vec::new();
        for (file, records) in files.iter().enumerate() {
            let file = u16::try_from(file).unwrap_or(u16::MAX);
            incidents.extend(records.incidents.iter().map(|incident| Entry { file, incident: Arc::clone(incident) }));
        }
        incidents.sort_by(|a, b| order(&a.incident).cmp(&order(&b.incident)));
        let actors = ActorTree::new(files.iter().flat_map(|file| &file.actors));
        let row_by_id = rows_by_id(&incidents);
        let mut source_at = HashMap::new();
        for (file, records) in files.iter().enumerate() {
            for (i, source) in records.sources.iter().enumerate() {
                source_at.entry(source.id.clone()).or_insert((file, i));
            }
        }
        Self { files, incidents, actors, row_by_id, source_at }
    }

    /// The files, in the order they were given.
    pub fn files(&self) -> &[FileRecords] {
        &self.files
    }

    /// The incidents, by row.
    pub fn incidents(&self) -> &[Entry] {
        &self.incidents
    }

    /// The incident of a row.
    pub fn incident(&self, row: Row) -> Option<&Arc<Incident>> {
        self.incidents.get(row as usize).map(|entry| &entry.incident)
    }

    /// The row of the incident that has this id, else of one that once had it.
    pub fn row(&self, id: &str) -> Option<Row> {
        self.row_by_id.get(id).copied()
    }

    /// The source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        let (file, i) = self.source_at.get(id)?;
        self.files.get(*file)?.sources.get(*i).map(|source| &**source)
    }

    /// Every background span, file by file.
    pub fn periods(&self) -> impl Iterator<Item = &Period> {
        self.files.iter().flat_map(|file| &file.periods)
    }

    /// The tree of actors.
    pub fn actors(&self) -> &ActorTree {
        &self.actors
    }

    /// First and last day that the timelines cover, both counting: the spans of the files taken together. A file
    /// without one covers its incidents; with nothing at all it is the decade of the program, 2015 to 2024.
    pub fn span(&self) -> (Day, Day) {
        let spans = self.files.iter().filter_map(file_span);
        spans.reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or((Day::from_days(16_436), Day::from_days(20_088)))
    }
}

/// Days that the file's totals cover, both counting: its `span`, else from its first to its last incident.
pub(super) fn file_span(file: &FileRecords) -> Option<(Day, Day)> {
    let first = file.incidents.iter().map(|incident| incident.when.earliest()).min();
    let last = file.incidents.iter().map(|incident| incident.latest()).max();
    match file.header.span {
        Some(span) => Some((span.earliest(), span.latest().or(last).unwrap_or_else(|| span.earliest()))),
        None => first.zip(last),
    }
}

fn order(incident: &Incident) -> (Day, Day, &IncidentId) {
    (incident.when.earliest(), incident.latest(), &incident.id)
}

/// Present ids win over previous ones, the first row over later ones.
fn rows_by_id(incidents: &[Entry]) -> HashMap<IncidentId, Row> {
    let mut rows = HashMap::with_capacity(incidents.len());
    for (row, entry) in (0..).zip(incidents) {
        rows.entry(entry.incident.id.clone()).or_insert(row);
    }
    for (row, entry) in (0..).zip(incidents) {
        for id in &entry.incident.previous_ids {
            rows.entry(id.clone()).or_insert(row);
        }
    }
    rows
}
