//! Exports, driven by the command line and read back by readers of others.

mod escape;
mod files;
mod formats;
mod law;
mod pages;
mod pdf;
mod picture;
mod slides;

use crate::cli::{Folder, daymark};
use daymark::edit::Document;
use daymark::export::{Content, ExportError, Format, Pace, Part, PictureOptions, rows_in_order, write};
use daymark::model::{Date, Day, FileRecords};
use daymark::query::{CountingRule, Query};
use daymark::view::{Loaded, Story};
use std::sync::OnceLock;

/// The shipped timeline exported to a file of this name, with options as the command line takes them; read once for all
/// tests.
pub(crate) fn exported(name: &str, args: &[&str]) -> String {
    String::from_utf8(exported_bytes(name, args, None)).unwrap()
}

/// The same in bytes, with a story.
pub(crate) fn exported_bytes(name: &str, args: &[&str], story: Option<&Story>) -> Vec<u8> {
    exported_all(name, args, &PictureOptions::default(), story).remove(0).bytes
}

/// The same as all its files, with pictures as asked for.
pub(crate) fn exported_parts(name: &str, args: &[&str], picture: &PictureOptions) -> Vec<Part> {
    exported_all(name, args, picture, None)
}

fn exported_all(name: &str, args: &[&str], picture: &PictureOptions, story: Option<&Story>) -> Vec<Part> {
    static SHIPPED: OnceLock<FileRecords> = OnceLock::new();
    let shipped = SHIPPED.get_or_init(|| {
        let bytes = include_bytes!("../../../timelines/islamic-state.ron").to_vec();
        Document::read("timelines/islamic-state.ron", bytes).file_records()
    });
    let option = |name: &str| args.iter().position(|arg| *arg == name).map(|at| args[at + 1]);
    let query = Query::parse(option("--query").unwrap_or("")).unwrap();
    let rule = option("--rule").map_or(CountingRule::default(), |rule| CountingRule::parse(rule).unwrap());
    let as_of: Option<Date> = option("--as-of").map(|date| date.parse().unwrap());
    let loaded = Loaded::as_known_on(vec![shipped.clone()], as_of.map(Date::latest));
    let content = Content {
        loaded: &loaded,
        rows: &rows_in_order(&loaded, &loaded.filter(&query).mask),
        query: &query,
        rule: &rule,
        as_of,
        unsaved: &[],
        exported: Day::from_ymd(2026, 11, 23).unwrap(),
        marking: option("--marking").unwrap_or(""),
        story,
        picture,
    };
    let format = Format::of_name(name).unwrap();
    write(format, &content, name, &mut Pace::new(&mut |_| true)).unwrap()
}

/// One of each of what is hard to write.
pub(crate) const HARD: &str = r##"#![enable(implicit_some)]
Timeline(
    format: 1, title: "Hard {cases}, & 100% <of> them", version: "2026-01-01", span: "2015/2024", license: "CC-BY-4.0",
    actors: [Actor(id: "is", name: "Islamic State", short: "IS")],
    sources: [
        Source(id: "known", title: "A {title}: 50% & \\more_ #1 ~x^2 $5", publisher: "Paper, & Sons", author: "Anna and Bob",
               published: "2024-03", language: "en", kind: Press, url: "https://example.org/a%20b?x={1}&y=2|3#z",
               archive: "https://archive.example/1"),
        Source(id: "undated", title: "=1+1", publisher: "@home", kind: Wire),
    ],
    periods: [
        Period(id: "p", title: "A <b>span</b>", when: "2017-05-23/2017-10"),
        Period(id: "q", title: "Goes on", when: "2020/.."),
    ],
    incidents: [
        Incident(id: "day", kind: Attack, title: "=HYPERLINK(\"https://evil.example\")", when: "2024-03-22", branch: "is",
                 place: Place(country: "RUS", city: "Town; here, there", at: (55.5, -37.25), precision: Site),
                 summary: "First, second; third\\fourth\nfifth <script>", killed: Count(low: 1, best: 2, high: 1300),
                 reports: [Report(source: "known", killed: Exactly(2))], cites: [Cite(source: "undated")],
                 doubts: ["- a doubt", "* another | one"], tags: ["a|b"], confidence: High),
        Incident(id: "month", kind: Attack, title: "Month", when: "2024-03", branch: "is",
                 place: Place(country: "AFG", at: (33.0, 66.0), precision: Country),
                 cites: [Cite(source: "known")], confidence: Low),
        Incident(id: "span", kind: CounterOperation, title: "Span", when: "2024-12-30/2025-01-02", branch: "is",
                 place: Place(country: "AFG", admin1: "Kabul", precision: Admin1), names: ["بامیان"],
                 killed: Count(low: 3), cites: [Cite(source: "known")], confidence: Low),
        Incident(id: "within", kind: Attack, title: "Within", when: "[2024-06-09..2024-06-10]", branch: "is",
                 place: Place(country: "AFG", precision: Country), cites: [Cite(source: "known")], confidence: Low),
    ],
)
"##;

/// [`HARD`] exported to a file of this name.
pub(crate) fn hard(name: &str, args: &[&str]) -> String {
    String::from_utf8(hard_bytes(name, args)).unwrap()
}

/// As [`hard`], in bytes.
pub(crate) fn hard_bytes(name: &str, args: &[&str]) -> Vec<u8> {
    let folder = Folder::new(&[("hard.ron", HARD)]);
    let (out, file) = (folder.at(name), folder.at("hard.ron"));
    let ran = daymark(&[&["export", &out, &file, "--stamp", "2026-11-23"], args].concat());
    assert_eq!(ran.exit(), 0, "{}", ran.err);
    std::fs::read(&out).unwrap()
}

/// [`HARD`] as the content of an export.
pub(crate) fn with_hard<T>(make: impl FnOnce(&Content<'_>) -> T) -> T {
    let loaded = Loaded::new(vec![Document::read("hard.ron", HARD.into()).file_records()]);
    make(&Content {
        loaded: &loaded,
        rows: &[0, 1, 2, 3],
        query: &Query::default(),
        rule: &CountingRule::default(),
        as_of: None,
        unsaved: &[],
        exported: Day::from_ymd(2026, 11, 23).unwrap(),
        marking: "",
        story: None,
        picture: &PictureOptions::default(),
    })
}

#[test]
fn an_export_that_is_stopped_gives_nothing() {
    for format in Format::ALL {
        assert_eq!(
            with_hard(|content| write(format, content, "o", &mut Pace::new(&mut |_| false))),
            Err(ExportError::Stopped),
            "{format:?}"
        );
    }
}
