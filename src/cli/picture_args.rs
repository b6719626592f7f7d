//! The options of `export` that say what a picture shows and how large it is.

use super::values;
use crate::export::{Drawing, Paging, PictureOptions};
use crate::view::{LaneKey, Theme, ViewState};

#[derive(clap::Args, Debug)]
pub(super) struct PictureArgs {
    /// Pictures: what is drawn: timeline, plot or both
    #[arg(long, value_name = "WHAT", value_parser = values::drawing)]
    draw: Option<Drawing>,
    /// Pictures: width and height in pixels, up to 32768 on a side; without it 1600 wide and as high as the lanes need
    #[arg(long, value_name = "WxH", value_parser = values::picture_size)]
    size: Option<[u32; 2]>,
    /// Pictures: so many that follow each other, OUT-1 and so on; `year` for one each year
    #[arg(long, value_name = "N|year", value_parser = values::pages)]
    pages: Option<Paging>,
    /// Pictures: one strip as long as its titles need
    #[arg(long, conflicts_with_all = ["pages", "size"])]
    strip: bool,
    /// Pictures: colours: light, dark or contrast
    #[arg(long, value_name = "NAME", value_parser = values::theme)]
    theme: Option<Theme>,
    /// Pictures: what makes the lanes: branch, country, region, kind, attack or target
    #[arg(long, value_name = "KEY", value_parser = values::lane_key)]
    lanes: Option<LaneKey>,
}

impl PictureArgs {
    /// The first of these options that was given.
    pub(super) fn first_given(&self) -> Option<&'static str> {
        let given = [
            ("--draw", self.draw.is_some()),
            ("--size", self.size.is_some()),
            ("--pages", self.pages.is_some()),
            ("--strip", self.strip),
            ("--theme", self.theme.is_some()),
            ("--lanes", self.lanes.is_some()),
        ];
        given.into_iter().find(|(_, is_given)| *is_given).map(|(name, _)| name)
    }

    /// The options as asked for, the usual ones elsewhere.
    pub(super) fn options(&self) -> PictureOptions {
        let usual = PictureOptions::default();
        PictureOptions {
            drawing: self.draw.unwrap_or(usual.drawing),
            paging: if self.strip { Paging::Strip } else { self.pages.unwrap_or(usual.paging) },
            size_px: self.size,
            view: ViewState {
                theme: self.theme.unwrap_or(usual.view.theme),
                lanes: self.lanes.unwrap_or(usual.view.lanes),
                ..usual.view
            },
        }
    }
}
