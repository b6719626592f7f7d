//! Where everything of a picture goes: sizes first, painting later.
//!
//! ```text
//! marking
//! title, days                          page
//! ruler
//! periods
//! lanes
//! plot
//! legend
//! stamp
//! marking
//! ```

use super::options::{Paging, PictureOptions};
use crate::export::letters::Letters;
use crate::export::{Content, Stamp, one_line};
use crate::model::Day;
use crate::query::{Mask, Row};
use crate::view::{
    Bars, Font, Groups, Key, Lanes, N_SEGMENTS, Palette, Scene, SceneInput, Stacking, Step, Viewport, period_bands,
};

/// Around everything, in points.
pub(super) const MARGIN_PT: f32 = 24.0;
/// Lane labels and the plot's scale.
pub(super) const GUTTER_PT: f32 = 172.0;
pub(super) const MARKING_PT: f32 = 22.0;
pub(super) const HEADER_PT: f32 = 50.0;
pub(super) const RULER_PT: f32 = 36.0;
pub(super) const PERIOD_PT: f32 = 18.0;
pub(super) const CAPTION_PT: f32 = 22.0;
pub(super) const KEY_ROW_PT: f32 = 20.0;
pub(super) const NOTE_PT: f32 = 14.5;
/// Size of the stamp's letters.
pub(super) const NOTE_SIZE_PT: f32 = 10.5;
/// Between parts.
pub(super) const GAP_PT: f32 = 10.0;
/// Size of titles and labels.
pub(super) const SMALL_PT: f32 = 12.0;

const MAX_PERIOD_ROWS: usize = 3;
const DEFAULT_WIDTH_PT: f32 = 1_600.0;
/// Widest strip.
const MAX_STRIP_PT: f64 = 32_000.0;
/// A day's width in a strip: a month is as wide as its name, and titles have room.
const STRIP_PT_PER_DAY: f64 = 6.0;
/// Height for each lane of one picture, and of pages and strips, which are read closer.
const LANE_PT: [f32; 2] = [46.0, 78.0];
const PLOT_PT: f32 = 230.0;
const PLOT_ALONE_PT: f32 = 460.0;
/// Lines that a stamp takes at most.
const MAX_NOTES: usize = 8;
/// A step must be at least this wide to be chosen for the zoom.
const MIN_STEP_PT: f32 = 13.0;
const MIN_AXIS_PT: f32 = 240.0;
const MIN_PLOT_PT: f32 = 90.0;

/// What all pictures of an export share.
pub(super) struct Subject<'a> {
    pub(super) content: &'a Content<'a>,
    pub(super) options: &'a PictureOptions,
    pub(super) palette: &'static Palette,
    pub(super) stamp: Stamp,
    pub(super) lanes: Lanes,
    pub(super) lane_groups: &'a Groups,
    pub(super) colors: &'a Groups,
    pub(super) letters: Letters,
    /// Whether the stamp stands at the bottom.
    pub(super) has_notes: bool,
    pub(super) mask: Mask,
}

/// The days of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) view: Viewport,
    pub(super) first: Day,
    pub(super) last: Day,
}

/// A picture with every place known, in points.
pub(super) struct Plan {
    pub(super) days: Days,
    pub(super) width: f32,
    pub(super) height: f32,
    /// Points to a pixel; more than 1 where the size asked for is too small for what is drawn.
    pub(super) zoom: f32,
    pub(super) scene: Scene,
    pub(super) bars: Bars,
    pub(super) n_period_rows: usize,
    pub(super) keys: Vec<Vec<(f32, Key)>>,
    pub(super) notes: Vec<String>,
    pub(super) lanes_top: f32,
    pub(super) lanes_height: f32,
    pub(super) plot_top: f32,
    pub(super) plot_height: f32,
    pub(super) keys_top: f32,
}

impl Plan {
    /// Width of the axis.
    pub(super) fn axis_width(&self) -> f32 {
        axis_width(self.width)
    }
}

fn axis_width(width: f32) -> f32 {
    width - 2.0 * MARGIN_PT - GUTTER_PT
}

impl<'a> Subject<'a> {
    pub(super) fn new(content: &'a Content<'a>) -> Self {
        let (loaded, options) = (content.loaded, content.picture);
        let mask = Mask::from_rows(loaded.columns.len(), content.rows.iter().copied());
        let lane_groups = loaded.groups(options.view.lanes);
        Self {
            content,
            options,
            palette: options.view.theme.palette(),
            stamp: Stamp::new(content),
            lanes: Lanes::new(lane_groups, &loaded.columns, &mask),
            lane_groups,
            colors: loaded.groups(options.view.colors),
            letters: Letters::new(),
            has_notes: true,
            mask,
        }
    }

    /// The days of each picture.
    pub(super) fn pages(&self) -> Vec<Days> {
        let all = self.all_days();
        match self.options.paging {
            Paging::One | Paging::Strip => {
                let room = all.view.days() * 0.006;
                let view = Viewport { start: all.view.start - room, end: all.view.end + room }.clamped();
                vec![Days { view, ..all }]
            }
            Paging::Years => {
                let starts = Step::Year.starts(all.view, Paging::MAX_PAGES as usize);
                starts.map(|first| Days::between(first, Step::Year.next(first) + -1)).collect()
            }
            Paging::Pages(n) => {
                let n = n.clamp(1, Paging::MAX_PAGES);
                let each = all.view.days() / f64::from(n);
                let edge = |k: u32| Day::from_days((all.view.start + each * f64::from(k)).round() as i32);
                (0..n).map(|k| Days::between(edge(k), edge(k + 1) + -1)).collect()
            }
        }
    }

    /// The days asked for, else those of the incidents, else the whole span.
    fn all_days(&self) -> Days {
        if let Some(view) = self.options.view.viewport {
            let view = view.clamped();
            let (first, last) = (view.start.floor() as i32, view.end.ceil() as i32 - 1);
            return Days { view, first: Day::from_days(first), last: Day::from_days(last.max(first)) };
        }
        let columns = &self.content.loaded.columns;
        let (first, last) = columns.span_days();
        if self.content.rows.is_empty() || self.content.rows.len() == columns.len() {
            return Days::between(first, last);
        }
        // What lies far from the span of the files, such as the wars before, does not stretch the picture.
        let days = self.content.rows.iter().map(|row| columns.days(*row));
        let within = days.clone().filter(|(from, to)| *to >= first.days() && *from <= last.days());
        let extent = |days: &mut dyn Iterator<Item = (i32, i32)>| {
            days.fold(None, |all: Option<(i32, i32)>, (from, to)| {
                Some(all.map_or((from, to), |(a, b)| (a.min(from), b.max(to))))
            })
        };
        let clamped = within.map(|(from, to)| (from.max(first.days()), to.min(last.days())));
        let found = extent(&mut clamped.into_iter()).or_else(|| extent(&mut days.into_iter()));
        let (from, to) = found.unwrap_or((first.days(), last.days()));
        // One incident alone is shown with the weeks around it.
        let lacks = (60 - to.saturating_sub(from)).max(0) / 2;
        Days::between(Day::from_days(from.saturating_sub(lacks)), Day::from_days(to.saturating_add(lacks)))
    }

    /// How many incidents lie before and after the days of a picture.
    pub(super) fn beyond(&self, view: Viewport) -> (u32, u32) {
        let (start, end) = (view.start.floor() as i32, view.end.ceil() as i32);
        let after = self.lanes.n_between(end, self.lanes.last_day() + 1);
        let on: u32 = self.lanes.lanes.iter().map(|lane| lane.n_on_screen(start, end)).sum();
        ((self.lanes.n_incidents() as u32).saturating_sub(on + after), after)
    }

    /// The highest figure of a bar, the same on all pages so that they can be compared.
    pub(super) fn highest(&self, bars: &Bars) -> u64 {
        let all = self.all_days();
        bars.highest(all.view, self.options.view.metric).max(4)
    }

    /// Where everything goes on each page; all are of one size.
    pub(super) fn plans(&mut self) -> Vec<Plan> {
        let pages = self.pages();
        let width = match (self.options.paging, self.options.size_px) {
            (Paging::Strip, _) => self.strip_width(&pages),
            (_, Some([width, _])) => width as f32,
            (_, None) => DEFAULT_WIDTH_PT,
        };
        let height = match (self.options.paging, self.options.size_px) {
            (Paging::Strip, _) | (_, None) => None,
            (_, Some([_, height])) => Some(height as f32),
        };
        if let Some(height) = height {
            return pages.into_iter().map(|days| self.plan_to_fit(days, width, height)).collect();
        }
        let natural: Vec<Plan> = pages.into_iter().map(|days| self.plan(days, [width, 0.0], 1.0)).collect();
        let height = natural.iter().map(|plan| plan.height).fold(0.0, f32::max).ceil();
        let is_high = |plan: &Plan| (plan.height - height).abs() < 0.01;
        natural
            .into_iter()
            .map(|plan| if is_high(&plan) { plan } else { self.plan(plan.days, [width, height], 1.0) })
            .collect()
    }

    fn strip_width(&self, pages: &[Days]) -> f32 {
        let days: f64 = pages.iter().map(|days| days.view.days()).sum();
        let axis = (days * STRIP_PT_PER_DAY).min(MAX_STRIP_PT) as f32;
        (axis + GUTTER_PT + 2.0 * MARGIN_PT).max(DEFAULT_WIDTH_PT).ceil()
    }

    /// The plan for exactly this size, drawn smaller until all of it fits.
    fn plan_to_fit(&mut self, days: Days, width: f32, height: f32) -> Plan {
        let mut zoom = 1.0_f32;
        loop {
            let plan = self.plan(days, [width * zoom, height * zoom], zoom);
            let is_wide = plan.axis_width() >= MIN_AXIS_PT;
            if is_wide && plan.height <= height * zoom + 0.5 || zoom > 16.0 {
                return Plan { height: height * zoom, ..plan };
            }
            zoom *= 1.12;
        }
    }

    /// The plan for a width; as high as asked for or, if that is too little, as needed.
    fn plan(&mut self, days: Days, [width, wanted]: [f32; 2], zoom: f32) -> Plan {
        let drawing = self.options.drawing;
        let axis = axis_width(width).max(1.0);
        let marking = if self.stamp.marking.is_empty() { 0.0 } else { MARKING_PT };
        let bands = period_bands(self.content.loaded, days.view, axis, MAX_PERIOD_ROWS);
        let n_period_rows = bands.iter().map(|band| band.row + 1).max().unwrap_or(0);
        let periods = if n_period_rows == 0 { 2.0 } else { n_period_rows as f32 * PERIOD_PT + 4.0 };
        let lanes_top = MARGIN_PT + marking + HEADER_PT + RULER_PT + periods;
        let notes = self.notes(width - 2.0 * MARGIN_PT);
        let below = GAP_PT * 1.5 + notes.len() as f32 * NOTE_PT + marking + MARGIN_PT;
        let caption = if drawing.has_plot() { CAPTION_PT + GAP_PT } else { 0.0 };
        let bars = self.bars(days.view, axis);
        let mut scene = Scene::default();
        let mut keys = Vec::new();
        let (mut lanes_height, mut plot_height) = (0.0, 0.0);
        // The legend's rows follow from the lanes, whose height follows from the legend.
        for _ in 0..3 {
            let free = wanted - lanes_top - caption - keys.len() as f32 * KEY_ROW_PT - below;
            plot_height = match (drawing.has_plot(), drawing.has_lanes()) {
                (false, _) => 0.0,
                (true, true) => (free * 0.3).clamp(MIN_PLOT_PT, PLOT_PT.max(free * 0.2)),
                (true, false) => free.max(MIN_PLOT_PT),
            };
            if wanted == 0.0 {
                plot_height = if !drawing.has_plot() {
                    0.0
                } else if drawing.has_lanes() {
                    PLOT_PT
                } else {
                    PLOT_ALONE_PT
                };
            }
            let target = if wanted == 0.0 { self.natural_lanes(days.view) } else { free - plot_height };
            if drawing.has_lanes() {
                self.build(&mut scene, days.view, axis, target);
                lanes_height = scene.height;
            }
            let rows = self.key_rows(&scene, &bars, width - 2.0 * MARGIN_PT);
            let is_settled = rows.len() == keys.len();
            keys = rows;
            if is_settled {
                break;
            }
        }
        let plot_top = lanes_top + lanes_height + caption;
        let keys_top = plot_top + plot_height + GAP_PT;
        let height = keys_top - GAP_PT + keys.len() as f32 * KEY_ROW_PT + below;
        let keys_top = keys_top.max(0.0);
        Plan {
            days,
            width,
            height,
            zoom,
            scene,
            bars,
            n_period_rows,
            keys,
            notes,
            lanes_top,
            lanes_height,
            plot_top,
            plot_height,
            keys_top,
        }
    }

    fn natural_lanes(&self, view: Viewport) -> f32 {
        let (start, end) = (view.start.floor() as i32, view.end.ceil() as i32);
        let n_used = self.lanes.lanes.iter().filter(|lane| lane.n_on_screen(start, end) > 0).count();
        let [one, closer] = LANE_PT;
        let each = if self.options.paging == Paging::One { one } else { closer };
        (n_used as f32 * each).max(160.0)
    }

    fn build(&mut self, scene: &mut Scene, view: Viewport, width: f32, height: f32) {
        let columns = &self.content.loaded.columns;
        let mut selection: Vec<Row> = Vec::new();
        let catalog = &self.content.loaded.catalog;
        selection.extend(self.options.view.selection.iter().filter_map(|id| catalog.row(id)));
        selection.sort_unstable();
        let input = SceneInput {
            columns,
            lanes: &self.lanes,
            colors: self.colors,
            viewport: view,
            width,
            height,
            selection: &selection,
        };
        let letters = &mut self.letters;
        scene.build(&input, &mut |row| letters.width(&one_line(columns.title(row)), Font::Inter, SMALL_PT));
    }

    fn bars(&self, view: Viewport, width: f32) -> Bars {
        let loaded = self.content.loaded;
        let step = self.options.view.step.unwrap_or_else(|| Step::fitting(view, width, MIN_STEP_PT));
        Bars::new(step, &loaded.columns, &self.mask, self.content.rule, self.colors)
    }

    /// The legend in rows, each key with its distance from the left.
    fn key_rows(&mut self, scene: &Scene, bars: &Bars, width: f32) -> Vec<Vec<(f32, Key)>> {
        let (drawing, view) = (self.options.drawing, &self.options.view);
        let mut keys = Vec::new();
        let is_split = view.stacking == Stacking::Stacked;
        if drawing.has_lanes() && view.lanes != view.colors {
            keys.extend(Key::hues(scene, self.colors));
        } else if !drawing.has_lanes() && is_split {
            keys.extend(self.hues_of(bars));
        }
        if drawing.has_lanes() {
            keys.extend(Key::marks(scene, &self.content.loaded.columns, &[]));
        }
        if drawing.has_plot() {
            keys.extend(Key::plot(view, self.stamp.totals.counted));
        }
        let mut rows: Vec<Vec<(f32, Key)>> = Vec::new();
        let mut x = f32::INFINITY;
        for key in keys {
            let needs = 18.0 + self.letters.width(key.label(), Font::Inter, SMALL_PT) + 16.0;
            if x + needs > width {
                rows.push(Vec::new());
                x = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((x, key));
            }
            x += needs;
        }
        rows
    }

    fn hues_of(&self, bars: &Bars) -> Vec<Key> {
        let mut used = [false; N_SEGMENTS];
        for bar in &bars.bars {
            for metric in self.options.view.metric.parts() {
                for (used, n) in used.iter_mut().zip(bar.segments_of(*metric)) {
                    *used |= n > 0;
                }
            }
        }
        Key::used_hues(used, self.colors)
    }

    /// The stamp in lines.
    fn notes(&mut self, width: f32) -> Vec<String> {
        if !self.has_notes {
            return Vec::new();
        }
        let said =
            self.stamp.lines().into_iter().map(|(name, words)| format!("{name}: {}", words.trim_end_matches('.')));
        let text = said.collect::<Vec<_>>().join(" · ");
        let mut lines = wrap(&mut self.letters, &text, NOTE_SIZE_PT, width);
        if lines.len() > MAX_NOTES {
            lines.truncate(MAX_NOTES);
            if let Some(last) = lines.last_mut() {
                *last = self.letters.cut(&format!("{last} …"), Font::Inter, NOTE_SIZE_PT, width);
            }
        }
        lines
    }
}

impl Days {
    fn between(first: Day, last: Day) -> Self {
        Self { view: Viewport::of_days(first, last), first, last }
    }
}

/// A text in lines of a width; a word that is wider is cut.
pub(super) fn wrap(letters: &mut Letters, text: &str, size: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let space = letters.width(" ", Font::Inter, size);
    let mut x = f32::INFINITY;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = letters.cut(word, Font::Inter, size, width);
        let wide = letters.width(&word, Font::Inter, size);
        match lines.last_mut() {
            Some(line) if x + space + wide <= width => {
                line.push(' ');
                line.push_str(&word);
                x += space + wide;
            }
            _ => {
                lines.push(word);
                x = wide;
            }
        }
    }
    lines
}
