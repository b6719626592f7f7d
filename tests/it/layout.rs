//! Slots: what ron reads is found, and damage costs the record it is in.

use crate::support::{ids, incident, incidents, read, timeline};
use daymark::format::{List, layout};
use daymark::model::Incident;
use proptest::prelude::*;

#[test]
fn every_list_has_its_slots() {
    let text = timeline(&incidents(&["a", "b"]));
    let layout = layout(&text);
    let slots = |list| layout.slots(list).iter().map(|slot| &text[slot.bytes.clone()]).collect::<Vec<_>>();
    assert_eq!(slots(List::Actors), ["Actor(id: \"is\", name: \"Islamic State\")"]);
    assert_eq!(slots(List::Sources).len(), 1);
    assert_eq!(slots(List::Incidents)[1], incident("b").trim().trim_end_matches(','));
    assert_eq!(layout.problems, []);
    let names: Vec<&str> = layout.fields.iter().map(|field| &text[field.name.clone()]).collect();
    assert_eq!(names, ["format", "title", "span"]);
}

#[test]
fn layouts_by_other_hands() {
    let fields = |id: &str| {
        format!(
            "id:\"{id}\",kind:Attack,title:\"\",when:\"2020\",branch:\"is\",place:(country:\"AFG\",precision:City),confidence:Low"
        )
    };
    for text in [
        // Everything on one line, without names and last commas.
        format!("(format:1,incidents:[({}),({})],actors:[(id:\"is\",name:\"\")])", fields("a"), fields("b")),
        // Comments everywhere, signs in them.
        format!(
            "// (\nTimeline /* [ */ (format: 1, incidents // \"\n: [ /* ] */ Incident /**/ ({}) // )\n, ({}) /* , */ , // end\n],\n actors: [(id: \"is\", name: \"\")] ) // )",
            fields("a"),
            fields("b")
        ),
        // No indentation, unnamed lists of records within.
        format!(
            "Timeline(\nincidents: [\n(\n{},\nreports: [\n(\nsource: \"s\"),\n(\nsource: \"s\")]\n),\n(\n{}\n),\n],\nactors: [(id: \"is\", name: \"\")], sources: [(id: \"s\", title: \"\", publisher: \"\", kind: Un)])",
            fields("a"),
            fields("b")
        ),
        // CR LF and a byte order mark.
        format!(
            "\u{feff}Timeline(\r\n  incidents: [\r\n    Incident({}),\r\n    Incident({}),\r\n  ],\r\n  actors: [(id: \"is\", name: \"\")],\r\n)\r\n",
            fields("a"),
            fields("b")
        ),
    ] {
        let document = read(&text);
        assert_eq!(ids(&document), ["a", "b"], "{text}");
        assert_eq!(document.n_errors(), 0, "{text}\n{}", crate::support::printed(&document));
        assert_eq!(&*document.text, text);
    }
}

/// The bytes of every record read alone by ron give the record.
#[track_caller]
fn check_slots(text: &str) {
    let document = read(text);
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    for record in &document.incidents {
        let alone: Incident = options.from_str(&text[record.bytes.clone()]).unwrap();
        assert_eq!(alone, **record.value);
    }
}

/// A whole timeline, for ron alone to judge.
#[derive(serde::Deserialize)]
struct Timeline {
    incidents: Vec<Incident>,
}

fn trivia() -> impl Strategy<Value = String> {
    let pieces =
        prop::sample::select(vec!["", "", "", " ", "\n", "\r\n", "\t", "// ( \" [\n", "/* ) \" , */", "\u{2028}"]);
    prop::collection::vec(pieces, 0..3).prop_map(|pieces| pieces.concat())
}

fn title() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        r#""plain""#,
        r#""a \"b\" ]""#,
        r##"r#"a "b" )"#"##,
        "r\"\\\"",
        "\"two\n        Incident(\nlines\"",
        "\"\\\\\"",
        "\"\"",
        "\"अआ 👩‍💻\"",
        "\"//\"",
        "\"/*\"",
    ])
    .prop_map(str::to_owned)
}

prop_compose! {
    fn record()(title in title(), t in prop::collection::vec(trivia(), 12), name in prop::sample::select(vec!["Incident", ""]),
                comma in prop::sample::select(vec!["", ","])) -> String {
        format!("{name}{}({}id{}:{}\"x\",{}kind: Attack, title:{}{title}{},when:\"2020\",branch:\"is\",place:{}({}country:\"AFG\",precision:City{}),killed:{}(low:{}1),confidence:Low{comma}{})",
            t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[0])
    }
}

prop_compose! {
    fn file()(records in prop::collection::vec((record(), trivia(), trivia()), 0..5), last in prop::sample::select(vec!["", ","]), t in trivia()) -> String {
        let records: Vec<String> = records.into_iter().map(|(record, before, after)| format!("{before}{record}{after}")).collect();
        let last = if records.is_empty() { "" } else { last };
        format!("#![enable(implicit_some)]\nTimeline({t}incidents:{t}[{}{last}{t}]{t})", records.join(","))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_ron(text in file()) {
        let whole: Timeline = ron::from_str(&text).unwrap();
        let document = read(&text);
        let read: Vec<&Incident> = document.incidents.iter().map(|record| &**record.value).collect();
        prop_assert_eq!(read, whole.incidents.iter().collect::<Vec<_>>(), "{}", text);
        prop_assert_eq!(document.damaged.len(), 0);
        check_slots(&text);
    }

    #[test]
    fn damage_spares_what_stands_before(at in 0.0..1.0_f64, kind in 0..4, sign in prop::sample::select(vec!["\"", "(", ")", "[", "]", "{", ",", ":", "/*", "'", "x", "“", "\n<<<<<<< a\n", "\r", "r#\""])) {
        let names: Vec<String> = (0..12).map(|i| format!("n{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let good = timeline(&incidents(&names));
        let list = good.find("incidents: [").unwrap() + 12;
        let mut from = list + ((good.len() - list) as f64 * at) as usize;
        while !good.is_char_boundary(from) { from -= 1; }
        let rest = good[from..].chars().next().map_or("", |c| &good[from + c.len_utf8()..]);
        let bad = match kind {
            0 => format!("{}{rest}", &good[..from]),
            1 => format!("{}{sign}{}", &good[..from], &good[from..]),
            2 => good[..from].to_owned(),
            _ => format!("{}{sign}{rest}", &good[..from]),
        };
        let document = read(&bad);
        // A record ends with its bracket; one that is whole before the damage must be read.
        let whole = good[..from].matches("\n        ),").count();
        let found = ids(&document);
        prop_assert!(found.len() >= whole && found[..whole] == names[..whole], "{found:?} {whole}\n{bad}");
        if kind != 2 {
            prop_assert!(found.len() + 2 >= names.len(), "{found:?}\n{bad}");
        }
        for problem in document.problems() {
            prop_assert!(bad.get(problem.bytes.clone()).is_some(), "{problem:?}\n{bad}");
        }
        check_slots(&bad);
    }

    #[test]
    fn any_text_is_read(text in any::<String>(), signs in r##"[\\"'/*#r(){}\[\],: \nAIa1<=>-]{0,80}"##) {
        for text in [text.clone(), signs.clone(), format!("Timeline(incidents: [{text}"), format!("Timeline(\n    incidents: [\n        Incident({signs}")] {
            let document = read(&text);
            for problem in document.problems() {
                prop_assert!(text.get(problem.bytes.clone()).is_some(), "{problem:?}");
            }
            crate::support::printed(&document);
        }
    }
}
