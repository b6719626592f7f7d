//! Commands on documents: what they change in the text, and when they are refused.

use crate::support::{read, timeline};
use daymark::edit::{Command, Document, History, Refusal};
use daymark::format::Entry;

pub(crate) const SHIPPED: &str = include_str!("../../timelines/islamic-state.ron");

/// `killed.best=5`, `site=`, `tags+=x`, `tags-=x`.
pub(crate) fn set(id: &str, change: &str) -> Command {
    let (field, value) = change.split_once('=').unwrap();
    let value = value.to_owned();
    let (field, entry) = match field.as_bytes().last() {
        Some(b'+') => (&field[..field.len() - 1], Entry::With(value)),
        Some(b'-') => (&field[..field.len() - 1], Entry::Without(value)),
        _ if value.is_empty() => (field, Entry::Unknown),
        _ => (field, Entry::Is(value)),
    };
    Command::Set { id: id.to_owned(), field: field.to_owned(), entry }
}

pub(crate) fn add(record: &str) -> Command {
    Command::Add { record: record.to_owned() }
}

pub(crate) fn remove(id: &str) -> Command {
    Command::Remove { id: id.to_owned() }
}

/// The lines that went and came, as a diff without context shows them.
pub(crate) fn diff(before: &str, after: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.split('\n').collect(), after.split('\n').collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let mut lengths = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] =
                if a[i] == b[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || lengths[i + 1][j] >= lengths[i][j + 1]) {
            out += &format!("-{}\n", a[i]);
            i += 1;
        } else {
            out += &format!("+{}\n", b[j]);
            j += 1;
        }
    }
    out
}

/// The diff of a command; undoing it must give the same bytes.
pub(crate) fn edit(text: &str, command: &Command) -> String {
    let mut document = read(text);
    let patch = document.apply(command).unwrap_or_else(|err| panic!("{err}"));
    let after = document.text.to_string();
    assert_eq!(patch.apply(text).unwrap(), after);
    let mut history = History::default();
    history.push(patch);
    if after != text {
        history.undo(&mut document).unwrap().unwrap();
        assert_eq!(&*document.text, text);
        history.redo(&mut document).unwrap().unwrap();
        assert_eq!(&*document.text, after);
    }
    diff(text, &after)
}

fn refusal(text: &str, command: &Command) -> String {
    let mut document = read(text);
    let refusal = document.apply(command).unwrap_err();
    assert_eq!(&*document.text, text, "a refused command changes nothing");
    let hint = refusal.hint().map(|hint| format!(" | {hint}")).unwrap_or_default();
    format!("{refusal}{hint}")
}

/// A record as a person wrote it.
fn by_hand() -> String {
    timeline(
        "        // before
        Incident(id: \"a\", kind: Attack,
            title: r#\"The \"Quay\" fire\"#, // as the papers had it
            when: \"2020-02-03\", branch: \"is\",
            place: (country: \"AFG\", precision: City),
            killed: (low: 1_2, best: 0x1F), // police say more
            tags: [\"fire\"], // keep sorted
            newer: 5,
            reports: [
                (source: \"s\", killed: Exactly(31)), // paywalled
            ],
            confidence: High), // the first
        // ── 2021 ──
        Incident(
            id: \"b\",
            kind: Attack,
            title: \"B\",
            when: \"2021-05-01\",
            branch: \"is\",
            place: Place(country: \"AFG\", precision: City),
            cites: [Cite(source: \"s\")],
            confidence: High,
        )",
    )
}

#[test]
fn only_the_touched_fields_of_a_hand_written_record_change() {
    let text = by_hand();
    for (change, expected) in [
        (
            "title=The \"Old Quay\" fire",
            "-            title: r#\"The \"Quay\" fire\"#, // as the papers had it\n+            title: r#\"The \"Old Quay\" fire\"#, // as the papers had it\n",
        ),
        (
            "killed.best=32",
            "-            killed: (low: 1_2, best: 0x1F), // police say more\n+            killed: (low: 1_2, best: 32), // police say more\n",
        ),
        (
            "killed.high=40",
            "-            killed: (low: 1_2, best: 0x1F), // police say more\n+            killed: (low: 1_2, best: 0x1F, high: 40), // police say more\n",
        ),
        (
            "killed.low=",
            "-            killed: (low: 1_2, best: 0x1F), // police say more\n+            killed: (best: 0x1F), // police say more\n",
        ),
        (
            "tags+=harbour",
            "-            tags: [\"fire\"], // keep sorted\n+            tags: [\"fire\", \"harbour\"], // keep sorted\n",
        ),
        ("tags-=fire", "-            tags: [\"fire\"], // keep sorted\n"),
        (
            "place.city=Herat",
            "-            place: (country: \"AFG\", precision: City),\n+            place: (country: \"AFG\", city: \"Herat\", precision: City),\n",
        ),
        (
            "place.at=34.5, 69",
            "-            place: (country: \"AFG\", precision: City),\n+            place: (country: \"AFG\", at: (34.5, 69.0), precision: City),\n",
        ),
        (
            "reports.0.killed=30-32",
            "-                (source: \"s\", killed: Exactly(31)), // paywalled\n+                (source: \"s\", killed: Between(30, 32)), // paywalled\n",
        ),
        (
            "reports.0.note=by phone",
            "-                (source: \"s\", killed: Exactly(31)), // paywalled\n+                (source: \"s\", killed: Exactly(31), note: \"by phone\"), // paywalled\n",
        ),
        (
            "reports+=Report(source: \"s\", injured: AtLeast(3))",
            "+                Report(source: \"s\", injured: AtLeast(3)),\n",
        ),
        ("summary=A fire.", "+            summary: \"A fire.\",\n"),
        (
            "confidence=low",
            "-            confidence: High), // the first\n+            confidence: Low), // the first\n",
        ),
        (
            "doubts+=Who?",
            "-            confidence: High), // the first\n+            confidence: High,\n+            doubts: [\"Who?\"],\n+        ), // the first\n",
        ),
        (
            "kind=counter-operation",
            "-        Incident(id: \"a\", kind: Attack,\n+        Incident(id: \"a\", kind: CounterOperation,\n",
        ),
        (
            "when=2020-02",
            "-            when: \"2020-02-03\", branch: \"is\",\n+            when: \"2020-02\", branch: \"is\",\n",
        ),
        ("attack_types=arson, armed-assault", "+            attack_types: [Arson, ArmedAssault],\n"),
        ("title=The \"Quay\" fire", ""),
        ("killed.best=31", ""),
        ("tags+=fire", ""),
    ] {
        assert_eq!(edit(&text, &set("a", change)), expected, "{change}");
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(edit(&crlf, &set("a", change)), expected.replace('\n', "\r\n"), "{change} with CRLF");
    }
}

#[test]
fn several_entries_are_one_change_or_none() {
    let text = by_hand();
    let both = |a: &str, b: &str| Command::Several(vec![set("a", a), set("a", b)]);
    assert_eq!(
        edit(&text, &both("perpetrators.killed=1", "perpetrators.in_figures=no")),
        "+            perpetrators: Perpetrators(killed: 1, in_figures: No),\n"
    );
    assert!(refusal(&text, &both("tags+=x", "killed.low=99")).contains("low ≤ best ≤ high"));
    assert!(refusal(&text, &set("a", "perpetrators.killed=1")).contains("`perpetrators` has no `in_figures`"));
    let two = Command::Several(vec![set("a", "tags+=x"), set("b", "confidence=Low")]);
    let mut document = read(&text);
    assert_eq!(document.apply(&two).unwrap().label, "tags of The \"Quay\" fire, confidence of B");
}

#[test]
fn refusals_say_what_would_be_accepted() {
    let text = by_hand();
    for (change, words) in [
        ("kiled.best=3", "`kiled.best`: Incident has no field `kiled` | did you mean killed?"),
        (
            "killed.best=some",
            "`killed.best` takes a whole number, 0 or more, not `some` | write a number such as 12; nothing behind the = makes it unknown",
        ),
        (
            "killed=3",
            "`killed` takes `Count(…)`, not `3` | name the part: killed.low=144, killed.best=149, killed.high=150",
        ),
        (
            "kind=Atack",
            "`kind` does not take `Atack` | did you mean Attack? The words are Attack, CounterOperation, Arrest, FoiledPlot, Warning, Statement, Milestone",
        ),
        ("tags-=water", "`tags` does not hold `water` | tags.0= takes out the first item, whatever it is"),
        ("reports.4.note=x", "`reports.4.note`: the list has no item `4` | its items are 0 to 0"),
        ("title+=x", "`title` is no list | write title=VALUE"),
        (
            "title=",
            "the record would be in error: this record has no `title` | `title` takes a text in quotes: write \"…\", with \\\" for a quote within",
        ),
        ("branch=is-x", "the record would be in error: no actor has the id `is-x`"),
        ("id=b", "the id `b` is that of another incident | give it another id; ids are never used again"),
        (
            "reports+=Report(source: \"s\", kiled: Exactly(3))",
            "the record would be in error: the format has no field `kiled` here; it is kept and ignored | did you mean killed?",
        ),
    ] {
        assert_eq!(refusal(&text, &set("a", change)), words, "{change}");
    }
    assert_eq!(refusal(&text, &set("z", "title=x")), "no record of the file has the id `z`");
    let date = refusal(&text, &set("a", "when=22.3.2024"));
    assert!(date.ends_with("| did you mean 2024-03-22"), "{date}");
}

#[test]
fn a_new_id_keeps_the_old_one_and_follows_relations() {
    let text = timeline(
        &[
            "        Incident(id: \"a\", kind: Attack, title: \"A\", when: \"2020\", branch: \"is\", place: Place(country: \"AFG\", precision: City), confidence: High),",
            "        Incident(id: \"b\", kind: Attack, title: \"B\", when: \"2020\", branch: \"is\", place: Place(country: \"AFG\", precision: City), confidence: High, related: [Related(id: \"a\", how: FollowUp)]),",
        ]
        .join("\n"),
    );
    let changed = edit(&text, &set("a", "id=c"));
    assert!(changed.contains("+        Incident(id: \"c\", previous_ids: [\"a\"], kind: Attack,"), "{changed}");
    assert!(changed.contains("related: [Related(id: \"c\", how: FollowUp)]"), "{changed}");
    assert!(matches!(read(&text).apply(&remove("a")).unwrap_err(), Refusal::StillNamed { by, .. } if by == ["b"]));
}

#[test]
fn a_removed_record_leaves_its_comment_and_its_id() {
    let text = by_hand();
    let changed = edit(&text, &remove("a"));
    let lines: Vec<&str> = changed.lines().collect();
    assert_eq!(lines[0], "+    retired_ids: [\"a\"],");
    assert_eq!(lines[1], "-        Incident(id: \"a\", kind: Attack,");
    assert_eq!(lines.last().unwrap(), &"-            confidence: High), // the first");
    let mut document = read(&text);
    let patch = document.apply(&remove("a")).unwrap();
    let lost = ["// as the papers had it", "// police say more", "// keep sorted", "// paywalled"];
    assert_eq!(patch.lost_comments, [&lost[..], &["// the first"]].concat());
    assert_eq!(patch.label, "removal of The \"Quay\" fire");
    assert_eq!(document.header.retired_ids.len(), 1);
    let again = add(
        "Incident(id: \"a\", kind: Attack, title: \"A\", when: \"2020\", branch: \"is\", place: Place(country: \"AFG\", precision: City), confidence: High)",
    );
    assert!(document.apply(&again).unwrap_err().to_string().contains("belonged to an incident that was removed"));
    document.apply(&remove("b")).unwrap();
    assert!(document.text.contains("retired_ids: [\"a\", \"b\"],"), "{}", document.text);
    assert!(document.text.contains("        // before\n        // ── 2021 ──\n    ],"), "{}", document.text);
}

#[test]
fn incidents_are_added_by_day() {
    let record = |id: &str, when: &str| {
        add(&format!(
            "// note\nIncident(id: \"{id}\", kind: Attack, title: \"N\", when: \"{when}\", // day\n branch: \"is\", place: Place(country: \"AFG\", precision: City), confidence: High, extra: 1)"
        ))
    };
    let written = |id: &str, when: &str| {
        format!(
            "+        // note
+        Incident(
+            id: \"{id}\",
+            kind: Attack,
+            title: \"N\",
+            when: \"{when}\", // day
+            branch: \"is\",
+            place: Place(country: \"AFG\", precision: City),
+            confidence: High,
+            extra: 1,
+        ),
"
        )
    };
    let text = by_hand();
    for (when, below) in [
        ("2019-01-01", "    incidents: [\n"),
        ("2020-12", "confidence: High), // the first\n"),
        ("2021-01", "// ── 2021 ──\n"),
    ] {
        assert_eq!(edit(&text, &record("n", when)), written("n", when));
        let mut document = read(&text);
        document.apply(&record("n", when)).unwrap();
        assert!(
            document.text.contains(&format!("{below}        // note\n        Incident(\n            id: \"n\"")),
            "{}",
            document.text
        );
        assert_eq!(document.incidents.len(), 3);
    }
    let last = edit(&text, &record("n", "2022"));
    assert_eq!(last, format!("-        )\n+        ),\n{}", written("n", "2022")));
}

#[test]
fn a_source_comes_with_the_incident_that_needs_it() {
    let text = by_hand();
    let both = add(
        "Source(id: \"new\", title: \"T\", publisher: \"P\", kind: Press, url: \"https://example.org/n\"),
         Incident(id: \"n\", kind: Attack, title: \"N\", when: \"2022\", branch: \"is\", place: Place(country: \"AFG\", precision: City), cites: [Cite(source: \"new\")], confidence: High)",
    );
    let changed = edit(&text, &both);
    assert!(changed.starts_with("+        Source(id: \"new\", title: \"T\", publisher: \"P\",\n+               kind: Press, url: \"https://example.org/n\"),\n"), "{changed}");
    assert!(changed.contains("+            cites: [Cite(source: \"new\")],\n"), "{changed}");
    assert!(refusal(&text, &remove("s")).starts_with("`s` is still named by "));
    for bad in ["", "3", "Incident", "Incident(id: \"a)", "Foo(id: \"x\")", "id: \"x\"", "Incident(id: \"q\")"] {
        refusal(&text, &add(bad));
    }
}

#[test]
fn an_empty_file_becomes_a_timeline() {
    let record = "Actor(id: \"is\", name: \"Islamic State\")";
    for text in ["", "\n\n", "// mine\n", "\u{feff}// mine", "#![enable(implicit_some)]\n// mine\n"] {
        let mut document = read(text);
        document.apply(&add(record)).unwrap();
        assert_eq!(document.actors.len(), 1, "{text:?} → {}", document.text);
        assert!(document.text.starts_with(text.trim_end()));
        assert_eq!(document.n_errors(), 0, "{:?}", document.problems());
    }
    let mut bare = read("Timeline(format: 1, title: \"T\")");
    bare.apply(&add(record)).unwrap();
    bare.apply(&add("Actor(id: \"x\", name: \"X\")")).unwrap();
    assert_eq!(bare.actors.len(), 2, "{}", bare.text);
}

#[test]
fn errors_elsewhere_do_not_stop_an_edit() {
    let broken = "        Incident(id: \"c\", kind: Attack, title: \"unclosed, when: \"2020\"),\n        Incident(id: \"d\", kind: Nonsense),";
    let text = by_hand().replace("        // before\n", &format!("{broken}\n        // before\n"));
    let before = read(&text);
    assert!(before.damaged.len() >= 2, "{:?}", before.damaged);
    let mut after = read(&text);
    after.apply(&set("b", "title=Better")).unwrap();
    assert_eq!(diff(&text, &after.text), "-            title: \"B\",\n+            title: \"Better\",\n");
    assert_eq!(after.damaged.len(), before.damaged.len());
    assert!(matches!(after.apply(&set("d", "kind=Attack")), Err(Refusal::Damaged(_))));
}

#[test]
fn one_field_of_the_shipped_file_is_one_line() {
    let id = "2024-03-22-crocus-city-hall";
    assert_eq!(
        edit(SHIPPED, &set(id, "killed.best=150")),
        "-            killed: Count(low: 144, best: 149, high: 150),\n+            killed: Count(low: 144, best: 150, high: 150),\n"
    );
    let mut document = read(SHIPPED);
    let mut history = History::default();
    let patch = document.apply(&set(id, "killed.best=150")).unwrap();
    assert_eq!(patch.label, "killed of Crocus City Hall attack");
    assert_eq!((patch.splices.len(), patch.splices[0].old.as_str(), patch.splices[0].new.as_str()), (1, "149", "150"));
    history.push(patch);
    assert_eq!(history.undo_label(), Some("killed of Crocus City Hall attack"));
    // Somebody else changed the very place.
    let mut other = Document::read("t.ron", SHIPPED.replacen("best: 149", "best: 148", 1).into_bytes());
    assert!(history.undo(&mut other).is_err());
    assert_eq!(history.redo_label(), None);
}
