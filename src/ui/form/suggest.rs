//! What a field may be completed to: closed lists, and what the open files hold.

use super::tally::{Tally, Town};
use crate::edit::{Document, Draft, Field, Link, Rows, Spot, Takes};
use crate::model::{COUNTRIES, GeoPrecision, Incident, Source, TAGS, Vocabulary, country_by_code, tag_definition};
use crate::query::fold;
use crate::ui::palette::fuzzy::Fuzzy;
use memchr::memmem;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Suggestions shown at most.
const MOST: usize = 8;

/// Something a field may say.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Suggestion {
    /// What is typed for the reader.
    pub(super) text: String,
    /// What the list shows.
    pub(super) shown: String,
    /// A few words beside it.
    pub(super) note: String,
    /// What empty fields beside it are filled with.
    pub(super) fill: Vec<(Field, String)>,
    /// Whether a new source is to be made.
    pub(super) is_new_source: bool,
    /// How often the files say so.
    n: usize,
    /// What is compared besides what is shown.
    more: String,
    /// Both as they are compared letter by letter; of a long list only.
    folded: String,
}

impl Suggestion {
    /// Another incident of the file.
    pub(super) fn of_incident(incident: &Incident) -> Self {
        let (shown, note) = (incident.title.clone(), incident.when.words());
        let more = format!("{} {}", incident.id, incident.place.words());
        let folded = folded(&shown, &more);
        Self { text: incident.id.to_string(), shown, note, more, folded, ..Self::default() }
    }
}

impl Suggestion {
    /// A source of the file.
    pub(super) fn of_source(source: &Source) -> Self {
        let note = source.published.map_or(String::new(), crate::model::Date::words);
        let shown = format!("{}: {}", source.publisher, source.title);
        let more = format!("{} {}", source.id, source.url.as_deref().unwrap_or(""));
        let folded = folded(&shown, &more);
        Self { text: source.id.to_string(), shown, note, more, folded, ..Self::default() }
    }
}

fn folded(shown: &str, more: &str) -> String {
    fold(&format!("{shown} {more}"))
}

/// In a list longer than this, texts in which the letters typed stand together are looked for first.
const LONG: usize = 1_000;
/// To look for letters strewn about takes too long in a list longer than this.
const LONGEST: usize = 8_000;

/// Candidates by field, as long as the data is the same.
#[derive(Default)]
pub(crate) struct Pools {
    /// Data and file.
    made_of: Option<(u64, String)>,
    pools: HashMap<Field, Rc<Vec<Suggestion>>>,
    /// What the incidents say; of changed data what they said before, until that is counted anew.
    tally: Tally,
    /// What is being counted.
    next: Option<Tally>,
}

impl Pools {
    /// Brings what the incidents say up to date, some of them in each frame; whether there is more to do.
    pub(super) fn refresh(&mut self, made_of: u64, document: &Document) -> bool {
        let is_same = self.made_of.as_ref().is_some_and(|(data, file)| *data == made_of && *file == document.name);
        if !is_same {
            if self.made_of.as_ref().is_some_and(|(_, file)| *file != document.name) {
                self.tally = Tally::default();
            }
            self.made_of = Some((made_of, document.name.clone()));
            (self.pools, self.next) = (HashMap::new(), Some(Tally::default()));
        }
        let is_done = self.next.as_mut().is_some_and(|next| next.look_on(document));
        if is_done {
            (self.tally, self.pools) = (self.next.take().unwrap_or_default(), HashMap::new());
        }
        self.next.is_some()
    }

    fn of(&mut self, field: Field, document: &Document) -> Rc<Vec<Suggestion>> {
        let tally = &self.tally;
        match field.about().takes {
            Takes::Incident => return Rc::clone(&tally.incidents),
            Takes::Source | Takes::Sources => return Rc::clone(&tally.sources),
            _ => {}
        }
        let make = || {
            let mut all = candidates(field, document, tally);
            if all.len() > LONG {
                for one in all.iter_mut().filter(|one| one.folded.is_empty()) {
                    one.folded = folded(&one.shown, &one.more);
                }
            }
            Rc::new(all)
        };
        Rc::clone(self.pools.entry(field).or_insert_with(make))
    }
}

/// The best completions of what was typed.
pub(super) fn suggest(
    pools: &mut Pools,
    document: &Document,
    draft: &Draft,
    spot: Spot,
    typed: &str,
) -> Vec<Suggestion> {
    let pool = pools.of(spot.field, document);
    let takes = spot.field.about().takes;
    let mut found = match takes {
        Takes::Source | Takes::Sources if typed.is_empty() => named_first(draft, &pool),
        _ => best(&pool, typed),
    };
    if matches!(takes, Takes::Words(_) | Takes::Tags | Takes::Sources) {
        let has: Vec<String> = draft.get(spot).split(',').map(|part| fold(part.trim())).collect();
        let is_typed = |text: &str| fold(text) == fold(typed);
        found.retain(|one| is_typed(&one.text) || !has.contains(&fold(&one.text)));
    }
    if matches!(takes, Takes::Source | Takes::Sources) && spot.field != Field::RelayOf {
        found.truncate(MOST - 1);
        let words = if typed.is_empty() || Link::read(typed).is_some() { String::new() } else { typed.to_owned() };
        let shown = if words.is_empty() { "New source".to_owned() } else { format!("New source “{words}”") };
        found.push(Suggestion { text: words, shown, is_new_source: true, ..Suggestion::default() });
    }
    found
}

/// Of an empty source field: what the record names already, the new ones first.
fn named_first(draft: &Draft, pool: &[Suggestion]) -> Vec<Suggestion> {
    let mut ids: Vec<String> = Vec::new();
    for (rows, field) in [
        (Rows::Reports, Field::ReportSource),
        (Rows::Attributions, Field::AttributionSource),
        (Rows::Cites, Field::CiteSource),
    ] {
        ids.extend(draft.rows(rows).iter().map(|row| row.texts.get(field).to_owned()));
    }
    let mut found: Vec<Suggestion> = Vec::new();
    for row in draft.rows(Rows::Sources).iter().filter(|row| !row.is_known_source()) {
        let (id, publisher) = (row.source_id().to_owned(), row.texts.get(Field::Publisher).to_owned());
        found.push(Suggestion { text: id, shown: publisher, note: "new".to_owned(), ..Suggestion::default() });
    }
    for id in ids {
        let known = pool.iter().find(|one| one.text == id);
        found.extend(known.filter(|one| !found.contains(one)).cloned());
    }
    found.truncate(MOST);
    found
}

fn best(pool: &[Suggestion], typed: &str) -> Vec<Suggestion> {
    if typed.is_empty() {
        return pool.iter().take(MOST).cloned().collect();
    }
    let folded = fold(typed);
    let words: Vec<memmem::Finder<'_>> = folded.split_whitespace().map(memmem::Finder::new).collect();
    let has_words = |one: &&Suggestion| words.iter().all(|word| word.find(one.folded.as_bytes()).is_some());
    let alike: Vec<&Suggestion> = match pool.len() {
        ..=LONG => pool.iter().collect(),
        _ => pool.iter().filter(has_words).take(LONG).collect(),
    };
    if alike.is_empty() && pool.len() <= LONGEST {
        return ranked(pool.iter(), typed, &folded);
    }
    ranked(alike.into_iter(), typed, &folded)
}

/// The best of some, by how well they match, then by how often they are used.
fn ranked<'a>(some: impl Iterator<Item = &'a Suggestion>, typed: &str, folded: &str) -> Vec<Suggestion> {
    let mut fuzzy = Fuzzy::new(typed);
    let mut found: Vec<(u32, usize, &Suggestion)> = Vec::new();
    for one in some {
        let name = fold(&one.shown);
        let own = fuzzy.score(&one.shown).unwrap_or(0);
        let more = if one.more.is_empty() { 0 } else { fuzzy.score(&one.more).unwrap_or(0) / 2 };
        let lead = if name == folded {
            20_000
        } else if name.starts_with(folded) {
            10_000
        } else {
            0
        };
        let score = own.max(more) + if own > 0 || more > 0 { lead } else { 0 };
        if score > 0 {
            found.push((score, one.n, one));
        }
    }
    found.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.shown.cmp(&b.2.shown)));
    found.into_iter().take(MOST).map(|(_, _, one)| one.clone()).collect()
}

/// Everything a field may be completed to, the most used first.
fn candidates(field: Field, document: &Document, tally: &Tally) -> Vec<Suggestion> {
    let sources = || document.sources.iter().map(|record| &**record.value);
    let words = field.words();
    if !words.is_empty() {
        let of = |word: &crate::edit::Word| plain(word.label, word.definition, 0);
        return words.iter().map(of).collect();
    }
    match field.about().takes {
        Takes::Country => countries(tally),
        Takes::Actor => actors(document, tally),
        Takes::Tags => tags(tally),
        _ => match field {
            Field::City => places(tally),
            Field::Admin1 | Field::Site | Field::OtherWhat | Field::By | Field::Wording => {
                tally.texts(field).into_iter().map(|(text, n)| plain(text, &times(n), n)).collect()
            }
            Field::Publisher => used(sources().map(|source| source.publisher.clone())),
            Field::Author => used(sources().filter_map(|source| source.author.clone())),
            Field::License => used(["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODbL-1.0"].map(str::to_owned).into_iter())
                .into_iter()
                .map(|one| Suggestion { note: String::new(), ..one })
                .collect(),
            Field::Language => used(sources().filter_map(|source| source.language.clone())),
            _ => Vec::new(),
        },
    }
}

fn plain(text: &str, note: &str, n: usize) -> Suggestion {
    Suggestion { text: text.to_owned(), shown: text.to_owned(), note: note.to_owned(), n, ..Suggestion::default() }
}

/// Texts by how often they are used.
fn used(texts: impl Iterator<Item = String>) -> Vec<Suggestion> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    texts.for_each(|text| *counts.entry(text).or_default() += 1);
    let mut all: Vec<Suggestion> = counts.into_iter().map(|(text, n)| plain(&text, &times(n), n)).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.n));
    all
}

fn times(n: usize) -> String {
    if n == 1 { "used once".to_owned() } else { format!("used {n} times") }
}

fn countries(tally: &Tally) -> Vec<Suggestion> {
    let of = |country: &crate::model::Country| {
        let n = tally.n(Field::Country, country.code);
        let also = country.aliases.join(" ");
        Suggestion { more: format!("{} {also}", country.code), ..plain(country.name, country.code, n) }
    };
    let mut all: Vec<Suggestion> = COUNTRIES.iter().map(of).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.n));
    all
}

fn actors(document: &Document, tally: &Tally) -> Vec<Suggestion> {
    let n_called =
        |label: &str| document.actors.iter().filter(|other| fold(other.value.label()) == fold(label)).count();
    let of = |actor: &crate::model::Actor| {
        let text = if n_called(actor.label()) == 1 { actor.label().to_owned() } else { actor.id.to_string() };
        let note = if actor.name == text { String::new() } else { actor.name.clone() };
        let more = format!("{} {} {}", actor.name, actor.id, actor.aliases.join(" "));
        let n = tally.n(Field::Branch, actor.id.as_str());
        Suggestion { shown: actor.label().to_owned(), more, ..plain(&text, &note, n) }
    };
    let mut all: Vec<Suggestion> = document.actors.iter().map(|record| of(record.value)).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.n));
    all
}

fn tags(tally: &Tally) -> Vec<Suggestion> {
    let mut all: Vec<Suggestion> = Vec::new();
    for (tag, n) in tally.texts(Field::Tags) {
        all.push(plain(tag, &tag_definition(tag).map_or_else(|| times(n), str::to_owned), n));
    }
    let unused = TAGS.iter().filter(|(tag, _)| !all.iter().any(|one| one.text == *tag));
    let unused: Vec<Suggestion> = unused.map(|(tag, definition)| plain(tag, definition, 0)).collect();
    all.extend(unused);
    all
}

/// Towns, each with what else the files say of it: the country, the province, and coordinates exact to the town.
fn places(tally: &Tally) -> Vec<Suggestion> {
    let towns = tally.towns.iter().flat_map(|(city, by)| by.iter().map(move |(code, town)| (city, code, town)));
    let mut all: Vec<Suggestion> = towns.map(|(city, code, town)| place(city, code, town)).collect();
    all.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| (&a.shown, &a.note).cmp(&(&b.shown, &b.note))));
    all
}

fn place(city: &str, code: &str, town: &Town) -> Suggestion {
    let country = country_by_code(code).map_or(code, |country| country.name);
    let note = if town.admin1.is_empty() { country.to_owned() } else { format!("{}, {country}", town.admin1) };
    let mut fill = vec![(Field::Admin1, town.admin1.clone()), (Field::Country, country.to_owned())];
    if let Some((latitude, longitude)) = town.at {
        fill.push((Field::At, format!("{latitude}, {longitude}")));
        fill.push((Field::GeoPrecision, GeoPrecision::City.label().to_owned()));
    }
    Suggestion { fill, ..plain(city, &note, town.n) }
}
