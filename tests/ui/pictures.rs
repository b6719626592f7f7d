//! A few pictures of the whole window, on a small made-up timeline, so that a change of its looks is seen and meant.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test ui pictures` writes them anew.

use crate::harness::Window;
use daymark::view::{LaneKey, Theme, ViewChange};

/// One of each way to be drawn: a day, a month, a span, one day between two, low confidence, and three kinds.
const TEXT: &str = r#"#![enable(implicit_some)]
Timeline(format: 1, title: "A made-up timeline", version: "1", span: "2020/2021", about: "Nothing in it happened.",
    license: "CC0-1.0", retired_ids: [],
    actors: [
        Actor(id: "north", name: "Northern example", short: "North"),
        Actor(id: "south", name: "Southern example", short: "South", about: "A made-up group."),
    ],
    periods: [Period(id: "p", title: "A period", when: "2020-03-01/2020-09-30", sources: ["a"])],
    sources: [
        Source(id: "a", title: "First", publisher: "Example Gazette", published: "2020-05-02", kind: Press, url: "https://example.org/a"),
        Source(id: "b", title: "Second", publisher: "Example Wire", published: "2020-05-20", kind: Wire, url: "https://example.org/b"),
    ],
    incidents: [
        Incident(id: "day", kind: Attack, title: "On a day", names: ["نام دیگر ۱۴۰۲"], when: "2020-05-01", branch: "north",
            place: Place(country: "AFG", city: "Example", precision: City), attack_types: [Arson], target_types: [Business],
            summary: "Made up.", killed: Count(low: 10, best: 12, high: 15), injured: Count(low: 3),
            reports: [
                Report(source: "a", as_of: "2020-05-01", killed: AtLeast(4)),
                Report(source: "b", as_of: "2020-05-20", killed: Exactly(12), injured: AtLeast(3)),
            ],
            attributions: [Attribution(actor: "north", by: "Officials", kind: Assessment, source: "b")],
            confidence: High, doubts: ["It is made up."], tags: []),
        Incident(id: "month", kind: Attack, title: "In a month", when: "2020-08", branch: "south",
            place: Place(country: "AFG", precision: Country), killed: Count(low: 2, best: 3, high: 9), confidence: Medium),
        Incident(id: "span", kind: Attack, title: "Over weeks", when: "2020-10-05/2020-12-20", branch: "south",
            place: Place(country: "PAK", precision: Country), killed: Count(best: 30), confidence: Medium),
        Incident(id: "within", kind: Arrest, title: "One day between two", when: "[2021-02-01..2021-03-15]", branch: "north",
            place: Place(country: "PAK", precision: Country), confidence: High),
        Incident(id: "thin", kind: Attack, title: "On one word", when: "2021-06-09", branch: "north",
            place: Place(country: "AFG", precision: Country), killed: Count(low: 1), confidence: Low),
        Incident(id: "turn", kind: Milestone, title: "A turning point", when: "2021-09-01", branch: "south",
            place: Place(country: "PAK", precision: Country), confidence: High),
    ],
)
"#;

fn check(name: &str, changes: Vec<ViewChange>) {
    let mut window = Window::of(TEXT);
    for change in changes {
        window = window.with(change);
    }
    let mut harness = window.open([1100.0, 640.0]);
    harness.snapshot(name);
}

#[test]
fn dark() {
    check("window_dark", vec![ViewChange::Select(vec!["day".to_owned()])]);
}

#[test]
fn light() {
    check("window_light", vec![ViewChange::Theme(Theme::Light), ViewChange::Lanes(LaneKey::Country)]);
}

#[test]
fn contrast() {
    check("window_contrast", vec![ViewChange::Theme(Theme::Contrast), ViewChange::Query("killed>=3".to_owned())]);
}
