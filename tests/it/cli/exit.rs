//! Which exit status, and what goes where.

use super::{Folder, daymark, pluck, timeline};
use daymark::cli::{Outcome, WindowArgs, run};
use daymark::model::Day;
use std::io::{self, Write};
use std::path::PathBuf;

const DAMAGED: &str = "when: \"2020-02-30\"";
const GOOD: &str = "when: \"2020-02-03\"";
/// Good, but no report gives the figure.
const DOUBTFUL: &str = "when: \"2020-02-03\", killed: Count(best: 2)";

fn folder() -> Folder {
    Folder::new(&[
        ("good.ron", &timeline(&[("a", GOOD), ("b", "when: \"2019\"")])),
        ("doubtful.ron", &timeline(&[("w", DOUBTFUL)])),
        ("damaged.ron", &timeline(&[("c", DAMAGED), ("d", GOOD)])),
        ("bytes.ron", "\u{0}"),
    ])
}

#[test]
fn exit_statuses() {
    let folder = folder();
    let file = |name: &str| folder.at(name);
    let (good, doubtful, damaged) = (&*file("good.ron"), &*file("doubtful.ron"), &*file("damaged.ron"));
    let missing = &*file("missing.ron");
    let here = &*folder.path().display().to_string();
    let picture = &*file("no/such/folder/out.png");
    for (status, args) in [
        (0, &["list", good][..]),
        (0, &["list", good, "--query", "nothing-like-it"]),
        (0, &["list", doubtful]),
        (0, &["check", good]),
        (0, &["check", doubtful]),
        (0, &["stats", good]),
        (0, &["show", "a", good]),
        (0, &["--help"]),
        (0, &["-h"]),
        (0, &["--version"]),
        (0, &["help", "list"]),
        (0, &["list", "--help"]),
        (0, &["--help", "list"]),
        (1, &["check", "--strict", doubtful]),
        (1, &["check", damaged]),
        (1, &["check", good, damaged]),
        (1, &["check", here]),
        (1, &["list", damaged]),
        (1, &["list", good, damaged]),
        (1, &["stats", damaged]),
        (1, &["show", "d", damaged]),
        (1, &["show", "c", damaged]),
        (1, &["show", "z", good]),
        (2, &["list", missing]),
        (2, &["list", good, missing]),
        (2, &["check", missing]),
        (2, &["stats", missing]),
        (2, &["show", "a", missing]),
        (2, &["list", here]),
        (2, &["list", good, "--query", "killed>="]),
        (2, &["check", good, "--query", "(a"]),
        (2, &["stats", good, "--rule", "no-such"]),
        (2, &["stats", good, "--as-of", "2024-13"]),
        (2, &["stats", good, "--by", "weather"]),
        (2, &["list", good, "--by", "year"]),
        (2, &["show", "a", good, "--query", "x"]),
        (2, &["show"]),
        (2, &["shot", good]),
        (2, &["shot", "out.png", good, "--size", "10x10"]),
        (2, &["shot", "out.png", good, "--size", "+640x480"]),
        (2, &["shot", "out.png", good, "--size", "9000x480"]),
        (2, &["shot", "out.png", good, "--theme", "pink"]),
        (2, &["shot", "out.png", good, "--select", "zz"]),
        (2, &["shot", picture, good]),
        (2, &["lsit", good]),
        (2, &["set", good, "a", "killed.best=x"]),
        (2, &["export", "out.docx", good]),
        (0, &["merge", good, good, good]),
        (129, &["merge", good, good]),
        (129, &["merge", good, good, missing]),
        (129, &["merge", good, good, damaged]),
        (2, &[missing]),
        (2, &[good, "list"]),
        (2, &["--query", "x"]),
        (2, &[good, "--json"]),
    ] {
        let ran = daymark(args);
        assert_eq!(ran.outcome, Outcome::Exit(status), "{args:?}\n{}\n{}", ran.out, ran.err);
        if status == 2 {
            assert_eq!(ran.out, "", "{args:?}");
            assert_ne!(ran.err, "", "{args:?}");
        }
    }
    assert!(!folder.path().join("out.png").exists());
}

#[test]
fn the_window_opens_on_files_alone() {
    let folder = folder();
    let window = |args: &[String]| match daymark(args).outcome {
        Outcome::Window(WindowArgs { files, .. }) => files,
        Outcome::Exit(status) => panic!("{status}"),
    };
    let path = |name: &str| PathBuf::from(folder.at(name));
    assert_eq!(window(&[]), Vec::<PathBuf>::new());
    assert_eq!(window(&[folder.at("good.ron")]), [path("good.ron")]);
    assert_eq!(
        window(&["--".to_owned(), folder.at("good.ron"), folder.at("gone.ron")]),
        [path("good.ron"), path("gone.ron")]
    );
    assert_eq!(window(&[folder.at("damaged.ron")]), [path("damaged.ron")]);
}

#[test]
fn a_mistyped_command_is_told() {
    for (word, told) in [
        ("lsit", "error: there is no such command or file: lsit\n  hint: did you mean `daymark list`?\n"),
        (
            "present",
            "error: there is no such command or file: present\n  hint: the commands are check, stats, list, show, shot, \
             export, add, set, remove, fmt, diff, merge; `daymark --help` tells more\n",
        ),
    ] {
        assert_eq!(daymark(&[word]).err, told);
    }
    let missing = daymark(&["no-such/file.ron"]);
    assert_eq!(missing.err, "error: there is no such file: no-such/file.ron\n");
}

#[test]
fn options_stand_anywhere_and_two_hyphens_end_them() {
    let folder = Folder::new(&[("--json", &timeline(&[("a", GOOD)])), ("b.ron", &timeline(&[("b", GOOD)]))]);
    let b = folder.at("b.ron");
    let usual = daymark(&["list", &b, "--json", "--query", "b"]).json();
    for args in [
        ["--json", "list", "--query", "b", &b],
        ["--query", "b", "list", "--json", &b],
        ["--query", "b", "--json", "list", &b],
        ["list", "--query", "b", &b, "--json"],
    ] {
        assert_eq!(daymark(&args).json(), usual, "{args:?}");
    }
    assert_eq!(daymark(&["list", "--query=b", "--json", &b]).json(), usual);
    // After `--` an option is a file.
    let ran = daymark(&["list", "--", "--json"]);
    assert_eq!((ran.exit(), ran.err.as_str()), (2, "error: there is no such file: --json\n"));
    // A query may begin with a hyphen.
    let without = daymark(&["list", "--query", "-b", "--json", &b]).json();
    assert_eq!(without["incidents"].as_array().unwrap().len(), 0);
}

#[test]
fn help_names_the_commands_of_this_version_only() {
    let help = daymark(&["--help"]).out;
    for command in ["check", "stats", "list", "show", "shot", "export", "add", "set", "remove", "fmt", "diff", "merge"]
    {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    for command in ["present", "--view"] {
        assert!(!help.contains(&format!("  {command} ")), "{help}");
    }
    assert_eq!(daymark(&["--version"]).out, format!("daymark {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_query_that_cannot_be_read_is_shown_with_a_caret() {
    let ran = daymark(&["list", "--query", "kílled>=20)", "no-such.ron"]);
    assert_eq!(ran.exit(), 2);
    assert_eq!(
        daymark(&["stats", "--query", "é killed>=20)"]).err,
        "--query:1:13: error: no parenthesis is open here
1 | é killed>=20)
  |             ^
  hint: remove it, or open one before the first term
"
    );
}

#[test]
fn no_file_is_the_shipped_timeline() {
    let ran = daymark(&["list", "--json"]);
    let list = ran.json();
    assert_eq!((ran.exit(), ran.err.as_str()), (0, ""));
    assert_eq!(list["files"][0]["errors"], 0);
    assert_eq!(list["files"][0]["file"], "timelines/islamic-state.ron");
    let text = include_str!("../../../timelines/islamic-state.ron");
    let n = text.lines().filter(|line| *line == "        Incident(").count();
    assert_eq!(list["incidents"].as_array().unwrap().len(), n);
    assert_eq!(daymark(&["stats", "--json"]).json()["incidents"], n);
}

#[test]
fn a_folder_is_every_timeline_in_it() {
    let folder = Folder::new(&[
        ("b.ron", &timeline(&[("b", DOUBTFUL)])),
        ("a.ron", &timeline(&[("a", DOUBTFUL)])),
        ("saved.views.ron", "nonsense"),
        ("notes.txt", "nonsense"),
    ]);
    let here = folder.path().display().to_string();
    let ran = daymark(&["check", &here]);
    assert_eq!((ran.exit(), ran.out.as_str()), (0, "2 files, 2 incidents: 0 errors, 2 warnings\n"));
    let problems = daymark(&["check", "--json", &folder.at("b.ron"), &here]).json();
    // A file that is named and stands in the folder is read once.
    assert_eq!(pluck(&problems["problems"], "file"), [folder.at("b.ron"), folder.at("a.ron")]);
    let empty = Folder::new(&[]);
    assert_eq!(daymark(&["check", &empty.path().display().to_string()]).exit(), 2);
}

#[test]
fn a_damaged_file_still_gives_its_good_records() {
    let folder = folder();
    let ran = daymark(&["list", "--json", &folder.at("damaged.ron"), &folder.at("good.ron")]);
    let list = ran.json();
    assert_eq!(pluck(&list["incidents"], "id"), ["b", "a", "d"]);
    assert_eq!((&list["files"][0]["errors"], &list["files"][1]["errors"]), (&1.into(), &0.into()));
    assert_eq!(
        ran.err,
        format!(
            "{}:14:94: error: `2020-02-30` is not a date of this file: this month has no such day\n",
            folder.at("damaged.ron")
        )
    );
    // Bytes that are no timeline are a file in error too.
    let ran = daymark(&["list", "--json", &folder.at("bytes.ron")]);
    assert_eq!((ran.exit(), ran.json()["files"][0]["errors"].as_u64() > Some(0)), (1, true));
}

#[test]
fn ids_in_two_files_are_an_error_in_the_second() {
    let folder = Folder::new(&[("a.ron", &timeline(&[("x", GOOD)])), ("b.ron", &timeline(&[("x", GOOD)]))]);
    let (a, b) = (folder.at("a.ron"), folder.at("b.ron"));
    let ran = daymark(&["list", &b, &a, "--json"]);
    let list = ran.json();
    assert_eq!(ran.exit(), 1);
    assert_eq!((&list["files"][0]["errors"], &list["files"][1]["errors"]), (&0.into(), &1.into()));
    assert_eq!(pluck(&list["files"], "file"), [b.as_str(), a.as_str()]);
    assert_eq!(pluck(&list["incidents"], "file"), [b.as_str(), a.as_str()]);
    assert_eq!(daymark(&["list", &a, &a, &format!("{}/./a.ron", folder.path().display())]).exit(), 0);
}

/// A pipe whose reader has gone.
struct Gone(io::ErrorKind);

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_closed_pipe_is_no_error_and_a_full_disk_is() {
    let run = |kind, err: &mut dyn Write| run(["list".into()], &mut Gone(kind), err, Day::MAX);
    assert_eq!(run(io::ErrorKind::BrokenPipe, &mut Vec::new()), Outcome::Exit(0));
    assert_eq!(run(io::ErrorKind::BrokenPipe, &mut Gone(io::ErrorKind::BrokenPipe)), Outcome::Exit(0));
    let mut err = Vec::new();
    assert_eq!(run(io::ErrorKind::StorageFull, &mut err), Outcome::Exit(2));
    assert!(String::from_utf8(err).unwrap().starts_with("error: cannot write to standard output"));
}

#[cfg(feature = "ui")]
#[test]
fn a_picture_replaces_the_one_before() {
    let folder = folder();
    let (out, good) = (folder.at("out.PNG"), folder.at("good.ron"));
    let args = ["--size", "400x300", "shot", &out, &good, "--select", "a", "--theme", "Light", "--as-of", "2021"];
    for _ in 0..2 {
        let ran = daymark(&args);
        assert_eq!((ran.exit(), ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        let bytes = std::fs::read(&out).unwrap();
        assert_eq!(bytes.get(16..24), Some(&[0, 0, 1, 144, 0, 0, 1, 44][..]));
    }
    for size in ["320x240", "500x400", "2000x240", "320x2000"] {
        assert_eq!(daymark(&["shot", &out, &good, "--size", size]).exit(), 0, "{size}");
    }
    let damaged = daymark(&["shot", &out, &folder.at("damaged.ron")]);
    assert_eq!(damaged.exit(), 1);
}

#[cfg(not(feature = "ui"))]
#[test]
fn a_build_without_panels_has_no_pictures() {
    let folder = folder();
    let ran = daymark(&["shot", &folder.at("out.png"), &folder.at("good.ron")]);
    assert_eq!(
        (ran.exit(), ran.err.as_str()),
        (2, "error: this build has no pictures\n  hint: build it with the feature `ui`\n")
    );
}
