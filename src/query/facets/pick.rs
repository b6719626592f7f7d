//! What of a facet a query asks for, and the query in which that is changed.

use super::{Facet, FacetValue, Picked};
use crate::model::Precision;
use crate::query::Query;
use crate::query::syntax::{Condition, Expr, Metric, OpenKey};

/// The facet whose value a condition names, if it is one.
fn facet_of(condition: &Condition) -> Option<Facet> {
    Some(match condition {
        Condition::Open(OpenKey::Branch, _) => Facet::Branch,
        Condition::Open(OpenKey::Admin1, _) => Facet::Admin1,
        Condition::Open(OpenKey::Publisher, _) => Facet::Publisher,
        Condition::Open(OpenKey::Tag, _) => Facet::Tag,
        Condition::Country(_) => Facet::Country,
        Condition::Kind(_) => Facet::Kind,
        Condition::Attack(_) => Facet::Attack,
        Condition::Target(_) => Facet::Target,
        Condition::Confidence(_) => Facet::Confidence,
        Condition::Status(_) => Facet::Status,
        Condition::SourceKind(_) => Facet::SourceKind,
        Condition::SourcesIn(..) => Facet::Sources,
        Condition::FigureIn(Metric::Killed, ..) => Facet::Casualties,
        Condition::Figure(Metric::Killed, crate::query::syntax::Part::BestOrLow, sign, _)
            if *sign == crate::query::syntax::Comparison::Equal =>
        {
            Facet::Casualties
        }
        Condition::Missing(crate::query::Fact::Killed) => Facet::Casualties,
        Condition::Dates(Some(from), to) if from.precision() == Precision::Year && to.as_ref() == Some(from) => {
            Facet::Year
        }
        _ => return None,
    })
}

fn is_of(expr: &Expr, facet: Facet) -> bool {
    matches!(expr, Expr::Is(condition) if facet_of(condition) == Some(facet))
}

/// The values that a term asks for, if it is a choice of one facet: one, or several joined by OR.
fn choice(part: &Expr, facet: Facet) -> Option<&[Expr]> {
    match part {
        Expr::Or(values) if values.iter().all(|value| is_of(value, facet)) => Some(values),
        one if is_of(one, facet) => Some(std::slice::from_ref(one)),
        _ => None,
    }
}

fn ruled_out(part: &Expr, facet: Facet) -> Option<&Expr> {
    match part {
        Expr::Not(inner) if is_of(inner, facet) => Some(inner),
        _ => None,
    }
}

impl Query {
    /// The query without what it says of a facet.
    #[must_use]
    pub fn without_facet(&self, facet: Facet) -> Self {
        let says = |part: &&Expr| choice(part, facet).is_some() || ruled_out(part, facet).is_some();
        Self { root: Expr::and(self.parts().iter().filter(|part| !says(part)).cloned()) }
    }

    /// Whether the query asks for a value of a facet, given by its term.
    pub fn picks(&self, facet: Facet, term: &str) -> Picked {
        let Ok(Self { root: value }) = Self::parse(term) else { return Picked::No };
        for part in self.parts() {
            if choice(part, facet).is_some_and(|values| values.contains(&value)) {
                return Picked::In;
            }
            if ruled_out(part, facet) == Some(&value) {
                return Picked::Out;
            }
        }
        Picked::No
    }

    /// The query that asks for a value of a facet, rules it out, or does not speak of it.
    ///
    /// A value asked for joins those that are asked for already. A term that is no value leaves the query as it is.
    #[must_use]
    pub fn picking(&self, facet: Facet, term: &str, picked: Picked) -> Self {
        let Ok(Self { root: value }) = Self::parse(term) else { return self.clone() };
        if !is_of(&value, facet) {
            return self.clone();
        }
        let mut parts: Vec<Expr> = Vec::new();
        let mut joins = picked == Picked::In;
        for part in self.parts() {
            if ruled_out(part, facet) == Some(&value) {
                continue;
            }
            let Some(values) = choice(part, facet) else {
                parts.push(part.clone());
                continue;
            };
            let mut values: Vec<Expr> = values.iter().filter(|other| **other != value).cloned().collect();
            if std::mem::take(&mut joins) {
                values.push(value.clone());
            }
            if !values.is_empty() {
                parts.push(Expr::or(values));
            }
        }
        if joins {
            parts.push(value.clone());
        }
        if picked == Picked::Out {
            parts.push(Expr::not(value));
        }
        Self { root: Expr::and(parts) }
    }
}

/// The values with what the query asks for; values that no incident has stay only if it does.
pub(super) fn marked(facet: Facet, values: Vec<FacetValue>, query: &Query) -> Vec<FacetValue> {
    let speaks = query.without_facet(facet) != *query;
    let marked = values.into_iter().map(|value| {
        let picked = if speaks { query.picks(facet, &value.term) } else { Picked::No };
        FacetValue { picked, ..value }
    });
    marked.filter(|value| value.n > 0 || value.picked != Picked::No).collect()
}
