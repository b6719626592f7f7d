//! Laws of the scene, whatever the data: nothing lost, nothing over another, as much as fits.

use super::{FIRST, Made, made, rows, title_pt, view};
use daymark::query::Row;
use daymark::view::{
    Body, Detail, LaneKey, Lanes, Loaded, MAX_MARKED, MAX_TITLES, Mark, Scene, SceneInput, Shown, ViewState, Viewport,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

struct Picture {
    loaded: Loaded,
    lanes: Arc<Lanes>,
}

impl Picture {
    fn new(rows: &[Made]) -> Self {
        let loaded = made(rows);
        let lanes = Shown::new(&loaded, &ViewState::default(), None).lanes;
        Self { loaded, lanes }
    }

    fn scene(&self, viewport: Viewport, width: f32, height: f32) -> Scene {
        let columns = &self.loaded.columns;
        let colors = self.loaded.groups(LaneKey::Branch);
        let mut scene = Scene::default();
        let input = SceneInput { columns, lanes: &self.lanes, colors, viewport, width, height, selection: &[] };
        scene.build(&input, &mut |row| title_pt(columns, row));
        scene
    }

    /// Rows of a lane with a day on screen.
    fn on_screen(&self, lane: usize, view: Viewport) -> BTreeSet<Row> {
        let (start, end) = (view.start.floor() as i32, view.end.ceil() as i32);
        let columns = &self.loaded.columns;
        let is_seen = |row: &Row| columns.days(*row).0 < end && columns.days(*row).1 >= start;
        self.lanes.lanes[lane].rows.iter().copied().filter(is_seen).collect()
    }
}

fn marks_of(scene: &Scene, lane: usize) -> impl Iterator<Item = &Mark> {
    scene.marks.iter().filter(move |mark| mark.lane == lane)
}

/// Whether two stretches have more than a hair in common.
fn collide(a: (f32, f32), b: (f32, f32)) -> bool {
    a.0 + 0.01 < b.1 && b.0 + 0.01 < a.1
}

fn check_members(picture: &Picture, scene: &Scene, view: Viewport) {
    for (i, lane) in scene.lanes.iter().enumerate() {
        let wanted = picture.on_screen(i, view);
        assert_eq!(lane.n_on_screen as usize, wanted.len(), "lane {i}");
        let members: Vec<Row> = marks_of(scene, i).flat_map(|mark| scene.members_of(mark).iter().copied()).collect();
        let distinct: BTreeSet<Row> = members.iter().copied().collect();
        assert_eq!(distinct.len(), members.len(), "an incident is in two marks");
        match lane.detail {
            Detail::Density => assert!(wanted.len() > MAX_MARKED as usize && members.is_empty()),
            Detail::Clusters | Detail::Cards => assert_eq!(distinct, wanted),
        }
    }
    let columns = &picture.loaded.columns;
    for mark in &scene.marks {
        let members = scene.members_of(mark);
        assert!(members.contains(&mark.row));
        let killed = |row: &Row| columns.killed_or_zero(*row);
        assert_eq!(members.iter().map(killed).max(), Some(killed(&mark.row)), "it shows the deadliest");
        let lane = &scene.lanes[mark.lane];
        assert!(mark.y - mark.radius >= lane.top - 1.0 && mark.y + mark.radius <= lane.top + lane.height + 1.0);
    }
}

fn check_titles(scene: &Scene, width: f32) {
    // A picture wider than a screen may hold as many more.
    let at_most = MAX_TITLES as f32 * (width / 2_000.0).max(1.0);
    assert!(scene.titles.len() as f32 <= at_most);
    for (i, a) in scene.titles.iter().enumerate() {
        let lane = &scene.lanes[scene.marks[a.mark].lane];
        assert!(a.y - 7.5 >= lane.top - 0.5 && a.y + 7.5 <= lane.top + lane.height + 0.5);
        assert!(a.x < width && a.x + a.width > 0.0, "a title nobody sees: {a:?}");
        for b in &scene.titles[i + 1..] {
            let is_same_row = (a.y - b.y).abs() < 14.0;
            assert!(!(is_same_row && collide((a.x, a.x + a.width), (b.x, b.x + b.width))), "{a:?} {b:?}");
        }
    }
}

fn check_cards(scene: &Scene) {
    for (i, _) in scene.lanes.iter().enumerate().filter(|(_, lane)| lane.detail == Detail::Cards) {
        let marks: Vec<usize> = (0..scene.marks.len()).filter(|k| scene.marks[*k].lane == i).collect();
        let mut rows: BTreeMap<i64, Vec<(f32, f32)>> = BTreeMap::new();
        for mark in marks {
            assert_eq!(scene.marks[mark].n_incidents(), 1, "a card stands for one incident");
            let (left, right) = scene.marks[mark].extent();
            let title = scene.titles.iter().find(|title| title.mark == mark);
            let whole = title.map_or((left, right), |title| (left.min(title.x), right.max(title.x + title.width)));
            rows.entry((scene.marks[mark].y * 10.0) as i64).or_default().push(whole);
        }
        for row in rows.values() {
            for (k, a) in row.iter().enumerate() {
                assert!(row[k + 1..].iter().all(|b| !collide(*a, *b)), "cards collide in {row:?}");
            }
        }
    }
}

fn check_bounds(scene: &Scene, lanes: usize, width: f32) {
    // A cell is 15 to 30 points wide, or a day.
    let most_points = (width / 15.0).ceil() as usize + 3;
    for (i, lane) in scene.lanes.iter().enumerate().filter(|(_, lane)| lane.detail == Detail::Clusters) {
        let n_points = marks_of(scene, i).filter(|mark| mark.body == Body::Point).count();
        assert!(n_points <= most_points, "{n_points} points in lane {i}, {:?}", lane.detail);
    }
    assert!(scene.marks.len() <= lanes * MAX_MARKED as usize);
    assert!(scene.columns.len() <= lanes * ((width / 3.0) as usize + 3));
    let mut bottom = 0.0;
    for lane in &scene.lanes {
        assert!((lane.top - bottom).abs() < 0.01);
        bottom = lane.top + lane.height;
    }
    assert!((scene.height - bottom).abs() < 0.01);
}

fn check(picture: &Picture, view: Viewport, width: f32, height: f32) {
    let scene = picture.scene(view, width, height);
    check_members(picture, &scene, view);
    check_titles(&scene, width);
    check_cards(&scene);
    check_bounds(&scene, picture.lanes.lanes.len(), width);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_or_hidden(
        rows in rows(150, 16), start in -100.0..1_500.0_f64, days in 3.0..1_500.0_f64,
        width in 300.0..1_800.0_f32, height in 100.0..900.0_f32,
    ) {
        check(&Picture::new(&rows), view(f64::from(FIRST) + start, days), width, height);
    }

    #[test]
    fn clusters_stay_together_when_panned(rows in rows(400, 2), start in 0.0..600.0_f64, share in 0.0..1.0_f64) {
        let picture = Picture::new(&rows);
        let width = 900.0;
        let before = view(f64::from(FIRST) + start, 500.0);
        let after = before.panned(share * 8.0);
        let (a, b) = (picture.scene(before, width, 60.0), picture.scene(after, width, 60.0));
        let inner = (after.start.ceil() as i32 + 16, before.end.floor() as i32 - 16);
        let clusters = |scene: &Scene| -> BTreeSet<Vec<Row>> {
            let is_inside = |row: &Row| {
                let days = picture.loaded.columns.days(*row);
                days.0 >= inner.0 && days.1 <= inner.1
            };
            let clusters = scene.marks.iter().filter(|mark| scene.lanes[mark.lane].detail == Detail::Clusters);
            clusters.map(|mark| scene.members_of(mark).to_vec()).filter(|rows| rows.iter().all(is_inside)).collect()
        };
        let details = |scene: &Scene| scene.lanes.iter().map(|lane| lane.detail).collect::<Vec<_>>();
        if details(&a) == details(&b) {
            prop_assert_eq!(clusters(&a), clusters(&b));
        }
    }

    #[test]
    fn the_pointer_finds_what_is_drawn(rows in rows(60, 4), start in 0.0..900.0_f64, days in 20.0..900.0_f64) {
        let picture = Picture::new(&rows);
        let scene = picture.scene(view(f64::from(FIRST) + start, days), 1_000.0, 500.0);
        for mark in scene.marks.iter().filter(|mark| mark.body == Body::Point && (0.0..1_000.0).contains(&mark.x)) {
            let hit = scene.mark_at(mark.x, mark.y, 3.0).map(|hit| &scene.marks[hit]);
            // Something at least as near lies there, if not the mark itself.
            prop_assert!(hit.is_some_and(|hit| hit.lane == mark.lane));
        }
        prop_assert_eq!(scene.mark_at(-500.0, -500.0, 3.0), None);
        for (i, lane) in scene.lanes.iter().enumerate() {
            prop_assert_eq!(scene.lane_at(lane.top + lane.height / 2.0), Some(i));
        }
    }
}

/// Many incidents a day, evenly, in one lane.
fn crowd(n: i32, days: i32) -> Vec<Made> {
    let count = daymark::model::Count::default();
    (0..n)
        .map(|i| Made {
            day: i % days,
            days: 0,
            precision: daymark::model::Precision::Day,
            branch: 0,
            kind: daymark::model::Kind::Attack,
            killed: count,
            injured: count,
            is_low: false,
        })
        .collect()
}

#[test]
fn columns_count_what_begins_in_them() {
    let picture = Picture::new(&crowd(30_000, 1_000));
    for days in [30.0, 100.0, 333.3, 900.0] {
        for width in [350.0, 1_200.0, 1_748.0] {
            let view = view(f64::from(FIRST) + 7.3, days);
            let scene = picture.scene(view, width, 400.0);
            assert_eq!(scene.lanes[0].detail, Detail::Density);
            let n: u32 = scene.columns.iter().map(|column| column.n).sum();
            let edge = scene.columns.iter().map(|column| column.n).max().unwrap() * 2;
            assert!(n.abs_diff(scene.lanes[0].n_on_screen) <= edge, "{n} of {}", scene.lanes[0].n_on_screen);
            for pair in scene.columns.windows(2) {
                assert!(pair[0].x + pair[0].width <= pair[1].x + 0.01, "columns overlap");
            }
            for column in &scene.columns {
                assert!((0.0..=1.0).contains(&column.share) && column.width >= 2.99);
                assert!(column.x < width && column.x + column.width > 0.0);
            }
            assert_eq!(scene.columns.iter().map(|column| column.share).fold(0.0, f32::max), 1.0);
        }
    }
}

#[test]
fn columns_hold_the_same_days_when_panned() {
    let picture = Picture::new(&crowd(30_000, 977));
    let before = view(f64::from(FIRST) + 100.0, 400.0);
    let counts = |view: Viewport| -> BTreeMap<i64, u32> {
        let scene = picture.scene(view, 800.0, 400.0);
        let day = |x: f32| view.day_from_x(x, 800.0).round() as i64;
        scene.columns.iter().map(|column| (day(column.x), column.n)).collect()
    };
    let first = counts(before);
    for k in 1..30 {
        let panned = counts(before.panned(f64::from(k) * 0.37));
        let in_both = panned.iter().filter(|(day, _)| first.contains_key(day));
        assert!(in_both.clone().count() > 150);
        assert!(in_both.clone().all(|(day, n)| first[day] == *n));
    }
}

#[test]
fn no_title_too_many() {
    // 40 incidents in each of twelve lanes, all with room for cards.
    let rows = crowd(480, 960).into_iter().enumerate();
    let rows: Vec<Made> = rows.map(|(i, row)| Made { day: row.day * 2, branch: i % 12, ..row }).collect();
    let picture = Picture::new(&rows);
    check(&picture, view(f64::from(FIRST), 1_000.0), 2_000.0, 4_000.0);
    check(&picture, view(f64::from(FIRST), 1_000.0), 6_000.0, 2_000.0);
    let scene = picture.scene(view(f64::from(FIRST), 1_000.0), 6_000.0, 2_000.0);
    assert!(scene.titles.len() > 200, "{}", scene.titles.len());
}
