//! The fonts the program brings along, so that text looks the same on every machine, on screen and in exports.
//!
//! Latin, Greek and Cyrillic are Inter's, Arabic script is Vazirmatn's, file excerpts are JetBrains Mono's; where
//! they come from and how they were cut down is in `assets/fonts/README.md`. Hebrew, Devanagari, Chinese, Japanese
//! and Korean are left out: such a character is shown as a box.

/// A font that is built into the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Font {
    /// Text.
    Inter,
    /// Headings.
    InterSemiBold,
    /// File excerpts.
    JetBrainsMono,
    /// Arabic script.
    Vazirmatn,
}

impl Font {
    /// Every font.
    pub const ALL: [Self; 4] = [Self::Inter, Self::InterSemiBold, Self::JetBrainsMono, Self::Vazirmatn];

    /// Its name, such as "Inter SemiBold".
    pub fn name(self) -> &'static str {
        match self {
            Self::Inter => "Inter",
            Self::InterSemiBold => "Inter SemiBold",
            Self::JetBrainsMono => "JetBrains Mono",
            Self::Vazirmatn => "Vazirmatn",
        }
    }

    /// The file, an OpenType font with TrueType outlines.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Inter => include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
            Self::InterSemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
            Self::JetBrainsMono => include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"),
            Self::Vazirmatn => include_bytes!("../../assets/fonts/Vazirmatn-Regular.ttf"),
        }
    }
}
