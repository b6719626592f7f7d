//! Stories: text in, text out, there and back, edits that leave other steps alone, and what is wrong told at its place.

use crate::sample;
use daymark::edit::{StoryEdit, edit_story};
use daymark::format::{LineIndex, StoryFile, print, read_story, story_text};
use daymark::query::{Columns, TextIndex};
use daymark::store::{self, Disk};
use daymark::view::{Centre, Loaded, SavedView, StoryStep};
use proptest::prelude::*;
use std::path::Path;

const FILE: &str = r##"#![enable(implicit_some)]
// mine
Story(
    format: 1,
    title: "Questions",
    about: "Follows *somebody*",
    steps: [
        // the first
        Step(
            title: "One", // only here
            text: r#"He said "no".

- See [it](incident:a)"#,
            from_the_future: [1, 2],
            view: View(query: "country:AFG", /* mine too */ lanes: Country),
        ), // and behind
        Step(
            title: "Two",
            view: View(name: "of old", selection: ["a"]),
        ),
        // the third
        Step(title: "Three")
    ],
)
"##;

type Edit<'a> = StoryEdit<'a, StoryStep>;

fn read(text: &str) -> StoryFile<StoryStep> {
    read_story(text)
}

fn titles(text: &str) -> Vec<String> {
    read(text).steps.into_iter().map(|step| step.value.title).collect()
}

fn told(text: &str) -> String {
    let index = LineIndex::new(text);
    read(text).problems.iter().map(|problem| print("s.ron", text, &index, problem)).collect()
}

fn step(title: &str) -> StoryStep {
    StoryStep { title: title.to_owned(), ..StoryStep::default() }
}

fn edited(text: &str, edit: &Edit<'_>) -> String {
    edit_story(text, edit).unwrap()
}

#[test]
fn a_story_is_read_with_what_it_does_not_know() {
    let file = read(FILE);
    assert_eq!((file.title.as_str(), file.about.as_str()), ("Questions", "Follows *somebody*"));
    assert_eq!(titles(FILE), ["One", "Two", "Three"]);
    assert_eq!(file.steps[0].value.text, "He said \"no\".\n\n- See [it](incident:a)");
    let told = told(FILE);
    assert!(told.starts_with("s.ron:14:13: warning: the format has no field `from_the_future` here"), "{told}");
}

#[test]
fn an_edit_of_a_step_changes_only_what_differs() {
    let mut one = read(FILE).steps[0].value.clone();
    one.view.query = "country:FRA".to_owned();
    let text = edited(FILE, &Edit::Put(0, &one));
    assert_eq!(text, FILE.replace("country:AFG", "country:FRA"));
    one.text = "He said \"no\".\n\n- See [it](incident:a)\n- and more".to_owned();
    let text = edited(&text, &Edit::Put(0, &one));
    assert_eq!(text, FILE.replace("country:AFG", "country:FRA").replace("a)\"#", "a)\n- and more\"#"));
    let mut two = read(FILE).steps[1].value.clone();
    two.notes = "Line\nand line".to_owned();
    let text = edited(FILE, &Edit::Put(1, &two));
    let put = "\"Two\",\n            notes: \"Line\nand line\",\n";
    assert_eq!(text, FILE.replace("\"Two\",\n", put));
}

#[test]
fn the_head_changes_alone() {
    let text = edited(FILE, &Edit::Head { title: "Q", about: "" });
    assert_eq!(text, FILE.replace("Questions", "Q").replace("    about: \"Follows *somebody*\",\n", ""));
    let back = edited(&text, &Edit::Head { title: "Questions", about: "Follows *somebody*" });
    assert_eq!(back, FILE);
}

#[test]
fn steps_go_elsewhere_with_their_comments() {
    let first = "\n        // the first\n        Step(\n            title: \"One\"";
    let text = edited(FILE, &Edit::Move { from: 0, to: 1 });
    assert_eq!(titles(&text), ["Two", "One", "Three"]);
    assert!(text.contains(first), "{text}");
    assert_eq!(edited(&text, &Edit::Move { from: 1, to: 0 }), FILE.replace("\"Three\")\n", "\"Three\"),\n"));
    let text = edited(FILE, &Edit::Move { from: 2, to: 0 });
    assert_eq!(titles(&text), ["Three", "One", "Two"]);
    assert!(
        text.contains("steps: [\n        // the third\n        Step(title: \"Three\"),\n        // the first"),
        "{text}"
    );
    let text = edited(FILE, &Edit::Remove(0));
    assert_eq!(titles(&text), ["Two", "Three"]);
    assert!(!text.contains("the first") && !text.contains("and behind"), "{text}");
    let text = edited(FILE, &Edit::Copy(1));
    assert_eq!(titles(&text), ["One", "Two", "Two", "Three"]);
    let text = edited(FILE, &Edit::Insert(1, &step("New")));
    let new = "// and behind\n        Step(\n            title: \"New\",\n        ),\n        Step(\n";
    assert!(text.contains(new), "{text}");
    assert_eq!(edited(&text, &Edit::Remove(1)), FILE.replace("\"Three\")\n", "\"Three\"),\n"));
    assert_eq!(edit_story(FILE, &Edit::Remove(3)), None);
}

#[test]
fn a_story_begins_empty_in_any_layout() {
    let empty = story_text("T", "", &[] as &[StoryStep]).unwrap();
    assert_eq!(empty, "#![enable(implicit_some)]\nStory(\n    format: 1,\n    title: \"T\",\n    steps: [],\n)\n");
    let one = edited(&empty, &Edit::Insert(0, &step("A")));
    assert_eq!(one, story_text("T", "", &[step("A")]).unwrap());
    for text in ["Story(title: \"T\")", "Story(format: 1, title: \"T\", steps: [Step(title: \"X\") // x\n])"] {
        let more = edited(text, &Edit::Insert(9, &step("A")));
        assert_eq!(titles(&more).last().map(String::as_str), Some("A"), "{more}");
        let file = read(&more);
        assert_eq!(file.problems, [], "{more}");
    }
    for text in ["", "Views(format: 1)", "Story(title: \"a\", steps: [Step(title: \"b\"", "Story"] {
        assert_eq!(edit_story(text, &Edit::Insert(0, &step("A"))), None, "{text}");
    }
}

#[test]
fn a_step_that_cannot_be_read_hides_no_other_and_stays() {
    let text = FILE.replace("lanes: Country", "lanes: Countri").replace("title: \"Two\",", "");
    assert_eq!(titles(&text), ["Three"]);
    let told = told(&text);
    assert!(told.contains("s.ron:15:68: error: `view.lanes` does not take `Countri`"), "{told}");
    assert!(told.contains("error: this record has no `title`"), "{told}");
    let more = edited(&text, &Edit::Insert(0, &step("New")));
    assert_eq!(titles(&more), ["New", "Three"]);
    assert!(more.contains("Countri"));
    let moved = edited(&more, &Edit::Move { from: 1, to: 0 });
    assert_eq!(titles(&moved), ["Three", "New"]);
}

#[test]
fn a_step_says_what_it_cannot_show() {
    let catalog = sample::catalog([sample::incident("a", "2021-02-03")]);
    let columns = Columns::from_catalog(&catalog);
    let loaded = Loaded::of_parts(catalog, columns, TextIndex::default());
    let step = StoryStep {
        text: "[a](incident:a) [b](incident:b)".to_owned(),
        notes: "[s](source:none) [page](https://example.org)".to_owned(),
        view: SavedView { query: "kiled>=3".to_owned(), centre: Centre::Table, ..SavedView::default() },
        ..step(" ")
    };
    let faults: Vec<String> =
        step.faults(&loaded).iter().map(|fault| format!("{}: {}", fault.field, fault.message)).collect();
    assert_eq!(
        faults,
        [
            "title: this step has no title",
            "text: the incident `b` that this links to is not in the timeline",
            "notes: the source `none` that this links to is not in the timeline",
            "view.query: `query` of this step cannot be read, character 1: there is no figure `kiled`",
        ]
    );
}

#[test]
fn a_story_belongs_to_the_timeline_of_the_longest_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["a.ron", "a.b.ron", "a.story.ron", "a.x.story.ron", "a.b.x.y.STORY.ron", ".a.story.ron", "b.story.ron"]
    {
        std::fs::write(at(name), "").unwrap();
    }
    let disk = Disk::of_user();
    let of = |name: &str| {
        let stories = store::stories_of(&disk, &at(name)).unwrap();
        stories.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("a.ron"), ["a.story.ron", "a.x.story.ron"]);
    assert_eq!(of("a.b.ron"), ["a.b.x.y.STORY.ron"]);
    assert_eq!(store::timeline_of_story(&disk, &at("b.story.ron")), at("b.ron"));
    assert_eq!(store::story_path(Path::new("x/a.ron"), "Why Russia? – 1"), Path::new("x/a.why-russia-1.story.ron"));
}

#[test]
fn the_shipped_stories_are_without_fault() {
    let shipped = daymark::edit::Document::read(
        "islamic-state.ron",
        include_bytes!("../../timelines/islamic-state.ron").to_vec(),
    );
    let loaded = Loaded::new(vec![shipped.file_records()]);
    let stories = store::stories_of(&Disk::of_user(), Path::new("timelines/islamic-state.ron")).unwrap();
    let names: Vec<String> = stories.iter().map(|path| path.file_name().unwrap().to_string_lossy().into()).collect();
    assert_eq!(names, store::BUILT_IN_STORIES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (_, text) in store::BUILT_IN_STORIES {
        assert_eq!(told(text), "");
        let file = read(text);
        assert!(!file.title.is_empty() && !file.steps.is_empty());
        for record in file.steps {
            assert_eq!(record.value.faults(&loaded), [], "{}", record.value.title);
        }
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~é]{0,30}", "([a-z\"\\\\#*]{0,8}(\n|\r\n|\r)){0,4}[a-z\"\u{202e}\t]{0,4}", ".{0,20}",]
}

fn any_step() -> impl Strategy<Value = StoryStep> {
    (any_text(), any_text(), any_text(), any_text(), any::<bool>()).prop_map(|(title, text, notes, query, is_table)| {
        let centre = if is_table { Centre::Table } else { Centre::Timeline };
        StoryStep { title, text, notes, view: SavedView { query, centre, ..SavedView::default() } }
    })
}

proptest! {
    #[test]
    fn a_story_comes_back_from_its_text(title in any_text(), about in any_text(), steps in prop::collection::vec(any_step(), 0..4)) {
        let text = story_text(&title, &about, &steps).unwrap();
        let file = read(&text);
        prop_assert_eq!(&file.problems, &vec![], "{}", text);
        prop_assert_eq!((&file.title, &file.about), (&title, &about));
        let back: Vec<StoryStep> = file.steps.into_iter().map(|step| step.value).collect();
        prop_assert_eq!(back, steps);
        // A text of several lines has them in the file.
        prop_assert!(text.lines().count() >= about.lines().count());
    }

    #[test]
    fn an_edit_changes_no_other_step(step in any_step(), at in 0_usize..3, to in 0_usize..3) {
        let bytes = |text: &str, at: usize| text[read(text).steps[at].bytes.clone()].to_owned();
        let put = edit_story(FILE, &Edit::Put(at, &step)).unwrap();
        prop_assert_eq!(&read(&put).steps[at].value, &step);
        for other in (0..3).filter(|other| *other != at) {
            prop_assert_eq!(bytes(&put, other), bytes(FILE, other));
        }
        let moved = edit_story(FILE, &Edit::Move { from: at, to }).unwrap();
        prop_assert_eq!(bytes(&moved, to), bytes(FILE, at));
        let comments = |text: &str| { let mut all = daymark::format::comments(text); all.sort(); all };
        prop_assert_eq!(comments(&moved), comments(FILE));
        let copied = edit_story(&moved, &Edit::Copy(to)).unwrap();
        prop_assert_eq!(bytes(&copied, to + 1), bytes(FILE, at));
        prop_assert_eq!(edit_story(&copied, &Edit::Remove(to + 1)).unwrap().replace("),\n    ]", ")\n    ]"), moved.replace("),\n    ]", ")\n    ]"));
    }
}
