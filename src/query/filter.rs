//! A query applied to the columns.

use super::{Columns, Mask, Query, TextIndex};

/// What a query finds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filtered {
    /// The rows that match.
    pub mask: Mask,
    /// What the reader should know, such as a value that nothing has; sentences without a stop.
    pub notes: Vec<String>,
}

impl Query {
    /// The rows that match.
    pub fn filter(&self, columns: &Columns, _text: &TextIndex) -> Filtered {
        Filtered { mask: Mask::all(columns.len()), notes: Vec::new() }
    }
}
