//! `daymark fmt`: the canonical layout.

use super::edit_args::FmtArgs;
use super::save::{Opened, open_to_edit, save};
use super::{Answer, CliError};
use crate::edit::Document;
use crate::format::{comments, format_file};
use std::path::PathBuf;

pub(super) fn fmt(args: &FmtArgs) -> Result<Answer, CliError> {
    // All files are laid out before the first one is written.
    let mut changed: Vec<(&PathBuf, Opened, String)> = Vec::new();
    for path in &args.files {
        let before = open_to_edit(path)?;
        let after = formatted(&path.display().to_string(), &before.text)?;
        if after != before.text {
            changed.push((path, before, after));
        }
    }
    let out = changed.iter().map(|(path, ..)| format!("{}\n", path.display())).collect();
    if args.check {
        return Ok(Answer { out, exit: u8::from(!changed.is_empty()), ..Answer::default() });
    }
    for (_, before, after) in &changed {
        save(before, after)?;
    }
    Ok(Answer { out, ..Answer::default() })
}

/// The text in the canonical layout, once it is certain that it says the same.
fn formatted(name: &str, before: &str) -> Result<String, CliError> {
    let refuse = |words: &str| {
        let hint = "`daymark check` tells what is wrong and where".to_owned();
        CliError::Hinted(format!("cannot be laid out, {words}: {name}"), hint)
    };
    let after = format_file(before).ok_or_else(|| refuse("brackets, quotes or commas are wrong in it"))?;
    let mut left = comments(&after);
    left.sort_unstable();
    let mut had = comments(before);
    had.sort_unstable();
    if left != had || !say_the_same(&read(before), &read(&after)) {
        return Err(refuse("it would not say the same afterwards"));
    }
    Ok(after)
}

fn read(text: &str) -> Document {
    Document::read("", text.as_bytes().to_vec())
}

fn say_the_same(a: &Document, b: &Document) -> bool {
    let problems = |document: &Document| {
        let mut problems: Vec<_> =
            document.problems().iter().map(|problem| (problem.code, problem.id.clone())).collect();
        problems.sort_unstable();
        problems
    };
    let (mut x, mut y) = (a.file_records(), b.file_records());
    (x.n_errors, y.n_errors) = (0, 0);
    x == y && a.damaged.len() == b.damaged.len() && problems(a) == problems(b)
}
