//! `daymark set`, `add` and `remove`: one command on one file, carried out or refused.

use super::edit_args::{AddArgs, RemoveArgs, SetArgs};
use super::save::{open_to_edit, save};
use super::{Answer, CliError};
use crate::edit::{Command, Document, Patch, Refusal};
use crate::format::{LineIndex, Problem, decode, print};
use crate::store;
use std::path::Path;

pub(super) fn set(args: &SetArgs) -> Result<Answer, CliError> {
    let one = |change: &super::values::Change| Command::Set {
        id: args.id.clone(),
        field: change.field.clone(),
        entry: change.entry.clone(),
    };
    edit(&args.file, &Command::Several(args.changes.iter().map(one).collect()))
}

pub(super) fn add(args: &AddArgs) -> Result<Answer, CliError> {
    let name = args.from.display().to_string();
    let record = decode(store::open(&args.from)?).map_err(|problem| refused_text(&name, "", &problem))?;
    edit(&args.file, &Command::Add { record })
}

pub(super) fn remove(args: &RemoveArgs) -> Result<Answer, CliError> {
    edit(&args.file, &Command::Remove { id: args.id.clone() })
}

/// The text of a file.
///
/// # Errors
/// If it cannot be opened or is no text.
pub(super) fn open_text(path: &Path) -> Result<String, CliError> {
    decode(store::open(path)?).map_err(|problem| refused_text(&path.display().to_string(), "", &problem))
}

pub(super) fn refused_text(name: &str, text: &str, problem: &Problem) -> CliError {
    CliError::Query(print(name, text, &LineIndex::new(text), problem))
}

fn edit(path: &Path, command: &Command) -> Result<Answer, CliError> {
    let name = path.display().to_string();
    let opened = open_to_edit(path)?;
    let before = Document::read(&name, opened.text.clone().into_bytes());
    let mut after = before.clone();
    let patch = after.apply(command).map_err(|refusal| refused(&before, &refusal))?;
    if patch.is_empty() {
        return Ok(Answer { out: format!("{name}: nothing to change\n"), ..Answer::default() });
    }
    save(&opened, &after.text)?;
    let out = format!("{name}: {}\n", patch.label);
    Ok(Answer { out, err: lost(&name, &patch) + &brought(&before, &after), exit: 0 })
}

fn refused(document: &Document, refusal: &Refusal) -> CliError {
    let hint = match (refusal, refusal.hint()) {
        (_, Some(hint)) => hint,
        (Refusal::NoRecord(id), None) => near_ids(document, id),
        (_, None) => "nothing was written".to_owned(),
    };
    CliError::Hinted(format!("{}: {refusal}", document.name), hint)
}

fn near_ids(document: &Document, id: &str) -> String {
    let ids = document.incidents.iter().map(|record| record.value.id.as_str());
    let ids = ids.chain(document.sources.iter().map(|record| record.value.id.as_str()));
    match ids.map(|other| (strsim::damerau_levenshtein(id, other), other)).min() {
        Some((distance, near)) if distance <= 1 + id.chars().count() / 4 => format!("did you mean {near}?"),
        _ => format!("`daymark list {}` tells the ids", document.name),
    }
}

fn lost(name: &str, patch: &Patch) -> String {
    patch.lost_comments.iter().map(|comment| format!("{name}: note: this comment went with it: {comment}\n")).collect()
}

/// Problems that the file did not have before.
fn brought(before: &Document, after: &Document) -> String {
    let had = |problem: &Problem| {
        before
            .problems()
            .iter()
            .any(|old| (old.code, &old.id, &old.message) == (problem.code, &problem.id, &problem.message))
    };
    let index = LineIndex::new(&after.text);
    let new = after.problems().iter().filter(|problem| !had(problem));
    new.map(|problem| print(&after.name, &after.text, &index, problem)).collect()
}
