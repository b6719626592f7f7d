//! An incident as an article.

use super::{Page, prose};
use crate::export::markup::escape;
use crate::export::words::{self, CLAIMED, Reported, Tied};
use crate::model::{Count, Date, Incident, SourceId, Vocabulary, When};
use crate::query::{Entry, Row};
use crate::view::reports_by_day;
use std::fmt::Write as _;

const REPORTS_HEAD: &str = "<div class=\"wide\"><table>\n<caption>How the count moved</caption>\n\
     <thead><tr><th scope=\"col\">As of</th><th scope=\"col\" class=\"n\">Killed</th>\
     <th scope=\"col\" class=\"n\">Injured</th><th scope=\"col\">Note</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n";

impl<'a> Page<'a> {
    pub(super) fn incident(&mut self, row: Row, entry: &'a Entry) -> String {
        let incident = &*entry.incident;
        let anchor = self.anchor(row);
        let killed = incident.killed().best_or_low().map_or(String::new(), |n| format!(" data-killed=\"{n}\""));
        let mut html = format!(
            "<article id=\"{anchor}\" aria-labelledby=\"t-{anchor}\" data-branch=\"{}\"{killed}>\n\
             <h4 id=\"t-{anchor}\">{}</h4>\n",
            escape(incident.branch.as_str()),
            escape(&incident.title),
        );
        if !incident.names.is_empty() {
            let names: Vec<String> = incident.names.iter().map(|name| prose::name(name)).collect();
            let _ = writeln!(html, "<p class=\"names\" dir=\"auto\">{}</p>", names.join(" · "));
        }
        html += &self.facts(row, incident);
        if !incident.summary.trim().is_empty() {
            let _ = writeln!(html, "<p>{}</p>", escape(&incident.summary));
        }
        html += &figures(incident);
        html += &self.reports(incident);
        let said = incident.attributions.iter().map(|said| {
            let source = said.source.as_ref().map_or(String::new(), |id| format!(" {}", self.cited(id)));
            escape(&words::attribution(self.content, said)) + &source
        });
        html += &list("Who is said to have done it", &said.collect::<Vec<_>>());
        html += &list(
            "What could not be confirmed",
            &incident.doubts.iter().map(|doubt| escape(doubt)).collect::<Vec<_>>(),
        );
        html += &list("Related", &self.related(row, incident));
        let cited: Vec<String> = incident.source_ids().into_iter().map(|id| self.cited(id)).collect();
        if !cited.is_empty() {
            let _ = writeln!(html, "<p>Sources: {}</p>", cited.join(" "));
        }
        html + "</article>\n"
    }

    fn facts(&self, row: Row, incident: &Incident) -> String {
        let labels = |words: Vec<&str>| Some(words.join(", ")).filter(|words| !words.is_empty());
        let facts = [
            ("Date", Some(time(incident.when))),
            ("Place", Some(escape(&words::place(incident)))),
            ("Kind", Some(escape(incident.kind.label()))),
            ("Filed under", Some(escape(self.content.loaded.catalog.actors().full_name(&incident.branch)))),
            ("Means", labels(incident.attack_types.iter().map(|word| word.label()).collect())),
            ("Targets", labels(incident.target_types.iter().map(|word| word.label()).collect())),
            ("Confidence", Some(escape(incident.confidence.label()))),
            ("Totals", Some(escape(&words::counted(self.content, row)))),
            ("Id", Some(format!("<code>{}</code>", escape(incident.id.as_str())))),
        ];
        let row =
            |(name, fact): (&str, Option<String>)| Some(format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", fact?));
        format!("<dl class=\"facts\">\n{}</dl>\n", facts.into_iter().filter_map(row).collect::<String>())
    }

    fn reports(&mut self, incident: &Incident) -> String {
        if incident.reports.is_empty() {
            return String::new();
        }
        let mut html = REPORTS_HEAD.to_owned();
        for i in reports_by_day(incident, &self.content.loaded.catalog) {
            let Some(report) = incident.reports.get(i) else { continue };
            let report = Reported::new(self.content, report);
            let cell = |words: &Option<String>| words.as_deref().map_or("–".to_owned(), escape);
            let claimed = report.is_claimed.then(|| format!("<span class=\"warning\">{CLAIMED}</span>"));
            let notes = [claimed, report.other.as_deref().map(escape), report.note.map(escape)];
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
                escape(&report.day),
                cell(&report.killed),
                cell(&report.injured),
                notes.into_iter().flatten().collect::<Vec<_>>().join("; "),
                self.source_cell(report.source),
            );
        }
        html + "</tbody></table></div>\n"
    }

    /// The publisher of a source and its number.
    fn source_cell(&mut self, id: &SourceId) -> String {
        let publisher = self
            .content
            .loaded
            .catalog
            .source(id)
            .map_or(String::new(), |source| format!("{} ", escape(&source.publisher)));
        publisher + &self.cited(id)
    }

    fn related(&self, row: Row, incident: &Incident) -> Vec<String> {
        let words = |tied: Tied<'_>| match tied {
            Tied::Row(how, other, when) => {
                let title = self.link_to(other, &escape(self.content.loaded.columns.title(other)));
                format!("{how}: {title}, {}", escape(&when))
            }
            Tied::Missing(how, id) => escape(&format!("{how}: {id}, which is not in the open files")),
        };
        words::ties(self.content, row, incident).into_iter().map(words).collect()
    }
}

fn list(title: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("<h5>{title}</h5>\n<ul>\n{items}</ul>\n")
}

/// Killed and injured in words and as low, best and high; then the attackers' own.
fn figures(incident: &Incident) -> String {
    let row = |name: &str, count: Count| {
        format!(
            "<tr><th scope=\"row\">{name}</th><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td></tr>\n",
            escape(&count.words()),
            words::number(count.low),
            words::number(count.best),
            words::number(count.high),
        )
    };
    let own = words::attackers(incident.perpetrators);
    let own = own.map_or(String::new(), |words| format!("<p class=\"own\">Attackers: {}</p>\n", escape(&words)));
    format!(
        "<table class=\"figures\">\n<caption>Figures</caption>\n<thead><tr><th scope=\"col\">Victims</th>\
         <th scope=\"col\">In words</th><th scope=\"col\" class=\"n\">Low</th><th scope=\"col\" class=\"n\">Best</th>\
         <th scope=\"col\" class=\"n\">High</th></tr></thead>\n<tbody>\n{}{}</tbody></table>\n{own}",
        row("Killed", incident.killed()),
        row("Injured", incident.injured()),
    )
}

/// The date in words, each end as machines read it.
fn time(when: When) -> String {
    let words = escape(&when.words());
    let marked = |date: Date| {
        let day = date.to_string();
        let day = day.trim_end_matches(|c: char| !c.is_ascii_digit());
        format!("<time datetime=\"{day}\">{}</time>", escape(&date.words()))
    };
    match when {
        When::On(date) => marked(date),
        When::OneOf(a, b) | When::Span(a, b) => {
            let (first, last) = (escape(&a.words()), escape(&b.words()));
            let ends = words.strip_suffix(&last).and_then(|rest| rest.split_once(&first));
            ends.map_or(words.clone(), |(before, between)| format!("{before}{}{between}{}", marked(a), marked(b)))
        }
        When::OpenSpan(_) => words,
    }
}
