//! The query language on one sheet; every example can be clicked and finds something in the shipped timeline.

use crate::ui::dialogs::Next;
use crate::ui::dialogs::sheet::{Sheet, heading};
use crate::ui::{Inputs, Msg, theme, widgets};
use crate::view::ViewChange;
use egui::{Context, RichText, Ui, vec2};

/// An example and what it asks for.
type Example = (&'static str, &'static str);

const KEYS: &[Example] = &[
    ("branch:is-kp", "Filed under the branch, or one below it"),
    ("actor:is-kp", "Somebody names this actor, rightly or not"),
    ("country:Afghanistan", "English name, or ISO code such as AFG"),
    ("place:Kabul", "Country, province, town or site"),
    ("admin1:Nangarhar", "Province"),
    ("kind:attack", "attack, arrest, foiled-plot, milestone …"),
    ("attack:suicide-bombing", "Means of attack, any of several"),
    ("target:religious-shia", "Whom it struck, any of several"),
    ("status:disputed", "Claimed, assessed, accused, denied …"),
    ("publisher:Reuters", "Reported by it; publisher:=AFP is no other"),
    ("source-kind:court", "official, wire, press, ngo, un, court …"),
    ("source:mediazona-2024-03-27", "Id or title of a source"),
    ("tag:\"disputed toll\"", "A value with blanks is quoted"),
    ("confidence:high", "The editors' certainty: high, medium, low"),
    ("id:2024-03-22-crocus-city-hall", "One incident by its id"),
];

const FIGURES: &[Example] = &[
    ("killed>=20", "Best figure, else the low one"),
    ("injured<5", "= != < <= > >= all work"),
    ("killed.high>100", "A named part: low, best or high"),
    ("killed:10..24", "From and to, both ends counting"),
    ("sources>=3", "Independent sources; sources:1 too"),
    ("missing:killed", "No figure: unknown is not zero"),
    ("has:range", "Also claim, doubts, second-source …"),
];

const DATES: &[Example] = &[
    ("2024-03-22", "A day, a month or a year"),
    ("2021-08..2022", "From and to, both ends counting"),
    ("2023..", "Since; ..2016 is until"),
];

const WORDS: &[Example] = &[
    ("mosque", "In title, names, summary, place, tags …"),
    ("\"Crocus City\"", "Words that stand together"),
    ("\"2024\"", "In quotes it is a word, not a date"),
    ("near:34.5,69.2<50km", "Latitude, longitude, radius"),
    ("within:7d of:2024-03-22-crocus-city-hall", "Days, or km, around an incident"),
];

const TOGETHER: &[Example] = &[
    ("branch:is-kp killed>=20", "Side by side: both must hold"),
    ("country:Iran OR country:Turkey", "Either; OR binds last"),
    ("place:Kabul -target:military", "Not; NOT may be written for -"),
    ("2024 (tag:Russia OR killed>80)", "Parentheses go first"),
];

/// Draws the sheet.
pub(crate) fn show(ctx: &Context, inputs: &Inputs<'_>, is_new: bool, msgs: &mut Vec<Msg>) -> Next {
    Sheet::text("How to write a query", 1200.0, is_new).show(ctx, |ui| {
        let words = "Terms side by side must all hold. Case, accents, hyphens and underscores do not matter. \
                     Click an example to filter by it.";
        ui.label(words);
        ui.add_space(10.0);
        let mut clicked = None;
        super::columns(ui, 2, 480.0, 40.0, |ui, i, n| {
            let groups: &[(&str, &[Example])] = match (n, i) {
                (2, 0) => &[("Keys", KEYS), ("Dates", DATES)],
                (2, _) => &[("Figures", FIGURES), ("Words and places", WORDS), ("Put together", TOGETHER)],
                _ => &[
                    ("Keys", KEYS),
                    ("Figures", FIGURES),
                    ("Dates", DATES),
                    ("Words and places", WORDS),
                    ("Put together", TOGETHER),
                ],
            };
            for (k, (title, examples)) in groups.iter().enumerate() {
                heading(ui, title, k == 0);
                ui.spacing_mut().item_spacing.y = 3.0;
                clicked = clicked.or(group(ui, examples));
            }
        });
        ui.add_space(14.0);
        let words = "An incident matches a date if any day it may have been on lies within. Unknown satisfies no \
                     comparison, so “killed<20” leaves out what has no figure. “near” takes places known to the \
                     district or better. “branch” is the editors' conclusion, “actor” is what was said.";
        ui.label(widgets::weak(words, ui));
        match clicked {
            Some(query) if query != inputs.state.query => {
                msgs.push(ViewChange::Query(query.to_owned()).into());
                Next::Close
            }
            Some(_) => Next::Close,
            None => Next::Stay,
        }
    })
}

/// Examples in a column, their meaning beside them; the one that was clicked.
fn group(ui: &mut Ui, examples: &[Example]) -> Option<&'static str> {
    const EXAMPLE_PT: f32 = 244.0;
    let mut clicked = None;
    for (query, meaning) in examples {
        let size = vec2(ui.available_width(), 21.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let room = ui.allocate_ui_with_layout(vec2(EXAMPLE_PT, 21.0), layout, |ui| {
                ui.set_width(EXAMPLE_PT);
                example(ui, query)
            });
            if room.inner {
                clicked = Some(*query);
            }
            ui.add(egui::Label::new(*meaning).truncate());
        });
    }
    clicked
}

fn example(ui: &mut Ui, query: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    let text = RichText::new(query).monospace().color(theme::color(palette.accent));
    ui.spacing_mut().button_padding = vec2(6.0, 1.0);
    let response = ui.add(egui::Button::new(text).min_size(vec2(0.0, 19.0)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Filter by {query}")));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
