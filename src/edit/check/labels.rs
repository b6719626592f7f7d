//! Coordinates against the country, and tags against the documented list.

use super::{Placed, near};
use crate::edit::Document;
use crate::format::{Problem, code};
use crate::model::{Incident, TAGS, degrees_outside, tag_definition};
use foldhash::{HashMap, HashMapExt};

/// Places at sea and in border towns are no mistakes: so far outside a country's boxes they may lie.
pub(in crate::edit) const MARGIN: f64 = 0.5;

/// Coordinates that cannot lie in the stated country.
pub(super) fn outside_country(incident: &Incident, place: &mut Placed<'_>) {
    let stated = &incident.place;
    let Some((latitude, longitude)) = stated.at else { return };
    // A latitude of 91 degrees is an error already.
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
        return;
    }
    let Some(beyond) = degrees_outside(&stated.country, (latitude, longitude)).filter(|beyond| *beyond > MARGIN) else {
        return;
    };
    let is_inside = |at: (f64, f64)| degrees_outside(&stated.country, at).is_some_and(|beyond| beyond <= MARGIN);
    let country = stated.country_name();
    let message = format!("({latitude}, {longitude}) lies {beyond:.1} degrees outside {country}");
    let hint = if is_inside((longitude, latitude)) {
        format!("did you mean ({longitude}, {latitude})? The latitude comes first")
    } else if is_inside((latitude, -longitude)) {
        format!("did you mean ({latitude}, {})? East is positive", -longitude)
    } else if is_inside((-latitude, longitude)) {
        format!("did you mean ({}, {longitude})? North is positive", -latitude)
    } else {
        "check the coordinates and the country".to_owned()
    };
    place.warning("place.at", code::OUTSIDE_COUNTRY, message, &hint);
}

/// One warning for each tag that is not on the list, at its first use: a file with its own tags is not flooded.
pub(super) fn tags(document: &Document, problems: &mut Vec<Problem>) {
    let mut uses: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    for (index, record) in document.incidents.iter().enumerate() {
        for (i, tag) in record.value.tags.iter().enumerate() {
            uses.entry(tag).or_insert((index, i, 0)).2 += 1;
        }
    }
    let mut unlisted: Vec<_> = uses.into_iter().filter(|(tag, _)| tag_definition(tag).is_none()).collect();
    unlisted.sort_unstable_by_key(|(_, at)| *at);
    let mut records = document.incidents.iter().enumerate();
    let mut at = None;
    for (tag, (index, i, n)) in unlisted {
        // The uses are in the order of the file.
        if at.as_ref().is_none_or(|(last, _)| *last != index) {
            at = records.find(|(other, _)| *other == index);
        }
        let Some((_, record)) = &at else { continue };
        let mut place = Placed::new(document, &record.bytes, record.value.id.as_str(), problems);
        unlisted_tag(tag, i, n, &mut place);
    }
}

/// A tag that is not on the list: its first use is the item `i`, and it is used `n` times.
pub(super) fn unlisted_tag(tag: &str, i: usize, n: usize, place: &mut Placed<'_>) {
    let short: String = tag.chars().take(80).collect();
    let hint = near(&short, TAGS.iter().map(|(name, _)| *name))
        .unwrap_or_else(|| "timelines/README.md lists the tags; what another field says already needs none".to_owned());
    let further = match n {
        1 => String::new(),
        2 => "; 1 more incident has it".to_owned(),
        _ => format!("; {} more incidents have it", n - 1),
    };
    let message = format!("the tag `{short}` is not on the list{further}");
    place.warning(&format!("tags.{i}"), code::TAG, message, &hint);
}
