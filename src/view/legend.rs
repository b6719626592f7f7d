//! The legend: exactly what is drawn, and nothing else. How each key is painted is left to who draws it.

use super::{Body, Detail, Groups, Link, Mark, Metric, N_HUES, Scale, Scene, Stacking, ViewState};
use crate::model::{Kind, Relation, Vocabulary};
use crate::query::{AttributionStatus, Columns};

/// One key of the legend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key {
    /// A color.
    Hue {
        /// The hue; [`N_HUES`] is grey.
        hue: usize,
        /// The group, or how many groups.
        label: String,
        /// Who or what they are.
        definition: String,
    },
    /// A shape.
    Kind(Kind),
    /// A mark for several incidents.
    Several,
    /// A hollow mark.
    Hollow,
    /// A dashed ring.
    Disputed,
    /// A line between incidents, of this relation or one drawn like it.
    Tie(Relation),
    /// A solid bar.
    WentOn,
    /// A hollow bar.
    DayBetween,
    /// Columns of counts.
    Density,
    /// The size of marks.
    Area,
    /// The line over a bar of the plot.
    LowToHigh,
    /// Bars of the plot side by side.
    KilledInjured,
    /// Words alone.
    Note(&'static str),
}

impl Key {
    /// What it says.
    pub fn label(&self) -> &str {
        match self {
            Self::Hue { label, .. } => label,
            Self::Kind(kind) => kind.label(),
            Self::Several => "several incidents",
            Self::Hollow => "low confidence or day not known",
            Self::Disputed => "disputed",
            Self::Tie(Relation::SameWave) => "same wave",
            Self::Tie(Relation::SameCell) => "same cell",
            Self::Tie(_) => "follow-up or related",
            Self::WentOn => "went on",
            Self::DayBetween => "one day in between",
            Self::Density => "density",
            Self::Area => "area: killed",
            Self::LowToHigh => "low to high",
            Self::KilledInjured => "killed, injured",
            Self::Note(words) => words,
        }
    }

    /// What is meant, in one sentence without a stop; empty where the label says all.
    pub fn definition(&self) -> &str {
        match self {
            Self::Hue { definition, .. } => definition,
            Self::Kind(kind) => kind.definition(),
            Self::Several => "The number tells how many, the area how many were killed in all",
            Self::Hollow => "Hollow marks are records of low confidence, or not dated to the day",
            Self::Disputed => "Claims and findings name actors of which neither belongs to the other",
            Self::Tie(Relation::SameWave) => "Part of one series of attacks",
            Self::Tie(Relation::SameCell) => "The same people are said to stand behind both",
            Self::Tie(_) => "What came of it, or named together by a source",
            Self::WentOn => "From its first to its last day; soft ends are not known to the day",
            Self::DayBetween => "The day is not known; it lies in the hollow bar",
            Self::Density => "Too many for marks: the height of a column follows the number of incidents",
            Self::Area => {
                "The area of a mark beyond the smallest stands for the best figure of the killed, else the low one"
            }
            Self::LowToHigh => "The line over a bar runs from the sum of the low figures to the sum of the high ones",
            Self::KilledInjured => "Killed stand left and strong, injured right and pale",
            Self::Note(_) => "",
        }
    }

    /// The keys of the colors that are drawn.
    pub fn hues(scene: &Scene, groups: &Groups) -> Vec<Self> {
        let mut used = [scene.has_density(); N_HUES + 1];
        for mark in &scene.marks {
            if let Some(slot) = used.get_mut(mark.hue) {
                *slot = true;
            }
        }
        Self::used_hues(used, groups)
    }

    /// The keys of these colors, by hue, grey last.
    pub fn used_hues(used: [bool; N_HUES + 1], groups: &Groups) -> Vec<Self> {
        let is_used = |hue: usize| used.get(hue).copied().unwrap_or(false);
        let hued = groups.groups.iter().enumerate().map(|(rank, group)| (groups.hue(rank), group));
        let (grey, colored): (Vec<_>, Vec<_>) = hued.partition(|(hue, _)| *hue == N_HUES);
        let mut keys: Vec<Self> = colored
            .into_iter()
            .filter(|(hue, _)| is_used(*hue))
            .map(|(hue, group)| Self::Hue { hue, label: group.label.clone(), definition: group.definition.clone() })
            .collect();
        let rest: Vec<&str> = grey.iter().map(|(_, group)| group.label.as_str()).collect();
        if is_used(N_HUES) && !rest.is_empty() {
            let label = match rest.as_slice() {
                [one] => (*one).to_owned(),
                _ => format!("{} others", rest.len()),
            };
            keys.push(Self::Hue { hue: N_HUES, label, definition: rest.join(", ") });
        }
        keys
    }

    /// The keys of the shapes and signs that the lanes show.
    pub fn marks(scene: &Scene, columns: &Columns, ties: &[Link]) -> Vec<Self> {
        let has = |test: &dyn Fn(&Mark) -> bool| scene.marks.iter().any(test);
        let is_one = |mark: &Mark| mark.n_incidents() == 1;
        let kinds = Kind::ALL.iter().filter(|kind| has(&|mark| mark.kind == **kind));
        let mut keys: Vec<Self> = kinds.map(|kind| Self::Kind(*kind)).collect();
        let mut add = |key, is_drawn: bool| keys.extend(is_drawn.then_some(key));
        add(Self::Several, has(&|mark| mark.n_incidents() > 1));
        add(Self::Hollow, has(&|mark| mark.is_hollow && is_one(mark) && mark.body == Body::Point));
        add(Self::Disputed, has(&|mark| mark.is_disputed(columns)));
        for like in [&[Relation::SameWave][..], &[Relation::SameCell], &[Relation::FollowUp, Relation::Related]] {
            if let Some(tie) = ties.iter().find(|tie| like.contains(&tie.how)) {
                add(Self::Tie(tie.how), true);
            }
        }
        add(Self::WentOn, has(&|mark| matches!(mark.body, Body::Bar { is_span: true, .. })));
        add(Self::DayBetween, has(&|mark| matches!(mark.body, Body::Bar { is_span: false, .. })));
        add(Self::Density, scene.has_density());
        add(Self::Area, has(&is_one));
        keys
    }

    /// The keys of the plot; `n_counted` incidents stand in it.
    pub fn plot(state: &ViewState, n_counted: u32) -> Vec<Self> {
        let mut keys = Vec::new();
        let mut add = |key, is_drawn: bool| keys.extend(is_drawn.then_some(key));
        add(Self::LowToHigh, state.metric != Metric::Incidents && n_counted > 0);
        add(Self::KilledInjured, state.metric == Metric::Both);
        let is_split = state.stacking == Stacking::Stacked && state.scale != Scale::Linear;
        add(Self::Note("parts side by side on this scale"), is_split);
        add(Self::Note("the log scale starts at 1"), state.scale == Scale::Log);
        keys
    }
}

impl Mark {
    /// Whether it stands for one incident over whose author there is a dispute.
    pub fn is_disputed(&self, columns: &Columns) -> bool {
        let status = columns.status.get(self.row as usize);
        self.n_incidents() == 1 && status == Some(&AttributionStatus::Disputed)
    }
}

impl Scene {
    fn has_density(&self) -> bool {
        self.lanes.iter().any(|lane| lane.detail == Detail::Density)
    }
}
