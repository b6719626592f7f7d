//! The journal: what a dead session left, whatever was cut off or flipped.

use super::sim::{Event, FILE, Sim};
use daymark::store::journal::{Entry, Found, Journal, Splice, recoverable};
use daymark::store::vfs::Vfs;
use daymark::store::{self, ContentHash, Disk};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const BASE: &str = "one two three";

/// The texts that the session below goes through, with its entries.
fn session() -> (Vec<&'static str>, Vec<Entry>) {
    let hash = |text: &str| ContentHash::of(text.as_bytes());
    let change = |label: &str, splices: &[(usize, usize, &str)], text: &str| Entry::Change {
        label: label.to_owned(),
        splices: splices.iter().map(|&(from, to, new)| Splice::new(from, &text.as_bytes()[from..to], new)).collect(),
    };
    let texts = vec![BASE, "1 two 3", "1 2 3", "1 two 3", "1 2 3", "1 2 3", "1 2 3, 4"];
    let entries = vec![
        change("Killed of A", &[(0, 3, "1"), (8, 13, "3")], texts[0]),
        change("Title of A", &[(2, 5, "2")], texts[1]),
        Entry::Undo,
        Entry::Redo,
        Entry::Saved { hash: hash(texts[5]) },
        change("Add B", &[(5, 5, ", 4")], texts[5]),
    ];
    (texts, entries)
}

/// A folder with a timeline and the journal of a session that died after so many entries.
fn dead_session(n_entries: usize) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    fs::write(&file, BASE).unwrap();
    let mut journal = Journal::start(&Disk::default(), &file, BASE.as_bytes()).unwrap();
    for entry in &session().1[..n_entries] {
        journal.append(entry).unwrap();
    }
    let path = journal.path().to_owned();
    (folder, file, path)
}

fn found(file: &Path) -> Found {
    recoverable(&Disk::default(), file).unwrap()
}

#[test]
fn case_39_unsaved_edits_are_offered_after_a_kill() {
    let (texts, _) = session();
    for (n_entries, text) in texts.iter().enumerate() {
        let (_folder, file, _) = dead_session(n_entries);
        let offers = found(&file).offers;
        // What is in the file, or was saved and then changed by others, is not offered.
        let expected: &[&str] = if matches!(n_entries, 0 | 5) { &[] } else { &[text] };
        let offered: Vec<&str> = offers.iter().map(|offer| offer.text.as_str()).collect();
        assert_eq!(offered, expected, "{n_entries}");
        assert!(offers.iter().all(|offer| offer.base == BASE.as_bytes() && !offer.is_torn));
    }
    let (_folder, file, _) = dead_session(3);
    assert_eq!(found(&file).offers[0].labels, ["Killed of A"]);
    let (_folder, file, _) = dead_session(6);
    assert_eq!(found(&file).offers[0].labels, ["Add B"]);
}

#[test]
fn case_57_a_living_session_is_not_offered() {
    let (_folder, file, _) = dead_session(0);
    let mut journal = Journal::start(&Disk::default(), &file, BASE.as_bytes()).unwrap();
    journal.append(&session().1[0]).unwrap();
    assert!(found(&file).offers.is_empty());
    drop(journal);
    let first = found(&file);
    assert_eq!(first.offers.len(), 1);
    // It is offered to one session only, as long as that one decides.
    assert!(found(&file).offers.is_empty());
    drop(first);
    assert_eq!(found(&file).offers.len(), 1);
}

/// As above, on the simulated disk; with the journal and its bytes.
fn simulated() -> (Sim, PathBuf, Vec<u8>) {
    let sim = Sim::new(Some(BASE));
    let mut journal = Journal::start(&sim, Path::new(FILE), BASE.as_bytes()).unwrap();
    session().1.iter().for_each(|entry| journal.append(entry).unwrap());
    let path = journal.path().to_owned();
    let bytes = sim.read(&path).unwrap();
    (sim, path, bytes)
}

#[test]
fn case_61_a_journal_cut_off_anywhere_tells_the_newest_whole_text() {
    let (sim, journal, whole) = simulated();
    let texts = session().0;
    let mut seen = Vec::new();
    for n_bytes in 0..=whole.len() {
        sim.set(&journal, &whole[..n_bytes]);
        let found = recoverable(&sim, Path::new(FILE)).unwrap();
        seen.extend(found.offers.into_iter().map(|offer| offer.text));
    }
    seen.dedup();
    // What the fifth entry says to be saved is not offered.
    assert_eq!(seen, [1, 2, 3, 4, 6].map(|n| texts[n]));
}

#[test]
fn case_61_a_flipped_bit_never_makes_a_text_that_nobody_wrote() {
    let (sim, journal, whole) = simulated();
    let texts = session().0;
    let mut n_unreadable = 0;
    for bit in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        sim.set(&journal, &bytes);
        let found = recoverable(&sim, Path::new(FILE)).unwrap();
        n_unreadable += found.unreadable.len();
        assert!(found.offers.iter().all(|offer| texts.contains(&offer.text.as_str()) && offer.is_torn), "{bit}");
    }
    // Damage in the base leaves nothing to build on: the journal is named.
    assert!(n_unreadable > 0);
}

/// Entries that are whole each by itself and do not belong together, as a disk may give them back.
#[test]
fn case_61_an_entry_of_another_journal_or_text_is_not_taken() {
    let (texts, entries) = session();
    let told = |entries: &[&Entry]| {
        let sim = Sim::new(Some(BASE));
        let mut journal = Journal::start(&sim, Path::new(FILE), BASE.as_bytes()).unwrap();
        entries.iter().for_each(|entry| journal.append(entry).unwrap());
        drop(journal);
        let found = recoverable(&sim, Path::new(FILE)).unwrap();
        found.offers.first().map(|offer| (offer.text.clone(), offer.is_torn))
    };
    assert_eq!(told(&[&entries[0]]), Some((texts[1].to_owned(), false)));
    // It was made for the text that the first change gives.
    assert_eq!(told(&[&entries[1]]), None);
    assert_eq!(told(&[&entries[0], &entries[0]]), Some((texts[1].to_owned(), true)));
    // One entry is gone from the middle, and the frames around it are whole.
    let (sim, journal, whole) = simulated();
    let lengths: Vec<usize> = (0..=entries.len())
        .map(|n| {
            let sim = Sim::new(Some(BASE));
            let mut journal = Journal::start(&sim, Path::new(FILE), BASE.as_bytes()).unwrap();
            entries[..n].iter().for_each(|entry| journal.append(entry).unwrap());
            sim.read(journal.path()).unwrap().len()
        })
        .collect();
    for n in 0..entries.len() {
        let bytes = [&whole[..lengths[n]], &whole[lengths[n + 1]..]].concat();
        sim.set(&journal, &bytes);
        let found = recoverable(&sim, Path::new(FILE)).unwrap();
        let text = found.offers.first().map_or(BASE, |offer| offer.text.as_str());
        assert_eq!(text, if n == 5 { BASE } else { texts[n] }, "{n}");
    }
}

#[test]
fn case_61_a_journal_of_a_newer_version_or_of_another_file() {
    let (folder, file, journal) = dead_session(6);
    let other = folder.path().join("a.ron.ron");
    fs::write(&other, "").unwrap();
    assert!(found(&other).offers.is_empty());
    // Somebody renamed a journal.
    let renamed = journal.with_file_name("a.ron.ron.1-1.jnl");
    fs::rename(&journal, &renamed).unwrap();
    let told = found(&other);
    assert!(told.offers.is_empty() && told.unreadable.is_empty());
    fs::rename(&renamed, &journal).unwrap();
    let newer = String::from_utf8_lossy(&fs::read(&journal).unwrap()).replacen("journal 2", "journal 3", 1);
    fs::write(&journal, newer).unwrap();
    assert_eq!(found(&file).unreadable, std::slice::from_ref(&journal));
    assert!(journal.exists());
}

#[test]
fn case_62_the_file_changed_since() {
    let (_folder, file, _) = dead_session(1);
    fs::write(&file, "zero one two three").unwrap();
    let offers = found(&file).offers;
    // The three texts of a merge are at hand.
    assert_eq!((offers[0].base.as_slice(), offers[0].text.as_str()), (BASE.as_bytes(), "1 two 3"));
    assert_ne!(offers[0].base_hash(), ContentHash::of(&fs::read(&file).unwrap()));
}

#[test]
fn case_63_a_crash_during_recovery_leads_to_the_same_offer() {
    let (folder, file, journal) = dead_session(2);
    drop(found(&file));
    let offer = found(&file).offers.remove(0);
    assert_eq!(offer.text, "1 2 3");
    offer.settle(&Disk::default()).unwrap();
    assert!(found(&file).offers.is_empty() && !journal.exists());
    // It is in the trash, not gone.
    assert_eq!(fs::read_dir(folder.path().join(".daymark/trash")).unwrap().count(), 1);
}

#[test]
fn case_49_the_file_is_gone() {
    let (_folder, file, _) = dead_session(2);
    fs::remove_file(&file).unwrap();
    assert_eq!(found(&file).offers[0].text, "1 2 3");
}

#[test]
fn case_40_a_full_disk_while_the_journal_is_written() {
    let (texts, entries) = session();
    let run = |sim: &Sim| {
        let mut n_done = 0;
        let Ok(mut journal) = Journal::start(sim, Path::new(FILE), BASE.as_bytes()) else { return None };
        for entry in &entries {
            match journal.append(entry) {
                Ok(()) => n_done += 1,
                Err(_) => assert!(journal.append(entry).is_err(), "a broken journal takes no more"),
            }
        }
        Some(n_done)
    };
    let sim = Sim::new(Some(BASE));
    assert_eq!(run(&sim), Some(entries.len()));
    for at in 0..sim.n_ops() {
        for event in [Event::Fail(ErrorKind::StorageFull), Event::Stop] {
            let sim = Sim::new(Some(BASE)).at(at, event);
            let n_done = run(&sim);
            for found in sim.after_power_cut() {
                let found = recoverable(&found, Path::new(FILE)).unwrap();
                let text = found.offers.first().map_or(BASE, |offer| offer.text.as_str());
                // Every entry that was said to be on the disk is there; one more may be.
                let n_done = n_done.unwrap_or(0);
                let is_one = texts[n_done..].iter().take(2).any(|expected| *expected == text);
                // The fifth says that all is saved: then nothing is offered.
                assert!(is_one || n_done >= 4 && found.offers.is_empty(), "{at}: {n_done} done, {text}");
            }
        }
    }
}

#[test]
fn journals_of_saved_texts_are_swept_and_others_are_not() {
    let (_folder, file, journal) = dead_session(2);
    let now = SystemTime::now() + Duration::from_secs(3600);
    assert_eq!(store::sweep(&Disk::default(), &file, now), 0);
    assert!(journal.exists());
    fs::write(&file, "1 2 3").unwrap();
    assert_eq!(store::sweep(&Disk::default(), &file, now), 1);
    assert!(!journal.exists());
}

#[cfg(unix)]
#[test]
fn a_journal_is_its_owners_only_and_out_of_gits_sight() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _, journal) = dead_session(0);
    assert_eq!(fs::metadata(journal).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_to_string(folder.path().join(".daymark/.gitignore")).unwrap(), "*\n");
}
