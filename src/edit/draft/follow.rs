//! What becomes of a draft when the file changes under it, by its own command or by others.

use super::field::{Field, Rows};
use super::sheet::{self, Sheet};
use super::{Base, Draft, Row, Said, Texts, check};
use crate::edit::Document;
use crate::model::{Incident, SourceId};
use std::sync::Arc;

impl Draft {
    /// Takes up what has become of the incident in the file. What was typed and is not in the file stays; what was not
    /// touched follows the file.
    pub fn follow(&mut self, document: &Document, incident: &Arc<Incident>) {
        self.drop_known_sources(document);
        let Some(Base::Incident(old)) = self.base.replace(Base::Incident(Arc::clone(incident))) else { return };
        if Arc::ptr_eq(&old, incident) || old == *incident {
            return;
        }
        self.of = Some(incident.id.to_string());
        let sheets = (Sheet::of(&old, document), Sheet::of(incident, document));
        self.take_over(document, &Base::Incident(old), &sheets);
    }

    /// Takes over how the file differs from what it was before.
    pub(super) fn take_over(&mut self, document: &Document, old: &Base, (before, now): &(Sheet, Sheet)) {
        for field in Field::ALL.iter().filter(|field| field.about().rows.is_none()) {
            if self.texts.get(*field) == before.texts.get(*field) {
                self.texts.set(*field, now.texts.get(*field));
            }
        }
        for rows in Rows::ALL.into_iter().filter(|rows| *rows != Rows::Sources) {
            self.follow_rows(document, rows, old, (before.rows(rows), now.rows(rows)));
        }
    }

    fn follow_rows(&mut self, document: &Document, rows: Rows, old: &Base, (before, now): (&[Texts], &[Texts])) {
        if before == now {
            return;
        }
        let mine = self.rows.remove(&rows).unwrap_or_default();
        let mut is_taken = vec![false; now.len()];
        let mut place = |texts: &Texts| {
            let at = (0..now.len()).find(|i| is_taken.get(*i) == Some(&false) && now.get(*i) == Some(texts))?;
            if let Some(taken) = is_taken.get_mut(at) {
                *taken = true;
            }
            Some(at)
        };
        let mut kept = Vec::new();
        for mut row in mine {
            let was = row.was.and_then(|was| before.get(was));
            let is_touched = was != Some(&row.texts);
            let read = check::row_as_read(self, document, rows, &row, old);
            let at = read.as_ref().and_then(&mut place).or_else(|| was.filter(|_| is_touched).and_then(&mut place));
            row.was = at;
            // A row that was not touched and is no longer in the file was taken out by others.
            if at.is_some() || is_touched {
                kept.push(row);
            }
        }
        for (i, texts) in now.iter().enumerate() {
            let is_new = is_taken.get(i) == Some(&false) && !before.contains(texts);
            if is_new {
                let key = self.key();
                kept.push(Row::new(key, texts.clone(), Some(i)));
            }
        }
        self.rows.insert(rows, kept);
    }

    /// New sources that the file holds by now are no rows any more.
    pub(super) fn drop_known_sources(&mut self, document: &Document) {
        if self.rows(Rows::Sources).is_empty() {
            return;
        }
        let complete = self.check(document).sources;
        let is_held = |row: &Row| {
            let written = complete.iter().find(|source| source.id.as_str() == row.id);
            !row.is_known_source() && written.is_some_and(|source| document.source(&source.id) == Some(source))
        };
        let held: Vec<u32> = self.rows(Rows::Sources).iter().filter(|row| is_held(row)).map(|row| row.key).collect();
        held.into_iter().for_each(|key| self.remove_row(Rows::Sources, key));
    }

    /// Closes sources of the file that were opened and are as they were.
    pub fn close_sources(&mut self, document: &Document) {
        let is_same = |row: &Row| {
            let source = document.source(&SourceId(row.id.clone()));
            row.is_known_source() && source.is_some_and(|source| sheet::source(source) == row.texts)
        };
        if let Some(rows) = self.rows.get_mut(&Rows::Sources) {
            rows.retain(|row| !is_same(row));
        }
    }

    /// Writes what fits as the file writes it, if everything fits and the file has it.
    pub fn tidy(&mut self, document: &Document) {
        let Some(base) = self.base.clone() else { return };
        let checked = self.check(document);
        let (is_said, sheet) = match (&base, &checked.said) {
            (Base::Incident(base), Said::Incident(said)) => (**base == **said, Sheet::of(base, document)),
            (Base::Outline(base), Said::Outline(said)) => (**base == **said, Sheet::of_outline(base)),
            _ => return,
        };
        if !is_said || !checked.is_ready() {
            return;
        }
        self.texts = sheet.texts.clone();
        for rows in Rows::ALL.into_iter().filter(|rows| *rows != Rows::Sources) {
            let now = sheet.rows(rows);
            // Rows that say nothing are in no record, and stay where they are.
            let kept = self.rows.get_mut(&rows).into_iter().flatten().filter(|row| !check::is_blank(rows, row));
            for (i, row) in kept.enumerate() {
                if let Some(texts) = now.get(i) {
                    (row.texts, row.was) = (texts.clone(), Some(i));
                }
            }
        }
    }

    /// Becomes a draft of an incident of the file that says what another value of it says; new sources stay.
    pub fn become_change_of(&mut self, document: &Document, old: &Arc<Incident>, new: &Incident) {
        let sources = self.rows.remove(&Rows::Sources);
        let mut draft = Self::empty(document);
        draft.next_key = self.next_key;
        draft.of = Some(old.id.to_string());
        draft.fill(&Sheet::of(old, document));
        draft.base = Some(Base::Incident(Arc::clone(old)));
        let sheet = Sheet::of(new, document);
        for rows in [Rows::Reports, Rows::Attributions, Rows::Cites, Rows::Related] {
            let n_old = draft.rows(rows).len();
            for texts in sheet.rows(rows).iter().skip(n_old) {
                let key = draft.key();
                draft.rows.entry(rows).or_default().push(Row::new(key, texts.clone(), None));
            }
        }
        draft.texts = sheet.texts;
        draft.rows.extend(sources.map(|sources| (Rows::Sources, sources)));
        *self = draft;
    }
}
