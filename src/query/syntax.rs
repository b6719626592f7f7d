//! A query as a tree, its canonical text, and its terms as chips.

use super::parse::{bare_is_text, parse};
use crate::model::{AttackType, Confidence, Country, Date, Kind, TargetType, Vocabulary};
use std::fmt::{self, Display, Formatter, Write as _};
use std::ops::Range;

/// What is asked for. The grammar is that of the command line: terms side by side must all hold, `OR`, `NOT` or `-`,
/// parentheses, `KEY:VALUE`, figures, dates, `near:`, words and quoted phrases.
///
/// [`Display`] gives the canonical text; parsing it gives an equal query.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Query {
    // Invariant: built by `Expr::and`, `Expr::or` and `Expr::not` only, so that equal meanings nest alike.
    pub(super) root: Expr,
}

/// One node of a query.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) enum Expr {
    /// Everything.
    #[default]
    All,
    /// All of two or more.
    And(Vec<Expr>),
    /// Any of two or more.
    Or(Vec<Expr>),
    /// What the inner one leaves out.
    Not(Box<Expr>),
    /// A single condition.
    Is(Condition),
}

/// A single condition.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Condition {
    /// A word or phrase that must occur; blanks are single.
    Text(String),
    /// A value of a key with open values; blanks are single.
    Open(OpenKey, String),
    /// `country:`.
    Country(&'static Country),
    /// `kind:`.
    Kind(Kind),
    /// `attack:`, any value of the list.
    Attack(AttackType),
    /// `target:`, any value of the list.
    Target(TargetType),
    /// `confidence:`.
    Confidence(Confidence),
    /// `killed>=20`.
    Figure(Metric, Part, Comparison, u32),
    /// Days from the first to the last, both counting; at least one end is there.
    Dates(Option<Date>, Option<Date>),
    /// `near:LATITUDE,LONGITUDE<KMkm`.
    Near(Near),
}

/// A key whose values the program does not know beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OpenKey {
    Branch,
    Actor,
    Place,
    Source,
    Publisher,
    Tag,
    Id,
}

/// The dead or the hurt.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Metric {
    /// Victims killed.
    Killed,
    /// Victims injured.
    Injured,
}

/// Which part of a figure a comparison looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Best, else low.
    BestOrLow,
    Low,
    Best,
    High,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A circle on the ground.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Near {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Radius in kilometres.
    pub km: f64,
    /// Whether the radius itself counts (`<=`).
    pub inclusive: bool,
}

/// Why a text is no query.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The bytes of the query text that are at fault; empty at the end of the text where something is missing.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be accepted.
    pub hint: Option<String>,
}

/// One of the terms that must all hold, as a chip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Canonical text.
    pub text: String,
    /// How the screen says it, such as "killed ≥ 20".
    pub label: String,
}

/// A key of `KEY:VALUE`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the words are the keys of the grammar")]
pub enum Key {
    Branch,
    Actor,
    Country,
    Place,
    Kind,
    Attack,
    Target,
    Source,
    Publisher,
    Tag,
    Confidence,
    Id,
    Near,
}

impl Key {
    /// Every key, in the order of the grammar.
    pub const ALL: &'static [Self] = &[
        Self::Branch,
        Self::Actor,
        Self::Country,
        Self::Place,
        Self::Kind,
        Self::Attack,
        Self::Target,
        Self::Source,
        Self::Publisher,
        Self::Tag,
        Self::Confidence,
        Self::Id,
        Self::Near,
    ];

    /// The key as it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Actor => "actor",
            Self::Country => "country",
            Self::Place => "place",
            Self::Kind => "kind",
            Self::Attack => "attack",
            Self::Target => "target",
            Self::Source => "source",
            Self::Publisher => "publisher",
            Self::Tag => "tag",
            Self::Confidence => "confidence",
            Self::Id => "id",
            Self::Near => "near",
        }
    }
}

impl OpenKey {
    pub(super) fn key(self) -> Key {
        match self {
            Self::Branch => Key::Branch,
            Self::Actor => Key::Actor,
            Self::Place => Key::Place,
            Self::Source => Key::Source,
            Self::Publisher => Key::Publisher,
            Self::Tag => Key::Tag,
            Self::Id => Key::Id,
        }
    }
}

impl Query {
    /// Reads a query. An empty text, or one of blanks, asks for everything.
    ///
    /// # Errors
    /// If the text does not follow the grammar; the error says where and what was expected.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse(text)
    }

    /// The query `KEY:VALUE`, such as a click on a facet asks for. The value is quoted where it must be.
    ///
    /// # Errors
    /// If the key has a closed list of values and this is none of them.
    pub fn of(key: Key, value: &str) -> Result<Self, QueryError> {
        Self::parse(&format!("{}:{}", key.word(), quoted(value)))
    }

    /// Whether it asks for everything.
    pub fn is_all(&self) -> bool {
        self.root == Expr::All
    }

    /// The terms that must all hold, in order.
    pub fn terms(&self) -> Vec<Term> {
        let term = |expr: &Expr| Term { text: expr.in_and(), label: expr.label() };
        self.parts().iter().map(term).collect()
    }

    /// The query without term `i`; the same query if there is no such term.
    #[must_use]
    pub fn without(&self, i: usize) -> Self {
        let rest = self.parts().iter().enumerate().filter(|(at, _)| *at != i).map(|(_, part)| part.clone());
        Self { root: Expr::and(rest) }
    }

    /// Both queries; a term that is there already is not added again.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut parts = self.parts().to_vec();
        for part in other.parts() {
            if !parts.contains(part) {
                parts.push(part.clone());
            }
        }
        Self { root: Expr::and(parts) }
    }

    /// What the query leaves out. Everything has no opposite that the grammar can write, and stays everything.
    #[must_use]
    pub fn negated(&self) -> Self {
        if self.is_all() {
            return Self::default();
        }
        Self { root: Expr::not(self.root.clone()) }
    }

    fn parts(&self) -> &[Expr] {
        match &self.root {
            Expr::All => &[],
            Expr::And(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }
}

impl Expr {
    pub(super) fn and(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All => {}
                Self::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Self::And(flat) } else { flat.pop().unwrap_or(Self::All) }
    }

    pub(super) fn or(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Self::Or(flat) } else { flat.pop().unwrap_or(Self::All) }
    }

    pub(super) fn not(inner: Self) -> Self {
        Self::Not(Box::new(inner))
    }

    /// Its text where terms stand side by side.
    fn in_and(&self) -> String {
        if matches!(self, Self::Or(_)) { format!("({self})") } else { self.to_string() }
    }

    /// Its text behind `NOT`.
    fn in_not(&self) -> String {
        if matches!(self, Self::Or(_) | Self::And(_)) { format!("({self})") } else { self.to_string() }
    }

    fn label(&self) -> String {
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
}

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
            Self::Or(parts) => f.write_str(&parts.iter().map(Self::in_not_or).collect::<Vec<_>>().join(" OR ")),
            Self::Not(inner) => write!(f, "NOT {}", inner.in_not()),
            Self::Is(condition) => condition.fmt(f),
        }
    }
}

impl Expr {
    /// Its text beside `OR`: AND binds closer, so only a nested OR would need parentheses, and there is none.
    fn in_not_or(&self) -> String {
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
        }
    }
}

fn fmt_end(f: &mut Formatter<'_>, end: Option<Date>) -> fmt::Result {
    end.map_or(Ok(()), |date| date.fmt(f))
}

impl Condition {
    fn label(&self) -> String {
        match self {
            Self::Text(text) => format!("“{text}”"),
            Self::Open(key, value) => format!("{}: {value}", key.key().word()),
            Self::Country(country) => format!("country: {}", country.name),
            Self::Kind(word) => format!("kind: {}", word.label()),
            Self::Attack(word) => format!("attack: {}", word.label()),
            Self::Target(word) => format!("target: {}", word.label()),
            Self::Confidence(word) => format!("confidence: {}", word.label()),
            Self::Figure(metric, part, comparison, n) => {
                format!("{}{} {} {n}", metric.word(), part.in_words(), comparison.shown())
            }
            Self::Dates(Some(from), Some(to)) if from == to => from.words(),
            Self::Dates(Some(from), Some(to)) => format!("{} to {}", from.words(), to.words()),
            Self::Dates(Some(from), None) => format!("since {}", from.words()),
            Self::Dates(None, Some(to)) => format!("until {}", to.words()),
            Self::Dates(None, None) => "any day".to_owned(),
            Self::Near(near) => format!("within {} km of {}, {}", near.km, near.latitude, near.longitude),
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
fn quoted(value: &str) -> String {
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
