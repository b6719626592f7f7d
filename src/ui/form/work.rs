//! What needs work: incidents by what they lack, to be stepped through.

use super::{MARGIN_PT, note};
use crate::edit::work::{Need, Needs, needs};
use crate::model::thousands;
use crate::query::Row;
use crate::ui::side::{hairline, prose, small_button};
use crate::ui::{Inputs, icons, theme, widgets};
use egui::{CornerRadius, Margin, RichText, ScrollArea, Sense, Ui, vec2};
use std::collections::HashMap;

/// Height of an incident in the list, in points.
const ROW_PT: f32 = 44.0;

/// What the queue remembers.
#[derive(Default)]
pub(crate) struct WorkState {
    /// Whether the queue is shown.
    pub(crate) is_on: bool,
    /// The reasons to show; none is all.
    wanted: Needs,
    made_of: Option<u64>,
    /// Every incident that needs something, in order of time.
    rows: Vec<(Row, Needs)>,
}

impl WorkState {
    fn update(&mut self, inputs: &Inputs<'_>) {
        let made_of = Some(super::stamp(inputs));
        if self.made_of == made_of {
            return;
        }
        let mut by_id: HashMap<(usize, &str), Needs> = HashMap::new();
        for (file, document) in inputs.documents.iter().enumerate() {
            let all = document.incidents.iter().zip(needs(document));
            by_id.extend(all.map(|(record, needs)| ((file, record.value.id.as_str()), needs)));
        }
        let of = |(row, entry): (usize, &crate::query::Entry)| {
            let needs = by_id.get(&(usize::from(entry.file), entry.incident.id.as_str())).copied()?;
            (!needs.is_empty()).then_some((Row::try_from(row).ok()?, needs))
        };
        self.rows = inputs.loaded.catalog.incidents().iter().enumerate().filter_map(of).collect();
        self.made_of = made_of;
    }

    /// The incidents of the filter that need one of the wanted things.
    fn queue<'a>(&'a self, inputs: &'a Inputs<'_>) -> impl DoubleEndedIterator<Item = (Row, Needs)> + 'a {
        let is_wanted = |needs: Needs| self.wanted.is_empty() || needs.has_any(self.wanted);
        let mask = &inputs.shown.filtered.mask;
        self.rows.iter().copied().filter(move |(row, needs)| is_wanted(*needs) && mask.contains(*row))
    }

    /// The incident after the selected one, or before it, that needs work; comes round at the end.
    pub(crate) fn step(&mut self, inputs: &Inputs<'_>, is_forward: bool) -> Option<Row> {
        self.update(inputs);
        self.is_on = true;
        let here = inputs.shown.selection.first().copied();
        let rows: Vec<Row> = self.queue(inputs).map(|(row, _)| row).collect();
        let after = || rows.iter().find(|row| here.is_none_or(|here| **row > here)).or(rows.first());
        let before = || rows.iter().rfind(|row| here.is_none_or(|here| **row < here)).or(rows.last());
        if is_forward { after() } else { before() }.copied()
    }
}

/// What was asked for in the queue.
#[derive(Default)]
pub(crate) struct Asked {
    /// Go to this incident.
    pub(crate) go_to: Option<Row>,
    /// The next one, or the one before.
    pub(crate) step: Option<bool>,
}

/// Over an incident: what it needs, and the way to the next.
pub(crate) fn strip(ui: &mut Ui, inputs: &Inputs<'_>, work: &mut WorkState) -> Asked {
    work.update(inputs);
    let mut asked = Asked::default();
    let here = inputs.shown.selection.first().copied();
    let place = work.queue(inputs).position(|(row, _)| Some(row) == here);
    let n = work.queue(inputs).count();
    let needs = work.rows.iter().find(|(row, _)| Some(*row) == here).map(|(_, needs)| *needs).unwrap_or_default();
    let palette = theme::palette(ui.ctx());
    let frame = egui::Frame::NONE.fill(theme::color(palette.raised)).inner_margin(Margin {
        left: MARGIN_PT,
        right: MARGIN_PT - 8,
        top: 4,
        bottom: 6,
    });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            let words = match place {
                Some(place) => format!("Needs work: {} of {}", thousands(place as u64 + 1), thousands(n as u64)),
                None => format!("Needs work: {}", thousands(n as u64)),
            };
            ui.label(RichText::new(words).font(theme::strong(12.0)).color(theme::color(palette.strong)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                if widgets::icon_button(ui, "Close the queue (W)", true, icons::cross).clicked() {
                    work.is_on = false;
                }
                if widgets::icon_button(ui, "Next that needs work (N)", n > 0, icons::forward).clicked() {
                    asked.step = Some(true);
                }
                if widgets::icon_button(ui, "Previous that needs work (Shift+N)", n > 0, icons::back).clicked() {
                    asked.step = Some(false);
                }
            });
        });
        if here.is_some() {
            let words: Vec<&str> = needs.iter().map(Need::label).collect();
            let words = if words.is_empty() {
                "This one needs nothing that is looked for".to_owned()
            } else {
                words.join(" · ")
            };
            let definitions: Vec<&str> = needs.iter().map(Need::definition).collect();
            ui.label(widgets::weak(words, ui)).on_hover_text(definitions.join("\n"));
        }
    });
    hairline(ui);
    asked
}

/// The whole queue: reasons with their counts, and the incidents.
pub(crate) fn page(ui: &mut Ui, inputs: &Inputs<'_>, work: &mut WorkState) -> Asked {
    work.update(inputs);
    let mut asked = Asked::default();
    let margin = Margin { left: MARGIN_PT, right: MARGIN_PT - 4, top: 12, bottom: 12 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let strong = theme::color(theme::palette(ui.ctx()).strong);
        prose(ui, "What needs work", theme::strong(20.0), strong);
        let is_filtered = !inputs.state.query.is_empty();
        let n = work.queue(inputs).count();
        let words = format!(
            "{} incidents {}lack something. They are no faults: a record with one source may be as good as it can get",
            thousands(n as u64),
            if is_filtered { "of the filter " } else { "" },
        );
        note(ui, &words);
        ui.add_space(8.0);
        reasons(ui, inputs, work);
        ui.add_space(6.0);
        if small_button(ui, "Begin", "Begin with the first that needs work")
            .on_hover_text("To the first; N goes on")
            .clicked()
        {
            asked.go_to = work.queue(inputs).next().map(|(row, _)| row);
        }
    });
    hairline(ui);
    let rows: Vec<(Row, Needs)> = work.queue(inputs).collect();
    let margin = Margin { left: MARGIN_PT - 8, right: MARGIN_PT - 12, top: 0, bottom: 0 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("work").auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
            for (row, needs) in rows.get(range).unwrap_or_default() {
                if incident(ui, inputs, *row, *needs) {
                    asked.go_to = Some(*row);
                }
            }
        });
    });
    asked
}

/// The reasons as switches, each with how many incidents of the filter have it.
fn reasons(ui: &mut Ui, inputs: &Inputs<'_>, work: &mut WorkState) {
    let mask = &inputs.shown.filtered.mask;
    for need in Need::ALL {
        let n = work.rows.iter().filter(|(row, needs)| needs.has(need) && mask.contains(*row)).count();
        let mut is_on = work.wanted.has(need);
        ui.horizontal(|ui| {
            let response = ui.checkbox(&mut is_on, need.label());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(widgets::weak(thousands(n as u64), ui));
            });
            let name = format!("{}: {n} incidents", need.label());
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_on, &name));
            if response.on_hover_text(need.definition()).changed() {
                work.wanted = work.wanted.with(need, is_on);
            }
        });
    }
}

fn incident(ui: &mut Ui, inputs: &Inputs<'_>, row: Row, needs: Needs) -> bool {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PT), Sense::click());
    let title = inputs.loaded.columns.title(row);
    let words: Vec<&str> = needs.iter().map(Need::label).collect();
    let words = words.join(" · ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{title}: {words}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(4), theme::color(palette.raised));
    }
    widgets::focus_ring(ui, &response);
    let line = |text: &str, font, color, down: f32| {
        let color = theme::color(color);
        let galley = widgets::one_line(ui.painter(), text, font, color, rect.width() - 16.0);
        ui.painter().galley(rect.min + vec2(8.0, down), galley, color);
    };
    line(title, theme::body(), palette.text, 5.0);
    line(&words, theme::small(), palette.weak, 24.0);
    response.on_hover_text(words.clone()).clicked()
}
