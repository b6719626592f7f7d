//! Incidents by name. A timeline may hold a million: the index of words answers at once, and titles with letters left
//! out are looked for some thousand a frame.

use super::find::{Hit, MAX_HITS, Pick};
use super::fuzzy::Fuzzy;
use crate::model::{Date, Day};
use crate::query::{Mask, Row, fold};
use crate::ui::Inputs;
use std::cmp::Reverse;

/// Titles compared in one frame.
const ROWS_A_FRAME: Row = 8_000;
/// Incidents with the word of which the best are picked; beyond that the word says little.
const MAX_RANKED: usize = 8_000;

/// The search for incidents, which goes on over several frames.
pub(super) struct Incidents {
    text: String,
    words: Vec<String>,
    fuzzy: Fuzzy,
    /// The rows that hold every word.
    with_words: Mask,
    /// The first row whose title was not yet compared; `None` if all were, or none need be.
    next: Option<Row>,
    best: Vec<Ranked>,
}

/// Best first: score, victims, then the latest.
type Ranked = Reverse<(u32, u32, Row)>;

impl Incidents {
    /// Begins: the rows with all words are ranked at once.
    pub(super) fn new(text: &str, inputs: &Inputs<'_>) -> Self {
        let with_words = with_words(text, inputs);
        let mut this = Self {
            text: text.to_owned(),
            words: text.split_whitespace().map(fold).collect(),
            fuzzy: Fuzzy::new(text),
            next: None,
            best: Vec::new(),
            with_words,
        };
        let rows: Vec<Row> = this.with_words.iter().take(MAX_RANKED).collect();
        let ranked = rows.into_iter().map(|row| {
            let score = this.fuzzy.score(inputs.loaded.columns.title(row)).unwrap_or(0);
            rank(score, row, inputs)
        });
        this.best = ranked.collect();
        this.keep_best();
        if this.best.len() < MAX_HITS {
            this.next = Some(0);
        }
        this
    }

    /// Compares some more titles; whether it did.
    pub(super) fn look_on(&mut self, inputs: &Inputs<'_>) -> bool {
        let Some(start) = self.next else { return false };
        let columns = &inputs.loaded.columns;
        let n = Row::try_from(columns.len()).unwrap_or(Row::MAX);
        let end = start.saturating_add(ROWS_A_FRAME).min(n);
        for row in (start..end).filter(|row| !self.with_words.contains(*row)) {
            if let Some(score) = self.fuzzy.score(columns.title(row)) {
                // A title with gaps never stands before one with the words.
                self.best.push(rank(score / 2, row, inputs));
            }
        }
        self.keep_best();
        self.next = (end < n).then_some(end);
        true
    }

    /// Whether every title was compared that may be.
    pub(super) fn is_whole(&self) -> bool {
        self.next.is_none()
    }

    fn keep_best(&mut self) {
        self.best.sort_unstable();
        self.best.truncate(MAX_HITS);
    }

    /// The rows to show.
    pub(super) fn hits(&self, inputs: &Inputs<'_>) -> Vec<Hit> {
        let mut fuzzy = Fuzzy::new(&self.text);
        self.best.iter().map(|Reverse((score, _, row))| self.hit(*score, *row, &mut fuzzy, inputs)).collect()
    }

    fn hit(&self, score: u32, row: Row, fuzzy: &mut Fuzzy, inputs: &Inputs<'_>) -> Hit {
        let title = inputs.loaded.columns.title(row);
        Hit {
            pick: Pick::GoTo(row),
            before: "",
            text: title.to_owned(),
            matched: fuzzy.score(title).map_or_else(Vec::new, |_| fuzzy.matched(title)),
            note: self.note(row, inputs),
            shortcut: None,
            is_on: false,
            score,
        }
    }

    /// The other name that the words stand in, if the title has none of them, and the date.
    fn note(&self, row: Row, inputs: &Inputs<'_>) -> String {
        let when = inputs
            .loaded
            .catalog
            .incident(row)
            .map_or_else(|| Day::from_days(inputs.loaded.columns.days(row).0).long(), |incident| incident.when.words());
        let title = fold(inputs.loaded.columns.title(row));
        let holds = |name: &str| self.words.iter().any(|word| fold(name).contains(word.as_str()));
        let incident = inputs.loaded.catalog.incident(row);
        let names = incident.map_or(&[][..], |incident| &incident.names);
        match names.iter().find(|name| holds(name)) {
            Some(name) if !holds(&title) => format!("{name} · {when}"),
            _ => when,
        }
    }
}

fn rank(score: u32, row: Row, inputs: &Inputs<'_>) -> Ranked {
    Reverse((score, inputs.loaded.columns.killed_or_zero(row), row))
}

/// The rows that hold every word, in any field of the index; a date also finds what happened then.
fn with_words(text: &str, inputs: &Inputs<'_>) -> Mask {
    let columns = &inputs.loaded.columns;
    let mut mask = Mask::all(columns.len());
    for word in text.split_whitespace() {
        let mut with_word = inputs.loaded.text().find(columns.len(), word);
        if let Ok(date) = word.parse::<Date>() {
            let (first, last) = (date.earliest().days(), date.latest().days());
            let rows = columns.rows_between(first, last);
            let then = rows.filter(|row| columns.overlaps(*row as usize, first, last));
            with_word = with_word.or(&Mask::from_rows(columns.len(), then));
        }
        mask = mask.and(&with_word);
    }
    mask
}
