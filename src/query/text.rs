//! Free text search: distinct folded words and the rows that have them.
//!
//! A word without blanks lies inside one word of the text, so it is looked for among the distinct words only. A phrase
//! picks its candidates the same way, and is then looked for in their texts.

use super::{Catalog, Columns, Mask, Row, fold};
use crate::model::{ActorId, Incident, IncidentId, country_by_code};
use foldhash::HashMap;
use memchr::memmem::Finder;

/// The searchable text of every row.
#[derive(Clone, Debug, Default)]
pub struct TextIndex {
    /// Folded fields, each closed by a line end.
    text: String,
    // Invariant of the offsets below: ascending, one more than there are items.
    starts: Vec<usize>,
    /// Distinct words between line ends, with one in front.
    words: String,
    word_starts: Vec<usize>,
    row_starts: Vec<usize>,
    /// Rows of each word, ascending.
    rows: Vec<Row>,
}

impl TextIndex {
    /// The index of a catalog: ids, title, names, summary, place, branch, actors with their names and reported
    /// wording, publishers and tags of each incident.
    pub fn from_catalog(catalog: &Catalog) -> Self {
        let mut builder = Builder::default();
        let mut folded = Folded::default();
        for entry in catalog.incidents() {
            builder.row(fields(catalog, &entry.incident).into_iter().map(|field| folded.of(field)));
        }
        builder.finish()
    }

    /// An index of the titles alone, for columns without records.
    pub fn from_titles(columns: &Columns) -> Self {
        let mut builder = Builder::default();
        for row in (0..).take(columns.len()) {
            builder.row(std::iter::once(fold(columns.title(row))));
        }
        builder.finish()
    }

    /// The rows of `len` in which the word or phrase occurs, in one field, after folding. A text that folds to nothing
    /// occurs everywhere.
    pub fn find(&self, len: usize, text: &str) -> Mask {
        let text = fold(text);
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Mask::all(len),
            [word] => self.rows_with(len, word),
            [first, middle @ .., last] => {
                // The first word may be the end of a longer one, the last the beginning of one.
                let mut mask = self.rows_with(len, &format!("{first}\n"));
                mask = mask.and(&self.rows_with(len, &format!("\n{last}")));
                for word in middle {
                    mask = mask.and(&self.rows_with(len, &format!("\n{word}\n")));
                }
                self.verified(&mask, &text)
            }
        }
    }

    /// The rows that have a distinct word in which `needle` occurs; a line end in it is an end of the word.
    fn rows_with(&self, len: usize, needle: &str) -> Mask {
        let finder = Finder::new(needle);
        let mut mask = Mask::none(len);
        let mut from = 0;
        while let Some(hit) = self.words.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            // A needle that begins with a line end begins right in front of its word.
            let at = from + hit + usize::from(needle.starts_with('\n'));
            let next = self.word_starts.partition_point(|start| *start <= at);
            mask.extend(self.rows_of(next.saturating_sub(1)).iter().copied());
            match self.word_starts.get(next) {
                Some(start) if *start < self.words.len() => from = start - 1,
                _ => break,
            }
        }
        mask
    }

    fn rows_of(&self, word: usize) -> &[Row] {
        match (self.row_starts.get(word), self.row_starts.get(word + 1)) {
            (Some(start), Some(end)) => self.rows.get(*start..*end).unwrap_or_default(),
            _ => &[],
        }
    }

    fn verified(&self, candidates: &Mask, text: &str) -> Mask {
        let finder = Finder::new(text);
        let mut mask = Mask::none(candidates.len());
        for row in candidates.iter() {
            if finder.find(self.text_of(row).as_bytes()).is_some() {
                mask.insert(row);
            }
        }
        mask
    }

    fn text_of(&self, row: Row) -> &str {
        let row = row as usize;
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(start), Some(end)) => self.text.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }
}

fn fields<'a>(catalog: &'a Catalog, incident: &'a Incident) -> Vec<&'a str> {
    let place = &incident.place;
    let mut fields = vec![incident.id.as_str(), incident.title.as_str(), incident.summary.as_str()];
    fields.extend(incident.previous_ids.iter().map(IncidentId::as_str));
    fields.extend(incident.names.iter().map(String::as_str));
    fields.push(country_by_code(&place.country).map_or(place.country.as_str(), |country| country.name));
    fields.extend([&place.admin1, &place.city, &place.site].into_iter().filter_map(|name| name.as_deref()));
    fields.extend(catalog.actors().names(&incident.branch));
    let mut actors: Vec<&ActorId> = incident.attributions.iter().map(|attribution| &attribution.actor).collect();
    actors.sort_unstable();
    actors.dedup();
    actors.retain(|actor| **actor != incident.branch);
    fields.extend(actors.into_iter().flat_map(|actor| catalog.actors().names(actor)));
    fields.extend(incident.attributions.iter().filter_map(|attribution| attribution.wording.as_deref()));
    let sources = incident.source_ids();
    let mut publishers: Vec<&str> =
        sources.into_iter().filter_map(|id| catalog.source(id)).map(|source| source.publisher.as_str()).collect();
    publishers.sort_unstable();
    publishers.dedup();
    fields.extend(publishers);
    fields.extend(incident.tags.iter().map(String::as_str));
    fields.retain(|field| !field.is_empty());
    fields
}

/// Names of places, actors and publishers come again and again; each is folded once.
#[derive(Default)]
struct Folded<'a> {
    known: HashMap<&'a str, String>,
}

impl<'a> Folded<'a> {
    fn of(&mut self, field: &'a str) -> String {
        const SHORT: usize = 40;
        if field.len() > SHORT {
            return fold(field);
        }
        self.known.entry(field).or_insert_with(|| fold(field)).clone()
    }
}

#[derive(Default)]
struct Builder {
    text: String,
    starts: Vec<usize>,
    ids: HashMap<String, u32>,
    words: Vec<String>,
    /// Word and row, in row order.
    pairs: Vec<(u32, Row)>,
    n_rows: Row,
}

impl Builder {
    fn row(&mut self, fields: impl Iterator<Item = String>) {
        self.starts.push(self.text.len());
        let mut found: Vec<u32> = Vec::new();
        for field in fields {
            found.extend(field.split(' ').filter(|word| !word.is_empty()).map(|word| self.id(word)));
            self.text.push_str(&field);
            self.text.push('\n');
        }
        found.sort_unstable();
        found.dedup();
        self.pairs.extend(found.into_iter().map(|word| (word, self.n_rows)));
        self.n_rows += 1;
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.ids.insert(word.to_owned(), id);
        self.words.push(word.to_owned());
        id
    }

    fn finish(mut self) -> TextIndex {
        self.starts.push(self.text.len());
        // A stable sort by word keeps the rows of each ascending.
        self.pairs.sort_by_key(|(word, _)| *word);
        let mut words = String::from("\n");
        let mut word_starts = Vec::with_capacity(self.words.len() + 1);
        for word in &self.words {
            word_starts.push(words.len());
            words.push_str(word);
            words.push('\n');
        }
        word_starts.push(words.len());
        let mut row_starts = vec![0; self.words.len() + 1];
        for (at, (word, _)) in self.pairs.iter().enumerate() {
            if let Some(end) = row_starts.get_mut(*word as usize + 1) {
                *end = at + 1;
            }
        }
        let rows = self.pairs.into_iter().map(|(_, row)| row).collect();
        TextIndex { text: self.text, starts: self.starts, words, word_starts, row_starts, rows }
    }
}
