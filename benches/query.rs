//! Filter, totals, histograms, facets and text search over 1,000,000 incidents made in memory.
//!
//! What a frame may need after the query has changed is `frame`: mask, lane histograms and totals together.

use criterion::{Criterion, criterion_group, criterion_main};
use daymark::model::{AttackType, Count, Kind, TargetType, Vocabulary};
use daymark::query::{
    AttributionStatus, Columns, ColumnsBuilder, CountingRule, Facets, GroupKey, Mask, PlainRow, Query, TextIndex,
    histogram, totals, totals_by,
};
use std::hint::black_box;
use std::sync::Arc;

const N_ROWS: u32 = 1_000_000;
/// 2015-01-01 and 2024-12-31.
const SPAN: (i32, i32) = (16_436, 20_088);
const BRANCHES: [&str; 8] = ["is", "is-kp", "is-sinai", "is-wa", "is-libya", "is-yemen", "unattributed", "other"];
const COUNTRIES: [&str; 8] = ["IRQ", "SYR", "AFG", "PAK", "NGA", "EGY", "RUS", "FRA"];
const PLACES: [&str; 8] = ["Mosul", "Raqqa", "Kandahar", "Quetta", "Maiduguri", "Arish", "Moscow", "Paris"];
const TAGS: [&str; 4] = ["external operation", "later toll", "verdict", "disputed toll"];
const WHAT: [&str; 4] = ["Bombing of a market", "Attack on a police post", "Raid on a village", "Siege of a hall"];

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

fn columns() -> Columns {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut builder = ColumnsBuilder::new([("bench.ron".to_owned(), Some(SPAN))], Arc::default());
    let publishers: Vec<String> = (0..400).map(|i| format!("Publisher {i}")).collect();
    let provinces: Vec<String> = (0..300).map(|i| format!("Province {i}")).collect();
    for i in 0..N_ROWS {
        let published: Vec<&str> = (0..1 + dice.below(3)).map(|_| publishers[dice.below(400)].as_str()).collect();
        let place = dice.below(PLACES.len());
        let title = format!("{} in {}, district {}", WHAT[dice.below(WHAT.len())], PLACES[place], i % 50_000);
        let earliest = SPAN.0 + dice.below(3_653) as i32;
        let n = dice.below(40) as u32;
        let known = dice.below(10) > 0;
        builder.push(&PlainRow {
            title: &title,
            earliest,
            latest: earliest + if dice.below(20) == 0 { 30 } else { 0 },
            kind: Kind::ALL[dice.below(3) / 2],
            branch: BRANCHES[dice.below(BRANCHES.len())],
            country: COUNTRIES[place],
            attacks: &[AttackType::ALL[dice.below(AttackType::ALL.len())]],
            targets: &[TargetType::ALL[dice.below(TargetType::ALL.len())]],
            killed: Count { low: known.then_some(n), best: known.then_some(n + 1), high: None },
            injured: Count { low: Some(n), best: None, high: Some(n + 9) },
            at: Some((dice.below(90) as f64, dice.below(180) as f64)),
            admin1: &provinces[dice.below(300)],
            status: AttributionStatus::ALL[dice.below(AttributionStatus::ALL.len())],
            source_kinds: 1 << dice.below(8) | 1 << dice.below(8),
            n_origins: dice.below(6) as u8,
            publishers: &published,
            tags: &[TAGS[dice.below(TAGS.len())]],
            geo_precision: daymark::model::GeoPrecision::City,
            ..PlainRow::default()
        });
    }
    builder.finish()
}

fn parse(text: &str) -> Query {
    match Query::parse(text) {
        Ok(query) => query,
        Err(err) => {
            eprintln!("{text}: {err}");
            std::process::exit(2);
        }
    }
}

fn bench(c: &mut Criterion) {
    let columns = columns();
    let text = TextIndex::from_titles(&columns);
    let lanes: Vec<u8> = columns.branch.iter().map(|branch| *branch as u8).collect();
    let all = Mask::all(columns.len());
    let rule = CountingRule::default();

    let narrow = "branch:is-kp kind:attack killed>=20 2021..2024";
    for (name, text_of) in [
        ("frame, everything", ""),
        ("frame, narrow", narrow),
        ("frame, wide", "-country:FRA (killed>=5 OR injured>=5) NOT target:police"),
    ] {
        let query = parse(text_of);
        c.bench_function(name, |b| {
            b.iter(|| {
                let mask = query.filter(&columns, &text).mask;
                let days = histogram(&columns, &mask, &lanes, BRANCHES.len(), SPAN);
                black_box((totals(&columns, &mask, &rule), days))
            });
        });
    }
    let changed = CountingRule::parse("gtd -disputed -claimed-only -armed-targets -nonfatal confidence:Medium")
        .unwrap_or_default();
    let wide = parse("-country:FRA (killed>=5 OR injured>=5) NOT target:police");
    c.bench_function("frame, wide, every option of the rule changed", |b| {
        b.iter(|| {
            let mask = wide.filter(&columns, &text).mask;
            let days = histogram(&columns, &mask, &lanes, BRANCHES.len(), SPAN);
            black_box((totals(&columns, &mask, &changed), days))
        });
    });
    for (name, text_of) in [
        ("mask, near", "near:34.5,69.2<500km"),
        ("text, rare word", "49999"),
        ("text, common word", "bombing"),
        ("text, two letters", "in"),
        ("text, phrase", "\"police post\""),
        ("text, common phrase", "\"a market in mosul\""),
    ] {
        let query = parse(text_of);
        c.bench_function(name, |b| b.iter(|| black_box(query.filter(&columns, &text))));
    }
    c.bench_function("histogram", |b| b.iter(|| black_box(histogram(&columns, &all, &lanes, BRANCHES.len(), SPAN))));
    c.bench_function("totals", |b| b.iter(|| black_box(totals(&columns, &all, &rule))));
    c.bench_function("totals, every option changed", |b| b.iter(|| black_box(totals(&columns, &all, &changed))));
    for (name, text_of) in [
        ("facets, everything", ""),
        ("facets, narrow", narrow),
        ("facets, three picked", "branch:is-kp (country:AFG OR country:PAK) NOT target:Police"),
    ] {
        let query = parse(text_of);
        let filter = |query: &Query| query.filter(&columns, &text).mask;
        let mask = filter(&query);
        c.bench_function(name, |b| b.iter(|| black_box(Facets::new(&columns, &query, &mask, filter))));
    }
    for key in [GroupKey::Branch, GroupKey::Month] {
        c.bench_function(&format!("totals by {}", key.word()), |b| {
            b.iter(|| black_box(totals_by(&columns, &all, &rule, key)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(2));
    targets = bench
}
criterion_main!(benches);
