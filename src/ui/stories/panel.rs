//! The panel of a story: its steps, the text of the one that is shown, and what can be done with them.
//!
//! ```text
//! ┌ story ▾            New × ┐
//! │ about this story          │
//! │ 1 step                    │  drag, or Alt+↑ and Alt+↓
//! │ 2 step                    │
//! │ ← 2 of 6 →                │
//! │ title, text               │  scrolls
//! └ Edit  Add  …  Present ────┘
//! ```

use super::edit::{self, Draft};
use super::{OpenStory, StoryAsk, StoryChange, markdown};
use crate::model::SourceId;
use crate::ui::dialogs::{Dialog, sheet};
use crate::ui::side::{hairline, small_button};
use crate::ui::{Action, Effect, Inputs, Msg, UiState, icons, keys, theme, widgets};
use crate::view::{Reference, SavedView, StoryStep, ViewChange};
use egui::{Align, Id, Key, Layout, Margin, Modifiers, RichText, ScrollArea, Sense, Ui, vec2};
use std::path::PathBuf;

/// Narrowest and widest panel, and the width at first, in points.
const WIDTHS_PT: (f32, f32, f32) = (260.0, 340.0, 560.0);
/// Size of the text that is read, in points.
const TEXT_PT: f32 = 14.5;
/// Height of a step in the list, in points.
const ROW_PT: f32 = 27.0;

/// The story that is read, and where in it.
#[derive(Default)]
pub(crate) struct StoryState {
    /// Whether the panel is shown.
    pub(crate) is_open: bool,
    /// Its file.
    place: Option<PathBuf>,
    /// The step shown, counted from 0.
    step: usize,
    /// What is being written.
    pub(super) draft: Option<Draft>,
    /// What was handed over to be saved last.
    pub(super) handed_over: Option<Draft>,
    /// The title of a story that is to begin.
    begun: Option<String>,
    /// Whether what a story rests on is read.
    is_about_open: bool,
    /// The step whose row is to have the focus.
    focus: Option<usize>,
}

impl StoryState {
    /// Shows a story from its first step on.
    pub(crate) fn show(&mut self, place: PathBuf) {
        *self = Self { place: Some(place), is_open: true, ..Self::default() };
    }

    /// The story that is read, and the step, counted from 0.
    pub(crate) fn at(&self) -> Option<(&std::path::Path, usize)> {
        self.place.as_deref().map(|place| (place, self.step))
    }

    /// Goes to a step without showing its view.
    pub(crate) fn go(&mut self, step: usize) {
        self.step = step;
    }

    /// What could not be saved is written on.
    pub(crate) fn take_back(&mut self) {
        self.draft = self.draft.take().or(self.handed_over.take());
        self.is_open |= self.draft.is_some();
    }

    /// The story that is read, or the first.
    pub(crate) fn current<'a>(&self, inputs: &'a Inputs<'_>) -> Option<&'a OpenStory> {
        let stories = &inputs.files.stories;
        self.place.as_deref().and_then(|place| stories.at(place)).or(stories.stories.first())
    }

    /// The step that is read, which may be none of an empty story.
    pub(crate) fn current_step(&self, inputs: &Inputs<'_>) -> usize {
        let n = self.current(inputs).map_or(0, |story| story.story.steps.len());
        self.step.min(n.saturating_sub(1))
    }
}

/// Draws the panel.
pub(crate) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let frame = egui::Frame::NONE.fill(theme::color(theme::palette(ui.ctx()).panel));
    let (least, first, most) = WIDTHS_PT;
    let panel = egui::Panel::left("story").frame(frame).resizable(true).default_size(first).size_range(least..=most);
    panel.show(ui, |ui| {
        head(ui, inputs, state, msgs);
        hairline(ui);
        if state.stories.begun.is_some() {
            return begin(ui, inputs, state, msgs);
        }
        if state.stories.draft.is_some() {
            return edit::show(ui, inputs, state, msgs);
        }
        match state.stories.current(inputs) {
            Some(story) => self::story(ui, story, inputs, state, msgs),
            None => empty(ui, inputs, state),
        }
    });
}

fn padded<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 14, right: 12, top: 8, bottom: 8 });
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// The choice of a story, and the ways out.
fn head(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 14, right: 8, top: 6, bottom: 6 });
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if widgets::icon_button(ui, "Close the stories (T)", true, icons::cross).clicked() {
                    state.stories.is_open = false;
                }
                let is_writing = state.stories.draft.is_some() || state.stories.begun.is_some();
                if !is_writing && small_button(ui, "New", "New story").clicked() {
                    state.stories.begun = Some(String::new());
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| choose(ui, inputs, state, msgs));
            });
        });
    });
}

fn choose(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some(current) = state.stories.current(inputs) else {
        ui.label(theme::strong_text("Stories", 13.5));
        return;
    };
    let named = |story: &OpenStory| {
        if story.story.title.trim().is_empty() { story.file_name() } else { story.story.title.clone() }
    };
    if inputs.files.stories.stories.len() == 1 || state.stories.draft.is_some() {
        let color = theme::color(theme::palette(ui.ctx()).strong);
        let galley = widgets::one_line(ui.painter(), &named(current), theme::strong(13.5), color, ui.available_width());
        ui.label(galley).on_hover_text(current.file_name());
        return;
    }
    let mut chosen = None;
    let width = ui.available_width() - 8.0;
    let response =
        egui::ComboBox::from_id_salt("story").selected_text(named(current)).width(width).truncate().show_ui(ui, |ui| {
            for story in &inputs.files.stories.stories {
                let is_it = story.place == current.place;
                if ui.selectable_label(is_it, named(story)).on_hover_text(story.file_name()).clicked() {
                    chosen = Some(story);
                }
            }
        });
    let name = format!("Story: {}", named(current));
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    if let Some(story) = chosen {
        state.stories.show(story.place.clone());
        if let Some(step) = story.story.steps.first() {
            msgs.extend(shown(step, inputs));
        }
    }
}

fn empty(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState) {
    padded(ui, |ui| {
        let words = "A story leads through the timeline: steps in order, each a view with a title, a text and notes for \
                     whoever presents it. It is kept in a file beside the timeline.";
        ui.add(egui::Label::new(RichText::new(words).font(theme::body())).wrap());
        ui.add_space(10.0);
        match &inputs.files.stories.can_begin {
            Ok(_) => {
                if sheet::main_button(ui, "Begin a story", true).clicked() {
                    state.stories.begun = Some(String::new());
                }
            }
            Err(why) => warn(ui, &format!("None can be begun: {why}")),
        }
    });
}

pub(super) fn warn(ui: &mut Ui, words: &str) {
    let color = theme::color(theme::palette(ui.ctx()).warning);
    ui.add(egui::Label::new(RichText::new(words).font(theme::small()).color(color)).wrap());
}

/// Asks for the title of a new story.
fn begin(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some(mut title) = state.stories.begun.take() else { return };
    let can = inputs.files.stories.can_begin.clone();
    let mut is_done = false;
    padded(ui, |ui| {
        sheet::heading(ui, "New story", true);
        let response = ui.add(egui::TextEdit::singleline(&mut title).hint_text("Title").desired_width(f32::INFINITY));
        let response = response.accessible_name("Title of the story");
        if title.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(6.0);
        match &can {
            Ok(file) => ui.label(widgets::weak(format!("Goes to a file of its own beside {file}"), ui)),
            Err(why) => {
                warn(ui, &format!("It cannot be begun: {why}"));
                ui.label("")
            }
        };
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let is_ready = can.is_ok() && !title.trim().is_empty();
            if (sheet::main_button(ui, "Begin", is_ready).clicked() || is_entered) && is_ready {
                msgs.push(Msg::Effect(Effect::Story(StoryAsk::Begin(title.trim().to_owned()))));
                is_done = true;
            }
            is_done |= sheet::side_button(ui, "Cancel").clicked();
        });
    });
    if !is_done {
        state.stories.begun = Some(title);
    }
}

fn story(ui: &mut Ui, story: &OpenStory, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    foot(ui, story, inputs, state, msgs);
    for problem in story.problems.iter().take(5) {
        padded(ui, |ui| warn(ui, problem));
    }
    about(ui, story, inputs, state, msgs);
    let most = (ui.available_height() * 0.32).max(ROW_PT * 3.0);
    let n = story.story.steps.len();
    ScrollArea::vertical().id_salt("steps").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for at in 0..n {
            row(ui, at, story, inputs, state, msgs);
        }
    });
    if n == 0 {
        padded(ui, |ui| ui.label(widgets::weak("No steps yet", ui)));
        return;
    }
    hairline(ui);
    let at = state.stories.current_step(inputs);
    steps(ui, at, n, inputs, state, msgs);
    let Some(step) = story.story.steps.get(at) else { return };
    ScrollArea::vertical().id_salt(("step", at)).auto_shrink(false).show(ui, |ui| {
        padded(ui, |ui| {
            let link = text(ui, step, story.faults_of(at), inputs);
            follow(link, inputs, state, msgs);
        });
    });
}

/// Title, text and what is wrong of a step.
fn text(ui: &mut Ui, step: &StoryStep, faults: &[String], inputs: &Inputs<'_>) -> Option<Reference> {
    let color = theme::color(theme::palette(ui.ctx()).strong);
    let title = ui.add(egui::Label::new(theme::strong_text(&step.title, 17.0).color(color)).wrap());
    title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &step.title));
    ui.add_space(8.0);
    let mut followed = markdown::show(ui, &step.text, TEXT_PT, inputs.loaded);
    if !step.notes.trim().is_empty() {
        ui.add_space(14.0);
        widgets::caption(ui, "Notes for the presenter");
        ui.add_space(4.0);
        followed = markdown::show(ui, &step.notes, 13.0, inputs.loaded).or(followed);
    }
    if !faults.is_empty() {
        ui.add_space(12.0);
        for fault in faults {
            warn(ui, &widgets::sentence(fault));
        }
    }
    followed
}

/// What a story rests on, on demand.
fn about(ui: &mut Ui, story: &OpenStory, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let mut link = None;
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 14, right: 12, top: 2, bottom: 2 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let is_open = state.stories.is_about_open;
            let words = if is_open { "Hide what it rests on" } else { "What this story rests on" };
            if ui.add(egui::Link::new(RichText::new(words).font(theme::small()))).clicked() {
                state.stories.is_about_open = !is_open;
            }
            if story.can_save.is_ok()
                && ui.add(egui::Link::new(RichText::new("Edit it").font(theme::small()))).clicked()
            {
                state.stories.draft = Some(Draft::of_head(story));
            }
        });
        if state.stories.is_about_open {
            ui.add_space(6.0);
            let about = &story.story.about;
            let about = if about.is_empty() { "Nothing is said of it yet." } else { about };
            ScrollArea::vertical().id_salt("about").max_height(180.0).auto_shrink([false, true]).show(ui, |ui| {
                link = markdown::show(ui, about, 13.5, inputs.loaded);
            });
        }
    });
    hairline(ui);
    follow(link, inputs, state, msgs);
}

/// Where the reader is, and the ways on.
fn steps(ui: &mut Ui, at: usize, n: usize, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 8, right: 8, top: 4, bottom: 2 });
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            if widgets::icon_button(ui, "Previous step (Ctrl+Page up)", at > 0, icons::single_left).clicked() {
                go_to(at - 1, inputs, state, msgs);
            }
            ui.label(widgets::weak(format!("Step {} of {n}", at + 1), ui));
            if widgets::icon_button(ui, "Next step (Ctrl+Page down)", at + 1 < n, icons::single_right).clicked() {
                go_to(at + 1, inputs, state, msgs);
            }
        });
    });
}

/// A step in the list: shown by a click, moved by dragging or Alt with an arrow.
fn row(ui: &mut Ui, at: usize, story: &OpenStory, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some(step) = story.story.steps.get(at) else { return };
    let palette = theme::palette(ui.ctx());
    let id = Id::unique("story step").with(at);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::hover());
    let response = ui.interact(rect, id, Sense::click_and_drag());
    if state.stories.focus == Some(at) {
        response.request_focus();
        response.scroll_to_me(None);
        state.stories.focus = None;
    }
    let is_on = at == state.stories.current_step(inputs);
    let ground = if is_on { Some(palette.accent_ground) } else { response.hovered().then_some(palette.hovered) };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 0.0, theme::color(ground));
    }
    let number = rect.left_center() + vec2(32.0, 0.0);
    let weak = theme::color(palette.weak);
    widgets::text_at(ui.painter(), number, egui::Align2::RIGHT_CENTER, &(at + 1).to_string(), theme::small(), weak);
    let has_fault = !story.faults_of(at).is_empty();
    let color = theme::color(match (has_fault, is_on) {
        (true, _) => palette.warning,
        (_, true) => palette.strong,
        _ => palette.text,
    });
    let galley = widgets::one_line(ui.painter(), &step.title, theme::body(), color, rect.width() - 54.0);
    ui.painter().galley(rect.left_center() + vec2(42.0, -galley.size().y / 2.0), galley, color);
    let name = format!("Step {}: {}", at + 1, step.title);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, &name));
    widgets::focus_ring(ui, &response);
    if response.clicked() {
        go_to(at, inputs, state, msgs);
        state.stories.focus = Some(at);
    }
    if story.can_save.is_ok()
        && let Some((from, to)) = moved(ui, &response, at, story.story.steps.len())
    {
        change(story, StoryChange::Move { from, to }, msgs);
        state.stories.step = to;
        state.stories.focus = Some(to);
    }
}

/// From where to where a step was dragged onto this row, or sent by keys.
fn moved(ui: &Ui, response: &egui::Response, at: usize, n: usize) -> Option<(usize, usize)> {
    response.dnd_set_drag_payload(DraggedStep(at));
    if let Some(dragged) = response.dnd_hover_payload::<DraggedStep>() {
        let stroke = egui::Stroke::new(2.0, theme::color(theme::palette(ui.ctx()).accent));
        let y = if dragged.0 < at { response.rect.bottom() } else { response.rect.top() };
        ui.painter().hline(response.rect.x_range(), y, stroke);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    if let Some(dragged) = response.dnd_release_payload::<DraggedStep>() {
        return (dragged.0 != at).then_some((dragged.0, at));
    }
    if !response.has_focus() {
        return None;
    }
    let (is_up, is_down) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::ALT, Key::ArrowUp), input.consume_key(Modifiers::ALT, Key::ArrowDown))
    });
    match (is_up && at > 0, is_down && at + 1 < n) {
        (true, _) => Some((at, at - 1)),
        (_, true) => Some((at, at + 1)),
        _ => None,
    }
}

/// A step that is being dragged.
#[derive(Clone, Copy)]
struct DraggedStep(usize);

/// What can be done, at the foot of the panel.
fn foot(ui: &mut Ui, story: &OpenStory, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 12, right: 12, top: 7, bottom: 8 });
    egui::Panel::bottom("story foot").frame(frame).show(ui, |ui| {
        let at = state.stories.current_step(inputs);
        let step = story.story.steps.get(at);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            if step.is_some() {
                let present = small_button(ui, "Present", "Present from this step (F5)");
                if present.on_hover_text("On the whole screen, from this step (F5); Shift+F5 from the first").clicked()
                {
                    keys::run(ui.ctx(), Action::Present, inputs, state, msgs);
                }
            }
            if let Err(why) = &story.can_save {
                ui.label(widgets::weak("Read-only", ui)).on_hover_text(why);
                return;
            }
            let add = small_button(ui, "Add this view", "Add this view as a step");
            if add.on_hover_text("What is shown now becomes a step behind this one (Ctrl+Shift+A)").clicked() {
                keys::run(ui.ctx(), Action::AddStep, inputs, state, msgs);
            }
            let Some(step) = step else { return };
            if small_button(ui, "Edit", "Edit this step").clicked() {
                state.stories.draft = Some(Draft::of_step(story, at, step));
            }
            let words = RichText::new("More").font(theme::small());
            let more = ui.menu_button(words, |ui| more(ui, story, at, step, inputs, state, msgs));
            more.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "More of this step"));
        });
        if let Some(what) = &story.undo {
            ui.add_space(4.0);
            let words = format!("Undo: {what}");
            let color = theme::color(theme::palette(ui.ctx()).accent);
            let galley = widgets::one_line(ui.painter(), &words, theme::small(), color, ui.available_width());
            let undo = ui.add(egui::Link::new(galley)).accessible_name(&words);
            widgets::focus_ring(ui, &undo);
            if undo.on_hover_text(words).clicked() {
                msgs.push(Msg::Effect(Effect::Story(StoryAsk::Undo(story.place.clone()))));
            }
        }
    });
}

/// What is done less often with a step.
fn more(
    ui: &mut Ui,
    story: &OpenStory,
    at: usize,
    step: &StoryStep,
    inputs: &Inputs<'_>,
    state: &mut UiState,
    msgs: &mut Vec<Msg>,
) {
    let update = ui.button("Take this view for this step");
    if update.on_hover_text("The step shows what is shown now; its texts stay").clicked() {
        let step = StoryStep { view: SavedView::of(inputs.state, &step.view.name), ..step.clone() };
        change(story, StoryChange::Put(at, Box::new(step)), msgs);
    }
    if ui.button("Duplicate this step").clicked() {
        change(story, StoryChange::Copy(at), msgs);
        state.stories.step = at + 1;
    }
    if ui.button("Delete this step").on_hover_text("Can be undone at the foot of the panel").clicked() {
        change(story, StoryChange::Remove(at), msgs);
    }
}

/// Asks for a change.
pub(super) fn change(story: &OpenStory, change: StoryChange, msgs: &mut Vec<Msg>) {
    msgs.push(Msg::Effect(Effect::Story(StoryAsk::Change(story.place.clone(), change))));
}

/// Shows a step of the story that is read.
pub(crate) fn go_to(at: usize, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some(story) = state.stories.current(inputs) else { return };
    let Some(step) = story.story.steps.get(at) else { return };
    state.stories.place = Some(story.place.clone());
    state.stories.step = at;
    msgs.extend(shown(step, inputs));
}

/// The messages that show a step: all of its view at once, the days by a glide.
fn shown(step: &StoryStep, inputs: &Inputs<'_>) -> [Msg; 2] {
    let mut state = step.view.shown(inputs.state, inputs.loaded);
    let to = inputs.loaded.viewport(&state);
    state.viewport = Some(inputs.loaded.viewport(inputs.state));
    [ViewChange::All(Box::new(state)).into(), Msg::Glide(to)]
}

/// Does what a link of a text leads to.
fn follow(link: Option<Reference>, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    match link {
        Some(Reference::Incident(id)) => {
            if let Some(row) = inputs.loaded.catalog.row(&id) {
                keys::go_to(row, inputs, state, msgs);
                if !inputs.state.side_panel {
                    msgs.push(ViewChange::SidePanel(true).into());
                }
            }
        }
        Some(Reference::Source(id)) => {
            let source = inputs.loaded.catalog.source(&SourceId::from(id.as_str()));
            match source.and_then(|source| source.url.clone()) {
                Some(url) => state.dialog = Some(Dialog::Link { url }),
                // Without an address, what is known of it stands with the incidents that name it.
                None => msgs.push(ViewChange::Query(format!("source:{id}")).into()),
            }
        }
        Some(Reference::Address(url)) => state.dialog = Some(Dialog::Link { url }),
        None => {}
    }
}

/// Begins to write a step that shows what is shown now.
pub(crate) fn add(inputs: &Inputs<'_>, state: &mut UiState) {
    let stories = &mut state.stories;
    stories.is_open = true;
    match stories.current(inputs) {
        Some(story) if story.can_save.is_ok() => {
            let n = story.story.steps.len();
            let at = if n == 0 { 0 } else { stories.current_step(inputs) + 1 };
            let step = StoryStep { view: SavedView::of(inputs.state, ""), ..StoryStep::default() };
            stories.draft = Some(Draft::of_new(story, at, step));
        }
        Some(_) => {}
        None => stories.begun = Some(String::new()),
    }
}
