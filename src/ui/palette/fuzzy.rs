//! The matcher: letters in order, those that stand together or begin a word worth more.

use crate::query::fold;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What was typed, ready to be compared.
pub(crate) struct Fuzzy {
    matcher: Matcher,
    pattern: Pattern,
    least: u32,
    letters: Vec<char>,
    folded: String,
}

/// Least score a letter must bring: nucleo gives 16 for one that matches, more for one beside another or at the
/// beginning of a word, and takes some off for gaps.
const LETTER: u32 = 20;
/// How far apart the first and the last letter of a word may stand, for each letter of it.
const SPREAD: u32 = 3;

impl Fuzzy {
    /// Blanks part words, each of which must match.
    pub(crate) fn new(text: &str) -> Self {
        let n = text.chars().filter(|c| !c.is_whitespace()).count();
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            pattern: Pattern::new(text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy),
            // Letters strewn over a long text lose more by their gaps than they gain: no match to a person.
            least: LETTER * u32::try_from(n).unwrap_or(u32::MAX / LETTER),
            letters: Vec::new(),
            folded: fold(text),
        }
    }

    /// How well a text matches; `None` if it does not.
    pub(crate) fn score(&mut self, text: &str) -> Option<u32> {
        let text = utf32(text, &mut self.letters);
        let score = self.pattern.score(text, &mut self.matcher).filter(|score| *score >= self.least)?;
        Self::is_near(&mut self.matcher, &self.pattern, text).then_some(score)
    }

    /// Whether the letters of each word stand close enough together to be seen as that word.
    fn is_near(matcher: &mut Matcher, pattern: &Pattern, text: Utf32Str<'_>) -> bool {
        let mut places = Vec::new();
        pattern.atoms.iter().all(|atom| {
            places.clear();
            let n = u32::try_from(atom.needle_text().len()).unwrap_or(u32::MAX);
            let is_there = atom.indices(text, matcher, &mut places).is_some();
            let spread = places.iter().max().zip(places.iter().min()).map_or(0, |(last, first)| last - first);
            is_there && spread <= n.saturating_mul(SPREAD)
        })
    }

    /// Whether a name is what was typed, case, accents and hyphens aside.
    pub(super) fn is_called(&self, name: &str) -> bool {
        fold(name) == self.folded
    }

    /// Whether one of the words typed says what to filter by.
    pub(super) fn names_a_filter(&self) -> bool {
        const WORDS: [&str; 6] = ["filter", "country", "place", "branch", "actor", "tag"];
        self.folded.split(' ').any(|word| WORDS.contains(&word))
    }

    /// The letters of a text that match, by their place among its characters, ascending.
    pub(super) fn matched(&mut self, text: &str) -> Vec<u32> {
        let mut places = Vec::new();
        let text = utf32(text, &mut self.letters);
        if self.pattern.indices(text, &mut self.matcher, &mut places).is_none() {
            places.clear();
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The text by characters, not by what a reader takes for one: places in it are then counted as Rust counts.
fn utf32<'a>(text: &'a str, letters: &'a mut Vec<char>) -> Utf32Str<'a> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    letters.clear();
    letters.extend(text.chars());
    Utf32Str::Unicode(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_with_letters_left_out_but_not_strewn() {
        assert!(Fuzzy::new("kandhar").score("Bombing in Kandahar").is_some());
        assert!(Fuzzy::new("gtd").score("Go to date…").is_some());
        assert!(Fuzzy::new("dark").score("Discovery of an arms cache near Kirkuk").is_none());
        assert!(Fuzzy::new("Kirkuk arms").score("Discovery of an arms cache near Kirkuk").is_some());
    }

    #[test]
    fn places_count_characters() {
        assert_eq!(Fuzzy::new("cole").matched("École"), [1, 2, 3, 4]);
        assert_eq!(Fuzzy::new("école").matched("École"), [0, 1, 2, 3, 4]);
    }
}
