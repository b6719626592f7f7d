//! Saving on the simulated disk: every point where it may stop, every state the disk may then have, and every
//! operation failing in every way.

use super::sim::{Event, FILE, Sim};
use daymark::store::journal::recoverable;
use daymark::store::vfs::Vfs;
use daymark::store::{self, ContentHash, SaveError, Saved, Version};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, SystemTime};

const OLD: &str = "OLD TEXT OF THE FILE, A LITTLE SHORTER";
const NEW: &str = "the new text of the file, which is a little longer than it was";

fn version() -> Version {
    Version { path: FILE.into(), hash: ContentHash::of(OLD.as_bytes()) }
}

fn save(sim: &Sim) -> Result<Saved, SaveError> {
    store::save(sim, &version(), NEW)
}

/// The disks that a save must do well on: one that swaps names, one that cannot, and a file with two names.
fn disks() -> [Sim; 3] {
    let sim = Sim::new(Some(OLD));
    let (mut plain, mut linked) = (sim.copy(), sim.copy());
    plain.can_swap = false;
    linked.is_linked = true;
    [sim, plain, linked]
}

/// How many operations a save takes when nothing happens.
fn n_ops(disk: &Sim) -> usize {
    let sim = disk.copy();
    save(&sim).unwrap();
    sim.n_ops()
}

fn is_whole(sim: &Sim) -> bool {
    let text = sim.text();
    text.as_deref() == Some(OLD) || text.as_deref() == Some(NEW)
}

/// Whole, or the journal has the new text and the old one.
#[track_caller]
fn check_whole(sim: &Sim, what: &str) {
    if sim.is_linked && !is_whole(sim) {
        let found = recoverable(sim, Path::new(FILE)).unwrap();
        let offer = found.offers.first().unwrap_or_else(|| panic!("{what}: lost; {:?}", sim.files()));
        assert_eq!((offer.text.as_str(), offer.base.as_slice()), (NEW, OLD.as_bytes()), "{what}");
    } else {
        assert!(is_whole(sim), "{what}: {:?}", sim.files());
    }
}

#[test]
fn case_38_power_cut_at_any_point() {
    let mut n_states = 0;
    for disk in disks() {
        for stop in 0..=n_ops(&disk) {
            let sim = disk.copy().at(stop, Event::Stop);
            let saved = save(&sim);
            for found in sim.after_power_cut() {
                n_states += 1;
                check_whole(&found, &format!("stopped before {stop} {:?}", sim.log().last()));
                if saved.is_ok() {
                    assert_eq!(found.text().as_deref(), Some(NEW), "said to be saved: {:?}", sim.log());
                }
            }
        }
    }
    assert!(n_states > 200, "{n_states}");
}

#[test]
fn case_38_power_cut_while_a_new_file_is_saved() {
    let sim = Sim::new(None);
    store::save_new(&sim, Path::new(FILE), NEW).unwrap();
    for stop in 0..=sim.n_ops() {
        let sim = Sim::new(None).at(stop, Event::Stop);
        let saved = store::save_new(&sim, Path::new(FILE), NEW);
        for found in sim.after_power_cut() {
            let text = found.text();
            assert!(text.as_deref() == Some(NEW) || text.is_none() && saved.is_err(), "{stop}: {text:?}");
        }
    }
}

#[test]
fn case_39_killed_at_any_point() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(3600);
    for disk in disks() {
        for stop in 0..=n_ops(&disk) {
            let sim = disk.copy().at(stop, Event::Stop);
            let _ = save(&sim);
            let found = sim.after_kill();
            check_whole(&found, &format!("killed before {stop}"));
            store::sweep(&found, Path::new(FILE), now);
            assert_eq!(found.beside(), [] as [&Path; 0], "killed before {stop}");
            // The same file can be saved at once.
            if found.text().as_deref() == Some(OLD) {
                save(&found).unwrap();
                assert_eq!(found.text().as_deref(), Some(NEW));
            }
        }
    }
}

/// Lets each operation fail in this way. Then the file is whole, is what the answer says, and nothing lies beside it.
fn each_operation_fails(kind: ErrorKind) {
    for disk in disks() {
        for failing in 0..n_ops(&disk) {
            let sim = disk.copy().at(failing, Event::Fail(kind));
            let result = save(&sim);
            let what = format!("{kind:?} at {failing} {:?}: {result:?}", sim.log().get(failing));
            match &result {
                Ok(_) | Err(SaveError::Unconfirmed { .. }) => assert_eq!(sim.text().as_deref(), Some(NEW), "{what}"),
                Err(SaveError::Torn { .. }) => check_whole(&sim.after_kill(), &what),
                Err(_) => assert_eq!(sim.text().as_deref(), Some(OLD), "{what}"),
            }
            // A file that could not be removed is swept later; all else is cleared up at once.
            if sim.log().get(failing).is_some_and(|op| op != "remove") {
                assert!(sim.beside().is_empty(), "{what}: {:?}", sim.beside());
            }
            if let Ok(saved) = &result {
                assert!(sim.after_power_cut().iter().all(|found| found.text().as_deref() == Some(NEW)), "{saved:?}");
            }
        }
    }
}

#[test]
fn case_40_disk_full() {
    each_operation_fails(ErrorKind::StorageFull);
    let sim = Sim::new(Some(OLD));
    save(&sim).unwrap();
    let write = sim.log().iter().rposition(|op| op == "take access").unwrap() - 1;
    let err = save(&Sim::new(Some(OLD)).at(write, Event::Fail(ErrorKind::StorageFull))).unwrap_err();
    let expected =
        "cannot save, the disk is full; the file is as it was, make room for 62 bytes and save again: /t/a.ron";
    assert_eq!(err.to_string(), expected);
}

#[test]
fn case_41_quota_and_input_output_errors() {
    for kind in [ErrorKind::QuotaExceeded, ErrorKind::Other, ErrorKind::PermissionDenied, ErrorKind::FileTooLarge] {
        each_operation_fails(kind);
    }
}

#[test]
fn case_42_a_failed_sync_is_not_saved_and_not_believed_again() {
    for disk in disks() {
        for failing in 0..n_ops(&disk) {
            let sim = disk.copy().at(failing, Event::Fail(ErrorKind::Other));
            let result = save(&sim);
            if !sim.log()[failing].starts_with("sync") {
                continue;
            }
            let err = result.unwrap_err();
            let base = match &err {
                SaveError::Unconfirmed { saved, .. } => saved.clone(),
                // The rescue in the journal is all that is known to be whole.
                SaveError::Torn { .. } => continue,
                _ => version(),
            };
            let before = sim.log().len();
            store::save(&sim, &base, NEW).unwrap();
            let again = &sim.log()[before..];
            assert!(again.iter().any(|op| op == "create") && again.iter().any(|op| op == "write"), "{again:?}");
            assert!(sim.after_power_cut().iter().all(|found| found.text().as_deref() == Some(NEW)));
        }
    }
}

const THEIRS: &str = "what another program wrote";
const THIRD: &str = "what another program wrote a moment later";

#[test]
fn case_51_another_program_wrote_since_we_read() {
    for disk in disks() {
        let sim = disk.copy().at(0, Event::WriteOver(THEIRS));
        let err = save(&sim).unwrap_err();
        assert_eq!(err.now_holds(), Some(ContentHash::of(THEIRS.as_bytes())));
        assert_eq!(err.to_string(), "another program changed the file; nothing was overwritten: /t/a.ron");
        assert_eq!(sim.text().as_deref(), Some(THEIRS));
        assert!(sim.beside().is_empty());
    }
}

#[test]
fn case_52_another_program_writes_between_check_and_swap() {
    let disk = Sim::new(Some(OLD));
    for event in [Event::Replace(THEIRS), Event::WriteOver(THEIRS)] {
        for at in 0..n_ops(&disk) {
            let sim = disk.copy().at(at, event);
            let result = save(&sim);
            let what = format!("{event:?} at {at} {:?}: {result:?} {:?}", sim.log().get(at), sim.files());
            assert!(sim.files().values().any(|text| text == THEIRS), "{what}");
            assert!(sim.beside().is_empty(), "{what}");
            match result {
                Ok(_) => {}
                Err(SaveError::Changed { kept: None, .. }) => assert_eq!(sim.text().as_deref(), Some(THEIRS), "{what}"),
                Err(err) => panic!("{what}: {err}"),
            }
        }
    }
}

#[test]
fn case_52_two_writers_in_the_same_moment() {
    let disk = Sim::new(Some(OLD));
    let n_ops = n_ops(&disk) + 4;
    for (first, second) in (0..n_ops).flat_map(|first| (first..n_ops).map(move |second| (first, second))) {
        let sim = disk.copy().at(first, Event::Replace(THEIRS)).at(second, Event::Replace(THIRD));
        let result = save(&sim);
        if sim.n_ops() <= second {
            continue;
        }
        let what = format!("{first} {second}: {result:?} {:?}", sim.files());
        assert!(sim.files().values().any(|text| text == THIRD), "{what}");
        if let Err(SaveError::Changed { kept: Some(kept), .. }) = &result {
            assert_eq!(sim.files()[kept], THIRD, "{what}");
        }
        assert!(sim.beside().is_empty(), "{what}");
    }
}

/// A way to save that must not be good enough.
type Bad = fn(&Sim) -> std::io::Result<()>;

/// The simulated disk is strict enough to tell the ways that lose data.
#[test]
fn the_simulated_disk_finds_what_is_wrong_with_simpler_ways() {
    let write_over: Bad = |sim| {
        let mut file = sim.open_to_write(FILE.as_ref())?;
        file.set_len(0)?;
        file.write_all(NEW.as_bytes())?;
        file.sync()
    };
    let rename_unsynced: Bad = |sim| {
        sim.create_new("/t/b".as_ref())?.write_all(NEW.as_bytes())?;
        sim.rename("/t/b".as_ref(), FILE.as_ref())?;
        sim.sync_folder("/t".as_ref())
    };
    let folder_unsynced: Bad = |sim| {
        let mut file = sim.create_new("/t/b".as_ref())?;
        file.write_all(NEW.as_bytes())?;
        file.sync()?;
        sim.rename("/t/b".as_ref(), FILE.as_ref())
    };
    let n_faults = [write_over, rename_unsynced, folder_unsynced].map(|save| {
        let stopped = (0..6).flat_map(|stop| {
            let sim = Sim::new(Some(OLD)).at(stop, Event::Stop);
            let is_saved = save(&sim).is_ok();
            let is_good = move |found: &Sim| is_whole(found) && (!is_saved || found.text().as_deref() == Some(NEW));
            sim.after_power_cut().into_iter().filter(move |found| !is_good(found))
        });
        stopped.count()
    });
    assert!(n_faults.iter().all(|n| *n > 0), "{n_faults:?}");
}

#[test]
fn case_52_the_swap_back_fails_too() {
    let sim = Sim::new(Some(OLD));
    save(&sim).unwrap();
    let swap = sim.log().iter().position(|op| op == "exchange").unwrap();
    for failing in swap + 1..swap + 8 {
        let sim = Sim::new(Some(OLD)).at(swap, Event::Replace(THEIRS)).at(failing, Event::Fail(ErrorKind::Other));
        let err = save(&sim).unwrap_err();
        let what = format!("{failing}: {err} {:?}", sim.files());
        assert!(sim.files().values().any(|text| text == THEIRS), "{what}");
        if let Some(hash) = err.now_holds() {
            assert_eq!(hash, ContentHash::of(sim.text().unwrap().as_bytes()), "{what}");
        }
    }
}
