//! What a query that is being typed could go on with.

use crate::sample::{columns, incident, killed};
use daymark::model::Incident;
use daymark::query::{Query, complete};

fn offers(text: &str) -> Vec<String> {
    let mut other = Incident { tags: vec!["external operation".into()], ..killed(1, 1, 1) };
    other.place.admin1 = Some("Moscow Oblast".to_owned());
    let (_, columns, _) = columns([other, incident("b", "2024-03-23")]);
    let offers = complete(text, text.len(), &columns);
    offers
        .iter()
        .map(|offer| format!("{}{}", &text[..offer.at.start], offer.text))
        .inspect(|whole| assert!(whole.ends_with([':', '=']) || Query::parse(whole).is_ok(), "{whole}"))
        .collect()
}

#[test]
fn keys_and_values_are_completed() {
    assert_eq!(offers("bra"), ["branch:"]);
    assert_eq!(offers("kill"), ["killed>="]);
    assert_eq!(offers("kabul (so"), ["kabul (sources>=", "kabul (source:", "kabul (source-kind:"].map(str::to_owned));
    assert_eq!(offers("-bra"), ["-branch:"]);
    assert_eq!(offers("kind:fo"), ["kind:FoiledPlot"]);
    assert_eq!(offers("branch:khor"), ["branch:is-kp"]);
    assert_eq!(offers("tag:ext"), ["tag:\"external operation\""]);
    assert_eq!(offers("tag:\"external op"), ["tag:\"external operation\""]);
    assert_eq!(offers("admin1:mos"), ["admin1:\"Moscow Oblast\""]);
    assert_eq!(offers("missing:inj"), ["missing:injured"]);
}

#[test]
fn nothing_is_offered_where_nothing_fits() {
    for text in ["", "kabul ", "\"bran", "knd:att", "kind:Attack", "near:34", "2024"] {
        assert_eq!(offers(text), Vec::<String>::new(), "{text}");
    }
}
