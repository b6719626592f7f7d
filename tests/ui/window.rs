//! The whole window by label, mouse and keys: the real `App` on the real file, with no display.

use daymark::app::App;
use daymark::view::{LaneKey, Metric, Viewport};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;

pub(crate) type Window = Harness<'static, Option<App>>;

/// The window at a size, with these files; none means the shipped timeline.
pub(crate) fn window_with(size: Vec2, files: Vec<PathBuf>) -> Window {
    let mut window = Harness::builder().with_size(size).with_max_steps(40).build_ui_state(
        move |ui, app: &mut Option<App>| {
            let app = app.get_or_insert_with(|| App::new(ui.ctx(), files.clone(), None));
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        },
        None,
    );
    window.run_ok();
    // On a busy machine the file is read after the first frame.
    for _ in 0..2_000 {
        if !app(&window).documents().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.step();
    }
    window.run_ok();
    window
}

/// The window on the shipped timeline.
pub(crate) fn window() -> Window {
    window_with(vec2(1280.0, 720.0), Vec::new())
}

pub(crate) fn app(window: &Window) -> &App {
    window.state().as_ref().unwrap()
}

/// How many incidents the shipped file holds, counted in its text.
fn n_shipped() -> usize {
    include_str!("../../timelines/islamic-state.ron").lines().filter(|line| *line == "        Incident(").count()
}

fn viewport(window: &Window) -> Viewport {
    app(window).loaded().viewport(app(window).state())
}

fn selection(window: &Window) -> Vec<String> {
    app(window).state().selection.clone()
}

pub(crate) fn press(window: &mut Window, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

pub(crate) fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

/// Types into the search field.
pub(crate) fn search(window: &mut Window, text: &str) {
    press(window, Key::Slash);
    window.get_by_role_and_label(Role::TextInput, "Search").type_text(text);
    window.run_ok();
}

fn wheel(window: &mut Window, at: Pos2, delta: Vec2, modifiers: Modifiers) {
    window.hover_at(at);
    window.run_ok();
    turn(window, delta, modifiers);
}

/// Turns the wheel where the pointer rests.
fn turn(window: &mut Window, delta: Vec2, modifiers: Modifiers) {
    window.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers,
    });
    window.run_ok();
    window.run_ok();
}

#[test]
fn it_opens_on_the_shipped_decade() {
    let window = window();
    assert_eq!(app(&window).loaded().columns.len(), n_shipped());
    assert_eq!(viewport(&window), app(&window).loaded().whole_span());
    assert!(
        window
            .query_all_by_label_contains(&format!("{} incidents", daymark::model::thousands(n_shipped() as u64)))
            .count()
            > 0
    );
    window.get_by_label("Timeline");
    window.get_by_label_contains("Lane IS-KP");
    window.get_by_label_contains("Period: Battle of Mosul");
    window.get_by_label_contains("Rule: Victims of attacks");
    // The count of hidden records before 2015 leads to them.
    window.get_by_label_contains("earlier");
}

#[test]
fn the_same_day_has_the_same_x_in_timeline_and_plot() {
    for size in [vec2(1280.0, 720.0), vec2(1920.0, 1080.0)] {
        let mut window = window_with(size, Vec::new());
        for factor in [1.0, 7.0, 80.0] {
            if factor > 1.0 {
                let at = window.get_by_label("Timeline").rect().center();
                wheel(&mut window, at, vec2(0.0, factor), Modifiers::COMMAND);
            }
            let geometry = app(&window).ui_state().geometry().unwrap();
            let view = viewport(&window);
            for k in 0..20 {
                let day = view.start + view.days() * f64::from(k) / 19.0;
                let on = |range: egui::Rangef| range.min + view.x_from_day(day, range.span());
                let apart = (on(geometry.lanes) - on(geometry.plot)).abs();
                assert!(apart < 0.5, "day {day} is {apart} pt apart at {size} and {factor}");
            }
        }
    }
}

#[test]
fn arrows_step_within_the_filter_and_home_and_end_reach_its_ends() {
    let mut window = window();
    search(&mut window, "branch:is-kp killed>=20 2023..2024");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Home);
    let first = selection(&window);
    assert_eq!(first.len(), 1);
    press(&mut window, Key::ArrowRight);
    let second = selection(&window);
    assert_ne!(first, second);
    press(&mut window, Key::ArrowLeft);
    assert_eq!(selection(&window), first);
    press(&mut window, Key::End);
    let shown = app(&window).shown();
    assert_eq!(selection(&window), [app(&window).loaded().id(shown.end(true).unwrap())]);
    press(&mut window, Key::Escape);
    assert!(selection(&window).is_empty());
}

#[test]
fn single_letters_do_nothing_while_typing() {
    let mut window = window();
    search(&mut window, "f0g");
    assert_eq!(app(&window).state().query, "f0g");
    assert_eq!(viewport(&window), app(&window).loaded().whole_span());
}

#[test]
fn ctrl_wheel_zooms_where_the_pointer_rests_after_a_key() {
    let mut window = window();
    let at = window.get_by_label("Timeline").rect().center();
    window.hover_at(at);
    window.run_ok();
    // Pressing Ctrl is a key, too.
    press(&mut window, Key::ArrowRight);
    let before = viewport(&window);
    turn(&mut window, vec2(0.0, 3.0), Modifiers::COMMAND);
    assert!(viewport(&window).days() < before.days() * 0.9);
}

#[test]
fn ctrl_wheel_zooms_at_the_pointer_and_shift_wheel_pans() {
    let mut window = window();
    let timeline = window.get_by_label("Timeline").rect();
    let at = pos2(timeline.left() + timeline.width() * 0.25, timeline.center().y);
    let before = viewport(&window);
    let day = before.day_from_x(timeline.width() * 0.25, timeline.width());
    wheel(&mut window, at, vec2(0.0, 3.0), Modifiers::COMMAND);
    let after = viewport(&window);
    assert!(after.days() < before.days() * 0.9, "{} then {} days", before.days(), after.days());
    assert!((after.x_from_day(day, timeline.width()) - timeline.width() * 0.25).abs() < 1.0);
    wheel(&mut window, at, vec2(0.0, -3.0), Modifiers::SHIFT);
    let panned = viewport(&window);
    assert!((panned.days() - after.days()).abs() < 1e-6);
    assert_ne!(panned.start, after.start);
}

#[test]
fn dragging_pans_and_zero_shows_the_whole_span() {
    let mut window = window();
    press(&mut window, Key::Plus);
    press(&mut window, Key::Plus);
    let before = viewport(&window);
    let timeline = window.get_by_label("Timeline").rect();
    // An empty spot near the lower edge.
    let from = pos2(timeline.center().x, timeline.bottom() - 3.0);
    window.drag_at(from);
    window.step();
    window.hover_at(from - vec2(120.0, 0.0));
    window.step();
    window.drop_at(from - vec2(120.0, 0.0));
    window.run_ok();
    let after = viewport(&window);
    let days = 120.0 / f64::from(timeline.width()) * before.days();
    assert!((after.start - before.start - days).abs() < days * 0.1, "moved {} days", after.start - before.start);
    press(&mut window, Key::Num0);
    assert_eq!(viewport(&window), app(&window).loaded().whole_span());
}

#[test]
fn a_range_drawn_on_the_ruler_can_be_zoomed_to_or_filtered_by() {
    let mut window = window();
    let ruler = window.get_by_label_contains("Ruler").rect();
    let draw = |window: &mut Window| {
        window.drag_at(pos2(ruler.left() + 300.0, ruler.center().y));
        window.step();
        window.hover_at(pos2(ruler.left() + 360.0, ruler.center().y));
        window.step();
        window.drop_at(pos2(ruler.left() + 400.0, ruler.center().y));
        window.run_ok();
    };
    draw(&mut window);
    window.get_by_label("Filter by it").click();
    window.run_ok();
    assert!(app(&window).state().query.contains(".."), "{}", app(&window).state().query);
    assert!(app(&window).shown().n_shown() < n_shipped());
    draw(&mut window);
    window.get_by_label("Zoom to it").click();
    window.run_ok();
    assert!(viewport(&window).days() < 600.0, "{} days", viewport(&window).days());
}

#[test]
fn chips_show_the_terms_and_take_them_away() {
    let mut window = window();
    search(&mut window, "branch:is-kp killed>=20");
    let n = app(&window).shown().n_shown();
    window.get_by_label_contains("hidden");
    window.get_by_role_and_label(Role::Button, "Remove killed ≥ 20").click();
    window.run_ok();
    assert!(app(&window).shown().n_shown() > n);
    assert_eq!(app(&window).state().query, "branch:is-kp");
}

#[test]
fn a_query_that_cannot_be_read_keeps_the_last_good_one() {
    let mut window = window();
    search(&mut window, "branch:is-kp");
    let n = app(&window).shown().n_shown();
    window.get_by_role_and_label(Role::TextInput, "Search").type_text(" killed>=");
    window.run_ok();
    assert!(app(&window).shown().query_error.is_some());
    assert_eq!(app(&window).shown().n_shown(), n);
    window.get_by_label_contains("stays in force");
}

#[test]
fn a_filter_that_leaves_nothing_offers_the_way_back() {
    let mut window = window();
    search(&mut window, "killed>=100000");
    window.get_by_label("No incident matches the filter");
    window.get_by_label("Clear the filter").click();
    window.run_ok();
    assert_eq!(app(&window).shown().n_shown(), n_shipped());
}

#[test]
fn back_and_forward_walk_through_the_places() {
    let mut window = window();
    let rest = |window: &mut Window| {
        for _ in 0..6 {
            window.step();
        }
    };
    rest(&mut window);
    search(&mut window, "Kandahar");
    press(&mut window, Key::Escape);
    rest(&mut window);
    press(&mut window, Key::Plus);
    rest(&mut window);
    let zoomed = viewport(&window);
    press_with(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(viewport(&window), app(&window).loaded().whole_span());
    assert_eq!(app(&window).state().query, "Kandahar");
    press_with(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(app(&window).state().query, "");
    press_with(&mut window, Modifiers::ALT, Key::ArrowRight);
    press_with(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(viewport(&window), zoomed);
}

#[test]
fn a_bar_of_the_plot_selects_its_incidents() {
    let mut window = window();
    search(&mut window, "branch:is-kp");
    let bar = window.get_by_label_contains("Bar 2024, first quarter");
    let label = bar.accesskit_node().value().unwrap();
    let words = label.split_once(": ").unwrap_or_else(|| panic!("{label}")).1;
    let n: usize = words.split(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{label}"));
    let at = bar.rect().center();
    window.hover_at(at);
    window.run_ok();
    window.drag_at(at);
    window.drop_at(at);
    window.run_ok();
    assert_eq!(selection(&window).len(), n, "{label}");
}

#[test]
fn lanes_metric_and_theme_change_by_their_switches() {
    let mut window = window();
    window.get_by_label_contains("Lanes: Branch").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Country").click();
    window.run_ok();
    assert_eq!(app(&window).state().lanes, LaneKey::Country);
    window.get_by_label_contains("Lane Afghanistan");
    window.get_by_label_contains("Plot: Killed").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Killed and injured").click();
    window.run_ok();
    assert_eq!(app(&window).state().metric, Metric::Both);
}

#[test]
fn clicking_a_mark_selects_it_and_ctrl_adds() {
    let mut window = window();
    search(
        &mut window,
        "id:2024-03-22-crocus-city-hall OR id:2024-01-03-kerman-bombings OR id:2021-08-26-kabul-airport OR \"Crocus City Hall attack\" OR Kerman",
    );
    press(&mut window, Key::Escape);
    let is_mark = |node: &egui_kittest::Node<'_>| {
        let label = node.accesskit_node().label().unwrap_or_default();
        node.accesskit_node().role() == Role::Button && label.starts_with("Crocus City Hall attack, 22 March 2024, ")
    };
    let mark = window.query_all_by_label_contains("Crocus City Hall attack, 22 March 2024, ").find(is_mark).unwrap();
    let mark = mark.rect().center();
    window.hover_at(mark);
    window.run_ok();
    window.drag_at(mark);
    window.drop_at(mark);
    window.run_ok();
    assert!(selection(&window).contains(&"2024-03-22-crocus-city-hall".to_owned()), "{:?}", selection(&window));
}

/// Two seconds after the last input nobody asks for another frame.
#[test]
fn left_alone_it_asks_for_no_frame() {
    let mut window = window();
    press(&mut window, Key::Plus);
    for _ in 0..16 {
        window.step();
    }
    let delay = window.output().viewport_output.values().map(|output| output.repaint_delay).min().unwrap();
    assert!(delay > std::time::Duration::from_secs(60), "a frame is asked for in {delay:?}");
}

#[test]
fn a_missing_file_is_named_and_the_others_are_shown() {
    let shipped = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/timelines/islamic-state.ron"));
    let window = window_with(vec2(1280.0, 720.0), vec![PathBuf::from("nowhere.ron"), shipped]);
    assert_eq!(app(&window).loaded().columns.len(), n_shipped());
    window.get_by_label_contains("1 problem");
}

#[test]
fn what_is_open_stays_where_another_file_cannot_be_opened() {
    let mut window = window();
    search(&mut window, "kabul");
    let n_shown = app(&window).shown().n_shown();
    drop_file(&mut window, "/nowhere/at-all.ron".into(), |window| {
        window.query_by_label_contains("1 problem").is_some()
    });
    assert_eq!(app(&window).loaded().columns.len(), n_shipped());
    assert_eq!((app(&window).state().query.as_str(), app(&window).shown().n_shown()), ("kabul", n_shown));
    assert!(window.query_all_by_label_contains("at-all.ron").next().is_some());
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only the path is used".to_owned())
    }
}

/// Drops a file on the window and waits until what comes of it is so.
fn drop_file(window: &mut Window, path: PathBuf, is_so: impl Fn(&Window) -> bool) {
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.run_ok();
    for _ in 0..200 {
        if is_so(window) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.step();
    }
    window.run_ok();
}

#[test]
fn a_dropped_file_is_opened_in_place_of_the_open_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.ron");
    let text = r#"#![enable(implicit_some)]
Timeline(format: 1, title: "One", version: "1", span: "2020", about: "", license: "CC0-1.0", actors: [Actor(id: "a", name: "A")],
    sources: [], incidents: [
        Incident(id: "one", kind: Attack, title: "The only one", when: "2020-05-01", branch: "a",
            place: Place(country: "AFG", precision: Country), confidence: Low),
    ])"#;
    std::fs::write(&path, text).unwrap();
    let mut window = window();
    drop_file(&mut window, path, |window| app(window).loaded().columns.len() == 1);
    window.get_by_label_contains("The only one");
}
