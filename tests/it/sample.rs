//! Small records to count and search in.

use daymark::model::FileRecords;
use daymark::model::{
    Actor, ActorId, Attribution, AttributionKind, Confidence, Count, Figure, GeoPrecision, Header, InFigures, Incident,
    Kind, Perpetrators, Place, Report, Source, SourceId, SourceKind,
};
use daymark::query::{Catalog, Columns, TextIndex};
use std::sync::Arc;

/// An attack by IS-KP in Kabul with no figures.
pub(crate) fn incident(id: &str, when: &str) -> Incident {
    Incident {
        id: id.into(),
        previous_ids: Vec::new(),
        kind: Kind::Attack,
        title: format!("Incident {id}"),
        names: Vec::new(),
        when: when.parse().expect(when),
        branch: "is-kp".into(),
        place: Place {
            country: "AFG".into(),
            admin1: Some("Kabul".into()),
            city: Some("Kabul".into()),
            site: None,
            at: Some((34.53, 69.17)),
            precision: GeoPrecision::City,
        },
        attack_types: Vec::new(),
        target_types: Vec::new(),
        summary: String::new(),
        killed: None,
        injured: None,
        perpetrators: None,
        reports: Vec::new(),
        attributions: Vec::new(),
        cites: Vec::new(),
        confidence: Confidence::High,
        doubts: Vec::new(),
        tags: Vec::new(),
        related: Vec::new(),
    }
}

/// An attack on 22 March 2024 with this figure of killed; -1 is unknown.
pub(crate) fn killed(low: i64, best: i64, high: i64) -> Incident {
    Incident { killed: Some(count(low, best, high)), ..incident("a", "2024-03-22") }
}

/// -1 is unknown.
pub(crate) fn count(low: i64, best: i64, high: i64) -> Count {
    let part = |n: i64| u32::try_from(n).ok();
    Count { low: part(low), best: part(best), high: part(high) }
}

pub(crate) fn perpetrators(killed: Option<u32>, in_figures: InFigures) -> Option<Perpetrators> {
    Some(Perpetrators { killed, in_figures })
}

pub(crate) fn attribution(actor: &str, kind: AttributionKind, on: Option<&str>) -> Attribution {
    let on = on.map(|on| on.parse().expect(on));
    Attribution { actor: actor.into(), by: None, kind, on, source: None, wording: None }
}

pub(crate) fn report(source: &str, as_of: Option<&str>, killed: Figure) -> Report {
    let as_of = as_of.map(|day| day.parse().expect(day));
    Report {
        source: source.into(),
        as_of,
        killed: Some(killed),
        injured: None,
        other: None,
        claimed: false,
        note: None,
    }
}

pub(crate) fn source(id: &str, publisher: &str, published: Option<&str>) -> Source {
    Source {
        id: SourceId::from(id),
        title: format!("Page {id}"),
        publisher: publisher.to_owned(),
        author: None,
        published: published.map(|day| day.parse().expect(day)),
        language: None,
        kind: SourceKind::Press,
        url: None,
        archive: None,
        relay_of: None,
    }
}

fn actor(id: &str, name: &str, short: Option<&str>, parent: Option<&str>) -> Actor {
    let aliases = if id == "is" { vec!["ISIS".to_owned(), "Daesh".to_owned()] } else { Vec::new() };
    let (short, parent) = (short.map(str::to_owned), parent.map(ActorId::from));
    Actor { id: id.into(), name: name.to_owned(), short, aliases, parent, about: None }
}

/// One file over 2015 to 2024 with five actors and three sources.
pub(crate) fn catalog(incidents: impl IntoIterator<Item = Incident>) -> Catalog {
    Catalog::new(vec![FileRecords {
        name: "sample.ron".to_owned(),
        header: Header { span: "2015/2024".parse().ok(), ..Header::default() },
        n_errors: 0,
        actors: vec![
            actor("is", "Islamic State", None, None),
            actor("is-kp", "Islamic State – Khorasan Province", Some("IS-KP"), Some("is")),
            actor("is-sinai", "Islamic State – Sinai Province", None, Some("is")),
            actor("is-inspired", "Individuals inspired by the Islamic State", None, Some("is")),
            actor("unattributed", "Unattributed", None, None),
            actor("other", "Other groups", None, None),
            actor("taliban", "Taliban", None, Some("other")),
        ],
        periods: Vec::new(),
        sources: vec![
            source("early", "Mediazona", Some("2024-03-23")).into(),
            source("late", "Reuters", Some("2024-04-10")).into(),
            source("undated", "Example Wire", None).into(),
        ],
        incidents: incidents.into_iter().map(Arc::new).collect(),
    }])
}

pub(crate) fn columns(incidents: impl IntoIterator<Item = Incident>) -> (Catalog, Columns, TextIndex) {
    let catalog = catalog(incidents);
    let columns = Columns::from_catalog(&catalog);
    let text = TextIndex::from_catalog(&catalog);
    (catalog, columns, text)
}
