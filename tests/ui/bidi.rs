//! What stands where on the screen, read from left to right.

use egui::{Color32, Context, FontId};

/// The characters of `text` as they are laid out, sorted by their place.
fn seen(text: &str) -> String {
    let ctx = Context::default();
    daymark::ui::fonts::install(&ctx);
    ctx.run_ui(egui::RawInput::default(), |_| {}).textures_delta.clear();
    let job = daymark::ui::bidi::job(text, FontId::proportional(14.0), Color32::WHITE);
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    assert_eq!(galley.rows.len(), 1, "{text}");
    // egui adds glyphs without width to right-to-left runs, one for each character but the first.
    let shown = galley.rows[0].glyphs.iter().filter(|glyph| glyph.advance_width > 0.0);
    let mut glyphs: Vec<_> = shown.map(|glyph| (glyph.pos.x, glyph.chr)).collect();
    glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
    glyphs.into_iter().map(|(_, c)| c).collect()
}

/// `screen` is given letter by letter from the left, so it reads backward where the script does.
#[track_caller]
fn check(text: &str, screen: &[&str]) {
    let screen: String = screen.concat();
    assert_eq!(seen(text).chars().collect::<Vec<_>>(), screen.chars().collect::<Vec<_>>(), "{text}");
}

fn backward(text: &str) -> String {
    text.chars().rev().collect()
}

#[test]
fn words_run_from_the_right() {
    check("حمله کرمان", &[&backward("حمله کرمان")]);
}

#[test]
fn digits_keep_their_order() {
    check("حمله ۱۴۰۲", &["۱۴۰۲", &backward("حمله ")]);
    check("الموصل ٢٠١٧", &["٢٠١٧", &backward("الموصل ")]);
    check("۱۴۰۲", &["۱۴۰۲"]);
    check("٢٠١٧", &["٢٠١٧"]);
    check("کرمان 84", &["84", &backward("کرمان ")]);
}

#[test]
fn a_date_of_persian_digits_stays_whole() {
    check("۱۴۰۲/۱۰/۱۳ – 3 January 2024", &["۱۴۰۲/۱۰/۱۳ – 3 January 2024"]);
    check("حمله ۱۴۰۲/۱۰/۱۳", &["۱۴۰۲/۱۰/۱۳", &backward("حمله ")]);
}

#[test]
fn a_name_in_latin_text_turns_alone() {
    check("Kerman (کرمان) 84 killed", &["Kerman (", &backward("کرمان"), ") 84 killed"]);
}

#[test]
fn brackets_in_a_right_to_left_run_turn() {
    // The characters turn here; the shaper mirrors their shapes.
    check("حمله (کرمان)", &[&backward("حمله (کرمان)")]);
}

#[test]
fn signs_between_two_numbers_turn() {
    check("کرمان ۱۲ (۳)", &["(۳) ۱۲", &backward("کرمان ")]);
}

#[test]
fn text_without_right_to_left_letters_is_one_plain_section() {
    for text in ["Crocus City Hall", "Крокус Сити Холл", "", "144–150"] {
        let job = daymark::ui::bidi::job(text, FontId::proportional(14.0), Color32::WHITE);
        assert_eq!((job.text.as_str(), job.sections.len()), (text, 1));
    }
}

#[test]
fn line_breaks_become_spaces() {
    check("one\ntwo", &["one two"]);
    check("کرمان\nحمله", &[&backward("کرمان حمله")]);
}

#[test]
fn a_label_is_spoken_as_it_is_written() {
    use egui_kittest::kittest::Queryable as _;
    let text = "حمله (کرمان) ۱۴۰۲";
    let mut harness =
        egui_kittest::Harness::builder().with_context_setup(daymark::ui::fonts::install).build_ui(move |ui| {
            daymark::ui::bidi::label(ui, text, FontId::proportional(14.0), Color32::WHITE);
        });
    harness.run();
    let _ = harness.get_by_label(text);
}

#[test]
fn a_label_without_room_is_cut_off() {
    let text = "حمله (کرمان) ۱۴۰۲ Kerman";
    for width_pt in 0..120 {
        let harness = egui_kittest::Harness::builder()
            .with_size([width_pt as f32, 40.0])
            .with_context_setup(daymark::ui::fonts::install)
            .build_ui(move |ui| {
                let response = daymark::ui::bidi::label(ui, text, FontId::proportional(14.0), Color32::WHITE);
                assert!(response.rect.height() < 24.0, "two lines at {width_pt} points");
            });
        drop(harness);
    }
}
