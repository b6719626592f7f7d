//! The fonts the program brings along, so that text looks the same on every machine.
//!
//! Latin, Greek and Cyrillic are Inter's, Arabic script is Vazirmatn's, file excerpts are JetBrains Mono's; where
//! they come from and how they were cut down is in `assets/fonts/README.md`. Hebrew, Devanagari, Chinese, Japanese
//! and Korean are left out: such a character is shown as a box.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

/// Name of the family for headings: semibold.
pub const STRONG: &str = "strong";
/// Name of the family for right-to-left runs; [`super::bidi`] puts them there.
pub const RTL: &str = "rtl";

const INTER: &str = "Inter";
const INTER_SEMIBOLD: &str = "Inter SemiBold";
const JETBRAINS_MONO: &str = "JetBrains Mono";
const VAZIRMATN: &str = "Vazirmatn";

/// Replaces all fonts of `ctx` by the program's own, from the next pass on.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The heading font, `size_pt` points high.
#[must_use]
pub fn strong(size_pt: f32) -> FontId {
    FontId::new(size_pt, FontFamily::Name(STRONG.into()))
}

/// The font for right-to-left runs, `size_pt` points high.
#[must_use]
pub fn rtl(size_pt: f32) -> FontId {
    FontId::new(size_pt, FontFamily::Name(RTL.into()))
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 4] = [
        (INTER, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
        (INTER_SEMIBOLD, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
        (JETBRAINS_MONO, include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf")),
        (VAZIRMATN, include_bytes!("../../assets/fonts/Vazirmatn-Regular.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // In each family, the first font that has a character draws it.
    let families = [
        (FontFamily::Proportional, [INTER, VAZIRMATN, JETBRAINS_MONO]),
        (FontFamily::Monospace, [JETBRAINS_MONO, INTER, VAZIRMATN]),
        (FontFamily::Name(STRONG.into()), [INTER_SEMIBOLD, VAZIRMATN, JETBRAINS_MONO]),
        (FontFamily::Name(RTL.into()), [VAZIRMATN, INTER, JETBRAINS_MONO]),
    ];
    for (family, names) in families {
        fonts.families.insert(family, names.map(str::to_owned).to_vec());
    }
    fonts
}
