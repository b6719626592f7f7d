//! The slide of an incident: the main facts and how the count moved; the whole of it in the notes.

use super::deck::{Deck, TABLE_PT, pairs, source_para};
use super::design::Layout;
use super::slide::{Slide, Table};
use super::text::Para;
use crate::export::words::{self, CLAIMED, Reported};
use crate::model::{Incident, Vocabulary};
use crate::query::{Entry, Row};
use crate::view::reports_by_day;

impl<'a> Deck<'a> {
    pub(super) fn incident(&mut self, row: Row, entry: &'a Entry) -> Slide {
        let incident = &*entry.incident;
        let layout = if incident.reports.is_empty() { Layout::Text } else { Layout::TextAndTable };
        let mut slide = Slide::new(layout, incident.title.clone());
        slide.text.extend(incident.names.iter().map(|name| Para::of(14.0, name.clone())));
        let facts = self.facts(row, incident).into_iter();
        let is_figure = |name: &str| matches!(name, "Killed" | "Injured");
        let (figures, others): (Vec<_>, Vec<_>) = facts.partition(|(name, _)| is_figure(name));
        slide.text.extend(pairs(20.0, figures.into_iter()));
        slide.text.extend(pairs(14.0, others.into_iter()));
        if !incident.attributions.is_empty() {
            slide.text.push(Para::bold(TABLE_PT, "Who is said to have done it"));
            slide.text.extend(self.attributions(incident, TABLE_PT));
        }
        let cited: Vec<String> = incident.source_ids().into_iter().map(|id| self.cited(id)).collect();
        if !cited.is_empty() {
            slide.text.push(Para::of(10.0, format!("Sources: {}", cited.join(" "))));
        }
        slide.table = self.reports(incident);
        slide.notes = self.notes(row, incident);
        slide
    }

    fn facts(&self, row: Row, incident: &Incident) -> Vec<(&'static str, String)> {
        let mut facts = vec![
            ("Date", incident.when.words()),
            ("Place", words::place(incident)),
            ("Killed", incident.killed().words()),
            ("Injured", incident.injured().words()),
        ];
        facts.extend(words::attackers(incident.perpetrators).map(|words| ("Attackers", words)));
        facts.extend([
            ("Kind", incident.kind.label().to_owned()),
            ("Filed under", self.content.loaded.catalog.actors().full_name(&incident.branch).to_owned()),
            ("Confidence", incident.confidence.label().to_owned()),
            ("Totals", words::counted(self.content, row)),
        ]);
        facts
    }

    fn attributions(&mut self, incident: &'a Incident, size: f32) -> Vec<Para> {
        let mut paras = Vec::new();
        for said in &incident.attributions {
            let source = said.source.as_ref().map_or(String::new(), |id| format!(" {}", self.cited(id)));
            paras.push(Para::of(size, words::attribution(self.content, said) + &source).item());
        }
        paras
    }

    fn reports(&mut self, incident: &'a Incident) -> Option<Table> {
        const ABOUT: &str = "How the count moved";
        let mut rows =
            vec![["As of", "Killed", "Injured", "Said by"].map(|word| vec![Para::bold(TABLE_PT, word)]).to_vec()];
        for i in reports_by_day(incident, &self.content.loaded.catalog) {
            let Some(report) = incident.reports.get(i) else { continue };
            let said = Reported::new(self.content, report);
            let source = self.content.loaded.catalog.source(said.source);
            let publisher = source.map_or("", |source| source.publisher.as_str());
            let mut by = vec![Para::of(TABLE_PT, format!("{publisher} {}", self.cited(said.source)).trim().to_owned())];
            by.extend(said.is_claimed.then(|| Para::bold(10.0, CLAIMED)));
            by.extend(said.other.map(|other| Para::of(10.0, other)));
            by.extend(said.note.map(|note| Para::of(10.0, note)));
            let cell = |words: Option<String>| vec![Para::of(TABLE_PT, words.unwrap_or_else(|| "–".to_owned()))];
            rows.push(vec![cell(Some(said.day)), cell(said.killed), cell(said.injured), by]);
        }
        (rows.len() > 1).then(|| Table { about: ABOUT.to_owned(), widths: vec![1.75, 1.2, 1.2, 2.65], rows })
    }

    fn notes(&mut self, row: Row, incident: &'a Incident) -> Vec<Para> {
        let heading = |words: &str| Para::bold(10.0, words);
        let line = |words: String| Para::of(10.0, words);
        let mut notes = Vec::new();
        if !incident.summary.trim().is_empty() {
            notes.push(line(incident.summary.clone()));
        }
        notes.extend(pairs(10.0, self.facts(row, incident).into_iter()));
        let n = words::number;
        for (name, count) in [("Killed", incident.killed()), ("Injured", incident.injured())] {
            notes.push(line(format!("{name}: low {}, best {}, high {}", n(count.low), n(count.best), n(count.high))));
        }
        if !incident.reports.is_empty() {
            notes.push(heading("Reports"));
        }
        for report in &incident.reports {
            let words = Reported::new(self.content, report).line();
            notes.push(line(format!("{words} {}", self.cited(&report.source))).item());
        }
        if !incident.attributions.is_empty() {
            notes.push(heading("Who is said to have done it"));
            notes.extend(self.attributions(incident, 10.0));
        }
        if !incident.doubts.is_empty() {
            notes.push(heading("What could not be confirmed"));
            notes.extend(incident.doubts.iter().map(|doubt| line(doubt.clone()).item()));
        }
        notes.push(heading("Sources"));
        for id in incident.source_ids() {
            let number = self.numbers.of(self.content, id);
            let source = self.content.loaded.catalog.source(id);
            notes.push(match number.zip(source) {
                Some((number, source)) => without_links(source_para(number, source, 10.0)),
                None => line(format!("[{id}]")),
            });
        }
        notes.push(line(format!("Id: {}", incident.id)));
        notes
    }
}

/// Notes pages are text only.
pub(super) fn without_links(mut para: Para) -> Para {
    para.runs.iter_mut().for_each(|run| run.link = None);
    para
}
