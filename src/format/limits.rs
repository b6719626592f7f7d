//! How much this program reads; what goes beyond is named in a problem, never cut off unseen.

/// Bytes of a file: 256 MB.
pub const FILE_BYTES: usize = 256 << 20;
/// Bytes of one record: 4 MB.
pub const RECORD_BYTES: usize = 4 << 20;
/// Bytes of one text in quotes: 1 MB.
pub const TEXT_BYTES: usize = 1 << 20;
/// Records of a file, all lists taken together.
pub const RECORDS: usize = 1_000_000;
/// Brackets within brackets.
pub const NESTING: usize = 128;
