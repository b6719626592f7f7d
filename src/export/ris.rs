//! RIS: a record for each source, after one for each timeline, whose note is the stamp.

use super::{Content, Pace, Stamp, Stopped, dates, one_line, plain_url};
use crate::model::{Date, Source, SourceKind};

/// The records, their lines ended by CR LF.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let stamp = Stamp::new(content);
    let mut text = String::new();
    for data in &stamp.data {
        text += &line("TY", "DATA");
        text += &line("TI", &data.title);
        text += &line("ET", &data.version);
        text += &published(Some(Date::from_day(stamp.exported)));
        text += &line("N1", &stamp.one_line());
        text += "ER  - \r\n\r\n";
    }
    for source in content.sources(pace)? {
        text += &record(source);
    }
    Ok(text)
}

fn record(source: &Source) -> String {
    let mut text = line("TY", sort(source.kind));
    text += &line("ID", source.id.as_str());
    text += &line("TI", &source.title);
    text += &line("AU", source.author.as_deref().unwrap_or_default());
    text += &line("PB", &source.publisher);
    text += &published(source.published);
    text += &line("LA", source.language.as_deref().unwrap_or_default());
    text += &line("UR", &source.url.as_deref().map(|url| plain_url(url, &[])).unwrap_or_default());
    let archive = source.archive.as_deref().map(|url| format!("Archived: {}", plain_url(url, &[])));
    text += &line("N1", &archive.unwrap_or_default());
    text + "ER  - \r\n\r\n"
}

fn sort(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Court => "CASE",
        SourceKind::Encyclopedia => "ENCYC",
        SourceKind::Official | SourceKind::Ngo | SourceKind::Un => "RPRT",
        SourceKind::Wire | SourceKind::Press | SourceKind::LocalPress | SourceKind::StateOrPartisan => "NEWS",
        SourceKind::Academic | SourceKind::ClaimChannel => "ELEC",
    }
}

fn published(date: Option<Date>) -> String {
    let Some(date) = date else { return line("PY", "n.d.") };
    let (year, month, day) = dates::numbers(date);
    let two = |n: Option<u32>| n.map_or(String::new(), |n| format!("{n:02}"));
    line("PY", &format!("{year:04}")) + &line("DA", &format!("{year:04}/{}/{}/", two(month), two(day)))
}

/// A line with its tag; none for an empty value.
fn line(tag: &str, text: &str) -> String {
    let text = value(text);
    if text.is_empty() { String::new() } else { format!("{tag}  - {text}\r\n") }
}

/// The text as a value: on one line, so that nothing in it begins a tag.
pub fn value(text: &str) -> String {
    one_line(text)
}
