//! The lexer: every byte belongs to one token.

use daymark::format::lex::{Lexer, Token, TokenKind};
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text(text in any::<String>()) {
        check_lossless(&text);
    }

    #[test]
    fn any_signs(text in r##"[\\"'/*#rbxu{}()\[\],: \n\rä–.=a1_-]{0,60}"##) {
        check_lossless(&text);
    }
}
