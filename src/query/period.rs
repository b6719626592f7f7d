//! The days a query asks for, apart from the rest of it.

use super::Query;
use super::syntax::{Condition, Expr};
use crate::model::{Date, Day};

/// First and last day; `None` where that end is open.
pub type Period = (Option<Day>, Option<Day>);

impl Query {
    /// The query without its dates, and those days, both counting; `None` unless exactly one of its terms is a date.
    pub fn split_period(&self) -> Option<(Self, Period)> {
        let dates = |expr: &Expr| match expr {
            Expr::Is(Condition::Dates(from, until)) => Some((from.map(Date::earliest), until.map(Date::latest))),
            _ => None,
        };
        let mut found = self.parts().iter().enumerate().filter_map(|(i, part)| Some((i, dates(part)?)));
        let (i, period) = found.next()?;
        found.next().is_none().then(|| (self.without(i), period))
    }
}
