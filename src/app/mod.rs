//! The shell: owns the state, applies messages, runs effects. The only part that knows the time.
//!
//! One frame: [`App::logic`] takes in the worker's results and moves what glides; [`App::ui`] draws and applies what the
//! panels asked for. Reading files and filtering large ones happen on the worker, never in the frame.

mod desk;
mod exporting;
mod files;
mod glide;
mod memory;
mod merging;
mod presenting;
mod refresh;
mod scribe;
mod standing;
mod stories;
mod views;
mod worker;

pub use memory::Memory;

use crate::edit::{Document, Refusal, Text};
use crate::format::ViewEdit;
use crate::model::Day;
use crate::query::Facets;
use crate::store::Disk;
use crate::ui::{EditState, Effect, Files, Inputs, Msg, Progress, Refused, UiState};
use crate::view::{Loaded, Shown, ViewChange, ViewHistory, ViewState};
use desk::Desk;
use egui::{Context, Ui, ViewportCommand};
use files::{Leaving, Pending};
use glide::Glide;
use refresh::Asked;
use scribe::{Key, Scribe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use worker::{Event, Job, Origin, Worker};

/// A view that has not moved for so long has come to rest, in seconds: a place to go back to.
const REST_S: f64 = 0.7;
/// How long a notice such as "Copied" stays, in seconds.
const NOTICE_S: f64 = 2.5;
/// The first frame waits at most so long for the data, so that a small file is there from the start.
const FIRST_WAIT: Duration = Duration::from_millis(300);
/// A file dialog that answers sooner than this, in seconds, was most likely never shown.
const NO_DIALOG_S: f64 = 0.3;

/// The program's state.
pub struct App {
    desk: Desk,
    pending: Pending,
    /// The key of the next file opened.
    next_key: Key,
    scribe: Scribe,
    /// What was typed in forms as the journal has it, and when that was sent, in seconds.
    drafts: String,
    drafts_kept_at: f64,
    refusal: Option<Refusal>,
    title: String,
    refused: Vec<Refused>,
    loaded: Arc<Loaded>,
    shown: Arc<Shown>,
    state: ViewState,
    history: ViewHistory,
    ui_state: UiState,
    glide: Option<Glide>,
    worker: Worker,
    files: Vec<PathBuf>,
    /// Files and view before those that are being opened.
    open_before: Option<(Vec<PathBuf>, ViewState)>,
    recent: Vec<PathBuf>,
    progress: Option<Progress>,
    notice: Option<(String, f64)>,
    asked: Asked,
    is_stale: bool,
    moved_at: f64,
    last_state: ViewState,
    /// The day that other data were last asked for, until they are there.
    asked_as_known: Option<Option<Day>>,
    /// The facets that the worker was last asked for.
    asked_facets: Option<Arc<OnceLock<Facets>>>,
    dialog_asked_at: Option<f64>,
    views: Vec<views::ViewsFile>,
    /// A saved view to be shown as soon as it is read.
    wanted_view: Option<String>,
    stories: stories::StoriesOnDisk,
    /// The story that is presented, in place of the window.
    stage: Option<presenting::Stage>,
}

impl App {
    /// Opens the files, or the shipped timeline if there are none, with what was remembered of the last run.
    pub fn new(ctx: &Context, files: Vec<PathBuf>, memory: Option<Memory>) -> Self {
        Self::on_disk(ctx, files, memory, Disk::of_user())
    }

    /// As [`Self::new`], on a disk whose state folder may be another than the user's.
    pub fn on_disk(ctx: &Context, files: Vec<PathBuf>, memory: Option<Memory>, disk: Disk) -> Self {
        crate::ui::install_fonts(ctx);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let memory = memory.unwrap_or_default();
        let state = memory.state_for(&files);
        let loaded = Arc::new(Loaded::new(Vec::new()));
        let shown = Arc::new(Shown::new(&loaded, &state, None));
        let mut app = Self {
            desk: Desk::default(),
            pending: Pending::default(),
            next_key: 1,
            scribe: Scribe::new(ctx.clone(), disk.clone()),
            drafts: String::new(),
            drafts_kept_at: 0.0,
            refusal: None,
            title: String::new(),
            refused: Vec::new(),
            loaded,
            shown,
            last_state: state.clone(),
            asked_as_known: None,
            asked_facets: None,
            state,
            history: ViewHistory::default(),
            ui_state: UiState::default(),
            glide: None,
            worker: Worker::new(ctx.clone(), disk),
            files: files.clone(),
            open_before: None,
            recent: memory.recent,
            progress: None,
            notice: None,
            asked: Asked::default(),
            is_stale: false,
            moved_at: 0.0,
            dialog_asked_at: None,
            views: Vec::new(),
            wanted_view: None,
            stories: stories::StoriesOnDisk::default(),
            stage: None,
        };
        app.pending.shown.options = memory.saving;
        app.scribe.send(scribe::Job::Open { key: scribe::DRAFTS, version: None, text: Text::default() });
        app.worker.send(Job::Open(files));
        let until = Instant::now() + FIRST_WAIT;
        while let Some(event) = app.worker.wait(until.saturating_duration_since(Instant::now())) {
            let is_last = matches!(event, Event::Opened { .. });
            app.take(ctx, event, 0.0);
            if is_last {
                break;
            }
        }
        let has_errors = app.desk.documents().iter().any(|document| document.n_errors() > 0) || !app.refused.is_empty();
        app.ui_state = UiState::new(has_errors);
        app
    }

    /// What is to be remembered of this run.
    pub fn memory(&self) -> Memory {
        let saving = self.pending.shown.options;
        Memory { state: self.state.clone(), files: self.files.clone(), recent: self.recent.clone(), saving }
    }

    /// How it is shown.
    pub fn state(&self) -> &ViewState {
        &self.state
    }

    /// The open timelines.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// What the filter shows of them.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The open files as they are now.
    pub fn documents(&self) -> &[Arc<Document>] {
        self.desk.documents()
    }

    /// The edits of each open file.
    pub fn edits(&self) -> &[EditState] {
        self.desk.states()
    }

    /// What is to be said about the open files.
    pub fn files(&self) -> &Files {
        &self.pending.shown
    }

    /// What the panels remember.
    pub fn ui_state(&self) -> &UiState {
        &self.ui_state
    }

    /// Takes in what the worker has done, and moves what glides.
    pub fn logic(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        while let Some(event) = self.worker.try_next() {
            self.take(ctx, event, now);
        }
        while let Some(told) = self.scribe.try_next() {
            self.hear(ctx, told, now);
        }
        self.mind_closing(ctx);
        if ctx.input(|input| input.raw.events.contains(&egui::Event::WindowFocused(true))) {
            self.scribe.send(scribe::Job::Look);
        }
        if let Some(glide) = &self.glide {
            let (viewport, is_done) = glide.at(now);
            let is_whole = is_done && viewport == self.loaded.whole_span();
            self.state.viewport = (!is_whole).then_some(viewport);
            if is_done {
                self.glide = None;
            } else {
                ctx.request_repaint();
            }
        }
        if self.stage.as_mut().is_some_and(|stage| stage.glide(now)) {
            ctx.request_repaint();
        }
        // What the window must ask is asked in the window.
        if self.pending.leaving.is_some() {
            self.leave_stage(ctx);
        }
        let zoom = self.stage.as_ref().map_or(self.state.zoom, |stage| stage.zoom);
        if (ctx.zoom_factor() - zoom).abs() > 1e-3 {
            ctx.set_zoom_factor(zoom);
        }
        self.keep_drafts(ctx, now);
        self.refresh();
        self.count_facets();
        self.name_window(ctx);
        self.rest(ctx, now);
    }

    /// The window is named after the files, with a mark before those that are not saved.
    fn name_window(&mut self, ctx: &Context) {
        let named = self.desk.documents().iter().zip(self.desk.states()).map(|(document, edits)| {
            let name = Path::new(&document.name).file_name().map_or("".into(), |name| name.to_string_lossy());
            format!("{}{name}", if edits.is_unsaved { "• " } else { "" })
        });
        let names: Vec<String> = named.collect();
        let title = if names.is_empty() { "Daymark".to_owned() } else { format!("{} – Daymark", names.join(", ")) };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Draws a frame and applies what it asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        if self.stage.is_some() {
            return self.stage_ui(ui);
        }
        let notice = self.notice.as_ref().map(|(text, _)| text.as_str());
        let inputs = Inputs {
            loaded: &self.loaded,
            shown: &self.shown,
            documents: self.desk.documents(),
            refused: &self.refused,
            state: &self.state,
            can_go: (self.history.can_go_back(), self.history.can_go_forward()),
            recent: &self.recent,
            progress: self.progress.as_ref(),
            is_stale: self.is_stale,
            notice,
            edits: self.desk.states(),
            can_undo: self.desk.can_undo(),
            refusal: self.refusal.as_ref(),
            files: &self.pending.shown,
        };
        let msgs = crate::ui::shell(ui, &inputs, &mut self.ui_state);
        if !msgs.is_empty() {
            let ctx = ui.ctx().clone();
            for msg in msgs {
                self.apply(&ctx, msg);
            }
            self.refresh();
            ctx.request_repaint();
        }
    }

    /// Does what a panel asks for.
    pub fn apply(&mut self, ctx: &Context, msg: Msg) {
        match msg {
            Msg::View(ViewChange::FitAll) => self.glide_to(ctx, self.loaded.whole_span()),
            Msg::View(change) => {
                if matches!(change, ViewChange::Viewport(_)) {
                    self.glide = None;
                }
                self.state = self.state.with(change);
            }
            Msg::Glide(to) => self.glide_to(ctx, to),
            Msg::Edit(edit) => self.edit(ctx, &edit),
            Msg::Effect(effect) => self.run(ctx, effect),
        }
    }

    fn glide_to(&mut self, ctx: &Context, to: crate::view::Viewport) {
        let from = self.loaded.viewport(&self.state);
        let now = ctx.input(|input| input.time);
        self.glide = Some(Glide::new(from, to, now, self.state.reduced_motion));
        ctx.request_repaint();
    }

    fn run(&mut self, ctx: &Context, effect: Effect) {
        let now = ctx.input(|input| input.time);
        match effect {
            Effect::OpenDialog => {
                self.dialog_asked_at = Some(now);
                self.worker.ask_for_files();
            }
            Effect::Open(files) => self.leave(ctx, Leaving::Open(files)),
            Effect::OpenShipped => self.leave(ctx, Leaving::Open(Vec::new())),
            Effect::Cancel => self.worker.cancel(),
            Effect::ForgetRecent => self.recent.clear(),
            Effect::OpenUrl(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::Copy { text, what } => {
                ctx.copy_text(text);
                self.say(format!("{what} copied"), now);
            }
            Effect::FullScreen => {
                let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            Effect::Quit => self.leave(ctx, Leaving::Quit),
            Effect::Back => self.go(ViewHistory::back),
            Effect::Forward => self.go(ViewHistory::forward),
            Effect::PutView { name, view } => {
                let what = format!("Saved the view “{}”", view.name);
                self.change_views(ctx, &ViewEdit::Put { name: &name, view: &*view }, what);
            }
            Effect::RemoveView(name) => {
                self.change_views(ctx, &ViewEdit::Remove(&name), format!("Removed the view “{name}”"));
            }
            Effect::Story(ask) => self.ask_of_story(ask, now),
            Effect::Present(ask) => self.present(ctx, ask),
            Effect::Export(request) => self.export(*request),
            Effect::ExportPlaceDialog(name) => self.ask_for_export_place(name, now),
            of_files => self.run_on_files(ctx, of_files),
        }
    }

    fn go(&mut self, step: fn(&mut ViewHistory, &ViewState) -> Option<ViewState>) {
        self.glide = None;
        if let Some(state) = step(&mut self.history, &self.state) {
            self.last_state = state.clone();
            self.state = state;
        }
    }

    fn open(&mut self, files: Vec<PathBuf>) {
        self.open_before = Some((self.files.clone(), self.state.clone()));
        self.files.clone_from(&files);
        self.state.viewport = None;
        self.state.selection.clear();
        self.state.query.clear();
        self.worker.send(Job::Open(files));
    }

    /// Where nothing of what was asked for could be opened, what was open stays; whether anything was.
    fn stays_open(&mut self) -> bool {
        let before = self.open_before.take().filter(|_| !self.desk.documents().is_empty());
        let is_open = before.is_some();
        if let Some((files, state)) = before {
            (self.files, self.state) = (files, state);
        }
        is_open
    }

    fn say(&mut self, text: String, now: f64) {
        self.notice = Some((text, now));
    }

    fn take(&mut self, ctx: &Context, event: Event, now: f64) {
        match event {
            Event::Progress(progress) => self.progress = Some(progress),
            Event::Some { loaded } => self.show(loaded),
            Event::Opened { documents, origins, refused, loaded } => {
                self.progress = None;
                remember(&mut self.recent, &self.files, &refused);
                if documents.is_empty() && self.stays_open() {
                    self.refused = refused;
                    self.ui_state.show_problems();
                    return;
                }
                let has_problems = !refused.is_empty() || documents.iter().any(|document| document.n_errors() > 0);
                self.take_files(documents, origins);
                self.refused = refused;
                self.show(loaded);
                self.read_beside();
                if has_problems {
                    self.ui_state.show_problems();
                }
            }
            Event::Cancelled => {
                self.progress = None;
                self.say("Stopped; what was read is shown".to_owned(), now);
            }
            Event::Filtered { loaded, state, shown } => {
                // Only the newest filter of the present data counts.
                if Arc::ptr_eq(&loaded, &self.loaded) && self.asked.is_same_filter(&state) {
                    self.shown = Arc::new(shown.with_selection(&self.loaded, &self.state.selection));
                    self.is_stale = false;
                }
            }
            Event::Loaded(documents, loaded) => {
                let is_current = documents.len() == self.desk.documents().len()
                    && documents.iter().zip(self.desk.documents()).all(|(a, b)| Arc::ptr_eq(a, b));
                if is_current && loaded.as_known == self.state.as_known {
                    self.show(loaded);
                }
            }
            Event::Reloaded(reloaded) => self.reloaded(ctx, *reloaded, now),
            Event::Compared(compared) => self.compared(*compared, now),
            Event::Recovered { journal, now, result } => self.recovered(&journal, now, *result),
            Event::Beside(views, stories) => {
                self.views_read(views);
                self.stories_read(stories);
            }
            Event::BesideSaved { path, what, saved } => self.beside_saved(&path, what, saved, now),
            Event::Begun(path, begun) => self.begun(ctx, path, begun, now),
            Event::Exported(exported) => self.exported(exported, now),
            Event::ExportPlaced(place) => self.export_placed(place, now),
            Event::Placed(key, place) => self.placed(key, place, now),
            Event::Picked(files) if !files.is_empty() => self.leave(ctx, Leaving::Open(files)),
            Event::Picked(_) => {
                if !self.was_dialog_shown(now) {
                    self.ui_state.ask_for_path();
                }
            }
        }
    }

    /// Whether the system's dialog was there long enough to have been shown.
    fn was_dialog_shown(&self, now: f64) -> bool {
        self.dialog_asked_at.is_some_and(|asked| now - asked > NO_DIALOG_S)
    }

    /// Other files are open now.
    fn take_files(&mut self, documents: Vec<Arc<Document>>, origins: Vec<Origin>) {
        for file in self.desk.files() {
            self.scribe.send(scribe::Job::Close(file.key));
        }
        let first = self.next_key;
        self.next_key += documents.len() as Key;
        self.desk = Desk::new(documents, origins, first);
        self.refusal = None;
        self.forget_files();
        for (at, file) in self.desk.files().iter().enumerate() {
            if !self.desk.is_whole(at) {
                continue;
            }
            let (key, version, text) = (file.key, file.version.clone(), file.base.clone());
            self.scribe.send(scribe::Job::Open { key, version, text });
        }
        self.stand();
    }

    /// Records where the view has come to rest, and lets notices go.
    fn rest(&mut self, ctx: &Context, now: f64) {
        if self.state != self.last_state {
            self.last_state = self.state.clone();
            self.moved_at = now;
        }
        let rested = now - self.moved_at;
        if rested >= REST_S {
            self.history.visit(&self.state);
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(REST_S - rested + 0.01));
        }
        if let Some((_, since)) = &self.notice {
            let left = NOTICE_S - (now - since);
            if left <= 0.0 {
                self.notice = None;
            } else {
                ctx.request_repaint_after(Duration::from_secs_f64(left));
            }
        }
    }
}

/// Today in UTC; the first day of 1970 on a machine whose clock stands before it.
#[expect(clippy::disallowed_methods, reason = "`app` may ask for the time")]
fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::from_days(i32::try_from(seconds / 86_400).unwrap_or(0))
}

/// Files that could be opened come first among the recent ones.
fn remember(recent: &mut Vec<PathBuf>, files: &[PathBuf], refused: &[Refused]) {
    for file in files {
        if refused.iter().any(|refused| refused.name == file.display().to_string()) {
            continue;
        }
        let file = std::path::absolute(file).unwrap_or_else(|_| file.clone());
        recent.retain(|other| *other != file);
        recent.insert(0, file);
    }
    recent.truncate(10);
}
