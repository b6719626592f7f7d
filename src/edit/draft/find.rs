//! Records of the file by what people call them.

use super::link;
use super::read::{self, Reading, Wrong, wrong};
use crate::edit::Document;
use crate::model::{ActorId, IncidentId, SourceId};

/// The actor that a text names by id, name, short name or alias.
pub(super) fn actor(document: &Document, text: &str) -> Reading<ActorId> {
    let meant = read::bare(text);
    let by_id = document.actors.iter().find(|record| record.value.id.as_str() == text);
    let mut named = document.actors.iter().filter(|record| {
        let actor = &record.value;
        let names = [Some(&actor.name), actor.short.as_ref()].into_iter().flatten().chain(&actor.aliases);
        names.into_iter().any(|name| read::bare(name) == meant)
    });
    match (by_id, named.next(), named.next()) {
        (Some(record), _, _) | (None, Some(record), None) => Ok(record.value.id.clone()),
        (None, Some(a), Some(b)) => Err(Wrong {
            message: format!("several groups are called “{text}”"),
            fixes: vec![a.value.id.to_string(), b.value.id.to_string()],
        }),
        (None, None, _) => Err(Wrong {
            message: format!("no group of the file is called “{text}”"),
            fixes: read::near(text, document.actors.iter().map(|record| record.value.label())).into_iter().collect(),
        }),
    }
}

/// The source that a text names by id, or by its address.
pub(super) fn source(document: &Document, new: &(Vec<SourceId>, Vec<SourceId>), text: &str) -> Reading<SourceId> {
    let id = SourceId::from(text);
    if new.1.contains(&id) {
        return wrong("this new source is not complete yet");
    }
    if document.source(&id).is_some() || new.0.contains(&id) {
        return Ok(id);
    }
    if let Some(link) = link::Link::read(text) {
        return match link.source_in(document) {
            Some(source) => Ok(source.id.clone()),
            None => wrong("no source of the file has this address"),
        };
    }
    let meant = read::bare(text);
    let mut called = document
        .sources
        .iter()
        .map(|record| &**record.value)
        .filter(|source| read::bare(source.id.as_str()) == meant || read::bare(&source.title) == meant);
    match (called.next(), called.next()) {
        (Some(source), None) => Ok(source.id.clone()),
        _ => wrong(format!("no source of the file is called “{text}”")),
    }
}

/// The incident that a text names by id or title.
pub(super) fn incident(document: &Document, text: &str) -> Reading<IncidentId> {
    let id = IncidentId::from(text);
    if document.incident(&id).is_some() {
        return Ok(id);
    }
    let called = document.called(&read::bare(text));
    match called.as_slice() {
        [record] => Ok(record.value.id.clone()),
        _ => wrong(format!("no incident of the file is called “{text}”")),
    }
}
