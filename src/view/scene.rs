//! The picture of the lanes as plain numbers: which marks, bars, columns and titles stand where.
//!
//! A lane chooses its own level of detail, by how much there is to show:
//!
//! ```text
//! density    ▂▅▇▃▁▂      many incidents: a column for each few points of width
//! clusters   ●  ◍12  ●   one mark for each cell of time, titles above where there is room
//! cards      ● Title     few incidents, or much height: each for itself in rows, titles where there is room
//! ```
//!
//! The cells of clusters are whole powers of two days counted from 1970, and columns whole days, so that both stay
//! together while the view is panned. Positions are points from the top left of the lanes; nothing here knows how wide a letter is.

use super::cards::{CardSpan, Cards, max_card_rows};
use super::{Groups, Lane, Lanes, Viewport};
use crate::model::{Day, Kind, Precision};
use crate::query::{Columns, Row};
use std::ops::Range;

/// A lane with more incidents on screen than this is drawn as density; a picture wider than a screen takes more.
pub const MAX_MARKED: u32 = 600;
/// Titles in one scene as wide as a screen.
pub const MAX_TITLES: usize = 300;
/// Widest title, in points; longer ones are cut with an ellipsis.
pub const MAX_TITLE_PT: f32 = 230.0;
/// Narrowest density column, in points; a column is a whole number of days.
pub const COLUMN_PT: f32 = 3.0;

const CELL_PT: f64 = 15.0;
/// Height of a row of cards, and of one where many must stand in little height.
const CARD_ROWS_PT: [f32; 2] = [21.0, 15.0];
const TITLE_PT: f32 = 15.0;
/// Several days shorter than this are drawn as a point.
const MIN_BAR_PT: f32 = 14.0;
const MIN_LANE_PT: f32 = 27.0;
const MAX_LANE_PT: f32 = 64.0;
const EMPTY_LANE_PT: f32 = 16.0;
/// A lane of clusters this high has room for titles.
const TITLED_LANE_PT: f32 = 36.0;
const MAX_RADIUS_PT: f32 = 12.5;
const MIN_RADIUS_PT: f32 = 3.4;
/// A lane with more incidents on screen than this is not drawn as cards.
const MAX_CARDS: usize = 260;
/// Up to this width the limits hold as they are; an exported picture may be much wider.
const SCREEN_PT: f32 = 2_000.0;
/// Titles that a lane of clusters tries to place.
const MAX_TRIED: usize = 60;
/// With fewer rows than this every card must have its title; clusters say more otherwise.
const MIN_SWARM_ROWS: usize = 3;

/// How a lane is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// Columns of counts.
    Density,
    /// Marks for cells of time.
    Clusters,
    /// A mark for each incident, titled where there is room.
    Cards,
}

/// A lane's place.
#[derive(Clone, PartialEq, Debug)]
pub struct LaneBox {
    /// Upper edge, in points.
    pub top: f32,
    /// Height, in points.
    pub height: f32,
    /// How it is drawn.
    pub detail: Detail,
    /// Incidents of the lane with a possible day on screen.
    pub n_on_screen: u32,
}

/// The body of a mark.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Body {
    /// One known day, or several incidents in one cell.
    Point,
    /// More than one day: from `start` to `end` in points; a soft end is one that is not known to the day.
    Bar {
        /// Left end.
        start: f32,
        /// Right end.
        end: f32,
        /// Whether it went on all the time (solid) or was one day in between (hollow).
        is_span: bool,
        /// Whether the left end is soft.
        soft_start: bool,
        /// Whether the right end is soft.
        soft_end: bool,
    },
}

/// An incident, or several in one cell of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    /// Place of its lane.
    pub lane: usize,
    /// The incident; of several, the deadliest.
    pub row: Row,
    /// Its incidents, in [`Scene::members`].
    pub members: Range<usize>,
    /// Center.
    pub x: f32,
    /// Center.
    pub y: f32,
    /// Radius of a circle whose area stands for the killed.
    pub radius: f32,
    /// Point or bar.
    pub body: Body,
    /// Shape.
    pub kind: Kind,
    /// Hue of its group in the coloring key, as [`Groups::hue`] gives it.
    pub hue: usize,
    /// Whether it is drawn hollow: low confidence, or a day that is not known.
    pub is_hollow: bool,
    /// Whether it, or one of its incidents, is selected.
    pub is_selected: bool,
}

impl Mark {
    /// How many incidents it stands for.
    pub fn n_incidents(&self) -> usize {
        self.members.len()
    }

    /// Left and right edge of what is drawn.
    pub fn extent(&self) -> (f32, f32) {
        self.extent_with(self.radius)
    }

    /// The same if its radius were another.
    pub(super) fn extent_with(&self, radius: f32) -> (f32, f32) {
        match self.body {
            Body::Point => (self.x - radius, self.x + radius),
            Body::Bar { start, end, .. } => (start.min(self.x - radius), end.max(self.x + radius)),
        }
    }

    /// The visible place nearest to its center.
    fn anchor(&self, width: f32) -> f32 {
        match self.body {
            Body::Bar { start, end, .. } if end > 0.0 && start < width => {
                self.x.max(start.max(0.0)).min(end.min(width))
            }
            _ => self.x,
        }
    }

    /// Takes in a mark of the same cell, whose incidents follow its own.
    fn join(&mut self, other: &Self, columns: &Columns) {
        let n = self.n_incidents() as f32;
        self.x = (self.x * n + other.x) / (n + 1.0);
        self.members.end += 1;
        self.is_selected |= other.is_selected;
        self.is_hollow &= other.is_hollow;
        if columns.killed_or_zero(other.row) > columns.killed_or_zero(self.row) {
            (self.row, self.hue, self.kind) = (other.row, other.hue, other.kind);
        }
        // Areas add up, as the killed do.
        self.radius = (self.radius.powi(2) + other.radius.powi(2) - MIN_RADIUS_PT.powi(2)).sqrt();
        if let (
            Body::Bar { start, end, soft_start, soft_end, .. },
            Body::Bar { start: a, end: b, soft_start: is_soft_a, soft_end: is_soft_b, .. },
        ) = (&mut self.body, other.body)
        {
            (*start, *end) = (start.min(a), end.max(b));
            *soft_start |= is_soft_a;
            *soft_end |= is_soft_b;
        }
    }
}

/// A column of density.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    /// Place of its lane.
    pub lane: usize,
    /// Left edge.
    pub x: f32,
    /// Width.
    pub width: f32,
    /// Incidents that begin in its days.
    pub n: u32,
    /// Share of the lane's height, 0 to 1.
    pub share: f32,
}

/// A title beside a mark.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Title {
    /// The mark it belongs to, in [`Scene::marks`].
    pub mark: usize,
    /// Left edge.
    pub x: f32,
    /// Middle.
    pub y: f32,
    /// Room it has, in points.
    pub width: f32,
}

/// What the scene is made from.
#[derive(Clone, Copy)]
pub struct SceneInput<'a> {
    /// The incidents.
    pub columns: &'a Columns,
    /// Their lanes.
    pub lanes: &'a Lanes,
    /// What colors them.
    pub colors: &'a Groups,
    /// The days on screen.
    pub viewport: Viewport,
    /// Width of the lanes, in points.
    pub width: f32,
    /// Height that should be filled if it can, in points.
    pub height: f32,
    /// Selected rows, sorted.
    pub selection: &'a [Row],
}

/// The picture of the lanes. Kept between frames, so that its lists are allocated once.
#[derive(Clone, Default, Debug)]
pub struct Scene {
    /// Places of the lanes, from the top.
    pub lanes: Vec<LaneBox>,
    /// Marks, lane by lane, larger ones first.
    pub marks: Vec<Mark>,
    /// Incidents of the marks.
    pub members: Vec<Row>,
    /// Columns of density lanes.
    pub columns: Vec<Column>,
    /// Titles that have room.
    pub titles: Vec<Title>,
    /// Height of all lanes, in points.
    pub height: f32,
    draft: Vec<Mark>,
    cards: Cards,
    busy: Vec<(f32, f32)>,
}

impl Scene {
    /// Builds the picture. `title_width` measures the title of a row, in points.
    pub fn build(&mut self, input: &SceneInput<'_>, title_width: &mut dyn FnMut(Row) -> f32) {
        self.lanes.clear();
        self.marks.clear();
        self.members.clear();
        self.columns.clear();
        self.titles.clear();
        let budget = budget(input);
        let mut top = 0.0;
        for (i, lane) in input.lanes.lanes.iter().enumerate() {
            let height = self.add_lane(input, i, lane, top, budget, title_width);
            top += height;
        }
        self.height = top;
        self.stretch(input.height);
    }

    /// Shares out what height is left among the lanes that have something on screen, so that they fill it.
    fn stretch(&mut self, height: f32) {
        let n_used = self.lanes.iter().filter(|lane| lane.height > EMPTY_LANE_PT).count();
        let extra = (height - self.height) / n_used.max(1) as f32;
        if extra <= 0.0 || n_used == 0 {
            return;
        }
        let mut down = 0.0;
        let mut shifts = Vec::with_capacity(self.lanes.len());
        for lane in &mut self.lanes {
            lane.top += down;
            shifts.push(down + extra / 2.0);
            if lane.height > EMPTY_LANE_PT {
                lane.height += extra;
                down += extra;
            }
        }
        let shift = |lane: usize| shifts.get(lane).copied().unwrap_or(0.0);
        for title in &mut self.titles {
            title.y += self.marks.get(title.mark).map_or(0.0, |mark| shift(mark.lane));
        }
        for mark in &mut self.marks {
            mark.y += shift(mark.lane);
        }
        self.height = height;
    }

    /// The mark at a place, the smallest if several are there; `slack` points beside it still hit.
    pub fn mark_at(&self, x: f32, y: f32, slack: f32) -> Option<usize> {
        let title = self
            .titles
            .iter()
            .find(|title| (title.x..title.x + title.width).contains(&x) && (y - title.y).abs() < TITLE_PT / 2.0);
        let distance = |mark: &Mark| match mark.body {
            Body::Point => (mark.x - x).hypot(mark.y - y) - mark.radius,
            Body::Bar { start, end, .. } if (start..=end).contains(&x) => (mark.y - y).abs() - 5.0,
            Body::Bar { .. } => (mark.x - x).hypot(mark.y - y) - mark.radius,
        };
        let hit = self.marks.iter().enumerate().filter(|(_, mark)| distance(mark) <= slack);
        hit.min_by(|(_, a), (_, b)| {
            (distance(a).max(0.0), a.radius)
                .partial_cmp(&(distance(b).max(0.0), b.radius))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
        .map(|(i, _)| i)
        .or_else(|| title.map(|title| title.mark))
    }

    /// The incidents of a mark.
    pub fn members_of(&self, mark: &Mark) -> &[Row] {
        self.members.get(mark.members.clone()).unwrap_or(&[])
    }

    /// The lane at this height.
    pub fn lane_at(&self, y: f32) -> Option<usize> {
        self.lanes.iter().position(|lane| (lane.top..lane.top + lane.height).contains(&y))
    }

    fn add_lane(
        &mut self,
        input: &SceneInput<'_>,
        i: usize,
        lane: &Lane,
        top: f32,
        budget: f32,
        title_width: &mut dyn FnMut(Row) -> f32,
    ) -> f32 {
        let (start, end) = days_on_screen(input);
        let n = lane.n_on_screen(start, end);
        if n == 0 {
            self.lanes.push(LaneBox { top, height: EMPTY_LANE_PT, detail: Detail::Clusters, n_on_screen: n });
            return EMPTY_LANE_PT;
        }
        if n as f32 > MAX_MARKED as f32 * roominess(input.width) {
            let height = budget.clamp(MIN_LANE_PT, MAX_LANE_PT);
            self.add_density(input, i, lane);
            self.lanes.push(LaneBox { top, height, detail: Detail::Density, n_on_screen: n });
            return height;
        }
        self.draft.clear();
        let first_member = self.members.len();
        for row in lane.rows_on_screen(input.columns, start, end) {
            self.add_mark(input, i, row);
        }
        let cards = CARD_ROWS_PT.into_iter().find_map(|row_pt| self.try_cards(input, top, budget, row_pt, title_width));
        if let Some(height) = cards {
            self.lanes.push(LaneBox { top, height, detail: Detail::Cards, n_on_screen: n });
            return height;
        }
        self.cluster(input, first_member);
        let at_least = if input.viewport.days() < 400.0 { TITLED_LANE_PT + 4.0 } else { MIN_LANE_PT };
        let height = budget.clamp(at_least, MAX_LANE_PT);
        self.place_clusters(top, height, input.width, title_width);
        self.lanes.push(LaneBox { top, height, detail: Detail::Clusters, n_on_screen: n });
        height
    }

    fn add_density(&mut self, input: &SceneInput<'_>, i: usize, lane: &Lane) {
        let (start, end) = days_on_screen(input);
        let pt_per_day = f64::from(input.width) / input.viewport.days();
        let days = (f64::from(COLUMN_PT) / pt_per_day).ceil().max(1.0) as i32;
        let width = (f64::from(days) * pt_per_day) as f32;
        let first = start.div_euclid(days) * days;
        let mut busiest = 1_u32;
        let from = self.columns.len();
        for day in (first..end).step_by(days as usize) {
            let n = input.lanes.n_in_lane(lane, day, day + days);
            if n > 0 {
                busiest = busiest.max(n);
                let x = input.viewport.x_from_day(f64::from(day), input.width);
                self.columns.push(Column { lane: i, x, width, n, share: 0.0 });
            }
        }
        for column in self.columns.iter_mut().skip(from) {
            column.share = column.n as f32 / busiest as f32;
        }
    }

    fn add_mark(&mut self, input: &SceneInput<'_>, lane: usize, row: Row) {
        let columns = input.columns;
        let (earliest, latest) = columns.days(row);
        let x = |day: i32| input.viewport.x_from_day(f64::from(day), input.width);
        let (left, right) = (x(earliest), x(latest.saturating_add(1)));
        let precision = columns.precision_of(row);
        let is_span = precision == Precision::Span;
        // By its length alone: where it lies must not tell whether it is a bar.
        let length_pt = f64::from(latest - earliest + 1) / input.viewport.days() * f64::from(input.width);
        let is_wide = earliest != latest && length_pt > f64::from(MIN_BAR_PT);
        let body = if is_wide {
            let (soft_start, soft_end) = soft_ends(columns, row);
            Body::Bar { start: left, end: right, is_span, soft_start, soft_end }
        } else {
            Body::Point
        };
        let center = if is_span && is_wide { left + 3.0 } else { f32::midpoint(left, right) };
        let member = self.members.len();
        self.members.push(row);
        self.draft.push(Mark {
            lane,
            row,
            members: member..member + 1,
            x: center,
            y: 0.0,
            radius: radius(columns.killed_or_zero(row)),
            body,
            kind: columns.kind_of(row),
            hue: input.colors.hue(input.colors.rank(columns, row)),
            is_hollow: columns.is_low_confidence(row) || !(precision == Precision::Day || is_span),
            is_selected: input.selection.binary_search(&row).is_ok(),
        });
    }

    /// Places every draft mark in rows that do not collide, the deadliest first, filling from the middle outward; then
    /// gives titles, again the deadliest first, each in the nearest row that has room. `None` if there are too many
    /// marks, or too few rows for titles to matter.
    fn try_cards(
        &mut self,
        input: &SceneInput<'_>,
        top: f32,
        budget: f32,
        row_pt: f32,
        title_width: &mut dyn FnMut(Row) -> f32,
    ) -> Option<f32> {
        let max_rows = max_card_rows(input.viewport, budget, row_pt);
        let room = roominess(input.width);
        if self.draft.len() > more(MAX_CARDS, room).min(more(MAX_TITLES, room).saturating_sub(self.titles.len())) {
            return None;
        }
        self.draft.sort_by(|a, b| b.radius.total_cmp(&a.radius).then(a.row.cmp(&b.row)));
        let most = row_pt / 2.0 - 0.5;
        self.cards.clear(max_rows);
        for (k, mark) in self.draft.iter().enumerate() {
            let span = CardSpan::new(mark, most, 0.0, input.width);
            let row = self.cards.nearest_free(max_rows / 2, span)?;
            self.cards.take(k, row, span);
        }
        let mut n_titled = 0;
        for (k, mark) in self.draft.iter().enumerate() {
            let title_pt = title_width(mark.row).min(MAX_TITLE_PT);
            let span = CardSpan::new(mark, most, title_pt, input.width);
            n_titled += usize::from(self.cards.widen(k, span));
        }
        if max_rows < MIN_SWARM_ROWS && n_titled < self.draft.len() {
            return None;
        }
        Some(self.settle_cards(top, budget, row_pt))
    }

    /// Turns placed cards into marks and titles, in the middle of the lane; its height.
    fn settle_cards(&mut self, top: f32, budget: f32, row_pt: f32) -> f32 {
        let (first_row, last_row) = self.cards.used_rows();
        let natural = (last_row - first_row + 1) as f32 * row_pt + 8.0;
        let height = natural.max(budget.clamp(MIN_LANE_PT, MAX_LANE_PT));
        let shift = top + (height - natural) / 2.0 + 4.0 - first_row as f32 * row_pt;
        for (mark, (row, span)) in self.draft.drain(..).zip(&self.cards.placed) {
            let y = shift + row_pt * (*row as f32 + 0.5);
            if span.title_pt > 0.0 {
                self.titles.push(Title { mark: self.marks.len(), x: span.title_x, y, width: span.title_pt });
            }
            self.marks.push(Mark { y, radius: mark.radius.min(row_pt / 2.0 - 0.5), ..mark });
        }
        height
    }

    /// Joins draft marks of one cell of time, and bars that begin in one and end in one.
    fn cluster(&mut self, input: &SceneInput<'_>, first_member: usize) {
        let pt_per_day = f64::from(input.width) / input.viewport.days();
        // A hair less, so that the last digit of the view's length cannot change the cells.
        let cell_days = ((CELL_PT / pt_per_day).log2() - 1e-9).ceil().exp2().max(1.0) as i32;
        let key = |mark: &Mark| {
            let (earliest, latest) = input.columns.days(mark.row);
            let (from, to) = (earliest.div_euclid(cell_days), latest.div_euclid(cell_days));
            match mark.body {
                Body::Point => (0, from, from),
                Body::Bar { is_span, .. } => (1 + u8::from(is_span), from, to),
            }
        };
        let mut old = std::mem::take(&mut self.draft);
        old.sort_by_cached_key(|mark| (key(mark), mark.row));
        self.members.truncate(first_member);
        let mut last_key = None;
        for mark in old.drain(..) {
            let at = self.members.len();
            self.members.push(mark.row);
            let its_key = key(&mark);
            match self.draft.last_mut() {
                Some(last) if last_key == Some(its_key) => last.join(&mark, input.columns),
                _ => {
                    last_key = Some(its_key);
                    self.draft.push(Mark { members: at..at + 1, ..mark });
                }
            }
        }
        for mark in self.draft.iter_mut().filter(|mark| mark.n_incidents() > 1) {
            mark.radius = mark.radius.clamp(6.5, MAX_RADIUS_PT);
        }
    }

    /// Places the draft on the lane's line, larger marks first, with titles above where there is room.
    fn place_clusters(&mut self, top: f32, height: f32, width: f32, title_width: &mut dyn FnMut(Row) -> f32) {
        let has_titles = height >= TITLED_LANE_PT;
        // Titles have their own strip, which no mark reaches into.
        let most = if has_titles { (height - TITLE_PT - 4.0) / 2.0 } else { height / 2.0 - 1.0 }.min(MAX_RADIUS_PT);
        let y = if has_titles { top + height - most - 2.0 } else { top + height / 2.0 };
        self.draft.sort_by(|a, b| b.radius.total_cmp(&a.radius));
        let first = self.marks.len();
        self.marks.extend(self.draft.drain(..).map(|mark| Mark { y, radius: mark.radius.min(most), ..mark }));
        if !has_titles {
            return;
        }
        self.busy.clear();
        for k in first..self.marks.len() {
            if self.titles.len() >= more(MAX_TITLES, roominess(width)) || k - first > more(MAX_TRIED, roominess(width))
            {
                break;
            }
            let Some(mark) = self.marks.get(k) else { break };
            let wide = title_width(mark.row).min(MAX_TITLE_PT);
            let anchor = mark.anchor(width);
            let x = (anchor - 4.0).clamp(0.0, (width - wide).max(0.0));
            let is_free = self.busy.iter().all(|(a, b)| x + wide + 10.0 < *a || x > *b + 10.0);
            if is_free && (0.0..=width).contains(&anchor) {
                self.busy.push((x, x + wide));
                self.titles.push(Title { mark: k, x, y: top + TITLE_PT / 2.0 + 2.0, width: wide });
            }
        }
    }
}

/// Height for each lane that has something on screen, so that all fill the height there is.
fn budget(input: &SceneInput<'_>) -> f32 {
    let lanes = &input.lanes.lanes;
    let (start, end) = days_on_screen(input);
    // A lane with nothing on screen is drawn thin, for it is still part of the filter.
    let n_empty = lanes.iter().filter(|lane| lane.n_on_screen(start, end) == 0).count();
    let n_used = lanes.len() - n_empty;
    ((input.height - n_empty as f32 * EMPTY_LANE_PT) / n_used.max(1) as f32).max(MIN_LANE_PT)
}

/// How many times more a scene of this width may hold than one as wide as a screen; at least 1.
fn roominess(width: f32) -> f32 {
    (width / SCREEN_PT).max(1.0)
}

fn more(limit: usize, roominess: f32) -> usize {
    (limit as f32 * roominess) as usize
}

/// First day on screen, and the day after the last.
fn days_on_screen(input: &SceneInput<'_>) -> (i32, i32) {
    (input.viewport.start.floor() as i32, input.viewport.end.ceil() as i32)
}

/// Whether the first and the last end of a bar are not known to the day. A span that begins on the first of a month and
/// ends on the last of one may well have been given by its months, so it is drawn soft too.
fn soft_ends(columns: &Columns, row: Row) -> (bool, bool) {
    if columns.precision_of(row) != Precision::Span || columns.qualifier_of(row).is_about() {
        return (true, true);
    }
    let (earliest, latest) = columns.days(row);
    let is_first_of_month = |day: i32| Day::from_days(day).ymd().2 == 1;
    (
        is_first_of_month(earliest) && is_first_of_month(latest.saturating_add(1)),
        is_first_of_month(latest.saturating_add(1)),
    )
}

/// Radius of the mark for so many killed: the area beyond the smallest mark stands for the number.
fn radius(killed: u32) -> f32 {
    (MIN_RADIUS_PT.powi(2) + 0.72 * killed as f32).sqrt().min(MAX_RADIUS_PT)
}
