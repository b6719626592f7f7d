//! What every part of the form works on, and when what was typed is carried out.

use super::{Block, FormState, Out, body, field};
use crate::edit::{Checked, Document, Draft, Field, Level, Rows, Spot};
use crate::ui::{Edit, Inputs, Msg};
use egui::{Context, Event, Id, Key, Modifiers};
use std::rc::Rc;

/// What every part of the form draws from and writes to.
pub(super) struct Bench<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) file: usize,
    pub(super) document: &'a Document,
    pub(super) form: &'a mut FormState,
    pub(super) draft: Draft,
    pub(super) checked: Rc<Checked>,
    /// What has the focus in this frame.
    pub(super) block: Option<Block>,
    /// Whether what fits is to be carried out now, whatever has the focus.
    pub(super) commits: bool,
    pub(super) leaves: bool,
    pub(super) discards: bool,
    pub(super) out: Out,
}

/// Keys of the form as a whole.
#[derive(Clone, Copy, Default)]
pub(super) struct FormKeys {
    adds: bool,
    leaves: bool,
    part: Option<bool>,
}

impl FormKeys {
    pub(super) fn take(ctx: &Context, bench: &Bench<'_>) -> Self {
        let timeline = Id::unique("timeline");
        let is_ours =
            bench.form.had_focus || ctx.memory(|memory| memory.focused().is_none_or(|focused| focused == timeline));
        if !is_ours || bench.form.is_covered {
            return Self::default();
        }
        ctx.input_mut(|input| Self {
            adds: input.consume_key(Modifiers::COMMAND, Key::Enter),
            leaves: input.key_pressed(Key::Escape),
            part: match (
                input.consume_key(Modifiers::NONE, Key::PageDown),
                input.consume_key(Modifiers::NONE, Key::PageUp),
            ) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
        })
    }
}

/// What was typed just before Escape, in the same frame, still belongs to the field: egui takes its focus away before
/// the field hears any of it.
pub(super) fn hear_late_letters(ctx: &Context, field: Option<Id>) {
    let is_escape = |event: &Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
    let is_late = ctx.input(|input| {
        let before = input.events.iter().position(is_escape).and_then(|at| input.events.get(..at));
        before.is_some_and(|before| before.iter().any(|event| matches!(event, Event::Text(_) | Event::Paste(_))))
    });
    if let Some(field) = field.filter(|_| is_late) {
        ctx.memory_mut(|memory| memory.request_focus(field));
    }
}

impl Bench<'_> {
    /// Notes something that can have the focus, and gives it if it was asked for.
    pub(super) fn stop(&mut self, response: &egui::Response, is_first: bool) {
        self.form.stops.push((response.id, is_first));
        if response.has_focus() {
            self.form.focused = Some(response.id);
        }
        if self.form.wanted == Some(response.id) || std::mem::take(&mut self.form.takes_next) {
            self.form.wanted = None;
            response.request_focus();
            // What belongs to it stands below.
            let rect = egui::Rect::from_min_max(response.rect.min, response.rect.max + egui::vec2(0.0, 200.0));
            response.clone().with_new_rect(rect).scroll_to_me(None);
            self.form.brought = Some(response.id);
        } else if self.form.brought != Some(response.id) {
            crate::ui::side::reveal(response);
        }
    }

    pub(super) fn obey(&mut self, ctx: &Context, keys: FormKeys) {
        if let Some(is_down) = keys.part {
            self.step_part(ctx, is_down);
        }
        if keys.adds {
            if self.draft.is_new() { self.add() } else { self.leaves = true }
        } else if keys.leaves && !self.form.picker.has_closed && !self.form.calendar.has_closed() {
            self.leaves = true;
        }
    }

    /// To the next part of the form, or the one before.
    pub(super) fn step_part(&mut self, ctx: &Context, is_down: bool) {
        let focused = ctx.memory(egui::Memory::focused);
        let at = self.form.stops.iter().position(|(id, _)| Some(*id) == focused);
        let mut firsts = self.form.stops.iter().enumerate().filter(|(_, (_, is_first))| *is_first);
        let to = match (at, is_down) {
            (None, _) => self.form.stops.first(),
            (Some(at), true) => firsts.find(|(i, _)| *i > at).map(|(_, stop)| stop),
            (Some(at), false) => firsts.rfind(|(i, _)| *i < at).map(|(_, stop)| stop),
        };
        self.form.wanted = to.map(|(id, _)| *id);
        ctx.request_repaint();
    }

    pub(super) fn spoken_problem(&self, spot: Spot) -> Option<&crate::edit::FieldProblem> {
        self.checked.at(spot).filter(|problem| problem.level != Level::Missing || self.form.was_tried)
    }

    /// Adds the new incident, or shows what is missing.
    pub(super) fn add(&mut self) {
        self.draft.settle_sources(self.document);
        let checked = self.draft.check(self.document);
        match self.draft.command(self.document, &checked) {
            Some(command) => {
                let select = checked.incident().map(|incident| incident.id.to_string());
                // Kept until the file has it: a refusal leaves it on screen.
                self.form.adding.clone_from(&select);
                self.out.msgs.push(Msg::Edit(Edit { file: self.file, command, select }));
            }
            None => {
                self.form.was_tried = true;
                if let Some(problem) = checked.problems.first() {
                    self.go_to(problem.spot);
                }
            }
        }
    }

    /// Opens the row of a place and gives it the focus.
    pub(super) fn go_to(&mut self, spot: Spot) {
        if let Some(rows) = spot.field.about().rows {
            let opened = if rows == Rows::Sources { self.row_of_source(spot.row) } else { Some((rows, spot.row)) };
            self.form.open = opened.or(self.form.open);
        }
        if body::is_seldom(spot.field) {
            self.form.shows_more = true;
        }
        self.form.wanted = Some(field::id(spot));
    }

    /// The first row that names a new source.
    pub(super) fn row_of_source(&self, key: u32) -> Option<(Rows, u32)> {
        let id = self.draft.rows(Rows::Sources).iter().find(|row| row.key == key)?.source_id().to_owned();
        let lists = [
            (Rows::Reports, Field::ReportSource),
            (Rows::Attributions, Field::AttributionSource),
            (Rows::Cites, Field::CiteSource),
        ];
        lists.into_iter().find_map(|(rows, field)| {
            let row = self.draft.rows(rows).iter().find(|row| row.texts.get(field) == id)?;
            Some((rows, row.key))
        })
    }

    /// Carries out what fits of a changed incident.
    pub(super) fn commit(&mut self) {
        self.draft.settle_sources(self.document);
        if self.draft.is_new() {
            return;
        }
        let checked = self.draft.check(self.document);
        let Some(command) = self.draft.command(self.document, &checked) else {
            self.draft.tidy(self.document);
            return;
        };
        // What was refused once is not asked for again until something else was typed.
        if self.form.asked.as_ref() != Some(&command) {
            self.form.asked = Some(command.clone());
            self.form.held = None;
            self.out.msgs.push(Msg::Edit(Edit { file: self.file, command, select: None }));
        }
    }

    /// Puts the draft back, and carries out what is due.
    pub(super) fn end(mut self, ctx: &Context) -> Out {
        let has_left = self.form.block.is_some() && self.form.block != self.block;
        let is_resting = self.block.is_none() && self.form.block.is_none();
        if has_left || self.commits || self.leaves {
            self.commit();
        }
        if is_resting {
            self.draft.close_sources(self.document);
        }
        self.form.block = self.block;
        self.form.had_focus = self.block.is_some();
        self.form.takes_next = false;
        self.form.draft = Some(self.draft);
        if self.discards {
            self.form.draft = None;
        }
        if self.leaves {
            self.form.put_away();
        }
        if self.leaves || self.discards {
            self.form.had_focus = false;
            ctx.memory_mut(|memory| memory.request_focus(Id::unique("timeline")));
        }
        self.form.remember();
        self.out
    }
}
