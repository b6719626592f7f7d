//! What stands beside a CSV file: its columns and where it comes from, as W3C "CSV on the Web" metadata.

use super::csv::SEPARATOR;
use super::row::{COLUMNS, Column, Sort};
use super::{Content, Stamp};
use serde_json::{Map, Value, json};

/// The metadata of the table with this file name.
pub(super) fn text(content: &Content<'_>, name: &str) -> String {
    let stamp = Stamp::new(content);
    let columns: Vec<Value> = COLUMNS.iter().map(column).collect();
    let licenses: Vec<&str> = stamp.data.iter().map(|data| data.license.as_str()).filter(|l| !l.is_empty()).collect();
    let value = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url(name),
        "dc:title": stamp.title(),
        "dc:date": stamp.exported.to_string(),
        "dc:license": licenses,
        "dc:description": stamp.one_line(),
        "dialect": {"encoding": "utf-8", "header": true, "delimiter": ",", "quoteChar": "\"", "doubleQuote": true},
        "tableSchema": {"columns": columns, "primaryKey": "id"},
        "notes": [
            {"type": "stamp", "stamp": stamp.json()},
            {
                "type": "guard",
                "body": "A text that begins with =, +, -, @, an apostrophe, a tab or a line end has one apostrophe put before it, so that no spreadsheet takes it for a formula. Inside of lists | is written %7C.",
            },
        ],
    });
    format!("{value:#}\n")
}

fn column(column: &Column) -> Value {
    let mut map = Map::new();
    map.insert("name".to_owned(), column.name.into());
    map.insert("titles".to_owned(), column.name.into());
    map.insert("dc:description".to_owned(), column.about.into());
    let datatype = match column.sort {
        Sort::Text | Sort::List => json!("string"),
        Sort::Day => json!({"base": "date", "format": "yyyy-MM-dd"}),
        Sort::Number => json!({"base": "nonNegativeInteger"}),
        Sort::Degrees => json!("double"),
        Sort::Flag => json!({"base": "boolean", "format": "true|false"}),
    };
    map.insert("datatype".to_owned(), datatype);
    if column.sort == Sort::List {
        map.insert("separator".to_owned(), SEPARATOR.to_string().into());
    }
    map.into()
}

/// A file name as a relative address.
fn url(name: &str) -> String {
    let mut url = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}
