//! A civil day, and nothing finer.

use chrono::{Datelike, NaiveDate};

/// A civil day of the proleptic Gregorian calendar, as days since 1970-01-01.
///
/// Years run from 0001 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(i32);

const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

impl Day {
    /// 0001-01-01.
    pub const MIN: Self = Self(-719_162);
    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day with this many days since 1970-01-01, clamped to the years 0001 to 9999.
    pub fn from_days(days: i32) -> Self {
        Self(days.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The given day, or `None` if the calendar has no such day. Months and days count from 1.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        let days = i32::try_from(date.signed_duration_since(EPOCH).num_days()).ok()?;
        (Self::MIN.0..=Self::MAX.0).contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// Year, month and day; months and days count from 1.
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// Days since the last Monday, 0 to 6.
    pub fn days_from_monday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// The day in words, such as "22 March 2024".
    pub fn long(self) -> String {
        self.date().format("%-d %B %Y").to_string()
    }

    /// The day in words with its weekday, such as "Friday, 22 March 2024".
    pub fn long_with_weekday(self) -> String {
        self.date().format("%A, %-d %B %Y").to_string()
    }

    fn date(self) -> NaiveDate {
        EPOCH.checked_add_signed(chrono::TimeDelta::days(i64::from(self.0))).unwrap_or(EPOCH)
    }
}

impl std::ops::Add<i32> for Day {
    type Output = Self;
    fn add(self, days: i32) -> Self {
        Self::from_days(self.0.saturating_add(days))
    }
}

impl std::ops::Sub for Day {
    type Output = i32;
    fn sub(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

impl serde::Serialize for Day {
    /// `YYYY-MM-DD`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    /// `YYYY-MM-DD`; a coarser date gives its last day.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = text.parse::<super::Date>().map_err(|err| serde::de::Error::custom(err.reason))?;
        Ok(date.latest())
    }
}

impl std::fmt::Display for Day {
    /// `YYYY-MM-DD`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
