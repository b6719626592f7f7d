//! Saving on the real disk, as far as it needs no rights.

use daymark::store::{self, ContentHash, Disk, SaveError, Saved, Version, Way};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

struct Folder {
    folder: tempfile::TempDir,
    file: PathBuf,
}

/// A folder with a timeline.
fn folder(text: &str) -> Folder {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    fs::write(&file, text).unwrap();
    Folder { folder, file }
}

fn version(path: &Path) -> Version {
    store::read(&Disk::default(), path).unwrap().0
}

fn save(path: &Path, text: &str) -> Result<Saved, SaveError> {
    store::save(&Disk::default(), &version(path), text)
}

#[track_caller]
fn check_error(result: Result<Saved, SaveError>, expected: &str, path: &Path) {
    assert_eq!(result.unwrap_err().to_string(), format!("{expected}: {}", path.display()));
}

#[test]
fn a_text_is_saved_again_and_again() {
    let Folder { folder, file } = folder("old");
    let mut version = version(&file);
    for n in 0..3 {
        let text = format!("text {n}");
        let saved = store::save(&Disk::default(), &version, &text).unwrap();
        assert_eq!((saved.way, saved.history), (Way::Replaced, Ok(())));
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        version = saved.version;
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_new_file_is_saved_and_none_is_replaced() {
    let Folder { folder, file } = folder("old");
    let new = folder.path().join("new.ron");
    store::save_new(&Disk::default(), &new, "new").unwrap();
    assert_eq!(fs::read_to_string(&new).unwrap(), "new");
    let taken = "there is such a file already; choose another name";
    check_error(store::save_new(&Disk::default(), &file, "new"), taken, &file);
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
}

#[test]
fn case_51_a_stale_text_is_refused() {
    let Folder { folder: _folder, file } = folder("old");
    let version = version(&file);
    fs::write(&file, "theirs").unwrap();
    let err = store::save(&Disk::default(), &version, "ours").unwrap_err();
    assert_eq!(err.now_holds(), Some(ContentHash::of(b"theirs")));
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
}

#[test]
fn case_49_a_file_that_is_gone_is_not_made_anew() {
    let Folder { folder: _folder, file } = folder("old");
    let version = version(&file);
    fs::remove_file(&file).unwrap();
    let gone = "the file is gone; save under a name to write it anew";
    check_error(store::save(&Disk::default(), &version, "ours"), gone, &file);
    assert!(!file.exists());
}

#[test]
fn case_56_same_content_rewritten_is_no_change() {
    let Folder { folder: _folder, file } = folder("old");
    let version = version(&file);
    fs::write(&file, "other").unwrap();
    fs::write(&file, "old").unwrap();
    store::save(&Disk::default(), &version, "ours").unwrap();
}

#[test]
fn case_57_two_copies_of_the_program_lose_nothing() {
    let Folder { folder: _folder, file } = folder("old");
    let (first, second) = (version(&file), version(&file));
    store::save(&Disk::default(), &first, "first").unwrap();
    let err = store::save(&Disk::default(), &second, "second").unwrap_err();
    assert!(matches!(err, SaveError::Changed { kept: None, .. }), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "first");
}

#[test]
fn case_57_a_save_waits_for_the_lock_and_then_says_so() {
    let Folder { folder, file } = folder("old");
    save(&file, "first").unwrap();
    let lock = fs::File::open(folder.path().join(".daymark/lock")).unwrap();
    lock.lock().unwrap();
    let busy = "another copy of this program is saving in the folder; try again";
    check_error(save(&file, "second"), busy, &file);
    lock.unlock().unwrap();
    save(&file, "second").unwrap();
}

#[cfg(unix)]
#[test]
fn case_44_links() {
    use std::os::unix::fs::symlink;
    let Folder { folder, file } = folder("old");
    let (one, two) = (folder.path().join("one.ron"), folder.path().join("two.ron"));
    symlink(&file, &one).unwrap();
    symlink(&one, &two).unwrap();
    save(&two, "new").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    assert!(one.is_symlink() && two.is_symlink() && !file.is_symlink());
    let broken = "this link leads nowhere; mend it or save under another name";
    let version = version(&two);
    fs::rename(&file, folder.path().join("moved")).unwrap();
    check_error(store::save(&Disk::default(), &version, "x"), broken, &two);
    fs::remove_file(&one).unwrap();
    symlink(&two, &one).unwrap();
    check_error(store::save(&Disk::default(), &version, "x"), broken, &two);
}

#[cfg(unix)]
#[test]
fn case_45_hard_links() {
    let Folder { folder, file } = folder("old");
    let other = folder.path().join("other.ron");
    fs::hard_link(&file, &other).unwrap();
    for text in ["a longer text", "short"] {
        assert_eq!(save(&file, text).unwrap().way, Way::InPlace("it has hard links"));
        assert_eq!(fs::read_to_string(&other).unwrap(), text);
    }
    // The rescue in the journal is gone.
    assert_eq!(fs::read_dir(folder.path().join(".daymark/journal")).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn case_46_the_mode_stays() {
    use std::os::unix::fs::PermissionsExt;
    let Folder { folder: _folder, file } = folder("old");
    for mode in [0o600, 0o640, 0o664, 0o755] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        save(&file, &format!("{mode}")).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, mode);
    }
}

#[cfg(unix)]
#[test]
fn case_46_extended_attributes_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let Folder { folder: _folder, file } = folder("old");
    // Some disks have none.
    if setxattr(&file, "user.note", b"hi", XattrFlags::empty()).is_ok() {
        save(&file, "new").unwrap();
        let mut value = [0; 8];
        let n_bytes = getxattr(&file, "user.note", &mut value[..]).unwrap();
        assert_eq!(&value[..n_bytes], b"hi");
    }
}

#[cfg(unix)]
#[test]
fn case_43_a_read_only_file() {
    use std::os::unix::fs::PermissionsExt;
    let Folder { folder: _folder, file } = folder("old");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let read_only = "the file is read-only; allow writing or save under another name";
    check_error(save(&file, "new"), read_only, &file);
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
}

#[cfg(unix)]
#[test]
fn case_47_a_pipe_or_a_folder_in_the_files_place() {
    let Folder { folder: _folder, file } = folder("old");
    let version = version(&file);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    check_error(
        store::save(&Disk::default(), &version, "x"),
        "this is a folder, not a file; choose another name",
        &file,
    );
    fs::remove_dir(&file).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&file).status();
    if made.is_ok_and(|status| status.success()) {
        let pipe = "this is a named pipe, not a file; choose another name";
        check_error(store::save(&Disk::default(), &version, "x"), pipe, &file);
    }
}

#[test]
fn case_65_long_and_unusual_names() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("{}.ron", "ä".repeat(125));
    for name in ["two words.ron", "Cafe\u{301}.ron", "Café.ron", "#1 'x'.ron", &long] {
        let path = folder.path().join(name);
        fs::write(&path, "old").unwrap();
        let saved = save(&path, "new").unwrap();
        assert_eq!((saved.history, fs::read_to_string(&path).unwrap().as_str()), (Ok(()), "new"), "{name}");
        assert_eq!(store::history::list(&Disk::default(), &path).len(), 2, "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6);
}

#[test]
fn case_39_temporaries_of_killed_sessions_are_swept_when_old() {
    let Folder { folder, file } = folder("old");
    save(&file, "new").unwrap();
    let left = folder.path().join(".a.ron.1-1.daymark-new");
    let theirs = folder.path().join(".a.ron.swp");
    fs::write(&left, "half").unwrap();
    fs::write(&theirs, "vim").unwrap();
    let now = SystemTime::now();
    assert_eq!(store::sweep(&Disk::default(), &file, now), 0);
    assert_eq!(store::sweep(&Disk::default(), &file, now + Duration::from_secs(61)), 1);
    assert!(!left.exists() && theirs.exists());
    let trash = folder.path().join(".daymark/trash");
    assert_eq!(fs::read_dir(&trash).unwrap().count(), 1);
    store::sweep(&Disk::default(), &file, now + Duration::from_secs(31 * 24 * 60 * 60));
    assert_eq!(fs::read_dir(&trash).unwrap().count(), 0);
}

#[test]
fn the_history_keeps_fifty_versions_and_thirty_days() {
    let Folder { folder: _folder, file } = folder("version 0");
    let disk = Disk::default();
    for n in 1..60 {
        save(&file, &format!("version {n}")).unwrap();
    }
    let kept = store::history::list(&disk, &file);
    assert_eq!(kept.len(), store::history::MOST_VERSIONS);
    assert_eq!(kept[0].read(&disk).unwrap(), b"version 59");
    assert_eq!(kept[49].read(&disk).unwrap(), b"version 10");
    // A version that was written to later is not given out as what it was.
    fs::write(&kept[3].path, "late").unwrap();
    assert!(kept[3].read(&disk).is_err());
    store::sweep(&disk, &file, SystemTime::now() + store::history::LONGEST + Duration::from_secs(60));
    let kept = store::history::list(&disk, &file);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].read(&disk).unwrap(), b"version 59");
}

#[test]
fn a_folder_without_room_for_journals_has_them_in_the_state_folder() {
    let Folder { folder, file } = folder("old");
    let state = tempfile::tempdir().unwrap();
    let disk = Disk { state: Some(state.path().to_owned()), ..Disk::default() };
    // A file stands where `.daymark` should be.
    fs::write(folder.path().join(".daymark"), "").unwrap();
    let saved = store::save(&disk, &version(&file), "new").unwrap();
    assert_eq!(saved.history, Ok(()));
    assert_eq!(store::history::list(&disk, &file).len(), 2);
    assert_eq!(fs::read_dir(state.path()).unwrap().count(), 1);
}

/// The local history tells who saved, by git's settings of the repository, else of the user.
#[test]
fn the_history_tells_who_saved() {
    let Folder { folder, file } = folder("one");
    let settings = folder.path().join("settings");
    fs::write(&settings, "[user]\n\tname = Of the user\n").unwrap();
    let disk = Disk { settings: vec![settings], ..Disk::default() };
    let save = |text: &str, reason: &str| {
        let saved = store::save(&disk, &version(&file), text).unwrap();
        store::history::explain(&disk, &saved.version, reason).unwrap();
        let newest = store::history::list(&disk, &file).remove(0);
        (newest.reason.unwrap_or_default(), newest.editor.unwrap_or_default())
    };
    assert_eq!(save("two", "First figures"), ("First figures".to_owned(), "Of the user".to_owned()));
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/config"), "[core]\n[user]\n\tname = \"Ada\" ; here\n").unwrap();
    assert_eq!(save("three", ""), (String::new(), "Ada".to_owned()));
    // A worktree names its repository in a file.
    fs::rename(folder.path().join(".git"), folder.path().join("shared")).unwrap();
    fs::create_dir(folder.path().join("tree")).unwrap();
    fs::write(folder.path().join("tree/commondir"), "../shared\n").unwrap();
    fs::write(folder.path().join(".git"), "gitdir: tree\n").unwrap();
    assert_eq!(save("four", ""), (String::new(), "Ada".to_owned()));
    let nobody = Disk::default();
    fs::remove_file(folder.path().join(".git")).unwrap();
    let saved = store::save(&nobody, &version(&file), "five").unwrap();
    store::history::explain(&nobody, &saved.version, "").unwrap();
    assert_eq!(store::history::list(&nobody, &file)[0].editor, None);
}
