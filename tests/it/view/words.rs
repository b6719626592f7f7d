//! Citations and count paths, word for word.

use super::inline;
use crate::sample::{attribution, catalog, count, incident, report, source};
use daymark::model::FileRecords;
use daymark::model::{AttributionKind, Figure, Header, Incident, Report, Source};
use daymark::query::{CountingRule, Query};
use daymark::view::{
    Shown, Toll, ViewChange, ViewState, cite_incident, cite_source, cite_totals, count_path, rows_titled,
    spoken_incident,
};

fn path(reports: Vec<Report>, toll: Toll) -> Vec<String> {
    let record = Incident { reports, ..incident("a", "2024-03-22") };
    let catalog = catalog([record.clone()]);
    let day = |day: Option<daymark::model::Date>| day.map_or("undated".to_owned(), daymark::model::Date::words);
    count_path(&record, &catalog, toll)
        .iter()
        .map(|point| format!("{} {} {}", point.report, point.source, day(point.day)))
        .collect()
}

#[test]
fn a_count_path_goes_by_the_day_a_figure_stood_for() {
    let reports = vec![
        report("undated", None, Figure::Exactly(1)),
        report("late", None, Figure::Exactly(2)),
        report("late", Some("2024-03-22"), Figure::AtLeast(3)),
        report("early", None, Figure::Exactly(4)),
        report("undated", Some("2024-03-23"), Figure::Exactly(5)),
        Report { killed: None, injured: Some(Figure::Exactly(6)), ..report("early", None, Figure::Exactly(0)) },
    ];
    assert_eq!(
        path(reports.clone(), Toll::Killed),
        [
            "2 late 22 March 2024",
            "3 early 23 March 2024",
            "4 undated 23 March 2024",
            "1 late 10 April 2024",
            "0 undated undated"
        ]
    );
    assert_eq!(path(reports, Toll::Injured), ["5 early 23 March 2024"]);
}

#[test]
fn a_figure_of_a_month_stands_on_its_last_day() {
    let reports = vec![
        report("early", Some("2024-03"), Figure::Exactly(1)),
        report("early", Some("2024-03-30"), Figure::Exactly(2)),
        report("early", Some("2024-04-01"), Figure::Exactly(3)),
    ];
    assert_eq!(path(reports, Toll::Killed), ["1 early 30 March 2024", "0 early March 2024", "2 early 1 April 2024"]);
}

#[test]
fn sources_are_cited_with_what_is_known() {
    let bare = Source { url: None, ..source("late", "Reuters", None) };
    assert_eq!(cite_source(&bare), "“Page late”, Reuters.");
    let full = Source {
        author: Some("A. Writer".to_owned()),
        url: Some("https://example.org/x".to_owned()),
        ..source("late", "Reuters", Some("2024-04-10"))
    };
    assert_eq!(cite_source(&full), "A. Writer, “Page late”, Reuters, 10 April 2024. https://example.org/x");
}

fn file() -> FileRecords {
    let header = Header {
        title: "Sample".to_owned(),
        version: "2024-05-01".to_owned(),
        license: "CC-BY-4.0".to_owned(),
        ..Header::default()
    };
    FileRecords { name: "sample.ron".to_owned(), header, ..FileRecords::default() }
}

#[test]
fn incidents_are_cited_with_id_and_version() {
    let record = incident("2024-03-22-crocus", "2024-03-22");
    assert_eq!(
        cite_incident(&record, &file()),
        "“Incident 2024-03-22-crocus”, 22 March 2024 [2024-03-22-crocus]. In: Sample, version 2024-05-01 (CC-BY-4.0)."
    );
}

#[test]
fn totals_are_cited_with_rule_filter_and_scope() {
    let loaded = inline([
        Incident { killed: Some(count(1, 2, 3)), ..incident("a", "2024-03-22") },
        Incident { killed: Some(count(10, 10, 10)), ..incident("b", "2023-03-22") },
    ]);
    let state = ViewState::default().with(ViewChange::Query("killed>=1".to_owned()));
    let shown = Shown::new(&loaded, &state, None);
    assert_eq!(
        cite_totals(&shown.totals, &shown.rule, &shown.query, None, &[file()]),
        format!(
            "2 incidents, 2 counted: killed 11–13, best 12; injured unknown. Counting rule: {}. Filter: killed>=1. Data: \
             Sample, version 2024-05-01 (CC-BY-4.0). A selection of incidents, not a census.",
            CountingRule::default().label()
        )
    );
    assert!(cite_totals(&shown.totals, &shown.rule, &Query::default(), None, &[]).contains("Filter: none. Data: ."));
}

#[test]
fn the_totals_of_a_few_rows_are_those_of_their_mask() {
    let said = vec![
        attribution("is", AttributionKind::Claim, None),
        attribution("taliban", AttributionKind::Assessment, None),
    ];
    let loaded = inline([
        Incident { killed: Some(count(1, 2, 3)), attributions: said, ..incident("a", "2024-03-22") },
        Incident { branch: "unattributed".into(), ..incident("b", "2024-03-23") },
        Incident { branch: "taliban".into(), killed: Some(count(9, 9, 9)), ..incident("c", "2024-03-24") },
        Incident { injured: Some(count(4, -1, -1)), ..incident("d", "2024-03-25") },
    ]);
    let shown = Shown::new(&loaded, &ViewState::default(), None);
    for rows in [&[][..], &[0], &[1, 2], &[0, 1, 2, 3], &[3, 3, 0], &[7]] {
        let mask = daymark::query::Mask::from_rows(loaded.columns.len(), rows.iter().copied());
        let expected = daymark::query::totals(&loaded.columns, &mask, &shown.rule);
        assert_eq!(shown.totals_of(&loaded, rows), expected, "{rows:?}");
    }
}

#[test]
fn an_incident_is_spoken_as_one_sentence() {
    let record = Incident { killed: Some(count(1, 2, 3)), ..incident("a", "2024-03") };
    let catalog = catalog([record.clone()]);
    assert_eq!(
        spoken_incident(&catalog, &record),
        "Incident a, March 2024, Kabul, Afghanistan; killed 1–3 (2); injured unknown; attack, IS-KP"
    );
}

#[test]
fn titles_are_found_best_first() {
    let titled = |id: &str, title: &str| Incident { title: title.to_owned(), ..incident(id, "2024-03-22") };
    let loaded = inline([
        titled("a", "The Kabul airport bombing"),
        titled("b", "Kábul airport"),
        titled("c", "Mosul"),
        titled("d", "Old Kabul"),
    ]);
    assert_eq!(rows_titled(&loaded.columns, "KABUL", 9), [1, 3, 0]);
    assert_eq!(rows_titled(&loaded.columns, "kabul", 1), [1]);
}
