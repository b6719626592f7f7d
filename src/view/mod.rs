//! The view model: what is on screen, as plain numbers and words, before anything is painted.
//!
//! Left to others: painting and gestures (`ui`), the meaning of filters and totals (`query`). Nothing here knows egui;
//! widths of words come in as a function.

mod axis;
mod bars;
mod cards;
mod citation;
mod compare;
mod count_path;
mod describe;
mod explain;
mod fonts;
mod grid;
mod groups;
mod lanes;
mod legend;
mod links;
mod markdown;
mod palette;
mod periods;
mod saved;
mod scene;
mod shown;
mod state;
mod story;
mod table;

pub use axis::{MAX_DAYS, MIN_DAYS, Ruler, Step, Tick, Viewport, ruler};
pub use bars::{Bar, Bars, N_SEGMENTS, Tally, Undated};
pub use citation::{CLAIM_CHANNEL_WARNING, cite_incident, cite_source, cite_totals};
pub use compare::{
    CompareShape, CompareView, Compared, Comparison, Difference, MAX_SLOTS, Rate, Slot, Slots, comparison_rows,
    comparison_text, difference,
};
pub use count_path::{PathPoint, Toll, count_path, report_day, reports_by_day};
pub use describe::{describe_scene, rows_titled, spoken_incident, spoken_mark};
pub use explain::{Arithmetic, Explanation, Moved, Voices, moved_most};
pub use fonts::Font;
pub use grid::plot_grid;
pub use groups::{Group, Groups, NO_VALUE};
pub use lanes::{LONG_DAYS, Lane, Lanes, MAX_LANES};
pub use legend::Key;
pub use links::{Link, Links};
pub use markdown::{Block, BlockKind, Reference, Span, markdown_blocks, markdown_plain, markdown_references};
pub use palette::{N_HUES, Palette, Rgb, Theme};
pub use periods::{PeriodBand, period_bands};
pub use saved::{SavedTable, SavedView};
pub use scene::{
    Body, COLUMN_PT, Column, Detail, LaneBox, MAX_MARKED, MAX_TITLE_PT, MAX_TITLES, Mark, Scene, SceneInput, Title,
};
pub use shown::{Loaded, Shown};
pub use state::{Centre, LaneKey, Metric, Scale, Stacking, ViewChange, ViewHistory, ViewState};
pub use story::{DeadLink, Story, StoryStep, dead_links};
pub use table::{
    Line, Lines, MAX_COLUMN_PT, MIN_COLUMN_PT, Part, Sort, Table, TableColumn, TableFormat, TableLayout, cell,
    sum_cell, table_text, why_not_counted,
};
