//! The cost of an edit, and of what follows it, in processor time of one thread.
//!
//! `cargo bench --no-default-features --bench edit`; `DAYMARK_BENCH_RUNS=1` for a short one. The larger files hold the
//! shipped incidents again and again, with ids of their own. The disk's part of journal, save and reload is not counted.

#![expect(clippy::disallowed_methods, reason = "needs files")]

#[path = "made/clock.rs"]
mod clock;
#[path = "made/many.rs"]
mod many;

use clock::{cpu_ms, load, machine, median, share};
use daymark::edit::{Command, Document, Patch};
use daymark::format::Entry;
use daymark::store::journal::{self, Journal};
use daymark::store::{self, Disk};
use std::hint::black_box;
use std::path::Path;

/// Copies of the shipped incidents: about 20,000 and 100,000.
const N_COPIES: [usize; 2] = [24, 117];
/// Edits of a run.
const N_EDITS: usize = 400;
/// Milliseconds that one edit may take.
const BUDGET: f64 = 1.0;

fn main() {
    let n_runs = std::env::var("DAYMARK_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5).max(1);
    println!("Machine: {}; load {}; median of {n_runs} runs.", machine(), load());
    println!("Command: `cargo bench --no-default-features --bench edit`.\n");
    println!("Milliseconds of processor time; p50 and p95 of {N_EDITS} edits all over the file.\n");
    println!(
        "| Incidents | MB | Set p50 | Set p95 | Undo p50 | Undo p95 | Add p50 | Remove p50 | Ready to edit | Journal append | Save | Reload |"
    );
    println!("|--|--|--|--|--|--|--|--|--|--|--|--|");
    let shipped = match store::shipped() {
        Ok(shipped) => String::from_utf8_lossy(&shipped.bytes).into_owned(),
        Err(err) => return println!("{err}"),
    };
    let first = row("shipped", &shipped, n_runs);
    let mut last = first;
    for n_copies in N_COPIES {
        last = row("", &many::many(&shipped, &["incidents"], n_copies), n_runs);
    }
    let [set, undo] = [0, 1].map(|i| last[i] / first[i]);
    println!("\nLargest to shipped: set {set:.2}, undo {undo:.2} (at most 1.5). Budget of an edit: {BUDGET} ms.");
    println!("Load at the end: {}.", load());
}

/// Prints the row of a file; the median of setting and of undoing.
fn row(name: &str, text: &str, n_runs: usize) -> [f64; 2] {
    let mut figures: [Vec<f64>; 10] = Default::default();
    let mut n_incidents = 0;
    for _ in 0..n_runs {
        let mut document = Document::read("bench.ron", text.as_bytes().to_vec());
        n_incidents = document.incidents.len();
        let started = cpu_ms();
        document.prepare();
        let ready = cpu_ms() - started;
        let [set, undo, add, remove] = edits(&mut document);
        assert_eq!(document.text.len(), text.len(), "everything is undone");
        let others = disk(&mut document);
        let edits = [share(&set, 0.5), share(&set, 0.95), share(&undo, 0.5), share(&undo, 0.95)];
        let values = edits.into_iter().chain([share(&add, 0.5), share(&remove, 0.5), ready]).chain(others);
        figures.iter_mut().zip(values).for_each(|(figure, value)| figure.push(value));
    }
    let figures = figures.map(|values| median(&values));
    let words: Vec<String> = figures.iter().map(|ms| format!("{ms:.2}")).collect();
    let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
    println!("| {n_incidents}{name} | {:.1} | {} |", text.len() as f64 / 1e6, words.join(" | "));
    [figures[0], figures[2]]
}

/// Milliseconds of edits all over the file: a figure set, taken back, a record added, and removed.
fn edits(document: &mut Document) -> [Vec<f64>; 4] {
    let n = document.incidents.len();
    let ids: Vec<String> = (0..N_EDITS)
        .filter_map(|i| document.incidents.get(i * 7919 % n))
        .map(|record| record.value.id.to_string())
        .collect();
    let mut patches: Vec<Patch> = Vec::new();
    let mut times: [Vec<f64>; 4] = Default::default();
    // As in the window: somebody else still looks at the document as it was.
    let mut shown = document.clone();
    for (i, id) in ids.iter().enumerate() {
        let command =
            Command::Set { id: id.clone(), field: "killed.high".to_owned(), entry: Entry::Is(format!("{}", 5000 + i)) };
        let started = cpu_ms();
        let patch = document.apply(&command).unwrap_or_default();
        times[0].push(cpu_ms() - started);
        patches.extend(Some(patch).filter(|patch| !patch.is_empty()));
        shown = document.clone();
    }
    black_box(&shown);
    for patch in patches.iter().rev() {
        let started = cpu_ms();
        let done = document.patch(&patch.inverse());
        times[1].push(cpu_ms() - started);
        assert!(done.is_ok());
    }
    for i in 0..N_EDITS / 4 {
        let (add, remove) = add_and_remove(document, i);
        times[2].push(add);
        times[3].push(remove);
    }
    times
}

/// A record that comes and goes, and the text is as before.
fn add_and_remove(document: &mut Document, i: usize) -> (f64, f64) {
    let branch = document.actors.first().map_or(String::new(), |actor| actor.value.id.to_string());
    let record = format!(
        "Incident(id: \"bench-{i}\", kind: Attack, title: \"B\", when: \"{}-03-{:02}\", branch: \"{branch}\", \
         place: Place(country: \"AFG\", precision: City), confidence: High)",
        2015 + i % 10,
        1 + i % 28
    );
    let started = cpu_ms();
    let added = document.apply(&Command::Add { record });
    let add = cpu_ms() - started;
    let started = cpu_ms();
    let removed = document.apply(&Command::Remove { id: format!("bench-{i}") });
    let remove = cpu_ms() - started;
    for patch in [removed, added].into_iter().flatten() {
        assert!(document.patch(&patch.inverse()).is_ok());
    }
    (add, remove)
}

/// Milliseconds of a change noted in the journal, a save, and a reload after another program has written the file.
fn disk(document: &mut Document) -> [f64; 3] {
    let Ok(folder) = tempfile::tempdir() else { return [f64::NAN; 3] };
    let path = folder.path().join("bench.ron");
    let vfs = Disk::default();
    if std::fs::write(&path, document.text.whole().as_bytes()).is_err() {
        return [f64::NAN; 3];
    }
    let appended = append(&vfs, &path, document).unwrap_or(f64::NAN);
    let saved = save(&vfs, &path, document).unwrap_or(f64::NAN);
    let started = cpu_ms();
    let read = store::read(&vfs, &path).map(|(_, bytes)| Document::read("bench.ron", bytes));
    let reloaded = cpu_ms() - started;
    black_box(read.is_ok());
    [appended, saved, reloaded]
}

fn append(vfs: &Disk, path: &Path, document: &mut Document) -> Option<f64> {
    let mut journal = Journal::start(vfs, path, document.text.as_bytes()).ok()?;
    let id = document.incidents.last()?.value.id.to_string();
    let command = Command::Set { id, field: "killed.high".to_owned(), entry: Entry::Is("7000".to_owned()) };
    let before = document.text.clone();
    // What the file holds is kept beside it, so that a change never has to let go of the whole.
    let base = before.clone();
    let patch = document.apply(&command).ok()?;
    // As the writing thread does it: its own text follows, too.
    let mut text = before;
    let started = cpu_ms();
    text.patch(&patch).ok()?;
    let at_once = patch.at_once().into_iter();
    let splices = at_once.map(|splice| journal::Splice::new(splice.start, splice.old.as_bytes(), splice.new));
    let entry = journal::Entry::Change { label: patch.label.clone(), splices: splices.collect() };
    journal.append(&entry).ok()?;
    let time = cpu_ms() - started;
    black_box(&base);
    Some(time)
}

fn save(vfs: &Disk, path: &Path, document: &Document) -> Option<f64> {
    let (version, _) = store::read(vfs, path).ok()?;
    let started = cpu_ms();
    store::save(vfs, &version, &document.text).ok()?;
    Some(cpu_ms() - started)
}
