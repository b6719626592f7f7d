//! The cost of a frame while an incident is entered, in processor time of one thread.
//!
//! `cargo bench --no-default-features --features ui --bench form`; `DAYMARK_BENCH_RUNS=1` for a short one. A run lays out
//! and tessellates the real panels at 1920×1080 with the form of a new incident, and types: each letter is heard, checked,
//! completed from what the file holds, and held against all incidents for near twins. The larger files hold the shipped
//! incidents again and again, with ids of their own. Painting is not counted.

#[path = "made/clock.rs"]
mod clock;
#[path = "made/many.rs"]
mod many;
#[path = "made/stage.rs"]
#[expect(dead_code, reason = "`frame` asks more of it")]
mod stage;

use clock::{cpu_ms, load, machine, median};
use daymark::edit::Document;
use daymark::store;
use daymark::view::{Loaded, ViewState};
use egui::{Event, Key, Modifiers};
use stage::{Part, Stage};
use std::sync::Arc;

/// Copies of the shipped incidents: about 20,000 and 100,000.
const N_COPIES: [usize; 2] = [21, 101];
/// Milliseconds that a frame may take.
const BUDGET: f64 = 16.0;

fn main() {
    let n_runs = std::env::var("DAYMARK_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5).max(1);
    println!("Machine: {}; load {}; median of {n_runs} runs.", machine(), load());
    println!("Command: `cargo bench --no-default-features --features ui --bench form`.\n");
    let shipped = match store::shipped() {
        Ok(shipped) => String::from_utf8_lossy(&shipped.bytes).into_owned(),
        Err(err) => return println!("{err}"),
    };
    println!("Milliseconds of processor time of a frame; of typing, the most that a letter took.\n");
    println!("| Incidents | {} | Budget |", STEPS.map(|step| step.0).join(" | "));
    println!("|--|{}--|", "--|".repeat(STEPS.len()));
    row("shipped", &shipped, n_runs);
    for n_copies in N_COPIES {
        row("", &many::many(&shipped, &["incidents"], n_copies), n_runs);
    }
    println!("\nLoad at the end: {}.", load());
}

/// What is done one after the other, and what it is called.
const STEPS: [(&str, Step); 9] = [
    ("Form opens", Step::Keys(&[(Modifiers::COMMAND, Key::N)])),
    ("Frame with a form", Step::Rest),
    ("Title", Step::Type("Bombing in Kabul")),
    ("Date", Step::Next("2020-02-03")),
    ("Town", Step::Next("kabu")),
    ("Country", Step::Skip(2, "afgh")),
    ("Killed", Step::Part(3, "12-15")),
    ("Source", Step::Part(1, "reuters")),
    ("Near twins", Step::Rest),
];

#[derive(Clone, Copy)]
enum Step {
    Rest,
    Keys(&'static [(Modifiers, Key)]),
    Type(&'static str),
    /// In the next field.
    Next(&'static str),
    /// So many fields on.
    Skip(usize, &'static str),
    /// So many parts on.
    Part(usize, &'static str),
}

fn row(name: &str, text: &str, n_runs: usize) {
    let mut document = Document::read("bench.ron", text.as_bytes().to_vec());
    document.prepare();
    let n_incidents = document.incidents.len();
    let loaded = Loaded::new(vec![document.file_records()]);
    let documents = [Arc::new(document)];
    let mut figures: Vec<Vec<f64>> = vec![Vec::new(); STEPS.len()];
    for _ in 0..n_runs {
        for (figures, time) in figures.iter_mut().zip(run(&loaded, &documents)) {
            figures.push(time);
        }
    }
    let medians: Vec<f64> = figures.iter().map(|times| median(times)).collect();
    let most = medians.iter().copied().fold(0.0, f64::max);
    let words: Vec<String> = medians.iter().map(|ms| format!("{ms:.2}")).collect();
    let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
    let verdict = if most <= BUDGET { "kept" } else { "MISSED" };
    println!("| {n_incidents}{name} | {} | {BUDGET} {verdict} |", words.join(" | "));
}

/// The most that a frame of each step took.
fn run(loaded: &Loaded, documents: &[Arc<Document>]) -> Vec<f64> {
    let state = ViewState::default();
    let mut stage = Stage::new(loaded, documents, &state);
    let mut frame = |events: Vec<Event>| {
        let started = cpu_ms();
        stage.frame_with(&state, Part::Window, events);
        cpu_ms() - started
    };
    STEPS.iter().map(|(_, step)| act(*step, &mut frame)).collect()
}

fn act(step: Step, frame: &mut impl FnMut(Vec<Event>) -> f64) -> f64 {
    let go = |key: Key, n: usize, frame: &mut dyn FnMut(Vec<Event>) -> f64| {
        for _ in 0..n {
            frame(pressed(Modifiers::NONE, key));
            frame(Vec::new());
        }
    };
    let typed = |text: &str, frame: &mut dyn FnMut(Vec<Event>) -> f64| {
        let letter = |letter: char| {
            let time = frame(vec![Event::Text(letter.to_string())]);
            time.max(frame(Vec::new()))
        };
        text.chars().map(letter).fold(0.0, f64::max)
    };
    match step {
        Step::Rest => {
            let times: Vec<f64> = (0..30).map(|_| frame(Vec::new())).collect();
            median(&times)
        }
        Step::Keys(keys) => {
            let most = keys.iter().map(|(modifiers, key)| frame(pressed(*modifiers, *key))).fold(0.0, f64::max);
            most.max(frame(Vec::new())).max(frame(Vec::new()))
        }
        Step::Type(text) => typed(text, frame),
        Step::Next(text) => {
            go(Key::Tab, 1, frame);
            typed(text, frame)
        }
        Step::Skip(n, text) => {
            go(Key::Tab, n, frame);
            typed(text, frame)
        }
        Step::Part(n, text) => {
            go(Key::PageDown, n, frame);
            typed(text, frame)
        }
    }
}

fn pressed(modifiers: Modifiers, key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![event(true), event(false)]
}
