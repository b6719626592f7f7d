//! Saved views on the command line: `--view NAME`, and `check`.

use super::{Folder, daymark, timeline};
use daymark::cli::Outcome;

const VIEWS: &str = "#![enable(implicit_some)]\nViews(format: 1, views: [\n    View(name: \"Mine\", query: \"2020\"),\n    View(name: \"Old\", query: \"kiled>=3\", selection: [\"z\"]),\n])\n";

fn folder() -> Folder {
    Folder::new(&[("t.ron", &timeline(&[("a", "when: \"2020-02-03\"")])), ("t.views.ron", VIEWS)])
}

#[test]
fn the_window_opens_on_a_view_by_name() {
    let folder = folder();
    let view = |name: &str| match daymark(&["--view".to_owned(), name.to_owned(), folder.at("t.ron")]).outcome {
        Outcome::Window(args) => args.view.unwrap(),
        Outcome::Exit(status) => panic!("{status}"),
    };
    assert_eq!(view("Mine"), "Mine");
    assert_eq!(view("mine"), "Mine");
    let ran = daymark(&["--view".to_owned(), "Nobody".to_owned(), folder.at("t.ron")]);
    assert_eq!(ran.exit(), 2);
    assert_eq!(
        ran.err,
        "error: there is no saved view of this name: Nobody\n  hint: the saved views are “Mine”, “Old”\n"
    );
}

#[test]
fn check_tells_what_is_wrong_with_views() {
    let folder = folder();
    for file in ["t.ron", "t.views.ron"] {
        let ran = daymark(&["check".to_owned(), folder.at(file)]);
        assert_eq!(ran.exit(), 1, "{}", ran.err);
        assert!(
            ran.err.contains("t.views.ron:4:30: error: `query` of this view cannot be read, character 1"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("t.views.ron:4:53: warning: this view selects"), "{}", ran.err);
        assert!(ran.out.starts_with("1 file, 1 incident, 2 saved views: 1 error, "), "{}", ran.out);
    }
}
