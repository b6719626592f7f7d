//! Stories on the command line: `--story NAME`, and `check`.

use super::{Folder, daymark, timeline};
use daymark::cli::Outcome;

const STORY: &str = r#"#![enable(implicit_some)]
Story(format: 1, title: "Mine", steps: [
    Step(title: "One", text: "See [it](incident:a),
and [that](incident:b)", view: View(query: "2020")),
    Step(title: "One", notes: "x", view: View(rule: "by-guess", selection: ["z"])),
    Step(title: " ", hint: "x"),
    Step(text: "nothing"),
])
"#;

fn folder() -> Folder {
    let files = [("t.ron", &timeline(&[("a", "when: \"2020-02-03\"")]) as &str), ("t.mine.story.ron", STORY)];
    Folder::new(&files)
}

#[test]
fn the_window_opens_on_a_story_by_title_or_file() {
    let folder = folder();
    for name in ["Mine", "mine", "t.mine", "t.mine.story.ron"] {
        match daymark(&["--story".to_owned(), name.to_owned(), folder.at("t.ron")]).outcome {
            Outcome::Window(args) => assert_eq!(args.story.as_deref(), Some("Mine")),
            Outcome::Exit(status) => panic!("{status}"),
        }
    }
    let ran = daymark(&["--story".to_owned(), "Nobody".to_owned(), folder.at("t.ron")]);
    assert_eq!(ran.exit(), 2);
    assert_eq!(ran.err, "error: there is no story of this name: Nobody\n  hint: the stories are “Mine”\n");
    assert_eq!(daymark(&["--story".to_owned(), "Mine".to_owned(), "--view".to_owned(), "x".to_owned()]).exit(), 2);
}

#[test]
fn check_tells_what_is_wrong_with_stories() {
    let folder = folder();
    for file in ["t.ron", "t.mine.story.ron"] {
        let ran = daymark(&["check".to_owned(), folder.at(file)]);
        assert_eq!(ran.exit(), 1, "{}", ran.err);
        for told in [
            "t.mine.story.ron:4:12: error: the incident `b` that this links to is not in the timeline",
            "t.mine.story.ron:5:53: error: the counting rule of this step cannot be read: ",
            "t.mine.story.ron:5:76: warning: this step selects an incident that is not in the timeline: z",
            "t.mine.story.ron:6:17: error: this step has no title",
            "t.mine.story.ron:6:22: warning: the format has no field `hint` here",
            "t.mine.story.ron:7:5: error: this record has no `title`",
        ] {
            assert!(ran.err.contains(told), "{told}\n{}", ran.err);
        }
        assert!(ran.out.starts_with("1 file, 1 incident, a story of 3 steps: 4 errors, "), "{}", ran.out);
    }
    let ran = daymark(&["check".to_owned(), folder.at("t.mine.story.ron"), "--json".to_owned()]);
    assert!(ran.json()["problems"].as_array().unwrap().iter().any(|problem| problem["code"] == "story-link"));
}

#[test]
fn an_export_takes_a_story_along() {
    let folder = folder();
    for (name, words) in [("o.md", "### Step 1: "), ("o.html", "<h3 id=\"step1\">1. ")] {
        let out = folder.at(name);
        let args = ["export".to_owned(), out.clone(), folder.at("t.ron"), "--story".to_owned(), "mine".to_owned()];
        let ran = daymark(&args);
        assert_eq!(ran.exit(), 0, "{}", ran.err);
        assert!(ran.err.contains("warning: the story has 1 problem, so that parts of it are left out"), "{}", ran.err);
        assert!(std::fs::read_to_string(&out).unwrap().contains(words));
    }
    for (name, story) in [("o.csv", "Mine"), ("p.html", "Nobody")] {
        let args = ["export".to_owned(), folder.at(name), folder.at("t.ron"), "--story".to_owned(), story.to_owned()];
        assert_eq!(daymark(&args).exit(), 2);
        assert!(!std::path::Path::new(&folder.at(name)).exists());
    }
}
