//! Whatever a text holds, a reader gets it back, and nothing in it is taken for anything else.

use daymark::export::{escape_bibtex, escape_calendar, fold_calendar, guard_csv, ris_value, unguard_csv};
use proptest::prelude::*;

/// Texts full of what the formats take for their own.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-=+@'\"|,;:\\\\{}%&#$_~^\t\r\n a-zäب]{0,40}",
        ".*",
        "(ER  - |TY  - |\r\n|END:VEVENT|\n|\\}|@misc\\{|x){0,8}",
        "[ a-zäب＝]{60,400}",
    ]
}

fn words(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What LaTeX shows of it.
fn unescape_bibtex(text: &str) -> String {
    let named = [
        ("\\textbraceleft{}", "\u{1}"),
        ("\\textbraceright{}", "\u{2}"),
        ("\\textbackslash{}", "\u{3}"),
        ("\\textasciitilde{}", "~"),
        ("\\textasciicircum{}", "^"),
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\#", "#"),
        ("\\$", "$"),
        ("\\_", "_"),
        ("\u{1}", "{"),
        ("\u{2}", "}"),
        ("\u{3}", "\\"),
    ];
    named.iter().fold(text.to_owned(), |text, (written, shown)| text.replace(written, shown))
}

fn unescape_calendar(text: &str) -> String {
    let mut shown = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().unwrap() {
                'n' => shown.push('\n'),
                c => shown.push(c),
            },
            ';' | ',' => panic!("a bare {c} in {text}"),
            c => shown.push(c),
        }
    }
    shown
}

proptest! {
    #[test]
    fn csv_comes_back_and_is_no_formula(texts in prop::collection::vec(text(), 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // At the very start of a file, a reader takes U+FEFF for a mark; the names of columns stand there.
        writer.write_record(["start".to_owned()].into_iter().chain(texts.iter().map(|text| guard_csv(text)))).unwrap();
        let bytes = writer.into_inner().unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(records.len(), 1);
        for (text, cell) in texts.iter().zip(records[0].iter().skip(1)) {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
            prop_assert_eq!(unguard_csv(cell), text);
        }
    }

    #[test]
    fn bibtex_comes_back_with_matching_braces(text in text()) {
        let escaped = escape_bibtex(&text);
        let mut depth = 0;
        for c in escaped.chars() {
            depth += match c { '{' => 1, '}' => -1, _ => 0 };
            prop_assert!(depth >= 0);
        }
        prop_assert_eq!(depth, 0);
        prop_assert_eq!(unescape_bibtex(&escaped), words(&text));
        let entry = format!("@misc{{key,\n  title = {{{{{escaped}}}}},\n  note = {{last}},\n}}\n");
        let read = biblatex::Bibliography::parse(&entry).unwrap();
        prop_assert_eq!(read.len(), 1);
        prop_assert!(read.get("key").unwrap().get("note").is_some());
    }

    #[test]
    fn calendar_lines_are_short_and_come_back(text in text()) {
        let folded = fold_calendar(&format!("DESCRIPTION:{}", escape_calendar(&text)));
        for line in folded.strip_suffix("\r\n").unwrap().split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']));
        }
        let whole = folded.replace("\r\n ", "").replace("\r\n", "");
        let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        let seen: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(is_kept).collect();
        prop_assert_eq!(unescape_calendar(whole.strip_prefix("DESCRIPTION:").unwrap()), seen);
    }

    #[test]
    fn ris_values_stay_on_their_line(text in text()) {
        let value = ris_value(&text);
        prop_assert!(!value.chars().any(char::is_control));
        prop_assert_eq!(value, words(&text));
    }
}
