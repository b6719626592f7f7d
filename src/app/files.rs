//! The window's dealings with the files behind the timelines: saving, what other programs did, what dead sessions left.
//!
//! Nothing here waits for the disk: the scribe writes, the worker reads and merges, and what they tell is taken in
//! between frames.

use super::App;
use super::desk::Step;
use super::merging::{Compare, Compared, Merged, Purpose, Recovered, Reload, Reloaded};
use super::scribe::{self, Key, Left, Target, Told};
use super::standing;
use super::worker;
use crate::edit::{Dispute, Document, Patch, Side, Text};
use crate::format::{Problem, code};
use crate::store::history::Kept;
use crate::store::watch::Seen;
use crate::store::{ContentHash, SaveError, Saved, Version, Way};
use crate::ui::{Disputed, Edit, Effect, FileDialog, Files, Offer, Preview, SaveOptions, Versions};
use crate::view::ViewChange;
use egui::{Context, ViewportCommand};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What is typed in forms is journaled at most so often, in seconds.
const DRAFTS_S: f64 = 0.4;

/// What waits for an answer about files.
#[derive(Default)]
pub(super) struct Pending {
    /// What the panels are told.
    pub(super) shown: Files,
    /// What dead sessions left; one for each of the offers shown.
    left: Vec<Waiting>,
    /// The saved versions listed, with the text of the one looked at.
    versions: Vec<Kept>,
    version_patch: Option<(Text, Patch)>,
    /// What was asked for while changes were unsaved.
    leaving: Option<Leaving>,
    /// Whether the window may close.
    may_close: bool,
    /// What the next merge is followed by: saving to there, for this reason.
    save_after: Vec<(Key, Target, String)>,
}

/// What a dead session left, until somebody chose.
struct Waiting {
    key: Key,
    left: Left,
    /// What it would do, and to which text.
    ready: Option<(Arc<Document>, Recovered)>,
}

/// Something that takes the open files away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Leaving {
    /// The window closes.
    Quit,
    /// Other files take their place.
    Open(Vec<PathBuf>),
}

impl App {
    /// Carries an edit out, or says why not.
    pub(super) fn edit(&mut self, ctx: &Context, edit: &Edit) {
        let now = ctx.input(|input| input.time);
        if !self.desk.is_whole(edit.file) {
            self.say("Not done: the file was not read to its end".to_owned(), now);
            return;
        }
        match self.desk.apply(edit) {
            Ok(Some(patch)) => {
                self.refusal = None;
                self.changed(edit.file, patch);
                if let Some(id) = &edit.select {
                    self.state = self.state.with(ViewChange::Select(vec![id.clone()]));
                }
            }
            Ok(None) => self.refusal = None,
            Err(refusal) => {
                self.say(format!("Not done: {refusal}"), now);
                self.refusal = Some(refusal);
            }
        }
    }

    /// Goes back or forth through the changes made.
    pub(super) fn step(&mut self, step: Step, now: f64) {
        self.refusal = None;
        match self.desk.step(step) {
            Ok(Some((file, patch))) => {
                let what = if step == Step::Undo { "Undone" } else { "Made again" };
                self.say(format!("{what}: {}", patch.label), now);
                self.changed(file, patch);
            }
            Ok(None) => {}
            Err(why) => self.say(format!("Not done: {why}"), now),
        }
    }

    /// Makes a patch as one change, which can be undone.
    fn patch(&mut self, file: usize, patch: Patch, now: f64) -> bool {
        if patch.is_empty() {
            return true;
        }
        match self.desk.patch(file, &patch) {
            Ok(()) => {
                self.changed(file, patch);
                true
            }
            Err(err) => {
                self.say(format!("Not done: {err}"), now);
                false
            }
        }
    }

    /// A change was made in the window: it goes to the journal, and to the file if each change is to be saved.
    fn changed(&mut self, file: usize, patch: Patch) {
        if let Some(open) = self.desk.files().get(file) {
            self.scribe.send(scribe::Job::Change { key: open.key, patch });
        }
        self.show_documents();
        if self.pending.shown.options.every_change && !self.is_cut_off(file) {
            self.save_file(file, Target::Same, String::new());
        }
        self.stand();
    }

    /// Says anew what stands in the way of saving or going on.
    pub(super) fn stand(&mut self) {
        self.pending.shown.standing = standing::of(&self.desk, &self.pending.shown);
    }

    /// Does what is asked for with files.
    pub(super) fn run_on_files(&mut self, ctx: &Context, effect: Effect) {
        let now = ctx.input(|input| input.time);
        match effect {
            Effect::Undo => self.step(Step::Undo, now),
            Effect::Redo => self.step(Step::Redo, now),
            Effect::Save(reason) => self.save_all(ctx, &reason),
            Effect::Review => self.review(),
            Effect::SaveAs { file, path, replaces } => {
                let to = if replaces { Target::Over(path) } else { Target::New(path) };
                self.save_file(file, to, String::new());
            }
            Effect::SaveAsDialog(file) => self.ask_for_place(file, now),
            Effect::Recreate(file) => self.save_file(file, Target::Anew, String::new()),
            Effect::Revert(file) => self.compare_with_disk(file),
            Effect::NewTimeline { path, title } => self.begin_timeline(path, &title),
            Effect::SetSaveOptions(options) => self.set_save_options(ctx, options),
            Effect::Choose(at, side) => self.choose(at, side, now),
            Effect::ChooseAll(side) => {
                while !self.pending.shown.disputes.is_empty() {
                    self.choose(0, side, now);
                }
            }
            Effect::TakeTheirs(file) => self.take_theirs(file, now),
            Effect::KeepOurs(file) => self.keep_ours(file),
            Effect::PreviewOffer(at) => self.look_at_offer(at),
            Effect::Restore(at) => self.restore(at, now),
            Effect::Discard(at) => self.settle_offer(at),
            Effect::ListVersions(file) => self.list_versions(file),
            Effect::PreviewVersion(at) => self.read_version(at),
            Effect::RestoreVersion(_) => self.restore_version(now),
            Effect::Show(dialog) => self.ui_state.show_files(dialog),
            Effect::LeaveSaving => self.save_all(ctx, ""),
            Effect::LeaveWithout => self.leave_now(ctx),
            Effect::Stay => {
                self.pending.leaving = None;
                self.pending.shown.leaving = None;
            }
            Effect::Dismiss(at) => standing::dismiss(&mut self.desk, at),
            _ => {}
        }
        self.stand();
    }

    /// Whether a file on the disk ends before its timeline does.
    fn is_cut_off(&self, file: usize) -> bool {
        let Some(document) = self.desk.documents().get(file).filter(|document| document.n_errors() > 0) else {
            return false;
        };
        let end = document.text.trim_end().len();
        let ends_early =
            |problem: &Problem| problem.code == code::SYNTAX && problem.bytes.is_empty() && problem.bytes.start == end;
        document.problems().iter().any(ends_early)
    }

    fn key(&self, file: usize) -> Key {
        self.desk.files().get(file).map_or(0, |file| file.key)
    }

    /// Saves all that is unsaved; what cannot be saved under its name is asked a name for.
    fn save_all(&mut self, ctx: &Context, reason: &str) {
        let now = ctx.input(|input| input.time);
        let is_cut_off = (0..self.desk.files().len()).any(|file| self.is_cut_off(file));
        if is_cut_off && self.pending.shown.reviews.is_empty() {
            // What is missing may still come, by a program that is writing it: nobody saves over that unasked.
            return self.review();
        }
        self.pending.shown.reviews.clear();
        let unsaved: Vec<usize> =
            self.desk.states().iter().enumerate().filter(|(_, s)| s.is_unsaved).map(|(i, _)| i).collect();
        for file in unsaved {
            let (is_gone, can_write) = match self.desk.files().get(file) {
                Some(open) => (open.trouble.is_gone, open.can_write.is_ok()),
                None => continue,
            };
            match (can_write, is_gone) {
                (false, _) => self.ask_for_place(file, now),
                (true, true) => {
                    self.say("The file is gone: write it anew, or save it under another name".to_owned(), now);
                }
                (true, false) => self.save_file(file, Target::Same, reason.to_owned()),
            }
        }
    }

    fn save_file(&mut self, file: usize, to: Target, reason: String) {
        let Some(open) = self.desk.files().get(file) else { return };
        // What cannot be merged is not written over before somebody chose.
        let is_stuck = open.trouble.clash.is_some() || open.can_write.is_err() || open.trouble.is_gone;
        if to == Target::Same && is_stuck {
            return;
        }
        self.scribe.send(scribe::Job::Save { key: open.key, reason, to });
    }

    fn ask_for_place(&mut self, file: usize, now: f64) {
        self.dialog_asked_at = Some(now);
        self.worker.ask_for_place(self.key(file), self.desk.short_name(file).replace(" (built in)", ""));
    }

    /// The dialog for a place was answered.
    pub(super) fn placed(&mut self, key: Key, place: Option<PathBuf>, now: f64) {
        let Some(file) = self.desk.with_key(key) else { return };
        match place {
            // The system has asked before it names a file that is there.
            Some(path) => {
                self.ui_state.close_files(FileDialog::SaveAs(file));
                self.save_file(file, Target::Over(path), String::new());
            }
            None if self.was_dialog_shown(now) => {}
            None => self.ui_state.show_files(FileDialog::SaveAs(file)),
        }
    }

    fn set_save_options(&mut self, ctx: &Context, options: SaveOptions) {
        let begins = options.every_change && !self.pending.shown.options.every_change;
        self.pending.shown.options = options;
        if begins {
            self.save_all(ctx, "");
        }
    }

    /// Shows what saving would change.
    fn review(&mut self) {
        self.pending.shown.reviews.clear();
        for (file, open) in self.desk.files().iter().enumerate() {
            let (Some(document), Some(true)) =
                (self.desk.documents().get(file), self.desk.states().get(file).map(|state| state.is_unsaved))
            else {
                continue;
            };
            let (from, to) = (open.base.clone(), document.text.clone());
            let compare = Compare { purpose: Purpose::Review, key: open.key, from, to, label: String::new() };
            self.worker.send(worker::Job::Compare(compare));
            let is_cut_off = self.is_cut_off(file);
            let preview = Preview { file, name: document.name.clone(), is_cut_off, ..Preview::default() };
            self.pending.shown.reviews.push(preview);
        }
        self.ui_state.show_files(FileDialog::Review);
    }

    fn compare_with_disk(&mut self, file: usize) {
        let (Some(open), Some(document)) = (self.desk.files().get(file), self.desk.documents().get(file)) else {
            return;
        };
        let (from, to) = (document.text.clone(), open.base.clone());
        let label = "all changes since it was saved".to_owned();
        let compare = Compare { purpose: Purpose::Revert, key: open.key, from, to, label };
        self.worker.send(worker::Job::Compare(compare));
    }

    /// Two texts are compared.
    pub(super) fn compared(&mut self, compared: Compared, now: f64) {
        let Some(file) = self.desk.with_key(compared.asked.key) else { return };
        let Some(document) = self.desk.documents().get(file) else { return };
        let name = document.name.clone();
        let is_current = *document.text == *compared.asked.from;
        let (diff, lost_comments) = (Some(compared.diff), compared.lost_comments);
        let preview = Preview { file, name, diff, lost_comments, is_cut_off: self.is_cut_off(file) };
        match compared.asked.purpose {
            Purpose::Review => {
                let shown = self.pending.shown.reviews.iter_mut().find(|shown| shown.file == file);
                shown.into_iter().for_each(|shown| shown.clone_from(&preview));
            }
            Purpose::Revert if is_current => {
                self.patch(file, compared.patch, now);
            }
            Purpose::Revert => {}
            Purpose::Version(at) => {
                self.pending.version_patch = Some((compared.asked.from, compared.patch));
                if let Some(versions) = &mut self.pending.shown.versions {
                    versions.shown = Some((at, Ok(preview)));
                }
            }
        }
    }

    fn begin_timeline(&mut self, path: PathBuf, title: &str) {
        let text = crate::edit::new_timeline(title, super::today());
        self.worker.send(worker::Job::Begin { path, text });
    }

    /// A new file is written, or why not.
    pub(super) fn begun(&mut self, ctx: &Context, path: PathBuf, begun: Result<(), String>, now: f64) {
        match begun {
            Ok(()) => self.leave(ctx, Leaving::Open(vec![path])),
            Err(why) => {
                self.say(format!("Not begun: {why}"), now);
                self.ui_state.show_files(FileDialog::NewTimeline);
            }
        }
    }

    /// Takes in what the scribe tells.
    pub(super) fn hear(&mut self, ctx: &Context, told: Told, now: f64) {
        match told {
            Told::Found { key: scribe::DRAFTS, left, .. } => self.take_drafts(left, now),
            Told::Found { key, left, unreadable } => self.found(key, left, &unreadable),
            Told::Journal(key, why) => {
                if let Some(open) = self.desk.with_key(key).and_then(|file| self.desk.file_mut(file)) {
                    open.trouble.journal = why;
                }
            }
            Told::Saved { key, text, saved } => self.saved(ctx, key, text, saved, now),
            Told::NotSaved { key, err, theirs, asked } => self.not_saved(key, &err, theirs, asked, now),
            Told::Seen(key, seen) => self.seen(key, seen),
            Told::Versions(key, kept) => self.versions_listed(key, kept),
            Told::Read(key, kept, bytes) => self.version_read(key, &kept, bytes),
        }
        self.stand();
    }

    fn saved(&mut self, ctx: &Context, key: Key, text: Text, saved: Saved, now: f64) {
        let Some(file) = self.desk.with_key(key) else { return };
        let (old, path) = (self.desk.path(file), saved.version.path.clone());
        self.desk.saved(file, saved.version, text);
        if old.as_ref() != Some(&path) {
            self.moved(old.as_deref(), &path);
        }
        let name = self.desk.short_name(file);
        let how = match saved.way {
            Way::Replaced => String::new(),
            Way::InPlace(why) => format!(" in place, since {why}"),
        };
        self.say(format!("Saved {name}{how}"), now);
        if let (Err(why), Some(open)) = (saved.history, self.desk.file_mut(file)) {
            open.trouble.news.push(format!("{name} is saved, but the local history does not have it: {why}"));
        }
        self.ui_state.close_files(FileDialog::SaveAs(file));
        if self.pending.leaving.is_some() && !self.desk.has_unsaved() {
            self.leave_now(ctx);
        }
    }

    /// A file has another name now.
    fn moved(&mut self, old: Option<&Path>, new: &Path) {
        match self.files.iter_mut().find(|path| Some(path.as_path()) == old) {
            Some(path) => new.clone_into(path),
            None if self.desk.documents().len() == 1 => self.files = vec![new.to_owned()],
            None => {}
        }
        super::remember(&mut self.recent, &[new.to_owned()], &[]);
        self.show_documents();
    }

    fn not_saved(
        &mut self,
        key: Key,
        err: &SaveError,
        theirs: Option<(Version, Vec<u8>)>,
        (to, reason): (Target, String),
        now: f64,
    ) {
        let Some(file) = self.desk.with_key(key) else { return };
        if let Some((version, bytes)) = theirs {
            // Another program was faster: both are brought together, then it is saved.
            self.pending.save_after.push((key, to, reason));
            self.reload(file, version, bytes);
            return;
        }
        self.pending.leaving = None;
        let is_elsewhere = matches!(to, Target::New(_) | Target::Over(_));
        let Some(open) = self.desk.file_mut(file) else { return };
        match err {
            SaveError::Gone(_) => open.trouble.is_gone = true,
            SaveError::ReadOnly { .. } if !is_elsewhere => open.can_write = Err(err.to_string()),
            _ if is_elsewhere => {}
            _ => open.trouble.save = Some(err.to_string()),
        }
        self.desk.tell();
        if is_elsewhere {
            self.say(format!("Not saved: {err}"), now);
            self.ui_state.show_files(FileDialog::SaveAs(file));
        }
    }

    fn seen(&mut self, key: Key, seen: Seen) {
        let Some(file) = self.desk.with_key(key) else { return };
        let name = self.desk.short_name(file);
        let Some(open) = self.desk.file_mut(file) else { return };
        match seen {
            Seen::Changed(version, bytes) => self.reload(file, version, bytes),
            Seen::Gone => open.trouble.is_gone = true,
            Seen::Unreadable(err) => open.trouble.unreadable = Some(err.to_string()),
            Seen::Polling(why) => open.trouble.news.push(format!(
                "What other programs do to {name} is noticed within five seconds only; the system tells nothing: {why}"
            )),
        }
    }

    /// Another program wrote the file: its text is read and merged.
    fn reload(&mut self, file: usize, version: Version, bytes: Vec<u8>) {
        let (Some(open), Some(ours)) = (self.desk.files().get(file), self.desk.documents().get(file)) else { return };
        let (key, base, history) = (open.key, open.base.clone(), open.history().clone());
        let reload = Reload { key, ours: Arc::clone(ours), base, history, version, bytes };
        self.worker.send(worker::Job::Reload(Box::new(reload)));
    }

    /// Another program's version is read and merged.
    pub(super) fn reloaded(&mut self, ctx: &Context, reloaded: Reloaded, now: f64) {
        let Some(file) = self.desk.with_key(reloaded.key) else { return };
        let is_current = self.desk.documents().get(file).is_some_and(|document| Arc::ptr_eq(document, &reloaded.ours));
        if !is_current && reloaded.merged.is_ok() {
            // Something was edited meanwhile: once more, with that.
            return self.reload(file, reloaded.version, reloaded.theirs.as_bytes().to_vec());
        }
        match reloaded.merged {
            Ok(merged) => self.adopt(ctx, file, merged, now),
            Err(why) => {
                self.pending.save_after.retain(|(key, ..)| *key != reloaded.key);
                self.pending.leaving = None;
                if let Some(open) = self.desk.file_mut(file) {
                    open.trouble.clash = Some((reloaded.version, reloaded.theirs, why));
                }
            }
        }
        self.stand();
    }

    fn adopt(&mut self, ctx: &Context, file: usize, merged: Merged, now: f64) {
        let key = self.key(file);
        let name = self.desk.short_name(file);
        let had_unsaved = self.desk.states().get(file).is_some_and(|state| state.is_unsaved);
        let (version, base) = (merged.adopted.version.clone(), merged.adopted.base.clone());
        if !merged.disputes.is_empty() {
            let reason = "Written by another program while changes here were not saved".to_owned();
            self.scribe.send(scribe::Job::Keep { key, text: base.clone(), reason });
        }
        self.scribe.send(scribe::Job::Rebase { key, version, base, patch: merged.patch });
        self.desk.adopt(file, merged.adopted);
        let what = if had_unsaved { "merged with the changes made here" } else { "read again" };
        self.say(format!("{name} was changed by another program and {what}"), now);
        if let Some(open) = self.desk.file_mut(file) {
            open.trouble.news.extend(standing::dropped(&name, &merged.dropped));
            open.trouble.news.extend(standing::lost(&name, &merged.lost_comments));
        }
        let has_disputes = !merged.disputes.is_empty();
        self.dispute(file, merged.disputes);
        self.show_documents();
        let again: Vec<(Key, Target, String)> = self.pending.save_after.extract_if(.., |(k, ..)| *k == key).collect();
        if has_disputes && !again.is_empty() {
            self.pending.leaving = None;
            self.ui_state.show_files(FileDialog::Disputes);
        } else if let Some((_, to, reason)) = again.into_iter().next() {
            self.save_file(file, to, reason);
        }
        ctx.request_repaint();
    }

    /// Notes what both changed. A field that was disputed before has newer versions now.
    fn dispute(&mut self, file: usize, disputes: Vec<Dispute>) {
        let place = |dispute: &Dispute| (dispute.id.clone(), dispute.field.clone());
        let new: Vec<_> = disputes.iter().map(place).collect();
        let shown = &mut self.pending.shown.disputes;
        shown.retain(|old| old.file != file || !new.contains(&place(&old.dispute)));
        shown.extend(disputes.into_iter().map(|dispute| Disputed { file, dispute }));
    }

    fn choose(&mut self, at: usize, side: Side, now: f64) {
        if at >= self.pending.shown.disputes.len() {
            return;
        }
        let Disputed { file, dispute } = self.pending.shown.disputes.remove(at);
        if self.pending.shown.disputes.is_empty() {
            self.ui_state.close_files(FileDialog::Disputes);
            self.say("Everything is chosen; undo takes a choice back".to_owned(), now);
        }
        if side == dispute.stands {
            return;
        }
        let Some(document) = self.desk.documents().get(file) else { return };
        match dispute.other(document) {
            Some(patch) => {
                self.patch(file, patch, now);
            }
            None => self.say("What stands there now is neither of the two; it stays".to_owned(), now),
        }
    }

    /// Their text takes the place of ours, as a change that can be taken back.
    fn take_theirs(&mut self, file: usize, now: f64) {
        let Some((name, patch)) = self.clash_patch(file) else { return };
        self.keep_ours_base(file);
        if self.patch(file, patch, now) {
            self.say(format!("{name} is shown as the other program wrote it; undo brings yours back"), now);
        }
    }

    fn clash_patch(&self, file: usize) -> Option<(String, Patch)> {
        let (_, theirs, _) = self.desk.files().get(file)?.trouble.clash.as_ref()?;
        let ours = self.desk.documents().get(file)?;
        let label = "taking over what another program wrote";
        Some((self.desk.short_name(file), crate::edit::patch_between(&ours.text, theirs, label, None)))
    }

    /// Ours stays and is saved over theirs, which stays in the local history.
    fn keep_ours(&mut self, file: usize) {
        self.keep_ours_base(file);
        self.save_file(file, Target::Same, String::new());
    }

    /// The file's text is theirs from now on, ours is unsaved over it.
    fn keep_ours_base(&mut self, file: usize) {
        let key = self.key(file);
        let Some(ours) = self.desk.documents().get(file).map(|document| document.text.clone()) else { return };
        let Some(open) = self.desk.file_mut(file) else { return };
        let Some((version, theirs, _)) = open.trouble.clash.take() else { return };
        (open.version, open.base) = (Some(version.clone()), theirs.clone());
        self.desk.tell();
        let reason = "Written by another program; it could not be merged".to_owned();
        self.scribe.send(scribe::Job::Keep { key, text: theirs.clone(), reason });
        let patch = crate::edit::patch_between(&theirs, &ours, "changes made before", None);
        self.scribe.send(scribe::Job::Rebase { key, version, base: theirs, patch });
    }

    /// What was typed in forms goes to a journal too, a moment after the last key.
    pub(super) fn keep_drafts(&mut self, ctx: &Context, now: f64) {
        let drafts = self.ui_state.drafts();
        if drafts == self.drafts {
            return;
        }
        let wait = self.drafts_kept_at + DRAFTS_S - now;
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if wait > 0.0 && !is_closing {
            ctx.request_repaint_after(Duration::from_secs_f64(wait));
            return;
        }
        let patch = crate::edit::patch_between(&self.drafts, drafts, "typed in forms", None);
        self.scribe.send(scribe::Job::Change { key: scribe::DRAFTS, patch });
        (self.drafts, self.drafts_kept_at) = (drafts.to_owned(), now);
    }

    /// Forms that were open when the program died are offered by the side panel; until they are settled our own journal
    /// has them.
    fn take_drafts(&mut self, left: Vec<Left>, now: f64) {
        let mut is_any = false;
        for left in &left {
            is_any |= self.ui_state.restore_drafts(&left.text);
        }
        let drafts = self.ui_state.drafts().to_owned();
        let patch = crate::edit::patch_between(&self.drafts, &drafts, "typed in forms", None);
        self.scribe.send(scribe::Job::Change { key: scribe::DRAFTS, patch });
        (self.drafts, self.drafts_kept_at) = (drafts, now);
        for left in left {
            self.scribe.send(scribe::Job::Settle { key: scribe::DRAFTS, journal: left.journal });
        }
        if is_any {
            self.say("What was typed in forms and not saved is still there".to_owned(), now);
        }
    }

    fn found(&mut self, key: Key, left: Vec<Left>, unreadable: &[PathBuf]) {
        let Some(file) = self.desk.with_key(key) else { return };
        let name = self.desk.short_name(file);
        if let Some(open) = self.desk.file_mut(file) {
            open.trouble.news.extend(unreadable.iter().map(|path| standing::unreadable(&name, path)));
        }
        for left in left {
            let offer =
                Offer { name: name.clone(), labels: left.labels.clone(), is_torn: left.is_torn, ..Offer::default() };
            self.pending.shown.offers.push(offer);
            self.pending.left.push(Waiting { key, left, ready: None });
            self.look_at_offer(self.pending.left.len() - 1);
        }
        if !self.pending.left.is_empty() {
            self.ui_state.show_files(FileDialog::Offers);
        }
    }

    fn look_at_offer(&mut self, at: usize) {
        let Some(Waiting { key, left, .. }) = self.pending.left.get(at) else { return };
        let Some(now) = self.desk.with_key(*key).and_then(|file| self.desk.documents().get(file)) else { return };
        let (journal, left, now) = (left.journal.clone(), (left.base.clone(), left.text.clone()), Arc::clone(now));
        self.worker.send(worker::Job::Recover { journal, left, now });
    }

    /// What a dead session left is merged, or why not.
    pub(super) fn recovered(&mut self, journal: &Path, now: Arc<Document>, result: Result<Recovered, String>) {
        let Some(at) = self.pending.left.iter().position(|waiting| waiting.left.journal == journal) else { return };
        let (Some(Waiting { key, ready, .. }), Some(offer)) =
            (self.pending.left.get_mut(at), self.pending.shown.offers.get_mut(at))
        else {
            return;
        };
        let Some(file) = self.desk.with_key(*key) else { return };
        match result {
            Ok(recovered) => {
                offer.is_merged = recovered.is_merged;
                let lost_comments = recovered.lost_comments.clone();
                let (name, diff) = (now.name.clone(), Some(recovered.diff.clone()));
                offer.preview = Some(Preview { file, name, diff, lost_comments, is_cut_off: false });
                *ready = Some((now, recovered));
            }
            Err(why) => {
                let path = journal.display();
                offer.refused = Some(format!(
                    "The file was changed since, and the two cannot be merged: {why}. The journal stays: {path}"
                ));
            }
        }
    }

    fn restore(&mut self, at: usize, now: f64) {
        let Some(Waiting { key, left, ready }) = self.pending.left.get_mut(at) else { return };
        let (Some((seen, recovered)), Some(file)) = (ready.take(), self.desk.with_key(*key)) else { return };
        let is_current = self.desk.documents().get(file).is_some_and(|document| *document.text == *seen.text);
        if !is_current {
            self.say("The file was changed just now: look once more before restoring".to_owned(), now);
            return self.look_at_offer(at);
        }
        let label = match left.labels.as_slice() {
            [one] => format!("recovered {one}"),
            labels => format!("{} recovered changes", labels.len()),
        };
        let Recovered { patch, disputes, .. } = recovered;
        if self.patch(file, Patch { label, ..patch }, now) {
            self.dispute(file, disputes);
            self.settle_offer(at);
            self.say("Restored; save to have it in the file".to_owned(), now);
        }
    }

    fn settle_offer(&mut self, at: usize) {
        if at >= self.pending.left.len() {
            return;
        }
        let Waiting { key, left, .. } = self.pending.left.remove(at);
        self.pending.shown.offers.remove(at);
        self.scribe.send(scribe::Job::Settle { key, journal: left.journal });
        if self.pending.left.is_empty() {
            self.ui_state.close_files(FileDialog::Offers);
            if !self.pending.shown.disputes.is_empty() {
                self.ui_state.show_files(FileDialog::Disputes);
            }
        }
    }

    fn list_versions(&mut self, file: usize) {
        let name = self.desk.short_name(file);
        self.pending.shown.versions = Some(Versions { file, name, rows: None, shown: None });
        self.scribe.send(scribe::Job::List(self.key(file)));
        self.ui_state.show_files(FileDialog::Versions);
    }

    fn versions_listed(&mut self, key: Key, kept: Vec<Kept>) {
        let Some(file) = self.desk.with_key(key) else { return };
        let now = self.desk.files().get(file).map(|open| ContentHash::of(open.base.as_bytes()));
        if let Some(versions) = self.pending.shown.versions.as_mut().filter(|versions| versions.file == file) {
            versions.rows = Some(kept.iter().map(|kept| standing::version_row(kept, now)).collect());
        }
        self.pending.versions = kept;
    }

    fn read_version(&mut self, at: usize) {
        let file = self.pending.shown.versions.as_ref().map(|versions| versions.file);
        if let (Some(file), Some(kept)) = (file, self.pending.versions.get(at)) {
            self.scribe.send(scribe::Job::Read(self.key(file), kept.clone()));
        }
    }

    fn version_read(&mut self, key: Key, kept: &Kept, bytes: Result<Vec<u8>, String>) {
        let Some(at) = self.pending.versions.iter().position(|other| other == kept) else { return };
        let Some(file) = self.desk.with_key(key) else { return };
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is no text".to_owned()));
        let row = self.pending.shown.versions.as_ref().and_then(|versions| versions.rows.as_ref()?.get(at));
        let when = row.map_or_else(String::new, |row| row.when.clone());
        match text {
            Ok(text) => {
                let Some(document) = self.desk.documents().get(file) else { return };
                let (from, to, label) =
                    (document.text.clone(), text.into(), format!("restoring the version of {when}"));
                let compare = Compare { purpose: Purpose::Version(at), key, from, to, label };
                self.worker.send(worker::Job::Compare(compare));
            }
            Err(why) => {
                if let Some(versions) = &mut self.pending.shown.versions {
                    versions.shown = Some((at, Err(why)));
                }
            }
        }
    }

    fn restore_version(&mut self, now: f64) {
        let (Some((from, patch)), Some(versions)) =
            (self.pending.version_patch.take(), self.pending.shown.versions.take())
        else {
            return;
        };
        let is_current = self.desk.documents().get(versions.file).is_some_and(|document| *document.text == *from);
        if is_current && self.patch(versions.file, patch, now) {
            self.say("Restored; save to have it in the file, undo to take it back".to_owned(), now);
        } else if !is_current {
            self.say("The file was changed just now: look once more before restoring".to_owned(), now);
        }
    }

    /// Does what takes the open files away, or asks first if something is unsaved.
    pub(super) fn leave(&mut self, ctx: &Context, leaving: Leaving) {
        if !self.desk.has_unsaved() {
            self.pending.leaving = Some(leaving);
            return self.leave_now(ctx);
        }
        let what = match &leaving {
            Leaving::Quit => "the window closes",
            Leaving::Open(_) => "other files are opened",
        };
        self.pending.shown.leaving = Some(what.to_owned());
        self.pending.leaving = Some(leaving);
        self.ui_state.show_files(FileDialog::Leaving);
    }

    fn leave_now(&mut self, ctx: &Context) {
        self.pending.shown.leaving = None;
        self.ui_state.close_files(FileDialog::Leaving);
        match self.pending.leaving.take() {
            Some(Leaving::Quit) => {
                self.pending.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Some(Leaving::Open(files)) => self.open(files),
            None => {}
        }
    }

    /// The window is about to close: not before unsaved changes were asked about.
    pub(super) fn mind_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && self.desk.has_unsaved() && !self.pending.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leave(ctx, Leaving::Quit);
        }
    }

    /// Other files are open: nothing about those before is asked any more.
    pub(super) fn forget_files(&mut self) {
        let options = self.pending.shown.options;
        self.pending = Pending::default();
        self.pending.shown.options = options;
    }
}
