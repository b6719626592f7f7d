//! The codes of problems: short stable words that scripts may rely on.

macro_rules! codes {
    ($($name:ident $word:literal $doc:literal)+) => {
        $(#[doc = $doc] pub const $name: &str = $word;)+

        /// Every code with what it means, in the order of the source.
        pub const ALL: &[(&str, &str)] = &[$(($word, $doc)),+];
    };
}

codes! {
    ENCODING "encoding" "The file is not UTF-8 text"
    LIMIT "limit" "A file, record, text, list or nesting is larger than this program reads"
    EMPTY "empty" "The file holds no timeline"
    SYNTAX "syntax" "A bracket, quote or other sign is wrong, so that a record or the file cannot be read"
    COMMA "comma" "A comma is missing or one too many between records or header fields"
    CONFLICT "conflict" "The file holds git's conflict markers"
    LINE_ENDS "line-ends" "Lines end in a carriage return alone"
    CONTROL "control" "A text holds a character that cannot be seen"
    ATTRIBUTE "attribute" "An attribute or extension at the top of the file is missing or unknown"
    HEADER "header" "The timeline's own fields are missing or cannot be read"
    WRONG_TYPE "wrong-type" "A field holds another sort of value than it takes"
    MISSING_FIELD "missing-field" "A field that every such record needs is not there"
    DOUBLED_FIELD "doubled-field" "A field is written twice in one record"
    UNKNOWN_FIELD "unknown-field" "A field that the format does not know; it is kept and ignored"
    UNKNOWN_WORD "unknown-word" "A word that the field's list does not hold"
    DATE "date" "A date that cannot be, or is not written as the format asks"
    COUNT_ORDER "count-order" "A count breaks low ≤ best ≤ high"
    FIGURE_ORDER "figure-order" "The two numbers of a figure are the wrong way round"
    LATITUDE "latitude" "A latitude that is not between −90 and 90 degrees"
    LONGITUDE "longitude" "A longitude that is not between −180 and 180 degrees"
    COUNTRY "country" "A country that is no code of ISO 3166-1 alpha-3"
    DOUBLED_ID "doubled-id" "Two records have one id, or an id of a removed incident is used again"
    EMPTY_ID "empty-id" "A record whose id is an empty text"
    DANGLING_SOURCE "dangling-source" "A source id that the file's sources do not hold"
    DANGLING_ACTOR "dangling-actor" "An actor id that the file's actors do not hold"
    DANGLING_INCIDENT "dangling-incident" "An incident id that the file's incidents do not hold"
    ACTOR_CYCLE "actor-cycle" "An actor that is, by its parents, a part of itself"
    RELAY_CYCLE "relay-cycle" "A source that, by what it passes on, passes on itself"
    UNLIKE_TWIN "unlike-twin" "Two files use one id for actors or sources that differ"
    UNSUPPORTED_FIGURE "unsupported-figure" "A headline figure that no outside report gives"
    SINGLE_SOURCE "single-source" "More than 25 killed on the word of one source"
    CLAIM_ONLY "claim-only" "An incident known from the group's own claim alone"
    NO_SOURCE "no-source" "An incident that names no source"
    EARLY_REPORT "early-report" "A report that stands for a day before the incident"
    EARLY_SOURCE "early-source" "A source of a figure that was published before the incident"
    ORPHAN_SOURCE "orphan-source" "A source that nothing in the file uses"
    DOUBLED_LINK "doubled-link" "Two sources have one address"
    OUTSIDE_COUNTRY "outside-country" "Coordinates more than half a degree outside every box of the country"
    NEAR_TWIN "near-twin" "Two attacks of about one day, place and toll that may be one"
    TAG "tag" "A tag that is not on the documented list"
    VIEW_NAME "view-name" "A saved view without a name, or two of one name"
    VIEW_QUERY "view-query" "A saved view with a query that cannot be read"
    VIEW_RULE "view-rule" "A saved view with a counting rule that cannot be read"
    VIEW_SELECTION "view-selection" "A saved view that selects an incident which is not there"
    STORY_TITLE "story-title" "A story or a step of one whose title is an empty text"
    STORY_LINK "story-link" "A link of a story to an incident or a source that is not there"
    URL "url" "An address that does not begin with http:// or https://"
}
