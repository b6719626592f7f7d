//! The sheet of one incident: facts, figures, how the count moved, who is said to have done it, doubts, sources.

use super::flow::{Form, Link, Piece};
use super::{Briefing, SMALL_PT, TEXT_PT};
use crate::export::words::{self, Reported, Tied};
use crate::export::{ExportError, Pace, one_line};
use crate::model::{Count, Incident, SourceId, Vocabulary};
use crate::query::{Entry, Row};
use crate::view::reports_by_day;

impl<'a> Briefing<'a> {
    pub(super) fn incidents(&mut self, pace: &mut Pace<'_>) -> Result<(), ExportError> {
        if self.content.rows.is_empty() {
            return Ok(());
        }
        self.chapter("Incidents");
        let content = self.content;
        let mut year = None;
        for (i, (row, entry)) in content.incidents().enumerate() {
            pace.step(i)?;
            let its_year = entry.incident.when.earliest().year();
            if year != Some(its_year) {
                year = Some(its_year);
                self.flow.need(90.0);
                self.flow.mark(1, &its_year.to_string());
            }
            self.sheet(row, entry, i > 0);
        }
        Ok(())
    }

    fn sheet(&mut self, row: Row, entry: &'a Entry, has_one_before: bool) {
        let incident: &'a Incident = &entry.incident;
        let title = one_line(&incident.title);
        if has_one_before {
            self.flow.space(16.0);
            self.flow.need(96.0);
            self.flow.rule();
        }
        let form = Form { before: 10.0, keep: 60.0, ..Form::heading(2, 13.0, &title) };
        let piece = self.strong(title.clone());
        self.flow.paragraph_at(&[piece], &form, |flow| {
            let here = flow.here();
            flow.places.insert((false, row as usize), here);
            flow.mark(2, &title);
        });
        for name in &incident.names {
            let is_rtl = words::script(name).is_some_and(|script| matches!(script, "Arab" | "Hebr"));
            let piece = self.plain(one_line(name));
            self.flow.paragraph(&[piece], &Form { is_rtl, before: 2.0, ..Form::text(11.0) });
        }
        self.facts(row, incident);
        if !incident.summary.trim().is_empty() {
            let piece = self.plain(one_line(&incident.summary));
            self.flow.paragraph(&[piece], &Form::text(TEXT_PT));
        }
        self.figure("Killed", incident.killed());
        self.figure("Injured", incident.injured());
        if let Some(words) = words::attackers(incident.perpetrators) {
            self.named("Attackers", words);
        }
        self.reports(incident);
        self.attributions(incident);
        if !incident.doubts.is_empty() {
            self.label("What could not be confirmed");
            incident.doubts.iter().for_each(|doubt| self.item(vec![one_line(doubt)], None));
        }
        self.related(row, incident);
        self.cited(incident);
    }

    /// Date, place, group and kind, then what is known of the record itself.
    fn facts(&mut self, row: Row, incident: &Incident) {
        let actors = self.content.loaded.catalog.actors();
        let branch = actors.full_name(&incident.branch);
        let facts =
            [incident.when.words(), words::place(incident), branch.to_owned(), incident.kind.label().to_owned()];
        let piece = self.plain(one_line(&facts.join(" · ")));
        self.flow.paragraph(&[piece], &Form { before: 3.0, ..Form::text(TEXT_PT) });
        let counted = words::counted(self.content, row);
        let record = format!("{counted} · {} confidence · {}", incident.confidence.label(), incident.id);
        let piece = self.weak(one_line(&record));
        self.flow.paragraph(&[piece], &Form { before: 1.0, ..Form::text(SMALL_PT) });
    }

    fn named(&mut self, name: &str, words: String) {
        let pieces = [self.strong(format!("{name} ")), self.plain(words)];
        self.flow.paragraph(&pieces, &Form { before: 3.0, ..Form::text(TEXT_PT) });
    }

    /// "Killed 12–15, best 13", as the count's own words have it.
    fn figure(&mut self, name: &str, count: Count) {
        self.named(name, count.words());
    }

    fn label(&mut self, words: &str) {
        let piece = self.strong(words);
        let form = Form { before: 6.0, keep: 16.0, ..Form::heading(3, TEXT_PT, words) };
        self.flow.paragraph(&[piece], &form);
    }

    /// A line of a list, with the number of its source.
    fn item(&mut self, words: Vec<String>, source: Option<&SourceId>) {
        let mut pieces = vec![self.weak("– ")];
        pieces.extend(words.into_iter().map(|words| self.plain(words)));
        if let Some(id) = source {
            pieces.push(self.plain(" "));
            let number = self.number(id);
            pieces.push(number);
        }
        let form = Form { before: 1.5, indent: 6.0, hang: 7.9, ..Form::text(TEXT_PT) };
        self.flow.paragraph(&pieces, &form);
    }

    /// `[3]`, leading to the source; the id of one that no file knows.
    pub(super) fn number(&mut self, id: &SourceId) -> Piece {
        match self.numbers.of(self.content, id) {
            Some(number) => Piece {
                color: self.flow.palette.accent,
                link: Some(Link::Source(number)),
                ..self.plain(format!("[{number}]"))
            },
            None => self.plain(format!("[{}]", one_line(id.as_str()))),
        }
    }

    fn reports(&mut self, incident: &'a Incident) {
        if incident.reports.is_empty() {
            return;
        }
        self.label("How the count moved");
        for i in reports_by_day(incident, &self.content.loaded.catalog) {
            let Some(report) = incident.reports.get(i) else { continue };
            let reported = Reported::new(self.content, report);
            self.item(vec![one_line(&reported.line())], Some(reported.source));
        }
    }

    fn attributions(&mut self, incident: &'a Incident) {
        if incident.attributions.is_empty() {
            return;
        }
        self.label("Who is said to have done it");
        for said in &incident.attributions {
            let words = words::attribution(self.content, said);
            self.item(vec![one_line(&words)], said.source.as_ref());
        }
    }

    fn related(&mut self, row: Row, incident: &Incident) {
        let ties = words::ties(self.content, row, incident);
        if ties.is_empty() {
            return;
        }
        self.label("Related");
        for tied in ties {
            let (how, other, after) = match tied {
                Tied::Row(how, other, when) => {
                    let title = one_line(self.content.loaded.columns.title(other));
                    (how, self.to_incident(title, other), format!(", {when}"))
                }
                Tied::Missing(how, id) => {
                    (how, self.plain(one_line(id)), ", which is not in the open files".to_owned())
                }
            };
            let pieces = [self.weak("– "), self.plain(format!("{how}: ")), other, self.plain(after)];
            let form = Form { before: 1.5, indent: 6.0, hang: 7.9, ..Form::text(TEXT_PT) };
            self.flow.paragraph(&pieces, &form);
        }
    }

    /// Words that lead to an incident, if it has a sheet.
    pub(super) fn to_incident(&self, words: String, row: Row) -> Piece {
        let mut piece = self.plain(words);
        if self.rows.contains(row) {
            piece.link = Some(Link::Incident(row));
            piece.color = self.flow.palette.accent;
        }
        piece
    }

    fn cited(&mut self, incident: &'a Incident) {
        let ids = incident.source_ids();
        if ids.is_empty() {
            return;
        }
        let mut pieces = vec![self.strong("Sources ")];
        for (i, id) in ids.into_iter().enumerate() {
            if i > 0 {
                pieces.push(self.plain(" "));
            }
            let number = self.number(id);
            pieces.push(number);
        }
        self.flow.paragraph(&pieces, &Form { before: 6.0, ..Form::text(SMALL_PT) });
    }
}
