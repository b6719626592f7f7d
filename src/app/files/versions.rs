//! The saved versions of a file.

use crate::app::merging::{Compare, Purpose};
use crate::app::scribe::Key;
use crate::app::{App, scribe, standing, worker};
use crate::store::ContentHash;
use crate::store::history::Kept;
use crate::ui::{FileDialog, Versions};

impl App {
    pub(super) fn list_versions(&mut self, file: usize) {
        let name = self.desk.short_name(file);
        self.pending.shown.versions = Some(Versions { file, name, rows: None, shown: None });
        self.scribe.send(scribe::Job::List(self.key(file)));
        self.ui_state.show_files(FileDialog::Versions);
    }

    pub(super) fn versions_listed(&mut self, key: Key, kept: Vec<Kept>) {
        let Some(file) = self.desk.with_key(key) else { return };
        let now = self.desk.files().get(file).map(|open| ContentHash::of(open.base.as_bytes()));
        if let Some(versions) = self.pending.shown.versions.as_mut().filter(|versions| versions.file == file) {
            versions.rows = Some(kept.iter().map(|kept| standing::version_row(kept, now)).collect());
        }
        self.pending.versions = kept;
    }

    pub(super) fn read_version(&mut self, at: usize) {
        let file = self.pending.shown.versions.as_ref().map(|versions| versions.file);
        if let (Some(file), Some(kept)) = (file, self.pending.versions.get(at)) {
            self.scribe.send(scribe::Job::Read(self.key(file), kept.clone()));
        }
    }

    pub(super) fn version_read(&mut self, key: Key, kept: &Kept, bytes: Result<Vec<u8>, String>) {
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

    pub(super) fn restore_version(&mut self, now: f64) {
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

    /// Writes a version beside its file, under a name of its own, and opens it.
    pub(super) fn open_version(&mut self, at: usize) {
        let (Some((from, patch)), Some(versions)) =
            (self.pending.version_patch.take(), self.pending.shown.versions.take())
        else {
            return;
        };
        let mut text = from;
        let when = versions.rows.as_ref().and_then(|rows| rows.get(at)).map(|row| row.when.replace([',', ':'], ""));
        let (Ok(()), Some(path)) = (text.patch(&patch), self.desk.path(versions.file)) else { return };
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let path = path.with_file_name(format!("{stem} of {}.ron", when.unwrap_or_default()));
        self.worker.send(worker::Job::Begin { path, text: text.to_string() });
    }
}
