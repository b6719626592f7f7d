//! Which ids a record names, and where: one list for every check that follows an id.

use crate::model::{ActorId, Incident, IncidentId, SourceId};

/// An id that a record names, and where.
pub(super) struct Use<'a, Id> {
    pub(super) id: &'a Id,
    place: Place,
}

enum Place {
    Field(&'static str),
    /// A field of an item of a list.
    Item(&'static str, usize, &'static str),
}

impl<Id> Use<'_, Id> {
    /// The path of the field.
    pub(super) fn field(&self) -> String {
        match self.place {
            Place::Field(field) => field.to_owned(),
            Place::Item(list, i, field) => format!("{list}.{i}.{field}"),
        }
    }
}

/// Every source that an incident names.
pub(super) fn sources(incident: &Incident) -> impl Iterator<Item = Use<'_, SourceId>> {
    let reports = incident.reports.iter().enumerate().map(|(i, report)| (&report.source, "reports", i));
    let attributions = incident.attributions.iter().enumerate();
    let attributions = attributions.filter_map(|(i, said)| Some((said.source.as_ref()?, "attributions", i)));
    let cites = incident.cites.iter().enumerate().map(|(i, cite)| (&cite.source, "cites", i));
    reports.chain(attributions).chain(cites).map(|(id, list, i)| Use { id, place: Place::Item(list, i, "source") })
}

/// Every actor that an incident names.
pub(super) fn actors(incident: &Incident) -> impl Iterator<Item = Use<'_, ActorId>> {
    let attributions = incident.attributions.iter().enumerate();
    let attributions =
        attributions.map(|(i, said)| Use { id: &said.actor, place: Place::Item("attributions", i, "actor") });
    std::iter::once(Use { id: &incident.branch, place: Place::Field("branch") }).chain(attributions)
}

/// Every other incident that an incident names.
pub(super) fn incidents(incident: &Incident) -> impl Iterator<Item = Use<'_, IncidentId>> {
    let related = incident.related.iter().enumerate();
    related.map(|(i, related)| Use { id: &related.id, place: Place::Item("related", i, "id") })
}
