//! The briefing: what the file says of itself, that hard content does no harm, and that it is the same each time.
//! `tests/export.sh` reads its text and draws its pages by programs of others.

use super::picture::made;
use super::{HARD, exported_parts};
use daymark::edit::Document;
use daymark::export::{Content, Drawing, ExportError, Format, Pace, PictureOptions, rows_in_order, write};
use daymark::model::Day;
use daymark::query::{CountingRule, Query};
use daymark::view::{Loaded, SavedView, Story, StoryStep};

fn has(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

/// How many pages the file says it has.
fn n_pages(bytes: &[u8]) -> usize {
    bytes.windows(12).filter(|window| window.starts_with(b"/Type/Page") && window[10] != b's').count()
        + bytes.windows(12).filter(|window| window.starts_with(b"/Type /Page") && window[11] != b's').count()
}

#[test]
fn a_briefing_tells_its_title_language_and_outline_and_is_tagged() {
    let bytes = exported_parts("o.pdf", &["--query", "id:2024-03-22-crocus-city-hall"], &PictureOptions::default());
    let bytes = &bytes[0].bytes;
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
    for part in ["/Outlines", "/Lang", "/StructTreeRoot", "/Marked true", "/ToUnicode", "/FontFile"] {
        assert!(has(bytes, part), "{part} is not there");
    }
    assert!(has(bytes, "<dc:title>") && has(bytes, "Islamic State and IS-KP, 2015–2024"));
    assert!((4..20).contains(&n_pages(bytes)), "{} pages", n_pages(bytes));
    let again = exported_parts("o.pdf", &["--query", "id:2024-03-22-crocus-city-hall"], &PictureOptions::default());
    assert_eq!(&again[0].bytes, bytes);
}

#[test]
fn hard_texts_and_empty_selections_make_a_briefing() {
    for (text, query) in [
        (HARD.to_owned(), ""),
        (HARD.to_owned(), "killed>5000"),
        (HARD.replace("Month", &"Abcdefghij".repeat(300)), ""),
        (HARD.replace("First, second", &"\u{202e}بامیان (a) ۱۲ 漢字 \u{0}\u{1b} ".repeat(40)), ""),
        (HARD.replace("https://example.org/a", &format!("https://example.org/{}", "x/".repeat(900))), ""),
    ] {
        for drawing in Drawing::ALL {
            let options = PictureOptions { drawing, ..PictureOptions::default() };
            let bytes = made(&text, query, &options, Format::Pdf, "A \u{7} marking").remove(0).bytes;
            assert!(bytes.starts_with(b"%PDF-") && n_pages(&bytes) > 0);
        }
    }
}

fn with_story(story: &Story, go_on: bool) -> Result<Vec<u8>, ExportError> {
    let loaded = Loaded::new(vec![Document::read("hard.ron", HARD.into()).file_records()]);
    let query = Query::default();
    let content = Content {
        loaded: &loaded,
        rows: &rows_in_order(&loaded, &loaded.filter(&query).mask),
        query: &query,
        rule: &CountingRule::default(),
        as_of: None,
        unsaved: &[],
        exported: Day::from_ymd(2026, 11, 23).unwrap(),
        marking: "",
        story: Some(story),
        picture: &PictureOptions::default(),
    };
    write(Format::Pdf, &content, "o", &mut Pace::new(&mut |_| go_on)).map(|mut parts| parts.remove(0).bytes)
}

#[test]
fn a_story_is_told_before_the_incidents() {
    let text = "# What\n\nIt [happened](incident:day) as [they](source:known) *say*, **or** [not](source:none).\n\n\
                1. one\n2. two\n   - three\n\n> quoted\n\n---\n\n    code\n\n[web](https://example.org) [bad](javascript:x)";
    let step = |query: &str| StoryStep {
        title: "A <step>".to_owned(),
        text: text.to_owned(),
        notes: "never shown".to_owned(),
        view: SavedView { query: query.to_owned(), ..SavedView::default() },
    };
    let steps = vec![step(""), step("killed>"), step("country:AFG")];
    let story = Story { title: "A story".to_owned(), about: "By *us*.".to_owned(), steps };
    let bytes = with_story(&story, true).unwrap();
    let without = with_story(&Story::default(), true).unwrap();
    assert!(n_pages(&bytes) >= n_pages(&without) && bytes.len() > without.len());
    assert!(has(&bytes, "https://example.org") && !has(&bytes, "javascript"));
    assert_eq!(with_story(&story, false), Err(ExportError::Stopped));
}
