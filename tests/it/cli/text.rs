//! What people read.

use super::{Folder, daymark, timeline};

fn small() -> Folder {
    Folder::new(&[(
        "t.ron",
        &timeline(&[
            ("first", "when: \"2020-02-03\", killed: Count(low: 3, best: 4, high: 1200), reports: [
                Report(source: \"s\", as_of: \"2020-02-04\", killed: AtLeast(3), note: \"At first.\"),
                Report(source: \"s\", killed: Between(4, 1200)), Report(source: \"s\", as_of: \"2020-02-03\", killed: Words(\"dozens\"), claimed: true)],
                doubts: [\"Not all names are known.\"], tags: [\"market\"]"),
            ("second", "when: \"2021\", injured: Count(low: 2)"),
        ]),
    )])
}

#[test]
fn a_list_in_columns() {
    let folder = small();
    assert_eq!(
        daymark(&["list", &folder.at("t.ron")]).out,
        "\
DATE        ID      KILLED       TITLE          PLACE
2020-02-03  first   3–1,200 (4)  Attack first   Afghanistan
2021        second  unknown      Attack second  Afghanistan

2 incidents
"
    );
    assert_eq!(daymark(&["list", &folder.at("t.ron"), "--query", "killed>2000"]).out, "No incident of 2 matches.\n");
}

#[test]
fn a_sheet() {
    let folder = small();
    let file = folder.at("t.ron");
    assert_eq!(
        daymark(&["show", "first", &file]).out,
        format!(
            "\
Attack first
first

When        Monday, 3 February 2020 (2020-02-03)
Where       Afghanistan (known to: city)
What        Attack
Branch      Islamic State (is)
Killed      3–1,200 (4)
Injured     unknown
Counted     yes, by the rule “Victims of attacks”
Confidence  High
Tags        market

How the count of the killed moved
  2020-02-03  “dozens” (the group's own figure, never counted)  [1]
  2020-02-04  at least 3                                        [1]  At first.
  undated     4–1,200                                           [1]

What could not be confirmed
  - Not all names are known.

Sources
  [1] “A page”, A paper. https://example.org/s (Press)

Read from {file}.
"
        )
    );
}

#[test]
fn totals_as_sentences() {
    let folder = small();
    assert_eq!(
        daymark(&["stats", &folder.at("t.ron"), "--query", "branch:is", "--as-of", "2023-06", "--by", "year"]).out,
        "\
2 incidents, of which 2 are counted.

Killed   at least 3, best 4 (1 unknown); the highest figures add up to 1,200
Injured  unknown

YEAR  INCIDENTS  COUNTED  KILLED           INJURED
2020          1        1  3–1,200, best 4  unknown
2021          1        1  unknown          unknown

Counts the victims of attacks that began within the span of the timeline, those filed under
other groups left out; the attackers' own deaths are not added.
Filter: branch:is
As known on 30 June 2023.
Data: Test
A selection, not a census: no total is the toll of the Islamic State.
"
    );
}

#[test]
fn an_unknown_id_names_those_close_to_it() {
    let folder = small();
    for (id, told) in
        [("frist", "did you mean first?"), ("sec", "did you mean second?"), ("xyz", "`daymark list` tells the ids")]
    {
        let ran = daymark(&["show", id, &folder.at("t.ron"), "--json"]);
        assert_eq!(ran.out, "");
        assert_eq!(ran.err, format!("error: no incident has the id `{id}`\n  hint: {told}\n"));
    }
}

#[test]
fn notes_go_to_standard_error() {
    let folder = small();
    let ran = daymark(&["list", &folder.at("t.ron"), "--json", "--query", "tag:markt", "--as-of", "2026"]);
    assert_eq!(ran.exit(), 0);
    assert_eq!(
        ran.err,
        "note: No tag is called “markt”; did you mean “market”?\nnote: --as-of 2026 looks ahead of today, 2026-01-01\n"
    );
}

#[test]
fn a_problem_with_its_line() {
    let folder = Folder::new(&[("t.ron", &timeline(&[("a", "when: \"2020\",\nkilled: Count(low: 3, best: 2)")]))]);
    let ran = daymark(&["check", &folder.at("t.ron")]);
    let file = folder.at("t.ron");
    assert_eq!(
        ran.err.lines().take(4).collect::<Vec<_>>(),
        [
            &format!("{file}:15:9: error: killed must run low ≤ best ≤ high"),
            "15 | killed: Count(low: 3, best: 2)),",
            "   |         ^^^^^^^^^^^^^^^^^^^^^^",
            "  hint: leave out the part that is not known",
        ]
    );
}

#[test]
fn what_would_steer_a_terminal_is_shown_escaped() {
    let folder = Folder::new(&[("t.ron", &timeline(&[("a", "when: \"2020\", doubts: [\"\\u{1b}[2J\\u{202e}\"]")]))]);
    let ran = daymark(&["show", "a", &folder.at("t.ron")]);
    assert!(ran.out.contains("  - \\u{1b}[2J\\u{202e}\n"), "{}", ran.out);
}
