//! What a frame hands to the graphics card is bounded by the screen, not by the number of incidents. Never a time.

use crate::made;
use crate::made::stage::{Drawn, Part, Stage};
use daymark::query::GroupKey;
use daymark::view::{Centre, LaneKey, Loaded, Metric, TableColumn, TableLayout, ViewState, Viewport};

const MAX_QUADS: usize = 25_000;
const MAX_TITLES: usize = 300;
const MAX_SHAPES: usize = 6_000;

/// The most of any frame from ten years down to three days, and of a year that moves.
fn most(loaded: &Loaded, state: &ViewState) -> Drawn {
    let center = f64::from(made::SPAN.0 + made::SPAN.1) / 2.0 + 3.3;
    let lengths = std::iter::successors(Some(3_653.0_f64), |days| Some(days * 0.72)).take_while(|days| *days > 3.0);
    let zoomed = lengths.map(|days| Viewport { start: center - days / 2.0, end: center + days / 2.0 });
    let panned =
        (0..6).map(|k| Viewport { start: center + f64::from(k) * 60.0, end: center + f64::from(k) * 60.0 + 365.0 });
    let mut stage = Stage::new(loaded, &[], state);
    zoomed.chain(panned).fold(Drawn::default(), |most, viewport| {
        let state = ViewState { viewport: Some(viewport.clamped()), ..state.clone() };
        most.max(stage.frame(&state, Part::Window)).max(stage.frame(&state, Part::Centre))
    })
}

fn check(loaded: &Loaded, state: &ViewState) {
    let most = most(loaded, state);
    assert!(most.quads <= MAX_QUADS && most.titles <= MAX_TITLES && most.shapes <= MAX_SHAPES, "{most:?}");
    assert!(most.quads > 1_000, "{most:?}: was anything drawn?");
}

#[test]
fn a_frame_is_bounded_by_the_screen() {
    for n_rows in [0, 5_000, 150_000] {
        let loaded = made::loaded(n_rows);
        let state = ViewState::default();
        let most = most(&loaded, &state);
        assert!(
            most.quads <= MAX_QUADS && most.titles <= MAX_TITLES && most.shapes <= MAX_SHAPES,
            "{n_rows}: {most:?}"
        );
    }
}

#[test]
fn so_it_is_with_fifty_countries_and_both_metrics() {
    let loaded = made::loaded(20_000);
    let countries = ViewState { lanes: LaneKey::Country, metric: Metric::Both, ..ViewState::default() };
    check(&loaded, &countries);
    check(&loaded, &ViewState { colors: LaneKey::Attack, cumulative: true, ..countries });
}

#[test]
fn a_table_lays_out_the_lines_on_screen_alone() {
    let shapes = [5_000, 150_000].map(|n_rows| {
        let loaded = made::loaded(n_rows);
        let columns = TableColumn::ALL.to_vec();
        let table = TableLayout { group: Some(GroupKey::Branch), columns, ..TableLayout::default() };
        let state = ViewState { centre: Centre::Table, table, ..ViewState::default() };
        let mut stage = Stage::new(&loaded, &[], &state);
        stage.wheel = -400.0;
        let most = (0..30).fold(Drawn::default(), |most, _| most.max(stage.frame(&state, Part::Window)));
        assert!(most.shapes <= MAX_SHAPES && most.quads <= MAX_QUADS, "{n_rows}: {most:?}");
        assert!(most.shapes > 300, "{n_rows}: {most:?}: was anything drawn?");
        most.shapes
    });
    assert!(shapes[0].abs_diff(shapes[1]) < 400, "{shapes:?}");
}
