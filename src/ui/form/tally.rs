//! What the incidents of a file say and how often, counted over several frames of a form so that none of them is late.

use super::suggest::Suggestion;
use crate::edit::{Document, Field};
use crate::model::{GeoPrecision, Incident};
use std::collections::HashMap;
use std::rc::Rc;

/// Incidents and sources looked at in a frame, each.
const IN_A_FRAME: usize = 1_000;

/// Texts and how often they are said.
type Counts = HashMap<String, usize>;

/// What a town's incidents say besides its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Town {
    pub(super) n: usize,
    pub(super) admin1: String,
    /// Coordinates exact to the town.
    pub(super) at: Option<(f64, f64)>,
}

/// The counts so far.
#[derive(Default)]
pub(super) struct Tally {
    n_seen: usize,
    counts: HashMap<Field, Counts>,
    /// By town, then by country.
    pub(super) towns: HashMap<String, HashMap<String, Town>>,
    /// Incidents by what people call them.
    pub(super) incidents: Rc<Vec<Suggestion>>,
    /// Sources, the latest in the file first: they are the likeliest.
    pub(super) sources: Rc<Vec<Suggestion>>,
}

fn count(counts: &mut Counts, text: &str) {
    match counts.get_mut(text) {
        Some(n) => *n += 1,
        None => {
            counts.insert(text.to_owned(), 1);
        }
    }
}

impl Tally {
    /// Looks at some more incidents; whether that was all.
    pub(super) fn look_on(&mut self, document: &Document) -> bool {
        for record in document.incidents.iter().skip(self.n_seen).take(IN_A_FRAME) {
            self.take(record.value);
            self.n_seen += 1;
        }
        let sources = Rc::make_mut(&mut self.sources);
        let more = document.sources.iter().rev().skip(sources.len()).take(IN_A_FRAME);
        sources.extend(more.map(|record| Suggestion::of_source(record.value)));
        self.n_seen >= document.incidents.len() && self.sources.len() >= document.sources.len()
    }

    fn take(&mut self, incident: &Incident) {
        let place = &incident.place;
        let mut say = |field: Field, text: &str| count(self.counts.entry(field).or_default(), text);
        say(Field::Country, &place.country);
        say(Field::Branch, incident.branch.as_str());
        place.admin1.iter().for_each(|admin1| say(Field::Admin1, admin1));
        place.site.iter().for_each(|site| say(Field::Site, site));
        incident.tags.iter().for_each(|tag| say(Field::Tags, tag));
        for other in incident.reports.iter().filter_map(|report| report.other.as_ref()) {
            say(Field::OtherWhat, &other.what);
        }
        for said in &incident.attributions {
            said.by.iter().for_each(|by| say(Field::By, by));
            said.wording.iter().for_each(|wording| say(Field::Wording, wording));
        }
        if let Some(city) = &place.city {
            self.town(city, incident);
        }
        Rc::make_mut(&mut self.incidents).push(Suggestion::of_incident(incident));
    }

    fn town(&mut self, city: &str, incident: &Incident) {
        let place = &incident.place;
        if !self.towns.contains_key(city) {
            self.towns.insert(city.to_owned(), HashMap::new());
        }
        let Some(countries) = self.towns.get_mut(city) else { return };
        if !countries.contains_key(&place.country) {
            let admin1 = place.admin1.clone().unwrap_or_default();
            countries.insert(place.country.clone(), Town { n: 0, admin1, at: None });
        }
        if let Some(town) = countries.get_mut(&place.country) {
            town.n += 1;
            town.at = town.at.or(place.at.filter(|_| place.precision == GeoPrecision::City));
        }
    }

    /// How often a text is said in a field.
    pub(super) fn n(&self, field: Field, text: &str) -> usize {
        self.counts.get(&field).and_then(|counts| counts.get(text)).copied().unwrap_or(0)
    }

    /// Every text of a field with how often it is said, the most frequent first.
    pub(super) fn texts(&self, field: Field) -> Vec<(&str, usize)> {
        sorted(self.counts.get(&field).into_iter().flatten().map(|(text, n)| (text.as_str(), *n)))
    }
}

/// The most frequent first, of equals by the alphabet.
fn sorted<'a>(texts: impl Iterator<Item = (&'a str, usize)>) -> Vec<(&'a str, usize)> {
    let mut texts: Vec<(&str, usize)> = texts.collect();
    texts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    texts
}
