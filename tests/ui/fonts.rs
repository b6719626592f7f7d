//! Every character that the timelines and the panels use has a glyph, and figures are of one width.

use egui::{Context, FontFamily, FontId};

const SAMPLES: [&str; 9] = [
    "Крокус Сити Холл",
    "Αθήνα",
    "İığüşöçŠđčćžłńőťřășȚ",
    "Việt ệ Ọ̀yọ́",
    "ʿAbd al-Raḥmān, Ṭālib, Қарағанда, Душанбе Ҷ Ӣ",
    "–—…“”‘’«»№·×°€†‡",
    "→←↑↓≥≤≠±•",
    "کرمان حمله ۱۴۰۲ پښتو ټکی ځ څ ډ ړ ږ ښ ګ ڼ ې ۍ ئ",
    "الموصل ٢٠١٧، «أحرار»؟ ةىإآؤ ٹڈڑے \u{200c}",
];

/// A context that has run once, as fonts come with the first pass.
fn context() -> Context {
    let ctx = Context::default();
    daymark::ui::fonts::install(&ctx);
    ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
    ctx
}

fn families() -> [FontFamily; 4] {
    [
        FontFamily::Proportional,
        FontFamily::Monospace,
        daymark::ui::fonts::strong(1.0).family,
        daymark::ui::fonts::rtl(1.0).family,
    ]
}

#[test]
fn every_family_has_every_character() {
    let ctx = context();
    for family in families() {
        let font = FontId::new(14.0, family);
        for c in SAMPLES.iter().flat_map(|sample| sample.chars()) {
            assert!(ctx.fonts_mut(|fonts| fonts.has_glyph(&font, c)), "{c:?} U+{:04X} in {:?}", c as u32, font.family);
        }
    }
}

#[test]
fn figures_are_of_one_width() {
    let ctx = context();
    for family in families() {
        let font = FontId::new(14.0, family);
        let width = |c| ctx.fonts_mut(|fonts| fonts.glyph_width(&font, c));
        assert!(('0'..='9').all(|figure| width(figure) == width('0')), "{:?}", font.family);
    }
}

#[test]
fn file_text_is_shown_as_it_is() {
    let ctx = context();
    let job = |text: &str| {
        let format = egui::TextFormat::simple(FontId::monospace(13.0), egui::Color32::WHITE);
        ctx.fonts_mut(|fonts| fonts.layout_job(egui::text::LayoutJob::single_section(text.to_owned(), format)))
    };
    for (text, n) in [("-> != >= == // www", 18), ("fi fl ffi 2x3", 13)] {
        let galley = job(text);
        let glyphs = &galley.rows[0].glyphs;
        assert_eq!(glyphs.len(), n);
        let width = glyphs[0].advance_width;
        assert!(glyphs.iter().all(|glyph| (glyph.advance_width - width).abs() < 1e-3), "{text}");
    }
}

#[test]
fn all_families_have_rows_of_one_height() {
    let ctx = context();
    let heights = families().map(|family| ctx.fonts_mut(|fonts| fonts.row_height(&FontId::new(14.0, family))));
    assert!(heights.iter().all(|height| height == &heights[0]), "{heights:?}");
}
