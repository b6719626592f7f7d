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
        self.keep_old_id(&old, incident);
        self.take_over(document, &Base::Incident(old), &sheets);
    }

    /// With a new id the file keeps the old one among the previous ids, whatever else was typed there.
    fn keep_old_id(&mut self, old: &Incident, now: &Incident) {
        let typed = self.texts.get(Field::PreviousIds);
        let is_kept = old.id == now.id || !now.previous_ids.contains(&old.id);
        if is_kept || typed.is_empty() || sheet::items(typed).iter().any(|id| id == old.id.as_str()) {
            return;
        }
        let with_old = format!("{}\n{}", typed.trim_end(), old.id);
        self.texts.set(Field::PreviousIds, with_old);
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
        let was_in_order = mine.iter().filter_map(|row| row.was).is_sorted();
        let mut is_taken = vec![false; now.len()];
        let mut kept = Vec::new();
        for mut row in mine {
            let was = row.was.and_then(|was| before.get(was));
            let is_touched = was != Some(&row.texts);
            let mut place = |is_it: &dyn Fn(&Texts) -> bool| {
                let is_free = |at: &usize| is_taken.get(*at) == Some(&false) && now.get(*at).is_some_and(is_it);
                let at = (0..now.len()).find(is_free)?;
                is_taken[at] = true;
                Some(at)
            };
            let at = match id_field(rows) {
                Some(field) => self.place_named(document, (rows, field), &row, (was, before, old), &mut place),
                None => {
                    let read = check::row_as_read(self, document, rows, &row, old);
                    let read = read.and_then(|read| place(&|texts| *texts == read));
                    read.or_else(|| place(&|texts| is_touched && was == Some(texts)))
                }
            };
            if let (Some(field), Some(now), Some(was)) = (id_field(rows), at.and_then(|at| now.get(at)), was) {
                follow_fields(&mut row.texts, was, now, rows, field);
            }
            row.was = at;
            // A row that was not touched and is no longer in the file was taken out by others.
            if at.is_some() || is_touched {
                kept.push(row);
            }
        }
        if was_in_order {
            put_in_order(&mut kept);
        }
        for (i, texts) in now.iter().enumerate() {
            let is_new = is_taken.get(i) == Some(&false) && !before.contains(texts);
            if is_new {
                let key = self.key();
                let prev = i.checked_sub(1);
                let at = kept.iter().rposition(|row: &Row| row.was.is_some() && row.was <= prev);
                kept.insert(at.map_or(0, |at| at + 1), Row::new(key, texts.clone(), Some(i)));
            }
        }
        self.rows.insert(rows, kept);
    }

    /// Where a row that has an id of its own is now: by that id, unless it was another's, else by the one it had, else by
    /// what it says.
    fn place_named(
        &self,
        document: &Document,
        (rows, field): (Rows, Field),
        row: &Row,
        (was, before, old): (Option<&Texts>, &[Texts], &Base),
        place: &mut Placing<'_>,
    ) -> Option<usize> {
        let mut with_id = |id: &str| place(&|texts| !id.is_empty() && texts.get(field) == id);
        let typed = row.texts.get(field).trim();
        // Such an id fits nothing, and must not lead to the other's record.
        let is_anothers =
            was.is_none_or(|was| was.get(field) != typed) && before.iter().any(|texts| texts.get(field) == typed);
        let by_id = Some(typed).filter(|_| !is_anothers).and_then(&mut with_id).or_else(|| with_id(was?.get(field)));
        if by_id.is_some() || was.is_some() || !typed.is_empty() {
            return by_id;
        }
        let by_all = check::row_as_read(self, document, rows, row, old).and_then(|read| {
            place(&|texts| {
                Field::of_rows(rows).filter(|other| *other != field).all(|other| texts.get(other) == read.get(other))
            })
        });
        // What it says may be read otherwise by now, since others got its words.
        let is_new = |texts: &Texts| !before.iter().any(|other| other.get(field) == texts.get(field));
        let title = title_field(rows)?;
        let called = row.texts.get(title).trim();
        by_all.or_else(|| place(&|texts| texts.get(title) == called && is_new(texts)))
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
        draft.file.clone_from(&self.file);
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

/// Takes the first free row of the file of which something holds; its place.
type Placing<'a> = dyn FnMut(&dyn Fn(&Texts) -> bool) -> Option<usize> + 'a;

/// The field by which others name the records of a list.
fn id_field(rows: Rows) -> Option<Field> {
    match rows {
        Rows::Actors => Some(Field::ActorId),
        Rows::Periods => Some(Field::PeriodId),
        _ => None,
    }
}

/// The field that says what the records of such a list are called.
fn title_field(rows: Rows) -> Option<Field> {
    match rows {
        Rows::Actors => Some(Field::ActorName),
        Rows::Periods => Some(Field::PeriodTitle),
        _ => None,
    }
}

/// What was not touched follows the file.
fn follow_fields(texts: &mut Texts, was: &Texts, now: &Texts, rows: Rows, id: Field) {
    for field in
        Field::of_rows(rows).filter(|field| *field == id || texts.get(*field) == was.get(*field)).collect::<Vec<_>>()
    {
        texts.set(field, now.get(field));
    }
}

/// Rows of the file in the order of the file; new ones stay behind the row that they stood behind.
fn put_in_order(rows: &mut Vec<Row>) {
    let mut last = 0;
    let mut keyed: Vec<(usize, Row)> = Vec::new();
    for row in std::mem::take(rows) {
        last = row.was.map_or(last, |was| was + 1);
        keyed.push((last, row));
    }
    keyed.sort_by_key(|(at, _)| *at);
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}
