//! Readable ids for new records: made of what was typed, never one that is or was in use.

use super::Texts;
use super::field::Field;
use crate::edit::Document;
use crate::format::List;
use crate::model::{Date, IncidentId, Qualifier, SourceId, When};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest part of an id that is made of words, in characters.
const LONGEST: usize = 48;

/// Words as small letters, digits and hyphens, at most so long as an id should be.
pub(super) fn slug(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let spaced: String = plain.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut slug = String::new();
    for word in spaced.split_whitespace() {
        if slug.len() + word.len() + 1 > LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST));
    }
    slug
}

/// Of date and title, such as `2024-03-22-crocus-city-hall-attack`.
pub(super) fn incident_id(when: &str, title: &str, document: &Document) -> IncidentId {
    let day = when.trim().parse::<When>().ok().map(|when| match when {
        When::On(date) | When::OneOf(date, _) | When::Span(date, _) | When::OpenSpan(date) => plain(date),
    });
    let id = joined([day.unwrap_or_default(), slug(title)]);
    IncidentId(free(&id, "incident", |id| document.id_taken(List::Incidents, id).is_ok()))
}

/// Of publisher and date, such as `mediazona-2024-03-27`.
pub(super) fn source_id(texts: &Texts, document: &Document, others: &[SourceId]) -> SourceId {
    let day = texts.get(Field::Published).trim().parse::<Date>().map_or(String::new(), plain);
    let id = joined([slug(texts.get(Field::Publisher)), day]);
    let is_free =
        |id: &str| document.id_taken(List::Sources, id).is_ok() && !others.iter().any(|other| other.as_str() == id);
    SourceId(free(&id, "source", is_free))
}

/// Of the short name, else the name, such as `is-kp`.
pub(super) fn actor_id(texts: &Texts, document: &Document, is_taken: impl Fn(&str) -> bool) -> String {
    let names = [Field::ActorShort, Field::ActorName].map(|field| slug(texts.get(field)));
    let id = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    free(&id, "group", |id| document.id_taken(List::Actors, id).is_ok() && !is_taken(id))
}

/// Of the title, such as `battle-of-mosul`.
pub(super) fn period_id(texts: &Texts, document: &Document, is_taken: impl Fn(&str) -> bool) -> String {
    let id = slug(texts.get(Field::PeriodTitle));
    free(&id, "period", |id| document.id_taken(List::Periods, id).is_ok() && !is_taken(id))
}

fn plain(mut date: Date) -> String {
    date.qualifier = Qualifier::Plain;
    date.to_string()
}

fn joined(parts: [String; 2]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn free(id: &str, otherwise: &str, is_free: impl Fn(&str) -> bool) -> String {
    let id = if id.is_empty() { otherwise } else { id };
    if is_free(id) {
        return id.to_owned();
    }
    (2..).map(|n| format!("{id}-{n}")).find(|id| is_free(id)).unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable() {
        assert_eq!(slug("Attack on Crocus City Hall, near Moscow"), "attack-on-crocus-city-hall-near-moscow");
        assert_eq!(slug("Bombing at São Tomé’s “market”"), "bombing-at-sao-tome-s-market");
        assert_eq!(slug("Крокус"), "");
        assert!(slug(&"word ".repeat(40)).len() <= LONGEST);
        let document = Document::default();
        let id = |when: &str, title: &str| incident_id(when, title, &document).0;
        assert_eq!(id("2024-03-22", "Crocus City Hall"), "2024-03-22-crocus-city-hall");
        assert_eq!(id("2016-10~", "Mosul"), "2016-10-mosul");
        assert_eq!(id("[2020-06-09..2020-06-10]", "Harbour"), "2020-06-09-harbour");
        assert_eq!(id("soon", ""), "incident");
    }
}
