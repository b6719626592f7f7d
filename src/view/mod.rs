//! The view model: what is on screen, as plain numbers and words, before anything is painted.
//!
//! Left to others: painting and gestures (`ui`), the meaning of filters and totals (`query`). Nothing here knows egui;
//! widths of words come in as a function.

mod axis;
mod bars;
mod cards;
mod citation;
mod count_path;
mod describe;
mod explain;
mod groups;
mod lanes;
mod palette;
mod scene;
mod shown;
mod state;

pub use axis::{MAX_DAYS, MIN_DAYS, Ruler, Step, Tick, Viewport, ruler};
pub use bars::{Bar, Bars, N_SEGMENTS, Tally, Undated};
pub use citation::{cite_incident, cite_source, cite_totals};
pub use count_path::{PathPoint, Toll, count_path, report_day, reports_by_day};
pub use describe::{describe_scene, rows_titled, spoken_incident, spoken_mark};
pub use explain::{Arithmetic, Explanation, Moved, Voices, moved_most};
pub use groups::{Group, Groups, NO_VALUE};
pub use lanes::{LONG_DAYS, Lane, Lanes, MAX_LANES};
pub use palette::{N_HUES, Palette, Rgb, Theme};
pub use scene::{
    Body, COLUMN_PT, Column, Detail, LaneBox, MAX_MARKED, MAX_TITLE_PT, MAX_TITLES, Mark, Scene, SceneInput, Title,
};
pub use shown::{Loaded, Shown};
pub use state::{LaneKey, Metric, Scale, Stacking, ViewChange, ViewHistory, ViewState};
