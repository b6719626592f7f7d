//! Which ids a record names, and where: one list for every check that follows an id.

use crate::model::{ActorId, Incident, IncidentId, SourceId};

/// An id that a record names, with the path of the field.
pub(super) struct Use<'a, Id> {
    pub(super) id: &'a Id,
    pub(super) field: String,
}

fn used<'a, Id>(id: &'a Id, field: String) -> Use<'a, Id> {
    Use { id, field }
}

/// Every source that an incident names.
pub(super) fn sources(incident: &Incident) -> impl Iterator<Item = Use<'_, SourceId>> {
    let reports = incident.reports.iter().enumerate().map(|(i, report)| (&report.source, "reports", i));
    let attributions = incident.attributions.iter().enumerate();
    let attributions = attributions.filter_map(|(i, said)| Some((said.source.as_ref()?, "attributions", i)));
    let cites = incident.cites.iter().enumerate().map(|(i, cite)| (&cite.source, "cites", i));
    reports.chain(attributions).chain(cites).map(|(id, list, i)| used(id, format!("{list}.{i}.source")))
}

/// Every actor that an incident names.
pub(super) fn actors(incident: &Incident) -> impl Iterator<Item = Use<'_, ActorId>> {
    let attributions = incident.attributions.iter().enumerate();
    let attributions = attributions.map(|(i, said)| used(&said.actor, format!("attributions.{i}.actor")));
    std::iter::once(used(&incident.branch, "branch".to_owned())).chain(attributions)
}

/// Every other incident that an incident names.
pub(super) fn incidents(incident: &Incident) -> impl Iterator<Item = Use<'_, IncidentId>> {
    incident.related.iter().enumerate().map(|(i, related)| used(&related.id, format!("related.{i}.id")))
}
