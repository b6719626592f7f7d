//! Puts the fonts of [`Font`] into egui's families.

use crate::view::Font;
use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

/// Name of the family for headings: semibold.
pub const STRONG: &str = "strong";
/// Name of the family for right-to-left runs; [`super::bidi`] puts them there.
pub const RTL: &str = "rtl";

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
    for font in Font::ALL {
        fonts.font_data.insert(font.name().to_owned(), Arc::new(FontData::from_static(font.bytes())));
    }
    // In each family, the first font that has a character draws it.
    let families = [
        (FontFamily::Proportional, [Font::Inter, Font::Vazirmatn, Font::JetBrainsMono]),
        (FontFamily::Monospace, [Font::JetBrainsMono, Font::Inter, Font::Vazirmatn]),
        (FontFamily::Name(STRONG.into()), [Font::InterSemiBold, Font::Vazirmatn, Font::JetBrainsMono]),
        (FontFamily::Name(RTL.into()), [Font::Vazirmatn, Font::Inter, Font::JetBrainsMono]),
    ];
    for (family, names) in families {
        fonts.families.insert(family, names.map(|font| font.name().to_owned()).to_vec());
    }
    fonts
}
