//! The timeline's own data as a draft: header, groups and periods, and what becomes of them in the file.

use crate::command::{SHIPPED, diff};
use crate::support::read;
use daymark::edit::{Command, Document, Draft, Field, Patch, Rows, Spot};
use daymark::model::{ActorId, SourceId};
use proptest::prelude::*;

const SMALL: &str = r##"// About this file.
#![enable(implicit_some)]
Timeline(
    format: 1,
    title: "Small",                 // as called
    version: "1",
    span: "2015/2024",
    about: r"What is in it,
and what is not.",
    license: "CC-BY-4.0",
    actors: [
        // The roots.
        Actor(id: "is", name: "Islamic State", short: "IS"), // first
        Actor(id: "kp", name: "Khorasan", parent: "is",
              about: "A province."), // second
        Actor(id: "other", name: "Other actors"),
        Actor(id: "idle", name: "Named by nobody", aliases: ["Nobody"]), // fourth
    ],
    periods: [
        Period(id: "mosul", title: "Battle of Mosul", when: "2016-10-17/2017-07-10", sources: ["s"]), // the city
        Period(id: "later", title: "Later", when: "2018-03/.."),
    ],
    sources: [
        Source(id: "s", title: "T", publisher: "P", kind: Press, url: "https://example.org/s"),
    ],
    incidents: [
        Incident(id: "a", kind: Attack, title: "Bombing", when: "2020-02-03", branch: "kp",
            place: Place(country: "AFG", precision: Country), confidence: Low,
            attributions: [Attribution(actor: "kp", kind: Claim, source: "s")], // as said
        ),
    ],
)
"##;

fn small() -> Document {
    read(SMALL)
}

fn row(draft: &Draft, rows: Rows, id: &str) -> u32 {
    let of = if rows == Rows::Actors { Field::ActorId } else { Field::PeriodId };
    draft.rows(rows).iter().find(|row| row.texts.get(of) == id).unwrap_or_else(|| panic!("no row {id}")).key
}

/// The draft carried out, and its patch.
fn carried_out(document: &Document, draft: &Draft) -> (Document, Patch) {
    let mut after = document.clone();
    let command = draft.command(document, &draft.check(document)).expect("nothing to do");
    let patch = after.apply(&command).unwrap_or_else(|err| panic!("{err}: {command:?}"));
    (after, patch)
}

/// What changes in the text, and what the change is called; undo gives the same bytes.
fn saved(document: &Document, draft: &Draft) -> (String, String) {
    let (mut after, patch) = carried_out(document, draft);
    let changed = diff(&document.text, &after.text);
    after.patch(&patch.inverse()).unwrap();
    assert_eq!(after.text, document.text);
    (changed, patch.label)
}

#[test]
fn a_form_saved_unchanged_changes_no_byte() {
    let template = include_str!("../../timelines/template.ron");
    for document in [small(), read(SHIPPED), read(template), read("Timeline(title: \"\")"), read("")] {
        let draft = Draft::of_timeline(&document);
        let checked = draft.check(&document);
        assert!(checked.is_ready(), "{:#?}", checked.problems);
        assert_eq!(draft.command(&document, &checked), None);
    }
}

#[test]
fn a_change_touches_its_own_bytes_only() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    draft.set(Field::TimelineTitle, "Small but true");
    let (changed, label) = saved(&document, &draft);
    assert_eq!(
        changed,
        "-    title: \"Small\",                 // as called\n+    title: \"Small but true\",                 // as called\n"
    );
    assert_eq!(label, "title of the timeline");
    let mut draft = Draft::of_timeline(&document);
    draft.set(Field::Scope, "What is in it,\nand what is new.");
    assert_eq!(saved(&document, &draft).0, "-and what is not.\",\n+and what is new.\",\n");
    let mut draft = Draft::of_timeline(&document);
    let kp = row(&draft, Rows::Actors, "kp");
    draft.set(Spot { field: Field::ActorShort, row: kp }, "IS-KP");
    let (changed, label) = saved(&document, &draft);
    assert_eq!(
        changed,
        "-        Actor(id: \"kp\", name: \"Khorasan\", parent: \"is\",\n+        Actor(id: \"kp\", name: \"Khorasan\", short: \"IS-KP\", parent: \"is\",\n"
    );
    assert_eq!(label, "short of Khorasan");
}

#[test]
fn groups_and_periods_are_added_where_they_stand_in_the_form() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    let new = draft.add_row(Rows::Actors);
    draft.set(Spot { field: Field::ActorName, row: new }, "West Africa");
    draft.set(Spot { field: Field::ActorParent, row: new }, "IS");
    for _ in 0..2 {
        assert!(draft.move_row(Rows::Actors, new, false));
    }
    let period = draft.add_row(Rows::Periods);
    draft.set(Spot { field: Field::PeriodTitle, row: period }, "Years of war");
    draft.set(Spot { field: Field::PeriodWhen, row: period }, "2019/2021-05");
    let id = draft.take_link(&document, "https://www.example.com/2021/05/07/end").unwrap();
    draft.set(Spot { field: Field::PeriodSources, row: period }, format!("s, {id}"));
    let source = draft.rows(Rows::Sources)[0].key;
    draft.set(Spot { field: Field::SourceTitle, row: source }, "The end");
    draft.set(Spot { field: Field::Publisher, row: source }, "Example News");
    draft.settle_sources(&document);
    assert_eq!(draft.get(Spot { field: Field::PeriodSources, row: period }), "s, example-news-2021-05-07");
    let (after, patch) = carried_out(&document, &draft);
    let ids: Vec<&str> = after.actors.iter().map(|actor| actor.value.id.as_str()).collect();
    assert_eq!(ids, ["is", "kp", "west-africa", "other", "idle"], "{}", &*after.text);
    let added = &after.periods.iter().last().unwrap().value;
    assert_eq!((added.id.as_str(), added.sources.len()), ("years-of-war", 2));
    assert!(after.source(&SourceId::from("example-news-2021-05-07")).is_some());
    assert_eq!(after.n_errors(), 0);
    assert!(patch.lost_comments.is_empty());
    draft.follow_timeline(&after);
    assert_eq!(draft.command(&after, &draft.check(&after)), None, "{draft:#?}");
    assert!(draft.rows(Rows::Sources).is_empty());
}

#[test]
fn what_is_moved_takes_its_comment_along() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    let idle = row(&draft, Rows::Actors, "idle");
    for _ in 0..3 {
        assert!(draft.move_row(Rows::Actors, idle, false));
    }
    let (changed, label) = saved(&document, &draft);
    let line = "        Actor(id: \"idle\", name: \"Named by nobody\", aliases: [\"Nobody\"]), // fourth\n";
    assert_eq!(changed, format!("+{line}-{line}"));
    assert_eq!(label, "place of Named by nobody");
    let mut draft = Draft::of_timeline(&document);
    let is = row(&draft, Rows::Actors, "is");
    draft.move_row(Rows::Actors, is, true);
    let (after, patch) = carried_out(&document, &draft);
    assert!(patch.lost_comments.is_empty());
    assert!(after.text.contains("\"A province.\"), // second\n        Actor(id: \"is\""), "{}", &*after.text);
    assert_eq!(patch.label, "place of Khorasan", "who changed places with it");
}

#[test]
fn a_new_id_is_taken_wherever_the_old_one_was_named() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    let kp = row(&draft, Rows::Actors, "kp");
    draft.set(Spot { field: Field::ActorId, row: kp }, "is-kp");
    let (after, patch) = carried_out(&document, &draft);
    assert_eq!(patch.label, "id of Khorasan");
    assert_eq!(after.n_errors(), 0);
    let incident = &after.incidents.first().unwrap().value;
    assert_eq!((incident.branch.as_str(), incident.attributions[0].actor.as_str()), ("is-kp", "is-kp"));
    assert!(after.text.contains("], // as said"));
    draft.follow_timeline(&after);
    assert_eq!(draft.command(&after, &draft.check(&after)), None);
    let mut after = document.clone();
    let entry = daymark::format::Entry::Is("t".to_owned());
    after.apply(&Command::Set { id: "s".to_owned(), field: "id".to_owned(), entry }).unwrap();
    assert_eq!(after.periods.first().unwrap().value.sources, [SourceId::from("t")]);
    assert_eq!(after.n_errors(), 0);
}

#[test]
fn what_others_name_is_not_taken_out() {
    let mut document = small();
    let mut draft = Draft::of_timeline(&document);
    let kp = row(&draft, Rows::Actors, "kp");
    draft.remove_row(Rows::Actors, kp);
    let command = draft.command(&document, &draft.check(&document)).unwrap();
    let refusal = document.apply(&command).unwrap_err();
    assert_eq!(refusal.to_string(), "`kp` is still named by a");
    assert_eq!(*document.text, *SMALL);
    let by = document.named_by(daymark::format::List::Actors, "is");
    assert_eq!(by, [(daymark::format::List::Actors, "kp".to_owned())]);
    let mut draft = Draft::of_timeline(&document);
    let (idle, mosul) = (row(&draft, Rows::Actors, "idle"), row(&draft, Rows::Periods, "mosul"));
    draft.remove_row(Rows::Actors, idle);
    draft.remove_row(Rows::Periods, mosul);
    let (_, label) = saved(&document, &draft);
    assert_eq!(label, "removal of Named by nobody, removal of Battle of Mosul");
}

/// What is wrong with the text of a field of the first row.
fn wrong(field: Field, text: &str) -> String {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    let row = field.about().rows.map_or(0, |rows| draft.rows(rows)[0].key);
    let spot = Spot { field, row };
    draft.set(spot, text);
    let checked = draft.check(&document);
    checked.at(spot).map_or(String::new(), |problem| {
        let fixes = if problem.fixes.is_empty() { String::new() } else { format!(" → {}", problem.fixes.join(", ")) };
        format!("{:?}: {}{fixes}", problem.level, problem.message)
    })
}

#[test]
fn what_is_wrong_says_what_would_be_accepted() {
    assert_eq!(wrong(Field::TimelineTitle, ""), "Missing: Title is needed");
    assert_eq!(wrong(Field::Span, "2015/.."), "Wrong: Totals need an end → 2015/2016");
    assert_eq!(wrong(Field::PeriodWhen, "22 March 2024"), "Wrong: The file writes dates as 2024-03-22 → 2024-03-22");
    assert_eq!(wrong(Field::PeriodWhen, "2018/.."), "");
    assert_eq!(wrong(Field::PeriodSources, "s, nothing"), "Wrong: No source of the file is called “nothing”");
    assert_eq!(wrong(Field::ActorParent, "IS"), "Wrong: This is the group itself");
    assert_eq!(wrong(Field::ActorParent, "Khorasan"), "Wrong: It would be a part of itself");
    assert_eq!(wrong(Field::ActorId, "other"), "Wrong: The id `other` is that of another actor");
    assert_eq!(wrong(Field::ActorId, "IS 2"), "Wrong: An id has small letters, digits and hyphens only → is-2");
    assert_eq!(wrong(Field::PeriodId, "is"), "", "ids are those of one list");
}

/// An id that several lists have still means the record of the form.
#[test]
fn a_period_may_have_the_id_of_a_group() {
    let document = read(&SMALL.replace("id: \"later\"", "id: \"other\""));
    let mut draft = Draft::of_timeline(&document);
    let later = row(&draft, Rows::Periods, "other");
    draft.set(Spot { field: Field::PeriodTitle, row: later }, "Much later");
    draft.move_row(Rows::Periods, later, false);
    let (after, _) = carried_out(&document, &draft);
    assert_eq!(after.periods.first().unwrap().value.title, "Much later");
    assert_eq!(after.actor(&ActorId::from("other")).unwrap().name, "Other actors");
}

/// Others rename the parent while a form is open: what was not touched follows.
#[test]
fn a_draft_follows_the_file_and_keeps_what_was_typed() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    draft.set(Field::Version, "2");
    let kp = row(&draft, Rows::Actors, "kp");
    draft.set(Spot { field: Field::ActorAliases, row: kp }, "ISKP");
    let after = read(
        &SMALL.replace("short: \"IS\"", "short: \"ISIS\"").replace("license: \"CC-BY-4.0\"", "license: \"CC0-1.0\""),
    );
    draft.follow_timeline(&after);
    assert_eq!(draft.get(Field::License), "CC0-1.0");
    assert_eq!(draft.get(Spot { field: Field::ActorParent, row: kp }), "ISIS");
    let (changed, _) = saved(&after, &draft);
    assert!(changed.contains("+    version: \"2\"") && changed.contains("aliases: [\"ISKP\"]"), "{changed}");
    let back = Draft::from_text(&draft.to_text()).unwrap();
    assert!(back.is_of_timeline());
    assert_eq!(back, draft);
}

/// An id that is another group's fits nothing, and what is done beside it never reaches that group.
#[test]
fn an_id_that_is_anothers_does_not_lead_to_its_group() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    let (is, kp) = (row(&draft, Rows::Actors, "is"), row(&draft, Rows::Actors, "kp"));
    draft.move_row(Rows::Actors, is, true);
    draft.set(Spot { field: Field::ActorId, row: kp }, "is");
    let mut after = document.clone();
    after.apply(&draft.command(&document, &draft.check(&document)).unwrap()).unwrap();
    draft.follow_timeline(&after);
    assert_eq!(draft.id_in_file(Rows::Actors, kp).map(String::as_str), Some("kp"));
    assert_eq!(draft.command(&after, &draft.check(&after)), None);
}

#[test]
fn an_id_in_use_is_not_retired() {
    let document = small();
    let mut draft = Draft::of_timeline(&document);
    draft.set(Field::RetiredIds, "gone\na");
    let checked = draft.check(&document);
    assert!(!checked.is_ready());
    assert_eq!(checked.problems[0].message, "The id `a` is that of an incident of this file");
    assert_eq!(draft.command(&document, &checked), None);
}

/// What is done to a form.
#[derive(Clone, Debug)]
enum Deed {
    Type(Field, usize, String),
    Move(Rows, usize, bool),
    Remove(Rows, usize),
    Add(Rows, String),
}

fn any_rows() -> impl Strategy<Value = Rows> {
    prop_oneof![Just(Rows::Actors), Just(Rows::Periods)]
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let fields: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| match field.about().rows {
            None => field.about().path.starts_with("timeline."),
            Some(rows) => matches!(rows, Rows::Actors | Rows::Periods),
        })
        .collect();
    let text = prop_oneof![
        Just(String::new()),
        "[a-z]{1,4}",
        "20[0-9]{2}(/20[0-9]{2})?",
        "[a-zA-Z\"\\\\(),;:/ \n-]{0,12}",
        "\\PC{0,8}",
        Just("is".to_owned()),
        Just("Khorasan".to_owned()),
        Just("s, s".to_owned()),
    ];
    prop_oneof![
        4 => (proptest::sample::select(fields), 0..5_usize, text).prop_map(|(f, at, text)| Deed::Type(f, at, text)),
        2 => (any_rows(), 0..5_usize, any::<bool>()).prop_map(|(rows, at, is_down)| Deed::Move(rows, at, is_down)),
        1 => (any_rows(), 0..5_usize).prop_map(|(rows, at)| Deed::Remove(rows, at)),
        1 => (any_rows(), "[A-Z][a-z]{2,5}").prop_map(|(rows, name)| Deed::Add(rows, name)),
    ]
}

fn do_it(draft: &mut Draft, deed: &Deed) {
    let key = |draft: &Draft, rows: Rows, at: usize| draft.rows(rows).get(at).map(|row| row.key);
    match deed {
        Deed::Type(field, at, text) => match field.about().rows {
            None => draft.set(*field, text.as_str()),
            Some(rows) => {
                if let Some(row) = key(draft, rows, *at) {
                    draft.set(Spot { field: *field, row }, text.as_str());
                }
            }
        },
        Deed::Move(rows, at, is_down) => {
            if let Some(key) = key(draft, *rows, *at) {
                draft.move_row(*rows, key, *is_down);
            }
        }
        Deed::Remove(rows, at) => {
            if let Some(key) = key(draft, *rows, *at) {
                draft.remove_row(*rows, key);
            }
        }
        Deed::Add(rows, name) => {
            let row = draft.add_row(*rows);
            let is_actor = *rows == Rows::Actors;
            draft.set(Spot { field: if is_actor { Field::ActorName } else { Field::PeriodTitle }, row }, name.as_str());
            if !is_actor {
                draft.set(Spot { field: Field::PeriodWhen, row }, "2020");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is done in the form: the file says what the draft says as far as it fits, everything else keeps its bytes,
    /// no comment is lost unnamed, and undo gives the same bytes.
    #[test]
    fn what_is_done_in_a_form_is_in_the_file_and_can_be_undone(deeds in proptest::collection::vec(any_deed(), 1..7)) {
        let document = small();
        let mut draft = Draft::of_timeline(&document);
        for deed in &deeds {
            do_it(&mut draft, deed);
        }
        draft.settle_sources(&document);
        let checked = draft.check(&document);
        let Some(command) = draft.command(&document, &checked) else { return Ok(()) };
        let mut after = document.clone();
        let Ok(patch) = after.apply(&command) else {
            prop_assert_eq!(&*after.text, SMALL);
            return Ok(());
        };
        let said = checked.outline().unwrap();
        let is_renamed = said.actors.iter().any(|actor| document.actor(&actor.id).is_none());
        let now = daymark::edit::Outline::of(&after);
        prop_assert_eq!(&now.header, &said.header);
        let ids = |outline: &daymark::edit::Outline| -> Vec<String> {
            let actors = outline.actors.iter().map(|actor| actor.id.to_string());
            actors.chain(outline.periods.iter().map(|period| period.id.clone())).collect()
        };
        prop_assert_eq!(ids(&now), ids(said));
        prop_assert!(is_renamed || now == *said, "{:#?} {:#?}", now, said);
        prop_assert_eq!(after.n_errors(), 0);
        let tail = |text: &str| text.split_once("\n    sources: [").unwrap().1.replace("\"kp\"", "");
        prop_assert!(is_renamed || tail(&after.text) == tail(SMALL));
        let fresh = read(&after.text);
        prop_assert_eq!(daymark::edit::Outline::of(&fresh), now);
        for comment in ["// About this file.", "// as called", "// The roots.", "// first", "// second", "// fourth", "// the city"] {
            let is_there = after.text.contains(comment);
            let is_named = patch.lost_comments.iter().any(|lost| lost == comment);
            prop_assert!(is_there || is_named, "{} is gone from {}", comment, &*after.text);
        }
        draft.follow_timeline(&after);
        let left = draft.command(&after, &draft.check(&after));
        // What did not fit may fit once the rest is saved, but takes nothing out that nobody took out.
        prop_assert!(left.is_none() || !checked.is_ready(), "{:?}", left);
        let takes_out = deeds.iter().any(|deed| matches!(deed, Deed::Remove(..)));
        prop_assert!(takes_out || !format!("{left:?}").contains("Remove {"), "{:?}", left);
        after.patch(&patch.inverse()).unwrap();
        prop_assert_eq!(&*after.text, SMALL);
    }
}
