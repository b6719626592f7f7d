//! GeoJSON (RFC 7946). An incident whose place is not known to the district has no point: a dot in the middle of a
//! province would tell a place that nobody knows.

use super::row::{COLUMNS, Cell, cells, point};
use super::{Content, Pace, Stamp, Stopped};
use crate::query::{Entry, Row};
use serde_json::{Map, Value, json};

/// The collection.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let mut features = Vec::new();
    for (i, (row, entry)) in content.incidents().enumerate() {
        pace.step(i)?;
        features.push(feature(content, row, entry));
    }
    let mut map = Map::new();
    map.insert("type".to_owned(), "FeatureCollection".into());
    map.insert("stamp".to_owned(), Stamp::new(content).json());
    map.insert("features".to_owned(), features.into());
    Ok(format!("{:#}\n", Value::Object(map)))
}

fn feature(content: &Content<'_>, row: Row, entry: &Entry) -> Value {
    let geometry = point(&entry.incident).map(|(latitude, longitude)| {
        // Longitude comes first.
        json!({"type": "Point", "coordinates": [longitude, latitude]})
    });
    let mut properties = Map::new();
    for (column, cell) in COLUMNS.iter().zip(cells(content, row, entry)) {
        // The point alone says where: what is known coarsely would be drawn as if it were exact.
        if !matches!(cell, Cell::Degrees(_)) {
            properties.insert(column.name.to_owned(), value(cell));
        }
    }
    json!({"type": "Feature", "id": entry.incident.id.as_str(), "geometry": geometry, "properties": properties})
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Text(text) => text.into(),
        Cell::Number(n) => n.into(),
        Cell::Degrees(degrees) => degrees.into(),
        Cell::Flag(flag) => flag.into(),
        Cell::List(items) => items.into(),
    }
}
