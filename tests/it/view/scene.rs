//! Scenes as text.

use super::{inline, title_pt, view};
use crate::sample::{count, incident};
use daymark::model::{Confidence, Day, Incident, Kind};
use daymark::view::{Scene, SceneInput, Shown, ViewChange, ViewState, describe_scene, spoken_mark};

/// One of each date, and one of low confidence.
fn sample() -> Vec<Incident> {
    let kp = |id: &str, when: &str| Incident { title: id.to_owned(), ..incident(id, when) };
    let sinai = |id: &str, when: &str| Incident { branch: "is-sinai".into(), ..kp(id, when) };
    vec![
        Incident { killed: Some(count(20, 20, 20)), ..kp("day", "2020-02-03") },
        Incident { confidence: Confidence::Low, ..kp("low confidence", "2020-02-10") },
        kp("month", "2020-03"),
        kp("within", "[2020-02-20..2020-02-25]"),
        sinai("span", "2020-01-20/2020-02-18"),
        sinai("span of months", "2020-02/2020-03"),
        sinai("about", "2020-02-05/2020-02-27~"),
        Incident { kind: Kind::Arrest, ..sinai("arrest", "2020-04-01") },
        kp("long ago", "2017-01-01"),
    ]
}

fn describe(first: &str, days: f64, width: f32, height: f32, query: &str) -> String {
    let loaded = inline(sample());
    let state = ViewState::default().with(ViewChange::Query(query.to_owned()));
    let shown = Shown::new(&loaded, &state, None);
    let first: daymark::model::When = first.parse().unwrap();
    let start: Day = first.earliest();
    let groups = loaded.groups(state.lanes);
    let mut scene = Scene::default();
    let input = SceneInput {
        columns: &loaded.columns,
        lanes: &shown.lanes,
        colors: groups,
        viewport: view(f64::from(start.days()), days),
        width,
        height,
        selection: &[],
    };
    scene.build(&input, &mut |row| title_pt(&loaded.columns, row));
    describe_scene(&scene, &shown.lanes, groups, &loaded.columns)
}

#[test]
fn every_kind_of_date_has_its_body() {
    assert_eq!(
        describe("2020-01-15", 100.0, 1_000.0, 300.0, ""),
        "IS-KP  cards  4 on screen
  195 ● day
  265 ○ low confidence
  390 (360 to 420) hollow within
  615 (460 to 770) hollow month
Islamic State – Sinai Province  cards  4 on screen
  53 [50 to 350] solid span
  173 (170 to 770) solid span of months
  213 (210 to 440) solid about
  775 ● arrest
"
    );
}

#[test]
fn from_afar_each_is_a_point() {
    assert_eq!(
        describe("2015-01-01", 3_652.0, 300.0, 300.0, ""),
        "IS-KP  cards  5 on screen
  60 ● long ago
  153 ● day
  153 ○ low confidence
  154 ○ within
  156 ○ month
Islamic State – Sinai Province  cards  4 on screen
  153 ● span
  154 ● about
  155 ● span of months
  158 ● arrest
"
    );
}

#[test]
fn with_little_room_they_join() {
    assert_eq!(
        describe("2015-01-01", 3_652.0, 300.0, 60.0, ""),
        "IS-KP  clusters  5 on screen
  60 ● long ago
  154 ◍ 4: day
Islamic State – Sinai Province  clusters  4 on screen
  155 ◍ 4: span
"
    );
}

#[test]
fn the_filter_leaves_lanes_out() {
    let arrest = "Islamic State – Sinai Province  cards  1 on screen\n  775 ● arrest\n";
    assert_eq!(describe("2020-01-15", 100.0, 1_000.0, 300.0, "kind:arrest"), arrest);
    assert_eq!(describe("2020-01-15", 100.0, 1_000.0, 300.0, "killed>=500"), "");
}

#[test]
fn a_lane_with_nothing_on_screen_stays() {
    let empty = "IS-KP  clusters  0 on screen\nIslamic State – Sinai Province  clusters  0 on screen\n";
    assert_eq!(describe("2018-01-15", 100.0, 1_000.0, 300.0, ""), empty);
    // What began long before is still there.
    assert_eq!(
        describe("2020-02-26", 3.0, 1_000.0, 300.0, "branch:is-sinai"),
        "Islamic State – Sinai Province  cards  2 on screen
  -8330 (-8333 to 11667) solid span of months
  -6997 (-7000 to 667) solid about
"
    );
}

#[test]
fn marks_are_spoken() {
    let loaded = inline(sample());
    let shown = Shown::new(&loaded, &ViewState::default(), None);
    let mut scene = Scene::default();
    let input = SceneInput {
        columns: &loaded.columns,
        lanes: &shown.lanes,
        colors: loaded.groups(ViewState::default().colors),
        viewport: loaded.whole_span(),
        width: 250.0,
        height: 60.0,
        selection: &[],
    };
    scene.build(&input, &mut |_| 500.0);
    let spoken: Vec<String> =
        scene.marks.iter().map(|mark| spoken_mark(&loaded.catalog, &loaded.columns, mark)).collect();
    let single = "long ago, 1 January 2017, Kabul, Afghanistan; killed unknown; injured unknown; attack, IS-KP";
    assert_eq!(spoken, ["4 incidents, the deadliest day", single, "4 incidents, the deadliest span"]);
}
