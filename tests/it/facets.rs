//! Facets: their counts are what their terms find, and picking them writes the query.

use crate::sample::{columns, killed};
use crate::totals::incidents;
use daymark::model::{Incident, Vocabulary};
use daymark::query::{Facet, Facets, Mask, Picked, Query};
use proptest::prelude::*;

const QUERIES: [&str; 7] = [
    "",
    "branch:is-kp",
    "kind:Attack -branch:taliban",
    "(country:AFG OR country:IRQ) killed>=20",
    "missing:killed",
    "2016 confidence:High",
    "killed:10..24 OR target:Police",
];

proptest! {
    #[test]
    fn a_count_is_what_its_term_finds(incidents in incidents(), query in prop::sample::select(QUERIES.to_vec())) {
        let (_, columns, text) = columns(incidents);
        let query = Query::parse(query).unwrap();
        let find = |query: &Query| query.filter(&columns, &text).mask;
        let facets = Facets::new(&columns, &query, &find(&query), find);
        for facet in &facets.facets {
            let rest = query.without_facet(facet.facet);
            for value in &facet.values {
                let found = find(&rest.and(&Query::parse(&value.term).unwrap())).count();
                prop_assert_eq!(value.n as usize, found, "{} of {} in {}", &value.term, facet.facet.label(), &query);
                prop_assert!(value.by_year.iter().sum::<u32>() <= value.n);
                prop_assert_eq!(value.picked, query.picks(facet.facet, &value.term));
            }
        }
    }

    #[test]
    fn picking_is_there_and_back(
        incidents in incidents(),
        query in prop::sample::select(QUERIES.to_vec()),
        at in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        picked in prop::sample::select(vec![Picked::In, Picked::Out]),
    ) {
        let (_, columns, text) = columns(incidents);
        let query = Query::parse(query).unwrap();
        let find = |query: &Query| query.filter(&columns, &text).mask;
        let facets = Facets::new(&columns, &query, &find(&query), find);
        prop_assume!(!facets.facets.is_empty());
        let facet = at.0.get(&facets.facets);
        let value = at.1.get(&facet.values);
        let next = query.picking(facet.facet, &value.term, picked);
        prop_assert_eq!(next.picks(facet.facet, &value.term), picked, "{}", &next);
        prop_assert_eq!(Query::parse(&next.to_string()), Ok(next.clone()));
        prop_assert_eq!(next.without_facet(facet.facet), query.without_facet(facet.facet));
        if value.picked == Picked::No {
            prop_assert_eq!(next.picking(facet.facet, &value.term, Picked::No), query);
        }
    }
}

#[test]
fn values_picked_are_joined_by_or_and_ruled_out_ones_stand_beside() {
    let pick =
        |query: &str, facet, term: &str, picked| Query::parse(query).unwrap().picking(facet, term, picked).to_string();
    assert_eq!(pick("", Facet::Country, "country:AFG", Picked::In), "country:AFG");
    assert_eq!(
        pick("country:AFG kabul", Facet::Country, "country:IRN", Picked::In),
        "(country:AFG OR country:IRN) kabul"
    );
    assert_eq!(
        pick("(country:AFG OR country:IRN) kabul", Facet::Country, "country:AFG", Picked::No),
        "country:IRN kabul"
    );
    assert_eq!(pick("country:AFG", Facet::Country, "country:AFG", Picked::Out), "NOT country:AFG");
    assert_eq!(pick("NOT country:AFG", Facet::Country, "country:AFG", Picked::In), "country:AFG");
    // A choice among other things is left alone.
    let mixed = "country:AFG OR kabul";
    assert_eq!(pick(mixed, Facet::Country, "country:IRN", Picked::In), "(country:AFG OR kabul) country:IRN");
    // What is no value of the facet changes nothing.
    assert_eq!(pick("kabul", Facet::Country, "kind:Attack", Picked::In), "kabul");
}

#[test]
fn the_values_of_a_facet_in_their_order() {
    let of = |id: &str, when: &str, branch: &str, n| Incident {
        id: id.into(),
        when: when.parse().unwrap(),
        branch: branch.into(),
        ..killed(n, n, n)
    };
    let (_, columns, _) = columns([
        of("a", "2015-01-01", "is-kp", 3),
        of("b", "2016-03-01", "is-kp", 30),
        of("c", "2016", "is-sinai", 0),
        of("d", "2017-12-31/2018-01-02", "unattributed", 300),
        of("e", "2024-12-31", "is", -1),
    ]);
    let facets = Facets::new(&columns, &Query::default(), &Mask::all(5), |_| Mask::none(5));
    let told = |facet| {
        let value =
            |value: &daymark::query::FacetValue| format!("{}{} {}", "·".repeat(value.depth), value.label, value.n);
        facets.get(facet).iter().map(value).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told(Facet::Branch), "Islamic State 4, ·IS-KP 2, ·Islamic State – Sinai Province 1, Unattributed 1");
    assert_eq!(told(Facet::Year), "2015 1, 2016 2, 2017 1, 2018 1, 2024 1");
    assert_eq!(told(Facet::Casualties), "0 1, 1–9 1, 25–49 1, 100 or more 1, Unknown 1");
    assert_eq!(facets.years, (2015, 2024));
    let kp = &facets.get(Facet::Branch)[1];
    assert_eq!((kp.term.as_str(), &kp.by_year[..3]), ("branch:is-kp", &[1, 1, 0][..]));
}
