//! What is wrong in a user's file: a place, plain words, and what would be accepted.

use std::ops::Range;

/// Whether a problem must be mended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Severity {
    /// The file says something that cannot be: it should not be passed on as it is.
    Error,
    /// Worth a look; the value stands.
    Warning,
}

impl Severity {
    /// The word that messages and JSON show.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something wrong in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is, in bytes of the file's text; may be empty.
    pub bytes: Range<usize>,
    /// Whether it must be mended.
    pub severity: Severity,
    /// One of [`code`](super::code).
    pub code: &'static str,
    /// Id of the record it is in, if that can be told.
    pub id: Option<String>,
    /// What is wrong, in one sentence without a stop.
    pub message: String,
    /// What would be accepted.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem that must be mended.
    pub fn error(code: &'static str, bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self { bytes, severity: Severity::Error, code, id: None, message: message.into(), hint: None }
    }

    /// A problem that is only pointed out.
    pub fn warning(code: &'static str, bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, bytes, message) }
    }

    /// The same problem with what would be accepted.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same problem in the record with this id.
    #[must_use]
    pub fn in_record(self, id: Option<&str>) -> Self {
        Self { id: id.map(str::to_owned).or(self.id), ..self }
    }

    /// Whether it must be mended.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
