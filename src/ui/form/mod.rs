//! The side panel in edit mode: the parts of an incident as fields, in the order in which the panel shows them.
//!
//! ```text
//! ┌ Edit incident ── Done ┐  header, stays
//! │ fields                 │  scrolls; a list below the field that has the focus completes it
//! │ rows: reports, sources │  one of them open at a time
//! ├────────────────────────┤
//! │ may be entered already │  near twins, if any
//! └────────────────────────┘
//! ```
//!
//! What was typed lives in a [`Draft`] and stays there until it fits. A changed field of an incident of the file is
//! carried out when the focus leaves it, a new incident when it is added. Nothing here changes a document: it asks.

mod bench;
mod body;
mod calendar;
mod field;
mod head;
mod picker;
mod rows;
mod several;
mod source;
mod suggest;
mod tally;
mod timeline;
mod twins;
pub(crate) mod work;

use crate::edit::{Checked, Command, Document, Draft, Field, Level, Rows, Spot, removal};
use crate::model::{IncidentId, SourceId};
use crate::query::Row;
use crate::ui::{Action, Edit, Inputs, Msg, theme};
use bench::{Bench, FormKeys};
use egui::{Id, Ui};
use std::rc::Rc;

pub(crate) use several::SeveralState;
pub(crate) use timeline::TimelinePart;

/// What the form remembers from frame to frame.
#[derive(Default)]
pub(crate) struct FormState {
    /// The draft on screen.
    draft: Option<Draft>,
    /// Drafts that hold something which is not in the file yet, the latest last.
    kept: Vec<Draft>,
    /// The data that the kept drafts were last held against.
    pruned: Option<u64>,
    /// What was selected when the draft came on screen.
    selection: Vec<String>,
    /// The row whose fields are shown.
    open: Option<(Rows, u32)>,
    /// Whether fields that are seldom needed are shown.
    shows_more: bool,
    /// What has the focus: a field or an open row.
    block: Option<Block>,
    /// What is to get the focus, as soon as it is drawn.
    wanted: Option<Id>,
    /// What was brought on screen with what stands below it.
    brought: Option<Id>,
    /// Whether the next thing drawn is to get it.
    takes_next: bool,
    /// The id of the new incident that was asked for.
    adding: Option<String>,
    /// Whether adding was tried: what is missing is then an error.
    was_tried: bool,
    /// What was last asked for.
    asked: Option<Command>,
    /// A group that was to be taken out and is named elsewhere: its row, and by what.
    held: Option<(u32, timeline::Held)>,
    /// Whether a dialog lies over it and has the keys.
    pub(crate) is_covered: bool,
    /// Whether a field had the focus in the last frame: egui takes it away before Escape is heard.
    pub(crate) had_focus: bool,
    /// What had the focus when it was drawn last.
    focused: Option<Id>,
    /// Everything that can have the focus, in order, and whether a part begins with it.
    stops: Vec<(Id, bool)>,
    checked: Option<(Draft, u64, Rc<Checked>)>,
    picker: picker::Picker,
    pools: suggest::Pools,
    calendar: calendar::CalendarState,
    twins: twins::TwinState,
    pub(crate) several: Option<SeveralState>,
    /// The drafts as text, for the journal.
    text: String,
    text_of: Vec<Draft>,
}

/// What is carried out as one change when the focus leaves it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Block {
    Field(Field),
    Row(Rows, u32),
}

/// What the form asks for; carried out when it is drawn.
#[derive(Default)]
pub(crate) struct Out {
    /// Messages.
    pub(crate) msgs: Vec<Msg>,
    /// Actions.
    pub(crate) run: Vec<Action>,
    /// The incident to go to.
    pub(crate) go_to: Option<Row>,
}

impl FormState {
    /// Whether the side panel shows fields.
    pub(crate) fn is_on(&self) -> bool {
        self.draft.is_some() || self.several.is_some()
    }

    /// Whether the draft on screen is of an incident that the file holds, or of several.
    pub(crate) fn is_of_selection(&self) -> bool {
        self.draft.as_ref().is_none_or(|draft| !draft.is_new() && !draft.is_of_timeline())
    }

    /// Whether the draft on screen is of a new incident.
    pub(crate) fn is_new(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::is_new)
    }

    /// Begins to edit what is selected.
    pub(crate) fn edit_selected(&mut self, inputs: &Inputs<'_>) {
        match inputs.shown.selection.as_slice() {
            [] => {}
            [row] => self.edit(*row, inputs),
            rows => {
                self.put_away();
                self.several = SeveralState::new(inputs, rows);
                self.selection.clone_from(&inputs.state.selection);
            }
        }
    }

    fn edit(&mut self, row: Row, inputs: &Inputs<'_>) {
        let Some((file, document, incident)) = record(row, inputs) else { return };
        self.put_away();
        let place = place(inputs, file);
        let is_it = |draft: &Draft| {
            !draft.is_of_timeline() && draft.file == place && draft.of.as_deref() == Some(incident.id.as_str())
        };
        let kept = self.kept.iter().position(is_it).map(|at| self.kept.remove(at));
        let mut draft = kept.unwrap_or_else(|| Draft::of(document, incident));
        draft.follow(document, incident);
        self.show(draft, file, inputs);
        self.wanted = Some(field::id(Field::Title.into()));
    }

    /// Begins to edit a timeline's own data: all of it, or a group or period in it.
    pub(crate) fn edit_timeline(&mut self, file: usize, part: Option<&TimelinePart>, inputs: &Inputs<'_>) {
        let Some(document) = inputs.documents.get(file) else { return };
        self.put_away();
        let place = place(inputs, file);
        let kept = self.kept.iter().position(|draft| draft.is_of_timeline() && draft.file == place);
        let kept = kept.map(|at| self.kept.remove(at));
        let mut draft = kept.unwrap_or_else(|| Draft::of_timeline(document));
        draft.follow_timeline(document);
        self.show(draft, file, inputs);
        self.open = part.and_then(|part| part.row(self.draft.as_ref()?));
        let first = match self.open {
            Some((rows, row)) => Field::of_rows(rows).next().map(|field| Spot { field, row }),
            None => Some(Field::TimelineTitle.into()),
        };
        self.wanted = first.map(field::id);
    }

    /// Begins a new incident; `when` is the date to begin with. One that was begun before is kept.
    pub(crate) fn begin(&mut self, when: Option<String>, inputs: &Inputs<'_>) {
        let Some(file) = home(inputs) else { return };
        let Some(document) = inputs.documents.get(file) else { return };
        self.put_away();
        let mut draft = Draft::new(document);
        draft.set(Field::When, when.unwrap_or_default());
        draft.add_row(Rows::Reports);
        self.show(draft, file, inputs);
        self.open_first_report();
        self.wanted = Some(field::id(Field::Title.into()));
    }

    fn open_first_report(&mut self) {
        let first = self.draft.as_ref().and_then(|draft| draft.rows(Rows::Reports).first());
        self.open = first.map(|row| (Rows::Reports, row.key));
    }

    /// Begins a new incident that says what the selected one says.
    pub(crate) fn duplicate(&mut self, inputs: &Inputs<'_>) {
        let [row] = inputs.shown.selection.as_slice() else { return };
        let Some((file, document, incident)) = record(*row, inputs) else { return };
        self.put_away();
        self.show(Draft::copy_of(document, incident), file, inputs);
        self.wanted = Some(field::id(Field::Title.into()));
    }

    fn show(&mut self, mut draft: Draft, file: usize, inputs: &Inputs<'_>) {
        place(inputs, file).clone_into(&mut draft.file);
        self.draft = Some(draft);
        self.selection.clone_from(&inputs.state.selection);
        (self.open, self.block, self.asked, self.was_tried, self.shows_more) = (None, None, None, false, false);
        (self.checked, self.held) = (None, None);
    }

    /// Takes the draft from the screen; it is kept if it says something that the file does not.
    fn put_away(&mut self) {
        self.several = None;
        if let Some(draft) = self.draft.take() {
            // What was asked for last may yet be refused; what is in the file by the next frame is dropped then.
            let is_said = self.asked.is_some()
                || self.checked.as_ref().is_none_or(|(of, _, checked)| {
                    *of != draft || !checked.problems.iter().all(|problem| problem.level == Level::Warning)
                });
            if if draft.is_new() { draft.says_anything() } else { is_said } {
                self.kept.push(draft);
                self.pruned = None;
            }
        }
    }

    /// The latest of the drafts that are not on screen, hold something that the file does not, and belong to an open file.
    pub(crate) fn latest_kept(&self, inputs: &Inputs<'_>) -> Option<&Draft> {
        self.kept.iter().rev().find(|draft| file_of(inputs, draft).is_some())
    }

    fn take_latest_kept(&mut self, inputs: &Inputs<'_>) -> Option<Draft> {
        let at = self.kept.iter().rposition(|draft| file_of(inputs, draft).is_some())?;
        Some(self.kept.remove(at))
    }

    /// Takes the latest of the kept drafts up again.
    pub(crate) fn resume(&mut self, inputs: &Inputs<'_>) {
        let Some(mut draft) = self.take_latest_kept(inputs) else { return };
        self.put_away();
        let Some(file) = file_of(inputs, &draft) else { return self.kept.push(draft) };
        let Some(document) = inputs.documents.get(file) else { return self.kept.push(draft) };
        let mut first = Field::Title;
        if draft.is_of_timeline() {
            draft.follow_timeline(document);
            first = Field::TimelineTitle;
        } else if let Some(id) = draft.of.clone() {
            match document.incident(&IncidentId(id)) {
                Some(record) => draft.follow(document, record.value),
                // Its incident is gone: what was typed can still be added anew.
                None => draft.of = None,
            }
        }
        self.show(draft, file, inputs);
        if self.is_new() {
            self.open_first_report();
        }
        self.wanted = Some(field::id(first.into()));
    }

    /// What was typed for a file goes along when the file gets another place.
    pub(crate) fn move_drafts(&mut self, old: &str, new: &str) {
        for draft in self.kept.iter_mut().chain(&mut self.draft).filter(|draft| draft.file == old) {
            new.clone_into(&mut draft.file);
        }
        self.remember();
    }

    /// The row of the incident whose draft is on screen.
    pub(crate) fn resumed(&mut self, inputs: &Inputs<'_>) -> Option<Row> {
        let draft = self.draft.as_ref().filter(|draft| !draft.is_of_timeline())?;
        let row = inputs.loaded.catalog.row(draft.of.as_deref()?)?;
        self.selection = vec![inputs.loaded.id(row).to_owned()];
        Some(row)
    }

    /// Lets go of kept drafts that the file says by now.
    pub(crate) fn prune(&mut self, inputs: &Inputs<'_>) {
        if self.kept.is_empty() || self.pruned == Some(stamp(inputs)) {
            return;
        }
        let is_in_file = |draft: &mut Draft| {
            let document = inputs.documents.get(file_of(inputs, draft)?)?;
            if draft.is_of_timeline() {
                draft.follow_timeline(document);
            } else {
                draft.follow(document, document.incident(&IncidentId(draft.of.clone()?))?.value);
            }
            let checked = draft.check(document);
            Some(checked.is_ready() && draft.command(document, &checked).is_none())
        };
        self.kept.retain_mut(|draft| !is_in_file(draft).unwrap_or(false));
        self.pruned = Some(stamp(inputs));
        self.remember();
    }

    /// Throws the latest of the kept drafts away.
    pub(crate) fn forget_latest(&mut self, inputs: &Inputs<'_>) {
        self.take_latest_kept(inputs);
        self.remember();
    }

    /// Leaves edit mode, as Escape does.
    pub(crate) fn leave(&mut self) {
        self.put_away();
        self.had_focus = false;
        self.remember();
    }

    /// The drafts as text; empty if there is none.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Takes up drafts from a text; whether it holds any.
    pub(crate) fn restore(&mut self, text: &str) -> bool {
        let drafts: Vec<Draft> = crate::format::from_text(text).unwrap_or_default();
        let is_any = !drafts.is_empty();
        self.kept.extend(drafts);
        self.remember();
        is_any
    }

    /// Keeps the text of the drafts true.
    fn remember(&mut self) {
        let is_unsaid =
            |draft: &&Draft| draft.is_new() || self.checked.as_ref().is_none_or(|(_, _, checked)| !checked.is_ready());
        let drafts: Vec<&Draft> = self.kept.iter().chain(self.draft.iter().filter(is_unsaid)).collect();
        if drafts.iter().copied().eq(self.text_of.iter()) {
            return;
        }
        self.text = if drafts.is_empty() { String::new() } else { crate::format::to_text(&drafts) };
        self.text_of = drafts.into_iter().cloned().collect();
    }

    fn check(&mut self, draft: &Draft, document: &Document, made_of: u64) -> Rc<Checked> {
        if let Some((of, text, checked)) = &self.checked
            && *of == *draft
            && *text == made_of
            && of.has_base_of(draft)
        {
            return Rc::clone(checked);
        }
        let checked = Rc::new(draft.check(document));
        self.checked = Some((draft.clone(), made_of, Rc::clone(&checked)));
        checked
    }
}

/// Tells one state of the open files from another.
fn stamp(inputs: &Inputs<'_>) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    // The data is made anew with each change, and an address may come round again: what was done last tells them apart.
    let mut hasher = DefaultHasher::new();
    std::ptr::from_ref(inputs.loaded).hash(&mut hasher);
    inputs.loaded.columns.len().hash(&mut hasher);
    for edits in inputs.edits {
        (&edits.undo, &edits.redo).hash(&mut hasher);
    }
    hasher.finish()
}

/// What a file is known by to what was typed for it.
fn place<'a>(inputs: &'a Inputs<'_>, file: usize) -> &'a str {
    let place = inputs.edits.get(file).map_or("", |edits| edits.place.as_str());
    let name = || inputs.documents.get(file).map_or("", |document| document.name.as_str());
    if place.is_empty() { name() } else { place }
}

/// The open file that a draft belongs to.
fn file_of(inputs: &Inputs<'_>, draft: &Draft) -> Option<usize> {
    (0..inputs.documents.len()).find(|file| place(inputs, *file) == draft.file)
}

/// File, document and record of a row.
fn record<'a>(
    row: Row,
    inputs: &'a Inputs<'_>,
) -> Option<(usize, &'a Document, &'a std::sync::Arc<crate::model::Incident>)> {
    let entry = inputs.loaded.catalog.incidents().get(row as usize)?;
    let file = usize::from(entry.file);
    let document = inputs.documents.get(file)?;
    document.incident(&entry.incident.id).map(|record| (file, &**document, record.value))
}

/// The file that a new incident belongs to: that of the selected one, else the first that can be written.
fn home(inputs: &Inputs<'_>) -> Option<usize> {
    let selected = inputs.shown.selection.first().and_then(|row| inputs.loaded.catalog.incidents().get(*row as usize));
    let of_selected = selected.map(|entry| usize::from(entry.file));
    let can_write = |at: &usize| inputs.edits.get(*at).is_none_or(|edits| edits.can_write.is_ok());
    let writable = (0..inputs.documents.len()).find(can_write);
    of_selected.filter(can_write).or(writable).or((!inputs.documents.is_empty()).then_some(0))
}

/// The command that takes the selected incidents out, file by file.
pub(crate) fn remove_selected(inputs: &Inputs<'_>) -> Vec<Msg> {
    let mut msgs = Vec::new();
    for (file, document) in inputs.documents.iter().enumerate() {
        let entries =
            inputs.shown.selection.iter().filter_map(|row| inputs.loaded.catalog.incidents().get(*row as usize));
        let ids: Vec<&IncidentId> =
            entries.filter(|entry| usize::from(entry.file) == file).map(|entry| &entry.incident.id).collect();
        if let [id] = ids.as_slice()
            && let Some(command) = removal(document, id)
        {
            msgs.push(Msg::Edit(Edit { file, command, select: None }));
        }
    }
    msgs
}

/// Draws the form over the whole panel.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, form: &mut FormState) -> Out {
    if form.several.is_some() {
        return several::show(ui, inputs, form);
    }
    let Some(draft) = followed(inputs, form) else {
        form.draft = None;
        form.had_focus = false;
        form.remember();
        ui.memory_mut(|memory| memory.request_focus(Id::unique("timeline")));
        return Out::default();
    };
    let at = file_of(inputs, &draft).unwrap_or(0);
    let Some(document) = inputs.documents.get(at) else { return Out::default() };
    let checked = form.check(&draft, document, stamp(inputs));
    if form.pools.refresh(stamp(inputs), document) {
        ui.ctx().request_repaint();
    }
    let (block, commits, leaves, discards) = (None, false, false, false);
    let out = Out::default();
    form.picker.has_closed = false;
    form.calendar.begin_frame();
    form.brought = form.brought.filter(|id| ui.memory(egui::Memory::focused) == Some(*id));
    let mut bench = Bench { inputs, file: at, document, form, draft, checked, block, commits, leaves, discards, out };
    bench.form.stops.clear();
    bench::hear_late_letters(ui.ctx(), bench.form.focused.take());
    let keys = FormKeys::take(ui.ctx(), &bench);
    head::show(ui, &mut bench);
    if bench.draft.is_of_timeline() {
        timeline::show(ui, &mut bench);
    } else {
        twins::show(ui, &mut bench);
        body::show(ui, &mut bench);
    }
    bench.obey(ui.ctx(), keys);
    bench.end(ui.ctx())
}

/// The draft, brought up to what the file says now; `None` if it is no longer wanted.
fn followed(inputs: &Inputs<'_>, form: &mut FormState) -> Option<Draft> {
    let mut draft = form.draft.clone()?;
    if let Some(id) = form.adding.take()
        && inputs.documents.iter().any(|document| document.incident(&IncidentId(id.clone())).is_some())
    {
        form.draft = None;
        return None;
    }
    let is_elsewhere = form.selection != inputs.state.selection;
    let Some(file) = file_of(inputs, &draft).filter(|_| !draft.is_of_timeline() || !is_elsewhere) else {
        form.put_away();
        return None;
    };
    if draft.is_of_timeline() {
        draft.follow_timeline(inputs.documents.get(file)?);
        return Some(draft);
    }
    match (&draft.of, inputs.shown.selection.as_slice()) {
        (None, _) if is_elsewhere => {
            form.put_away();
            return None;
        }
        (None, _) => {}
        (Some(_), [row]) => {
            let now = record(*row, inputs);
            let is_it = |id: &str| {
                now.is_some_and(|(_, _, incident)| {
                    incident.id.as_str() == id || incident.previous_ids.iter().any(|previous| previous.as_str() == id)
                })
            };
            if draft.of.as_deref().is_some_and(is_it) {
                let (_, document, incident) = now?;
                draft.follow(document, incident);
                form.selection.clone_from(&inputs.state.selection);
            } else {
                // Edit mode goes along with the selection.
                form.edit(*row, inputs);
                // The keys that went to the next incident go on from there.
                form.wanted = None;
                draft = form.draft.clone()?;
            }
        }
        (Some(_), _) => {
            form.put_away();
            return None;
        }
    }
    Some(draft)
}

/// Where a source of the file is shown and changed.
fn source_key(draft: &Draft, id: &SourceId) -> Option<u32> {
    draft.rows(Rows::Sources).iter().find(|row| row.source_id() == id.as_str()).map(|row| row.key)
}

/// Space around everything, in points.
const MARGIN_PT: i8 = 16;

/// Weak small text.
fn note(ui: &mut Ui, text: &str) {
    let color = theme::color(theme::palette(ui.ctx()).weak);
    ui.add(egui::Label::new(egui::RichText::new(text).font(theme::small()).color(color)).wrap());
}
