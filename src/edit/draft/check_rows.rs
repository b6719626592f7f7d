//! The rows of a draft as reports, attributions, citations, links and sources.

use super::check::{Check, address, flag, is_blank, language, readable, some};
use super::field::{Field, Rows};
use super::find;
use super::read::{self, Wrong, wrong};
use super::sheet;
use super::{Level, Row, Spot, Texts};
use crate::format::List;
use crate::model::{
    Attribution, AttributionKind, Cite, Figure, Other, Related, Relation, Report, Source, SourceId, SourceKind,
};

impl Check<'_> {
    /// The rows of a list that say enough to be in the record.
    pub(super) fn rows<T>(&mut self, rows: Rows, read: fn(&mut Self, &Row) -> Option<T>) -> Vec<T> {
        let draft = self.draft;
        draft.rows(rows).iter().filter_map(|row| read(self, row)).collect()
    }

    /// The row from before, with its texts; the sheet is given back with [`Self::sheet`].
    pub(super) fn was<'b, R>(
        &self,
        row: &Row,
        items: Option<&'b [R]>,
        texts: Option<&'b [Texts]>,
    ) -> Option<(&'b R, &'b Texts)> {
        let at = row.was?;
        items?.get(at).zip(texts?.get(at))
    }

    pub(super) fn report(&mut self, row: &Row) -> Option<Report> {
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

    pub(super) fn other(&mut self, row: &Row, was: Option<(&Report, &Texts)>) -> Option<Other> {
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

    pub(super) fn attribution(&mut self, row: &Row) -> Option<Attribution> {
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
            |text| find::actor(document, text).map(Some),
        );
        let kind = self.cell(row, Field::AttributionKind, was, |was| Some(was.kind), some(read::word));
        let by = self.cell(row, Field::By, was, |was| was.by.clone(), |text| Ok(Some(text.to_owned())));
        let on = self.cell(row, Field::On, was, |was| was.on, |text| read::date(text).map(Some));
        let source = self.cell_source(row, Field::AttributionSource, was, |was| was.source.clone());
        let wording = self.cell(row, Field::Wording, was, |was| was.wording.clone(), |text| Ok(Some(text.to_owned())));
        let kind: AttributionKind = kind?;
        Some(Attribution { actor: who?, by, kind, on, source, wording })
    }

    pub(super) fn cite(&mut self, row: &Row) -> Option<Cite> {
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

    pub(super) fn related(&mut self, row: &Row) -> Option<Related> {
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
                // It may be named by its title as well as by its id.
                match find::incident(document, text) {
                    Ok(id) if own.as_deref() == Some(id.as_str()) => wrong("this is the incident itself"),
                    found => found.map(Some),
                }
            },
        );
        let how = self.cell(row, Field::How, was, |was| Some(was.how), some(read::word));
        let how: Relation = how?;
        Some(Related { id: id?, how })
    }

    pub(super) fn cell_source<R>(
        &mut self,
        row: &Row,
        field: Field,
        was: Option<(&R, &Texts)>,
        value: impl FnOnce(&R) -> Option<SourceId>,
    ) -> Option<SourceId> {
        let document = self.document;
        let new = self.new_sources.clone();
        self.cell(row, field, was, value, |text| find::source(document, &new, text).map(Some))
    }

    /// New and changed sources that are complete.
    pub(super) fn sources(&mut self) -> Vec<Source> {
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

    pub(super) fn source(&mut self, row: &Row) -> Option<Source> {
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
