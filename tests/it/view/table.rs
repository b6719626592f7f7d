//! The table: every order is the same rows, parts add up, and the text to paste says what it is.

use super::*;
use crate::sample;
use daymark::model::{AttackType, Confidence, InFigures, Vocabulary};
use daymark::query::{CountingRule, GroupKey, Mask, Sum, totals};
use daymark::view::{
    Line, Shown, Sort, Table, TableColumn, TableFormat, TableLayout, ViewState, cell, table_text, why_not_counted,
};

fn four() -> Loaded {
    let crocus = Incident {
        title: "Crocus | City".to_owned(),
        killed: Some(sample::count(144, 149, 150)),
        injured: Some(sample::count(551, -1, -1)),
        reports: vec![
            sample::report("early", None, daymark::model::Figure::AtLeast(40)),
            sample::report("late", None, daymark::model::Figure::Exactly(149)),
        ],
        perpetrators: sample::perpetrators(Some(0), InFigures::No),
        attack_types: vec![AttackType::ArmedAssault, AttackType::Arson],
        ..sample::incident("2024-03-22-crocus", "2024-03-22")
    };
    let unknown = Incident { title: "=SUM(A1)".to_owned(), ..sample::incident("b-unknown", "2020-05") };
    let zero = Incident { killed: Some(sample::count(0, 0, 0)), ..sample::incident("c-zero", "2021-01-02") };
    let arrest = Incident {
        kind: Kind::Arrest,
        confidence: Confidence::Low,
        killed: Some(sample::count(-1, -1, 9)),
        ..sample::incident("d-arrest", "2019-07-01")
    };
    inline([crocus, unknown, zero, arrest])
}

fn shown(loaded: &Loaded, layout: &TableLayout) -> Shown {
    let state = ViewState { centre: daymark::view::Centre::Table, table: layout.clone(), ..ViewState::default() };
    Shown::new(loaded, &state, None)
}

/// Each line of the table with these columns, heads of parts in brackets.
fn drawn(loaded: &Loaded, layout: &TableLayout) -> String {
    let shown = shown(loaded, layout);
    let table = shown.table.as_deref().unwrap();
    let lines = table.lines(&layout.folded);
    let words = |line: usize| match lines.at(table, line).unwrap() {
        Line::Part(part) => format!("[{}]", table.parts[part].sums.as_ref().unwrap().heading()),
        Line::Row(_, row) => {
            let cells = layout.columns.iter().map(|column| cell(loaded, &shown.rule, row, *column));
            cells.collect::<Vec<_>>().join(" / ")
        }
    };
    (0..lines.len()).map(words).collect::<Vec<_>>().join("\n")
}

fn layout(columns: &[TableColumn], sort: Option<(TableColumn, bool)>, group: Option<GroupKey>) -> TableLayout {
    let sort = sort.map(|(column, descends)| Sort { column, descends });
    TableLayout { columns: columns.to_vec(), sort, group, ..TableLayout::default() }
}

#[test]
fn cells_say_what_is_known_and_never_zero_for_unknown() {
    use TableColumn::{AttackersKilled, City, Date, Injured, Killed, KilledHigh, KilledLow, Reports, Sources, Target};
    let loaded = four();
    let columns = [Date, Killed, KilledLow, KilledHigh, Injured, AttackersKilled, Sources, Reports, City, Target];
    assert_eq!(
        drawn(&loaded, &layout(&columns, None, None)),
        "1 July 2019 / up to 9 / unknown / 9 / unknown / unknown / 0 / 0 / Kabul / –
May 2020 / unknown / unknown / unknown / unknown / unknown / 0 / 0 / Kabul / –
2 January 2021 / 0 / 0 / 0 / unknown / unknown / 0 / 0 / Kabul / –
22 March 2024 / 144–150 (149) / 144 / 150 / at least 551 / 0 / 2 / 2 / Kabul / –"
    );
}

#[test]
fn a_third_click_goes_back_to_the_order_of_time_and_unknown_stays_last() {
    let loaded = four();
    let mut now = layout(&[TableColumn::Id], None, None);
    let mut orders = Vec::new();
    for _ in 0..3 {
        now = now.sorted_next(TableColumn::Killed);
        orders.push(drawn(&loaded, &now).replace('\n', " "));
    }
    assert_eq!(
        orders,
        [
            "2024-03-22-crocus d-arrest c-zero b-unknown",
            "c-zero d-arrest 2024-03-22-crocus b-unknown",
            "d-arrest b-unknown c-zero 2024-03-22-crocus",
        ]
    );
}

#[test]
fn parts_have_heads_and_fold_up() {
    let loaded = four();
    let mut now = layout(&[TableColumn::Id, TableColumn::Killed], None, Some(GroupKey::Kind));
    assert_eq!(
        drawn(&loaded, &now),
        "[Attack · 3 incidents, 3 counted]
b-unknown / unknown
c-zero / 0
2024-03-22-crocus / 144–150 (149)
[Arrest · 1 incident, 0 counted]
d-arrest / up to 9"
    );
    now = now.folding("Attack");
    assert_eq!(
        drawn(&loaded, &now),
        "[Attack · 3 incidents, 3 counted]
[Arrest · 1 incident, 0 counted]
d-arrest / up to 9"
    );
    assert_eq!(now.folding("Attack").folded, Vec::<String>::new());
}

#[test]
fn a_row_that_does_not_count_says_why() {
    let loaded = four();
    let why = |row| why_not_counted(&loaded.columns, &CountingRule::VICTIMS, row);
    assert_eq!(why(0).as_deref(), Some("Not counted under “Victims of attacks”: of a kind that is not counted"));
    assert_eq!(why(3), None);
}

#[test]
fn values_carry_a_stamp_and_no_formula() {
    let loaded = four();
    let layout = layout(&[TableColumn::Date, TableColumn::Title, TableColumn::Killed], None, None);
    let shown = shown(&loaded, &layout);
    let table = shown.table.as_deref().unwrap();
    let text = table_text(&loaded, &shown, table, &layout, None, TableFormat::Tsv);
    assert_eq!(
        text,
        ": 4 incidents, 3 counted: killed at least 144, best 149 (1 unknown); injured at least 551 (2 unknown)
Data: , version  (). Filter: none. Counting rule: Victims of attacks. A selection of incidents, not a census.
Date\tTitle\tKilled
2019-07-01\tIncident d-arrest\tup to 9
2020-05\t'=SUM(A1)\tunknown
2021-01-02\tIncident c-zero\t0
2024-03-22\tCrocus | City\t144–150 (149)
"
    );
}

#[test]
fn markdown_has_the_parts_and_their_sums() {
    let loaded = four();
    let layout = layout(&[TableColumn::Title, TableColumn::Killed], None, Some(GroupKey::Kind));
    let shown = shown(&loaded, &layout);
    let table = shown.table.as_deref().unwrap();
    let text = table_text(&loaded, &shown, table, &layout, None, TableFormat::Markdown);
    let (_, table_lines) = text.split_once("census.\n\n").unwrap();
    assert_eq!(
        table_lines,
        "| Kind | Title | Killed |
|--|--|--:|
| Attack | =SUM(A1) | unknown |
| Attack | Incident c-zero | 0 |
| Attack | Crocus \\| City | 144–150 (149) |
| Arrest | Incident d-arrest | up to 9 |

| Kind | Incidents | Counted | Killed | Injured |
|--|--:|--:|--:|--:|
| Attack | 3 | 3 | at least 144, best 149 (1 unknown) | at least 551 (2 unknown) |
| Arrest | 1 | 0 | none counted | none counted |
"
    );
    let only = table_text(&loaded, &shown, table, &layout, Some(&[2]), TableFormat::Markdown);
    assert!(only.contains("| Attack | Incident c-zero | 0 |\n") && only.lines().count() == 7, "{only}");
}

fn any_sort() -> impl Strategy<Value = Option<Sort>> {
    prop::option::of((prop::sample::select(TableColumn::ALL.to_vec()), any::<bool>()))
        .prop_map(|sort| sort.map(|(column, descends)| Sort { column, descends }))
}

fn any_key() -> impl Strategy<Value = Option<GroupKey>> {
    prop::option::of(prop::sample::select(GroupKey::ALL.to_vec()))
}

fn row_sum(loaded: &Loaded, rule: &CountingRule, rows: &[Row]) -> (Sum, Sum) {
    let (mut killed, mut injured) = (Sum::default(), Sum::default());
    for row in rows.iter().filter(|row| rule.counts(**row as usize, &loaded.columns)) {
        killed.add(rule.killed(*row as usize, &loaded.columns));
        injured.add(loaded.columns.injured.get(*row as usize));
    }
    (killed, injured)
}

proptest! {
    #[test]
    fn any_order_is_a_permutation_and_parts_add_up(
        rows in rows(60, 16), sort in any_sort(), key in any_key(), every in 1_usize..4,
    ) {
        let loaded = made(&rows);
        let mask = Mask::from_fn(loaded.columns.len(), |row| row % every == 0);
        let rule = CountingRule::VICTIMS;
        let table = Table::new(&loaded, &mask, &rule, key, sort);
        let mut seen: Vec<Row> = table.rows().collect();
        seen.sort_unstable();
        let (mut killed, mut injured) = (Sum::default(), Sum::default());
        for part in &table.parts {
            let Some(sums) = &part.sums else { continue };
            prop_assert_eq!((sums.killed, sums.injured), row_sum(&loaded, &rule, &part.rows));
            killed.add_sum(&sums.killed);
            injured.add_sum(&sums.injured);
        }
        if key.is_none_or(|key| !key.overlaps()) {
            prop_assert_eq!(seen, mask.iter().collect::<Vec<Row>>());
        }
        if key.is_some_and(|key| !key.overlaps()) {
            let all = totals(&loaded.columns, &mask, &rule);
            prop_assert_eq!((killed, injured), (all.killed, all.injured));
        }
    }

    #[test]
    fn sorting_is_stable_both_ways(rows in rows(60, 3), column in prop::sample::select(TableColumn::ALL.to_vec())) {
        let loaded = made(&rows);
        let mask = Mask::all(loaded.columns.len());
        let rule = CountingRule::VICTIMS;
        for descends in [false, true] {
            let sort = Some(Sort { column, descends });
            let order: Vec<Row> = Table::new(&loaded, &mask, &rule, None, sort).rows().collect();
            for pair in order.windows(2) {
                let text = |row: Row| cell(&loaded, &rule, row, column);
                // Cells that say the same may differ in what is behind them only where the column is a range or a date.
                let is_exact = !matches!(column, TableColumn::Killed | TableColumn::Injured | TableColumn::Date);
                if is_exact && text(pair[0]) == text(pair[1]) {
                    prop_assert!(pair[0] < pair[1]);
                }
            }
        }
    }

    #[test]
    fn every_line_is_found_again(rows in rows(40, 8), key in any_key(), fold in 0_usize..8) {
        let loaded = made(&rows);
        let table = Table::new(&loaded, &Mask::all(loaded.columns.len()), &CountingRule::VICTIMS, key, None);
        let keys: Vec<String> = table.parts.iter().filter_map(|part| Some(part.sums.as_ref()?.key.clone())).collect();
        let folded: Vec<String> = keys.into_iter().skip(fold).take(1).collect();
        let lines = table.lines(&folded);
        let shown: usize = table.parts.iter().enumerate()
            .map(|(i, part)| usize::from(part.sums.is_some()) + if lines.is_open(i) { part.rows.len() } else { 0 }).sum();
        prop_assert_eq!(lines.len(), shown);
        for line in 0..lines.len() {
            let at = lines.at(&table, line);
            prop_assert!(at.is_some());
            if let (Some(Line::Row(_, row)), true) = (at, key.is_none_or(|key| !key.overlaps())) {
                prop_assert_eq!(lines.line_of(&table, row), Some(line));
            }
        }
        prop_assert_eq!(lines.at(&table, lines.len()), None);
    }
}

#[test]
fn columns_are_told_apart_by_their_words() {
    let mut labels: Vec<&str> = TableColumn::ALL.iter().map(|column| column.label()).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), TableColumn::ALL.len());
    assert!(Kind::ALL.len() > 1);
}
