//! The free labels of incidents: the list that the shipped file keeps to, each with one line of definition.
//!
//! A label says what the fields cannot. What `place`, `when`, `kind`, `branch`, `attack_types`, `target_types` or the
//! figures say already (a country, a year, "police", "mass casualty") is no label.

/// The definition of a label of the list, without a stop.
pub fn tag_definition(tag: &str) -> Option<&'static str> {
    TAGS.iter().find(|(name, _)| *name == tag).map(|(_, definition)| *definition)
}

/// Every label with its definition, in the order lists are shown: whom it struck, where, on what occasion, how, what
/// sort of measure it was, how far it is established, and in which theatre.
pub const TAGS: &[(&str, &str)] = &[
    ("Alawite", "Alawites were struck as such"),
    ("Druze", "Druze were struck as such"),
    ("Hazara", "Hazaras were struck, or most of the victims were Hazara"),
    ("Kurdish", "Kurdish civilians or their gatherings were struck as such"),
    ("LGBT", "Lesbian, gay, bisexual or transgender people or their venues were struck as such"),
    ("Shia", "Shia people or places were struck as such, whether or not at worship"),
    ("Yazidi", "Yazidis were struck as such, or the entry is about crimes against them"),
    ("clerics", "A religious scholar or preacher was the chosen target"),
    ("displaced people", "A camp, office or group of refugees or displaced people was struck"),
    ("foreign nationals", "Victims were chosen, or are singled out by the sources, as foreigners in the country"),
    ("judiciary", "Judges, lawyers or a courthouse were struck"),
    ("politicians", "A party, its rally or a politician out of office was struck"),
    ("tourists", "Travellers or a place of tourism were struck"),
    ("women and girls", "Women or girls were struck as such"),
    ("Houthi target", "Houthis, or mosques and places under their control, were the target"),
    ("Taliban target", "Taliban fighters, officials or clerics were the target, before or after August 2021"),
    (
        "Russian interest",
        "Outside Russia: Russian people, missions or forces were struck or are what the entry is about",
    ),
    ("aviation", "An airport or aircraft was struck or aimed at"),
    ("bus or train", "Passengers of a bus, minibus, metro or train were struck"),
    ("church", "A church or its congregation was struck or aimed at"),
    ("entertainment venue", "A concert, club, stadium or the like was struck or aimed at"),
    ("market", "A market or shopping street was struck"),
    ("mosque", "A mosque or imambargah was struck"),
    ("prison", "A prison was attacked, or prisoners rose or broke out"),
    ("shrine", "A shrine or mausoleum was struck"),
    ("commemoration", "A memorial day, anniversary or religious procession was struck"),
    ("election", "Candidates, voters, rallies or election offices were struck, or an election was the occasion"),
    ("funeral", "Mourners were struck"),
    ("protest", "Demonstrators were struck, or a protest was the occasion"),
    ("wedding", "A wedding was struck"),
    ("Eid", "It fell on Eid al-Fitr or Eid al-Adha, or on its eve"),
    ("Muharram", "It fell in the mourning season of Muharram, Ashura or Arbaeen, or struck its gatherings"),
    ("Nowruz", "It struck the gatherings of the new year in March"),
    ("Ramadan", "It fell in the month of fasting, and the sources say so"),
    ("cross border", "It was launched from the other side of a state border"),
    ("external operation", "A branch struck outside the countries where it holds out, as governments or the UN assess"),
    ("hostages", "People were held or abducted, or the entry is about hostages"),
    ("mass killing", "Captives or residents were put to death in numbers, apart from bombings and fights"),
    ("series", "One entry stands for several attacks of one day or one wave, or one of several on one day"),
    ("air strike", "Done from the air, by aircraft or drone"),
    ("raid", "Done by forces on the ground"),
    ("leadership", "A leader or planner was killed, captured, named or replaced"),
    ("militant deaths", "The dead of the figures are mostly or all militants"),
    ("territory", "A town or area changed hands"),
    ("Central Asian suspects", "The accused are said to come from Central Asia"),
    ("designation", "A listing, sanction, reward or finding by a government or the UN"),
    ("duty to warn", "One state is said to have warned another in advance"),
    ("pledge", "An oath of allegiance, its acceptance, or a province declared"),
    ("context", "Background to the record rather than an act of the group"),
    ("disputed attribution", "Who did it, or the link to the group, is contested by a named party"),
    ("disputed toll", "Sources contradict each other on the dead, beyond early and late reports"),
    ("false claim", "The group claimed what authorities say it had no part in"),
    ("not attributed to IS", "The authorities' finding names another perpetrator, or none"),
    ("several claims", "More than one group claimed it, together or against each other"),
    ("unclaimed", "No claim by any group was found"),
    ("unconfirmed", "The event itself rests on reports that were never confirmed"),
    ("Lake Chad", "In the war around Lake Chad: north-east Nigeria and the borders of Niger, Chad and Cameroon"),
    ("North Caucasus", "In or about Russia's North Caucasus"),
    ("Sahel", "In the war of the central Sahel: Mali, western Niger, Burkina Faso"),
    ("Sinai", "In Egypt's Sinai Peninsula"),
    ("Syrian desert", "In the insurgency of the Syrian desert, the Badia"),
];
