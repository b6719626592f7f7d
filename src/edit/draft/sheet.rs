//! Records as the texts that a form shows.

use super::field::{Field, Rows};
use super::outline::Outline;
use super::read;
use super::{Texts, coordinates};
use crate::edit::Document;
use crate::model::{
    Actor, ActorId, Attribution, Cite, Incident, Period, Related, Report, Source, SourceId, Vocabulary, country_by_code,
};

/// Stands for a line break within one item of a list that is shown one item a line.
const WITHIN: char = '\u{2028}';

/// A record as texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sheet {
    pub(super) texts: Texts,
    pub(super) reports: Vec<Texts>,
    pub(super) attributions: Vec<Texts>,
    pub(super) cites: Vec<Texts>,
    pub(super) related: Vec<Texts>,
    pub(super) actors: Vec<Texts>,
    pub(super) periods: Vec<Texts>,
}

impl Sheet {
    pub(super) fn of(incident: &Incident, document: &Document) -> Self {
        Self {
            texts: plain(incident, document),
            reports: incident.reports.iter().map(report).collect(),
            attributions: incident.attributions.iter().map(|said| attribution(said, document)).collect(),
            cites: incident.cites.iter().map(cite).collect(),
            related: incident.related.iter().map(related).collect(),
            ..Self::default()
        }
    }

    pub(super) fn of_outline(outline: &Outline) -> Self {
        let header = &outline.header;
        Self {
            texts: Texts::of([
                (Field::TimelineTitle, header.title.clone()),
                (Field::Version, header.version.clone()),
                (Field::Span, text(header.span.as_ref())),
                (Field::Scope, header.about.clone()),
                (Field::License, header.license.clone()),
                (Field::RetiredIds, lines(&header.retired_ids)),
            ]),
            actors: outline.actors.iter().map(|one| actor(one, &outline.actors)).collect(),
            periods: outline.periods.iter().map(period).collect(),
            ..Self::default()
        }
    }

    pub(super) fn rows(&self, rows: Rows) -> &[Texts] {
        match rows {
            Rows::Reports => &self.reports,
            Rows::Attributions => &self.attributions,
            Rows::Cites => &self.cites,
            Rows::Related => &self.related,
            Rows::Actors => &self.actors,
            Rows::Periods => &self.periods,
            Rows::Sources => &[],
        }
    }
}

/// What people call an actor: its short name where no other actor has it, else its id.
pub(super) fn actor_text(document: &Document, id: &ActorId) -> String {
    let Some(actor) = document.actor(id) else { return id.to_string() };
    let n = document.actors.iter().filter(|other| read::bare(other.value.label()) == read::bare(actor.label())).count();
    if n == 1 { actor.label().to_owned() } else { id.to_string() }
}

/// A list of texts, one a line.
fn lines<T: std::fmt::Display>(items: &[T]) -> String {
    let line = |item: &T| item.to_string().replace('\n', &WITHIN.to_string());
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The items of a text with one a line.
pub(super) fn items(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| line.replace(WITHIN, "\n")).collect()
}

fn labels<T: Vocabulary>(words: &[T]) -> String {
    words.iter().map(|word| word.label()).collect::<Vec<_>>().join(", ")
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map_or(String::new(), ToString::to_string)
}

fn plain(incident: &Incident, document: &Document) -> Texts {
    let place = &incident.place;
    let country = country_by_code(&place.country).map_or(place.country.as_str(), |country| country.name);
    let own = incident.perpetrators;
    Texts::of([
        (Field::Title, incident.title.clone()),
        (Field::When, incident.when.to_string()),
        (Field::Kind, incident.kind.label().to_owned()),
        (Field::City, text(place.city.as_ref())),
        (Field::Admin1, text(place.admin1.as_ref())),
        (Field::Country, country.to_owned()),
        (Field::Site, text(place.site.as_ref())),
        (Field::At, place.at.map_or(String::new(), coordinates::coordinates_text)),
        (Field::GeoPrecision, place.precision.label().to_owned()),
        (Field::Branch, actor_text(document, &incident.branch)),
        (Field::AttackTypes, labels(&incident.attack_types)),
        (Field::TargetTypes, labels(&incident.target_types)),
        (Field::Summary, incident.summary.clone()),
        (Field::Killed, incident.killed.map_or(String::new(), read::count_text)),
        (Field::Injured, incident.injured.map_or(String::new(), read::count_text)),
        (Field::OwnKilled, text(own.and_then(|own| own.killed).as_ref())),
        (Field::InFigures, own.map_or(String::new(), |own| own.in_figures.label().to_owned())),
        (Field::Confidence, incident.confidence.label().to_owned()),
        (Field::Doubts, lines(&incident.doubts)),
        (Field::Tags, incident.tags.join(", ")),
        (Field::Names, lines(&incident.names)),
        (Field::Id, incident.id.to_string()),
        (Field::PreviousIds, lines(&incident.previous_ids)),
    ])
}

pub(super) fn report(report: &Report) -> Texts {
    let figure = |figure: Option<&crate::model::Figure>| figure.map_or(String::new(), read::figure_text);
    let other = report.other.as_ref();
    Texts::of([
        (Field::ReportSource, report.source.to_string()),
        (Field::AsOf, text(report.as_of.as_ref())),
        (Field::ReportKilled, figure(report.killed.as_ref())),
        (Field::ReportInjured, figure(report.injured.as_ref())),
        (Field::OtherWhat, other.map_or(String::new(), |other| other.what.clone())),
        (Field::OtherFigure, figure(other.map(|other| &other.figure))),
        (Field::Claimed, if report.claimed { "yes".to_owned() } else { String::new() }),
        (Field::Note, text(report.note.as_ref())),
    ])
}

pub(super) fn attribution(said: &Attribution, document: &Document) -> Texts {
    Texts::of([
        (Field::Actor, actor_text(document, &said.actor)),
        (Field::AttributionKind, said.kind.label().to_owned()),
        (Field::By, text(said.by.as_ref())),
        (Field::On, text(said.on.as_ref())),
        (Field::AttributionSource, text(said.source.as_ref())),
        (Field::Wording, text(said.wording.as_ref())),
    ])
}

pub(super) fn cite(cite: &Cite) -> Texts {
    Texts::of([(Field::CiteSource, cite.source.to_string()), (Field::Supports, labels(&cite.supports))])
}

pub(super) fn related(related: &Related) -> Texts {
    Texts::of([(Field::RelatedId, related.id.to_string()), (Field::How, related.how.label().to_owned())])
}

/// A group; its parent is called as the groups beside it are.
pub(super) fn actor(actor: &Actor, all: &[Actor]) -> Texts {
    let called = |id: &ActorId| {
        let parent = all.iter().find(|other| other.id == *id);
        let label = parent.map_or(id.as_str(), Actor::label);
        let n = all.iter().filter(|other| read::bare(other.label()) == read::bare(label)).count();
        if n == 1 { label.to_owned() } else { id.to_string() }
    };
    Texts::of([
        (Field::ActorName, actor.name.clone()),
        (Field::ActorShort, text(actor.short.as_ref())),
        (Field::ActorParent, actor.parent.as_ref().map_or(String::new(), called)),
        (Field::ActorAliases, lines(&actor.aliases)),
        (Field::ActorAbout, text(actor.about.as_ref())),
        (Field::ActorId, actor.id.to_string()),
    ])
}

pub(super) fn period(period: &Period) -> Texts {
    let sources: Vec<&str> = period.sources.iter().map(SourceId::as_str).collect();
    Texts::of([
        (Field::PeriodTitle, period.title.clone()),
        (Field::PeriodWhen, period.when.to_string()),
        (Field::PeriodAbout, text(period.about.as_ref())),
        (Field::PeriodSources, sources.join(", ")),
        (Field::PeriodId, period.id.clone()),
    ])
}

pub(super) fn source(source: &Source) -> Texts {
    Texts::of([
        (Field::Url, text(source.url.as_ref())),
        (Field::Publisher, source.publisher.clone()),
        (Field::SourceTitle, source.title.clone()),
        (Field::Published, text(source.published.as_ref())),
        (Field::SourceKind, source.kind.label().to_owned()),
        (Field::Language, text(source.language.as_ref())),
        (Field::Author, text(source.author.as_ref())),
        (Field::Archive, text(source.archive.as_ref())),
        (Field::RelayOf, text(source.relay_of.as_ref())),
        (Field::SourceId, source.id.to_string()),
    ])
}
