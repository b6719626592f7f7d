//! Facets: the values that the incidents of a query have, with how many, and which of them the query asks for.
//!
//! Facets and query field are two faces of one query: what is picked is read from the query's terms, and picking writes
//! terms. Values picked in one facet are joined by OR, those ruled out stand as NOT beside them. The counts of a facet
//! are over what the *other* terms leave, so that a reader sees what another choice would give.

mod count;
mod pick;

use super::{Columns, Mask, Query};
use crate::model::Vocabulary;

/// What incidents can be told apart by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Facet {
    /// The branch an incident is filed under, with those below it.
    Branch,
    /// Its country.
    Country,
    /// Its province.
    Admin1,
    /// Its year; one that may lie in several is in each.
    Year,
    /// What it is.
    Kind,
    /// Any of its means.
    Attack,
    /// Any of its targets.
    Target,
    /// How many victims were killed: best, else low.
    Casualties,
    /// Its attributions taken together.
    Status,
    /// The editors' certainty.
    Confidence,
    /// How many independent sources it has.
    Sources,
    /// The kinds of its sources.
    SourceKind,
    /// Who published its sources.
    Publisher,
    /// Its tags.
    Tag,
}

impl Vocabulary for Facet {
    const ALL: &'static [Self] = &[
        Self::Branch,
        Self::Country,
        Self::Admin1,
        Self::Year,
        Self::Kind,
        Self::Attack,
        Self::Target,
        Self::Casualties,
        Self::Status,
        Self::Confidence,
        Self::Sources,
        Self::SourceKind,
        Self::Publisher,
        Self::Tag,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::Year => "year",
            Self::Kind => "kind",
            Self::Attack => "attack",
            Self::Target => "target",
            Self::Casualties => "killed",
            Self::Status => "status",
            Self::Confidence => "confidence",
            Self::Sources => "sources",
            Self::SourceKind => "source-kind",
            Self::Publisher => "publisher",
            Self::Tag => "tag",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Branch => "Branch",
            Self::Country => "Country",
            Self::Admin1 => "Province",
            Self::Year => "Year",
            Self::Kind => "Kind",
            Self::Attack => "Attack",
            Self::Target => "Target",
            Self::Casualties => "Killed",
            Self::Status => "Attribution",
            Self::Confidence => "Confidence",
            Self::Sources => "Independent sources",
            Self::SourceKind => "Kind of source",
            Self::Publisher => "Publisher",
            Self::Tag => "Tag",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Branch => "The branch that the editors file an incident under, with those below it",
            Self::Country => "The country it happened in",
            Self::Admin1 => "The province or state it happened in",
            Self::Year => "Any possible day lies in the year; what may lie in several is in each",
            Self::Kind => "Attack, counter-operation, arrest, foiled plot, warning, statement or milestone",
            Self::Attack => "Any of the means of attack",
            Self::Target => "Any of the targets",
            Self::Casualties => "Victims killed: the best figure, else the low one",
            Self::Status => "What claims, findings, accusations and denials say taken together",
            Self::Confidence => "The editors' own certainty of the record as a whole",
            Self::Sources => "Sources of which none passes on another",
            Self::SourceKind => "Any of its sources is of this kind",
            Self::Publisher => "Any of its sources is by this publisher",
            Self::Tag => "Any of its tags",
        }
    }
}

/// Whether a query asks for a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Picked {
    /// It does not say.
    #[default]
    No,
    /// It must be one of those picked.
    In,
    /// It is ruled out.
    Out,
}

/// A value of a facet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacetValue {
    /// The name on screen.
    pub label: String,
    /// The term that asks for it, such as `branch:is-kp`.
    pub term: String,
    /// How far below another value it stands: branches under branches.
    pub depth: usize,
    /// Incidents that have it, over what the other terms leave.
    pub n: u32,
    /// The same by year of the span; what lies outside the span is in none.
    pub by_year: Vec<u32>,
    /// Whether the query asks for it.
    pub picked: Picked,
}

/// A facet with its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacetCounts {
    /// Which.
    pub facet: Facet,
    /// Values that some incident has, or that are picked: those of a scale in its order, others by number, largest first.
    pub values: Vec<FacetValue>,
}

/// All facets of a query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facets {
    /// The facets, in the order of [`Facet::ALL`](Vocabulary::ALL); those without a value are left out.
    pub facets: Vec<FacetCounts>,
    /// First and last year of [`FacetValue::by_year`].
    pub years: (i32, i32),
}

impl Facets {
    /// Counts every facet of a query. `mask` is what it finds, `filter` finds what another query finds.
    pub fn new(columns: &Columns, query: &Query, mask: &Mask, filter: impl Fn(&Query) -> Mask) -> Self {
        let years = count::Years::new(columns);
        let of = |facet: &Facet| {
            let rest = query.without_facet(*facet);
            let values = if rest == *query {
                count::values(*facet, columns, mask, &years)
            } else {
                count::values(*facet, columns, &filter(&rest), &years)
            };
            FacetCounts { facet: *facet, values: pick::marked(*facet, values, query) }
        };
        let facets = Facet::ALL.iter().map(of).filter(|facet| !facet.values.is_empty()).collect();
        Self { facets, years: years.ends() }
    }

    /// A facet's values.
    pub fn get(&self, facet: Facet) -> &[FacetValue] {
        self.facets.iter().find(|of| of.facet == facet).map_or(&[], |of| &of.values)
    }
}
