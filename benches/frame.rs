//! The cost of a frame while the timeline is zoomed and panned, in processor time of one thread.
//!
//! `cargo bench --no-default-features --features ui --bench frame`; `DAYMARK_BENCH_RUNS=1` for a short one. A run lays
//! out and tessellates the real panels at 1920×1080 with titles and plot: 180 frames from ten years down to 30 days,
//! and 180 frames in which a window of one year moves by three. Painting is not counted.

#[path = "made/clock.rs"]
mod clock;
mod made;

use clock::{cpu_ms, load, machine, median, share};
use daymark::edit::Document;
use daymark::store;

use daymark::view::{Loaded, ViewState, Viewport};
use made::stage::{Drawn, Part, Stage};
use std::sync::Arc;

const N_FRAMES: usize = 180;
const SIZES: [usize; 3] = [20_000, 100_000, 1_000_000];
/// p95 in milliseconds that a frame may take: the shipped file, then the sizes.
const CENTRE_BUDGET: [f64; 4] = [2.0, 2.5, 3.0, 6.0];
const WINDOW_BUDGET: [f64; 4] = [4.0, 4.5, 5.0, 8.0];

fn main() {
    let n_runs = std::env::var("DAYMARK_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5).max(1);
    println!("Machine: {}; load {}; median of {n_runs} runs.", machine(), load());
    println!("Command: `cargo bench --no-default-features --features ui --bench frame`.\n");
    frames(n_runs);
    println!("\nLoad at the end: {}.", load());
}

fn frames(n_runs: usize) {
    println!(
        "Milliseconds of processor time per frame; shapes, quads (vertices / 4) and titles are the most of any frame.\n"
    );
    println!(
        "| Incidents | Part | Zoom p50 | Zoom p95 | Pan p50 | Pan p95 | Slowest | Budget p95 | Shapes | Quads | Titles |"
    );
    println!("|--|--|--|--|--|--|--|--|--|--|--|");
    let document = Arc::new(shipped());
    let documents = [Arc::clone(&document)];
    let mut first = [None; 2];
    let mut last = [0.0; 2];
    for (i, n_rows) in std::iter::once(None).chain(SIZES.map(Some)).enumerate() {
        let (loaded, documents) = match n_rows {
            None => (Loaded::new(vec![document.file_records()]), documents.as_slice()),
            Some(n_rows) => (made::loaded(n_rows), [].as_slice()),
        };
        let name = n_rows.map_or(format!("{} (shipped)", loaded.columns.len()), |n| n.to_string());
        for (k, (part, budget)) in
            [(Part::Centre, CENTRE_BUDGET), (Part::Window, WINDOW_BUDGET)].into_iter().enumerate()
        {
            let p95 = row(&name, &loaded, documents, part, budget.get(i).copied().unwrap_or(0.0), n_runs);
            first[k].get_or_insert(p95);
            last[k] = p95;
        }
    }
    println!();
    for (part, (first, last)) in ["Centre", "Window"].into_iter().zip(first.into_iter().zip(last)) {
        println!("{part}: p95 of the largest to the shipped file {:.2} (at most 3).", last / first.unwrap_or(last));
    }
}

/// Prints the row of a size and part; the larger p95 of zoom and pan.
fn row(name: &str, loaded: &Loaded, documents: &[Arc<Document>], part: Part, budget_ms: f64, n_runs: usize) -> f64 {
    let mut most = Drawn::default();
    let mut figures: [Vec<f64>; 5] = Default::default();
    for _ in 0..n_runs {
        let (zoom, drawn) = run(loaded, documents, part, zoomed);
        most = most.max(drawn);
        let (pan, drawn) = run(loaded, documents, part, panned);
        most = most.max(drawn);
        let slowest = share(&zoom, 1.0).max(share(&pan, 1.0));
        let values = [share(&zoom, 0.5), share(&zoom, 0.95), share(&pan, 0.5), share(&pan, 0.95), slowest];
        for (figures, value) in figures.iter_mut().zip(values) {
            figures.push(value);
        }
    }
    let [zoom_50, zoom_95, pan_50, pan_95, slowest] = figures.map(|values| median(&values));
    let p95 = zoom_95.max(pan_95);
    let verdict = if p95 <= budget_ms { "kept" } else { "MISSED" };
    println!(
        "| {name} | {part:?} | {zoom_50:.2} | {zoom_95:.2} | {pan_50:.2} | {pan_95:.2} | {slowest:.2} | {budget_ms} {verdict} | {} | {} | {} |",
        most.shapes, most.quads, most.titles
    );
    p95
}

/// One run of a movement: milliseconds of each frame, sorted, and the most that was drawn.
fn run(loaded: &Loaded, documents: &[Arc<Document>], part: Part, viewport: fn(f64) -> Viewport) -> (Vec<f64>, Drawn) {
    let state_at = |t: f64| ViewState { viewport: Some(viewport(t).clamped()), ..ViewState::default() };
    let mut stage = Stage::new(loaded, documents, &state_at(0.0));
    stage.frame(&state_at(0.0), part);
    let mut most = Drawn::default();
    let mut times: Vec<f64> = (0..N_FRAMES)
        .map(|k| {
            let state = state_at(k as f64 / (N_FRAMES - 1) as f64);
            let started = cpu_ms();
            let drawn = stage.frame(&state, part);
            let time = cpu_ms() - started;
            most = most.max(drawn);
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times, most)
}

/// From ten years to 30 days around the middle of the span.
fn zoomed(t: f64) -> Viewport {
    let center = f64::from(made::SPAN.0 + made::SPAN.1) / 2.0;
    let days = 3_653.0 * (30.0_f64 / 3_653.0).powf(t);
    Viewport { start: center - days / 2.0, end: center + days / 2.0 }
}

/// One year, from 2016 to 2019.
fn panned(t: f64) -> Viewport {
    let start = 16_801.0 + t * 3.0 * 365.25;
    Viewport { start, end: start + 365.25 }
}

fn shipped() -> Document {
    match store::shipped() {
        Ok(shipped) => Document::read(shipped.name, shipped.bytes),
        Err(err) => {
            eprintln!("{err}");
            std::process::exit(2);
        }
    }
}
