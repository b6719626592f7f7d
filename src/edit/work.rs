//! What an incident still lacks, so that editors can go through what needs work.
//!
//! These are not faults: a record with one source may be as good as it can get.

use super::Document;
use crate::model::{Confidence, GeoPrecision, Incident, Kind, Source, SourceId, origin};
use std::collections::{BTreeSet, HashMap};

/// Why a record needs work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Need {
    /// All its sources go back to one.
    OneSource,
    /// A part of its killed or injured is in no outside report.
    UnsupportedFigure,
    /// Its killed has one number only, or a best without ends.
    NoRange,
    /// The place is known to the district or worse.
    CoarsePlace,
    /// The group's own claim is all there is.
    ClaimOnly,
    /// Something could not be confirmed.
    OpenDoubt,
    /// The editors are not sure of it.
    LowConfidence,
}

impl Need {
    /// Every reason, in the order lists are shown.
    pub const ALL: [Self; 7] = [
        Self::OneSource,
        Self::UnsupportedFigure,
        Self::NoRange,
        Self::CoarsePlace,
        Self::ClaimOnly,
        Self::OpenDoubt,
        Self::LowConfidence,
    ];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::OneSource => "One source only",
            Self::UnsupportedFigure => "Figure without a report",
            Self::NoRange => "No range",
            Self::CoarsePlace => "Coarse place",
            Self::ClaimOnly => "Claim channel only",
            Self::OpenDoubt => "Open doubt",
            Self::LowConfidence => "Low confidence",
        }
    }

    /// What it means, in one sentence without a stop.
    pub fn definition(self) -> &'static str {
        match self {
            Self::OneSource => "All sources of the record go back to one",
            Self::UnsupportedFigure => "No outside report gives a part of killed or injured",
            Self::NoRange => "Killed has no lowest and highest figure, though it happened and people may have died",
            Self::CoarsePlace => "The place is known to the district, the province or the country only",
            Self::ClaimOnly => "The record rests on the group's own claim alone",
            Self::OpenDoubt => "Something in the record could not be confirmed",
            Self::LowConfidence => "The editors grade the record low",
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// Some reasons.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Needs(u8);

impl Needs {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one is among them.
    pub fn has(self, need: Need) -> bool {
        self.0 & need.bit() != 0
    }

    /// Whether any of others is among them.
    pub fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The same with one added, or taken out.
    #[must_use]
    pub fn with(self, need: Need, is_there: bool) -> Self {
        if is_there { Self(self.0 | need.bit()) } else { Self(self.0 & !need.bit()) }
    }

    /// Those that are there, in order.
    pub fn iter(self) -> impl Iterator<Item = Need> {
        Need::ALL.into_iter().filter(move |need| self.has(*need))
    }
}

impl FromIterator<Need> for Needs {
    fn from_iter<I: IntoIterator<Item = Need>>(needs: I) -> Self {
        needs.into_iter().fold(Self::default(), |needs, need| needs.with(need, true))
    }
}

/// What each incident of a document needs, in the order of the file.
pub fn needs(document: &Document) -> Vec<Needs> {
    let sources: HashMap<&SourceId, &Source> =
        document.sources.iter().map(|record| (&record.value.id, &**record.value)).collect();
    document.incidents.iter().map(|record| needs_of(record.value, &sources)).collect()
}

fn needs_of(incident: &Incident, sources: &HashMap<&SourceId, &Source>) -> Needs {
    let source = |id: &SourceId| sources.get(id).copied();
    let origins: BTreeSet<&SourceId> = incident.source_ids().into_iter().map(|id| origin(id, source)).collect();
    let is_only_claimed = incident.is_claim_only(source);
    let has = |need: Need| match need {
        Need::OneSource => origins.len() == 1 && !is_only_claimed,
        Need::UnsupportedFigure => {
            !incident.unsupported_killed().is_empty() || !incident.unsupported_injured().is_empty()
        }
        Need::NoRange => {
            let killed = incident.killed();
            incident.kind == Kind::Attack && (killed.low.is_none() || killed.high.is_none())
        }
        Need::CoarsePlace => incident.place.precision > GeoPrecision::City,
        Need::ClaimOnly => is_only_claimed,
        Need::OpenDoubt => !incident.doubts.is_empty(),
        Need::LowConfidence => incident.confidence == Confidence::Low,
    };
    Need::ALL.into_iter().filter(|need| has(*need)).collect()
}
