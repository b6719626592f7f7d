//! Saved views: text in, text out, there and back, and what is wrong told at its place.

use crate::sample;
use daymark::format::{LineIndex, ViewEdit, edit_views, print, read_view, read_views, view_text};
use daymark::model::Day;
use daymark::query::{Columns, GroupKey, TextIndex};
use daymark::view::{
    Centre, CompareShape, CompareView, LaneKey, Loaded, Metric, SavedTable, SavedView, Scale, Sort, Stacking, Step,
    TableColumn, ViewState, Viewport,
};
use proptest::prelude::*;

const FILE: &str = r#"#![enable(implicit_some)]
// mine
Views(
    format: 1,
    views: [
        // the first
        View(
            name: "One",
            query: "country:AFG", // only here
            from_the_future: [1, 2],
        ),
        View(
            name: "Two",
            lanes: Country,
        ),
    ],
)
"#;

fn loaded() -> Loaded {
    let catalog = sample::catalog([sample::incident("a", "2021-02-03")]);
    let columns = Columns::from_catalog(&catalog);
    Loaded::of_parts(catalog, columns, TextIndex::default())
}

fn names(text: &str) -> Vec<String> {
    read_views::<SavedView>(text).views.into_iter().map(|record| record.value.name).collect()
}

fn told(text: &str) -> String {
    let index = LineIndex::new(text);
    let file = read_views::<SavedView>(text);
    file.problems.iter().map(|problem| print("v.ron", text, &index, problem)).collect()
}

fn named(name: &str) -> SavedView {
    SavedView { name: name.to_owned(), ..SavedView::default() }
}

#[test]
fn an_unknown_field_is_a_warning_and_stays() {
    assert_eq!(names(FILE), ["One", "Two"]);
    assert!(
        told(FILE).starts_with(
            "v.ron:10:13: warning: the format has no field `from_the_future` here; it is kept and ignored\n"
        )
    );
    let view = SavedView { query: "country:FRA".to_owned(), ..named("One") };
    let text = edit_views(FILE, &ViewEdit::Put { name: "One", view: &view }).unwrap();
    assert_eq!(text, FILE.replace("country:AFG", "country:FRA"));
}

#[test]
fn views_are_added_replaced_renamed_and_removed() {
    let text = edit_views("", &ViewEdit::Put { name: "A", view: &named("A") }).unwrap();
    assert_eq!(
        text,
        "#![enable(implicit_some)]\nViews(\n    format: 1,\n    views: [\n        View(\n            name: \"A\",\n        ),\n    ],\n)\n"
    );
    let text = edit_views(&text, &ViewEdit::Put { name: "B", view: &named("B") }).unwrap();
    assert_eq!(names(&text), ["A", "B"]);
    let text = edit_views(&text, &ViewEdit::Put { name: "A", view: &named("C") }).unwrap();
    assert_eq!(names(&text), ["C", "B"]);
    let text = edit_views::<SavedView>(&text, &ViewEdit::Remove("C")).unwrap();
    assert_eq!(names(&text), ["B"]);
    assert_eq!(edit_views::<SavedView>(&text, &ViewEdit::Remove("C")), None);
}

#[test]
fn one_bad_view_hides_no_other() {
    let text = FILE.replace("lanes: Country", "lanes: Countri");
    assert_eq!(names(&text), ["One"]);
    let told = told(&text);
    assert!(told.contains("v.ron:14:20: error: `lanes` does not take `Countri`"), "{told}");
    assert!(told.contains("did you mean Country?"), "{told}");
    let file = FILE.replace("            name: \"Two\",\n", "");
    assert!(self::told(&file).contains("error: this record has no `name`"), "{}", self::told(&file));
}

#[test]
fn what_is_no_file_of_views_says_so_and_is_not_written() {
    for text in ["Timeline(format: 1)", "Views(format: 1, views: [View(name: \"a\")", "\u{0}", "Views"] {
        let file = read_views::<SavedView>(text);
        assert!(file.problems.iter().any(daymark::format::Problem::is_error) || file.views.is_empty(), "{text}");
        assert_eq!(edit_views(text, &ViewEdit::Put { name: "x", view: &named("x") }), None, "{text}");
    }
}

#[test]
fn a_view_is_pasted_back() {
    let view = SavedView {
        query: "\"Крокус\" OR x".to_owned(),
        selection: vec!["a".to_owned()],
        table: SavedTable { group: Some(GroupKey::Branch), ..SavedTable::default() },
        ..named("É")
    };
    let text = view_text(&view);
    assert!(text.contains("\\\"Крокус\\\" OR x"), "{text}");
    assert_eq!(read_view::<SavedView>(&text).unwrap(), view);
    assert_eq!(read_view::<SavedView>("Incident()").unwrap_err().message, "this is no saved view");
    assert!(read_view::<SavedView>("View(name: \"a\"").is_err());
}

#[test]
fn a_view_says_what_it_cannot_show_and_shows_the_rest() {
    let loaded = loaded();
    let view = SavedView {
        query: "kiled>=3".to_owned(),
        rule: "by-guess".to_owned(),
        note: "Mine".to_owned(),
        selection: vec!["a".to_owned(), "gone".to_owned()],
        lanes: LaneKey::Country,
        ..named("x")
    };
    let state = view.shown(&ViewState::default(), &loaded);
    assert_eq!(state.selection, ["a"]);
    assert_eq!(state.lanes, LaneKey::Country);
    let lines: Vec<&str> = state.note.lines().collect();
    assert_eq!(lines[0], "Mine");
    assert_eq!(lines[1], "`query` of this view cannot be read, character 1: there is no figure `kiled`");
    assert!(lines[2].starts_with("the counting rule of this view cannot be read: "), "{}", lines[2]);
    assert_eq!(lines[3], "this view selects an incident that is not in the timeline: gone");
}

#[test]
fn the_shipped_views_are_without_fault() {
    let text = include_str!("../../timelines/islamic-state.views.ron");
    assert_eq!(told(text), "");
    let bytes = include_bytes!("../../timelines/islamic-state.ron").to_vec();
    let document = daymark::edit::Document::read("islamic-state.ron", bytes);
    let loaded = Loaded::new(vec![document.file_records()]);
    let views = read_views::<SavedView>(text).views;
    assert!(views.len() >= 4);
    for record in views {
        assert_eq!(record.value.faults(&loaded), [], "{}", record.value.name);
    }
}

fn any_state() -> impl Strategy<Value = ViewState> {
    let keys = (
        prop::sample::select(LaneKey::ALL.to_vec()),
        prop::sample::select(LaneKey::ALL.to_vec()),
        prop::sample::select(Metric::ALL.to_vec()),
        prop::sample::select(Scale::ALL.to_vec()),
        prop::sample::select(Centre::ALL.to_vec()),
        prop::option::of(prop::sample::select(Step::ALL.to_vec())),
        any::<(bool, bool, bool)>(),
    );
    let table = (
        prop::sample::subsequence(TableColumn::ALL.to_vec(), 1..20),
        prop::option::of((prop::sample::select(TableColumn::ALL.to_vec()), any::<bool>())),
        prop::option::of(prop::sample::select(GroupKey::ALL.to_vec())),
    );
    let texts = ("[a-z:\"\\\\ é\\n]{0,12}", "[a-z]{0,5}", "[a-z 0-9.]{0,9}");
    let days = prop::option::of((10_000..20_000_i32, 20..4_000_i32));
    (keys, table, texts, days, prop::option::of(10_000..20_000_i32)).prop_map(|(keys, table, texts, days, as_known)| {
        let (lanes, colors, metric, scale, centre, step, (is_plain, cumulative, is_over)) = keys;
        let mut state = ViewState {
            lanes,
            colors,
            metric,
            scale,
            centre,
            step,
            cumulative,
            stacking: if is_plain { Stacking::Plain } else { Stacking::Stacked },
            query: texts.0,
            note: texts.1,
            as_known: as_known.map(Day::from_days),
            viewport: days.map(|(first, n)| Viewport::of_days(Day::from_days(first), Day::from_days(first + n))),
            compare: CompareView {
                a: texts.2,
                b: String::new(),
                shape: if is_over { CompareShape::Overlaid } else { CompareShape::Mirrored },
            },
            ..ViewState::default()
        };
        (state.table.columns, state.table.group) = (table.0, table.2);
        state.table.sort = table.1.map(|(column, descends)| Sort { column, descends });
        state
    })
}

proptest! {
    #[test]
    fn a_view_comes_back_from_its_text(state in any_state(), name in "[^\\p{C}]{1,12}") {
        let view = SavedView::of(&state, &name);
        let text = view_text(&view);
        prop_assert_eq!(&read_view::<SavedView>(&text).map_err(|problem| problem.message), &Ok(view.clone()), "{}", text);
        let file = edit_views("", &ViewEdit::Put { name: &name, view: &view }).unwrap();
        let read = read_views::<SavedView>(&file);
        prop_assert_eq!(read.problems, vec![]);
        prop_assert_eq!(&read.views[0].value, &view);
        // What it shows is what was shown, but for what it says of queries that cannot be read.
        let back = ViewState { note: state.note.clone(), ..view.shown(&state, &loaded()) };
        prop_assert_eq!(back, state);
    }
}
