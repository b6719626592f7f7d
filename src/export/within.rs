//! Pictures within pages and slides: one picture of a size, of what is exported or of what a step of a story shows.

use super::picture::{self, fonts, png, tree_of};
use super::{Content, Drawing, ExportError, Pace, Paging, PictureOptions, Stamp};
use crate::view::{Centre, StoryStep, Theme, ViewState};

/// Dots for each point of a picture of pixels.
const SHARPNESS: u32 = 2;

/// A picture as SVG; without a height it is as high as its lanes need.
pub(super) fn svg(
    content: &Content<'_>,
    drawing: Drawing,
    size_px: Option<[u32; 2]>,
    view: ViewState,
    pace: &mut Pace<'_>,
) -> Result<String, ExportError> {
    let options = PictureOptions { drawing, paging: Paging::One, size_px, view };
    let svgs = picture::svgs(&Content { picture: &options, story: None, ..*content }, pace)?;
    svgs.into_iter().next().ok_or_else(|| ExportError::Failed("no picture was drawn".to_owned()))
}

/// A picture as PNG, twice as fine as its size says.
pub(super) fn png_of(svg: &str, [width, height]: [u32; 2]) -> Result<Vec<u8>, ExportError> {
    let size = |by: u32| format!(" width=\"{}\" height=\"{}\" ", width * by, height * by);
    png(&tree_of(&svg.replacen(&size(1), &size(SHARPNESS), 1), &fonts())?)
}

/// What the view of a step looks like on paper; `None` where it shows a table or a comparison.
pub(super) fn view_of(content: &Content<'_>, step: &StoryStep) -> Option<ViewState> {
    let view = step.view.shown(&content.picture.view, content.loaded);
    (view.centre == Centre::Timeline).then_some(ViewState { theme: Theme::Light, ..view })
}

/// What a picture shows, in words, for those who do not see it.
pub(super) fn about(drawing: Drawing, stamp: &Stamp) -> String {
    let headline = stamp.rule.headline;
    format!(
        "{}: {} incidents, of which {} counted; killed {}; injured {}",
        drawing.label(),
        stamp.totals.incidents,
        stamp.totals.counted,
        stamp.totals.killed.words_by(headline),
        stamp.totals.injured.words_by(headline),
    )
}
