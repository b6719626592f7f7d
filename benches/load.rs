//! The cost of opening a file, from its bytes in memory to what the first frame needs, in processor time of one thread.
//!
//! `cargo bench --no-default-features --bench load`; `DAYMARK_BENCH_RUNS=1` for a short one. The larger files hold
//! the shipped records again and again, with ids and addresses of their own and by four years more earlier or later each time, so that
//! their records are of the shipped size and have the shipped faults.

#[path = "made/clock.rs"]
mod clock;
#[path = "made/many.rs"]
mod many;

use clock::{cpu_ms, load, machine, median};
use daymark::edit::{Document, Reader};
use daymark::model::Day;
use daymark::store;
use daymark::view::{Loaded, Shown, ViewState};
use std::hint::black_box;
use std::sync::Arc;

/// Copies in the larger files: 20,000 incidents.
const N_COPIES: usize = 20;

fn main() {
    let n_runs = std::env::var("DAYMARK_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5).max(1);
    println!("Machine: {}; load {}; median of {n_runs} runs.", machine(), load());
    println!("Command: `cargo bench --no-default-features --bench load`.\n");
    println!("Milliseconds of processor time from bytes in memory.\n");
    println!(
        "| File | Incidents | Sources | kB | First 500 shown | Read | Read and shown | Index of words, after that | As known on a day | Warnings |"
    );
    println!("|--|--|--|--|--|--|--|--|--|--|");
    match store::shipped() {
        Ok(shipped) => {
            row("shipped", &shipped.bytes, n_runs);
            let text = String::from_utf8_lossy(&shipped.bytes);
            let incidents = many::many(&text, &["incidents"], N_COPIES);
            row("its incidents 20 times", incidents.as_bytes(), n_runs);
            let both = many::many(&text, &["sources", "incidents"], N_COPIES);
            row("its sources, too", both.as_bytes(), n_runs);
        }
        Err(err) => println!("{err}"),
    }
    println!("\nLoad at the end: {}.", load());
}

fn row(name: &str, bytes: &[u8], n_runs: usize) {
    let mut figures: [Vec<f64>; 5] = Default::default();
    let (mut sizes, mut n_warnings) = (String::new(), 0);
    for _ in 0..n_runs {
        let copy = bytes.to_vec();
        let started = cpu_ms();
        let mut reader = Reader::new("bench.ron", copy);
        while reader.incidents().len() < 500 && !reader.progress().is_done() {
            reader.read_some(256);
        }
        show(&reader.so_far());
        figures[0].push(cpu_ms() - started);
        let copy = bytes.to_vec();
        let started = cpu_ms();
        let document = Document::read("bench.ron", copy);
        figures[1].push(cpu_ms() - started);
        let loaded = Arc::new(show(&document));
        figures[2].push(cpu_ms() - started);
        let started = cpu_ms();
        black_box(loaded.text());
        figures[3].push(cpu_ms() - started);
        let started = cpu_ms();
        black_box(loaded.on_day(Day::from_ymd(2017, 12, 31)));
        figures[4].push(cpu_ms() - started);
        let (incidents, sources) = (document.incidents.len(), document.sources.len());
        sizes = format!("{incidents} | {sources} | {}", bytes.len() / 1000);
        n_warnings = document.n_warnings();
        if let Some(problem) = document.problems().iter().find(|problem| problem.is_error()) {
            println!("{}", problem.message);
        }
    }
    let [first, read, all, index, known] = figures.map(|values| median(&values));
    println!("| {name} | {sizes} | {first:.0} | {read:.0} | {all:.0} | {index:.0} | {known:.1} | {n_warnings} |");
}

fn show(document: &Document) -> Loaded {
    let loaded = Loaded::new(vec![document.file_records()]);
    black_box(Shown::new(&loaded, &ViewState::default(), None));
    loaded
}
