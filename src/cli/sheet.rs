//! One incident as a page of text.

use super::ask::Asked;
use super::text::{Align, table, wrapped};
use crate::export::records::named_sources;
use crate::model::{Attribution, Date, InFigures, Incident, Perpetrators, Source, SourceId, Vocabulary};
use crate::query::{Catalog, Row};
use crate::view::{PathPoint, Toll, cite_source, count_path};

/// The page; empty for a row that is not there.
pub(super) fn sheet(asked: &Asked, row: Row) -> String {
    let Some(entry) = asked.entry(row) else { return String::new() };
    let sources = named_sources(&asked.loaded.catalog, &[&entry.incident]);
    let page = Page { asked, incident: &entry.incident, sources };
    let parts = [
        page.head(),
        page.facts(row),
        page.path(Toll::Killed),
        page.path(Toll::Injured),
        page.other_figures(),
        page.attributions(),
        page.doubts(),
        page.related(),
        page.sources(),
        format!("Read from {}.\n", asked.file_name(entry)),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

struct Page<'a> {
    asked: &'a Asked,
    incident: &'a Incident,
    /// Those that the incident names; the first is "[1]".
    sources: Vec<&'a Source>,
}

impl Page<'_> {
    fn catalog(&self) -> &Catalog {
        &self.asked.loaded.catalog
    }

    fn head(&self) -> String {
        let incident = self.incident;
        let mut text = wrapped("", &incident.title);
        for name in &incident.names {
            text += &wrapped("", name);
        }
        text += &format!("{}\n", incident.id);
        if !incident.previous_ids.is_empty() {
            text += &wrapped("formerly ", &joined(&incident.previous_ids, ToString::to_string));
        }
        if !incident.summary.trim().is_empty() {
            text += "\n";
            text += &wrapped("", &incident.summary);
        }
        text
    }

    fn facts(&self, row: Row) -> String {
        let incident = self.incident;
        let rule = &self.asked.filter.rule;
        let counted = if self.asked.counts(row) { "yes" } else { "no" };
        let mut facts = vec![
            ("When", self.when()),
            ("Where", self.place()),
            ("What", incident.kind.label().to_owned()),
            ("Means", joined(&incident.attack_types, |word| word.label().to_owned())),
            ("Target", joined(&incident.target_types, |word| word.label().to_owned())),
            ("Branch", format!("{} ({})", self.catalog().actors().full_name(&incident.branch), incident.branch)),
            ("Killed", incident.killed().words()),
            ("Injured", incident.injured().words()),
            ("Attackers", attackers(incident.perpetrators)),
            ("Counted", format!("{counted}, by the rule “{}”", rule.label())),
            ("Confidence", incident.confidence.label().to_owned()),
            ("Tags", joined(&incident.tags, Clone::clone)),
        ];
        facts.retain(|(_, words)| !words.is_empty());
        facts.iter().map(|(name, words)| wrapped(&format!("{name:<12}"), words)).collect()
    }

    fn when(&self) -> String {
        let when = self.incident.when;
        let words = if when.is_exact() && when.qualifier() == Default::default() {
            when.earliest().long_with_weekday()
        } else {
            when.words()
        };
        format!("{words} ({when})")
    }

    fn place(&self) -> String {
        let place = &self.incident.place;
        let at = place.at.map_or(String::new(), |(latitude, longitude)| format!("; {latitude}, {longitude}"));
        format!("{} (known to: {}{at})", place.words(), place.precision.label().to_lowercase())
    }

    /// The reports of a toll by day.
    fn path(&self, toll: Toll) -> String {
        let points = count_path(self.incident, self.catalog(), toll);
        let rows: Vec<Vec<String>> = points.iter().map(|point| self.step(point)).collect();
        let title = match toll {
            Toll::Killed => "How the count of the killed moved",
            Toll::Injured => "How the count of the injured moved",
        };
        under(title, &indented(&table(&rows, &[Align::Left; 4])))
    }

    fn step(&self, point: &PathPoint) -> Vec<String> {
        let claimed = if point.is_claimed { " (the group's own figure, never counted)" } else { "" };
        let note = self.incident.reports.get(point.report).and_then(|report| report.note.clone()).unwrap_or_default();
        vec![
            point.day.map_or_else(|| "undated".to_owned(), |day| day.to_string()),
            point.figure.words() + claimed,
            self.number(&point.source),
            note,
        ]
    }

    fn other_figures(&self) -> String {
        let others = self.incident.reports.iter().filter_map(|report| Some((report, report.other.as_ref()?)));
        let lines = others.map(|(report, other)| {
            let day = report.as_of.map_or(String::new(), |day| format!(", {day}"));
            let words = format!("{}: {}{day} {}", other.what, other.figure.words(), self.number(&report.source));
            wrapped("  ", &words)
        });
        under("Other figures", &lines.collect::<String>())
    }

    fn attributions(&self) -> String {
        let lines = self.incident.attributions.iter().map(|said| wrapped("  ", &self.attribution(said)));
        under("Who is said to have done it", &lines.collect::<String>())
    }

    fn attribution(&self, said: &Attribution) -> String {
        let by = said.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
        let wording = said.wording.as_ref().map_or(String::new(), |wording| format!(", reported as “{wording}”"));
        let on = said.on.map_or(String::new(), |on: Date| format!(", {}", on.words()));
        let number = said.source.as_ref().map_or(String::new(), |source| format!(" {}", self.number(source)));
        let actor = self.catalog().actors().full_name(&said.actor);
        format!("{}{by}: {actor}{wording}{on}{number}", said.kind.label())
    }

    fn doubts(&self) -> String {
        let lines = self.incident.doubts.iter().map(|doubt| wrapped("  - ", doubt));
        under("What could not be confirmed", &lines.collect::<String>())
    }

    fn related(&self) -> String {
        let lines = self.incident.related.iter().map(|related| {
            let title = self.catalog().row(related.id.as_str()).and_then(|row| self.catalog().incident(row));
            let title = title.map_or(String::new(), |incident| format!(", {}", incident.title));
            wrapped("  ", &format!("{}: {}{title}", related.how.label(), related.id))
        });
        under("Related", &lines.collect::<String>())
    }

    fn sources(&self) -> String {
        let lines = self.sources.iter().map(|source| {
            let archive = source.archive.as_ref().map_or(String::new(), |url| format!(" Archived: {url}"));
            let relay = source.relay_of.as_ref().map_or(String::new(), |id| format!(", relays {id}"));
            let kind = source.kind.label();
            let mark = format!("{:>5} ", self.number(&source.id));
            wrapped(&mark, &format!("{}{archive} ({kind}{relay})", cite_source(source)))
        });
        under("Sources", &lines.collect::<String>())
    }

    /// "[3]", the place of a source in the list at the end; the id of one that no file knows.
    fn number(&self, id: &SourceId) -> String {
        self.sources.iter().position(|source| source.id == *id).map_or(format!("[{id}]"), |at| format!("[{}]", at + 1))
    }
}

fn attackers(perpetrators: Option<Perpetrators>) -> String {
    let Some(them) = perpetrators else { return String::new() };
    let killed = them.killed.map_or("unknown how many killed".to_owned(), |n| format!("{n} killed"));
    let where_counted = match them.in_figures {
        InFigures::Yes => "among the figures above",
        InFigures::No => "not among the figures above",
        InFigures::Unknown => "not known whether among the figures above",
    };
    format!("{killed}, {where_counted}")
}

/// A heading over lines, or nothing over nothing.
fn under(title: &str, lines: &str) -> String {
    if lines.is_empty() { String::new() } else { format!("{title}\n{lines}") }
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| format!("  {line}\n")).collect()
}

fn joined<T>(items: &[T], words: impl Fn(&T) -> String) -> String {
    items.iter().map(words).collect::<Vec<_>>().join(", ")
}
