//! CSV (RFC 4180, UTF-8 without a mark): one row for each incident. What the columns mean is in `csvw`.

use super::row::{COLUMNS, Cell, cells};
use super::{Content, Pace, Stopped};

/// Stands between the items of a list.
pub(super) const SEPARATOR: char = '|';

/// The table, its lines ended by CR LF.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    // A table of ours always has rows of one length, and memory takes what is written.
    let _ = writer.write_record(COLUMNS.iter().map(|column| column.name));
    for (i, (row, entry)) in content.incidents().enumerate() {
        pace.step(i)?;
        let _ = writer.write_record(cells(content, row, entry).into_iter().map(written));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => guard(&text),
        Cell::Number(n) => n.map_or(String::new(), |n| n.to_string()),
        Cell::Degrees(degrees) => degrees.map_or(String::new(), |degrees| degrees.to_string()),
        Cell::Flag(flag) => flag.to_string(),
        Cell::List(items) => guard(&joined(&items)),
    }
}

fn joined(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| item.replace(SEPARATOR, "%7C")).collect();
    items.join("|")
}

/// The text with an apostrophe in front if a spreadsheet would take it for a formula, or if it has one in front.
pub fn guard(text: &str) -> String {
    if text.starts_with(needs_guard) { format!("'{text}") } else { text.to_owned() }
}

/// What [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(needs_guard)).unwrap_or(text)
}

/// Spreadsheets take the wide forms of East Asian keyboards too; an apostrophe is guarded so that it can be told from
/// a guard.
fn needs_guard(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠')
}
