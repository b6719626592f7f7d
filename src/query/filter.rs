//! A query applied to the columns.

use super::syntax::{Comparison, Condition, Expr, Metric, Near, OpenKey, Part, Reach};
use super::words::nearest;
use super::{Columns, Mask, Query, TextIndex, UNKNOWN, fold};
use crate::model::{Date, GeoPrecision, Vocabulary};

/// What a query finds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filtered {
    /// The rows that match.
    pub mask: Mask,
    /// What the reader should know, such as a value that nothing has; sentences without a stop.
    pub notes: Vec<String>,
}

impl Query {
    /// Whether words are searched for in the records' texts.
    pub fn searches_text(&self) -> bool {
        fn searches(expr: &Expr) -> bool {
            match expr {
                Expr::All => false,
                Expr::And(parts) | Expr::Or(parts) => parts.iter().any(searches),
                Expr::Not(inner) => searches(inner),
                Expr::Is(condition) => matches!(condition, Condition::Text(_)),
            }
        }
        searches(&self.root)
    }

    /// The rows that match. Unknown satisfies no comparison, so `NOT` shows it.
    pub fn filter(&self, columns: &Columns, text: &TextIndex) -> Filtered {
        let mut run = Run { columns, text, notes: Vec::new() };
        let mask = run.rows_of(&self.root);
        Filtered { mask, notes: run.notes }
    }
}

struct Run<'a> {
    columns: &'a Columns,
    text: &'a TextIndex,
    notes: Vec<String>,
}

impl Run<'_> {
    fn rows_of(&mut self, expr: &Expr) -> Mask {
        match expr {
            Expr::All => Mask::all(self.columns.len()),
            Expr::And(parts) => self.joined(parts, Mask::and),
            Expr::Or(parts) => self.joined(parts, Mask::or),
            Expr::Not(inner) => self.rows_of(inner).not(),
            Expr::Is(condition) => self.rows_that(condition),
        }
    }

    fn joined(&mut self, parts: &[Expr], join: impl Fn(&Mask, &Mask) -> Mask) -> Mask {
        let masks = parts.iter().map(|part| self.rows_of(part));
        masks.reduce(|a, b| join(&a, &b)).unwrap_or_else(|| Mask::all(self.columns.len()))
    }

    fn rows_that(&mut self, condition: &Condition) -> Mask {
        let columns = self.columns;
        match condition {
            Condition::Text(text) => self.with_text(text),
            Condition::Open(key, value) => self.with_value(*key, value),
            Condition::Country(country) => one_of(&columns.country, &columns.countries, |code| code == country.code),
            Condition::Kind(kind) => equal(&columns.kind, kind),
            Condition::Confidence(confidence) => equal(&columns.confidence, confidence),
            Condition::Attack(attack) => with_bit(&columns.attack_bits, 1 << attack.index()),
            Condition::Target(target) => with_bit(&columns.target_bits, 1 << target.index()),
            Condition::Status(status) => equal(&columns.status, status),
            Condition::SourceKind(kind) => with_bit(&columns.source_kinds, 1 << kind.index()),
            Condition::FigureIn(metric, from, to) => figure_in(columns, *metric, *from, *to),
            Condition::Sources(comparison, n) => {
                Mask::from_fn(columns.len(), |row| n_origins(columns, row).is_some_and(|of| comparison.holds(of, *n)))
            }
            Condition::SourcesIn(from, to) => {
                let is_in = |n: u32| *from <= n && to.is_none_or(|to| n <= to);
                Mask::from_fn(columns.len(), |row| n_origins(columns, row).is_some_and(is_in))
            }
            Condition::Figure(metric, part, comparison, n) => compared(columns, *metric, *part, *comparison, *n),
            Condition::Dates(from, to) => within(columns, *from, *to),
            Condition::Near(near) => near_to(columns, near),
            Condition::Has(fact) => with_bit(&columns.facts, fact.bit()),
            Condition::Missing(fact) => with_bit(&columns.facts, fact.bit()).not(),
            Condition::Within(reach, id) => self.within_reach(*reach, id),
        }
    }

    fn with_text(&mut self, text: &str) -> Mask {
        if matches!(text, "or" | "and" | "not") {
            let capitals = text.to_uppercase();
            self.notes.push(format!("“{text}” is searched for as a word; the operator is written {capitals}"));
        }
        self.text.find(self.columns.len(), text)
    }

    fn with_value(&mut self, key: OpenKey, value: &str) -> Mask {
        let (columns, folded) = (self.columns, fold(value));
        let len = columns.len();
        match key {
            OpenKey::Branch => self.in_branch(value, &folded),
            OpenKey::Actor => {
                let mask = columns.attributed.mask(len, |id, _| columns.actors.is_called(&id.into(), &folded));
                if mask.is_empty() && !columns.actors.iter().any(|actor| columns.actors.is_called(&actor.id, &folded)) {
                    self.note_no_actor("actor", value, &folded);
                }
                mask
            }
            OpenKey::Place => {
                let country = one_of(&columns.country, &columns.country_labels, |name| fold(name).contains(&folded));
                let place = columns.places.mask(len, |name, _| fold(name).contains(&folded));
                self.noted(country.or(&place), "place", value, &columns.places.keys)
            }
            OpenKey::Admin1 => {
                let folded = folded.strip_prefix('=').unwrap_or(&folded).to_owned();
                let named: Vec<bool> = columns.admin1s.iter().map(|name| fold(name) == folded).collect();
                let is_named = |at: &u32| named.get(*at as usize).copied().unwrap_or(false);
                let mask = Mask::from_fn(len, |row| columns.admin1.get(row).is_some_and(is_named));
                self.noted(mask, "province", value, &columns.admin1s)
            }
            OpenKey::Source => {
                let mask = columns.sources.mask(len, |id, title| fold(id) == folded || fold(title).contains(&folded));
                self.noted(mask, "source", value, &columns.sources.keys)
            }
            OpenKey::Publisher => {
                // With = in front the whole name is meant, not a part of it.
                let mask = match folded.strip_prefix('=').map(str::trim_start) {
                    Some(whole) => columns.publishers.mask(len, |name, _| fold(name) == whole),
                    None => columns.publishers.mask(len, |name, _| fold(name).contains(&folded)),
                };
                self.noted(mask, "publisher", value, &columns.publishers.keys)
            }
            OpenKey::Tag => {
                let mask = columns.tags.mask(len, |tag, _| fold(tag) == folded);
                self.noted(mask, "tag", value, &columns.tags.keys)
            }
            OpenKey::Id => {
                let mask = columns.ids.mask(len, |id, _| fold(id) == folded);
                self.noted(mask, "incident", value, &columns.ids.keys)
            }
        }
    }

    /// The incidents near another in time or on the ground, that one included.
    fn within_reach(&mut self, reach: Reach, id: &str) -> Mask {
        let columns = self.columns;
        let center = self.with_value(OpenKey::Id, id);
        let Some(row) = center.iter().next().map(|row| row as usize) else { return center };
        match reach {
            Reach::Days(days) => {
                let first = columns.earliest.get(row).map_or(i32::MIN, |day| day.saturating_sub(days));
                let last = columns.latest.get(row).map_or(i32::MAX, |day| day.saturating_add(days));
                Mask::from_fn(columns.len(), |row| columns.overlaps(row, first, last))
            }
            Reach::Km(km) => {
                let is_fine =
                    columns.geo_precision.get(row).is_some_and(|precision| *precision <= GeoPrecision::District);
                match columns.at.get(row).filter(|at| is_fine && at.0.is_finite()) {
                    Some((latitude, longitude)) => {
                        let near = Near { latitude: *latitude, longitude: *longitude, km, inclusive: true };
                        near_to(columns, &near).or(&center)
                    }
                    None => {
                        self.notes.push(format!("“{id}” is not known to the district, so nothing is near it"));
                        center
                    }
                }
            }
        }
    }

    /// The branch with everything under it.
    fn in_branch(&mut self, value: &str, folded: &str) -> Mask {
        let (columns, actors) = (self.columns, &self.columns.actors);
        let is_meant = |id: &_| actors.is_called(id, folded);
        let known = actors.iter().any(|actor| is_meant(&actor.id)) || columns.branches.iter().any(is_meant);
        if !known {
            self.note_no_actor("branch", value, folded);
        }
        one_of(&columns.branch, &columns.branches, |branch| actors.path(branch).into_iter().any(is_meant))
    }

    fn note_no_actor(&mut self, what: &str, value: &str, folded: &str) {
        let actors = &self.columns.actors;
        let names = actors.iter().flat_map(|actor| actors.names(&actor.id));
        let meant = nearest(folded, names).map(str::to_owned);
        self.note_none(what, value, meant);
    }

    fn noted(&mut self, mask: Mask, what: &str, value: &str, known: &[String]) -> Mask {
        if mask.is_empty() {
            let meant = nearest(&fold(value), known.iter().map(String::as_str)).map(str::to_owned);
            self.note_none(what, value, meant);
        }
        mask
    }

    fn note_none(&mut self, what: &str, value: &str, meant: Option<String>) {
        let hint = meant.map_or(String::new(), |meant| format!("; did you mean “{meant}”?"));
        self.notes.push(format!("No {what} is called “{value}”{hint}"));
    }
}

fn equal<T: PartialEq>(column: &[T], value: &T) -> Mask {
    Mask::from_fn(column.len(), |row| column.get(row) == Some(value))
}

fn with_bit<T: Copy + std::ops::BitAnd<Output = T> + PartialEq + Default>(column: &[T], bit: T) -> Mask {
    Mask::from_fn(column.len(), |row| column.get(row).is_some_and(|bits| *bits & bit != T::default()))
}

/// The rows whose entry in the dictionary passes, which is asked once for each entry.
fn one_of<T>(column: &[u16], dictionary: &[T], test: impl Fn(&T) -> bool) -> Mask {
    let passes: Vec<bool> = dictionary.iter().map(test).collect();
    if !passes.contains(&true) {
        return Mask::none(column.len());
    }
    let row_passes = |row: usize| column.get(row).and_then(|at| passes.get(usize::from(*at))).copied();
    Mask::from_fn(column.len(), |row| row_passes(row).unwrap_or(false))
}

fn compared(columns: &Columns, metric: Metric, part: Part, comparison: Comparison, n: u32) -> Mask {
    let counts = match metric {
        Metric::Killed => &columns.killed,
        Metric::Injured => &columns.injured,
    };
    let (first, second) = match part {
        Part::BestOrLow => (&counts.best, &counts.low),
        Part::Best => (&counts.best, &counts.best),
        Part::Low => (&counts.low, &counts.low),
        Part::High => (&counts.high, &counts.high),
    };
    Mask::from_fn(columns.len(), |row| match (first.get(row), second.get(row)) {
        (Some(&UNKNOWN), Some(&UNKNOWN)) | (None, _) | (_, None) => false,
        (Some(&UNKNOWN), Some(figure)) | (Some(figure), _) => comparison.holds(*figure, n),
    })
}

/// Best, else low, from the first to the last, both counting; unknown is in no range.
fn figure_in(columns: &Columns, metric: Metric, from: u32, to: Option<u32>) -> Mask {
    let counts = match metric {
        Metric::Killed => &columns.killed,
        Metric::Injured => &columns.injured,
    };
    Mask::from_fn(columns.len(), |row| {
        counts.get(row).best_or_low().is_some_and(|n| from <= n && to.is_none_or(|to| n <= to))
    })
}

/// Independent sources of a row.
fn n_origins(columns: &Columns, row: usize) -> Option<u32> {
    columns.n_origins.get(row).map(|n| u32::from(*n))
}

/// Any possible day from the first of `from` to the last of `to`, both counting.
fn within(columns: &Columns, from: Option<Date>, to: Option<Date>) -> Mask {
    let first = from.map_or(i32::MIN, |from| from.earliest().days());
    let last = to.map_or(i32::MAX, |to| to.latest().days());
    Mask::from_fn(columns.len(), |row| columns.overlaps(row, first, last))
}

/// Places known to the district or better only.
fn near_to(columns: &Columns, near: &Near) -> Mask {
    // Most rows are far off by latitude alone; a degree of it is 111.19 km on the sphere, rounded down here.
    let reach = near.km / 111.0;
    Mask::from_fn(columns.len(), |row| {
        let fine = columns.geo_precision.get(row).is_some_and(|precision| *precision <= GeoPrecision::District);
        fine && columns.at.get(row).filter(|at| (at.0 - near.latitude).abs() <= reach).is_some_and(|at| {
            let km = distance_km((near.latitude, near.longitude), *at);
            km < near.km || (near.inclusive && km <= near.km)
        })
    })
}

/// Great-circle distance by the haversine formula on a sphere of the Earth's mean radius (6,371.0088 km, IUGG).
/// Latitudes and longitudes are in degrees; not a number if one of them is not.
fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    const RADIUS_KM: f64 = 6_371.008_8;
    let half = |x: f64, y: f64| ((x - y).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * RADIUS_KM * h.sqrt().clamp(0.0, 1.0).asin()
}
