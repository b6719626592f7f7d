//! A query as a tree, and its terms as chips. Its canonical text is written in `canonical`.

use super::canonical::quoted;
use super::parse::parse;
use super::{AttributionStatus, Fact};
use crate::model::{AttackType, Confidence, Country, Date, Kind, SourceKind, TargetType};
use std::ops::Range;

/// What is asked for. The grammar is that of the command line: terms side by side must all hold, `OR`, `NOT` or `-`,
/// parentheses, `KEY:VALUE`, figures, dates, `near:`, `within: of:`, words and quoted phrases.
///
/// `Display` gives the canonical text; parsing it gives an equal query.
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
    /// `status:`, the attributions taken together.
    Status(AttributionStatus),
    /// `source-kind:`, any of the sources.
    SourceKind(SourceKind),
    /// `killed>=20`.
    Figure(Metric, Part, Comparison, u32),
    /// `killed:10..24`: best, else low, from the first to the last, both counting; no last is no end.
    FigureIn(Metric, u32, Option<u32>),
    /// `sources>=2`: independent sources.
    Sources(Comparison, u32),
    /// `sources:2..3`.
    SourcesIn(u32, Option<u32>),
    /// Days from the first to the last, both counting; at least one end is there.
    Dates(Option<Date>, Option<Date>),
    /// `near:LATITUDE,LONGITUDE<KMkm`.
    Near(Near),
    /// `has:`.
    Has(Fact),
    /// `missing:`.
    Missing(Fact),
    /// `within:7d of:ID` or `within:50km of:ID`.
    Within(Reach, String),
}

/// How far from an incident.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Reach {
    /// Any possible days at most so many days apart.
    Days(i32),
    /// At most so many kilometres apart.
    Km(f64),
}

/// A key whose values the program does not know beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OpenKey {
    Branch,
    Actor,
    Place,
    Admin1,
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
    Admin1,
    Place,
    Kind,
    Attack,
    Target,
    Status,
    Source,
    SourceKind,
    Publisher,
    Tag,
    Confidence,
    Id,
    Near,
    Has,
    Missing,
    Within,
}

impl Key {
    /// Every key, in the order of the grammar.
    pub const ALL: &'static [Self] = &[
        Self::Branch,
        Self::Actor,
        Self::Country,
        Self::Admin1,
        Self::Place,
        Self::Kind,
        Self::Attack,
        Self::Target,
        Self::Status,
        Self::Source,
        Self::SourceKind,
        Self::Publisher,
        Self::Tag,
        Self::Confidence,
        Self::Id,
        Self::Near,
        Self::Has,
        Self::Missing,
        Self::Within,
    ];

    /// The key as it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Actor => "actor",
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::Place => "place",
            Self::Kind => "kind",
            Self::Attack => "attack",
            Self::Target => "target",
            Self::Status => "status",
            Self::Source => "source",
            Self::SourceKind => "source-kind",
            Self::Publisher => "publisher",
            Self::Tag => "tag",
            Self::Confidence => "confidence",
            Self::Id => "id",
            Self::Near => "near",
            Self::Has => "has",
            Self::Missing => "missing",
            Self::Within => "within",
        }
    }
}

impl OpenKey {
    pub(super) fn key(self) -> Key {
        match self {
            Self::Branch => Key::Branch,
            Self::Actor => Key::Actor,
            Self::Place => Key::Place,
            Self::Admin1 => Key::Admin1,
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

    pub(super) fn parts(&self) -> &[Expr] {
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
}
