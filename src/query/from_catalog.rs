//! Records to columns.

use super::{
    ActorTree, AttributionStatus, Catalog, Columns, ColumnsBuilder, PlainRow,
    catalog::file_span,
    fact::{facts, origins},
};
use crate::model::{ActorId, Attribution, AttributionKind, InFigures, Incident, IncidentId, Vocabulary};
use std::sync::Arc;

impl Columns {
    /// The columns of a catalog; rows are the same.
    pub fn from_catalog(catalog: &Catalog) -> Self {
        let files = catalog.files().iter().map(|file| {
            let span = file_span(file).map(|(first, last)| (first.days(), last.days()));
            (file.name.clone(), span)
        });
        let mut builder = ColumnsBuilder::new(files, Arc::new(catalog.actors().clone()));
        for entry in catalog.incidents() {
            push(&mut builder, catalog, entry.file, &entry.incident);
        }
        let mut columns = builder.finish();
        let (first, last) = catalog.span();
        columns.span = (first.days(), last.days());
        columns
    }
}

fn push(builder: &mut ColumnsBuilder, catalog: &Catalog, file: u16, incident: &Incident) {
    let ids: Vec<&str> = std::iter::once(&incident.id).chain(&incident.previous_ids).map(IncidentId::as_str).collect();
    let place = &incident.place;
    let places: Vec<&str> =
        [&place.admin1, &place.city, &place.site].into_iter().filter_map(|name| name.as_deref()).collect();
    let attributed: Vec<&str> = incident.attributions.iter().map(|attribution| attribution.actor.as_str()).collect();
    let tags: Vec<&str> = incident.tags.iter().map(String::as_str).collect();
    let source_ids = incident.source_ids();
    let known = || source_ids.iter().filter_map(|id| catalog.source(id));
    let title = |id| catalog.source(id).map_or("", |source| source.title.as_str());
    let sources: Vec<(&str, &str)> = source_ids.iter().map(|id| (id.as_str(), title(id))).collect();
    let publishers: Vec<&str> =
        known().map(|source| source.publisher.as_str()).filter(|name| !name.is_empty()).collect();
    let n_origins = origins(&source_ids, catalog);
    builder.push(&PlainRow {
        title: &incident.title,
        ids: &ids,
        earliest: incident.when.earliest().days(),
        latest: incident.latest().days(),
        precision: incident.when.precision(),
        qualifier: incident.when.qualifier(),
        kind: incident.kind,
        branch: incident.branch.as_str(),
        country: &place.country,
        admin1: place.admin1.as_deref().unwrap_or(""),
        places: &places,
        attacks: &incident.attack_types,
        targets: &incident.target_types,
        confidence: incident.confidence,
        geo_precision: place.precision,
        at: place.at,
        file,
        killed: incident.killed(),
        injured: incident.injured(),
        perpetrators_killed: incident.perpetrators.and_then(|perpetrators| perpetrators.killed),
        in_figures: incident.perpetrators.map_or(InFigures::Unknown, |perpetrators| perpetrators.in_figures),
        status: attribution_status(&incident.attributions, catalog.actors()),
        facts: facts(incident, n_origins),
        source_kinds: known().fold(0, |bits, source| bits | 1 << source.kind.index()),
        n_origins: u8::try_from(n_origins).unwrap_or(u8::MAX),
        attributed: &attributed,
        tags: &tags,
        sources: &sources,
        publishers: &publishers,
    });
}

/// What the attributions say taken together.
///
/// Claims and assessments of an actor and of one it belongs to agree: the Islamic State's own channel claims for its
/// branches. Two that stand apart in the tree are a dispute.
pub fn attribution_status(attributions: &[Attribution], actors: &ActorTree) -> AttributionStatus {
    let has = |kind: AttributionKind| attributions.iter().any(|attribution| attribution.kind == kind);
    let named: Vec<&ActorId> = attributions
        .iter()
        .filter(|attribution| matches!(attribution.kind, AttributionKind::Claim | AttributionKind::Assessment))
        .map(|attribution| &attribution.actor)
        .collect();
    let apart = |a: &ActorId, b: &ActorId| !actors.is_within(a, b) && !actors.is_within(b, a);
    if named.iter().enumerate().any(|(i, a)| named.iter().skip(i + 1).any(|b| apart(a, b))) {
        AttributionStatus::Disputed
    } else if has(AttributionKind::Assessment) {
        AttributionStatus::Assessed
    } else if has(AttributionKind::Claim) {
        AttributionStatus::Claimed
    } else if has(AttributionKind::Accusation) {
        AttributionStatus::Accused
    } else if has(AttributionKind::Denial) {
        AttributionStatus::Denied
    } else {
        AttributionStatus::None
    }
}
