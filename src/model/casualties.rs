//! Uncertain numbers of the dead and hurt.

use serde::{Deserialize, Serialize};

/// An uncertain number of people. Every part may be unknown; unknown is not zero.
///
/// Where two parts are known, low ≤ best ≤ high; [`Count::is_ordered`] says so, and a file that breaks it is in error.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Count {
    /// Smallest figure that outside reports support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<u32>,
    /// The editor's best figure, taken from a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<u32>,
    /// Largest figure that outside reports support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u32>,
}

/// What one source says of a number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Figure {
    /// That many.
    Exactly(u32),
    /// That many or more.
    AtLeast(u32),
    /// That many or fewer.
    AtMost(u32),
    /// Roughly that many.
    About(u32),
    /// From the first to the second; both ends count.
    Between(u32, u32),
    /// The source's own words, such as "dozens".
    Words(String),
}

/// Why a figure cannot be right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FigureError {
    /// `Between(b, a)` with b > a.
    #[error("the first number of `Between` is larger than the second")]
    Reversed,
}

impl Count {
    /// Whether any part is known.
    pub fn is_known(self) -> bool {
        self.low.is_some() || self.best.is_some() || self.high.is_some()
    }

    /// Whether low ≤ best ≤ high holds for the parts that are known.
    pub fn is_ordered(self) -> bool {
        let at_most = |a: Option<u32>, b: Option<u32>| a.zip(b).is_none_or(|(a, b)| a <= b);
        at_most(self.low, self.best) && at_most(self.best, self.high) && at_most(self.low, self.high)
    }

    /// Best, else low: what a comparison such as `killed>=20` looks at.
    pub fn best_or_low(self) -> Option<u32> {
        self.best.or(self.low)
    }

    /// The figure in words: "144–150", one number if its ends are equal, "at least 12", "up to 15" or "unknown".
    ///
    /// A best figure that the words do not show yet follows in brackets.
    pub fn words(self) -> String {
        let (range, shows) = match (self.low, self.high, self.best) {
            (Some(low), Some(high), _) if low == high => (thousands(low.into()), Some(low)),
            (Some(low), Some(high), _) => (format!("{}–{}", thousands(low.into()), thousands(high.into())), None),
            (Some(low), None, _) => (format!("at least {}", thousands(low.into())), Some(low)),
            (None, Some(high), _) => (format!("up to {}", thousands(high.into())), Some(high)),
            (None, None, Some(best)) => (thousands(best.into()), Some(best)),
            (None, None, None) => ("unknown".to_owned(), None),
        };
        match self.best {
            Some(best) if shows != Some(best) => format!("{range} ({})", thousands(best.into())),
            _ => range,
        }
    }
}

impl Figure {
    /// Smallest and largest number it allows; `None` where it says nothing of that end.
    pub fn bounds(&self) -> (Option<u32>, Option<u32>) {
        match *self {
            Self::Exactly(n) | Self::About(n) => (Some(n), Some(n)),
            Self::AtLeast(n) => (Some(n), None),
            Self::AtMost(n) => (None, Some(n)),
            Self::Between(a, b) => (Some(a), Some(b)),
            Self::Words(_) => (None, None),
        }
    }

    /// The figure in words: "143", "at least 40", "up to 9", "about 50", "12–15", or the source's own words in quotes.
    pub fn words(&self) -> String {
        let n = |n: u32| thousands(n.into());
        match self {
            Self::Exactly(a) => n(*a),
            Self::AtLeast(a) => format!("at least {}", n(*a)),
            Self::AtMost(a) => format!("up to {}", n(*a)),
            Self::About(a) => format!("about {}", n(*a)),
            Self::Between(a, b) => format!("{}–{}", n(*a), n(*b)),
            Self::Words(words) => format!("“{words}”"),
        }
    }

    /// # Errors
    /// If `Between` is reversed.
    pub fn check(&self) -> Result<(), FigureError> {
        match self {
            Self::Between(a, b) if a > b => Err(FigureError::Reversed),
            _ => Ok(()),
        }
    }
}

/// The number with a comma every three digits, such as "1,960".
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
