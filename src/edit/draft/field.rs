//! Every field that a form shows: its name, what it means, what it takes. One list for the form and for
//! `timelines/README.md`, which a test holds to it.

use crate::model::{
    AttackType, AttributionKind, Confidence, GeoPrecision, InFigures, Kind, Relation, SourceKind, Support, TargetType,
    Vocabulary,
};
use serde::{Deserialize, Serialize};

/// A word of a closed list, as files and people write it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// As the file spells it.
    pub word: &'static str,
    /// As the screen shows it.
    pub label: &'static str,
    /// What it means.
    pub definition: &'static str,
}

/// The words of a closed list, in the order lists are shown.
pub type Words = fn() -> Vec<Word>;

fn words<T: Vocabulary>() -> Vec<Word> {
    let of = |word: &T| Word { word: word.word(), label: word.label(), definition: word.definition() };
    T::ALL.iter().map(of).collect()
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// One line of text.
    Line,
    /// Some sentences.
    Prose,
    /// A list of texts, one a line.
    Lines,
    /// A date or span.
    When,
    /// A date with no interval.
    Date,
    /// Low, best and high.
    Count,
    /// What one source says of a number.
    Figure,
    /// A whole number of people.
    Number,
    /// Latitude and longitude.
    Degrees,
    /// Yes or no.
    Flag,
    /// One word of a closed list.
    Word(Words),
    /// Some words of a closed list, parted by commas.
    Words(Words),
    /// Free labels, parted by commas.
    Tags,
    /// A country by name or code.
    Country,
    /// An actor of the file.
    Actor,
    /// A source of the file, or an address.
    Source,
    /// Sources of the file or addresses, parted by commas.
    Sources,
    /// Another incident of the file.
    Incident,
    /// A web address.
    Address,
    /// A readable id.
    Id,
}

/// The lists of a record whose items are rows of a form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Rows {
    /// What each source said of the figures.
    Reports,
    /// Who says who did it.
    Attributions,
    /// Sources for everything else.
    Cites,
    /// Other incidents.
    Related,
    /// Sources that the file does not hold yet.
    Sources,
    /// Groups of the file.
    Actors,
    /// Background spans of the file.
    Periods,
}

impl Rows {
    /// Every list, in the order of the forms.
    pub const ALL: [Self; 7] =
        [Self::Reports, Self::Attributions, Self::Cites, Self::Related, Self::Sources, Self::Actors, Self::Periods];
}

/// What is to be said of a field.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Path in the file, such as `killed` or `reports.source`.
    pub path: &'static str,
    /// Name on screen.
    pub label: &'static str,
    /// What it means, in one sentence without a stop.
    pub definition: &'static str,
    /// What would be accepted, by example.
    pub accepts: &'static str,
    /// How it is read.
    pub takes: Takes,
    /// The list it belongs to.
    pub rows: Option<Rows>,
    /// Whether a record needs it.
    pub is_needed: bool,
}

macro_rules! fields {
    ($($group:ident { $($name:ident $path:literal $label:literal $need:ident ($takes:expr) $definition:literal, $accepts:literal;)+ })+) => {
        /// A field of a form.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Field {
            $($(#[doc = $definition] $name,)+)+
        }

        impl Field {
            /// Every field, in the order of the form.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)+)+];

            /// What is to be said of it.
            pub fn about(self) -> About {
                match self {
                    $($(Self::$name => About {
                        path: $path, label: $label, definition: $definition, accepts: $accepts, takes: $takes,
                        rows: group!($group), is_needed: need!($need),
                    },)+)+
                }
            }
        }
    };
}

macro_rules! group {
    (Record) => {
        None
    };
    (Timeline) => {
        None
    };
    ($rows:ident) => {
        Some(Rows::$rows)
    };
}

macro_rules! need {
    (needed) => {
        true
    };
    (may) => {
        false
    };
}

use Takes::{
    Actor, Address, Count, Country, Date, Degrees, Figure, Flag, Id, Incident, Line, Lines, Number, Prose, Source,
    Sources, Tags, When,
};

fields! {
    Record {
        Title "title" "Title" needed (Line)
            "What people call it: the place and what happened, without a verdict", "Any short text";
        When "when" "Date" needed (When)
            "The local day at the place, as precise as the source and never more",
            "2024-03-22, 2024-03, 2024, [2020-06-09..2020-06-10] for one day of these, 2017-05-23/2017-10-23 for a span; ~ for about, ? for uncertain";
        Kind "kind" "Kind" needed (Takes::Word(words::<Kind>))
            "What it is; only attacks enter totals", "A word of the list";
        City "place.city" "Town" may (Line)
            "Town or village where it happened", "A name";
        Admin1 "place.admin1" "Province" may (Line)
            "First-order province or state", "A name";
        Country "place.country" "Country" needed (Country)
            "The country of the day of writing; no view on any border", "A name or an ISO code, such as Afghanistan or AFG";
        Site "place.site" "Site" may (Line)
            "Building or spot", "A name";
        At "place.at" "Coordinates" may (Degrees)
            "Latitude and longitude of the named place in WGS 84, a gazetteer value at the stated precision",
            "55.826, 37.39, degrees with minutes and seconds, geo:55.826,37.39 or a link to a map";
        GeoPrecision "place.precision" "Exact to" may (Takes::Word(words::<GeoPrecision>))
            "How exact the place is; left empty, the finest part that is named", "A word of the list";
        Branch "branch" "Branch" needed (Actor)
            "The branch it is filed under: the editors' conclusion, by the rule in the file's scope", "A group of the file";
        AttackTypes "attack_types" "Means" may (Takes::Words(words::<AttackType>))
            "How it was carried out; the first is the main one", "Words of the list, parted by commas";
        TargetTypes "target_types" "Targets" may (Takes::Words(words::<TargetType>))
            "Who was struck; the first is the main one", "Words of the list, parted by commas";
        Summary "summary" "Summary" may (Prose)
            "What happened, in at most two neutral sentences", "Any text";
        Killed "killed" "Killed" may (Count)
            "Victims killed, as outside reports support them; empty is unknown, which is not zero",
            "149, 144-150, 144-150 best 149, at least 12, up to 15, about 12";
        Injured "injured" "Injured" may (Count)
            "Victims injured, as outside reports support them; empty is unknown, which is not zero",
            "609, 551-609, 551-609 best 580, at least 12, up to 15, about 12";
        OwnKilled "perpetrators.killed" "Attackers" may (Number)
            "Attackers killed; they stand apart from the victims", "A number such as 2; empty is unknown";
        InFigures "perpetrators.in_figures" "In figures" may (Takes::Word(words::<InFigures>))
            "Whether the figures above include the attackers", "A word of the list";
        Confidence "confidence" "Confidence" needed (Takes::Word(words::<Confidence>))
            "The editors' certainty of the record as a whole", "A word of the list";
        Doubts "doubts" "Doubts" may (Lines)
            "What could not be confirmed, in plain words", "One doubt a line";
        Tags "tags" "Tags" may (Tags)
            "What the other fields cannot say", "Tags of the list, parted by commas";
        Names "names" "Other names" may (Lines)
            "Other names, in their own script", "One name a line";
        Id "id" "Id" may (Id)
            "Names the record for ever; left empty, it is made of date and title", "Small letters, digits and hyphens, such as 2024-03-22-crocus-city-hall";
        PreviousIds "previous_ids" "Previous ids" may (Lines)
            "Ids it once had, so that old links still find it", "One id a line";
    }
    Reports {
        ReportSource "reports.source" "Source" needed (Source)
            "Where the figure was read", "A source of the file by publisher, title or id, or a pasted link";
        AsOf "reports.as_of" "As of" may (Date)
            "The day the figure stood for; left empty, the day its source was published", "2024-03-22, 2024-03 or 2024";
        ReportKilled "reports.killed" "Killed" may (Figure)
            "Victims killed, as this source says", "143, at least 40, up to 9, about 50, 12-15, or its own words such as dozens";
        ReportInjured "reports.injured" "Injured" may (Figure)
            "Victims injured, as this source says", "143, at least 40, up to 9, about 50, 12-15, or its own words such as dozens";
        OtherWhat "reports.other.what" "Other count" may (Line)
            "What else is counted, such as missing", "A word or two";
        OtherFigure "reports.other.figure" "How many" may (Figure)
            "How many of them", "143, at least 40, up to 9, about 50, 12-15, or its own words such as dozens";
        Claimed "reports.claimed" "Group's own" may (Flag)
            "The group's own figure: shown, never counted", "Yes or no";
        Note "reports.note" "Note" may (Line)
            "What a reader should know of this report", "Any short text";
    }
    Attributions {
        Actor "attributions.actor" "Who" needed (Actor)
            "Who is said to have done it, or not to have done it", "A group of the file";
        AttributionKind "attributions.kind" "What is said" needed (Takes::Word(words::<AttributionKind>))
            "Claim, assessment, accusation or denial", "A word of the list";
        By "attributions.by" "Said by" may (Line)
            "Who says so", "A name, such as United States officials";
        On "attributions.on" "Said on" may (Date)
            "When it was said", "2024-03-22, 2024-03 or 2024";
        AttributionSource "attributions.source" "Source" may (Source)
            "Where it was read", "A source of the file by publisher, title or id, or a pasted link";
        Wording "attributions.wording" "Wording" may (Line)
            "The actor's name as reported", "Any short text";
    }
    Cites {
        CiteSource "cites.source" "Source" needed (Source)
            "A source for what is neither a figure nor an attribution", "A source of the file by publisher, title or id, or a pasted link";
        Supports "cites.supports" "Supports" may (Takes::Words(words::<Support>))
            "What it is cited for", "Words of the list, parted by commas";
    }
    Related {
        RelatedId "related.id" "Incident" needed (Incident)
            "An incident that belongs with it", "An incident of the file by title, place or id";
        How "related.how" "How" needed (Takes::Word(words::<Relation>))
            "How they belong together; one side of a pair is enough", "A word of the list";
    }
    Sources {
        Url "sources.url" "Link" may (Address)
            "Its address; one address is one source", "An address that begins with https:// or http://";
        Publisher "sources.publisher" "Publisher" needed (Line)
            "Who published it", "A name";
        SourceTitle "sources.title" "Title" needed (Line)
            "Title of the page or work", "Any text";
        Published "sources.published" "Published" may (Date)
            "When it was published", "2024-03-22, 2024-03 or 2024";
        SourceKind "sources.kind" "Kind" needed (Takes::Word(words::<SourceKind>))
            "Who speaks; not how far to believe it", "A word of the list";
        Language "sources.language" "Language" may (Line)
            "Code of its language, ISO 639-1", "Two small letters, such as en";
        Author "sources.author" "Author" may (Line)
            "Who wrote it", "A name";
        Archive "sources.archive" "Archive" may (Address)
            "Address of an archived copy", "An address that begins with https:// or http://";
        RelayOf "sources.relay_of" "Passes on" may (Source)
            "The source whose report it passes on: the two are one source", "A source of the file by publisher, title or id";
        SourceId "sources.id" "Id" may (Id)
            "Names the source; left empty, it is made of publisher and date", "Small letters, digits and hyphens";
    }
    Timeline {
        TimelineTitle "timeline.title" "Title" needed (Line)
            "What the timeline is called", "Any short text";
        Version "timeline.version" "Version" needed (Line)
            "Version of the data, which citations name; raise it when the data changes", "A date such as 2026-11-23, or a number";
        Span "timeline.span" "Span" may (When)
            "What totals, overview and first view cover; both ends count", "Two years or days with a stroke between them, such as 2015/2024";
        Scope "timeline.about" "Scope" may (Prose)
            "What is taken in and what is not, how figures are counted, and by which rule an incident is filed under a branch", "Any text";
        License "timeline.license" "License" may (Line)
            "The terms under which others may use the data", "An SPDX expression such as CC-BY-4.0";
        RetiredIds "timeline.retired_ids" "Retired ids" may (Lines)
            "Ids of incidents that were removed, so that none is used again", "One id a line";
    }
    Actors {
        ActorName "actors.name" "Name" needed (Line)
            "Full name of the group, branch or catch-all", "A name";
        ActorShort "actors.short" "Short name" may (Line)
            "What lanes and chips call it; left empty, its full name", "A name of a few letters, such as IS-KP";
        ActorParent "actors.parent" "Part of" may (Actor)
            "The group it belongs to; a filter for that group finds it too", "Another group of the file";
        ActorAliases "actors.aliases" "Other names" may (Lines)
            "Other names in use; the search finds them", "One name a line";
        ActorAbout "actors.about" "About" may (Prose)
            "Who it is, in one sentence", "Any short text";
        ActorId "actors.id" "Id" may (Id)
            "Names the group in incidents and links; left empty, it is made of the short name", "Small letters, digits and hyphens, such as is-kp";
    }
    Periods {
        PeriodTitle "periods.title" "Title" needed (Line)
            "What the band in the background of the axis is called", "Any short text";
        PeriodWhen "periods.when" "When" needed (When)
            "From when to when it was; both ends count", "2016-10-17/2017-07-10, 2018-03/.. if it still goes on, 2019 for a whole year";
        PeriodAbout "periods.about" "About" may (Prose)
            "What it was, in one sentence", "Any short text";
        PeriodSources "periods.sources" "Sources" may (Sources)
            "Who says when it began and ended", "Sources of the file by id, or pasted links, parted by commas";
        PeriodId "periods.id" "Id" may (Id)
            "Names the period; left empty, it is made of the title", "Small letters, digits and hyphens, such as mosul-battle";
    }
}

impl Field {
    /// The fields of a list's rows, in order.
    pub fn of_rows(rows: Rows) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |field| field.about().rows == Some(rows))
    }

    /// The words it takes, if they are a closed list.
    pub fn words(self) -> Vec<Word> {
        match self.about().takes {
            Takes::Word(words) | Takes::Words(words) => words(),
            _ => Vec::new(),
        }
    }
}
