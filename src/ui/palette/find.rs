//! What the palette finds, in groups, best first. Looked for when the text changes, not each frame.

use super::fuzzy::Fuzzy;
use super::incidents::Incidents;
use crate::model::{ActorId, thousands};
use crate::query::{Columns, Key, Row};
use crate::ui::{Action, Inputs, keys};
use egui::KeyboardShortcut;

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pick {
    /// Runs an action.
    Run(Action),
    /// Shows an incident.
    GoTo(Row),
    /// Shows a saved view, by its place in the list.
    ShowView(usize),
    /// Adds a term to the filter.
    Filter(Key, String),
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// What it stands for.
    pub(super) pick: Pick,
    /// What stands before the text, weakly, such as "Filter by place".
    pub(super) before: &'static str,
    /// The text that was matched.
    pub(super) text: String,
    /// The matched letters, by their place among the characters of `text`.
    pub(super) matched: Vec<u32>,
    /// What stands at the right.
    pub(super) note: String,
    /// The key that does the same.
    pub(super) shortcut: Option<KeyboardShortcut>,
    /// Whether it is so already.
    pub(super) is_on: bool,
    /// How well it matches.
    pub(super) score: u32,
}

/// Rows of one sort.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// What they are.
    pub(super) caption: &'static str,
    /// Best first.
    pub(super) hits: Vec<Hit>,
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    text: Option<String>,
    /// Which data it was found in.
    data: usize,
    others: Vec<Group>,
    incidents: Option<Incidents>,
    groups: Vec<Group>,
}

/// Rows of a group at most.
pub(super) const MAX_HITS: usize = 12;
/// Names looked at for each key of a frame: a timeline with more of them is searched in the search field.
const MAX_NAMES: usize = 20_000;

impl Found {
    /// Looks for a text, or goes on looking; whether the rows are new from the first on.
    pub(super) fn update(&mut self, text: &str, inputs: &Inputs<'_>) -> bool {
        let data = std::ptr::from_ref(inputs.loaded) as usize;
        let is_new = self.text.as_deref() != Some(text) || self.data != data;
        if is_new {
            self.text = Some(text.to_owned());
            self.data = data;
            self.others = others(text.trim(), inputs);
            self.incidents = (!text.trim().is_empty()).then(|| Incidents::new(text.trim(), inputs));
        }
        let goes_on = self.incidents.as_mut().is_some_and(|incidents| incidents.look_on(inputs));
        if is_new || goes_on {
            self.arrange(inputs);
        }
        is_new
    }

    /// Whether everything has been looked at.
    pub(super) fn is_whole(&self) -> bool {
        self.incidents.as_ref().is_none_or(Incidents::is_whole)
    }

    /// The groups, best first.
    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Rows of all groups.
    pub(super) fn n_hits(&self) -> usize {
        self.groups.iter().map(|group| group.hits.len()).sum()
    }

    /// What a row stands for, counted over all groups.
    pub(super) fn pick(&self, at: usize) -> Option<Pick> {
        self.groups.iter().flat_map(|group| &group.hits).nth(at).map(|hit| hit.pick.clone())
    }

    /// The group with the best row first; of equals, the order below.
    fn arrange(&mut self, inputs: &Inputs<'_>) {
        let mut groups = self.others.clone();
        if let Some(incidents) = &self.incidents {
            groups.insert(groups.len().min(1), Group { caption: "Incidents", hits: incidents.hits(inputs) });
        }
        groups.retain(|group| !group.hits.is_empty());
        groups.sort_by_key(|group| std::cmp::Reverse(group.hits.first().map_or(0, |hit| hit.score)));
        self.groups = groups;
    }
}

/// Everything but the incidents. Nothing typed shows every action.
fn others(text: &str, inputs: &Inputs<'_>) -> Vec<Group> {
    let mut fuzzy = Fuzzy::new(text);
    let mut actions = Group { caption: "Actions", hits: actions(&mut fuzzy, inputs) };
    if text.is_empty() {
        return vec![actions];
    }
    best(&mut actions.hits);
    let columns = &inputs.loaded.columns;
    let mut groups = vec![
        Group { caption: "Saved views", hits: saved_views(&mut fuzzy, inputs) },
        Group { caption: "Places", hits: places(&mut fuzzy, columns) },
        Group { caption: "Branches and actors", hits: actors(&mut fuzzy, columns) },
        Group { caption: "Tags", hits: tags(&mut fuzzy, columns) },
    ];
    groups.iter_mut().for_each(|group| best(&mut group.hits));
    groups.insert(0, actions);
    groups
}

/// What the whole name is worth more than a part.
const EXACT: u32 = 1_000;

/// Keeps the best rows, in order; of equals, the shorter text.
fn best(hits: &mut Vec<Hit>) {
    hits.sort_by(|a, b| (b.score, a.text.len(), &a.text).cmp(&(a.score, b.text.len(), &b.text)));
    hits.truncate(MAX_HITS);
}

fn actions(fuzzy: &mut Fuzzy, inputs: &Inputs<'_>) -> Vec<Hit> {
    let able = Action::all().into_iter().filter(|action| keys::is_enabled(*action, inputs));
    able.filter_map(|action| {
        let text = action.text();
        Some(Hit {
            pick: Pick::Run(action),
            before: "",
            matched: fuzzy.matched(&text),
            note: String::new(),
            shortcut: action.shortcuts().first().copied(),
            is_on: keys::is_on(action, inputs),
            score: fuzzy.score(&text)?,
            text,
        })
    })
    .collect()
}

/// The views under their names.
fn saved_views(fuzzy: &mut Fuzzy, inputs: &Inputs<'_>) -> Vec<Hit> {
    let views = inputs.files.views.views.iter().enumerate();
    views
        .filter_map(|(at, view)| {
            Some(Hit {
                pick: Pick::ShowView(at),
                before: "Show the view",
                score: fuzzy.score(&view.name)?,
                matched: fuzzy.matched(&view.name),
                text: view.name.clone(),
                note: String::new(),
                shortcut: None,
                is_on: false,
            })
        })
        .collect()
}

/// A row that adds `key:value` to the filter.
fn filter(fuzzy: &mut Fuzzy, key: Key, before: &'static str, value: &str, text: &str, n: Option<usize>) -> Option<Hit> {
    let score = fuzzy.score(text).or_else(|| {
        // "place kabul" finds it too, but behind what is called like that.
        let whole = fuzzy.names_a_filter().then(|| format!("{before} {text}"))?;
        fuzzy.score(&whole).map(|score| score / 2)
    })?;
    Some(Hit {
        pick: Pick::Filter(key, value.to_owned()),
        before,
        score,
        matched: fuzzy.matched(text),
        text: text.to_owned(),
        note: n.map_or(String::new(), n_incidents),
        shortcut: None,
        is_on: false,
    })
}

fn n_incidents(n: usize) -> String {
    if n == 1 { "1 incident".to_owned() } else { format!("{} incidents", thousands(n as u64)) }
}

/// Countries, provinces, towns and sites.
fn places(fuzzy: &mut Fuzzy, columns: &Columns) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (i, (code, name)) in columns.countries.iter().zip(&columns.country_labels).enumerate() {
        let n = || columns.country.iter().filter(|country| usize::from(**country) == i).count();
        if let Some(hit) = filter(fuzzy, Key::Country, "Filter by country", code, name, None) {
            hits.push(Hit { note: n_incidents(n()), ..hit });
        }
    }
    for (i, name) in columns.places.labels.iter().enumerate().take(MAX_NAMES) {
        let n = columns.places.rows(i).len();
        hits.extend(filter(fuzzy, Key::Place, "Filter by place", name, name, Some(n)));
    }
    hits
}

/// Branches that incidents are filed under, and actors that attributions name.
fn actors(fuzzy: &mut Fuzzy, columns: &Columns) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (i, (id, label)) in columns.branches.iter().zip(&columns.branch_labels).enumerate() {
        let n = || columns.branch.iter().filter(|branch| usize::from(**branch) == i).count();
        if let Some(hit) = called(fuzzy, columns, Key::Branch, "Filter by branch", id, label) {
            hits.push(Hit { note: n_incidents(n()), ..hit });
        }
    }
    for (i, (id, label)) in columns.attributed.keys.iter().zip(&columns.attributed.labels).enumerate().take(MAX_NAMES) {
        let n = columns.attributed.rows(i).len();
        let id = ActorId::from(id.as_str());
        if let Some(hit) = called(fuzzy, columns, Key::Actor, "Filter by actor", &id, label) {
            hits.push(Hit { note: n_incidents(n), ..hit });
        }
    }
    hits
}

/// An actor by its label, else by another of its names, which then stands behind the label.
fn called(
    fuzzy: &mut Fuzzy,
    columns: &Columns,
    key: Key,
    before: &'static str,
    id: &ActorId,
    label: &str,
) -> Option<Hit> {
    if let Some(hit) = filter(fuzzy, key, before, id.as_str(), label, None) {
        // A group's own name stands in hundreds of titles, which would hide it.
        let bonus = if fuzzy.is_called(label) { EXACT } else { 0 };
        return Some(Hit { score: hit.score + bonus, ..hit });
    }
    let names = columns.actors.names(id);
    let (score, name) = names.into_iter().filter_map(|name| Some((fuzzy.score(name)?, name))).max()?;
    let text = format!("{label} ({name})");
    let hit = filter(fuzzy, key, before, id.as_str(), &text, None)?;
    Some(Hit { score, ..hit })
}

fn tags(fuzzy: &mut Fuzzy, columns: &Columns) -> Vec<Hit> {
    let tags = columns.tags.labels.iter().enumerate().take(MAX_NAMES);
    tags.filter_map(|(i, tag)| {
        let n = columns.tags.rows(i).len();
        filter(fuzzy, Key::Tag, "Filter by tag", tag, tag, Some(n))
    })
    .collect()
}
