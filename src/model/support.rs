//! What stands behind an incident: which reports carry its figures, and where its sources have it from.

use super::{AttributionKind, Count, Figure, Incident, Report, Source, SourceId, SourceKind};

/// A figure's parts by name: `low`, `best` or `high`.
pub type Parts = Vec<(&'static str, u32)>;

impl Incident {
    /// The parts of `killed` that no outside report gives, as an end of what it says or within its `Between`.
    pub fn unsupported_killed(&self) -> Parts {
        self.unsupported(self.killed(), |report| report.killed.as_ref())
    }

    /// The parts of `injured` that no outside report gives.
    pub fn unsupported_injured(&self) -> Parts {
        self.unsupported(self.injured(), |report| report.injured.as_ref())
    }

    fn unsupported(&self, count: Count, said: fn(&Report) -> Option<&Figure>) -> Parts {
        let figures: Vec<&Figure> = self.reports.iter().filter(|report| !report.claimed).filter_map(said).collect();
        let parts = [("low", count.low), ("best", count.best), ("high", count.high)];
        let given = parts.into_iter().filter_map(|(part, n)| Some((part, n?)));
        given.filter(|(_, n)| !figures.iter().any(|figure| figure.supports(*n))).collect()
    }

    /// Whether all that the incident rests on is the group's own word; not so if it names no source. `source` finds a
    /// source by its id.
    pub fn is_claim_only<'a>(&self, source: impl Fn(&SourceId) -> Option<&'a Source>) -> bool {
        let is_channel = |id: &SourceId| source(id).is_some_and(|source| source.kind == SourceKind::ClaimChannel);
        let reports = self.reports.iter().all(|report| report.claimed || is_channel(&report.source));
        let cites = self.cites.iter().all(|cite| is_channel(&cite.source));
        let attributions = self
            .attributions
            .iter()
            .all(|said| said.kind == AttributionKind::Claim || said.source.as_ref().is_none_or(&is_channel));
        reports && cites && attributions && !self.source_ids().is_empty()
    }
}

impl Figure {
    fn supports(&self, n: u32) -> bool {
        match *self {
            Self::Between(a, b) => (a..=b).contains(&n),
            _ => {
                let (low, high) = self.bounds();
                low == Some(n) || high == Some(n)
            }
        }
    }
}

/// The source that a chain of relays leads to; a chain that goes round ends somewhere. `source` finds a source by its id.
pub fn origin<'a>(id: &'a SourceId, source: impl Fn(&SourceId) -> Option<&'a Source>) -> &'a SourceId {
    const LONGEST_CHAIN: usize = 16;
    let mut id = id;
    for _ in 0..LONGEST_CHAIN {
        match source(id).and_then(|source| source.relay_of.as_ref()) {
            Some(relayed) => id = relayed,
            None => break,
        }
    }
    id
}
