//! The columns a table can have.

use serde::{Deserialize, Serialize};

/// Narrowest column, in points.
pub const MIN_COLUMN_PT: f32 = 44.0;
/// Widest column, in points.
pub const MAX_COLUMN_PT: f32 = 900.0;

/// One column.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "`label` and `definition` say what each is")]
pub enum TableColumn {
    Date,
    Title,
    Branch,
    Country,
    Admin1,
    City,
    Kind,
    Attack,
    Target,
    Killed,
    KilledLow,
    KilledBest,
    KilledHigh,
    Injured,
    AttackersKilled,
    Confidence,
    Status,
    Sources,
    Reports,
    Id,
}

impl TableColumn {
    /// Every column, in the order of the menu.
    pub const ALL: [Self; 20] = [
        Self::Date,
        Self::Title,
        Self::Branch,
        Self::Country,
        Self::Admin1,
        Self::City,
        Self::Kind,
        Self::Attack,
        Self::Target,
        Self::Killed,
        Self::KilledLow,
        Self::KilledBest,
        Self::KilledHigh,
        Self::Injured,
        Self::AttackersKilled,
        Self::Confidence,
        Self::Status,
        Self::Sources,
        Self::Reports,
        Self::Id,
    ];

    /// Those that are shown at first.
    pub const FIRST: [Self; 8] = [
        Self::Date,
        Self::Title,
        Self::Branch,
        Self::Country,
        Self::Killed,
        Self::Injured,
        Self::Status,
        Self::Sources,
    ];

    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Title => "Title",
            Self::Branch => "Branch",
            Self::Country => "Country",
            Self::Admin1 => "Province",
            Self::City => "Town",
            Self::Kind => "Kind",
            Self::Attack => "Attack",
            Self::Target => "Target",
            Self::Killed => "Killed",
            Self::KilledLow => "Killed, low",
            Self::KilledBest => "Killed, best",
            Self::KilledHigh => "Killed, high",
            Self::Injured => "Injured",
            Self::AttackersKilled => "Attackers killed",
            Self::Confidence => "Confidence",
            Self::Status => "Attribution",
            Self::Sources => "Sources",
            Self::Reports => "Reports",
            Self::Id => "Id",
        }
    }

    /// What its cells say, in one sentence without a stop.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Date => "The day, month, year or span, as exact as it is known",
            Self::Title => "The title of the record",
            Self::Branch => "The branch that the editors file it under",
            Self::Country => "The country it happened in",
            Self::Admin1 => "The province or state it happened in",
            Self::City => "The town or village it happened in",
            Self::Kind => "Attack, counter-operation, arrest, foiled plot, warning, statement or milestone",
            Self::Attack => "The means of attack, the main one first, by which it is sorted",
            Self::Target => "Who was struck, the main target first, by which it is sorted",
            Self::Killed => "The killed that the counting rule adds up, from low to high; sorted by the best figure",
            Self::KilledLow => "The lowest figure of the killed that the counting rule adds up",
            Self::KilledBest => "The best figure of the killed that the counting rule adds up",
            Self::KilledHigh => "The highest figure of the killed that the counting rule adds up",
            Self::Injured => "The injured, from low to high; sorted by the best figure",
            Self::AttackersKilled => "The attackers' own deaths, which are no victims",
            Self::Confidence => "How sure the editors are of the whole record",
            Self::Status => "Who is said to have done it, taken together: claimed, assessed, accused, disputed, denied",
            Self::Sources => "Independent sources: those that only pass another on are one with it",
            Self::Reports => "Figures that sources gave, the group's own among them",
            Self::Id => "The id of the record",
        }
    }

    /// Whether it holds numbers, which stand at the right and are sorted from the highest first.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Killed
                | Self::KilledLow
                | Self::KilledBest
                | Self::KilledHigh
                | Self::Injured
                | Self::AttackersKilled
                | Self::Sources
                | Self::Reports
        )
    }

    /// Width before anybody dragged it, in points.
    pub fn width_pt(self) -> f32 {
        match self {
            Self::Title => 250.0,
            Self::Date => 136.0,
            Self::Id => 260.0,
            Self::Branch | Self::Country | Self::Admin1 | Self::City => 108.0,
            Self::Kind | Self::Attack | Self::Target | Self::Status => 132.0,
            Self::Killed | Self::Injured => 138.0,
            Self::AttackersKilled => 118.0,
            Self::Confidence | Self::KilledLow | Self::KilledBest | Self::KilledHigh => 92.0,
            Self::Sources | Self::Reports => 74.0,
        }
    }
}
