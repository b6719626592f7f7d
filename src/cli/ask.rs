//! A filter applied to the open timelines: which incidents, by which rule, as known on which day.

use super::args::FilterArgs;
use super::open::{errors_in_short, exit_of};
use super::{Answer, CliError};
use crate::edit::Document;
use crate::export::rows_in_order;
use crate::format::{LineIndex, Problem, print};
use crate::model::{Date, Day};
use crate::query::{Catalog, Columns, CountingRule, Entry, Mask, Query, QueryError, Row, TextIndex};
use crate::view::Loaded;
use std::sync::Arc;

/// A filter whose query could be read.
pub(super) struct Filter {
    pub(super) query: Query,
    pub(super) rule: CountingRule,
    pub(super) as_of: Option<Date>,
}

/// The open timelines and what is asked of them.
pub(super) struct Asked {
    pub(super) documents: Vec<Arc<Document>>,
    /// The timelines as known on the day asked for.
    pub(super) loaded: Loaded,
    pub(super) filter: Filter,
    /// The incidents that match.
    pub(super) mask: Mask,
    /// What the reader should know of the filter; a line each.
    notes: String,
}

impl Filter {
    /// # Errors
    /// If the query cannot be read. To be asked before a file is opened.
    pub(super) fn read(args: &FilterArgs) -> Result<Self, CliError> {
        let query = Query::parse(&args.query).map_err(|err| with_caret(&args.query, &err))?;
        Ok(Self { query, rule: args.rule, as_of: args.as_of })
    }

    /// Everything, by the usual rule, as known today.
    pub(super) fn none() -> Self {
        Self { query: Query::default(), rule: CountingRule::default(), as_of: None }
    }

    /// The same filter on other documents.
    pub(super) fn ask(self, documents: Vec<Document>, today: Day) -> Asked {
        let catalog = Catalog::new(documents.iter().map(Document::file_records).collect());
        let mut loaded = ready(match self.as_of {
            Some(date) => catalog.as_known_on(date.latest()),
            None => catalog,
        });
        loaded.as_known = self.as_of.map(Date::latest);
        let filtered = loaded.filter(&self.query);
        let mut notes: String = filtered.notes.iter().map(|note| format!("note: {note}\n")).collect();
        if let Some(date) = self.as_of.filter(|date| date.latest() > today) {
            notes.push_str(&format!("note: --as-of {date} looks ahead of today, {today}\n"));
        }
        let documents = documents.into_iter().map(Arc::new).collect();
        Asked { documents, loaded, filter: self, mask: filtered.mask, notes }
    }

    /// Whether anything may be left out.
    pub(super) fn leaves_out(&self) -> bool {
        !self.query.is_all() || self.as_of.is_some()
    }
}

fn ready(catalog: Catalog) -> Loaded {
    let columns = Columns::from_catalog(&catalog);
    let text = TextIndex::from_catalog(&catalog);
    Loaded::of_parts(catalog, columns, text)
}

impl Asked {
    /// The rows that match, by earliest day, then id.
    pub(super) fn rows(&self) -> Vec<Row> {
        rows_in_order(&self.loaded, &self.mask)
    }

    /// The incident of a row with its file.
    pub(super) fn entry(&self, row: Row) -> Option<&Entry> {
        self.loaded.catalog.incidents().get(row as usize)
    }

    /// What the entry's file is called.
    pub(super) fn file_name(&self, entry: &Entry) -> &str {
        self.loaded.catalog.files().get(usize::from(entry.file)).map_or("", |file| file.name.as_str())
    }

    /// Whether the rule in force counts the incident of a row.
    pub(super) fn counts(&self, row: Row) -> bool {
        self.filter.rule.counts(row as usize, &self.loaded.columns)
    }

    /// The result, with the errors of the files in short and the notes on the filter.
    pub(super) fn answer(&self, out: String) -> Answer {
        let err = errors_in_short(&self.documents) + &self.notes;
        Answer { out, err, exit: exit_of(&self.documents) }
    }

    /// The notes on the filter, a line each.
    pub(super) fn notes(&self) -> &str {
        &self.notes
    }
}

/// The query as a file of one line, so that it is told as every other problem is.
fn with_caret(text: &str, err: &QueryError) -> CliError {
    let problem = Problem { hint: err.hint.clone(), ..Problem::error("query", err.at.clone(), &err.message) };
    CliError::Query(print("--query", text, &LineIndex::new(text), &problem))
}
