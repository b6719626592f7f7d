//! A draft as a record, with what is wrong where.

use super::field::{Field, Rows, Takes};
use super::read::{self, Reading, Wrong, wrong, wrong_but};
use super::sheet::{self, Sheet};
use super::{Draft, Row, Spot, Texts, coordinates, link, name, warn};
use crate::edit::Document;
use crate::format::List;
use crate::model::{
    ActorId, Attribution, AttributionKind, Cite, Confidence, Figure, GeoPrecision, InFigures, Incident, IncidentId,
    Kind, Other, Perpetrators, Place, Related, Relation, Report, Source, SourceId, SourceKind, When,
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

/// A draft as read.
#[derive(Clone, PartialEq, Debug)]
pub struct Checked {
    /// The record: of a text that does not fit, the value from before.
    pub incident: Incident,
    /// New and changed sources that are complete, with what the file has of them.
    pub sources: Vec<Source>,
    /// What is wrong, in the order of the form.
    pub problems: Vec<FieldProblem>,
}

impl Checked {
    /// Whether everything typed is in the record.
    pub fn is_ready(&self) -> bool {
        self.problems.iter().all(|problem| problem.level == Level::Warning)
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
        let incident = check.incident();
        let mut problems = check.problems;
        warn::warnings(self, document, &incident, &sources, &mut problems);
        let order = |field: Field| Field::ALL.iter().position(|other| *other == field);
        problems.sort_by_key(|problem| (problem.level == Level::Warning, order(problem.spot.field)));
        Checked { incident, sources, problems }
    }
}

/// What a row says once it is read, as texts; `None` if it says nothing yet.
pub(super) fn row_as_read(draft: &Draft, document: &Document, rows: Rows, row: &Row, base: &Incident) -> Option<Texts> {
    let mut check = Check::new(draft, document);
    check.base = Some(base);
    check.sheet = Some(Sheet::of(base, document));
    check.sources();
    match rows {
        Rows::Reports => check.report(row).map(|report| sheet::report(&report)),
        Rows::Attributions => check.attribution(row).map(|said| sheet::attribution(&said, document)),
        Rows::Cites => check.cite(row).map(|cite| sheet::cite(&cite)),
        Rows::Related => check.related(row).map(|related| sheet::related(&related)),
        Rows::Sources => None,
    }
}

struct Check<'a> {
    draft: &'a Draft,
    document: &'a Document,
    base: Option<&'a Incident>,
    sheet: Option<Sheet>,
    /// Ids of new sources that are complete, and of those that are not.
    new_sources: (Vec<SourceId>, Vec<SourceId>),
    problems: Vec<FieldProblem>,
}

impl<'a> Check<'a> {
    fn new(draft: &'a Draft, document: &'a Document) -> Self {
        let base = draft.base.as_deref();
        let sheet = base.map(|base| Sheet::of(base, document));
        Self { draft, document, base, sheet, new_sources: (Vec::new(), Vec::new()), problems: Vec::new() }
    }

    fn push(&mut self, spot: Spot, level: Level, wrong: Wrong) {
        let accepts = spot.field.about().accepts.to_owned();
        let Wrong { message, fixes } = wrong;
        self.problems.push(FieldProblem { spot, level, message: capital(&message), accepts, fixes });
    }

    /// What a text of a row or of the record says. `base` is the value from before, with the text it is shown as: an
    /// untouched text stands for it, and a wrong one falls back to it.
    fn take<T>(
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
    fn cell<R, T>(
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
            self.plain(Field::Branch, |base| Some(base.branch.clone()), |text| actor(document, text).map(Some));
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

    /// The rows of a list that say enough to be in the record.
    fn rows<T>(&mut self, rows: Rows, read: fn(&mut Self, &Row) -> Option<T>) -> Vec<T> {
        let draft = self.draft;
        draft.rows(rows).iter().filter_map(|row| read(self, row)).collect()
    }

    /// The row from before, with its texts; the sheet is given back with [`Self::sheet`].
    fn was<'b, R>(&self, row: &Row, items: Option<&'b [R]>, texts: Option<&'b [Texts]>) -> Option<(&'b R, &'b Texts)> {
        let at = row.was?;
        items?.get(at).zip(texts?.get(at))
    }

    fn report(&mut self, row: &Row) -> Option<Report> {
        if is_blank(Rows::Reports, row) {
            return None;
        }
        let (sheet, base) = (self.sheet.clone(), self.base);
        let was = self.was(
            row,
            base.map(|base| base.reports.as_slice()),
            sheet.as_ref().map(|sheet| sheet.reports.as_slice()),
        );
        let source = self.cell_source(row, Field::ReportSource, was, |was: &Report| Some(was.source.clone()));
        let as_of = self.cell(row, Field::AsOf, was, |was| was.as_of, |text| read::date(text).map(Some));
        let killed = self.cell(row, Field::ReportKilled, was, |was| was.killed.clone(), read::figure);
        let injured = self.cell(row, Field::ReportInjured, was, |was| was.injured.clone(), read::figure);
        let other = self.other(row, was);
        let claimed =
            self.cell(row, Field::Claimed, was, |was| was.claimed.then_some(true), |text| flag(text).map(Some));
        let note = self.cell(row, Field::Note, was, |was| was.note.clone(), |text| Ok(Some(text.to_owned())));
        Some(Report { source: source?, as_of, killed, injured, other, claimed: claimed.unwrap_or(false), note })
    }

    fn other(&mut self, row: &Row, was: Option<(&Report, &Texts)>) -> Option<Other> {
        let what = self.cell(
            row,
            Field::OtherWhat,
            was,
            |was| was.other.as_ref().map(|other| other.what.clone()),
            |text| Ok(Some(text.to_owned())),
        );
        let figure: Option<Figure> = self.cell(
            row,
            Field::OtherFigure,
            was,
            |was| was.other.as_ref().map(|other| other.figure.clone()),
            read::figure,
        );
        match (what, figure) {
            (Some(what), Some(figure)) => Some(Other { what, figure }),
            (None, None) => None,
            (what, _) => {
                let (field, message) = match what {
                    Some(_) => (Field::OtherFigure, "how many of them is needed"),
                    None => (Field::OtherWhat, "what is counted is needed"),
                };
                let spot = Spot { field, row: row.key };
                self.push(spot, Level::Missing, Wrong { message: message.to_owned(), fixes: Vec::new() });
                was.and_then(|(was, _)| was.other.clone())
            }
        }
    }

    fn attribution(&mut self, row: &Row) -> Option<Attribution> {
        if is_blank(Rows::Attributions, row) {
            return None;
        }
        let (sheet, base, document) = (self.sheet.clone(), self.base, self.document);
        let was = self.was(
            row,
            base.map(|base| base.attributions.as_slice()),
            sheet.as_ref().map(|sheet| sheet.attributions.as_slice()),
        );
        let who = self.cell(
            row,
            Field::Actor,
            was,
            |was: &Attribution| Some(was.actor.clone()),
            |text| actor(document, text).map(Some),
        );
        let kind = self.cell(row, Field::AttributionKind, was, |was| Some(was.kind), some(read::word));
        let by = self.cell(row, Field::By, was, |was| was.by.clone(), |text| Ok(Some(text.to_owned())));
        let on = self.cell(row, Field::On, was, |was| was.on, |text| read::date(text).map(Some));
        let source = self.cell_source(row, Field::AttributionSource, was, |was| was.source.clone());
        let wording = self.cell(row, Field::Wording, was, |was| was.wording.clone(), |text| Ok(Some(text.to_owned())));
        let kind: AttributionKind = kind?;
        Some(Attribution { actor: who?, by, kind, on, source, wording })
    }

    fn cite(&mut self, row: &Row) -> Option<Cite> {
        if is_blank(Rows::Cites, row) {
            return None;
        }
        let (sheet, base) = (self.sheet.clone(), self.base);
        let was =
            self.was(row, base.map(|base| base.cites.as_slice()), sheet.as_ref().map(|sheet| sheet.cites.as_slice()));
        let source = self.cell_source(row, Field::CiteSource, was, |was: &Cite| Some(was.source.clone()));
        let supports = self.cell(row, Field::Supports, was, |was| Some(was.supports.clone()), some(read::word_list));
        Some(Cite { source: source?, supports: supports.unwrap_or_default() })
    }

    fn related(&mut self, row: &Row) -> Option<Related> {
        if is_blank(Rows::Related, row) {
            return None;
        }
        let (sheet, base, document) = (self.sheet.clone(), self.base, self.document);
        let was = self.was(
            row,
            base.map(|base| base.related.as_slice()),
            sheet.as_ref().map(|sheet| sheet.related.as_slice()),
        );
        let own = self.draft.of.clone();
        let id = self.cell(
            row,
            Field::RelatedId,
            was,
            |was: &Related| Some(was.id.clone()),
            |text| {
                if own.as_deref() == Some(text) {
                    return wrong("this is the incident itself");
                }
                incident(document, text).map(Some)
            },
        );
        let how = self.cell(row, Field::How, was, |was| Some(was.how), some(read::word));
        let how: Relation = how?;
        Some(Related { id: id?, how })
    }

    fn cell_source<R>(
        &mut self,
        row: &Row,
        field: Field,
        was: Option<(&R, &Texts)>,
        value: impl FnOnce(&R) -> Option<SourceId>,
    ) -> Option<SourceId> {
        let document = self.document;
        let new = self.new_sources.clone();
        self.cell(row, field, was, value, |text| source(document, &new, text).map(Some))
    }

    /// New and changed sources that are complete.
    fn sources(&mut self) -> Vec<Source> {
        let draft = self.draft;
        let rows = draft.rows(Rows::Sources);
        let ids: Vec<SourceId> = rows.iter().map(|row| SourceId(row.id.clone())).collect();
        self.new_sources.0 = ids;
        let mut complete = Vec::new();
        let mut incomplete = Vec::new();
        for row in rows {
            match self.source(row) {
                Some(source) => complete.push(source),
                None => incomplete.push(SourceId(row.id.clone())),
            }
        }
        self.new_sources = (complete.iter().map(|source| source.id.clone()).collect(), incomplete);
        complete
    }

    fn source(&mut self, row: &Row) -> Option<Source> {
        let document = self.document;
        let before = self.problems.len();
        let known = row.was.and_then(|_| document.source(&SourceId(row.id.clone()))).cloned();
        let texts = known.as_ref().map(sheet::source);
        let was = known.as_ref().zip(texts.as_ref());
        let line = |text: &str| Ok(Some(text.to_owned()));
        let url = self.cell(row, Field::Url, was, |was: &Source| was.url.clone(), address);
        let publisher = self.cell(row, Field::Publisher, was, |was| Some(was.publisher.clone()), line);
        let title = self.cell(row, Field::SourceTitle, was, |was| Some(was.title.clone()), line);
        let published = self.cell(row, Field::Published, was, |was| was.published, |text| read::date(text).map(Some));
        let kind: Option<SourceKind> = self.cell(row, Field::SourceKind, was, |was| Some(was.kind), some(read::word));
        let language = self.cell(row, Field::Language, was, |was| was.language.clone(), language);
        let author = self.cell(row, Field::Author, was, |was| was.author.clone(), line);
        let archive = self.cell(row, Field::Archive, was, |was| was.archive.clone(), address);
        let relay_of = self.cell_source(row, Field::RelayOf, was, |was| was.relay_of.clone());
        let id = self.cell(
            row,
            Field::SourceId,
            was,
            |was| Some(was.id.clone()),
            |text| {
                readable(text)?;
                match document.id_taken(List::Sources, text) {
                    Ok(()) => Ok(Some(SourceId::from(text))),
                    Err(refusal) => wrong(refusal.to_string()),
                }
            },
        );
        let _ = id;
        let is_whole = !self.problems.iter().skip(before).any(|problem| problem.level != Level::Warning);
        if !is_whole && was.is_none() {
            return None;
        }
        let id = SourceId(row.id.clone());
        let (title, publisher) = (title?, publisher?);
        Some(Source { id, title, publisher, author, published, language, kind: kind?, url, archive, relay_of })
    }
}

/// A reader of what cannot be empty as a reader of what can.
fn some<T>(read: impl FnOnce(&str) -> Reading<T>) -> impl FnOnce(&str) -> Reading<Option<T>> {
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

fn flag(text: &str) -> Reading<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => wrong("write yes or no"),
    }
}

fn readable(text: &str) -> Reading<()> {
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

fn address(text: &str) -> Reading<Option<String>> {
    if link::is_address(text) {
        return Ok(Some(text.to_owned()));
    }
    match text.contains('.') && !text.contains(char::is_whitespace) && !text.contains(':') {
        true => wrong_but("this is no web address", format!("https://{text}")),
        false => wrong("this is no web address"),
    }
}

fn language(text: &str) -> Reading<Option<String>> {
    let is_code = matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_code { Ok(Some(text.to_owned())) } else { wrong("a language is written as a code of two small letters") }
}

/// The actor that a text names by id, name, short name or alias.
fn actor(document: &Document, text: &str) -> Reading<ActorId> {
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
fn source(document: &Document, new: &(Vec<SourceId>, Vec<SourceId>), text: &str) -> Reading<SourceId> {
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
        .map(|record| &record.value)
        .filter(|source| read::bare(source.id.as_str()) == meant || read::bare(&source.title) == meant);
    match (called.next(), called.next()) {
        (Some(source), None) => Ok(source.id.clone()),
        _ => wrong(format!("no source of the file is called “{text}”")),
    }
}

/// The incident that a text names by id or title.
fn incident(document: &Document, text: &str) -> Reading<IncidentId> {
    let id = IncidentId::from(text);
    if document.incident(&id).is_some() {
        return Ok(id);
    }
    let mut called = document.incidents.iter().filter(|record| read::bare(&record.value.title) == read::bare(text));
    match (called.next(), called.next()) {
        (Some(record), None) => Ok(record.value.id.clone()),
        _ => wrong(format!("no incident of the file is called “{text}”")),
    }
}
