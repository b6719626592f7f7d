//! Back and forward, and what of the state they leave alone.

use super::{made, view};
use daymark::view::{LaneKey, Scale, Shown, Theme, ViewChange, ViewHistory, ViewState};
use proptest::prelude::*;

fn change() -> impl Strategy<Value = ViewChange> {
    prop_oneof![
        (16_000.0..17_000.0_f64).prop_map(|start| ViewChange::Viewport(view(start, 100.0))),
        Just(ViewChange::FitAll),
        (0..3).prop_map(|n| ViewChange::Query(format!("killed>={n}"))),
        prop::sample::select(&LaneKey::ALL).prop_map(ViewChange::Lanes),
        prop::sample::select(&Scale::ALL).prop_map(ViewChange::Scale),
        prop::sample::select(&Theme::ALL).prop_map(ViewChange::Theme),
        (0.75..2.0_f32).prop_map(ViewChange::Zoom),
        any::<bool>().prop_map(ViewChange::SidePanel),
        (0..3_u32).prop_map(|n| ViewChange::Toggle(n.to_string())),
    ]
}

/// The part of a state that going back and forward changes.
fn place(state: &ViewState) -> ViewState {
    let settings = ViewState::default();
    ViewState {
        side_panel: settings.side_panel,
        legend: settings.legend,
        theme: settings.theme,
        zoom: settings.zoom,
        reduced_motion: settings.reduced_motion,
        cumulative: settings.cumulative,
        ..state.clone()
    }
}

proptest! {
    #[test]
    fn back_and_forward_walk_the_same_places(changes in prop::collection::vec(change(), 1..30)) {
        let mut history = ViewHistory::default();
        let mut state = ViewState::default();
        history.visit(&state);
        let mut places = vec![place(&state)];
        for change in changes {
            state = state.with(change);
            history.visit(&state);
            if places.last() != Some(&place(&state)) {
                places.push(place(&state));
            }
        }
        let settings = |state: &ViewState| (state.theme, state.zoom, state.side_panel);
        let last = state.clone();
        for wanted in places.iter().rev().skip(1) {
            prop_assert!(history.can_go_back());
            state = history.back(&state).unwrap();
            prop_assert_eq!(&place(&state), wanted);
            prop_assert_eq!(settings(&state), settings(&last));
        }
        prop_assert!(!history.can_go_back());
        prop_assert_eq!(history.back(&state), None);
        for wanted in places.iter().skip(1) {
            state = history.forward(&state).unwrap();
            prop_assert_eq!(&place(&state), wanted);
        }
        prop_assert!(!history.can_go_forward());
        prop_assert_eq!(state, last);
    }
}

#[test]
fn theme_and_size_survive_going_back() {
    let mut history = ViewHistory::default();
    let first = ViewState::default();
    history.visit(&first);
    let second = first.with(ViewChange::Query("killed>=1".to_owned()));
    history.visit(&second);
    let light = second.with(ViewChange::Theme(Theme::Light)).with(ViewChange::Zoom(1.5));
    let back = history.back(&light).unwrap();
    assert_eq!((back.query.as_str(), back.theme, back.zoom), ("", Theme::Light, 1.5));
    let forward = history.forward(&back).unwrap();
    assert_eq!((forward.query.as_str(), forward.theme), ("killed>=1", Theme::Light));
}

#[test]
fn a_new_place_forgets_the_way_forward() {
    let mut history = ViewHistory::default();
    let at = |n: u32| ViewState::default().with(ViewChange::Query(format!("killed>={n}")));
    for n in 0..3 {
        history.visit(&at(n));
    }
    let back = history.back(&at(2)).unwrap();
    assert_eq!(back.query, "killed>=1");
    // Where the view is when going back counts, even if it was not visited yet.
    assert_eq!(history.back(&at(9)).unwrap().query, "killed>=1");
    assert_eq!(history.forward(&at(1)).unwrap().query, "killed>=9");
    assert!(!history.can_go_forward());
}

#[test]
fn only_the_latest_places_are_kept() {
    let mut history = ViewHistory::default();
    let at = |n: u32| ViewState::default().with(ViewChange::Query(format!("killed>={n}")));
    for n in 0..500 {
        history.visit(&at(n));
    }
    let mut state = at(499);
    let mut n_back = 0;
    while let Some(back) = history.back(&state) {
        state = back;
        n_back += 1;
    }
    assert_eq!((n_back, state.query.as_str()), (200, "killed>=299"));
}

#[test]
fn a_query_that_cannot_be_read_keeps_the_last_good_one() {
    let loaded = made(&[]);
    let good = ViewState::default().with(ViewChange::Query("killed>=5".to_owned()));
    let shown = Shown::new(&loaded, &good, None);
    assert!(shown.is_for(&good));
    let bad = good.with(ViewChange::Query("killed>=".to_owned()));
    assert!(!shown.is_for(&bad));
    let kept = Shown::new(&loaded, &bad, Some(&shown));
    assert_eq!(kept.query.to_string(), "killed>=5");
    assert!(kept.query_error.is_some());
    assert!(kept.is_for(&bad) && !kept.is_for(&good));
    // Once it is mended the error is gone; without anything before, everything is shown.
    assert_eq!(Shown::new(&loaded, &good, Some(&kept)).query_error, None);
    assert_eq!(Shown::new(&loaded, &bad, None).query.to_string(), "");
}
