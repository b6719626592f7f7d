//! What ships in `timelines/`: the template shows the whole format, and the page beside it says what the code says.

use crate::support::printed;
use daymark::edit::{Document, check::across};
use daymark::model::{
    AttackType, AttributionKind, Confidence, Figure, GeoPrecision, InFigures, Kind, Precision, Relation, SourceKind,
    Support, TAGS, TargetType, Vocabulary,
};
use daymark::store;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines")
}

fn open(name: &str) -> Document {
    Document::read(name, store::open(&folder().join(name)).unwrap())
}

fn page() -> String {
    std::fs::read_to_string(folder().join("README.md")).unwrap()
}

/// The lines between two marker comments.
fn between(page: &str, marker: &str) -> String {
    let (_, rest) = page.split_once(&format!("<!-- {marker} -->\n")).unwrap();
    rest.split_once(&format!("<!-- {marker} end -->\n")).unwrap().0.trim().to_owned()
}

#[test]
fn the_template_is_without_fault() {
    assert_eq!(printed(&open("template.ron")), "");
}

#[test]
fn the_template_stands_apart_from_the_shipped_timeline() {
    let (shipped, template) = (open("islamic-state.ron"), open("template.ron"));
    assert_eq!(across(&[&shipped, &template]), []);
    for record in &template.incidents {
        let incident = &record.value;
        assert!(incident.title.starts_with("EXAMPLE: "), "{}", incident.id);
        // What is made up enters no total, even if the whole folder is opened.
        let branch = template.actors.iter().find(|actor| actor.value.id == incident.branch).unwrap();
        assert_eq!(branch.value.parent.as_ref().unwrap().as_str(), "other", "{}", incident.id);
    }
    for source in &template.sources {
        let url = source.value.url.as_deref().unwrap();
        assert!(url.starts_with("https://example.org/"), "{url}");
    }
}

/// For each field of each struct, by its path without list places, whether any record fills it.
fn filled(path: &str, value: &Value, fields: &mut BTreeMap<String, bool>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let path = format!("{path}.{name}");
                let is_filled = match value {
                    Value::Null | Value::Bool(false) => false,
                    Value::String(text) => !text.is_empty(),
                    Value::Array(list) => !list.is_empty(),
                    _ => true,
                };
                *fields.entry(path.clone()).or_default() |= is_filled;
                filled(&path, value, fields);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| filled(path, value, fields)),
        _ => {}
    }
}

#[test]
fn the_template_uses_every_field_figure_and_date() {
    let template = open("template.ron");
    let mut fields = BTreeMap::new();
    let mut add = |name: &str, value: Value| filled(name, &value, &mut fields);
    template.actors.iter().for_each(|r| add("Actor", serde_json::to_value(&**r.value).unwrap()));
    template.periods.iter().for_each(|r| add("Period", serde_json::to_value(&**r.value).unwrap()));
    template.sources.iter().for_each(|r| add("Source", serde_json::to_value(&**r.value).unwrap()));
    template.incidents.iter().for_each(|r| add("Incident", serde_json::to_value(&**r.value).unwrap()));
    let missed: Vec<&String> = fields.iter().filter(|(_, is_filled)| !**is_filled).map(|(path, _)| path).collect();
    assert_eq!(missed, Vec::<&String>::new());
    // `Count` leaves out what is unknown, so its parts are named here.
    for path in ["Incident.reports.other.figure", "Incident.killed.low", "Incident.killed.best", "Incident.killed.high"]
    {
        assert!(fields.contains_key(path), "{path} of {fields:?}");
    }
    let header = &template.header;
    assert!(header.format == Some(1) && header.span.is_some() && !header.retired_ids.is_empty());
    for text in [&header.title, &header.version, &header.about, &header.license] {
        assert!(!text.is_empty());
    }

    let reports = template.incidents.iter().flat_map(|record| &record.value.reports);
    let kinds: BTreeSet<&str> = reports
        .flat_map(|report| [report.killed.as_ref(), report.injured.as_ref()].into_iter().flatten())
        .map(|figure| match figure {
            Figure::Exactly(_) => "Exactly",
            Figure::AtLeast(_) => "AtLeast",
            Figure::AtMost(_) => "AtMost",
            Figure::About(_) => "About",
            Figure::Between(..) => "Between",
            Figure::Words(_) => "Words",
        })
        .collect();
    assert_eq!(kinds.len(), 6, "{kinds:?}");

    let whens: Vec<Precision> = template.incidents.iter().map(|record| record.value.when.precision()).collect();
    for precision in [Precision::Day, Precision::Month, Precision::Year, Precision::Within, Precision::Span] {
        assert!(whens.contains(&precision), "{precision:?}");
    }
}

#[test]
fn the_template_names_every_word_of_every_list() {
    fn words<T: Vocabulary>() -> impl Iterator<Item = &'static str> {
        T::ALL.iter().map(|word| word.word())
    }
    let template = open("template.ron");
    let named: BTreeSet<&str> = template.text.split(|c: char| !c.is_alphanumeric()).collect();
    let all = words::<Kind>()
        .chain(words::<AttackType>())
        .chain(words::<TargetType>())
        .chain(words::<GeoPrecision>())
        .chain(words::<Confidence>())
        .chain(words::<AttributionKind>())
        .chain(words::<InFigures>())
        .chain(words::<SourceKind>())
        .chain(words::<Support>())
        .chain(words::<Relation>());
    let missed: Vec<&str> = all.filter(|word| !named.contains(word)).collect();
    assert_eq!(missed, Vec::<&str>::new());
}

#[test]
fn the_page_lists_the_tags() {
    let mut list = String::from("| Tag | Means |\n|--|--|\n");
    for (name, definition) in TAGS {
        writeln!(list, "| {name} | {definition} |").unwrap();
    }
    let page = between(&page(), "tags");
    assert!(page == list.trim(), "the list in timelines/README.md should read:\n\n{list}");
}

#[test]
fn the_page_says_what_the_words_mean() {
    fn rows<T: Vocabulary>() -> impl Iterator<Item = String> {
        T::ALL.iter().map(|word| format!("\n| {} | {} |\n", word.word(), word.definition()))
    }
    let page = page();
    for row in rows::<Confidence>().chain(rows::<SourceKind>()) {
        assert!(page.contains(&row), "timelines/README.md lacks the row{row}");
    }
}
