//! `daymark check`: what is wrong in timelines.

use super::args::CheckArgs;
use super::ask::{Asked, Filter};
use super::open::open_all;
use super::stories;
use super::views::{self, Checked};
use super::{Answer, CliError, json, text};
use crate::edit::Document;
use crate::format::{LineIndex, Problem, print};
use crate::model::Day;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::Arc;

pub(super) fn check(args: &CheckArgs, today: Day) -> Result<Answer, CliError> {
    let filter = Filter::read(&args.filter)?;
    let paths: Vec<_> = args.paths.iter().map(|path| views::timeline_of(path)).collect();
    let asked = filter.ask(open_all(&paths)?, today);
    let told = problems(&asked);
    let mut views = Vec::new();
    if !asked.filter.leaves_out() {
        views.extend(views::check(&asked)?);
        views.extend(stories::check(&asked)?);
    }
    let of_views = views.iter().flat_map(|file| &file.problems);
    let all = || told.iter().flat_map(|(_, problems)| problems.iter().copied()).chain(of_views.clone());
    let n_errors = all().filter(|problem| problem.is_error()).count();
    let n_warnings = all().count() - n_errors;
    let exit = u8::from(n_errors > 0 || args.strict && n_warnings > 0);
    if args.json {
        return Ok(Answer { out: json_of(&told, &views), err: asked.notes().to_owned(), exit });
    }
    let err = told.iter().map(|(document, problems)| printed(document, problems)).collect::<String>();
    let err = err + &views.iter().map(printed_views).collect::<String>() + asked.notes();
    Ok(Answer { out: summary(&asked, &views, n_errors, n_warnings), err, exit })
}

/// The problems to tell, file by file.
fn problems<'a>(asked: &'a Asked) -> Vec<(&'a Document, Vec<&'a Problem>)> {
    let matching: HashSet<(usize, &str)> = asked
        .mask
        .iter()
        .filter_map(|row| asked.entry(row))
        .map(|entry| (usize::from(entry.file), entry.incident.id.as_str()))
        .collect();
    let is_told = |file: usize, document: &Document, problem: &Problem| {
        !asked.filter.leaves_out()
            || incident_at(document, problem.bytes.start).is_none_or(|id| matching.contains(&(file, id)))
    };
    let of_file = |(file, document): (usize, &'a Arc<Document>)| {
        let document: &Document = document;
        (document, document.problems().iter().filter(|problem| is_told(file, document, problem)).collect())
    };
    asked.documents.iter().enumerate().map(of_file).collect()
}

/// Id of the readable incident that holds this byte.
fn incident_at(document: &Document, byte: usize) -> Option<&str> {
    document.incidents.at_byte(byte).map(|record| record.value.id.as_str())
}

fn json_of(told: &[(&Document, Vec<&Problem>)], views: &[Checked]) -> String {
    let mut problems: Vec<Value> = Vec::new();
    for (document, of_document) in told {
        let index = LineIndex::new(&document.text);
        problems
            .extend(of_document.iter().map(|problem| json::problem(&document.name, &document.text, &index, problem)));
    }
    for file in views {
        let index = LineIndex::new(&file.text);
        problems.extend(file.problems.iter().map(|problem| json::problem(&file.name, &file.text, &index, problem)));
    }
    json::text(&json!({ "problems": problems }))
}

fn printed(document: &Document, problems: &[&Problem]) -> String {
    let index = LineIndex::new(&document.text);
    problems.iter().map(|problem| print(&document.name, &document.text, &index, problem)).collect()
}

fn printed_views(file: &Checked) -> String {
    let index = LineIndex::new(&file.text);
    file.problems.iter().map(|problem| print(&file.name, &file.text, &index, problem)).collect()
}

/// "2 files, 525 incidents: 0 errors, 37 warnings".
fn summary(asked: &Asked, views: &[Checked], n_errors: usize, n_warnings: usize) -> String {
    let n: usize = asked.documents.iter().map(|document| document.incidents.len()).sum();
    let incidents = match asked.filter.leaves_out() {
        true => format!("{} of {}", asked.mask.count(), text::counted(n, "incident")),
        false => text::counted(n, "incident"),
    };
    let n_views: usize = views.iter().map(|file| file.n_views).sum();
    let n_stories = views.iter().filter(|file| file.n_steps.is_some()).count();
    let n_steps: usize = views.iter().filter_map(|file| file.n_steps).sum();
    let mut beside = String::new();
    if views.len() > n_stories {
        beside += &format!(", {}", text::counted(n_views, "saved view"));
    }
    if n_stories > 0 {
        let stories = if n_stories == 1 { "a story".to_owned() } else { format!("{n_stories} stories") };
        beside += &format!(", {stories} of {}", text::counted(n_steps, "step"));
    }
    format!(
        "{}, {incidents}{beside}: {}, {}\n",
        text::counted(asked.documents.len(), "file"),
        text::counted(n_errors, "error"),
        text::counted(n_warnings, "warning"),
    )
}
