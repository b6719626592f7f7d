//! What only who presents it sees, in a window of its own: notes, what comes next, and the time.

use super::{PresentAsk, Presenting, Screen, keys};
use crate::ui::dialogs::sheet;
use crate::ui::stories::markdown;
use crate::ui::{theme, widgets};
use crate::view::{Loaded, markdown_plain};
use egui::{Label, Panel, RichText, ScrollArea, Ui};

/// What the window shows.
pub struct Notes<'a> {
    /// What is presented.
    pub presenting: Presenting<'a>,
    /// The data of the beginning, for links.
    pub loaded: &'a Loaded,
    /// Time since the beginning, in seconds.
    pub elapsed_s: u64,
}

/// Draws the window; `typed` holds the digits of a step that is jumped to.
pub fn notes(ui: &mut Ui, notes: &Notes<'_>, typed: &mut String) -> Vec<PresentAsk> {
    let mut asks: Vec<PresentAsk> = keys::listen(ui.ctx(), &notes.presenting, typed).collect();
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.panel)).inner_margin(egui::Margin::symmetric(16, 10));
    Panel::top("notes head").frame(frame).show(ui, |ui| head(ui, notes, typed));
    Panel::bottom("notes foot").frame(frame).show(ui, |ui| buttons(ui, notes, &mut asks));
    Panel::bottom("notes next").frame(frame).show(ui, |ui| next(ui, notes));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let step = notes.presenting.step();
        let title = step.map_or("", |step| step.title.as_str());
        ui.add(Label::new(theme::strong_text(title, 17.0).color(theme::color(palette.strong))).wrap());
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt(("notes", notes.presenting.step)).auto_shrink(false).show(ui, |ui| {
            match step.map(|step| step.notes.as_str()).filter(|notes| !notes.trim().is_empty()) {
                Some(text) => {
                    markdown::show(ui, text, 16.0, notes.loaded);
                }
                None => {
                    ui.label(widgets::weak("No notes for this step", ui));
                }
            }
        });
    });
    asks
}

fn head(ui: &mut Ui, notes: &Notes<'_>, typed: &str) {
    let palette = theme::palette(ui.ctx());
    let (at, n) = (notes.presenting.step + 1, notes.presenting.story.steps.len());
    ui.horizontal(|ui| {
        let time = clock(notes.elapsed_s);
        let label = ui.label(theme::strong_text(&time, 26.0).color(theme::color(palette.strong)));
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Elapsed {time}")));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let left = match n.saturating_sub(at) {
                0 => "the last".to_owned(),
                left => format!("{left} to go"),
            };
            ui.label(RichText::new(format!("Step {at} of {n} · {left}")).size(15.0).color(theme::color(palette.text)));
            if !typed.is_empty() {
                ui.label(RichText::new(format!("to {typed}, Enter")).size(15.0).color(theme::color(palette.accent)));
            }
        });
    });
    let state = match notes.presenting.screen {
        Screen::Step => notes.presenting.frozen.to_owned(),
        Screen::Black => "The screen is black".to_owned(),
        Screen::White => "The screen is white".to_owned(),
    };
    ui.add(Label::new(widgets::weak(state, ui)).truncate());
}

fn next(ui: &mut Ui, notes: &Notes<'_>) {
    let palette = theme::palette(ui.ctx());
    widgets::caption(ui, "Next");
    let step = notes.presenting.story.steps.get(notes.presenting.step + 1);
    let title = step.map_or("Nothing: this is the last step", |step| step.title.as_str());
    ui.add(Label::new(theme::strong_text(title, 14.5).color(theme::color(palette.text))).wrap());
    let text = step.map_or(String::new(), |step| markdown_plain(&step.text).replace('\n', " "));
    if !text.is_empty() {
        ui.add(Label::new(widgets::weak(text, ui)).truncate());
    }
}

fn buttons(ui: &mut Ui, notes: &Notes<'_>, asks: &mut Vec<PresentAsk>) {
    ui.horizontal_wrapped(|ui| {
        if sheet::side_button(ui, "Previous").clicked() {
            asks.push(PresentAsk::Previous);
        }
        if sheet::main_button(ui, "Next", true).clicked() {
            asks.push(PresentAsk::Next);
        }
        let is_blank = notes.presenting.screen != Screen::Step;
        if sheet::side_button(ui, if is_blank { "Show the step" } else { "Black" }).clicked() {
            asks.push(PresentAsk::Screen(if is_blank { Screen::Step } else { Screen::Black }));
        }
        if sheet::side_button(ui, "End").clicked() {
            asks.push(PresentAsk::Leave);
        }
    });
}

/// "4:05", "1:04:05".
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
