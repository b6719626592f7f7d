//! A draft as a record, with what is wrong where.

use super::field::{Field, Rows, Takes};
use super::outline::Outline;
use super::read::{self, Reading, Wrong, wrong, wrong_but};
use super::sheet::{self, Sheet};
use super::{Base, Draft, Row, Spot, Subject, Texts, coordinates, find, link, name, warn};
use crate::edit::Document;
use crate::format::List;
use crate::model::{
    ActorId, Confidence, GeoPrecision, InFigures, Incident, IncidentId, Kind, Perpetrators, Place, Source, SourceId,
    When,
};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// A needed field is empty.
    Missing,
    /// What was typed does not fit; the value from before stands.
    Wrong,
    /// It is taken, and worth a second look.
    Warning,
}

/// Something wrong at a place of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldProblem {
    /// Where.
    pub spot: Spot,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, as a sentence without a stop.
    pub message: String,
    /// What would be accepted.
    pub accepts: String,
    /// Texts that were most likely meant.
    pub fixes: Vec<String>,
}

/// What a draft says; of a text that does not fit, the value from before.
#[derive(Clone, PartialEq, Debug)]
pub enum Said {
    /// An incident.
    Incident(Box<Incident>),
    /// The timeline's own data.
    Outline(Box<Outline>),
}

/// A draft as read.
#[derive(Clone, PartialEq, Debug)]
pub struct Checked {
    /// What it says.
    pub said: Said,
    /// New and changed sources that are complete, with what the file has of them.
    pub sources: Vec<Source>,
    /// What is wrong, in the order of the form.
    pub problems: Vec<FieldProblem>,
    /// Of the timeline's own data: which of the file's records each was.
    pub(super) origins: Origins,
}

/// Which of the file's records each of the draft was; none for a new one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Origins {
    pub(super) actors: Vec<Option<usize>>,
    pub(super) periods: Vec<Option<usize>>,
}

impl Checked {
    /// Whether everything typed is in the record.
    pub fn is_ready(&self) -> bool {
        self.problems.iter().all(|problem| problem.level == Level::Warning)
    }

    /// The incident, if it is one.
    pub fn incident(&self) -> Option<&Incident> {
        match &self.said {
            Said::Incident(incident) => Some(incident),
            Said::Outline(_) => None,
        }
    }

    /// The timeline's own data, if it is of that.
    pub fn outline(&self) -> Option<&Outline> {
        match &self.said {
            Said::Outline(outline) => Some(outline),
            Said::Incident(_) => None,
        }
    }

    /// What is wrong at a place, the worst first.
    pub fn at(&self, spot: Spot) -> Option<&FieldProblem> {
        self.problems.iter().filter(|problem| problem.spot == spot).min_by_key(|problem| problem.level)
    }
}

impl Draft {
    /// Reads the draft.
    pub fn check(&self, document: &Document) -> Checked {
        let mut check = Check::new(self, document);
        let sources = check.sources();
        let said = match self.subject {
            Subject::Incident => Said::Incident(Box::new(check.incident())),
            Subject::Timeline => Said::Outline(Box::new(check.outline())),
        };
        let (mut problems, origins) = (check.problems, check.origins);
        if let Said::Incident(incident) = &said {
            warn::warnings(self, document, incident, &sources, &mut problems);
        }
        let order = |field: Field| Field::ALL.iter().position(|other| *other == field);
        problems.sort_by_key(|problem| (problem.level == Level::Warning, order(problem.spot.field)));
        Checked { said, sources, problems, origins }
    }
}

/// What a row says once it is read, as texts; `None` if it says nothing yet.
pub(super) fn row_as_read(draft: &Draft, document: &Document, rows: Rows, row: &Row, base: &Base) -> Option<Texts> {
    let mut check = Check::with(draft, document, Some(base));
    check.sources();
    match rows {
        Rows::Reports => check.report(row).map(|report| sheet::report(&report)),
        Rows::Attributions => check.attribution(row).map(|said| sheet::attribution(&said, document)),
        Rows::Cites => check.cite(row).map(|cite| sheet::cite(&cite)),
        Rows::Related => check.related(row).map(|related| sheet::related(&related)),
        Rows::Actors => {
            let actor = check.actor_row(row)?;
            Some(sheet::actor(&actor, check.outline.map_or(&[], |outline| &outline.actors)))
        }
        Rows::Periods => check.period(row, &[]).map(|period| sheet::period(&period)),
        Rows::Sources => None,
    }
}

pub(super) struct Check<'a> {
    pub(super) draft: &'a Draft,
    pub(super) document: &'a Document,
    /// The incident as the file has it.
    pub(super) base: Option<&'a Incident>,
    /// The timeline's own data as the file has it.
    pub(super) outline: Option<&'a Outline>,
    pub(super) sheet: Option<Sheet>,
    /// Ids of new sources that are complete, and of those that are not.
    pub(super) new_sources: (Vec<SourceId>, Vec<SourceId>),
    pub(super) problems: Vec<FieldProblem>,
    pub(super) origins: Origins,
}

impl<'a> Check<'a> {
    fn new(draft: &'a Draft, document: &'a Document) -> Self {
        Self::with(draft, document, draft.base.as_ref())
    }

    /// The same beside another value from before.
    fn with(draft: &'a Draft, document: &'a Document, base: Option<&'a Base>) -> Self {
        let (base, outline) = match base {
            Some(Base::Incident(incident)) => (Some(&**incident), None),
            Some(Base::Outline(outline)) => (None, Some(&**outline)),
            None => (None, None),
        };
        let sheet = base.map(|base| Sheet::of(base, document)).or_else(|| outline.map(Sheet::of_outline));
        let new_sources = (Vec::new(), Vec::new());
        let (problems, origins) = (Vec::new(), Origins::default());
        Self { draft, document, base, outline, sheet, new_sources, problems, origins }
    }

    pub(super) fn push(&mut self, spot: Spot, level: Level, wrong: Wrong) {
        let accepts = spot.field.about().accepts.to_owned();
        let Wrong { message, fixes } = wrong;
        self.problems.push(FieldProblem { spot, level, message: capital(&message), accepts, fixes });
    }

    /// What a text of a row or of the record says. `base` is the value from before, with the text it is shown as: an
    /// untouched text stands for it, and a wrong one falls back to it.
    pub(super) fn take<T>(
        &mut self,
        spot: Spot,
        typed: &str,
        base: Option<(Option<T>, &str)>,
        read: impl FnOnce(&str) -> Reading<Option<T>>,
    ) -> Option<T> {
        let was = match base {
            Some((value, text)) if text == typed => return value,
            Some((value, _)) => value,
            None => None,
        };
        let result = match typed.trim() {
            "" if spot.field.about().is_needed => {
                let message = format!("{} is needed", spot.field.about().label);
                self.push(spot, Level::Missing, Wrong { message, fixes: Vec::new() });
                return was;
            }
            "" => return None,
            text => read(text),
        };
        result.unwrap_or_else(|wrong| {
            self.push(spot, Level::Wrong, wrong);
            was
        })
    }

    /// A field of the record itself.
    fn plain<T>(
        &mut self,
        field: Field,
        value: impl FnOnce(&Incident) -> Option<T>,
        read: impl FnOnce(&str) -> Reading<Option<T>>,
    ) -> Option<T> {
        let sheet = self.sheet.take();
        let base = self.base.zip(sheet.as_ref()).map(|(base, sheet)| (value(base), sheet.texts.get(field)));
        let taken = self.take(field.into(), self.draft.texts.get(field), base, read);
        self.sheet = sheet;
        taken
    }

    /// A field of a row. `was` is the row from before, with its texts.
    pub(super) fn cell<R, T>(
        &mut self,
        row: &Row,
        field: Field,
        was: Option<(&R, &Texts)>,
        value: impl FnOnce(&R) -> Option<T>,
        read: impl FnOnce(&str) -> Reading<Option<T>>,
    ) -> Option<T> {
        let base = was.map(|(was, texts)| (value(was), texts.get(field)));
        self.take(Spot { field, row: row.key }, row.texts.get(field), base, read)
    }

    fn incident(&mut self) -> Incident {
        let id = self.id();
        let when = self.plain(Field::When, |base| Some(base.when), |text| read::when(text).map(Some));
        let when = when.unwrap_or_else(|| When::On(crate::model::Date::from_day(crate::model::Day::from_days(0))));
        Incident {
            id,
            previous_ids: self.list(Field::PreviousIds, |base| base.previous_ids.clone(), IncidentId),
            kind: self.plain(Field::Kind, |base| Some(base.kind), some(read::word)).unwrap_or(Kind::Attack),
            title: self.line(Field::Title, |base| Some(base.title.clone())).unwrap_or_default(),
            names: self.list(Field::Names, |base| base.names.clone(), |name| name),
            when,
            branch: self.branch(),
            place: self.place(),
            attack_types: self
                .plain(Field::AttackTypes, |base| Some(base.attack_types.clone()), some(read::word_list))
                .unwrap_or_default(),
            target_types: self
                .plain(Field::TargetTypes, |base| Some(base.target_types.clone()), some(read::word_list))
                .unwrap_or_default(),
            summary: self.line(Field::Summary, |base| Some(base.summary.clone())).unwrap_or_default(),
            killed: self.plain(Field::Killed, |base| base.killed, read::count),
            injured: self.plain(Field::Injured, |base| base.injured, read::count),
            perpetrators: self.perpetrators(),
            reports: self.rows(Rows::Reports, Self::report),
            attributions: self.rows(Rows::Attributions, Self::attribution),
            cites: self.rows(Rows::Cites, Self::cite),
            confidence: self
                .plain(Field::Confidence, |base| Some(base.confidence), some(read::word))
                .unwrap_or(Confidence::Low),
            doubts: self.list(Field::Doubts, |base| base.doubts.clone(), |doubt| doubt),
            tags: self
                .plain(Field::Tags, |base| Some(base.tags.clone()), |text| Ok(Some(tags(text))))
                .unwrap_or_default(),
            related: self.rows(Rows::Related, Self::related),
        }
    }

    fn id(&mut self) -> IncidentId {
        let typed = self.draft.texts.get(Field::Id).trim();
        if typed.is_empty() && self.base.is_none() {
            return self.draft.incident_id(self.document);
        }
        let document = self.document;
        let id = self.plain(
            Field::Id,
            |base| Some(base.id.clone()),
            |text| {
                readable(text)?;
                match document.id_taken(List::Incidents, text) {
                    Ok(()) => Ok(Some(IncidentId::from(text))),
                    Err(refusal) => wrong(refusal.to_string()),
                }
            },
        );
        let was = || self.base.map(|base| base.id.clone());
        id.or_else(was).unwrap_or_else(|| self.draft.incident_id(self.document))
    }

    fn line(&mut self, field: Field, value: impl FnOnce(&Incident) -> Option<String>) -> Option<String> {
        self.plain(field, value, |text| Ok(Some(text.to_owned())))
    }

    fn list<T>(&mut self, field: Field, value: impl FnOnce(&Incident) -> Vec<T>, of: impl Fn(String) -> T) -> Vec<T> {
        let read = |text: &str| Ok(Some(sheet::items(text).into_iter().map(of).collect()));
        self.plain(field, |base| Some(value(base)), read).unwrap_or_default()
    }

    fn branch(&mut self) -> ActorId {
        let document = self.document;
        let branch =
            self.plain(Field::Branch, |base| Some(base.branch.clone()), |text| find::actor(document, text).map(Some));
        branch.unwrap_or_default()
    }

    fn place(&mut self) -> Place {
        let country =
            self.plain(Field::Country, |base| Some(base.place.country.clone()), |text| read::country(text).map(Some));
        let admin1 = self.line(Field::Admin1, |base| base.place.admin1.clone());
        let city = self.line(Field::City, |base| base.place.city.clone());
        let site = self.line(Field::Site, |base| base.place.site.clone());
        let at = self.plain(Field::At, |base| base.place.at, |text| coordinates::coordinates(text).map(Some));
        let finest = match (&site, &city, &admin1) {
            (Some(_), _, _) => GeoPrecision::Site,
            (None, Some(_), _) => GeoPrecision::City,
            (None, None, Some(_)) => GeoPrecision::Admin1,
            (None, None, None) => GeoPrecision::Country,
        };
        let precision = self.plain(Field::GeoPrecision, |base| Some(base.place.precision), some(read::word));
        let precision = precision.unwrap_or(finest);
        Place { country: country.unwrap_or_default(), admin1, city, site, at, precision }
    }

    fn perpetrators(&mut self) -> Option<Perpetrators> {
        let killed = self.plain(
            Field::OwnKilled,
            |base| base.perpetrators.and_then(|own| own.killed),
            |text| read::number(text).map(Some),
        );
        let in_figures =
            self.plain(Field::InFigures, |base| base.perpetrators.map(|own| own.in_figures), some(read::word));
        (killed.is_some() || in_figures.is_some())
            .then(|| Perpetrators { killed, in_figures: in_figures.unwrap_or(InFigures::Unknown) })
    }
}

/// A reader of what cannot be empty as a reader of what can.
pub(super) fn some<T>(read: impl FnOnce(&str) -> Reading<T>) -> impl FnOnce(&str) -> Reading<Option<T>> {
    |text| read(text).map(Some)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Whether nothing was typed in a row besides what it begins with.
pub(super) fn is_blank(rows: Rows, row: &Row) -> bool {
    let is_given = |field: &Field| !row.texts.get(*field).trim().is_empty();
    !Field::of_rows(rows).filter(|field| !matches!(field.about().takes, Takes::Word(_))).any(|field| is_given(&field))
}

/// Free labels, each once.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in read::parts(text) {
        if !tags.iter().any(|other| other == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

pub(super) fn flag(text: &str) -> Reading<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => wrong("write yes or no"),
    }
}

pub(super) fn readable(text: &str) -> Reading<()> {
    let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.chars().all(is_sign) {
        return Ok(());
    }
    let message = "an id has small letters, digits and hyphens only";
    match name::slug(text) {
        slug if slug.is_empty() => wrong(message),
        slug => wrong_but(message, slug),
    }
}

pub(super) fn address(text: &str) -> Reading<Option<String>> {
    if link::is_address(text) {
        return Ok(Some(text.to_owned()));
    }
    match text.contains('.') && !text.contains(char::is_whitespace) && !text.contains(':') {
        true => wrong_but("this is no web address", format!("https://{text}")),
        false => wrong("this is no web address"),
    }
}

pub(super) fn language(text: &str) -> Reading<Option<String>> {
    let is_code = matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_code { Ok(Some(text.to_owned())) } else { wrong("a language is written as a code of two small letters") }
}
