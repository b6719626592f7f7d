//! A sorted set of pairs of numbers in shared chunks: the tables of [`Index`](super::index::Index).
//!
//! The first number is most often the hash of an id, the second the label of a record. A copy costs nothing until it is
//! changed, and then the chunks that change.

use std::sync::Arc;

/// Pairs of a chunk at most.
const CHUNK: usize = 512;

pub(super) type Pair = (u64, u64);

/// Pairs in ascending order; one may be there several times.
#[derive(Clone, Default, Debug)]
pub(super) struct Pairs {
    // Invariant: no chunk is empty.
    chunks: Arc<Vec<Arc<Vec<Pair>>>>,
}

impl Pairs {
    pub(super) fn new(mut pairs: Vec<Pair>) -> Self {
        pairs.sort_unstable();
        Self { chunks: Arc::new(pairs.chunks(CHUNK / 2).map(|chunk| Arc::new(chunk.to_vec())).collect()) }
    }

    pub(super) fn insert(&mut self, pair: Pair) {
        let at = self.chunk_of(pair);
        let chunks = Arc::make_mut(&mut self.chunks);
        let Some(chunk) = chunks.get_mut(at) else {
            chunks.push(Arc::new(vec![pair]));
            return;
        };
        let chunk = Arc::make_mut(chunk);
        let place = chunk.partition_point(|other| *other < pair);
        chunk.insert(place, pair);
        if chunk.len() > CHUNK {
            let behind = chunk.split_off(CHUNK / 2);
            chunks.insert(at + 1, Arc::new(behind));
        }
    }

    /// Takes one such pair out, if it is there.
    pub(super) fn remove(&mut self, pair: Pair) {
        let at = self.chunk_of(pair);
        let Some(place) = self.chunks.get(at).and_then(|chunk| chunk.binary_search(&pair).ok()) else { return };
        let chunks = Arc::make_mut(&mut self.chunks);
        if let Some(chunk) = chunks.get_mut(at) {
            Arc::make_mut(chunk).remove(place);
        }
        if chunks.get(at).is_some_and(|chunk| chunk.is_empty()) {
            chunks.remove(at);
        }
    }

    /// The last chunk that begins at or before a pair, else the first.
    fn chunk_of(&self, pair: Pair) -> usize {
        self.chunks.partition_point(|chunk| chunk.first().is_some_and(|first| *first <= pair)).saturating_sub(1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Pair> {
        self.chunks.iter().flat_map(|chunk| chunk.iter().copied())
    }

    /// The pairs from this one on.
    pub(super) fn from(&self, pair: Pair) -> impl Iterator<Item = Pair> {
        // A pair may stand at the end of one chunk and the start of the next.
        let first = self.chunks.partition_point(|chunk| chunk.last().is_some_and(|last| *last < pair));
        let place = self.chunks.get(first).map_or(0, |chunk| chunk.partition_point(|other| *other < pair));
        self.chunks.iter().skip(first).flat_map(|chunk| chunk.iter().copied()).skip(place)
    }

    /// The pairs before this one, the nearest first.
    pub(super) fn before(&self, pair: Pair) -> impl Iterator<Item = Pair> {
        let last = self.chunks.partition_point(|chunk| chunk.first().is_some_and(|first| *first < pair));
        let chunks = self.chunks.get(..last).unwrap_or(&[]);
        chunks.iter().rev().flat_map(|chunk| chunk.iter().rev().copied()).skip_while(move |other| *other >= pair)
    }

    /// The second numbers that go with a first, ascending.
    pub(super) fn of(&self, first: u64) -> impl Iterator<Item = u64> {
        self.from((first, 0)).take_while(move |pair| pair.0 == first).map(|pair| pair.1)
    }

    pub(super) fn has(&self, first: u64) -> bool {
        self.of(first).next().is_some()
    }
}
