//! Title, text and notes of a step as fields, or of the story itself, with a look at how they will read.

use super::panel::{change, warn};
use super::{OpenStory, StoryChange, markdown};
use crate::ui::dialogs::sheet;
use crate::ui::{Inputs, Msg, UiState, widgets};
use crate::view::{Story, StoryStep};
use egui::{Id, Key, Margin, Modifiers, ScrollArea, TextEdit, Ui};
use std::path::PathBuf;

/// What is being written.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Draft {
    /// Its story.
    place: PathBuf,
    what: What,
    /// Title, text and notes as typed; of the story itself the text is what it rests on.
    step: StoryStep,
    /// Whether it is shown as it will read.
    is_preview: bool,
    n_frames: u8,
}

#[derive(Clone, PartialEq, Debug)]
enum What {
    /// The story itself, which said this.
    Head(Box<Story>),
    /// A step, which said this.
    Step(usize, Box<StoryStep>),
    /// A new step with this place.
    New(usize),
}

impl Draft {
    /// The story itself.
    pub(super) fn of_head(story: &OpenStory) -> Self {
        let head = Story { steps: Vec::new(), ..story.story.clone() };
        let step = StoryStep { title: head.title.clone(), text: head.about.clone(), ..StoryStep::default() };
        Self { place: story.place.clone(), what: What::Head(Box::new(head)), step, is_preview: false, n_frames: 0 }
    }

    /// A step of it.
    pub(super) fn of_step(story: &OpenStory, at: usize, step: &StoryStep) -> Self {
        let what = What::Step(at, Box::new(step.clone()));
        Self { place: story.place.clone(), what, step: step.clone(), is_preview: false, n_frames: 0 }
    }

    /// A new step.
    pub(super) fn of_new(story: &OpenStory, at: usize, step: StoryStep) -> Self {
        Self { place: story.place.clone(), what: What::New(at), step, is_preview: false, n_frames: 0 }
    }

    /// Why it would write over what somebody else wrote meanwhile, if so.
    fn clash(&self, story: &OpenStory) -> Option<&'static str> {
        match &self.what {
            What::Head(old) if (&old.title, &old.about) != (&story.story.title, &story.story.about) => {
                Some("What the story says of itself was changed meanwhile; saving writes over that")
            }
            What::Step(at, old) => match story.story.steps.get(*at) {
                Some(now) if now == &**old => None,
                _ => Some("Another step is in this place now, or this one was changed; it is saved as a new one"),
            },
            _ => None,
        }
    }

    fn change(&self, story: &OpenStory) -> StoryChange {
        let step = Box::new(self.step.clone());
        match &self.what {
            What::Head(_) => StoryChange::Head { title: self.step.title.clone(), about: self.step.text.clone() },
            What::Step(at, _) if self.clash(story).is_some() => {
                StoryChange::Insert((at + 1).min(story.story.steps.len()), step)
            }
            What::Step(at, _) => StoryChange::Put(*at, step),
            What::New(at) => StoryChange::Insert((*at).min(story.story.steps.len()), step),
        }
    }
}

/// Draws the fields of what is being written.
pub(super) fn show(ui: &mut Ui, inputs: &Inputs<'_>, state: &mut UiState, msgs: &mut Vec<Msg>) {
    let Some(mut draft) = state.stories.draft.take() else { return };
    draft.n_frames = draft.n_frames.saturating_add(1);
    let story = inputs.files.stories.at(&draft.place);
    let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut next = if is_entered { Next::Save } else { Next::Stay };
    let frame = egui::Frame::NONE.inner_margin(Margin { left: 14, right: 12, top: 8, bottom: 10 });
    ScrollArea::vertical().id_salt("story fields").auto_shrink(false).show(ui, |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            fields(ui, &mut draft, inputs);
            match story {
                Some(story) => story.can_save.as_ref().err().into_iter().for_each(|why| warn(ui, why)),
                None => warn(ui, "The file of this story is not there any more"),
            }
            if let Some(clash) = story.and_then(|story| draft.clash(story)) {
                warn(ui, clash);
            }
            buttons(ui, &mut draft, story, &mut next);
            if draft.is_preview {
                ui.add_space(12.0);
                widgets::caption(ui, "As it reads");
                ui.add_space(4.0);
                markdown::show(ui, &draft.step.text, 14.5, inputs.loaded);
            }
        });
    });
    let is_ready = !draft.step.title.trim().is_empty();
    match (next, story) {
        (Next::Save, Some(story)) if is_ready => {
            let asked = draft.change(story);
            match &asked {
                StoryChange::Insert(at, _) | StoryChange::Put(at, _) => state.stories.go(*at),
                _ => {}
            }
            change(story, asked, msgs);
            state.stories.handed_over = Some(draft);
        }
        (Next::Cancel, _) => {}
        _ => state.stories.draft = Some(draft),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Stay,
    Save,
    Cancel,
}

fn fields(ui: &mut Ui, draft: &mut Draft, inputs: &Inputs<'_>) {
    let is_head = matches!(draft.what, What::Head(_));
    let heading = match &draft.what {
        What::Head(_) => "The story itself".to_owned(),
        What::Step(at, _) => format!("Step {}", at + 1),
        What::New(at) => format!("New step {}", at + 1),
    };
    sheet::heading(ui, &heading, true);
    widgets::caption(ui, "Title");
    let title = TextEdit::singleline(&mut draft.step.title).desired_width(f32::INFINITY).id(Id::unique("step title"));
    let title = ui.add(title.hint_text("What it says, in a line")).accessible_name("Title");
    widgets::field_edge(ui, &title);
    if draft.n_frames <= 2 {
        title.request_focus();
    }
    ui.add_space(8.0);
    widgets::caption(ui, if is_head { "What it rests on" } else { "Text" });
    let hint = "Markdown: **bold**, - lists, [words](incident:id), [words](source:id)";
    let name = if is_head { "What it rests on" } else { "Text" };
    let text = TextEdit::multiline(&mut draft.step.text).desired_rows(9).desired_width(f32::INFINITY).hint_text(hint);
    let text = ui.add(text).accessible_name(name);
    widgets::field_edge(ui, &text);
    if !is_head {
        ui.add_space(8.0);
        widgets::caption(ui, "Notes");
        let notes = TextEdit::multiline(&mut draft.step.notes).desired_rows(4).desired_width(f32::INFINITY);
        let notes = ui.add(notes.hint_text("Only who presents it reads them")).accessible_name("Notes");
        widgets::field_edge(ui, &notes);
    }
    ui.add_space(6.0);
    for fault in draft.step.faults(inputs.loaded).iter().filter(|fault| fault.field != "title") {
        warn(ui, &widgets::sentence(&fault.message));
    }
}

fn buttons(ui: &mut Ui, draft: &mut Draft, story: Option<&OpenStory>, next: &mut Next) {
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let is_ready = !draft.step.title.trim().is_empty() && story.is_some_and(|story| story.can_save.is_ok());
        let save = sheet::main_button(ui, "Save step", is_ready);
        if save.on_hover_text("Ctrl+Enter").on_disabled_hover_text("A title is needed").clicked() {
            *next = Next::Save;
        }
        if sheet::side_button(ui, "Cancel").clicked() {
            *next = Next::Cancel;
        }
        ui.checkbox(&mut draft.is_preview, "Preview");
    });
}
