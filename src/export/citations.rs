//! The sources as numbered lines of text.

use super::{Content, Pace, Stamp, Stopped, one_line};
use crate::view::cite_source;

/// The page.
pub(super) fn text(content: &Content<'_>, pace: &mut Pace<'_>) -> Result<String, Stopped> {
    let stamp = Stamp::new(content);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(Some(stamp.marking.clone()).filter(|marking| !marking.is_empty()));
    lines.extend(stamp.lines().into_iter().map(|(name, words)| format!("{name}: {words}")));
    lines.push(String::new());
    for (i, source) in content.sources(pace)?.into_iter().enumerate() {
        let undated = if source.published.is_none() { " [n.d.]" } else { "" };
        let archive = source.archive.as_ref().map_or(String::new(), |url| format!(" Archived: {url}"));
        lines.push(format!("[{}] {}", i + 1, one_line(&format!("{}{undated}{archive}", cite_source(source)))));
    }
    lines.extend(Some(stamp.marking).filter(|marking| !marking.is_empty()));
    Ok(lines.join("\n") + "\n")
}
