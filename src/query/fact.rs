//! What a record can say or leave unsaid: the words of `has:` and `missing:`.

use super::Catalog;
use crate::model::{AttributionKind, Incident, Precision, SourceId, Vocabulary, origin};

/// Something that a record says or leaves unsaid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fact {
    /// A figure of the killed.
    Killed,
    /// A figure of the injured.
    Injured,
    /// Low and high of the killed.
    Range,
    /// How many attackers died.
    Attackers,
    /// A day.
    Day,
    /// Coordinates.
    Coordinates,
    /// Somebody is named as the actor.
    Attribution,
    /// A claim.
    Claim,
    /// A published finding.
    Assessment,
    /// A figure of the group's own.
    ClaimedFigure,
    /// Two independent sources.
    SecondSource,
    /// Names in the original script.
    Names,
    /// Other incidents it is tied to.
    Related,
    /// Open doubts.
    Doubts,
}

impl Vocabulary for Fact {
    const ALL: &'static [Self] = &[
        Self::Killed,
        Self::Injured,
        Self::Range,
        Self::Attackers,
        Self::Day,
        Self::Coordinates,
        Self::Attribution,
        Self::Claim,
        Self::Assessment,
        Self::ClaimedFigure,
        Self::SecondSource,
        Self::Names,
        Self::Related,
        Self::Doubts,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Range => "range",
            Self::Attackers => "attackers",
            Self::Day => "day",
            Self::Coordinates => "coordinates",
            Self::Attribution => "attribution",
            Self::Claim => "claim",
            Self::Assessment => "assessment",
            Self::ClaimedFigure => "claimed-figure",
            Self::SecondSource => "second-source",
            Self::Names => "names",
            Self::Related => "related",
            Self::Doubts => "doubts",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Killed => "a figure of the killed",
            Self::Injured => "a figure of the injured",
            Self::Range => "a range of the killed",
            Self::Attackers => "the attackers' deaths",
            Self::Day => "a day",
            Self::Coordinates => "coordinates",
            Self::Attribution => "an attribution",
            Self::Claim => "a claim",
            Self::Assessment => "an assessment",
            Self::ClaimedFigure => "a figure of the group's own",
            Self::SecondSource => "a second source",
            Self::Names => "original names",
            Self::Related => "related incidents",
            Self::Doubts => "doubts",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Killed => "Low, best or high of the killed is known; zero is known, too",
            Self::Injured => "Low, best or high of the injured is known; zero is known, too",
            Self::Range => "Low and high of the killed are known and differ",
            Self::Attackers => "It is known how many attackers died, none included",
            Self::Day => "The date is a day, or a span that went on; no month, no year, no one of some days",
            Self::Coordinates => "The place has coordinates, at whatever precision",
            Self::Attribution => "Somebody is recorded as naming an actor",
            Self::Claim => "An actor claims it",
            Self::Assessment => "Investigators, courts, the UN or a government publish a finding",
            Self::ClaimedFigure => "A report gives the group's own figure, which enters no count",
            Self::SecondSource => "Two sources of which neither passes on the other",
            Self::Names => "Title or place in the original script or spelling",
            Self::Related => "It is tied to other incidents",
            Self::Doubts => "Something could not be confirmed",
        }
    }
}

impl Fact {
    /// Its bit in the column of facts.
    pub(super) fn bit(self) -> u16 {
        1 << self.index()
    }
}

/// How many of the sources do not pass on another one of the file: how many voices there are.
pub(super) fn origins(sources: &[&SourceId], catalog: &Catalog) -> usize {
    let mut origins: Vec<&SourceId> = sources.iter().map(|id| origin(id, |id| catalog.source(id))).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}

/// What an incident says, as bits by index; `n_origins` is the number of its independent sources.
pub(super) fn facts(incident: &Incident, n_origins: usize) -> u16 {
    let (killed, injured) = (incident.killed(), incident.injured());
    let is_said = |kind| incident.attributions.iter().any(|attribution| attribution.kind == kind);
    let said = |fact: Fact| match fact {
        Fact::Killed => killed.low.or(killed.best).or(killed.high).is_some(),
        Fact::Injured => injured.low.or(injured.best).or(injured.high).is_some(),
        Fact::Range => killed.low.zip(killed.high).is_some_and(|(low, high)| low < high),
        Fact::Attackers => incident.perpetrators.is_some_and(|perpetrators| perpetrators.killed.is_some()),
        Fact::Day => matches!(incident.when.precision(), Precision::Day | Precision::Span),
        Fact::Coordinates => incident.place.at.is_some(),
        Fact::Attribution => !incident.attributions.is_empty(),
        Fact::Claim => is_said(AttributionKind::Claim),
        Fact::Assessment => is_said(AttributionKind::Assessment),
        Fact::ClaimedFigure => incident.reports.iter().any(|report| report.claimed),
        Fact::SecondSource => n_origins > 1,
        Fact::Names => !incident.names.is_empty(),
        Fact::Related => !incident.related.is_empty(),
        Fact::Doubts => !incident.doubts.is_empty(),
    };
    Fact::ALL.iter().filter(|fact| said(**fact)).fold(0, |bits, fact| bits | fact.bit())
}
