//! JSON: what `daymark list --json` gives, with a stamp. `assets/export.schema.json` describes it.

use super::{Content, Pace, Stamp, Stopped, records, short_name};
use crate::model::Incident;
use serde_json::{Map, Value};

/// The document.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let catalog = &content.loaded.catalog;
    let mut named: Vec<&Incident> = Vec::new();
    let mut incidents: Vec<Value> = Vec::new();
    for (i, (row, entry)) in content.incidents().enumerate() {
        pace.step(i)?;
        named.push(&entry.incident);
        incidents.push(records::incident(&entry.incident, content.file_name(entry), content.counts(row)));
    }
    let stamp = Stamp::new(content);
    let mut map = Map::new();
    map.insert("format".to_owned(), 1.into());
    map.insert("stamp".to_owned(), stamp.json());
    map.insert("query".to_owned(), stamp.query.into());
    map.insert("rule".to_owned(), stamp.rule.to_string().into());
    map.insert("as_of".to_owned(), records::date(stamp.as_of));
    let files = records::list(catalog.files(), |file| records::file(file, short_name(&file.name)));
    map.insert("files".to_owned(), files);
    map.insert("incidents".to_owned(), incidents.into());
    let sources = records::named_sources(catalog, &named);
    map.insert("sources".to_owned(), records::list(&sources, |source| records::source(source)));
    let actors = records::named_actors(catalog, &named);
    map.insert("actors".to_owned(), records::list(&actors, |actor| records::actor(actor)));
    Ok(format!("{:#}\n", Value::Object(map)))
}
