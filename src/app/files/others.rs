//! What other programs did to an open file: read again, merged with what is unsaved, and what both changed.

use crate::app::merging::{Merged, Reload, Reloaded};
use crate::app::scribe::{Key, Target};
use crate::app::{App, scribe, standing, worker};
use crate::edit::{Dispute, Patch, Side};
use crate::store::Version;
use crate::store::watch::Seen;
use crate::ui::{Disputed, FileDialog};
use egui::Context;
use std::sync::Arc;

impl App {
    pub(super) fn seen(&mut self, key: Key, seen: Seen) {
        let Some(file) = self.desk.with_key(key) else { return };
        let name = self.desk.short_name(file);
        let Some(open) = self.desk.file_mut(file) else { return };
        match seen {
            Seen::Changed(version, bytes) => self.reload(file, version, bytes),
            Seen::Beside => self.read_beside(),
            Seen::Gone => open.trouble.is_gone = true,
            Seen::Unreadable(err) => open.trouble.unreadable = Some(err.to_string()),
            Seen::Polling(why) => open.trouble.news.push(format!(
                "What other programs do to {name} is noticed within five seconds only; the system tells nothing: {why}"
            )),
        }
    }

    /// Another program wrote the file: its text is read and merged.
    pub(super) fn reload(&mut self, file: usize, version: Version, bytes: Vec<u8>) {
        let (Some(open), Some(ours)) = (self.desk.files().get(file), self.desk.documents().get(file)) else { return };
        let (key, base, history) = (open.key, open.base.clone(), open.history().clone());
        let asked_at = open.version.as_ref().map(|version| version.hash);
        let is_known = asked_at == Some(version.hash) && open.trouble.clash.is_none() && !open.trouble.is_gone;
        if is_known && open.trouble.unreadable.is_none() && !self.pending.save_after.iter().any(|(k, ..)| *k == key) {
            // The watch and a save tell of the same change; it was taken over already.
            return;
        }
        let reload = Reload { key, ours: Arc::clone(ours), base, history, version, bytes, asked_at };
        self.worker.send(worker::Job::Reload(Box::new(reload)));
    }

    /// Another program's version is read and merged.
    pub(in crate::app) fn reloaded(&mut self, ctx: &Context, reloaded: Reloaded, now: f64) {
        let key = reloaded.key;
        let Some(file) = self.desk.with_key(key) else { return };
        let known = self.desk.files().get(file).and_then(|open| open.version.as_ref()).map(|version| version.hash);
        if known != reloaded.asked_at {
            // The file was saved, or another version of it taken over, since this was asked for: nobody knows which of
            // them the file holds.
            return self.look_again(file, key);
        }
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

    /// Saving compares with the disk itself; else the disk is asked.
    fn look_again(&mut self, file: usize, key: Key) {
        let again = self.saves_after(key);
        match again.into_iter().next() {
            Some((_, to, reason)) => self.save_file(file, to, reason),
            None => self.scribe.send(scribe::Job::Check(key)),
        }
    }

    /// The saves that waited for a merge of this file.
    fn saves_after(&mut self, key: Key) -> Vec<(Key, Target, String)> {
        self.pending.save_after.extract_if(.., |(other, ..)| *other == key).collect()
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
        let again = self.saves_after(key);
        if has_disputes && !again.is_empty() {
            self.pending.leaving = None;
            self.ui_state.show_files(FileDialog::Disputes);
        } else if let Some((_, to, reason)) = again.into_iter().next() {
            self.save_file(file, to, reason);
        }
        ctx.request_repaint();
    }

    /// Notes what both changed. A field that was disputed before has newer versions now.
    pub(super) fn dispute(&mut self, file: usize, disputes: Vec<Dispute>) {
        let place = |dispute: &Dispute| (dispute.id.clone(), dispute.field.clone());
        let new: Vec<_> = disputes.iter().map(place).collect();
        let shown = &mut self.pending.shown.disputes;
        shown.retain(|old| old.file != file || !new.contains(&place(&old.dispute)));
        shown.extend(disputes.into_iter().map(|dispute| Disputed { file, dispute }));
    }

    pub(super) fn choose(&mut self, at: usize, side: Side, now: f64) {
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
    pub(super) fn take_theirs(&mut self, file: usize, now: f64) {
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
    pub(super) fn keep_ours(&mut self, file: usize) {
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
}
