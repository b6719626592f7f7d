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
#[cfg(feature = "ui")]
use crate::view::ViewState;

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
        rule: filter.rule.to_string(),
    };
    let asked = filter.ask(open(&form.files)?, today);
    if let Some(id) = args.select.as_deref().filter(|id| asked.loaded.catalog.row(id).is_none()) {
        return Err(CliError::Hinted(format!("no incident has the id `{id}`"), near_ids(&asked.loaded.catalog, id)));
    }
    let picture = draw(&asked, &args)?;
    store::write_new_or_replace(&form.out, &picture)?;
    Ok(asked.answer(String::new()))
}

/// The bytes of a PNG file.
#[cfg(feature = "ui")]
fn draw(asked: &Asked, args: &ShotArgs) -> Result<Vec<u8>, CliError> {
    let state = ViewState {
        query: args.query.clone(),
        rule: args.rule.clone(),
        selection: args.select.iter().cloned().collect(),
        theme: args.theme,
        ..ViewState::default()
    };
    let picture = crate::ui::shot::picture(&asked.documents, &asked.loaded, &state, args.size);
    picture.map_err(|err| CliError::Hinted(err.to_string(), "try another size".to_owned()))
}

#[cfg(not(feature = "ui"))]
fn draw(_: &Asked, _: &ShotArgs) -> Result<Vec<u8>, CliError> {
    Err(CliError::Hinted("this build has no pictures".to_owned(), "build it with the feature `ui`".to_owned()))
}
