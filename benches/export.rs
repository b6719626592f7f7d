//! What exports of everything cost, from the bytes of the shipped file to the bytes of each export, in processor time of one thread.
//!
//! `cargo bench --no-default-features --bench export`; `DAYMARK_BENCH_RUNS=1` for a short one. "With reading" is what
//! `daymark export` takes for the whole of its process, but for starting it and writing the file.

#[path = "made/clock.rs"]
mod clock;

use clock::{cpu_ms, load, machine, median};
use daymark::edit::Document;
use daymark::export::{Content, Format, Pace, Paging, PictureOptions, rows_in_order, write};
use daymark::model::Day;
use daymark::query::{CountingRule, Query};
use daymark::store;
use daymark::view::Loaded;

fn main() {
    let n_runs = std::env::var("DAYMARK_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5).max(1);
    println!("Machine: {}; load {}; median of {n_runs} runs.", machine(), load());
    println!("Command: `cargo bench --no-default-features --bench export`.\n");
    println!("| Export of all | Files | kB | Milliseconds | With reading |");
    println!("|--|--|--|--|--|");
    let usual = PictureOptions::default();
    let wide = PictureOptions { size_px: Some([8_000, 1_400]), ..usual.clone() };
    let strip = PictureOptions { paging: Paging::Strip, ..usual.clone() };
    let years = PictureOptions { paging: Paging::Years, ..usual.clone() };
    for (name, format, options) in [
        ("SVG, 1,600 wide", Format::Svg, &usual),
        ("SVG, 8,000 wide", Format::Svg, &wide),
        ("SVG, a strip", Format::Svg, &strip),
        ("PNG, 1,600 wide", Format::Png, &usual),
        ("PNG, 8,000 wide", Format::Png, &wide),
        ("PNG, a strip", Format::Png, &strip),
        ("PNG, each year", Format::Png, &years),
        ("PDF", Format::Pdf, &usual),
        ("Markdown", Format::Markdown, &usual),
    ] {
        row(name, format, options, n_runs);
    }
    println!("\nLoad at the end: {}.", load());
}

fn row(name: &str, format: Format, picture: &PictureOptions, n_runs: usize) {
    let (mut alone, mut whole) = (Vec::new(), Vec::new());
    let mut size = String::new();
    for _ in 0..n_runs {
        let Ok(shipped) = store::shipped() else {
            println!("the shipped timeline cannot be read");
            return;
        };
        let started = cpu_ms();
        let document = Document::read("islamic-state.ron", shipped.bytes);
        let loaded = Loaded::new(vec![document.file_records()]);
        let (query, rule) = (Query::default(), CountingRule::default());
        let rows = rows_in_order(&loaded, &loaded.filter(&query).mask);
        let content = Content {
            loaded: &loaded,
            rows: &rows,
            query: &query,
            rule: &rule,
            as_of: None,
            unsaved: &[],
            exported: Day::from_days(20_780),
            marking: "UNCLASSIFIED",
            story: None,
            picture,
        };
        let read = cpu_ms();
        match write(format, &content, "bench", &mut Pace::new(&mut |_| true)) {
            Ok(parts) => {
                let bytes: usize = parts.iter().map(|part| part.bytes.len()).sum();
                size = format!("{} | {}", parts.len(), bytes / 1_000);
            }
            Err(err) => println!("{name}: {err}"),
        }
        let done = cpu_ms();
        alone.push(done - read);
        whole.push(done - started);
    }
    println!("| {name} | {size} | {:.0} | {:.0} |", median(&alone), median(&whole));
}
