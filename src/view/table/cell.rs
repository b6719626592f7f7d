//! What the cells of a table say. Unknown is "unknown", nothing said is "–"; neither is ever 0.

use super::TableColumn;
use crate::model::{Count, Day, SourceId, Vocabulary, origin, thousands};
use crate::query::{Columns, CountingRule, Group, Row, Sum};
use crate::view::Loaded;
use std::collections::BTreeSet;

/// A cell where nothing is said.
const NOTHING: &str = "–";
/// A cell where a number is not known.
const UNKNOWN: &str = "unknown";

/// The text of a cell.
pub fn cell(loaded: &Loaded, rule: &CountingRule, row: Row, column: TableColumn) -> String {
    let columns = &loaded.columns;
    let at = row as usize;
    let incident = loaded.catalog.incident(row);
    let part = |part: fn(Count) -> Option<u32>| number(part(rule.killed(at, columns)));
    let text = match column {
        TableColumn::Date => incident.map_or_else(|| days(columns, row), |incident| incident.when.words()),
        TableColumn::Title => columns.title(row).to_owned(),
        TableColumn::Branch => label(&columns.branch, &columns.branch_labels, at),
        TableColumn::Country => label(&columns.country, &columns.country_labels, at),
        TableColumn::Admin1 => incident.and_then(|incident| incident.place.admin1.clone()).unwrap_or_default(),
        TableColumn::City => incident.and_then(|incident| incident.place.city.clone()).unwrap_or_default(),
        TableColumn::Kind => columns.kind_of(row).label().to_owned(),
        TableColumn::Attack => match incident {
            Some(incident) => labels(&incident.attack_types),
            None => columns.attack_type(row).map_or(String::new(), |word| word.label().to_owned()),
        },
        TableColumn::Target => match incident {
            Some(incident) => labels(&incident.target_types),
            None => columns.target_type(row).map_or(String::new(), |word| word.label().to_owned()),
        },
        TableColumn::Killed => rule.killed(at, columns).words(),
        TableColumn::KilledLow => part(|count| count.low),
        TableColumn::KilledBest => part(|count| count.best),
        TableColumn::KilledHigh => part(|count| count.high),
        TableColumn::Injured => columns.injured.get(at).words(),
        TableColumn::AttackersKilled => number(columns.perpetrators_killed_in(row)),
        TableColumn::Confidence => columns.confidence.get(at).map_or(String::new(), |word| word.label().to_owned()),
        TableColumn::Status => columns.status.get(at).map_or(String::new(), |word| word.label().to_owned()),
        TableColumn::Sources => n_sources(loaded, row).map_or(String::new(), |n| n.to_string()),
        TableColumn::Reports => n_reports(loaded, row).map_or(String::new(), |n| n.to_string()),
        TableColumn::Id => loaded.id(row).to_owned(),
    };
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// What the incidents of a part add up to in a column; `None` where nothing is added up.
pub fn sum_cell(killed: &Sum, injured: &Sum, column: TableColumn) -> Option<String> {
    let part = |n: u64, is_open: bool| match (killed.known, killed.unknown, is_open) {
        (0, 1.., _) => UNKNOWN.to_owned(),
        (_, _, true) => format!("at least {}", thousands(n)),
        _ => thousands(n),
    };
    match column {
        TableColumn::Killed => Some(killed.words()),
        TableColumn::KilledLow => Some(part(killed.low, killed.unknown > 0)),
        TableColumn::KilledBest => Some(part(killed.best, killed.unknown > 0)),
        TableColumn::KilledHigh => Some(part(killed.high, killed.is_open())),
        TableColumn::Injured => Some(injured.words()),
        _ => None,
    }
}

impl Group {
    /// The part as a heading: its name, how many incidents, how many of them count.
    pub fn heading(&self) -> String {
        let incidents = if self.incidents == 1 { "incident" } else { "incidents" };
        let (n, counted) = (thousands(self.incidents.into()), thousands(self.counted.into()));
        format!("{} · {n} {incidents}, {counted} counted", self.label)
    }
}

/// Why the rule leaves an incident out; `None` if it counts.
pub fn why_not_counted(columns: &Columns, rule: &CountingRule, row: Row) -> Option<String> {
    let at = row as usize;
    if rule.counts(at, columns) {
        return None;
    }
    let kind = columns.kind_of(row);
    let branch = columns.branch.get(at).map_or(0, |branch| usize::from(*branch));
    let file = columns.file.get(at).map_or(0, |file| usize::from(*file));
    let is_other = columns.branch_is_other.get(branch) == Some(&true);
    let is_outside = columns.file_spans.get(file).is_some_and(|span| {
        let (earliest, _) = columns.days(row);
        earliest < span.0 || earliest > span.1
    });
    let reason = if !rule.kinds.contains(&kind) {
        format!("the rule does not count this kind: {}", kind.label().to_lowercase())
    } else if is_other && !rule.with_other_branches {
        "it is filed under another group".to_owned()
    } else if is_outside && !rule.with_outside_span {
        "it began outside the span of the timeline".to_owned()
    } else {
        "the rule leaves it out".to_owned()
    };
    Some(format!("Not counted under “{}”: {reason}", rule.label))
}

/// Sources of which none passes another on; `None` without a record.
pub(super) fn n_sources(loaded: &Loaded, row: Row) -> Option<u32> {
    let incident = loaded.catalog.incident(row)?;
    let ids = incident.source_ids();
    let origins: BTreeSet<&SourceId> = ids.into_iter().map(|id| origin(id, |id| loaded.catalog.source(id))).collect();
    u32::try_from(origins.len()).ok()
}

pub(super) fn n_reports(loaded: &Loaded, row: Row) -> Option<u32> {
    u32::try_from(loaded.catalog.incident(row)?.reports.len()).ok()
}

fn number(n: Option<u32>) -> String {
    n.map_or_else(|| UNKNOWN.to_owned(), |n| thousands(n.into()))
}

fn label(column: &[u16], labels: &[String], at: usize) -> String {
    column.get(at).and_then(|value| labels.get(usize::from(*value))).cloned().unwrap_or_default()
}

fn labels<T: Vocabulary>(words: &[T]) -> String {
    words.iter().map(|word| word.label()).collect::<Vec<_>>().join(", ")
}

/// The days of a row that has no record.
fn days(columns: &Columns, row: Row) -> String {
    let (earliest, latest) = columns.days(row);
    let (first, last) = (Day::from_days(earliest), Day::from_days(latest));
    if first == last { first.long() } else { format!("{} to {}", first.long(), last.long()) }
}
