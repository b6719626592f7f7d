//! Saved views: read beside the open timelines, changed by asking, written by the worker.

use super::App;
use super::worker::Job;
use crate::format::{LineIndex, Problem, ViewEdit, edit_views, read_views};
use crate::store::vfs::Vfs;
use crate::store::{self, Version};
use crate::ui::Views;
use crate::view::{SavedView, ViewChange};
use egui::Context;
use std::path::{Path, PathBuf};

/// The saved views beside one timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct ViewsFile {
    /// The timeline; `None` is the built-in copy.
    timeline: Option<PathBuf>,
    /// What was read; `None` if there is no such file yet.
    version: Option<Version>,
    text: String,
    views: Vec<SavedView>,
    /// What is wrong with it, in words.
    problems: Vec<String>,
    /// Whether it is there and could not be read.
    is_unreadable: bool,
}

impl ViewsFile {
    /// Reads what stands beside a timeline.
    pub(super) fn read(vfs: &dyn Vfs, timeline: Option<PathBuf>) -> Self {
        let Some(path) = &timeline else {
            return Self::of(None, None, store::BUILT_IN_VIEWS.to_owned());
        };
        match store::read_beside(vfs, &store::views_path(path)) {
            Ok(Some((version, text))) => Self::of(timeline, Some(version), text),
            Ok(None) => Self { timeline, ..Self::default() },
            Err(err) => Self { timeline, problems: vec![err.to_string()], is_unreadable: true, ..Self::default() },
        }
    }

    fn of(timeline: Option<PathBuf>, version: Option<Version>, text: String) -> Self {
        let read = read_views::<SavedView>(&text);
        let problems = in_words(&text, &read.problems);
        let views = read.views.into_iter().map(|record| record.value).collect();
        Self { timeline, version, text, views, problems, is_unreadable: false }
    }
}

impl App {
    /// Asks for the saved views and the stories of the open timelines.
    pub(super) fn read_beside(&mut self) {
        let timelines = (0..self.desk.documents().len()).map(|file| self.desk.path(file)).collect();
        self.worker.send(Job::ReadBeside(timelines));
    }

    /// Shows a saved view as soon as it is read; the newest wish counts.
    pub fn show_view(&mut self, name: &str) {
        self.wanted_view = Some(name.to_owned());
        self.show_wanted_view();
    }

    /// Takes in what was read.
    pub(super) fn views_read(&mut self, files: Vec<ViewsFile>) {
        self.views = files;
        let first = self.views.first();
        let can_save = match first {
            Some(ViewsFile { timeline: None, .. }) | None => {
                Err("this is the copy built into the program; save it under a name first".to_owned())
            }
            Some(ViewsFile { timeline: Some(path), is_unreadable: true, .. }) => {
                Err(format!("{} cannot be read", short(&store::views_path(path))))
            }
            Some(ViewsFile { timeline: Some(path), .. }) => Ok(short(&store::views_path(path))),
        };
        self.pending.shown.views = Views {
            views: self.views.iter().flat_map(|file| file.views.iter().cloned()).collect(),
            problems: self.views.iter().flat_map(|file| file.problems.iter().cloned()).collect(),
            can_save,
        };
        self.show_wanted_view();
    }

    fn show_wanted_view(&mut self) {
        let Some(name) = &self.wanted_view else { return };
        let Some(view) = self.pending.shown.views.find(name) else { return };
        let state = view.shown(&self.state, &self.loaded);
        self.wanted_view = None;
        self.state = self.state.with(ViewChange::All(Box::new(state)));
    }

    /// Writes a changed view, a new one, or one less.
    pub(super) fn change_views(&mut self, ctx: &Context, edit: &ViewEdit<'_, SavedView>, what: String) {
        let now = ctx.input(|input| input.time);
        let name = match edit {
            ViewEdit::Put { name, .. } | ViewEdit::Remove(name) => *name,
        };
        let has = |file: &&ViewsFile| file.views.iter().any(|view| view.name == name);
        let Some(file) = self.views.iter().find(has).or_else(|| self.views.first()) else { return };
        let Some(timeline) = file.timeline.clone().filter(|_| !file.is_unreadable) else {
            let why = self.pending.shown.views.can_save.clone().err().unwrap_or_default();
            return self.say(format!("Not saved: {why}"), now);
        };
        let Some(text) = edit_views(&file.text, edit) else {
            let path = short(&store::views_path(&timeline));
            return self.say(format!("Not saved: mend {path} first, a bracket or quote of it is not closed"), now);
        };
        self.worker.send(Job::SaveBeside {
            path: store::views_path(&timeline),
            version: file.version.clone(),
            text,
            what,
        });
    }
}

/// What is wrong with a text, each in a line.
pub(super) fn in_words(text: &str, problems: &[Problem]) -> Vec<String> {
    let index = LineIndex::new(text);
    let told = problems.iter().map(|problem| {
        let hint = problem.hint.as_deref().map_or(String::new(), |hint| format!("; {hint}"));
        format!("line {}: {}{hint}", index.line(problem.bytes.start), problem.message)
    });
    told.collect()
}

/// The name of a file without its folder.
pub(super) fn short(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
