//! The time axis: which days are on screen, where a day lies, and the ticks of the ruler.
//!
//! Positions are days since 1970-01-01 as `f64`; day `d` covers `d..d + 1`. Points are `f32` and appear only at the
//! edge. Every function that moves the view returns the new view.

use crate::model::Day;

/// The days on screen: from `start` up to, not including, `end`.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Viewport {
    /// Left edge, in days since 1970-01-01.
    pub start: f64,
    /// Right edge, in days since 1970-01-01; always more than `start`.
    pub end: f64,
}

/// Shortest stretch of days the view zooms in to.
pub const MIN_DAYS: f64 = 3.0;
/// Longest stretch of days the view zooms out to.
pub const MAX_DAYS: f64 = 365.25 * 60.0;

impl Viewport {
    /// The view from the first to the last day, both counting.
    pub fn of_days(first: Day, last: Day) -> Self {
        Self { start: f64::from(first.days()), end: f64::from(last.days()) + 1.0 }.clamped()
    }

    /// Days on screen.
    pub fn days(self) -> f64 {
        self.end - self.start
    }

    /// The middle of the view.
    pub fn center(self) -> f64 {
        f64::midpoint(self.start, self.end)
    }

    /// Points from the left edge at which a position lies, on an axis `width_pt` wide.
    pub fn x_from_day(self, day: f64, width_pt: f32) -> f32 {
        ((day - self.start) / self.days() * f64::from(width_pt)) as f32
    }

    /// The position at `x_pt` points from the left edge, on an axis `width_pt` wide.
    pub fn day_from_x(self, x_pt: f32, width_pt: f32) -> f64 {
        self.start + f64::from(x_pt) / f64::from(width_pt.max(1.0)) * self.days()
    }

    /// The view `factor` times closer (farther if below 1), with `day` staying where it is on screen.
    pub fn zoomed(self, day: f64, factor: f64) -> Self {
        let factor = factor.clamp(self.days() / MAX_DAYS, self.days() / MIN_DAYS);
        Self { start: day - (day - self.start) / factor, end: day + (self.end - day) / factor }.clamped()
    }

    /// The view moved by so many days; later if positive.
    pub fn panned(self, days: f64) -> Self {
        Self { start: self.start + days, end: self.end + days }.clamped()
    }

    /// The view of the same length with `day` in the middle.
    pub fn centered(self, day: f64) -> Self {
        self.panned(day - self.center())
    }

    /// The view moved as little as needed to hold `first..last` with a margin of 8 % at each side.
    pub fn showing(self, first: f64, last: f64) -> Self {
        let margin = self.days() * 0.08;
        if last - first > self.days() - 2.0 * margin {
            let room = (last - first) * 0.1;
            return Self { start: first - room, end: last + room }.clamped();
        }
        if first < self.start + margin {
            return self.panned(first - margin - self.start);
        }
        if last > self.end - margin {
            return self.panned(last + margin - self.end);
        }
        self
    }

    /// The view a share `t` (0 to 1) of the way to `target`. Lengths change by ratio, so that a zoom looks even, and the
    /// edges move in step with the length, so that what both views show stays on screen.
    pub fn toward(self, target: Self, t: f64) -> Self {
        if t <= 0.0 || t >= 1.0 {
            return if t <= 0.0 { self } else { target };
        }
        let ratio = target.days() / self.days();
        let share = if (ratio - 1.0).abs() < 1e-6 { t } else { (ratio.powf(t) - 1.0) / (ratio - 1.0) };
        let between = |from: f64, to: f64| from + (to - from) * share;
        Self { start: between(self.start, target.start), end: between(self.end, target.end) }
    }

    /// Whether any part of `first..last` is on screen.
    pub fn overlaps(self, first: f64, last: f64) -> bool {
        last > self.start && first < self.end
    }

    /// A view that is finite, in order and within the limits of zoom and calendar.
    pub fn clamped(self) -> Self {
        let (min, max) = (f64::from(Day::MIN.days()), f64::from(Day::MAX.days()));
        if !(self.start.is_finite() && self.end.is_finite()) {
            return Self { start: 16_436.0, end: 20_089.0 };
        }
        let days = (self.end - self.start).clamp(MIN_DAYS, MAX_DAYS);
        let center = self.center().clamp(min + days, max - days);
        Self { start: center - days / 2.0, end: center + days / 2.0 }
    }
}

/// A length of time that bars and ticks may have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, serde::Serialize, serde::Deserialize)]
pub enum Step {
    /// One day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
}

impl Step {
    /// Every step, from the shortest.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The step in words, such as "month".
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Its usual length in days.
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.44,
            Self::Quarter => 91.3,
            Self::Year => 365.25,
        }
    }

    /// First day of the step that holds `day`.
    pub fn floor(self, day: Day) -> Day {
        let (year, month, _) = day.ymd();
        let first = |month| Day::from_ymd(year, month, 1).unwrap_or(day);
        match self {
            Self::Day => day,
            Self::Week => day + -day.days_from_monday(),
            Self::Month => first(month),
            Self::Quarter => first((month - 1) / 3 * 3 + 1),
            Self::Year => first(1),
        }
    }

    /// First day of the next step after the one that holds `day`.
    pub fn next(self, day: Day) -> Day {
        let start = self.floor(day);
        match self {
            Self::Day => start + 1,
            Self::Week => start + 7,
            Self::Month => self.floor(start + 31),
            Self::Quarter => self.floor(start + 92),
            Self::Year => self.floor(start + 366),
        }
    }

    /// The shortest step that is at least `min_pt` points wide in this view.
    pub fn fitting(view: Viewport, width_pt: f32, min_pt: f32) -> Self {
        let pt_per_day = f64::from(width_pt) / view.days();
        Self::ALL.into_iter().find(|step| step.days() * pt_per_day >= f64::from(min_pt)).unwrap_or(Self::Year)
    }

    /// The name of the step that begins on `start`, such as "22 March 2024", "March 2024" or "2024, second quarter".
    pub fn title(self, start: Day) -> String {
        let (year, month, _) = start.ymd();
        match self {
            Self::Day => start.long(),
            Self::Week => format!("week from {}", start.long()),
            Self::Month => month_and_year(start),
            Self::Quarter => {
                let which = ["first", "second", "third", "fourth"].get((month as usize - 1) / 3).unwrap_or(&"");
                format!("{year}, {which} quarter")
            }
            Self::Year => year.to_string(),
        }
    }

    /// The first days of all steps that touch the view, at most `max` of them.
    pub fn starts(self, view: Viewport, max: usize) -> impl Iterator<Item = Day> {
        let first = self.floor(Day::from_days(view.start.floor() as i32));
        let end = view.end;
        std::iter::successors(Some(first), move |day| Some(self.next(*day)).filter(|next| next > day))
            .take_while(move |day| f64::from(day.days()) < end)
            .take(max)
    }
}

/// A mark of the ruler.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// Where it stands, in days since 1970-01-01.
    pub day: f64,
    /// Where the next one of its row stands.
    pub next: f64,
    /// What it says; empty where there is no room.
    pub label: String,
}

/// The ruler: long units above, short ones below.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ruler {
    /// Years or months.
    pub upper: Vec<Tick>,
    /// Quarters, months, weeks or days.
    pub lower: Vec<Tick>,
}

/// The ruler of a view on an axis `width_pt` wide. Labels fit their ticks; there are at most a few hundred ticks.
pub fn ruler(view: Viewport, width_pt: f32) -> Ruler {
    let lower = Step::fitting(view, width_pt, 17.5);
    let upper = if lower < Step::Month { Step::Month } else { Step::Year };
    let pt_per_day = f64::from(width_pt) / view.days();
    let upper_every = if upper == Step::Year { year_stride(pt_per_day) } else { 1 };
    let lower = if upper_every > 1 { Step::Year } else { lower };
    Ruler {
        upper: upper_ticks(view, upper, upper_every, pt_per_day),
        lower: row_ticks(view, lower, |day, next| lower_label(lower, day, (next - day) * pt_per_day)),
    }
}

fn upper_ticks(view: Viewport, step: Step, every: i32, pt_per_day: f64) -> Vec<Tick> {
    let label = |day: f64, next: f64| {
        let room = (next.min(view.end) - day.max(view.start)) * pt_per_day;
        let day = Day::from_days(day as i32);
        match step {
            Step::Year if room > 34.0 => day.year().to_string(),
            Step::Month if room > 100.0 => month_and_year(day),
            Step::Month if room > 62.0 => format!("{} {}", month_short(day), day.year()),
            _ => String::new(),
        }
    };
    if every > 1 { years_by(view, every, label) } else { row_ticks(view, step, label) }
}

/// Every so many years, from the one at or before the left edge.
fn years_by(view: Viewport, every: i32, label: impl Fn(f64, f64) -> String) -> Vec<Tick> {
    let january = |year: i32| Day::from_ymd(year.max(1), 1, 1).map_or(view.end, |day| f64::from(day.days()));
    let first = Day::from_days(view.start.floor() as i32).year().div_euclid(every) * every;
    std::iter::successors(Some(first), |year| Some(year + every))
        .map(|year| (january(year), january(year + every)))
        .take_while(|(day, next)| *day < view.end && day < next)
        .map(|(day, next)| Tick { day, next, label: label(day, next) })
        .collect()
}

fn row_ticks(view: Viewport, step: Step, label: impl Fn(f64, f64) -> String) -> Vec<Tick> {
    step.starts(view, 400)
        .map(|start| {
            let (day, next) = (f64::from(start.days()), f64::from(step.next(start).days()));
            Tick { day, next, label: label(day, next) }
        })
        .collect()
}

/// How many years stand between two labels.
fn year_stride(pt_per_day: f64) -> i32 {
    [1, 2, 5, 10, 20].into_iter().find(|years| f64::from(*years) * 365.25 * pt_per_day >= 44.0).unwrap_or(50)
}

fn lower_label(step: Step, day: f64, room_pt: f64) -> String {
    let start = Day::from_days(day as i32);
    let (_, month, number) = start.ymd();
    match step {
        Step::Day if room_pt > 52.0 => format!("{} {number}", weekday_short(start)),
        Step::Day | Step::Week if room_pt > 17.0 => number.to_string(),
        Step::Month if room_pt > 64.0 => month_name(start),
        Step::Month if room_pt > 27.0 => month_short(start),
        Step::Month => month_name(start).chars().take(1).collect(),
        Step::Quarter if room_pt > 17.0 => format!("Q{}", (month - 1) / 3 + 1),
        _ => String::new(),
    }
}

fn month_name(day: Day) -> String {
    day.long().split(' ').nth(1).unwrap_or("").to_owned()
}

fn month_short(day: Day) -> String {
    month_name(day).chars().take(3).collect()
}

fn month_and_year(day: Day) -> String {
    format!("{} {}", month_name(day), day.year())
}

fn weekday_short(day: Day) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].get(day.days_from_monday() as usize).copied().unwrap_or("")
}
