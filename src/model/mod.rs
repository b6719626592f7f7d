//! The plain values of a timeline: incidents, their figures, dates, places, sources and actors, and the checks that
//! need only the value itself.
//!
//! Left to others: reading and writing text (`format`), whole-file checks such as dangling ids (`edit`), search and
//! totals (`query`).

mod casualties;
mod country;
mod country_box;
mod day;
mod ids;
mod incident;
mod support;
mod tags;
mod timeline;
mod vocabulary;
mod when;

pub use casualties::{Count, Figure, FigureError, thousands};
pub use country::{COUNTRIES, Country, Region, country_by_code, country_by_name};
pub use country_box::{Bounds, country_boxes, degrees_outside};
pub use day::Day;
pub use ids::{ActorId, IncidentId, SourceId};
pub use incident::{Attribution, Cite, Fault, Incident, Other, Perpetrators, Place, Related, Report};
pub use support::{Parts, origin};
pub use tags::{TAGS, tag_definition};
pub use timeline::{Actor, FileRecords, Header, Period, Source};
pub use vocabulary::{
    AttackType, AttributionKind, Confidence, GeoPrecision, InFigures, Kind, Relation, SourceKind, Support, TargetType,
    Vocabulary,
};
pub use when::{Date, Precision, Qualifier, When, WhenError};
