//! Sorts incidents into groups by a lane key, and gives every group its place by size: lanes, colors and stacks all
//! follow it, so that a group keeps its place and hue whatever the filter.

use super::{LaneKey, N_HUES};
use crate::model::{AttackType, COUNTRIES, Kind, Region, TargetType, Vocabulary, country_by_code};
use crate::query::{Catalog, Columns, Mask, Row};

/// The group of the incidents that name no value for the key.
pub const NO_VALUE: &str = "Not told";

/// The groups of one lane key, largest first.
#[derive(Clone, Debug)]
pub struct Groups {
    /// What sorts the incidents.
    pub key: LaneKey,
    /// The groups by size in the whole catalog (by incidents), catch-alls such as "Unattributed" last.
    pub groups: Vec<Group>,
    /// Rank of the group with each value, by the value's index in the columns.
    rank_of_value: Vec<u16>,
}

/// One group of a lane key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name for lanes, chips and the legend.
    pub label: String,
    /// Who or what it is, in one sentence; empty if nobody wrote one.
    pub definition: String,
    /// The query term that filters for it, such as `branch:is-kp`.
    pub term: String,
    /// Incidents in the whole catalog.
    pub n_incidents: usize,
    /// Whether it is a catch-all, drawn grey and last.
    pub is_catch_all: bool,
}

impl Groups {
    /// The groups of a catalog.
    pub fn new(key: LaneKey, catalog: &Catalog, columns: &Columns) -> Self {
        let n_values = n_values(key, columns);
        let mut counts = vec![0_usize; n_values + 1];
        for row in 0..columns.len() as Row {
            if let Some(count) = counts.get_mut(value(key, columns, row).map_or(n_values, usize::from)) {
                *count += 1;
            }
        }
        let mut groups: Vec<(usize, Group)> = (0..=n_values)
            .filter(|value| counts.get(*value).is_some_and(|count| *count > 0))
            .map(|value| {
                (value, describe(key, value, n_values, counts.get(value).copied().unwrap_or(0), catalog, columns))
            })
            .collect();
        groups.sort_by(|(_, a), (_, b)| {
            (a.is_catch_all, std::cmp::Reverse(a.n_incidents), &a.label).cmp(&(
                b.is_catch_all,
                std::cmp::Reverse(b.n_incidents),
                &b.label,
            ))
        });
        let mut rank_of_value = vec![0; n_values + 1];
        for (rank, (value, _)) in groups.iter().enumerate() {
            if let Some(slot) = rank_of_value.get_mut(*value) {
                *slot = rank as u16;
            }
        }
        Self { key, groups: groups.into_iter().map(|(_, group)| group).collect(), rank_of_value }
    }

    /// The groups of other columns of the same files at the ranks they have here, so that each keeps its place and hue;
    /// one that has no incident there is kept, empty.
    pub(super) fn ranked_for(&self, catalog: &Catalog, columns: &Columns) -> Self {
        let n_values = n_values(self.key, columns);
        let last = self.groups.len().saturating_sub(1);
        let rank = |value: usize| {
            let term = describe(self.key, value, n_values, 0, catalog, columns).term;
            let at = self.groups.iter().position(|group| group.term == term).unwrap_or(last);
            u16::try_from(at).unwrap_or(u16::MAX)
        };
        let groups = self.groups.iter().map(|group| Group { n_incidents: 0, ..group.clone() }).collect();
        let mut ranked = Self { key: self.key, groups, rank_of_value: (0..=n_values).map(rank).collect() };
        let counts = ranked.counts(columns, &Mask::all(columns.len()));
        for (group, n) in ranked.groups.iter_mut().zip(counts) {
            group.n_incidents = n;
        }
        ranked
    }

    /// The rank of an incident's group: its place in [`Self::groups`].
    pub fn rank(&self, columns: &Columns, row: Row) -> usize {
        let value = value(self.key, columns, row).map_or(self.rank_of_value.len().saturating_sub(1), usize::from);
        self.rank_of_value.get(value).copied().unwrap_or(0).into()
    }

    /// The hue of a rank: its own while hues last, else [`N_HUES`], which the palette shows grey.
    pub fn hue(&self, rank: usize) -> usize {
        match self.groups.get(rank) {
            Some(group) if !group.is_catch_all => rank.min(N_HUES),
            _ => N_HUES,
        }
    }

    /// How many incidents of the mask each group has, by rank.
    pub fn counts(&self, columns: &Columns, mask: &Mask) -> Vec<usize> {
        let mut counts = vec![0; self.groups.len()];
        for row in mask.iter() {
            if let Some(count) = counts.get_mut(self.rank(columns, row)) {
                *count += 1;
            }
        }
        counts
    }
}

fn n_values(key: LaneKey, columns: &Columns) -> usize {
    match key {
        LaneKey::Branch => columns.branches.len(),
        LaneKey::Country => columns.countries.len(),
        LaneKey::Region => Region::ALL.len(),
        LaneKey::Kind => Kind::ALL.len(),
        LaneKey::Attack => AttackType::ALL.len(),
        LaneKey::Target => TargetType::ALL.len(),
    }
}

/// The index of an incident's value for the key, `None` if it has none.
fn value(key: LaneKey, columns: &Columns, row: Row) -> Option<u16> {
    let row = row as usize;
    match key {
        LaneKey::Branch => columns.branch.get(row).copied(),
        LaneKey::Country => columns.country.get(row).copied(),
        LaneKey::Region => columns.region.get(row).copied().map(u16::from),
        LaneKey::Kind => columns.kind.get(row).map(|kind| *kind as u16),
        LaneKey::Attack => columns.attack.get(row).copied().map(u16::from),
        LaneKey::Target => columns.target.get(row).copied().map(u16::from),
    }
    .filter(|value| usize::from(*value) < n_values(key, columns))
}

fn describe(
    key: LaneKey,
    value: usize,
    n_values: usize,
    n_incidents: usize,
    catalog: &Catalog,
    columns: &Columns,
) -> Group {
    let quiet = |label: &str, definition: &str, term: String| Group {
        label: label.to_owned(),
        definition: definition.to_owned(),
        term,
        n_incidents,
        is_catch_all: false,
    };
    if value >= n_values {
        let definition = "The record names no value";
        return Group { is_catch_all: true, ..quiet(NO_VALUE, definition, String::new()) };
    }
    match key {
        LaneKey::Branch => branch(value, n_incidents, catalog, columns),
        LaneKey::Country => {
            let code = columns.countries.get(value).map_or("", String::as_str);
            let name = country_by_code(code).map_or(code, |country| country.name);
            quiet(name, "", format!("country:{code}"))
        }
        LaneKey::Region => {
            let region = Region::ALL.get(value);
            let countries = COUNTRIES.iter().filter(|country| Some(&country.region) == region);
            let term = countries.map(|country| format!("country:{}", country.code)).collect::<Vec<_>>().join(" OR ");
            region.map_or(quiet("", "", String::new()), |region| {
                quiet(region.label(), region.definition(), format!("({term})"))
            })
        }
        LaneKey::Kind => word(Kind::ALL, value, "kind", quiet),
        LaneKey::Attack => word(AttackType::ALL, value, "attack", quiet),
        LaneKey::Target => word(TargetType::ALL, value, "target", quiet),
    }
}

fn word<V: Vocabulary>(all: &[V], value: usize, name: &str, quiet: impl Fn(&str, &str, String) -> Group) -> Group {
    let Some(word) = all.get(value) else { return quiet("", "", String::new()) };
    Group {
        is_catch_all: word.word() == "Unknown",
        ..quiet(word.label(), word.definition(), format!("{name}:{}", word.word()))
    }
}

fn branch(value: usize, n_incidents: usize, catalog: &Catalog, columns: &Columns) -> Group {
    let id = columns.branches.get(value);
    let actor = id.and_then(|id| catalog.actors().get(id));
    let id = id.map_or("", |id| id.as_str());
    Group {
        label: actor.map_or(id, crate::model::Actor::label).to_owned(),
        definition: actor.map_or(String::new(), |actor| match &actor.about {
            Some(about) => format!("{}: {about}", actor.name),
            None => actor.name.clone(),
        }),
        term: format!("branch:{id}"),
        n_incidents,
        is_catch_all: matches!(id, "unattributed" | "other"),
    }
}
