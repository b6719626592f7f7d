//! Bad input of every kind: a clear message at its place, and the rest of the file is read.

use crate::support::{ids, incidents, problems, read, timeline};
use daymark::edit::{Document, Reader};
use daymark::format::{LineIndex, code, decode, position, print};

/// Three incidents; in the second, which begins in line 21, `from` is replaced. `read` tells which are read after it.
#[track_caller]
fn check(from: &str, to: &str, read_ids: &[&str], expected: &str) {
    let good = timeline(&incidents(&["a", "b", "c"]));
    let start = good.find("id: \"b\"").unwrap();
    let (before, after) = good.split_at(start);
    assert!(after.contains(from), "{from}");
    let bad = format!("{before}{}", after.replacen(from, to, 1));
    let document = read(&bad);
    assert_eq!(problems(&document).trim_end(), expected.trim_end(), "{bad}");
    assert_eq!(ids(&document), read_ids, "{bad}");
}

#[track_caller]
fn bad(from: &str, to: &str, expected: &str) {
    check(from, to, &["a", "c"], expected);
}

#[track_caller]
fn kept(from: &str, to: &str, expected: &str) {
    check(from, to, &["a", "b", "c"], expected);
}

const TITLE: &str = "title: \"Attack b\"";
const NUMBER: &str = "  write it without sign, fraction and quotes, such as 12; leave the field out if unknown";
const FIGURE: &str = "  one of Exactly(143), AtLeast(40), AtMost(9), About(50), Between(12, 15), Words(\"dozens\")";

#[test]
fn nothing_wrong() {
    kept("", "", "");
    kept(TITLE, "title: r#\"Attack \"b\"\"#", "");
    kept(TITLE, "title: \"\", killed: None, injured: Some(Count()), tags: []", "");
}

#[test]
fn words() {
    bad(
        "kind: Attack",
        "kind: Atack",
        "23:19: error: `kind` does not take `Atack`\n  did you mean Attack? The words are Attack, CounterOperation, Arrest, FoiledPlot, Warning, Statement, Milestone",
    );
    bad(
        "kind: Attack",
        "kind: Qqqq",
        "23:19: error: `kind` does not take `Qqqq`\n  the words are Attack, CounterOperation, Arrest, FoiledPlot, Warning, Statement, Milestone",
    );
    bad(
        "precision: City",
        "precision: \"City\"",
        "26:53: error: `place.precision` takes one of a list of words, without quotes, not \"City\"\n  one of Site, City, District, Admin1, Country",
    );
    bad(
        "confidence: High",
        "confidence: high",
        "27:53: error: `confidence` does not take `high`\n  did you mean High? The words are High, Medium, Low",
    );
    bad(
        TITLE,
        "title: \"\", reports: [Report(source: \"s\", claimed: yes)]",
        "24:63: error: `reports.0.claimed` takes `true` or `false`, not `yes`\n  write true or false, or leave the field out",
    );
}

#[test]
fn unknown_and_missing_fields() {
    kept(
        TITLE,
        "title: \"Attack b\", titel: \"x\"",
        "24:32: warning: the format has no field `titel` here; it is kept and ignored\n  did you mean title?",
    );
    kept(
        TITLE,
        "title: \"\", killed: Count(hihg: 3)",
        "24:38: warning: the format has no field `hihg` here; it is kept and ignored\n  did you mean high?",
    );
    kept(
        TITLE,
        "title: \"\", reports: [Report(source: \"s\"), Report(source: \"s\", zzzzz: {1: [2]})]",
        "24:75: warning: the format has no field `zzzzz` here; it is kept and ignored\n  fields here are source, as_of, killed, injured, other, claimed, note",
    );
    bad(
        "when: \"2020-02-03\",",
        "",
        "21:9: error: this record has no `when`\n  `when` takes a date or a span in quotes: write \"2024-03-22\", \"2024-03\", \"2017-05-23/2017-10-23\" or \"[2020-06-09..2020-06-10]\"",
    );
    bad(
        ", precision: City",
        "",
        "26:20: error: `place` has no `precision`\n  `precision` takes one of a list of words, without quotes: one of Site, City, District, Admin1, Country",
    );
    bad(
        TITLE,
        "title: \"\", title: \"\"",
        "24:24: error: `title` is written twice in one record\n  take one of them out",
    );
    bad(
        TITLE,
        "title: \"\", killed: Count(best: 3, best: 2)",
        "24:47: error: `best` is written twice in one record\n  take one of them out",
    );
}

#[test]
fn wrong_types() {
    bad(
        TITLE,
        "title: 12",
        "24:20: error: `title` takes a text in quotes, not `12`\n  write \"…\", with \\\" for a quote within",
    );
    bad(
        TITLE,
        "title: Attack",
        "24:20: error: `title` takes a text in quotes, not `Attack`\n  write \"…\", with \\\" for a quote within",
    );
    bad(
        TITLE,
        "title: \"\", tags: \"x\"",
        "24:30: error: `tags` takes a list of texts in square brackets, not \"x\"\n  write [\"…\", \"…\"]",
    );
    bad(
        "when: \"2020-02-03\"",
        "when: 2020",
        "25:19: error: `when` takes a date or a span in quotes, not `2020`\n  write \"2024-03-22\", \"2024-03\", \"2017-05-23/2017-10-23\" or \"[2020-06-09..2020-06-10]\"",
    );
    bad(
        TITLE,
        "title: \"\", killed: 12",
        "24:32: error: `killed` takes `Count(…)`, not `12`\n  write Count(low: 144, best: 149, high: 150), leaving out what is unknown",
    );
    bad("Place(country", "Plaice(country", "26:20: error: `place` takes `Place(…)`, not `Plaice(…)`\n  write Place(…)");
    for number in ["1.5", "-3", "\"3\"", "99999999999", "1e3", "NaN", "twelve", "+"] {
        bad(
            TITLE,
            &format!("title: \"\", killed: Count(best: {number})"),
            &format!(
                "24:44: error: `killed.best` takes a whole number, 0 or more, not {}\n{NUMBER}",
                if number.starts_with('"') { number.to_owned() } else { format!("`{number}`") }
            ),
        );
    }
    for figure in ["12", "Exactly", "\"12\""] {
        let shown = if figure.starts_with('"') { figure.to_owned() } else { format!("`{figure}`") };
        bad(
            TITLE,
            &format!("title: \"\", reports: [Report(source: \"s\", killed: {figure})]"),
            &format!("24:62: error: `reports.0.killed` takes a figure such as `Exactly(143)`, not {shown}\n{FIGURE}"),
        );
    }
    bad(
        TITLE,
        "title: \"\", reports: [Report(source: \"s\", killed: Exactly(1.5))]",
        &format!("24:70: error: `reports.0.killed` takes a figure such as `Exactly(143)`, not `1.5`\n{FIGURE}"),
    );
    kept(
        TITLE,
        "title: \"\", reports: [Report(source: \"s\", killed: Between(3, 1))]",
        "24:62: error: the first number of `Between` is larger than the second\n  write the smaller number first",
    );
    bad(
        "precision: City",
        "at: (\"3\", 4), precision: City",
        "26:47: error: `place.at` takes latitude and longitude in round brackets, not \"3\"\n  write (latitude, longitude) in degrees, such as (55.826, 37.39)",
    );
    kept(
        "precision: City",
        "at: (NaN, 4), precision: City",
        "26:46: error: latitude NaN is not between −90 and 90\n  write (latitude, longitude), in degrees",
    );
    kept(
        "precision: City",
        "at: (4, 1e999), precision: City",
        "26:46: error: longitude inf is not between −180 and 180\n  write (latitude, longitude), in degrees",
    );
}

#[test]
fn dates() {
    bad(
        "2020-02-03",
        "2020-02-30",
        "25:19: error: `2020-02-30` is not a date of this file: this month has no such day\n  write the month alone if the day is not known: 2020-02",
    );
    bad(
        "2020-02-03",
        "circa 2016",
        "25:19: error: `circa 2016` is not a date of this file: it is not written as a date\n  did you mean 2016~",
    );
    bad(
        TITLE,
        "title: \"\", reports: [Report(source: \"s\"), Report(as_of: \"2020-13\", source: \"s\")]",
        "24:69: error: `2020-13` is not a date of this file: months run from 01 to 12\n  write a day, month or year: 2024-03-22, 2024-03 or 2024",
    );
    kept("2020-02-03", "2020-02-03/..", "25:19: error: an incident needs an end\n  write the last day it can have had");
}

#[test]
fn quotes_and_signs() {
    let quote = "a quote is missing or one too many here\n  write a quote within a text as \\\"";
    bad(TITLE, "title: \"Attack b", &format!("24:20: error: {quote}"));
    bad(TITLE, "title: Attack b\"", &format!("24:27: error: {quote}"));
    bad(TITLE, "title: \"Attack \"b\"\"", &format!("24:20: error: {quote}"));
    bad(
        TITLE,
        "title: “Attack b”",
        "24:20: error: a curly quote (“) stands where a value should\n  write straight quotes: \"",
    );
    bad(
        TITLE,
        "title: 'Attack b'",
        "24:20: error: a single quote stands where a value should\n  write straight double quotes: \"",
    );
    bad(TITLE, "title:\u{a0}\"\"", "24:19: error: a no-break space stands where a value should\n  write a plain space");
    bad(
        TITLE,
        "title = \"\"",
        "24:19: error: `=` stands where a value should\n  a field and its value are parted by a colon",
    );
    bad(
        TITLE,
        "title: \"a\\qb\"",
        "24:21: error: a `\\` in `title` begins no sign that RON knows\n  write \\\\ for a backslash; \\\" \\n \\t and \\u{1F600} are known",
    );
    bad(
        "title: \"Attack b\",",
        "title: \"Attack b\"",
        "24:30: error: a comma is missing here\n  write a comma between two fields",
    );
    bad("title: \"Attack b\",", "title: \"Attack b\",,", "24:31: error: a comma too many\n  take it out");
    bad("title: \"Attack b\",", "title: ,", "24:20: error: a value is missing before this");
    kept(
        TITLE,
        "title: \"a\u{202e}b\"",
        "24:22: warning: an unseen character here changes the direction of writing; it is shown escaped\n  take it out if it is not needed",
    );
    kept(TITLE, "title: \"a\0b\"", "24:22: warning: a zero byte; the file may have been damaged\n  take it out");
}

#[test]
fn brackets() {
    let unclosed = "21:9: error: a closing bracket or a quote is missing: this record runs into the next one or into the end of the file";
    bad("City)", "City", unclosed);
    bad("        ),\n", "", unclosed);
    bad(
        "City)",
        "City]",
        "26:57: error: this `]` does not fit: a `(` is open\n  close it with ), or take one of them out",
    );
    bad(
        "City)",
        "City))",
        "27:13: error: the record before this field is closed already: a `)` too many, or a `,` in its place",
    );
    bad("Cite(source: \"s\")]", "Cite(source: \"s\")", "27:40: error: a `]` is missing before this field");
    bad("        ),\n", "        /* ),\n", "28:9: error: this comment is never closed\n  write */ at its end");
    kept("        ),\n", "        )\n", "28:10: warning: a comma is missing here\n  write a comma");
    kept(
        "        ),\n",
        "        ),\n    ]\n",
        "30:9: error: this Incident stands outside its list: a bracket too many before it?",
    );
    kept(
        "    ],\n)",
        "",
        "36:11: error: the file ends before the list `incidents` does: it was cut off, or brackets are missing",
    );
    kept(
        "\n)\n",
        "\n",
        "37:7: error: the file ends before its timeline does: a `)` is missing, or the file was cut off",
    );
}

#[test]
fn conflict_markers() {
    let hint = "\n  keep one side, or both, and take out the lines with <<<<<<<, ======= and >>>>>>>";
    let within = "<<<<<<< HEAD\n            title: \"x\",\n=======\n            title: \"y\",\n>>>>>>> theirs\n            confidence: High,";
    bad(
        "            when",
        &format!("{within}\n            when"),
        &format!("25:1: error: git left a merge conflict in lines 25 to 29{hint}"),
    );
    let between = "        ),\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n";
    kept("        ),\n", between, &format!("29:1: error: git left a merge conflict in lines 29 to 31{hint}"));
}

#[test]
fn the_header() {
    let header = |from: &str, to: &str, expected: &str| {
        let text = timeline(&incidents(&["a"]));
        assert!(text.contains(from), "{from}");
        let document = read(&text.replacen(from, to, 1));
        assert_eq!(problems(&document).trim_end(), expected);
        assert_eq!(ids(&document), ["a"], "{expected}");
    };
    let implicit = "  write #![enable(implicit_some)] in the first line";
    header(
        "#![enable(implicit_some)]\n",
        "",
        &format!(
            "1:1: warning: the line `#![enable(implicit_some)]` is missing; the file is read as if it were there\n{implicit}"
        ),
    );
    header(
        "(implicit_some)",
        "(implicit_some, unwrap_newtypes)",
        &format!("1:1: error: the extension `unwrap_newtypes` is not known to this format and not heeded\n{implicit}"),
    );
    header(
        "#![enable",
        "#![type = \"x\"]\n#![enable",
        &format!("1:1: error: this attribute is not known and not heeded\n{implicit}"),
    );
    header(
        "format: 1",
        "format: 2",
        "3:13: error: this program reads format 1; the records are read as far as they fit",
    );
    header(
        "    format: 1,\n",
        "",
        "2:1: warning: the timeline has no `format`; it is read as format 1\n  write format: 1",
    );
    header(
        "span: \"2015/2024\"",
        "spam: \"2015/2024\"",
        "2:1: warning: the timeline has no `span`, the days that totals and first view cover\n  write span: \"2015/2024\"\n5:5: warning: a timeline has no field `spam`; it is kept and ignored\n  did you mean span?",
    );
    header(
        "2015/2024",
        "2024/2015",
        "5:11: error: `2024/2015` is not a date of this file: it ends before it starts\n  did you mean 2015/2024",
    );
    header(
        "title: \"Test\"",
        "title: 12",
        "4:12: error: `title` takes a text in quotes, not `12`\n  write \"…\", with \\\" for a quote within",
    );
    header("title: \"Test\",", "title: \"Test\"", "4:18: warning: a comma is missing here\n  write a comma");
    header(
        "title: \"Test\"",
        "title: \"Test",
        "4:12: error: a quote is missing or one too many here\n  write a quote within a text as \\\"",
    );
    header("    ],\n    incidents", "    incidents", "11:5: error: the list `sources` needs a `]` before this");
    header("Timeline(", "Views(", "2:1: error: the file holds a `Views`, not a `Timeline`");
}

/// The whole printed form of every problem of some bytes.
#[track_caller]
fn whole(bytes: &[u8], expected: &str) {
    let document = Document::read("t.ron", bytes.to_vec());
    assert_eq!(crate::support::printed(&document).trim_end(), expected);
    assert_eq!(document.incidents.len(), 0);
}

#[test]
fn no_timeline_at_all() {
    let hint = "\n  hint: write Timeline(format: 1, title: \"…\", span: \"2015/2024\", incidents: [])";
    for blank in ["", " \n\n", "\u{feff}"] {
        whole(blank.as_bytes(), &format!("t.ron:1:1: warning: the file is empty: a timeline without incidents{hint}"));
    }
    whole(
        b"// a\n/* b */",
        &format!(
            "t.ron:1:1: warning: the file is empty but for comments: a timeline without incidents\n1 | // a\n  | ^{hint}"
        ),
    );
    whole(
        b"Tim\xe9line(\n",
        "t.ron:1:1: error: byte 3, line 1: the file is not UTF-8 but looks like Latin-1 or Windows-1252 (0xE9 would be `é`)\n  hint: save it again as UTF-8",
    );
    whole(
        b"\n\x93a\x94",
        "t.ron:1:1: error: byte 1, line 2: the file is not UTF-8 but looks like Latin-1 or Windows-1252 (0x93 would be `“`)\n  hint: save it again as UTF-8",
    );
    whole(
        b"a\xff\xff\xff",
        "t.ron:1:1: error: byte 1, line 1: the file is not UTF-8 text (0xFF)\n  hint: bring it back from a copy, or save it again as UTF-8",
    );
    whole(
        b"\xff\xfeT\0i\0",
        "t.ron:1:1: error: byte 0, line 1: the file is UTF-16 (little endian) text, not UTF-8\n  hint: save it again as UTF-8",
    );
    whole(
        b"\xfe\xff\0T\0i",
        "t.ron:1:1: error: byte 0, line 1: the file is UTF-16 (big endian) text, not UTF-8\n  hint: save it again as UTF-8",
    );
    whole(
        b"T\0i\0m\0",
        "t.ron:1:1: error: byte 0, line 1: the file is UTF-16 (little endian) text, not UTF-8\n  hint: save it again as UTF-8",
    );
    whole(
        &[0; 4096],
        "t.ron:1:1: error: the file holds nothing but 4096 zero bytes: it was damaged, perhaps by a crash\n  hint: bring it back from a copy or from git",
    );
    whole(
        b"hello",
        "t.ron:1:1: error: the file does not begin with `Timeline(`\n1 | hello\n  | ^^^^^\n  hint: write Timeline(format: 1, title: \"…\", …) around everything",
    );
}

#[test]
fn limits() {
    let deep = |n: usize| format!("title: {}1{}", "[".repeat(n), "]".repeat(n));
    bad(TITLE, &deep(1_000_000), "24:147: error: brackets nest deeper than 128 here");
    bad(TITLE, &format!("title: {}", "[".repeat(1_000_000)), "24:147: error: brackets nest deeper than 128 here");
    let long = format!("title: \"{}\"", "x".repeat(1 << 20));
    bad(TITLE, &long, "24:20: error: this text is longer than 1 MB");
    let texts = format!("title: \"\", tags: [{}]", format!("\"{}\",", "x".repeat(1 << 19)).repeat(9));
    bad(TITLE, &texts, "21:9: error: this record is larger than 4 MB");
    let large = decode(vec![b' '; (256 << 20) + (3 << 19)]).unwrap_err();
    assert_eq!(
        (large.code, large.message.as_str()),
        (code::LIMIT, "the file has 257.5 MB; this program reads up to 256 MB")
    );
}

#[test]
fn more_than_a_million_records() {
    let text = format!("Timeline(incidents: [{}])", "(),".repeat(1_000_010));
    let layout = daymark::format::layout(&text);
    assert_eq!(layout.problems.last().unwrap().message, "the file has more than 1000000 records; the rest is not read");
}

#[test]
fn carriage_returns_alone() {
    let text = timeline(&incidents(&["a"])).replace('\n', "\r");
    let document = read(&text);
    let last = document.problems().iter().find(|problem| problem.code == code::LINE_ENDS).unwrap();
    assert_eq!(last.message, "lines end in a carriage return (CR) alone; a // comment then hides what follows it");
    assert!(last.is_error());
    assert_eq!(ids(&document), ["a"]);
}

#[test]
fn carets_stand_under_wide_characters() {
    let text = "Timeline(\n\tabout: \"日本é\u{301}\" x)";
    let at = text.find('x').unwrap();
    let index = LineIndex::new(text);
    assert_eq!(position(text, at).to_string(), "2:16");
    assert_eq!(index.position(text, at), position(text, at));
    assert_eq!(index.n_lines(), 2);
    let problem = daymark::format::Problem::error("syntax", at..at + 1, "words");
    let printed = print("t.ron", text, &index, &problem);
    let expected = format!("t.ron:2:16: error: words\n2 |  about: \"日本é\u{301}\" x)\n  | {}^\n", " ".repeat(16));
    assert_eq!(printed, expected);
}

#[test]
fn batches_come_to_the_same() {
    let text = timeline(&incidents(&["a", "b", "c"]));
    let mut reader = Reader::new("t.ron", text.clone().into_bytes());
    assert_eq!((reader.progress().done, reader.progress().total), (0, 5));
    assert_eq!(reader.header().title, "Test");
    assert_eq!(reader.read_some(3).done, 3);
    // Actors first, then incidents; sources wait.
    assert_eq!((reader.incidents().len(), reader.so_far().sources.len()), (2, 0));
    assert!(reader.read_some(9).is_done());
    let document = reader.finish();
    assert_eq!(ids(&document), ids(&read(&text)));
    assert_eq!(document.problems(), read(&text).problems());
}

#[test]
fn every_code_is_listed_once() {
    let mut codes: Vec<&str> = code::ALL.iter().map(|(code, _)| *code).collect();
    assert!(codes.iter().all(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    codes.sort_unstable();
    let n = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), n);
}
