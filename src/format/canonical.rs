//! Records of the model as values, with the fields in the order of the file and nothing that only says "unknown".

use super::{List, Parsed, Slot, Value, parse_slot, quoted};
use crate::model::{
    Actor, Attribution, Cite, Count, Figure, Incident, Other, Period, Perpetrators, Place, Related, Report, Source,
    Vocabulary,
};
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::ops::Range;

/// A record that can be written.
pub trait Written {
    /// The record as a value.
    fn value(&self) -> Value;
}

/// Judges the record in these bytes, and gives it as the value this program would write.
///
/// Two records are equal if their values are.
pub fn canonical(text: &str, list: List, bytes: Range<usize>) -> Parsed<Value> {
    let slot = Slot { bytes, broken: None };
    match list {
        List::Actors => of_type::<Actor>(text, list, &slot),
        List::Periods => of_type::<Period>(text, list, &slot),
        List::Sources => of_type::<Source>(text, list, &slot),
        List::Incidents => of_type::<Incident>(text, list, &slot),
    }
}

fn of_type<T: DeserializeOwned + Written>(text: &str, list: List, slot: &Slot) -> Parsed<Value> {
    let parsed = parse_slot::<T>(text, list, slot);
    Parsed { value: parsed.value.map(|record| record.value()), problems: parsed.problems }
}

/// Collects the fields of a record; what says nothing is left out.
#[derive(Default)]
struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.0.push((name, value));
        self
    }

    fn text(self, name: &'static str, text: impl Display) -> Self {
        self.with(name, Value::plain(quoted(&text.to_string())))
    }

    fn word(self, name: &'static str, word: impl Vocabulary) -> Self {
        self.with(name, Value::plain(word.word()))
    }

    fn maybe(self, name: &'static str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn maybe_text<T: Display>(self, name: &'static str, text: Option<&T>) -> Self {
        self.maybe(name, text.map(|text| Value::plain(quoted(&text.to_string()))))
    }

    fn texts<T: Display>(self, name: &'static str, texts: &[T]) -> Self {
        self.items(name, texts, |text| Value::plain(quoted(&text.to_string())))
    }

    fn words<T: Vocabulary>(self, name: &'static str, words: &[T]) -> Self {
        self.items(name, words, |word| Value::plain(word.word()))
    }

    fn items<T>(self, name: &'static str, items: &[T], of: impl Fn(&T) -> Value) -> Self {
        self.maybe(name, (!items.is_empty()).then(|| Value::list(items.iter().map(of))))
    }

    fn end(self, name: &str) -> Value {
        Value::named(name, self.0)
    }
}

fn number(n: u32) -> Value {
    Value::plain(n.to_string())
}

impl Written for Incident {
    fn value(&self) -> Value {
        Fields::default()
            .text("id", &self.id)
            .texts("previous_ids", &self.previous_ids)
            .word("kind", self.kind)
            .text("title", &self.title)
            .texts("names", &self.names)
            .text("when", self.when)
            .text("branch", &self.branch)
            .with("place", place(&self.place))
            .words("attack_types", &self.attack_types)
            .words("target_types", &self.target_types)
            .maybe_text("summary", Some(&self.summary).filter(|summary| !summary.is_empty()))
            .maybe("killed", self.killed.map(count))
            .maybe("injured", self.injured.map(count))
            .maybe("perpetrators", self.perpetrators.map(perpetrators))
            .items("reports", &self.reports, report)
            .items("attributions", &self.attributions, attribution)
            .items("cites", &self.cites, cite)
            .word("confidence", self.confidence)
            .texts("doubts", &self.doubts)
            .texts("tags", &self.tags)
            .items("related", &self.related, related)
            .end("Incident")
    }
}

impl Written for Actor {
    fn value(&self) -> Value {
        Fields::default()
            .text("id", &self.id)
            .text("name", &self.name)
            .maybe_text("short", self.short.as_ref())
            .texts("aliases", &self.aliases)
            .maybe_text("parent", self.parent.as_ref())
            .maybe_text("about", self.about.as_ref())
            .end("Actor")
    }
}

impl Written for Period {
    fn value(&self) -> Value {
        Fields::default()
            .text("id", &self.id)
            .text("title", &self.title)
            .text("when", self.when)
            .maybe_text("about", self.about.as_ref())
            .texts("sources", &self.sources)
            .end("Period")
    }
}

impl Written for Source {
    fn value(&self) -> Value {
        Fields::default()
            .text("id", &self.id)
            .text("title", &self.title)
            .text("publisher", &self.publisher)
            .maybe_text("author", self.author.as_ref())
            .maybe_text("published", self.published.as_ref())
            .maybe_text("language", self.language.as_ref())
            .word("kind", self.kind)
            .maybe_text("url", self.url.as_ref())
            .maybe_text("archive", self.archive.as_ref())
            .maybe_text("relay_of", self.relay_of.as_ref())
            .end("Source")
    }
}

fn place(place: &Place) -> Value {
    let degrees = |(latitude, longitude): (f64, f64)| {
        Value::tuple("", [latitude, longitude].map(|angle| Value::plain(format!("{angle:?}"))))
    };
    Fields::default()
        .text("country", &place.country)
        .maybe_text("admin1", place.admin1.as_ref())
        .maybe_text("city", place.city.as_ref())
        .maybe_text("site", place.site.as_ref())
        .maybe("at", place.at.map(degrees))
        .word("precision", place.precision)
        .end("Place")
}

fn count(count: Count) -> Value {
    Fields::default()
        .maybe("low", count.low.map(number))
        .maybe("best", count.best.map(number))
        .maybe("high", count.high.map(number))
        .end("Count")
}

fn perpetrators(them: Perpetrators) -> Value {
    Fields::default().maybe("killed", them.killed.map(number)).word("in_figures", them.in_figures).end("Perpetrators")
}

fn report(report: &Report) -> Value {
    Fields::default()
        .text("source", &report.source)
        .maybe_text("as_of", report.as_of.as_ref())
        .maybe("killed", report.killed.as_ref().map(figure))
        .maybe("injured", report.injured.as_ref().map(figure))
        .maybe("other", report.other.as_ref().map(other))
        .maybe("claimed", report.claimed.then(|| Value::plain("true")))
        .maybe_text("note", report.note.as_ref())
        .end("Report")
}

fn other(other: &Other) -> Value {
    Fields::default().text("what", &other.what).with("figure", figure(&other.figure)).end("Other")
}

fn figure(figure: &Figure) -> Value {
    match figure {
        Figure::Exactly(n) => Value::tuple("Exactly", [number(*n)]),
        Figure::AtLeast(n) => Value::tuple("AtLeast", [number(*n)]),
        Figure::AtMost(n) => Value::tuple("AtMost", [number(*n)]),
        Figure::About(n) => Value::tuple("About", [number(*n)]),
        Figure::Between(a, b) => Value::tuple("Between", [number(*a), number(*b)]),
        Figure::Words(words) => Value::tuple("Words", [Value::plain(quoted(words))]),
    }
}

fn attribution(attribution: &Attribution) -> Value {
    Fields::default()
        .text("actor", &attribution.actor)
        .maybe_text("by", attribution.by.as_ref())
        .word("kind", attribution.kind)
        .maybe_text("on", attribution.on.as_ref())
        .maybe_text("source", attribution.source.as_ref())
        .maybe_text("wording", attribution.wording.as_ref())
        .end("Attribution")
}

fn cite(cite: &Cite) -> Value {
    Fields::default().text("source", &cite.source).words("supports", &cite.supports).end("Cite")
}

fn related(related: &Related) -> Value {
    Fields::default().text("id", &related.id).word("how", related.how).end("Related")
}
