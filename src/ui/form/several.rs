//! Several incidents edited at once: tags, branch and confidence, with what would change before it does.

use super::picker::{self, Input, Picker};
use super::suggest::{self, Pools};
use super::{FormState, MARGIN_PT, Out, note};
use crate::edit::{Alike, Change, Command, Draft, Field, Level};
use crate::model::{Confidence, IncidentId, Vocabulary};
use crate::query::Row;
use crate::ui::dialogs::sheet;
use crate::ui::side::{LEFT_PT, columns_of, hairline, prose, section};
use crate::ui::{Edit, Inputs, Msg, theme, widgets};
use egui::{Align, Id, Key, Layout, Margin, Modifiers, RichText, ScrollArea, Ui};

/// What would be done, file by file.
type Changes = Vec<(usize, Vec<Change>)>;

/// What is typed for all.
pub(crate) struct SeveralState {
    with_tags: String,
    without_tags: String,
    branch: String,
    confidence: String,
    wants_focus: bool,
    /// The preview, and what it was made for.
    preview: Option<(Alike, u64, Changes)>,
}

impl SeveralState {
    /// `None` if nothing is selected.
    pub(super) fn new(_inputs: &Inputs<'_>, rows: &[Row]) -> Option<Self> {
        let empty = String::new;
        (!rows.is_empty()).then(|| Self {
            with_tags: empty(),
            without_tags: empty(),
            branch: empty(),
            confidence: empty(),
            wants_focus: true,
            preview: None,
        })
    }
}

/// Draws the fields and the preview.
pub(super) fn show(ui: &mut Ui, inputs: &Inputs<'_>, form: &mut FormState) -> Out {
    let mut out = Out::default();
    let Some(mut state) = form.several.take() else { return out };
    if form.selection != inputs.state.selection {
        return out;
    }
    let (mut leaves, mut applies) = (false, false);
    let n = inputs.shown.selection.len();
    head(ui, n, &mut leaves);
    form.picker.has_closed = false;
    form.had_focus = false;
    ScrollArea::vertical().id_salt("several form").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 10, bottom: 20 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            let alike = fields(ui, inputs, form, &mut state);
            section(ui, "What would change");
            let changes = preview(inputs, &mut state, &alike);
            let n_changes: usize = changes.iter().map(|(_, changes)| changes.len()).sum();
            let words = match n_changes {
                0 => "Nothing yet".to_owned(),
                1 => format!("1 of {n} incidents"),
                many => format!("{many} of {n} incidents"),
            };
            note(ui, &words);
            ui.add_space(4.0);
            let text =
                if n_changes == 1 { "Change 1 incident".to_owned() } else { format!("Change {n_changes} incidents") };
            let button = sheet::main_button(ui, &text, n_changes > 0);
            form.had_focus |= button.has_focus();
            applies |= button.on_hover_text("As one change, which undo takes back (Ctrl+Enter)").clicked();
            ui.add_space(6.0);
            changes.iter().flat_map(|(_, changes)| changes).take(200).for_each(|change| line(ui, change));
        });
    });
    let (enters, escapes) =
        ui.input_mut(|input| (input.consume_key(Modifiers::COMMAND, Key::Enter), input.key_pressed(Key::Escape)));
    let is_free = !form.is_covered;
    if applies || (enters && is_free) {
        let (_, _, changes) = state.preview.take().unwrap_or_default();
        for (file, changes) in changes.into_iter().filter(|(_, changes)| !changes.is_empty()) {
            let command = Command::Several(changes.into_iter().map(|change| change.command).collect());
            out.msgs.push(Msg::Edit(Edit { file, command, select: None }));
        }
    }
    leaves |= escapes && is_free && !form.picker.has_closed;
    if !leaves {
        form.several = Some(state);
    }
    out
}

fn head(ui: &mut Ui, n: usize, leaves: &mut bool) {
    let frame = egui::Frame::NONE.inner_margin(Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 6, bottom: 6 });
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let strong = theme::color(theme::palette(ui.ctx()).strong);
            ui.label(theme::strong_text(format!("Edit {n} incidents"), 13.5).color(strong));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let response = sheet::main_button(ui, "Done", true);
                *leaves |= response.on_hover_text("Leaves the fields (Esc)").clicked();
            });
        });
    });
    hairline(ui);
}

/// The four fields; what they ask for as far as it can be read.
fn fields(ui: &mut Ui, inputs: &Inputs<'_>, form: &mut FormState, state: &mut SeveralState) -> Alike {
    let Some(document) = inputs.documents.first() else { return Alike::default() };
    if form.pools.refresh(super::stamp(inputs), document) {
        ui.ctx().request_repaint();
    }
    let mut draft = Draft::new(document);
    let mut is_first = std::mem::take(&mut state.wants_focus);
    for (field, name, text) in [
        (Field::Tags, "Add tags", &mut state.with_tags),
        (Field::Tags, "Remove tags", &mut state.without_tags),
        (Field::Branch, "Branch", &mut state.branch),
        (Field::Confidence, "Confidence", &mut state.confidence),
    ] {
        draft.set(field, text.as_str());
        let is_wrong = wrong(&draft, document, field);
        let input = Input {
            id: Id::unique("several").with(name),
            name,
            hint: "",
            lines: 1,
            is_list: field == Field::Tags,
            is_closed: field != Field::Tags,
            is_wrong: is_wrong.is_some(),
            has_button: false,
            reading: None,
        };
        let (picker, pools): (&mut Picker, &mut Pools) = (&mut form.picker, &mut form.pools);
        let mut has_focus = false;
        columns_of(
            ui,
            LEFT_PT,
            |ui| {
                ui.add_space(4.5);
                ui.label(widgets::weak(name, ui)).on_hover_text(field.about().definition);
            },
            |ui| {
                let of = draft.clone();
                let mut suggest = |typed: &str| suggest::suggest(pools, document, &of, field.into(), typed);
                let done = picker::show(ui, picker, &input, text, &mut suggest);
                if std::mem::take(&mut is_first) {
                    done.response.request_focus();
                }
                has_focus = done.response.has_focus();
                if let Some(words) = &is_wrong {
                    let color = theme::color(theme::palette(ui.ctx()).error);
                    ui.label(RichText::new(words).font(theme::small()).color(color));
                    note(ui, field.about().accepts);
                }
            },
        );
        form.had_focus |= has_focus;
    }
    let tags = |text: &str| -> Vec<String> {
        text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
    };
    let checked = draft.check(document);
    let is_given = |text: &str, field| !text.trim().is_empty() && wrong(&draft, document, field).is_none();
    let incident = checked.incident();
    let grade: Option<Confidence> = incident.map(|incident| incident.confidence);
    Alike {
        with_tags: tags(&state.with_tags),
        without_tags: tags(&state.without_tags),
        branch: is_given(&state.branch, Field::Branch).then(|| incident.map(|one| one.branch.clone())).flatten(),
        confidence: is_given(&state.confidence, Field::Confidence).then_some(grade).flatten().filter(|g| g.index() < 3),
    }
}

/// What is wrong with a field, if anything; empty fields ask for nothing.
fn wrong(draft: &Draft, document: &crate::edit::Document, field: Field) -> Option<String> {
    let checked = draft.check(document);
    checked.at(field.into()).filter(|problem| problem.level == Level::Wrong).map(|problem| problem.message.clone())
}

/// What would be done, file by file.
fn preview(inputs: &Inputs<'_>, state: &mut SeveralState, alike: &Alike) -> Changes {
    let made_of = super::stamp(inputs);
    if let Some((of, text, changes)) = &state.preview
        && of == alike
        && *text == made_of
    {
        return changes.clone();
    }
    let entries = inputs.loaded.catalog.incidents();
    let of_file = |file: usize| -> Vec<IncidentId> {
        let selected = inputs.shown.selection.iter().filter_map(|row| entries.get(*row as usize));
        selected.filter(|entry| usize::from(entry.file) == file).map(|entry| entry.incident.id.clone()).collect()
    };
    let changes: Changes = inputs
        .documents
        .iter()
        .enumerate()
        .map(|(file, document)| (file, alike.changes(document, &of_file(file))))
        .collect();
    state.preview = Some((alike.clone(), made_of, changes.clone()));
    changes
}

fn line(ui: &mut Ui, change: &Change) {
    let text = theme::color(theme::palette(ui.ctx()).text);
    prose(ui, &change.title, theme::body(), text);
    note(ui, &change.words.join(" · "));
    ui.add_space(4.0);
}
