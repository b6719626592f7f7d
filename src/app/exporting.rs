//! Exports from the window: what is asked for becomes a job of the worker, what became of it is told.

use super::App;
use super::worker::Job;
use crate::export::{self, Content, ExportError, Pace, PictureOptions, part_names, rows_in_order};
use crate::model::{Date, Day};
use crate::query::{CountingRule, Query, Row};
use crate::store::{self, Disk, StoreError};
use crate::ui::{ExportRequest, Progress};
use crate::view::{Loaded, ViewState};
use std::path::PathBuf;
use std::sync::Arc;

/// An export to be written.
pub(super) struct Export {
    loaded: Arc<Loaded>,
    rows: Vec<Row>,
    query: Query,
    rule: CountingRule,
    unsaved: Vec<bool>,
    /// The open timelines, which no export replaces.
    timelines: Vec<PathBuf>,
    exported: Day,
    /// What the window shows.
    state: ViewState,
    request: ExportRequest,
}

/// What became of an export.
pub(super) enum Exported {
    /// It is written, with so many incidents.
    Written(PathBuf, usize),
    /// It was stopped; nothing is written.
    Stopped,
    /// The file is there, and replacing it was not asked for.
    Exists(PathBuf),
    /// Why it was not written.
    Refused(String),
}

impl Export {
    /// Writes it. `progress` gets the share done and tells whether to go on.
    pub(super) fn run(&self, disk: &Disk, mut progress: impl FnMut(Progress) -> bool) -> Exported {
        let path = &self.request.path;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(why) = self.refusal(disk, std::slice::from_ref(path)) {
            return Exported::Refused(why);
        }
        let total = self.rows.len().max(1) as f32;
        let mut go_on =
            |done: usize| progress(Progress { what: format!("Exporting {name}"), share: done as f32 / total });
        let content = Content {
            loaded: &self.loaded,
            rows: &self.rows,
            query: &self.query,
            rule: &self.rule,
            as_of: self.loaded.as_known.map(Date::from_day),
            unsaved: &self.unsaved,
            exported: self.exported,
            marking: &self.request.marking,
            story: self.request.story.as_ref(),
            picture: &self.picture(),
        };
        let parts = match export::write(self.request.format, &content, &name, &mut Pace::new(&mut go_on)) {
            Ok(parts) => parts,
            Err(ExportError::Stopped) => return Exported::Stopped,
            Err(err) => return Exported::Refused(err.to_string()),
        };
        let outs: Vec<PathBuf> = part_names(&name, &parts).into_iter().map(|name| path.with_file_name(name)).collect();
        if let Some(why) = self.refusal(disk, &outs) {
            return Exported::Refused(why);
        }
        let files: Vec<(PathBuf, &[u8])> =
            outs.iter().zip(&parts).map(|(out, part)| (out.clone(), part.bytes.as_slice())).collect();
        match store::write_out(disk, &files, self.request.replaces) {
            Ok(()) => Exported::Written(path.clone(), self.rows.len()),
            Err(StoreError::Exists(path)) => Exported::Exists(path),
            Err(err) => Exported::Refused(err.to_string()),
        }
    }

    /// Lanes, colors and plot as the window shows them.
    fn picture(&self) -> PictureOptions {
        let asked = &self.request.picture;
        let viewport = asked.is_on_screen.then(|| self.loaded.viewport(&self.state));
        PictureOptions {
            drawing: asked.drawing,
            paging: asked.paging,
            size_px: asked.size_px,
            view: ViewState { viewport, theme: asked.theme, ..self.state.clone() },
        }
    }

    fn refusal(&self, disk: &Disk, outs: &[PathBuf]) -> Option<String> {
        let is_ron = self.request.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
        let is_open = |out: &PathBuf| self.timelines.iter().any(|file| store::is_same_file(disk, out, file));
        (is_ron || outs.iter().any(is_open))
            .then(|| format!("this is a timeline, which no export replaces: {}", self.request.path.display()))
    }
}

impl App {
    pub(super) fn export(&mut self, request: ExportRequest) {
        let (rows, query) = if request.is_selection {
            let rows = self.shown.selection.clone();
            let query = query_of(&self.loaded, &rows);
            (rows, query)
        } else {
            (rows_in_order(&self.loaded, &self.shown.filtered.mask), self.shown.query.clone())
        };
        let unsaved = self.desk.states().iter().map(|state| state.is_unsaved).collect();
        let timelines = self.desk.files().iter().filter_map(|file| Some(file.version.as_ref()?.path.clone())).collect();
        let export = Export {
            loaded: Arc::clone(&self.loaded),
            rows,
            query,
            rule: self.shown.rule,
            unsaved,
            timelines,
            exported: super::today(),
            state: self.state.clone(),
            request,
        };
        self.worker.send(Job::Export(Box::new(export)));
    }

    pub(super) fn exported(&mut self, exported: Exported, now: f64) {
        self.progress = None;
        match exported {
            Exported::Written(path, n) => {
                let incidents = if n == 1 { "1 incident".to_owned() } else { format!("{n} incidents") };
                self.say(format!("Exported {incidents} to {}", path.display()), now);
            }
            Exported::Stopped => self.say("Stopped; nothing was written".to_owned(), now),
            Exported::Exists(path) => self.ui_state.ask_to_replace(path),
            Exported::Refused(why) => self.ui_state.refuse_export(why),
        }
    }

    /// Asks where an export goes by the system's dialog.
    pub(super) fn ask_for_export_place(&mut self, name: String, now: f64) {
        self.dialog_asked_at = Some(now);
        self.worker.ask_for_export_place(name);
    }

    /// The dialog for the place of an export was answered.
    pub(super) fn export_placed(&mut self, place: Option<PathBuf>, now: f64) {
        match place {
            Some(path) => self.ui_state.place_export(&path),
            None if self.was_dialog_shown(now) => {}
            None => self.ui_state.type_export_place(),
        }
    }
}

/// The filter that gives exactly these incidents, so that anyone can ask for them again.
fn query_of(loaded: &Loaded, rows: &[Row]) -> Query {
    let ids: Vec<String> = rows.iter().map(|row| format!("id:\"{}\"", loaded.id(*row))).collect();
    Query::parse(&ids.join(" OR ")).unwrap_or_default()
}
