//! Plain rows to columns.

use super::columns::stored;
use super::{ActorTree, AttributionStatus, Columns, Many, NO_NAME, NONE, Row, RuleBits};
use crate::model::{
    ActorId, AttackType, Confidence, Count, GeoPrecision, InFigures, Kind, Precision, Qualifier, TargetType,
    Vocabulary, country_by_code,
};
use foldhash::HashMap;
use std::sync::Arc;

/// One incident as plain values. Fill what matters, take the rest from [`PlainRow::default`].
#[derive(Clone, Copy, Debug)]
pub struct PlainRow<'a> {
    /// Title.
    pub title: &'a str,
    /// Present id, then previous ones.
    pub ids: &'a [&'a str],
    /// First possible day, in days since 1970-01-01.
    pub earliest: i32,
    /// Last possible day, in days since 1970-01-01, counting.
    pub latest: i32,
    /// How exact the date is.
    pub precision: Precision,
    /// How sure the date is.
    pub qualifier: Qualifier,
    /// What it is.
    pub kind: Kind,
    /// Id of the branch.
    pub branch: &'a str,
    /// Code of the country.
    pub country: &'a str,
    /// Province; empty if none is named.
    pub admin1: &'a str,
    /// Province, town, site.
    pub places: &'a [&'a str],
    /// Attack types, the main one first.
    pub attacks: &'a [AttackType],
    /// Target types, the main one first.
    pub targets: &'a [TargetType],
    /// The editors' certainty.
    pub confidence: Confidence,
    /// How exact the place is.
    pub geo_precision: GeoPrecision,
    /// Latitude and longitude in degrees.
    pub at: Option<(f64, f64)>,
    /// Index of the file.
    pub file: u16,
    /// Victims killed.
    pub killed: Count,
    /// Victims injured.
    pub injured: Count,
    /// Attackers killed.
    pub perpetrators_killed: Option<u32>,
    /// Whether the figures include attackers.
    pub in_figures: InFigures,
    /// Who is said to have done it, taken together.
    pub status: AttributionStatus,
    /// What the record says, as bits by index in [`Fact::ALL`](Vocabulary::ALL).
    pub facts: u16,
    /// Kinds of the sources, as bits by index in [`SourceKind::ALL`](Vocabulary::ALL).
    pub source_kinds: u16,
    /// Sources of which none passes on another.
    pub n_origins: u8,
    /// Ids of the actors that attributions name.
    pub attributed: &'a [&'a str],
    /// Tags.
    pub tags: &'a [&'a str],
    /// Sources: id and title.
    pub sources: &'a [(&'a str, &'a str)],
    /// Publishers of those sources.
    pub publishers: &'a [&'a str],
}

impl Default for PlainRow<'_> {
    fn default() -> Self {
        Self {
            title: "",
            ids: &[],
            earliest: 0,
            latest: 0,
            precision: Precision::Day,
            qualifier: Qualifier::Plain,
            kind: Kind::Attack,
            branch: "unattributed",
            country: "",
            admin1: "",
            places: &[],
            attacks: &[],
            targets: &[],
            confidence: Confidence::Medium,
            geo_precision: GeoPrecision::Country,
            at: None,
            file: 0,
            killed: Count::default(),
            injured: Count::default(),
            perpetrators_killed: None,
            in_figures: InFigures::Unknown,
            status: AttributionStatus::None,
            facts: 0,
            source_kinds: 0,
            n_origins: 0,
            attributed: &[],
            tags: &[],
            sources: &[],
            publishers: &[],
        }
    }
}

/// Collects rows in any order and sorts them at the end.
#[derive(Debug, Default)]
pub struct ColumnsBuilder {
    columns: Columns,
    branch_at: HashMap<String, u16>,
    country_at: HashMap<String, u16>,
    admin1_at: HashMap<String, u32>,
    attributed: ManyBuilder,
    tags: ManyBuilder,
    sources: ManyBuilder,
    publishers: ManyBuilder,
    ids: ManyBuilder,
    places: ManyBuilder,
}

impl ColumnsBuilder {
    /// Files as name and span (first and last day since 1970-01-01, both counting; `None` covers every day), and the
    /// tree that gives the branches their names.
    pub fn new(files: impl IntoIterator<Item = (String, Option<(i32, i32)>)>, actors: Arc<ActorTree>) -> Self {
        let mut builder = Self::default();
        builder.columns.actors = actors;
        builder.columns.title_starts.push(0);
        for (name, span) in files {
            builder.columns.file_names.push(name);
            builder.columns.file_spans.push(span.unwrap_or((i32::MIN, i32::MAX)));
        }
        builder
    }

    /// Adds a row.
    pub fn push(&mut self, row: &PlainRow<'_>) {
        let n = Row::try_from(self.columns.len()).unwrap_or(Row::MAX);
        let branch = self.branch(row.branch);
        let country = self.country(row.country);
        let admin1 = self.admin1(row.admin1);
        let columns = &mut self.columns;
        columns.earliest.push(row.earliest);
        columns.latest.push(row.latest.max(row.earliest));
        columns.precision.push(row.precision);
        columns.qualifier.push(row.qualifier);
        columns.kind.push(row.kind);
        columns.branch.push(branch);
        columns.country.push(country);
        columns.admin1.push(admin1);
        columns.region.push(country_by_code(row.country).map_or(NONE, |country| small(country.region.index())));
        columns.attack.push(row.attacks.first().map_or(NONE, |word| small(word.index())));
        columns.target.push(row.targets.first().map_or(NONE, |word| small(word.index())));
        columns.attack_bits.push(row.attacks.iter().fold(0, |bits, word| bits | 1 << word.index()));
        columns.target_bits.push(row.targets.iter().fold(0, |bits, word| bits | 1 << word.index()));
        columns.confidence.push(row.confidence);
        columns.geo_precision.push(row.geo_precision);
        columns.at.push(row.at.unwrap_or((f64::NAN, f64::NAN)));
        columns.file.push(row.file);
        columns.killed.push(row.killed);
        columns.injured.push(row.injured);
        columns.perpetrators_killed.push(stored(row.perpetrators_killed));
        columns.in_figures.push(row.in_figures);
        columns.status.push(row.status);
        columns.facts.push(row.facts);
        columns.source_kinds.push(row.source_kinds);
        columns.n_origins.push(row.n_origins);
        columns.title_text.push_str(row.title);
        columns.title_starts.push(u32::try_from(columns.title_text.len()).unwrap_or(u32::MAX));
        self.push_many(n, row);
    }

    fn push_many(&mut self, n: Row, row: &PlainRow<'_>) {
        let pairs = [
            (&mut self.ids, row.ids),
            (&mut self.places, row.places),
            (&mut self.tags, row.tags),
            (&mut self.publishers, row.publishers),
        ];
        for (many, words) in pairs {
            for word in words {
                many.push(n, word, word);
            }
        }
        for actor in row.attributed {
            let id = ActorId::from(*actor);
            self.attributed.push(n, actor, self.columns.actors.label(&id));
        }
        for (id, title) in row.sources {
            self.sources.push(n, id, title);
        }
    }

    fn branch(&mut self, id: &str) -> u16 {
        if let Some(at) = self.branch_at.get(id) {
            return *at;
        }
        let at = u16::try_from(self.columns.branches.len()).unwrap_or(u16::MAX);
        self.branch_at.insert(id.to_owned(), at);
        let id = ActorId::from(id);
        let actors = Arc::clone(&self.columns.actors);
        let columns = &mut self.columns;
        columns.branch_labels.push(actors.label(&id).to_owned());
        columns.branch_is_other.push(actors.is_within(&id, &ActorId::from("other")));
        columns.branch_is_unattributed.push(actors.is_within(&id, &ActorId::from("unattributed")));
        columns.branch_is_inspired.push(actors.is_within(&id, &ActorId::from("is-inspired")));
        columns.branches.push(id);
        at
    }

    fn country(&mut self, code: &str) -> u16 {
        if let Some(at) = self.country_at.get(code) {
            return *at;
        }
        let at = u16::try_from(self.columns.countries.len()).unwrap_or(u16::MAX);
        self.country_at.insert(code.to_owned(), at);
        self.columns.country_labels.push(country_by_code(code).map_or(code, |country| country.name).to_owned());
        self.columns.countries.push(code.to_owned());
        at
    }

    fn admin1(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return NO_NAME;
        }
        if let Some(at) = self.admin1_at.get(name) {
            return *at;
        }
        let at = u32::try_from(self.columns.admin1s.len()).unwrap_or(NO_NAME);
        self.admin1_at.insert(name.to_owned(), at);
        self.columns.admin1s.push(name.to_owned());
        at
    }

    /// The columns, sorted by earliest and latest day; rows with the same days keep their order.
    pub fn finish(mut self) -> Columns {
        let order = sorted_order(&self.columns);
        if let Some(order) = &order {
            permute(&mut self.columns, order);
        }
        let new_row = order.as_deref().map(inverse);
        let many = |builder: ManyBuilder| builder.finish(new_row.as_deref());
        let mut columns = self.columns;
        columns.attributed = many(self.attributed);
        columns.tags = many(self.tags);
        columns.sources = many(self.sources);
        columns.publishers = many(self.publishers);
        columns.ids = many(self.ids);
        columns.places = many(self.places);
        let mut greatest = i32::MIN;
        let running = columns.latest.iter().map(|latest| {
            greatest = greatest.max(*latest);
            greatest
        });
        columns.max_latest = running.collect();
        columns.span = span(&columns);
        columns.rule_bits = RuleBits::of(&columns);
        columns
    }
}

/// The spans of the files taken together; a file without one covers its rows.
fn span(columns: &Columns) -> (i32, i32) {
    let given = columns.file_spans.iter().copied().filter(|span| *span != (i32::MIN, i32::MAX));
    let rows = columns.earliest.first().copied().zip(columns.max_latest.last().copied());
    let has_open = columns.file_spans.contains(&(i32::MIN, i32::MAX));
    let rows = rows.filter(|_| has_open || columns.file_spans.is_empty());
    given.chain(rows).reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or((16_436, 20_088))
}

fn small(index: usize) -> u8 {
    u8::try_from(index).unwrap_or(NONE)
}

/// Old row of each new row, or `None` if the rows are sorted already.
fn sorted_order(columns: &Columns) -> Option<Vec<Row>> {
    let key = |row: usize| columns.earliest.get(row).zip(columns.latest.get(row));
    if (1..columns.len()).all(|row| key(row - 1) <= key(row)) {
        return None;
    }
    let mut order: Vec<Row> = (0..).take(columns.len()).collect();
    order.sort_by_key(|row| key(*row as usize));
    Some(order)
}

fn inverse(order: &[Row]) -> Vec<Row> {
    let mut new_row = vec![0; order.len()];
    for (new, old) in (0..).zip(order) {
        if let Some(at) = new_row.get_mut(*old as usize) {
            *at = new;
        }
    }
    new_row
}

fn permute(columns: &mut Columns, order: &[Row]) {
    fn sort<T: Copy>(column: &mut Vec<T>, order: &[Row]) {
        *column = order.iter().filter_map(|row| column.get(*row as usize).copied()).collect();
    }
    let mut text = String::with_capacity(columns.title_text.len());
    let mut starts = vec![0];
    for row in order {
        text.push_str(columns.title(*row));
        starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    (columns.title_text, columns.title_starts) = (text, starts);
    sort(&mut columns.earliest, order);
    sort(&mut columns.latest, order);
    sort(&mut columns.precision, order);
    sort(&mut columns.qualifier, order);
    sort(&mut columns.kind, order);
    sort(&mut columns.branch, order);
    sort(&mut columns.country, order);
    sort(&mut columns.region, order);
    sort(&mut columns.attack, order);
    sort(&mut columns.target, order);
    sort(&mut columns.attack_bits, order);
    sort(&mut columns.target_bits, order);
    sort(&mut columns.confidence, order);
    sort(&mut columns.geo_precision, order);
    sort(&mut columns.at, order);
    sort(&mut columns.file, order);
    for count in [&mut columns.killed, &mut columns.injured] {
        sort(&mut count.low, order);
        sort(&mut count.best, order);
        sort(&mut count.high, order);
    }
    sort(&mut columns.perpetrators_killed, order);
    sort(&mut columns.in_figures, order);
    sort(&mut columns.status, order);
    sort(&mut columns.facts, order);
    sort(&mut columns.source_kinds, order);
    sort(&mut columns.n_origins, order);
    sort(&mut columns.admin1, order);
}

#[derive(Debug, Default)]
struct ManyBuilder {
    at: HashMap<String, u32>,
    keys: Vec<String>,
    labels: Vec<String>,
    pairs: Vec<(u32, Row)>,
}

impl ManyBuilder {
    fn push(&mut self, row: Row, key: &str, label: &str) {
        let at = match self.at.get(key) {
            Some(at) => *at,
            None => {
                let at = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
                self.at.insert(key.to_owned(), at);
                self.keys.push(key.to_owned());
                self.labels.push(label.to_owned());
                at
            }
        };
        self.pairs.push((at, row));
    }

    fn finish(mut self, new_row: Option<&[Row]>) -> Many {
        if let Some(new_row) = new_row {
            for (_, row) in &mut self.pairs {
                *row = new_row.get(*row as usize).copied().unwrap_or(*row);
            }
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let start = |i: u32| u32::try_from(self.pairs.partition_point(|(at, _)| *at < i)).unwrap_or(u32::MAX);
        let starts = (0..).take(self.keys.len() + 1).map(start).collect();
        Many { keys: self.keys, labels: self.labels, starts, rows: self.pairs.iter().map(|(_, row)| *row).collect() }
    }
}
