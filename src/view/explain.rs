//! What makes a number: the rule, what it leaves out and why, the arithmetic of the range, what is unknown, and who
//! stands behind it. Plain values first, words from them.

use super::Loaded;
use crate::model::{FileRecords, SourceKind, Vocabulary, thousands};
use crate::query::{Columns, CountingRule, LeftOut, Mask, Query, Row, Totals, totals};

/// How many incidents are named as the largest parts of a total.
const N_LARGEST: usize = 5;

/// An explanation of the totals of some incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The rule in force.
    pub rule: CountingRule,
    /// What they add up to.
    pub totals: Totals,
    /// Why incidents do not count, with how many; each under its first reason.
    pub left_out: Vec<(LeftOut, u32)>,
    /// How the killed add up.
    pub killed: Arithmetic,
    /// How the injured add up.
    pub injured: Arithmetic,
    /// The incidents with the most killed by the figure that leads, at most five.
    pub largest: Vec<(Row, u32)>,
    /// Counted incidents with no figure of the killed.
    pub unknown: Vec<Row>,
    /// Who stands behind it.
    pub voices: Voices,
}

/// Where the three sums come from. Every part is a number of incidents and the sum of what they give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Arithmetic {
    /// Low: from the low figure; where there is none, from the best.
    pub low: [(u32, u64); 2],
    /// Best: from the best figure; where there is none, from the low.
    pub best: [(u32, u64); 2],
    /// High: from the high figure; else from the best; else from the low.
    pub high: [(u32, u64); 3],
}

/// The sources of the counted incidents.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Voices {
    /// Sources that the counted incidents name.
    pub n_sources: usize,
    /// Publishers of them.
    pub n_publishers: usize,
    /// Counted incidents by the kinds of their sources; an incident may be under several.
    pub by_kind: Vec<(SourceKind, u32)>,
    /// Counted incidents with no source at all, with one independent source, and with two or more.
    pub by_origins: [Vec<Row>; 3],
}

impl Explanation {
    /// Explains the totals of a selection.
    pub fn new(loaded: &Loaded, mask: &Mask, rule: &CountingRule) -> Self {
        let columns = &loaded.columns;
        let counted = rule.counted(columns, mask);
        let mut largest: Vec<(Row, u32)> = Vec::with_capacity(N_LARGEST + 1);
        let (mut killed, mut injured) = (Arithmetic::default(), Arithmetic::default());
        let mut unknown = Vec::new();
        for row in counted.iter() {
            let count = rule.killed(row as usize, columns);
            killed.add(count);
            injured.add(columns.injured.get(row as usize));
            if !count.is_known() {
                unknown.push(row);
            }
            let n = rule.headline.of(count).unwrap_or(0);
            if n > 0 && (largest.len() < N_LARGEST || largest.last().is_some_and(|(_, least)| n > *least)) {
                let at = largest.partition_point(|(_, m)| *m >= n);
                largest.insert(at, (row, n));
                largest.truncate(N_LARGEST);
            }
        }
        Self {
            rule: *rule,
            totals: totals(columns, mask, rule),
            left_out: left_out(columns, &mask.and_not(&counted), rule),
            killed,
            injured,
            largest,
            unknown,
            voices: Voices::of(columns, &counted),
        }
    }

    /// Why incidents do not count, such as "41 of a kind that is not counted".
    pub fn left_out_words(&self) -> Vec<String> {
        self.left_out.iter().map(|(reason, n)| format!("{} {}", thousands((*n).into()), reason.words())).collect()
    }

    /// The share of the largest part in the total, in hundredths, rounded; `None` where nobody was killed.
    pub fn share(&self, n: u32) -> Option<u64> {
        let whole = self.totals.killed.of(self.rule.headline);
        (whole > 0).then(|| (u64::from(n) * 100 + whole / 2) / whole)
    }

    /// The whole explanation as text, to be copied: what the screen says, and the stamp.
    pub fn text(&self, loaded: &Loaded, query: &Query, files: &[FileRecords]) -> String {
        let mut lines =
            vec![super::cite_totals(&self.totals, &self.rule, query, loaded.as_known, files), String::new()];
        lines.push(format!("Rule: {}", self.rule.words()));
        if !self.rule.caveat().is_empty() {
            lines.push(self.rule.caveat().to_owned());
        }
        let left_out = self.left_out_words();
        if !left_out.is_empty() {
            lines.push(format!("Left out: {}.", left_out.join("; ")));
        }
        for (name, arithmetic) in [("Killed", &self.killed), ("Injured", &self.injured)] {
            lines.extend(arithmetic.words().into_iter().map(|words| format!("{name}, {words}")));
        }
        lines.push(self.unknown_words());
        lines.extend(self.voices.words());
        if !self.largest.is_empty() {
            lines.push("Largest parts:".to_owned());
            for (row, n) in &self.largest {
                let share = self.share(*n).map_or(String::new(), |share| format!(" ({share} %)"));
                lines.push(format!(
                    "- {}{share}: {} [{}]",
                    thousands((*n).into()),
                    loaded.columns.title(*row),
                    loaded.id(*row)
                ));
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// How many have no figure.
    pub fn unknown_words(&self) -> String {
        let (killed, injured) = (self.totals.killed.unknown, self.totals.injured.unknown);
        let none = |n: u32| if n == 0 { "none".to_owned() } else { thousands(n.into()) };
        format!(
            "Unknown: {} of {} counted incidents have no figure of the killed, {} none of the injured. They add nothing; \
             unknown is not zero.",
            none(killed),
            thousands(self.totals.counted.into()),
            none(injured),
        )
    }
}

fn left_out(columns: &Columns, mask: &Mask, rule: &CountingRule) -> Vec<(LeftOut, u32)> {
    let mut counts: Vec<(LeftOut, u32)> = LeftOut::all().map(|reason| (reason, 0)).collect();
    mask.for_each(|row| {
        if let Some(reason) = rule.reason_against(row, columns)
            && let Some((_, n)) = counts.iter_mut().find(|(of, _)| *of == reason)
        {
            *n += 1;
        }
    });
    counts.retain(|(_, n)| *n > 0);
    counts
}

impl Arithmetic {
    fn add(&mut self, count: crate::model::Count) {
        fn put<const N: usize>(parts: &mut [(u32, u64); N], figures: [Option<u32>; N]) {
            for (part, figure) in parts.iter_mut().zip(figures) {
                if let Some(n) = figure {
                    part.0 += 1;
                    part.1 += u64::from(n);
                    return;
                }
            }
        }
        put(&mut self.low, [count.low, count.best]);
        put(&mut self.best, [count.best, count.low]);
        put(&mut self.high, [count.high, count.best, count.low]);
    }

    /// A sentence for each of the three sums; none where no incident has a figure.
    pub fn words(&self) -> Vec<String> {
        let sentence = |name: &str, parts: &[(&str, (u32, u64))]| {
            let whole: u64 = parts.iter().map(|(_, (_, sum))| sum).sum();
            let parts: Vec<String> = parts
                .iter()
                .filter(|(_, (n, _))| *n > 0)
                .map(|(of, (n, sum))| {
                    let figures = if *n == 1 { "figure" } else { "figures" };
                    format!("{} from {} {of} {figures}", thousands(*sum), thousands((*n).into()))
                })
                .collect();
            (!parts.is_empty()).then(|| format!("{name} {} = {}", thousands(whole), parts.join(" + ")))
        };
        let [low, low_best] = self.low;
        let [best, best_low] = self.best;
        let [high, high_best, high_low] = self.high;
        [
            sentence("low", &[("low", low), ("best", low_best)]),
            sentence("best", &[("best", best), ("low", best_low)]),
            sentence("high", &[("high", high), ("best", high_best), ("low", high_low)]),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl Voices {
    fn of(columns: &Columns, counted: &Mask) -> Self {
        let is_named = |many: &crate::query::Many| {
            (0..many.len()).filter(|i| many.rows(*i).iter().any(|row| counted.contains(*row))).count()
        };
        let mut by_kind: Vec<(SourceKind, u32)> = SourceKind::ALL.iter().map(|kind| (*kind, 0)).collect();
        let mut by_origins: [Vec<Row>; 3] = Default::default();
        for row in counted.iter() {
            let bits = columns.source_kinds.get(row as usize).copied().unwrap_or(0);
            for (i, (_, n)) in by_kind.iter_mut().enumerate() {
                *n += u32::from(bits >> i & 1);
            }
            let n_origins = columns.n_origins.get(row as usize).copied().unwrap_or(0);
            if let Some(rows) = by_origins.get_mut(usize::from(n_origins.min(2))) {
                rows.push(row);
            }
        }
        by_kind.retain(|(_, n)| *n > 0);
        by_kind.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        Self { n_sources: is_named(&columns.sources), n_publishers: is_named(&columns.publishers), by_kind, by_origins }
    }

    /// Who stands behind the number, in sentences.
    pub fn words(&self) -> Vec<String> {
        let n = |rows: &Vec<Row>| thousands(rows.len() as u64);
        let [none, one, more] = &self.by_origins;
        let kinds: Vec<String> = self
            .by_kind
            .iter()
            .map(|(kind, n)| format!("{} {}", kind.label().to_lowercase(), thousands((*n).into())))
            .collect();
        let mut words = vec![format!(
            "Sources: {} of {} publishers; {} incidents rest on two or more independent sources, {} on one, {} on none.",
            thousands(self.n_sources as u64),
            thousands(self.n_publishers as u64),
            n(more),
            n(one),
            n(none),
        )];
        if !kinds.is_empty() {
            words.push(format!("Incidents by kind of source: {}.", kinds.join(", ")));
        }
        words
    }
}

/// An incident whose figure of the killed moved, from the first dated report to the figure recorded now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The incident.
    pub row: Row,
    /// What the first day with a number said: its lower end.
    pub first: u32,
    /// The best figure recorded now, else the low one.
    pub now: u32,
}

impl Moved {
    /// How far it moved.
    pub fn by(self) -> u32 {
        self.first.abs_diff(self.now)
    }
}

/// The incidents of a selection whose figure of the killed moved, farthest first; of the same distance in order of time.
///
/// The first number is that of the earliest dated report, other than the group's own, that gives a lower end or an exact
/// figure; of one day the smallest. The last one is what is recorded: best, else low.
pub fn moved_most(loaded: &Loaded, mask: &Mask) -> Vec<Moved> {
    let of = |row: Row| {
        let incident = loaded.catalog.incident(row)?;
        let now = incident.killed().best_or_low()?;
        let path = super::count_path(incident, &loaded.catalog, super::Toll::Killed);
        let numbers = path.iter().filter(|point| !point.is_claimed).filter_map(|point| {
            let (low, high) = point.figure.bounds();
            Some((point.day?.latest(), low.or(high)?))
        });
        let (_, first) = numbers.min()?;
        (first != now).then_some(Moved { row, first, now })
    };
    let mut moved: Vec<Moved> = mask.iter().filter_map(of).collect();
    moved.sort_by_key(|moved| (std::cmp::Reverse(moved.by()), moved.row));
    moved
}
