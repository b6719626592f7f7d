//! What is wrong with a document: as it was read, then by record, so that an edit changes what it must.

use super::Document;
use super::check;
use super::index::{Index, Indexed};
use super::records::Records;
use crate::format::{List, NamedLine, Problem, code};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The problems of a document.
#[derive(Clone, Default, Debug)]
pub(super) struct Told {
    /// As reading told them, until the first edit.
    pub(super) as_read: Option<Arc<[Problem]>>,
    /// Those outside the records that could be read.
    pub(super) outside: Vec<(Part, Problem)>,
    /// Errors and warnings within records.
    pub(super) n_noted: [usize; 2],
    /// Those that other open documents bring.
    beside: Vec<Problem>,
    /// All of them, in order, once somebody has asked.
    all: OnceLock<Arc<[Problem]>>,
}

/// What a problem outside the records is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Header,
    /// Commas between records.
    Commas,
    /// Characters that cannot be seen.
    Hidden,
    /// A record that cannot be read.
    Damaged,
}

/// Codes of what is wrong with a record beside the rest of the file.
const OF_FILE: [&str; 17] = [
    code::DOUBLED_ID,
    code::EMPTY_ID,
    code::DANGLING_ACTOR,
    code::DANGLING_INCIDENT,
    code::DANGLING_SOURCE,
    code::ACTOR_CYCLE,
    code::RELAY_CYCLE,
    code::UNSUPPORTED_FIGURE,
    code::SINGLE_SOURCE,
    code::CLAIM_ONLY,
    code::NO_SOURCE,
    code::EARLY_REPORT,
    code::EARLY_SOURCE,
    code::ORPHAN_SOURCE,
    code::DOUBLED_LINK,
    code::OUTSIDE_COUNTRY,
    code::URL,
];

/// Whether a problem can be told from the record alone.
pub(super) fn is_own(problem: &Problem) -> bool {
    !OF_FILE.contains(&problem.code) && problem.code != code::NEAR_TWIN
}

/// The lists whose ids all together decide what a problem says.
pub(super) fn watched(list: List, problem: &Problem) -> Option<List> {
    match problem.code {
        code::DANGLING_ACTOR => Some(List::Actors),
        code::DANGLING_INCIDENT => Some(List::Incidents),
        code::DANGLING_SOURCE => Some(List::Sources),
        code::DOUBLED_ID => Some(list),
        _ => None,
    }
}

pub(super) fn counts<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> [usize; 2] {
    problems.into_iter().fold([0, 0], |[errors, warnings], problem| match problem.is_error() {
        true => [errors + 1, warnings],
        false => [errors, warnings + 1],
    })
}

impl Told {
    pub(super) fn as_read(mut problems: Vec<Problem>) -> Self {
        problems.sort_by(Problem::order);
        let problems: Arc<[Problem]> = problems.into();
        Self { as_read: Some(Arc::clone(&problems)), all: OnceLock::from(problems), ..Self::default() }
    }

    /// What has been asked for so far, to be given back by [`Self::remember`].
    pub(super) fn all(&self) -> (Vec<Problem>, OnceLock<Arc<[Problem]>>) {
        (self.beside.clone(), self.all.clone())
    }

    /// Everything is as it was when this was told.
    pub(super) fn remember(&mut self, told: (Vec<Problem>, OnceLock<Arc<[Problem]>>)) {
        (self.beside, self.all) = told;
    }

    /// Something has changed, and what others bring has to be found again.
    pub(super) fn forget(&mut self) {
        self.all = OnceLock::new();
        self.beside.clear();
    }
}

impl Document {
    /// What is wrong, by place.
    pub fn problems(&self) -> &[Problem] {
        self.told.all.get_or_init(|| self.all_problems().into())
    }

    /// Adds problems that are found between documents. The next edit drops them.
    pub fn add_problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.told.beside.extend(problems);
        self.told.all = OnceLock::new();
    }

    /// Number of errors and of warnings, without putting the problems together.
    pub(super) fn counts(&self) -> [usize; 2] {
        let plus = |a: [usize; 2], b: [usize; 2]| [a[0] + b[0], a[1] + b[1]];
        let beside = counts(&self.told.beside);
        match (&self.told.as_read, &self.index) {
            (Some(as_read), _) => plus(counts(as_read.iter()), beside),
            (None, index) => {
                let n_tags = index.as_ref().map_or(0, |index| index.tags.n_keys);
                let outside = counts(self.told.outside.iter().map(|(_, problem)| problem));
                plus(plus(self.told.n_noted, outside), plus(beside, [0, n_tags]))
            }
        }
    }

    fn all_problems(&self) -> Vec<Problem> {
        let mut problems = self.told.beside.clone();
        if let Some(as_read) = &self.told.as_read {
            problems.extend(as_read.iter().cloned());
        } else {
            problems.extend(self.told.outside.iter().map(|(_, problem)| problem.clone()));
            collect(&self.actors, &mut problems);
            collect(&self.periods, &mut problems);
            collect(&self.sources, &mut problems);
            collect(&self.incidents, &mut problems);
            problems.extend(self.index.iter().flat_map(|index| check::tags(self, index)));
            self.number_lines(&mut problems);
        }
        problems.sort_by(Problem::order);
        problems
    }

    /// Puts the numbers of lines into the messages that name one.
    fn number_lines(&self, problems: &mut [Problem]) {
        let is_numbered = |problem: &&mut Problem| problem.line.is_some();
        let mut named: Vec<&mut Problem> = problems.iter_mut().filter(is_numbered).collect();
        let byte = |problem: &Problem| problem.line.as_ref().map_or(0, |line| usize::try_from(line.of).unwrap_or(0));
        named.sort_by_key(|problem| byte(problem));
        let bytes: Vec<usize> = named.iter().map(|problem| byte(problem)).collect();
        for (problem, line) in named.into_iter().zip(self.text.lines_of(&bytes)) {
            let at = problem.line.as_ref().map_or(0, |line| line.at);
            if problem.message.is_char_boundary(at) {
                problem.message.insert_str(at, &line.to_string());
            }
        }
    }

    /// Makes ready for edits, which are cheap from then on; the first one does it otherwise. Takes as long as a good part
    /// of reading, so that large files better have it done where they are read.
    pub fn prepare(&mut self) {
        if self.index.is_some() || !self.frame.as_ref().is_some_and(|frame| frame.is_plain) {
            return;
        }
        let mut index = Index::new(self);
        if let Some(problems) = self.told.as_read.take() {
            self.tell_apart(&problems, &mut index);
        }
        self.index = Some(index);
        self.text.line_count();
    }

    /// Gives each problem to the record it is in.
    fn tell_apart(&mut self, problems: &[Problem], index: &mut Index) {
        let mut notes: HashMap<(List, u64), Vec<Problem>> = HashMap::new();
        for problem in problems.iter().filter(|problem| problem.code != code::TAG) {
            let place = List::ALL.into_iter().find_map(|list| Some((list, self.label_at(list, problem.bytes.start)?)));
            match place.filter(|_| problem.code != code::CONTROL) {
                Some((list, (label, start))) => {
                    let bytes = problem.bytes.start - start..problem.bytes.end.saturating_sub(start);
                    let problem = self.unnumbered(list, Problem { bytes, ..problem.clone() });
                    notes.entry((list, label)).or_default().push(problem);
                }
                None => self.told.outside.push((self.part_of(problem), problem.clone())),
            }
        }
        for ((list, label), problems) in notes {
            for list_watched in problems.iter().filter_map(|problem| watched(list, problem)) {
                index.watch(list_watched, (list, label), true);
            }
            self.note(list, label, problems);
        }
    }

    /// The record that holds a byte: label and first byte.
    pub(super) fn label_at(&self, list: List, byte: usize) -> Option<(u64, usize)> {
        fn of<T>(records: &Records<T>, byte: usize) -> Option<(u64, usize)> {
            let at = records.last_from(byte)?;
            let bytes = records.record(at)?.bytes;
            bytes.contains(&byte).then_some((records.item(at)?.label, bytes.start))
        }
        match list {
            List::Actors => of(&self.actors, byte),
            List::Periods => of(&self.periods, byte),
            List::Sources => of(&self.sources, byte),
            List::Incidents => of(&self.incidents, byte),
        }
    }

    fn unnumbered(&self, list: List, mut problem: Problem) -> Problem {
        let Some(NamedLine { of, at }) = problem.line.as_deref().copied() else { return problem };
        let digits = problem.message.get(at..).unwrap_or("").bytes().take_while(u8::is_ascii_digit).count();
        if problem.message.is_char_boundary(at) {
            problem.message.replace_range(at..at + digits, "");
        }
        let of = usize::try_from(of).ok().and_then(|byte| self.label_at(list, byte)).map_or(0, |(label, _)| label);
        problem.line = Some(Box::new(NamedLine { of, at }));
        problem
    }

    fn part_of(&self, problem: &Problem) -> Part {
        let is_in = |bytes: &Range<usize>| (bytes.start..=bytes.end).contains(&problem.bytes.start);
        let is_comma = problem.code == code::COMMA;
        if problem.code == code::CONTROL {
            Part::Hidden
        // A comma that is missing right behind an unreadable record is not of that record.
        } else if !is_comma && self.damaged.iter().any(|damaged| is_in(&damaged.bytes)) {
            Part::Damaged
        } else if self.frame.as_ref().is_some_and(|frame| frame.list_at(&problem.bytes).is_some()) {
            Part::Commas
        } else {
            Part::Header
        }
    }

    /// Notes what is wrong with a record, by bytes counted from its start.
    pub(super) fn note(&mut self, list: List, label: u64, problems: Vec<Problem>) {
        match list {
            List::Actors => note(&mut self.actors, label, problems, &mut self.told.n_noted),
            List::Periods => note(&mut self.periods, label, problems, &mut self.told.n_noted),
            List::Sources => note(&mut self.sources, label, problems, &mut self.told.n_noted),
            List::Incidents => note(&mut self.incidents, label, problems, &mut self.told.n_noted),
        }
    }

    /// What is noted of a record.
    pub(super) fn noted(&self, list: List, label: u64) -> &[Problem] {
        fn of<T>(records: &Records<T>, label: u64) -> &[Problem] {
            let item = records.find(label).and_then(|at| records.item(at));
            item.and_then(|item| item.notes.as_deref()).unwrap_or(&[])
        }
        match list {
            List::Actors => of(&self.actors, label),
            List::Periods => of(&self.periods, label),
            List::Sources => of(&self.sources, label),
            List::Incidents => of(&self.incidents, label),
        }
    }
}

fn note<T>(records: &mut Records<T>, label: u64, problems: Vec<Problem>, n_noted: &mut [usize; 2]) {
    let Some(at) = records.find(label) else { return };
    let old = records.item(at).and_then(|item| item.notes.clone());
    let is_same = old.as_deref().unwrap_or(&[]) == problems.as_slice();
    if is_same {
        return;
    }
    let [errors, warnings] = counts(old.iter().flat_map(|notes| notes.iter()));
    *n_noted = [n_noted[0].saturating_sub(errors), n_noted[1].saturating_sub(warnings)];
    let [errors, warnings] = counts(&problems);
    *n_noted = [n_noted[0] + errors, n_noted[1] + warnings];
    records.set_notes(at, (!problems.is_empty()).then(|| problems.into()));
}

/// The problems noted of the records, by bytes of the text.
fn collect<T: Indexed>(records: &Records<T>, problems: &mut Vec<Problem>) {
    let byte_of = |label: u64| records.labelled(label).map_or(0, |record| record.bytes.start as u64);
    for (record, item) in records.iter().zip(records.items()) {
        let notes = item.notes.iter().flat_map(|notes| notes.iter()).cloned();
        problems.extend(notes.map(|problem| {
            let line = problem.line.as_ref().map(|line| Box::new(NamedLine { of: byte_of(line.of), ..**line }));
            Problem { line, ..problem }.moved(record.bytes.start)
        }));
    }
}
