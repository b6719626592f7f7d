//! The window's dealings with the files behind the timelines: saving, what other programs did, what dead sessions left.
//!
//! Nothing here waits for the disk: the scribe writes, the worker reads and merges, and what they tell is taken in
//! between frames. Here are what is open, edits and undo, and the way of each request; the rest has rooms of its own:
//! `saving`, `others` (other programs), `left` (forms and dead sessions), `versions`, `leaving`.

mod leaving;
mod left;
mod others;
mod saving;
mod versions;

use crate::app::desk::Step;
use crate::app::merging::Recovered;
use crate::app::scribe::{Key, Left, Target, Told};
use crate::app::{App, scribe, standing};
use crate::edit::{Document, Patch, Text};
use crate::store::history::Kept;
use crate::ui::{Edit, Effect, Files};
use crate::view::ViewChange;
use egui::Context;
use std::path::PathBuf;
use std::sync::Arc;

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
    pub(super) leaving: Option<Leaving>,
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
            Effect::OpenVersion(at) => self.open_version(at),
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

    fn key(&self, file: usize) -> Key {
        self.desk.files().get(file).map_or(0, |file| file.key)
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

    /// Other files are open: nothing about those before is asked any more.
    pub(super) fn forget_files(&mut self) {
        let options = self.pending.shown.options;
        self.pending = Pending::default();
        self.pending.shown.options = options;
        self.views.clear();
        self.stories.clear();
    }
}
