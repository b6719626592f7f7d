//! `daymark shot`: the window as a picture, without a window.
//!
//! The picture itself is made by `ui`; without the feature `ui` a build has none.

use super::args::ShotForm;
use super::ask::{Asked, Filter};
use super::open::open;
use super::show::near_ids;
use super::{Answer, CliError};
use crate::model::Day;
use crate::store;
use crate::view::Theme;

/// What the picture shows of the open timelines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShotArgs {
    /// Width and height in pixels, 320 × 240 to 8192 × 8192.
    pub size: [u32; 2],
    /// Its colours.
    pub theme: Theme,
    /// Id of the incident that the details show; there is one with this present or previous id.
    pub select: Option<String>,
    /// Canonical text of the filter; empty is everything.
    pub query: String,
    /// Name of the counting rule.
    pub rule: String,
}

pub(super) fn shot(form: ShotForm, today: Day) -> Result<Answer, CliError> {
    let filter = Filter::read(&form.filter)?;
    let args = ShotArgs {
        size: form.size,
        theme: form.theme,
        select: form.select,
        query: filter.query.to_string(),
        rule: filter.rule.name.to_owned(),
    };
    let asked = filter.ask(open(&form.files)?, today);
    if let Some(id) = args.select.as_deref().filter(|id| asked.loaded.catalog.row(id).is_none()) {
        return Err(CliError::Hinted(format!("no incident has the id `{id}`"), near_ids(&asked.loaded.catalog, id)));
    }
    let picture = draw(&asked, &args)?;
    store::write_new_or_replace(&form.out, &picture)?;
    Ok(asked.answer(String::new()))
}

// CALL SITE of `crate::ui::shot::picture`, to be connected where `ui` is part of the crate: it takes
// `asked.loaded` (the timelines as known on the day asked for), `asked.documents` (for their problems) and `args`, and
// gives the bytes of a PNG file.
#[cfg(feature = "ui")]
fn draw(_asked: &Asked, _args: &ShotArgs) -> Result<Vec<u8>, CliError> {
    Err(no_pictures())
}

#[cfg(not(feature = "ui"))]
fn draw(_asked: &Asked, _args: &ShotArgs) -> Result<Vec<u8>, CliError> {
    Err(no_pictures())
}

fn no_pictures() -> CliError {
    CliError::Hinted("this build has no pictures".to_owned(), "build it with the feature `ui`".to_owned())
}
