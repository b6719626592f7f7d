//! Where exports go: what is replaced, what is refused, and that nothing is left behind.

use super::HARD;
use crate::cli::{Folder, daymark};
use daymark::export::Format;
use daymark::store::{Disk, StoreError, write_out};

fn names(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_only_by_force_and_both_parts_go_together() {
    let folder = Folder::new(&[("hard.ron", HARD), ("o.csv-metadata.json", "mine")]);
    let (out, file) = (folder.at("o.csv"), folder.at("hard.ron"));
    let ran = daymark(&["export", &out, &file]);
    assert_eq!(ran.exit(), 2);
    assert!(ran.err.contains("a file with that name is there already") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(names(&folder), ["hard.ron", "o.csv-metadata.json"]);
    assert_eq!(daymark(&["export", &out, &file, "--force"]).exit(), 0);
    assert_eq!(names(&folder), ["hard.ron", "o.csv", "o.csv-metadata.json"]);
    let before = std::fs::read_to_string(&out).unwrap();
    assert_eq!(daymark(&["export", &out, &file]).exit(), 2);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), before);
}

#[test]
fn endings_that_cannot_be_written_are_refused_with_those_that_can() {
    let folder = Folder::new(&[("hard.ron", HARD)]);
    let file = folder.at("hard.ron");
    for name in ["o.docx", "o", ".csv", "o.DOCX"] {
        let ran = daymark(&["export", &folder.at(name), &file]);
        assert_eq!(ran.exit(), 2, "{name}");
        for format in Format::ALL {
            assert!(ran.err.contains(&format!(".{}", format.ending())), "{}", ran.err);
        }
    }
    assert_eq!(daymark(&["export", &folder.at("o.csv"), "--format", "docx", &file]).exit(), 2);
    assert_eq!(daymark(&["export", &folder.at("o.csv"), "--query", "killed>", &file]).exit(), 2);
    assert_eq!(daymark(&["export", &folder.at("o.csv"), "--stamp", "2024-03", &file]).exit(), 2);
    assert_eq!(names(&folder), ["hard.ron"]);
    assert_eq!(daymark(&["export", &folder.at("o.data"), "--format", "CSL-JSON", &file]).exit(), 0);
    assert_eq!(names(&folder), ["hard.ron", "o.data"]);
}

#[test]
fn a_timeline_is_never_replaced() {
    let folder = Folder::new(&[("hard.ron", HARD), ("hard.txt", HARD)]);
    for name in ["hard.ron", "hard.txt"] {
        let path = folder.at(name);
        let ran = daymark(&["export", &path, &path, "--format", "csv", "--force"]);
        assert_eq!(ran.exit(), 2, "{}", ran.err);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), HARD);
    }
    assert_eq!(names(&folder), ["hard.ron", "hard.txt"]);
}

#[test]
fn places_that_cannot_be_written_are_named_and_stay_clean() {
    let folder = Folder::new(&[("hard.ron", HARD)]);
    let file = folder.at("hard.ron");
    std::fs::create_dir(folder.path().join("o.csv")).unwrap();
    let ran = daymark(&["export", &folder.at("o.csv"), &file, "--force"]);
    assert!(ran.exit() == 2 && ran.err.contains("this is a folder, not a file"), "{}", ran.err);
    let ran = daymark(&["export", &folder.at("none/o.csv"), &file]);
    assert!(ran.exit() == 2 && ran.err.contains("cannot write, its folder is missing"), "{}", ran.err);
    // The second part cannot be put where a folder is, so the first is not left either.
    std::fs::create_dir(folder.path().join("p.csv-metadata.json")).unwrap();
    assert_eq!(daymark(&["export", &folder.at("p.csv"), &file]).exit(), 2);
    assert_eq!(names(&folder), ["hard.ron", "o.csv", "p.csv-metadata.json"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_what_it_leads_to_is_replaced() {
    let folder = Folder::new(&[("to.md", "old")]);
    let (from, to) = (folder.path().join("from.md"), folder.path().join("to.md"));
    std::os::unix::fs::symlink("to.md", &from).unwrap();
    let put = |replaces| write_out(&Disk::default(), &[(from.clone(), b"new".as_slice())], replaces);
    assert!(matches!(put(false), Err(StoreError::Exists(_))));
    put(true).unwrap();
    assert_eq!((std::fs::read_to_string(&to).unwrap(), from.is_symlink()), ("new".to_owned(), true));
    assert_eq!(names(&folder), ["from.md", "to.md"]);
}

#[test]
fn a_damaged_timeline_gives_what_could_be_read_and_says_so() {
    let folder = Folder::new(&[("bad.ron", &HARD.replace("\"2024-12-30/2025-01-02\"", "\"2024-13\""))]);
    let out = folder.at("o.ris");
    let ran = daymark(&["export", &out, &folder.at("bad.ron")]);
    assert_eq!(ran.exit(), 1, "{}", ran.err);
    assert!(std::path::Path::new(&out).exists());
}
