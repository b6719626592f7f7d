//! What `tests/disk.sh` starts in a process of its own: as another user, on a full disk, or to be killed. It says by
//! the environment what is to be done: `cargo test --test it -- --ignored saving_loop`.

use daymark::store::{self, Disk};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

fn file() -> Option<PathBuf> {
    std::env::var_os("DAYMARK_FILE").map(PathBuf::from)
}

fn body(n: usize, n_bytes: usize) -> String {
    let line = format!("({n}),\n");
    format!("[{n}\n{}", line.repeat(n_bytes / line.len()))
}

fn looped(n: usize) -> String {
    body(n, 300_000 + n % 7 * 1000)
}

#[test]
#[ignore = "runs until it is killed; tests/disk.sh does that"]
fn saving_loop() {
    let Some(file) = file() else { return };
    let disk = Disk::of_user();
    let mut version = store::read(&disk, &file).unwrap().0;
    for n in 0.. {
        version = store::save(&disk, &version, &looped(n)).unwrap().version;
    }
}

#[test]
#[ignore = "looks at what saving_loop left; tests/disk.sh starts it"]
fn is_whole() {
    let Some(file) = file() else { return };
    let bytes = store::read(&Disk::of_user(), &file).unwrap().1;
    let text = String::from_utf8(bytes).unwrap();
    let n = text.lines().next().unwrap().trim_start_matches('[').parse().unwrap();
    assert!(text == looped(n), "torn: {} bytes", text.len());
}

#[test]
#[ignore = "sweeps what saving_loop left; tests/disk.sh starts it"]
fn sweep() {
    let Some(file) = file() else { return };
    let soon = SystemTime::now() + Duration::from_secs(120);
    println!("swept {}", store::sweep(&Disk::of_user(), &file, soon));
}

/// Saves `DAYMARK_TEXT`, or so many bytes as `DAYMARK_SIZE` says, and prints what came of it.
#[test]
#[ignore = "tests/disk.sh starts it"]
fn save_once() {
    let Some(file) = file() else { return };
    let disk = Disk::of_user();
    let size = std::env::var("DAYMARK_SIZE").ok().and_then(|size| size.parse().ok());
    let text = size.map_or_else(|| std::env::var("DAYMARK_TEXT").unwrap_or_default(), |size| body(1, size));
    let saved = store::read(&disk, &file)
        .map_err(|err| err.to_string())
        .and_then(|(version, _)| store::save(&disk, &version, &text).map_err(|err| err.to_string()));
    match saved {
        Ok(saved) => println!("saved: {:?}", saved.way),
        Err(err) => println!("refused: {err}"),
    }
}

/// Prints how long saving and a journal entry take, in milliseconds of the clock.
#[test]
#[ignore = "measures; run it by hand, in a release build"]
fn how_long_saving_takes() {
    let folder = tempfile::tempdir_in(std::env::var_os("DAYMARK_FOLDER").unwrap_or(".".into())).unwrap();
    let disk = Disk::default();
    let file = folder.path().join("a.ron");
    for n_bytes in [200_000, 1_400_000, 14_000_000] {
        let median = |mut step: Box<dyn FnMut(usize) + '_>| {
            let mut times: Vec<Duration> = (0..21)
                .map(|n| {
                    let start = std::time::Instant::now();
                    step(n);
                    start.elapsed()
                })
                .collect();
            times.sort();
            (times[10], times[20])
        };
        std::fs::write(&file, body(1, n_bytes)).unwrap();
        let mut version = store::read(&disk, &file).unwrap().0;
        let texts: Vec<String> = (0..21).map(|n| body(n + 2, n_bytes)).collect();
        let save = median(Box::new(|n| version = store::save(&disk, &version, &texts[n]).unwrap().version));
        let base = std::fs::read(&file).unwrap();
        let mut journal = store::journal::Journal::start(&disk, &file, &base).unwrap();
        let entry = store::journal::Entry::Undo;
        let append = median(Box::new(|_| journal.append(&entry).unwrap()));
        println!("{n_bytes} bytes: save {save:?}, journal entry {append:?} (median, longest)");
    }
}
