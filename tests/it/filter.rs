//! What a query finds.

use crate::sample::{attribution, columns, count, incident, killed, report};
use daymark::model::{
    AttackType, AttributionKind, Confidence, Figure, GeoPrecision, Incident, Kind, Place, TargetType,
};
use daymark::query::{Columns, ColumnsBuilder, Mask, PlainRow, Query, TextIndex, fold};
use proptest::prelude::*;
use std::sync::Arc;

/// Six incidents with a bit of everything, in order a to f.
fn records() -> Vec<Incident> {
    let place = |country: &str, city: &str, at: (f64, f64), precision: GeoPrecision| Place {
        country: country.into(),
        admin1: None,
        city: Some(city.into()),
        site: None,
        at: Some(at),
        precision,
    };
    let a = Incident {
        title: "Ambush near Al‑Qāʾim".into(),
        branch: "is".into(),
        place: place("IRQ", "Al Qaim", (34.37, 41.09), GeoPrecision::District),
        attack_types: vec![AttackType::ArmedAssault, AttackType::BombingExplosion],
        ..incident("a", "2015-11-13")
    };
    let b =
        Incident { kind: Kind::Arrest, branch: "other".into(), confidence: Confidence::Low, ..incident("b", "2016") };
    let c = Incident {
        title: "Siege of the city".into(),
        summary: "The city hall was taken".into(),
        branch: "is-sinai".into(),
        place: place("EGY", "Arish", (31.13, 33.8), GeoPrecision::Admin1),
        killed: Some(count(12, -1, 20)),
        tags: vec!["external operation".into()],
        ..incident("c", "2017-05-23/2017-10-23")
    };
    let d = Incident {
        id: "d".into(),
        when: "[2020-06-09..2020-06-10]".parse().expect("a date"),
        branch: "taliban".into(),
        ..killed(-1, -1, 15)
    };
    let e = Incident {
        id: "e".into(),
        previous_ids: vec!["e-old".into()],
        title: "Crocus City Hall attack".into(),
        names: vec!["Крокус Сити Холл".into()],
        place: place("RUS", "Krasnogorsk", (55.826, 37.39), GeoPrecision::Site),
        target_types: vec![TargetType::PrivateCitizens],
        reports: vec![report("late", None, Figure::Exactly(144))],
        attributions: vec![attribution("is", AttributionKind::Claim, None)],
        ..killed(144, 149, 150)
    };
    let f = Incident { id: "f".into(), branch: "is-kp".into(), tags: vec!["operation".into()], ..killed(0, 0, 0) };
    vec![a, b, c, d, e, Incident { when: "2024-12".parse().expect("a date"), ..f }]
}

fn found(query: &str) -> (String, Vec<String>) {
    let (catalog, columns, text) = columns(records());
    let filtered = Query::parse(query).unwrap_or_else(|err| panic!("{query}: {err:?}")).filter(&columns, &text);
    let ids = filtered.mask.iter().filter_map(|row| catalog.incident(row)).map(|incident| incident.id.as_str());
    (ids.collect(), filtered.notes)
}

/// Ids found, in order, with no note.
fn check(query: &str, ids: &str) {
    assert_eq!(found(query), (ids.to_owned(), vec![]), "{query}");
}

/// Ids found, and the one note.
fn check_note(query: &str, ids: &str, note: &str) {
    assert_eq!(found(query), (ids.to_owned(), vec![note.to_owned()]), "{query}");
}

#[test]
fn logic() {
    check("", "abcdef");
    check("kind:attack", "acdef");
    check("-kind:attack", "b");
    check("NOT NOT kind:arrest", "b");
    check("kind:arrest OR branch:is-sinai", "bc");
    check("kind:attack branch:is 2024", "ef");
    check("2015 OR 2016 kind:attack", "a");
    check("(2015 OR 2016) kind:arrest", "b");
}

#[test]
fn keys() {
    // A branch takes what is under it along, by any of its names.
    check("branch:is", "acef");
    check("branch:ISIS", "acef");
    check("branch:\"islamic state\"", "acef");
    check("branch:IS_KP", "ef");
    check("branch:\"Islamic State - Khorasan Province\"", "ef");
    check("branch:\"Islamic State – Khorasan Province\"", "ef");
    check("branch:other", "bd");
    // An actor is that actor alone, and what attributions say.
    check("actor:is", "e");
    check("actor:daesh", "e");
    check("actor:is-kp", "");
    check("country:IRQ", "a");
    check("country:russia", "e");
    check_note("place:alqaim", "", "No place is called “alqaim”; did you mean “Al Qaim”?");
    check("place:\"al qaim\"", "a");
    check("place:gyp", "c");
    check("place:kabul", "bdf");
    check("attack:\"armed assault\"", "a");
    check("attack:BombingExplosion", "a");
    check("target:private-citizens", "e");
    check("source:late", "e");
    check("source:\"page l\"", "e");
    check("publisher:reut", "e");
    check_note(
        "tag:external-operation",
        "",
        "No tag is called “external-operation”; did you mean “external operation”?",
    );
    check("tag:\"External operation\"", "c");
    check("tag:operation", "f");
    check("confidence:low", "b");
    check("id:E", "e");
    check("id:e-old", "e");
}

#[test]
fn figures() {
    // Best, else low: c has 12 and no best, d has neither.
    check("killed>=12", "ce");
    check("killed=149", "e");
    check("killed=144", "");
    check("killed!=149", "cf");
    check("killed<=0", "f");
    check("killed<1", "f");
    check("killed>12", "e");
    check("killed.low=144", "e");
    check("killed.best=12", "");
    check("killed.high>=15", "cde");
    check("killed.high=15", "d");
    // Unknown satisfies no comparison, so NOT shows it.
    check("NOT killed>=12", "abdf");
    check("NOT killed>=0", "abd");
    check("injured>=0", "");
}

#[test]
fn dates() {
    check("2015", "a");
    check("2016-07", "b");
    check("2016-07-15", "b");
    check("2017-05-23", "c");
    check("2017-10-23", "c");
    check("2017-10-24", "");
    check("2017-08", "c");
    check("2020-06-09", "d");
    check("2020-06-10..2020-06-11", "d");
    check("..2016", "ab");
    check("2020..", "def");
    check("2015-11-13..2016-01-01", "ab");
    check("2024-12-31..", "f");
}

#[test]
fn what_a_record_says() {
    check("has:killed", "cdef");
    check("missing:killed", "ab");
    check("has:range", "ce");
    check("missing:day", "bdf");
    check("has:claim", "e");
    check("has:attribution", "e");
    check("missing:assessment has:names", "e");
    check("has:second-source", "");
    check("missing:coordinates", "");
}

#[test]
fn near_another_incident() {
    check("within:0d of:e", "e");
    check("within:300d of:e", "ef");
    check("within:0d of:c", "c");
    check("within:1km of:e-old", "e");
    // Known to the province only: nothing is near it but itself.
    check_note("within:5000km of:c", "c", "“c” is not known to the district, so nothing is near it");
    check_note("within:2d of:nothing", "", "No incident is called “nothing”");
}

#[test]
fn near() {
    check("near:55.826,37.39<1km", "e");
    check("near:55.7558,37.6173<16km", "");
    check("near:55.7558,37.6173<17km", "e");
    check("near:34.37,41.09<=0.001km", "a");
    // A place known to the province only is never near.
    check("near:31.13,33.8<50km", "");
}

#[test]
fn words_and_phrases() {
    check("crocus", "e");
    check("CROC", "e");
    check("крокус", "e");
    check("alqaim", "");
    check("qa", "a");
    check("al-qa'im", "a");
    check("alqa", "a");
    check("\"city hall\"", "ce");
    check("\"ity hal\"", "ce");
    check("city hall", "ce");
    check("\"hall city\"", "");
    // A phrase lies in one field: title "… city", summary "The city …".
    check("\"city the\"", "");
    check("siege", "c");
    check("russia", "e");
    check("krasno", "e");
    check("daesh", "ae");
    check("reuters", "e");
    check("\"external operation\"", "c");
    check("khorasan", "ef");
    check("e-old", "e");
    check("\"2024\"", "");
    check("zzz", "");
}

#[test]
fn notes() {
    check_note("branch:is-pk", "", "No branch is called “is-pk”; did you mean “is-kp”?");
    check_note("branch:talban", "", "No branch is called “talban”; did you mean “taliban”?");
    check_note("actor:nobody", "", "No actor is called “nobody”");
    check_note("tag:operations", "", "No tag is called “operations”; did you mean “operation”?");
    check_note("publisher:AFP", "", "No publisher is called “AFP”");
    check_note("id:x", "", "No incident is called “x”");
    check_note("place:Lima", "", "No place is called “Lima”");
    check_note("or crocus", "e", "“or” is searched for as a word; the operator is written OR");
}

#[test]
fn folding() {
    for (text, folded) in [
        ("IS-KP", "iskp"),
        ("counter_operation", "counteroperation"),
        ("Réunion", "reunion"),
        ("Al‑Qāʾim", "alqa'im"),
        ("‘quoted’ “text”", "'quoted' \"text\""),
        ("  a \t b\nc ", "a b c"),
        ("2015–2024", "20152024"),
        ("İstanbul", "istanbul"),
        ("ﬁre", "fire"),
        ("Ⅳ", "iv"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

/// Rows with one title each.
fn titled(titles: &[String]) -> (Columns, TextIndex) {
    let mut builder = ColumnsBuilder::new([("f".to_owned(), None)], Arc::default());
    for title in titles {
        builder.push(&PlainRow { title, ..PlainRow::default() });
    }
    let columns = builder.finish();
    let text = TextIndex::from_titles(&columns);
    (columns, text)
}

fn mask() -> impl Strategy<Value = (Mask, Mask)> {
    (0_usize..200).prop_flat_map(|len| {
        let bits = prop::collection::vec(any::<bool>(), len);
        (bits.clone(), bits).prop_map(|(a, b)| (mask_of(&a), mask_of(&b)))
    })
}

fn mask_of(bits: &[bool]) -> Mask {
    Mask::from_fn(bits.len(), |row| bits[row])
}

proptest! {
    #[test]
    fn masks_follow_de_morgan((a, b) in mask()) {
        prop_assert_eq!(a.and(&b).not(), a.not().or(&b.not()));
        prop_assert_eq!(a.or(&b).not(), a.not().and(&b.not()));
        prop_assert_eq!(a.and_not(&b), a.and(&b.not()));
        prop_assert_eq!(a.not().not(), a.clone());
        prop_assert_eq!(a.count() + a.not().count(), a.len());
        prop_assert_eq!(a.iter().count(), a.count());
        prop_assert_eq!(Mask::from_rows(a.len(), a.iter()), a);
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,12}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn the_index_finds_what_a_plain_search_finds(
        titles in prop::collection::vec("[ab]{1,3}( [ab-]{1,3}){0,3}", 1..12),
        needle in "[ab]{1,2}( [ab]{1,2}){0,2}",
    ) {
        let (columns, text) = titled(&titles);
        let found = text.find(columns.len(), &needle);
        let plain = Mask::from_fn(columns.len(), |row| fold(columns.title(row as u32)).contains(&fold(&needle)));
        prop_assert_eq!(found, plain);
    }

    #[test]
    fn a_viewport_misses_no_row(spans in prop::collection::vec((0_i32..300, 0_i32..80), 0..40), from in 0_i32..300, days in 0_i32..60) {
        let mut builder = ColumnsBuilder::new([], Arc::default());
        for (start, length) in spans {
            builder.push(&PlainRow { earliest: start, latest: start + length, ..PlainRow::default() });
        }
        let columns = builder.finish();
        prop_assert!(columns.earliest.is_sorted() && columns.max_latest.is_sorted());
        let range = columns.rows_between(from, from + days);
        for row in 0..columns.len() {
            prop_assert!(!columns.overlaps(row, from, from + days) || range.contains(&(row as u32)));
        }
    }
}
