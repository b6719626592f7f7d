//! The canonical text of a query, and how the screen says it.

use super::parse::bare_is_text;
use super::syntax::{Comparison, Condition, Expr, Metric, OpenKey, Part, Query, Reach};
use crate::model::{Date, Vocabulary};
use std::fmt::{self, Display, Formatter, Write as _};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(parts) => f.write_str(&parts.iter().map(Self::in_and).collect::<Vec<_>>().join(" ")),
            Self::Or(parts) => f.write_str(&parts.iter().map(Self::beside_or).collect::<Vec<_>>().join(" OR ")),
            Self::Not(inner) => write!(f, "NOT {}", inner.in_not()),
            Self::Is(condition) => condition.fmt(f),
        }
    }
}

impl Expr {
    /// Its text where terms stand side by side.
    pub(super) fn in_and(&self) -> String {
        if matches!(self, Self::Or(_)) { format!("({self})") } else { self.to_string() }
    }

    /// Its text behind `NOT`.
    fn in_not(&self) -> String {
        if matches!(self, Self::Or(_) | Self::And(_)) { format!("({self})") } else { self.to_string() }
    }

    pub(super) fn label(&self) -> String {
        let join = |parts: &[Self], word: &str| parts.iter().map(Self::label).collect::<Vec<_>>().join(word);
        match self {
            Self::All => "everything".to_owned(),
            Self::And(parts) => join(parts, ", "),
            Self::Or(parts) => join(parts, " or "),
            Self::Not(inner) if matches!(**inner, Self::Or(_) | Self::And(_)) => format!("not ({})", inner.label()),
            Self::Not(inner) => format!("not {}", inner.label()),
            Self::Is(condition) => condition.label(),
        }
    }

    /// Its text beside `OR`: AND binds closer, so only a nested OR would need parentheses, and there is none.
    fn beside_or(&self) -> String {
        self.to_string()
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) if bare_is_text(text) => f.write_str(text),
            Self::Text(text) => f.write_str(&in_quotes(text)),
            Self::Open(key, value) => write!(f, "{}:{}", key.key().word(), quoted(value)),
            Self::Country(country) => write!(f, "country:{}", country.code),
            Self::Kind(word) => write!(f, "kind:{}", word.word()),
            Self::Attack(word) => write!(f, "attack:{}", word.word()),
            Self::Target(word) => write!(f, "target:{}", word.word()),
            Self::Confidence(word) => write!(f, "confidence:{}", word.word()),
            Self::Status(word) => write!(f, "status:{}", word.word()),
            Self::SourceKind(word) => write!(f, "source-kind:{}", word.word()),
            Self::FigureIn(metric, from, to) => write!(f, "{}:{}", metric.word(), range(*from, *to)),
            Self::Sources(comparison, n) => write!(f, "sources{}{n}", comparison.sign()),
            Self::SourcesIn(from, to) => write!(f, "sources:{}", range(*from, *to)),
            Self::Figure(metric, part, comparison, n) => {
                write!(f, "{}{}{}{n}", metric.word(), part.suffix(), comparison.sign())
            }
            Self::Dates(from, to) if from == to => fmt_end(f, *from),
            Self::Dates(from, to) => {
                fmt_end(f, *from)?;
                f.write_str("..")?;
                fmt_end(f, *to)
            }
            Self::Near(near) => {
                let sign = if near.inclusive { "<=" } else { "<" };
                write!(f, "near:{},{}{sign}{}km", near.latitude, near.longitude, near.km)
            }
            Self::Has(fact) => write!(f, "has:{}", fact.word()),
            Self::Missing(fact) => write!(f, "missing:{}", fact.word()),
            Self::Within(Reach::Days(days), id) => write!(f, "within:{days}d of:{}", quoted(id)),
            Self::Within(Reach::Km(km), id) => write!(f, "within:{km}km of:{}", quoted(id)),
        }
    }
}

/// `10..24`, `100..` or `0`.
fn range(from: u32, to: Option<u32>) -> String {
    match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}..{to}"),
        None => format!("{from}.."),
    }
}

fn range_in_words(from: u32, to: Option<u32>) -> String {
    match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from} to {to}"),
        None => format!("{from} or more"),
    }
}

fn fmt_end(f: &mut Formatter<'_>, end: Option<Date>) -> fmt::Result {
    end.map_or(Ok(()), |date| date.fmt(f))
}

impl Condition {
    fn label(&self) -> String {
        match self {
            Self::Text(text) => format!("“{text}”"),
            Self::Open(OpenKey::Admin1, value) => format!("province: {}", value.trim_start_matches('=')),
            Self::Open(key, value) => format!("{}: {}", key.key().word(), value.trim_start_matches('=')),
            Self::Country(country) => format!("country: {}", country.name),
            Self::Kind(word) => format!("kind: {}", word.label()),
            Self::Attack(word) => format!("attack: {}", word.label()),
            Self::Target(word) => format!("target: {}", word.label()),
            Self::Confidence(word) => format!("confidence: {}", word.label()),
            Self::Status(word) => format!("attribution: {}", word.label()),
            Self::SourceKind(word) => format!("source: {}", word.label()),
            Self::FigureIn(metric, from, to) => format!("{} {}", metric.word(), range_in_words(*from, *to)),
            Self::Sources(comparison, n) => format!("independent sources {} {n}", comparison.shown()),
            Self::SourcesIn(from, to) => format!("independent sources {}", range_in_words(*from, *to)),
            Self::Figure(metric, part, comparison, n) => {
                format!("{}{} {} {n}", metric.word(), part.in_words(), comparison.shown())
            }
            Self::Dates(Some(from), Some(to)) if from == to => from.words(),
            Self::Dates(Some(from), Some(to)) => format!("{} to {}", from.words(), to.words()),
            Self::Dates(Some(from), None) => format!("since {}", from.words()),
            Self::Dates(None, Some(to)) => format!("until {}", to.words()),
            Self::Dates(None, None) => "any day".to_owned(),
            Self::Near(near) => format!("within {} km of {}, {}", near.km, near.latitude, near.longitude),
            Self::Has(fact) => format!("has {}", fact.label()),
            Self::Missing(fact) => format!("without {}", fact.label()),
            Self::Within(Reach::Days(days), id) => {
                let unit = if *days == 1 { "day" } else { "days" };
                format!("within {days} {unit} of {id}")
            }
            Self::Within(Reach::Km(km), id) => format!("within {km} km of {id}"),
        }
    }
}

impl Metric {
    /// The word as the file and the query spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
        }
    }
}

impl Part {
    fn suffix(self) -> &'static str {
        match self {
            Self::BestOrLow => "",
            Self::Low => ".low",
            Self::Best => ".best",
            Self::High => ".high",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::BestOrLow => "",
            Self::Low => " (low)",
            Self::Best => " (best)",
            Self::High => " (high)",
        }
    }
}

impl Comparison {
    pub(super) fn holds(self, a: u32, b: u32) -> bool {
        match self {
            Self::Equal => a == b,
            Self::Unequal => a != b,
            Self::Less => a < b,
            Self::AtMost => a <= b,
            Self::More => a > b,
            Self::AtLeast => a >= b,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    fn shown(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::More => ">",
            Self::AtLeast => "≥",
        }
    }
}

/// The value as it stands behind a colon.
pub(super) fn quoted(value: &str) -> String {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !is_delimiter(c) && c != '\\';
    if !value.is_empty() && value.chars().all(is_plain) { value.to_owned() } else { in_quotes(value) }
}

/// Characters that end a word.
pub(super) fn is_delimiter(c: char) -> bool {
    matches!(c, '(' | ')') || is_quote(c)
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// In straight quotes, with `\` before what would end or escape them.
fn in_quotes(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        let _ = quoted.write_char(c);
    }
    quoted.push('"');
    quoted
}
