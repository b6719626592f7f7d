//! The HTML page as a parser of browsers reads it.

use super::{exported, exported_bytes, hard};
use daymark::export::escape_markup;
use daymark::view::{SavedView, Story, StoryStep};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use std::collections::HashSet;

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).iter().map(text).collect()
}

/// What a parser gives back of a text: no control characters, line ends as `\n`.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

proptest! {
    #[test]
    fn any_text_comes_back(text in prop_oneof![".*", "[<>&\"'/a-z!\\-\r\n\t \0]{0,60}", "(</script>|<!--|&amp;|&#0;|]]>|\u{ffff}|x){0,9}"]) {
        let page = format!("<p title=\"{0}\">x{0}</p>", escape_markup(&text));
        let page = Html::parse_fragment(&page);
        let p = all(&page, "p")[0];
        prop_assert_eq!(p.text().collect::<String>(), format!("x{}", plain(&text)));
        prop_assert_eq!(p.value().attr("title").unwrap(), plain(&text));
        let xml = format!("<t a=\"{0}\">{0}</t>", escape_markup(&text));
        let document = roxmltree::Document::parse(&xml).unwrap();
        prop_assert_eq!(document.root_element().text().unwrap_or(""), plain(&text));
    }
}

#[test]
fn it_loads_nothing_and_every_link_inside_has_its_place() {
    for page in [exported("o.html", &["--query", "branch:is-kp 2024", "--marking", "M"]), hard("o.html", &[])] {
        let page = Html::parse_document(&page);
        assert!(all(&page, "link, iframe, object, embed, [src]:not([src^='data:']), base, [onclick]").is_empty());
        let policy = all(&page, "meta[http-equiv]")[0].value().attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        let ids: Vec<&str> = all(&page, "[id]").iter().map(|element| element.value().attr("id").unwrap()).collect();
        let places: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(places.len(), ids.len());
        for link in all(&page, "a[href]") {
            let href = link.value().attr("href").unwrap();
            match href.strip_prefix('#') {
                Some(place) => assert!(places.contains(place), "{href}"),
                None => {
                    assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}");
                    assert_eq!(link.value().attr("rel"), Some("noreferrer noopener"));
                }
            }
        }
        for named in all(&page, "[aria-labelledby]") {
            assert!(places.contains(named.value().attr("aria-labelledby").unwrap()));
        }
        assert!(all(&page, "th:not([scope]), table:not(:has(caption)), img:not([alt])").is_empty());
        let levels: Vec<u32> =
            all(&page, "h1,h2,h3,h4,h5,h6").iter().map(|h| h.value().name()[1..].parse().unwrap()).collect();
        assert!(levels[0] == 1 && levels.windows(2).all(|two| two[1] <= two[0] + 1), "{levels:?}");
    }
}

/// What the policy lets run is the script that is there.
#[test]
fn the_policy_names_the_script() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let page = Html::parse_document(&hard("o.html", &[]));
    let [script] = all(&page, "script")[..] else { panic!("one script") };
    let hash = sha2::Sha256::digest(script.text().collect::<String>());
    let hash = base64::engine::general_purpose::STANDARD.encode(hash);
    let policy = all(&page, "meta[http-equiv]")[0].value().attr("content").unwrap();
    assert!(policy.contains(&format!("script-src 'sha256-{hash}'")), "the script has changed: {hash}");
}

#[test]
fn an_incident_says_what_the_record_says() {
    let page = Html::parse_document(&hard("o.html", &["--marking", "M \"</style>"]));
    assert_eq!(texts(&page, ".marking"), ["M \"</style>", "M \"</style>"]);
    let titles = ["Month", "=HYPERLINK(\"https://evil.example\")", "Within", "Span"];
    assert_eq!(texts(&page, "h4"), titles);
    assert_eq!(texts(&page, "bdi[lang=und-Arab]"), ["بامیان"]);
    let times: Vec<&str> = all(&page, "time").iter().map(|time| time.value().attr("datetime").unwrap()).collect();
    assert_eq!(times, ["2024-03", "2024-03-22", "2024-06-09", "2024-06-10", "2024-12-30", "2025-01-02"]);
    let article = texts(&page, "#i-day")[0].clone();
    for words in [
        "Town; here, there, Russia",
        "fifth <script>",
        "Killed 1–1,300 (2) 1 2 1,300",
        "March 2024 2 – Paper, & Sons [1]",
        "* another | one",
        "Sources: [1] [2]",
    ] {
        assert!(article.contains(words), "{words} is not in {article}");
    }
    assert!(texts(&page, "#i-month")[0].contains("Afghanistan (the country only)"));
    assert!(texts(&page, "#s1")[0].contains("A {title}: 50% & \\more_"));
    assert_eq!(texts(&page, "title"), ["Hard {cases}, & 100% <of> them"]);
}

#[test]
fn nothing_found_is_said() {
    let page = Html::parse_document(&exported("o.html", &["--query", "nothing-has-this-word"]));
    assert!(all(&page, "article").is_empty());
    assert!(texts(&page, "main")[0].contains("No incident matches the filter."));
}

pub(super) fn story() -> Story {
    let view = SavedView { query: "branch:is-kp country:RUS 2024".to_owned(), ..SavedView::default() };
    let text = "One **bold** word, [the attack](incident:2024-03-22-crocus-city-hall), [none](incident:gone), \
                [bad](javascript:alert(1)).\n\n- first\n  - inner\n- second\n\n3. third\n\n> said\n\n# Head\n\n<b>raw</b>";
    let step = |title: &str, view: SavedView| StoryStep {
        title: title.to_owned(),
        text: text.to_owned(),
        notes: "Speak *slowly*".to_owned(),
        view,
    };
    let known = SavedView { as_of: Some("2024-03-22".parse().unwrap()), ..view.clone() };
    let broken = SavedView { query: "(((".to_owned(), ..view.clone() };
    Story {
        title: "A <story>".to_owned(),
        about: "About it".to_owned(),
        steps: vec![step("What happened?", view), step("As known", known), step("Broken", broken)],
    }
}

#[test]
fn a_story_is_read_in_order_with_its_figures() {
    let text = String::from_utf8(exported_bytes("o.html", &["--query", "branch:is-kp 2024"], Some(&story()))).unwrap();
    let page = Html::parse_document(&text);
    assert_eq!(texts(&page, ".step h3"), ["1. What happened?", "2. As known", "3. Broken"]);
    let steps = texts(&page, ".step");
    let stats = crate::cli::daymark(&["stats", "--json", "--query", "branch:is-kp country:RUS 2024"]).json();
    let low = daymark::model::thousands(stats["killed"]["low"].as_u64().unwrap());
    assert!(steps[0].contains(&format!("Killed {low}")), "{}", steps[0]);
    assert!(steps[1].contains("as known on 22 March 2024") && steps[2].contains("cannot be read"));
    assert!(steps[0].contains("none (not in the open files), bad.") && steps[0].contains("<b>raw</b>"));
    assert_eq!(all(&page, ".step ul ul").len(), 3);
    assert_eq!(all(&page, ".step li[value='3']").len(), 3);
    assert_eq!(texts(&page, ".step strong")[0], "bold");
    assert_eq!(all(&page, ".step a[href='#i-2024-03-22-crocus-city-hall']").len(), 3);
    assert!(!text.contains("slowly"), "notes are for who presents it");
}
