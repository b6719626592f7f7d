//! The incidents of the filter as a table: which columns, in which order, in which parts, and what each cell says.
//!
//! [`Table`] orders the rows once for a filter; a frame asks it for the lines on screen alone. Left to others: drawing
//! and gestures (`ui::table`), what a sum means (`query`).

mod cell;
mod column;
mod order;
mod text;

pub use cell::{cell, sum_cell, why_not_counted};
pub use column::{MAX_COLUMN_PT, MIN_COLUMN_PT, TableColumn};
pub use order::{Line, Lines, Part, Table};
pub use text::{TableFormat, table_text};
pub(crate) use text::{data, markdown, tsv, write_head, write_row};

use crate::query::GroupKey;
use serde::{Deserialize, Serialize};

/// By what the rows are sorted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Sort {
    /// The column.
    pub column: TableColumn,
    /// Whether the highest, or the last in the alphabet, comes first.
    pub descends: bool,
}

/// How the table is laid out: columns, order, parts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct TableLayout {
    /// The columns shown, from left to right.
    pub columns: Vec<TableColumn>,
    /// Widths that were dragged, in points; the others have their own.
    pub widths: Vec<(TableColumn, f32)>,
    /// By what the rows are sorted; `None` is the order of time.
    pub sort: Option<Sort>,
    /// What splits the rows into parts with sums of their own.
    pub group: Option<GroupKey>,
    /// Keys of the parts that are folded up.
    pub folded: Vec<String>,
    /// Whether the sum of all stands at the foot instead of the top.
    pub sum_at_foot: bool,
}

impl Default for TableLayout {
    fn default() -> Self {
        Self {
            columns: TableColumn::FIRST.to_vec(),
            widths: Vec::new(),
            sort: None,
            group: None,
            folded: Vec::new(),
            sum_at_foot: false,
        }
    }
}

impl TableLayout {
    /// Width of a column in points.
    pub fn width(&self, column: TableColumn) -> f32 {
        let dragged = self.widths.iter().find(|(of, _)| *of == column).map(|(_, width)| *width);
        dragged.filter(|width| width.is_finite()).unwrap_or(column.width_pt()).clamp(MIN_COLUMN_PT, MAX_COLUMN_PT)
    }

    /// Whether somebody set the width of a column.
    pub fn has_width(&self, column: TableColumn) -> bool {
        self.widths.iter().any(|(of, _)| *of == column)
    }

    /// The layout with a column as wide as at first.
    #[must_use]
    pub fn without_width(&self, column: TableColumn) -> Self {
        let mut next = self.clone();
        next.widths.retain(|(of, _)| *of != column);
        next
    }

    /// The layout with a column this wide, in points.
    #[must_use]
    pub fn with_width(&self, column: TableColumn, width_pt: f32) -> Self {
        let mut next = self.clone();
        next.widths.retain(|(of, _)| *of != column);
        next.widths.push((column, width_pt.clamp(MIN_COLUMN_PT, MAX_COLUMN_PT)));
        next
    }

    /// The layout after a click on a column's head: sorted by it, then the other way round, then in order of time.
    #[must_use]
    pub fn sorted_next(&self, column: TableColumn) -> Self {
        let first = column.is_number();
        let sort = match self.sort {
            Some(sort) if sort.column == column && sort.descends == first => Some(Sort { column, descends: !first }),
            Some(sort) if sort.column == column => None,
            _ => Some(Sort { column, descends: first }),
        };
        Self { sort, ..self.clone() }
    }

    /// The layout with a column more, at its place in the order of all, or without it. One column always stays.
    #[must_use]
    pub fn with_column(&self, column: TableColumn, is_shown: bool) -> Self {
        let mut next = self.clone();
        next.columns.retain(|of| *of != column);
        if is_shown {
            let order = |of: &TableColumn| TableColumn::ALL.iter().position(|each| each == of);
            let at = next.columns.iter().position(|of| order(of) > order(&column)).unwrap_or(next.columns.len());
            next.columns.insert(at, column);
        } else if next.columns.is_empty() {
            return self.clone();
        }
        next
    }

    /// The layout with a part folded up, or opened.
    #[must_use]
    pub fn folding(&self, key: &str) -> Self {
        let mut next = self.clone();
        match next.folded.iter().position(|folded| folded == key) {
            Some(at) => {
                next.folded.remove(at);
            }
            None => next.folded.push(key.to_owned()),
        }
        next
    }
}
