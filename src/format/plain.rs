//! Other things than timelines as RON text, such as a draft in the journal.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as RON text in one line; empty if it cannot be written so.
pub fn to_text(value: &impl Serialize) -> String {
    ron::to_string(value).unwrap_or_default()
}

/// The value of a text that [`to_text`] made; `None` if it is another.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    ron::from_str(text).ok()
}
