//! `daymark merge`: three files to one, as a merge driver of git.

use super::edit::open_text;
use super::edit_args::MergeArgs;
use super::save::write;
use super::{Answer, CliError};
use crate::edit::{self, Document};
use crate::format::{LineIndex, Problem, print};
use std::path::Path;

pub(super) fn merge(args: &MergeArgs) -> Result<Answer, CliError> {
    let (base, ours, theirs) = (read(&args.base)?, read(&args.ours)?, read(&args.theirs)?);
    let merged = edit::merge(&base, &ours, &theirs).map_err(|err| {
        CliError::Hinted(err.to_string(), "nothing was written; `daymark check` tells what is wrong".to_owned())
    })?;
    let out = args.out.as_deref().unwrap_or(&args.ours);
    write(out, &merged.text)?;
    let name = out.display().to_string();
    let mut err: String =
        merged.conflicts.iter().map(|conflict| format!("{name}: both sides changed {conflict}\n")).collect();
    err.extend(
        merged.lost_comments.iter().map(|comment| format!("{name}: note: this comment did not come over: {comment}\n")),
    );
    let mut exit = u8::from(!merged.conflicts.is_empty());
    if exit == 0 {
        let brought = brought(&[&ours, &theirs], &Document::read(name, merged.text.into_bytes()));
        exit = u8::from(!brought.is_empty());
        err.push_str(&brought);
    }
    Ok(Answer { out: String::new(), err, exit })
}

fn read(path: &Path) -> Result<Document, CliError> {
    Ok(Document::read(path.display().to_string(), open_text(path)?.into_bytes()))
}

/// Errors that neither side had, such as a source that the one took out and the other cites.
fn brought(sides: &[&Document], merged: &Document) -> String {
    let is_same = |a: &Problem, b: &Problem| (a.code, &a.id, &a.message) == (b.code, &b.id, &b.message);
    let had = |problem: &Problem| sides.iter().any(|side| side.problems().iter().any(|old| is_same(old, problem)));
    let index = LineIndex::new(&merged.text);
    let new = merged.problems().iter().filter(|problem| problem.is_error() && !had(problem));
    new.map(|problem| print(&merged.name, &merged.text, &index, problem)).collect()
}
