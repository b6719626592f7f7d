//! Dates as numbers, as far as they are known.

use crate::model::{Date, Precision, When};

/// Year, month and day of a date; months and days count from 1, and what is not known is `None`.
pub(super) fn numbers(date: Date) -> (i32, Option<u32>, Option<u32>) {
    let (year, month, day) = date.earliest().ymd();
    match date.precision() {
        Precision::Day => (year, Some(month), Some(day)),
        Precision::Month => (year, Some(month), None),
        _ => (year, None, None),
    }
}

/// First and last date as written.
pub(super) fn ends(when: When) -> (Date, Option<Date>) {
    match when {
        When::On(date) => (date, Some(date)),
        When::OneOf(a, b) | When::Span(a, b) => (a, Some(b)),
        When::OpenSpan(a) => (a, None),
    }
}
