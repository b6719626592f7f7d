//! What is read back from an export with figures adds up to what `stats` says, and the same input gives the same bytes.

use super::exported;
use crate::cli::daymark;
use serde_json::Value;

/// An incident's figures as somebody reads them.
struct Figures {
    is_counted: bool,
    killed: [Option<u64>; 3],
    injured: [Option<u64>; 3],
}

/// Reads figures from a text, by a rule.
type Reader = fn(&str, &str) -> Vec<Figures>;

const CASES: &[(&str, &str, Option<&str>)] = &[
    ("", "victims-of-attacks", None),
    ("branch:is-kp 2021..", "victims-of-attacks", None),
    ("country:AFG killed>=20", "as-gtd-counts", None),
    ("2019", "as-ucdp-one-sided", Some("2020-06")),
    ("kind:counter-operation", "victims -disputed figure:low", None),
    ("nothing-has-this-word", "victims-of-attacks", None),
];

/// The contract's words, over what somebody read.
fn added_up(all: &[Figures], of: impl Fn(&Figures) -> [Option<u64>; 3]) -> Value {
    crate::cli::added_up(all.iter().filter(|figures| figures.is_counted).map(of))
}

/// The attackers' own deaths, where the rule adds them and the record tells them apart.
fn with_own(count: [Option<u64>; 3], rule: &str, own: Option<u64>, in_figures: &str) -> [Option<u64>; 3] {
    crate::cli::with_extra(count, own.filter(|_| rule == "as-gtd-counts" && in_figures == "No"))
}

fn of_csv(text: &str, rule: &str) -> Vec<Figures> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let figures = |record: &csv::StringRecord| {
        let cell = |name: &str| &record[names.iter().position(|other| other == name).unwrap()];
        let number = |name: &str| Some(cell(name)).filter(|cell| !cell.is_empty()).map(|cell| cell.parse().unwrap());
        let three = |what: &str| ["low", "best", "high"].map(|part| number(&format!("{what}_{part}")));
        let own = number("attackers_killed");
        Figures {
            is_counted: cell("counted") == "true",
            killed: with_own(three("killed"), rule, own, cell("attackers_in_figures")),
            injured: three("injured"),
        }
    };
    records.iter().map(figures).collect()
}

fn of_json(text: &str, rule: &str) -> Vec<Figures> {
    let document: Value = serde_json::from_str(text).unwrap();
    let figures = |incident: &Value| {
        let three = |what: &str| ["low", "best", "high"].map(|part| incident[what][part].as_u64());
        let own = &incident["perpetrators"];
        Figures {
            is_counted: incident["counted"] == true,
            killed: with_own(three("killed"), rule, own["killed"].as_u64(), own["in_figures"].as_str().unwrap_or("")),
            injured: three("injured"),
        }
    };
    document["incidents"].as_array().unwrap().iter().map(figures).collect()
}

fn of_geojson(text: &str, rule: &str) -> Vec<Figures> {
    let document: Value = serde_json::from_str(text).unwrap();
    let figures = |feature: &Value| {
        let of = &feature["properties"];
        let three = |what: &str| ["low", "best", "high"].map(|part| of[format!("{what}_{part}")].as_u64());
        let own = of["attackers_in_figures"].as_str().unwrap();
        Figures {
            is_counted: of["counted"] == true,
            killed: with_own(three("killed"), rule, of["attackers_killed"].as_u64(), own),
            injured: three("injured"),
        }
    };
    document["features"].as_array().unwrap().iter().map(figures).collect()
}

fn of_markdown(text: &str, rule: &str) -> Vec<Figures> {
    let number = |text: &str| Some(text.replace(',', "")).filter(|n| n != "–").map(|n| n.parse::<u64>().unwrap());
    let sections = text.split("\n## ").skip(1).filter(|section| !section.starts_with("Sources\n"));
    let figures = |section: &str| {
        let three = |what: &str| {
            let line = section.lines().find(|line| line.starts_with(&format!("| {what} |"))).unwrap();
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            [cells[2], cells[3], cells[4]].map(number)
        };
        let attackers = section.lines().find_map(|line| line.strip_prefix("Attackers: ")).unwrap_or("");
        let own = attackers.split_once(" killed;").and_then(|(n, _)| number(n));
        let in_figures = if attackers.ends_with("; not included in the figures") { "No" } else { "" };
        Figures {
            is_counted: section.contains(" · Counted · "),
            killed: with_own(three("Killed"), rule, own, in_figures),
            injured: three("Injured"),
        }
    };
    sections.map(figures).collect()
}

fn of_html(text: &str, rule: &str) -> Vec<Figures> {
    let number = |text: &str| Some(text.replace(',', "")).filter(|n| n != "–").map(|n| n.parse::<u64>().unwrap());
    let page = scraper::Html::parse_document(text);
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let [article, row, cell, own, fact] =
        ["article", "table.figures tbody tr", "td.n", "p.own", "dl.facts dd"].map(select);
    let text_of = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    let figures = |article: scraper::ElementRef<'_>| {
        let rows: Vec<[Option<u64>; 3]> = article
            .select(&row)
            .map(|row| row.select(&cell).map(|cell| number(&text_of(cell))).collect::<Vec<_>>().try_into().unwrap())
            .collect();
        let attackers = article.select(&own).next().map_or(String::new(), text_of);
        let own = attackers.strip_prefix("Attackers: ").and_then(|own| own.split_once(" killed;"));
        let in_figures = if attackers.ends_with("; not included in the figures") { "No" } else { "" };
        Figures {
            is_counted: article.select(&fact).any(|fact| text_of(fact) == "Counted"),
            killed: with_own(rows[0], rule, own.and_then(|(n, _)| number(n)), in_figures),
            injured: rows[1],
        }
    };
    page.select(&article).map(figures).collect()
}

#[test]
fn figures_read_back_are_those_of_stats() {
    for (query, rule, as_of) in CASES {
        let mut args = vec!["--query", query, "--rule", rule];
        args.extend(as_of.iter().flat_map(|day| ["--as-of", day]));
        let stats = daymark(&[&["stats", "--json"], &*args].concat()).json();
        let readers: [(&str, Reader); 5] = [
            ("o.csv", of_csv),
            ("o.json", of_json),
            ("o.geojson", of_geojson),
            ("o.md", of_markdown),
            ("o.html", of_html),
        ];
        for (name, read) in readers {
            let text = exported(name, &args);
            let all = read(&text, rule);
            let place = format!("{name} of {query} by {rule} as of {as_of:?}");
            assert_eq!(stats["incidents"], all.len(), "{place}");
            assert_eq!(stats["counted"], all.iter().filter(|figures| figures.is_counted).count(), "{place}");
            assert_eq!(stats["killed"], added_up(&all, |figures| figures.killed), "killed in {place}");
            assert_eq!(stats["injured"], added_up(&all, |figures| figures.injured), "injured in {place}");
        }
        let stamp: Value = serde_json::from_str(&exported("o.json", &args)).unwrap();
        for key in ["query", "rule", "as_of", "incidents", "counted", "killed", "injured"] {
            assert_eq!(stamp["stamp"][key], stats[key], "{key} in the stamp of {query}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for name in [
        "o.csv",
        "o.json",
        "o.geojson",
        "o.timelinejs.json",
        "o.ics",
        "o.md",
        "o.txt",
        "o.bib",
        "o.ris",
        "o.csl.json",
        "o.html",
    ] {
        let args = ["--query", "branch:is-kp 2024", "--marking", "UNCLASSIFIED"];
        let once = exported(name, &args);
        assert!(once == exported(name, &args), "{name} differs");
        assert!(once.contains("UNCLASSIFIED"), "{name} has no marking");
        if name != "o.csv" {
            let unfolded = once.replace("\r\n ", "");
            assert!(
                unfolded.contains("not a census") || unfolded.contains("not a census".replace(',', "\\,").as_str()),
                "{name}"
            );
            assert!(unfolded.contains("2026-11-23"), "{name} has no version");
        }
    }
}

#[test]
fn without_a_fixed_stamp_it_is_that_of_today() {
    let folder = crate::cli::Folder::new(&[("hard.ron", super::HARD)]);
    let out = folder.at("o.json");
    assert_eq!(daymark(&["export", &out, &folder.at("hard.ron")]).exit(), 0);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(document["stamp"]["exported"], "2026-01-01");
}

#[test]
fn json_is_that_of_list_with_a_stamp() {
    let args = ["--query", "country:FRA", "--rule", "as-gtd-counts", "--as-of", "2020"];
    let mut export: Value = serde_json::from_str(&exported("o.json", &args)).unwrap();
    let mut list = daymark(&[&["list", "--json"], &args[..]].concat()).json();
    assert!(export.as_object_mut().unwrap().remove("stamp").is_some());
    // The folder of a file stays where it is.
    let name = list["files"][0]["file"].clone();
    let short = export["files"][0]["file"].clone();
    assert_eq!(short, "islamic-state.ron");
    list["files"][0]["file"] = short.clone();
    for incident in list["incidents"].as_array_mut().unwrap() {
        assert_eq!(incident["file"], name);
        incident["file"] = short.clone();
    }
    assert_eq!(export, list);
}
