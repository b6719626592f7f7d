//! A table as text to paste elsewhere: tab-separated values or Markdown, with a title and a stamp of data, filter and
//! rule. What a spreadsheet would take for a formula is made plain text by an apostrophe before it.

use super::{Table, TableColumn, TableLayout, cell, sum_cell};
use crate::model::thousands;
use crate::query::{Group, GroupKey, Headline, Row, Totals};
use crate::view::{Loaded, Shown};
use std::collections::HashSet;
use std::fmt::Write as _;

/// How the text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TableFormat {
    /// Tab-separated values.
    Tsv,
    /// A Markdown table.
    Markdown,
}

/// The rows of a table as text: all, or `only` these.
pub fn table_text(
    loaded: &Loaded,
    shown: &Shown,
    table: &Table,
    layout: &TableLayout,
    only: Option<&[Row]>,
    format: TableFormat,
) -> String {
    let wanted: Option<HashSet<Row>> = only.map(|rows| rows.iter().copied().collect());
    let is_wanted = |row: Row| wanted.as_ref().is_none_or(|wanted| wanted.contains(&row));
    let totals = only.map_or_else(|| *shown.totals, |rows| shown.totals_of(loaded, rows));
    let mut text = String::new();
    for line in [title(loaded, shown, &totals), stamp(loaded, shown)] {
        let _ = match format {
            TableFormat::Tsv => writeln!(text, "{}", tsv(&line)),
            TableFormat::Markdown => writeln!(text, "{}\n", markdown(&line)),
        };
    }
    let mut head: Vec<String> = layout.columns.iter().map(|column| column.label().to_owned()).collect();
    if let Some(group) = table.group {
        head.insert(0, group.label().to_owned());
    }
    let is_number = |i: usize| {
        let shift = usize::from(table.group.is_some());
        i.checked_sub(shift).and_then(|i| layout.columns.get(i)).is_some_and(|column| column.is_number())
    };
    write_head(&mut text, &head, is_number, format);
    for part in &table.parts {
        for row in part.rows.iter().copied().filter(|row| is_wanted(*row)) {
            let group = part.sums.as_ref().map(|sums| sums.label.clone());
            let cells = layout.columns.iter().map(|column| exact_cell(loaded, shown, row, *column, format));
            write_row(&mut text, group.into_iter().chain(cells), format);
        }
    }
    if only.is_none()
        && let Some(group) = table.group
    {
        sums(&mut text, table, group.label(), shown.rule.headline, format);
    }
    text
}

/// In values a date is the file's own text, which sorts and can be read back.
fn exact_cell(loaded: &Loaded, shown: &Shown, row: Row, column: TableColumn, format: TableFormat) -> String {
    match (column, format, loaded.catalog.incident(row)) {
        (TableColumn::Date, TableFormat::Tsv, Some(incident)) => incident.when.to_string(),
        _ => cell(loaded, &shown.rule, row, column),
    }
}

/// What was selected, and what it adds up to.
fn title(loaded: &Loaded, shown: &Shown, totals: &Totals) -> String {
    let titles: Vec<&str> = loaded.catalog.files().iter().map(|file| file.header.title.as_str()).collect();
    let incidents = if totals.incidents == 1 { "incident" } else { "incidents" };
    format!(
        "{}: {} {incidents}, {} counted: killed {}; injured {}",
        titles.join(" + "),
        thousands(totals.incidents.into()),
        thousands(totals.counted.into()),
        totals.killed.words_by(shown.rule.headline),
        totals.injured.words_by(shown.rule.headline),
    )
}

/// Data, filter, rule, and that it is a selection.
fn stamp(loaded: &Loaded, shown: &Shown) -> String {
    let filter = shown.query.to_string();
    let filter = if filter.is_empty() { "none".to_owned() } else { filter };
    let as_known = loaded.as_known.map_or(String::new(), |day| format!(" As known on {}.", day.long()));
    format!(
        "Data: {}. Filter: {filter}. Counting rule: {}.{as_known} A selection of incidents, not a census.",
        data(loaded),
        shown.rule.label()
    )
}

/// Title, version and licence of each file.
pub(crate) fn data(loaded: &Loaded) -> String {
    let files = loaded.catalog.files().iter();
    let each =
        files.map(|file| format!("{}, version {} ({})", file.header.title, file.header.version, file.header.license));
    each.collect::<Vec<_>>().join("; ")
}

/// The parts with what each adds up to.
fn sums(text: &mut String, table: &Table, group: &str, headline: Headline, format: TableFormat) {
    text.push('\n');
    let head = [group, "Incidents", "Counted", "Killed", "Injured"].map(str::to_owned);
    write_head(text, &head, |i| i > 0, format);
    for sums in table.parts.iter().filter_map(|part| part.sums.as_ref()) {
        write_row(text, sum_row(sums, headline).into_iter(), format);
    }
    if table.group.is_some_and(GroupKey::overlaps) {
        let note = "An incident may stand in several of these parts or in none: they do not add up to the total.";
        let _ = match format {
            TableFormat::Tsv => writeln!(text, "{note}"),
            TableFormat::Markdown => writeln!(text, "\n{note}"),
        };
    }
}

fn sum_row(sums: &Group, headline: Headline) -> [String; 5] {
    let cell = |column| sum_cell(&sums.killed, &sums.injured, headline, column).unwrap_or_default();
    [
        sums.label.clone(),
        sums.incidents.to_string(),
        sums.counted.to_string(),
        cell(TableColumn::Killed),
        cell(TableColumn::Injured),
    ]
}

/// Writes the head of a table; `is_number` tells the columns that stand at the right.
pub(crate) fn write_head(text: &mut String, head: &[String], is_number: impl Fn(usize) -> bool, format: TableFormat) {
    write_row(text, head.iter().cloned(), format);
    if format == TableFormat::Markdown {
        let rule = (0..head.len()).map(|i| if is_number(i) { "--:" } else { "--" });
        let _ = writeln!(text, "|{}|", rule.collect::<Vec<_>>().join("|"));
    }
}

/// Writes one line of a table.
pub(crate) fn write_row(text: &mut String, cells: impl Iterator<Item = String>, format: TableFormat) {
    let _ = match format {
        TableFormat::Tsv => writeln!(text, "{}", cells.map(|cell| tsv(&cell)).collect::<Vec<_>>().join("\t")),
        TableFormat::Markdown => {
            writeln!(text, "| {} |", cells.map(|cell| markdown(&cell)).collect::<Vec<_>>().join(" | "))
        }
    };
}

/// One value: no tab, no line break, and nothing that begins a formula.
pub(crate) fn tsv(cell: &str) -> String {
    let plain: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let begins_formula = plain.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins_formula { format!("'{plain}") } else { plain }
}

/// One value with what Markdown would read as its own signs made plain.
pub(crate) fn markdown(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for letter in cell.chars() {
        match letter {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => text.extend(['\\', letter]),
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text
}
