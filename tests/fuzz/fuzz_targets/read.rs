//! Any bytes: reading ends, every problem lies in the text, and every record's bytes are a record.
#![no_main]

use daymark::edit::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = Document::read("fuzz.ron", bytes.to_vec());
    for problem in document.problems() {
        assert!(document.text.is_empty() || document.text.get(problem.bytes.clone()).is_some(), "{problem:?}");
    }
    for record in &document.incidents {
        assert!(document.text.slice(record.bytes).is_some_and(|text| text.ends_with([')', ']']) || !text.is_empty()));
    }
});
