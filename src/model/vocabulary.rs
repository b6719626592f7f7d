//! The controlled words of the file, each with the label and the definition that the screen shows.
//!
//! Attack and target words follow the Global Terrorism Database's codebook (START, 2021) where it has one.

use serde::{Deserialize, Serialize};

/// A closed list of words.
pub trait Vocabulary: Copy + Eq + Sized + 'static {
    /// Every word, in the order lists are shown.
    const ALL: &'static [Self];
    /// The word as the file spells it, such as `CounterOperation`.
    fn word(self) -> &'static str;
    /// The word as the screen shows it, such as "Counter-operation".
    fn label(self) -> &'static str;
    /// What the word means, in one sentence without a stop.
    fn definition(self) -> &'static str;
    /// Its place in [`Self::ALL`].
    fn index(self) -> usize {
        Self::ALL.iter().position(|word| *word == self).unwrap_or(0)
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$extra:meta])* $word:ident $label:literal $definition:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = $definition] $(#[$extra])* $word,)+
        }

        impl Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$word,)+];

            fn word(self) -> &'static str {
                match self { $(Self::$word => stringify!($word),)+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$word => $label,)+ }
            }

            fn definition(self) -> &'static str {
                match self { $(Self::$word => $definition,)+ }
            }
        }
    };
}

vocabulary! {
    /// What an incident is.
    Kind {
        Attack "Attack" "Violence by the group, or by people acting in its name, against people or property",
        CounterOperation "Counter-operation" "A raid, strike or battle against the group; its dead are mostly militants and are never added to attack totals",
        Arrest "Arrest" "Suspects taken into custody",
        FoiledPlot "Foiled plot" "An attack that authorities say they stopped before it began",
        Warning "Warning" "A public alert of a coming attack",
        Statement "Statement" "A declaration by the group, by a government or by another body",
        Milestone "Milestone" "A turning point such as a pledge, a proclamation or the fall of a town",
    }
}

vocabulary! {
    /// How an attack was carried out.
    AttackType {
        SuicideBombing "Suicide bombing" "An explosion set off by an attacker who dies in it",
        BombingExplosion "Bombing or explosion" "An explosive device, not set off by an attacker who dies in it",
        ArmedAssault "Armed assault" "An attack with firearms or other weapons at close range",
        Assassination "Assassination" "The killing of a chosen, named person",
        HostageTaking "Hostage taking" "People held under threat, on the spot or after abduction",
        RocketMortar "Rocket or mortar" "Indirect fire from a distance",
        Arson "Arson" "Fire as the means of attack",
        VehicleRamming "Vehicle ramming" "A vehicle driven into people",
        Stabbing "Stabbing" "An attack with a knife or another blade",
        Unknown "Unknown" "The sources do not tell the means",
    }
}

vocabulary! {
    /// Whom or what an attack struck.
    TargetType {
        PrivateCitizens "Private citizens" "People and their property with no special role",
        Government "Government" "Officials, offices and courts of a state",
        Police "Police" "Police, prison staff and their posts",
        Military "Military" "Armed forces and their bases",
        NonStateMilitia "Non-state militia" "Armed groups that are not a state's forces, the Taliban before and after 2021 among them",
        Religious "Religious" "Places of worship, clergy or worshippers of no stated community",
        ReligiousShia "Religious (Shia)" "Shia places of worship, clergy or worshippers",
        ReligiousSunni "Religious (Sunni)" "Sunni places of worship, clergy or worshippers",
        ReligiousSufi "Religious (Sufi)" "Sufi shrines, clergy or worshippers",
        ReligiousChristian "Religious (Christian)" "Churches, clergy or Christian worshippers",
        ReligiousSikh "Religious (Sikh)" "Sikh temples or worshippers",
        ReligiousHindu "Religious (Hindu)" "Hindu temples or worshippers",
        ReligiousJewish "Religious (Jewish)" "Synagogues, Jewish institutions or worshippers",
        ReligiousYazidi "Religious (Yazidi)" "Yazidi communities",
        ReligiousIsmaili "Religious (Ismaili)" "Ismaili communities",
        Educational "Education" "Schools, universities, their staff and students",
        Media "Media" "Journalists and newsrooms",
        Medical "Medical" "Hospitals, ambulances and health staff",
        Transport "Transport" "Airports, aircraft, railways, buses and their users",
        Diplomatic "Diplomatic" "Embassies, consulates and their staff",
        Ngo "Aid organizations" "Non-governmental and relief organizations",
        Tourists "Tourists" "Visitors and places of tourism",
        Business "Business" "Shops, markets, hotels, restaurants and entertainment venues",
        Utilities "Utilities" "Power, water, gas and other services",
        PoliticalParty "Political party" "Parties, candidates and rallies",
    }
}

vocabulary! {
    /// How exact a place is, from the finest to the coarsest.
    GeoPrecision {
        Site "Site" "The building or spot itself",
        City "City" "The town, not the spot in it",
        District "District" "The district, not the town in it",
        Admin1 "Province" "The province or state only",
        Country "Country" "The country only",
    }
}

vocabulary! {
    /// The editors' own certainty of the record as a whole.
    Confidence {
        High "High" "Independent sources agree on what happened, where, when and by whom",
        Medium "Medium" "The core is sourced; some part rests on one source or is disputed",
        Low "Low" "Thin, conflicting or partisan sources",
    }
}

vocabulary! {
    /// What is said of an actor.
    AttributionKind {
        Claim "Claim" "The actor, or its channel, says that it did it",
        Assessment "Assessment" "Investigators, courts, the UN or a government conclude that the actor did it",
        Accusation "Accusation" "Somebody says so without a published finding",
        Denial "Denial" "The actor, or somebody else, says that the actor did not do it",
    }
}

vocabulary! {
    /// Whether the figures of an incident include attackers.
    InFigures {
        Yes "Attackers included" "The figures include attackers and cannot be split",
        No "Attackers apart" "The figures leave attackers out",
        Unknown "Not told" "The sources do not say whether attackers are included",
    }
}

vocabulary! {
    /// What sort of source it is.
    SourceKind {
        Official "Official" "A government, a ministry, a police force or an army",
        Wire "Wire service" "A news agency whose reports other outlets carry",
        Press "Press" "A newspaper, broadcaster or news site with national or international reach",
        LocalPress "Local press" "A news outlet of the area",
        Ngo "NGO or think tank" "A non-governmental or research organization",
        Un "United Nations" "A body of the United Nations",
        Academic "Academic" "A university, a journal or a research data set",
        Court "Court" "A judgment, an indictment or an official inquiry",
        Encyclopedia "Encyclopedia" "A reference work that itself cites others; copies of one article are one source",
        StateOrPartisan "State-run or partisan" "An outlet run by a state or a party to the conflict",
        ClaimChannel "Claim channel" "A report of the group's own channel; never linked to the channel itself",
    }
}

vocabulary! {
    /// What a citation supports besides the figures.
    Support {
        Date "Date" "The day it happened",
        Place "Place" "Where it happened",
        Killed "Killed" "A figure of the dead",
        Injured "Injured" "A figure of the injured",
        Attribution "Attribution" "Who is said to have done it",
        Perpetrators "Perpetrators" "The attackers and their own losses",
        Arrests "Arrests" "Arrests, charges and trials",
        Context "Context" "The background",
    }
}

vocabulary! {
    /// How two incidents belong together.
    Relation {
        SameWave "Same wave" "Part of one series of attacks",
        FollowUp "Follow-up" "What came of it: arrests, trials, answers",
        SameCell "Same cell" "The same people are said to stand behind both",
        Related "Related" "Named together by a source",
    }
}
