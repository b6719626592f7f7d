//! Markdown of stories as blocks.

use daymark::view::{BlockKind, Reference, Span, markdown_blocks, markdown_plain, markdown_references};

/// A line for each block: what it is, then its spans with their marks.
fn told(text: &str) -> String {
    let span = |span: &Span| {
        let mut words = span.text.clone();
        for (is_on, mark) in [(span.is_emphasis, "_"), (span.is_strong, "*")] {
            if is_on {
                words = format!("{mark}{words}{mark}");
            }
        }
        match &span.link {
            Some(link) => format!("[{words}]({link:?})"),
            None => words,
        }
    };
    let lines = markdown_blocks(text).into_iter().map(|block| {
        let words: String = block.spans.iter().map(span).collect();
        match block.kind {
            BlockKind::Heading(level) => format!("h{level} {words}"),
            BlockKind::Item { depth, number, is_first } => format!("item {depth} {number:?} {is_first} {words}"),
            kind => format!("{kind:?} {words}"),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn paragraphs_headings_and_styles() {
    let text = "# A *title*\n\nOne\ntwo **bold _both_**, plain.  \nNext line\n\n> said\n\n---\n\n    kept  as is\n";
    assert_eq!(
        told(text),
        "h1 A _title_\nParagraph One two *bold **_both_*, plain.\nNext line\nQuote said\nRule \nCode kept  as is"
    );
}

#[test]
fn lists_keep_depth_number_and_further_paragraphs() {
    let text = "3. first\n\n   more\n4. second\n   - inner\n\nafter";
    assert_eq!(
        told(text),
        "item 1 Some(3) true first\nitem 1 Some(3) false more\nitem 1 Some(4) true second\nitem 2 None true inner\nParagraph after"
    );
}

#[test]
fn links_point_into_the_record_or_out_of_it() {
    let text = "See [Crocus](incident:2024-03-22-crocus-city-hall), [who says so](source:tass), [here](https://example.org), \
                and [Crocus](incident:2024-03-22-crocus-city-hall) again.";
    assert_eq!(
        markdown_references(text),
        [
            Reference::Incident("2024-03-22-crocus-city-hall".to_owned()),
            Reference::Source("tass".to_owned()),
            Reference::Address("https://example.org".to_owned()),
        ]
    );
    assert_eq!(markdown_plain(text), "See Crocus, who says so, here, and Crocus again.");
}

#[test]
fn html_is_text_and_nothing_is_lost() {
    assert_eq!(
        markdown_plain("a <b>b</b> <script>x</script>\n\n<div>raw</div>"),
        "a <b>b</b> <script>x</script>\n<div>raw</div>"
    );
    assert_eq!(markdown_plain("- one\n- two\n\n1. three"), "• one\n• two\n1. three");
    assert_eq!(markdown_plain(""), "");
}
