//! A set of rows, one bit each.

use super::Row;

/// A set of rows of one [`super::Columns`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mask {
    // Invariant: `words` holds `len` bits, and the bits behind them are 0.
    words: Vec<u64>,
    len: usize,
}

impl Mask {
    /// No row of `len`.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// Every row of `len`.
    pub fn all(len: usize) -> Self {
        Self { words: vec![u64::MAX; len.div_ceil(64)], len }.trimmed()
    }

    /// The rows of `len` that pass `test`, which is asked once for each row in order.
    pub fn from_fn(len: usize, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut words = Vec::with_capacity(len.div_ceil(64));
        let mut start = 0;
        while start < len {
            let end = len.min(start + 64);
            let mut word = 0;
            for row in start..end {
                word |= u64::from(test(row)) << (row - start);
            }
            words.push(word);
            start = end;
        }
        Self { words, len }
    }

    /// The set as words of 64 rows, the first row in the lowest bit.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The given rows of `len`; rows from `len` on are left out.
    pub fn from_rows(len: usize, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut mask = Self::none(len);
        mask.extend(rows);
        mask
    }

    /// How many rows there are, in the set or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no row is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether the row is in the set; `false` for a row from `len` on.
    pub fn contains(&self, row: Row) -> bool {
        let row = row as usize;
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Puts a row into the set; a row from `len` on is left out.
    pub fn insert(&mut self, row: Row) {
        let row = row as usize;
        if row < self.len
            && let Some(word) = self.words.get_mut(row / 64)
        {
            *word |= 1 << (row % 64);
        }
    }

    /// Takes a row out of the set.
    pub fn remove(&mut self, row: Row) {
        let row = row as usize;
        if let Some(word) = self.words.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// The rows of the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Row> + '_ {
        self.words.iter().enumerate().flat_map(|(i, word)| Bits { word: *word, base: i * 64 })
    }

    /// Calls `visit` for every row of the set, ascending; the quickest way through a large one.
    #[inline]
    pub fn for_each(&self, mut visit: impl FnMut(usize)) {
        for (i, word) in self.words.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                visit(i * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }

    /// The set whose words are made of these, each with its place; bits behind the end fall away.
    pub(super) fn map_words(&self, join: impl Fn(usize, u64) -> u64) -> Self {
        let words = self.words.iter().enumerate().map(|(at, word)| join(at, *word)).collect();
        Self { words, len: self.len }.trimmed()
    }

    /// The rows in both sets.
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// The rows in either set.
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// The rows in this set and not in the other.
    pub fn and_not(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    /// The rows not in the set.
    pub fn not(&self) -> Self {
        Self { words: self.words.iter().map(|word| !word).collect(), len: self.len }.trimmed()
    }

    /// Both masks belong to the same columns; a shorter one counts as empty behind its end.
    fn zip(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        Self { words: self.words.iter().zip(others).map(|(a, b)| join(*a, b)).collect(), len: self.len }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        let used = self.len % 64;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << used) - 1;
        }
        self
    }
}

impl Extend<Row> for Mask {
    fn extend<T: IntoIterator<Item = Row>>(&mut self, rows: T) {
        for row in rows {
            self.insert(row);
        }
    }
}

struct Bits {
    word: u64,
    base: usize,
}

impl Iterator for Bits {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.word == 0 {
            return None;
        }
        let bit = self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Row::try_from(self.base + bit).ok()
    }
}
