//! What is shown and how: everything a reader can change without changing the data.
//!
//! [`ViewState`] is remembered between runs; [`ViewHistory`] walks back and forward through its past.

use super::{CompareView, Step, TableLayout, Theme, Viewport};
use crate::model::Day;
use serde::{Deserialize, Serialize};

/// What sorts incidents into lanes, colors or stacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum LaneKey {
    /// The branch an incident is filed under.
    #[default]
    Branch,
    /// Its country.
    Country,
    /// Its part of the world.
    Region,
    /// What it is.
    Kind,
    /// Its main means; the first where several are given.
    Attack,
    /// Its main target; the first where several are given.
    Target,
}

impl LaneKey {
    /// Every key, in the order of the menu.
    pub const ALL: [Self; 6] = [Self::Branch, Self::Country, Self::Region, Self::Kind, Self::Attack, Self::Target];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Branch => "Branch",
            Self::Country => "Country",
            Self::Region => "Region",
            Self::Kind => "Kind",
            Self::Attack => "Attack",
            Self::Target => "Target",
        }
    }

    /// What the key sorts by, in one sentence without a stop.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Branch => "The branch that the editors file an incident under, by the rule in the file's scope",
            Self::Country => "The country it happened in",
            Self::Region => "The part of the world, after the UN's M49 sub-regions",
            Self::Kind => "Attack, counter-operation, arrest, foiled plot, warning, statement or milestone",
            Self::Attack => "The main means of attack; where a record names several, the first",
            Self::Target => "The main target; where a record names several, the first",
        }
    }

    /// Whether a record may hold several values, of which lanes and stacks take the first.
    pub fn is_multivalued(self) -> bool {
        matches!(self, Self::Attack | Self::Target)
    }
}

/// What the bars of the plot measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum Metric {
    /// Victims killed.
    #[default]
    Killed,
    /// Victims injured.
    Injured,
    /// Killed and injured, side by side.
    Both,
    /// Number of incidents that count.
    Incidents,
}

impl Metric {
    /// Every metric, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Killed, Self::Injured, Self::Both, Self::Incidents];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Killed => "Killed",
            Self::Injured => "Injured",
            Self::Both => "Killed and injured",
            Self::Incidents => "Incidents",
        }
    }

    /// The metrics drawn: one, or killed and injured side by side.
    pub fn parts(self) -> &'static [Self] {
        match self {
            Self::Killed => &[Self::Killed],
            Self::Injured => &[Self::Injured],
            Self::Both => &[Self::Killed, Self::Injured],
            Self::Incidents => &[Self::Incidents],
        }
    }
}

/// How the height of a bar follows its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum Scale {
    /// Height is the number.
    #[default]
    Linear,
    /// Height is the square root of the number.
    SquareRoot,
    /// Height is the logarithm of the number; the axis starts at 1, zero is an empty tick.
    Log,
}

impl Scale {
    /// Every scale, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Linear, Self::SquareRoot, Self::Log];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Linear => "Linear",
            Self::SquareRoot => "Square root",
            Self::Log => "Log",
        }
    }

    /// Height of a number on this scale, in the scale's own unit.
    pub fn height(self, n: f64) -> f64 {
        match self {
            Self::Linear => n,
            Self::SquareRoot => n.max(0.0).sqrt(),
            // One stands a little above the axis, so that it can be told from none.
            Self::Log if n >= 1.0 => n.log10() + 0.15,
            Self::Log => 0.0,
        }
    }

    /// The number at a height; undoes [`Self::height`] for numbers from 1.
    pub fn number(self, height: f64) -> f64 {
        match self {
            Self::Linear => height,
            Self::SquareRoot => height * height,
            Self::Log => 10_f64.powf(height - 0.15),
        }
    }
}

/// How the plot is split into groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum Stacking {
    /// Bars are stacked by the coloring key (on the linear scale; side by side on the others, where a stack would lie).
    #[default]
    Stacked,
    /// One bar for all.
    Plain,
}

/// What the center of the window shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum Centre {
    /// Lanes and plot on one axis of time.
    #[default]
    Timeline,
    /// The incidents as rows.
    Table,
    /// Two selections on one scale.
    Compare,
}

impl Centre {
    /// Every one, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Table, Self::Compare];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Table => "Table",
            Self::Compare => "Compare",
        }
    }

    /// What it shows, in one sentence without a stop.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Timeline => "Incidents in lanes and the casualty plot, on one axis of time",
            Self::Table => "Incidents as rows, sorted and grouped, with sums",
            Self::Compare => "Two selections, A and B, on one scale, with their differences",
        }
    }
}

/// Everything a reader can change without changing the data.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewState {
    /// Days on screen; `None` means the file's span.
    pub viewport: Option<Viewport>,
    /// The filter, in the query grammar.
    pub query: String,
    /// The counting rule as text.
    pub rule: String,
    /// The day as of which the record is shown; `None` is as recorded.
    pub as_known: Option<Day>,
    /// What makes the lanes.
    pub lanes: LaneKey,
    /// What makes the colors and the stacks.
    pub colors: LaneKey,
    /// What the bars measure.
    pub metric: Metric,
    /// How their height follows the number.
    pub scale: Scale,
    /// Whether bars are stacked.
    pub stacking: Stacking,
    /// Length of a bar; `None` fits the zoom.
    pub step: Option<Step>,
    /// Whether the running total is drawn over the bars.
    pub cumulative: bool,
    /// Ids of the selected incidents, in the order they were selected.
    pub selection: Vec<String>,
    /// What the center shows.
    pub centre: Centre,
    /// How the table is laid out.
    pub table: TableLayout,
    /// What is compared.
    pub compare: CompareView,
    /// What is to be known of what is shown, such as what a saved view can and cannot say; empty for nothing.
    pub note: String,
    /// Whether the facets are shown.
    pub facets: bool,
    /// Whether the side panel is open.
    pub side_panel: bool,
    /// Whether the legend is shown.
    pub legend: bool,
    /// Colors.
    pub theme: Theme,
    /// Size of everything, 1 is 100 %.
    pub zoom: f32,
    /// Whether movements are shown at once instead of glided.
    pub reduced_motion: bool,
}

impl Default for ViewState {
    fn default() -> Self {
        Self {
            viewport: None,
            query: String::new(),
            rule: String::new(),
            as_known: None,
            lanes: LaneKey::Branch,
            colors: LaneKey::Branch,
            metric: Metric::Killed,
            scale: Scale::Linear,
            stacking: Stacking::Stacked,
            step: None,
            cumulative: false,
            selection: Vec::new(),
            centre: Centre::Timeline,
            table: TableLayout::default(),
            compare: CompareView::default(),
            note: String::new(),
            facets: false,
            side_panel: true,
            legend: true,
            theme: Theme::Dark,
            zoom: 1.0,
            reduced_motion: false,
        }
    }
}

/// A change of what is shown.
#[derive(Clone, PartialEq, Debug)]
pub enum ViewChange {
    /// Moves or zooms the time axis.
    Viewport(Viewport),
    /// Moves the axis so that the file's whole span is on screen.
    FitAll,
    /// Sets the filter.
    Query(String),
    /// Sets the counting rule.
    Rule(String),
    /// Shows the record as known on a day, or as recorded.
    AsKnown(Option<Day>),
    /// Shows or hides the facets.
    Facets(bool),
    /// Sets what makes the lanes.
    Lanes(LaneKey),
    /// Sets what makes colors and stacks.
    Colors(LaneKey),
    /// Sets what the bars measure.
    Metric(Metric),
    /// Sets the scale of the plot.
    Scale(Scale),
    /// Sets how the bars are split.
    Stacking(Stacking),
    /// Sets the length of a bar.
    Step(Option<Step>),
    /// Shows or hides the running total.
    Cumulative(bool),
    /// Selects exactly these incidents.
    Select(Vec<String>),
    /// Adds an incident to the selection, or takes it out.
    Toggle(String),
    /// Sets what the center shows.
    Centre(Centre),
    /// Lays the table out anew.
    Table(TableLayout),
    /// Sets what is compared.
    Compare(CompareView),
    /// Sets what is to be known of what is shown.
    Note(String),
    /// Shows another view as a whole.
    All(Box<ViewState>),
    /// Shows or hides the side panel.
    SidePanel(bool),
    /// Shows or hides the legend.
    Legend(bool),
    /// Sets the colors.
    Theme(Theme),
    /// Sets the size of everything.
    Zoom(f32),
    /// Glides or jumps.
    ReducedMotion(bool),
}

impl ViewState {
    /// The state after a change.
    #[must_use]
    pub fn with(&self, change: ViewChange) -> Self {
        let mut next = self.clone();
        match change {
            ViewChange::Viewport(viewport) => next.viewport = Some(viewport.clamped()),
            ViewChange::FitAll => next.viewport = None,
            ViewChange::Query(query) => next.query = query,
            ViewChange::Rule(rule) => next.rule = rule,
            ViewChange::AsKnown(day) => next.as_known = day,
            ViewChange::Facets(on) => next.facets = on,
            ViewChange::Lanes(key) => next.lanes = key,
            ViewChange::Colors(key) => next.colors = key,
            ViewChange::Metric(metric) => next.metric = metric,
            ViewChange::Scale(scale) => next.scale = scale,
            ViewChange::Stacking(stacking) => next.stacking = stacking,
            ViewChange::Step(step) => next.step = step,
            ViewChange::Cumulative(on) => next.cumulative = on,
            ViewChange::Select(ids) => next.selection = ids,
            ViewChange::Toggle(id) => match next.selection.iter().position(|chosen| *chosen == id) {
                Some(i) => {
                    next.selection.remove(i);
                }
                None => next.selection.push(id),
            },
            ViewChange::Centre(centre) => next.centre = centre,
            ViewChange::Table(layout) => next.table = layout,
            ViewChange::Compare(compare) => next.compare = compare,
            ViewChange::Note(note) => next.note = note,
            ViewChange::All(state) => next = *state,
            ViewChange::SidePanel(on) => next.side_panel = on,
            ViewChange::Legend(on) => next.legend = on,
            ViewChange::Theme(theme) => next.theme = theme,
            ViewChange::Zoom(zoom) => next.zoom = zoom.clamp(0.75, 2.0),
            ViewChange::ReducedMotion(on) => next.reduced_motion = on,
        }
        next
    }

    /// Whether going back should stop here: settings such as the theme are no place in the data.
    fn is_same_place(&self, other: &Self) -> bool {
        self.viewport == other.viewport
            && self.query == other.query
            && self.rule == other.rule
            && self.as_known == other.as_known
            && self.lanes == other.lanes
            && self.colors == other.colors
            && self.metric == other.metric
            && self.scale == other.scale
            && self.stacking == other.stacking
            && self.step == other.step
            && self.selection == other.selection
            && self.centre == other.centre
            && self.table.sort == other.table.sort
            && self.table.group == other.table.group
            && self.compare == other.compare
    }

    /// This state at the place of another: the settings stay.
    fn at_place_of(&self, other: &Self) -> Self {
        Self {
            facets: self.facets,
            side_panel: self.side_panel,
            legend: self.legend,
            theme: self.theme,
            zoom: self.zoom,
            reduced_motion: self.reduced_motion,
            cumulative: self.cumulative,
            table: TableLayout { sort: other.table.sort, group: other.table.group, ..self.table.clone() },
            ..other.clone()
        }
    }
}

/// The places the view has been at, for back and forward.
///
/// A movement in small steps (a drag, a wheel) is one place: [`ViewHistory::visit`] is called when it rests.
#[derive(Clone, Default, Debug)]
pub struct ViewHistory {
    past: Vec<ViewState>,
    future: Vec<ViewState>,
    here: Option<ViewState>,
}

/// Places kept; older ones are forgotten.
const MAX_PLACES: usize = 200;

impl ViewHistory {
    /// Records where the view has come to rest. Nothing happens if it is the same place.
    pub fn visit(&mut self, state: &ViewState) {
        match &self.here {
            Some(here) if here.is_same_place(state) => {}
            Some(here) => {
                self.past.push(here.clone());
                if self.past.len() > MAX_PLACES {
                    self.past.remove(0);
                }
                self.future.clear();
                self.here = Some(state.clone());
            }
            None => self.here = Some(state.clone()),
        }
    }

    /// The place before this one, and makes it this one.
    pub fn back(&mut self, now: &ViewState) -> Option<ViewState> {
        self.visit(now);
        let to = self.past.pop()?;
        self.future.extend(self.here.replace(to.clone()));
        Some(now.at_place_of(&to))
    }

    /// The place that [`Self::back`] came from, and makes it this one.
    pub fn forward(&mut self, now: &ViewState) -> Option<ViewState> {
        self.visit(now);
        let to = self.future.pop()?;
        self.past.extend(self.here.replace(to.clone()));
        Some(now.at_place_of(&to))
    }

    /// Whether there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a place to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }
}
