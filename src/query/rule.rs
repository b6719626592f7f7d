//! Which incidents a total takes, and which deaths.

use super::{Columns, Mask, fold};
use crate::model::{Count, InFigures, Kind};

/// What is added up. The figures of the group itself never enter, by any rule.
///
/// A plain value: a rule of one's own is a preset with some fields changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountingRule {
    /// Name on the command line and in saved views.
    pub name: &'static str,
    /// Name on screen.
    pub label: &'static str,
    /// Kinds that count.
    pub kinds: &'static [Kind],
    /// Whether the attackers' own deaths are added to the killed, where the record tells them apart from the victims.
    pub with_perpetrators: bool,
    /// Whether the branch `other`, and what is under it, counts.
    pub with_other_branches: bool,
    /// Whether incidents outside the span of their file count.
    pub with_outside_span: bool,
}

impl CountingRule {
    /// Kind Attack, inside the file's span, branch not `other`: victims only. The default.
    pub const VICTIMS: Self = Self {
        name: "victims-of-attacks",
        label: "Victims of attacks",
        kinds: &[Kind::Attack],
        with_perpetrators: false,
        with_other_branches: false,
        with_outside_span: false,
    };

    /// The same incidents, the attackers' own deaths added.
    ///
    /// An approximation: the Global Terrorism Database counts all deaths of an incident, attackers among them
    /// (codebook, START, 2021, "nkill"). Where a record does not tell the attackers' losses nothing is added, and
    /// where a figure includes them already (`in_figures: Yes`) or may (`Unknown`) nothing is added either.
    pub const GTD: Self =
        Self { name: "as-gtd-counts", label: "As GTD counts", with_perpetrators: true, ..Self::VICTIMS };

    /// The presets, in the order lists are shown.
    pub const ALL: &'static [Self] = &[Self::VICTIMS, Self::GTD];

    /// The preset with this name, label or short form (`victims`, `gtd`); case, `-` and `_` do not matter.
    pub fn by_name(text: &str) -> Option<Self> {
        let text = fold(text);
        let short = match text.as_str() {
            "victims" => Some(Self::VICTIMS),
            "gtd" => Some(Self::GTD),
            _ => None,
        };
        short.or_else(|| Self::ALL.iter().find(|rule| fold(rule.name) == text || fold(rule.label) == text).cloned())
    }

    /// The rule in one sentence.
    pub fn words(&self) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| plural(*kind)).collect();
        let mut words = format!("Counts the victims of {}", kinds.join(", "));
        if !self.with_outside_span {
            words.push_str(" that began within the span of the timeline");
        }
        if !self.with_other_branches {
            words.push_str(", those filed under other groups left out");
        }
        words.push_str(if self.with_perpetrators {
            "; the attackers' own deaths are added where the sources tell them apart."
        } else {
            "; the attackers' own deaths are not added."
        });
        words
    }

    /// Whether the incident of a row counts. `false` for a row that is not there.
    #[inline]
    pub fn counts(&self, row: usize, columns: &Columns) -> bool {
        let Some(kind) = columns.kind.get(row) else { return false };
        self.kinds.contains(kind)
            && (self.with_other_branches || !is_other(row, columns))
            && (self.with_outside_span || is_inside(row, columns))
    }

    /// The rows of a selection that count; [`Self::counts`] for all of them at once, from tables and without branches.
    pub fn counted(&self, columns: &Columns, mask: &Mask) -> Mask {
        let mut kinds = [false; 256];
        for kind in self.kinds {
            if let Some(counts) = kinds.get_mut(*kind as usize) {
                *counts = true;
            }
        }
        let branches: Vec<bool> =
            columns.branch_is_other.iter().map(|is_other| self.with_other_branches || !is_other).collect();
        let every = (i32::MIN, i32::MAX);
        let spans: Vec<(i32, i32)> =
            columns.file_spans.iter().map(|span| if self.with_outside_span { every } else { *span }).collect();
        let rows = columns.kind.iter().zip(&columns.branch).zip(columns.earliest.iter().zip(&columns.file));
        let counted = Mask::from_iter_of(
            columns.len(),
            rows.map(|((kind, branch), (day, file))| {
                let span = spans.get(usize::from(*file)).copied().unwrap_or(every);
                kinds[*kind as u8 as usize]
                    & branches.get(usize::from(*branch)).copied().unwrap_or(true)
                    & (span.0 <= *day)
                    & (*day <= span.1)
            }),
        );
        counted.and(mask)
    }

    /// The killed of a row as the rule adds them up.
    ///
    /// Victims, and with [`Self::with_perpetrators`] the attackers' own deaths on top of every known part. Where the
    /// victims are unknown, known attackers' deaths are a lower bound.
    #[inline]
    pub fn killed(&self, row: usize, columns: &Columns) -> Count {
        let count = columns.killed.get(row);
        if !self.with_perpetrators || columns.in_figures.get(row) != Some(&InFigures::No) {
            return count;
        }
        match columns.perpetrators_killed.get(row).copied().and_then(super::columns::known) {
            None => count,
            Some(n) if !count.is_known() => Count { low: Some(n), best: None, high: None },
            Some(n) => {
                let add = |part: Option<u32>| part.map(|part| part.saturating_add(n));
                Count { low: add(count.low), best: add(count.best), high: add(count.high) }
            }
        }
    }
}

impl Default for CountingRule {
    fn default() -> Self {
        Self::VICTIMS
    }
}

#[inline]
fn is_other(row: usize, columns: &Columns) -> bool {
    let branch = columns.branch.get(row).map(|branch| usize::from(*branch));
    branch.and_then(|branch| columns.branch_is_other.get(branch)).copied().unwrap_or(false)
}

/// By the first possible day; both ends of the span count.
#[inline]
fn is_inside(row: usize, columns: &Columns) -> bool {
    let file = columns.file.get(row).map(|file| usize::from(*file));
    let span = file.and_then(|file| columns.file_spans.get(file)).copied().unwrap_or((i32::MIN, i32::MAX));
    columns.earliest.get(row).is_some_and(|day| (span.0..=span.1).contains(day))
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Attack => "attacks",
        Kind::CounterOperation => "counter-operations",
        Kind::Arrest => "arrests",
        Kind::FoiledPlot => "foiled plots",
        Kind::Warning => "warnings",
        Kind::Statement => "statements",
        Kind::Milestone => "milestones",
    }
}
