//! What a picture shows and how large it is.

use crate::view::{Theme, ViewState};

/// Most pixels on a side.
const MAX_SIDE_PX: u32 = 32_768;
/// Least pixels on a side.
const MIN_SIDE_PX: u32 = 240;
/// Most pixels in all.
const MAX_PX: u64 = 200_000_000;

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Drawing {
    /// The lanes.
    Timeline,
    /// The casualty plot.
    Plot,
    /// The lanes above the plot.
    #[default]
    Both,
}

/// How the days are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paging {
    /// All in one picture.
    #[default]
    One,
    /// One picture as long as its days need, so that titles have room.
    Strip,
    /// A picture for each calendar year.
    Years,
    /// So many pictures of as many days each.
    Pages(u32),
}

/// What a picture shows and how large it is.
#[derive(Clone, PartialEq, Debug)]
pub struct PictureOptions {
    /// What is drawn.
    pub drawing: Drawing,
    /// How the days are laid out.
    pub paging: Paging,
    /// Width and height in pixels, as [`PictureOptions::check_size`] allows; `None` is 1,600 wide and as high as the lanes need.
    /// A strip has its own.
    pub size_px: Option<[u32; 2]>,
    /// Lanes, colors, plot, days and theme; of the incidents only those that the content names are drawn. Without days
    /// they are those of the incidents.
    pub view: ViewState,
}

impl Default for PictureOptions {
    fn default() -> Self {
        let view = ViewState { theme: Theme::Light, ..ViewState::default() };
        Self { drawing: Drawing::default(), paging: Paging::default(), size_px: None, view }
    }
}

impl Drawing {
    /// Every drawing, in the order lists are shown.
    pub const ALL: [Self; 3] = [Self::Both, Self::Timeline, Self::Plot];

    /// The word that the command line takes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Plot => "plot",
            Self::Both => "both",
        }
    }

    /// The words that the screen shows.
    pub fn label(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Plot => "Casualty plot",
            Self::Both => "Timeline and casualty plot",
        }
    }

    /// The drawing of that word; case does not matter.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|drawing| drawing.word().eq_ignore_ascii_case(name))
    }

    pub(super) fn has_lanes(self) -> bool {
        self != Self::Plot
    }

    pub(super) fn has_plot(self) -> bool {
        self != Self::Timeline
    }
}

impl From<u32> for Paging {
    fn from(n: u32) -> Self {
        Self::Pages(n)
    }
}

impl Paging {
    /// Most pages.
    pub const MAX_PAGES: u32 = 120;

    /// The words that the screen shows.
    pub fn label(self) -> String {
        match self {
            Self::One => "One picture".to_owned(),
            Self::Strip => "One long strip".to_owned(),
            Self::Years => "A picture for each year".to_owned(),
            Self::Pages(n) => format!("{n} pictures"),
        }
    }
}

impl PictureOptions {
    /// Whether a picture of this size in pixels can be drawn.
    ///
    /// # Errors
    /// What sizes can, in words.
    pub fn check_size([width, height]: [u32; 2]) -> Result<(), String> {
        let fits = |side: u32| (MIN_SIDE_PX..=MAX_SIDE_PX).contains(&side);
        if !fits(width) || !fits(height) {
            return Err(format!("a picture has {MIN_SIDE_PX} to {MAX_SIDE_PX} pixels on each side"));
        }
        if u64::from(width) * u64::from(height) > MAX_PX {
            return Err(format!("a picture has at most {} million pixels in all", MAX_PX / 1_000_000));
        }
        Ok(())
    }
}
