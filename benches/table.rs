//! The table: what sorting and grouping cost, and what a frame costs while it scrolls, in processor time of one thread.
//!
//! `cargo bench --no-default-features --features ui --bench table`; `DAYMARK_BENCH_RUNS=1` for a short one. Sorting and
//! grouping happen once for a filter, beyond 40,000 incidents on the worker. A frame is the whole window at 1920×1080.

#[path = "made/clock.rs"]
mod clock;
mod made;

use clock::{cpu_ms, load, machine, median, share};
use daymark::edit::Document;
use daymark::query::{CountingRule, GroupKey, Mask};
use daymark::store;
use daymark::view::{Centre, Loaded, Sort, Table, TableColumn, TableLayout, ViewState};
use made::stage::{Drawn, Part, Stage};

const N_FRAMES: usize = 180;
const SIZES: [usize; 3] = [20_000, 100_000, 1_000_000];

fn main() {
    let n_runs = std::env::var("DAYMARK_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(3).max(1);
    println!("Machine: {}; load {}; median of {n_runs} runs, milliseconds.\n", machine(), load());
    println!(
        "| Incidents | By time | By killed | By title | By branch | By month | Frame p50 | Frame p95 | Timeline p95 | Shapes | Quads |"
    );
    println!("|--|--|--|--|--|--|--|--|--|--|--|");
    for n_rows in std::iter::once(None).chain(SIZES.map(Some)) {
        let loaded = match n_rows {
            None => shipped(),
            Some(n_rows) => made::loaded(n_rows),
        };
        row(&loaded, n_runs);
    }
    println!("\nLoad at the end: {}.", load());
}

fn row(loaded: &Loaded, n_runs: usize) {
    let by = |column, descends| Some(Sort { column, descends });
    let made = [
        (None, None),
        (None, by(TableColumn::Killed, true)),
        (None, by(TableColumn::Title, false)),
        (Some(GroupKey::Branch), None),
        (Some(GroupKey::Month), None),
    ];
    let mask = Mask::all(loaded.columns.len());
    let rule = CountingRule::default();
    let costs = made.map(|(group, sort)| {
        let times = (0..n_runs).map(|_| {
            let started = cpu_ms();
            std::hint::black_box(Table::new(loaded, &mask, &rule, group, sort));
            cpu_ms() - started
        });
        format!("{:.1}", median(&times.collect::<Vec<f64>>()))
    });
    let (mut times, drawn) = frames(loaded, &table_state(), Part::Window);
    times.sort_by(f64::total_cmp);
    let (mut timeline, _) = frames(loaded, &ViewState::default(), Part::Centre);
    timeline.sort_by(f64::total_cmp);
    let (half, most) = (share(&times, 0.5), share(&times, 0.95));
    println!(
        "| {} | {} | {half:.2} | {most:.2} | {:.2} | {} | {} |",
        loaded.columns.len(),
        costs.join(" | "),
        share(&timeline, 0.95),
        drawn.shapes,
        drawn.quads
    );
}

/// A table with every column, grouped by branch.
fn table_state() -> ViewState {
    let table =
        TableLayout { group: Some(GroupKey::Branch), columns: TableColumn::ALL.to_vec(), ..TableLayout::default() };
    ViewState { centre: Centre::Table, table, ..ViewState::default() }
}

/// Frames while the wheel turns down, and the most that was drawn.
fn frames(loaded: &Loaded, state: &ViewState, part: Part) -> (Vec<f64>, Drawn) {
    let mut stage = Stage::new(loaded, &[], state);
    stage.wheel = -90.0;
    let mut most = Drawn::default();
    let times = (0..N_FRAMES).map(|_| {
        let started = cpu_ms();
        let drawn = stage.frame(state, part);
        most = most.max(drawn);
        cpu_ms() - started
    });
    (times.collect(), most)
}

fn shipped() -> Loaded {
    match store::shipped() {
        Ok(shipped) => Loaded::new(vec![Document::read(shipped.name, shipped.bytes).file_records()]),
        Err(err) => {
            eprintln!("{err}");
            std::process::exit(2);
        }
    }
}
