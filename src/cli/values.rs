//! Values of options, and what to write where one cannot be read.

use crate::export::{Drawing, Format, Paging, PictureOptions};
use crate::format::Entry;
use crate::model::{Date, Day, Precision, Qualifier};
use crate::query::{CountingRule, GroupKey, fold};
use crate::view::{LaneKey, Theme};
use clap::builder::{PathBufValueParser, TypedValueParser};
use std::path::PathBuf;

/// Width and height of a picture, least and most, in pixels.
const SIZES: ([u32; 2], [u32; 2]) = ([320, 240], [8192, 8192]);

pub(super) fn rule(text: &str) -> Result<CountingRule, String> {
    CountingRule::parse(text).map_err(|err| err.to_string())
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|err: crate::model::WhenError| format!("{}; {}", err.reason, err.hint))
}

pub(super) fn day(text: &str) -> Result<Day, String> {
    let day = date(text)?;
    let is_day = day.precision() == Precision::Day && day.qualifier == Qualifier::Plain;
    is_day.then(|| day.earliest()).ok_or_else(|| "write a day, such as 2026-11-23".to_owned())
}

pub(super) fn export_format(text: &str) -> Result<Format, String> {
    let words: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
    Format::by_name(text).ok_or_else(|| format!("no such format; write {}", either(&words)))
}

pub(super) fn group_key(text: &str) -> Result<GroupKey, String> {
    let words: Vec<&str> = GroupKey::ALL.iter().map(|key| key.word()).collect();
    GroupKey::by_name(text).ok_or_else(|| format!("nothing to split by; write {}", either(&words)))
}

pub(super) fn theme(text: &str) -> Result<Theme, String> {
    match fold(text).as_str() {
        "dark" => Ok(Theme::Dark),
        "light" => Ok(Theme::Light),
        "contrast" => Ok(Theme::Contrast),
        _ => Err("no such colours; write dark, light or contrast".to_owned()),
    }
}

pub(super) fn drawing(text: &str) -> Result<Drawing, String> {
    let words: Vec<&str> = Drawing::ALL.iter().map(|drawing| drawing.word()).collect();
    Drawing::by_name(text).ok_or_else(|| format!("nothing to draw; write {}", either(&words)))
}

pub(super) fn lane_key(text: &str) -> Result<LaneKey, String> {
    let labels: Vec<String> = LaneKey::ALL.iter().map(|key| key.label().to_lowercase()).collect();
    let words: Vec<&str> = labels.iter().map(String::as_str).collect();
    let key = LaneKey::ALL.into_iter().find(|key| fold(key.label()) == fold(text));
    key.ok_or_else(|| format!("nothing makes such lanes; write {}", either(&words)))
}

pub(super) fn pages(text: &str) -> Result<Paging, String> {
    if matches!(fold(text).as_str(), "year" | "years") {
        return Ok(Paging::Years);
    }
    let most = Paging::MAX_PAGES;
    let n = pixels(text).filter(|n| (1..=most).contains(n));
    n.map(Paging::Pages).ok_or_else(|| format!("write a number of pages from 1 to {most}, or year for one each year"))
}

pub(super) fn picture_size(text: &str) -> Result<[u32; 2], String> {
    let size = width_and_height(text)?;
    PictureOptions::check_size(size).map(|()| size)
}

fn width_and_height(text: &str) -> Result<[u32; 2], String> {
    let size = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some([pixels(w)?, pixels(h)?]));
    size.ok_or_else(|| "write width and height in pixels, such as 1280x720".to_owned())
}

pub(super) fn size(text: &str) -> Result<[u32; 2], String> {
    let (min, max) = SIZES;
    let size = width_and_height(text)?;
    let fits = size.iter().zip(min.iter().zip(&max)).all(|(n, (min, max))| (min..=max).contains(&n));
    fits.then_some(size).ok_or_else(|| format!("write a size from {}x{} to {}x{}", min[0], min[1], max[0], max[1]))
}

fn pixels(text: &str) -> Option<u32> {
    // `parse` alone takes a sign.
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// What is asked of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Change {
    pub(super) field: String,
    pub(super) entry: Entry,
}

/// `FIELD=VALUE`, `FIELD=`, `FIELD+=VALUE` or `FIELD-=VALUE`.
pub(super) fn change(text: &str) -> Result<Change, String> {
    let (field, value) = text.split_once('=').ok_or("write FIELD=VALUE, such as killed.best=149")?;
    let (field, entry) = match (field.strip_suffix('+'), field.strip_suffix('-')) {
        (Some(field), _) => (field, Entry::With(value.to_owned())),
        (_, Some(field)) => (field, Entry::Without(value.to_owned())),
        _ if value.is_empty() => (field, Entry::Unknown),
        _ => (field, Entry::Is(value.to_owned())),
    };
    if field.is_empty() || value.is_empty() && entry != Entry::Unknown {
        return Err("write FIELD=VALUE, FIELD= for unknown, or FIELD+=VALUE and FIELD-=VALUE for lists".to_owned());
    }
    Ok(Change { field: field.to_owned(), entry })
}

/// A path that ends in `.png`: a picture replaces what is there, so a timeline named by mistake must not be taken.
pub(super) fn picture_path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        let is_png = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
        is_png.then_some(path).ok_or("a picture is written to a name that ends in .png")
    })
}

/// "a, b or c".
fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}
