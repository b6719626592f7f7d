//! Runs actions, and hears their keys.
//!
//! Arrows, Home and End belong to the timeline while it has the focus; single letters work while no text field has it.

use super::dialogs::Dialog;
use super::{
    Action, Effect, FileDialog, Inputs, Msg, SaveOptions, UiState, form, present, side, stories, table, widgets,
};
use crate::query::Row;
use crate::view::{Centre, CompareView, ViewChange, Viewport, cite_incident, cite_totals};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// Runs the actions whose keys were pressed.
pub(crate) fn listen(ctx: &Context, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    if state.dialog.is_some() {
        return;
    }
    // An open menu or list has the keys to itself: Escape closes it, arrows move in it.
    let has_popup = egui::Popup::is_any_open(ctx) || state.rule.is_open;
    let timeline = egui::Id::unique("timeline");
    // What stands in the timeline's place has its focus, and its own arrows.
    let is_timeline = inputs.state.centre == Centre::Timeline;
    let has_timeline = is_timeline && !has_popup && ctx.memory(|memory| memory.has_focus(timeline));
    let is_typing = ctx.text_edit_focused() || state.search.had_focus || state.form.had_focus;
    // Extra modifiers are ignored in matching, so the most specific are heard first.
    let mut heard: Vec<(u32, usize, Action)> = Vec::new();
    for action in Action::all().into_iter().chain([Action::Palette]) {
        for (k, shortcut) in action.shortcuts().iter().enumerate() {
            heard.push((specificity(shortcut.modifiers), k, action));
        }
    }
    heard.sort_by_key(|(specific, _, _)| std::cmp::Reverse(*specific));
    for (_, k, action) in heard {
        let Some(shortcut) = action.shortcuts().get(k) else { continue };
        let is_plain = shortcut.modifiers == Modifiers::NONE || shortcut.modifiers == Modifiers::SHIFT;
        let is_function = matches!(shortcut.logical_key, Key::F1 | Key::F5 | Key::F11);
        let needs_timeline = is_plain && moves_cursor(shortcut.logical_key);
        let is_facets = state.facets.has_focus && *shortcut == KeyboardShortcut::new(Modifiers::NONE, Key::Minus);
        let is_menus = has_popup && is_plain && !is_function;
        // A text field takes its own typing back.
        let is_fields = is_typing && (is_plain && !is_function || matches!(action, Action::Undo | Action::Redo));
        // Escape leaves the form before it clears the selection.
        let is_forms = state.form.is_on() && action == Action::ClearSelection;
        if is_facets || is_menus || is_fields || is_forms || (needs_timeline && !has_timeline) {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(shortcut)) {
            let has_focus = ctx.memory(|memory| memory.focused().is_some());
            if shortcut.logical_key == Key::Escape && !has_focus {
                ctx.memory_mut(|memory| memory.request_focus(timeline));
            }
            run(ctx, action, inputs, state, msgs);
        }
    }
    if has_timeline {
        for (key, is_down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
            if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                step_lane(inputs, state, is_down, msgs);
            }
        }
    }
}

fn specificity(modifiers: Modifiers) -> u32 {
    u32::from(modifiers.command) + u32::from(modifiers.shift) + u32::from(modifiers.alt)
}

fn moves_cursor(key: Key) -> bool {
    matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End | Key::PageUp | Key::PageDown)
}

/// Whether an action can be run now.
pub(crate) fn is_enabled(action: Action, inputs: &Inputs<'_>) -> bool {
    match action {
        Action::Back => inputs.can_go.0,
        Action::Forward => inputs.can_go.1,
        Action::Undo => inputs.can_undo.0.is_some(),
        Action::Redo => inputs.can_undo.1.is_some(),
        Action::Save | Action::Review => inputs.has_unsaved(),
        Action::SaveAs | Action::Versions => inputs.file_in_hand().is_some(),
        Action::Revert => inputs.file_in_hand().and_then(|file| inputs.edits.get(file)).is_some_and(|e| e.is_unsaved),
        Action::Disputes => !inputs.files.disputes.is_empty(),
        Action::Offers => !inputs.files.offers.is_empty(),
        Action::FitSelection | Action::ClearSelection | Action::CopyCitation | Action::CopyRows(_) | Action::Edit => {
            !inputs.shown.selection.is_empty()
        }
        Action::CopyTable(_) => inputs.shown.n_shown() > 0,
        Action::Export => !inputs.loaded.columns.is_empty(),
        Action::Duplicate | Action::Remove => inputs.shown.selection.len() == 1,
        Action::New | Action::Timeline | Action::Work | Action::NextWork | Action::PreviousWork => {
            !inputs.documents.is_empty()
        }
        Action::Stories => !inputs.documents.is_empty(),
        Action::AddStep => inputs.files.stories.can_begin.is_ok(),
        Action::NextStep | Action::PreviousStep | Action::Present | Action::PresentFromStart => {
            inputs.files.stories.stories.iter().any(|story| !story.story.steps.is_empty())
        }
        Action::ClearFilter => !inputs.state.query.is_empty(),
        Action::AsToday => inputs.state.as_known.is_some(),
        Action::Next | Action::Previous | Action::First | Action::Last => inputs.shown.n_shown() > 0,
        _ => true,
    }
}

/// The text of an action in a menu, which says what undo would take back.
pub(crate) fn text(action: Action, inputs: &Inputs<'_>) -> String {
    let what = match action {
        Action::Undo => inputs.can_undo.0,
        Action::Redo => inputs.can_undo.1,
        _ => None,
    };
    match what {
        Some(what) => format!("{}: {what}", action.text()),
        None => action.text(),
    }
}

/// Whether an action names what is already so.
pub(crate) fn is_on(action: Action, inputs: &Inputs<'_>) -> bool {
    let now = inputs.state;
    match action {
        Action::Lanes(key) => now.lanes == key,
        Action::Colors(key) => now.colors == key,
        Action::Metric(metric) => now.metric == metric,
        Action::Scale(scale) => now.scale == scale,
        Action::Stacking(stacking) => now.stacking == stacking,
        Action::Step(step) => now.step == step,
        Action::Theme(theme) => now.theme == theme,
        Action::Cumulative => now.cumulative,
        Action::Centre(centre) => now.centre == centre,
        Action::SidePanel => now.side_panel,
        Action::Legend => now.legend,
        Action::Facets => now.facets,
        Action::ReducedMotion => now.reduced_motion,
        Action::SaveEveryChange => inputs.files.options.every_change,
        Action::ReviewBeforeSaving => inputs.files.options.review,
        _ => false,
    }
}

/// Runs an action.
pub(crate) fn run(ctx: &Context, action: Action, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    if !is_enabled(action, inputs) {
        return;
    }
    let now = inputs.state;
    let effect = |effect| Some(Msg::Effect(effect));
    let view = |change| Some(Msg::View(change));
    let msg = match action {
        Action::Open => effect(Effect::OpenDialog),
        Action::OpenShipped => effect(Effect::OpenShipped),
        Action::Save | Action::Review | Action::SaveAs | Action::Revert | Action::Versions => of_file(action, inputs),
        Action::NewTimeline => effect(Effect::Show(FileDialog::NewTimeline)),
        Action::Disputes => effect(Effect::Show(FileDialog::Disputes)),
        Action::Offers => effect(Effect::Show(FileDialog::Offers)),
        Action::SaveEveryChange | Action::ReviewBeforeSaving => {
            effect(Effect::SetSaveOptions(switched(action, inputs)))
        }
        Action::Quit => effect(Effect::Quit),
        Action::FullScreen => effect(Effect::FullScreen),
        Action::Back => effect(Effect::Back),
        Action::Forward => effect(Effect::Forward),
        Action::Undo => effect(Effect::Undo),
        Action::Redo => effect(Effect::Redo),
        Action::CopyCitation => citation(inputs),
        Action::CopyTotals => {
            let files = inputs.loaded.catalog.files();
            Some(widgets::copy(
                cite_totals(
                    &inputs.shown.totals,
                    &inputs.shown.rule,
                    &inputs.shown.query,
                    inputs.loaded.as_known,
                    files,
                ),
                "Totals",
            ))
        }
        Action::Centre(centre) => view(ViewChange::Centre(centre)),
        Action::TakeFilter { is_a } => {
            let (query, other) = (now.query.clone(), now.compare.clone());
            let compare = if is_a { CompareView { a: query, ..other } } else { CompareView { b: query, ..other } };
            msgs.push(ViewChange::Compare(compare).into());
            view(ViewChange::Centre(Centre::Compare))
        }
        Action::CopyTable(format) => table::copy(inputs, false, format),
        Action::CopyRows(format) => table::copy(inputs, true, format),
        Action::ClearFilter => view(ViewChange::Query(String::new())),
        Action::ClearSelection => view(ViewChange::Select(Vec::new())),
        Action::SidePanel => view(ViewChange::SidePanel(!now.side_panel)),
        Action::Legend => view(ViewChange::Legend(!now.legend)),
        Action::Cumulative => view(ViewChange::Cumulative(!now.cumulative)),
        Action::ReducedMotion => view(ViewChange::ReducedMotion(!now.reduced_motion)),
        Action::Lanes(key) => view(ViewChange::Lanes(key)),
        Action::Colors(key) => view(ViewChange::Colors(key)),
        Action::Metric(metric) => view(ViewChange::Metric(metric)),
        Action::Scale(scale) => view(ViewChange::Scale(scale)),
        Action::Stacking(stacking) => view(ViewChange::Stacking(stacking)),
        Action::Step(step) => view(ViewChange::Step(step)),
        Action::Theme(theme) => view(ViewChange::Theme(theme)),
        Action::LargerText => view(ViewChange::Zoom(now.zoom + 0.1)),
        Action::SmallerText => view(ViewChange::Zoom(now.zoom - 0.1)),
        Action::NormalText => view(ViewChange::Zoom(1.0)),
        Action::Next | Action::Previous | Action::First | Action::Last => {
            step(action, inputs, state, msgs);
            None
        }
        Action::Edit | Action::New | Action::Duplicate | Action::Remove | Action::Timeline => {
            edit(action, inputs, state, msgs);
            None
        }
        Action::Work | Action::NextWork | Action::PreviousWork => {
            work(action, inputs, state, msgs);
            None
        }
        Action::Stories
        | Action::AddStep
        | Action::NextStep
        | Action::PreviousStep
        | Action::Present
        | Action::PresentFromStart
        | Action::NotesWindow => {
            brief(action, inputs, state, msgs);
            None
        }
        Action::Explain | Action::Moved => {
            page(action, inputs, state, msgs);
            None
        }
        Action::Rule => {
            state.rule.is_open = !state.rule.is_open;
            None
        }
        Action::Facets => view(ViewChange::Facets(!now.facets)),
        Action::AsToday => view(ViewChange::AsKnown(None)),
        _ => {
            open_dialog(ctx, action, state);
            moved(action, inputs)
        }
    };
    msgs.extend(msg);
}

/// Actions on the file in hand, or on all that is unsaved.
fn of_file(action: Action, inputs: &Inputs<'_>) -> Option<Msg> {
    let file = inputs.file_in_hand()?;
    let options = inputs.files.options;
    Some(Msg::Effect(match action {
        Action::Save if !options.review || options.every_change => Effect::Save(String::new()),
        Action::Save | Action::Review => Effect::Review,
        Action::SaveAs => Effect::SaveAsDialog(file),
        Action::Revert => Effect::Revert(file),
        _ => Effect::ListVersions(file),
    }))
}

/// How saving is done once a switch is turned.
fn switched(action: Action, inputs: &Inputs<'_>) -> SaveOptions {
    let now = inputs.files.options;
    match action {
        Action::SaveEveryChange => SaveOptions { every_change: !now.every_change, ..now },
        _ => SaveOptions { review: !now.review, ..now },
    }
}

/// Actions on the data of incidents, in the side panel.
fn edit(action: Action, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    match action {
        Action::Edit if state.form.is_on() => return state.form.leave(),
        Action::Edit => state.form.edit_selected(inputs),
        Action::New => state.form.begin(None, inputs),
        Action::Timeline => {
            let file = inputs.file_in_hand().unwrap_or(0);
            return edit_timeline(file, None, inputs, state, msgs);
        }
        Action::Duplicate => state.form.duplicate(inputs),
        _ => {
            state.form.leave();
            msgs.extend(form::remove_selected(inputs));
            return;
        }
    }
    show_side_panel(inputs, msgs);
}

/// Shows a timeline's own data as fields: all of it, or a group or period in it.
pub(crate) fn edit_timeline(
    file: usize,
    part: Option<&form::TimelinePart>,
    inputs: &Inputs<'_>,
    state: &mut UiState,
    msgs: &mut Vec<Msg>,
) {
    state.form.edit_timeline(file, part, inputs);
    show_side_panel(inputs, msgs);
}

/// Shows a group or period as fields, in the first file that holds it.
pub(crate) fn edit_part(part: &form::TimelinePart, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    if let Some(file) = inputs.documents.iter().position(|document| part.is_in(document)) {
        edit_timeline(file, Some(part), inputs, state, msgs);
    }
}

fn show_side_panel(inputs: &Inputs<'_>, msgs: &mut Vec<Msg>) {
    if !inputs.state.side_panel {
        msgs.push(ViewChange::SidePanel(true).into());
    }
}

/// Pages of the side panel about many incidents; of one alone there is nothing to add up.
fn page(action: Action, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    show_side_panel(inputs, msgs);
    state.form.leave();
    state.work.is_on = false;
    let page = if action == Action::Explain { side::Page::Explain } else { side::Page::Moved };
    state.side.page = Some(page);
    if inputs.shown.selection.len() == 1 {
        msgs.push(ViewChange::Select(Vec::new()).into());
    }
}

/// Actions on stories.
fn brief(action: Action, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let at = state.stories.current_step(inputs);
    match action {
        Action::Stories => state.stories.is_open = !state.stories.is_open,
        Action::AddStep => stories::add(inputs, state),
        Action::NextStep | Action::PreviousStep => {
            // Where nothing has been shown of it yet, the first step is next.
            let is_shown = state.stories.is_open && state.stories.at().is_some();
            let next = if action == Action::NextStep { at + usize::from(is_shown) } else { at.saturating_sub(1) };
            state.stories.is_open = true;
            stories::go_to(next, inputs, state, msgs);
        }
        Action::NotesWindow => state.notes_window = !state.notes_window,
        _ => {
            let Some(story) = state.stories.current(inputs) else { return };
            let step = if action == Action::Present { at } else { 0 };
            let ask = present::PresentAsk::Start { place: story.place.clone(), step };
            msgs.push(Msg::Effect(Effect::Present(ask)));
        }
    }
}

/// Actions on the queue of what needs work.
fn work(action: Action, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    show_side_panel(inputs, msgs);
    if action == Action::Work {
        state.work.is_on = !state.work.is_on;
    } else if let Some(row) = state.work.step(inputs, action == Action::NextWork) {
        go_to(row, inputs, state, msgs);
    }
}

/// Actions that only open something.
fn open_dialog(ctx: &Context, action: Action, state: &mut UiState) {
    let dialog = match action {
        Action::OpenPath => Dialog::open_path(),
        Action::Export => {
            state.export.outcome = None;
            Dialog::Export
        }
        Action::GoToDate => Dialog::go_to_date(),
        Action::AsKnown => Dialog::as_known(),
        Action::Palette => Dialog::palette(),
        Action::KeySheet => Dialog::KeySheet,
        Action::QueryHelp => Dialog::QueryHelp,
        Action::SavedViews => Dialog::Views(Box::default()),
        Action::Scope => Dialog::Scope,
        Action::About => Dialog::About,
        Action::Problems => Dialog::Problems,
        Action::Find => {
            state.search.wants_focus = true;
            ctx.request_repaint();
            return;
        }
        _ => return,
    };
    state.dialog = Some(dialog);
    ctx.request_repaint();
}

/// Where an action moves the axis to.
fn moved(action: Action, inputs: &Inputs<'_>) -> Option<Msg> {
    let view = inputs.loaded.viewport(inputs.state);
    let to = match action {
        Action::FitAll => inputs.loaded.whole_span(),
        Action::FitSelection => fit_selection(inputs)?,
        Action::ZoomIn => view.zoomed(focus_day(inputs, view), 1.6),
        Action::ZoomOut => view.zoomed(focus_day(inputs, view), 1.0 / 1.6),
        Action::PanEarlier => view.panned(-view.days() * 0.1),
        Action::PanLater => view.panned(view.days() * 0.1),
        Action::PageEarlier => view.panned(-view.days()),
        Action::PageLater => view.panned(view.days()),
        _ => return None,
    };
    Some(Msg::Glide(to))
}

/// The selected incident if it is on screen, else the middle.
fn focus_day(inputs: &Inputs<'_>, view: Viewport) -> f64 {
    let selected = inputs.shown.selection.first().map(|row| f64::from(inputs.loaded.columns.days(*row).0) + 0.5);
    selected.filter(|day| view.overlaps(*day, *day)).unwrap_or_else(|| view.center())
}

fn fit_selection(inputs: &Inputs<'_>) -> Option<Viewport> {
    let days = inputs.shown.selection.iter().map(|row| inputs.loaded.columns.days(*row));
    let (first, last) = days.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))?;
    let room = (f64::from(last - first) * 0.15).max(20.0);
    Some(Viewport { start: f64::from(first) - room, end: f64::from(last) + 1.0 + room }.clamped())
}

fn citation(inputs: &Inputs<'_>) -> Option<Msg> {
    let catalog = &inputs.loaded.catalog;
    let cited: Vec<String> = inputs
        .shown
        .selection
        .iter()
        .filter_map(|row| {
            let entry = catalog.incidents().get(*row as usize)?;
            let file = catalog.files().get(usize::from(entry.file))?;
            Some(cite_incident(&entry.incident, file))
        })
        .collect();
    (!cited.is_empty()).then(|| widgets::copy(cited.join("\n"), "Citation"))
}

/// To the next, previous, first or last incident within the filter.
fn step(action: Action, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let view = inputs.loaded.viewport(inputs.state);
    let is_next = matches!(action, Action::Next | Action::First);
    let row = match (action, inputs.shown.selection.as_slice()) {
        (Action::First, _) => inputs.shown.end(false),
        (Action::Last, _) => inputs.shown.end(true),
        (Action::Next, [.., last]) => inputs.shown.neighbor(*last, true),
        (Action::Previous, [first, ..]) => inputs.shown.neighbor(*first, false),
        // With nothing selected, the first or last one on screen.
        _ => first_on_screen(inputs, view, is_next).or_else(|| inputs.shown.end(!is_next)),
    };
    if let Some(row) = row {
        go_to(row, inputs, state, msgs);
    }
}

fn first_on_screen(inputs: &Inputs<'_>, view: Viewport, is_first: bool) -> Option<Row> {
    let rows = inputs.loaded.columns.rows_between(view.start.ceil() as i32, view.end.floor() as i32);
    let mut rows = rows.filter(|row| inputs.shown.filtered.mask.contains(*row));
    if is_first { rows.next() } else { rows.next_back() }
}

/// Selects an incident and brings it on screen.
pub(crate) fn go_to(row: Row, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let view = inputs.loaded.viewport(inputs.state);
    let (first, last) = inputs.loaded.columns.days(row);
    let target = view.showing(f64::from(first), f64::from(first.max(last.min(first + 40))) + 1.0);
    msgs.push(ViewChange::Select(vec![inputs.loaded.id(row).to_owned()]).into());
    if target != view {
        msgs.push(Msg::Glide(target));
    }
    let _ = state;
}

/// To the incident nearest in time in the lane above or below.
fn step_lane(inputs: &Inputs<'_>, state: &mut UiState, is_down: bool, msgs: &mut Vec<Msg>) {
    let lanes = &inputs.shown.lanes.lanes;
    let Some(row) = inputs.shown.selection.first().copied() else {
        return step(Action::Next, inputs, state, msgs);
    };
    let Some(here) = lanes.iter().position(|lane| lane.rows.binary_search(&row).is_ok()) else { return };
    let there = if is_down { here + 1 } else { here.wrapping_sub(1) };
    let Some(lane) = lanes.get(there) else { return };
    let day = |row: &Row| inputs.loaded.columns.days(*row).0;
    let nearest = lane.rows.iter().min_by_key(|other| (day(other) - day(&row)).abs());
    if let Some(nearest) = nearest {
        go_to(*nearest, inputs, state, msgs);
    }
}
