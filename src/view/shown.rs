//! What the filter shows of the open timelines, with everything a frame needs ready: the mask, totals, lanes and bars.
//!
//! [`Loaded`] is made once for the open files, [`Shown`] anew for each filter; parts whose key has not changed are
//! taken over from the one before. Both are plain values that may be made on another thread.

use super::{
    Bars, Centre, CompareView, Comparison, Groups, LaneKey, Lanes, Links, Sort, Step, Table, ViewState, Viewport,
};
use crate::model::{Day, FileRecords, IncidentId};
use crate::query::{
    Catalog, Columns, CountingRule, Facets, Filtered, GroupKey, Query, QueryError, Row, TextIndex, Totals, totals,
    totals_of_rows,
};
use std::sync::{Arc, OnceLock};

/// The open timelines, ready to be asked.
pub struct Loaded {
    /// The records.
    pub catalog: Catalog,
    /// The same as plain columns.
    pub columns: Columns,
    /// The day as of which the records are shown; `None` is as recorded.
    pub as_known: Option<Day>,
    text: OnceLock<TextIndex>,
    groups: [OnceLock<Groups>; LaneKey::ALL.len()],
    /// The same files as recorded, where they are shown as known on a day: groups keep the places they have there.
    recorded: Option<Arc<Self>>,
    pub(super) links: OnceLock<Links>,
}

impl Loaded {
    /// Makes columns of the files.
    pub fn new(files: Vec<FileRecords>) -> Self {
        let catalog = Catalog::new(files);
        let columns = Columns::from_catalog(&catalog);
        Self::of(catalog, columns, OnceLock::new())
    }

    /// The same as known on a day, by the rule of [`Catalog::as_known_on`]; `None` is as recorded.
    pub fn as_known_on(files: Vec<FileRecords>, day: Option<Day>) -> Self {
        let recorded = Self::new(files);
        match day {
            Some(day) => Self::known(Arc::new(recorded), day),
            None => recorded,
        }
    }

    /// The same timelines as known on another day, or as recorded; half the work of [`Self::as_known_on`].
    pub fn on_day(self: &Arc<Self>, day: Option<Day>) -> Arc<Self> {
        let recorded = Arc::clone(self.recorded.as_ref().unwrap_or(self));
        match day {
            Some(day) => Arc::new(Self::known(recorded, day)),
            None => recorded,
        }
    }

    fn known(recorded: Arc<Self>, day: Day) -> Self {
        let catalog = recorded.catalog.as_known_on(day);
        let columns = Columns::from_catalog(&catalog);
        let known = Self::of(catalog, columns, OnceLock::new());
        Self { as_known: Some(day), recorded: Some(recorded), ..known }
    }

    /// Puts ready parts together; for incidents that were never records, as in benches.
    pub fn of_parts(catalog: Catalog, columns: Columns, text: TextIndex) -> Self {
        Self::of(catalog, columns, OnceLock::from(text))
    }

    fn of(catalog: Catalog, columns: Columns, text: OnceLock<TextIndex>) -> Self {
        Self {
            catalog,
            columns,
            as_known: None,
            text,
            groups: std::array::from_fn(|_| OnceLock::new()),
            recorded: None,
            links: OnceLock::new(),
        }
    }

    /// The index of the incidents' words, made at first use: that may take as long as reading a fourth of the file.
    pub fn text(&self) -> &TextIndex {
        self.text.get_or_init(|| TextIndex::from_catalog(&self.catalog))
    }

    /// Whether the filter can be answered without making an index first.
    pub fn is_ready_for(&self, query: &str) -> bool {
        self.text.get().is_some() || Query::parse(query).is_ok_and(|query| !query.searches_text())
    }

    /// The incidents that match a query.
    pub fn filter(&self, query: &Query) -> Filtered {
        if query.searches_text() {
            query.filter(&self.columns, self.text())
        } else {
            query.filter(&self.columns, &TextIndex::default())
        }
    }

    /// The groups of a key, made at first use.
    pub fn groups(&self, key: LaneKey) -> &Groups {
        static NO_GROUPS: OnceLock<Groups> = OnceLock::new();
        let at = LaneKey::ALL.iter().position(|each| *each == key).unwrap_or(0);
        let slot = self.groups.get(at).unwrap_or(&NO_GROUPS);
        slot.get_or_init(|| match &self.recorded {
            Some(recorded) => recorded.groups(key).ranked_for(&self.catalog, &self.columns),
            None => Groups::new(key, &self.catalog, &self.columns),
        })
    }

    /// The view of the whole span, with a little room at each end.
    pub fn whole_span(&self) -> Viewport {
        let (first, last) = self.columns.span_days();
        let view = Viewport::of_days(first, last);
        let room = view.days() * 0.006;
        Viewport { start: view.start - room, end: view.end + room }.clamped()
    }

    /// The days on screen.
    pub fn viewport(&self, state: &ViewState) -> Viewport {
        state.viewport.unwrap_or_else(|| self.whole_span())
    }

    /// The id of a row; empty for a row that is not there.
    pub fn id(&self, row: Row) -> &str {
        self.catalog.incident(row).map_or("", |incident| incident.id.as_str())
    }
}

/// What the filter shows.
#[derive(Clone)]
pub struct Shown {
    /// The filter in force: the last one that could be read.
    pub query: Query,
    /// Why the filter as typed cannot be read.
    pub query_error: Option<QueryError>,
    /// The incidents that match, and words on the filter.
    pub filtered: Arc<Filtered>,
    /// The counting rule in force.
    pub rule: CountingRule,
    /// What counts of the matching incidents.
    pub totals: Arc<Totals>,
    /// The matching incidents in lanes.
    pub lanes: Arc<Lanes>,
    /// The matching incidents as a table, if one is asked for.
    pub table: Option<Arc<Table>>,
    /// Two selections side by side, if they are asked for.
    pub compare: Option<Arc<Comparison>>,
    /// Selected rows, sorted. Ids that are not there are left out.
    pub selection: Vec<Row>,
    bars: Arc<[OnceLock<Bars>; Step::ALL.len()]>,
    facets: Arc<OnceLock<Facets>>,
    key: Key,
}

/// What the parts were made from.
#[derive(Clone, PartialEq, Eq)]
struct Key {
    query: String,
    rule: CountingRule,
    lanes: LaneKey,
    colors: LaneKey,
    table: Option<(Option<GroupKey>, Option<Sort>)>,
    compare: Option<(String, String)>,
}

/// What the comparison is made from, if one is asked for.
fn compare_key(state: &ViewState) -> Option<(String, String)> {
    let CompareView { a, b, .. } = &state.compare;
    (state.centre == Centre::Compare).then(|| (a.clone(), b.clone()))
}

/// What the table is made from, if one is asked for.
fn table_key(state: &ViewState) -> Option<(Option<GroupKey>, Option<Sort>)> {
    (state.centre == Centre::Table).then_some((state.table.group, state.table.sort))
}

impl Shown {
    /// Filters, counts and sorts. `before` is what was shown before of the *same* `loaded`, if anything.
    pub fn new(loaded: &Loaded, state: &ViewState, before: Option<&Self>) -> Self {
        let (query, query_error) = read_query(&state.query, before);
        let rule = read_rule(&state.rule);
        let key = Key {
            query: query.to_string(),
            rule,
            lanes: state.lanes,
            colors: state.colors,
            table: table_key(state),
            compare: compare_key(state),
        };
        let same = |test: fn(&Key, &Key) -> bool| before.filter(|before| test(&before.key, &key));
        let filtered = match same(|a, b| a.query == b.query) {
            Some(before) => Arc::clone(&before.filtered),
            None => Arc::new(loaded.filter(&query)),
        };
        let counted = match same(|a, b| a.query == b.query && a.rule == b.rule) {
            Some(before) => Arc::clone(&before.totals),
            None => Arc::new(totals(&loaded.columns, &filtered.mask, &rule)),
        };
        let lanes = match same(|a, b| a.query == b.query && a.lanes == b.lanes) {
            Some(before) => Arc::clone(&before.lanes),
            None => Arc::new(Lanes::new(loaded.groups(state.lanes), &loaded.columns, &filtered.mask)),
        };
        let bars = match same(|a, b| a.query == b.query && a.rule == b.rule && a.colors == b.colors) {
            Some(before) => Arc::clone(&before.bars),
            None => Arc::new(std::array::from_fn(|_| OnceLock::new())),
        };
        let kept = same(|a, b| a.query == b.query && a.rule == b.rule && a.table == b.table);
        let table = match (key.table, kept.and_then(|before| before.table.as_ref())) {
            (Some(_), Some(table)) => Some(Arc::clone(table)),
            (Some((group, sort)), None) => Some(Arc::new(Table::new(loaded, &filtered.mask, &rule, group, sort))),
            (None, _) => None,
        };
        let kept = same(|a, b| a.rule == b.rule && a.compare == b.compare);
        let compare = match (&key.compare, kept.and_then(|before| before.compare.as_ref())) {
            (Some(_), Some(compare)) => Some(Arc::clone(compare)),
            (Some(_), None) => {
                let before = before.and_then(|before| before.compare.as_deref());
                Some(Arc::new(Comparison::new(loaded, &state.compare, &rule, before)))
            }
            (None, _) => None,
        };
        let facets = match same(|a, b| a.query == b.query) {
            Some(before) => Arc::clone(&before.facets),
            None => Arc::default(),
        };
        let selection = selected_rows(loaded, &state.selection);
        Self {
            query,
            query_error,
            filtered,
            rule,
            totals: counted,
            lanes,
            table,
            compare,
            selection,
            bars,
            facets,
            key,
        }
    }

    /// Whether it is what this state asks for, the selection aside.
    pub fn is_for(&self, state: &ViewState) -> bool {
        let wanted = match Query::parse(&state.query) {
            Ok(query) => self.query_error.is_none() && query.to_string() == self.key.query,
            Err(err) => self.query_error.as_ref() == Some(&err),
        };
        wanted
            && read_rule(&state.rule) == self.key.rule
            && state.lanes == self.key.lanes
            && state.colors == self.key.colors
            && table_key(state) == self.key.table
            && compare_key(state) == self.key.compare
    }

    /// The same with another selection.
    #[must_use]
    pub fn with_selection(&self, loaded: &Loaded, ids: &[String]) -> Self {
        Self { selection: selected_rows(loaded, ids), ..self.clone() }
    }

    /// The bars at a step, made at first use.
    pub fn bars(&self, loaded: &Loaded, step: Step) -> &Bars {
        static NO_BARS: OnceLock<Bars> = OnceLock::new();
        let at = Step::ALL.iter().position(|each| *each == step).unwrap_or(0);
        let slot = self.bars.get(at).unwrap_or(&NO_BARS);
        let colors = loaded.groups(self.key.colors);
        slot.get_or_init(|| Bars::new(step, &loaded.columns, &self.filtered.mask, &self.rule, colors))
    }

    /// The facets of the filter, if they are made.
    pub fn facets(&self) -> &Arc<OnceLock<Facets>> {
        &self.facets
    }

    /// Makes the facets, unless they are there: some milliseconds for 100,000 incidents.
    pub fn make_facets(&self, loaded: &Loaded) -> &Facets {
        self.facets.get_or_init(|| {
            Facets::new(&loaded.columns, &self.query, &self.filtered.mask, |query| loaded.filter(query).mask)
        })
    }

    /// How many incidents the filter shows.
    pub fn n_shown(&self) -> usize {
        self.lanes.n_incidents()
    }

    /// The next shown row after (or before) a row, in order of time.
    pub fn neighbor(&self, row: Row, is_next: bool) -> Option<Row> {
        let mask = &self.filtered.mask;
        if is_next {
            (row.saturating_add(1)..mask.len() as Row).find(|row| mask.contains(*row))
        } else {
            (0..row).rev().find(|row| mask.contains(*row))
        }
    }

    /// The first (or last) shown row.
    pub fn end(&self, is_last: bool) -> Option<Row> {
        let mask = &self.filtered.mask;
        let n = mask.len() as Row;
        if is_last { (0..n).rev().find(|row| mask.contains(*row)) } else { (0..n).find(|row| mask.contains(*row)) }
    }

    /// The totals of exactly these rows.
    pub fn totals_of(&self, loaded: &Loaded, rows: &[Row]) -> Totals {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        rows.dedup();
        totals_of_rows(&loaded.columns, &rows, &self.rule)
    }
}

/// The query as typed, or, if it cannot be read, the one before with the reason.
fn read_query(text: &str, before: Option<&Shown>) -> (Query, Option<QueryError>) {
    match Query::parse(text) {
        Ok(query) => (query, None),
        Err(err) => (before.map(|before| before.query.clone()).unwrap_or_default(), Some(err)),
    }
}

/// The rule as written; a text that is none, as of another version of the program, is the default.
fn read_rule(text: &str) -> CountingRule {
    CountingRule::parse(text).unwrap_or_default()
}

fn selected_rows(loaded: &Loaded, ids: &[String]) -> Vec<Row> {
    let mut rows: Vec<Row> = ids.iter().filter_map(|id| loaded.catalog.row(&IncidentId::from(id.as_str()).0)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
