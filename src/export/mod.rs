//! What leaves the program: incidents, their figures and their sources as files that others read.
//!
//! Pure: values in, bytes out. What is exported is chosen by the caller ([`Content`]); every output says by its
//! [`Stamp`] which data, filter and counting rule it comes from. Writing files is left to `store`.

mod bibtex;
mod calendar;
mod citations;
mod csl;
mod csv;
mod csvw;
mod dates;
mod format;
mod geojson;
mod html;
mod json;
mod letters;
mod markdown;
mod markup;
mod pdf;
mod picture;
mod pptx;
pub mod records;
mod ris;
mod row;
mod stamp;
mod steps;
mod timelinejs;
mod within;
mod words;

pub use bibtex::escape as escape_bibtex;
pub use calendar::{escape as escape_calendar, fold as fold_calendar};
pub use csv::{guard as guard_csv, unguard as unguard_csv};
pub use format::Format;
pub use markup::escape as escape_markup;
pub use picture::{Drawing, Paging, PictureOptions, escape as escape_xml};
pub use ris::value as ris_value;
pub use stamp::{Data, Stamp};

use crate::model::{Date, Day, FileRecords, Incident, Source};
use crate::query::{CountingRule, Entry, Mask, Query, Row};
use crate::view::{Loaded, Story};

/// What is exported, and what of its origin every output says.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// The timelines, as known on the day asked for.
    pub loaded: &'a Loaded,
    /// The incidents, in the order they are written.
    pub rows: &'a [Row],
    /// The filter that gives these incidents.
    pub query: &'a Query,
    /// The rule by which figures are counted.
    pub rule: &'a CountingRule,
    /// The day as of which the record is shown, as asked for; `None` is as recorded.
    pub as_of: Option<Date>,
    /// Whether each of the files has changes that are not saved; a file without a word has none.
    pub unsaved: &'a [bool],
    /// The day of the export.
    pub exported: Day,
    /// A line that every output carries, such as "UNCLASSIFIED"; empty is none.
    pub marking: &'a str,
    /// The guided reading that goes with it, in the formats that are read from front to back.
    pub story: Option<&'a Story>,
    /// What pictures show, also those within other formats.
    pub picture: &'a PictureOptions,
}

/// One file of an export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What is put behind the name of the export: nothing for the export itself.
    pub suffix: &'static str,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

impl Part {
    fn text(suffix: &'static str, text: String) -> Self {
        Self { suffix, bytes: text.into_bytes() }
    }

    /// The export itself, as its only file.
    fn only(bytes: Vec<u8>) -> Vec<Self> {
        vec![Self { suffix: "", bytes }]
    }
}

/// Why there is no export.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ExportError {
    /// It was stopped before its end.
    #[error("the export was stopped")]
    Stopped,
    /// It could not be made, in words.
    #[error("{0}")]
    Failed(String),
}

/// The export was stopped before its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stopped;

impl From<Stopped> for ExportError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Tells how many incidents are written, and asks whether to go on.
pub struct Pace<'a>(&'a mut dyn FnMut(usize) -> bool);

impl<'a> Pace<'a> {
    /// A pace that calls `go_on` with the number of incidents written.
    pub fn new(go_on: &'a mut dyn FnMut(usize) -> bool) -> Self {
        Self(go_on)
    }

    fn step(&mut self, done: usize) -> Result<(), Stopped> {
        /// Incidents between two questions.
        const EVERY: usize = 64;
        if done.is_multiple_of(EVERY) { self.ask(done) } else { Ok(()) }
    }

    /// The same at once.
    fn ask(&mut self, done: usize) -> Result<(), Stopped> {
        if (self.0)(done) { Ok(()) } else { Err(Stopped) }
    }
}

/// Writes an export. `name` is the last part of the file's name, which some formats refer to.
///
/// The same content gives the same bytes. What each part is called is told by [`part_names`].
///
/// # Errors
/// If `pace` says not to go on, or if it cannot be made.
pub fn write(format: Format, content: &Content<'_>, name: &str, pace: &mut Pace<'_>) -> Result<Vec<Part>, ExportError> {
    let text = match format {
        Format::Csv => {
            let table = Part::text("", csv::text(content, pace)?);
            return Ok(vec![table, Part::text("-metadata.json", csvw::text(content, name))]);
        }
        Format::Svg | Format::Png => return picture::parts(format, content, pace),
        Format::Pdf => return Ok(Part::only(pdf::bytes(content, pace)?)),
        Format::Json => json::text(content, pace)?,
        Format::GeoJson => geojson::text(content, pace)?,
        Format::TimelineJs => timelinejs::text(content, pace)?,
        Format::Calendar => calendar::text(content, pace)?,
        Format::Html => html::text(content, pace)?,
        Format::Slides => return Ok(Part::only(pptx::bytes(content, pace)?)),
        Format::Markdown => markdown::text(content, pace)?,
        Format::Citations => citations::text(content, pace)?,
        Format::BibTex => bibtex::text(content, pace)?,
        Format::Ris => ris::text(content, pace)?,
        Format::CslJson => csl::text(content, pace)?,
    };
    Ok(Part::only(text.into_bytes()))
}

/// What the parts of an export of this name are called: the name with each part's suffix, numbered before its ending
/// where a picture has several pages.
pub fn part_names(name: &str, parts: &[Part]) -> Vec<String> {
    let is_paged = parts.len() > 1 && parts.iter().all(|part| part.suffix.is_empty());
    let numbered = |i: usize| match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, ending)) => format!("{stem}-{}.{ending}", i + 1),
        None => format!("{name}-{}", i + 1),
    };
    let named = |(i, part): (usize, &Part)| if is_paged { numbered(i) } else { format!("{name}{}", part.suffix) };
    parts.iter().enumerate().map(named).collect()
}

/// The incidents of a mask as exports and lists order them: by earliest day, then id.
pub fn rows_in_order(loaded: &Loaded, mask: &Mask) -> Vec<Row> {
    let entries = loaded.catalog.incidents();
    let key = |row: Row| entries.get(row as usize).map(|entry| (entry.incident.when.earliest(), &entry.incident.id));
    let mut rows: Vec<Row> = mask.iter().collect();
    rows.sort_by(|a, b| key(*a).cmp(&key(*b)));
    rows
}

/// The marking as one line: blanks and what cannot be seen become single blanks.
pub fn marking_line(text: &str) -> String {
    one_line(text)
}

impl Content<'_> {
    fn entry(&self, row: Row) -> Option<&Entry> {
        self.loaded.catalog.incidents().get(row as usize)
    }

    fn file(&self, entry: &Entry) -> Option<&FileRecords> {
        self.loaded.catalog.files().get(usize::from(entry.file))
    }

    /// What a file is called in exports: the last part of its path, so that no folder of a machine leaves it.
    fn file_name(&self, entry: &Entry) -> &str {
        self.file(entry).map_or("", |file| short_name(&file.name))
    }

    fn counts(&self, row: Row) -> bool {
        self.rule.counts(row as usize, &self.loaded.columns)
    }

    fn incidents(&self) -> impl Iterator<Item = (Row, &Entry)> {
        self.rows.iter().filter_map(|row| Some((*row, self.entry(*row)?)))
    }

    /// The sources that the incidents name, each once, by first mention.
    fn sources(&self, pace: &mut Pace<'_>) -> Result<Vec<&Source>, Stopped> {
        let mut incidents: Vec<&Incident> = Vec::with_capacity(self.rows.len());
        for (i, (_, entry)) in self.incidents().enumerate() {
            pace.step(i)?;
            incidents.push(&entry.incident);
        }
        Ok(records::named_sources(&self.loaded.catalog, &incidents))
    }
}

/// The last part of a path.
fn short_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Blanks, line ends and control characters as single blanks.
fn one_line(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The address without blanks and control characters, so that it is one word; `also` are escaped too.
fn plain_url(url: &str, also: &[char]) -> String {
    let mut plain = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_whitespace() || c.is_control() || also.contains(&c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| plain.push_str(&format!("%{byte:02X}")));
        } else {
            plain.push(c);
        }
    }
    plain
}
