//! JSON of answers, by the contract of the command line; that of records is `export::records`.

use super::ask::Asked;
use crate::export::records;
use crate::format::{LineIndex, Problem};
use crate::query::{Group, Row};
use serde_json::{Map, Value, json};

pub(super) use crate::export::records::{actor, list, recorded, source, sum};

/// A document as text, with a line end.
pub(super) fn text(value: &Value) -> String {
    format!("{value:#}\n")
}

/// `query`, `rule` and `as_of`, as every answer to a filter has them.
pub(super) fn filter(asked: &Asked) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("query".to_owned(), asked.filter.query.to_string().into());
    map.insert("rule".to_owned(), asked.filter.rule.to_string().into());
    map.insert("as_of".to_owned(), records::date(asked.filter.as_of));
    map
}

/// The incident of a row, with what is derived from it; `null` for a row that is not there.
pub(super) fn incident(asked: &Asked, row: Row) -> Value {
    let Some(entry) = asked.entry(row) else { return Value::Null };
    records::incident(&entry.incident, asked.file_name(entry), asked.counts(row))
}

/// One part of a total.
pub(super) fn group(group: &Group) -> Value {
    json!({
        "key": group.key,
        "incidents": group.incidents,
        "counted": group.counted,
        "killed": sum(&group.killed),
        "injured": sum(&group.injured),
    })
}

/// A problem of a file; `index` is that of its text.
pub(super) fn problem(name: &str, text: &str, index: &LineIndex, problem: &Problem) -> Value {
    let place = index.position(text, problem.bytes.start);
    json!({
        "file": name,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity.word(),
        "code": problem.code,
        "id": problem.id,
        "message": problem.message,
        "hint": problem.hint,
    })
}
