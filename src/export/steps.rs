//! What the steps of a story show: each a view of its own, with its own filter, rule and day.

use super::{Content, Stamp, rows_in_order};
use crate::model::Date;
use crate::query::{CountingRule, Query};
use crate::view::{Loaded, StoryStep};

/// What a step shows, made of its own filter, rule, day and incidents; else what of its view cannot be read.
pub(super) fn shown<T>(
    content: &Content<'_>,
    step: &StoryStep,
    make: impl FnOnce(&Content<'_>) -> T,
) -> Result<T, String> {
    let view = &step.view;
    let (Ok(query), Ok(rule)) = (Query::parse(&view.query), rule(&view.rule)) else {
        let faults = view.faults(content.loaded).into_iter().filter(|fault| fault.is_error && fault.field != "name");
        return Err(faults.map(|fault| fault.message).collect::<Vec<_>>().join("; "));
    };
    let as_of = earlier(view.as_of, content.as_of);
    let known = match as_of {
        Some(day) if as_of != content.as_of => {
            let files = content.loaded.catalog.files().to_vec();
            Some(Loaded::as_known_on(files, Some(day.latest())))
        }
        _ => None,
    };
    let loaded = known.as_ref().unwrap_or(content.loaded);
    let rows = rows_in_order(loaded, &loaded.filter(&query).mask);
    Ok(make(&Content { loaded, rows: &rows, query: &query, rule: &rule, as_of, story: None, ..*content }))
}

/// Filter, rule and day of a step and its figures, as names and words.
pub(super) fn lines(stamp: &Stamp) -> Vec<(&'static str, String)> {
    let mut lines = stamp.lines();
    lines.retain(|(name, _)| !matches!(*name, "Data" | "Exported" | "Note"));
    lines
}

fn rule(text: &str) -> Result<CountingRule, ()> {
    if text.is_empty() { Ok(CountingRule::default()) } else { CountingRule::parse(text).map_err(|_| ()) }
}

fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.latest() <= b.latest() { a } else { b }),
        (a, b) => a.or(b),
    }
}
