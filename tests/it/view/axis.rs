//! The time axis: there and back, zoom, steps and the ruler.

use super::view;
use daymark::model::Day;
use daymark::view::{MAX_DAYS, MIN_DAYS, Ruler, Step, Tick, Viewport, ruler};
use proptest::prelude::*;

const WIDTHS: [f32; 5] = [240.0, 903.5, 1180.0, 1748.0, 3668.0];

/// From three days to 60 years, each a fifth more than the one before.
fn zooms() -> impl Iterator<Item = f64> {
    std::iter::successors(Some(MIN_DAYS), |days| Some(days * 1.2)).take_while(|days| *days < MAX_DAYS).chain([MAX_DAYS])
}

fn day(text: &str) -> Day {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    Day::from_ymd(parts[0] as i32, parts[1], parts[2]).unwrap()
}

#[test]
fn there_and_back_for_every_pixel() {
    for width in WIDTHS {
        for days in zooms() {
            for start in [16_436.0, 19_804.37, -25_000.0] {
                let view = view(start, days);
                for x in 0..=width as i32 {
                    let x = x as f32;
                    let back = view.x_from_day(view.day_from_x(x, width), width);
                    assert!((back - x).abs() < 0.01, "{x} became {back} at {view:?} and {width}");
                }
                assert_eq!(view.x_from_day(view.start, width), 0.0);
                assert_eq!(view.x_from_day(view.end, width), width);
            }
        }
    }
}

proptest! {
    #[test]
    fn zooming_keeps_the_day_under_the_pointer(
        start in 0.0..20_000.0_f64, days in MIN_DAYS..MAX_DAYS, share in 0.0..1.0_f32, factor in 0.01..100.0_f64,
    ) {
        let (view, width) = (view(start, days), 1748.0);
        let x = width * share;
        let day = view.day_from_x(x, width);
        let zoomed = view.zoomed(day, factor);
        prop_assert!((zoomed.x_from_day(day, width) - x).abs() < 0.01);
        prop_assert!((MIN_DAYS - 1e-6..=MAX_DAYS + 1e-6).contains(&zoomed.days()));
    }

    #[test]
    fn any_view_is_put_within_the_limits(start in prop::num::f64::ANY, end in prop::num::f64::ANY) {
        let view = Viewport { start, end }.clamped();
        prop_assert!(view.start.is_finite() && view.end.is_finite());
        prop_assert!((MIN_DAYS - 1e-6..=MAX_DAYS + 1e-6).contains(&view.days()), "{view:?}");
        prop_assert!(view.start >= f64::from(Day::MIN.days()) && view.end <= f64::from(Day::MAX.days()) + 1.0);
        let again = view.clamped();
        prop_assert!((again.start - view.start).abs() < 1e-6 && (again.end - view.end).abs() < 1e-6);
        // None of them fails.
        let _ = (view.zoomed(end, start), view.panned(start), view.centered(end), view.showing(start, end));
        let _ = ruler(view, 1000.0);
    }

    #[test]
    fn showing_moves_as_little_as_needed(
        start in 10_000.0..20_000.0_f64, days in 3.0..4_000.0_f64, first in 10_000.0..20_000.0_f64, length in 1.0..500.0_f64,
    ) {
        let view = view(start, days);
        let last = first + length;
        let shown = view.showing(first, last);
        prop_assert!(shown.start <= first + 1e-6 && last <= shown.end + 1e-6, "{shown:?} for {first}..{last}");
        let margin = days * 0.08;
        let is_seen = view.start + margin <= first && last <= view.end - margin;
        prop_assert!(!is_seen || shown == view);
        if length <= days - 2.0 * margin {
            prop_assert!((shown.days() - days).abs() < 1e-6);
        }
    }

    #[test]
    fn a_glide_goes_from_the_one_to_the_other(
        from in 10_000.0..20_000.0_f64, from_days in 3.0..4_000.0_f64,
        to in 10_000.0..20_000.0_f64, to_days in 3.0..4_000.0_f64,
    ) {
        let (from, to) = (view(from, from_days), view(to, to_days));
        prop_assert_eq!(from.toward(to, 0.0), from);
        prop_assert_eq!(from.toward(to, 1.0), to);
        let mut before = from;
        for k in 1..=20 {
            let now = from.toward(to, f64::from(k) / 20.0);
            // Each edge goes one way only, so that what is shown at the end never leaves the screen on the way.
            prop_assert!((now.start - before.start) * (to.start - from.start) >= -1e-6, "{before:?} {now:?} {to:?}");
            prop_assert!((now.end - before.end) * (to.end - from.end) >= -1e-6, "{before:?} {now:?} {to:?}");
            before = now;
        }
    }
}

#[test]
fn lengths_change_evenly_in_a_glide() {
    let (from, to) = (view(16_000.0, 3_200.0), view(17_000.0, 32.0));
    let days: Vec<f64> = (0..=4).map(|k| from.toward(to, f64::from(k) / 4.0).days()).collect();
    for pair in days.windows(2) {
        assert!((pair[0] / pair[1] - 100.0_f64.powf(0.25)).abs() < 1e-6, "{days:?}");
    }
}

#[test]
fn steps_tile_the_calendar() {
    for step in Step::ALL {
        for days in (day("1895-12-01").days()..day("2105-03-01").days()).chain(Day::MAX.days() - 400..=Day::MAX.days())
        {
            let day = Day::from_days(days);
            let (start, next) = (step.floor(day), step.next(day));
            assert!(start <= day, "{step:?} {day}");
            assert_eq!(step.floor(start), start, "{step:?} {day}");
            if next.year() < 9999 {
                assert!(day < next, "{step:?} {day}");
                assert_eq!(step.floor(next), next, "{step:?} {day}");
                assert_eq!(step.floor(Day::from_days(next.days() - 1)), start, "{step:?} {day}");
            }
        }
    }
}

#[test]
fn steps_by_example() {
    let check = |step: Step, on: &str, start: &str, next: &str| {
        let on = day(on);
        assert_eq!((step.floor(on).to_string(), step.next(on).to_string()), (start.to_owned(), next.to_owned()));
    };
    check(Step::Day, "2024-02-28", "2024-02-28", "2024-02-29");
    check(Step::Day, "2023-02-28", "2023-02-28", "2023-03-01");
    check(Step::Month, "2024-02-29", "2024-02-01", "2024-03-01");
    check(Step::Month, "1900-02-28", "1900-02-01", "1900-03-01");
    check(Step::Year, "2020-12-31", "2020-01-01", "2021-01-01");
    check(Step::Quarter, "2024-03-31", "2024-01-01", "2024-04-01");
    check(Step::Quarter, "2024-04-01", "2024-04-01", "2024-07-01");
    check(Step::Quarter, "2023-12-31", "2023-10-01", "2024-01-01");
    // A week of two years: the first of 2021 was a Friday of the 53rd week of 2020.
    check(Step::Week, "2021-01-01", "2020-12-28", "2021-01-04");
    check(Step::Week, "2024-03-22", "2024-03-18", "2024-03-25");
    check(Step::Week, "2024-03-24", "2024-03-18", "2024-03-25");
    check(Step::Week, "1969-12-31", "1969-12-29", "1970-01-05");
}

#[test]
fn steps_are_named() {
    let titles: Vec<String> = Step::ALL.iter().map(|step| step.title(step.floor(day("2024-05-22")))).collect();
    assert_eq!(titles, ["22 May 2024", "week from 20 May 2024", "May 2024", "2024, second quarter", "2024"]);
}

#[test]
fn a_fitting_step_is_wide_enough() {
    for width in WIDTHS {
        for days in zooms() {
            let step = Step::fitting(view(16_436.0, days), width, 13.0);
            let is_wide = step.days() / days * f64::from(width) >= 13.0;
            assert!(is_wide || step == Step::Year, "{step:?} at {days} days");
        }
    }
}

/// Left and right end of a label where the ruler puts it.
fn span(tick: &Tick, view: Viewport, width: f32, is_middle: bool) -> (f32, f32) {
    let label_pt = tick.label.chars().count() as f32 * 7.0;
    let (left, right) = (view.x_from_day(tick.day, width), view.x_from_day(tick.next, width));
    let start = if is_middle { (left + right - label_pt) / 2.0 } else { left.max(0.0) + 5.0 };
    (start, start + label_pt)
}

fn check_row(ticks: &[Tick], view: Viewport, width: f32, is_middle: bool) {
    assert!(ticks.len() <= 400, "{} ticks at {view:?}", ticks.len());
    assert!(ticks.is_sorted_by(|a, b| a.day < b.day));
    let mut end_before = f32::MIN;
    for tick in ticks.iter().filter(|tick| !tick.label.is_empty()) {
        let (start, end) = span(tick, view, width, is_middle);
        assert!(end_before <= start, "{:?} overlaps at {view:?}, {width} pt", tick.label);
        if !is_middle {
            assert!(end <= width + 4.0, "{:?} is cut off at {view:?}, {width} pt", tick.label);
        }
        end_before = end;
    }
}

#[test]
fn labels_of_the_ruler_never_overlap() {
    for width in WIDTHS {
        for days in zooms() {
            for start in [16_436.0, 16_436.9, 16_800.0, 17_166.5, 19_722.0, 19_723.3, 20_050.0] {
                let view = view(start, days);
                let Ruler { upper, lower } = ruler(view, width);
                check_row(&upper, view, width, false);
                check_row(&lower, view, width, true);
            }
        }
    }
}

#[test]
fn some_label_tells_the_year() {
    for width in WIDTHS {
        for days in zooms().filter(|days| *days < 15_000.0) {
            for start in [16_436.0, 16_450.0, 16_600.0, 16_790.0, 16_800.5] {
                let ruler = ruler(view(start, days), width);
                let tells = |tick: &Tick| tick.label.contains("20") || tick.label.contains("19");
                assert!(ruler.upper.iter().any(tells), "none at {days} days from {start}, {width} pt");
            }
        }
    }
}

#[test]
fn rulers_in_words() {
    let words = |start: &str, days: f64| {
        let ruler = ruler(view(f64::from(day(start).days()), days), 1000.0);
        let row = |ticks: &[Tick]| ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>().join("|");
        format!("{} / {}", row(&ruler.upper), row(&ruler.lower))
    };
    assert_eq!(words("2024-03-18", 7.0), "March 2024 / Mon 18|Tue 19|Wed 20|Thu 21|Fri 22|Sat 23|Sun 24");
    assert_eq!(words("2024-01-01", 91.0), "January 2024|February 2024|March 2024 / 1|8|15|22|29|5|12|19|26|4|11|18|25");
    assert_eq!(
        words("2023-01-01", 730.0),
        "2023|2024 / Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    );
    let (upper, lower) = ("1990|1995|2000|2005|2010|2015|2020|2025|2030|2035|2040|2045|", "|".repeat(60));
    assert_eq!(words("1991-06-01", 21_900.0), format!("{upper} / {lower}"));
    assert_eq!(
        words("2015-01-01", 1461.0),
        "2015|2016|2017|2018 / J|F|M|A|M|J|J|A|S|O|N|D|J|F|M|A|M|J|J|A|S|O|N|D|J|F|M|A|M|J|J|A|S|O|N|D|J|F|M|A|M|J|J|A|S|O|N|D"
    );
}
