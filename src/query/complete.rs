//! What a query that is being typed could go on with.

use super::canonical::{is_quote, quoted};
use super::{AttributionStatus, Columns, Fact, Key, Many, fold};
use crate::model::{AttackType, Confidence, Kind, SourceKind, TargetType, Vocabulary};
use std::cmp::Reverse;
use std::ops::Range;

/// Completions offered at most.
const MAX_OFFERED: usize = 8;
/// Of a longer list, such as the sources of a huge file, only the beginning is looked through.
const MAX_SEARCHED: usize = 50_000;

/// A way to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// The bytes of the query text that it replaces.
    pub at: Range<usize>,
    /// What stands there instead.
    pub text: String,
    /// What it is, such as a branch's name; may be empty.
    pub hint: String,
    /// Whether a value follows, so that no blank should.
    pub goes_on: bool,
}

/// Completions of the word that ends at `cursor`, a byte position in `text`; none inside a quoted phrase, and none for an
/// empty word. Best first: what begins as typed, then what contains it, the commonest first.
pub fn complete(text: &str, cursor: usize, columns: &Columns) -> Vec<Completion> {
    let Some(before) = text.get(..cursor) else { return Vec::new() };
    let Some(start) = word_start(before) else { return Vec::new() };
    let word = before.get(start..).unwrap_or_default();
    let sign = word.len() - word.trim_start_matches('-').len();
    let (start, word) = (start + sign, word.get(sign..).unwrap_or_default());
    if word.is_empty() {
        return Vec::new();
    }
    match word.split_once(':') {
        None => keys(word, start..cursor),
        Some((key, value)) => {
            let key_name = fold(key);
            let Some(key) = Key::ALL.iter().find(|other| fold(other.word()) == key_name) else { return Vec::new() };
            let at = start + word.len() - value.len()..cursor;
            values(*key, value.trim_start_matches(is_quote), at, columns)
        }
    }
}

/// Where the word at the end begins; `None` inside a phrase that stands alone.
fn word_start(before: &str) -> Option<usize> {
    let mut start = 0;
    let mut quote = false;
    let mut of_value = false;
    let mut last = ' ';
    for (i, c) in before.char_indices() {
        if is_quote(c) {
            if !quote {
                of_value = last == ':';
                if !of_value {
                    start = i;
                }
            }
            quote = !quote;
        } else if !quote && (c.is_whitespace() || matches!(c, '(' | ')')) {
            start = i + c.len_utf8();
        }
        last = c;
    }
    (!quote || of_value).then_some(start)
}

fn keys(word: &str, at: Range<usize>) -> Vec<Completion> {
    let folded = fold(word);
    if folded.is_empty() {
        return Vec::new();
    }
    let mut offers: Vec<(&str, &str)> = vec![
        ("killed>=", "victims killed: best figure, else the low one"),
        ("injured>=", "victims injured"),
        ("sources>=", "independent sources"),
    ];
    let keys: Vec<(String, &str)> = Key::ALL.iter().map(|key| (format!("{}:", key.word()), meaning(*key))).collect();
    offers.extend(keys.iter().map(|(key, meaning)| (key.as_str(), *meaning)));
    let begins = |(offer, _): &&(&str, &str)| fold(offer).starts_with(&folded) && fold(offer) != folded;
    let found = offers.iter().filter(begins).map(|(offer, meaning)| Completion {
        at: at.clone(),
        text: (*offer).to_owned(),
        hint: (*meaning).to_owned(),
        goes_on: true,
    });
    found.take(MAX_OFFERED).collect()
}

fn meaning(key: Key) -> &'static str {
    match key {
        Key::Branch => "filed under the branch, or below it",
        Key::Actor => "somebody names the actor",
        Key::Country => "country",
        Key::Admin1 => "province",
        Key::Place => "country, province, town or site",
        Key::Kind => "attack, arrest, milestone …",
        Key::Attack => "means of attack",
        Key::Target => "whom it struck",
        Key::Status => "attributions taken together",
        Key::Source => "id or title of a source",
        Key::SourceKind => "kind of a source",
        Key::Publisher => "publisher of a source",
        Key::Tag => "tag",
        Key::Confidence => "the editors' certainty",
        Key::Id => "id of an incident",
        Key::Near => "latitude, longitude and radius",
        Key::Has => "what the record says",
        Key::Missing => "what the record leaves unsaid",
        Key::Within => "days or km around an incident",
    }
}

fn values(key: Key, typed: &str, at: Range<usize>, columns: &Columns) -> Vec<Completion> {
    // Word, label, and how many incidents have it: of equals the commonest comes first.
    type Offer<'a> = (&'a str, &'a str, usize);
    fn words<T: Vocabulary>() -> Vec<Offer<'static>> {
        T::ALL.iter().map(|word| (word.word(), word.label(), 0)).collect()
    }
    fn many(many: &Many) -> Vec<Offer<'_>> {
        let named = many.keys.iter().zip(&many.labels).take(MAX_SEARCHED).enumerate();
        named.map(|(i, (key, label))| (key.as_str(), label.as_str(), many.rows(i).len())).collect()
    }
    let offers: Vec<Offer<'_>> = match key {
        Key::Branch | Key::Actor => {
            columns.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str(), 0)).collect()
        }
        Key::Country => {
            let named = columns.countries.iter().zip(&columns.country_labels);
            named.map(|(code, label)| (code.as_str(), label.as_str(), 0)).collect()
        }
        Key::Admin1 => columns.admin1s.iter().map(|name| (name.as_str(), "", 0)).collect(),
        Key::Place => many(&columns.places),
        Key::Kind => words::<Kind>(),
        Key::Attack => words::<AttackType>(),
        Key::Target => words::<TargetType>(),
        Key::Status => words::<AttributionStatus>(),
        Key::SourceKind => words::<SourceKind>(),
        Key::Confidence => words::<Confidence>(),
        Key::Has | Key::Missing => words::<Fact>(),
        Key::Publisher => many(&columns.publishers),
        Key::Tag => many(&columns.tags),
        Key::Source => many(&columns.sources),
        Key::Id => many(&columns.ids),
        Key::Near | Key::Within => Vec::new(),
    };
    let folded = fold(typed);
    let rank = |(word, label, _): &Offer<'_>| {
        let (word, label) = (fold(word), fold(label));
        let begins = word.starts_with(&folded) || label.starts_with(&folded);
        let fits = word != folded && (begins || word.contains(&folded) || label.contains(&folded));
        fits.then_some(!begins)
    };
    let mut ranked: Vec<(bool, Offer<'_>)> =
        offers.into_iter().filter_map(|offer| rank(&offer).map(|rank| (rank, offer))).collect();
    ranked.sort_by_key(|(rank, (_, _, n))| (*rank, Reverse(*n)));
    let completion = |(_, (word, label, _)): (bool, Offer<'_>)| Completion {
        at: at.clone(),
        text: quoted(word),
        hint: if label == word { String::new() } else { label.to_owned() },
        goes_on: false,
    };
    ranked.into_iter().take(MAX_OFFERED).map(completion).collect()
}
