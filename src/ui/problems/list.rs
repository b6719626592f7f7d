//! The problems in the order shown, and the rows of one page ready to be drawn.

use super::excerpt::{Excerpt, escaped};
use crate::edit::Document;
use crate::format::{LineIndex, Problem, Severity};
use crate::query::Row;
use crate::ui::widgets;
use crate::view::Loaded;
use std::sync::Arc;

/// Problems on one page.
pub(super) const PAGE: usize = 200;

/// What the panel remembers. Everything but the page and the switch is made again when the documents change.
#[derive(Default)]
pub(crate) struct ProblemsState {
    /// Whether warnings are shown.
    pub(super) with_warnings: bool,
    /// The page on screen, from 0.
    pub(super) page: usize,
    files: Vec<File>,
    // Index of the file and of the problem in it.
    order: Vec<(usize, usize)>,
    made_with_warnings: bool,
    rows: Option<(usize, Vec<Entry>)>,
    counts: Counts,
}

/// A document with the starts of its lines.
struct File {
    document: Arc<Document>,
    // Made when a row of the file is first shown.
    index: Option<LineIndex>,
}

/// How much is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Counts {
    /// Errors.
    pub(super) errors: usize,
    /// Warnings.
    pub(super) warnings: usize,
    /// Records that could not be read.
    pub(super) unread: usize,
    /// Records, readable or not.
    pub(super) records: usize,
}

/// One problem, ready to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Name of the file, if this is the first row of it on the page.
    pub(super) file: Option<String>,
    /// How bad it is.
    pub(super) severity: Severity,
    /// `FILE:LINE:COLUMN`, the file without its folders.
    pub(super) place: String,
    /// The same with the whole path, the severity and the words, for the clipboard.
    pub(super) copied: String,
    /// What is wrong.
    pub(super) message: String,
    /// What would be accepted.
    pub(super) hint: Option<String>,
    /// The line around it.
    pub(super) excerpt: Excerpt,
    /// The incident it is in, if that is on the timeline.
    pub(super) row: Option<Row>,
}

impl ProblemsState {
    /// Takes over the documents as they are now.
    pub(super) fn update(&mut self, documents: &[Arc<Document>]) {
        let is_same = self.files.len() == documents.len()
            && self.files.iter().zip(documents).all(|(file, document)| Arc::ptr_eq(&file.document, document));
        if is_same && self.made_with_warnings == self.with_warnings {
            return;
        }
        if !is_same {
            self.files = documents.iter().map(|each| File { document: Arc::clone(each), index: None }).collect();
            self.counts = counts(documents);
        }
        self.made_with_warnings = self.with_warnings;
        self.order = order(documents, self.with_warnings);
        self.rows = None;
        self.page = 0;
    }

    /// How much is wrong.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// Problems in the order shown, those left out not counted.
    pub(super) fn n_shown(&self) -> usize {
        self.order.len()
    }

    /// Pages; at least one.
    pub(super) fn n_pages(&self) -> usize {
        self.order.len().div_ceil(PAGE).max(1)
    }

    /// The rows of the page on screen.
    pub(super) fn rows(&mut self, loaded: &Loaded) -> &[Entry] {
        self.page = self.page.min(self.n_pages() - 1);
        let page = self.page;
        if self.rows.as_ref().is_none_or(|(made, _)| *made != page) {
            let places: Vec<(usize, usize)> = self.order.iter().skip(page * PAGE).take(PAGE).copied().collect();
            let mut last = None;
            let rows = places.into_iter().filter_map(|(file, problem)| {
                let is_first = last.replace(file) != Some(file);
                self.files.get_mut(file)?.entry(problem, is_first, loaded)
            });
            let rows: Vec<Entry> = rows.collect();
            self.rows = Some((page, rows));
        }
        self.rows.as_ref().map_or(&[], |(_, rows)| rows)
    }
}

impl File {
    fn entry(&mut self, problem: usize, is_first: bool, loaded: &Loaded) -> Option<Entry> {
        let document = &self.document;
        let problem: &Problem = document.problems().get(problem)?;
        let index = self.index.get_or_insert_with(|| LineIndex::new(&document.text));
        let position = index.position(&document.text, problem.bytes.start);
        let line = index.bytes_of_line(&document.text, position.line);
        let short = document.name.rsplit(['/', '\\']).next().unwrap_or(&document.name);
        Some(Entry {
            file: is_first.then(|| escaped(&document.name)),
            severity: problem.severity,
            place: format!("{}:{position}", escaped(short)),
            copied: format!("{}:{position}: {}: {}", document.name, problem.severity.word(), problem.message),
            message: widgets::sentence(&escaped(&problem.message)),
            hint: problem.hint.as_deref().map(|hint| widgets::sentence(&escaped(hint))),
            excerpt: Excerpt::new(&document.text, &line, &problem.bytes),
            row: problem.id.as_deref().and_then(|id| loaded.catalog.row(id)),
        })
    }
}

fn counts(documents: &[Arc<Document>]) -> Counts {
    documents.iter().fold(Counts::default(), |sum, document| Counts {
        errors: sum.errors + document.n_errors(),
        warnings: sum.warnings + document.n_warnings(),
        unread: sum.unread + document.damaged.len(),
        records: sum.records + document.n_records(),
    })
}

/// File by file, errors before warnings, by place.
fn order(documents: &[Arc<Document>], with_warnings: bool) -> Vec<(usize, usize)> {
    let mut order = Vec::new();
    for (file, document) in documents.iter().enumerate() {
        let of = |is_error: bool| {
            let problems = document.problems().iter().enumerate();
            problems.filter(move |(_, problem)| problem.is_error() == is_error).map(move |(i, _)| (file, i))
        };
        order.extend(of(true));
        if with_warnings {
            order.extend(of(false));
        }
    }
    order
}
