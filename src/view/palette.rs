//! Colours as plain sRGB, defined once. `ui::theme` turns them into egui's; pictures read them as they are.
//!
//! The eight hues follow Okabe and Ito's set for colour-blind readers ("Color Universal Design", 2008), lightened for
//! the dark ground and darkened for the light one until each stands at 3:1 or better (WCAG 2.2, 1.4.11).

/// An opaque sRGB colour.
pub type Rgb = [u8; 3];

/// A set of colours that go together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, serde::Serialize, serde::Deserialize)]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// White and yellow on black, strong edges.
    Contrast,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Contrast];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dark => "Dark",
            Self::Light => "Light",
            Self::Contrast => "High contrast",
        }
    }

    /// The theme's colours.
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
            Self::Contrast => &CONTRAST,
        }
    }
}

/// Number of hues; a ninth group and all after it are grey.
pub const N_HUES: usize = 8;

/// The colours of a theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Behind everything.
    pub ground: Rgb,
    /// Behind panels.
    pub panel: Rgb,
    /// Fields and buttons.
    pub raised: Rgb,
    /// A button under the pointer.
    pub hovered: Rgb,
    /// Lines between things.
    pub line: Rgb,
    /// Grid of the axis.
    pub grid: Rgb,
    /// Every other lane.
    pub lane: Rgb,
    /// Text.
    pub text: Rgb,
    /// Text that matters less.
    pub weak: Rgb,
    /// Headings and chosen things.
    pub strong: Rgb,
    /// Selection, focus and links.
    pub accent: Rgb,
    /// Ground of a selection.
    pub accent_ground: Rgb,
    /// Errors.
    pub error: Rgb,
    /// Warnings and doubts.
    pub warning: Rgb,
    /// Bands of periods.
    pub period: Rgb,
    /// Groups, in order of size.
    pub hues: [Rgb; N_HUES],
    /// The group of all the rest.
    pub grey: Rgb,
}

impl Palette {
    /// The colour of the group at this place in order of size; grey from the ninth on.
    pub fn hue(&self, group: usize) -> Rgb {
        self.hues.get(group).copied().unwrap_or(self.grey)
    }
}

static DARK: Palette = Palette {
    ground: [18, 21, 26],
    panel: [24, 28, 34],
    raised: [36, 41, 50],
    hovered: [48, 55, 67],
    line: [52, 59, 71],
    grid: [34, 39, 47],
    lane: [22, 26, 31],
    text: [208, 213, 221],
    weak: [142, 150, 163],
    strong: [240, 243, 247],
    accent: [106, 176, 255],
    accent_ground: [38, 70, 110],
    error: [255, 128, 120],
    warning: [240, 190, 90],
    period: [70, 82, 100],
    hues: [
        [240, 122, 76],
        [86, 180, 233],
        [62, 190, 150],
        [240, 210, 90],
        [214, 140, 190],
        [120, 140, 240],
        [190, 200, 110],
        [226, 164, 120],
    ],
    grey: [138, 146, 158],
};

static LIGHT: Palette = Palette {
    ground: [255, 255, 255],
    panel: [246, 247, 249],
    raised: [233, 236, 240],
    hovered: [220, 225, 232],
    line: [205, 210, 218],
    grid: [232, 235, 239],
    lane: [249, 250, 251],
    text: [40, 46, 56],
    weak: [96, 104, 117],
    strong: [14, 18, 24],
    accent: [0, 92, 184],
    accent_ground: [205, 226, 248],
    error: [178, 32, 26],
    warning: [140, 88, 0],
    period: [196, 204, 216],
    hues: [
        [200, 72, 16],
        [0, 110, 178],
        [0, 126, 92],
        [150, 116, 0],
        [172, 74, 134],
        [78, 84, 190],
        [102, 118, 20],
        [148, 88, 46],
    ],
    grey: [112, 119, 130],
};

static CONTRAST: Palette = Palette {
    ground: [0, 0, 0],
    panel: [0, 0, 0],
    raised: [20, 20, 20],
    hovered: [60, 60, 60],
    line: [190, 190, 190],
    grid: [70, 70, 70],
    lane: [14, 14, 14],
    text: [255, 255, 255],
    weak: [220, 220, 220],
    strong: [255, 255, 255],
    accent: [255, 230, 0],
    accent_ground: [70, 62, 0],
    error: [255, 140, 140],
    warning: [255, 200, 60],
    period: [90, 90, 90],
    hues: [
        [255, 140, 80],
        [110, 200, 255],
        [70, 230, 180],
        [255, 235, 90],
        [255, 150, 215],
        [150, 165, 255],
        [215, 230, 110],
        [255, 190, 140],
    ],
    grey: [190, 190, 190],
};
