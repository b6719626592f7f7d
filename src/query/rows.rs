//! What a frame asks of one row. A row that is not there answers with something harmless.

use super::{Columns, Row};
use crate::model::{Confidence, Kind, Precision, Qualifier};

impl Columns {
    /// First and last possible day, in days since 1970-01-01, both counting.
    #[inline]
    pub fn days(&self, row: Row) -> (i32, i32) {
        let row = row as usize;
        match (self.earliest.get(row), self.latest.get(row)) {
            (Some(earliest), Some(latest)) => (*earliest, *latest),
            _ => (0, 0),
        }
    }

    /// How exact the date is.
    pub fn precision_of(&self, row: Row) -> Precision {
        self.precision.get(row as usize).copied().unwrap_or(Precision::Day)
    }

    /// How sure the date is.
    pub fn qualifier_of(&self, row: Row) -> Qualifier {
        self.qualifier.get(row as usize).copied().unwrap_or_default()
    }

    /// What it is.
    pub fn kind_of(&self, row: Row) -> Kind {
        self.kind.get(row as usize).copied().unwrap_or(Kind::Attack)
    }

    /// Victims killed, best else low, and 0 where nothing is known: a size to draw, never a figure to show.
    pub fn killed_or_zero(&self, row: Row) -> u32 {
        self.killed.get(row as usize).best_or_low().unwrap_or(0)
    }

    /// Whether the editors trust the record little.
    pub fn is_low_confidence(&self, row: Row) -> bool {
        self.confidence.get(row as usize) == Some(&Confidence::Low)
    }
}
