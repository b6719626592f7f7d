//! Three texts: a merge ends, and of two sides of which one changed nothing the other is what comes of it.
#![no_main]

use daymark::edit::{Document, merge};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str, &str)| {
    let read = |text: &str| Document::read("fuzz.ron", text.as_bytes().to_vec());
    let (base, ours, theirs) = (read(texts.0), read(texts.1), read(texts.2));
    if let Ok(merged) = merge(&base, &ours, &theirs) {
        Document::read("fuzz.ron", merged.text.into_bytes());
    }
    if let Ok(merged) = merge(&base, &base, &theirs) {
        assert_eq!(merged.text, *theirs.text);
    }
});
