//! What a counting rule asks of each row, as sets of rows: any rule is then a few words for each 64 rows.

use super::{Columns, Included, Mask};
use crate::model::{Confidence, Kind, Vocabulary};

/// The rows of each kind and grade, and those that a rule takes in or leaves out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RuleBits {
    /// Of each kind, in the order of its list.
    kinds: Vec<Mask>,
    /// Of each grade, from high to low.
    grades: Vec<Mask>,
    /// In the order of [`Included`].
    holds: Vec<Mask>,
}

impl RuleBits {
    /// The sets of columns that are otherwise complete.
    pub(in crate::query) fn of(columns: &Columns) -> Self {
        let set = |test: &dyn Fn(usize) -> bool| Mask::from_fn(columns.len(), test);
        let kind = |kind: &Kind| set(&|row| columns.kind.get(row) == Some(kind));
        let grade = |grade: &Confidence| set(&|row| columns.confidence.get(row) == Some(grade));
        Self {
            kinds: Kind::ALL.iter().map(kind).collect(),
            grades: Confidence::ALL.iter().map(grade).collect(),
            holds: Included::ALL.iter().map(|what| set(&|row| what.holds(row, columns))).collect(),
        }
    }

    /// The rows of a kind.
    pub(super) fn kind(&self, kind: Kind) -> &[u64] {
        words(&self.kinds, kind as usize)
    }

    /// The rows of a grade.
    pub(super) fn grade(&self, grade: Confidence) -> &[u64] {
        words(&self.grades, grade as usize)
    }

    /// The rows that hold what a rule takes in or leaves out.
    pub(in crate::query) fn holds(&self, what: Included) -> &[u64] {
        words(&self.holds, what as usize)
    }
}

fn words(masks: &[Mask], at: usize) -> &[u64] {
    masks.get(at).map_or(&[], Mask::words)
}
