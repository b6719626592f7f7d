//! `daymark diff`: what two files say differently, by record and field; their layout does not matter.

use super::edit::open_text;
use super::edit_args::DiffArgs;
use super::{Answer, CliError, json};
use crate::edit::Document;
use crate::model::{Header, IncidentId, Period, SourceId};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::Path;

/// One field that differs; `field` is `None` for a whole record that came or went, `id` for the header.
struct Change {
    id: Option<String>,
    field: Option<String>,
    before: Value,
    after: Value,
}

pub(super) fn diff(args: &DiffArgs) -> Result<Answer, CliError> {
    let (a, b) = (read(&args.a)?, read(&args.b)?);
    let changes = changes(&a, &b);
    let exit = u8::from(!changes.is_empty());
    let out = if args.json { json_of(&changes) } else { changes.iter().map(words).collect() };
    Ok(Answer { out, err: String::new(), exit })
}

fn read(path: &Path) -> Result<Document, CliError> {
    Ok(Document::read(path.display().to_string(), open_text(path)?.into_bytes()))
}

fn changes(a: &Document, b: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    fields(None, "", &header(&a.header), &header(&b.header), &mut changes);
    for (a, b) in records(a).iter().zip(&records(b)) {
        of_list(a, b, &mut changes);
    }
    changes
}

type Records = Vec<(String, Value)>;

/// The records of each list with their ids, then those that cannot be read, as text.
fn records(document: &Document) -> [Records; 5] {
    let text = |bytes: &std::ops::Range<usize>| document.text.get(bytes.clone()).unwrap_or("").to_owned();
    let damaged = document.damaged.iter().map(|damaged| {
        let id = damaged.id.clone().unwrap_or_default();
        (id, Value::from(text(&damaged.bytes)))
    });
    [
        document.actors.iter().map(|r| (r.value.id.to_string(), json::actor(r.value))).collect(),
        document.periods.iter().map(|r| (r.value.id.clone(), period(r.value))).collect(),
        document.sources.iter().map(|r| (r.value.id.to_string(), json::source(r.value))).collect(),
        document.incidents.iter().map(|r| (r.value.id.to_string(), json::recorded(r.value).into())).collect(),
        damaged.collect(),
    ]
}

fn period(period: &Period) -> Value {
    json!({
        "id": period.id,
        "title": period.title,
        "when": period.when.to_string(),
        "about": period.about,
        "sources": json::list(&period.sources, |id: &SourceId| id.as_str().into()),
    })
}

fn header(header: &Header) -> Value {
    json!({
        "format": header.format,
        "title": header.title,
        "version": header.version,
        "span": header.span.map(|span| span.to_string()),
        "about": header.about,
        "license": header.license,
        "retired_ids": json::list(&header.retired_ids, |id: &IncidentId| id.as_str().into()),
    })
}

/// Records of one id are compared in their order, so that a doubled id hides nothing.
fn of_list(a: &Records, b: &Records, changes: &mut Vec<Change>) {
    let mut left: HashMap<&str, Vec<&Value>> = HashMap::new();
    for (id, value) in b.iter().rev() {
        left.entry(id).or_default().push(value);
    }
    for (id, before) in a {
        match left.get_mut(id.as_str()).and_then(Vec::pop) {
            Some(after) => fields(Some(id), "", before, after, changes),
            None => changes.push(whole(id, before.clone(), Value::Null)),
        }
    }
    let mut new = left;
    for (id, _) in b {
        for after in new.remove(id.as_str()).unwrap_or_default().into_iter().rev() {
            changes.push(whole(id, Value::Null, after.clone()));
        }
    }
}

fn whole(id: &str, before: Value, after: Value) -> Change {
    Change { id: Some(id.to_owned()), field: None, before, after }
}

/// Fields within fields are told apart; a list is one field.
fn fields(id: Option<&str>, path: &str, a: &Value, b: &Value, changes: &mut Vec<Change>) {
    if a == b {
        return;
    }
    if let (Value::Object(x), Value::Object(y)) = (a, b)
        && same_keys(x, y)
    {
        for (key, before) in x {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            fields(id, &path, before, y.get(key).unwrap_or(&Value::Null), changes);
        }
        return;
    }
    let field = (!path.is_empty()).then(|| path.to_owned());
    changes.push(Change { id: id.map(str::to_owned), field, before: a.clone(), after: b.clone() });
}

fn same_keys(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    a.len() == b.len() && a.keys().all(|key| b.contains_key(key))
}

fn json_of(changes: &[Change]) -> String {
    let change = |change: &Change| json!({"id": change.id, "field": change.field, "before": change.before, "after": change.after});
    json::text(&json!({ "changes": json::list(changes, change) }))
}

fn words(change: &Change) -> String {
    let id = change.id.as_deref().unwrap_or("Timeline");
    let title = |record: &Value| {
        let name = record.get("title").or(record.get("name")).and_then(Value::as_str);
        name.map_or_else(String::new, |name| format!("  {name}"))
    };
    match (&change.field, &change.before, &change.after) {
        (Some(field), before, after) => format!("{id}: {field}: {} → {}\n", shown(before), shown(after)),
        (None, Value::Null, after) => format!("+ {id}{}\n", title(after)),
        (None, before, Value::Null) => format!("- {id}{}\n", title(before)),
        (None, ..) => format!("{id}: the text of a record that cannot be read\n"),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "unknown".to_owned(),
        value => value.to_string(),
    }
}
