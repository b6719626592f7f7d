//! What A is more than B, as an interval.
//!
//! The least it can be is A's low less B's high, the most A's high less B's low. Where more may be missing than a high
//! tells (an incident without a high, or without any figure), that end is open.

use crate::model::thousands;
use crate::query::Sum;

/// A difference of two sums.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The least it can be; `None` is open, since B may be more than is known.
    pub low: Option<i64>,
    /// Best less best; `None` where one side has no figure at all.
    pub best: Option<i64>,
    /// The most it can be; `None` is open, since A may be more than is known.
    pub high: Option<i64>,
}

/// What `a` is more than `b`.
pub fn difference(a: &Sum, b: &Sum) -> Difference {
    let less = |a: u64, b: u64| i64::try_from(a).unwrap_or(i64::MAX) - i64::try_from(b).unwrap_or(i64::MAX);
    let has_figure = |sum: &Sum| sum.known > 0 || sum.unknown == 0;
    Difference {
        low: (!b.is_open()).then(|| less(a.low, b.high)),
        best: (has_figure(a) && has_figure(b)).then(|| less(a.best, b.best)),
        high: (!a.is_open()).then(|| less(a.high, b.low)),
    }
}

impl Difference {
    /// The difference in words: "+12 to +40, best +15", one number where the ends are equal, "at least +12", "at most
    /// −3", "open both ways, best +15", or "unknown".
    pub fn words(&self) -> String {
        let (range, shows) = match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => (signed(low), Some(low)),
            (Some(low), Some(high)) => (format!("{} to {}", signed(low), signed(high)), None),
            (Some(low), None) => (format!("at least {}", signed(low)), Some(low)),
            (None, Some(high)) => (format!("at most {}", signed(high)), Some(high)),
            (None, None) if self.best.is_none() => ("unknown".to_owned(), None),
            (None, None) => ("open both ways".to_owned(), None),
        };
        match self.best {
            Some(best) if shows != Some(best) => format!("{range}, best {}", signed(best)),
            _ => range,
        }
    }
}

/// The number with its sign, a true minus, and a comma every three digits.
pub(super) fn signed(n: i64) -> String {
    let digits = thousands(n.unsigned_abs());
    match n {
        1.. => format!("+{digits}"),
        0 => digits,
        _ => format!("−{digits}"),
    }
}

/// A sum spread over months.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rate {
    /// Low a month.
    pub low: f64,
    /// High a month; `None` is open.
    pub high: Option<f64>,
    /// Whether nothing is known at all.
    pub is_unknown: bool,
}

impl Rate {
    /// The sum over so many months.
    pub fn of(sum: &Sum, months: f64) -> Self {
        let months = months.max(1.0 / 31.0);
        Self {
            low: sum.low as f64 / months,
            high: (!sum.is_open()).then_some(sum.high as f64 / months),
            is_unknown: sum.known == 0 && sum.unknown > 0,
        }
    }

    /// The rate in words.
    pub fn words(&self) -> String {
        let low = rate_words(self.low);
        match self.high.map(rate_words) {
            _ if self.is_unknown => "unknown".to_owned(),
            None => format!("at least {low}"),
            Some(high) if high == low => low,
            Some(high) => format!("{low}–{high}"),
        }
    }

    /// What this rate is more than another, in words.
    pub fn less(&self, other: &Self) -> String {
        if self.is_unknown || other.is_unknown {
            return "unknown".to_owned();
        }
        let low = other.high.map(|high| signed_rate(self.low - high));
        let high = self.high.map(|high| signed_rate(high - other.low));
        match (low, high) {
            (Some(low), Some(high)) if low == high => low,
            (Some(low), Some(high)) => format!("{low} to {high}"),
            (Some(low), None) => format!("at least {low}"),
            (None, Some(high)) => format!("at most {high}"),
            (None, None) => "open both ways".to_owned(),
        }
    }
}

/// A number a month: to a hundredth below ten, else to a tenth, with commas.
pub(super) fn rate_words(n: f64) -> String {
    let n = n.max(0.0);
    if n < 9.995 {
        return format!("{n:.2}");
    }
    let n = (n * 10.0).round() as u64;
    format!("{}.{}", thousands(n / 10), n % 10)
}

/// As [`rate_words`], with the sign.
pub(super) fn signed_rate(n: f64) -> String {
    match (n * 100.0).round() as i64 {
        1.. => format!("+{}", rate_words(n)),
        0 => "0".to_owned(),
        _ => format!("−{}", rate_words(-n)),
    }
}
