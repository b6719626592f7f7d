//! The timeline's own data as a draft: its header, its groups and its periods, read from what was typed.

use super::check::{Check, is_blank, readable};
use super::field::{Field, Rows};
use super::read::{self, Reading, Wrong, wrong, wrong_but};
use super::sheet::{self, Sheet};
use super::{Base, Draft, Level, Row, Spot, Subject, Texts, find, name};
use crate::edit::Document;
use crate::format::List;
use crate::model::{Actor, ActorId, Header, IncidentId, Period, SourceId, When};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a timeline holds besides sources and incidents.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outline {
    /// Its own data.
    pub header: Header,
    /// Its groups, in file order.
    pub actors: Vec<Actor>,
    /// Its background spans, in file order.
    pub periods: Vec<Period>,
}

impl Outline {
    /// What a document holds.
    pub fn of(document: &Document) -> Self {
        Self {
            header: document.header.clone(),
            actors: document.actors.iter().map(|record| Actor::clone(record.value)).collect(),
            periods: document.periods.iter().map(|record| Period::clone(record.value)).collect(),
        }
    }

    /// Every source that its periods name.
    pub(super) fn source_ids(&self) -> impl Iterator<Item = &SourceId> {
        self.periods.iter().flat_map(|period| &period.sources)
    }
}

impl Draft {
    /// A draft of the header, the groups and the periods of a document.
    pub fn of_timeline(document: &Document) -> Self {
        let mut draft = Self::empty(document);
        draft.subject = Subject::Timeline;
        draft.of = Some(crate::edit::header::HEADER_ID.to_owned());
        let outline = Outline::of(document);
        draft.fill(&Sheet::of_outline(&outline));
        draft.base = Some(Base::Outline(Arc::new(outline)));
        draft
    }

    /// Whether it is of the timeline's own data.
    pub fn is_of_timeline(&self) -> bool {
        self.subject == Subject::Timeline
    }

    /// Takes up what has become of the timeline's own data in the file, as [`Draft::follow`] does of an incident.
    pub fn follow_timeline(&mut self, document: &Document) {
        self.drop_known_sources(document);
        let now = Arc::new(Outline::of(document));
        let Some(Base::Outline(old)) = self.base.replace(Base::Outline(Arc::clone(&now))) else { return };
        if old != now {
            let sheets = (Sheet::of_outline(&old), Sheet::of_outline(&now));
            self.take_over(document, &Base::Outline(old), &sheets);
        }
    }

    /// The id that the group or period of a row has in the file; `None` if it is new.
    pub fn id_in_file(&self, rows: Rows, key: u32) -> Option<&String> {
        let at = self.rows(rows).iter().find(|row| row.key == key)?.was?;
        let outline = self.outline()?;
        match rows {
            Rows::Actors => outline.actors.get(at).map(|actor| &actor.id.0),
            Rows::Periods => outline.periods.get(at).map(|period| &period.id),
            _ => None,
        }
    }

    /// The id that a new group or period is given while none is typed.
    pub fn made_id(&self, document: &Document, rows: Rows, key: u32) -> Option<String> {
        let row = self.rows(rows).iter().find(|row| row.key == key)?;
        match rows {
            Rows::Actors => Some(name::actor_id(&row.texts, document, |_| false)),
            Rows::Periods => Some(name::period_id(&row.texts, document, |_| false)),
            _ => None,
        }
    }

    /// The timeline's own data as the file has it.
    pub fn outline(&self) -> Option<&Arc<Outline>> {
        match &self.base {
            Some(Base::Outline(outline)) => Some(outline),
            _ => None,
        }
    }
}

/// How a group's row is named by others, in the draft.
struct Named {
    key: u32,
    /// The id it has in the file, if it is there.
    old: Option<ActorId>,
    /// The id it has or will have.
    id: ActorId,
    names: Vec<String>,
}

impl<'a> Check<'a> {
    pub(super) fn outline(&mut self) -> Outline {
        let named = self.named_actors();
        Outline { header: self.header(), actors: self.actors(&named), periods: self.periods() }
    }

    /// A field of the header.
    fn head<T>(
        &mut self,
        field: Field,
        value: impl FnOnce(&Header) -> Option<T>,
        read: impl FnOnce(&str) -> Reading<Option<T>>,
    ) -> Option<T> {
        let sheet = self.sheet.take();
        let base = self.base_outline().zip(sheet.as_ref());
        let base = base.map(|(base, sheet)| (value(&base.header), sheet.texts.get(field)));
        let taken = self.take(field.into(), self.draft.texts.get(field), base, read);
        self.sheet = sheet;
        taken
    }

    fn header(&mut self) -> Header {
        let document = self.document;
        let line = |text: &str| Ok(Some(text.to_owned()));
        let base = self.base_outline().map(|base| base.header.clone()).unwrap_or_default();
        Header {
            title: self.head(Field::TimelineTitle, |base| Some(base.title.clone()), line).unwrap_or_default(),
            version: self.head(Field::Version, |base| Some(base.version.clone()), line).unwrap_or_default(),
            span: self.head(Field::Span, |base| base.span, |text| closed_span(text).map(Some)),
            about: self.head(Field::Scope, |base| Some(base.about.clone()), line).unwrap_or_default(),
            license: self.head(Field::License, |base| Some(base.license.clone()), line).unwrap_or_default(),
            retired_ids: self
                .head(
                    Field::RetiredIds,
                    |base| Some(base.retired_ids.clone()),
                    |text| retired_ids(document, text).map(Some),
                )
                .unwrap_or_default(),
            ..base
        }
    }

    fn base_outline(&self) -> Option<&'a Outline> {
        self.outline
    }

    /// The group that a row was made of, with its texts.
    fn was_actor<'b>(&self, sheet: Option<&'b Sheet>, row: &Row) -> Option<(&'a Actor, &'b Texts)> {
        let at = row.was?;
        self.base_outline()?.actors.get(at).zip(sheet?.actors.get(at))
    }

    /// Every row of a group with the id it will have.
    fn named_actors(&self) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        for row in self.draft.rows(Rows::Actors).iter().filter(|row| !says_nothing(Rows::Actors, row)) {
            let old = row.was.and_then(|at| Some(self.base_outline()?.actors.get(at)?.id.clone()));
            let typed = row.texts.get(Field::ActorId).trim();
            let id = match (typed.is_empty(), &old) {
                (true, Some(old)) => old.clone(),
                (true, None) => {
                    let is_taken = |id: &str| named.iter().any(|other| other.id.as_str() == id);
                    ActorId(name::actor_id(&row.texts, self.document, is_taken))
                }
                (false, _) => ActorId::from(typed),
            };
            let name = |field: Field| read::bare(row.texts.get(field));
            let mut names = vec![name(Field::ActorName), name(Field::ActorShort), read::bare(id.as_str())];
            names.extend(sheet::items(row.texts.get(Field::ActorAliases)).iter().map(|alias| read::bare(alias)));
            named.push(Named { key: row.key, old, id, names });
        }
        named
    }

    fn actors(&mut self, named: &[Named]) -> Vec<Actor> {
        let draft = self.draft;
        let mut actors: Vec<(u32, Actor)> = Vec::new();
        for row in draft.rows(Rows::Actors) {
            if let Some(actor) = self.actor(row, named) {
                actors.push((row.key, actor));
                self.origins.actors.push(row.was);
            }
        }
        self.refuse_circles(&mut actors);
        actors.into_iter().map(|(_, actor)| actor).collect()
    }

    pub(super) fn actor_row(&mut self, row: &Row) -> Option<Actor> {
        let named = self.named_actors();
        self.actor(row, &named)
    }

    fn actor(&mut self, row: &Row, named: &[Named]) -> Option<Actor> {
        let sheet = self.sheet.take();
        let actor = self.actor_beside(sheet.as_ref(), row, named);
        self.sheet = sheet;
        actor
    }

    fn actor_beside(&mut self, sheet: Option<&Sheet>, row: &Row, named: &[Named]) -> Option<Actor> {
        if says_nothing(Rows::Actors, row) {
            return None;
        }
        let document = self.document;
        let was = self.was_actor(sheet, row);
        let n_problems = self.problems.len();
        let line = |text: &str| Ok(Some(text.to_owned()));
        let lines = |text: &str| Ok(Some(sheet::items(text)));
        let name = self.cell(row, Field::ActorName, was, |was| Some(was.name.clone()), line);
        let short = self.cell(row, Field::ActorShort, was, |was| was.short.clone(), line);
        let aliases = self.cell(row, Field::ActorAliases, was, |was| Some(was.aliases.clone()), lines);
        let about = self.cell(row, Field::ActorAbout, was, |was| was.about.clone(), line);
        let parent = self.cell(
            row,
            Field::ActorParent,
            was,
            |was| was.parent.clone(),
            |text| parent(document, named, row.key, text).map(Some),
        );
        let id = self.cell(
            row,
            Field::ActorId,
            was,
            |was| Some(was.id.to_string()),
            |text| own_id(document, List::Actors, text, named.iter().filter(|n| n.id.as_str() == text).count() > 1),
        );
        let made = || {
            let named = named.iter().find(|named| named.key == row.key).map(|named| named.id.clone());
            named.unwrap_or_else(|| ActorId(name::actor_id(&row.texts, document, |_| false)))
        };
        let id = id.map(ActorId).or_else(|| was.map(|(was, _)| was.id.clone())).unwrap_or_else(made);
        if was.is_none() && self.has_wrong_since(n_problems) {
            return None;
        }
        let name = name.or_else(|| was.map(|(was, _)| was.name.clone()))?;
        Some(Actor { id, name, short, aliases: aliases.unwrap_or_default(), parent, about })
    }

    fn has_wrong_since(&self, n_problems: usize) -> bool {
        self.problems.iter().skip(n_problems).any(|problem| problem.level != Level::Warning)
    }

    /// A group that would be a part of itself keeps the parent from before.
    fn refuse_circles(&mut self, actors: &mut [(u32, Actor)]) {
        let parents: BTreeMap<String, String> = actors
            .iter()
            .filter_map(|(_, actor)| Some((actor.id.to_string(), actor.parent.as_ref()?.to_string())))
            .collect();
        for (key, actor) in actors {
            let row = self.draft.rows(Rows::Actors).iter().find(|row| row.key == *key);
            let old = row.and_then(|row| self.base_outline()?.actors.get(row.was?)).and_then(|was| was.parent.clone());
            if actor.parent != old && leads_to(&parents, actor.id.as_str()) {
                let message = "it would be a part of itself".to_owned();
                let spot = Spot { field: Field::ActorParent, row: *key };
                self.push(spot, Level::Wrong, Wrong { message, fixes: Vec::new() });
                actor.parent = old;
            }
        }
    }

    fn periods(&mut self) -> Vec<Period> {
        let draft = self.draft;
        let mut periods: Vec<Period> = Vec::new();
        for row in draft.rows(Rows::Periods) {
            let ids: Vec<String> = periods.iter().map(|period| period.id.clone()).collect();
            if let Some(period) = self.period(row, &ids) {
                periods.push(period);
                self.origins.periods.push(row.was);
            }
        }
        periods
    }

    /// A period; `others` are the ids of those before it.
    pub(super) fn period(&mut self, row: &Row, others: &[String]) -> Option<Period> {
        let sheet = self.sheet.take();
        let period = self.period_beside(sheet.as_ref(), row, others);
        self.sheet = sheet;
        period
    }

    fn period_beside(&mut self, sheet: Option<&Sheet>, row: &Row, others: &[String]) -> Option<Period> {
        if says_nothing(Rows::Periods, row) {
            return None;
        }
        let document = self.document;
        let was = row.was.and_then(|at| self.base_outline()?.periods.get(at).zip(sheet?.periods.get(at)));
        let n_problems = self.problems.len();
        let line = |text: &str| Ok(Some(text.to_owned()));
        let title = self.cell(row, Field::PeriodTitle, was, |was| Some(was.title.clone()), line);
        let when = self.cell(row, Field::PeriodWhen, was, |was| Some(was.when), |text| read::span(text).map(Some));
        let about = self.cell(row, Field::PeriodAbout, was, |was| was.about.clone(), line);
        let new = self.new_sources.clone();
        let sources = self.cell(
            row,
            Field::PeriodSources,
            was,
            |was| Some(was.sources.clone()),
            |text| {
                read::parts(text).map(|part| find::source(document, &new, part)).collect::<Reading<Vec<_>>>().map(Some)
            },
        );
        let id = self.cell(
            row,
            Field::PeriodId,
            was,
            |was| Some(was.id.clone()),
            |text| own_id(document, List::Periods, text, others.iter().any(|other| other == text)),
        );
        if was.is_none() && self.has_wrong_since(n_problems) {
            return None;
        }
        let is_taken = |id: &str| others.iter().any(|other| other == id);
        let id = id.or_else(|| was.map(|(was, _)| was.id.clone()));
        let id = id.unwrap_or_else(|| name::period_id(&row.texts, document, is_taken));
        let title = title.or_else(|| was.map(|(was, _)| was.title.clone()))?;
        let when = when.or_else(|| was.map(|(was, _)| was.when))?;
        Some(Period { id, title, when, about, sources: sources.unwrap_or_default() })
    }
}

/// Whether a row is new and empty. One of the file is never taken out by emptying it.
fn says_nothing(rows: Rows, row: &Row) -> bool {
    row.was.is_none() && is_blank(rows, row)
}

/// Whether the parents of an id lead back to it.
fn leads_to(parents: &BTreeMap<String, String>, id: &str) -> bool {
    let mut at = id;
    for _ in 0..=parents.len() {
        match parents.get(at) {
            Some(parent) if parent == id => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

/// The group that another belongs to: one of the file, else one of the draft. Words that come to name two are refused.
fn parent(document: &Document, named: &[Named], key: u32, text: &str) -> Reading<ActorId> {
    let meant = read::bare(text);
    let called: Vec<&Named> = named.iter().filter(|named| named.names.contains(&meant)).collect();
    let several = || {
        let fixes = called.iter().map(|named| named.id.to_string()).collect();
        Err(Wrong { message: format!("several groups are called “{text}”"), fixes })
    };
    let found = match (find::actor(document, text), called.as_slice()) {
        (Ok(id), called) => {
            let row = named.iter().find(|named| named.old.as_ref() == Some(&id));
            let is_other = |other: &&Named| row.is_none_or(|row| row.key != other.key);
            if id.as_str() != text && called.iter().any(is_other) {
                return several();
            }
            Ok(row.map_or(id, |row| row.id.clone()))
        }
        (Err(_), [only]) => Ok(only.id.clone()),
        (Err(wrong), []) => Err(wrong),
        (Err(_), _) => return several(),
    };
    match found {
        Ok(id) if named.iter().any(|named| named.key == key && named.id == id) => wrong("this is the group itself"),
        found => found,
    }
}

/// Ids that no incident has any more.
fn retired_ids(document: &Document, text: &str) -> Reading<Vec<IncidentId>> {
    let ids: Vec<IncidentId> = sheet::items(text).into_iter().map(IncidentId).collect();
    match ids.iter().find(|id| document.incident(id).is_some()) {
        Some(id) => wrong(format!("the id `{id}` is that of an incident of this file")),
        None => Ok(ids),
    }
}

/// An id that no other record of the list has.
fn own_id(document: &Document, list: List, text: &str, is_doubled: bool) -> Reading<Option<String>> {
    readable(text)?;
    if is_doubled {
        return wrong(format!("the id `{text}` is that of another {}", list.record().to_lowercase()));
    }
    match document.id_taken(list, text) {
        Ok(()) => Ok(Some(text.to_owned())),
        Err(refusal) => wrong(refusal.to_string()),
    }
}

/// A date or a span with an end.
fn closed_span(text: &str) -> Reading<When> {
    match read::span(text)? {
        When::OpenSpan(date) => wrong_but("totals need an end", format!("{date}/{}", date.earliest().year() + 1)),
        when => Ok(when),
    }
}
