//! What every field of the file takes, in words: the source of hints and of "did you mean".
//!
//! `ron` judges; this table only explains. `tests/it/read.rs` holds it to the types of `model`.

use super::List;
use crate::model::{
    AttackType, AttributionKind, Confidence, GeoPrecision, InFigures, Kind, Relation, SourceKind, Support, TargetType,
    Vocabulary,
};

/// What a field takes.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// A text in quotes.
    Text,
    /// A whole number of people.
    Number,
    /// A date with no interval.
    Date,
    /// A date, span or `[A..B]`.
    When,
    /// `true` or `false`.
    Flag,
    /// One word of a list.
    Word(fn() -> Vec<&'static str>),
    /// What one source says of a number.
    Figure,
    /// Latitude and longitude.
    Degrees,
    /// A list in square brackets.
    Many(&'static Form),
    /// A value with fields.
    Struct(&'static str, Fields),
}

/// The fields of a struct, in the order of the file.
pub(super) type Fields = &'static [(&'static str, Form)];

fn words<T: Vocabulary>() -> Vec<&'static str> {
    T::ALL.iter().map(|word| word.word()).collect()
}

const TEXTS: Form = Form::Many(&Form::Text);

const ACTOR: Fields = &[
    ("id", Form::Text),
    ("name", Form::Text),
    ("short", Form::Text),
    ("aliases", TEXTS),
    ("parent", Form::Text),
    ("about", Form::Text),
];

const PERIOD: Fields =
    &[("id", Form::Text), ("title", Form::Text), ("when", Form::When), ("about", Form::Text), ("sources", TEXTS)];

const SOURCE: Fields = &[
    ("id", Form::Text),
    ("title", Form::Text),
    ("publisher", Form::Text),
    ("author", Form::Text),
    ("published", Form::Date),
    ("language", Form::Text),
    ("kind", Form::Word(words::<SourceKind>)),
    ("url", Form::Text),
    ("archive", Form::Text),
    ("relay_of", Form::Text),
];

const INCIDENT: Fields = &[
    ("id", Form::Text),
    ("previous_ids", TEXTS),
    ("kind", Form::Word(words::<Kind>)),
    ("title", Form::Text),
    ("names", TEXTS),
    ("when", Form::When),
    ("branch", Form::Text),
    ("place", Form::Struct("Place", PLACE)),
    ("attack_types", Form::Many(&Form::Word(words::<AttackType>))),
    ("target_types", Form::Many(&Form::Word(words::<TargetType>))),
    ("summary", Form::Text),
    ("killed", Form::Struct("Count", COUNT)),
    ("injured", Form::Struct("Count", COUNT)),
    ("perpetrators", Form::Struct("Perpetrators", PERPETRATORS)),
    ("reports", Form::Many(&Form::Struct("Report", REPORT))),
    ("attributions", Form::Many(&Form::Struct("Attribution", ATTRIBUTION))),
    ("cites", Form::Many(&Form::Struct("Cite", CITE))),
    ("confidence", Form::Word(words::<Confidence>)),
    ("doubts", TEXTS),
    ("tags", TEXTS),
    ("related", Form::Many(&Form::Struct("Related", RELATED))),
];

const PLACE: Fields = &[
    ("country", Form::Text),
    ("admin1", Form::Text),
    ("city", Form::Text),
    ("site", Form::Text),
    ("at", Form::Degrees),
    ("precision", Form::Word(words::<GeoPrecision>)),
];

const COUNT: Fields = &[("low", Form::Number), ("best", Form::Number), ("high", Form::Number)];

const PERPETRATORS: Fields = &[("killed", Form::Number), ("in_figures", Form::Word(words::<InFigures>))];

const REPORT: Fields = &[
    ("source", Form::Text),
    ("as_of", Form::Date),
    ("killed", Form::Figure),
    ("injured", Form::Figure),
    ("other", Form::Struct("Other", OTHER)),
    ("claimed", Form::Flag),
    ("note", Form::Text),
];

const OTHER: Fields = &[("what", Form::Text), ("figure", Form::Figure)];

const ATTRIBUTION: Fields = &[
    ("actor", Form::Text),
    ("by", Form::Text),
    ("kind", Form::Word(words::<AttributionKind>)),
    ("on", Form::Date),
    ("source", Form::Text),
    ("wording", Form::Text),
];

const CITE: Fields = &[("source", Form::Text), ("supports", Form::Many(&Form::Word(words::<Support>)))];

const RELATED: Fields = &[("id", Form::Text), ("how", Form::Word(words::<Relation>))];

/// The header's own fields.
pub(super) const HEADER: Form = Form::Struct(
    "Timeline",
    &[
        ("format", Form::Number),
        ("title", Form::Text),
        ("version", Form::Text),
        ("span", Form::When),
        ("about", Form::Text),
        ("license", Form::Text),
        ("retired_ids", TEXTS),
    ],
);

/// A saved view, in a file of its own.
pub(super) const VIEW: Form = Form::Struct(
    "View",
    &[
        ("name", Form::Text),
        ("note", Form::Text),
        ("query", Form::Text),
        ("rule", Form::Text),
        ("as_of", Form::Date),
        ("days", Form::When),
        ("centre", Form::Word(|| vec!["Timeline", "Table", "Compare"])),
        ("lanes", Form::Word(lane_keys)),
        ("colors", Form::Word(lane_keys)),
        ("metric", Form::Word(|| vec!["Killed", "Injured", "Both", "Incidents"])),
        ("scale", Form::Word(|| vec!["Linear", "SquareRoot", "Log"])),
        ("stacking", Form::Word(|| vec!["Stacked", "Plain"])),
        ("step", Form::Word(|| vec!["Day", "Week", "Month", "Quarter", "Year"])),
        ("cumulative", Form::Flag),
        ("table", Form::Struct("Table", TABLE)),
        ("compare", Form::Struct("Compare", COMPARE)),
        ("selection", TEXTS),
    ],
);

/// A step of a story, in a file of its own.
pub(super) const STEP: Form =
    Form::Struct("Step", &[("title", Form::Text), ("text", Form::Text), ("notes", Form::Text), ("view", VIEW)]);

fn lane_keys() -> Vec<&'static str> {
    vec!["Branch", "Country", "Region", "Kind", "Attack", "Target"]
}

const TABLE: Fields = &[
    ("columns", Form::Many(&Form::Text)),
    ("sort", Form::Struct("Sort", &[("column", Form::Text), ("descends", Form::Flag)])),
    ("group", Form::Text),
    ("sum_at_foot", Form::Flag),
];

const COMPARE: Fields = &[("a", Form::Text), ("b", Form::Text), ("shape", Form::Word(|| vec!["Mirrored", "Overlaid"]))];

/// What the records of a list are.
pub(super) fn record(list: List) -> Form {
    Form::Struct(
        list.record(),
        match list {
            List::Actors => ACTOR,
            List::Periods => PERIOD,
            List::Sources => SOURCE,
            List::Incidents => INCIDENT,
        },
    )
}

impl Form {
    /// What stands at a path within it; `None` if nothing can.
    pub(super) fn at<'a>(self, path: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        path.into_iter().filter(|step| *step != "?").try_fold(self, |form, step| match form {
            Self::Struct(_, fields) => fields.iter().find(|(name, _)| *name == step).map(|(_, form)| *form),
            Self::Many(item) => Some(*item),
            _ => None,
        })
    }

    /// The names of its fields.
    pub(super) fn names(self) -> Vec<&'static str> {
        match self {
            Self::Struct(_, fields) => fields.iter().map(|(name, _)| *name).collect(),
            _ => Vec::new(),
        }
    }

    /// What it is, in words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Text => "a text in quotes".to_owned(),
            Self::Number => "a whole number, 0 or more".to_owned(),
            Self::Date => "a date in quotes".to_owned(),
            Self::When => "a date or a span in quotes".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Word(_) => "one of a list of words, without quotes".to_owned(),
            Self::Figure => "a figure such as `Exactly(143)`".to_owned(),
            Self::Degrees => "latitude and longitude in round brackets".to_owned(),
            Self::Many(Self::Text) => "a list of texts in square brackets".to_owned(),
            Self::Many(Self::Word(_)) => "a list of words in square brackets".to_owned(),
            Self::Many(_) => "a list in square brackets".to_owned(),
            Self::Struct(name, _) => format!("`{name}(…)`"),
        }
    }

    /// What to write, by example.
    pub(super) fn hint(self) -> String {
        match self {
            Self::Text => "write \"…\", with \\\" for a quote within".to_owned(),
            Self::Number => {
                "write it without sign, fraction and quotes, such as 12; leave the field out if unknown".to_owned()
            }
            Self::Date => "write \"2024-03-22\", \"2024-03\" or \"2024\"".to_owned(),
            Self::When => {
                "write \"2024-03-22\", \"2024-03\", \"2017-05-23/2017-10-23\" or \"[2020-06-09..2020-06-10]\""
                    .to_owned()
            }
            Self::Flag => "write true or false, or leave the field out".to_owned(),
            Self::Word(words) => format!("one of {}", words().join(", ")),
            Self::Figure => {
                "one of Exactly(143), AtLeast(40), AtMost(9), About(50), Between(12, 15), Words(\"dozens\")".to_owned()
            }
            Self::Degrees => "write (latitude, longitude) in degrees, such as (55.826, 37.39)".to_owned(),
            Self::Many(Self::Text) => "write [\"…\", \"…\"]".to_owned(),
            Self::Many(Self::Word(words)) => {
                format!("write [{}], any of {}", words().first().unwrap_or(&""), words().join(", "))
            }
            Self::Many(item) => match item {
                Self::Struct(name, _) => format!("write [{name}(…), {name}(…)]"),
                _ => "write […]".to_owned(),
            },
            Self::Struct("Count", _) => {
                "write Count(low: 144, best: 149, high: 150), leaving out what is unknown".to_owned()
            }
            Self::Struct(name, fields) => {
                let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
                format!("write {name}(…) with the fields {}", names.join(", "))
            }
        }
    }
}

/// The word of the list that was most likely meant.
pub(super) fn nearest<'a>(word: &str, accepted: &[&'a str]) -> Option<&'a str> {
    let plain = |word: &str| word.replace(['_', '-', ' '], "").to_lowercase();
    let meant = plain(word);
    let distance = |accepted: &&str| strsim::damerau_levenshtein(&meant, &plain(accepted));
    let best = accepted.iter().min_by_key(|word| distance(word))?;
    (distance(best) <= 1 + meant.chars().count() / 4).then_some(best)
}
