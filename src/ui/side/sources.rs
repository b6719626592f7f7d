//! The sources of the record, numbered in order of first mention.

use super::pieces::{Cited, columns_of, light, lightable, note, section, small_button, text};
use super::{Ask, Desk, Lit};
use crate::model::{Date, Incident, Source, SourceId, SourceKind, Support, Vocabulary};
use crate::ui::{theme, widgets};
use crate::view::{CLAIM_CHANNEL_WARNING, cite_source};
use egui::{RichText, Ui, vec2};

/// Width of the numbers, in points.
const NUMBER_PT: f32 = 28.0;

/// Draws the sources.
pub(super) fn show(ui: &mut Ui, incident: &Incident, ids: &[&SourceId], desk: &mut Desk<'_>) {
    section(ui, if ids.len() == 1 { "Source" } else { "Sources" });
    if ids.is_empty() {
        note(ui, "The record names no source");
    }
    for id in ids {
        let source = Cited::new(id, ids, desk);
        row(ui, &source, incident, desk);
        ui.add_space(8.0);
    }
}

fn row(ui: &mut Ui, cited: &Cited<'_>, incident: &Incident, desk: &mut Desk<'_>) {
    let is_lit = match desk.side.lit {
        Lit::Nothing => false,
        Lit::Source(number) => number == cited.number,
        Lit::Report(i) => incident.reports.get(i).is_some_and(|report| report.source == *cited.id),
    };
    let mut has_focus = false;
    let response = lightable(ui, is_lit, |ui| {
        columns_of(
            ui,
            NUMBER_PT,
            |ui| {
                ui.add_space(1.5);
                ui.label(widgets::weak(format!("[{}]", cited.number), ui));
            },
            |ui| {
                has_focus = match cited.source {
                    Some(source) => entry(ui, cited, source, incident, desk),
                    None => missing(ui, cited),
                };
            },
        )
    });
    light(desk, Lit::Source(cited.number), response.contains_pointer() || has_focus);
}

fn missing(ui: &mut Ui, cited: &Cited<'_>) -> bool {
    text(ui, cited.id.as_str());
    note(ui, "This source is not in the file");
    false
}

fn entry(ui: &mut Ui, cited: &Cited<'_>, source: &Source, incident: &Incident, desk: &mut Desk<'_>) -> bool {
    let strong = theme::color(theme::palette(ui.ctx()).strong);
    super::prose::prose(ui, &source.publisher, theme::strong(13.5), strong);
    text(ui, &source.title);
    note(ui, &details(source)).on_hover_text(format!("{}: {}", source.kind.label(), source.kind.definition()));
    if let Some(id) = &source.relay_of {
        let of = desk.inputs.loaded.catalog.source(id).map_or(id.as_str(), |source| source.publisher.as_str());
        note(ui, &format!("Relay of {of}"));
    }
    let used = used_for(incident, cited.id);
    if !used.is_empty() {
        note(ui, &format!("Used for {}", used.join(", ")));
    }
    if source.kind == SourceKind::ClaimChannel {
        let warning = theme::color(theme::palette(ui.ctx()).warning);
        ui.label(RichText::new(CLAIM_CHANNEL_WARNING).font(theme::small()).color(warning));
    }
    ui.add_space(2.0);
    buttons(ui, source, desk)
}

/// Day, language and kind.
fn details(source: &Source) -> String {
    let day = source.published.map_or("Day of publication unknown".to_owned(), Date::words);
    let language = source.language.as_deref().map(language_name);
    let parts = [Some(day.as_str()), source.author.as_deref(), language, Some(source.kind.label())];
    parts.into_iter().flatten().collect::<Vec<&str>>().join(" · ")
}

/// The English name of an ISO 639-1 code, else the code.
fn language_name(code: &str) -> &str {
    match code {
        "ar" => "Arabic",
        "bn" => "Bengali",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ku" => "Kurdish",
        "ms" => "Malay",
        "nl" => "Dutch",
        "pl" => "Polish",
        "ps" => "Pashto",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "tg" => "Tajik",
        "tl" => "Tagalog",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "uz" => "Uzbek",
        "zh" => "Chinese",
        other => other,
    }
}

/// What the record takes from a source, in the order of the vocabulary.
fn used_for(incident: &Incident, id: &SourceId) -> Vec<String> {
    let reports = || incident.reports.iter().filter(|report| report.source == *id);
    let is_used = |support: Support| {
        let is_cited = incident.cites.iter().any(|cite| cite.source == *id && cite.supports.contains(&support));
        is_cited
            || match support {
                Support::Killed => reports().any(|report| report.killed.is_some()),
                Support::Injured => reports().any(|report| report.injured.is_some()),
                Support::Attribution => incident.attributions.iter().any(|said| said.source.as_ref() == Some(id)),
                _ => false,
            }
    };
    let supports = Support::ALL.iter().filter(|support| is_used(**support));
    let mut used: Vec<String> = supports.map(|support| support.label().to_lowercase()).collect();
    used.extend(reports().filter_map(|report| report.other.as_ref()).map(|other| other.what.clone()));
    used
}

/// Open, archive, copy. Whether the focus is on one of them.
fn buttons(ui: &mut Ui, source: &Source, desk: &mut Desk<'_>) -> bool {
    let mut has_focus = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let is_web = |url: &Option<String>| url.clone().filter(|url| widgets::is_web_address(url));
        for (text, url) in [("Open", is_web(&source.url)), ("Archive", is_web(&source.archive))] {
            let Some(url) = url else { continue };
            let response = small_button(ui, text, &format!("{text}: {}", source.publisher));
            has_focus |= response.has_focus();
            if response.on_hover_text(format!("{url}\nAsks before it opens the browser")).clicked() {
                desk.ask(Ask::OpenPage(url));
            }
        }
        if is_web(&source.url).is_none() {
            let words = if source.url.is_some() { "No web address" } else { "No address" };
            ui.label(widgets::weak(words, ui));
        }
        let response = small_button(ui, "Copy citation", &format!("Copy citation: {}", source.publisher));
        has_focus |= response.has_focus();
        if response.clicked() {
            desk.ask(Ask::Send(widgets::copy(cite_source(source), "Citation")));
        }
    });
    has_focus
}
