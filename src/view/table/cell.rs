//! What the cells of a table say. Unknown is "unknown", nothing said is "–"; neither is ever 0.

use super::TableColumn;
use crate::model::{Count, Day, Vocabulary, thousands};
use crate::query::{Columns, CountingRule, Group, Headline, LeftOut, Row, Sum};
use crate::view::Loaded;

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
        TableColumn::Sources => columns.n_origins.get(at).map_or(String::new(), u8::to_string),
        TableColumn::Reports => n_reports(loaded, row).map_or(String::new(), |n| n.to_string()),
        TableColumn::Id => loaded.id(row).to_owned(),
    };
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// What the incidents of a part add up to in a column; `None` where nothing is added up.
pub fn sum_cell(killed: &Sum, injured: &Sum, headline: Headline, column: TableColumn) -> Option<String> {
    let part = |n: u64, is_open: bool| match (killed.known, killed.unknown, is_open) {
        (0, 1.., _) => UNKNOWN.to_owned(),
        (_, _, true) => format!("at least {}", thousands(n)),
        _ => thousands(n),
    };
    let is_none = killed.known == 0 && killed.unknown == 0;
    match column {
        TableColumn::Killed | TableColumn::Injured if is_none => Some("none counted".to_owned()),
        TableColumn::KilledLow | TableColumn::KilledBest | TableColumn::KilledHigh if is_none => {
            Some(NOTHING.to_owned())
        }
        TableColumn::Killed => Some(killed.words_by(headline)),
        TableColumn::KilledLow => Some(part(killed.low, killed.unknown > 0)),
        TableColumn::KilledBest => Some(part(killed.best, killed.unknown > 0)),
        TableColumn::KilledHigh => Some(part(killed.high, killed.is_open())),
        TableColumn::Injured => Some(injured.words_by(headline)),
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
    let reasons = rule.reasons_against(row as usize, columns);
    let words: Vec<&str> = reasons.into_iter().map(LeftOut::words).collect();
    (!words.is_empty()).then(|| format!("Not counted under “{}”: {}", rule.label(), words.join("; ")))
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
