//! What other programs do to an open timeline, as the watch tells it.

use daymark::store::watch::{Pace, Seen, Watch};
use daymark::store::{self, ContentHash, Disk, Version};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::Duration;

const QUIET: Duration = Duration::from_millis(60);

struct Case {
    _folder: tempfile::TempDir,
    file: PathBuf,
    watch: Watch,
    version: Version,
    told: Receiver<String>,
}

/// A watched timeline.
fn case() -> Case {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    fs::write(&file, "(old)\n").unwrap();
    let version = store::read(&Disk::default(), &file).unwrap().0;
    let (watch, told) = start(&version);
    Case { _folder: folder, file, watch, version, told }
}

fn start(version: &Version) -> (Watch, Receiver<String>) {
    let (tell, told) = channel();
    let pace = Pace { quiet: QUIET, n_patience: 25, idle: Duration::from_millis(300) };
    let watch = Watch::start(Disk::default(), version, pace, move |seen| {
        let _ = tell.send(match seen {
            Seen::Changed(version, bytes) => {
                assert_eq!(version.hash, ContentHash::of(&bytes));
                String::from_utf8_lossy(&bytes).into_owned()
            }
            Seen::Gone => "gone".to_owned(),
            Seen::Unreadable(err) => err.to_string(),
            Seen::Beside => "beside".to_owned(),
            Seen::Polling(_) => "polling".to_owned(),
        });
    });
    // The watch begins on its own thread.
    sleep(QUIET);
    (watch, told)
}

#[track_caller]
fn check(told: &Receiver<String>, expected: &[&str]) {
    let mut found = Vec::new();
    // As long as a file may be missing, and some more.
    let mut patience = Duration::from_secs(if expected.is_empty() { 1 } else { 10 });
    while let Ok(text) = told.recv_timeout(patience) {
        found.push(text);
        patience = Duration::from_millis(600);
    }
    assert_eq!(found, expected);
}

#[test]
fn case_53_a_file_emptied_and_then_written() {
    let case = case();
    let text = "(new, a longer text)\n";
    fs::write(&case.file, "").unwrap();
    sleep(QUIET * 3);
    fs::write(&case.file, &text[..9]).unwrap();
    sleep(QUIET * 3);
    fs::write(&case.file, text).unwrap();
    check(&case.told, &[text]);
}

#[test]
fn case_54_a_file_renamed_away_and_back() {
    let case = case();
    let away = case.file.with_extension("bck");
    fs::rename(&case.file, &away).unwrap();
    sleep(QUIET * 3);
    fs::rename(&away, &case.file).unwrap();
    check(&case.told, &[]);
    // The next saves are still seen: each makes a new file.
    for text in ["(one)", "(two)"] {
        fs::rename(&case.file, &away).unwrap();
        sleep(QUIET);
        fs::write(&case.file, text).unwrap();
        check(&case.told, &[text]);
    }
}

#[test]
fn case_49_and_54_a_file_that_stays_away_is_told_once() {
    let case = case();
    fs::remove_file(&case.file).unwrap();
    check(&case.told, &["gone"]);
    fs::write(&case.file, "(back)").unwrap();
    check(&case.told, &["(back)"]);
}

#[test]
fn case_56_touched_rewritten_or_read_is_no_news() {
    let case = case();
    fs::write(&case.file, "(old)\n").unwrap();
    fs::File::open(&case.file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    fs::read(&case.file).unwrap();
    fs::write(case.file.with_extension("txt"), "another file").unwrap();
    case.watch.look();
    check(&case.told, &[]);
}

#[test]
fn case_56_our_own_save_is_no_news_and_theirs_after_it_is() {
    let case = case();
    let mut version = case.version;
    for text in ["(ours)", "(ours again)"] {
        case.watch.announce(ContentHash::of(text.as_bytes()));
        version = store::save(&Disk::default(), &version, text).unwrap().version;
        check(&case.told, &[]);
    }
    fs::write(&case.file, "(theirs)").unwrap();
    check(&case.told, &["(theirs)"]);
    fs::write(&case.file, "(ours again)").unwrap();
    check(&case.told, &["(ours again)"]);
}

#[test]
fn case_60_a_folder_that_cannot_be_watched_is_polled() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("later/a.ron");
    let version = Version { path: file.clone(), hash: ContentHash::of(b"(old)") };
    let (_watch, told) = start(&version);
    check(&told, &["polling"]);
    fs::create_dir(file.parent().unwrap_or(Path::new(""))).unwrap();
    fs::write(&file, "(new)").unwrap();
    check(&told, &["(new)"]);
}

#[test]
fn views_and_stories_beside_a_timeline_are_noticed() {
    let case = case();
    let story = case.file.with_file_name("a.x.story.ron");
    fs::write(&story, "Story()").unwrap();
    check(&case.told, &["beside"]);
    fs::write(case.file.with_file_name("b.story.ron"), "Story()").unwrap();
    check(&case.told, &[]);
    fs::write(case.file.with_file_name("a.views.ron"), "Views()").unwrap();
    check(&case.told, &["beside"]);
    fs::remove_file(&story).unwrap();
    check(&case.told, &["beside"]);
}
