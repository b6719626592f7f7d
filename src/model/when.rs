//! Dates as sources give them: a profile of EDTF (Library of Congress, 4 February 2019; ISO 8601-2:2019).
//!
//! ```text
//! when = date | date "/" date | date "/.." | "[" date ".." date "]"
//! date = year [ "-" month [ "-" day ] ] [ "?" | "~" | "%" ]
//! ```
//!
//! `XX` may stand for an unknown month or day. ASCII only, no blanks. Precision is part of the date: nothing here makes
//! up a day. An interval is a duration; "one day in between" is written `[A..B]`.

use super::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How sure the date itself is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Qualifier {
    /// Nothing said.
    #[default]
    Plain,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: about; it may lie somewhat outside.
    About,
    /// `%`: both.
    UncertainAbout,
}

impl Qualifier {
    /// Whether it is `~` or `%`.
    pub fn is_about(self) -> bool {
        matches!(self, Self::About | Self::UncertainAbout)
    }

    /// Whether it is `?` or `%`.
    pub fn is_uncertain(self) -> bool {
        matches!(self, Self::Uncertain | Self::UncertainAbout)
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Uncertain => "?",
            Self::About => "~",
            Self::UncertainAbout => "%",
        }
    }

    fn or(self, other: Self) -> Self {
        match (self.is_about() || other.is_about(), self.is_uncertain() || other.is_uncertain()) {
            (true, true) => Self::UncertainAbout,
            (true, false) => Self::About,
            (false, true) => Self::Uncertain,
            (false, false) => Self::Plain,
        }
    }
}

/// A day, a month or a year, with a qualifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Date {
    // Invariant of the three: the calendar has the day; a day comes only with a month.
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
    /// How sure the date is.
    pub qualifier: Qualifier,
}

/// How exact a [`When`] is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Precision {
    /// On that day.
    Day,
    /// One day of the month, not known which.
    Month,
    /// One day of the year, not known which.
    Year,
    /// One day between two, not known which.
    Within,
    /// Went on from the one to the other.
    Span,
}

/// When something happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum When {
    /// On a day, or one day of a month or a year.
    On(Date),
    /// `[A..B]`: one day between them, not known which; both ends count.
    OneOf(Date, Date),
    /// `A/B`: went on from the one to the other; both ends count.
    Span(Date, Date),
    /// `A/..`: still going on; for periods only.
    OpenSpan(Date),
}

/// Why a text is not a date, and what to write instead.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{text}` is not a date of this file: {reason}")]
pub struct WhenError {
    /// The text as written.
    pub text: String,
    /// What is wrong.
    pub reason: &'static str,
    /// What to write instead.
    pub hint: String,
}

impl Date {
    /// The given day, or `None` if the calendar has no such day.
    pub fn from_day(day: Day) -> Self {
        let (year, month, day) = day.ymd();
        Self {
            year: u16::try_from(year).unwrap_or(1),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
            qualifier: Qualifier::Plain,
        }
    }

    /// First day it may be, counting.
    pub fn earliest(self) -> Day {
        let month = self.month.map_or(1, u32::from);
        let day = self.day.map_or(1, u32::from);
        Day::from_ymd(i32::from(self.year), month, day).unwrap_or(Day::MIN)
    }

    /// Last day it may be, counting.
    pub fn latest(self) -> Day {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.earliest(),
            (Some(12) | None, _) => Day::from_ymd(i32::from(self.year), 12, 31).unwrap_or(Day::MAX),
            (Some(month), None) => {
                Day::from_ymd(i32::from(self.year), u32::from(month) + 1, 1).unwrap_or(Day::MAX) + -1
            }
        }
    }

    /// Day, month or year.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            (None, _) => Precision::Year,
        }
    }

    /// The date in words, such as "22 March 2024", "March 2024" or "about 2024".
    pub fn words(self) -> String {
        let day = self.earliest().long();
        let plain = match self.precision() {
            Precision::Day => day,
            Precision::Month => day.split_once(' ').map_or(day.clone(), |(_, rest)| rest.to_owned()),
            _ => self.year.to_string(),
        };
        let about = if self.qualifier.is_about() { "about " } else { "" };
        let doubt = if self.qualifier.is_uncertain() { " (uncertain)" } else { "" };
        format!("{about}{plain}{doubt}")
    }
}

impl When {
    /// First day it may have been or begun, counting.
    pub fn earliest(self) -> Day {
        match self {
            Self::On(date) | Self::OneOf(date, _) | Self::Span(date, _) | Self::OpenSpan(date) => date.earliest(),
        }
    }

    /// Last day it may have been or ended, counting; `None` if it still goes on.
    pub fn latest(self) -> Option<Day> {
        match self {
            Self::On(date) | Self::OneOf(_, date) | Self::Span(_, date) => Some(date.latest()),
            Self::OpenSpan(_) => None,
        }
    }

    /// How exact it is.
    pub fn precision(self) -> Precision {
        match self {
            Self::On(date) => date.precision(),
            Self::OneOf(..) => Precision::Within,
            Self::Span(..) | Self::OpenSpan(_) => Precision::Span,
        }
    }

    /// Whether it was one known day.
    pub fn is_exact(self) -> bool {
        self.precision() == Precision::Day
    }

    /// The qualifiers of its ends taken together.
    pub fn qualifier(self) -> Qualifier {
        match self {
            Self::On(date) | Self::OpenSpan(date) => date.qualifier,
            Self::OneOf(a, b) | Self::Span(a, b) => a.qualifier.or(b.qualifier),
        }
    }

    /// Whether the first and the last end are known to the day.
    pub fn ends_exact(self) -> (bool, bool) {
        let exact = |date: Date| date.precision() == Precision::Day && !date.qualifier.is_about();
        match self {
            Self::On(date) => (exact(date), exact(date)),
            Self::OneOf(..) => (false, false),
            Self::Span(a, b) => (exact(a), exact(b)),
            Self::OpenSpan(a) => (exact(a), false),
        }
    }

    /// The date in words, such as "between 9 and 10 June 2020" or "23 May 2017 to 23 October 2017".
    pub fn words(self) -> String {
        match self {
            Self::On(date) => date.words(),
            Self::OneOf(a, b) => format!("one day between {} and {}", a.words(), b.words()),
            Self::Span(a, b) => format!("{} to {}", a.words(), b.words()),
            Self::OpenSpan(a) => format!("since {}", a.words()),
        }
    }
}

impl std::str::FromStr for Date {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        parse_date(text).map_err(|refusal| refusal.of(text))
    }
}

impl std::str::FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        parse_when(text).map_err(|refusal| refusal.of(text))
    }
}

impl std::fmt::Display for Date {
    /// The shortest spelling of the profile.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        f.write_str(self.qualifier.mark())
    }
}

impl std::fmt::Display for When {
    /// The shortest spelling of the profile.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::On(date) => write!(f, "{date}"),
            Self::OneOf(a, b) => write!(f, "[{a}..{b}]"),
            Self::Span(a, b) => write!(f, "{a}/{b}"),
            Self::OpenSpan(a) => write!(f, "{a}/.."),
        }
    }
}

/// A reason and a remedy, before the text is known.
struct Refusal {
    reason: &'static str,
    hint: String,
}

impl Refusal {
    fn of(self, text: &str) -> WhenError {
        WhenError { text: text.to_owned(), reason: self.reason, hint: self.hint }
    }
}

fn refuse<T>(reason: &'static str, hint: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { reason, hint: hint.into() })
}

const FORMS: &str = "write a day, month or year: 2024-03-22, 2024-03 or 2024";

fn parse_when(text: &str) -> Result<When, Refusal> {
    if let Some(inner) = text.strip_prefix('[') {
        return parse_one_of(inner, text);
    }
    let Some((start, end)) = text.split_once('/') else {
        return parse_date(text).map(When::On);
    };
    if start.is_empty() || start == ".." {
        return refuse("a start is needed", format!("write [EARLIEST..{end}]"));
    }
    if end == ".." {
        return parse_date(start).map(When::OpenSpan);
    }
    if end.is_empty() {
        return refuse(
            "an end is needed",
            format!("write {start}/.. if it goes on, or the latest end it can have had"),
        );
    }
    if let Some(hint) = month_short_for(start, end) {
        return refuse("the end is not whole", hint);
    }
    if let Some(hint) = slashed_day(text) {
        return refuse("days are written with hyphens", hint);
    }
    let (start, end) = (parse_date(start)?, parse_date(end)?);
    ordered(When::Span, start, end)
}

fn parse_one_of(inner: &str, text: &str) -> Result<When, Refusal> {
    let Some(inner) = inner.strip_suffix(']') else {
        return refuse("the bracket is not closed", format!("did you mean {text}]"));
    };
    let Some((start, end)) = inner.split_once("..") else {
        return refuse("lists of days are not used here", "write [A..B], one day between A and B");
    };
    let (start, end) = (parse_date(start)?, parse_date(end)?);
    ordered(When::OneOf, start, end)
}

fn ordered(form: fn(Date, Date) -> When, start: Date, end: Date) -> Result<When, Refusal> {
    if end.latest() < start.earliest() {
        return refuse("it ends before it starts", format!("did you mean {}", form(end, start)));
    }
    Ok(form(start, end))
}

fn parse_date(text: &str) -> Result<Date, Refusal> {
    let (core, qualifier) = match text.as_bytes().last() {
        Some(b'?') => (&text[..text.len() - 1], Qualifier::Uncertain),
        Some(b'~') => (&text[..text.len() - 1], Qualifier::About),
        Some(b'%') => (&text[..text.len() - 1], Qualifier::UncertainAbout),
        _ => (text, Qualifier::Plain),
    };
    let mut parts = core.split('-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let whole = parts.next().is_none() && is_digits(year, 4) && month.is_none_or(is_two) && day.is_none_or(is_two);
    if !whole {
        return Err(guess(text));
    }
    let year: u16 = year.parse().unwrap_or(0);
    if year == 0 {
        return refuse("years run from 0001 to 9999", FORMS);
    }
    if month == Some("XX") && day.is_some_and(|part| part != "XX") {
        return refuse("a day without its month says nothing", format!("write the year: {year:04}"));
    }
    let month = known(month);
    let day = known(day);
    match month {
        Some(21..=24) => {
            return refuse("seasons are not used here", format!("write the months, such as {year:04}-06/{year:04}-08"));
        }
        Some(0 | 13..) => return refuse("months run from 01 to 12", FORMS),
        _ => {}
    }
    if let (Some(month), Some(day)) = (month, day)
        && Day::from_ymd(i32::from(year), u32::from(month), u32::from(day)).is_none()
    {
        return refuse(
            "this month has no such day",
            format!("write the month alone if the day is not known: {year:04}-{month:02}"),
        );
    }
    Ok(Date { year, month, day, qualifier })
}

fn is_digits(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_two(text: &str) -> bool {
    text == "XX" || is_digits(text, 2)
}

fn known(part: Option<&str>) -> Option<u8> {
    part.and_then(|part| part.parse().ok())
}

/// `2015-07/08` leaves the year to be guessed.
fn month_short_for(start: &str, end: &str) -> Option<String> {
    let prefix = start.rsplit_once('-')?.0;
    (is_digits(end, 2) && matches!(start.len(), 7 | 10)).then(|| format!("did you mean {start}/{prefix}-{end}"))
}

/// `2024/03/22`.
fn slashed_day(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('/').collect();
    match parts.as_slice() {
        [year, month, day] if is_digits(year, 4) => suggestion(year, month, day),
        [year, month] if is_digits(year, 4) && is_digits(month, 2) => Some(format!("did you mean {year}-{month}")),
        _ => None,
    }
}

fn suggestion(year: &str, month: &str, day: &str) -> Option<String> {
    let date = Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(format!("did you mean {date}"))
}

/// What a person most likely meant by a text that is no date of the profile.
fn guess(text: &str) -> Refusal {
    let mean = |hint: String| Refusal { reason: "it is not written as a date", hint };
    let other = || Refusal { reason: "EDTF or ISO 8601, but not used here", hint: FORMS.to_owned() };
    for separator in ['.', '/', '-'] {
        let parts: Vec<&str> = text.split(separator).collect();
        if let [a, b, c] = parts.as_slice() {
            let found = if a.len() == 4 { suggestion(a, b, c) } else { suggestion(c, b, a) };
            if let Some(hint) = found {
                return mean(hint);
            }
        }
    }
    if is_digits(text, 8)
        && let Some(hint) = suggestion(&text[..4], &text[4..6], &text[6..])
    {
        return mean(hint);
    }
    for dash in ["–", "—", "..", " - "] {
        if let Some((a, b)) = text.split_once(dash)
            && let (Ok(a), Ok(b)) = (parse_date(a.trim()), parse_date(b.trim()))
        {
            return mean(format!("did you mean {a}/{b}"));
        }
    }
    guess_words(text).map(mean).unwrap_or_else(|| if text.is_empty() { mean(FORMS.to_owned()) } else { other() })
}

/// `circa 2016`, `late 2016`, `201X`.
fn guess_words(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if let Some(decade) = lower.strip_suffix("xx").filter(|part| is_digits(part, 2)) {
        return Some(format!("write [{decade}00..{decade}99]"));
    }
    if let Some(decade) = lower.strip_suffix('x').filter(|part| is_digits(part, 3)) {
        return Some(format!("write [{decade}0..{decade}9]"));
    }
    let (word, rest) = lower.split_once(' ')?;
    let date = parse_date(rest.trim()).ok()?;
    match word {
        "circa" | "c." | "ca." | "about" | "around" => Some(format!("did you mean {date}~")),
        "early" => Some(format!("did you mean {date}-01/{date}-03")),
        "mid" => Some(format!("did you mean {date}-05/{date}-08")),
        "late" => Some(format!("did you mean {date}-10/{date}-12")),
        _ => None,
    }
}

macro_rules! as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                // The hint travels behind a separator that no text holds; `format` takes it apart again.
                text.parse().map_err(|err: WhenError| {
                    serde::de::Error::custom(format_args!("{err}{}{}", WhenError::HINT_MARK, err.hint))
                })
            }
        }
    };
}
as_text!(Date);
as_text!(When);

impl WhenError {
    /// Stands between message and hint where an error can carry only one text.
    pub const HINT_MARK: char = '\u{1f}';
}
