//! The text of a timeline with nothing in it yet.

use crate::format::quoted;
use crate::model::Day;

/// A timeline with a title and no incidents, laid out like the template. `today` becomes its version, and its span the ten
/// years up to it.
pub fn new_timeline(title: &str, today: Day) -> String {
    let title = quoted(title.trim());
    let year = today.year();
    let first = year - 9;
    format!(
        "// A timeline for Daymark. timelines/template.ron shows every field by example.

#![enable(implicit_some)]
Timeline(
    format: 1,
    title: {title},
    version: \"{today}\",                      // of the data; raise it when the data changes
    span: \"{first}/{year}\",                          // what totals, overview and first view cover; both ends count
    about: \"\",                                   // what is taken in and what is not, and how figures are counted
    license: \"CC-BY-4.0\",
    retired_ids: [],
    // Who is filed under what. An incident's branch is one of these.
    actors: [
        Actor(id: \"other\", name: \"Other or unknown\"),
    ],
    periods: [],
    sources: [],
    incidents: [],
)
"
    )
}
