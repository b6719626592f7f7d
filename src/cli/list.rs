//! `daymark list`: incidents by day.

use super::args::ListArgs;
use super::ask::{Asked, Filter};
use super::open::open;
use super::text::{Align, counted, table, visible};
use super::{Answer, CliError, json};
use crate::export::records::{self, named_actors, named_sources};
use crate::model::{Day, Incident, Place};
use crate::query::Row;
use serde_json::{Map, Value};

pub(super) fn list(args: &ListArgs, today: Day) -> Result<Answer, CliError> {
    let filter = Filter::read(&args.filter)?;
    let asked = filter.ask(open(&args.files)?, today);
    let rows = asked.rows();
    let out = if args.json { json::text(&json_of(&asked, &rows)) } else { visible(&text_of(&asked, &rows)) };
    Ok(asked.answer(out))
}

fn json_of(asked: &Asked, rows: &[Row]) -> Value {
    let catalog = &asked.loaded.catalog;
    let incidents: Vec<&Incident> = rows.iter().filter_map(|row| Some(&*asked.entry(*row)?.incident)).collect();
    let mut map = Map::new();
    map.insert("format".to_owned(), 1.into());
    map.extend(json::filter(asked));
    map.insert("files".to_owned(), json::list(catalog.files(), |file| records::file(file, &file.name)));
    map.insert("incidents".to_owned(), json::list(rows, |row| json::incident(asked, *row)));
    map.insert("sources".to_owned(), json::list(&named_sources(catalog, &incidents), |source| json::source(source)));
    map.insert("actors".to_owned(), json::list(&named_actors(catalog, &incidents), |actor| json::actor(actor)));
    map.into()
}

fn text_of(asked: &Asked, rows: &[Row]) -> String {
    let n = asked.loaded.catalog.incidents().len();
    if rows.is_empty() {
        return format!("No incident of {n} matches.\n");
    }
    let head = ["DATE", "ID", "KILLED", "TITLE", "PLACE"].map(str::to_owned).to_vec();
    let incidents = rows.iter().filter_map(|row| asked.entry(*row)).map(|entry| line(&entry.incident));
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(incidents).collect();
    let total = if rows.len() == n { counted(n, "incident") } else { format!("{} of {n} incidents", rows.len()) };
    table(&lines, &[Align::Left; 5]) + "\n" + &total + "\n"
}

fn line(incident: &Incident) -> Vec<String> {
    vec![
        incident.when.to_string(),
        incident.id.to_string(),
        incident.killed().words(),
        incident.title.clone(),
        short_place(&incident.place),
    ]
}

/// Town, else province, and the country.
fn short_place(place: &Place) -> String {
    let near = place.city.as_deref().or(place.admin1.as_deref()).or(place.site.as_deref());
    let country = place.country_name();
    near.filter(|near| *near != country).map_or(country.to_owned(), |near| format!("{near}, {country}"))
}
