//! What a person types, as values: figures, dates, words. The way back too: a value as the text that a field shows.
//!
//! ```text
//! 12   12-15   12-15 best 13   at least 12   12+   up to 15   about 12   unknown
//! ```

use crate::model::{
    COUNTRIES, Count, Date, Day, Figure, Vocabulary, When, WhenError, country_by_code, country_by_name,
};

/// Why a text does not fit its field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wrong {
    /// What is wrong, as a sentence without a stop.
    pub(super) message: String,
    /// Texts that would be accepted and were most likely meant.
    pub(super) fixes: Vec<String>,
}

pub(super) type Reading<T> = Result<T, Wrong>;

pub(super) fn wrong<T>(message: impl Into<String>) -> Reading<T> {
    Err(Wrong { message: message.into(), fixes: Vec::new() })
}

pub(super) fn wrong_but<T>(message: impl Into<String>, fix: impl Into<String>) -> Reading<T> {
    Err(Wrong { message: message.into(), fixes: vec![fix.into()] })
}

/// A headline figure as people write it; `None` for unknown.
pub(super) fn count(text: &str) -> Reading<Option<Count>> {
    let plain = plain(text);
    let (range, best) = split_best(&plain);
    let best = match best {
        Some(best) => Some(number(best)?),
        None => None,
    };
    let said = if range.is_empty() && best.is_some() { None } else { said(range)? };
    let count = match said {
        None => Count { best, ..Count::default() },
        Some(Figure::Exactly(n)) => Count { low: Some(n), best: best.or(Some(n)), high: Some(n) },
        Some(Figure::AtLeast(n)) => Count { low: Some(n), best, high: None },
        Some(Figure::AtMost(n)) => Count { low: None, best, high: Some(n) },
        Some(Figure::About(n)) => Count { best: best.or(Some(n)), ..Count::default() },
        Some(Figure::Between(a, b)) => Count { low: Some(a), best, high: Some(b) },
        Some(Figure::Words(words)) => return wrong(format!("“{words}” is no number; words belong to a report")),
    };
    if !count.is_ordered() {
        return wrong("the best figure does not lie between the lowest and the highest");
    }
    Ok(count.is_known().then_some(count))
}

/// The text that [`count`] reads back as this.
pub(super) fn count_text(count: Count) -> String {
    let best = |words: String, best: Option<u32>| match best {
        Some(best) => format!("{words} best {best}"),
        None => words,
    };
    match (count.low, count.best, count.high) {
        (Some(a), Some(b), Some(c)) if a == b && b == c => a.to_string(),
        (Some(a), b, Some(c)) => best(format!("{a}-{c}"), b),
        (Some(a), b, None) => best(format!("at least {a}"), b),
        (None, b, Some(c)) => best(format!("up to {c}"), b),
        (None, Some(b), None) => format!("about {b}"),
        (None, None, None) => String::new(),
    }
}

/// What one source says, as people write it; `None` for nothing.
pub(super) fn figure(text: &str) -> Reading<Option<Figure>> {
    let text = text.trim();
    let quotes = [('"', '"'), ('“', '”')];
    let quoted = quotes.into_iter().find_map(|(a, b)| text.strip_prefix(a)?.strip_suffix(b));
    if let Some(words) = quoted {
        return Ok((!words.trim().is_empty()).then(|| Figure::Words(words.to_owned())));
    }
    Ok(match said(&plain(text))? {
        Some(Figure::Words(_)) => Some(Figure::Words(text.to_owned())),
        figure => figure,
    })
}

/// The text that [`figure`] reads back as this.
pub(super) fn figure_text(figure: &Figure) -> String {
    match figure {
        Figure::Exactly(n) => n.to_string(),
        Figure::AtLeast(n) => format!("at least {n}"),
        Figure::AtMost(n) => format!("up to {n}"),
        Figure::About(n) => format!("about {n}"),
        Figure::Between(a, b) => format!("{a}-{b}"),
        Figure::Words(words) if is_plain_words(words) => words.clone(),
        Figure::Words(words) => format!("\"{words}\""),
    }
}

fn is_plain_words(words: &str) -> bool {
    figure(words) == Ok(Some(Figure::Words(words.to_owned())))
}

/// Small letters, plain hyphens, no blanks at the ends.
fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(['–', '—', '−', '‒'], "-").replace(['\u{a0}', '\u{202f}'], " ")
}

/// `144-150 best 149`, `144-150, best 149`, `144-150 (149)`: range and best.
fn split_best(text: &str) -> (&str, Option<&str>) {
    let trimmed = |range: &str| range.trim_end_matches([' ', ',', ';']).len();
    if let Some((range, best)) = text.split_once("best") {
        return (&range[..trimmed(range)], Some(best.trim_start_matches([':', '=', ' '])));
    }
    match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((range, best)) => (&range[..trimmed(range)], Some(best)),
        None => (text, None),
    }
}

/// What a text of small letters says of a number.
fn said(text: &str) -> Reading<Option<Figure>> {
    if matches!(text, "" | "unknown" | "?" | "-") {
        return Ok(None);
    }
    type Make = fn(u32) -> Figure;
    let signs: [(&str, Make); 18] = [
        ("at least", Figure::AtLeast),
        ("no fewer than", Figure::AtLeast),
        ("from", Figure::AtLeast),
        (">=", Figure::AtLeast),
        ("≥", Figure::AtLeast),
        ("min", Figure::AtLeast),
        ("at most", Figure::AtMost),
        ("up to", Figure::AtMost),
        ("<=", Figure::AtMost),
        ("≤", Figure::AtMost),
        ("max", Figure::AtMost),
        ("about", Figure::About),
        ("around", Figure::About),
        ("approximately", Figure::About),
        ("some", Figure::About),
        ("circa", Figure::About),
        ("ca.", Figure::About),
        ("~", Figure::About),
    ];
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    for (sign, make) in signs {
        if let Some(rest) = text.strip_prefix(sign).filter(|rest| has_digit(rest)) {
            return number(rest.trim_start_matches(['.', ' '])).map(|n| Some(make(n)));
        }
    }
    if let Some(rest) = text.strip_suffix('+').or_else(|| text.strip_suffix("or more")) {
        return number(rest).map(|n| Some(Figure::AtLeast(n)));
    }
    let between = text.strip_prefix("between").and_then(|rest| rest.split_once(" and "));
    let to = || text.split_once(" to ").or_else(|| text.split_once('-')).or_else(|| text.split_once(".."));
    if let Some((a, b)) = between.or_else(to).filter(|(a, b)| has_digit(a) && has_digit(b)) {
        let (a, b) = (number(a)?, number(b)?);
        return if a <= b {
            Ok(Some(Figure::Between(a, b)))
        } else {
            wrong_but("the smaller number comes first", format!("{b}-{a}"))
        };
    }
    if !has_digit(text) {
        return Ok(Some(Figure::Words(text.to_owned())));
    }
    number(text).map(|n| Some(Figure::Exactly(n)))
}

/// A whole number; commas, blanks and low lines may group its digits.
pub(super) fn number(text: &str) -> Reading<u32> {
    let text = text.trim();
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong(format!("“{text}” is no whole number"));
    }
    digits.parse().map_or_else(|_| wrong(format!("{digits} is more people than there are")), Ok)
}

/// A date or a span.
pub(super) fn when(text: &str) -> Reading<When> {
    match text.trim().parse::<When>() {
        Ok(When::OpenSpan(_)) => wrong("an incident needs an end: the last day it can have had"),
        Ok(when) => Ok(when),
        Err(err) => Err(date_wrong(text, &err)),
    }
}

/// A date or a span, which may go on.
pub(super) fn span(text: &str) -> Reading<When> {
    text.trim().parse::<When>().map_err(|err| date_wrong(text, &err))
}

/// A date with no interval.
pub(super) fn date(text: &str) -> Reading<Date> {
    text.trim().parse::<Date>().map_err(|err| date_wrong(text, &err))
}

fn date_wrong(text: &str, err: &WhenError) -> Wrong {
    let offered = ["did you mean ", "write "].iter().find_map(|lead| err.hint.strip_prefix(lead));
    let offered = offered.and_then(|rest| rest.split([';', ' ']).next());
    let offered = offered.map(|fix| fix.trim_end_matches(['?', ','])).filter(|fix| fix.parse::<When>().is_ok());
    match (spelled_date(text), offered) {
        (Some(fix), _) => Wrong { message: format!("the file writes dates as {fix}"), fixes: vec![fix] },
        (None, fix) => Wrong { message: err.reason.to_owned(), fixes: fix.map(str::to_owned).into_iter().collect() },
    }
}

/// `22 March 2024`, `March 22, 2024`, `mar 2024`: as the file writes it.
fn spelled_date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut year, mut month, mut day) = (None, None, None);
    for part in text.to_lowercase().split([' ', ',', '.', '-', '/']).filter(|part| !part.is_empty()) {
        let digits = part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        match digits.parse::<u32>() {
            Ok(n) if digits.len() == 4 => year = Some(i32::try_from(n).ok()?),
            Ok(n) => day = Some(n),
            Err(_) => month = Some(MONTHS.iter().position(|name| part.starts_with(name))? as u32 + 1),
        }
    }
    let (year, month) = (year?, month?);
    match day {
        Some(day) => Day::from_ymd(year, month, day).map(|day| day.to_string()),
        None => Some(format!("{year:04}-{month:02}")),
    }
}

/// Letters and digits alone, small.
pub(in crate::edit) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The word of a vocabulary that a text names, by label or by spelling of the file.
pub(super) fn word<T: Vocabulary>(text: &str) -> Reading<T> {
    let meant = bare(text);
    let is_it = |word: &&T| bare(word.label()) == meant || bare(word.word()) == meant;
    if let Some(word) = T::ALL.iter().find(is_it) {
        return Ok(*word);
    }
    let labels: Vec<&str> = T::ALL.iter().map(|word| word.label()).collect();
    Err(Wrong {
        message: format!("“{}” is not on the list", text.trim()),
        fixes: near(text, labels.iter().copied()).into_iter().collect(),
    })
}

/// The words of a vocabulary that a text lists, parted by commas; each once.
pub(super) fn word_list<T: Vocabulary>(text: &str) -> Reading<Vec<T>> {
    let mut found: Vec<T> = Vec::new();
    for part in parts(text) {
        let word = word(part)?;
        if !found.contains(&word) {
            found.push(word);
        }
    }
    Ok(found)
}

/// What stands between commas.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// The code of a country by its name or code.
pub(super) fn country(text: &str) -> Reading<String> {
    let text = text.trim();
    let found = country_by_code(&text.to_uppercase()).or_else(|| country_by_name(text, |a, b| bare(a) == bare(b)));
    found.map(|country| country.code.to_owned()).ok_or_else(|| Wrong {
        message: format!("no country is called “{text}”"),
        fixes: near(text, COUNTRIES.iter().map(|country| country.name)).into_iter().collect(),
    })
}

/// The one of some names that was most likely meant.
pub(super) fn near<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let meant = bare(text);
    let with_distance = names.map(|name| (strsim::damerau_levenshtein(&meant, &bare(name)), name));
    let (distance, name) = with_distance.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + meant.chars().count() / 4).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match count(text) {
            Ok(None) => "unknown".to_owned(),
            Ok(Some(Count { low, best, high })) => {
                let part = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
                format!("{} {} {}", part(low), part(best), part(high))
            }
            Err(err) => format!("{} {:?}", err.message, err.fixes),
        }
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (typed, meant) in [
            ("", "unknown"),
            ("unknown", "unknown"),
            ("0", "0 0 0"),
            ("1,960", "1960 1960 1960"),
            ("12-15", "12 - 15"),
            ("12 – 15", "12 - 15"),
            ("12 to 15", "12 - 15"),
            ("between 12 and 15", "12 - 15"),
            ("144-150 best 149", "144 149 150"),
            ("144–150, best 149", "144 149 150"),
            ("144-150 (149)", "144 149 150"),
            ("at least 12", "12 - -"),
            ("At least 12", "12 - -"),
            ("12+", "12 - -"),
            (">= 12", "12 - -"),
            ("at least 12 best 14", "12 14 -"),
            ("up to 15", "- - 15"),
            ("about 12", "- 12 -"),
            ("~12", "- 12 -"),
            ("best 12", "- 12 -"),
            ("15-12", "the smaller number comes first [\"12-15\"]"),
            ("12-15 best 20", "the best figure does not lie between the lowest and the highest []"),
            ("dozens", "“dozens” is no number; words belong to a report []"),
            ("12 people", "“12 people” is no whole number []"),
            ("-3", "“-3” is no whole number []"),
            ("99999999999", "99999999999 is more people than there are []"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn every_count_has_a_text_that_reads_back() {
        let parts = [None, Some(0), Some(3), Some(7)];
        for low in parts {
            for best in parts {
                for high in parts {
                    let it = Count { low, best, high };
                    if it.is_ordered() {
                        assert_eq!(count(&count_text(it)).unwrap().unwrap_or_default(), it, "{}", count_text(it));
                    }
                }
            }
        }
    }

    #[test]
    fn every_figure_has_a_text_that_reads_back() {
        let words =
            ["dozens", "a couple of 100", "at least a few", "unknown", "Some dozens", "\"many\"", "at least 12"];
        let figures = [Figure::Exactly(143), Figure::AtLeast(4), Figure::AtMost(9), Figure::About(50)];
        let all = figures.into_iter().chain([Figure::Between(12, 15)]);
        for it in all.chain(words.map(|words| Figure::Words(words.to_owned()))) {
            assert_eq!(figure(&figure_text(&it)), Ok(Some(it.clone())), "{}", figure_text(&it));
        }
    }

    #[test]
    fn dates_in_other_spellings_are_offered_in_that_of_the_file() {
        for (typed, fix) in [
            ("22 March 2024", "2024-03-22"),
            ("March 22, 2024", "2024-03-22"),
            ("22nd mar 2024", "2024-03-22"),
            ("March 2024", "2024-03"),
            ("22.03.2024", "2024-03-22"),
            ("2024/03/22", "2024-03-22"),
            ("2015–2016", "2015/2016"),
            ("circa 2016", "2016~"),
            ("2015-07/08", "2015-07/2015-08"),
        ] {
            assert_eq!(when(typed).unwrap_err().fixes, [fix], "{typed}");
        }
        assert!(when("soon").unwrap_err().fixes.is_empty());
        assert!(when("2020-01/..").unwrap_err().message.contains("needs an end"));
    }
}
