//! Which lines of two texts differ.

use daymark::edit::{LineKind, Patch, Splice, diff, patch_between};
use proptest::prelude::*;

/// The hunks as a person reads them.
fn shown(before: &str, after: &str) -> String {
    let mut out = String::new();
    for hunk in diff(before, after, None).hunks {
        out += "@\n";
        for line in hunk.lines {
            let sign = match line.kind {
                LineKind::Same => ' ',
                LineKind::Gone => '-',
                LineKind::New => '+',
            };
            out += &format!("{sign}{} {}\n", line.number, line.text);
        }
    }
    out
}

#[test]
fn lines_around_a_change_are_shown_once() {
    let before: String = (1..=20).map(|n| format!("line {n}\n")).collect();
    let after = before.replace("line 5\n", "five\n").replace("line 9\n", "").replace("line 20\n", "twenty\nand more\n");
    let expected = "@\n 2 line 2\n 3 line 3\n 4 line 4\n-5 line 5\n+5 five\n 6 line 6\n 7 line 7\n 8 line 8\n-9 line 9\n \
                    9 line 10\n 10 line 11\n 11 line 12\n@\n 16 line 17\n 17 line 18\n 18 line 19\n-20 line 20\n+19 twenty\n\
                    +20 and more\n";
    assert_eq!(shown(&before, &after), expected);
    assert_eq!(shown(&before, &before), "");
    assert_eq!(shown("", "a\r\n"), "@\n+1 a\n");
    assert_eq!(shown("a\n\n\nb", "a\n\n\nc"), "@\n 1 a\n 2 \n 3 \n-4 b\n+4 c\n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_patch_between_two_texts_makes_the_one_the_other(before in "[a-cé\n]{0,60}", after in "[a-cé\n]{0,60}") {
        let patch = patch_between(&before, &after, "x", None);
        prop_assert_eq!(patch.apply(&before).unwrap(), after.as_str());
        prop_assert_eq!(patch.inverse().apply(&after).unwrap(), before.as_str());
        let at_once = patch.at_once();
        let mut out = String::new();
        let mut at = 0;
        for splice in &at_once {
            out += &before[at..splice.start];
            prop_assert_eq!(&before[splice.bytes()], splice.old.as_str());
            out += &splice.new;
            at = splice.start + splice.old.len();
        }
        prop_assert_eq!(out + &before[at..], after);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn splices_one_after_the_other_are_the_same_all_at_once(
        text in "[a-z]{0,20}",
        splices in prop::collection::vec((0..30_usize, 0..6_usize, "[A-Z]{0,4}"), 0..8),
    ) {
        let mut now = text.clone();
        let mut patch = Patch::default();
        for (start, n_old, new) in splices {
            let start = start.min(now.len());
            let old = now[start..(start + n_old).min(now.len())].to_owned();
            now.replace_range(start..start + old.len(), &new);
            patch.splices.push(Splice { start, old, new });
        }
        let (mut out, mut at) = (String::new(), 0);
        for splice in patch.at_once() {
            prop_assert_eq!(&text[splice.bytes()], splice.old.as_str());
            out += &text[at..splice.start];
            out += &splice.new;
            at = splice.start + splice.old.len();
        }
        prop_assert_eq!(out + &text[at..], now);
    }
}
