//! The whole window in a test: open timelines, what is shown of them, and what the panels asked for.

use daymark::edit::{Document, History, Refusal};

use daymark::ui::{Edit, EditState, Effect, Files, Inputs, Msg, UiState, shell};
use daymark::view::{Loaded, Shown, ViewChange, ViewState};
use egui_kittest::Harness;
use std::sync::{Arc, OnceLock};

/// A window without its frame: it applies what the panels ask of the view and notes what they ask of the world.
pub(crate) struct Window {
    loaded: Arc<Loaded>,
    documents: Vec<Arc<Document>>,
    shown: Shown,
    ui: UiState,
    /// How it is shown.
    pub(crate) state: ViewState,
    /// What the panels asked of the outside world, in order.
    pub(crate) effects: Vec<Effect>,
    /// The edits that the panels asked for, carried out or refused, in order.
    pub(crate) edits: Vec<Edit>,
    refusal: Option<Refusal>,
    histories: Vec<History>,
}

impl Window {
    /// The shipped timeline, read once for all tests.
    pub(crate) fn shipped() -> Self {
        static SHIPPED: OnceLock<(Arc<Document>, Arc<Loaded>)> = OnceLock::new();
        let (document, loaded) = SHIPPED.get_or_init(|| {
            let bytes = include_bytes!("../../timelines/islamic-state.ron").to_vec();
            let document = Document::read("islamic-state.ron", bytes);
            let loaded = Loaded::new(vec![document.file_records()]);
            (Arc::new(document), Arc::new(loaded))
        });
        Self::new(vec![Arc::clone(document)], Arc::clone(loaded))
    }

    /// A timeline from its text.
    pub(crate) fn of(text: &str) -> Self {
        let document = Document::read("test.ron", text.as_bytes().to_vec());
        let loaded = Loaded::new(vec![document.file_records()]);
        Self::new(vec![Arc::new(document)], Arc::new(loaded))
    }

    fn new(documents: Vec<Arc<Document>>, loaded: Arc<Loaded>) -> Self {
        let state = ViewState { reduced_motion: true, ..ViewState::default() };
        let shown = Shown::new(&loaded, &state, None);
        let histories = vec![History::default(); documents.len()];
        let (effects, edits) = (Vec::new(), Vec::new());
        Self { loaded, documents, shown, ui: UiState::default(), state, effects, edits, refusal: None, histories }
    }

    /// The same after a change of what is shown.
    pub(crate) fn with(mut self, change: ViewChange) -> Self {
        self.change(change);
        self
    }

    /// The incident with this id.
    pub(crate) fn incident(&self, id: &str) -> &daymark::model::Incident {
        self.loaded.catalog.row(id).and_then(|row| self.loaded.catalog.incident(row)).unwrap()
    }

    /// The same with these incidents selected.
    pub(crate) fn selecting(self, ids: &[&str]) -> Self {
        self.with(ViewChange::Select(ids.iter().map(|id| (*id).to_owned()).collect()))
    }

    /// Opens it, this large in points.
    pub(crate) fn open(self, size: [f32; 2]) -> Harness<'static, Self> {
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(32)
            .with_context_setup(daymark::ui::fonts::install)
            .renderer(crate::renderer::Renderer::default())
            .build_ui_state(|ui, window: &mut Self| window.frame(ui), self);
        harness.run();
        harness
    }

    /// What is shown.
    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The first open file as it is now.
    pub(crate) fn document(&self) -> &Document {
        &self.documents[0]
    }

    /// What forms hold and no file does.
    pub(crate) fn drafts(&self) -> &str {
        self.ui.drafts()
    }

    /// The same with drafts of an earlier run.
    pub(crate) fn restoring(mut self, drafts: &str) -> Self {
        self.ui.restore_drafts(drafts);
        self
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        let edits: Vec<EditState> = self
            .histories
            .iter()
            .map(|history| EditState {
                undo: history.undo_label().map(str::to_owned),
                redo: history.redo_label().map(str::to_owned),
                is_unsaved: history.undo_label().is_some(),
                can_write: Ok(()),
                place: String::new(),
            })
            .collect();
        let undo = edits.iter().find_map(|edits| edits.undo.as_deref());
        let redo = edits.iter().find_map(|edits| edits.redo.as_deref());
        let inputs = Inputs {
            loaded: &self.loaded,
            shown: &self.shown,
            documents: &self.documents,
            refused: &[],
            state: &self.state,
            can_go: (false, false),
            recent: &[],
            progress: None,
            is_stale: false,
            notice: None,
            edits: &edits,
            can_undo: (undo, redo),
            refusal: self.refusal.as_ref(),
            files: &Files::default(),
        };
        for msg in shell(ui, &inputs, &mut self.ui) {
            match msg {
                Msg::View(change) => self.change(change),
                Msg::Glide(viewport) => self.change(ViewChange::Viewport(viewport)),
                Msg::Edit(edit) => self.edit(edit),
                Msg::Effect(effect) => self.effects.push(effect),
            }
        }
    }

    /// What undo would take back in the first file.
    pub(crate) fn can_undo(&self) -> Option<String> {
        self.histories[0].undo_label().map(str::to_owned)
    }

    /// Takes the last change of the first file back.
    pub(crate) fn undo(&mut self) {
        self.histories[0].undo(Arc::make_mut(&mut self.documents[0])).unwrap();
        self.load();
    }

    fn load(&mut self) {
        self.loaded = Arc::new(Loaded::new(self.documents.iter().map(|document| document.file_records()).collect()));
        self.shown = Shown::new(&self.loaded, &self.state, None);
    }

    fn edit(&mut self, edit: Edit) {
        self.refusal = match Arc::make_mut(&mut self.documents[edit.file]).apply(&edit.command) {
            Ok(patch) => {
                self.histories[edit.file].push(patch);
                None
            }
            Err(refusal) => Some(refusal),
        };
        self.load();
        if let Some(id) = &edit.select {
            self.change(ViewChange::Select(vec![id.clone()]));
        }
        self.edits.push(edit);
    }

    fn change(&mut self, change: ViewChange) {
        self.state = self.state.with(change);
        if self.loaded.as_known != self.state.as_known {
            self.loaded = self.loaded.on_day(self.state.as_known);
            self.shown = Shown::new(&self.loaded, &self.state, None);
        }
        self.shown = Shown::new(&self.loaded, &self.state, Some(&self.shown));
    }
}
