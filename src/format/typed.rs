//! What a person types for a field, as the value the file should hold: bare texts and numbers, no RON quotes.

use super::fields::{self, Form, nearest};
use super::value::{Member, Value};
use super::{List, quoted};
use crate::model::{Date, When, WhenError};

/// What is asked of a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// It says this.
    Is(String),
    /// Nothing is known of it; of a list, nothing is in it.
    Unknown,
    /// The list also holds this.
    With(String),
    /// The list does not hold this.
    Without(String),
}

/// Why an entry cannot be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct EntryError {
    /// What is wrong.
    pub message: String,
    /// What would be accepted.
    pub hint: String,
}

/// Makes an entry in a record of a list. `path` is that of the file, such as `killed.best` or `reports.2.note`; items
/// count from 0.
///
/// # Errors
/// If no such field can be, or it cannot say that. Whether the record is then a good one is left to
/// [`canonical`](super::canonical).
pub fn enter(record: &Value, list: List, path: &str, entry: &Entry) -> Result<Value, EntryError> {
    let steps: Vec<&str> = path.split('.').collect();
    let entered = At { path, entry }.set(Some(record), fields::record(list), &steps)?;
    Ok(entered.unwrap_or_else(|| Value::named(list.record(), Vec::new())))
}

/// Makes an entry in the timeline's own fields, as [`enter`] does in a record. `format` is the program's to say.
///
/// # Errors
/// If no such field can be set, or it cannot say that.
pub fn enter_header(header: &Value, path: &str, entry: &Entry) -> Result<Value, EntryError> {
    if path == "format" {
        return refuse("`format` tells how the file is to be read", "leave it as it is");
    }
    let steps: Vec<&str> = path.split('.').collect();
    let entered = At { path, entry }.set(Some(header), fields::HEADER, &steps)?;
    Ok(entered.unwrap_or_else(|| Value::named("Timeline", Vec::new())))
}

fn refuse<T>(message: impl Into<String>, hint: impl Into<String>) -> Result<T, EntryError> {
    Err(EntryError { message: message.into(), hint: hint.into() })
}

/// An entry and the path it is for.
struct At<'a> {
    path: &'a str,
    entry: &'a Entry,
}

impl At<'_> {
    /// What the value becomes; `None` if nothing is left of it.
    fn set(&self, value: Option<&Value>, form: Form, steps: &[&str]) -> Result<Option<Value>, EntryError> {
        let Some((step, rest)) = steps.split_first() else {
            return self.leaf(value, form);
        };
        match form {
            Form::Struct(kind, fields) => self.set_field(value, (kind, fields), step, rest),
            Form::Many(item) => self.set_item(value, *item, step, rest),
            _ => refuse(format!("`{}`: {} has no fields", self.path, form.words()), form.hint()),
        }
    }

    fn set_field(
        &self,
        value: Option<&Value>,
        (kind, fields): (&str, fields::Fields),
        step: &str,
        rest: &[&str],
    ) -> Result<Option<Value>, EntryError> {
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let place = |name: &str| fields.iter().position(|(known, _)| *known == name);
        let Some((_, form)) = place(step).and_then(|at| fields.get(at)) else {
            let hint = match nearest(step, &names) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("fields of {kind} are {}", names.join(", ")),
            };
            return refuse(format!("`{}`: {kind} has no field `{step}`", self.path), hint);
        };
        let mut value = value.cloned().unwrap_or_else(|| Value::named(kind, Vec::new()));
        let child = self.set(value.field(step), *form, rest)?;
        value.members.retain(|member| member.name != step || child.is_some());
        if let Some(child) = child {
            match value.members.iter_mut().find(|member| member.name == step) {
                Some(member) => member.value = child,
                None => value.members.push(Member::field(step, child)),
            }
        }
        value.members.sort_by_key(|member| place(&member.name));
        Ok((!value.members.is_empty()).then_some(value))
    }

    fn set_item(
        &self,
        value: Option<&Value>,
        item: Form,
        step: &str,
        rest: &[&str],
    ) -> Result<Option<Value>, EntryError> {
        let mut value = value.cloned().unwrap_or_else(|| Value::list([]));
        let n = value.members.len();
        let Some(at) = step.parse::<usize>().ok().filter(|at| *at < n) else {
            let hint = if n == 0 { "it is empty".to_owned() } else { format!("its items are 0 to {}", n - 1) };
            return refuse(format!("`{}`: the list has no item `{step}`", self.path), hint);
        };
        let old = value.members.get(at).map(|member| &member.value);
        match (self.set(old, item, rest)?, value.members.get_mut(at)) {
            (Some(new), Some(member)) => member.value = new,
            _ => {
                value.members.remove(at);
            }
        }
        Ok((!value.members.is_empty()).then_some(value))
    }

    fn leaf(&self, value: Option<&Value>, form: Form) -> Result<Option<Value>, EntryError> {
        match (self.entry, form) {
            (Entry::Unknown, _) => Ok(None),
            (Entry::Is(text), form) => self.typed(form, text).map(Some),
            (Entry::With(text), Form::Many(item)) => {
                let mut list = value.cloned().unwrap_or_else(|| Value::list([]));
                let new = self.typed(*item, text)?;
                if !list.members.iter().any(|member| member.value == new) {
                    list.members.push(Member::item(new));
                }
                Ok(Some(list))
            }
            (Entry::Without(text), Form::Many(item)) => {
                let gone = self.typed(*item, text)?;
                let mut list = value.cloned().unwrap_or_else(|| Value::list([]));
                let n = list.members.len();
                list.members.retain(|member| member.value != gone);
                if list.members.len() == n {
                    let hint = format!("{}.0= takes out the first item, whatever it is", self.path);
                    return refuse(format!("`{}` does not hold `{text}`", self.path), hint);
                }
                Ok((!list.members.is_empty()).then_some(list))
            }
            _ => refuse(format!("`{}` is no list", self.path), format!("write {}=VALUE", self.path)),
        }
    }

    fn typed(&self, form: Form, text: &str) -> Result<Value, EntryError> {
        let wrong = || refuse(format!("`{}` takes {}, not `{text}`", self.path, bare(form)), bare_hint(form));
        match form {
            Form::Text => Ok(Value::plain(quoted(text))),
            Form::Number => number(text).map(Value::plain).map_or_else(wrong, Ok),
            Form::Date => text.parse::<Date>().map_err(date_error).map(|_| Value::plain(quoted(text))),
            Form::When => text.parse::<When>().map_err(date_error).map(|_| Value::plain(quoted(text))),
            Form::Flag if matches!(text, "true" | "false") => Ok(Value::plain(text)),
            Form::Word(words) => {
                word(text, &words()).map(Value::plain).map_or_else(|| self.no_word(text, &words()), Ok)
            }
            Form::Figure => figure(text).or_else(|| ron(text)).map_or_else(wrong, Ok),
            Form::Degrees => degrees(text).map_or_else(wrong, Ok),
            Form::Struct(..) => ron(text).map_or_else(wrong, Ok),
            Form::Many(_) if text.trim_start().starts_with('[') => ron(text).map_or_else(wrong, Ok),
            Form::Many(item @ Form::Word(_)) => {
                let items: Result<Vec<Value>, _> = text.split(',').map(|word| self.typed(*item, word.trim())).collect();
                items.map(Value::list)
            }
            Form::Many(item) => self.typed(*item, text).map(|item| Value::list([item])),
            Form::Flag => wrong(),
        }
    }

    fn no_word<T>(&self, text: &str, words: &[&str]) -> Result<T, EntryError> {
        let accepted = words.join(", ");
        let hint = match nearest(text, words) {
            Some(near) => format!("did you mean {near}? The words are {accepted}"),
            None => format!("the words are {accepted}"),
        };
        refuse(format!("`{}` does not take `{text}`", self.path), hint)
    }
}

fn date_error(err: WhenError) -> EntryError {
    EntryError { message: err.to_string(), hint: err.hint }
}

fn bare(form: Form) -> String {
    form.words().replace(" in quotes", "")
}

fn bare_hint(form: Form) -> String {
    match form {
        Form::Number => "write a number such as 12; nothing behind the = makes it unknown".to_owned(),
        Form::Figure => "write 143, at least 40, up to 9, about 50 or 12-15".to_owned(),
        Form::Degrees => "write latitude and longitude in degrees, such as 55.826, 37.39".to_owned(),
        Form::Struct("Count", _) => "name the part: killed.low=144, killed.best=149, killed.high=150".to_owned(),
        form => form.hint(),
    }
}

/// Digits, which commas or low lines may group.
fn number(text: &str) -> Option<String> {
    let digits = text.trim().replace([',', '_'], "");
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?.map(|n| n.to_string())
}

/// The word of the list; case, `-` and `_` do not matter.
fn word<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let plain = text.trim().replace(['-', '_', ' '], "").to_lowercase();
    words.iter().copied().find(|word| word.to_lowercase() == plain)
}

/// A value spelled as the file spells it.
fn ron(text: &str) -> Option<Value> {
    let (value, end) = Value::read(text, 0)?;
    let is_whole = text.get(end..)?.trim().is_empty();
    (is_whole && value.bracket.is_some()).then_some(value)
}

/// A figure as people write it.
fn figure(text: &str) -> Option<Value> {
    let text = text.trim();
    let lower = text.to_lowercase();
    for (words, name) in [
        ("at least ", "AtLeast"),
        (">=", "AtLeast"),
        ("at most ", "AtMost"),
        ("up to ", "AtMost"),
        ("<=", "AtMost"),
        ("about ", "About"),
        ("~", "About"),
    ] {
        if let Some(rest) = lower.strip_prefix(words) {
            return Some(Value::tuple(name, [Value::plain(number(rest)?)]));
        }
    }
    if let Some(n) = number(text) {
        return Some(Value::tuple("Exactly", [Value::plain(n)]));
    }
    if let Some((a, b)) = text.split_once(['-', '–'])
        && let (Some(a), Some(b)) = (number(a), number(b))
    {
        return Some(Value::tuple("Between", [Value::plain(a), Value::plain(b)]));
    }
    let is_words = !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit() || c == '(');
    is_words.then(|| Value::tuple("Words", [Value::plain(quoted(text))]))
}

fn degrees(text: &str) -> Option<Value> {
    let inner = text.trim().trim_start_matches('(').trim_end_matches(')');
    let (latitude, longitude) = inner.split_once([',', ' '])?;
    let angle = |text: &str| text.trim().parse::<f64>().ok().filter(|angle| angle.is_finite());
    let (latitude, longitude) = (angle(latitude)?, angle(longitude)?);
    Some(Value::tuple("", [latitude, longitude].map(|angle| Value::plain(format!("{angle:?}")))))
}
