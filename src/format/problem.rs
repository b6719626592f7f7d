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
    /// The line that the message names, if it names one.
    pub(crate) line: Option<Box<NamedLine>>,
}

/// A message may name the line of another record. The number changes when lines come or go above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NamedLine {
    /// Where the other record begins: a byte of the text, or its label while the number is left out.
    pub(crate) of: u64,
    /// The byte of the message at which the number stands or belongs.
    pub(crate) at: usize,
}

impl Problem {
    /// A problem that must be mended.
    pub fn error(code: &'static str, bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self { bytes, severity: Severity::Error, code, id: None, message: message.into(), hint: None, line: None }
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

    /// The same problem so many bytes further on.
    #[must_use]
    pub(crate) fn moved(self, by: usize) -> Self {
        Self { bytes: self.bytes.start + by..self.bytes.end + by, ..self }
    }

    /// The same problem by bytes counted from one of them.
    #[must_use]
    pub(crate) fn counted_from(self, start: usize) -> Self {
        Self { bytes: self.bytes.start.saturating_sub(start)..self.bytes.end.saturating_sub(start), ..self }
    }

    /// The order in which problems are told: by place, errors first.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |problem: &Self| (problem.bytes.start, problem.severity, problem.bytes.end, problem.code);
        key(self).cmp(&key(other)).then_with(|| self.message.cmp(&other.message))
    }

    /// Whether it must be mended.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
