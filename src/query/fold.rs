//! How texts are made comparable.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text as search sees it: lower case, accents off (NFKD without its marks), hyphens, dashes, underscores and
/// soft hyphens gone, curly quotes straight, every run of blanks one blank, no blank at the ends.
///
/// `fold(fold(text)) == fold(text)`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_any(text) }
}

fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut folded, c.to_ascii_lowercase());
    }
    trim_end(folded)
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Lower case both before and after: some capitals come out of the decomposition, some lower-case letters carry a
    // mark only then.
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c)) {
        push(&mut folded, plain(c));
    }
    trim_end(folded)
}

fn push(folded: &mut String, c: char) {
    match c {
        '-' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' => {}
        c if c.is_whitespace() || c.is_control() => {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        c => folded.push(c),
    }
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2bb}'..='\u{2bf}' | '\u{2b9}' | '`' => '\'',
        '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        // Letters that no decomposition takes apart.
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        _ => c,
    }
}

fn trim_end(mut folded: String) -> String {
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}
