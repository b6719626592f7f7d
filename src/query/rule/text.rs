//! A counting rule as text: its name, and how the screen says it.

use super::{CountingRule, Headline, Included, PRESETS, Preset, fold};
use crate::model::{Confidence, Kind, Vocabulary};
use std::fmt::{self, Display, Formatter};

/// Why a text is no counting rule.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}; {hint}")]
pub struct RuleError {
    /// What is wrong.
    pub message: String,
    /// What would be accepted.
    pub hint: String,
}

impl Display for CountingRule {
    /// The name of a preset, or of the one that is nearest and what is changed: `victims-of-attacks -disputed`.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let base = self.base();
        f.write_str(base.name)?;
        if self.kinds != base.rule.kinds {
            let kinds: Vec<&str> = self.kinds().map(Kind::word).collect();
            write!(f, " kinds:{}", if kinds.is_empty() { "none".to_owned() } else { kinds.join(",") })?;
        }
        for what in self.changed(base) {
            write!(f, " {}{}", if self.takes(what) { '+' } else { '-' }, what.word())?;
        }
        if self.confidence != base.rule.confidence {
            write!(f, " confidence:{}", self.confidence.word())?;
        }
        if self.headline != base.rule.headline {
            write!(f, " figure:{}", self.headline.word())?;
        }
        Ok(())
    }
}

impl CountingRule {
    /// Reads a rule: a preset by name, label or short form (`victims`, `gtd`, `ucdp`), then options such as `-disputed`,
    /// `+perpetrators`, `kinds:Attack,Arrest`, `confidence:Medium`, `figure:Low`. Case, `-` and `_` inside words do not
    /// matter. Without a preset the options change the default; an empty text is the default.
    ///
    /// # Errors
    /// If a word is none of these.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        if let Some(rule) = Self::by_name(text) {
            return Ok(rule);
        }
        let mut words = text.split_whitespace().peekable();
        let mut rule = match words.peek().copied() {
            Some(first) if !first.starts_with(['+', '-']) && !first.contains(':') => {
                words.next();
                Self::by_name(first).ok_or_else(|| no_preset(first))?
            }
            _ => Self::default(),
        };
        for word in words {
            rule = rule.with_option(word)?;
        }
        Ok(rule)
    }

    /// The preset with this name, label or short form (`victims`, `gtd`, `ucdp`); case, `-` and `_` do not matter.
    pub fn by_name(text: &str) -> Option<Self> {
        let text = fold(text);
        let short = match text.as_str() {
            "victims" => Some(Self::VICTIMS),
            "gtd" => Some(Self::GTD),
            "ucdp" => Some(Self::UCDP),
            _ => None,
        };
        let is_it = |preset: &&Preset| fold(preset.name) == text || fold(preset.label) == text;
        short.or_else(|| PRESETS.iter().find(is_it).map(|preset| preset.rule))
    }

    fn with_option(self, word: &str) -> Result<Self, RuleError> {
        let named = |value: &str| {
            let found = Included::ALL.iter().copied().find(|what| fold(what.word()) == fold(value));
            found.ok_or_else(|| {
                let words: Vec<&str> = Included::ALL.iter().map(|what| what.word()).collect();
                error(format!("a counting rule does not know `{value}`"), format!("it knows {}", words.join(", ")))
            })
        };
        if let Some(value) = word.strip_prefix('+') {
            return Ok(self.taking(named(value)?, true));
        }
        if let Some(value) = word.strip_prefix('-') {
            return Ok(self.taking(named(value)?, false));
        }
        match word.split_once(':').map(|(key, value)| (fold(key), value)) {
            Some((key, value)) if key == "figure" => {
                Ok(Self { headline: word_of::<Headline>("figure", value)?, ..self })
            }
            Some((key, value)) if key == "confidence" => {
                Ok(Self { confidence: word_of::<Confidence>("confidence", value)?, ..self })
            }
            Some((key, value)) if key == "kinds" => {
                let none = Self { kinds: 0, ..self };
                if fold(value) == "none" {
                    return Ok(none);
                }
                value
                    .split(',')
                    .try_fold(none, |rule, kind| Ok(rule.taking_kind(word_of::<Kind>("kinds", kind)?, true)))
            }
            _ => Err(error(
                format!("`{word}` is no option of a counting rule"),
                "write +WORD or -WORD, kinds:Attack,Arrest, confidence:Medium or figure:Low".to_owned(),
            )),
        }
    }

    /// The preset that differs least; of several the first.
    fn base(&self) -> &'static Preset {
        const DEFAULT: &Preset = &PRESETS[0];
        let distance = |preset: &&Preset| {
            u32::from(self.kinds != preset.rule.kinds)
                + u32::from(self.confidence != preset.rule.confidence)
                + u32::from(self.headline != preset.rule.headline)
                + (self.included ^ preset.rule.included).count_ones()
        };
        PRESETS.iter().min_by_key(distance).unwrap_or(DEFAULT)
    }

    /// What is taken in or left out otherwise than by a preset.
    fn changed(&self, base: &Preset) -> Vec<Included> {
        Included::ALL.iter().copied().filter(|what| self.takes(*what) != base.rule.takes(*what)).collect()
    }

    /// Whether it is a preset, unchanged.
    pub fn is_preset(&self) -> bool {
        self.base().rule == *self
    }

    /// The name on screen: that of a preset, and behind it what is changed.
    pub fn label(&self) -> String {
        let base = self.base();
        let mut parts = vec![base.label.to_owned()];
        if self.kinds != base.rule.kinds {
            let kinds: Vec<&str> = self.kinds().map(plural).collect();
            parts.push(if kinds.is_empty() { "no kind".to_owned() } else { kinds.join(" and ") });
        }
        for what in self.changed(base) {
            let sign = if self.takes(what) { "with" } else { "without" };
            let words = match what {
                Included::Nonfatal => "nonfatal ones".to_owned(),
                _ => what.label().to_lowercase(),
            };
            parts.push(format!("{sign} {words}"));
        }
        if self.confidence != base.rule.confidence {
            parts.push(format!("confidence {} or better", self.confidence.label().to_lowercase()));
        }
        if self.headline != base.rule.headline {
            parts.push(format!("{} figures", self.headline.label().to_lowercase()));
        }
        parts.join(", ")
    }

    /// The rule in full sentences.
    pub fn words(&self) -> String {
        let kinds: Vec<&str> = self.kinds().map(plural).collect();
        let kinds = if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", ") };
        let mut words = format!("Counts the victims of {kinds}");
        if !self.takes(Included::OutsideSpan) {
            words.push_str(" that began within the span of the timeline");
        }
        let without: Vec<&str> = Included::ALL
            .iter()
            .filter(|what| !self.takes(**what) && !matches!(what, Included::Perpetrators | Included::OutsideSpan))
            .map(|what| match what {
                Included::ArmedTargets => "those on armed targets",
                Included::Nonfatal => "those in which nobody is known to have died",
                Included::Disputed => "disputed ones",
                Included::Unattributed => "unattributed ones",
                Included::ClaimedOnly => "those that are only claimed",
                Included::Inspired => "those of inspired individuals",
                _ => "those filed under other groups",
            })
            .collect();
        if let [before @ .., last] = without.as_slice() {
            let listed =
                if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
            words.push_str(&format!(", {listed} left out"));
        }
        if self.confidence != Confidence::Low {
            let grade = self.confidence.label().to_lowercase();
            words.push_str(&format!(", of {grade} confidence or better"));
        }
        words.push_str(if self.takes(Included::Perpetrators) {
            "; the attackers' own deaths are added where the sources tell them apart."
        } else {
            "; the attackers' own deaths are not added."
        });
        match self.headline {
            Headline::Best => {}
            Headline::Low => words.push_str(" The low figures lead."),
            Headline::High => words.push_str(" The high figures lead."),
        }
        words
    }

    /// How near the rule comes to the recorder it is named after; empty if it is not named after one.
    pub fn caveat(&self) -> &'static str {
        match *self {
            Self::GTD => {
                "An approximation: the Global Terrorism Database counts all deaths of an incident, attackers among them. \
                 Here they are added only where the record tells them apart."
            }
            Self::UCDP => {
                "An approximation: UCDP counts the civilians deliberately killed by an organized group. Here the main \
                 target decides for a whole incident, since records do not split their victims, and UCDP's threshold \
                 of 25 deaths a year is not looked at."
            }
            _ => "",
        }
    }
}

fn no_preset(word: &str) -> RuleError {
    let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
    error(
        format!("no counting rule is called `{word}`"),
        format!("the rules are {}; options such as -disputed or figure:Low may follow", names.join(", ")),
    )
}

fn word_of<T: Vocabulary>(key: &str, value: &str) -> Result<T, RuleError> {
    let squeezed = |text: &str| fold(text).replace(' ', "");
    let is_it = |word: &&T| squeezed(word.word()) == squeezed(value) || squeezed(word.label()) == squeezed(value);
    T::ALL.iter().find(is_it).copied().ok_or_else(|| {
        let words: Vec<&str> = T::ALL.iter().map(|word| word.word()).collect();
        error(format!("`{value}` is nothing that {key}: takes"), format!("it takes {}", words.join(", ")))
    })
}

fn error(message: String, hint: String) -> RuleError {
    RuleError { message, hint }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Attack => "attacks",
        Kind::CounterOperation => "counter-operations",
        Kind::Arrest => "arrests",
        Kind::FoiledPlot => "foiled plots",
        Kind::Warning => "warnings",
        Kind::Statement => "statements",
        Kind::Milestone => "milestones",
    }
}
