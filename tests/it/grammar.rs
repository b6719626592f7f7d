//! Query text to query and back, and what a wrong one is told.

use daymark::query::{Key, Query, QueryError};
use proptest::prelude::*;

fn parse(text: &str) -> Query {
    Query::parse(text).unwrap_or_else(|err| panic!("{text}: {err:?}"))
}

/// The canonical text of a query, which is read as the same query.
fn check(text: &str, canonical: &str) {
    let query = parse(text);
    assert_eq!(query.to_string(), canonical, "of {text}");
    assert_eq!(parse(canonical), query, "of {text}");
}

/// The error of a query, as `place in the text | message | hint`.
fn check_error(text: &str, expected: &str) {
    let QueryError { at, message, hint } = Query::parse(text).expect_err(text);
    let place = text.get(at).expect("on character boundaries");
    assert_eq!(format!("{place} | {message} | {}", hint.unwrap_or_default()), expected, "of {text}");
}

#[test]
fn structure() {
    check("", "");
    check("  \t", "");
    check("kabul", "kabul");
    check("kabul  airport", "kabul airport");
    check("kabul AND airport", "kabul airport");
    check("a OR b", "a OR b");
    check("a b OR c d", "a b OR c d");
    check("a (b OR c) d", "a (b OR c) d");
    check("(a b) OR (c)", "a b OR c");
    check("NOT a", "NOT a");
    check("-a", "NOT a");
    check("NOT -a", "NOT NOT a");
    check("NOT a b", "NOT a b");
    check("-(a b)", "NOT (a b)");
    check("NOT(a OR b)", "NOT (a OR b)");
    check("NOT a OR NOT b", "NOT a OR NOT b");
    check("((((a))))", "a");
    check("a b (c d)", "a b c d");
    check("or and not", "or and not");
}

#[test]
fn keys() {
    check("branch:is-kp", "branch:is-kp");
    check("Branch:\"IS-KP\"", "branch:IS-KP");
    check("actor:\"Islamic State\"", "actor:\"Islamic State\"");
    check("tag:“external operation”", "tag:\"external operation\"");
    check("country:rus", "country:RUS");
    check("country:Afghanistan", "country:AFG");
    check("country:\"United States\"", "country:USA");
    check("country:Turkey", "country:TUR");
    check("country:turkiye", "country:TUR");
    check("kind:counter-operation", "kind:CounterOperation");
    check("kind:COUNTER_OPERATION", "kind:CounterOperation");
    check("kind:\"foiled plot\"", "kind:FoiledPlot");
    check("admin1:nangarhar", "admin1:nangarhar");
    check("status:\"claimed only\"", "status:Claimed");
    check("Source_Kind:claim-channel", "source-kind:ClaimChannel");
    check("publisher:=AFP", "publisher:=AFP");
    check("killed:10..24", "killed:10..24");
    check("injured:100..", "injured:100..");
    check("killed:..9", "killed:0..9");
    check("sources:2", "sources:2");
    check("sources:3..4", "sources:3..4");
    check("sources>=2", "sources>=2");
    check("attack:\"suicide bombing\"", "attack:SuicideBombing");
    check("target:\"religious (shia)\"", "target:ReligiousShia");
    check("confidence:low", "confidence:Low");
    check(
        "source:mediazona publisher:\"Al Jazeera\" place:Kabul id:2024-03-22-crocus",
        "source:mediazona publisher:\"Al Jazeera\" place:Kabul id:2024-03-22-crocus",
    );
    check("tag:a:b", "tag:a:b");
}

#[test]
fn figures() {
    check("killed>=20", "killed>=20");
    check("killed >= 20", "killed>=20");
    check("killed>= 20", "killed>=20");
    check("killed >=20", "killed>=20");
    check("killed ≥ 20", "killed>=20");
    check("KILLED.HIGH<5", "killed.high<5");
    check("injured.low!=0", "injured.low!=0");
    check("injured≠0 killed=0 killed.best<=3 killed>1", "injured!=0 killed=0 killed.best<=3 killed>1");
    // Without a sign it is a word like any other.
    check("killed", "killed");
    check("killed 20", "killed 20");
    check("injured officers", "injured officers");
    check("killed.best", "killed.best");
}

#[test]
fn dates_and_places() {
    check("2024", "2024");
    check("2024-03", "2024-03");
    check("2024-03-22", "2024-03-22");
    check("2021..2024", "2021..2024");
    check("2024..2024", "2024");
    check("2021..", "2021..");
    check("..2019-05", "..2019-05");
    check("\"2024\"", "\"2024\"");
    check("near:34.5,69.2<50km", "near:34.5,69.2<50km");
    check("near:-34.50,+69.2<=0.5KM", "near:-34.5,69.2<=0.5km");
    check("near:\"34.5, 69.2 < 50 km\"", "near:34.5,69.2<50km");
    // Longer than a date, so a word.
    check("2024-03-22-crocus-city-hall", "2024-03-22-crocus-city-hall");
}

#[test]
fn what_a_record_says_and_what_is_near_it() {
    check("has:killed missing:Second_Source", "has:killed missing:second-source");
    check("missing:\"claimed figure\"", "missing:claimed-figure");
    check("within:7d of:2024-03-22-crocus-city-hall", "within:7d of:2024-03-22-crocus-city-hall");
    check("WITHIN:7days  of:\"a b\" kabul", "within:7d of:\"a b\" kabul");
    check("within:0.5km of:a (b OR c)", "within:0.5km of:a (b OR c)");
    check("-within:0d of:a", "NOT within:0d of:a");
}

#[test]
fn phrases() {
    check("\"city  hall\"", "\"city hall\"");
    check("“city hall”", "\"city hall\"");
    check("\"kabul\"", "kabul");
    check("\"OR\"", "\"OR\"");
    check("\"-5\"", "\"-5\"");
    check("\"a:b\"", "\"a:b\"");
    check(r#""say \"no\"""#, r#""say \"no\"""#);
    check(r#""a\\b""#, r"a\b");
    check("killed \">=20\"", "killed \">=20\"");
    check("Крокус", "Крокус");
}

#[test]
fn errors_point_at_the_character() {
    check_error("knd:Attack", "knd | there is no key `knd` | did you mean kind:Attack");
    check_error("kiled>=20", "kiled | there is no figure `kiled` | did you mean killed>=20");
    check_error(
        "a killed:20",
        "killed | killed is compared, not matched | write killed=20, or another of = != < <= > >=",
    );
    check_error("killed:24..10", "24..10 | the range ends before it starts | did you mean killed:10..24");
    check_error(
        "sources:some",
        "some | `some` is no range of numbers | write sources:10..24, sources:100.. or sources:..9; both ends count",
    );
    check_error("sources>=two", "two | `two` is no number of sources | write a whole number: sources>=2");
    check_error(
        "status:claim",
        "claim | `claim` is no state of attribution | status: takes Claimed, Assessed, Accused, Disputed, Denied, None",
    );
    check_error(
        "kind:atack",
        "atack | `atack` is no kind of incident | did you mean kind:Attack; kind: takes Attack, CounterOperation, Arrest, FoiledPlot, Warning, Statement, Milestone",
    );
    check_error(
        "confidence:perhaps",
        "perhaps | `perhaps` is no grade of confidence | confidence: takes High, Medium, Low",
    );
    check_error("country:Afganistan", "Afganistan | there is no country `Afganistan` | did you mean Afghanistan");
    check_error(
        "country:\"Nowhere at all\"",
        "\"Nowhere at all\" | there is no country `Nowhere at all` | write an ISO 3166 code of three letters or the English name: country:AFG, country:Afghanistan",
    );
    check_error(
        "kind: Attack",
        "kind: | a value is missing behind `kind:` | write the value right behind the colon: kind:Attack",
    );
    check_error(
        "tag:\"\"",
        "tag:\"\" | a value is missing behind `tag:` | write the value right behind the colon: tag:\"external operation\"",
    );
    check_error("killed>=", " | a number is missing behind the sign | write a whole number: killed>=20");
    check_error("killed>=1,960", "1,960 | `1,960` is not a number of people | did you mean 1960");
    check_error(
        "killed>=-1",
        "-1 | `-1` is not a number of people | write a whole number from 0 to 4294967295: killed>=20",
    );
    check_error(
        "killed=unknown",
        "unknown | `unknown` is not a number of people | unknown is no number: NOT killed>=0 finds what has no figure",
    );
    check_error(
        "killed.median>3",
        "median | a figure has no part `median` | write killed.low, killed.best or killed.high",
    );
    check_error("a >=20", ">=20 | a figure is missing before the sign | write killed>=20 or injured<5");
    check_error(
        "a \"city hall",
        "\"city hall | the quote is not closed | write `\"` behind the last word of the phrase",
    );
    check_error("\"\"", "\"\" | nothing to search for | write a word, or a phrase in quotes: \"city hall\"");
    check_error("a (b OR c", "( | the parenthesis is not closed | write `)` behind its last term");
    check_error("a (", "( | the parenthesis is not closed | write `)` behind its last term");
    check_error("a) b", ") | no parenthesis is open here | remove it, or open one before the first term");
    check_error("a () b", "() | the parentheses are empty | write terms between them, or remove them");
    let both = |word: &str| {
        format!(
            "{word} | {word} needs a term on both sides | write a term on both sides, or \"{word}\" in quotes to search for the word"
        )
    };
    for text in ["a OR", "OR a", "a OR OR b", "(a OR) b", "(OR a)", "OR"] {
        check_error(text, &both("OR"));
    }
    for text in ["a AND", "AND a", "a AND OR b", "(a AND)"] {
        check_error(text, &both("AND"));
    }
    let nothing = |word: &str| {
        format!("{word} | `{word}` negates nothing | write it right before a term: NOT kind:Arrest, or -kind:Arrest")
    };
    check_error("a NOT", &nothing("NOT"));
    check_error("- a", &nothing("-"));
    check_error("(a -)", &nothing("-"));
    check_error("NOT OR a", &nothing("NOT"));
}

#[test]
fn errors_of_facts_and_nearness() {
    check_error(
        "has:kiled",
        "kiled | `kiled` is no thing a record says | did you mean has:killed; has: takes killed, injured, range, attackers, day, coordinates, attribution, claim, assessment, claimed-figure, second-source, names, related, doubts",
    );
    check_error(
        "within:7d",
        "within:7d | `within:` does not say of which incident | write of: and the id of an incident behind it: within:7d of:2024-03-22-crocus-city-hall",
    );
    check_error(
        "within:7d of:",
        "of: | `of:` names no incident | write the id of an incident behind it: of:2024-03-22-crocus-city-hall",
    );
    check_error("within:7 of:a", "7 | `7` is no distance | write days or kilometres: within:7d, within:50km");
    check_error("within:-3km of:a", "-3km | `-3km` is no distance | write days or kilometres: within:7d, within:50km");
}

#[test]
fn errors_of_dates_and_places() {
    check_error(
        "2024-13",
        "2024-13 | `2024-13` is not a date: months run from 01 to 12 | write a day, month or year: 2024-03-22, 2024-03 or 2024; to search for the text write \"2024-13\"",
    );
    check_error(
        "2021..2024-02-30",
        "2024-02-30 | `2024-02-30` is not a date: this month has no such day | write the month alone if the day is not known: 2024-02; to search for the text write \"2024-02-30\"",
    );
    check_error(
        "2024-3-22",
        "2024-3-22 | `2024-3-22` is not a date: it is not written as a date | did you mean 2024-03-22; to search for the text write \"2024-3-22\"",
    );
    check_error(
        "2021–2024",
        "2021–2024 | `2021–2024` is not a date: it is not written as a date | did you mean 2021..2024",
    );
    check_error(
        "2021/2024",
        "2021/2024 | `2021/2024` is not a date: EDTF or ISO 8601, but not used here | did you mean 2021..2024",
    );
    check_error("2016~", "2016~ | a query's dates carry no ?, ~ or % | did you mean 2016");
    check_error("2024..2021", "2024..2021 | the range ends before it starts | did you mean 2021..2024");
    check_error("..", ".. | the range has no end | write 2021..2024, 2021.. or ..2019");
    let near = |message: &str| {
        format!(" | {message} | write latitude, longitude and a radius without blanks: near:34.5,69.2<50km")
    };
    for (value, message) in [
        ("34.5,69.2", "`near:` has no radius"),
        ("34.5<5km", "`near:` needs a latitude and a longitude"),
        ("95,69.2<50km", "the latitude is not a number from -90 to 90"),
        ("34.5,nan<50km", "the longitude is not a number from -180 to 180"),
        ("34.5,69.2<50", "the radius is not a number of kilometres such as 50km"),
        ("34.5,69.2<-5km", "the radius is not a number of kilometres such as 50km"),
        ("34.5,69.2<0km", "the radius is not a number of kilometres such as 50km"),
    ] {
        check_error(&format!("near:{value}"), &format!("{value}{}", near(message)));
    }
}

#[test]
fn deep_nesting_is_refused() {
    for text in ["(".repeat(100_000), "-".repeat(100_000), "NOT ".repeat(100_000)] {
        assert!(Query::parse(&text).is_err());
    }
    let deep = format!("{}a{}", "(".repeat(100), ")".repeat(100));
    assert_eq!(parse(&deep).to_string(), "a");
}

fn chips(text: &str) -> Vec<String> {
    parse(text).terms().into_iter().map(|term| format!("{} = {}", term.text, term.label)).collect()
}

#[test]
fn terms_are_chips() {
    assert_eq!(chips(""), Vec::<String>::new());
    assert_eq!(
        chips("branch:is-kp killed>=20 (kabul OR country:RUS) -kind:arrest 2021.. near:34.5,69.2<50km"),
        [
            "branch:is-kp = branch: is-kp",
            "killed>=20 = killed ≥ 20",
            "(kabul OR country:RUS) = “kabul” or country: Russia",
            "NOT kind:Arrest = not kind: Arrest",
            "2021.. = since 2021",
            "near:34.5,69.2<50km = within 50 km of 34.5, 69.2",
        ]
    );
    assert_eq!(chips("a OR b"), ["(a OR b) = “a” or “b”"]);
}

#[test]
fn terms_are_added_and_taken_away() {
    let query = parse("a (b OR c) d");
    assert_eq!(query.without(1).to_string(), "a d");
    assert_eq!(query.without(9), query);
    assert_eq!(parse("a OR b").without(0), Query::default());
    assert_eq!(parse("a OR b").and(&parse("c")).to_string(), "(a OR b) c");
    assert_eq!(parse("a b").and(&parse("b c")).to_string(), "a b c");
    assert_eq!(parse("a b").negated().to_string(), "NOT (a b)");
    let tag = Query::of(Key::Tag, "external \"operation\"").expect("any tag will do");
    assert_eq!(tag.to_string(), r#"tag:"external \"operation\"""#);
    assert!(Query::of(Key::Kind, "party").is_err());
}

/// Texts that the grammar may read: words, signs, keys and quotes in any order.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("OR "),
        Just("NOT "),
        Just("-"),
        Just("("),
        Just(")"),
        Just(" "),
        Just("\""),
        Just("“"),
        Just("\\"),
        Just("killed"),
        Just(".best"),
        Just(">="),
        Just("!="),
        Just("20"),
        Just("2024"),
        Just("-03"),
        Just(".."),
        Just("branch:"),
        Just("kind:"),
        Just("attack"),
        Just("near:"),
        Just("1,2<3km"),
        Just("has:"),
        Just("missing:"),
        Just("range"),
        Just("within:"),
        Just("7d "),
        Just("of:"),
        Just("é"),
        Just("ß"),
        Just(":"),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn any_query() -> impl Strategy<Value = Query> {
    let term = prop_oneof![
        "[a-zA-Zé0-9.:<>=\"()\\\\ -]{1,8}[a-z]".prop_map(|text| {
            let text = text.replace('\\', r"\\").replace('"', "\\\"");
            parse(&format!("\"{text}\""))
        }),
        "[a-zé(\" -]{1,8}[a-z]".prop_map(|value| Query::of(Key::Tag, &value).expect("any tag will do")),
        (0_u32..1000, "killed|injured", "|\\.low|\\.best|\\.high", "=|!=|<|<=|>|>=")
            .prop_map(|(n, metric, part, sign)| parse(&format!("{metric}{part}{sign}{n}"))),
        (2000_u32..2030, 1_u32..13).prop_map(|(year, month)| parse(&format!("{year}-{month:02}.."))),
        (-90.0..90.0, -180.0..180.0, 0.1..999.0)
            .prop_map(|(a, b, km): (f64, f64, f64)| parse(&format!("near:{a},{b}<{km}km"))),
        Just(parse("country:AFG")),
        Just(parse("has:claim OR missing:second-source")),
        (0_u16..500, "[a-z( \"]{1,5}[a-z]")
            .prop_map(|(days, id)| { parse(&format!("within:{days}d of:\"{}\"", id.replace('"', "\\\""))) }),
        (0.1..999.0).prop_map(|km: f64| parse(&format!("within:{km}km of:a"))),
        Just(parse("kind:arrest attack:arson OR target:police")),
    ];
    term.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| parts.iter().fold(Query::default(), |all, part| all.and(part))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| parse(&format!("({a}) OR ({b})"))),
            inner.prop_map(|query| query.negated()),
        ]
    })
}

proptest! {
    #[test]
    fn canonical_text_is_read_as_the_same_query(query in any_query()) {
        let text = query.to_string();
        let read = parse(&text);
        prop_assert_eq!(read.to_string(), text);
        prop_assert_eq!(read, query);
    }

    #[test]
    fn terms_together_are_the_query(query in any_query()) {
        let terms = query.terms();
        let again = terms.iter().fold(Query::default(), |all, term| all.and(&parse(&term.text)));
        prop_assert_eq!(again.terms().len() <= terms.len(), true);
        for (i, term) in terms.iter().enumerate() {
            prop_assert_eq!(parse(&term.text).terms(), vec![term.clone()]);
            prop_assert_eq!(query.without(i).terms().len(), terms.len() - 1);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place(text in any_text()) {
        match Query::parse(&text) {
            Ok(query) => prop_assert_eq!(parse(&query.to_string()), query),
            Err(err) => prop_assert!(text.get(err.at).is_some() && err.hint.is_some()),
        }
    }
}
