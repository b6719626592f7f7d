//! Any text: every byte belongs to one token, and where ron accepts a list, its items stand where our tree has them.
#![no_main]

use daymark::format::lex::Lexer;
use daymark::format::tree::Node;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut at = 0;
    for token in Lexer::new(text, 0) {
        assert!(token.start == at && token.end > at);
        at = token.end;
    }
    assert_eq!(at, text.len());
    if let Ok(items) = ron::from_str::<Vec<&ron::value::RawValue>>(text) {
        let ours: Vec<&str> =
            Node::read(text, 0..text.len()).parts.into_iter().map(|part| &text[part.value.bytes]).collect();
        let theirs: Vec<&str> = items.iter().map(|item| item.trim().get_ron()).collect();
        assert_eq!(ours, theirs);
    }
});
