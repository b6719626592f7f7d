//! Which incidents a total takes, and which deaths.
//!
//! A rule is a preset with some options changed; `Display` writes it, [`CountingRule::parse`] reads it:
//! `victims-of-attacks`, `as-gtd-counts`, `victims-of-attacks -disputed confidence:Medium figure:Low`.

mod bits;
mod text;

use super::{AttributionStatus, Columns, Mask, NONE, fold};
use crate::model::{Confidence, Count, InFigures, Kind, TargetType, Vocabulary};

pub use bits::RuleBits;
pub use text::RuleError;

/// Which of an incident's three figures leads where one number is shown. The range stays beside it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Headline {
    /// Low, else best.
    Low,
    /// Best, else low.
    #[default]
    Best,
    /// High, else best, else low.
    High,
}

impl Vocabulary for Headline {
    const ALL: &'static [Self] = &[Self::Low, Self::Best, Self::High];

    fn word(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Best => "Best",
            Self::High => "High",
        }
    }

    fn label(self) -> &'static str {
        self.word()
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Low => "The smallest figure that still stands leads; where none is named, the best one",
            Self::Best => "The best-supported figure leads; where none is named, the low one",
            Self::High => "The largest figure that still stands leads; where none is named, the best or the low one",
        }
    }
}

/// Something that a rule takes in or leaves out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Included {
    /// The attackers' own deaths.
    Perpetrators,
    /// Incidents whose main target is armed.
    ArmedTargets,
    /// Incidents in which nobody is known to have died.
    Nonfatal,
    /// Incidents over whose author there is a dispute.
    Disputed,
    /// Incidents filed under nobody.
    Unattributed,
    /// Incidents that rest on a claim alone.
    ClaimedOnly,
    /// Incidents of inspired individuals.
    Inspired,
    /// Incidents filed under other actors.
    OtherBranches,
    /// Incidents outside the span of their file.
    OutsideSpan,
}

impl Vocabulary for Included {
    const ALL: &'static [Self] = &[
        Self::Perpetrators,
        Self::ArmedTargets,
        Self::Nonfatal,
        Self::Disputed,
        Self::Unattributed,
        Self::ClaimedOnly,
        Self::Inspired,
        Self::OtherBranches,
        Self::OutsideSpan,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Perpetrators => "perpetrators",
            Self::ArmedTargets => "armed-targets",
            Self::Nonfatal => "nonfatal",
            Self::Disputed => "disputed",
            Self::Unattributed => "unattributed",
            Self::ClaimedOnly => "claimed-only",
            Self::Inspired => "inspired",
            Self::OtherBranches => "other-branches",
            Self::OutsideSpan => "outside-span",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Perpetrators => "Attackers' own deaths",
            Self::ArmedTargets => "Armed targets",
            Self::Nonfatal => "Nobody known killed",
            Self::Disputed => "Disputed",
            Self::Unattributed => "Unattributed",
            Self::ClaimedOnly => "Claimed only",
            Self::Inspired => "Inspired individuals",
            Self::OtherBranches => "Other actors",
            Self::OutsideSpan => "Outside the span",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Perpetrators => {
                "The attackers' own deaths are added to the victims where the sources tell them apart"
            }
            Self::ArmedTargets => "Incidents whose main target is military, police or a militia",
            Self::Nonfatal => {
                "Incidents in which nobody is known to have died; they add no deaths, but count as incidents"
            }
            Self::Disputed => "Incidents that claims and findings give to actors of which neither belongs to the other",
            Self::Unattributed => "Incidents that the editors file under nobody",
            Self::ClaimedOnly => "Incidents that an actor claims while nobody has published a finding",
            Self::Inspired => "Incidents filed under individuals inspired by the Islamic State, without its direction",
            Self::OtherBranches => "Incidents filed under other actors than the Islamic State",
            Self::OutsideSpan => "Incidents that began before or after the span of the timeline",
        }
    }
}

impl Included {
    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// What is added up. The figures of the group itself never enter, by any rule.
///
/// A plain value: a rule of one's own is a preset with some options changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CountingRule {
    /// Which figure leads.
    pub headline: Headline,
    /// Least confidence of an incident that counts.
    pub confidence: Confidence,
    /// Kinds that count, as bits by index.
    kinds: u8,
    /// What is taken in, as bits.
    included: u16,
}

/// Name on the command line and in saved views, name on screen, and what it is.
struct Preset {
    name: &'static str,
    label: &'static str,
    rule: CountingRule,
}

const USUAL: u16 = Included::ArmedTargets.bit()
    | Included::Nonfatal.bit()
    | Included::Disputed.bit()
    | Included::Unattributed.bit()
    | Included::ClaimedOnly.bit()
    | Included::Inspired.bit();

const PRESETS: [Preset; 3] = [
    Preset { name: "victims-of-attacks", label: "Victims of attacks", rule: CountingRule::VICTIMS },
    Preset { name: "as-gtd-counts", label: "As GTD counts", rule: CountingRule::GTD },
    Preset { name: "as-ucdp-one-sided", label: "As UCDP's one-sided violence", rule: CountingRule::UCDP },
];

impl CountingRule {
    /// Kind Attack, inside the file's span, branch not `other`: victims only. The default.
    pub const VICTIMS: Self =
        Self { headline: Headline::Best, confidence: Confidence::Low, kinds: 1 << Kind::Attack as u8, included: USUAL };

    /// The same incidents, the attackers' own deaths added.
    ///
    /// An approximation: the Global Terrorism Database counts all deaths of an incident, attackers among them
    /// (codebook, START, 2021, "nkill"). Where a record does not tell the attackers' losses nothing is added, and
    /// where a figure includes them already (`in_figures: Yes`) or may (`Unknown`) nothing is added either.
    pub const GTD: Self = Self { included: USUAL | Included::Perpetrators.bit(), ..Self::VICTIMS };

    /// Fatal attacks on people who are not armed, by the group or an organized part of it.
    ///
    /// An approximation: the Uppsala Conflict Data Program defines one-sided violence as the deliberate use of armed
    /// force by a government or a formally organized group against civilians, of 25 deaths a year or more, and counts
    /// the civilians' deaths (Eck and Hultman 2007; UCDP GED codebook). A record here does not split its victims, so
    /// the *main target* decides for the whole incident, and the threshold of 25 a year is not looked at.
    pub const UCDP: Self = Self { included: Included::Disputed.bit() | Included::ClaimedOnly.bit(), ..Self::VICTIMS };

    /// The presets, in the order lists are shown.
    pub fn presets() -> impl Iterator<Item = Self> {
        PRESETS.iter().map(|preset| preset.rule)
    }

    /// Whether it takes something in.
    pub const fn takes(&self, what: Included) -> bool {
        self.included & what.bit() != 0
    }

    /// The rule that takes something in, or leaves it out.
    #[must_use]
    pub const fn taking(self, what: Included, is_in: bool) -> Self {
        let included = if is_in { self.included | what.bit() } else { self.included & !what.bit() };
        Self { included, ..self }
    }

    /// The rule in which another figure leads.
    #[must_use]
    pub const fn led_by(self, headline: Headline) -> Self {
        Self { headline, ..self }
    }

    /// The rule that asks for this confidence at least.
    #[must_use]
    pub const fn from_confidence(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    /// Whether incidents of a kind count.
    pub const fn takes_kind(&self, kind: Kind) -> bool {
        self.kinds & 1 << kind as u8 != 0
    }

    /// The rule by which incidents of a kind count, or do not.
    #[must_use]
    pub const fn taking_kind(self, kind: Kind, is_in: bool) -> Self {
        let kinds = if is_in { self.kinds | 1 << kind as u8 } else { self.kinds & !(1 << kind as u8) };
        Self { kinds, ..self }
    }

    /// Kinds that count, in the order of the list.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> + use<> {
        let rule = *self;
        Kind::ALL.iter().copied().filter(move |kind| rule.takes_kind(*kind))
    }

    /// Whether the incident of a row counts. `false` for a row that is not there.
    #[inline]
    pub fn counts(&self, row: usize, columns: &Columns) -> bool {
        row < columns.len() && self.reason_against(row, columns).is_none()
    }

    /// The first reason for which the incident of a row does not count; `None` if it does.
    pub fn reason_against(&self, row: usize, columns: &Columns) -> Option<LeftOut> {
        LeftOut::all().find(|reason| self.leaves_out(*reason, row, columns))
    }

    /// Every reason for which the incident of a row does not count.
    pub fn reasons_against(&self, row: usize, columns: &Columns) -> Vec<LeftOut> {
        LeftOut::all().filter(|reason| self.leaves_out(*reason, row, columns)).collect()
    }

    fn leaves_out(&self, reason: LeftOut, row: usize, columns: &Columns) -> bool {
        match reason {
            LeftOut::Kind => columns.kind.get(row).is_some_and(|kind| !self.takes_kind(*kind)),
            LeftOut::Confidence => columns.confidence.get(row).is_some_and(|grade| !self.is_sure_enough(*grade)),
            LeftOut::Without(what) => !self.takes(what) && what.holds(row, columns),
        }
    }

    /// Confidence is listed from high to low.
    fn is_sure_enough(&self, grade: Confidence) -> bool {
        grade as u8 <= self.confidence as u8
    }

    /// The rows of a selection that count: [`Self::counts`] for all of them at once.
    pub fn counted(&self, columns: &Columns, mask: &Mask) -> Mask {
        let bits = &columns.rule_bits;
        let kinds: Vec<&[u64]> = self.kinds().map(|kind| bits.kind(kind)).collect();
        let unsure =
            Confidence::ALL.iter().filter(|grade| !self.is_sure_enough(**grade)).map(|grade| bits.grade(*grade));
        let without = Included::ALL.iter().filter(|what| !self.takes(**what)).map(|what| bits.holds(*what));
        let left_out: Vec<&[u64]> = unsure.chain(without).collect();
        let any = |sets: &[&[u64]], at: usize| sets.iter().filter_map(|set| set.get(at)).fold(0, |all, set| all | set);
        mask.map_words(|at, word| word & any(&kinds, at) & !any(&left_out, at))
    }

    /// The killed of a row as the rule adds them up.
    ///
    /// Victims, and with [`Included::Perpetrators`] the attackers' own deaths on top of every known part. Where the
    /// victims are unknown, known attackers' deaths are a lower bound.
    #[inline]
    pub fn killed(&self, row: usize, columns: &Columns) -> Count {
        let count = columns.killed.get(row);
        if !self.takes(Included::Perpetrators) || columns.in_figures.get(row) != Some(&InFigures::No) {
            return count;
        }
        match columns.perpetrators_killed.get(row).copied().and_then(super::columns::known) {
            None => count,
            Some(n) if !count.is_known() => Count { low: Some(n), best: None, high: None },
            Some(n) => {
                let add = |part: Option<u32>| part.map(|part| part.saturating_add(n));
                Count { low: add(count.low), best: add(count.best), high: add(count.high) }
            }
        }
    }
}

impl Default for CountingRule {
    fn default() -> Self {
        Self::VICTIMS
    }
}

impl Headline {
    /// The figure that leads, as sums take it; `None` where nothing is known of it.
    #[inline]
    pub fn of(self, count: Count) -> Option<u32> {
        match self {
            Self::Low => count.low.or(count.best),
            Self::Best => count.best.or(count.low),
            Self::High => count.high.or(count.best).or(count.low),
        }
    }
}

/// Why an incident does not count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LeftOut {
    /// Its kind is not counted.
    Kind,
    /// It is one of those that the rule leaves out.
    Without(Included),
    /// The editors are less sure of it than the rule asks for.
    Confidence,
}

impl LeftOut {
    /// Every reason, in the order in which they are looked at.
    pub fn all() -> impl Iterator<Item = Self> {
        let without = Included::ALL.iter().rev().filter(|what| **what != Included::Perpetrators);
        std::iter::once(Self::Kind).chain(without.map(|what| Self::Without(*what))).chain([Self::Confidence])
    }

    /// The reason behind a number of incidents, such as "filed under other actors".
    pub fn words(self) -> &'static str {
        match self {
            Self::Kind => "of a kind that is not counted",
            Self::Confidence => "of less confidence than the rule asks for",
            Self::Without(Included::Perpetrators) => "",
            Self::Without(Included::ArmedTargets) => "on armed targets",
            Self::Without(Included::Nonfatal) => "in which nobody is known to have died",
            Self::Without(Included::Disputed) => "disputed",
            Self::Without(Included::Unattributed) => "unattributed",
            Self::Without(Included::ClaimedOnly) => "claimed, but found by nobody",
            Self::Without(Included::Inspired) => "of inspired individuals",
            Self::Without(Included::OtherBranches) => "filed under other actors",
            Self::Without(Included::OutsideSpan) => "outside the span of the timeline",
        }
    }
}

impl Included {
    /// Whether the incident of a row is one of these.
    fn holds(self, row: usize, columns: &Columns) -> bool {
        let branch = columns.branch.get(row).map(|branch| usize::from(*branch));
        let is = |column: &[bool]| branch.and_then(|branch| column.get(branch)).copied().unwrap_or(false);
        let status = columns.status.get(row);
        match self {
            Self::Perpetrators => false,
            Self::ArmedTargets => columns.target.get(row).is_some_and(|target| is_armed(*target)),
            Self::Nonfatal => !is_fatal(row, columns),
            Self::Disputed => status == Some(&AttributionStatus::Disputed),
            Self::ClaimedOnly => status == Some(&AttributionStatus::Claimed),
            Self::Unattributed => is(&columns.branch_is_unattributed),
            Self::Inspired => is(&columns.branch_is_inspired),
            Self::OtherBranches => is(&columns.branch_is_other),
            Self::OutsideSpan => !is_inside(row, columns),
        }
    }
}

/// By the first possible day; both ends of the span count.
#[inline]
fn is_inside(row: usize, columns: &Columns) -> bool {
    let file = columns.file.get(row).map(|file| usize::from(*file));
    let span = file.and_then(|file| columns.file_spans.get(file)).copied().unwrap_or((i32::MIN, i32::MAX));
    columns.earliest.get(row).is_some_and(|day| (span.0..=span.1).contains(day))
}

#[inline]
fn is_armed(target: u8) -> bool {
    const ARMED: [u8; 3] = [TargetType::Military as u8, TargetType::Police as u8, TargetType::NonStateMilitia as u8];
    target != NONE && ARMED.contains(&target)
}

#[inline]
fn is_fatal(row: usize, columns: &Columns) -> bool {
    let killed = columns.killed.get(row);
    killed.best.or(killed.low).or(killed.high).is_some_and(|n| n > 0)
}
