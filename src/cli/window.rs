//! The form without a command, which opens the window.

use super::args::{WindowForm, command_names};
use super::{CliError, WindowArgs, stories, views};
use crate::store::{self, StoreError};
use std::path::Path;

/// The window on these files, on a saved view or a story if one is named. It shows by itself what is wrong with some of them.
pub(super) fn window(form: WindowForm) -> Result<WindowArgs, CliError> {
    let WindowForm { files, view, story } = form;
    let errors: Vec<StoreError> = files.iter().filter_map(|path| store::can_open(path).err()).collect();
    let is_missing = |path: &Path| errors.iter().any(|err| matches!(err, StoreError::Missing(other) if other == path));
    if let Some(word) = files.first().filter(|path| is_missing(path)).and_then(|path| like_a_command(path)) {
        return Err(no_command(word));
    }
    let commands = command_names();
    let misplaced = files.iter().filter(|path| is_missing(path)).filter_map(|path| like_a_command(path));
    if let Some(word) = misplaced.into_iter().find(|word| commands.iter().any(|command| command == word)) {
        let hint = format!("what is asked for comes first: daymark {word} …");
        return Err(CliError::Hinted(format!("there is no such file: {word}"), hint));
    }
    if !files.is_empty() && errors.len() == files.len() {
        return Err(CliError::Files(errors));
    }
    let view = view.map(|name| views::find(&name, &files)).transpose()?;
    let story = story.map(|name| stories::find(&name, &files)).transpose()?;
    Ok(WindowArgs { files, view, story })
}

/// A bare word, as commands are.
fn like_a_command(path: &Path) -> Option<&str> {
    let word = path.to_str()?;
    (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')).then_some(word)
}

fn no_command(word: &str) -> CliError {
    let commands = command_names();
    let near = commands.iter().map(|command| (strsim::damerau_levenshtein(&word.to_lowercase(), command), command));
    let hint = match near.min() {
        Some((distance, command)) if distance <= 1 + word.chars().count() / 4 => {
            format!("did you mean `daymark {command}`?")
        }
        _ => format!("the commands are {}; `daymark --help` tells more", commands.join(", ")),
    };
    CliError::Hinted(format!("there is no such command or file: {word}"), hint)
}
