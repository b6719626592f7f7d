//! Groups and lanes: every incident has one place, and counts are counts.

use super::{BRANCHES, FIRST, Made, columns, made, rows};
use daymark::model::{Kind, Precision};
use daymark::query::{Mask, Row};
use daymark::view::{LaneKey, Lanes, Loaded, MAX_LANES, ViewChange, ViewState};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #[test]
    fn every_shown_incident_is_in_one_lane(rows in rows(120, 16), bits in any::<u64>(), key in prop::sample::select(&LaneKey::ALL)) {
        let loaded = made(&rows);
        let mask = Mask::from_fn(loaded.columns.len(), |row| bits >> (row % 64) & 1 == 1);
        let groups = loaded.groups(key);
        let lanes = Lanes::new(groups, &loaded.columns, &mask);
        prop_assert!(lanes.lanes.len() <= MAX_LANES);
        let mut in_lanes: Vec<Row> = lanes.lanes.iter().flat_map(|lane| lane.rows.iter().copied()).collect();
        in_lanes.sort_unstable();
        prop_assert_eq!(in_lanes, mask.iter().collect::<Vec<_>>());
        prop_assert_eq!(lanes.n_incidents(), mask.count());
        for lane in &lanes.lanes {
            prop_assert!(!lane.rows.is_empty());
            prop_assert!(lane.rows.is_sorted());
            prop_assert!(lane.rows.iter().all(|row| lane.ranks.contains(&groups.rank(&loaded.columns, *row))));
        }
        // The order of the groups stays, whatever is shown.
        let ranks: Vec<usize> = lanes.lanes.iter().flat_map(|lane| lane.ranks.iter().copied()).collect();
        prop_assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
    }

    #[test]
    fn counts_are_counts(rows in rows(120, 16), start in -50..1_500_i32, length in 0..700_i32) {
        let loaded = made(&rows);
        let columns = &loaded.columns;
        let lanes = Lanes::new(loaded.groups(LaneKey::Branch), columns, &Mask::all(columns.len()));
        let (start, end) = (FIRST + start, FIRST + start + length);
        let begins = |row: &Row| (start..end).contains(&columns.days(*row).0);
        let overlaps = |row: &Row| columns.days(*row).0 < end && columns.days(*row).1 >= start;
        let count = |test: &dyn Fn(&Row) -> bool, rows: &[Row]| rows.iter().filter(|row| test(row)).count() as u32;
        let all: Vec<Row> = (0..columns.len() as Row).collect();
        prop_assert_eq!(lanes.n_between(start, end), count(&begins, &all));
        for lane in &lanes.lanes {
            prop_assert_eq!(lanes.n_in_lane(lane, start, end), count(&begins, &lane.rows));
            prop_assert_eq!(lane.n_on_screen(start, end), if start < end { count(&overlaps, &lane.rows) } else { 0 });
            prop_assert_eq!(lane.rows_between(columns, start, end).len() as u32, count(&begins, &lane.rows));
        }
        prop_assert_eq!(lanes.n_between(i32::MIN / 2, i32::MAX / 2), columns.len() as u32);
    }

    #[test]
    fn groups_are_ordered_by_size(rows in rows(200, 16)) {
        let loaded = made(&rows);
        for key in LaneKey::ALL {
            let groups = loaded.groups(key);
            prop_assert!(groups.groups.is_sorted_by_key(|group| (group.is_catch_all, std::cmp::Reverse(group.n_incidents))));
            let all = Mask::all(loaded.columns.len());
            let counts = groups.counts(&loaded.columns, &all);
            prop_assert_eq!(counts, groups.groups.iter().map(|group| group.n_incidents).collect::<Vec<_>>());
        }
    }
}

fn on(day: i32, branch: usize) -> Made {
    Made {
        day,
        days: 0,
        precision: Precision::Day,
        branch,
        kind: Kind::Attack,
        killed: daymark::model::Count::default(),
        injured: daymark::model::Count::default(),
        is_low: false,
    }
}

fn labels(loaded: &Loaded, state: &ViewState) -> Vec<String> {
    let groups = loaded.groups(state.lanes);
    let shown = daymark::view::Shown::new(loaded, state, None);
    shown.lanes.lanes.iter().map(|lane| format!("{} {}", lane.label(groups), lane.rows.len())).collect()
}

#[test]
fn the_smallest_groups_share_the_last_lane() {
    // Branch `n` has `20 - n` incidents; "unattributed" and "other" come last whatever their size.
    let rows: Vec<Made> = (0..16).flat_map(|branch| (0..20 - branch as i32).map(move |day| on(day, branch))).collect();
    let loaded = made(&rows);
    let all = labels(&loaded, &ViewState::default());
    assert_eq!(
        all,
        ["is 20", "a 19", "b 18", "c 17", "d 16", "e 15", "f 14", "g 13", "h 12", "i 11", "j 10", "5 more 35"]
    );
    // The filter shortens the list and keeps the order.
    let few = ViewState::default().with(ViewChange::Query("branch:unattributed OR branch:c OR branch:a".to_owned()));
    assert_eq!(labels(&loaded, &few), ["a 19", "c 17", "unattributed 6"]);
}

#[test]
fn twelve_groups_have_a_lane_each() {
    let rows: Vec<Made> = (0..12).map(|branch| on(0, branch)).collect();
    assert_eq!(labels(&made(&rows), &ViewState::default()).len(), 12);
    assert_eq!(labels(&made(&[]), &ViewState::default()), Vec::<String>::new());
}

#[test]
fn hues_go_to_the_largest_and_grey_to_the_rest() {
    let rows: Vec<Made> = (0..16).flat_map(|branch| (0..20 - branch as i32).map(move |day| on(day, branch))).collect();
    let loaded = made(&rows);
    let groups = loaded.groups(LaneKey::Branch);
    let hues: BTreeMap<&str, usize> =
        (0..16).map(|rank| (groups.groups[rank].label.as_str(), groups.hue(rank))).collect();
    for (i, branch) in BRANCHES.iter().enumerate() {
        assert_eq!(hues[branch], i.min(daymark::view::N_HUES), "{branch}");
    }
}

#[test]
fn dates_of_all_ages_need_no_table_of_all_days() {
    let mut rows = vec![on(0, 0), on(7, 1), on(3_000_000 - 100_000, 1)];
    rows[0].days = 400;
    let columns = columns(&rows);
    let loaded = made(&rows);
    let lanes = Lanes::new(loaded.groups(LaneKey::Branch), &columns, &Mask::all(3));
    assert_eq!(lanes.n_between(FIRST, FIRST + 8), 2);
    assert_eq!(lanes.n_between(FIRST + 8, i32::MAX), 1);
    let lane = &lanes.lanes[1];
    assert_eq!((lane.n_on_screen(FIRST + 300, FIRST + 301), lanes.last_day()), (1, FIRST + 2_900_000));
}
