//! The shipped timeline made longer: its records again and again.

/// The text with the records of these lists so many times. With the sources among them every copy has its own; without
/// they are shared, so that a large number of incidents stays within what a file may hold.
pub(crate) fn many(text: &str, lists: &[&str], n_copies: usize) -> String {
    let has_sources = lists.contains(&"sources");
    let named: &[&str] = if has_sources { &["id:", "source:", "relay_of:", "url:"] } else { &["id:"] };
    let mut found: Vec<_> = lists.iter().filter_map(|name| list(text, name)).collect();
    found.sort_by_key(|bytes| bytes.start);
    let mut out = String::with_capacity(text.len() * n_copies * 21 / 20);
    let mut at = 0;
    for bytes in found {
        out.push_str(&text[at..bytes.start]);
        (0..n_copies).for_each(|k| out.push_str(&copy(&text[bytes.clone()], k, named)));
        at = bytes.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The bytes between the brackets of a list, as the shipped file is laid out.
fn list(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let head = format!("\n    {name}: [\n");
    let start = text.find(&head)? + head.len();
    Some(start..start + text[start..].find("\n    ],")? + 1)
}

/// Records with ids and addresses of their own, by four years more earlier or later each time.
fn copy(records: &str, k: usize, own: &[&str]) -> String {
    if k == 0 {
        return records.to_owned();
    }
    let years = if k.is_multiple_of(2) { 2 * k as i32 } else { -2 * (k as i32 + 1) };
    let mut out = String::with_capacity(records.len() + records.len() / 20);
    let mut before = "";
    for (i, piece) in records.replace("\\\"", "”").split('"').enumerate() {
        let is_text = i % 2 == 1;
        if !is_text {
            out.push_str(piece);
            before = piece.trim_end();
            continue;
        }
        let is_own = own.iter().any(|field| before.ends_with(field));
        let own = if is_own { format!("-copy-{k}") } else { String::new() };
        out.push_str(&format!("\"{}{own}\"", later(piece, years)));
    }
    out
}

/// A date so many years later, a span at both ends; any other text as it is.
fn later(text: &str, years: i32) -> String {
    let is_date =
        text.starts_with(['[', '1', '2']) && text.bytes().all(|b| b.is_ascii_digit() || b"-/.[]~?%".contains(&b));
    if !is_date {
        return text.to_owned();
    }
    let parts = text.split_inclusive(['/', '.', '[']).map(|part| {
        let year = part.get(..4).and_then(|year| year.parse::<i32>().ok());
        year.map_or(part.to_owned(), |year| format!("{}{}", year + years, part.get(4..).unwrap_or("")))
    });
    // Not every fourth year is a leap year.
    parts.collect::<String>().replace("-02-29", "-02-28")
}
