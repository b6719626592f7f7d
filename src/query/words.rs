//! The single conditions of a query: `KEY:VALUE`, figures, dates, `near:` and plain words.

use super::parse::{error, searchable};
use super::syntax::{Comparison, Condition, Key, Metric, Near, OpenKey, Part, Reach};
use super::{QueryError, fold};
use crate::model::{COUNTRIES, Confidence, Country, Date, Vocabulary, When, country_by_name};
use std::ops::Range;

/// Reads a word that stands without quotes; `start` is the byte it begins at.
pub(super) fn read_word(word: &str, start: usize) -> Result<Condition, QueryError> {
    let at = start..start + word.len();
    if let Some(figure) = read_figure(word, start) {
        return figure;
    }
    if let Some(sources) = read_sources(word, start) {
        return sources;
    }
    if let Some((key, value)) = word.split_once(':') {
        let value_start = start + key.len() + 1;
        return read_key_value(key, start, value, value_start..value_start + value.len());
    }
    if operator(word).is_some() {
        return Err(error(at, "a figure is missing before the sign", "write killed>=20 or injured<5"));
    }
    if let Some(name) = mistyped_figure(word) {
        let hint = match nearest(name, ["killed", "injured"].into_iter()) {
            Some(figure) => format!("did you mean {figure}{}", word.get(name.len()..).unwrap_or_default()),
            None => "the figures are killed and injured; to search for the text write it in quotes".to_owned(),
        };
        return Err(error(start..start + name.len(), format!("there is no figure `{name}`"), hint));
    }
    if is_date_like(word) {
        return read_dates(word, start);
    }
    searchable(word, at).map(Condition::Text)
}

/// The name in a word such as `kiled>=20`, which compares something that is no figure.
fn mistyped_figure(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !c.is_ascii_alphabetic()).filter(|end| *end > 0)?;
    let (name, rest) = word.split_at_checked(end)?;
    let (_, number) = operator(rest)?;
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(name)
}

/// Reads `KEY:VALUE`, the value without its quotes.
pub(super) fn read_key_value(key: &str, start: usize, value: &str, at: Range<usize>) -> Result<Condition, QueryError> {
    let key_at = start..start + key.len();
    if let Some(condition) = figure_in(key, value, at.clone()) {
        return condition;
    }
    let key = key_by_name(key, key_at.clone(), value)?;
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        let hint = format!("write the value right behind the colon: {}", example(key));
        return Err(error(key_at.start..at.end, format!("a value is missing behind `{}:`", key.word()), hint));
    }
    match key {
        Key::Kind => closed(key, &value, at).map(Condition::Kind),
        Key::Attack => closed(key, &value, at).map(Condition::Attack),
        Key::Target => closed(key, &value, at).map(Condition::Target),
        Key::Confidence => closed::<Confidence>(key, &value, at).map(Condition::Confidence),
        Key::Status => closed(key, &value, at).map(Condition::Status),
        Key::SourceKind => closed(key, &value, at).map(Condition::SourceKind),
        Key::Country => country(&value, at).map(Condition::Country),
        Key::Near => near(&value, at).map(Condition::Near),
        Key::Has => closed(key, &value, at).map(Condition::Has),
        Key::Missing => closed(key, &value, at).map(Condition::Missing),
        Key::Within => {
            let hint = format!("write of: and the id of an incident behind it: {}", example(key));
            Err(error(key_at.start..at.end, "`within:` does not say of which incident", hint))
        }
        Key::Branch => Ok(Condition::Open(OpenKey::Branch, value)),
        Key::Actor => Ok(Condition::Open(OpenKey::Actor, value)),
        Key::Place => Ok(Condition::Open(OpenKey::Place, value)),
        Key::Admin1 => Ok(Condition::Open(OpenKey::Admin1, value)),
        Key::Source => Ok(Condition::Open(OpenKey::Source, value)),
        Key::Publisher => Ok(Condition::Open(OpenKey::Publisher, value)),
        Key::Tag => Ok(Condition::Open(OpenKey::Tag, value)),
        Key::Id => Ok(Condition::Open(OpenKey::Id, value)),
    }
}

fn example(key: Key) -> &'static str {
    match key {
        Key::Branch => "branch:is-kp",
        Key::Actor => "actor:is",
        Key::Country => "country:AFG",
        Key::Place => "place:Kabul",
        Key::Admin1 => "admin1:Nangarhar",
        Key::Status => "status:Claimed",
        Key::SourceKind => "source-kind:Wire",
        Key::Kind => "kind:Attack",
        Key::Attack => "attack:Arson",
        Key::Target => "target:Military",
        Key::Source => "source:mediazona-2024-03-27",
        Key::Publisher => "publisher:Reuters",
        Key::Tag => "tag:\"external operation\"",
        Key::Confidence => "confidence:High",
        Key::Id => "id:2024-03-22-crocus-city-hall",
        Key::Near => NEAR_EXAMPLE,
        Key::Has => "has:second-source",
        Key::Missing => "missing:injured",
        Key::Within => "within:7d of:2024-03-22-crocus-city-hall",
    }
}

fn key_by_name(word: &str, at: Range<usize>, value: &str) -> Result<Key, QueryError> {
    let folded = fold(word);
    if let Some(key) = Key::ALL.iter().copied().find(|key| fold(key.word()) == folded) {
        return Ok(key);
    }
    if let Some((metric, ..)) = figure_name(word) {
        let hint = format!("write {}={value}, or another of = != < <= > >=", metric.word());
        return Err(error(at, format!("{} is compared, not matched", metric.word()), hint));
    }
    let hint = match nearest(&folded, Key::ALL.iter().map(|key| key.word())) {
        Some(key) => format!("did you mean {key}:{value}"),
        None => {
            let keys: Vec<&str> = Key::ALL.iter().map(|key| key.word()).collect();
            format!("the keys are {}; to search for the text write it in quotes", keys.join(", "))
        }
    };
    Err(error(at, format!("there is no key `{word}`"), hint))
}

/// The word of a closed list, by the file's spelling or the label.
fn closed<T: Vocabulary>(key: Key, value: &str, at: Range<usize>) -> Result<T, QueryError> {
    if let Some(word) = T::ALL.iter().find(|word| same(word.word(), value) || same(word.label(), value)) {
        return Ok(*word);
    }
    let accepted: Vec<&str> = T::ALL.iter().map(|word| word.word()).collect();
    let list = format!("{}: takes {}", key.word(), accepted.join(", "));
    let hint = match nearest(&fold(value), accepted.iter().copied()) {
        Some(word) => format!("did you mean {}:{word}; {list}", key.word()),
        None => list,
    };
    Err(error(at, format!("`{value}` is no {}", noun(key)), hint))
}

fn noun(key: Key) -> &'static str {
    match key {
        Key::Kind => "kind of incident",
        Key::Attack => "attack type",
        Key::Target => "target type",
        Key::Has | Key::Missing => "thing a record says",
        Key::Status => "state of attribution",
        Key::SourceKind => "kind of source",
        _ => "grade of confidence",
    }
}

fn country(value: &str, at: Range<usize>) -> Result<&'static Country, QueryError> {
    if let Some(country) = country_by_name(value, same) {
        return Ok(country);
    }
    let names = COUNTRIES.iter().flat_map(|country| std::iter::once(&country.name).chain(country.aliases));
    let hint = match nearest(&fold(value), names.copied()) {
        Some(name) => format!("did you mean {name}"),
        None => "write an ISO 3166 code of three letters or the English name: country:AFG, country:Afghanistan".into(),
    };
    Err(error(at, format!("there is no country `{value}`"), hint))
}

/// The same after folding, blanks left out.
fn same(a: &str, b: &str) -> bool {
    let squeezed = |text: &str| fold(text).replace(' ', "");
    squeezed(a) == squeezed(b)
}

/// The word that a reader most likely meant, if one is near: at most a third of the letters differ.
pub(super) fn nearest<'a>(folded: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |word: &&str| strsim::damerau_levenshtein(folded, &fold(word));
    let limit = folded.chars().count() / 3;
    words.map(|word| (distance(&word), word)).filter(|(d, _)| *d <= limit).min_by_key(|(d, _)| *d).map(|(_, word)| word)
}

/// `killed`, `killed.best` or the like at the start of a word, and what follows.
pub(super) fn figure_name(word: &str) -> Option<(Metric, Part, &str)> {
    let (metric, rest) = [Metric::Killed, Metric::Injured].into_iter().find_map(|metric| {
        let name = metric.word();
        let head = word.get(..name.len())?;
        head.eq_ignore_ascii_case(name).then(|| (metric, word.get(name.len()..).unwrap_or_default()))
    })?;
    let parts = [(".low", Part::Low), (".best", Part::Best), (".high", Part::High)];
    let named = parts.into_iter().find_map(|(suffix, part)| {
        let head = rest.get(..suffix.len())?;
        head.eq_ignore_ascii_case(suffix).then(|| (part, rest.get(suffix.len()..).unwrap_or_default()))
    });
    let (part, rest) = named.unwrap_or((Part::BestOrLow, rest));
    (rest.is_empty() || operator(rest).is_some()).then_some((metric, part, rest))
}

/// The sign at the start of a text, and what follows.
pub(super) fn operator(text: &str) -> Option<(Comparison, &str)> {
    const SIGNS: [(&str, Comparison); 9] = [
        ("!=", Comparison::Unequal),
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("≠", Comparison::Unequal),
        ("≤", Comparison::AtMost),
        ("≥", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::More),
        ("=", Comparison::Equal),
    ];
    SIGNS.into_iter().find_map(|(sign, comparison)| text.strip_prefix(sign).map(|rest| (comparison, rest)))
}

/// `sources>=2`; `None` if the word is no comparison of them.
fn read_sources(word: &str, start: usize) -> Option<Result<Condition, QueryError>> {
    const NAME: &str = "sources";
    let head = word.get(..NAME.len()).filter(|head| head.eq_ignore_ascii_case(NAME))?;
    let (comparison, number) = operator(word.get(head.len()..)?)?;
    let number_at = start + word.len() - number.len()..start + word.len();
    let digits = number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok()).flatten();
    Some(digits.map(|n| Condition::Sources(comparison, n)).ok_or_else(|| {
        error(number_at, format!("`{number}` is no number of sources"), "write a whole number: sources>=2")
    }))
}

/// `killed:10..24`, `injured:0`, `sources:2..`; `None` if the key is none of these, or the value no range.
fn figure_in(key: &str, value: &str, at: Range<usize>) -> Option<Result<Condition, QueryError>> {
    let key = fold(key);
    let metric = [Metric::Killed, Metric::Injured].into_iter().find(|metric| metric.word() == key);
    if metric.is_none() && key != "sources" {
        return None;
    }
    let value = value.trim();
    let is_range = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || c == '.');
    if metric.is_some() && (!is_range || !value.contains("..")) {
        return None;
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let ends = match value.split_once("..") {
        None => number(value).map(|n| (n, Some(n))),
        Some(("", to)) => number(to).map(|to| (0, Some(to))),
        Some((from, "")) => number(from).map(|from| (from, None)),
        Some((from, to)) => number(from).zip(number(to)).map(|(from, to)| (from, Some(to))),
    };
    Some(match ends {
        Some((from, Some(to))) if to < from => {
            Err(error(at, "the range ends before it starts", format!("did you mean {key}:{to}..{from}")))
        }
        Some((from, to)) => {
            Ok(metric.map_or(Condition::SourcesIn(from, to), |metric| Condition::FigureIn(metric, from, to)))
        }
        None => Err(error(
            at,
            format!("`{value}` is no range of numbers"),
            format!("write {key}:10..24, {key}:100.. or {key}:..9; both ends count"),
        )),
    })
}

/// `None` if the word is no comparison at all.
fn read_figure(word: &str, start: usize) -> Option<Result<Condition, QueryError>> {
    let Some((metric, part, rest)) = figure_name(word) else { return wrong_part(word, start) };
    let (comparison, number) = operator(rest)?;
    let number_at = start + word.len() - number.len()..start + word.len();
    let digits = number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok()).flatten();
    let figure = |n: u32| Condition::Figure(metric, part, comparison, n);
    Some(digits.map(figure).ok_or_else(|| bad_number(number, number_at)))
}

fn bad_number(number: &str, at: Range<usize>) -> QueryError {
    if number.is_empty() {
        return error(at, "a number is missing behind the sign", "write a whole number: killed>=20");
    }
    let digits: String = number.chars().filter(|c| !matches!(c, ',' | '.' | '\'' | '+')).collect();
    let hint = if digits.parse::<u32>().is_ok() && digits.bytes().all(|b| b.is_ascii_digit()) {
        format!("did you mean {digits}")
    } else if fold(number) == "unknown" {
        "unknown is no number: NOT killed>=0 finds what has no figure".to_owned()
    } else {
        "write a whole number from 0 to 4294967295: killed>=20".to_owned()
    };
    error(at, format!("`{number}` is not a number of people"), hint)
}

/// `killed.median>3`.
fn wrong_part(word: &str, start: usize) -> Option<Result<Condition, QueryError>> {
    let (name, rest) = word.split_once('.')?;
    let metric =
        [Metric::Killed, Metric::Injured].into_iter().find(|metric| name.eq_ignore_ascii_case(metric.word()))?;
    let sign = rest.find(['=', '!', '<', '>', '≠', '≤', '≥'])?;
    let part = rest.get(..sign)?;
    let part_at = start + name.len() + 1..start + name.len() + 1 + part.len();
    let metric = metric.word();
    let hint = format!("write {metric}.low, {metric}.best or {metric}.high");
    Some(Err(error(part_at, format!("a figure has no part `{part}`"), hint)))
}

/// Four digits, alone or with nothing behind them but what dates are written with; or `..` and a digit.
fn is_date_like(word: &str) -> bool {
    let word = word.strip_prefix("..").unwrap_or(word);
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '–' | '—' | '~' | '?' | '%' | 'X');
    let n_digits = word.bytes().take_while(u8::is_ascii_digit).count();
    word.is_empty() || (n_digits == 4 && word.chars().all(is_mark))
}

fn read_dates(word: &str, start: usize) -> Result<Condition, QueryError> {
    let at = start..start + word.len();
    let Some((from, to)) = word.split_once("..") else {
        let date = read_date(word, start)?;
        return Ok(Condition::Dates(Some(date), Some(date)));
    };
    if from.is_empty() && to.is_empty() {
        return Err(error(at, "the range has no end", "write 2021..2024, 2021.. or ..2019"));
    }
    let end = |text: &str, start: usize| if text.is_empty() { Ok(None) } else { read_date(text, start).map(Some) };
    let (from, to) = (end(from, start)?, end(to, start + from.len() + 2)?);
    match (from, to) {
        (Some(from), Some(to)) if to.latest() < from.earliest() => {
            Err(error(at, "the range ends before it starts", format!("did you mean {to}..{from}")))
        }
        _ => Ok(Condition::Dates(from, to)),
    }
}

fn read_date(text: &str, start: usize) -> Result<Date, QueryError> {
    let at = start..start + text.len();
    match text.parse::<Date>() {
        Ok(date) if date.qualifier == crate::model::Qualifier::Plain => Ok(date),
        Ok(date) => {
            let plain = date.to_string();
            let plain = plain.trim_end_matches(['?', '~', '%']);
            Err(error(at, "a query's dates carry no ?, ~ or %", format!("did you mean {plain}")))
        }
        Err(err) => {
            let range = text.replace(['–', '—'], "/").parse::<When>();
            let hint = match range {
                Ok(When::Span(from, to)) => format!("did you mean {from}..{to}"),
                _ => format!("{}; to search for the text write \"{text}\"", err.hint),
            };
            Err(error(at, format!("`{text}` is not a date: {}", err.reason), hint))
        }
    }
}

const NEAR_EXAMPLE: &str = "near:34.5,69.2<50km";

fn near(value: &str, at: Range<usize>) -> Result<Near, QueryError> {
    let value: String = value.split_whitespace().collect();
    let wrong = |message: &str| {
        let hint = format!("write latitude, longitude and a radius without blanks: {NEAR_EXAMPLE}");
        error(at.clone(), message.to_owned(), hint)
    };
    let (place, radius) = value.split_once('<').ok_or_else(|| wrong("`near:` has no radius"))?;
    let (radius, inclusive) = radius.strip_prefix('=').map_or((radius, false), |rest| (rest, true));
    let (latitude, longitude) =
        place.split_once(',').ok_or_else(|| wrong("`near:` needs a latitude and a longitude"))?;
    let latitude = number(latitude, 90.0).ok_or_else(|| wrong("the latitude is not a number from -90 to 90"))?;
    let longitude = number(longitude, 180.0).ok_or_else(|| wrong("the longitude is not a number from -180 to 180"))?;
    let km = fold(radius);
    let km = km.strip_suffix("km").filter(|_| !radius.contains('-'));
    let km = km.and_then(|km| number(km, HALF_ROUND_KM)).filter(|km| *km > 0.0);
    let km = km.ok_or_else(|| wrong("the radius is not a number of kilometres such as 50km"))?;
    Ok(Near { latitude, longitude, km, inclusive })
}

/// Reads the distance of `within:`, such as `7d` or `50km`.
pub(super) fn reach(value: &str, at: Range<usize>) -> Result<Reach, QueryError> {
    let wrong =
        || error(at.clone(), format!("`{value}` is no distance"), "write days or kilometres: within:7d, within:50km");
    let folded = fold(value);
    let plain = folded.strip_suffix("days").or(folded.strip_suffix('d')).map(str::trim);
    if let Some(days) = plain {
        let days = days.parse::<u16>().ok().filter(|_| days.bytes().all(|b| b.is_ascii_digit()));
        return days.map(|days| Reach::Days(days.into())).ok_or_else(wrong);
    }
    let km = folded.strip_suffix("km").filter(|_| !value.contains('-')).and_then(|km| number(km.trim(), HALF_ROUND_KM));
    km.filter(|km| *km > 0.0).map(Reach::Km).ok_or_else(wrong)
}

/// No two places are further apart.
const HALF_ROUND_KM: f64 = 20_040.0;

/// A plain decimal number from −`limit` to `limit`, both counting.
fn number(text: &str, limit: f64) -> Option<f64> {
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    text.parse().ok().filter(|n: &f64| is_plain && n.abs() <= limit)
}
