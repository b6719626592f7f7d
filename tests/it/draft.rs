//! Drafts: what is typed in a form, what is wrong with it, and what becomes of it in the file.

use crate::command::{SHIPPED, diff};
use crate::support::{read, timeline};
use daymark::edit::{Alike, Command, Document, Draft, Field, Level, Rows, Spot, removal, twins, union, work};
use daymark::model::{Confidence, IncidentId, SourceId};
use proptest::prelude::*;
use std::sync::OnceLock;

fn shipped() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| Document::read("islamic-state.ron", SHIPPED.as_bytes().to_vec()))
}

fn draft_of(document: &Document, id: &str) -> Draft {
    let record = document.incident(&IncidentId::from(id)).unwrap_or_else(|| panic!("no incident {id}"));
    Draft::of(document, record.value)
}

fn small() -> Document {
    read(&timeline(
        r#"        Incident(id: "a", kind: Attack, title: "Bombing in Kabul", when: "2020-02-03", branch: "is",
            place: Place(country: "AFG", city: "Kabul", at: (34.53, 69.17), precision: City),
            killed: Count(low: 5, best: 6, high: 7), // as told
            reports: [
                Report(source: "s", as_of: "2020-02-03", killed: AtLeast(5)), // first
                Report(source: "s", as_of: "2020-02-05", killed: Between(5, 7)),
            ],
            confidence: Medium,
        ),
        Incident(id: "b", kind: Attack, title: "Explosion", when: "2020-02-04", branch: "is",
            place: Place(country: "AFG", precision: Country), confidence: Low, related: [Related(id: "a", how: SameWave)]),
"#,
    ))
}

/// The draft carried out: what changes in the text.
fn saved(document: &Document, draft: &Draft) -> String {
    let mut after = document.clone();
    match draft.command(document, &draft.check(document)) {
        None => String::new(),
        Some(command) => {
            after.apply(&command).unwrap_or_else(|err| panic!("{err}"));
            diff(&document.text, &after.text)
        }
    }
}

/// What is wrong with the text of a field.
fn wrong(document: &Document, field: Field, text: &str) -> String {
    let mut draft = draft_of(document, "a");
    draft.set(field, text);
    let checked = draft.check(document);
    let problem = checked.at(field.into());
    problem.map_or(String::new(), |problem| {
        let fixes = if problem.fixes.is_empty() { String::new() } else { format!(" → {}", problem.fixes.join(", ")) };
        format!("{:?}: {}{fixes}", problem.level, problem.message)
    })
}

#[test]
fn a_form_saved_unchanged_changes_no_byte() {
    for document in [shipped(), &small(), &read(include_str!("../../timelines/template.ron"))] {
        assert!(!document.incidents.is_empty());
        for record in &document.incidents {
            let draft = Draft::of(document, record.value);
            let checked = draft.check(document);
            assert!(checked.is_ready(), "{}: {:#?}", record.value.id, checked.problems);
            assert_eq!(*checked.incident().unwrap(), **record.value);
            assert_eq!(draft.command(document, &checked), None, "{}", record.value.id);
        }
    }
}

#[test]
fn what_a_form_shows_reads_back_even_when_it_is_typed_anew() {
    let document = shipped();
    for record in document.incidents.iter().step_by(7) {
        // A copy has no value to fall back on: every text is read.
        let mut draft = Draft::copy_of(document, record.value);
        draft.set(Field::Id, "a-new-id");
        let checked = draft.check(document);
        assert!(checked.is_ready(), "{}: {:#?}", record.value.id, checked.problems);
        let id = IncidentId::from("a-new-id");
        let expected = daymark::model::Incident { id, previous_ids: Vec::new(), ..(**record.value).clone() };
        assert_eq!(*checked.incident().unwrap(), expected);
    }
}

#[test]
fn a_change_touches_its_own_bytes_only() {
    let document = small();
    let mut draft = draft_of(&document, "a");
    draft.set(Field::Killed, "5-8 best 6");
    assert_eq!(
        saved(&document, &draft),
        "-            killed: Count(low: 5, best: 6, high: 7), // as told
+            killed: Count(low: 5, best: 6, high: 8), // as told
"
    );
    let mut draft = draft_of(&document, "a");
    let last = draft.rows(Rows::Reports)[1].key;
    draft.set(Spot { field: Field::ReportKilled, row: last }, "about 6");
    assert_eq!(
        saved(&document, &draft),
        "-                Report(source: \"s\", as_of: \"2020-02-05\", killed: Between(5, 7)),
+                Report(source: \"s\", as_of: \"2020-02-05\", killed: About(6)),
"
    );
    let mut draft = draft_of(&document, "a");
    draft.remove_row(Rows::Reports, last);
    assert_eq!(
        saved(&document, &draft),
        "-                Report(source: \"s\", as_of: \"2020-02-05\", killed: Between(5, 7)),\n"
    );
}

#[test]
fn rows_are_moved_and_no_comment_is_lost_unnamed() {
    let document = small();
    let mut draft = draft_of(&document, "a");
    let last = draft.rows(Rows::Reports)[1].key;
    assert!(draft.move_row(Rows::Reports, last, false));
    assert!(!draft.move_row(Rows::Reports, last, false));
    let mut after = document.clone();
    let patch = after.apply(&draft.command(&document, &draft.check(&document)).unwrap()).unwrap();
    assert_eq!(after.incidents.first().unwrap().value.reports[0].as_of.unwrap().to_string(), "2020-02-05");
    assert!(after.text.contains("AtLeast(5)), // first") && patch.lost_comments.is_empty(), "{}", after.text);
}

#[test]
fn what_is_wrong_says_what_would_be_accepted() {
    let document = small();
    let wrong = |field, text| wrong(&document, field, text);
    assert_eq!(wrong(Field::When, "22 March 2024"), "Wrong: The file writes dates as 2024-03-22 → 2024-03-22");
    assert_eq!(wrong(Field::When, ""), "Missing: Date is needed");
    assert_eq!(wrong(Field::Kind, "atack"), "Wrong: “atack” is not on the list → Attack");
    assert_eq!(wrong(Field::Country, "Afganistan"), "Wrong: No country is called “Afganistan” → Afghanistan");
    assert_eq!(wrong(Field::At, "169.17, 34.53"), "Wrong: The latitude comes first → 34.53, 169.17");
    assert_eq!(wrong(Field::At, "48.85, 2.35"), "Warning: This lies 58.0 degrees outside Afghanistan");
    assert_eq!(wrong(Field::Killed, "15-12"), "Wrong: The smaller number comes first → 12-15");
    assert_eq!(wrong(Field::Killed, "9"), "Warning: No outside report gives low 9, best 9, high 9");
    assert_eq!(wrong(Field::Id, "Ä B"), "Wrong: An id has small letters, digits and hyphens only → a-b");
    assert_eq!(wrong(Field::Id, "b"), "Wrong: The id `b` is that of another incident");
    assert_eq!(wrong(Field::Tags, "market, nonsense"), "Warning: nonsense is not on the list of tags");
    assert_eq!(wrong(Field::Branch, "nobody"), "Wrong: No group of the file is called “nobody”");
}

#[test]
fn figures_dates_and_places_are_taken_as_people_write_them() {
    let document = small();
    let mut draft = draft_of(&document, "b");
    draft.set(Field::Killed, "at least 12");
    draft.set(Field::Injured, "about 30");
    draft.set(Field::City, "Kabul");
    draft.set(Field::At, "34°31′48″N 69°10′12″E");
    draft.set(Field::GeoPrecision, "");
    draft.set(Field::AttackTypes, "armed assault, Suicide bombing");
    draft.set(Field::Tags, "market,  series");
    let text = saved(&document, &draft);
    for expected in [
        "killed: Count(low: 12)",
        "injured: Count(best: 30)",
        "place: Place(country: \"AFG\", city: \"Kabul\", at: (34.53, 69.17), precision: City)",
        "attack_types: [ArmedAssault, SuicideBombing]",
        "tags: [\"market\", \"series\"]",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn a_new_incident_is_added_with_the_source_of_a_pasted_link() {
    let document = small();
    let mut draft = Draft::new(&document);
    assert_eq!(draft.command(&document, &draft.check(&document)), None, "nothing is known of it yet");
    draft.set(Field::Title, "Attack on a market");
    draft.set(Field::When, "2020-05-06");
    draft.set(Field::Country, "Iraq");
    draft.set(Field::Branch, "is");
    let row = draft.add_row(Rows::Reports);
    let id = draft.take_link(&document, "https://www.example.com/2020/05/07/attack?utm_source=x").unwrap();
    assert_eq!(id, SourceId::from("example-com-2020-05-07"));
    draft.set(Spot { field: Field::ReportSource, row }, id.as_str());
    draft.set(Spot { field: Field::ReportKilled, row }, "12");
    let missing = draft.check(&document);
    let words: Vec<&str> = missing.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(words, ["This new source is not complete yet", "Title is needed"]);
    let source = draft.rows(Rows::Sources)[0].key;
    draft.set(Spot { field: Field::SourceTitle, row: source }, "Dozen killed");
    draft.set(Spot { field: Field::Publisher, row: source }, "Example News");
    draft.settle_sources(&document);
    assert_eq!(draft.get(Spot { field: Field::ReportSource, row }), "example-news-2020-05-07");
    let text = saved(&document, &draft);
    for expected in [
        "id: \"2020-05-06-attack-on-a-market\"",
        "Source(id: \"example-news-2020-05-07\", title: \"Dozen killed\", publisher: \"Example News\"",
        "published: \"2020-05-07\"",
        "Report(source: \"example-news-2020-05-07\", killed: Exactly(12))",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn a_link_that_the_file_has_is_its_source() {
    let document = shipped();
    let source = document.sources.iter().map(|record| record.value).find(|source| source.url.is_some()).unwrap();
    let mut draft = Draft::new(document);
    let link = format!("{}?utm_campaign=x#top", source.url.as_deref().unwrap());
    assert_eq!(draft.take_link(document, &link), Some(source.id.clone()));
    assert!(draft.rows(Rows::Sources).is_empty());
}

#[test]
fn a_source_is_changed_from_within_the_form() {
    let document = small();
    let mut draft = draft_of(&document, "a");
    let key = draft.edit_source(&document, &SourceId::from("s")).unwrap();
    assert_eq!(saved(&document, &draft), "");
    draft.set(Spot { field: Field::Author, row: key }, "A. Writer");
    let text = saved(&document, &draft);
    assert!(text.contains("author: \"A. Writer\""), "{text}");
    draft.set(Spot { field: Field::Author, row: key }, "");
    draft.close_sources(&document);
    assert!(draft.rows(Rows::Sources).is_empty());
}

#[test]
fn a_draft_follows_the_file_and_keeps_what_was_typed() {
    let mut document = small();
    let mut draft = draft_of(&document, "a");
    draft.set(Field::When, "soon");
    draft.set(Field::City, "Herat");
    let added = draft.add_row(Rows::Reports);
    draft.set(Spot { field: Field::ReportSource, row: added }, "s");
    draft.set(Spot { field: Field::ReportKilled, row: added }, "7");
    let second = draft.rows(Rows::Reports)[1].key;
    draft.set(Spot { field: Field::ReportKilled, row: second }, "many 5");
    // Our own part is saved; somebody else changes the title and takes the first report out.
    document.apply(&draft.command(&document, &draft.check(&document)).unwrap()).unwrap();
    let set = |field: &str, entry| Command::Set { id: "a".to_owned(), field: field.to_owned(), entry };
    document.apply(&set("title", daymark::format::Entry::Is("Other".to_owned()))).unwrap();
    document.apply(&set("reports.0", daymark::format::Entry::Unknown)).unwrap();
    let now = document.incident(&IncidentId::from("a")).unwrap().value.clone();
    draft.follow(&document, &now);
    assert_eq!(draft.get(Field::When), "soon");
    assert_eq!(draft.get(Field::City), "Herat");
    assert_eq!(draft.get(Field::Title), "Other");
    let killed: Vec<&str> = draft
        .rows(Rows::Reports)
        .iter()
        .map(|row| draft.get(Spot { field: Field::ReportKilled, row: row.key }))
        .collect();
    assert_eq!(killed, ["many 5", "7"]);
    assert_eq!(draft.command(&document, &draft.check(&document)), None);
}

#[test]
fn a_draft_survives_as_text() {
    let document = small();
    let mut draft = draft_of(&document, "a");
    draft.set(Field::When, "so\"on\n…");
    draft.take_link(&document, "https://example.org/2020/05/07/attack");
    let mut back = Draft::from_text(&draft.to_text()).unwrap();
    assert_eq!(back, draft);
    back.follow(&document, document.incidents.first().unwrap().value);
    assert_eq!(back.check(&document), draft.check(&document));
    let key = back.add_row(Rows::Reports);
    assert!(Rows::ALL.iter().flat_map(|rows| back.rows(*rows)).filter(|row| row.key == key).count() == 1);
    assert_eq!(Draft::from_text("("), None);
    assert_eq!(Draft::from_text("Timeline()"), None);
}

#[test]
fn near_twins_are_found_while_typing() {
    let document = shipped();
    let mut draft = Draft::new(document);
    draft.set(Field::When, "2024-03-23");
    draft.set(Field::Country, "Russia");
    draft.set(Field::City, "Krasnogorsk");
    let found = |draft: &Draft| -> Vec<(String, String)> {
        let checked = draft.check(document);
        let twins = twins(document, checked.incident().unwrap(), &checked.sources, 3);
        twins.into_iter().map(|twin| (twin.incident.id.to_string(), twin.reasons.join(", "))).collect()
    };
    let crocus = "2024-03-22-crocus-city-hall".to_owned();
    assert_eq!(found(&draft).first(), Some(&(crocus.clone(), "1 day apart, same town".to_owned())));
    draft.set(Field::Killed, "149");
    assert_eq!(found(&draft)[0].1, "1 day apart, same town, a like number killed");
    draft.set(Field::City, "");
    draft.set(Field::At, "55.83, 37.40");
    draft.set(Field::GeoPrecision, "Site");
    assert_eq!(found(&draft)[0].1, "1 day apart, 1 km apart, a like number killed");
    let row = draft.add_row(Rows::Related);
    draft.set(Spot { field: Field::RelatedId, row }, crocus.as_str());
    draft.set(Spot { field: Field::How, row }, "Related");
    assert!(found(&draft).iter().all(|(id, _)| *id != crocus), "linked");
    draft.set(Field::When, "2024-06-01");
    assert_eq!(found(&draft), []);
}

#[test]
fn two_incidents_become_one_and_nothing_dangles() {
    let mut document = read(&timeline(
        r#"        Incident(id: "a", kind: Attack, title: "A", when: "2020-02-03", branch: "is",
            place: Place(country: "AFG", precision: Country), confidence: Low, related: [Related(id: "b", how: Related)]),
        Incident(id: "b", previous_ids: ["b-old"], kind: Attack, title: "B", when: "2020-02-03", branch: "is",
            place: Place(country: "AFG", city: "Kabul", precision: City), killed: Count(low: 3),
            reports: [Report(source: "s", killed: AtLeast(3))], confidence: Low),
        Incident(id: "c", kind: Attack, title: "C", when: "2020-02-05", branch: "is",
            place: Place(country: "AFG", precision: Country), confidence: Low, related: [Related(id: "b", how: SameWave)]),
"#,
    ));
    let (a, b) = (IncidentId::from("a"), IncidentId::from("b"));
    let before = document.text.clone();
    let patch = document.apply(&union(&document, &a, &b).unwrap()).unwrap_or_else(|err| panic!("{err}"));
    let kept = document.incident(&a).unwrap().value.clone();
    assert_eq!(kept.previous_ids, [IncidentId::from("b"), IncidentId::from("b-old")]);
    assert_eq!((kept.killed().low, kept.reports.len(), kept.related.len()), (Some(3), 1, 0));
    assert_eq!(kept.place.city.as_deref(), Some("Kabul"));
    assert_eq!(document.incident(&IncidentId::from("c")).unwrap().value.related[0].id, a);
    assert_eq!(document.n_errors(), 0);
    document.patch(&patch.inverse()).unwrap();
    assert_eq!(document.text, before);
    document.apply(&removal(&document, &b).unwrap()).unwrap_or_else(|err| panic!("{err}"));
    assert_eq!(document.n_errors(), 0);
    assert_eq!(document.incidents.len(), 2);
}

#[test]
fn several_are_changed_alike() {
    let mut document = small();
    let alike = Alike {
        with_tags: vec!["market".to_owned()],
        confidence: Some(Confidence::Low),
        branch: Some(document.actors.first().unwrap().value.id.clone()),
        ..Alike::default()
    };
    let ids = [IncidentId::from("a"), IncidentId::from("b")];
    let changes = alike.changes(&document, &ids);
    let words: Vec<String> =
        changes.iter().map(|change| format!("{}: {}", change.id, change.words.join(", "))).collect();
    assert_eq!(words, ["a: tags + market, confidence Medium → Low", "b: tags + market"]);
    document.apply(&Command::Several(changes.into_iter().map(|change| change.command).collect())).unwrap();
    assert_eq!(alike.changes(&document, &ids), []);
}

#[test]
fn what_needs_work_is_told_by_reason() {
    let document = small();
    let needs: Vec<Vec<work::Need>> = work::needs(&document).into_iter().map(|needs| needs.iter().collect()).collect();
    use work::Need::{CoarsePlace, LowConfidence, NoRange, OneSource, UnsupportedFigure};
    assert_eq!(needs, [vec![OneSource], vec![NoRange, CoarsePlace, LowConfidence]]);
    let mut draft = draft_of(&document, "a");
    draft.set(Field::Killed, "about 9");
    let mut document = document;
    document.apply(&draft.command(&document, &draft.check(&document)).unwrap()).unwrap();
    assert_eq!(work::needs(&document)[0].iter().collect::<Vec<_>>(), [OneSource, UnsupportedFigure, NoRange]);
}

/// The page for editors tells of each field what the form tells.
#[test]
fn the_readme_tells_every_field() {
    let readme = include_str!("../../timelines/README.md");
    let mut table = String::from("<!-- fields -->\n\n| Field | Means | Takes |\n|--|--|--|\n");
    for field in Field::ALL {
        let about = field.about();
        let need = if about.is_needed { " (needed)" } else { "" };
        table += &format!("| `{}`{need} | {} | {} |\n", about.path, about.definition, about.accepts);
    }
    table += "\n<!-- fields end -->";
    if std::env::var_os("UPDATE_README").is_some() {
        let (before, rest) = readme.split_once("<!-- fields -->").unwrap();
        let (_, after) = rest.split_once("<!-- fields end -->").unwrap();
        std::fs::write("timelines/README.md", format!("{before}{table}{after}")).unwrap();
        return;
    }
    assert!(readme.contains(&table), "write the table anew with UPDATE_README=1 cargo test --test it readme_tells");
}

fn any_field() -> impl Strategy<Value = Field> {
    (0..Field::ALL.len()).prop_map(|i| Field::ALL[i])
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,3}(-[0-9]{1,3})?( best [0-9]{1,3})?",
        "20[0-9]{2}-[0-9]{2}-[0-9]{2}[?~%]?",
        "[a-zA-Z\"\\\\\\[\\](){},;:/.° \n-]{0,12}",
        "\\PC{0,8}",
        Just("https://example.org/2020/01/02/a".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is typed: it stays as typed, what does not fit never reaches the file, and the file stays readable.
    #[test]
    fn a_wrong_value_never_reaches_the_document_and_is_never_thrown_away(
        typed in proptest::collection::vec((any_field(), 0..3_usize, any_text()), 1..6),
    ) {
        let document = small();
        let mut draft = draft_of(&document, "a");
        let mut said = Vec::new();
        for (field, at, text) in typed {
            let row = field.about().rows.map_or(0, |rows| match draft.rows(rows).get(at) {
                Some(row) => row.key,
                None => draft.add_row(rows),
            });
            let spot = Spot { field, row };
            draft.set(spot, text.as_str());
            said.retain(|(other, _)| *other != spot);
            said.push((spot, text));
        }
        draft.settle_sources(&document);
        let checked = draft.check(&document);
        let mut after = document.clone();
        if let Some(command) = draft.command(&document, &checked)
            && let Err(refusal) = after.apply(&command)
        {
            // Only what needs the whole file is left for the document to refuse.
            prop_assert!(checked.incident().unwrap().id.as_str().is_empty() || checked.problems.iter().any(|problem| problem.level == Level::Warning), "{refusal} {command:?}");
            return Ok(());
        }
        let id = &checked.incident().unwrap().id;
        let record = after.incident(id).map(|record| record.value.clone());
        let mut expected = checked.incident().unwrap().clone();
        let old = IncidentId::from("a");
        if *id != old && !expected.previous_ids.contains(&old) {
            expected.previous_ids.push(old);
        }
        prop_assert_eq!(record.as_deref(), Some(&expected));
        prop_assert_eq!(after.n_errors(), 0);
        let now = record.unwrap();
        draft.follow(&after, &now);
        for (spot, text) in said {
            if checked.problems.iter().any(|problem| problem.spot == spot && problem.level == Level::Wrong) {
                prop_assert_eq!(draft.get(spot), text.as_str(), "{:?}", spot);
            }
        }
        prop_assert_eq!(draft.command(&after, &draft.check(&after)), None);
        let back = Draft::from_text(&draft.to_text());
        prop_assert_eq!(back.as_ref(), Some(&draft));
    }
}
