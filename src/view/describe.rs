//! Pictures in words: a scene as text for tests, a mark as a sentence for a listener.

use super::{Body, Detail, Groups, Lanes, Mark, Scene};
use crate::model::{Incident, Vocabulary};
use crate::query::{Catalog, Columns, Row, fold};
use std::fmt::Write;

/// An incident as a listener would want it: title, date, place, figures, kind and branch.
pub fn spoken_incident(catalog: &Catalog, incident: &Incident) -> String {
    let branch = catalog.actors().label(&incident.branch);
    format!(
        "{}, {}, {}; killed {}; injured {}; {}, {branch}",
        incident.title,
        incident.when.words(),
        incident.place.words(),
        incident.killed().words(),
        incident.injured().words(),
        incident.kind.label().to_lowercase(),
    )
}

/// A mark as a listener would want it: the incident, or how many there are and the deadliest.
pub fn spoken_mark(catalog: &Catalog, columns: &Columns, mark: &Mark) -> String {
    match (mark.n_incidents(), catalog.incident(mark.row)) {
        (1, Some(incident)) => spoken_incident(catalog, incident),
        (1, None) => columns.title(mark.row).to_owned(),
        (n, _) => format!("{n} incidents, the deadliest {}", columns.title(mark.row)),
    }
}

/// The scene as text: a line for each lane, then its marks from left to right with whole points.
///
/// ```text
/// IS-KP  cards  2 on screen
///   120 ● Kabul airport
///   300 ◍ 4: Kerman bombings
/// ```
pub fn describe_scene(scene: &Scene, lanes: &Lanes, groups: &Groups, columns: &Columns) -> String {
    let mut text = String::new();
    for (i, (lane_box, lane)) in scene.lanes.iter().zip(&lanes.lanes).enumerate() {
        let detail = match lane_box.detail {
            Detail::Density => "density",
            Detail::Clusters => "clusters",
            Detail::Cards => "cards",
        };
        let _ = writeln!(text, "{}  {detail}  {} on screen", lane.label(groups), lane_box.n_on_screen);
        let mut marks: Vec<&Mark> = scene.marks.iter().filter(|mark| mark.lane == i).collect();
        marks.sort_by(|a, b| a.x.total_cmp(&b.x));
        for mark in marks {
            let _ = writeln!(text, "  {} {}", mark.x.round(), mark_words(mark, columns));
        }
    }
    text
}

fn mark_words(mark: &Mark, columns: &Columns) -> String {
    let title = columns.title(mark.row);
    match (mark.body, mark.n_incidents()) {
        (Body::Point, 1) => format!("{} {title}", if mark.is_hollow { '○' } else { '●' }),
        (Body::Point, n) => format!("◍ {n}: {title}"),
        (Body::Bar { start, end, is_span, soft_start, soft_end }, n) => {
            let (a, b) = (if soft_start { '(' } else { '[' }, if soft_end { ')' } else { ']' });
            let body = if is_span { "solid" } else { "hollow" };
            let count = if n > 1 { format!("{n}: ") } else { String::new() };
            format!("{a}{} to {}{b} {body} {count}{title}", start.round(), end.round())
        }
    }
}

/// Rows whose title holds a text, best first: those that begin with it, then the rest by length. At most `max`.
pub fn rows_titled(columns: &Columns, text: &str, max: usize) -> Vec<Row> {
    let wanted = fold(text);
    let mut rows: Vec<(bool, usize, Row)> = (0..columns.len() as Row)
        .filter_map(|row| {
            let title = fold(columns.title(row));
            title.find(&wanted).map(|at| (at > 0, title.len(), row))
        })
        .collect();
    rows.sort_unstable();
    rows.truncate(max);
    rows.into_iter().map(|(_, _, row)| row).collect()
}
