//! The slides: the package as Open XML asks for it, and what its parts say.

use super::pages::story;
use super::{exported_bytes, hard_bytes};
use crate::cli::daymark;
use daymark::query::{CountingRule, Sum};
use roxmltree::Document;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read as _;

type Parts = BTreeMap<String, String>;

fn parts(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(zip.by_index(0).unwrap().name().unwrap(), "[Content_Types].xml");
    let mut parts = Parts::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap_or_else(|err| format!("{:?}", &err.as_bytes()[..4]));
        let name = file.name().unwrap().into_owned();
        assert!(parts.insert(name, text).is_none());
    }
    parts
}

/// The folder's path and the target's taken together.
fn resolved(from: &str, target: &str) -> String {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// What a strict reader asks of any package, and of the shapes on slides.
fn check(parts: &Parts) {
    let documents: BTreeMap<&str, Document<'_>> = parts
        .iter()
        .filter(|(name, _)| !name.ends_with(".png"))
        .map(|(name, text)| (name.as_str(), Document::parse(text).unwrap_or_else(|err| panic!("{name}: {err}"))))
        .collect();
    let types = documents["[Content_Types].xml"].root_element();
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap();
        let is_typed = types.children().any(|kind| match kind.tag_name().name() {
            "Override" => kind.attribute("PartName") == Some(&format!("/{name}")),
            _ => kind.attribute("Extension") == Some(ending) && ending != "xml",
        });
        assert!(is_typed, "{name} has no type");
    }
    for (name, document) in &documents {
        if let Some((folder, file)) = name.split_once("_rels/") {
            let from = format!("{folder}{}", file.strip_suffix(".rels").unwrap());
            let mut ids = Vec::new();
            for relation in document.root_element().children() {
                ids.push(relation.attribute("Id").unwrap());
                let target = relation.attribute("Target").unwrap();
                match relation.attribute("TargetMode") {
                    Some("External") => assert!(target.starts_with("http"), "{target}"),
                    _ => assert!(parts.contains_key(&resolved(&from, target)), "{name}: {target} is not there"),
                }
            }
            let n = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), n, "{name} has an id twice");
            if !from.is_empty() {
                let used =
                    documents[from.as_str()].descendants().flat_map(|node| node.attributes().collect::<Vec<_>>());
                for id in used.filter(|it| it.namespace().is_some_and(|space| space.ends_with("/relationships"))) {
                    assert!(ids.contains(&id.value()), "{from}: {} is not there", id.value());
                }
            }
        } else {
            let mut ids: Vec<&str> = document
                .descendants()
                .filter(|node| node.tag_name().name() == "cNvPr")
                .filter_map(|node| node.attribute("id"))
                .collect();
            let n = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), n, "{name} has a shape's id twice");
        }
    }
}

fn n_slides(parts: &Parts) -> usize {
    parts.keys().filter(|name| name.starts_with("ppt/slides/slide")).count()
}

/// The paragraphs of a part.
fn paragraphs(parts: &Parts, name: &str) -> Vec<String> {
    let document = Document::parse(&parts[name]).unwrap();
    let paragraphs = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://schemas.openxmlformats.org/drawingml/2006/main", "p")));
    paragraphs
        .map(|p| p.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect())
        .collect()
}

fn slides(parts: &Parts) -> Vec<Vec<String>> {
    (1..=n_slides(parts)).map(|n| paragraphs(parts, &format!("ppt/slides/slide{n}.xml"))).collect()
}

fn sum(of: &Value, counted: u32) -> Sum {
    let n = |name: &str| of[name].as_u64().unwrap();
    let small = |name: &str| u32::try_from(n(name)).unwrap();
    Sum {
        low: n("low"),
        best: n("best"),
        high: n("high"),
        no_best: small("no_best"),
        no_high: small("no_high"),
        unknown: small("unknown"),
        known: counted - small("unknown"),
    }
}

#[test]
fn key_figures_are_those_of_stats() {
    for (query, rule) in [
        ("", "victims-of-attacks"),
        ("branch:is-kp 2024", "as-gtd-counts"),
        ("country:RUS", "victims -disputed figure:low"),
        ("nothing-has-this-word", "victims-of-attacks"),
    ] {
        let args = ["--query", query, "--rule", rule];
        let stats = daymark(&[&["stats", "--json"], &args[..]].concat()).json();
        let parts = parts(&exported_bytes("o.pptx", &args, None));
        check(&parts);
        let headline = CountingRule::parse(rule).unwrap().headline;
        let counted = u32::try_from(stats["counted"].as_u64().unwrap()).unwrap();
        let words = |what: &str| sum(&stats[what], counted).words_by(headline);
        let thousands = |what: &str| daymark::model::thousands(stats[what].as_u64().unwrap());
        let slide = slides(&parts)[1].clone();
        let said = |what: &str| slide[slide.iter().position(|words| words == what).unwrap() + 1].clone();
        assert_eq!([said("Killed"), said("Injured")], [words("killed"), words("injured")], "{query}");
        assert_eq!([said("Incidents"), said("Counted")], [thousands("incidents"), thousands("counted")], "{query}");
        let says_so = slides(&parts).iter().flatten().any(|words| words == "No incident matches the filter.");
        assert_eq!(says_so, stats["incidents"] == 0);
    }
}

#[test]
fn figures_in_the_notes_add_up_to_stats() {
    let args = ["--query", "branch:is-kp 2024"];
    let stats = daymark(&[&["stats", "--json"], &args[..]].concat()).json();
    let parts = parts(&exported_bytes("o.pptx", &args, None));
    let notes: Vec<Vec<String>> = parts
        .keys()
        .filter(|name| name.starts_with("ppt/notesSlides/notes"))
        .map(|name| paragraphs(&parts, name))
        .collect();
    let incidents: Vec<&Vec<String>> =
        notes.iter().filter(|notes| notes.iter().any(|line| line.starts_with("Id: "))).collect();
    assert_eq!(stats["incidents"], incidents.len());
    let figure = |notes: &&Vec<String>, what: &str| {
        let line = notes.iter().find_map(|line| line.strip_prefix(&format!("{what}: low "))).unwrap().to_owned();
        let [low, best, high] = line
            .replace("best ", "")
            .replace("high ", "")
            .split(", ")
            .map(|n| n.replace(',', "").parse().ok())
            .collect::<Vec<Option<u64>>>()[..]
        else {
            panic!("{line}")
        };
        [low, best, high]
    };
    let counted = || incidents.iter().filter(|notes| notes.iter().any(|line| line == "Totals: Counted"));
    assert_eq!(stats["killed"], crate::cli::added_up(counted().map(|notes| figure(notes, "Killed"))));
    assert_eq!(stats["injured"], crate::cli::added_up(counted().map(|notes| figure(notes, "Injured"))));
}

#[test]
fn every_slide_carries_marking_and_number_and_the_bytes_are_the_same() {
    let args = ["--query", "branch:is-kp 2024-03", "--marking", "UNCLASSIFIED"];
    let bytes = exported_bytes("o.pptx", &args, None);
    assert!(bytes == exported_bytes("o.pptx", &args, None));
    let parts = parts(&bytes);
    check(&parts);
    for (name, text) in parts
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/slide") || name.starts_with("ppt/notesSlides/notes"))
    {
        assert!(text.contains("UNCLASSIFIED") && text.contains("type=\"slidenum\""), "{name}");
    }
    assert!(
        parts["docProps/core.xml"].contains("2026-11-23T00:00:00Z")
            && parts["docProps/core.xml"].contains("not a census")
    );
    let all = slides(&parts);
    let last = all.last().unwrap().join("\n");
    assert!(last.contains("Counting rule: ") && last.contains("not a census"), "{last}");
}

#[test]
fn what_is_hard_to_write_is_written() {
    let long = "W".repeat(3000);
    let parts = parts(&hard_bytes("o.pptx", &["--marking", &long]));
    check(&parts);
    let all = slides(&parts);
    let text = all.concat().join("\n");
    for words in
        ["=HYPERLINK(\"https://evil.example\")", "بامیان", "1–1,300 (2)", "between 9 June 2024 and 10 June 2024"]
    {
        assert!(text.contains(words), "{words}");
    }
    let rtl = parts.iter().find(|(name, text)| name.starts_with("ppt/slides/s") && text.contains("بامیان")).unwrap().1;
    assert!(rtl.contains("rtl=\"1\"") && rtl.contains("lang=\"ar-SA\""));
    assert!(parts.values().any(|text| text.contains("Target=\"https://example.org/a%20b?x=%7B1%7D&amp;y=2%7C3#z\"")));
}

#[test]
fn many_incidents_are_listed_and_none_is_dropped() {
    let parts = parts(&exported_bytes("o.pptx", &["--query", "2016"], None));
    check(&parts);
    let stats = daymark(&["stats", "--json", "--query", "2016"]).json();
    let all = slides(&parts);
    assert!(all.iter().flatten().any(|words| words.contains("more than the 60 that get a slide each")));
    let rows: usize = parts
        .iter()
        .filter(|(name, text)| name.starts_with("ppt/slides/s") && text.contains(">Incident<"))
        .map(|(_, text)| text.matches("<a:tr ").count() - 1)
        .sum();
    assert_eq!(stats["incidents"], rows);
}

#[test]
fn a_story_has_a_slide_for_each_step_with_its_notes() {
    let parts = parts(&exported_bytes("o.pptx", &[], Some(&story())));
    check(&parts);
    let all = slides(&parts);
    assert_eq!(all[0][0], "A <story>");
    let steps: Vec<&Vec<String>> = all
        .iter()
        .filter(|slide| ["1. What", "2. As", "3. Broken"].iter().any(|start| slide[0].starts_with(start)))
        .collect();
    assert!(steps.len() >= 3);
    assert!(steps[0].contains(&"inner".to_owned()));
    assert!(parts.values().filter(|text| text.contains("Speak slowly")).count() == 3);
    assert!(
        all.iter().any(|slide| slide[0].starts_with("Incidents of the story") && slide.concat().contains("Crocus"))
    );
    assert!(all.iter().any(|slide| slide[0].starts_with("Sources")));
}
