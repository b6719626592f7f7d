//! Incidents that may be the one being entered: close in days, kilometres and figures, or read on the same page.

use super::Document;
use super::check::{DAYS, KILOMETRES, is_like, kilometres};
use super::draft::bare;
use super::index::{LONGEST_DAYS, day_key};
use crate::format::Record;
use crate::model::{GeoPrecision, Incident, IncidentId, Place, Report, Source, SourceId};
use std::sync::Arc;

/// An incident that may be the same, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Twin {
    /// The other.
    pub incident: Arc<Incident>,
    /// What the two have in common, in words, the strongest first.
    pub reasons: Vec<String>,
}

/// At most `n` incidents of the document that are most like this one. Those linked with it are left out, and so are two
/// days that only one place or one figure speaks for.
pub fn twins(document: &Document, incident: &Incident, new_sources: &[Source], n: usize) -> Vec<Twin> {
    let (first, last) = (incident.when.earliest(), incident.latest());
    if last - first > LONGEST_DAYS {
        return Vec::new();
    }
    let mut found: Vec<(usize, i32, Twin)> = Vec::new();
    for record in document.beginning_between(first.days() - DAYS - LONGEST_DAYS, last.days() + DAYS) {
        let other = &record.value;
        if other.kind != incident.kind {
            continue;
        }
        let apart = (other.when.earliest() - last).max(first - other.latest());
        if apart > DAYS || other.latest() - other.when.earliest() > LONGEST_DAYS || is_linked(incident, other) {
            continue;
        }
        let reasons = reasons(document, incident, other, new_sources);
        if reasons.is_empty() {
            continue;
        }
        let mut words = vec![days_words(apart)];
        words.extend(reasons);
        let twin = Twin { incident: Arc::clone(other), reasons: words };
        found.push((twin.reasons.len(), apart, twin));
    }
    found.sort_by_key(|(n_reasons, apart, _)| (std::cmp::Reverse(*n_reasons), *apart));
    found.into_iter().take(n).map(|(_, _, twin)| twin).collect()
}

fn is_linked(a: &Incident, b: &Incident) -> bool {
    let names = |a: &Incident, id: &IncidentId| a.related.iter().any(|related| related.id == *id);
    a.id == b.id || names(a, &b.id) || names(b, &a.id)
}

fn days_words(apart: i32) -> String {
    match apart {
        ..=0 => "same day".to_owned(),
        1 => "1 day apart".to_owned(),
        n => format!("{n} days apart"),
    }
}

/// What, besides the days, speaks for one incident: place, killed, page. Place or page must be among it.
fn reasons(document: &Document, a: &Incident, b: &Incident, new_sources: &[Source]) -> Vec<String> {
    let place = place_words(&a.place, &b.place);
    let page = shares_page(document, a, b, new_sources).then(|| "killed of both from the same page".to_owned());
    let is_same_country = a.place.country == b.place.country;
    let killed = (is_same_country && is_like(a.killed(), b.killed())).then(|| "a like number killed".to_owned());
    if place.is_none() && page.is_none() && !(killed.is_some() && is_coarse(&a.place, &b.place)) {
        return Vec::new();
    }
    [place, killed, page].into_iter().flatten().collect()
}

/// Whether the place of one is too coarse to tell the two apart.
fn is_coarse(a: &Place, b: &Place) -> bool {
    let is_coarse = |place: &Place| place.city.is_none() && place.at.is_none();
    is_coarse(a) || is_coarse(b)
}

fn place_words(a: &Place, b: &Place) -> Option<String> {
    let same = |a: &Option<String>, b: &Option<String>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.to_lowercase() == b.to_lowercase())
    };
    if a.country == b.country && same(&a.city, &b.city) {
        return Some("same town".to_owned());
    }
    let is_fine = |place: &Place| place.precision <= GeoPrecision::City;
    let apart = a.at.zip(b.at).filter(|_| is_fine(a) && is_fine(b)).map(|(a, b)| kilometres(a, b));
    apart.filter(|km| *km <= KILOMETRES).map(|km| format!("{km:.0} km apart"))
}

/// Whether outside reports of the killed of both come from one page.
fn shares_page(document: &Document, a: &Incident, b: &Incident, new_sources: &[Source]) -> bool {
    let page = |id: &SourceId| {
        let source = document.source(id).or_else(|| new_sources.iter().find(|source| source.id == *id));
        source.and_then(|source| source.url.as_deref()).unwrap_or("").to_owned()
    };
    let gives_toll = |report: &&Report| !report.claimed && report.killed.is_some();
    a.reports.iter().filter(gives_toll).any(|one| {
        b.reports.iter().filter(gives_toll).any(|other| {
            one.source == other.source || super::draft::same_page(&page(&one.source), &page(&other.source))
        })
    })
}

impl Document {
    /// The incidents that begin on one of these days, both ends counted, in the order of the file; without an index all.
    fn beginning_between(&self, first: i32, last: i32) -> Vec<Record<&Arc<Incident>>> {
        let Some(index) = &self.index else { return self.incidents.iter().collect() };
        let pairs = index.firsts.pairs.from((day_key(first), 0)).take_while(|pair| pair.0 <= day_key(last));
        let mut labels: Vec<u64> = pairs.map(|pair| pair.1).collect();
        labels.sort_unstable();
        labels.into_iter().filter_map(|label| self.incidents.labelled(label)).collect()
    }

    /// The incidents with this title, letters and digits alone and small.
    pub(super) fn called(&self, bare_title: &str) -> Vec<Record<&Arc<Incident>>> {
        let is_it = |record: &Record<&Arc<Incident>>| bare(&record.value.title) == bare_title;
        match &self.index {
            Some(index) => {
                index.titles.of(bare_title).filter_map(|at| self.incidents.labelled(at)).filter(is_it).collect()
            }
            None => self.incidents.iter().filter(is_it).collect(),
        }
    }
}
