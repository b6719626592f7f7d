//! Pictures: what they show agrees with the scene and the record, and they are the same each time.

use super::{HARD, exported_parts, with_hard};
use crate::cli::{Folder, daymark};
use daymark::export::{Content, Drawing, Format, Pace, Paging, Part, PictureOptions, Stamp, escape_xml, write};
use daymark::model::Day;
use daymark::query::{CountingRule, Query};
use daymark::view::{LaneKey, Loaded, Metric, Scale, Stacking, Theme, ViewState};
use proptest::prelude::*;
use resvg::usvg::{Node, Options, Tree};

fn parts(name: &str, args: &[&str], options: &PictureOptions) -> Vec<String> {
    exported_parts(name, args, options).into_iter().map(|part| String::from_utf8(part.bytes).unwrap()).collect()
}

/// The picture as a reader of others takes it.
fn tree(svg: &str) -> Tree {
    Tree::from_str(svg, &Options::default()).unwrap_or_else(|err| panic!("{err}\n{svg}"))
}

fn n_of(svg: &str, part: &str) -> usize {
    svg.matches(part).count()
}

/// A timeline of this text, exported.
pub(super) fn made(text: &str, query: &str, options: &PictureOptions, format: Format, marking: &str) -> Vec<Part> {
    let document = daymark::edit::Document::read("hard.ron", text.into());
    let loaded = Loaded::new(vec![document.file_records()]);
    let query = Query::parse(query).unwrap();
    let rows = daymark::export::rows_in_order(&loaded, &loaded.filter(&query).mask);
    let content = Content {
        loaded: &loaded,
        rows: &rows,
        query: &query,
        rule: &CountingRule::default(),
        as_of: None,
        unsaved: &[],
        exported: Day::from_ymd(2026, 11, 23).unwrap(),
        marking,
        story: None,
        picture: options,
    };
    write(format, &content, "o", &mut Pace::new(&mut |_| true)).unwrap()
}

fn hard_svg(query: &str, options: &PictureOptions, marking: &str) -> Vec<String> {
    let parts = made(HARD, query, options, Format::Svg, marking);
    parts.into_iter().map(|part| String::from_utf8(part.bytes).unwrap()).collect()
}

#[test]
fn a_picture_is_read_by_others_and_its_text_is_text() {
    let svg = &parts("o.svg", &["--marking", "A <line>"], &PictureOptions::default())[0];
    let tree = tree(svg);
    assert_eq!((tree.size().width(), svg.contains("width=\"1600\"")), (1600.0, true));
    for words in [
        "<title id=\"title\">Islamic State and IS-KP, 2015–2024, 1 January 2015 to 31 December 2024</title>",
        ">Crocus City Hall attack</text>",
        ">IS-KP</text>",
        ">2024</text>",
        "<title>Period: Territorial caliphate",
        "role=\"graphics-document\"",
    ] {
        assert!(svg.contains(words), "{words} is not there");
    }
    // The marking stands at the top and at the bottom.
    assert_eq!(n_of(svg, ">A &lt;line&gt;</text>"), 2);
    assert!(!svg.contains("href") && !svg.contains("<script"));
}

#[test]
fn every_incident_is_in_a_mark_and_the_stamp_has_the_totals_of_stats() {
    for (query, args) in [("", vec![]), ("branch:is-kp 2021..2024", vec!["--query", "branch:is-kp 2021..2024"])] {
        let options = PictureOptions { drawing: Drawing::Timeline, ..PictureOptions::default() };
        let svg = &parts("o.svg", &args, &options)[0];
        let stats = daymark(&["stats", "--json", "--query", query]).json();
        let n = stats["incidents"].as_u64().unwrap();
        assert!(svg.contains(&format!("Incidents: {n}, of which {} counted", stats["counted"])), "{query}");
        // Some lie before the span of the file, such as the wars of the last century.
        let earlier = if query.is_empty() { 8 } else { 0 };
        assert_eq!(svg.contains("← 8 earlier</text>"), earlier == 8);
        let n = n - earlier;
        assert!(svg.contains(&format!("Timeline in lanes by branch, {n} incidents on these days")), "{query}");
        // A mark for one has a title of its own; one for several says how many.
        let several = svg.match_indices(" incidents, the deadliest ").map(|(at, _)| {
            let before = &svg[..at];
            before[before.rfind('>').unwrap() + 1..].parse::<u64>().unwrap()
        });
        let several: u64 = several.sum();
        let single = n_of(svg, "; killed ") as u64;
        assert_eq!(several + single, n, "{query}: {several} in clusters, {single} alone");
    }
}

#[test]
fn a_strip_has_room_for_most_titles() {
    let options = PictureOptions { drawing: Drawing::Timeline, paging: Paging::Strip, ..PictureOptions::default() };
    let svg = &parts("o.svg", &[], &options)[0];
    let tree = tree(svg);
    assert!(tree.size().width() > 20_000.0);
    let n_titles = n_of(svg, "<text");
    assert!(n_titles > 700, "only {n_titles} texts have room on the strip");
}

#[test]
fn pages_follow_each_other_and_are_of_one_size() {
    let options = |paging, size_px| PictureOptions { paging, size_px, ..PictureOptions::default() };
    let years = parts("o.svg", &["--marking", "M"], &options(Paging::Years, None));
    assert_eq!(years.len(), 10);
    let heights: Vec<f32> = years.iter().map(|svg| tree(svg).size().height()).collect();
    assert!(heights.iter().all(|height| *height == heights[0]), "{heights:?}");
    for (i, svg) in years.iter().enumerate() {
        let year = 2015 + i;
        assert!(svg.contains(&format!("1 January {year} to 31 December {year}")), "{year}");
        assert!(svg.contains(&format!(">{} of 10</text>", i + 1)) && n_of(svg, ">M</text>") == 2, "{year}");
    }
    let three = parts("o.svg", &[], &options(Paging::Pages(3), Some([1_000, 700])));
    assert_eq!(three.len(), 3);
    assert!(three.iter().all(|svg| svg.contains("width=\"1000\" height=\"700\"")));
    assert!(three[0].contains("1 January 2015 to ") && three[2].contains(" to 31 December 2024"));
}

#[test]
fn a_png_has_the_size_asked_for_and_the_same_bytes_each_time() {
    let options = PictureOptions { size_px: Some([640, 480]), ..PictureOptions::default() };
    let args = ["--query", "branch:is-kp 2024"];
    let bytes = exported_parts("o.png", &args, &options).remove(0).bytes;
    let image = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert_eq!(image.dimensions(), (640, 480));
    let ground = *image.get_pixel(1, 1);
    assert!(image.pixels().filter(|pixel| **pixel != ground).count() > 5_000);
    assert_eq!(exported_parts("o.png", &args, &options).remove(0).bytes, bytes);
    for size in [[32_768, 240], [240, 32_768], [240, 240]] {
        let options = PictureOptions { size_px: Some(size), ..PictureOptions::default() };
        let svg = &hard_svg("", &options, "")[0];
        assert!(svg.contains(&format!("width=\"{}\" height=\"{}\"", size[0], size[1])), "{size:?}");
        tree(svg);
    }
}

#[test]
fn hard_texts_and_every_kind_of_view_are_drawn() {
    for lanes in LaneKey::ALL {
        for (metric, scale) in Metric::ALL.into_iter().zip(Scale::ALL.into_iter().cycle()) {
            for (drawing, theme) in Drawing::ALL.into_iter().zip(Theme::ALL) {
                let stacking = if lanes == LaneKey::Kind { Stacking::Plain } else { Stacking::Stacked };
                let view =
                    ViewState { lanes, metric, scale, theme, stacking, cumulative: true, ..ViewState::default() };
                let options = PictureOptions { drawing, view, ..PictureOptions::default() };
                let svg = &hard_svg("", &options, "M & <M>")[0];
                tree(svg);
                assert!(svg.contains("Hard {cases}, &amp; 100% &lt;of&gt; them"));
            }
        }
    }
}

#[test]
fn an_empty_selection_says_so() {
    let svg = &hard_svg("killed>5000", &PictureOptions::default(), "M")[0];
    assert!(svg.contains(">No incident matches the filter</text>") && svg.contains("Incidents: 0, of which 0 counted"));
    tree(svg);
    let png = made(HARD, "killed>5000", &PictureOptions::default(), Format::Png, "").remove(0).bytes;
    assert!(image::load_from_memory(&png).is_ok());
}

#[test]
fn names_in_arabic_script_are_drawn_from_right_to_left_by_the_programs_own_font() {
    let text = HARD.replace("title: \"Month\"", "title: \"د کابل هوايي ډګر ۲۶\"");
    let svg = &hard_svg("id:month", &PictureOptions::default(), &text)[..1][0];
    tree(svg);
    let png = |text: &str| made(text, "", &PictureOptions::default(), Format::Png, "").remove(0).bytes;
    assert_ne!(png(&text), png(HARD));
}

#[test]
fn options_that_make_no_picture_are_refused() {
    let folder = Folder::new(&[("hard.ron", HARD)]);
    let file = folder.at("hard.ron");
    for args in [
        &["--size", "100x100"][..],
        &["--size", "40000x400"],
        &["--size", "30000x30000"],
        &["--size", "1e3x5"],
        &["--draw", "map"],
        &["--pages", "0"],
        &["--pages", "1000"],
        &["--pages", "2", "--strip"],
        &["--lanes", "color"],
        &["--theme", "pink"],
    ] {
        let ran = daymark(&[&["export", &folder.at("o.png"), &file], args].concat());
        assert_eq!(ran.exit(), 2, "{args:?}");
    }
    let ran = daymark(&["export", &folder.at("o.csv"), &file, "--draw", "plot"]);
    assert!(ran.exit() == 2 && ran.err.contains("--draw is for pictures"), "{}", ran.err);
    let ran = daymark(&["export", &folder.at("o.svg"), &file, "--pages", "2", "--draw", "plot", "--theme", "contrast"]);
    assert!(ran.exit() == 0 && ran.err.contains("o-1.svg and "), "{}", ran.err);
    std::fs::remove_file(folder.at("o-1.svg")).unwrap();
    // One of the names is taken, so none is written.
    assert_eq!(daymark(&["export", &folder.at("o.svg"), &file, "--pages", "2"]).exit(), 2);
    assert!(!std::path::Path::new(&folder.at("o-1.svg")).exists());
}

#[test]
fn the_stamp_is_whole_in_the_description() {
    let svg = &hard_svg("", &PictureOptions::default(), "")[0];
    assert!(svg.contains(&escape_xml(&with_hard(Stamp::new).one_line())));
}

fn texts(node: &resvg::usvg::Group, found: &mut Vec<String>) {
    for child in node.children() {
        match child {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => found.extend(text.chunks().iter().map(|chunk| chunk.text().to_owned())),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_escaped_and_read_back_on_one_line(text in ".*") {
        let xml = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title a=\"{0}\">{0}</title></svg>", escape_xml(&text));
        let document = resvg::usvg::roxmltree::Document::parse(&xml);
        let read = document.as_ref().map(|document| document.root_element().first_element_child().unwrap());
        prop_assert!(read.is_ok(), "{xml}");
        let title = read.unwrap();
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        let line = text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let line = line.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        prop_assert_eq!(title.text().unwrap_or(""), &line);
        prop_assert_eq!(title.attribute("a").unwrap_or(""), &line);
    }
}

#[test]
fn texts_are_read_as_texts() {
    let svg = &hard_svg("", &PictureOptions::default(), "")[0];
    let mut options = Options { font_family: "Inter".to_owned(), ..Options::default() };
    for font in daymark::view::Font::ALL {
        options.fontdb_mut().load_font_data(font.bytes().to_vec());
    }
    let mut found = Vec::new();
    texts(Tree::from_str(svg, &options).unwrap().root(), &mut found);
    for words in ["=HYPERLINK(\"https://evil.example\")", "Span", "Month", "Within", "2024", "IS"] {
        assert!(found.iter().any(|text| text.starts_with(words)), "{words} is not in {found:?}");
    }
}
