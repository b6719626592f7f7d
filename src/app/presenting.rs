//! Presenting a story: what is shown stands apart from the window, so that nothing that happens to the files changes it.
//!
//! The stage holds the data and the story of the beginning and a view of its own. Meanwhile the window behind it goes on
//! reading and merging; leaving shows what it has. The notes are a second window that repaints by itself once a second.

use super::App;
use super::glide::Glide;
use super::refresh::Asked;
use crate::edit::Document;
use crate::ui::present::{self, Notes, PresentAsk, Presenting, Screen, notes};
use crate::ui::{Effect, Files, Inputs, Msg, UiState};
use crate::view::{Loaded, Shown, Story, ViewChange, ViewState, Viewport};
use egui::{Context, Ui, ViewportBuilder, ViewportCommand, ViewportId};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// So many points across and down make the whole screen, whatever its size: the type is large by this.
const SCREEN_PT: (f32, f32) = (1_060.0, 600.0);
const LEAST_ZOOM: f32 = 1.0;
const MOST_ZOOM: f32 = 5.0;

/// A story that is presented.
pub(super) struct Stage {
    place: PathBuf,
    documents: Vec<Arc<Document>>,
    /// The data of the beginning, and as known on the day of the step.
    base: Arc<Loaded>,
    loaded: Arc<Loaded>,
    shown: Arc<Shown>,
    state: ViewState,
    asked: Asked,
    glide: Option<Glide>,
    ui_state: UiState,
    /// Size of everything.
    pub(super) zoom: f32,
    was_full: bool,
    script: Arc<Mutex<Script>>,
}

/// What both windows read and the notes write.
struct Script {
    story: Story,
    step: usize,
    screen: Screen,
    frozen: String,
    loaded: Arc<Loaded>,
    /// When it began, in seconds of the program.
    started: f64,
    /// Digits typed beside the notes.
    typed: String,
    /// What was asked for there.
    asks: Vec<PresentAsk>,
}

impl Script {
    fn presenting(&self) -> Presenting<'_> {
        Presenting { story: &self.story, step: self.step, screen: self.screen, frozen: &self.frozen }
    }
}

fn notes_id() -> ViewportId {
    ViewportId::from_hash_of("notes")
}

impl Stage {
    fn script(&self) -> std::sync::MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves what glides; whether it goes on.
    pub(super) fn glide(&mut self, now: f64) -> bool {
        let Some(glide) = &self.glide else { return false };
        let (viewport, is_done) = glide.at(now);
        let is_whole = is_done && viewport == self.loaded.whole_span();
        self.state.viewport = (!is_whole).then_some(viewport);
        if is_done {
            self.glide = None;
        }
        !is_done
    }

    fn glide_to(&mut self, to: Viewport, now: f64) {
        let from = self.loaded.viewport(&self.state);
        self.glide = Some(Glide::new(from, to, now, self.state.reduced_motion));
    }

    /// Shows a step: its view at once, the days by a glide.
    fn show_step(&mut self, at: usize, now: f64) {
        let step = {
            let mut script = self.script();
            script.step = at.min(script.story.steps.len().saturating_sub(1));
            script.screen = Screen::Step;
            script.story.steps.get(script.step).cloned()
        };
        let Some(step) = step else { return };
        let from = self.loaded.viewport(&self.state);
        self.state = step.view.shown(&self.state, &self.base);
        self.refresh();
        let to = self.loaded.viewport(&self.state);
        self.state.viewport = Some(from);
        self.glide_to(to, now);
    }

    /// Brings what is shown up to the state.
    fn refresh(&mut self) {
        if self.loaded.as_known != self.state.as_known {
            self.loaded = match self.state.as_known {
                None => Arc::clone(&self.base),
                day => self.base.on_day(day),
            };
            self.shown = Arc::new(Shown::new(&self.loaded, &self.state, None));
        } else if self.asked.is_same_filter(&self.state) {
            self.shown = Arc::new(self.shown.with_selection(&self.loaded, &self.state.selection));
        } else {
            self.shown = Arc::new(Shown::new(&self.loaded, &self.state, Some(&self.shown)));
        }
        self.asked = Asked::of(&self.state);
    }
}

impl App {
    /// The story that is presented and its step, counted from 0; `None` in the window.
    pub fn presented(&self) -> Option<(String, usize)> {
        let script = self.stage.as_ref()?.script();
        Some((script.story.title.clone(), script.step))
    }

    /// The totals on the whole screen while a story is presented.
    pub fn presented_totals(&self) -> Option<&crate::query::Totals> {
        self.stage.as_ref().map(|stage| &*stage.shown.totals)
    }

    pub(super) fn present(&mut self, ctx: &Context, ask: PresentAsk) {
        let now = ctx.input(|input| input.time);
        if let PresentAsk::Start { place, step } = ask {
            return self.begin_to_present(ctx, place, step, now);
        }
        let Some(stage) = &mut self.stage else { return };
        let (at, n) = {
            let script = stage.script();
            (script.step, script.story.steps.len())
        };
        match ask {
            // A blank screen goes before anything moves behind it.
            PresentAsk::Next | PresentAsk::Previous if stage.script().screen != Screen::Step => {
                stage.script().screen = Screen::Step;
            }
            PresentAsk::Next if at + 1 < n => stage.show_step(at + 1, now),
            PresentAsk::Previous if at > 0 => stage.show_step(at - 1, now),
            PresentAsk::Next | PresentAsk::Previous | PresentAsk::Start { .. } => {}
            PresentAsk::GoTo(to) => stage.show_step(to, now),
            PresentAsk::Screen(screen) => stage.script().screen = screen,
            PresentAsk::NotesWindow => self.ui_state.switch_notes_window(),
            PresentAsk::Zoom { is_larger } => {
                let by = if is_larger { 1.1 } else { 1.0 / 1.1 };
                stage.zoom = (stage.zoom * by).clamp(0.5, MOST_ZOOM);
            }
            PresentAsk::Leave => self.leave_stage(ctx),
        }
        ctx.request_repaint();
        ctx.request_repaint_of(notes_id());
    }

    fn begin_to_present(&mut self, ctx: &Context, place: PathBuf, step: usize, now: f64) {
        let Some(story) = self.pending.shown.stories.at(&place) else { return };
        if story.story.steps.is_empty() || self.stage.is_some() {
            return;
        }
        let base = self.loaded.on_day(None);
        let state = ViewState { facets: false, side_panel: false, note: String::new(), ..self.state.clone() };
        let script = Script {
            story: story.story.clone(),
            step,
            screen: Screen::Step,
            frozen: self.frozen_words(),
            loaded: Arc::clone(&base),
            started: now,
            typed: String::new(),
            asks: Vec::new(),
        };
        let was_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        let mut stage = Stage {
            place,
            documents: self.desk.documents().to_vec(),
            loaded: Arc::clone(&base),
            shown: Arc::new(Shown::new(&base, &state, None)),
            asked: Asked::of(&state),
            base,
            state,
            glide: None,
            ui_state: UiState::default(),
            zoom: zoom_for(ctx),
            was_full,
            script: Arc::new(Mutex::new(script)),
        };
        stage.refresh();
        stage.show_step(step, now);
        self.glide = None;
        self.stage = Some(stage);
        ctx.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        ctx.request_repaint();
    }

    /// Which data are presented, in words.
    fn frozen_words(&self) -> String {
        let files = self.loaded.catalog.files().iter();
        let versions: Vec<String> = files.map(|file| file.header.version.clone()).collect();
        let unsaved = if self.desk.has_unsaved() { " with changes not saved" } else { "" };
        format!("data frozen at version {}{unsaved}", versions.join(" + "))
    }

    /// Back to the window, at the step that was shown, with what happened meanwhile.
    pub(super) fn leave_stage(&mut self, ctx: &Context) {
        let Some(stage) = self.stage.take() else { return };
        let (step, view) = {
            let script = stage.script();
            (script.step, script.story.steps.get(script.step).map(|step| step.view.clone()))
        };
        self.ui_state.return_to_step(&stage.place, step);
        if let Some(view) = view {
            let state = view.shown(&self.state, &self.loaded);
            self.state = self.state.with(ViewChange::All(Box::new(state)));
        }
        present::leave(ctx);
        if !stage.was_full {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        ctx.request_repaint();
    }

    /// Draws the whole screen, and the notes beside it.
    pub(super) fn stage_ui(&mut self, ui: &mut Ui) {
        let Some(stage) = &mut self.stage else { return };
        let files = Files::default();
        let inputs = Inputs::quiet(&stage.loaded, &stage.shown, &stage.documents, &stage.state, &files);
        let mut msgs = {
            let script = stage.script.lock().unwrap_or_else(PoisonError::into_inner);
            present::present(ui, &inputs, &script.presenting(), &mut stage.ui_state)
        };
        let ctx = ui.ctx().clone();
        if self.ui_state.has_notes_window() {
            show_notes(&ctx, &stage.script);
        }
        msgs.extend(stage.script().asks.drain(..).map(|ask| Msg::Effect(Effect::Present(ask))));
        if !msgs.is_empty() {
            for msg in msgs {
                self.stage_msg(&ctx, msg);
            }
            ctx.request_repaint();
        }
    }

    fn stage_msg(&mut self, ctx: &Context, msg: Msg) {
        let now = ctx.input(|input| input.time);
        let Some(stage) = &mut self.stage else { return };
        match msg {
            Msg::View(ViewChange::FitAll) => stage.glide_to(stage.loaded.whole_span(), now),
            Msg::View(change) => {
                if matches!(change, ViewChange::Viewport(_)) {
                    stage.glide = None;
                }
                stage.state = stage.state.with(change);
                stage.refresh();
            }
            Msg::Glide(to) => stage.glide_to(to, now),
            Msg::Effect(Effect::Present(ask)) => self.present(ctx, ask),
            // Nothing is written, opened or copied in front of an audience.
            Msg::Effect(_) | Msg::Edit(_) => {}
        }
    }
}

/// How much larger everything is than in the window, so that a room can read it.
fn zoom_for(ctx: &Context) -> f32 {
    ctx.input(|input| {
        let native = input.viewport().native_pixels_per_point.unwrap_or(1.0);
        let size = input.viewport().monitor_size.unwrap_or(input.content_rect().size());
        let size = size * input.pixels_per_point / native;
        (size.x / SCREEN_PT.0).min(size.y / SCREEN_PT.1).clamp(LEAST_ZOOM, MOST_ZOOM)
    })
}

/// The notes, in a window that repaints once a second, and no other with it.
fn show_notes(ctx: &Context, script: &Arc<Mutex<Script>>) {
    let script = Arc::clone(script);
    let builder = ViewportBuilder::default().with_title("Notes – Daymark").with_inner_size([620.0, 480.0]);
    ctx.show_viewport_deferred(notes_id(), builder, move |ui, _| {
        let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = ui.input(|input| input.time) - script.started;
        let mut typed = std::mem::take(&mut script.typed);
        let shown =
            Notes { presenting: script.presenting(), loaded: &script.loaded, elapsed_s: elapsed.max(0.0) as u64 };
        let mut asks = notes(ui, &shown, &mut typed);
        if ui.input(|input| input.viewport().close_requested()) && !ui.ctx().embed_viewports() {
            asks.push(PresentAsk::NotesWindow);
        }
        script.typed = typed;
        if !asks.is_empty() {
            script.asks.extend(asks);
            ui.ctx().request_repaint_of(ViewportId::ROOT);
        }
        ui.ctx().request_repaint_after(Duration::from_secs_f64(1.02 - elapsed.max(0.0).fract()));
    });
}
