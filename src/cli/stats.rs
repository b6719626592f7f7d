//! `daymark stats`: what incidents add up to.

use super::args::StatsArgs;
use super::ask::{Asked, Filter};
use super::open::open;
use super::text::{Align, counted, table, visible, wrapped};
use super::{Answer, CliError, json};
use crate::model::{Day, thousands};
use crate::query::{Group, GroupKey, Headline, Sum, Totals, totals, totals_by};
use serde_json::Value;

pub(super) fn stats(args: &StatsArgs, today: Day) -> Result<Answer, CliError> {
    let filter = Filter::read(&args.filter)?;
    let asked = filter.ask(open(&args.files)?, today);
    let (columns, rule) = (&asked.loaded.columns, &asked.filter.rule);
    let all = totals(columns, &asked.mask, rule);
    let groups = args.by.map(|key| totals_by(columns, &asked.mask, rule, key)).unwrap_or_default();
    let out = match args.json {
        true => json::text(&json_of(&asked, &all, &groups)),
        false => visible(&text_of(&asked, &all, args.by.map(|key| (key, groups.as_slice())))),
    };
    Ok(asked.answer(out))
}

fn json_of(asked: &Asked, all: &Totals, groups: &[Group]) -> Value {
    let mut map = json::filter(asked);
    map.insert("incidents".to_owned(), all.incidents.into());
    map.insert("counted".to_owned(), all.counted.into());
    map.insert("killed".to_owned(), json::sum(&all.killed));
    map.insert("injured".to_owned(), json::sum(&all.injured));
    map.insert("by".to_owned(), json::list(groups, json::group));
    map.into()
}

fn text_of(asked: &Asked, all: &Totals, by: Option<(GroupKey, &[Group])>) -> String {
    let incidents = counted(all.incidents as usize, "incident");
    let headline = asked.filter.rule.headline;
    let mut text = format!("{incidents}, of which {} counted.\n\n", is_or_are(all.counted));
    text += &wrapped("Killed   ", &sentence(&all.killed, all.counted, headline));
    text += &wrapped("Injured  ", &sentence(&all.injured, all.counted, headline));
    text += &unsettled(all);
    if let Some((key, groups)) = by {
        text += &by_table(key, groups, headline);
    }
    text.push('\n');
    text += &wrapped("", &asked.filter.rule.words());
    text += &scope(asked);
    text
}

fn is_or_are(n: u32) -> String {
    let words = thousands(n.into());
    if n == 1 { format!("{words} is") } else { format!("{words} are") }
}

/// The range, then what it leaves open.
fn sentence(sum: &Sum, n_counted: u32, headline: Headline) -> String {
    if n_counted == 0 {
        return "nothing to add up".to_owned();
    }
    let mut words = sum.words_by(headline);
    let lacking = |n: u32, what: &str| format!("; {} without a {what} figure", thousands(n.into()));
    if sum.no_best > 0 {
        words.push_str(&lacking(sum.no_best, "best"));
    }
    if sum.no_high > 0 {
        words.push_str(&lacking(sum.no_high, "highest"));
    }
    if sum.is_open() && sum.high > sum.low {
        words.push_str(&format!("; the highest figures add up to {}", thousands(sum.high)));
    }
    words
}

fn unsettled(all: &Totals) -> String {
    let unsettled = all.unattributed_or_disputed;
    if unsettled.incidents == 0 {
        return String::new();
    }
    let killed = thousands(unsettled.killed);
    let words =
        format!("Of the counted, {} unattributed or disputed, with {killed} killed.", is_or_are(unsettled.incidents));
    format!("\n{}", wrapped("", &words))
}

fn by_table(key: GroupKey, groups: &[Group], headline: Headline) -> String {
    let head = [key.word().to_uppercase().as_str(), "INCIDENTS", "COUNTED", "KILLED", "INJURED", ""].map(str::to_owned);
    let rows = groups.iter().map(|group| {
        let label = if group.label == group.key { "" } else { &group.label };
        let sum = |sum: &Sum| if group.counted == 0 { "–".to_owned() } else { sum.words_by(headline) };
        let (incidents, n_counted) = (thousands(group.incidents.into()), thousands(group.counted.into()));
        vec![group.key.clone(), incidents, n_counted, sum(&group.killed), sum(&group.injured), label.to_owned()]
    });
    let rows: Vec<Vec<String>> = std::iter::once(head.to_vec()).chain(rows).collect();
    let aligns = [Align::Left, Align::Right, Align::Right, Align::Left, Align::Left, Align::Left];
    let note = match key.overlaps() {
        true => "\nAn incident can stand in several rows or in none, so that the rows do not add up to the total.\n",
        false => "",
    };
    format!("\n{}{note}", table(&rows, &aligns))
}

/// Filter, day and data, and that it is a selection.
fn scope(asked: &Asked) -> String {
    let mut text = String::new();
    if !asked.filter.query.is_all() {
        text += &wrapped("Filter: ", &asked.filter.query.to_string());
    }
    if let Some(date) = asked.filter.as_of {
        text += &format!("As known on {}.\n", date.latest().long());
    }
    for file in asked.loaded.catalog.files() {
        let header = &file.header;
        let known =
            [("version ", &header.version), ("", &header.license)].into_iter().filter(|(_, word)| !word.is_empty());
        let known: Vec<String> = known.map(|(what, word)| format!("{what}{word}")).collect();
        let title = if header.title.is_empty() { &file.name } else { &header.title };
        text += &wrapped("Data: ", &std::iter::once(title.clone()).chain(known).collect::<Vec<_>>().join(", "));
    }
    text + "A selection, not a census: no total is the toll of the Islamic State.\n"
}
