//! CSL-JSON: an item for each source, after one for each timeline, whose note is the stamp.

use super::{Content, Pace, Stamp, Stopped, dates};
use crate::model::{Date, Source, SourceKind};
use serde_json::{Map, Value, json};

/// The items.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let stamp = Stamp::new(content);
    let mut items: Vec<Value> = Vec::new();
    for data in &stamp.data {
        items.push(json!({
            "id": format!("data-{}", data.file),
            "type": "dataset",
            "title": data.title,
            "version": data.version,
            "issued": issued(Some(Date::from_day(stamp.exported))),
            "note": stamp.one_line(),
        }));
    }
    items.extend(content.sources(pace)?.into_iter().map(item));
    Ok(format!("{:#}\n", Value::Array(items)))
}

fn item(source: &Source) -> Value {
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
    put("id", source.id.as_str().into());
    put("type", sort(source.kind).into());
    put("title", source.title.clone().into());
    if let Some(author) = &source.author {
        put("author", json!([{"literal": author}]));
    }
    put("publisher", source.publisher.clone().into());
    put("container-title", source.publisher.clone().into());
    put("issued", issued(source.published));
    if let Some(language) = &source.language {
        put("language", language.clone().into());
    }
    if let Some(url) = &source.url {
        put("URL", url.clone().into());
    }
    if let Some(archive) = &source.archive {
        put("archive_location", archive.clone().into());
    }
    map.into()
}

fn sort(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Court => "legal_case",
        SourceKind::Encyclopedia => "entry-encyclopedia",
        SourceKind::Official | SourceKind::Ngo | SourceKind::Un => "report",
        SourceKind::Wire | SourceKind::Press | SourceKind::LocalPress | SourceKind::StateOrPartisan => {
            "article-newspaper"
        }
        SourceKind::Academic | SourceKind::ClaimChannel => "webpage",
    }
}

fn issued(date: Option<Date>) -> Value {
    let Some(date) = date else { return json!({"literal": "n.d."}) };
    let (year, month, day) = dates::numbers(date);
    let parts: Vec<Value> =
        std::iter::once(year.into()).chain(month.map(Value::from)).chain(day.map(Value::from)).collect();
    let is_about = date.qualifier != Default::default();
    if is_about { json!({"date-parts": [parts], "circa": true}) } else { json!({"date-parts": [parts]}) }
}
