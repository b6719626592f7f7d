//! What an address tells of the page behind it, without opening it: who publishes, on which day, and whether the file
//! has it already.

use super::field::Field;
use crate::edit::Document;
use crate::model::{Date, Day, Source, Vocabulary};
use std::collections::BTreeMap;

/// An address as pasted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The address of the page itself.
    pub url: String,
    /// The address of the archived copy, if that was pasted.
    pub archive: Option<String>,
    /// The day that its path names.
    pub published: Option<Date>,
}

impl Link {
    /// `None` if the text is no web address.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if !is_address(text) {
            return None;
        }
        let inner = archived(text).map(str::to_owned);
        let archive = inner.as_ref().map(|_| text.to_owned());
        let url = inner.unwrap_or_else(|| text.to_owned());
        let published = day_in_path(&url);
        Some(Self { url, archive, published })
    }

    /// The host without `www.` and the like.
    pub fn host(&self) -> &str {
        host(&self.url)
    }

    /// The source of the file that has this address.
    pub fn source_in<'a>(&self, document: &'a Document) -> Option<&'a Source> {
        let wanted = page(&self.url);
        let has_it = |source: &&Source| {
            [&source.url, &source.archive].into_iter().flatten().any(|url| page(archived(url).unwrap_or(url)) == wanted)
        };
        document.sources.iter().map(|record| &**record.value).find(has_it)
    }

    /// Fills in what can be told: of the path the day, of the host what most of its sources in the file say.
    pub(super) fn fill(&self, document: &Document, mut set: impl FnMut(Field, String)) {
        set(Field::Url, self.url.clone());
        set(Field::Archive, self.archive.clone().unwrap_or_default());
        set(Field::Published, self.published.map_or(String::new(), |day| day.to_string()));
        let of_host: Vec<&Source> = document
            .sources
            .iter()
            .map(|record| &**record.value)
            .filter(|source| source.url.as_deref().is_some_and(|url| host(url) == self.host()))
            .collect();
        let publisher = most(of_host.iter().map(|source| source.publisher.clone()));
        set(Field::Publisher, publisher.unwrap_or_else(|| self.host().to_owned()));
        if let Some(kind) = most(of_host.iter().map(|source| source.kind.label().to_owned())) {
            set(Field::SourceKind, kind);
        }
        set(Field::Language, most(of_host.iter().filter_map(|source| source.language.clone())).unwrap_or_default());
    }
}

/// What most say; the first in order where several are said as often.
fn most(said: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    said.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(one, _)| one)
}

/// Whether a text is an address that may be opened.
pub(super) fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// The address in that of an archived copy.
fn archived(url: &str) -> Option<&str> {
    let at = url.find("web.archive.org/web/")? + "web.archive.org/web/".len();
    let (_, inner) = url.get(at..)?.split_once('/')?;
    is_address(inner).then_some(inner)
}

/// The host without what only says how it is served.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    ["www.", "m.", "amp."].iter().fold(host, |host, lead| host.strip_prefix(lead).unwrap_or(host))
}

/// Whether two addresses lead to one page, as far as can be told from them.
pub fn same_page(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && page(a) == page(b)
}

/// What is left of an address when all that does not choose the page is taken away.
fn page(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let is_kept = |part: &&str| {
        let name = part.split('=').next().unwrap_or("");
        let counts_visits = ["utm_", "fbclid", "gclid", "ref", "s", "cmpid", "smid", "smtyp", "at_"];
        let is_counter =
            counts_visits.iter().any(|lead| if lead.len() < 4 { name == *lead } else { name.starts_with(lead) });
        !part.is_empty() && !is_counter
    };
    let mut query: Vec<&str> = query.split('&').filter(is_kept).collect();
    query.sort_unstable();
    format!("{}/{path}?{}", host(url).to_ascii_lowercase(), query.join("&"))
}

/// `/2024/03/22/`, `/2024/mar/22/`, `2024-03-22`, `20240322`: a day in the path of an address.
fn day_in_path(url: &str) -> Option<Date> {
    let path = url.split_once("://")?.1.split(['?', '#']).next()?.split_once('/')?.1;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let triple = parts.windows(3).find_map(|part| match part {
        [year, month, day] => date(year, month, day),
        _ => None,
    });
    let joined = || {
        parts.iter().find(|part| part.len() == 8).and_then(|part| date(part.get(..4)?, part.get(4..6)?, part.get(6..)?))
    };
    triple.or_else(joined)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let is_number =
        |text: &str, longest: usize| (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !is_number(year, 4) || !is_number(day, 2) {
        return None;
    }
    let month = match MONTHS.iter().position(|name| *name == month.to_ascii_lowercase()) {
        Some(at) => u32::try_from(at).ok()? + 1,
        None if is_number(month, 2) => month.parse().ok()?,
        None => return None,
    };
    let year: i32 = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    Day::from_ymd(year, month, day.parse().ok()?).map(Date::from_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_path_is_read() {
        let day = |url: &str| Link::read(url).unwrap().published.map(|day| day.to_string()).unwrap_or_default();
        for (url, expected) in [
            ("https://www.theguardian.com/world/2024/mar/22/moscow-attack", "2024-03-22"),
            ("https://www.reuters.com/world/europe/moscow-attack-2024-03-22/", "2024-03-22"),
            ("https://edition.cnn.com/2024/3/22/europe/crocus/index.html", "2024-03-22"),
            ("https://example.org/20240322-crocus", "2024-03-22"),
            ("https://example.org/20241322-crocus", ""),
            ("https://example.org/article/12345", ""),
            ("https://example.org/2024/03/", ""),
            ("https://example.org", ""),
            ("https://web.archive.org/web/20240401120000/https://example.org/2024/03/22/a", "2024-03-22"),
        ] {
            assert_eq!(day(url), expected, "{url}");
        }
    }

    #[test]
    fn one_page_has_many_addresses() {
        let it = "https://www.example.org/a/b?id=5";
        for other in [
            "http://example.org/a/b/?id=5",
            "https://m.example.org/a/b?id=5#comments",
            "https://example.org/a/b?utm_source=x&id=5&fbclid=y",
        ] {
            assert!(same_page(it, other), "{other}");
        }
        for other in
            ["https://example.org/a/b?id=6", "https://example.org/a/c?id=5", "https://example.com/a/b?id=5", ""]
        {
            assert!(!same_page(it, other), "{other}");
        }
        assert!(same_page("https://example.org/?s=x", "https://example.org"));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in ["", "Reuters", "ftp://example.org/a", "https://", "https://a b.c", "javascript:alert(1)"] {
            assert_eq!(Link::read(text), None, "{text}");
        }
        let link = Link::read("https://web.archive.org/web/2024/https://example.org/a").unwrap();
        assert_eq!(link.url, "https://example.org/a");
        assert!(link.archive.is_some());
    }
}
