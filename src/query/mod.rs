//! What is asked of the open timelines: the catalog of their incidents, plain columns, filter, free text, and totals by
//! the counting rule.
//!
//! Left to others: reading files (`store`), drawing (`view`), and any clock: "today" comes in as a value.

mod actors;
mod as_known;
mod builder;
mod canonical;
mod catalog;
mod columns;
mod complete;
mod facets;
mod fact;
mod filter;
mod fold;
mod from_catalog;
mod groups;
mod histogram;
mod mask;
mod parse;
mod period;
mod rows;
mod rule;
mod syntax;
mod text;
mod totals;
mod words;

pub use actors::ActorTree;
pub use as_known::as_known_on;
pub use builder::{ColumnsBuilder, PlainRow};
pub use catalog::{Catalog, Entry};
pub use columns::{AttributionStatus, Columns, CountColumn, Many, NO_NAME, NONE, UNKNOWN};
pub use complete::{Completion, complete};
pub use facets::{Facet, FacetCounts, FacetValue, Facets, Picked};
pub use fact::Fact;
pub use filter::Filtered;
pub use fold::fold;
pub use from_catalog::attribution_status;
pub use groups::{Group, GroupKey, parts_by, totals_by};
pub use histogram::{DayHistogram, histogram};
pub use mask::Mask;
pub use period::Period;
pub use rule::{CountingRule, Headline, Included, LeftOut, RuleBits, RuleError};
pub use syntax::{Key, Metric, Query, QueryError, Term};
pub use text::TextIndex;
pub use totals::{Sum, Totals, Unsettled, totals, totals_of_rows};

/// An incident's place in the catalog's order.
pub type Row = u32;
