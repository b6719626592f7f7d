//! Saving, saving elsewhere, going back to the disk, and beginning a timeline.

use super::Leaving;
use crate::app::merging::{Compare, Compared, Purpose};
use crate::app::scribe::{Key, Target};
use crate::app::{App, scribe, worker};
use crate::edit::Text;
use crate::store::{SaveError, Saved, Version, Way};
use crate::ui::{FileDialog, Preview, SaveOptions};
use egui::Context;
use std::path::{Path, PathBuf};

impl App {
    /// Whether a file on the disk ends before its timeline does.
    pub(super) fn is_cut_off(&self, file: usize) -> bool {
        let document = self.desk.documents().get(file).filter(|document| document.n_errors() > 0);
        document.is_some_and(|document| document.is_cut_off())
    }

    /// Saves all that is unsaved; what cannot be saved under its name is asked a name for.
    pub(super) fn save_all(&mut self, ctx: &Context, reason: &str) {
        let now = ctx.input(|input| input.time);
        let is_cut_off = (0..self.desk.files().len()).any(|file| self.is_cut_off(file));
        if is_cut_off && self.desk.has_unsaved() && self.pending.shown.reviews.is_empty() {
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

    pub(super) fn save_file(&mut self, file: usize, to: Target, reason: String) {
        let Some(open) = self.desk.files().get(file) else { return };
        // What cannot be merged is not written over before somebody chose.
        let is_stuck = open.trouble.clash.is_some() || open.can_write.is_err() || open.trouble.is_gone;
        if to == Target::Same && is_stuck {
            return;
        }
        self.scribe.send(scribe::Job::Save { key: open.key, reason, to });
    }

    pub(super) fn ask_for_place(&mut self, file: usize, now: f64) {
        self.dialog_asked_at = Some(now);
        self.worker.ask_for_place(self.key(file), self.desk.short_name(file).replace(" (built in)", ""));
    }

    /// The dialog for a place was answered.
    pub(in crate::app) fn placed(&mut self, key: Key, place: Option<PathBuf>, now: f64) {
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

    pub(super) fn set_save_options(&mut self, ctx: &Context, options: SaveOptions) {
        let begins = options.every_change && !self.pending.shown.options.every_change;
        self.pending.shown.options = options;
        if begins {
            self.save_all(ctx, "");
        }
    }

    /// Shows what saving would change.
    pub(super) fn review(&mut self) {
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

    pub(super) fn compare_with_disk(&mut self, file: usize) {
        let (Some(open), Some(document)) = (self.desk.files().get(file), self.desk.documents().get(file)) else {
            return;
        };
        let (from, to) = (document.text.clone(), open.base.clone());
        let label = "all changes since it was saved".to_owned();
        let compare = Compare { purpose: Purpose::Revert, key: open.key, from, to, label };
        self.worker.send(worker::Job::Compare(compare));
    }

    /// Two texts are compared.
    pub(in crate::app) fn compared(&mut self, compared: Compared, now: f64) {
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

    pub(super) fn begin_timeline(&mut self, path: PathBuf, title: &str) {
        let text = crate::edit::new_timeline(title, crate::app::today());
        self.worker.send(worker::Job::Begin { path, text });
    }

    /// A new file is written, or why not.
    pub(in crate::app) fn begun(&mut self, ctx: &Context, path: PathBuf, begun: Result<(), String>, now: f64) {
        match begun {
            Ok(()) => self.leave(ctx, Leaving::Open(vec![path])),
            Err(why) => {
                self.say(format!("Not begun: {why}"), now);
                self.ui_state.show_files(FileDialog::NewTimeline);
            }
        }
    }

    pub(super) fn saved(&mut self, ctx: &Context, key: Key, text: Text, saved: Saved, now: f64) {
        let Some(file) = self.desk.with_key(key) else { return };
        let (old, path) = (self.desk.path(file), saved.version.path.clone());
        let place = |app: &Self| app.desk.states().get(file).map(|state| state.place.clone()).unwrap_or_default();
        let old_place = place(self);
        self.desk.saved(file, saved.version, text);
        if old.as_ref() != Some(&path) {
            let new_place = place(self);
            self.ui_state.move_drafts(&old_place, &new_place);
            self.moved(old.as_deref(), &path);
        }
        let name = self.desk.short_name(file);
        let how = match saved.way {
            Way::Replaced => String::new(),
            Way::InPlace(why) => format!(" in place, since {why}"),
        };
        self.say(format!("Saved {name}{how}"), now);
        self.read_beside();
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
        crate::app::remember(&mut self.recent, &[new.to_owned()], &[]);
        self.show_documents();
    }

    pub(super) fn not_saved(
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
}
