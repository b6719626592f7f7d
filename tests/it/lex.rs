//! The lexer: every byte belongs to one token.

use daymark::format::Value;
use daymark::format::lex::{Lexer, Token, TokenKind};
use daymark::format::tree::Node;
use proptest::prelude::*;

/// The tokens of a text but for blanks, as `Kind text`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let tokens = Lexer::new(text, 0).filter(|token| token.kind != TokenKind::Blank);
    let words: Vec<String> = tokens.map(|token| format!("{:?} {}", token.kind, token.text(text))).collect();
    assert_eq!(words, expected, "{text}");
}

#[test]
fn tokens() {
    check(r#"a: "x","#, &["Word a", "Colon :", "Text \"x\"", "Comma ,"]);
    check(r#""a\"b" "\\" "#, &[r#"Text "a\"b""#, r#"Text "\\""#]);
    check("r\"a\" r#\"a\"b\"# r##\"\"#\"##", &["Text r\"a\"", "Text r#\"a\"b\"#", "Text r##\"\"#\"##"]);
    check("r#type b\"x\" b'x' '\"' '('", &["Word r#type", "Text b\"x\"", "Char b'x'", "Char '\"'", "Char '('"]);
    check("'\\u{41}' '\\'' '\\x41'", &["Char '\\u{41}'", "Char '\\''", "Char '\\x41'"]);
    check("-1.5e+3 0x1F 1_000 größe", &["Word -1.5e+3", "Word 0x1F", "Word 1_000", "Word größe"]);
    check("// c \"\n/* a /* b */ ) */1", &["LineComment // c \"", "BlockComment /* a /* b */ ) */", "Word 1"]);
    check("\"a // b", &["UnclosedText \"a // b"]);
    check("/* /* */", &["UnclosedComment /* /* */"]);
    check("r#\"a\"", &["UnclosedText r#\"a\""]);
    check("“a”", &["Other “", "Word a", "Other ”"]);
    check("r###", &["Other r###"]);
    check("a\u{2028}b\u{a0}c", &["Word a", "Word b", "Other \u{a0}", "Word c"]);
    check("'''", &["Char '''"]);
}

#[track_caller]
fn check_lossless(text: &str) {
    let mut at = 0;
    for Token { start, end, .. } in Lexer::new(text, 0) {
        assert_eq!(start, at, "{text:?}");
        assert!(end > start && text.is_char_boundary(end), "{text:?}");
        at = end;
    }
    assert_eq!(at, text.len(), "{text:?}");
}

/// Where ron accepts a list, its items stand where our tree has them, to the byte.
#[track_caller]
fn check_with_ron(text: &str) -> bool {
    let Ok(items) = ron::from_str::<Vec<&ron::value::RawValue>>(text) else { return false };
    let place = |item: &ron::value::RawValue| {
        let item = item.trim().get_ron();
        let start = item.as_ptr() as usize - text.as_ptr() as usize;
        start..start + item.len()
    };
    let theirs: Vec<_> = items.into_iter().map(place).collect();
    let ours: Vec<_> = Node::read(text, 0..text.len()).parts.into_iter().map(|part| part.value.bytes).collect();
    assert_eq!(ours, theirs, "{text:?}");
    assert_eq!(
        Value::read(text, 0).map(|(list, end)| (list.members.len(), end <= text.len())),
        Some((theirs.len(), true))
    );
    true
}

#[test]
fn ron_finds_the_items_where_they_are_found_here() {
    for text in [
        "[1, r#\"a\"#, /* ] */ 'x', '\\'', \"]\", // ]\n (a: [1, ()], b: {\"k\": 'c'}), -1.5e3, b\"x\"]",
        "[]",
        "[ /* */ ]",
    ] {
        assert!(check_with_ron(text), "{text}");
    }
}

/// Values as people and other programs write them, blanks and comments between.
fn values() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "1",
        "-2.5",
        "0x1F",
        "1_0",
        "1e9",
        "3u8",
        "true",
        "Word",
        "r#type",
        "'a'",
        "'\"'",
        "'\\''",
        "'\\u{41}'",
        "b'x'",
        "\"\"",
        "\"a, ] ) }\"",
        "\"\\\"\"",
        "\"\\\\\"",
        "r\"\\\"",
        "r#\"\"]\"#",
        "r##\"\"#\"##",
        "b\"x\"",
        "()",
        "[]",
        "{}",
        "größe",
        "inf",
        "NaN",
        "None",
        "Some(1)",
        "\"// c\"",
        "\"/*\"",
    ]);
    let value = leaf.prop_map(str::to_owned).prop_recursive(3, 24, 4, |inner| {
        let items = prop::collection::vec((inner, gap(), gap()), 0..4);
        (items, 0..5_usize, gap()).prop_map(|(items, kind, end)| {
            let (open, close) = [("[", "]"), ("(", ")"), ("Name(", ")"), ("(", ")"), ("{", "}")][kind];
            let named = |i: usize| match kind {
                3 => format!("f{i}:"),
                4 => format!("{i}:"),
                _ => String::new(),
            };
            let items: Vec<String> =
                items.into_iter().enumerate().map(|(i, (item, a, b))| format!("{a}{}{b}{item}", named(i))).collect();
            format!("{open}{}{end}{close}", items.join(","))
        })
    });
    prop::collection::vec((value, gap(), gap()), 0..5).prop_map(|items| {
        let items: Vec<String> = items.into_iter().map(|(item, a, b)| format!("{a}{item}{b}")).collect();
        format!("[{}]", items.join(","))
    })
}

fn gap() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "",
        "",
        " ",
        "\n",
        "\r\n",
        "\t",
        "// ] \"\n",
        "/* ) ' */",
        "/* /* \" */ */",
        "\u{2028}",
        "\u{85}",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text(text in any::<String>()) {
        check_lossless(&text);
    }

    #[test]
    fn what_ron_reads_is_read_alike(text in values()) {
        check_with_ron(&text);
    }

    #[test]
    fn any_list_that_ron_reads_is_read_alike(text in r##"\[[\\"'/*#rb1(){}\[\],: \n.=a_-]{0,24}\]"##) {
        check_with_ron(&text);
    }

    #[test]
    fn any_signs(text in r##"[\\"'/*#rbxu{}()\[\],: \n\rä–.=a1_-]{0,60}"##) {
        check_lossless(&text);
    }
}
