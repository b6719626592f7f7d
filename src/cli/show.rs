//! `daymark show`: one incident with everything that is known of it.

use super::args::ShowArgs;
use super::ask::{Asked, Filter};
use super::open::open;
use super::sheet::sheet;
use super::text::visible;
use super::{Answer, CliError, json};
use crate::export::records::{named_actors, named_sources};
use crate::model::{Day, IncidentId};
use crate::query::{Catalog, Row, fold};
use serde_json::{Value, json};

/// Ids that "did you mean" names at most.
const MAX_NEAR: usize = 5;

pub(super) fn show(args: &ShowArgs) -> Result<Answer, CliError> {
    // Nothing is asked that depends on the day.
    let asked = Filter::none().ask(open(&args.files)?, Day::MAX);
    let Some(row) = asked.loaded.catalog.row(&args.id) else {
        let hint = near_ids(&asked.loaded.catalog, &args.id);
        let answer = asked.answer(String::new());
        let err = format!("{}error: no incident has the id `{}`\n  hint: {hint}\n", answer.err, args.id);
        return Ok(Answer { err, exit: 1, ..answer });
    };
    let out = if args.json { json::text(&json_of(&asked, row)) } else { visible(&sheet(&asked, row)) };
    Ok(asked.answer(out))
}

fn json_of(asked: &Asked, row: Row) -> Value {
    let catalog = &asked.loaded.catalog;
    let incidents: Vec<_> = asked.entry(row).map(|entry| &*entry.incident).into_iter().collect();
    json!({
        "incident": json::incident(asked, row),
        "sources": json::list(&named_sources(catalog, &incidents), |source| json::source(source)),
        "actors": json::list(&named_actors(catalog, &incidents), |actor| json::actor(actor)),
    })
}

/// The ids that may have been meant: those that hold the text, else those spelled much like it.
pub(super) fn near_ids(catalog: &Catalog, id: &str) -> String {
    let wanted = fold(id);
    let incidents = catalog.incidents().iter().map(|entry| &entry.incident);
    let ids = incidents.flat_map(|incident| std::iter::once(&incident.id).chain(&incident.previous_ids));
    let near = |id: &'_ IncidentId| {
        let id = fold(id.as_str());
        match wanted.is_empty() || !id.contains(&wanted) {
            true => strsim::damerau_levenshtein(&id, &wanted),
            false => 0,
        }
    };
    let most = 1 + wanted.chars().count() / 4;
    let mut found: Vec<(usize, &str)> = ids.map(|id| (near(id), id.as_str())).filter(|(far, _)| *far <= most).collect();
    found.sort_unstable();
    found.dedup();
    let names: Vec<&str> = found.iter().take(MAX_NEAR).map(|(_, id)| *id).collect();
    match names.as_slice() {
        [] => "`daymark list` tells the ids".to_owned(),
        names => format!("did you mean {}?", names.join(", ")),
    }
}
