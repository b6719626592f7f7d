//! Keeps what is shown up to the data and the state: within the frame where there is little, else by the worker.

use super::App;
use super::worker::Job;
use crate::query::GroupKey;
use crate::ui::MAX_FACETED_IN_FRAME;
use crate::view::{Centre, CompareView, LaneKey, Loaded, Shown, Sort, ViewState};
use std::sync::Arc;

/// Up to so many incidents are filtered within the frame.
const MAX_FILTERED_IN_FRAME: usize = 40_000;
/// Up to so many incidents are made ready to be shown within the frame of an edit.
const MAX_LOADED_IN_FRAME: usize = 2_000;
/// Up to so many incidents have their words indexed within the frame; mostly the worker has done it before.
const MAX_INDEXED_IN_FRAME: usize = 1_000;

/// What the present filter was made for.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    query: String,
    rule: String,
    lanes: LaneKey,
    colors: LaneKey,
    centre: Centre,
    table: (Option<GroupKey>, Option<Sort>),
    compare: CompareView,
    selection: Vec<String>,
}

impl Asked {
    pub(super) fn of(state: &ViewState) -> Self {
        Self {
            query: state.query.clone(),
            rule: state.rule.clone(),
            lanes: state.lanes,
            colors: state.colors,
            centre: state.centre,
            table: (state.table.group, state.table.sort),
            compare: state.compare.clone(),
            selection: state.selection.clone(),
        }
    }

    pub(super) fn is_for(&self, state: &ViewState) -> bool {
        self.is_same_filter(state) && self.selection == state.selection
    }

    pub(super) fn is_same_filter(&self, state: &ViewState) -> bool {
        self.query == state.query
            && self.rule == state.rule
            && self.lanes == state.lanes
            && self.colors == state.colors
            && self.centre == state.centre
            && self.table == (state.table.group, state.table.sort)
            && self.compare == state.compare
    }
}

impl App {
    pub(super) fn n_incidents(&self) -> usize {
        self.desk.documents().iter().map(|document| document.incidents.len()).sum()
    }

    /// Shows the documents as they are after a change.
    pub(super) fn show_documents(&mut self) {
        if self.n_incidents() > MAX_LOADED_IN_FRAME {
            self.worker.send(Job::Load(self.desk.documents().to_vec(), self.state.as_known));
            return;
        }
        let files = self.desk.documents().iter().map(|document| document.file_records()).collect();
        self.show(Arc::new(Loaded::as_known_on(files, self.state.as_known)));
    }

    /// Shows other data: everything derived is made anew.
    pub(super) fn show(&mut self, loaded: Arc<Loaded>) {
        self.loaded = loaded;
        self.asked_as_known = None;
        self.judge_stories();
        self.shown = Arc::new(Shown::new(&self.loaded, &self.state, None));
        self.asked = Asked::of(&self.state);
        self.is_stale = false;
    }

    /// Brings what is shown up to the state: at once, or by the worker if there is much.
    pub(super) fn refresh(&mut self) {
        if self.loaded.as_known != self.state.as_known && self.asked_as_known != Some(self.state.as_known) {
            self.asked_as_known = Some(self.state.as_known);
            if self.n_incidents() > MAX_LOADED_IN_FRAME {
                self.show_documents();
            } else {
                self.show(self.loaded.on_day(self.state.as_known));
            }
        }
        if self.asked.is_for(&self.state) {
            return;
        }
        if self.asked.is_same_filter(&self.state) {
            self.shown = Arc::new(self.shown.with_selection(&self.loaded, &self.state.selection));
        } else if self.can_filter_in_frame() {
            self.shown = Arc::new(Shown::new(&self.loaded, &self.state, Some(&self.shown)));
        } else {
            self.is_stale = true;
            let job = Job::Filter {
                loaded: Arc::clone(&self.loaded),
                state: Box::new(self.state.clone()),
                before: Arc::clone(&self.shown),
            };
            self.worker.send(job);
        }
        self.asked = Asked::of(&self.state);
    }

    /// Has the facets of much data counted by the worker; the old ones stay on screen, dimmed.
    pub(super) fn count_facets(&mut self) {
        let is_much = self.loaded.columns.len() > MAX_FACETED_IN_FRAME;
        let is_wanted = self.state.facets && is_much && !self.is_stale;
        let cell = self.shown.facets();
        if is_wanted
            && cell.get().is_none()
            && !self.asked_facets.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, cell))
        {
            self.asked_facets = Some(Arc::clone(cell));
            self.worker.send(Job::Facets(Arc::clone(&self.loaded), Arc::clone(&self.shown)));
        }
    }

    fn can_filter_in_frame(&self) -> bool {
        let n_incidents = self.loaded.columns.len();
        let compare = &self.state.compare;
        let is_comparing = self.state.centre == Centre::Compare;
        let mut queries = vec![&self.state.query];
        queries.extend(is_comparing.then_some([&compare.a, &compare.b]).into_iter().flatten());
        let is_ready =
            n_incidents <= MAX_INDEXED_IN_FRAME || queries.into_iter().all(|query| self.loaded.is_ready_for(query));
        n_incidents <= MAX_FILTERED_IN_FRAME && is_ready
    }
}
