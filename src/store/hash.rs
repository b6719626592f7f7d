//! What tells two contents apart.

use std::fmt;

/// The BLAKE3 hash of a file's bytes. Length and time alone miss a second save in the same tick.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Its first 16 hex digits, for file names.
    pub fn short(&self) -> String {
        self.to_string().chars().take(16).collect()
    }
}

/// 64 hex digits.
impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
