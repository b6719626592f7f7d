//! What stands in the way of saving or going on, in words: what, where, and what can be done.

use super::desk::{Desk, OpenFile};
use crate::format::size;
use crate::model::Day;
use crate::store::ContentHash;
use crate::store::history::Kept;
use crate::ui::{Effect, FileDialog, Files, Standing, VersionRow};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Names shown of a longer list.
const MOST_NAMES: usize = 3;

/// All that stands, file by file.
pub(super) fn of(desk: &Desk, files: &Files) -> Vec<Standing> {
    let mut standing: Vec<Standing> = Vec::new();
    for (at, file) in desk.files().iter().enumerate() {
        standing.extend(of_file(desk, at, file).into_iter().map(|(_, standing)| standing));
    }
    standing.extend(of_all(files));
    standing
}

fn of_all(files: &Files) -> Vec<Standing> {
    let mut standing = Vec::new();
    match files.disputes.len() {
        0 => {}
        n => {
            let what = if n == 1 { "one thing".to_owned() } else { format!("{n} things") };
            let text =
                format!("You and another program both changed {what}. Yours stands; theirs is in the saved versions");
            let ways = vec![("Choose…".to_owned(), Effect::Show(FileDialog::Disputes))];
            standing.push(Standing { text, is_wrong: false, can_go: false, ways });
        }
    }
    standing
}

/// What a dismissed word takes with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Gone,
    Clash,
    Save,
    Journal,
    Unreadable,
    ReadOnly,
    News(usize),
}

impl What {
    /// The others stay true, and saving would fail by them.
    fn can_go(self) -> bool {
        !matches!(self, Self::Gone | Self::Clash | Self::ReadOnly)
    }
}

fn of_file(desk: &Desk, at: usize, file: &OpenFile) -> Vec<(What, Standing)> {
    let name = desk.short_name(at);
    let is_unsaved = desk.states().get(at).is_some_and(|state| state.is_unsaved);
    let save_as = || ("Save as…".to_owned(), Effect::SaveAsDialog(at));
    let trouble = &file.trouble;
    let mut standing = Vec::new();
    let mut wrong = |what: What, text, ways| {
        let standing_word = Standing { text, is_wrong: true, can_go: what.can_go(), ways };
        standing.push((what, standing_word));
    };
    if trouble.is_gone {
        let text = format!("{name} is gone from its folder. What it held is still here, with your changes");
        wrong(What::Gone, text, vec![("Write it anew".to_owned(), Effect::Recreate(at)), save_as()]);
    }
    if let Some((_, theirs, why)) = &trouble.clash {
        let text =
            format!("Another program wrote {name}, and the two cannot be merged: {why}. Nothing was overwritten");
        let mut ways = vec![save_as()];
        if !theirs.is_empty() {
            ways.insert(0, ("Take theirs".to_owned(), Effect::TakeTheirs(at)));
            ways.insert(1, ("Save mine over it".to_owned(), Effect::KeepOurs(at)));
        }
        wrong(What::Clash, text, ways);
    }
    if let Some(why) = &trouble.save {
        let text = format!("Not saved: {why}. Your changes are still here");
        wrong(What::Save, text, vec![("Try again".to_owned(), Effect::Save(String::new())), save_as()]);
    }
    if let Some(why) = &trouble.journal {
        let text = format!("Changes of {name} would not outlive a crash now: {why}");
        wrong(What::Journal, text, vec![("Save".to_owned(), Effect::Save(String::new())), save_as()]);
    }
    if let Some(why) = &trouble.unreadable {
        wrong(
            What::Unreadable,
            format!("{name} cannot be read any more: {why}. What it held is still here"),
            vec![save_as()],
        );
    }
    if let (Err(why), true) = (&file.can_write, is_unsaved) {
        wrong(What::ReadOnly, format!("{name} cannot be saved under its name: {why}"), vec![save_as()]);
    }
    for (i, news) in trouble.news.iter().enumerate() {
        standing
            .push((What::News(i), Standing { text: news.clone(), is_wrong: false, can_go: true, ways: Vec::new() }));
    }
    standing
}

/// Takes a word away until there is a new reason for it.
pub(super) fn dismiss(desk: &mut Desk, at: usize) {
    let mut left = at;
    for file in 0..desk.files().len() {
        let whats: Vec<What> = desk
            .files()
            .get(file)
            .map(|open| of_file(desk, file, open).iter().map(|(what, _)| *what).collect())
            .unwrap_or_default();
        if let Some(what) = whats.get(left) {
            forget(desk, file, *what);
            return;
        }
        left -= whats.len();
    }
}

fn forget(desk: &mut Desk, file: usize, what: What) {
    let Some(open) = desk.file_mut(file) else { return };
    match what {
        What::Save => open.trouble.save = None,
        What::Journal => open.trouble.journal = None,
        What::Unreadable => open.trouble.unreadable = None,
        What::News(at) => {
            open.trouble.news.remove(at);
        }
        What::Gone | What::Clash | What::ReadOnly => {}
    }
}

/// Changes that cannot be taken back any more.
pub(super) fn dropped(name: &str, labels: &[String]) -> Option<String> {
    let n = labels.len();
    let what = if n == 1 { "One change" } else { "Some changes" };
    let named = named(labels);
    (n > 0)
        .then(|| format!("{what} of {name} cannot be undone any more, since another program wrote there too: {named}"))
}

/// Comments of another program that a merge did not take over.
pub(super) fn lost(name: &str, comments: &[String]) -> Option<String> {
    let named = named(comments);
    (!comments.is_empty()).then(|| format!("Comments that another program wrote in {name} did not come over: {named}"))
}

fn named(names: &[String]) -> String {
    let first = names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => first,
        n => format!("{first} and {n} more"),
    }
}

/// A journal that tells nothing.
pub(super) fn unreadable(name: &str, path: &Path) -> String {
    format!(
        "A journal of {name} cannot be read: it is damaged, or of a newer version of Daymark. It stays: {}",
        path.display()
    )
}

/// A saved version as a line; `now` is what the file holds.
pub(super) fn version_row(kept: &Kept, now: Option<ContentHash>) -> VersionRow {
    let seconds = kept.modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let day = Day::from_days(i32::try_from(seconds / 86_400).unwrap_or(0));
    let (hour, minute) = (seconds / 3_600 % 24, seconds / 60 % 60);
    VersionRow {
        when: format!("{}, {hour:02}:{minute:02} UTC", day.long()),
        size: size(usize::try_from(kept.n_bytes).unwrap_or(usize::MAX)),
        reason: kept.reason.clone(),
        editor: kept.editor.clone(),
        is_now: now.is_some_and(|now| kept.holds(now)),
    }
}
