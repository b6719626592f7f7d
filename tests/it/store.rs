//! The disk: what is opened, what is refused and in which words.

mod crash;
mod journal;
mod saving;
mod sim;
mod victim;
mod watch;

use daymark::edit::Document;
use daymark::store;
use std::path::Path;

#[track_caller]
fn check(path: &Path, expected: &str) {
    let err = store::open(path).unwrap_err().to_string();
    assert_eq!(err, format!("{expected}: {}", path.display()));
}

#[test]
fn what_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    check(&folder.path().join("none.ron"), "there is no such file");
    check(&folder.path().join("none/none.ron"), "there is no such file");
    check(folder.path(), "this is a folder, not a file");
    let file = folder.path().join("a.ron");
    std::fs::write(&file, "()").unwrap();
    check(&file.join("b.ron"), "there is no such file");
    assert_eq!(store::open(&file).unwrap(), b"()");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        check(&pipe, "this is a named pipe, not a file");
    }
    let socket = folder.path().join("socket.ron");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    check(&socket, "this is a socket, not a file");
    check(Path::new("/dev/null"), "this is a device, not a file");
    let (from, to) = (folder.path().join("from.ron"), folder.path().join("to.ron"));
    std::os::unix::fs::symlink(&to, &from).unwrap();
    check(&from, "there is no such file");
    std::fs::write(&to, "x").unwrap();
    assert_eq!(store::open(&from).unwrap(), b"x");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    std::fs::write(&file, "()").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read it all the same.
    if std::fs::File::open(&file).is_err() {
        check(&file, "cannot read, permission is denied");
    }
}

#[test]
fn a_file_too_large() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len((256 << 20) + 1).unwrap();
    check(&path, "the file has 256.0 MB; this program reads up to 256 MB");
    file.set_len(300 << 20).unwrap();
    check(&path, "the file has 300 MB; this program reads up to 256 MB");
}

#[test]
fn the_timelines_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.ron", "a.ron", "a.views.ron", "a.story.ron", ".hidden.ron", "note.txt", "C.RON", ".ron"] {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    std::fs::create_dir(folder.path().join("folder.ron")).unwrap();
    let paths = store::timelines_in(folder.path()).unwrap();
    let names: Vec<_> = paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["C.RON", "a.ron", "b.ron"]);
    let err = store::timelines_in(&folder.path().join("a.ron")).unwrap_err().to_string();
    assert!(err.starts_with("this is a file, not a folder: "), "{err}");
    assert!(store::timelines_in(&folder.path().join("none")).is_err());
}

#[test]
fn the_shipped_file_is_looked_for() {
    let (work, install) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let program = install.path().join("a/b/daymark");
    let found = |name: &str| {
        let shipped = store::shipped_from(work.path(), Some(&program)).unwrap();
        assert_eq!(shipped.path.is_none(), name == store::BUILT_IN_NAME);
        assert_eq!(shipped.name, name);
        shipped.bytes
    };
    assert!(found("islamic-state.ron (built in)").starts_with(b"#![enable(implicit_some)]"));
    for folder in [install.path(), work.path()] {
        std::fs::create_dir(folder.join("timelines")).unwrap();
        let path = folder.join("timelines/islamic-state.ron");
        std::fs::write(&path, "()").unwrap();
        assert_eq!(found(&path.display().to_string()), b"()");
    }
}

#[test]
fn every_shipped_timeline_has_no_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines");
    for path in store::timelines_in(&folder).unwrap() {
        let document = Document::read(path.display().to_string(), store::open(&path).unwrap());
        let errors: Vec<_> = document.problems().iter().filter(|problem| problem.is_error()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        assert!(!document.incidents.is_empty());
    }
}

#[test]
fn pictures_are_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.png");
    store::write_new_or_replace(&path, b"one").unwrap();
    store::write_new_or_replace(&path, b"two").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"two");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let err = store::write_new_or_replace(&folder.path().join("no/out.png"), b"").unwrap_err().to_string();
    assert!(err.starts_with("cannot write, its folder is missing: "), "{err}");
    assert!(store::write_new_or_replace(folder.path(), b"").is_err());
}
