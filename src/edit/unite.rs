//! Commands over several records: two incidents made one, an incident taken out with all links to it, a field of many
//! incidents set alike.

use super::draft::changes;
use super::{Command, Document};
use crate::format::{Entry, Written};
use crate::model::{ActorId, Confidence, Incident, IncidentId, Vocabulary};

/// What is set alike in several incidents; what is `None` or empty stays.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alike {
    /// Tags that all get.
    pub with_tags: Vec<String>,
    /// Tags that none keeps.
    pub without_tags: Vec<String>,
    /// The branch that all are filed under.
    pub branch: Option<ActorId>,
    /// The grade of all.
    pub confidence: Option<Confidence>,
}

/// What [`Alike`] does to one incident.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The incident.
    pub id: IncidentId,
    /// Its title.
    pub title: String,
    /// The changes, each as a few words such as "tags + market".
    pub words: Vec<String>,
    /// What does it.
    pub command: Command,
}

impl Alike {
    /// What would be done to each of the incidents; those that are so already are left out.
    pub fn changes(&self, document: &Document, ids: &[IncidentId]) -> Vec<Change> {
        let found = ids.iter().filter_map(|id| document.incident(id));
        found.filter_map(|record| self.change(document, record.value)).collect()
    }

    fn change(&self, document: &Document, incident: &Incident) -> Option<Change> {
        let set =
            |field: &str, entry: Entry| Command::Set { id: incident.id.to_string(), field: field.to_owned(), entry };
        let (mut words, mut commands) = (Vec::new(), Vec::new());
        for tag in self.with_tags.iter().filter(|tag| !incident.tags.contains(tag)) {
            words.push(format!("tags + {tag}"));
            commands.push(set("tags", Entry::With(tag.clone())));
        }
        for tag in self.without_tags.iter().filter(|tag| incident.tags.contains(tag)) {
            words.push(format!("tags − {tag}"));
            commands.push(set("tags", Entry::Without(tag.clone())));
        }
        if let Some(branch) = self.branch.as_ref().filter(|branch| **branch != incident.branch) {
            let label = |id: &ActorId| document.actor(id).map_or(id.to_string(), |actor| actor.label().to_owned());
            words.push(format!("branch {} → {}", label(&incident.branch), label(branch)));
            commands.push(set("branch", Entry::Is(branch.to_string())));
        }
        if let Some(grade) = self.confidence.filter(|grade| *grade != incident.confidence) {
            words.push(format!("confidence {} → {}", incident.confidence.label(), grade.label()));
            commands.push(set("confidence", Entry::Is(grade.word().to_owned())));
        }
        let (id, title) = (incident.id.clone(), incident.title.clone());
        (!commands.is_empty()).then_some(Change { id, title, words, command: Command::Several(commands) })
    }
}

/// Takes an incident out, and out of the related incidents of all others. `None` if the document does not hold it.
pub fn removal(document: &Document, id: &IncidentId) -> Option<Command> {
    document.incident(id)?;
    let mut commands = relinked(document, id, None);
    commands.push(Command::Remove { id: id.to_string() });
    Some(Command::Several(commands))
}

/// Makes two incidents one: `kept` takes from `gone` what it lacks, its reports, attributions, sources, doubts and tags,
/// and its id as a previous one; others that name `gone` name `kept`. `None` if the document does not hold both.
pub fn union(document: &Document, kept: &IncidentId, gone: &IncidentId) -> Option<Command> {
    let (into, from) = (&document.incident(kept)?.value, &document.incident(gone)?.value);
    if kept == gone {
        return None;
    }
    let mut united = united(into, from);
    let ids = std::iter::once(gone).chain(&from.previous_ids);
    united.previous_ids.extend(ids.filter(|id| !into.previous_ids.contains(id)).cloned());
    united.related.retain(|related| related.id != *gone && related.id != *kept);
    let mut commands = relinked(document, gone, Some(kept));
    commands.extend(changes(kept.as_str(), &into.value(), &united.value()));
    commands.push(Command::Remove { id: gone.to_string() });
    Some(Command::Several(commands))
}

/// One incident with what another adds to it. Where both say something, the first stands.
pub fn united(into: &Incident, from: &Incident) -> Incident {
    fn with<T: PartialEq + Clone>(into: &[T], from: &[T]) -> Vec<T> {
        let new = from.iter().filter(|item| !into.contains(item));
        into.iter().chain(new).cloned().collect()
    }
    let place = |pick: fn(&crate::model::Place) -> &Option<String>| {
        pick(&into.place).clone().or_else(|| pick(&from.place).clone())
    };
    let mut united = into.clone();
    united.names = with(&into.names, &from.names);
    united.place.admin1 = place(|place| &place.admin1);
    united.place.city = place(|place| &place.city);
    united.place.site = place(|place| &place.site);
    united.place.at = into.place.at.or(from.place.at);
    united.place.precision = into.place.precision.min(from.place.precision);
    united.attack_types = with(&into.attack_types, &from.attack_types);
    united.target_types = with(&into.target_types, &from.target_types);
    if into.summary.is_empty() {
        united.summary.clone_from(&from.summary);
    }
    united.killed = into.killed.or(from.killed);
    united.injured = into.injured.or(from.injured);
    united.perpetrators = into.perpetrators.or(from.perpetrators);
    united.reports = with(&into.reports, &from.reports);
    united.attributions = with(&into.attributions, &from.attributions);
    united.cites = with(&into.cites, &from.cites);
    united.doubts = with(&into.doubts, &from.doubts);
    united.tags = with(&into.tags, &from.tags);
    united.related = with(&into.related, &from.related);
    united
}

/// The related incidents of all others without one id, or with another in its place.
fn relinked(document: &Document, id: &IncidentId, to: Option<&IncidentId>) -> Vec<Command> {
    let mut commands = Vec::new();
    for record in &document.incidents {
        let other = record.value;
        if other.id == *id || Some(&other.id) == to || !other.related.iter().any(|related| related.id == *id) {
            continue;
        }
        let mut changed = Incident::clone(other);
        let links_to = |id: &IncidentId| other.related.iter().any(|related| related.id == *id);
        match to.filter(|to| !links_to(to)) {
            Some(to) => {
                changed
                    .related
                    .iter_mut()
                    .filter(|related| related.id == *id)
                    .for_each(|related| related.id = to.clone());
            }
            None => changed.related.retain(|related| related.id != *id),
        }
        commands.extend(changes(other.id.as_str(), &other.value(), &changed.value()));
    }
    commands
}
