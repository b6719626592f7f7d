//! An incident as a flat row of cells: what CSV and GeoJSON have in common.

use super::{Content, plain_url};
use crate::model::{Count, GeoPrecision, Incident, Vocabulary};
use crate::query::{Entry, Row};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Text,
    Day,
    Number,
    Degrees,
    Flag,
    /// Several texts.
    List,
}

/// A column: its name, what it holds, and what it means.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) sort: Sort,
    pub(super) about: &'static str,
}

/// One value. A number or a coordinate that is not known is `None`.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Cell {
    Text(String),
    Number(Option<u32>),
    Degrees(Option<f64>),
    Flag(bool),
    List(Vec<String>),
}

const fn column(name: &'static str, sort: Sort, about: &'static str) -> Column {
    Column { name, sort, about }
}

/// The columns, in the order of [`cells`].
pub(super) const COLUMNS: &[Column] = &[
    column("id", Sort::Text, "Readable and stable"),
    column("title", Sort::Text, "English title"),
    column("kind", Sort::Text, "What it is: an attack, a counter-operation, an arrest and so on"),
    column("date", Sort::Text, "When it happened, in EDTF (ISO 8601-2); a month or a year where the day is not known"),
    column("earliest", Sort::Day, "First day it may have been or begun, counting"),
    column("latest", Sort::Day, "Last day it may have been or ended, counting"),
    column("country", Sort::Text, "ISO 3166-1 alpha-3"),
    column("country_name", Sort::Text, "English name of the country"),
    column("admin1", Sort::Text, "Province or state"),
    column("city", Sort::Text, "Town or village"),
    column("site", Sort::Text, "Building or spot"),
    column("latitude", Sort::Degrees, "Degrees north, WGS 84; a gazetteer value at the stated precision"),
    column("longitude", Sort::Degrees, "Degrees east, WGS 84"),
    column("precision", Sort::Text, "How exact the place is: Site, City, District, Admin1 (province) or Country"),
    column("branch", Sort::Text, "Id of the branch it is filed under, the editors' conclusion"),
    column("branch_name", Sort::Text, "Name of the branch"),
    column(
        "status",
        Sort::Text,
        "What is said of its author, taken together: Claimed, Assessed, Accused, Disputed, Denied or None",
    ),
    column("attack_types", Sort::List, "Means of attack, the main one first"),
    column("target_types", Sort::List, "Who was struck, the main one first"),
    column(
        "killed_low",
        Sort::Number,
        "Victims killed, smallest figure that outside reports support; empty is unknown, not zero",
    ),
    column("killed_best", Sort::Number, "Victims killed, the editors' best figure; empty is unknown, not zero"),
    column(
        "killed_high",
        Sort::Number,
        "Victims killed, largest figure that outside reports support; empty is unknown, not zero",
    ),
    column("injured_low", Sort::Number, "Victims injured, smallest figure; empty is unknown, not zero"),
    column("injured_best", Sort::Number, "Victims injured, best figure; empty is unknown, not zero"),
    column("injured_high", Sort::Number, "Victims injured, largest figure; empty is unknown, not zero"),
    column("attackers_killed", Sort::Number, "Attackers killed; empty is unknown, not zero"),
    column(
        "attackers_in_figures",
        Sort::Text,
        "Whether the figures above include attackers: Yes, No or Unknown; empty where nothing is recorded",
    ),
    column("counted", Sort::Flag, "Whether the counting rule of this export counts it"),
    column("confidence", Sort::Text, "The editors' own certainty of the record: High, Medium or Low"),
    column("summary", Sort::Text, "What happened"),
    column("doubts", Sort::Text, "What could not be confirmed"),
    column("tags", Sort::List, "Free labels"),
    column("sources", Sort::List, "Ids of the sources it names"),
    column("source_urls", Sort::List, "Addresses of these sources, in the same order; empty where a source has none"),
    column("file", Sort::Text, "The timeline it comes from"),
    column("version", Sort::Text, "The version of that timeline's data"),
    column("marking", Sort::Text, "The marking that this export carries"),
];

/// The cells of an incident, one for each of [`COLUMNS`].
pub(super) fn cells(content: &Content<'_>, row: Row, entry: &Entry) -> Vec<Cell> {
    let incident = &entry.incident;
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut cells = vec![
        text(incident.id.as_str()),
        text(&incident.title),
        text(incident.kind.word()),
        Cell::Text(incident.when.to_string()),
        Cell::Text(incident.when.earliest().to_string()),
        Cell::Text(incident.latest().to_string()),
    ];
    cells.extend(place(incident));
    let status = content.loaded.columns.status.get(row as usize).map_or("", |status| status.word());
    cells.extend([
        text(incident.branch.as_str()),
        text(content.loaded.catalog.actors().full_name(&incident.branch)),
        text(status),
        list(&incident.attack_types),
        list(&incident.target_types),
    ]);
    cells.extend(numbers(incident.killed()));
    cells.extend(numbers(incident.injured()));
    let own = incident.perpetrators;
    cells.extend([
        Cell::Number(own.and_then(|own| own.killed)),
        text(own.map_or("", |own| own.in_figures.word())),
        Cell::Flag(content.counts(row)),
        text(incident.confidence.word()),
        text(&incident.summary),
        Cell::Text(incident.doubts.join("\n")),
        Cell::List(incident.tags.clone()),
    ]);
    cells.extend(sources(content, incident));
    let version = content.file(entry).map_or("", |file| file.header.version.as_str());
    cells.extend([text(content.file_name(entry)), text(version), Cell::Text(super::one_line(content.marking))]);
    cells
}

/// The point of an incident, latitude and longitude in degrees; `None` where the place is not known to the district.
pub(super) fn point(incident: &Incident) -> Option<(f64, f64)> {
    let is_fine = matches!(incident.place.precision, GeoPrecision::Site | GeoPrecision::City | GeoPrecision::District);
    coordinates(incident).filter(|_| is_fine)
}

/// What an error of the file left without meaning is no coordinate.
fn coordinates(incident: &Incident) -> Option<(f64, f64)> {
    let is_on_earth = |at: &(f64, f64)| (-90.0..=90.0).contains(&at.0) && (-180.0..=180.0).contains(&at.1);
    incident.place.at.filter(is_on_earth)
}

fn place(incident: &Incident) -> [Cell; 8] {
    let place = &incident.place;
    let text = |text: &str| Cell::Text(text.to_owned());
    let part = |part: &Option<String>| Cell::Text(part.clone().unwrap_or_default());
    let at = coordinates(incident);
    [
        text(&place.country),
        text(place.country_name()),
        part(&place.admin1),
        part(&place.city),
        part(&place.site),
        Cell::Degrees(at.map(|at| at.0)),
        Cell::Degrees(at.map(|at| at.1)),
        text(place.precision.word()),
    ]
}

fn numbers(count: Count) -> [Cell; 3] {
    [count.low, count.best, count.high].map(Cell::Number)
}

fn list<T: Vocabulary>(words: &[T]) -> Cell {
    Cell::List(words.iter().map(|word| word.word().to_owned()).collect())
}

fn sources(content: &Content<'_>, incident: &Incident) -> [Cell; 2] {
    let ids = incident.source_ids();
    let url = |source: &crate::model::Source| source.url.as_deref().map(|url| plain_url(url, &[]));
    let urls = ids.iter().map(|id| content.loaded.catalog.source(id).and_then(url).unwrap_or_default());
    let urls = Cell::List(urls.collect());
    [Cell::List(ids.iter().map(ToString::to_string).collect()), urls]
}
