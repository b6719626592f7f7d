//! What is typed in forms is kept, and what dead sessions left is offered.

use super::Waiting;
use crate::app::merging::Recovered;
use crate::app::scribe::{Key, Left};
use crate::app::{App, scribe, standing, worker};
use crate::edit::{Document, Patch};
use crate::ui::{FileDialog, Offer, Preview};
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What is typed in forms is journaled at most so often, in seconds.
const DRAFTS_S: f64 = 0.4;

impl App {
    /// What was typed in forms goes to a journal too, a moment after the last key.
    pub(in crate::app) fn keep_drafts(&mut self, ctx: &Context, now: f64) {
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
    pub(super) fn take_drafts(&mut self, left: Vec<Left>, now: f64) {
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

    pub(super) fn found(&mut self, key: Key, left: Vec<Left>, unreadable: &[PathBuf]) {
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

    pub(super) fn look_at_offer(&mut self, at: usize) {
        let Some(Waiting { key, left, .. }) = self.pending.left.get(at) else { return };
        let Some(now) = self.desk.with_key(*key).and_then(|file| self.desk.documents().get(file)) else { return };
        let (journal, left, now) = (left.journal.clone(), (left.base.clone(), left.text.clone()), Arc::clone(now));
        self.worker.send(worker::Job::Recover { journal, left, now });
    }

    /// What a dead session left is merged, or why not.
    pub(in crate::app) fn recovered(&mut self, journal: &Path, now: Arc<Document>, result: Result<Recovered, String>) {
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

    pub(super) fn restore(&mut self, at: usize, now: f64) {
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

    pub(super) fn settle_offer(&mut self, at: usize) {
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
}
