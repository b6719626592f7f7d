//! Attacks that may be one attack entered twice.

use super::Placed;
use crate::edit::Document;
use crate::edit::index::LONGEST_DAYS;
use crate::format::{LineIndex, NamedLine, Problem, Record, code};
use crate::model::{Count, Day, GeoPrecision, Incident, Kind, Place, Report};
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// Days that two entries of one attack are apart at most.
pub(in crate::edit) const DAYS: i32 = 2;
/// Kilometres that two entries of one attack are apart at most.
pub(in crate::edit) const KILOMETRES: f64 = 10.0;
/// Fewer killed than this are no likeness.
const KILLED: u32 = 3;
/// How many of the attacks that precede it each is held against: a crowd on one day must not take forever.
pub(in crate::edit) const COMPARED: usize = 200;

type Entry<'a> = Record<&'a Arc<Incident>>;

struct Dated<'a> {
    first: Day,
    last: Day,
    record: Entry<'a>,
}

pub(super) fn check(document: &Document, problems: &mut Vec<Problem>) {
    let mut countries: HashMap<&str, Vec<Dated<'_>>> = HashMap::new();
    for record in document.incidents.iter().filter(|record| record.value.kind == Kind::Attack) {
        let incident = record.value;
        let (first, last) = (incident.when.earliest(), incident.latest());
        if last - first <= LONGEST_DAYS {
            countries.entry(&incident.place.country).or_default().push(Dated { first, last, record });
        }
    }
    let mut found: Vec<(&Entry<'_>, &Entry<'_>, &str)> = Vec::new();
    for attacks in countries.values_mut() {
        attacks.sort_by_key(|attack| (attack.first, attack.record.bytes.start));
        for (i, later) in attacks.iter().enumerate() {
            let before = attacks.iter().take(i).rev().take(COMPARED);
            let before = before.take_while(|earlier| later.first - earlier.first <= LONGEST_DAYS + DAYS);
            // One twin is enough: the next one is named when the first is dealt with.
            let twin = before
                .filter(|earlier| later.first - earlier.last <= DAYS)
                .find_map(|earlier| Some((&earlier.record, likeness(earlier.record.value, later.record.value)?)));
            found.extend(twin.map(|(earlier, likeness)| (&later.record, earlier, likeness)));
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|(later, ..)| later.bytes.start);
    let lines = LineIndex::new(&document.text);
    for (later, earlier, likeness) in found {
        let line = lines.line(earlier.bytes.start);
        let mut place = Placed::new(document, &later.bytes, later.value.id.as_str(), problems);
        warn(earlier.value, likeness, (earlier.bytes.start as u64, &line.to_string()), &mut place);
    }
}

/// The warning at the later of two; `of` is where the other begins, `line` the number of its line.
pub(super) fn warn(earlier: &Incident, likeness: &str, (of, line): (u64, &str), place: &mut Placed<'_>) {
    let before = format!("this may be `{}` of line ", earlier.id);
    let message = format!("{before}{line}: about the same day and place, {likeness}");
    let hint = "make them one, or link them by related if they are two";
    place.warning("id", code::NEAR_TWIN, message, hint);
    place.name_line(NamedLine { of, at: before.len() });
}

/// What makes the later attack a twin of the earlier, days and country being known to fit; `None` if nothing does.
pub(in crate::edit) fn twin_of(earlier: &Incident, later: &Incident) -> Option<&'static str> {
    let is_close = later.when.earliest() - earlier.latest() <= DAYS;
    if is_close { likeness(earlier, later) } else { None }
}

/// What, besides day and country, makes one of two; `None` if they are linked or unlike.
fn likeness(a: &Incident, b: &Incident) -> Option<&'static str> {
    let names = |a: &Incident, b: &Incident| a.related.iter().any(|related| related.id == b.id);
    if a.id == b.id || names(a, b) || names(b, a) || !is_near(&a.place, &b.place) {
        return None;
    }
    if is_like(a.killed(), b.killed()) {
        return Some("with a like number killed");
    }
    shares_toll(a, b).then_some("with one source for the killed of both")
}

fn is_near(a: &Place, b: &Place) -> bool {
    let same =
        |a: &Option<String>, b: &Option<String>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| is_same_word(a, b));
    let is_fine = |place: &Place| place.precision <= GeoPrecision::City;
    let within = || a.at.zip(b.at).is_some_and(|(a, b)| kilometres(a, b) <= KILOMETRES);
    same(&a.city, &b.city) || (is_fine(a) && is_fine(b) && within())
}

/// Whether two names differ in case at most.
fn is_same_word(a: &str, b: &str) -> bool {
    match a.is_ascii() && b.is_ascii() {
        true => a.eq_ignore_ascii_case(b),
        false => a.to_lowercase() == b.to_lowercase(),
    }
}

/// The way between two places that lie close together.
pub(in crate::edit) fn kilometres((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    const DEGREE: f64 = 111.2;
    let east = (lon_a - lon_b).abs();
    let east = east.min(360.0 - east) * ((lat_a + lat_b) / 2.0).to_radians().cos();
    (lat_a - lat_b).hypot(east) * DEGREE
}

/// Whether two numbers of killed may be one: large enough to tell, and the same or overlapping.
pub(in crate::edit) fn is_like(a: Count, b: Count) -> bool {
    let ends = |count: Count| {
        let low = count.low.or(count.best).or(count.high)?;
        let high = count.high.or(count.best).or(count.low)?;
        Some((low, high))
    };
    let enough = |count: Count| count.best.or(count.low).or(count.high).is_some_and(|n| n >= KILLED);
    let overlap = || ends(a).zip(ends(b)).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
    enough(a) && enough(b) && (a.best.is_some() && a.best == b.best || overlap())
}

/// Whether outside reports of the killed of both come from one source.
fn shares_toll(a: &Incident, b: &Incident) -> bool {
    let gives_toll = |report: &&Report| !report.claimed && report.killed.is_some();
    a.reports
        .iter()
        .filter(gives_toll)
        .any(|report| b.reports.iter().filter(gives_toll).any(|other| other.source == report.source))
}
