//! Incidents as plain columns: everything that a frame needs without touching a record.

use super::{ActorTree, Mask, Row, RuleBits};
use crate::model::{
    ActorId, AttackType, Confidence, Count, Day, GeoPrecision, InFigures, Kind, Precision, Qualifier, Region,
    TargetType, Vocabulary,
};
use std::ops::Range;
use std::sync::Arc;

/// Stands for "no value" in a `u8` column.
pub const NONE: u8 = u8::MAX;

/// Stands for "no name" in a column of places in a long list.
pub const NO_NAME: u32 = u32::MAX;

/// Stands for "unknown" in a column of numbers of people; [`CountColumn::get`] turns it into `None`.
pub const UNKNOWN: u32 = u32::MAX;

/// An uncertain number for each row.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CountColumn {
    /// Smallest figure, or [`UNKNOWN`].
    pub low: Vec<u32>,
    /// Best figure, or [`UNKNOWN`].
    pub best: Vec<u32>,
    /// Largest figure, or [`UNKNOWN`].
    pub high: Vec<u32>,
}

impl CountColumn {
    /// The figure of a row; all unknown for a row that is not there.
    #[inline]
    pub fn get(&self, row: usize) -> Count {
        let part = |column: &[u32]| known(column.get(row).copied().unwrap_or(UNKNOWN));
        Count { low: part(&self.low), best: part(&self.best), high: part(&self.high) }
    }

    pub(super) fn push(&mut self, count: Count) {
        self.low.push(stored(count.low));
        self.best.push(stored(count.best));
        self.high.push(stored(count.high));
    }
}

/// The number, unless it is [`UNKNOWN`].
#[inline]
pub(super) fn known(n: u32) -> Option<u32> {
    (n != UNKNOWN).then_some(n)
}

/// The largest number that can be told from unknown is 4,294,967,294; a larger one is held there.
pub(super) fn stored(n: Option<u32>) -> u32 {
    n.map_or(UNKNOWN, |n| n.min(UNKNOWN - 1))
}

/// Something of which a row can have several: a dictionary, and for each entry the rows that have it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Many {
    /// What an entry is known by, in order of first appearance.
    pub keys: Vec<String>,
    /// How the screen calls it.
    pub labels: Vec<String>,
    // Invariant: `starts` has one entry more than `keys`; the rows of `i` are `rows[starts[i]..starts[i + 1]]`, ascending.
    pub(super) starts: Vec<u32>,
    pub(super) rows: Vec<Row>,
}

impl Many {
    /// The rows that have entry `i`, ascending.
    pub fn rows(&self, i: usize) -> &[Row] {
        let at = |i: usize| self.starts.get(i).map_or(self.rows.len(), |start| *start as usize);
        self.rows.get(at(i)..at(i + 1)).unwrap_or_default()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The rows of `len` that have an entry passing `test`, which gets its key and label.
    pub fn mask(&self, len: usize, test: impl Fn(&str, &str) -> bool) -> Mask {
        let mut mask = Mask::none(len);
        for (i, (key, label)) in self.keys.iter().zip(&self.labels).enumerate() {
            if test(key, label) {
                mask.extend(self.rows(i).iter().copied());
            }
        }
        mask
    }
}

/// Who is said to have done it, taken together. Derived from the attributions; the branch plays no part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AttributionStatus {
    /// Claimed; nobody has published a finding.
    Claimed,
    /// Assessed as somebody's work, claimed or not.
    Assessed,
    /// Only accused.
    Accused,
    /// Claimed or assessed for two actors of which neither belongs to the other.
    Disputed,
    /// Only denied.
    Denied,
    /// Nothing said.
    None,
}

impl Vocabulary for AttributionStatus {
    const ALL: &'static [Self] =
        &[Self::Claimed, Self::Assessed, Self::Accused, Self::Disputed, Self::Denied, Self::None];

    fn word(self) -> &'static str {
        match self {
            Self::Claimed => "Claimed",
            Self::Assessed => "Assessed",
            Self::Accused => "Accused",
            Self::Disputed => "Disputed",
            Self::Denied => "Denied",
            Self::None => "None",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Claimed => "Claimed only",
            Self::Assessed => "Assessed",
            Self::Accused => "Accused only",
            Self::Disputed => "Disputed",
            Self::Denied => "Denied only",
            Self::None => "No attribution",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Claimed => "An actor claims it and nobody has published a finding",
            Self::Assessed => {
                "Investigators, courts, the UN or a government name the actor, whether it claims it or not"
            }
            Self::Accused => "Somebody names an actor without a published finding, and no actor claims it",
            Self::Disputed => "Claims and findings name two actors of which neither belongs to the other",
            Self::Denied => "All that is said is that an actor did not do it",
            Self::None => "Nobody is recorded as naming an actor",
        }
    }
}

/// The incidents, sorted by row (earliest day, latest day, id), as a struct of arrays of the same length.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Columns {
    /// First possible day, in days since 1970-01-01; ascending.
    pub earliest: Vec<i32>,
    /// Last possible day, in days since 1970-01-01, counting.
    pub latest: Vec<i32>,
    /// Greatest `latest` of this row and all before it; ascending.
    pub max_latest: Vec<i32>,
    /// How exact the date is.
    pub precision: Vec<Precision>,
    /// How sure the date is.
    pub qualifier: Vec<Qualifier>,
    /// What it is.
    pub kind: Vec<Kind>,
    /// Index into [`Self::branches`].
    pub branch: Vec<u16>,
    /// Index into [`Self::countries`].
    pub country: Vec<u16>,
    /// Index into [`Region::ALL`](Vocabulary::ALL), or [`NONE`].
    pub region: Vec<u8>,
    /// First attack type: index into [`AttackType::ALL`](Vocabulary::ALL), or [`NONE`].
    pub attack: Vec<u8>,
    /// First target type: index into [`TargetType::ALL`](Vocabulary::ALL), or [`NONE`].
    pub target: Vec<u8>,
    /// Every attack type, as bits by index.
    pub attack_bits: Vec<u16>,
    /// Every target type, as bits by index.
    pub target_bits: Vec<u32>,
    /// The editors' certainty.
    pub confidence: Vec<Confidence>,
    /// Index into [`Self::admin1s`], or [`NO_NAME`].
    pub admin1: Vec<u32>,
    /// How exact the place is.
    pub geo_precision: Vec<GeoPrecision>,
    /// Latitude and longitude in degrees; not a number where there are none.
    pub at: Vec<(f64, f64)>,
    /// Index into [`Self::file_names`].
    pub file: Vec<u16>,
    /// Victims killed.
    pub killed: CountColumn,
    /// Victims injured.
    pub injured: CountColumn,
    /// Attackers killed, or [`UNKNOWN`].
    pub perpetrators_killed: Vec<u32>,
    /// Whether the figures include attackers; [`InFigures::Unknown`] where the record does not say.
    pub in_figures: Vec<InFigures>,
    /// Who is said to have done it, taken together.
    pub status: Vec<AttributionStatus>,
    /// What the record says, as bits by index in [`Fact::ALL`](Vocabulary::ALL).
    pub facts: Vec<u16>,
    /// Kinds of the sources, as bits by index in [`SourceKind::ALL`](Vocabulary::ALL).
    pub source_kinds: Vec<u16>,
    /// Sources of which none passes on another; at most 255.
    pub n_origins: Vec<u8>,

    /// What counting rules ask of each row.
    pub rule_bits: RuleBits,

    /// Branches in order of first appearance.
    pub branches: Vec<ActorId>,
    /// What the screen calls each branch.
    pub branch_labels: Vec<String>,
    /// Whether each branch is `other` or under it, which no total takes.
    pub branch_is_other: Vec<bool>,
    /// Whether each branch is `unattributed` or under it.
    pub branch_is_unattributed: Vec<bool>,
    /// Whether each branch is `is-inspired` or under it.
    pub branch_is_inspired: Vec<bool>,
    /// Countries by code, in order of first appearance.
    pub countries: Vec<String>,
    /// What the screen calls each country.
    pub country_labels: Vec<String>,
    /// Names of provinces, in order of first appearance.
    pub admin1s: Vec<String>,
    /// The open files.
    pub file_names: Vec<String>,
    /// First and last day of each file's span, in days since 1970-01-01, both counting.
    pub file_spans: Vec<(i32, i32)>,
    /// First and last day of all spans taken together, in days since 1970-01-01, both counting.
    pub span: (i32, i32),
    /// The tree that the branches belong to.
    pub actors: Arc<ActorTree>,

    /// Actors that attributions name; the key is the id.
    pub attributed: Many,
    /// Tags.
    pub tags: Many,
    /// Sources that records name; the key is the id, the label the title.
    pub sources: Many,
    /// Publishers of those sources.
    pub publishers: Many,
    /// Present and previous ids.
    pub ids: Many,
    /// Names of provinces, towns and sites.
    pub places: Many,

    // Invariant: one offset more than rows, ascending, on character boundaries of `title_text`.
    pub(super) title_text: String,
    pub(super) title_starts: Vec<u32>,
}

impl Columns {
    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.earliest.len()
    }

    /// Whether there is no incident.
    pub fn is_empty(&self) -> bool {
        self.earliest.is_empty()
    }

    /// The title of a row; empty for a row that is not there.
    pub fn title(&self, row: Row) -> &str {
        let row = row as usize;
        match (self.title_starts.get(row), self.title_starts.get(row + 1)) {
            (Some(start), Some(end)) => self.title_text.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// A range that holds every row with a possible day from `first` to `last`, both counting, in days since
    /// 1970-01-01. A row in it may still end before `first`: [`Self::overlaps`] tells.
    pub fn rows_between(&self, first: i32, last: i32) -> Range<Row> {
        let start = self.max_latest.partition_point(|latest| *latest < first);
        let end = self.earliest.partition_point(|earliest| *earliest <= last);
        let row = |i: usize| Row::try_from(i).unwrap_or(Row::MAX);
        row(start.min(end))..row(end)
    }

    /// Whether any possible day of the row lies from `first` to `last`, both counting.
    #[inline]
    pub fn overlaps(&self, row: usize, first: i32, last: i32) -> bool {
        matches!((self.earliest.get(row), self.latest.get(row)), (Some(a), Some(b)) if *a <= last && *b >= first)
    }

    /// First and last day of all spans taken together, both counting.
    pub fn span_days(&self) -> (Day, Day) {
        (Day::from_days(self.span.0), Day::from_days(self.span.1))
    }

    /// The main attack type of a row.
    pub fn attack_type(&self, row: Row) -> Option<AttackType> {
        word(&self.attack, row)
    }

    /// The main target type of a row.
    pub fn target_type(&self, row: Row) -> Option<TargetType> {
        word(&self.target, row)
    }

    /// The part of the world of a row.
    pub fn region_of(&self, row: Row) -> Option<Region> {
        word(&self.region, row)
    }

    /// Latitude and longitude of a row in degrees.
    pub fn coordinates(&self, row: Row) -> Option<(f64, f64)> {
        self.at.get(row as usize).copied().filter(|(latitude, longitude)| latitude.is_finite() && longitude.is_finite())
    }

    /// Attackers killed, unless unknown.
    pub fn perpetrators_killed_in(&self, row: Row) -> Option<u32> {
        self.perpetrators_killed.get(row as usize).copied().and_then(known)
    }
}

fn word<T: Vocabulary>(column: &[u8], row: Row) -> Option<T> {
    T::ALL.get(usize::from(*column.get(row as usize)?)).copied()
}
