//! What the open timelines take in, how they count, and under which licence they may be used.

use super::paragraph;
use crate::model::FileRecords;
use crate::model::{Kind, Vocabulary, thousands};
use crate::query::CountingRule;
use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{Sheet, heading};
use crate::ui::side::small_button;
use crate::ui::{Inputs, icons, theme, widgets};
use egui::{Context, Ui, vec2};

/// Draws the sheet.
pub(crate) fn show(ctx: &Context, inputs: &Inputs<'_>, is_new: bool) -> Next {
    let mut edited = None;
    let next = Sheet::text("Scope and counting rules", 760.0, is_new).show(ctx, |ui| {
        let strong = theme::color(theme::palette(ui.ctx()).strong);
        ui.label(theme::strong_text("A selection, not a census", 13.5).color(strong));
        paragraph(ui, "No total shown here is the toll of the Islamic State: what is not in a file is not counted.");
        let files = inputs.loaded.catalog.files();
        if files.is_empty() {
            ui.add_space(8.0);
            paragraph(ui, "No file is open.");
        }
        for (i, file) in files.iter().enumerate() {
            if self::file(ui, inputs, i, file) {
                edited = Some(i);
            }
        }
        rules(ui, inputs);
        heading(ui, "Places", false);
        paragraph(
            ui,
            "Coordinates are gazetteer values at the stated precision, from the building to the country; they are not \
             taken from the sources. Country names are those of Unicode CLDR, parts of the world the UN's M49 \
             sub-regions.",
        );
        Next::Stay
    });
    edited.map_or(next, Next::EditTimeline)
}

/// What one file says of itself; whether it is to be edited.
fn file(ui: &mut Ui, inputs: &Inputs<'_>, index: usize, file: &FileRecords) -> bool {
    let palette = theme::palette(ui.ctx());
    ui.add_space(16.0);
    let title = theme::strong_text(&file.header.title, 16.0).color(theme::color(palette.strong));
    ui.add(egui::Label::new(title).wrap());
    ui.add_space(4.0);
    fact(ui, "File", &file.name);
    fact(ui, "Version", &file.header.version);
    fact(ui, "License", &file.header.license);
    fact(ui, "Span", &file.header.span.map_or("that of its incidents".to_owned(), crate::model::When::words));
    fact(ui, "Incidents", &incidents(inputs, index));
    let (sources, actors) = (file.sources.len() as u64, file.actors.len() as u64);
    let sources = format!("{}, {}", plural(sources, "source"), plural(actors, "actor"));
    fact(ui, "Behind them", &sources);
    if file.n_errors > 0 {
        fact(ui, "With errors", &format!("{} records; see Problems", thousands(file.n_errors as u64)));
    }
    ui.add_space(8.0);
    for text in paragraphs(&file.header.about) {
        paragraph(ui, &text);
    }
    ui.add_space(8.0);
    let name = format!("Edit title, scope, groups and periods of {}", file.header.title);
    let response = small_button(ui, "Edit…", &name);
    response.on_hover_text("Title, version, span, licence, scope, groups and periods as fields").clicked()
}

/// A name and what it is, in two columns.
fn fact(ui: &mut Ui, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(92.0, 18.0), egui::Layout::left_to_right(egui::Align::Min), |ui| {
            ui.set_width(92.0);
            ui.label(widgets::weak(name, ui).line_height(Some(19.0)));
        });
        paragraph(ui, value);
    });
}

/// Number of incidents in a file, by kind.
fn incidents(inputs: &Inputs<'_>, file: usize) -> String {
    let columns = &inputs.loaded.columns;
    let mut counts = vec![0_u64; Kind::ALL.len()];
    for (kind, of) in columns.kind.iter().zip(&columns.file) {
        let place = Kind::ALL.iter().position(|each| each == kind).and_then(|at| counts.get_mut(at));
        if let Some(n) = place.filter(|_| usize::from(*of) == file) {
            *n += 1;
        }
    }
    let all: u64 = counts.iter().sum();
    let kinds = Kind::ALL.iter().zip(&counts).filter(|(_, n)| **n > 0);
    let kinds: Vec<String> = kinds.map(|(kind, n)| plural(*n, &kind.label().to_lowercase())).collect();
    if kinds.is_empty() { "none".to_owned() } else { format!("{}: {}", thousands(all), kinds.join(", ")) }
}

fn plural(n: u64, one: &str) -> String {
    format!("{} {one}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// The paragraphs of a text whose lines are broken for an editor.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => paragraphs.push(String::new()),
            Some(last) if last.is_empty() => last.push_str(line),
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The counting rules, the one in force ticked.
fn rules(ui: &mut Ui, inputs: &Inputs<'_>) {
    heading(ui, "Counting rules", false);
    let palette = theme::palette(ui.ctx());
    for rule in CountingRule::presets() {
        let is_on = rule == inputs.shown.rule;
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::hover());
            if is_on {
                icons::tick(ui.painter(), rect.center(), 5.0, theme::color(palette.accent));
            }
            ui.vertical(|ui| {
                let label = if is_on { format!("{} (in force)", rule.label()) } else { rule.label() };
                ui.label(theme::strong_text(label, 13.5).color(theme::color(palette.strong)));
                paragraph(ui, &rule.words());
                if !rule.caveat().is_empty() {
                    paragraph(ui, rule.caveat());
                }
            });
        });
        ui.add_space(2.0);
    }
    paragraph(
        ui,
        "Low adds up the smallest figures, best the best ones and high the largest. Unknown is not zero: incidents \
         without a figure are counted beside the total, which then says “at least”. The group's own figures enter no \
         total.",
    );
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_become_paragraphs() {
        assert_eq!(super::paragraphs("a\nb\r\n\n\n c \nd\n"), ["a b", "c d"]);
        assert!(super::paragraphs("").is_empty());
    }
}
