//! Texts to read, and problems as a terminal shows them.

use daymark::edit::Document;
use daymark::format::{LineIndex, print};

/// Reads a text as a file.
pub(crate) fn read(text: &str) -> Document {
    Document::read("t.ron", text.as_bytes().to_vec())
}

/// `LINE:COLUMN: severity: words`, and the hint below, for every problem.
pub(crate) fn problems(document: &Document) -> String {
    let index = LineIndex::new(&document.text);
    let mut words = String::new();
    for problem in document.problems() {
        let place = index.position(&document.text, problem.bytes.start);
        words += &format!("{place}: {}: {}\n", problem.severity.word(), problem.message);
        if let Some(hint) = &problem.hint {
            words += &format!("  {hint}\n");
        }
    }
    words
}

/// Every problem as a terminal shows it.
pub(crate) fn printed(document: &Document) -> String {
    let index = LineIndex::new(&document.text);
    document.problems().iter().map(|problem| print(&document.name, &document.text, &index, problem)).collect()
}

/// The ids of the incidents that were read.
pub(crate) fn ids(document: &Document) -> Vec<&str> {
    document.incidents.iter().map(|record| record.value.id.as_str()).collect()
}

/// A timeline around these incidents, with one actor and one source; the first incident is in line 13.
pub(crate) fn timeline(incidents: &str) -> String {
    format!(
        "#![enable(implicit_some)]
Timeline(
    format: 1,
    title: \"Test\",
    span: \"2015/2024\",
    actors: [
        Actor(id: \"is\", name: \"Islamic State\"),
    ],
    sources: [
        Source(id: \"s\", title: \"A page\", publisher: \"A paper\", kind: Press, url: \"https://example.org/s\"),
    ],
    incidents: [
{incidents}
    ],
)
"
    )
}

/// A good incident on eight lines.
pub(crate) fn incident(id: &str) -> String {
    format!(
        "        Incident(
            id: \"{id}\",
            kind: Attack,
            title: \"Attack {id}\",
            when: \"2020-02-03\", branch: \"is\",
            place: Place(country: \"AFG\", precision: City),
            cites: [Cite(source: \"s\")], confidence: High,
        ),"
    )
}

/// Good incidents with these ids.
pub(crate) fn incidents(ids: &[&str]) -> String {
    ids.iter().map(|id| incident(id)).collect::<Vec<_>>().join("\n")
}
