//! A view under a name: what to show of a timeline and how, apart from settings such as the theme.

use super::{
    Centre, CompareView, LaneKey, Loaded, Metric, Scale, Sort, Stacking, Step, TableColumn, TableLayout, ViewState,
    Viewport,
};
use crate::model::{Date, Day, Fault, When};
use crate::query::{CountingRule, GroupKey, Query};
use serde::{Deserialize, Serialize};

/// A saved view, as a file of saved views holds it. What is left out is as at first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename = "View")]
pub struct SavedView {
    /// What it is called; empty in a step of a story.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it can and cannot say, shown above it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The filter, in the query grammar.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// The counting rule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// The day as of which the record is shown; a month or a year means its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The days on screen; none is the whole span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<When>,
    /// What the center shows.
    #[serde(default, skip_serializing_if = "is_first")]
    pub centre: Centre,
    /// What makes the lanes.
    #[serde(default, skip_serializing_if = "is_first")]
    pub lanes: LaneKey,
    /// What makes colors and stacks.
    #[serde(default, skip_serializing_if = "is_first")]
    pub colors: LaneKey,
    /// What the bars measure.
    #[serde(default, skip_serializing_if = "is_first")]
    pub metric: Metric,
    /// How their height follows the number.
    #[serde(default, skip_serializing_if = "is_first")]
    pub scale: Scale,
    /// Whether bars are stacked.
    #[serde(default, skip_serializing_if = "is_first")]
    pub stacking: Stacking,
    /// Length of a bar; none fits the zoom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// Whether the running total is drawn.
    #[serde(default, skip_serializing_if = "is_first")]
    pub cumulative: bool,
    /// How the table is laid out.
    #[serde(default, skip_serializing_if = "is_first")]
    pub table: SavedTable,
    /// What is compared.
    #[serde(default, skip_serializing_if = "is_first")]
    pub compare: CompareView,
    /// Ids of the selected incidents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selection: Vec<String>,
}

/// The layout of a table without widths, which belong to the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, rename = "Table")]
pub struct SavedTable {
    /// The columns, from left to right.
    pub columns: Vec<TableColumn>,
    /// By what the rows are sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    /// What splits the rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupKey>,
    /// Whether the sum of all stands at the foot.
    #[serde(skip_serializing_if = "is_first")]
    pub sum_at_foot: bool,
}

impl Default for SavedTable {
    fn default() -> Self {
        Self { columns: TableColumn::FIRST.to_vec(), sort: None, group: None, sum_at_foot: false }
    }
}

fn is_first<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl SavedView {
    /// The view as it is shown now, under a name.
    pub fn of(state: &ViewState, name: &str) -> Self {
        let table = &state.table;
        Self {
            name: name.to_owned(),
            note: state.note.clone(),
            query: state.query.clone(),
            rule: state.rule.clone(),
            as_of: state.as_known.and_then(|day| day.to_string().parse().ok()),
            days: state.viewport.and_then(days),
            centre: state.centre,
            lanes: state.lanes,
            colors: state.colors,
            metric: state.metric,
            scale: state.scale,
            stacking: state.stacking,
            step: state.step,
            cumulative: state.cumulative,
            table: SavedTable {
                columns: table.columns.clone(),
                sort: table.sort,
                group: table.group,
                sum_at_foot: table.sum_at_foot,
            },
            compare: state.compare.clone(),
            selection: state.selection.clone(),
        }
    }

    /// The state that shows it; theme, sizes and panels stay as they are now. What cannot be shown is said in the note.
    pub fn shown(&self, now: &ViewState, loaded: &Loaded) -> ViewState {
        let mut lines: Vec<String> = self.faults_unnamed(loaded).into_iter().map(|fault| fault.message).collect();
        if !self.note.is_empty() {
            lines.insert(0, self.note.clone());
        }
        let columns =
            if self.table.columns.is_empty() { TableColumn::FIRST.to_vec() } else { self.table.columns.clone() };
        ViewState {
            note: lines.join("\n"),
            query: self.query.clone(),
            rule: self.rule.clone(),
            as_known: self.as_of.map(Date::latest),
            viewport: self.days.map(|days| {
                Viewport::of_days(days.earliest(), days.latest().unwrap_or_else(|| days.earliest())).clamped()
            }),
            centre: self.centre,
            lanes: self.lanes,
            colors: self.colors,
            metric: self.metric,
            scale: self.scale,
            stacking: self.stacking,
            step: self.step,
            cumulative: self.cumulative,
            table: TableLayout {
                columns,
                sort: self.table.sort,
                group: self.table.group,
                sum_at_foot: self.table.sum_at_foot,
                folded: Vec::new(),
                widths: now.table.widths.clone(),
            },
            compare: self.compare.clone(),
            selection: self.selection.iter().filter(|id| loaded.catalog.row(id).is_some()).cloned().collect(),
            ..now.clone()
        }
    }

    /// What of it cannot be shown with these timelines, each at its field; the rest of it can.
    pub fn faults(&self, loaded: &Loaded) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(Fault::error("name", "view-name", "this view has no name").with_hint("write name: \"…\""));
        }
        faults.extend(self.faults_unnamed(loaded));
        faults
    }

    /// As [`Self::faults`], of a view that needs no name.
    pub fn faults_unnamed(&self, loaded: &Loaded) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (field, text) in [("query", &self.query), ("compare.a", &self.compare.a), ("compare.b", &self.compare.b)] {
            if let Err(err) = Query::parse(text) {
                let at = text.get(..err.at.start).unwrap_or(text).chars().count() + 1;
                let message = format!("`{field}` of this view cannot be read, character {at}: {}", err.message);
                let fault = Fault::error(field, "view-query", message);
                faults.push(Fault { hint: err.hint, ..fault });
            }
        }
        if !self.rule.is_empty()
            && let Err(err) = CountingRule::parse(&self.rule)
        {
            let message = format!("the counting rule of this view cannot be read: {err}");
            faults.push(Fault::error("rule", "view-rule", message));
        }
        let gone: Vec<&str> =
            self.selection.iter().map(String::as_str).filter(|id| loaded.catalog.row(id).is_none()).collect();
        if !gone.is_empty() {
            let what = if gone.len() == 1 { "an incident that is" } else { "incidents that are" };
            let message = format!("this view selects {what} not in the timeline: {}", gone.join(", "));
            faults.push(
                Fault::warning("selection", "view-selection", message).with_hint("save the view again to leave it out"),
            );
        }
        faults
    }
}

/// The days on screen, whole ones.
fn days(view: Viewport) -> Option<When> {
    let first = Day::from_days(view.start.floor() as i32);
    let last = Day::from_days((view.end.ceil() as i32 - 1).max(first.days()));
    let text = if first == last { first.to_string() } else { format!("{first}/{last}") };
    text.parse().ok()
}
