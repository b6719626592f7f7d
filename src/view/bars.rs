//! The bars of the casualty plot: for each step of time the totals by the counting rule, split into groups.
//!
//! A bar takes an incident only if all its possible days lie in the bar's step; the others are kept apart, to be drawn
//! as hollow bars across their days. A span counts once, on its first day. The bars cover all days there are, so that
//! they are made once for a filter and a step, not once for a frame.

use super::{Groups, Metric, N_HUES, Step, Viewport};
use crate::model::{Count, Day, Precision, Vocabulary as _};
use crate::query::{Columns, CountingRule, Headline, Mask, Sum};

/// Hues and grey.
pub const N_SEGMENTS: usize = N_HUES + 1;

/// What counts in one step.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// First day of the step.
    pub start: Day,
    /// First day of the next step.
    pub next: Day,
    /// What counts in it.
    pub tally: Tally,
    /// The leading figures of the groups, by hue, the grey ones last: killed, injured, incidents.
    pub segments: [[u32; N_SEGMENTS]; 3],
}

/// Figures of a set of incidents.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tally {
    /// Incidents that count.
    pub n_incidents: u32,
    /// Their killed.
    pub killed: Sum,
    /// Their injured.
    pub injured: Sum,
}

/// Incidents whose days do not lie in one step, by those days.
#[derive(Clone, PartialEq, Debug)]
pub struct Undated {
    /// First possible day.
    pub first: Day,
    /// Last possible day, counting.
    pub last: Day,
    /// What counts in them.
    pub tally: Tally,
}

/// The bars of a filter at a step.
#[derive(Clone, PartialEq, Debug)]
pub struct Bars {
    /// Length of a bar.
    pub step: Step,
    /// Which figure makes the height of a bar.
    pub headline: Headline,
    /// Bars with something in them, in order of time.
    pub bars: Vec<Bar>,
    /// What cannot be put in a bar, in order of time.
    pub undated: Vec<Undated>,
    /// Latest last day of each of the undated and all before it.
    undated_until: Vec<Day>,
}

impl Bar {
    /// The leading figures of a metric by hue, the grey ones last; of "both" those of the killed.
    pub fn segments_of(&self, metric: Metric) -> [u32; N_SEGMENTS] {
        let [killed, injured, incidents] = self.segments;
        match metric {
            Metric::Killed | Metric::Both => killed,
            Metric::Injured => injured,
            Metric::Incidents => incidents,
        }
    }
}

impl Tally {
    fn add(&mut self, killed: Count, injured: Count) {
        self.n_incidents += 1;
        self.killed.add(killed);
        self.injured.add(injured);
    }

    /// Low, leading figure and high of a metric; all the same for the number of incidents.
    pub fn range(&self, metric: Metric, headline: Headline) -> (u64, u64, u64) {
        match metric {
            Metric::Killed | Metric::Both => (self.killed.low, self.killed.of(headline), self.killed.high),
            Metric::Injured => (self.injured.low, self.injured.of(headline), self.injured.high),
            Metric::Incidents => {
                let n = u64::from(self.n_incidents);
                (n, n, n)
            }
        }
    }

    /// The figures in words, such as "killed 40–52, best 44; injured at least 100".
    pub fn words(&self, headline: Headline) -> String {
        let incidents = if self.n_incidents == 1 { "incident" } else { "incidents" };
        format!(
            "{} {incidents}; killed {}; injured {}",
            self.n_incidents,
            self.killed.words_by(headline),
            self.injured.words_by(headline)
        )
    }
}

impl Bars {
    /// The bars of the masked incidents that count.
    pub fn new(step: Step, columns: &Columns, mask: &Mask, rule: &CountingRule, colors: &Groups) -> Self {
        let mut bars: Vec<Bar> = Vec::new();
        let mut undated: Vec<Undated> = Vec::new();
        let hues: Vec<usize> = (0..colors.groups.len()).map(|rank| colors.hue(rank)).collect();
        for row in rule.counted(columns, mask).iter() {
            let (killed, injured) = (rule.killed(row as usize, columns), columns.injured.get(row as usize));
            let (earliest, latest) = columns.days(row);
            let first = Day::from_days(earliest);
            let is_after = bars.last().is_none_or(|bar| first >= bar.next);
            let (start, next) = match bars.last() {
                Some(bar) if !is_after => (bar.start, bar.next),
                _ => (step.floor(first), step.next(first)),
            };
            if latest >= next.days() && columns.precision_of(row) != Precision::Span {
                add_undated(&mut undated, first, Day::from_days(latest), killed, injured);
                continue;
            }
            if is_after {
                bars.push(Bar { start, next, tally: Tally::default(), segments: [[0; N_SEGMENTS]; 3] });
            }
            let Some(bar) = bars.last_mut() else { continue };
            bar.tally.add(killed, injured);
            let hue = hues.get(colors.rank(columns, row)).copied().unwrap_or(N_HUES);
            let figures = [rule.headline.of(killed).unwrap_or(0), rule.headline.of(injured).unwrap_or(0), 1];
            for (segments, figure) in bar.segments.iter_mut().zip(figures) {
                if let Some(segment) = segments.get_mut(hue) {
                    *segment = segment.saturating_add(figure);
                }
            }
        }
        let mut until = Day::MIN;
        let undated_until = undated.iter().map(|range| {
            until = until.max(range.last);
            until
        });
        let undated_until = undated_until.collect();
        Self { step, headline: rule.headline, bars, undated, undated_until }
    }

    /// What the bars are, what they leave out and that they are a selection.
    pub fn caption(&self, metric: Metric, view: Viewport, as_known: Option<Day>) -> String {
        let (name, step) = (metric.label(), self.step.label());
        let mut text = format!("{name} by {step}");
        if metric != Metric::Incidents {
            let figure = self.headline.label().to_lowercase();
            text.push_str(&format!(", {figure} figure with range from low to high"));
        }
        let n_undated: u32 = self.undated_on_screen(view).map(|range| range.tally.n_incidents).sum();
        if n_undated > 0 {
            text.push_str(&format!(" · {n_undated} not dated to the {step}"));
        }
        if let Some(day) = as_known {
            text.push_str(&format!(" · as known on {}", day.long()));
        }
        text.push_str(" · a selection of incidents, not a census");
        text
    }

    /// The bars that touch the view.
    pub fn on_screen(&self, view: Viewport) -> &[Bar] {
        let a = self.bars.partition_point(|bar| f64::from(bar.next.days()) <= view.start);
        let b = self.bars.partition_point(|bar| f64::from(bar.start.days()) < view.end);
        self.bars.get(a..b.max(a)).unwrap_or(&[])
    }

    /// The undated that touch the view.
    pub fn undated_on_screen(&self, view: Viewport) -> impl Iterator<Item = &Undated> {
        let a = self.undated_until.partition_point(|until| f64::from(until.days()) + 1.0 <= view.start);
        let b = self.undated.partition_point(|range| f64::from(range.first.days()) < view.end);
        let near = self.undated.get(a..b).unwrap_or(&[]);
        near.iter()
            .filter(move |range| view.overlaps(f64::from(range.first.days()), f64::from(range.last.days()) + 1.0))
    }

    /// The bar whose step holds this position, in days since 1970-01-01.
    pub fn at(&self, day: f64) -> Option<&Bar> {
        let i = self.bars.partition_point(|bar| f64::from(bar.next.days()) <= day);
        self.bars.get(i).filter(|bar| f64::from(bar.start.days()) <= day)
    }

    /// Largest high of a metric among the bars that touch the view; for "both" the larger of the two.
    pub fn highest(&self, view: Viewport, metric: Metric) -> u64 {
        let metrics: &[Metric] = if metric == Metric::Both { &[Metric::Killed, Metric::Injured] } else { &[metric] };
        let high =
            |tally: &Tally| metrics.iter().map(|metric| tally.range(*metric, self.headline).2).max().unwrap_or(0);
        let bars = self.on_screen(view).iter().map(|bar| high(&bar.tally));
        let undated = self.undated_on_screen(view).map(|range| high(&range.tally));
        bars.chain(undated).max().unwrap_or(0)
    }

    /// Running total by the leading figure of a metric: the sum up to the end of each bar, from the first bar on.
    pub fn running(&self, metric: Metric) -> impl Iterator<Item = (Day, u64)> {
        self.bars.iter().scan(0, move |sum, bar| {
            *sum += bar.tally.range(metric, self.headline).1;
            Some((bar.next, *sum))
        })
    }
}

/// The figures of an incident are added to those with the same possible days. Rows come in order of their days.
fn add_undated(undated: &mut Vec<Undated>, first: Day, last: Day, killed: Count, injured: Count) {
    if let Some(range) = undated.last_mut().filter(|range| range.first == first && range.last == last) {
        range.tally.add(killed, injured);
        return;
    }
    let mut tally = Tally::default();
    tally.add(killed, injured);
    undated.push(Undated { first, last, tally });
}
