//! Files to open documents.

use super::CliError;
use crate::edit::{Document, check};
use crate::format::LineIndex;
use crate::store::{self, StoreError};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Error lines that a command other than `check` shows of one file.
const MAX_SHOWN: usize = 10;

/// Opens files in the order given, each once; none is the shipped timeline.
///
/// What is wrong between the files stands with the problems of each.
///
/// # Errors
/// If any of them cannot be opened; all that cannot are named.
pub(super) fn open(files: &[PathBuf]) -> Result<Vec<Document>, CliError> {
    if files.is_empty() {
        let shipped = store::shipped()?;
        return Ok(vec![Document::read(shipped.name, shipped.bytes)]);
    }
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    for path in each_once(files) {
        match store::open(path) {
            Ok(bytes) => documents.push(Document::read(path.display().to_string(), bytes)),
            Err(err) => errors.push(err),
        }
    }
    if errors.is_empty() { Ok(checked_together(documents)) } else { Err(CliError::Files(errors)) }
}

/// As [`open`]; a folder stands for every timeline in it.
///
/// # Errors
/// As [`open`], and if a folder holds no timeline.
pub(super) fn open_all(paths: &[PathBuf]) -> Result<Vec<Document>, CliError> {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match store::timelines_in(path) {
            Ok(found) if found.is_empty() => {
                let message = format!("there is no timeline in this folder: {}", path.display());
                return Err(CliError::Hinted(message, "timelines are files that end in .ron".to_owned()));
            }
            Ok(found) => files.extend(found),
            Err(StoreError::NotAFolder(_)) => files.push(path.clone()),
            Err(err) => errors.push(err),
        }
    }
    if errors.is_empty() { open(&files) } else { Err(CliError::Files(errors)) }
}

fn each_once(files: &[PathBuf]) -> Vec<&Path> {
    // `./a.ron` is `a.ron`; the name stays as given.
    let plain = |path: &Path| path.strip_prefix(".").unwrap_or(path).to_owned();
    let mut once: Vec<&Path> = Vec::new();
    for path in files {
        if !once.iter().any(|other| plain(other) == plain(path)) {
            once.push(path);
        }
    }
    once
}

fn checked_together(mut documents: Vec<Document>) -> Vec<Document> {
    let found = check::across(&documents.iter().collect::<Vec<_>>());
    for (index, problem) in found {
        if let Some(document) = documents.get_mut(index) {
            document.add_problems([problem]);
        }
    }
    documents
}

/// 1 if a file has an error, else 0.
pub(super) fn exit_of(documents: &[Arc<Document>]) -> u8 {
    u8::from(documents.iter().any(|document| document.n_errors() > 0))
}

/// The errors of the files in short, a line each; `check` tells them in full.
pub(super) fn errors_in_short(documents: &[Arc<Document>]) -> String {
    documents.iter().filter(|document| document.n_errors() > 0).map(|document| in_short(document)).collect()
}

fn in_short(document: &Document) -> String {
    let index = LineIndex::new(&document.text);
    let mut words = String::new();
    for problem in document.problems().iter().filter(|problem| problem.is_error()).take(MAX_SHOWN) {
        let place = index.position(&document.text, problem.bytes.start);
        let _ = writeln!(words, "{}:{place}: error: {}", document.name, problem.message);
    }
    let more = document.n_errors().saturating_sub(MAX_SHOWN);
    if more > 0 {
        let _ = writeln!(words, "{}: {more} more errors; `daymark check` tells them all", document.name);
    }
    words
}
